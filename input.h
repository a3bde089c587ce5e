/* See LICENSE for licence details. */

/*
 * Sets of anybody's making, read from files: what is not a table-loader set
 * becomes one of a single file, which a script of one ALLOCATE places.
 */

#ifndef INPUT_H
#define INPUT_H

#include "loader.h"

enum input_kind {
	INPUT_SET,
	INPUT_FLAT,		/* a linked image */
	INPUT_TABLE,		/* one table */
	INPUT_SCRIPT		/* a table-loader blob without its files */
};

struct input {
	enum input_kind	 kind;
	struct loader_set set;
	char		**paths;	/* of the set's files */
	char		*script_path;
	char		*flat_path;	/* e0000.bin beside a set, or NULL */
	int		 last_slot;	/* of the files in fw_cfg, or -1 */
	char		*error;		/* one line, the path first */
};

/*
 * Reads a directory: the files that vmacpigen writes, or a guest's
 * /sys/firmware/qemu_fw_cfg/by_name; or three files by their names; or one
 * file that is a flat image, a table or a table-loader script.  Returns -1 on
 * error, with input->error set.  input_close() frees everything, also after
 * an error.
 */
int input_open(struct input *, const char *path);
int input_open_files(struct input *, const char *rsdp, const char *tables,
    const char *loader);
void input_close(struct input *);

/* The path of one of the set's files. */
const char *input_path(const struct input *, const struct loader_file *);

#endif /* INPUT_H */
