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
		    "is for buses %u to %u; must end with the first one or "
		    "behind it", a->start_bus, a->end_bus);
	if (get64(a->base_address) % BUS_SIZE != 0)
		found_field(ck, e->t, e->at + MCFG(base_address),
		    "the allocation is at 0x%" PRIx64 "; must be at a "
		    "multiple of 0x%" PRIx64, get64(a->base_address),
		    BUS_SIZE);
}

static void
mcfg_allocations(struct check *ck, const struct image_table *t)
{
	struct vmacpigen_madt_cpu cpu;
	struct check_entry e;
	size_t		 at = 0;

	if (t->length < sizeof(struct acpi_mcfg))
		return;
	while (check_next(ck, t, &at, &e, &cpu))
		check_allocation_at(ck, &e);
	if (at != t->length)
		found_field(ck, t, at, "the last allocation has %zu bytes; "
		    "must have %zu", t->length - at,
		    sizeof(struct acpi_mcfg_allocation));
}
static const struct check_rule mcfg_allocations_rule = {
	"mcfg-allocations", CHECK_ERROR, ACPI,
	"PCI Firmware specification 3.3, 4.1.2",
	ON_TABLE("MCFG", mcfg_allocations)
};

const struct check_rule *const check_pci_rules[] = {
	&mcfg_allocations_rule,
	NULL
};
