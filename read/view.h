/* See LICENSE for licence details. */

/*
 * An input as all verbs read it: its script run, its tables found as a guest
 * finds them, and every byte of its files named.
 */

#ifndef VIEW_H
#define VIEW_H

#include "command.h"
#include "input.h"
#include "map.h"

struct view {
	const struct input *in;
	const struct vmacpigen_set *set;
	struct vmacpigen_memory memory;	/* as far as the script can be run */
	struct image	 image;
	struct map	 map;
};

/*
 * Runs an input's script at base, dropping what cannot be run; a flat image is
 * one for base.  The view is valid until view_close(), no longer than the
 * input, and stays where it is.
 */
void view_open(struct view *, const struct input *, uint64_t base);

/*
 * The same for an input that must be sound.  Returns NULL, or the reason and
 * *command, the one that cannot be run; view_close() is called all the same.
 */
const char *view_open_strict(struct view *, const struct input *,
    uint64_t base, size_t *command);

void view_close(struct view *);

/* Command i of the script, of vmacpigen_ncommands(view->set) */
struct command view_command(const struct view *, size_t i);

/* The map of one of the set's files */
const struct map_file *view_file(const struct view *,
    const struct vmacpigen_file *);

#endif /* VIEW_H */
