/* See LICENSE for licence details. */

/*
 * Tables by themselves, as people keep them: a file each in a directory, or
 * all in acpidump(1)'s text, which may hold several machines'.
 */

#ifndef DUMP_H
#define DUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dump_table {
	char		*name;		/* its path; "PATH: SSDT at line 12" */
	uint8_t		*data;
	size_t		 length;
	uint64_t address; /* in its machine's memory; 0: unknown */
	unsigned int	 machine;	/* of those in its text, from 0 */
};

/* Zeroed to begin with; dump_free() frees all. */
struct dump {
	struct dump_table *tables;
	size_t		 n, max;
	/* What was passed over, left out or cut: a line each, path first */
	char		**notes;
	size_t		 nnotes, notes_max;
	size_t		 ndamaged;	/* tables that were left out */
};

/*
 * Adds what a directory holds, and one named "dynamic" below it if enter is
 * set, or a file.  Tables are whole, with the lengths that their headers say,
 * or RSDPs of at least 20 bytes.  In a directory, what is damaged and what is
 * no table cost a note; a file that is either is an error.  Text counts in a
 * directory that holds no table else.  Returns NULL, or the reason, path
 * first, which the caller frees.
 */
char *dump_read(struct dump *, const char *path, bool enter);

/* Adds the tables in acpidump's text, if it is any. */
void dump_read_text(struct dump *, const char *path, const uint8_t *, size_t);

/* Whether this is acpidump's text, perhaps after other words */
bool dump_is_text(const uint8_t *, size_t);

/*
 * Whether this is an RSDP, a whole table, or the beginning of one. *length is
 * the header's length if that is not the file's, else 0.
 */
enum dump_kind {
	DUMP_OTHER,
	DUMP_RSDP,
	DUMP_TABLE,
	DUMP_LONGER,		/* there are bytes behind the table */
	DUMP_SHORT		/* the table is cut short */
};

enum dump_kind dump_kind(const uint8_t *, size_t, size_t *length);

void dump_free(struct dump *);

#endif /* DUMP_H */
