/* See LICENSE for licence details. */

/* Ranges of addresses or buses, and which of them hold or touch another one */

#ifndef ZONES_H
#define ZONES_H

#include <stddef.h>
#include <stdint.h>

/* A range, its last one included, and what says what is there */
struct zone {
	uint64_t	 first, last;
	size_t		 furthest;	/* which ends last of all up to this */
	uint32_t	 node;		/* of a namespace, or NS_NONE */
	const char	*what;		/* for people, or NULL */
};

/* In the order of their first addresses, once zones_sort() has been called */
struct zones {
	struct zone	*list;
	size_t		 n, room;
};

/* Adds size addresses, as far as there are so many; none if size is 0. */
void zones_add(struct zones *, uint64_t first, uint64_t size, uint32_t node,
    const char *what);

/* To be called when all are added, before any of the functions below */
void zones_sort(struct zones *);

void zones_free(struct zones *);

/* The first one in order that ends at an address or behind it, or n */
size_t zones_from(const struct zones *, uint64_t address);

/* One that holds all of a range, or some of it; NULL if none does */
const struct zone *zones_around(const struct zones *, uint64_t first,
    uint64_t last);
const struct zone *zones_touching(const struct zones *, uint64_t first,
    uint64_t last);

#endif /* ZONES_H */
