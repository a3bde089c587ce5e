/* See LICENSE for licence details. */

/* PCI interrupt routing: _PRT, ACPI 6.5, 6.2.13 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "read/routes.h"
#include "read/xalloc.h"

#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX
#define OPENBSD		CHECK_OPENBSD

#define ISA_INTERRUPTS	16U
#define MOST_INPUTS	240U	/* of any I/O APIC: its register has 8 bits */

/* What a rule's judge gets, and its verdict on a mapping */
struct trial {
	struct check	*ck;
	const struct check_answer *a;
	uint64_t	*bases;		/* first GSIs of I/O APICs, in order */
	size_t		 nbases;
	unsigned int	 inputs;	/* of each, at most */
	unsigned int	 sci;
	char		 text[160];
};

/* Returns true if the mapping is wrong; text then says how. */
typedef bool judge(struct trial *, const struct route *);

/* Reports the first wrong mapping, and counts the others. */
static void
each_route(struct trial *t, judge *f)
{
	struct ns_place	 place = t->a->value.elements;
	struct route	 r, first = { .n = 0 };
	char		 text[sizeof(t->text)];
	size_t		 wrong = 0;

	if (t->a->value.kind != NS_PACKAGE) {
		unknown_aml(t->ck, t->a->o->node, t->a->why);
		return;
	}
	while (route_next(t->ck->aml.ns, &place, &r)) {
		if (!f(t, &r) || wrong++ > 0)
			continue;
		first = r;
		memcpy(text, t->text, sizeof(text));
	}
	if (place.offset < place.end)
		unknown_aml(t->ck, t->a->o->node, "a method returns it");
	if (wrong == 0 || !check_present(t->ck, t->a))
		return;
	if (wrong == 1)
		found_aml(t->ck, first.table, first.offset, t->a->o->node,
		    "%s", text);
	else
		found_aml(t->ck, first.table, first.offset, t->a->o->node,
		    "%s; %zu more %s wrong", text, wrong - 1,
		    wrong == 2 ? "is" : "are");
}

static bool
bad_fields(struct trial *t, const struct route *r)
{
	const bool	 more = r->n > ROUTE_FIELDS;

	if (r->n == ROUTE_FIELDS)
		return (false);
	snprintf(t->text, sizeof(t->text), "a mapping has %s%zu elements; "
	    "must have %d", more ? "more than " : "", r->n - more,
	    ROUTE_FIELDS);
	return (true);
}

static void
aml_prt(struct check *ck, const struct check_answer *a)
{
	struct trial	 t = { .ck = ck, .a = a };

	each_route(&t, bad_fields);
}
static const struct check_rule aml_prt_rule = {
	"aml-prt", CHECK_ERROR, ACPI | OPENBSD,
	"ACPI 6.5, 6.2.13; OpenBSD acpiprt_prt_add()",
	ON_ROUTES(aml_prt)
};

static bool
bad_pin(struct trial *t, const struct route *r)
{
	if (!route_has(r, ROUTE_PIN) ||
	    r->fields[ROUTE_PIN].integer < ROUTE_PINS)
		return (false);
	snprintf(t->text, sizeof(t->text), "a mapping's pin is %" PRIu64
	    "; must be 0 to 3", r->fields[ROUTE_PIN].integer);
	return (true);
}

/* Guests pass over such a mapping: no device has that pin. */
static void
aml_prt_pin(struct check *ck, const struct check_answer *a)
{
	struct trial	 t = { .ck = ck, .a = a };

	each_route(&t, bad_pin);
}
static const struct check_rule aml_prt_pin_rule = {
	"aml-prt-pin", CHECK_WARNING, ACPI, "ACPI 6.5, 6.2.13",
	ON_ROUTES(aml_prt_pin)
};

static bool
bad_address(struct trial *t, const struct route *r)
{
	if (!route_has(r, ROUTE_ADDRESS) ||
	    (r->fields[ROUTE_ADDRESS].integer & ROUTE_ALL) == ROUTE_ALL)
		return (false);
	snprintf(t->text, sizeof(t->text), "a mapping's address is 0x%08" PRIx64
	    "; must end in ffff, which means all functions",
	    r->fields[ROUTE_ADDRESS].integer);
	return (true);
}

