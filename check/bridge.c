/* See LICENSE for licence details. */

/* PCI host bridges: their windows and buses, and what else uses these */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "read/resources.h"
#include "zones.h"

#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX

#define LAPIC		0xfee00000U
#define LAPIC_SIZE	0x1000U
#define LOW_MEMORY	0x100000U
#define NAMED		8	/* zones in one window: more are not named */

static bool
is_bridge(struct check *ck, uint32_t node)
{
	const struct ns	*ns = ck->aml.ns;

	return ((ns_has_id(ns, node, "PNP0A08") ||
	    ns_has_id(ns, node, "PNP0A03")) &&
	    check_presence(ck, node) != DEVICE_ABSENT);
}

/* Whether this is the _CRS of a host bridge, and known as a whole */
static bool
bridge_template(struct check *ck, const struct check_answer *a)
{
	if (!answer_is(ck->aml.ns, a, "_CRS") ||
	    !is_bridge(ck, a->device))
		return (false);
	if (a->why != NULL)
		unknown_aml(ck, a->o->node, a->why);
	return (a->why == NULL && a->value.kind == NS_BUFFER);
}

/* Where an allocation has the configuration space of its buses */
static void
add_ecam(struct zones *z, const struct check_entry *e)
{
	struct check_range r;

	if (mcfg_addresses(e, &r))
		zones_add(z, r.base, r.length, NS_NONE,
		    "the PCI configuration space of the MCFG");
}

/*
 * Some ranges are so coarse that they include the local APIC; many include the
 * video memory.
 */
static void
add_memory(struct zones *z, uint64_t first, uint64_t size)
{
	if (first <= LAPIC && size > LAPIC - first)
		return;
	if (first < LOW_MEMORY && size > LOW_MEMORY - first) {
		size -= LOW_MEMORY - first;
		first = LOW_MEMORY;
	}
	if (first >= LOW_MEMORY)
		zones_add(z, first, size, NS_NONE, "memory of the SRAT");
}

static void
add_entry(struct zones *z, const struct check_entry *e)
{
	const struct acpi_madt_ioapic *ioapic = (const void *)e->bytes;
	const struct acpi_madt_lapic_address *lapic = (const void *)e->bytes;
	const struct acpi_srat_memory *memory = (const void *)e->bytes;

	if (check_is(e->t, "MCFG"))
		add_ecam(z, e);
	else if (check_is(e->t, "APIC") && e->type == ACPI_MADT_IOAPIC)
		zones_add(z, get32(ioapic->io_apic_address), ACPI_IOAPIC_SIZE,
		    NS_NONE, "an I/O APIC");
	else if (check_is(e->t, "APIC") && e->type == ACPI_MADT_LAPIC_ADDRESS)
		zones_add(z, get64(lapic->local_apic_address), LAPIC_SIZE,
		    NS_NONE, "the local APIC");
	else if (check_is(e->t, "SRAT") && e->type == ACPI_SRAT_MEMORY &&
	    get32(memory->flags) & ACPI_SRAT_ENABLED)
		add_memory(z, get64(memory->base_address),
		    get64(memory->length));
}

static void
add_entries(struct check *ck, struct zones *z, const char *signature)
{
	const struct image_table *t = check_find(ck, signature);
	const struct check_entry *e;

	for (e = check_entries(ck, t); e->bytes != NULL; e++)
		add_entry(z, e);
}

/* Collects the memory that tables give to other things than PCI devices. */
static void
collect_zones(struct check *ck, struct zones *z)
{
	const struct image_table *madt = check_find(ck, "APIC");
	const struct image_table *hpet = check_find(ck, "HPET");
	const struct consumer *c = check_known(ck);
	uint64_t	 lapic;

	add_entries(ck, z, "APIC");
	add_entries(ck, z, "MCFG");
	add_entries(ck, z, "SRAT");
	if (madt != NULL) {
		/* Of a GIC it is 0. */
		lapic = IMAGE_FIELD(madt, acpi_madt,
		    local_interrupt_controller_address);
		if (lapic != 0)
			zones_add(z, lapic, LAPIC_SIZE, NS_NONE,
			    "the local APIC");
	} else if (c != NULL) {
		zones_add(z, c->ioapic, ACPI_IOAPIC_SIZE, NS_NONE,
		    "the I/O APIC");
		zones_add(z, c->lapic, LAPIC_SIZE, NS_NONE, "the local APIC");
	}
	if (hpet != NULL)
		zones_add(z, IMAGE_FIELD(hpet, acpi_hpet,
		    base_address.address), ACPI_HPET_SIZE,
		    ns_next_with_id(ck->aml.ns, NS_NONE, "PNP0103"),
		    "the HPET");
	zones_sort(z);
}

