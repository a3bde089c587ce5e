/* See LICENSE for licence details. */

/* What tables say about memory: where devices are, and the guest's memory */

#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "read/resources.h"
#include "read/xalloc.h"

#define PAGE		0x1000U

/* Where a PC has interrupt controllers, the HPET and the TPM */
#define FIXED_BASE	0xfec00000U
#define FIXED_END	0xfeefffffU

bool
claims_fixed(const struct audit *audit, uint64_t base, uint64_t end)
{
	return (audit->pc && base >= FIXED_BASE && end <= FIXED_END);
}

const char *
claim_by(const struct ns *ns, const struct zone *c, char path[NS_PATHSZ])
{
	return (c->node == NS_NONE ? c->what : ns_path(ns, c->node, path));
}

/* The page of a register has no memory. */
static void
claim_pages(struct zones *c, uint64_t base, uint64_t size, const char *by)
{
	uint64_t	 before = base % PAGE;

	if (base != 0 && size != 0)
		zones_add(c, base - before, (before + size + PAGE - 1) &
		    ~(uint64_t)(PAGE - 1), NS_NONE, by);
}

static void
claim_gas(struct zones *c, const struct acpi_gas *gas, uint64_t size,
    const char *by)
{
	if (gas->address_space_id == ACPI_GAS_MEMORY)
		claim_pages(c, get64(gas->address), size, by);
}

#define FADT(field)	offsetof(struct acpi_fadt, field)

const struct acpi_gas *
fadt_register(const struct check_fadt *fadt, size_t i, size_t *offset,
    uint64_t *length)
{
	static const struct {
		size_t		 gas, length;	/* 0: no field has it */
	} registers[] = {
		{ FADT(reset_reg), 0 },
		{ FADT(x_pm1a_evt_blk), FADT(pm1_evt_len) },
		{ FADT(x_pm1b_evt_blk), FADT(pm1_evt_len) },
		{ FADT(x_pm1a_cnt_blk), FADT(pm1_cnt_len) },
		{ FADT(x_pm1b_cnt_blk), FADT(pm1_cnt_len) },
		{ FADT(x_pm2_cnt_blk), FADT(pm2_cnt_len) },
		{ FADT(x_pm_tmr_blk), FADT(pm_tmr_len) },
		{ FADT(x_gpe0_blk), FADT(gpe0_blk_len) },
		{ FADT(x_gpe1_blk), FADT(gpe1_blk_len) },
		{ FADT(sleep_control_reg), 0 },
		{ FADT(sleep_status_reg), 0 },
	};
	const uint8_t	*f = (const void *)&fadt->f;
	const struct acpi_gas *gas;

	if (i >= sizeof(registers) / sizeof(registers[0]))
		return (NULL);
	*offset = registers[i].gas;
	gas = (const void *)(f + *offset);
	*length = (gas->register_bit_width + 7U) / 8;
	if (registers[i].length != 0 && f[registers[i].length] > *length)
		*length = f[registers[i].length];
	if (*length == 0)
		*length = 1;
	return (gas);
}

static void
claim_fadt(const struct check *ck, struct zones *c)
{
	const struct acpi_gas *gas;
	size_t		 i = 0, offset;
	uint64_t	 length;

	while ((gas = fadt_register(&ck->fadt, i++, &offset, &length)) != NULL)
		claim_gas(c, gas, length, "the FADT");
}

static void
claim_mcfg(const struct check *ck, struct zones *c)
{
	const struct image_table *t = check_find(ck, "MCFG");
	const struct check_entry *e;
	struct check_range r;

	for (e = check_entries(ck, t); e->bytes != NULL; e++) {
		if (mcfg_addresses(e, &r))
			zones_add(c, r.base, r.length, NS_NONE, "the MCFG");
	}
}

/* Interrupt controllers, and the memory that every PC has */
static void
claim_madt(const struct check *ck, struct audit *audit)
{
	const struct image_table *t = check_find(ck, "APIC");
	const struct acpi_madt_ioapic *ioapic;
	const struct check_entry *e;

	audit->pc = true;
	for (e = check_entries(ck, t); e->bytes != NULL; e++) {
		ioapic = (const void *)e->bytes;
		if (e->type == ACPI_MADT_IOAPIC)
			zones_add(&audit->devices,
			    get32(ioapic->io_apic_address), PAGE, NS_NONE,
			    "the MADT");
		if (!vmacpigen_is_pc_entry(e->type))
			audit->pc = false;
	}
	if (!audit->pc)
		return;
	if (t != NULL)
		zones_add(&audit->devices, IMAGE_FIELD(t, acpi_madt,
		    local_interrupt_controller_address), PAGE, NS_NONE,
		    "the MADT");
	zones_add(&audit->memory, 0, 0xa0000, NS_NONE, "every PC");
	zones_add(&audit->memory, 0x100000, 0xf00000, NS_NONE, "every PC");
}

