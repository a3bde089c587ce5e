/* See LICENSE for licence details. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "qemu.h"
#include "topology.h"

#define MIB	((uint64_t)1 << 20)

/* The entry at an offset of MADT or SRAT, or NULL at the end of whole ones */
static const struct acpi_entry *
entry_at(const struct image_table *t, size_t i)
{
	const struct acpi_entry *e = (const void *)(image_data(t) + i);

	if (i > t->length || t->length - i < sizeof(*e) ||
	    e->length < sizeof(*e) || e->length > t->length - i)
		return (NULL);
	return (e);
}

/* A local APIC: its ID and its flags.  False for other entries. */
static bool
read_cpu(const struct acpi_entry *e, uint32_t *id, uint32_t *flags)
{
	const struct acpi_madt_lapic *lapic = (const void *)e;
	const struct acpi_madt_x2apic *x2apic = (const void *)e;

	if (e->type == ACPI_MADT_LAPIC && e->length == sizeof(*lapic)) {
		*id = lapic->apic_id;
		*flags = get32(lapic->flags);
	} else if (e->type == ACPI_MADT_X2APIC &&
	    e->length == sizeof(*x2apic)) {
		*id = get32(x2apic->x2apic_id);
		*flags = get32(x2apic->flags);
	} else
		return (false);
	return (true);
}

/* Is there a CPU, or could there be one? */
static bool
is_place(const struct image_table *madt, uint32_t flags)
{
	return (flags & (ACPI_LAPIC_ENABLED | ACPI_LAPIC_ONLINE_CAPABLE) ||
	    IMAGE_FIELD(madt, acpi_header, revision) < ACPI_MADT_ONLINE);
}

/*
 * The APIC IDs of all places, in their order; the first *ncpus have CPUs.
 * False if others have.
 */
static bool
read_cpus(const struct image_table *madt, uint32_t *ids, uint32_t *nplaces,
    uint32_t *ncpus)
{
	const struct acpi_entry *e;
	uint32_t	 flags;
	size_t		 i;
	bool		 in_order = true;

	*nplaces = *ncpus = 0;
	for (i = sizeof(struct acpi_madt); (e = entry_at(madt, i)) != NULL;
	    i += e->length) {
		if (!read_cpu(e, &ids[*nplaces], &flags) ||
		    !is_place(madt, flags))
			continue;
		if (flags & ACPI_LAPIC_ENABLED)
			in_order = in_order && (*ncpus)++ == *nplaces;
		(*nplaces)++;
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
 * Finds a topology with these APIC IDs, of as few levels as will do: cores in
 * sockets, then dies, then threads.
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

/* With what is hidden below 1 MiB, in MiB; 0 if the tables do not say */
static uint64_t
memory(const struct image_table *srat)
{
	const struct acpi_srat_memory *m;
	const struct acpi_entry *e;
	uint64_t	 total = 0;
	size_t		 i;

	if (srat == NULL)
		return (0);
	for (i = sizeof(struct acpi_srat); (e = entry_at(srat, i)) != NULL;
	    i += e->length) {
		m = (const void *)e;
		if (e->type == ACPI_SRAT_MEMORY && e->length == sizeof(*m) &&
		    get32(m->flags) & ACPI_SRAT_ENABLED)
			total += get64(m->length);
	}
	return (total / MIB + (total % MIB != 0));
}

const char *
qemu_print(const struct image *image)
{
	const struct image_table *madt = image_find(image, "APIC");
	uint32_t	 levels[TOPOLOGY_NLEVELS] = { 0 };
	uint32_t	*ids, nplaces = 0, ncpus = 0;
	uint64_t	 mib;
	bool		 found = false;

	if (madt == NULL)
		return ("no MADT enables a CPU");
	ids = calloc(madt->length / sizeof(struct acpi_madt_lapic) + 1,
	    sizeof(*ids));
	if (ids == NULL)
		return ("out of memory");
	if (read_cpus(madt, ids, &nplaces, &ncpus) && ncpus > 0 &&
	    nplaces <= VMACPIGEN_MAX_CPUS)
		found = find_levels(levels, ids, nplaces);
	free(ids);
	if (ncpus == 0)
		return ("no MADT enables a CPU");
	if (!found)
		return ("no -smp of QEMU has these APIC IDs");
	printf("-machine q35,acpi=off -smp %" PRIu32, ncpus);
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
