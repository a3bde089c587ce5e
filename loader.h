/* See LICENSE for licence details. */

/*
 * Table-loader sets: files with addresses left open, and the script of
 * 128-byte commands by which firmware fills them in.  Part of the core.
 */

#ifndef LOADER_H
#define LOADER_H

#include "acpigen.h"

struct loader_file {
	char		 name[LOADER_FILESZ];
	uint8_t		*data;
	size_t		 length;
	bool		 placed;	/* by loader_run(), at address */
	uint64_t	 address;
};

struct loader_set {
	struct loader_file *files;
	size_t		 nfiles;
	struct loader_file script;	/* its data are commands */
};

/*
 * Links a table set into files as the layout wants them, and the script
 * that a loader runs on them: all ALLOCATEs, then for each file its
 * pointers and its checksums.  The set owns its memory until loader_free(),
 * which is also called after an error.
 */
const char *loader_link(struct loader_set *, const struct acpi_set *,
    const struct acpi_layout *);
void loader_free(struct loader_set *);

/*
 * Runs the script on the files: the first ALLOCATE's file is placed at base,
 * each other one behind it as its alignment wants.  Strict: the first command
 * that is not sound stops it, and *command says which one that was.  The
 * files are hostile input; nothing outside them is read or written.
 */
const char *loader_run(struct loader_set *, uint64_t base, size_t *command);

/* The length bytes of guest memory at an address, or NULL. */
uint8_t *loader_at(const struct loader_set *, uint64_t address,
    uint64_t length);

/* The number of whole commands, and one of them. */
size_t loader_ncommands(const struct loader_set *);
struct loader_command *loader_command(const struct loader_set *, size_t);

#endif /* LOADER_H */