static void
claim_single(const struct check *ck, struct zones *c)
{
	const struct image_table *t;
	struct acpi_gas	 gas;

	if ((t = check_find(ck, "HPET")) != NULL &&
	    t->length >= sizeof(struct acpi_hpet)) {
		memcpy(&gas, image_data(t) + offsetof(struct acpi_hpet,
		    base_address), sizeof(gas));
		claim_gas(c, &gas, ACPI_HPET_SIZE, "the HPET table");
	}
	if ((t = check_find(ck, "TPM2")) != NULL)
		claim_pages(c, IMAGE_FIELD(t, acpi_tpm2, control_area), 1,
		    "the TPM2 table");
	if ((t = check_find(ck, "SPCR")) != NULL &&
	    t->length >= sizeof(struct acpi_spcr)) {
		memcpy(&gas, image_data(t) + offsetof(struct acpi_spcr,
		    base_address), sizeof(gas));
		claim_gas(c, &gas, 1, "the SPCR");
	}
}

static void
claim_srat(const struct check *ck, struct zones *c)
{
	const struct image_table *t = check_find(ck, "SRAT");
	const struct acpi_srat_memory *m;
	const struct check_entry *e;

	for (e = check_entries(ck, t); e->bytes != NULL; e++) {
		m = (const void *)e->bytes;
		if (e->type == ACPI_SRAT_MEMORY &&
		    get32(m->flags) & ACPI_SRAT_ENABLED)
			zones_add(c, get64(m->base_address), get64(m->length),
			    NS_NONE, "the SRAT");
	}
}

static bool
is_memory(const struct resource *r)
{
	switch (r->kind) {
	case RESOURCE_MEMORY24:
	case RESOURCE_MEMORY32:
	case RESOURCE_FIXED_MEMORY32:
	case RESOURCE_WORD:
	case RESOURCE_DWORD:
	case RESOURCE_QWORD:
	case RESOURCE_EXTENDED:
		return (r->fault == NULL && r->space == RESOURCE_MEMORY);
	default:
		return (false);
	}
}

static bool
has_memory(const struct ns_value *v)
{
	struct resource	 r;
	size_t		 at = 0;

	while (resource_next(v->bytes, v->length, &at, &r)) {
		if (is_memory(&r))
			return (true);
	}
	return (false);
}

/*
 * Read a template once, even if many devices return it: keep the work linear.
 */
static void
claim_crs(const struct ns *ns, struct audit *audit, const struct ns_object *o,
    uint8_t **seen)
{
	struct ns_value	 v;
	struct resource	 r;
	size_t		 at = 0;
	bool		 fixed;

	if (ns_returns(ns, o, NS_BUFFER, &v, 1, &fixed) == 0 ||
	    v.kind != NS_BUFFER || seen[v.elements.table][v.offset])
		return;
	seen[v.elements.table][v.offset] = true;
	if (!fixed)
		audit->ncomputed += has_memory(&v);
	while (fixed && resource_next(v.bytes, v.length, &at, &r)) {
		if (is_memory(&r))
			zones_add(&audit->devices, r.minimum + r.translation,
			    r.size, o->node, NULL);
	}
}

static void
claim_objects(const struct ns *ns, struct audit *audit)
{
	uint8_t		**seen = xcalloc(ns->ntables, sizeof(*seen));
	const struct ns_object *o;
	uint32_t	 i;

	for (i = 0; i < ns->ntables; i++)
		seen[i] = xcalloc(ns->tables[i].length + 1, 1);
	for (i = 0; i < ns->nobjects; i++) {
		o = &ns->objects[i];
		if (ns_is_named(ns, o, "_CRS") &&
		    !(o->flags & (NS_LOCAL | NS_SKIPPED)))
			claim_crs(ns, audit, o, seen);
	}
	for (i = 0; i < ns->ntables; i++)
		free(seen[i]);
	free(seen);
}

void
claims_open(struct check *ck, struct audit *audit)
{
	claim_fadt(ck, &audit->devices);
	claim_mcfg(ck, &audit->devices);
	claim_madt(ck, audit);
	claim_single(ck, &audit->devices);
	claim_srat(ck, &audit->memory);
	claim_objects(ck->aml.ns, audit);
	zones_sort(&audit->devices);
	zones_sort(&audit->memory);
}

void
claims_close(struct audit *audit)
{
	zones_free(&audit->devices);
	zones_free(&audit->memory);
}
