/* See LICENSE for licence details. */

/* The tables that a guest gets, for other tools */

#ifndef EXTRACT_H
#define EXTRACT_H

#include "output.h"
#include "read/view.h"

/* Tables and the outputs that hold them; extract_close() frees both. */
struct extract {
	struct view	 view;
	struct extract_table {
		char		 name[24];	/* "ssdt2.dat" */
		char		 signature[5];
		uint64_t	 address;
	} *tables;
	struct output	*outputs;	/* one per table, in their order */
	size_t		 n;
};

/*
 * Links a set at base as firmware would, or takes a flat image for base.
 * Returns NULL, or why not, which the caller frees: a command that cannot be
 * run, no RSDP, or a table inside another.
 */
char *extract_open(struct extract *, const struct input *, uint64_t base);
void extract_close(struct extract *);

/* Prints the tables to standard output as acpidump does. */
void extract_print(const struct extract *);

#endif /* EXTRACT_H */
