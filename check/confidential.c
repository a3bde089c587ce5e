/* See LICENSE for licence details. */

/*
 * Guests that do not trust their host: the host makes the AML that the guest's
 * kernel runs, so the AML must access nothing but devices.
 */

#include <inttypes.h>
#include <stdio.h>

#include "audit.h"

#define CONFIDENTIAL	CHECK_CONFIDENTIAL
#define BADAML		"BadAML, doi 10.1145/3719027.3765123"

/* Returns the next region, also one that may be skipped. */
static const struct ns_object *
next_region(const struct check *ck, uint32_t *i)
{
	const struct ns	*ns = ck->aml.ns;

	while (*i < ns->nobjects) {
		if (ns->objects[(*i)++].kind == NS_REGION)
			return (&ns->objects[*i - 1]);
	}
	return (NULL);
}

static void
check_memory(struct check *ck, const struct ns_object *o, uint64_t base,
    uint64_t end)
{
	const struct zone *c;
	char		 words[AUDIT_WORDSZ];

	c = zones_touching(&ck->audit->memory, base, end);
	if (c != NULL)
		found_object(ck, o, "SystemMemory 0x%" PRIx64 "-0x%" PRIx64
		    " overlaps memory that %s has at 0x%" PRIx64 "-0x%" PRIx64
		    "; must be a device's; %s", base, end, c->what,
		    c->first, c->last, audit_access(ck, o, words));
	else if (zones_around(&ck->audit->devices, base, end) == NULL &&
	    !claims_fixed(ck->audit, base, end))
		found_object(ck, o, "SystemMemory 0x%" PRIx64 "-0x%" PRIx64
		    " belongs to no device of the tables; must be a device's, "
		    "or AML accesses the guest's memory; %s", base, end,
		    audit_access(ck, o, words));
}

static void
audit_memory(struct check *ck)
{
	const struct ns_object *o;
	uint64_t	 base, end;
	uint32_t	 i = 0;

	while ((o = next_region(ck, &i)) != NULL) {
		if (o->region.space == NS_MEMORY &&
		    audit_range(ck->aml.ns, o, &base, &end))
			check_memory(ck, o, base, end);
	}
}
static const struct check_rule audit_memory_rule = {
	"audit-memory", CHECK_ERROR, CONFIDENTIAL, BADAML,
	ON_AML(audit_memory)
};

static void
audit_computed(struct check *ck)
{
	const struct ns_object *o;
	char		 words[AUDIT_WORDSZ];
	uint64_t	 base, end;
	uint32_t	 i = 0;

	while ((o = next_region(ck, &i)) != NULL) {
		if (o->region.space == NS_MEMORY &&
		    !audit_range(ck->aml.ns, o, &base, &end))
			found_object(ck, o, "SystemMemory has a computed "
			    "address or length; must be constant, or the "
			    "region can be anywhere; %s",
			    audit_access(ck, o, words));
	}
}
static const struct check_rule audit_computed_rule = {
	"audit-computed", CHECK_ERROR, CONFIDENTIAL, BADAML,
	ON_AML(audit_computed)
};

/*
 * The host makes the AML, and also the tables that say what a device's memory
 * is.
 */
static void
audit_claimed(struct check *ck)
{
	const struct ns_object *o;
	const struct zone *c;
	char		 path[NS_PATHSZ], words[AUDIT_WORDSZ];
	uint64_t	 base, end;
	uint32_t	 i = 0;

	while ((o = next_region(ck, &i)) != NULL) {
		if (o->region.space != NS_MEMORY ||
		    !audit_range(ck->aml.ns, o, &base, &end) ||
		    claims_fixed(ck->audit, base, end) ||
		    zones_touching(&ck->audit->memory, base, end) != NULL ||
		    (c = zones_around(&ck->audit->devices, base, end)) ==
		    NULL)
			continue;
		found_object(ck, o, "SystemMemory 0x%" PRIx64 "-0x%" PRIx64
		    " is a device's only according to %s, at 0x%" PRIx64 "-0x%"
		    PRIx64 "; the guest must have no memory there; %s", base,
		    end, claim_by(ck->aml.ns, c, path), c->first, c->last,
		    audit_access(ck, o, words));
	}
}
static const struct check_rule audit_claimed_rule = {
	"audit-claimed", CHECK_WARNING, CONFIDENTIAL, BADAML,
	ON_AML(audit_claimed)
};

