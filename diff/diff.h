/* See LICENSE for licence details. */

/*
 * What differs between two inputs, field by field and object by object, in a
 * few lines: diff.c has the lines and how things find each other on both
 * sides, tables.c, objects.c and script.c what there is to say.
 */

#ifndef DIFF_H
#define DIFF_H

#include <stdio.h>

#include "read/view.h"

/* What to print as well */
#define DIFF_ALL	0x1U	/* what only follows from other changes */
#define DIFF_AML	0x2U	/* what iasl(1) makes of AML that differs */
#define DIFF_ADDRESSES	0x4U	/* of what follows, only where things are */

/* Two inputs; NULL where one side has no such file */
struct diff_pair {
	const char	*name;		/* of a file beside both, or NULL */
	const struct input *sides[2];
};

/*
 * Prints to standard output what has to change to make the second input of
 * the first, and sets *differ if anything has.  The first of the pairs has no
 * name; of those beside it, what the first said already is left out.  Flat
 * images are for the address base.  Two inputs of one kind whose bytes differ
 * do differ, whether or not that means anything.  Returns NULL, or the reason
 * why AML could not be disassembled.
 */
const char *diff_inputs(const struct diff_pair *, size_t n, uint64_t base,
    unsigned int flags, bool *differ);

/*
 * A line.  Those that are equal but for the middle, which says where, become
 * one: the same change in some tables, or in some entries of one.
 */
struct diff_line {
	size_t		 start, middle, rest, end;	/* in the text */
	size_t		 index;		/* of an entry, from 1, else 0 */
	bool		 merged;	/* with one before it */
};

struct diff {
	unsigned int	 flags;
	struct view	 sides[2];
	struct sink	 out;		/* the lines, without their ends */
	struct diff_line *lines;
	size_t		 nlines, max;
	const char	*error;
};

/* So many entries of one kind make one line. */
#define DIFF_MANY	4

/* What is short enough to be printed byte by byte */
#define DIFF_SHORT	16

/*
 * Something to be found on the other side, too: by one key after the other,
 * so that what changed least is found first.
 */
#define DIFF_KEYS	3

struct diff_item {
	struct diff_key {
		const void	*bytes;	/* NULL: none */
		size_t		 length;
	} keys[DIFF_KEYS];
	int		 key;		/* sorted by this one */
	uint8_t		*buffer;	/* of keys; the list frees it */
	size_t		 index;
	const struct diff_item *partner;
	size_t		 offset, size;	/* of an entry */
	size_t		 outer;		/* where the one begins that it is in */
	const struct field_layout *layout;
	const struct map_file *mf;	/* where it is, if it is a piece */
	struct map_piece *piece;
	bool		 follows;	/* from other changes, if it is new */
};

struct diff_list {
	struct diff_item *items;
	size_t		 n, max;
};

/*
 * Begins a line and ends it; what it says is printed to diff->out.  The
 * middle and the rest of one that may become one with others begin at
 * diff_position().
 */
struct diff_line *diff_begin_line(struct diff *);
void diff_end_line(struct diff *);
size_t diff_position(const struct diff *);

/* Adds an item, zeroed but for its index. */
struct diff_item *diff_add_item(struct diff_list *);
void diff_set_key(struct diff_item *, int key, const void *, size_t length);
void diff_free_list(struct diff_list *);

/* Makes partners of the items of two lists, in n log n steps. */
void diff_match(const struct diff_list *, const struct diff_list *);

/* Orders items by one of their keys, as memcmp(3) does. */
int diff_compare_keys(const struct diff_item *, const struct diff_item *,
    int key);

/*
 * The first item whose partner comes before the last one's, or NULL.  Only
 * those count that are in the same one.
 */
const struct diff_item *diff_first_moved(const struct diff_list *,
    const struct diff_item **last);

/* Lists the pieces of a kind that a side has, with keys. */
void diff_list_pieces(struct diff *, int side, enum piece_kind,
    struct diff_list *);

/* Prints where a piece is; a few bytes; where and how bytes changed. */
void diff_print_place(struct sink *, const struct view *,
    const struct diff_item *);
void diff_print_bytes(struct sink *, const uint8_t *, size_t length);
void diff_print_change(struct sink *, size_t offset, const uint8_t *, size_t,
    const uint8_t *, size_t);

/*
 * Compare all tables, which also makes partners of the maps' pieces; what is
 * no table; two scripts.
 */
void diff_tables(struct diff *);
void diff_bytes(struct diff *);
void diff_scripts(struct diff *);

/* The objects of the AML of all tables, which have been made partners. */
void diff_objects(struct diff *, const struct diff_list [2]);

/*
 * Prints, indented, how two tables differ once iasl(1) has disassembled them
 * (disassembly.c).  Returns the reason why it could not be done.
 */
const char *diff_disassembly(struct sink *, const uint8_t *, size_t length,
    const uint8_t *, size_t);

#endif /* DIFF_H */
