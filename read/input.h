/* See LICENSE for licence details. */

/*
 * Reads sets from files of any origin.  Input that is not a table-loader set
 * becomes one, with a script of one ALLOCATE for each file.
 */

#ifndef INPUT_H
#define INPUT_H

#include "image.h"

enum input_kind {
	INPUT_SET,
	INPUT_FLAT,		/* a linked image */
	INPUT_TABLE,		/* one table */
	INPUT_SCRIPT,		/* a table-loader blob without its files */
	INPUT_TABLES		/* tables by themselves, a file each */
};

struct input {
	enum input_kind	 kind;
	struct vmacpigen_set set;
	size_t		 max;		/* that the two arrays have room for */
	char		**paths;	/* of the set's files */
	char		*script_path;
	char		*flat_path;	/* e0000.bin beside a set, or NULL */
	int		 last_slot;	/* of the files in fw_cfg, or -1 */

	/*
	 * Notes about files that were passed over or left out, and their number
	 */
	char		**notes;	/* a line each, path first */
	size_t		 nnotes;
	size_t		 ndamaged;	/* for being damaged */
};

/*
 * Reads a directory: the files that vmacpigen writes, or a guest's
 * /sys/firmware/qemu_fw_cfg/by_name, or else tables, as extract, acpixtract,
 * iasl or a guest's /sys/firmware/acpi/tables have them, or acpidump's text;
 * or three files by their names; or one file that is a flat image, a table, a
 * table-loader script or acpidump's text.  Returns NULL, or the reason, path
 * first, which the caller frees.  input_close() frees everything, also after
 * an error.
 */
char *input_open(struct input *, const char *path);

/* The same; the set has its tables in the file where another has them. */
char *input_open_as(struct input *, const char *path,
    const struct vmacpigen_set *like);

/* Whether this is the directory of a set */
bool input_is_set(const char *dir);

char *input_open_files(struct input *, const char *rsdp, const char *tables,
    const char *loader);

/*
 * The same of a guest's memory from address base on, in one file, and the RSDP
 * that leads there, in another.
 */
char *input_open_memory(struct input *, const char *path, uint64_t base,
    const char *rsdp);

/*
 * The same from memory, which is copied: a set, and what could be one file.
 * Paths are made of the name.
 */
void input_copy_set(struct input *, const struct vmacpigen_set *,
    const char *name);
void input_copy_file(struct input *, const void *, size_t length,
    const char *name);

void input_close(struct input *);

/*
 * Reads a file beside the three that vmacpigen writes, if the set was read
 * from them and the file is there, whatever it holds.
 */
char *input_open_beside(struct input *, const struct input *set,
    const char *name, bool *there);

/* The path of one of the set's files. */
const char *input_path(const struct input *, const struct vmacpigen_file *);

/*
 * False for tables by themselves: what their pointers hold is no address of
 * the input's memory.
 */
bool input_has_addresses(const struct input *);

/* image_walk() over an input's memory; an empty image if it has no addresses */
void input_walk(struct image *, const struct input *,
    const struct vmacpigen_memory *);

#endif /* INPUT_H */
