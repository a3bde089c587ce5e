/* See LICENSE for licence details. */

/* All files of a machine's set, in memory. */

#ifndef GENERATE_H
#define GENERATE_H

#include "vmacpigen.h"
#include "read/files.h"
#include "place.h"

struct generated {
	struct vmacpigen_tables  set;
	struct vmacpigen_set fw_cfg, flat, dsdt;
	char		 flat_name[32], rsdp_name[32];
	struct output	 outputs[7];
	size_t		 n;
	char		 error[160];
};

/* The flat image: addresses are the guest's. */
struct flat {
	bool		 wanted;
	uint64_t	 base;
	uint64_t	 rsdp_at;	/* of its own, or 0: in the image */
};

/*
 * Builds and links the tables of a config, with a flat image if one is
 * wanted.  There is no e0000.bin but that one: an output says so.  Returns
 * false with the reason in generated->error.  The outputs are valid until
 * generate_free(), which is also called after an error.
 */
bool generate(struct generated *, const struct vmacpigen_config *,
    const struct flat *);
void generate_free(struct generated *);

#endif /* GENERATE_H */
