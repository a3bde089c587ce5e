/* See LICENSE for licence details. */

/*
 * Table-loader sets: files with addresses left open, and the script of
 * 128-byte commands by which firmware fills them in.
 */

#ifndef LOADER_H
#define LOADER_H

#include "acpi.h"
#include "vmacpigen.h"

struct vmacpigen_file {
	char		 name[LOADER_FILESZ];
	uint8_t		*data;
	size_t		 length;
};

struct vmacpigen_set {
	struct vmacpigen_file *files;
	size_t		 nfiles;
	struct vmacpigen_file script;	/* its data are commands */
};

/*
 * Links a table set into files as the layout wants them, and the script
 * that a loader runs on them: all ALLOCATEs, then for each file its pointers
 * and its checksums.  Or by table, as QEMU has it: the ALLOCATEs from the last
 * file to the first, and then of one table after the other the checksums, each
 * behind the pointers that it is over.  The set owns its memory until
 * vmacpigen_set_free(), which is also called after an error.
 */
const char *vmacpigen_link(struct vmacpigen_set *,
    const struct vmacpigen_tables *, const struct vmacpigen_layout *);
void vmacpigen_set_free(struct vmacpigen_set *);

/* The number of whole commands, and one of them. */
size_t vmacpigen_ncommands(const struct vmacpigen_set *);
struct loader_command *vmacpigen_command(const struct vmacpigen_set *, size_t);

/* The file of that name, or NULL; the name may lack its NUL. */
const struct vmacpigen_file *vmacpigen_find_file(const struct vmacpigen_set *,
    const char *);

/* Does a file have length bytes at offset? */
bool vmacpigen_within(const struct vmacpigen_file *, uint64_t offset,
    uint64_t length);

#endif /* LOADER_H */
