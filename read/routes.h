/* See LICENSE for licence details. */

/* Interrupt mappings, the packages of a _PRT's package: ACPI 6.5, 6.2.13. */

#ifndef ROUTES_H
#define ROUTES_H

#include "namespace.h"

#define ROUTE_ALL	0xffffU		/* functions, in an address */
#define ROUTE_PINS	4U

enum route_field {
	ROUTE_ADDRESS,
	ROUTE_PIN,			/* 0: INTA */
	ROUTE_SOURCE,
	ROUTE_INDEX,
	ROUTE_FIELDS
};

/* The fields are the values' own: they are not checked. */
struct route {
	struct ns_value	 fields[ROUTE_FIELDS];
	size_t		 n;		/* given; ROUTE_FIELDS + 1: too many */
	uint32_t	 table, offset;	/* of the mapping's package */
};

/* Reads a mapping from a value; false if that is no package. */
bool route_read(const struct ns *, const struct ns_value *, struct route *);

/*
 * Reads a place's next mapping, and moves the place behind it; false at the
 * end, and before what is no mapping, like a part that a method makes.
 */
bool route_next(const struct ns *, struct ns_place *, struct route *);

/* Whether a field is given and an integer */
bool route_has(const struct route *, enum route_field);

/* The slot and pin; false if they are not given, or the pin is above 3. */
bool route_pin(const struct route *, uint64_t *slot, unsigned int *pin);

/* The GSI of a mapping that names no link device; false if it does. */
bool route_gsi(const struct route *, uint64_t *gsi);

#endif /* ROUTES_H */
