/* See LICENSE for licence details. */

/* The MADT: ACPI 6.5, 5.2.12 */

#include "check.h"

#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX
#define OPENBSD		CHECK_OPENBSD

#define BROADCAST	255U	/* the APIC ID that means all */
#define ISA_INTERRUPTS	16U
#define FEWEST_INPUTS	4	/* AMD-8131; most have 24 */

static void
madt_found(struct check *ck, const struct image_table *root)
{
	if (check_find(ck, "APIC") == NULL)
		found_table(ck, root, "the %s leads to no MADT; must lead to "
		    "one", root->signature);
}
static const struct check_rule madt_found_rule = {
	"madt-found", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12",
	ON_ROOT(madt_found), .needs = NEEDS_ADDRESSES
};

static const struct check_rule madt_entries_rule = {
	"madt-entries", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12",
	ON_TABLE("APIC", whole_entries)
};

/* Entries of processors and the offsets of their flags, whose bit 0 enables */
static const struct {
	unsigned int	 type;
	size_t		 flags;
} processors[] = {
	{ ACPI_MADT_LAPIC, offsetof(struct acpi_madt_lapic, flags) },
	{ ACPI_MADT_X2APIC, offsetof(struct acpi_madt_x2apic, flags) },
	{ ACPI_MADT_LSAPIC, offsetof(struct acpi_madt_lsapic, flags) },
	{ ACPI_MADT_GICC, offsetof(struct acpi_madt_gicc, flags) },
	{ ACPI_MADT_CORE_PIC, 11 },
	{ ACPI_MADT_RINTC, 4 },
};

static bool
enables(const struct check_entry *e)
{
	size_t		 i;

	for (i = 0; i < sizeof(processors) / sizeof(processors[0]); i++) {
		if (e->type == processors[i].type)
			return (e->length > processors[i].flags &&
			    e->bytes[processors[i].flags] & 1);
	}
	return (false);
}

static void
madt_cpu(struct check *ck, const struct image_table *t)
{
	const struct check_entry *e;

	for (e = check_entries(ck, t); e->bytes != NULL; e++) {
		if (enables(e))
			return;
	}
	found_table(ck, t, "the MADT enables no processor; must enable one");
}
static const struct check_rule madt_cpu_rule = {
	"madt-cpu", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.2, 5.2.12.14",
	ON_TABLE("APIC", madt_cpu)
};

/* Whether a processor is enabled or, from ACPI 6.3 on, online capable */
static bool
usable(const struct check_entry *e, struct vmacpigen_madt_cpu *cpu)
{
	if (!check_cpu(e, cpu))
		return (false);
	if (cpu->flags & ACPI_LAPIC_ENABLED)
		return (true);
	return ((cpu->flags & ACPI_LAPIC_ONLINE_CAPABLE) != 0 &&
	    IMAGE_FIELD(e->t, acpi_header, revision) >= ACPI_MADT_ONLINE);
}

static bool
apic_id(const struct check_entry *e, struct check_key *key)
{
	struct vmacpigen_madt_cpu cpu;

	if (!usable(e, &cpu))
		return (false);
	*key = (struct check_key){ cpu.apic_id, cpu.type, cpu.apic_id_at };
	return (true);
}

static bool
uid(const struct check_entry *e, struct check_key *key)
{
	struct vmacpigen_madt_cpu cpu;

	if (!usable(e, &cpu))
		return (false);
	*key = (struct check_key){ cpu.uid, cpu.apic_id, cpu.uid_at };
	return (true);
}

static const struct check_unique same_apic_id = {
	.key = apic_id,
	.type = CHECK_ANY,
	.other = OTHER_SAME,
	.what = "a usable processor's APIC ID",
	.must = "must be that of one processor",
};
static const struct check_rule madt_apic_id_rule = {
	"madt-apic-id", CHECK_ERROR, ACPI | LINUX, "ACPI 6.5, 5.2.12.2",
	ON_TABLE("APIC", unique_keys), .data = &same_apic_id
};

