/* See LICENSE for licence details. */

/*
 * The machines as data: what their hardware is, and how their tables are
 * laid out in files.
 */

#include <string.h>

#include "build.h"
#include "directives.h"
#include "layouts.h"
#include "asl/dsdt_q35.h"
#include "asl/dsdt_vmd_current.h"

#define LEVEL_HIGH	(ACPI_INTI_LEVEL | ACPI_INTI_ACTIVE_HIGH)

static const struct vmacpigen_machine machines[] = {
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
		.properties = 1 << VMACPIGEN_PROPERTY_IOAPIC,
		.hw = { .sci = 9 },
		.oem_id = "OpenBS",
		.oem_table_id = "OpenBSVM",
		.creator_id = "OVMD",
		.fadt_revision = 3,
		.facs_version = 2,
		.fadt_flags = ACPI_FADT_WBINVD | ACPI_FADT_PROC_C1,
		.pm_profile = ACPI_PM_DESKTOP,
		.iapc_boot_arch = ACPI_BOOT_LEGACY | ACPI_BOOT_8042,
		.madt_revision = 1,
		.lapic = 0xfee00000,
		.ioapics = { { .address = 0xfec00000, .pins = 24 } },
		.nioapics = 1,
		.no_aml = true,
		.fw_cfg = &vmacpigen_files_vmd,
		.flat = &vmacpigen_flat_vmd,
	},
	/*
	 * QEMU's q35 with acpi=off, which still has its ICH9 and lacks only
	 * QEMU's own tables.  The SMI command port enables the SCI, if firmware
	 * has not; PCI has the interrupts 5, 10 and 11.
	 */
	{
		.name = "q35",
		.summary = "QEMU -machine q35,acpi=off",
		.max_cpus = VMACPIGEN_MAX_CPUS,
		.properties = ~(uint32_t)(1 << VMACPIGEN_PROPERTY_LINKABLE),
		.hw = {
			.ecam = VMACPIGEN_AUTO,
			.window = { VMACPIGEN_AUTO, VMACPIGEN_AUTO },
			.window64 = { VMACPIGEN_AUTO, VMACPIGEN_AUTO },
			.pm = 0x600,
			.sci = 9,
			.reset = true,
			.ioapic = true,
			.hpet = true,
			.waet = true,
			.s3 = true,
		},
		.oem_id = "VMACPI",
		.oem_table_id = "Q35 ",
		.creator_id = "VMAG",
		.fadt_revision = 6,
		.fadt_minor = 5,
		.facs_version = 2,
		.facs_32bit = true,
		.fadt_flags = ACPI_FADT_WBINVD | ACPI_FADT_PROC_C1 |
		    ACPI_FADT_SLP_BUTTON | ACPI_FADT_PLATFORM_CLOCK,
		.pm_profile = ACPI_PM_DESKTOP,
		.iapc_boot_arch = ACPI_BOOT_LEGACY | ACPI_BOOT_8042,
		.century = 0x32,
		.c2_latency = 0xfff,	/* no C2, no C3 */
		.c3_latency = 0xfff,
		.smi_cmd = 0xb2,
		.acpi_enable = 2,
		.acpi_disable = 3,
		.pm_event_access = ACPI_GAS_WORD,
		.pm_control = 4,
		.pm_timer = 8,
		.gpe0 = 0x20,
		.gpe0_length = 16,
		.low_max = 0xb0000000,	/* pc_q35_init() */
		.low_split = 0x80000000,
		.s3 = 1,
		.reset = { ACPI_GAS_IO, 8, ACPI_GAS_BYTE, 0xcf9 },
		.reset_value = 0x0f,
		.madt_revision = 6,
		.lapic = 0xfee00000,
		.nmi_lint = 1,
		.ioapics = { { .address = 0xfec00000, .pins = 24 } },
		.nioapics = 1,
		.overrides = {
			{ 0, 2, 0, 0 },
			{ 5, 5, LEVEL_HIGH, 0 },
			{ 9, 9, LEVEL_HIGH, 0 },
			{ 10, 10, LEVEL_HIGH, 0 },
			{ 11, 11, LEVEL_HIGH, 0 },
		},
		.noverrides = 5,
		.hpet = 0xfed00000,
		.hpet_id = 0x8086a201,
		.aml = q35_aml,
		.aml_length = sizeof(q35_aml),
		.ssdt = true,
		.ecam = 0xb0000000,
		.windows = {
			{ 0xc0000000, 0xdfffffff },
			{ 0xf0000000, VMACPIGEN_WINDOW_LIMIT },
		},
		/* OVMF with 4-level paging goes up to 47 bits. */
		.window64 = { 0x800000000, 0x7fffffffffff },
		.fw_cfg = &vmacpigen_files_high,
		.flat = &vmacpigen_flat_rsdp,
	},
	/*
	 * vmd(8) since September 2026 has ACPI registers and an I/O APIC, and
	 * writes these tables itself, weak points included: all but the DSDT
	 * say what its own say, as of usr.sbin/vmd/acpi.c 1.4 (22 September
	 * 2026).  "The tables reside below 4GB": no 64-bit pointers.
	 */
	{
		.name = "vmd-current",
		.summary = "OpenBSD vmd(8) since September 2026",
		.max_cpus = 64,
		.properties = 1 << VMACPIGEN_PROPERTY_LINKABLE,
		.hw = { .pm = 0xb000, .sci = 9, .ioapic = true },
		.oem_id = "VMD   ",
		.oem_table_id = "VMD ",
		.creator_id = "VMD ",
		.fadt_revision = 6,
		.fadt_minor = 5,
		.facs_version = 1,
		.facs_32bit = true,
		.dsdt_32bit = true,
		.pm_profile = ACPI_PM_DESKTOP,
		.iapc_boot_arch = ACPI_BOOT_LEGACY,
		.c2_latency = 100,
		.c3_latency = 1000,
		.pm_event_access = ACPI_GAS_DWORD,
		.pm_control = 8,
		.pm_timer = 12,
		.madt_revision = 1,
		.lapic = 0xfee00000,
		.ioapics = { { .id = 1, .id_behind_cpus = true,
		    .address = 0xfec00000, .pins = 24 } },
		.nioapics = 1,
		.ioapic_first = true,
		.aml = vmd_current_aml,
		.aml_length = sizeof(vmd_current_aml),
		.dsdt_file = "vmm.dsdt",
		.dsdt_max = 4096,	/* vmd(8) loads no more */
		.fw_cfg = &vmacpigen_files_vmd_current,
		.linkable = &vmacpigen_files_by_size,
		.flat = &vmacpigen_flat_vmd_current,
	},
};

