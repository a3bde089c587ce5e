/* See LICENSE for licence details. */

/*
 * The machines as data: what their hardware is, and how their tables are
 * laid out in files.
 */

#include <string.h>

#include "acpigen.h"

static const struct acpi_machine machines[] = {
	/*
	 * vmd(8) of OpenBSD before September 2026, as the patch of June 2026
	 * built its tables: a contract, byte for byte.  No ACPI registers and
	 * no I/O APIC.  Only the flat image has a FACS, and only the DSDT,
	 * the table that nothing is linked into in the patch, is summed there.
	 */
	{
		.name = "vmd",
		.summary = "OpenBSD vmd(8) before September 2026",
		.max_cpus = 64,		/* VMM_MAX_VCPUS_PER_VM */
		.oem_id = "OpenBS",
		.oem_table_id = "OpenBSVM",
		.creator_id = "OVMD",
		.fadt_revision = 3,
		.madt_revision = 1,
		.fadt_flags = ACPI_FADT_WBINVD | ACPI_FADT_PROC_C1,
		.iapc_boot_arch = ACPI_BOOT_LEGACY | ACPI_BOOT_8042,
		.sci = 9,
		.fw_cfg = {
			.files = {
				{ FW_CFG_TABLES, 64, LOADER_ZONE_FSEG, 1,
				    { ACPI_XSDT, ACPI_FADT, ACPI_MADT,
				    ACPI_DSDT } },
				{ FW_CFG_RSDP, ACPI_RSDP_ALIGN,
				    LOADER_ZONE_FSEG, 1, { ACPI_RSDP } },
			},
			.loader_sums = 1 << ACPI_MADT,
		},
		.flat = {
			.files = {
				{ "flat", ACPI_RSDP_ALIGN, LOADER_ZONE_FSEG,
				    64, { ACPI_RSDP, ACPI_XSDT, ACPI_FADT,
				    ACPI_FACS, ACPI_DSDT, ACPI_MADT } },
			},
		},
	},
};

const struct acpi_machine *
acpi_machine_at(size_t i)
{
	if (i >= sizeof(machines) / sizeof(machines[0]))
		return (NULL);
	return (&machines[i]);
}

const struct acpi_machine *
acpi_machine_find(const char *name)
{
	const struct acpi_machine *m;
	size_t		i;

	for (i = 0; (m = acpi_machine_at(i)) != NULL; i++) {
		if (strcmp(m->name, name) == 0)
			break;
	}
	return (m);
}