static const struct check_unique both_types = {
	.key = apic_id,
	.type = CHECK_ANY,
	.other = OTHER_DIFFERS,
	.what = "a usable processor's APIC ID",
	.must = "must be in a type 0 or a type 9 entry, not in both",
};
static const struct check_rule madt_both_types_rule = {
	"madt-both-types", CHECK_ERROR, OPENBSD,
	"OpenBSD acpimadt_attach(): twice, then a reset",
	ON_TABLE("APIC", unique_keys), .data = &both_types
};

static const struct check_unique same_uid = {
	.key = uid,
	.type = CHECK_ANY,
	.other = OTHER_DIFFERS,
	.what = "a usable processor's UID",
	.must = "must be that of one processor",
};
static const struct check_rule madt_uid_rule = {
	"madt-uid", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.2",
	ON_TABLE("APIC", unique_keys), .data = &same_uid
};

static void
found_broadcast(struct check *ck, const struct check_entry *e,
    const char *must)
{
	struct vmacpigen_madt_cpu cpu;

	if (usable(e, &cpu))
		found_field(ck, e->t, cpu.apic_id_at, "a usable processor's "
		    "APIC ID is %u, which means all processors; must be "
		    "less%s", cpu.apic_id, must);
}

static void
madt_broadcast(struct check *ck, const struct image_table *t)
{
	const struct acpi_madt_x2apic *x;
	const struct acpi_madt_lapic *l;
	const struct check_entry *e;

	e = check_entries_of(ck, t, ACPI_MADT_LAPIC);
	for (; e->bytes != NULL; e++) {
		l = (const void *)e->bytes;
		if (e->cpu && l->apic_id == BROADCAST)
			found_broadcast(ck, e, ", or in a type 9 entry");
	}
	e = check_entries_of(ck, t, ACPI_MADT_X2APIC);
	for (; e->bytes != NULL; e++) {
		x = (const void *)e->bytes;
		if (e->cpu && get32(x->x2apic_id) == UINT32_MAX)
			found_broadcast(ck, e, "");
	}
}
static const struct check_rule madt_broadcast_rule = {
	"madt-broadcast", CHECK_ERROR, LINUX,
	"Linux acpi_parse_lapic(), acpi_parse_x2apic()",
	ON_TABLE("APIC", madt_broadcast)
};

/* Only machines with local APICs need one; others have a GIC or the like. */
static void
madt_ioapic(struct check *ck, const struct image_table *t)
{
	const struct check_entry *e;
	bool		 lapic = false;

	if (check_entries_of(ck, t, ACPI_MADT_IOAPIC)->bytes != NULL)
		return;
	for (e = check_entries(ck, t); e->bytes != NULL; e++)
		lapic = lapic || e->cpu;
	if (lapic)
		found_table(ck, t, "the MADT has no I/O APIC; must have one, "
		    "or the guest takes a page fault");
}
static const struct check_rule madt_ioapic_rule = {
	"madt-ioapic", CHECK_ERROR, OPENBSD, "OpenBSD acpimadt(4)",
	ON_TABLE("APIC", madt_ioapic)
};

static bool
ioapic_id(const struct check_entry *e, struct check_key *key)
{
	const struct acpi_madt_ioapic *ioapic = (const void *)e->bytes;

	*key = (struct check_key){ ioapic->io_apic_id, 0,
	    e->at + offsetof(struct acpi_madt_ioapic, io_apic_id) };
	return (true);
}

static const struct check_unique same_ioapic_id = {
	.key = ioapic_id,
	.type = ACPI_MADT_IOAPIC,
	.what = "an I/O APIC's ID",
	.must = "must be that of one I/O APIC",
};
static const struct check_rule madt_ioapic_id_rule = {
	"madt-ioapic-id", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.3",
	ON_TABLE("APIC", unique_keys), .data = &same_ioapic_id
};

static bool
ioapic_address(const struct check_entry *e, struct check_key *key)
{
	const struct acpi_madt_ioapic *ioapic = (const void *)e->bytes;

	if (get32(ioapic->io_apic_address) == 0)
		return (false);
	*key = (struct check_key){ get32(ioapic->io_apic_address), 0,
	    e->at + offsetof(struct acpi_madt_ioapic, io_apic_address) };
	return (true);
}

