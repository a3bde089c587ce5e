/* See LICENSE for licence details. */

/*
 * Runs a script with bounds on everything.  What a consumer of scripts does in
 * a way of its own is in rules; nothing here is about any one of them.
 * Only the program needs this: a VMM has vmacpigen_link() and
 * vmacpigen_place().
 */

#ifndef PLACE_H
#define PLACE_H

#include "loader.h"

/* What becomes of a script after a command that a consumer objects to */
enum vmacpigen_outcome {
	VMACPIGEN_RAN,		/* to its end, objections or not */
	VMACPIGEN_REFUSED,	/* nothing of the set is used */
	VMACPIGEN_PANICKED,	/* the machine goes no further */
	VMACPIGEN_WILD		/* memory outside the files is written */
};

/* Checks that a consumer makes; one that it does not make is not enforced. */
#define VMACPIGEN_CHECK_SCRIPT	0x0001U	/* size is a multiple of 128 */
#define VMACPIGEN_CHECK_POWER	0x0002U	/* alignment is a power of two */
#define VMACPIGEN_CHECK_ZERO	0x0004U	/* alignment is not 0 */
#define VMACPIGEN_CHECK_PAGE	0x0008U	/* alignment is 4096 at most */
#define VMACPIGEN_CHECK_ZONE	0x0010U	/* zone is 1 or 2 */
#define VMACPIGEN_CHECK_EMPTY	0x0020U	/* allocated file has bytes */
#define VMACPIGEN_CHECK_TWICE	0x0040U	/* one ALLOCATE per file */
#define VMACPIGEN_CHECK_SIZE	0x0080U	/* pointer of 1, 2, 4, 8 bytes */
#define VMACPIGEN_CHECK_BOUNDS	0x0100U	/* pointer is inside its file */
#define VMACPIGEN_CHECK_VALUE	0x0200U	/* offset is inside the target */
#define VMACPIGEN_CHECK_FIT	0x0400U	/* address fits the pointer */
#define VMACPIGEN_CHECK_UNKNOWN	0x0800U	/* command is known */
#define VMACPIGEN_CHECK_ROOM	0x1000U	/* the zone has room */

/* Where a zone gives memory from: upwards from start, or down to it. */
struct vmacpigen_zone {
	uint64_t	 start;
	uint64_t	 size;
	bool		 down;
};

/* One consumer of scripts, as its source has it. */
struct vmacpigen_rules {
	const char	*name;
	enum vmacpigen_outcome objection; /* VMACPIGEN_RAN: the command is
					   dropped */
	uint32_t	 checks;
	uint32_t	 min_align;
	bool		 pages;		/* whole pages, no zones */
	bool		 keeps_first;	/* of two ALLOCATEs of a file */
	bool		 overwrites_sum;	/* its old value counts too */
	bool		 ends_at_zero;	/* at the first command 0 */
	bool		 writes_pointers;	/* knows WRITE_POINTER */
	bool		 waits_to_write;	/* a read-only file, for ever */
	bool		 has_memory;	/* files with an address are there */
	struct vmacpigen_zone high, fseg;
};

/*
 * vmacpigen_strict() objects to everything that any consumer objects to, and
 * has one zone at base.  vmacpigen_lenient() is for readers: it runs what can
 * be run and drops the rest.
 */
struct vmacpigen_rules vmacpigen_strict(uint64_t base);
struct vmacpigen_rules vmacpigen_lenient(uint64_t base);

/* An allocated file in guest memory */
struct vmacpigen_region {
	const struct vmacpigen_file *file; /* where its first bytes came from */
	uint8_t		*data;		/* file->length bytes */
	struct region_sums *sums;	/* of stretches of data; see place.c */
	uint64_t	 address;
	bool		 fseg;
};

struct vmacpigen_memory {
	struct vmacpigen_region *regions;
	size_t		 nregions;
	struct vmacpigen_region **sorted;	/* by address */
	struct vmacpigen_region **current; /* one per file, or NULL */
	const struct vmacpigen_file **named;	/* the set's files by name */
	size_t		 nfiles;
	const char	**objections;	/* one per command, or NULL */
	enum vmacpigen_outcome end;
	size_t		 last;		/* the command that it ended with */
};

/*
 * Runs the script of a set as the rules have it, into memory of its own: the
 * set is hostile input, and stays as it is; nothing outside the files is
 * read or written.  Returns NULL when the script was run, whatever came of
 * it.  The memory is valid until vmacpigen_memory_free(), which is also called
 * after an error, and no longer than the set.
 */
const char *vmacpigen_run(struct vmacpigen_memory *,
    const struct vmacpigen_set *, const struct vmacpigen_rules *);
void vmacpigen_memory_free(struct vmacpigen_memory *);

/*
 * After a run with vmacpigen_strict() rules: NULL if it came to its end, or
 * what it objected to, and *command, to which.
 */
const char *vmacpigen_run_objection(const struct vmacpigen_memory *,
    size_t *command);

/*
 * What vmacpigen_find_file() returns for the set that was run, in time that
 * grows as log(files).
 */
const struct vmacpigen_file *vmacpigen_named(const struct vmacpigen_memory *,
    const char *);

/* The region that holds length bytes at an address, or NULL. */
const struct vmacpigen_region *vmacpigen_region_at(
    const struct vmacpigen_memory *, uint64_t address, uint64_t length);

/* The sum of length bytes of a region, in time that grows as log(length). */
uint8_t vmacpigen_region_sum(const struct vmacpigen_region *, size_t offset,
    size_t length);

#endif /* PLACE_H */
