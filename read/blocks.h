/* See LICENSE for licence details. */

/*
 * The definition blocks of a set, in the order in which a guest loads them:
 * the first DSDT, then SSDTs, PSDTs and, as ACPICA does, OSDTs.
 */

#ifndef BLOCKS_H
#define BLOCKS_H

#include "map.h"
#include "namespace.h"

struct block {
	const struct map_file *file;
	const struct map_piece *piece;
	unsigned int	 turn;		/* 1: the DSDT; 2: others */
};

struct blocks {
	struct block	*blocks;	/* ns->ntables, in its order */
	struct ns	*ns;
};

/*
 * Loads the definition blocks of a map: those that pointers lead to, or all if
 * they lead to none, as with tables by themselves.  With guest true the
 * bytes are those that the guest has, else the file's; brief is as in
 * ns_open_brief().  Valid until blocks_close(), and no longer than the map.
 */
void blocks_open(struct blocks *, const struct map *, bool guest,
    bool brief);
void blocks_close(struct blocks *);

#endif /* BLOCKS_H */
