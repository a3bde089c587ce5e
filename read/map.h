/* See LICENSE for licence details. */

/*
 * Assigns every byte of a set's files to a table, whether or not a pointer
 * leads to that, or to the bytes between tables.
 */

#ifndef MAP_H
#define MAP_H

#include "fields.h"
#include "image.h"

enum piece_kind {
	PIECE_TABLE,
	PIECE_ZEROS,
	PIECE_BYTES
};

#define MAP_LABELSZ	32

/* Some bytes of a file; those of a table bear names. */
struct map_piece {
	enum piece_kind	 kind;
	size_t		 offset;
	size_t		 length;
	char		 label[MAP_LABELSZ];	/* "MADT", "SSDT2" */
	char		 filename[5];	/* "apic": fit for a file's name */
	uint32_t	 number;	/* from 1 among several, else 0 */
	uint32_t	 order;
	bool		 wanted;	/* something leads to it */
	struct fields	*fields;	/* of a table */
	const struct map_piece *partner;	/* in another map, for diff */
};

/* The pieces of a file, in order, and all of it. */
struct map_file {
	const struct vmacpigen_file *file;
	const struct vmacpigen_region *region;	/* NULL: not allocated */
	struct map_piece *pieces;
	size_t		 npieces, max;
};

struct map {
	const struct vmacpigen_memory *memory;
	struct map_file	*files;		/* in the order of the set's */
	size_t		 nfiles;
};

/*
 * Maps a set whose script has been run into memory, and walked.  Tables that
 * begin inside another are left out.  Pointers lead to nothing where addresses
 * is false, as in tables by themselves.  The map is valid until map_close(),
 * and no longer than the three.
 */
void map_open(struct map *, const struct vmacpigen_set *,
    const struct vmacpigen_memory *, const struct image *, bool addresses);
void map_close(struct map *);

/* The guest's copy of a file, or the file if the guest has none */
const uint8_t *map_guest(const struct map_file *);

/*
 * The sum over bytes of a file, in the guest's copy if there is one; it is 0 if
 * a checksum among them is right.
 */
uint8_t map_surplus(const struct map_file *, size_t offset, size_t length);

/* The piece that holds a byte of a file, or NULL. */
const struct map_piece *map_at(
    const struct map *, const struct vmacpigen_file *, size_t offset);

/* The same for a byte at an address, whose file and offset it tells. */
struct map_piece *map_address(const struct map *, uint64_t address,
    const struct map_file **, size_t *offset);

/*
 * What to call a table with these 4 bytes of signature: the specification's
 * name, or the signature with what is no letter or digit as \xNN.
 */
void map_label(char label[MAP_LABELSZ], const char *signature);

/*
 * The name of what a byte of a file belongs to, like "XSDT.Entry[0]" or
 * "SSDT.Definition Block+0x10", or just "FADT" for the first byte when
 * tables are asked for; "" where there is no table.
 */
#define MAP_NAMESZ	(FIELD_NAMESZ + 64)

void map_name(const struct map *, const struct vmacpigen_file *, size_t offset,
    bool tables, char name[MAP_NAMESZ]);

#endif /* MAP_H */
