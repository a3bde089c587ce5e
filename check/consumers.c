/* See LICENSE for licence details. */

/*
 * How firmware runs scripts, a row each, from its source: SeaBIOS
 * src/fw/romfile_loader.c, edk2 OvmfPkg QemuFwCfgAcpi.c, qboot tables.c and
 * malloc.c.
 */

#include <string.h>

#include "consumers.h"

#define PAGE		4096U

/*
 * SeaBIOS's F segment, as measured with the 256 KiB build of 1.16.2 and one CPU
 * socket, on pc and q35: 0xf5500 to 0xf5a00, or up to 32 bytes less with some
 * devices, for a tables.bin of up to 1,232 bytes and an RSDP.  The MP and
 * SMBIOS tables are placed before, so the room depends on them: 1,136, 1,056
 * and 976 bytes with 2, 3 and 4 sockets; from 5 sockets on the SMBIOS tables
 * exceed 600 bytes and are placed elsewhere, which leaves 1,552 bytes, and
 * about 20 less per socket.  Disk controllers and disks are placed after, with
 * 32 to 64 bytes each, and are lost when no room is left.  RAM above 4 GiB
 * takes 32 bytes.
 */
static const struct vmacpigen_rules seabios = {
	.name = "seabios",
	.objection = VMACPIGEN_RAN,
	.checks = VMACPIGEN_CHECK_SCRIPT | VMACPIGEN_CHECK_POWER |
	    VMACPIGEN_CHECK_ZONE | VMACPIGEN_CHECK_EMPTY |
	    VMACPIGEN_CHECK_SIZE | VMACPIGEN_CHECK_BOUNDS |
	    VMACPIGEN_CHECK_ROOM,
	.min_align = 16,
	.keeps_first = true,
	/* MALLOC_MAX: 16 MiB, less option ROMs and SMBIOS */
	.high = { 0x7ef00000, 0x1000000, true },
	.fseg = { 0xf5500, 0x500, true },
};

static const struct vmacpigen_rules ovmf = {
	.name = "ovmf",
	.objection = VMACPIGEN_REFUSED,
	.checks = VMACPIGEN_CHECK_SCRIPT | VMACPIGEN_CHECK_PAGE |
	    VMACPIGEN_CHECK_EMPTY | VMACPIGEN_CHECK_TWICE |
	    VMACPIGEN_CHECK_SIZE | VMACPIGEN_CHECK_BOUNDS |
	    VMACPIGEN_CHECK_VALUE | VMACPIGEN_CHECK_FIT,
	.min_align = PAGE,
	.pages = true,
	.overwrites_sum = true,
	.writes_pointers = true,
	.waits_to_write = true,
	.high = { 0x40000000, 0x3e000000, true },
};

static const struct vmacpigen_rules qboot = {
	.name = "qboot",
	.objection = VMACPIGEN_PANICKED,
	.checks = VMACPIGEN_CHECK_UNKNOWN,
	.min_align = 16,
	.ends_at_zero = true,
	.high = { 0xd0000, 0x20000, true },
	.fseg = { 0xf2000, 0xa000, false },
};

static const char own[] = "tables of the firmware's own";
static const char none[] = "no ACPI tables";
static const char empty[] = "an RSDP and an XSDT without tables";
static const char some[] = "these tables";
static const char under[] = "these tables, under an RSDP and an XSDT of the "
    "firmware";

/* What is the same in all versions */
#define SEABIOS(version)						\
	.name = "seabios-" version,					\
	.family = "seabios",						\
	.bit = CHECK_SEABIOS,						\
	.named = true,						\
	.rules = &seabios,						\
	.some = some,							\
	.fseg_room = VMACPIGEN_FSEG_MAX,				\
	.pm_base = 0x600	/* acpi_pm_base, with a script */

#define OVMF(version)							\
	.name = "ovmf-" version,					\
	.family = "ovmf",						\
	.bit = CHECK_OVMF,						\
	.named = true,						\
	.rules = &ovmf,							\
	.installs = true,						\
	.max_tables = 128,	/* INSTALLED_TABLES_MAX */		\
	.some = under,							\
	.none = none,							\
	.empty = empty

/* Consumers without rules: how they treat each fault is not known. */
#define OTHER(n, b)							\
	.name = (n),							\
	.family = (n),							\
	.bit = (b),							\
	.named = true

#define READER(n, b)							\
	.name = (n),							\
	.family = (n),							\
	.bit = (b)

static const struct consumer consumers[] = {
	{
		SEABIOS("1.16"),
		.none = own,
		.high_room = 0x40000,	/* BUILD_MAX_HIGHTABLE to 1.16.0 */
	},
	{
		/* "drop obsolete acpi table code" */
		SEABIOS("1.17"),
		.none = none,
		.high_room = 0x1000000,	/* MALLOC_MAX */
	},
	{
		OVMF("2022.11"),
		.ecam = 0xb0000000,
	},
	{
		/* PcdPciExpressBaseAddress, from 2023.05 on */
		OVMF("2025.02"),
		.ecam = 0xe0000000,
	},
	{
		OVMF("2026.08"),
		.ecam = 0xe0000000,
	},
	{
		.name = "qboot",
		.family = "qboot",
		.bit = CHECK_QBOOT,
		.named = true,
		.rules = &qboot,
		.some = some,
		.none = none,
		.high_room = 0x20000,	/* malloc_align(), which never looks */
		.slots = 20,		/* file_address[] */
	},
	{ OTHER("u-boot", CHECK_UBOOT) },
	{ OTHER("coreboot", CHECK_COREBOOT) },
	{
		OTHER("stage0", CHECK_STAGE0),
		.high_room = 0x100000,
	},
	{
		OTHER("vmd", CHECK_VMD),
		.ioapic = 0xfec00000,	/* acpi_init_madt() */
		.lapic = 0xfee00000,
		.sci = 9,		/* acpi_init_fadt() */
		.pm_base = 0xb000,	/* since September 2026 */
	},
	{ OTHER("confidential", CHECK_CONFIDENTIAL) },
	{ READER("acpi", CHECK_ACPI) },
	{ READER("linux", CHECK_LINUX) },
	{ READER("openbsd", CHECK_OPENBSD) },
};

#define NCONSUMERS	(sizeof(consumers) / sizeof(consumers[0]))

const struct consumer *
consumer_at(size_t i)
{
	return (i < NCONSUMERS ? &consumers[i] : NULL);
}

const struct consumer *
consumer_of(uint32_t bit)
{
	size_t		 i = NCONSUMERS;

	while (i-- > 0) {
		if (consumers[i].bit == bit)
			return (&consumers[i]);
	}
	return (NULL);
}

static bool
named(const char *full, const char *name, size_t length)
{
	return (strlen(full) == length && strncmp(full, name, length) == 0);
}

const struct consumer *
consumer_find(const char *name, size_t length)
{
	size_t		 i = NCONSUMERS;

	while (i-- > 0) {
		if (named(consumers[i].name, name, length) ||
		    named(consumers[i].family, name, length))
			return (&consumers[i]);
	}
	return (NULL);
}

const struct vmacpigen_rules *
consumer_rules(const char *name)
{
	const struct consumer *c = consumer_find(name, strlen(name));

	return (c == NULL ? NULL : c->rules);
}
