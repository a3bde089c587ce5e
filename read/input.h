/* See LICENSE for licence details. */

/*
 * Sets of anybody's making, read from files: what is not a table-loader set
 * becomes one with a script of nothing but an ALLOCATE for each file.
 */

#ifndef INPUT_H
#define INPUT_H

#include "files.h"
#include "image.h"

enum input_kind {
	INPUT_SET,
	INPUT_FLAT,		/* a linked image */
	INPUT_TABLE,		/* one table */
	INPUT_SCRIPT,		/* a table-loader blob without its files */
	INPUT_TABLES		/* a directory of tables, a file each */
};

struct input {
	enum input_kind	 kind;
	struct vmacpigen_set set;
	char		**paths;	/* of the set's files */
	char		*script_path;
	char		*flat_path;	/* e0000.bin beside a set, or NULL */
	int		 last_slot;	/* of the files in fw_cfg, or -1 */
	char		*error;		/* one line, the path first */
	const struct output *outputs;	/* read from there, or NULL */
	size_t		 noutputs;
};

/*
 * Reads a directory: the files that vmacpigen writes, or a guest's
 * /sys/firmware/qemu_fw_cfg/by_name, or else nothing but tables, as extract,
 * acpixtract, iasl or a guest's /sys/firmware/acpi/tables have them; or three
 * files by their names; or one file that is a flat image, a table or a
 * table-loader script; or a set among outputs, which are to stay.  Returns -1
 * on error, with input->error set.  input_close() frees everything, also
 * after an error.
 */
int input_open(struct input *, const char *path);
int input_open_files(struct input *, const char *rsdp, const char *tables,
    const char *loader);
int input_open_outputs(struct input *, const struct output *, size_t n);
void input_close(struct input *);

/*
 * Is that one of the three files of a set?  What lies beside them, such as
 * e0000.bin, is opened by its name: 1, or 0 if there is no such file, or -1
 * as input_open().
 */
bool input_is_own(const char *name);
int input_open_beside(struct input *, const struct input *, const char *name);

/* The path of one of the set's files. */
const char *input_path(const struct input *, const struct vmacpigen_file *);

/*
 * False for tables by themselves: what their pointers hold is no address of
 * the input's memory.
 */
bool input_has_addresses(const struct input *);

/* image_walk() over an input's memory; an empty image if it has no addresses */
const char *input_walk(struct image *, const struct input *,
    const struct vmacpigen_memory *);

#endif /* INPUT_H */
