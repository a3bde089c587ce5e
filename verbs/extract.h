/* See LICENSE for licence details. */

/* The tables that a guest gets, for the tools of others. */

#ifndef EXTRACT_H
#define EXTRACT_H

#include "read/files.h"
#include "read/input.h"
#include "read/map.h"

/* Tables and the outputs that hold them; extract_close() frees all. */
struct extract {
	struct vmacpigen_memory memory;
	struct image	 image;
	struct map	 map;
	struct extract_table {
		char		 name[24];	/* "ssdt2.dat" */
		char		 signature[5];
		uint64_t	 address;
	} *tables;
	struct output	*outputs;	/* one per table, in their order */
	size_t		 n;
	char		 error[160];
};

/*
 * Links a set at base as firmware would, or takes a flat image for base.
 * Everything must be sound: false, with the reason in extract->error, when a
 * command is not, there is no table, or one overlaps another.
 */
bool extract_open(struct extract *, const struct input *, uint64_t base);
void extract_close(struct extract *);

/* Prints the tables to standard output as acpidump does. */
void extract_print(const struct extract *);

#endif /* EXTRACT_H */
