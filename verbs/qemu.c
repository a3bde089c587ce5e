/* See LICENSE for licence details. */

#include <ctype.h>
#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "read/blocks.h"
#include "read/files.h"
#include "read/view.h"
#include "read/xalloc.h"
#include "topology.h"

#define MIB	((uint64_t)1 << 20)
#define Q35_PM	0x600		/* where firmware places q35's registers */
#define Q35_SMI	0xb2		/* the port that raises its SMI */
#define EC_DATA	0x62		/* an embedded controller's usual ports */
#define EC_STATUS 0x66
#define EC_FULL	0x01		/* there is something to be read */

/* Whether an entry of the MADT is a CPU, or may become one */
static bool
is_place(const struct image_table *madt, uint32_t flags)
{
	return (flags & (ACPI_LAPIC_ENABLED | ACPI_LAPIC_ONLINE_CAPABLE) ||
	    IMAGE_FIELD(madt, acpi_header, revision) < ACPI_MADT_ONLINE);
}

/*
 * Gets the APIC IDs of possible CPUs.  The first *ncpus must be the present
 * ones, or it returns false.
 */
static bool
read_cpus(const struct image_table *madt, uint32_t *ids, uint32_t *nplaces,
    uint32_t *ncpus)
{
	struct vmacpigen_madt_cpu cpu;
	size_t		 at = sizeof(struct acpi_madt);
	bool		 in_order = true;

	*nplaces = *ncpus = 0;
	while (image_cpu(madt, &at, &cpu)) {
		if (!is_place(madt, cpu.flags))
			continue;
		if (cpu.flags & ACPI_LAPIC_ENABLED)
			in_order = in_order && (*ncpus)++ == *nplaces;
		ids[(*nplaces)++] = cpu.apic_id;
	}
	return (in_order);
}

static bool
gives(const uint32_t levels[TOPOLOGY_NLEVELS], const uint32_t *ids, uint32_t n)
{
	uint32_t	 i;

	for (i = 0; i < n; i++) {
		if (topology_id(levels, i) != ids[i])
			return (false);
	}
	return (true);
}

/*
 * Finds a topology with these APIC IDs, with as few levels as possible: cores
 * in sockets, then dies, then threads.
 */
static bool
find_levels(uint32_t levels[TOPOLOGY_NLEVELS], const uint32_t *ids, uint32_t n)
{
	uint32_t	 t, d, c;

	for (t = 1; t <= n; t++) {
		for (d = 1; n % t == 0 && d <= n / t; d++) {
			for (c = n / t / d; n / t % d == 0 && c > 0; c--) {
				if (n / t / d % c != 0)
					continue;
				levels[TOPOLOGY_THREADS] = t;
				levels[TOPOLOGY_CORES] = c;
				levels[TOPOLOGY_DIES] = d;
				levels[TOPOLOGY_SOCKETS] = n / t / d / c;
				if (gives(levels, ids, n))
					return (true);
			}
		}
	}
	return (false);
}

/* Returns the memory in MiB, with the hole below 1 MiB, or 0 if not known. */
static uint64_t
memory(const struct image_table *srat)
{
	const struct acpi_srat_memory *m;
	const struct acpi_entry *e;
	uint64_t	 total = 0;
	size_t		 at = sizeof(struct acpi_srat);

	if (srat == NULL)
		return (0);
	while ((e = image_entry(srat, &at)) != NULL) {
		m = (const void *)e;
		if (e->type == ACPI_SRAT_MEMORY && e->length == sizeof(*m) &&
		    get32(m->flags) & ACPI_SRAT_ENABLED)
			total += get64(m->length);
	}
	return (total / MIB + (total % MIB != 0));
}

/*
 * Returns why QEMU's q35 is not this hardware, or NULL: no port enables ACPI,
 * and its registers are elsewhere.
 */
static char *
other_hardware(const struct image *image)
{
	const struct image_table *fadt = image_find(image, "FACP");
	uint64_t	 pm;

	if (fadt == NULL || IMAGE_FIELD(fadt, acpi_fadt, smi_cmd) != 0)
		return (NULL);
	pm = IMAGE_FIELD(fadt, acpi_fadt, pm1a_evt_blk);
	if (pm == 0 || pm == Q35_PM)
		return (NULL);
	return (xasprintf("QEMU has no such hardware: FADT.PM1a_EVT_BLK is 0x%"
	    PRIx64 "; must be 0x%x, as on QEMU's q35", pm, Q35_PM));
}

/*
 * Tables for the SMI handler of another firmware: QEMU's firmware has none
 * for any CPU but the first, and one that raises an SMI never comes back.
 */
static bool
has_other_handler(const struct image *image)
{
	const struct image_table *fadt = image_find(image, "FACP");

	return (fadt != NULL &&
	    IMAGE_FIELD(fadt, acpi_fadt, smi_cmd) == Q35_SMI &&
	    IMAGE_FIELD(fadt, acpi_fadt, pm1a_evt_blk) != Q35_PM);
}

static char *
find_cpus(const struct image_table *madt, uint32_t levels[TOPOLOGY_NLEVELS],
    uint32_t *nplaces, uint32_t *ncpus)
{
	uint32_t	*ids;
	bool		 found = false;

	*ncpus = 0;
	if (madt != NULL) {
		ids = xcalloc(madt->length / sizeof(struct acpi_madt_lapic),
		    sizeof(*ids));
		if (read_cpus(madt, ids, nplaces, ncpus) && *ncpus > 0 &&
		    *nplaces <= VMACPIGEN_MAX_CPUS)
			found = find_levels(levels, ids, *nplaces);
		free(ids);
	}
	if (*ncpus == 0)
		return (xstrdup("no MADT enables a CPU; one must"));
	if (!found)
		return (xstrdup("the MADT's APIC IDs are those of no topology; "
		    "must be those of a -smp of QEMU"));
	return (NULL);
}

