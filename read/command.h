/* See LICENSE for licence details. */

/* A command of a table-loader script, decoded in one place for all verbs. */

#ifndef COMMAND_H
#define COMMAND_H

#include "place.h"
#include "sink.h"

/* A file that a command names */
struct command_file {
	const char	*name;	/* LOADER_FILESZ bytes; NULL: there is none */
	bool		 ends;	/* the name has its NUL */
	const struct vmacpigen_file *file;	/* the set's, or NULL */
};

/*
 * Members that a kind of command does not have are 0.  Numbers are the
 * script's, whether or not the files have such places.
 */
struct command {
	const struct loader_command *raw;
	uint32_t	 kind;		/* LOADER_ALLOCATE, ...; or unknown */
	const char	*name;		/* "ALLOCATE", ...; NULL: unknown */
	const char	*objection;	/* why it was not run, or NULL */
	struct command_file dest;	/* what it places or changes */
	struct command_file src;	/* what a pointer leads into */
	uint32_t	 align;		/* ALLOCATE */
	uint8_t		 zone;
	uint32_t	 offset;	/* in dest: pointer, checksum */
	uint8_t		 size;		/* of a pointer, in bytes */
	uint32_t	 start, length;	/* what an ADD_CHECKSUM is over */
	uint32_t	 src_offset;	/* what a WRITE_POINTER writes */
};

/* Decodes bytes without a set: no files, no objection. */
void command_decode(struct command *, const struct loader_command *);

/* The same for command i of a set that was run into memory. */
struct command command_at(const struct vmacpigen_memory *,
    const struct vmacpigen_set *, size_t i);

/*
 * The offset that an ADD_POINTER's field holds before it is run.  False if
 * there is no such field of up to 8 bytes in the set.
 */
bool command_value(const struct command *, uint64_t *);

/* Prints how an ALLOCATE places a file: "align 64 FSEG". */
void command_print_allocation(struct sink *, const struct command *);

/* The kinds that are known, in words: (0), (1), ..., then false */
bool command_explain(size_t, const char **name, const char **meaning);

#endif /* COMMAND_H */
