/* See LICENSE for licence details. */

/* All files of a set, made in memory, and then written or compared. */

#ifndef MAKE_H
#define MAKE_H

#include <limits.h>

#include "import.h"
#include "options.h"
#include "output.h"
#include "topology.h"
#include "vmacpigen.h"

/* The flat image: addresses are the guest's. */
struct flat {
	bool		 wanted;
	bool		 placed;	/* by the options, where it must fit */
	bool		 optional;	/* else left out, with a note */
	uint64_t	 base;
	uint64_t	 rsdp_at;	/* of its own, or 0: in the image */
};

#define MAKE_FILES	8

struct made {
	struct vmacpigen_tables  set;
	struct vmacpigen_set fw_cfg, flat, dsdt;
	char		 flat_name[32], rsdp_name[32];
	struct output	 outputs[MAKE_FILES];
	size_t		 n;
	const char	*twice;		/* a name that two of them have */
	char		*note;		/* about the flat image, or NULL */
};

/*
 * Builds and links the tables of a config, with a flat image if one is
 * wanted.  There is no e0000.bin but that one: an output says so.  Returns
 * NULL, or the reason, which the caller frees.  The outputs are valid until
 * made_free(), which is also called after an error.
 */
char *make_files(struct made *, const struct vmacpigen_config *,
    const struct flat *);
void made_free(struct made *);

/* What the verbs that make a set have in common */
struct making {
	struct vmacpigen_config config;
	struct flat	 flat;
	struct import	 import;
	struct topology	 topology;
	const char	*dir, *golden, *ncpus;
	bool		 update;	/* what is in the directory golden */
	char		 oem_id[6], oem_table_id[8];
	uint32_t	 oem_revision;
};

enum {
	OPT_COMPARE = UCHAR_MAX + 1,
	OPT_FIX_CHECKSUMS,
	OPT_NO_FLAT,
	OPT_OEM_ID,
	OPT_OEM_TABLE_ID,
	OPT_OEM_REVISION,
	OPT_RSDP_AT,
	OPT_UPDATE,
	OPT_TOPOLOGY,                     /* and on: make.c has their names */
	OPT_MAKING_END = OPT_TOPOLOGY + 4 /* a verb's own are from here on */
};

#define MAKING_SHORT	"b:n:o:"
#define MAKING_LONG							\
	{ "apic-ids", required_argument, NULL, OPT_TOPOLOGY },		\
	{ "compare", required_argument, NULL, OPT_COMPARE },		\
	{ "distance", required_argument, NULL, OPT_TOPOLOGY + 1 },	\
	{ "fix-checksums", no_argument, NULL, OPT_FIX_CHECKSUMS },	\
	{ "no-flat", no_argument, NULL, OPT_NO_FLAT },			\
	{ "numa", required_argument, NULL, OPT_TOPOLOGY + 2 },		\
	{ "oem-id", required_argument, NULL, OPT_OEM_ID },		\
	{ "oem-table-id", required_argument, NULL, OPT_OEM_TABLE_ID },	\
	{ "oem-revision", required_argument, NULL, OPT_OEM_REVISION },	\
	{ "rsdp-at", required_argument, NULL, OPT_RSDP_AT },		\
	{ "topology", required_argument, NULL, OPT_TOPOLOGY + 3 },	\
	{ "update", no_argument, NULL, OPT_UPDATE }

/*
 * Begins with a machine's config, zeroed before.  If the options ask for a
 * comparison, failures from here on are those of a comparison.
 */
void making_init(struct making *, const struct vmacpigen_machine *, int argc,
    char *argv[], const char *short_options, const struct option *);

/* Takes an option; false if it is another one. */
bool making_option(struct making *, int ch);

/* Exactly one of -o and --compare; --update goes with the latter. */
bool making_has_purpose(const struct making *);

/* Makes all files, and writes or compares them: the exit status. */
int making_finish(struct making *);

#endif /* MAKE_H */