/* Sets a window of memory, in CPU addresses; false if this is not one. */
static bool
memory_window(const struct resource *r, struct zone *w)
{
	if ((r->kind != RESOURCE_WORD && r->kind != RESOURCE_DWORD &&
	    r->kind != RESOURCE_QWORD && r->kind != RESOURCE_EXTENDED) ||
	    r->space != RESOURCE_MEMORY || r->consumer || r->translates ||
	    r->size == 0 || r->minimum > r->maximum)
		return (false);
	w->first = r->minimum + r->translation;
	w->last = r->maximum + r->translation;
	return (w->first <= w->last);
}

static void
window_finding(struct check *ck, const struct check_answer *a, size_t offset,
    const struct zone *w, const struct zone *z)
{
	found_aml(ck, a->value.elements.table, offset, a->o->node, "the window "
	    "of memory 0x%" PRIx64 "-0x%" PRIx64 " overlaps %s at 0x%" PRIx64
	    "-0x%" PRIx64 "; must leave that out", w->first, w->last,
	    z->what, z->first, z->last);
}

/* A device below a bridge has its addresses from the bridge's windows. */
static bool
is_below(const struct ns *ns, uint32_t node, uint32_t bridge)
{
	while (node != NS_NONE && node != bridge)
		node = ns->nodes[node].parent;
	return (node != NS_NONE);
}

static void
check_windows(struct check *ck, const struct check_answer *a,
    const struct zones *z)
{
	const uint8_t	*table;
	struct resource	 r;
	struct zone	 w;
	size_t		 at = 0, i, n;

	table = ck->aml.ns->tables[a->value.elements.table].data;
	while (resource_next(a->value.bytes, a->value.length, &at, &r) &&
	    r.fault == NULL) {
		if (!memory_window(&r, &w))
			continue;
		i = zones_from(z, w.first);
		for (n = 0; i < z->n && n < NAMED &&
		    z->list[i].first <= w.last; i++) {
			if (z->list[i].last < w.first ||
			    is_below(ck->aml.ns, z->list[i].node, a->device))
				continue;
			if (!check_present(ck, a))
				return;
			window_finding(ck, a, (size_t)(r.bytes - table), &w,
			    &z->list[i]);
			n++;
		}
	}
}

static void
aml_window(struct check *ck)
{
	struct zones	 z = { 0 };
	size_t		 i;

	for (i = 0; i < ck->templates.n; i++) {
		if (!bridge_template(ck, &ck->templates.list[i]))
			continue;
		if (z.n == 0)
			collect_zones(ck, &z);
		check_windows(ck, &ck->templates.list[i], &z);
	}
	zones_free(&z);
}
static const struct check_rule aml_window_rule = {
	"aml-window", CHECK_ERROR, ACPI,
	"ACPI 6.5, 6.4.3.5; PCI Firmware specification 3.3, 4.1.2",
	ON_AML(aml_window)
};

/* Adds the memory that a motherboard device reserves. */
static void
add_reserved(struct zones *z, const struct check_answer *a)
{
	struct resource	 r;
	size_t		 at = 0;

	while (resource_next(a->value.bytes, a->value.length, &at, &r) &&
	    r.fault == NULL) {
		if (r.kind == RESOURCE_FIXED_MEMORY32)
			zones_add(z, r.minimum, r.size, NS_NONE, NULL);
		else if ((r.kind == RESOURCE_MEMORY32 ||
		    r.kind == RESOURCE_DWORD || r.kind == RESOURCE_QWORD ||
		    r.kind == RESOURCE_EXTENDED) &&
		    r.space == RESOURCE_MEMORY && r.size != 0)
			zones_add(z, r.minimum, r.size, NS_NONE, NULL);
	}
}

