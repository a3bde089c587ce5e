/* See LICENSE for licence details. */

/*
 * Linked tables as a guest sees them: memory that a script has filled, and
 * the tables found in it.  The bytes are hostile input.
 */

#ifndef IMAGE_H
#define IMAGE_H

#include "madt.h"
#include "place.h"

struct image_table {
	char		 signature[5];	/* "RSDP" for the RSDP */
	uint64_t	 address;
	const struct vmacpigen_region *region;
	size_t		 offset;	/* in the region */
	size_t		 length;	/* all of it in the region */
	bool		 summed;	/* it has a checksum */
	bool		 sound;		/* and that is right */
	bool		 overlaps;	/* it begins inside another table */
};

struct image {
	struct image_table *tables;	/* each address once, as found */
	size_t		 ntables;
	struct image_table **sorted;	/* by address */
	size_t		 nowhere;	/* addresses that lead to no table */
};

/*
 * Walks from the RSDP, which is looked for on 16-byte steps, to every table:
 * RSDT or XSDT, its entries, each FADT's FACS and DSDT.  With scan true only
 * what an operating system's scan finds counts as RSDP: in the F segment,
 * and sound; otherwise a sound one anywhere, or else the first.  Pointers
 * that lead nowhere are passed over.  Without an RSDP the image is empty.
 * The image is valid until image_free(), and no longer than the memory.
 */
void image_walk(struct image *, const struct vmacpigen_memory *,
    bool scan);

/*
 * The same for memory without an RSDP that begins with an XSDT or RSDT, at its
 * lowest address.  The image is empty if none is there, or if its sum is wrong.
 */
void image_walk_root(struct image *, const struct vmacpigen_memory *);

/*
 * The tables at n addresses, in this order; those that hold none are left.
 * Those that a known image of the same memory has are not summed up again.
 */
void image_collect(struct image *, const struct vmacpigen_memory *,
    const uint64_t *addresses, size_t n, const struct image *known);

/* The tables that the regions begin with, as they were placed */
void image_list(struct image *, const struct vmacpigen_memory *);

void image_free(struct image *);

/* The bytes of a table. */
static inline const uint8_t *
image_data(const struct image_table *t)
{
	return (t->region->data + t->offset);
}

/* The first table with a signature, or NULL; the one at an address, or NULL. */
const struct image_table *image_find(const struct image *, const char *);
const struct image_table *image_at(const struct image *, uint64_t address);

/*
 * The entry of a MADT or SRAT at *at, which moves on to the next; NULL, with
 * *at where it was, at the end and before an entry that is not sound.
 */
static inline const struct acpi_entry *
image_entry(const struct image_table *t, size_t *at)
{
	const struct acpi_entry *e;

	if ((e = acpi_entry_at(image_data(t), t->length, *at)) != NULL)
		*at += e->length;
	return (e);
}

/* The same of a MADT's processors, with what is between them passed over */
bool image_cpu(
    const struct image_table *, size_t *at, struct vmacpigen_madt_cpu *);

/*
 * Whether a header's IDs are text.  That tells a table from other bytes while
 * its checksum is not set yet.
 */
bool image_has_ids(const struct acpi_header *);

/* The integer at a field of a table; 0 where the table is too short. */
uint64_t image_field(const struct image_table *, size_t offset, size_t size);
#define IMAGE_FIELD(t, type, name) image_field((t), \
	offsetof(struct type, name), sizeof(((struct type *)0)->name))

#endif /* IMAGE_H */
