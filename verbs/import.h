/* See LICENSE for licence details. */

/* Tables of the user's, from files of iasl(1) or from a dump */

#ifndef IMPORT_H
#define IMPORT_H

#include "read/dump.h"
#include "vmacpigen.h"

/* Tables to import.  Zero it; import_free() frees it. */
struct import {
	bool		 fix;		/* correct wrong checksums */

	/*
	 * Called for each table that is left out or missing, that is changed,
	 * and that is wrong: with its path and what it is, or with a reason
	 * that has the path in front.  import_table() needs none of them,
	 * import_settle() all.
	 */
	void		(*note)(const char *path, const char *what);
	void		(*say)(const char *path, const char *what);
	void		(*complain)(const char *reason);

	struct vmacpigen_given *given;
	char		**paths;	/* where each came from */
	const char	*first[VMACPIGEN_NKINDS]; /* the paths of the first of
					   each kind; private to import.c */
	size_t		 n, max, paths_max;
	struct dump	 dump;		/* until import_settle() */
};

/*
 * Adds the table in a file.  It must be whole, with a sound header, and not an
 * RSDP, RSDT or XSDT; with a signature it must be of that kind.  Returns NULL,
 * or the reason, path first, which the caller frees.
 */
char *import_table(struct import *, const char *path, const char *signature);

/* Reads tables for a set of these alone, as dump_read() does. */
char *import_dump(struct import *, const char *path);

/*
 * Adds the tables that were read, without RSDP, RSDT and XSDT.  Left out are
 * tables that cannot leave their machine, tables of a second machine, and a
 * FACS or DSDT to which the FADT does not lead.  Reports what is missing.
 * Returns NULL, or the reason, which the caller frees.
 */
char *import_settle(struct import *, const char *path);

/* Replaces table i.  The data are taken over. */
void import_replace(struct import *, size_t i, uint8_t *data, size_t length);

/* Leaves out the tables, by their numbers, of which keep() is false. */
void import_keep(struct import *, bool (*keep)(const struct import *, size_t));

void import_free(struct import *);

#endif /* IMPORT_H */