static const struct check_unique same_ioapic_address = {
	.key = ioapic_address,
	.type = ACPI_MADT_IOAPIC,
	.span = ACPI_IOAPIC_SIZE,
	.what = "an I/O APIC's address",
	.must = "must be that of one I/O APIC",
	.hex = true,
};
static const struct check_rule madt_ioapic_address_rule = {
	"madt-ioapic-address", CHECK_ERROR, ACPI | LINUX,
	"ACPI 6.5, 5.2.12.3; Linux mp_register_ioapic()",
	ON_TABLE("APIC", unique_keys), .data = &same_ioapic_address
};

static void
madt_ioapic_zero(struct check *ck, const struct check_entry *e)
{
	const struct acpi_madt_ioapic *ioapic = (const void *)e->bytes;

	if (get32(ioapic->io_apic_address) == 0)
		found_field(ck, e->t, e->at + offsetof(
		    struct acpi_madt_ioapic, io_apic_address), "an I/O APIC's "
		    "address is 0; must be where its registers are");
}
static const struct check_rule madt_ioapic_zero_rule = {
	"madt-ioapic-zero", CHECK_ERROR, LINUX,
	"Linux bad_ioapic(): Bogus (zero) I/O APIC address",
	ON_TYPE("APIC", ACPI_MADT_IOAPIC, madt_ioapic_zero)
};

static bool
gsi_base(const struct check_entry *e, struct check_key *key)
{
	const struct acpi_madt_ioapic *ioapic = (const void *)e->bytes;

	*key = (struct check_key){ get32(ioapic->global_system_interrupt_base),
	    0, e->at + offsetof(struct acpi_madt_ioapic,
	    global_system_interrupt_base) };
	return (true);
}

static const struct check_unique same_gsi = {
	.key = gsi_base,
	.type = ACPI_MADT_IOAPIC,
	.what = "an I/O APIC's first GSI",
	.must = "must be that of one I/O APIC",
};

/*
 * The MADT does not say how many GSIs an I/O APIC has.  The first one has those
 * of ISA, if the machine has ISA, and the smallest ever built have 4.
 */
static void
madt_gsi(struct check *ck, const struct image_table *t)
{
	bool		 isa = IMAGE_FIELD(t, acpi_madt, flags) &
	    ACPI_MADT_PCAT_COMPAT;
	struct check_unique unique = same_gsi;

	unique.first_span = isa ? ISA_INTERRUPTS : FEWEST_INPUTS;
	unique.span = FEWEST_INPUTS;
	check_unique(ck, t, &unique);
}
static const struct check_rule madt_gsi_rule = {
	"madt-gsi", CHECK_ERROR, ACPI | LINUX,
	"ACPI 6.5, 5.2.13; Linux mp_register_ioapic()",
	ON_TABLE("APIC", madt_gsi)
};

static bool
is_isa(const struct acpi_madt_override *o)
{
	return (o->bus == 0 && o->source < ISA_INTERRUPTS);
}

static bool
override_source(const struct check_entry *e, struct check_key *key)
{
	const struct acpi_madt_override *o = (const void *)e->bytes;

	if (!is_isa(o))
		return (false);
	*key = (struct check_key){ o->source, 0,
	    e->at + offsetof(struct acpi_madt_override, source) };
	return (true);
}

static const struct check_unique same_source = {
	.key = override_source,
	.type = ACPI_MADT_OVERRIDE,
	.what = "an override's ISA interrupt",
	.must = "must be overridden once",
};

static void
madt_override(struct check *ck, const struct image_table *t)
{
	const struct acpi_madt_override *o;
	const struct check_entry *e;

	e = check_entries_of(ck, t, ACPI_MADT_OVERRIDE);
	for (; e->bytes != NULL; e++) {
		o = (const void *)e->bytes;
		if (!is_isa(o))
			found_field(ck, t, e->at + offsetof(
			    struct acpi_madt_override, source), "the override "
			    "is for interrupt %u on bus %u; must be for one of "
			    "ISA's 0 to 15, on bus 0", o->source, o->bus);
	}
	check_unique(ck, t, &same_source);
}
static const struct check_rule madt_override_rule = {
	"madt-override", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.12.5",
	ON_TABLE("APIC", madt_override)
};