/*
 * Prints -machine and -smp for a machine without ACPI tables, with the MADT's
 * APIC IDs; and -m if the tables say how much memory it has.
 */
static char *
print_machine(const struct vmacpigen_set *set, const struct image *image)
{
	uint32_t	 levels[TOPOLOGY_NLEVELS] = { 0 };
	uint32_t	 nplaces = 0, ncpus;
	uint64_t	 mib;
	char		*error;

	if ((error = other_hardware(image)) != NULL ||
	    (error = find_cpus(image_find(image, "APIC"), levels, &nplaces,
	    &ncpus)) != NULL)
		return (error);
	if (vmacpigen_find_file(set, VMACPIGEN_FW_CFG_TABLES) == NULL)
		return (xstrdup("QEMU does not write this file to memory; must "
		    "be a set"));
	printf("-machine q35,acpi=off%s -smp %" PRIu32,
	    has_other_handler(image) ? ",smm=off" : "", ncpus);
	if (nplaces > ncpus)
		printf(",maxcpus=%" PRIu32, nplaces);
	if (levels[TOPOLOGY_SOCKETS] > 1 || levels[TOPOLOGY_CORES] < nplaces)
		printf(",sockets=%" PRIu32 ",dies=%" PRIu32 ",cores=%" PRIu32
		    ",threads=%" PRIu32, levels[TOPOLOGY_SOCKETS],
		    levels[TOPOLOGY_DIES], levels[TOPOLOGY_CORES],
		    levels[TOPOLOGY_THREADS]);
	if ((mib = memory(image_find(image, "SRAT"))) != 0)
		printf(" -m %" PRIu64 "M", mib);
	return (NULL);
}

static void
print_fw_cfg(const char *name, const char *path)
{
	printf(" -fw_cfg name=%s,file=", name);
	for (; *path != '\0'; path++)
		printf(*path == ',' ? ",," : "%c", *path);
}

static void
print_file(const struct input *in, const char *name)
{
	const struct vmacpigen_file *file = vmacpigen_find_file(&in->set, name);

	if (file != NULL)
		print_fw_cfg(name, input_path(in, file));
}

/* A port that passes over what is written, and always reads the same */
static void
print_port(const char *id, unsigned int port, unsigned int value)
{
	printf(" -chardev null,id=%s -device isa-debugcon,iobase=0x%x,"
	    "chardev=%s,readback=%u", id, port, id, value);
}

/*
 * Without an embedded controller guests wait seconds for each thing that they
 * ask it; this one answers at once, with zeros.
 */
static void
print_controller(const struct view *view)
{
	struct blocks	 b;

	blocks_open(&b, &view->map, true, true);
	if (ns_next_with_id(b.ns, NS_NONE, "PNP0C09") != NS_NONE) {
		print_port("ec-data", EC_DATA, 0);
		print_port("ec-status", EC_STATUS, EC_FULL);
	}
	blocks_close(&b);
}

/* The output goes through a shell, unquoted. */
static void
check_path(const char *dir)
{
	const char	*p;

	for (p = dir; *p != '\0'; p++) {
		if (isspace((unsigned char)*p) ||
		    iscntrl((unsigned char)*p) || strchr("*?[\\", *p) != NULL)
			errx(trouble, "%s: a shell splits or expands this "
			    "path; must have no such characters", dir);
	}
}

int
qemu_main(int argc, char *argv[])
{
	struct reading	 r;
	struct input	 in;
	struct view	 view;
	const char	*dir, *reason;
	char		*error;
	size_t		 command;

	if (getopt_long(argc, argv, "+", NULL, NULL) != -1 ||
	    optind + 1 != argc)
		return (USAGE);
	dir = argv[optind];
	check_path(dir);
	reading_init(&r);
	reading_open(&r, &in, 1, &argv[optind]);
	if (in.kind != INPUT_SET)
		errx(trouble, "%s: this is not the directory of a set; must be",
		    dir);
	if ((reason = view_open_strict(&view, &in, r.base, &command)) != NULL)
		errx(trouble, "%s/" FILE_SCRIPT ": command %zu: %s", dir,
		    command, reason);
	if (view.memory.nregions == 0)
		errx(trouble, "%s/" FILE_SCRIPT ": the script places no file; "
		    "must place one", dir);
	if (view.image.ntables == 0)
		errx(trouble, "%s/" FILE_RSDP ": no RSDP is in it", dir);
	if ((error = print_machine(&in.set, &view.image)) != NULL)
		errx(trouble, "%s: %s", input_path(&in, &in.set.files[0]),
		    error);
	print_file(&in, VMACPIGEN_FW_CFG_RSDP);
	print_file(&in, VMACPIGEN_FW_CFG_TABLES);
	print_fw_cfg(VMACPIGEN_FW_CFG_LOADER, in.script_path);
	if (has_other_handler(&view.image))
		print_port("smi", Q35_SMI, 0);
	print_controller(&view);
	putchar('\n');
	view_close(&view);
	input_close(&in);
	return (0);
}
