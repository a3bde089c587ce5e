/* See LICENSE for licence details. */

/* The MADT: ACPI 6.5, 5.2.12 */

#include "check.h"

#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX
#define OPENBSD		CHECK_OPENBSD

static void
madt_found(struct check *ck, const struct image_table *root)
{
	if (check_find(ck, "APIC") == NULL)
		found_table(ck, root, "the %s leads to no MADT; must lead to "
		    "one", root->signature);
}
static const struct check_rule madt_found_rule = {
	"madt-found", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12",
	ON_ROOT(madt_found)
};

static const struct check_rule madt_entries_rule = {
	"madt-entries", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12",
	ON_TABLE("APIC", whole_entries)
};

static void
madt_cpu(struct check *ck, const struct image_table *t)
{
	if (image_enabled_cpus(t) == 0)
		found_table(ck, t, "the MADT enables no processor; must "
		    "enable one");
}
static const struct check_rule madt_cpu_rule = {
	"madt-cpu", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.2",
	ON_TABLE("APIC", madt_cpu)
};

static bool
apic_id(const struct check_entry *e, struct check_key *key)
{
	if (e->cpu == NULL || (e->cpu->flags & ACPI_LAPIC_ENABLED) == 0)
		return (false);
	*key = (struct check_key){ e->cpu->apic_id, e->cpu->type,
	    e->cpu->apic_id_at };
	return (true);
}

static bool
uid(const struct check_entry *e, struct check_key *key)
{
	if (e->cpu == NULL || (e->cpu->flags & ACPI_LAPIC_ENABLED) == 0)
		return (false);
	*key = (struct check_key){ e->cpu->uid, e->cpu->apic_id,
	    e->cpu->uid_at };
	return (true);
}

static const struct check_unique same_apic_id = {
	apic_id, OTHER_SAME, "an enabled processor's APIC ID",
	"must be one processor's", false
};
static const struct check_rule madt_apic_id_rule = {
	"madt-apic-id", CHECK_ERROR, ACPI | LINUX, "ACPI 6.5, 5.2.12.2",
	ON_TABLE("APIC", unique_keys), .data = &same_apic_id
};

static const struct check_unique both_types = {
	apic_id, OTHER_DIFFERS, "an enabled processor's APIC ID",
	"must be in a type 0 or a type 9 entry, not in both", false
};
static const struct check_rule madt_both_types_rule = {
	"madt-both-types", CHECK_ERROR, OPENBSD,
	"it attaches twice, then a reset", ON_TABLE("APIC", unique_keys),
	.data = &both_types
};

static const struct check_unique same_uid = {
	uid, OTHER_DIFFERS, "an enabled processor's UID",
	"must be one processor's", false
};
static const struct check_rule madt_uid_rule = {
	"madt-uid", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.2",
	ON_TABLE("APIC", unique_keys), .data = &same_uid
};

static void
madt_ioapic(struct check *ck, const struct image_table *t)
{
	const struct acpi_entry *e;
	size_t		 at = sizeof(struct acpi_madt);

	while ((e = image_entry(t, &at)) != NULL) {
		if (e->type == ACPI_MADT_IOAPIC)
			return;
	}
	found_table(ck, t, "the MADT has no I/O APIC; must have one, or there "
	    "is a page fault");
}
static const struct check_rule madt_ioapic_rule = {
	"madt-ioapic", CHECK_ERROR, OPENBSD, "acpimadt(4)",
	ON_TABLE("APIC", madt_ioapic)
};

static bool
ioapic_id(const struct check_entry *e, struct check_key *key)
{
	const struct acpi_madt_ioapic *ioapic = (const void *)e->bytes;

	if (e->type != ACPI_MADT_IOAPIC)
		return (false);
	*key = (struct check_key){ ioapic->io_apic_id, 0, e->at +
	    offsetof(struct acpi_madt_ioapic, io_apic_id) };
	return (true);
}

static const struct check_unique same_ioapic_id = {
	ioapic_id, OTHER_ANY, "an I/O APIC's ID", "must be one I/O APIC's",
	false
};
static const struct check_rule madt_ioapic_id_rule = {
	"madt-ioapic-id", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.3",
	ON_TABLE("APIC", unique_keys), .data = &same_ioapic_id
};

static bool
is_isa(const struct acpi_madt_override *o)
{
	return (o->bus == 0 && o->source <= 15);
}

static bool
override_source(const struct check_entry *e, struct check_key *key)
{
	const struct acpi_madt_override *o = (const void *)e->bytes;

	if (e->type != ACPI_MADT_OVERRIDE || !is_isa(o))
		return (false);
	*key = (struct check_key){ o->source, 0, e->at +
	    offsetof(struct acpi_madt_override, source) };
	return (true);
}

static const struct check_unique same_source = {
	override_source, OTHER_ANY, "an override's ISA interrupt",
	"must be overridden once", false
};

static void
madt_override(struct check *ck, const struct image_table *t)
{
	const struct acpi_madt_override *o;
	struct vmacpigen_madt_cpu cpu;
	struct check_entry e;
	size_t		 at = 0;

	while (check_next(ck, t, &at, &e, &cpu)) {
		o = (const void *)e.bytes;
		if (e.type == ACPI_MADT_OVERRIDE && !is_isa(o))
			found_field(ck, t, e.at + offsetof(
			    struct acpi_madt_override, source), "the override "
			    "is of interrupt %u on bus %u; must be of one of "
			    "ISA's 0 to 15, on bus 0", o->source, o->bus);
	}
	check_unique(ck, t, &same_source);
}
static const struct check_rule madt_override_rule = {
	"madt-override", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.5",
	ON_TABLE("APIC", madt_override)
};

#define CPU_FLAGS	((uint32_t)(ACPI_LAPIC_ENABLED | \
			    ACPI_LAPIC_ONLINE_CAPABLE))

static const struct check_reserved reserved[] = {
	{ CHECK_IN_TABLE, "MADT.Flags", offsetof(struct acpi_madt, flags),
	    sizeof(le32), ~(uint32_t)ACPI_MADT_PCAT_COMPAT },
	{ ACPI_MADT_LAPIC, "the processor's Flags",
	    offsetof(struct acpi_madt_lapic, flags), sizeof(le32),
	    ~CPU_FLAGS },
	{ ACPI_MADT_X2APIC, "the processor's Flags",
	    offsetof(struct acpi_madt_x2apic, flags), sizeof(le32),
	    ~CPU_FLAGS },
	{ .bits = 0 }
};
static const struct check_rule madt_reserved_rule = {
	"madt-reserved", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.12",
	ON_TABLE("APIC", reserved_bits), .data = reserved
};

const struct check_rule *const check_madt_rules[] = {
	&madt_found_rule,
	&madt_entries_rule,
	&madt_cpu_rule,
	&madt_apic_id_rule,
	&madt_both_types_rule,
	&madt_uid_rule,
	&madt_ioapic_rule,
	&madt_ioapic_id_rule,
	&madt_override_rule,
	&madt_reserved_rule,
	NULL
};