static void
aml_prt_address(struct check *ck, const struct check_answer *a)
{
	struct trial	 t = { .ck = ck, .a = a };

	each_route(&t, bad_address);
}
static const struct check_rule aml_prt_address_rule = {
	"aml-prt-address", CHECK_WARNING, ACPI, "ACPI 6.5, 6.2.13",
	ON_ROUTES(aml_prt_address)
};

/* An External may be defined in a table that is not in the input. */
static bool
bad_link(struct trial *t, const struct route *r)
{
	const struct ns	*ns = t->ck->aml.ns;
	const struct ns_value *v = &r->fields[ROUTE_SOURCE];
	const struct ns_object *o;

	if (r->n <= ROUTE_SOURCE || v->kind != NS_REFERENCE ||
	    v->length < NS_SEGSZ)
		return (false);
	o = ns_object(ns, v->node);
	if (o != NULL && o->kind == NS_EXTERNAL) {
		unknown_aml(t->ck, v->node, "no table of the input defines it");
		return (false);
	}
	if (o != NULL && o->kind == NS_DEVICE)
		return (false);
	snprintf(t->text, sizeof(t->text), "a mapping's source is %.4s, "
	    "which is %s%s; must be a Device", (const char *)v->bytes +
	    v->length - NS_SEGSZ, o == NULL ? "undefined" : "a ",
	    o == NULL ? "" : ns_kind_name(o->kind));
	return (true);
}

static void
aml_prt_link(struct check *ck, const struct check_answer *a)
{
	struct trial	 t = { .ck = ck, .a = a };

	if (check_unread(ck->aml.ns))
		unknown_aml(ck, a->o->node, CHECK_UNREAD);
	else
		each_route(&t, bad_link);
}
static const struct check_rule aml_prt_link_rule = {
	"aml-prt-link", CHECK_ERROR, ACPI | LINUX | OPENBSD,
	"ACPI 6.5, 6.2.13; ACPICA AcpiRsCreatePciRoutingTable()",
	ON_ROUTES(aml_prt_link)
};

/* Without an I/O APIC the interrupts are those of the i8259 pair. */
static bool
bad_gsi(struct trial *t, const struct route *r)
{
	uint64_t	 gsi;
	size_t		 low = 0, high = t->nbases, middle;

	if (!route_gsi(r, &gsi))
		return (false);
	while (low < high) {
		middle = low + (high - low) / 2;
		if (t->bases[middle] <= gsi)
			low = middle + 1;
		else
			high = middle;
	}
	if (t->nbases == 0 ? gsi < ISA_INTERRUPTS :
	    low > 0 && gsi - t->bases[low - 1] < t->inputs)
		return (false);
	snprintf(t->text, sizeof(t->text), "a mapping's GSI is %" PRIu64 "; "
	    "must be an input of one of the MADT's I/O APICs", gsi);
	return (true);
}

static int
by_value(const void *a, const void *b)
{
	const uint64_t	 va = *(const uint64_t *)a, vb = *(const uint64_t *)b;

	return ((va > vb) - (va < vb));
}

/* Returns false if not only I/O APICs provide GSIs. */
static bool
collect_bases(struct trial *t)
{
	const struct image_table *madt = check_find(t->ck, "APIC");
	const struct acpi_madt_ioapic *ioapic;
	const struct check_entry *e;

	t->bases = xcalloc(madt->length / sizeof(struct acpi_entry) + 1,
	    sizeof(*t->bases));
	for (e = check_entries(t->ck, madt); e->bytes != NULL; e++) {
		ioapic = (const void *)e->bytes;
		if (e->type == ACPI_MADT_IOAPIC)
			t->bases[t->nbases++] = get32(
			    ioapic->global_system_interrupt_base);
		else if (!e->cpu && (e->type == ACPI_MADT_GICD ||
		    (e->type > ACPI_MADT_X2APIC_NMI &&
		    e->type != ACPI_MADT_WAKEUP)))
			return (false);
	}
	qsort(t->bases, t->nbases, sizeof(*t->bases), by_value);
	return (true);
}