/* A machine that only has q35's layout; the IDs are the FADT's. */
static const struct vmacpigen_machine bare = {
	.name = "bare",
	.max_cpus = VMACPIGEN_MAX_CPUS,
	.creator_id = "VMAG",
	.lapic = 0xfee00000,
	.no_aml = true,
	.fw_cfg = &vmacpigen_files_high,
	.flat = &vmacpigen_flat_rsdp,
};

const struct vmacpigen_named_aml vmacpigen_amls[] = {
	{ "q35",	q35_aml,	sizeof(q35_aml) },
	{ "vmd-current", vmd_current_aml, sizeof(vmd_current_aml) },
	{ NULL,		NULL,		0 }
};

const struct vmacpigen_machine *
vmacpigen_machine_bare(void)
{
	return (&bare);
}

const struct vmacpigen_machine *
vmacpigen_machine_at(size_t i)
{
	if (i >= sizeof(machines) / sizeof(machines[0]))
		return (NULL);
	return (&machines[i]);
}

const struct vmacpigen_machine *
vmacpigen_machine_find(const char *name)
{
	const struct vmacpigen_machine *m;
	size_t		i;

	for (i = 0; (m = vmacpigen_machine_at(i)) != NULL; i++) {
		if (strcmp(m->name, name) == 0)
			break;
	}
	return (m);
}

void
vmacpigen_config_init(struct vmacpigen_config *config,
    const struct vmacpigen_machine *m)
{
	*config = (struct vmacpigen_config){
		.machine = m,
		.ncpus = 1,
		.hw = m->hw,
	};
}

