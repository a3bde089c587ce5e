/* See LICENSE for licence details. */

/* A table on both sides, and what its fields have on each. */

#ifndef PAIR_H
#define PAIR_H

#include "diff.h"

struct pair {
	struct diff	*d;
	const struct diff_item *tables[2];
	const struct fields *fields[2];
	bool		 cut;		/* one has fewer fields */
};

/*
 * Compares size bytes of each from base on, which have the same layout, and are
 * entry on each side: NULL if they are in none.
 */
void pair_compare_structs(struct pair *,
    const struct diff_item *const entry[2], const size_t base[2],
    const size_t size[2]);

/* Compares bytes of which at least one side does not know what they are. */
void pair_compare_rest(struct pair *, const struct diff_item *const entry[2],
    const struct field [2]);

/*
 * Prints what tells an entry from others, or, flags last, all of it; false if
 * there is no such thing.
 */
bool pair_print_fields(struct sink *, const struct fields *,
    const struct diff_item *entry, bool all);

/*
 * Prints the name of an entry, behind those that it is in and what tells these
 * from others: "Root Complex[segment=0].ID Mapping".  Of a list that belongs to
 * a struct, whose name it has, it prints the struct's and what tells that from
 * others.
 */
void pair_print_entry_name(struct sink *, const struct fields *,
    const struct diff_item *entry);

/* The address in a field that a guest sees */
uint64_t pair_guest_address(const struct diff_item *table, size_t offset,
    size_t size);

/*
 * The name of what an address leads to, in words that both sides use, and the
 * piece of a file that has it, or NULL
 */
#define PAIR_TARGETSZ	(MAP_NAMESZ + LOADER_FILESZ)

const struct map_piece *pair_name_address(const struct view *,
    uint64_t address, char target[PAIR_TARGETSZ]);

#endif /* PAIR_H */