/* Returns false if some of it is not known. */
static bool
collect_reserved(struct check *ck, struct zones *z)
{
	const struct ns	*ns = ck->aml.ns;
	const struct check_answer *a;
	size_t		 i;
	bool		 known = true;

	for (i = 0; i < ck->templates.n; i++) {
		a = &ck->templates.list[i];
		if (!answer_is(ns, a, "_CRS") ||
		    !(ns_has_id(ns, a->device, "PNP0C02") ||
		    ns_has_id(ns, a->device, "PNP0C01")) ||
		    check_presence(ck, a->device) == DEVICE_ABSENT)
			continue;
		if (a->why != NULL) {
			unknown_aml(ck, a->o->node, a->why);
			known = false;
		} else if (a->value.kind == NS_BUFFER)
			add_reserved(z, a);
	}
	zones_sort(z);
	return (known);
}

static void
aml_ecam(struct check *ck, const struct image_table *t)
{
	const struct check_entry *e;
	struct zones	 reserved = { 0 }, ecam = { 0 };
	const struct zone *z;

	if (!collect_reserved(ck, &reserved))
		t = NULL;
	for (e = check_entries(ck, t); e->bytes != NULL; e++) {
		ecam.n = 0;
		add_ecam(&ecam, e);
		z = ecam.list;
		if (ecam.n == 1 &&
		    zones_around(&reserved, z->first, z->last) == NULL)
			found_field(ck, t, e->at + offsetof(
			    struct acpi_mcfg_allocation, base_address),
			    "no _CRS of a PNP0C02 reserves the configuration "
			    "space at 0x%" PRIx64 "-0x%" PRIx64 "; one must, "
			    "or a guest may not use it", z->first, z->last);
	}
	zones_free(&ecam);
	zones_free(&reserved);
}
static const struct check_rule aml_ecam_rule = {
	"aml-ecam", CHECK_WARNING, ACPI | LINUX, "PCI Firmware specification "
	"3.3, 4.1.2; Linux pci_mmcfg_check_reserved()",
	ON_TABLE("MCFG", aml_ecam), .with = "DSDT"
};

/* A host bridge's segment and buses */
struct bridge {
	uint64_t	 segment;
	unsigned int	 first, last;	/* buses */
	size_t		 at;		/* offset of the buses in the table */
};

/* Gets the value of a name; false if it is undefined or not known. */
static bool
number_of(struct check *ck, uint32_t node, const char *name, uint64_t *value)
{
	const struct ns_object *o = ns_object(ck->aml.ns,
	    ns_child(ck->aml.ns, node, name));
	struct ns_value	 v;

	ns_value(ck->aml.ns, o, &v);
	*value = v.integer;
	if (v.kind == NS_INTEGER && !v.written)
		return (true);
	if (o != NULL)
		unknown_aml(ck, o->node, CHECK_COMPUTED);
	return (false);
}

/* The buses behind a bridge: the first that it produces, or else the first */
static bool
bus_range(const struct check *ck, const struct check_answer *a,
    struct bridge *b)
{
	const uint8_t	*table;
	struct resource	 r;
	size_t		 at = 0;
	bool		 found = false;

	table = ck->aml.ns->tables[a->value.elements.table].data;
	while (resource_next(a->value.bytes, a->value.length, &at, &r) &&
	    r.fault == NULL) {
		if (r.kind != RESOURCE_WORD || r.space != RESOURCE_BUSES ||
		    r.size == 0 || (found && r.consumer))
			continue;
		found = true;
		b->first = (unsigned int)r.minimum;
		b->last = (unsigned int)(r.minimum + r.size - 1);
		b->at = (size_t)(r.bytes - table);
		if (!r.consumer)
			break;
	}
	return (found);
}

static void
aml_bbn(struct check *ck, const struct check_answer *a)
{
	struct bridge	 b;
	uint64_t	 bbn;

	if (bridge_template(ck, a) && bus_range(ck, a, &b) &&
	    number_of(ck, a->device, "_BBN", &bbn) && bbn != b.first &&
	    check_present(ck, a))
		found_aml(ck, a->value.elements.table, b.at, a->o->node, "the "
		    "buses are %u to %u; must begin with %" PRIu64 ", the "
		    "value of _BBN", b.first, b.last, bbn);
}
static const struct check_rule aml_bbn_rule = {
	"aml-bbn", CHECK_ERROR, ACPI, "ACPI 6.5, 6.5.5",
	ON_TEMPLATES(aml_bbn)
};

