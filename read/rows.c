/* See LICENSE for licence details. */

/* All tables that have rows */

#include <string.h>

#include "rows.h"

/* Of one signature, the table without a condition is the last. */
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
	&rows_osdt,
	&rows_bert,
	&rows_bgrt,
	&rows_cedt,
	&rows_dbg2,
	&rows_dbgp,
	&rows_dmar,
	&rows_ecdt,
	&rows_einj,
	&rows_erst,
	&rows_fpdt,
	&rows_gtdt,
	&rows_hest,
	&rows_hmat,
	&rows_iort,
	&rows_ivrs,
	&rows_lpit,
	&rows_msdm,
	&rows_nfit,
	&rows_pptt,
	&rows_slic,
	&rows_tcpa_server,
	&rows_tcpa,
	&rows_tpm2_3,
	&rows_tpm2,
	&rows_uefi,
	&rows_viot,
	&rows_wsmt,
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
		if (memcmp(t->signature, signature, 4) == 0 &&
		    t->when.size == 0)
			break;
	}
	return (t);
}
