/* See LICENSE for licence details. */

/*
 * Table-loader sets: files with addresses left open, and the script of
 * 128-byte commands by which firmware fills them in.  Part of the core;
 * loader.c links, run.c runs.
 */

#ifndef LOADER_H
#define LOADER_H

#include "acpigen.h"

struct loader_file {
	char		 name[LOADER_FILESZ];
	uint8_t		*data;
	size_t		 length;
};

struct loader_set {
	struct loader_file *files;
	size_t		 nfiles;
	struct loader_file script;	/* its data are commands */
};

/*
 * Links a table set into files as the layout wants them, and the script
 * that a loader runs on them: all ALLOCATEs, then for each file its pointers
 * and its checksums.  Or by table, as QEMU has it: the ALLOCATEs from the last
 * file to the first, and then of one table after the other the checksums, each
 * behind the pointers that it is over.  The set owns its memory until
 * loader_free(), which is also called after an error.
 */
const char *loader_link(struct loader_set *, const struct acpi_set *,
    const struct acpi_layout *);
void loader_free(struct loader_set *);

/*
 * Makes the set of which somebody else's etc/acpi/tables is a part: that blob
 * as it is, the script that QEMU has for it, and an RSDP, of revision 0 where
 * there is only an RSDT.  The blob is hostile input.  Returns the reason why it
 * is not one of unlinked tables.  The set is loader_link()'s.
 */
const char *loader_relink(struct loader_set *, const uint8_t *blob,
    size_t length);

/* The number of whole commands, and one of them. */
size_t loader_ncommands(const struct loader_set *);
struct loader_command *loader_command(const struct loader_set *, size_t);

/* The file of that name, or NULL; the name may lack its NUL. */
const struct loader_file *loader_file(const struct loader_set *,
    const char *);

/* Does a file have length bytes at offset? */
bool loader_within(const struct loader_file *, uint64_t offset,
    uint64_t length);

/* What becomes of a script after a command that a consumer objects to */
enum loader_end {
	LOADER_RAN,		/* to its end, objections or not */
	LOADER_REFUSED,		/* nothing of the set is used */
	LOADER_PANICKED,	/* the machine goes no further */
	LOADER_WILD		/* memory outside the files is written */
};

/* What a consumer objects to; where it does not look, things go their way. */
#define LOADER_CHECK_SCRIPT	0x0001U	/* size is a multiple of 128 */
#define LOADER_CHECK_POWER	0x0002U	/* alignment is a power of two */
#define LOADER_CHECK_ZERO	0x0004U	/* alignment is not 0 */
#define LOADER_CHECK_PAGE	0x0008U	/* alignment is 4096 at most */
#define LOADER_CHECK_ZONE	0x0010U	/* zone is 1 or 2 */
#define LOADER_CHECK_EMPTY	0x0020U	/* allocated file has bytes */
#define LOADER_CHECK_TWICE	0x0040U	/* one ALLOCATE per file */
#define LOADER_CHECK_SIZE	0x0080U	/* pointer of 1, 2, 4, 8 bytes */
#define LOADER_CHECK_BOUNDS	0x0100U	/* pointer is inside its file */
#define LOADER_CHECK_VALUE	0x0200U	/* offset is inside the target */
#define LOADER_CHECK_FIT	0x0400U	/* address fits the pointer */
#define LOADER_CHECK_UNKNOWN	0x0800U	/* command is known */
#define LOADER_CHECK_ROOM	0x1000U	/* the zone has room */

/* Where a zone gives memory from: upwards from start, or down to it. */
struct loader_zone {
	uint64_t	 start;
	uint64_t	 size;
	bool		 down;
};

/* One consumer of scripts, as its source has it. */
struct loader_rules {
	const char	*name;
	enum loader_end	 objection;	/* LOADER_RAN: the command is dropped */
	uint32_t	 checks;
	uint32_t	 min_align;
	bool		 pages;		/* whole pages, no zones */
	bool		 keeps_first;	/* of two ALLOCATEs of a file */
	bool		 overwrites_sum;	/* its old value counts too */
	bool		 ends_at_zero;	/* at the first command 0 */
	bool		 writes_pointers;	/* knows WRITE_POINTER */
	bool		 waits_to_write;	/* a read-only file, for ever */
	struct loader_zone high, fseg;
};

/*
 * The rules of a consumer whose execution is known ("seabios", "ovmf",
 * "qboot"), or NULL.  loader_strict() objects to everything that any of them
 * objects to, and has one zone at base.  loader_lenient() is for readers: it
 * runs what can be run and drops the rest.
 */
const struct loader_rules *loader_rules(const char *);
struct loader_rules loader_strict(uint64_t base);
struct loader_rules loader_lenient(uint64_t base);

/* An allocated file in guest memory */
struct loader_region {
	const struct loader_file *file;	/* where its first bytes came from */
	uint8_t		*data;		/* file->length bytes */
	uint8_t		*sums;		/* of stretches of data; see run.c */
	uint64_t	 address;
	bool		 fseg;
};

struct loader_memory {
	struct loader_region *regions;
	size_t		 nregions;
	struct loader_region **sorted;	/* by address */
	struct loader_region **current;	/* one per file of the set, or NULL */
	const struct loader_file **named;	/* the set's files by name */
	size_t		 nfiles;
	const char	**objections;	/* one per command, or NULL */
	enum loader_end	 end;
	size_t		 last;		/* the command that it ended with */
};

/*
 * Runs the script of a set as the rules have it, into memory of its own: the
 * set is hostile input, and stays as it is; nothing outside the files is
 * read or written.  Returns NULL when the script was run, whatever came of
 * it.  The memory is valid until loader_forget(), which is also called after
 * an error, and no longer than the set.
 */
const char *loader_run(struct loader_memory *, const struct loader_set *,
    const struct loader_rules *);
void loader_forget(struct loader_memory *);

/*
 * Runs a script with loader_strict() rules.  An objection is an error: it is
 * returned, and *command is the one objected to.
 */
const char *loader_run_strict(struct loader_memory *,
    const struct loader_set *, uint64_t base, size_t *command);

/*
 * What loader_file() returns for the set that was run, in time that grows as
 * log(files).
 */
const struct loader_file *loader_named(const struct loader_memory *,
    const char *);

/* The region that holds length bytes at an address, or NULL. */
const struct loader_region *loader_region(const struct loader_memory *,
    uint64_t address, uint64_t length);

/* The sum of length bytes of a region, in time that grows as log(length). */
uint8_t loader_sum(const struct loader_region *, size_t offset, size_t length);

#endif /* LOADER_H */
