/* See LICENSE for licence details. */

/* Tables of the user's, from files, as iasl(1) or a dump leaves them. */

#ifndef IMPORT_H
#define IMPORT_H

#include "read/dump.h"
#include "vmacpigen.h"

/* Zeroed to begin with, but for what is told; import_free() frees it all. */
struct import {
	bool		 fix;		/* wrong checksums are put right */

	/*
	 * Told, path first, of what a link cannot have; of what it changes,
	 * and of faults of which there are more.  NULL: nothing is said.
	 */
	void		(*note)(const char *path, const char *what);
	void		(*say)(const char *path, const char *what);
	void		(*complain)(const char *reason);

	struct vmacpigen_given *given;
	char		**paths;	/* where each came from */
	size_t		 n, max, paths_max;
	struct dump	 dump;		/* until it is settled */
};

/*
 * Adds the table in a file: whole, of a sound header, and none of those that
 * are always made here.  With a signature it must be of that kind.  Returns
 * NULL, or the reason, path first, which the caller frees.
 */
char *import_table(struct import *, const char *path, const char *signature);

/* Reads tables for a set of nothing else, as dump_read() does. */
char *import_dump(struct import *, const char *path);

/*
 * Adds the tables that were read: RSDP, RSDT and XSDT are passed over; what is
 * of no use away from its machine is left out, and so is another machine, and
 * a FACS or DSDT to which the FADT does not lead.  Notes what is missing.
 * Returns NULL, or the reason.
 */
char *import_settle(struct import *, const char *path);

/* Put another table in the place of one, or nothing; data are taken over. */
void import_replace(struct import *, size_t i, uint8_t *data, size_t length);
void import_remove(struct import *, size_t i);

void import_free(struct import *);

#endif /* IMPORT_H */
