/* See LICENSE for licence details. */

/* The tables that a guest gets, for the tools of others. */

#ifndef EXTRACT_H
#define EXTRACT_H

#include "output.h"
#include "read/view.h"

/* Tables and the outputs that hold them; extract_close() frees all. */
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
 * Everything must be sound: it returns the reason, which the caller frees,
 * when a command is not, there is no table, or one overlaps another.
 */
char *extract_open(struct extract *, const struct input *, uint64_t base);
void extract_close(struct extract *);

/* Prints the tables to standard output as acpidump does. */
void extract_print(const struct extract *);

#endif /* EXTRACT_H */
