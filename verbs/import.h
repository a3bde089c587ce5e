/* See LICENSE for licence details. */

/* Tables of the user's, from files, as iasl(1) or a dump leaves them. */

#ifndef IMPORT_H
#define IMPORT_H

#include "vmacpigen.h"

/* Zeroed to begin with, but for fix and note; import_free() frees it all. */
struct import {
	bool		 fix;		/* wrong checksums are put right */

	/* Told of what a link leaves out or cannot have, path first */
	void		(*note)(const char *path, const char *what);

	struct vmacpigen_given *given;
	char		**paths;	/* where each came from */
	size_t		 n, max, paths_max;
};

/*
 * Adds the table in a file: whole, of a sound header, and none of those that
 * are always made here.  With a signature it must be of that kind.  Returns
 * NULL, or the reason, path first, which the caller frees.
 */
char *import_table(struct import *, const char *path, const char *signature);

/*
 * Adds the table in a file, or all those in a directory and in one named
 * "dynamic" below it, for a set of nothing else: RSDP, RSDT and XSDT are passed
 * over, what is of no use away from the memory of its machine is left out, and
 * a table that cannot be there twice is an error.
 */
char *import_dump(struct import *, const char *path);

/* Notes what is missing once all tables of a dump are there. */
void import_settle(struct import *, const char *path);

void import_free(struct import *);

#endif /* IMPORT_H */
