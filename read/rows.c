/* See LICENSE for licence details. */

/* All tables that have rows */

#include <string.h>

#include "rows.h"

static const struct field_table *const tables[] = {
	&rows_rsdp,
	&rows_rsdt,
	&rows_xsdt,
	&rows_fadt,
	&rows_facs,
	&rows_madt,
	&rows_hpet,
	&rows_mcfg,
	&rows_srat,
	&rows_slit,
	&rows_waet,
	&rows_spcr,
	&rows_dsdt,
	&rows_ssdt,
	&rows_psdt,
};

const struct field_table rows_unknown =
    TABLE("", "", acpi_header, rows_header_only, REST);

const struct field_table *
field_table_at(size_t i)
{
	return (i < sizeof(tables) / sizeof(tables[0]) ? tables[i] : NULL);
}

const struct field_table *
field_table_find(const char signature[4])
{
	const struct field_table *t;
	size_t		 i;

	for (i = 0; (t = field_table_at(i)) != NULL; i++) {
		if (memcmp(t->signature, signature, 4) == 0)
			break;
	}
	return (t);
}