static const char *
space_fault(uint8_t space)
{
	switch (space) {
	case NS_BAR:
		return ("is in memory at a BAR, which the host moves");
	case NS_PCC:
		return ("is in memory that the PCCT describes");
	case NS_PRM:
		return ("runs native code of the PRMT");
	case NS_FIXED_HARDWARE:
		return ("is accessed by an instruction of the CPU");
	default:
		return (space > NS_PRM ? "means what a driver decides" :
		    NULL);
	}
}

static void
audit_space(struct check *ck)
{
	const struct ns_object *o;
	char		 space[NS_SPACESZ], words[AUDIT_WORDSZ];
	uint32_t	 i = 0;

	while ((o = next_region(ck, &i)) != NULL) {
		if (space_fault(o->region.space) != NULL)
			found_object(ck, o, "the region in %s %s; must be in "
			    "a space of devices; %s",
			    ns_space_name(o->region.space, space),
			    space_fault(o->region.space),
			    audit_access(ck, o, words));
	}
}
static const struct check_rule audit_space_rule = {
	"audit-space", CHECK_WARNING, CONFIDENTIAL, "ACPI 6.5, 5.5.2.4",
	ON_AML(audit_space)
};

static void
audit_smi(struct check *ck)
{
	const struct ns_object *o;
	const uint32_t	 port = get32(ck->fadt.f.smi_cmd);
	char		 words[AUDIT_WORDSZ];
	uint64_t	 base, end;
	uint32_t	 i = 0;

	while (port != 0 && (o = next_region(ck, &i)) != NULL) {
		if (o->region.space != NS_IO)
			continue;
		if (!audit_range(ck->aml.ns, o, &base, &end))
			found_object(ck, o, "SystemIO at computed ports can "
			    "include the FADT's SMI_CMD, 0x%" PRIx32 "; must "
			    "not, as SMM can access everything; %s", port,
			    audit_access(ck, o, words));
		else if (base <= port && port <= end)
			found_object(ck, o, "SystemIO 0x%" PRIx64 "-0x%" PRIx64
			    " includes the FADT's SMI_CMD, 0x%" PRIx32 "; must "
			    "not, as SMM can access everything; %s",
			    base, end, port, audit_access(ck, o, words));
	}
}
static const struct check_rule audit_smi_rule = {
	"audit-smi", CHECK_WARNING, CONFIDENTIAL, "ACPI 6.5, 5.2.9",
	ON_AML(audit_smi), .with = "FACP"
};

static void
audit_tables(struct check *ck)
{
	const struct ns	*ns = ck->aml.ns;
	char		 words[AUDIT_WORDSZ];
	uint32_t	 i;

	for (i = 0; i < ns->nobjects; i++) {
		if (ns->objects[i].kind == NS_DATA_REGION)
			found_object(ck, &ns->objects[i], "DataTableRegion "
			    "accesses the memory of a table; the AML must not "
			    "have one; %s", audit_access(ck,
			    &ns->objects[i], words));
	}
}
static const struct check_rule audit_tables_rule = {
	"audit-tables", CHECK_ERROR, CONFIDENTIAL,
	"ACPI 6.5, 19.6: DataTableRegion",
	ON_AML(audit_tables)
};

