/* See LICENSE for licence details. */

/* The layouts that machines share, and their names in a machine's text */

#ifndef LAYOUTS_H
#define LAYOUTS_H

#include "vmacpigen.h"

/* What firmware loads: tables in the HIGH zone, or in FSEG if they fit */
extern const struct vmacpigen_layout vmacpigen_files_high;
extern const struct vmacpigen_layout vmacpigen_files_by_size;
extern const struct vmacpigen_layout vmacpigen_files_vmd;

/* What the machine itself writes to memory, and an RSDP that is final */
extern const struct vmacpigen_layout vmacpigen_files_vmd_current;

/* The flat image */
extern const struct vmacpigen_layout vmacpigen_flat_rsdp;
extern const struct vmacpigen_layout vmacpigen_flat_vmd;
extern const struct vmacpigen_layout vmacpigen_flat_vmd_current;

struct vmacpigen_named_layout {
	const char	*name;
	const struct vmacpigen_layout *layout;
};

/* They end with a name of NULL; the first one is the default. */
extern const struct vmacpigen_named_layout vmacpigen_file_layouts[];
extern const struct vmacpigen_named_layout vmacpigen_flat_layouts[];

#endif /* LAYOUTS_H */
