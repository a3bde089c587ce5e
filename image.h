/* See LICENSE for licence details. */

/*
 * A linked set as a guest sees it: memory that holds tables, found by way of
 * the RSDP.  The bytes are hostile input.
 */

#ifndef IMAGE_H
#define IMAGE_H

#include "loader.h"

struct image_table {
	char		 signature[5];	/* "RSDP" for the RSDP */
	uint64_t	 address;
	const uint8_t	*data;		/* length bytes, all in one file */
	size_t		 length;
};

struct image {
	struct image_table *tables;	/* RSDP first, each address once */
	size_t		 ntables;
};

/*
 * Finds the RSDP in the placed files on 16-byte steps, and from there every
 * table: RSDT or XSDT, FADT, FACS, DSDT and all the others.  The image's
 * tables point into the set.  Pointers that lead nowhere are passed over.
 * Returns NULL, or the reason why there is nothing to be found.
 */
const char *image_walk(struct image *, const struct loader_set *);
void image_free(struct image *);

/* The first table with a signature, or NULL. */
const struct image_table *image_find(const struct image *, const char *);

#endif /* IMAGE_H */