/* Gets the greatest first GSI of an I/O APIC up to this GSI; false if none. */
static bool
owner(const struct check *ck, const struct image_table *t, uint32_t gsi,
    uint32_t *base)
{
	const struct check_entry *e;
	struct check_key key;
	bool		 found = false;

	e = check_entries_of(ck, t, ACPI_MADT_IOAPIC);
	for (; e->bytes != NULL; e++) {
		if (!gsi_base(e, &key) || key.key > gsi ||
		    (found && key.key < *base))
			continue;
		*base = (uint32_t)key.key;
		found = true;
	}
	return (found);
}

/* Check only the first override of a source. */
static void
madt_override_gsi(struct check *ck, const struct image_table *t)
{
	const struct acpi_madt_override *o;
	const struct check_entry *e;
	uint32_t	 base = 0, gsi;
	bool		 seen[ISA_INTERRUPTS] = { false };

	e = check_entries_of(ck, t, ACPI_MADT_OVERRIDE);
	for (; e->bytes != NULL; e++) {
		o = (const void *)e->bytes;
		if (!is_isa(o) || seen[o->source])
			continue;
		seen[o->source] = true;
		gsi = get32(o->global_system_interrupt);
		if (!owner(ck, t, gsi, &base) || gsi - base >= USUAL_INPUTS)
			found_field(ck, t, e->at + offsetof(
			    struct acpi_madt_override,
			    global_system_interrupt), "the override of ISA "
			    "interrupt %u is to GSI %u; must be to one of the "
			    "first %u of an I/O APIC",
			    o->source, gsi, USUAL_INPUTS);
	}
}
static const struct check_rule madt_override_gsi_rule = {
	"madt-override-gsi", CHECK_ERROR, ACPI | LINUX,
	"ACPI 6.5, 5.2.12.5; Linux mp_override_legacy_irq()",
	ON_TABLE("APIC", madt_override_gsi)
};

/* Entries with MPS INTI flags, and the offsets of these */
static const struct {
	unsigned int	 type;
	const char	*name;
	size_t		 flags;
} inti[] = {
	{ ACPI_MADT_OVERRIDE, "the override",
	    offsetof(struct acpi_madt_override, flags) },
	{ ACPI_MADT_NMI_SOURCE, "the NMI source",
	    offsetof(struct acpi_madt_nmi_source, flags) },
	{ ACPI_MADT_PLATFORM, "the platform interrupt",
	    offsetof(struct acpi_madt_platform_interrupt, flags) },
	{ ACPI_MADT_LAPIC_NMI, "the local APIC's NMI",
	    offsetof(struct acpi_madt_lapic_nmi, flags) },
	{ ACPI_MADT_X2APIC_NMI, "the local x2APIC's NMI",
	    offsetof(struct acpi_madt_x2apic_nmi, flags) },
};

static void
check_inti(struct check *ck, const struct check_entry *e, const char *name,
    size_t at)
{
	const unsigned int flags = (unsigned int)le_get(e->bytes + at, 2);

	if ((flags & ACPI_INTI_POLARITY) == 2)
		found_field(ck, e->t, e->at + at, "%s has polarity 2, which is "
		    "reserved; must be 0, 1 or 3", name);
	if ((flags & ACPI_INTI_TRIGGER) == 2 << 2)
		found_field(ck, e->t, e->at + at, "%s has trigger mode 2, "
		    "which is reserved; must be 0, 1 or 3", name);
}

static void
madt_polarity(struct check *ck, const struct image_table *t)
{
	const struct check_entry *e;
	size_t		 i;

	for (e = check_entries(ck, t); e->bytes != NULL; e++) {
		if (e->cpu)
			continue;
		for (i = 0; i < sizeof(inti) / sizeof(inti[0]); i++) {
			if (e->type == inti[i].type)
				check_inti(ck, e, inti[i].name, inti[i].flags);
		}
	}
}
static const struct check_rule madt_polarity_rule = {
	"madt-polarity", CHECK_WARNING, ACPI, "ACPI 6.5, table 5.26",
	ON_TABLE("APIC", madt_polarity)
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
	&madt_broadcast_rule,
	&madt_ioapic_rule,
	&madt_ioapic_id_rule,
	&madt_ioapic_address_rule,
	&madt_ioapic_zero_rule,
	&madt_gsi_rule,
	&madt_override_rule,
	&madt_override_gsi_rule,
	&madt_polarity_rule,
	&madt_reserved_rule,
	NULL
};
