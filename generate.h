/* See LICENSE for licence details. */

/* All files of a machine's set, in memory. */

#ifndef GENERATE_H
#define GENERATE_H

#include "acpigen.h"
#include "files.h"
#include "loader.h"

struct generated {
	struct acpi_set	 set;
	struct loader_set fw_cfg, flat, dsdt;
	struct loader_memory memory;	/* of the flat image */
	struct output	 outputs[5];
	size_t		 n;
	char		 error[160];
};

/*
 * Builds and links the tables of a config, without the flat image if that is
 * not wanted: its output then says that there is no such file.  Returns false
 * with the reason in generated->error.  The outputs are valid until
 * generate_free(), which is also called after an error.
 */
bool generate(struct generated *, const struct acpi_config *, bool want_flat);
void generate_free(struct generated *);

#endif /* GENERATE_H */