/* Whether some _PRT has mappings.  If none has, do not read a long MADT. */
static bool
any_routes(const struct check *ck)
{
	const struct ns_value *v;
	struct ns_place	 place;
	struct route	 r;
	size_t		 i;

	for (i = 0; i < ck->routes.n; i++) {
		v = &ck->routes.list[i].value;
		place = v->elements;
		if (v->kind == NS_PACKAGE && route_next(ck->aml.ns, &place, &r))
			return (true);
	}
	return (false);
}

static void
each_prt(struct trial *t, judge *f)
{
	size_t		 i;

	for (i = 0; i < t->ck->routes.n; i++) {
		t->a = &t->ck->routes.list[i];
		each_route(t, f);
	}
}

/*
 * How many inputs an I/O APIC can have, which no table says.  Those of a PC can
 * have more than a VMM's: tables without a set may be a PC's, and a set is made
 * of them if its PM1 registers are where no VMM has them.
 */
static unsigned int
most_inputs(const struct check *ck)
{
	const uint64_t	 pm = check_pm1a_event(&ck->fadt);
	const struct consumer *c;
	size_t		 i;

	if (!input_has_addresses(ck->view.in))
		return (MOST_INPUTS);
	if (pm == 0)
		return (USUAL_INPUTS);
	for (i = 0; (c = consumer_at(i)) != NULL; i++) {
		if (c->pm_base == pm)
			return (USUAL_INPUTS);
	}
	return (MOST_INPUTS);
}

static void
aml_prt_gsi(struct check *ck)
{
	struct trial	 t = { .ck = ck, .inputs = most_inputs(ck) };

	if (!any_routes(ck) || collect_bases(&t))
		each_prt(&t, bad_gsi);
	free(t.bases);
}
static const struct check_rule aml_prt_gsi_rule = {
	"aml-prt-gsi", CHECK_ERROR, ACPI | LINUX | OPENBSD,
	"ACPI 6.5, 6.2.13; Linux mp_map_gsi_to_irq()",
	ON_AML(aml_prt_gsi), .with = "APIC"
};

static bool
takes_sci(struct trial *t, const struct route *r)
{
	uint64_t	 gsi;

	if (!route_gsi(r, &gsi) || gsi != t->sci ||
	    !route_has(r, ROUTE_ADDRESS))
		return (false);
	snprintf(t->text, sizeof(t->text), "the mapping of slot %" PRIu64 " "
	    "has GSI %" PRIu64 ", which is the SCI; the MADT must override it, "
	    "or guests disagree on its trigger mode",
	    r->fields[ROUTE_ADDRESS].integer >> 16, gsi);
	return (true);
}

static bool
is_overridden(struct check *ck, unsigned int irq)
{
	const struct image_table *madt = check_find(ck, "APIC");
	const struct acpi_madt_override *o;
	const struct check_entry *e;

	e = check_entries_of(ck, madt, ACPI_MADT_OVERRIDE);
	for (; e->bytes != NULL; e++) {
		o = (const void *)e->bytes;
		if (o->source == irq)
			return (true);
	}
	return (false);
}

/* Returns the SCI, or 0 if it is not an ISA interrupt or not known. */
static unsigned int
find_sci(struct check *ck)
{
	const struct consumer *c = check_known(ck);
	unsigned int	 sci = 0;

	if (ck->fadt.t != NULL &&
	    !(get32(ck->fadt.f.flags) & ACPI_FADT_HW_REDUCED))
		sci = get16(ck->fadt.f.sci_int);
	else if (ck->fadt.t == NULL && c != NULL)
		sci = c->sci;
	return (sci < ISA_INTERRUPTS ? sci : 0);
}

static void
aml_prt_sci(struct check *ck)
{
	struct trial	 t = { .ck = ck, .sci = find_sci(ck) };

	if (t.sci != 0 && !(any_routes(ck) && is_overridden(ck, t.sci)))
		each_prt(&t, takes_sci);
}
static const struct check_rule aml_prt_sci_rule = {
	"aml-prt-sci", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.9, 5.2.12.5",
	ON_AML(aml_prt_sci)
};

const struct check_rule *const check_prt_rules[] = {
	&aml_prt_rule,
	&aml_prt_pin_rule,
	&aml_prt_address_rule,
	&aml_prt_link_rule,
	&aml_prt_gsi_rule,
	&aml_prt_sci_rule,
	NULL
};