static void
audit_load(struct check *ck)
{
	const struct reach *r = ck->audit->reach;
	const struct reach_act *a;
	char		 words[AUDIT_WORDSZ];
	size_t		 i;

	for (i = 0; i < r->nacts; i++) {
		a = &r->acts[i];
		if (a->kind != REACH_LOADS && a->kind != REACH_LOADS_TABLE)
			continue;
		found_aml(ck, a->table, a->offset, a->in, "%s loads AML %s; "
		    "the AML must not do so; runs %s", a->name,
		    a->kind == REACH_LOADS ? "out of memory" :
		    "from a table that is in no DSDT or SSDT",
		    audit_when(ck, reach_act_by(r, a), words));
	}
}
static const struct check_rule audit_load_rule = {
	"audit-load", CHECK_ERROR, CONFIDENTIAL,
	"ACPI 6.5, 5.4.2; confidential-os-builder 132",
	ON_AML(audit_load)
};

/* Report one per table. */
static void
audit_runs(struct check *ck)
{
	const struct reach *r = ck->audit->reach;
	const struct reach_act *a, *first = NULL;
	size_t		 i, n = 0;

	for (i = 0; i <= r->nacts; i++) {
		a = i < r->nacts ? &r->acts[i] : NULL;
		if (a != NULL && a->kind != REACH_RUNS)
			continue;
		if (first != NULL && (a == NULL || a->table != first->table)) {
			found_aml(ck, first->table, first->offset, NS_NONE,
			    "terms outside of methods that run when the %s is "
			    "loaded: %zu, the first: %s; must be definitions "
			    "only", ck->aml.ns->tables[first->table].label, n,
			    first->name);
			first = NULL;
		}
		if (first == NULL) {
			first = a;
			n = 0;
		}
		n++;
	}
}
static const struct check_rule audit_runs_rule = {
	"audit-runs", CHECK_WARNING, CONFIDENTIAL,
	"ccc-linux-guest-hardening 150", ON_AML(audit_runs)
};

static void
audit_method(struct check *ck)
{
	const struct reach *r = ck->audit->reach;
	const struct reach_act *a;
	char		 path[NS_PATHSZ];
	size_t		 i;

	for (i = 0; i < r->nacts; i++) {
		a = &r->acts[i];
		if (a->kind == REACH_CHANGES)
			found_aml(ck, a->table, a->offset, a->in, "the method "
			    "%s is written to or referred to; must only be "
			    "called, or what runs is not known",
			    ns_path(ck->aml.ns, a->node, path));
	}
}
static const struct check_rule audit_method_rule = {
	"audit-method", CHECK_WARNING, CONFIDENTIAL,
	"ACPI 6.5, 19.6: CopyObject, RefOf",
	ON_AML(audit_method)
};

/* The kernel maps registers as it does regions, and writes to them at boot. */
static void
audit_registers(struct check *ck, const struct check_fadt *fadt)
{
	const struct acpi_gas *gas;
	const struct zone *c;
	size_t		 i = 0, offset;
	uint64_t	 base, length;

	while ((gas = fadt_register(fadt, i++, &offset, &length)) != NULL) {
		base = get64(gas->address);
		if (gas->address_space_id != ACPI_GAS_MEMORY || base == 0 ||
		    (c = zones_touching(&ck->audit->memory, base,
		    length <= UINT64_MAX - base ? base + length - 1 :
		    UINT64_MAX)) == NULL)
			continue;
		found_field(ck, fadt->t, offset, "the register at 0x%" PRIx64
		    " is in memory that %s has at 0x%" PRIx64 "-0x%" PRIx64 "; "
		    "must be a device's, as the kernel writes to it", base,
		    c->what, c->first, c->last);
	}
}
static const struct check_rule audit_registers_rule = {
	"audit-registers", CHECK_ERROR, CONFIDENTIAL, "ACPI 6.5, 5.2.3.2, "
	"5.2.9", ON_FADT(audit_registers)
};

const struct check_rule *const check_confidential_rules[] = {
	&audit_memory_rule,
	&audit_computed_rule,
	&audit_claimed_rule,
	&audit_space_rule,
	&audit_smi_rule,
	&audit_tables_rule,
	&audit_load_rule,
	&audit_runs_rule,
	&audit_method_rule,
	&audit_registers_rule,
	NULL
};
