/* See LICENSE for licence details. */

/* The AML of a set as text: a line for each object. */

#ifndef TREE_H
#define TREE_H

#include "read/blocks.h"

/* Objects and complaints of one namespace, table by table */
struct tree {
	const struct ns	*ns;
	uint32_t	*objects;	/* by table, and then as a tree */
	uint32_t	*first;		/* of each table, and the end */
	bool		*folded;	/* objects that others' lines have */
	const struct ns_complaint **complaints;	/* by table */
	const struct ns_object **values;	/* Names and regions, as they
					   lie, once one is asked for */
	size_t		 nvalues;
	bool		 alone;		/* it has no DSDT */
};

struct trees {
	struct blocks	 blocks;
	struct tree	 loaded;
	struct tree_table {		/* of the blocks, by piece */
		const struct map_piece *piece;
		uint32_t	 table;
	} *tables;
};

/* Valid until trees_close(), and no longer than the map. */
void trees_open(struct trees *, const struct map *);
void trees_close(struct trees *);

/*
 * The path of the Name or the region of which a byte of a definition block is
 * the value, or NULL
 */
const char *trees_path(struct trees *, const struct map_piece *,
    size_t offset, char [NS_PATHSZ]);

/*
 * Prints the objects of a definition block, and what is wrong with its AML.
 * One that a guest does not load is read by itself.
 */
void trees_print(const struct trees *, const struct map_file *,
    const struct map_piece *);

#endif /* TREE_H */