struct vmacpigen_range
vmacpigen_window(const struct vmacpigen_config *config)
{
	const uint64_t	 ecam = config->hw.ecam;

	if (config->hw.window.limit > VMACPIGEN_AUTO)
		return (config->hw.window);
	if (ecam <= VMACPIGEN_AUTO)
		return ((struct vmacpigen_range){ VMACPIGEN_AUTO,
		    VMACPIGEN_AUTO });
	/* Of the two sides of ECAM the one that firmware takes. */
	if (ecam > 0xb0000000)
		return ((struct vmacpigen_range){ 0x80000000, ecam - 1 });
	return ((struct vmacpigen_range){ ecam + ACPI_ECAM_SIZE,
	    VMACPIGEN_WINDOW_LIMIT });
}

struct vmacpigen_range
vmacpigen_window64(const struct vmacpigen_config *config)
{
	if (config->hw.window64.limit == VMACPIGEN_AUTO &&
	    config->hw.ecam > VMACPIGEN_AUTO)
		return (config->machine->window64);
	return (config->hw.window64);
}

const struct vmacpigen_layout *
vmacpigen_files(const struct vmacpigen_config *config)
{
	const struct vmacpigen_machine *m = config->machine;

	return (config->hw.linkable && m->linkable != NULL ? m->linkable :
	    m->fw_cfg);
}

/*
 * Properties
 */

const struct vmacpigen_property *
vmacpigen_property_at(const struct vmacpigen_machine *m, size_t i)
{
	int		 p;

	for (p = 0; p < VMACPIGEN_NPROPERTIES; p++) {
		if (m->properties & 1U << p && i-- == 0)
			return (vmacpigen_property_of(
			    (enum vmacpigen_property_id)p));
	}
	return (NULL);
}

const struct vmacpigen_property *
vmacpigen_property_find(const struct vmacpigen_machine *m, const char *name)
{
	const struct vmacpigen_property *p;
	size_t		 i;

	for (i = 0; (p = vmacpigen_property_at(m, i)) != NULL; i++) {
		if (strcmp(p->name, name) == 0)
			break;
	}
	return (p);
}

const char *
vmacpigen_number(const char *s, uint64_t *value)
{
	static const char digits[] = "0123456789abcdef";
	const char	*start, *d;
	unsigned int	 base = 10;

	if (s[0] == '0' && s[1] == 'x') {
		base = 16;
		s += 2;
	}
	*value = 0;
	for (start = s; *s != '\0'; s++) {
		d = strchr(digits, *s >= 'A' && *s <= 'F' ? *s - 'A' + 'a' :
		    *s);
		if (d == NULL || d - digits >= base)
			break;
		if (*value > (UINT64_MAX - (uint64_t)(d - digits)) / base)
			return (NULL);
		*value = *value * base + (uint64_t)(d - digits);
	}
	return (s == start ? NULL : s);
}

/* A range ends one below a multiple of step; a number is one. */
bool
vmacpigen_property_fits(const struct vmacpigen_property *p,
    const struct vmacpigen_range *r)
{
	uint64_t	 end = r->limit + (p->type == VMACPIGEN_RANGE);

	return (r->base >= p->min && r->limit <= p->max &&
	    r->base <= r->limit && r->base % p->step == 0 &&
	    end % p->step == 0);
}

bool
vmacpigen_property_set(struct vmacpigen_config *config,
    const struct vmacpigen_property *p, const char *s)
{
	void		*field = (char *)&config->hw + p->offset;
	struct vmacpigen_range r = { 0, 0 };
	bool		 on = strcmp(s, "on") == 0;
	bool		 off = strcmp(s, "off") == 0;

	if (p->type == VMACPIGEN_SWITCH) {
		if (on || off)
			memcpy(field, &on, sizeof(on));
		return (on || off);
	}
	if (strcmp(s, "auto") == 0) {
		if (!p->automatic)
			return (false);
		r.base = r.limit = VMACPIGEN_AUTO;
	} else if (!off) {
		if ((s = vmacpigen_number(s, &r.base)) == NULL)
			return (false);
		r.limit = r.base;
		if (p->type == VMACPIGEN_RANGE && (*s != '-' ||
		    (s = vmacpigen_number(s + 1, &r.limit)) == NULL))
			return (false);
		if (*s != '\0' || !vmacpigen_property_fits(p, &r))
			return (false);
	} else if (!p->off)
		return (false);
	if (p->type == VMACPIGEN_RANGE)
		memcpy(field, &r, sizeof(r));
	else
		memcpy(field, &r.base, sizeof(r.base));
	return (true);
}