/* Gets a host bridge's segment and buses; false if one is not known. */
static bool
whole_bridge(struct check *ck, const struct check_answer *a, struct bridge *b)
{
	if (!bridge_template(ck, a) || !bus_range(ck, a, b))
		return (false);
	b->segment = 0;
	return (number_of(ck, a->device, "_SEG", &b->segment) ||
	    ns_object(ck->aml.ns, ns_child(ck->aml.ns, a->device, "_SEG")) ==
	    NULL);
}

/* A bus as a number, with its segment in the upper bits */
#define BUS(segment, bus)	((uint64_t)(segment) << 8 | (bus))

static void
collect_buses(struct check *ck, const struct image_table *t, struct zones *z)
{
	const struct check_entry *e;
	struct check_range r;

	for (e = check_entries(ck, t); e->bytes != NULL; e++) {
		if (mcfg_buses(e, &r))
			zones_add(z, BUS(r.group, r.base), r.length, NS_NONE,
			    NULL);
	}
	zones_sort(z);
}

/* Collects the segments of host bridges; false if one is not known. */
static bool
collect_segments(struct check *ck, struct zones *z)
{
	static const char *const ids[] = { "PNP0A08", "PNP0A03" };
	const struct ns	*ns = ck->aml.ns;
	uint64_t	 segment;
	uint32_t	 node;
	size_t		 i;

	for (i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		node = NS_NONE;
		while ((node = ns_next_with_id(ns, node, ids[i])) != NS_NONE) {
			segment = 0;
			if (!number_of(ck, node, "_SEG", &segment) &&
			    ns_object(ns, ns_child(ns, node, "_SEG")) != NULL)
				return (false);
			zones_add(z, segment, 1, NS_NONE, NULL);
		}
	}
	zones_sort(z);
	return (true);
}

/* Each allocation needs a host bridge of its segment, except segment 0. */
static void
mcfg_segments(struct check *ck, const struct image_table *t)
{
	const struct acpi_mcfg_allocation *a;
	const struct check_entry *e;
	struct zones	 z = { 0 };
	unsigned int	 segment;
	bool		 known = true;

	for (e = check_entries(ck, t); known && e->bytes != NULL; e++) {
		a = (const void *)e->bytes;
		segment = get16(a->pci_segment_group);
		if (segment == 0)
			continue;
		if (z.n == 0 && !collect_segments(ck, &z))
			known = false;
		else if (z.n == 0)
			break;
		else if (zones_around(&z, segment, segment) == NULL)
			found_field(ck, t, e->at + offsetof(
			    struct acpi_mcfg_allocation, pci_segment_group),
			    "the allocation is for segment %u; must be for the "
			    "_SEG of a host bridge", segment);
	}
	zones_free(&z);
}

/*
 * A bridge with a _CBA, the address of its configuration space, needs no MCFG.
 */
static void
aml_mcfg(struct check *ck)
{
	const struct check_answer *a;
	struct zones	 z = { 0 };
	struct bridge	 b;
	size_t		 i;

	mcfg_segments(ck, check_find(ck, "MCFG"));
	collect_buses(ck, check_find(ck, "MCFG"), &z);
	for (i = 0; i < ck->templates.n; i++) {
		a = &ck->templates.list[i];
		if (!whole_bridge(ck, a, &b) || b.segment > UINT16_MAX ||
		    ns_object(ck->aml.ns, ns_child(ck->aml.ns, a->device,
		    "_CBA")) != NULL ||
		    zones_around(&z, BUS(b.segment, b.first),
		    BUS(b.segment, b.last)) != NULL || !check_present(ck, a))
			continue;
		found_aml(ck, a->value.elements.table, b.at, a->o->node, "the "
		    "buses are %u to %u of segment %" PRIu64 "; the MCFG must "
		    "have all of them", b.first, b.last, b.segment);
	}
	zones_free(&z);
}
static const struct check_rule aml_mcfg_rule = {
	"aml-mcfg", CHECK_WARNING, ACPI | LINUX,
	"PCI Firmware specification 3.3, 4.1.2; Linux setup_mcfg_map()",
	ON_AML(aml_mcfg), .with = "MCFG"
};

const struct check_rule *const check_bridge_rules[] = {
	&aml_window_rule,
	&aml_ecam_rule,
	&aml_bbn_rule,
	&aml_mcfg_rule,
	NULL
};
