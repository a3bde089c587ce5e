/* See LICENSE for licence details. */

/* The MCFG: PCI Firmware specification 3.3, 4.1.2 */

#include <inttypes.h>

#include "check.h"

#define ACPI		CHECK_ACPI

#define MCFG(field)	offsetof(struct acpi_mcfg_allocation, field)
#define BUS_SIZE	(ACPI_ECAM_SIZE / ACPI_PCI_BUSES)

static void
check_allocation_at(struct check *ck, const struct check_entry *e)
{
	const struct acpi_mcfg_allocation *a = (const void *)e->bytes;

	if (a->start_bus > a->end_bus)
		found_field(ck, e->t, e->at + MCFG(end_bus), "the allocation "
		    "is for buses %u to %u; must end at or after the first",
		    a->start_bus, a->end_bus);
	if (get64(a->base_address) % BUS_SIZE != 0)
		found_field(ck, e->t, e->at + MCFG(base_address),
		    "the allocation is at 0x%" PRIx64 "; must be at a "
		    "multiple of 0x%" PRIx64, get64(a->base_address),
		    BUS_SIZE);
}

static void
mcfg_allocations(struct check *ck, const struct image_table *t)
{
	const struct check_entry *e;

	if (t->length < sizeof(struct acpi_mcfg))
		return;
	for (e = check_entries(ck, t); e->bytes != NULL; e++)
		check_allocation_at(ck, e);
	if (e->at != t->length)
		found_field(ck, t, e->at, "the last allocation has %zu bytes; "
		    "must have %zu", t->length - e->at,
		    sizeof(struct acpi_mcfg_allocation));
}
static const struct check_rule mcfg_allocations_rule = {
	"mcfg-allocations", CHECK_ERROR, ACPI,
	"PCI Firmware specification 3.3, 4.1.2",
	ON_TABLE("MCFG", mcfg_allocations)
};

bool
mcfg_addresses(const struct check_entry *e, struct check_range *r)
{
	const struct acpi_mcfg_allocation *a = (const void *)e->bytes;

	if (a->start_bus > a->end_bus)
		return (false);
	*r = (struct check_range){ get64(a->base_address) +
	    a->start_bus * BUS_SIZE,
	    (uint64_t)(a->end_bus - a->start_bus + 1) * BUS_SIZE,
	    e->at + MCFG(base_address), 0 };
	return (true);
}

bool
mcfg_buses(const struct check_entry *e, struct check_range *r)
{
	const struct acpi_mcfg_allocation *a = (const void *)e->bytes;

	if (a->start_bus > a->end_bus)
		return (false);
	*r = (struct check_range){ a->start_bus,
	    (uint64_t)(a->end_bus - a->start_bus) + 1,
	    e->at + MCFG(start_bus), get16(a->pci_segment_group) };
	return (true);
}

static const struct check_ranges address_ranges = {
	mcfg_addresses, "the configuration space"
};
static const struct check_ranges bus_ranges = {
	mcfg_buses, "the range of buses of one segment"
};

/* Report once two allocations at one address for the same buses. */
static void
mcfg_overlap(struct check *ck, const struct image_table *t)
{
	size_t		 before = ck->findings[CHECK_ERROR];

	check_apart(ck, t, &address_ranges);
	if (ck->findings[CHECK_ERROR] == before)
		check_apart(ck, t, &bus_ranges);
}
static const struct check_rule mcfg_overlap_rule = {
	"mcfg-overlap", CHECK_ERROR, ACPI,
	"PCI Firmware specification 3.3, 4.1.2",
	ON_TABLE("MCFG", mcfg_overlap)
};

/* If the MCFG is wrong, guests that believe it read other memory. */
static void
mcfg_ecam(struct check *ck, const struct check_entry *e)
{
	const struct acpi_mcfg_allocation *a = (const void *)e->bytes;
	const struct consumer *c;
	size_t		 i;

	if (get16(a->pci_segment_group) != 0 || a->start_bus != 0)
		return;
	for (i = 0; (c = check_asked(ck, i)) != NULL; i++) {
		if (c->ecam != 0 && get64(a->base_address) != c->ecam)
			found_field(ck, e->t, e->at + MCFG(base_address),
			    "the configuration space is at 0x%" PRIx64
			    "; must be at 0x%" PRIx32 ", where %s has it on "
			    "q35", get64(a->base_address), c->ecam, c->name);
	}
}
static const struct check_rule mcfg_ecam_rule = {
	"mcfg-ecam", CHECK_WARNING, CHECK_OVMF,
	"edk2 PcdPciExpressBaseAddress",
	ON_ENTRIES("MCFG", mcfg_ecam), .needs = NEEDS_FILES, .asked = true
};

const struct check_rule *const check_pci_rules[] = {
	&mcfg_allocations_rule,
	&mcfg_overlap_rule,
	&mcfg_ecam_rule,
	NULL
};
