/* See LICENSE for licence details. */

/* DSDT and SSDT: their headers, and the AML that guests need */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "read/sink.h"
#include "read/xalloc.h"

#define SEABIOS		CHECK_SEABIOS
#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX
#define OPENBSD		CHECK_OPENBSD

static void
aml_s5(struct check *ck)
{
	const struct ns_object *s5 = ns_object(ck->aml.ns,
	    ns_find(ck->aml.ns, "\\_S5"));

	if (check_pm1a_control(&ck->fadt) == 0 || (s5 != NULL &&
	    s5->kind != NS_EXTERNAL &&
	    (s5->flags & (NS_LOCAL | NS_SKIPPED)) == 0))
		return;
	if (check_unread(ck->aml.ns))
		unknown_aml(ck, NS_ROOT, CHECK_UNREAD);
	else
		found_aml(ck, 0, 0, NS_NONE, "the AML has no \\_S5; must have "
		    "it, since the FADT has a PM1a, or power-off loops for "
		    "ever");
}
static const struct check_rule aml_s5_rule = {
	"aml-s5", CHECK_ERROR, OPENBSD, "ACPI 6.5, 7.4.2",
	ON_AML(aml_s5), .signature = "DSDT", .with = "FACP"
};

static void
aml_ps2(struct check *ck)
{
	const struct ns	*ns = ck->aml.ns;
	const struct ns_object *o;
	struct ns_value	 hid;
	size_t		 devices = 0;
	uint32_t	 i;

	if (!(get16(ck->fadt.f.iapc_boot_arch) & ACPI_BOOT_8042))
		return;
	for (i = 0; i < ns->nobjects; i++) {
		o = &ns->objects[i];
		if (o->table != 0)
			continue;
		devices += o->kind == NS_DEVICE;
		if (ns->nodes[o->node].closed)
			ns_identity(ns, o->node, NS_HID, &hid);
		else if (ns_is_named(ns, o, "_HID"))
			ns_value(ns, o, &hid);
		else
			continue;
		if (ns_is_eisa_id(&hid, "PNP0303"))
			return;
	}
	if (devices > 0)
		found_aml(ck, 0, 0, NS_NONE, "the DSDT has devices but no "
		    "PNP0303; must have it, or the keyboard is not set up");
}
static const struct check_rule aml_ps2_rule = {
	"aml-ps2", CHECK_WARNING, SEABIOS, "SeaBIOS ps2port_setup()",
	ON_AML(aml_ps2), .signature = "DSDT", .with = "FACP",
	.needs = NEEDS_FILES
};

static int
by_value(const void *a, const void *b)
{
	uint64_t	 va = *(const uint64_t *)a, vb = *(const uint64_t *)b;

	return ((va > vb) - (va < vb));
}

/* The UIDs of processor devices */
struct uids {
	uint64_t	*list;
	size_t		 n;
	bool		 computed;	/* some are not known */
	bool		 certain;	/* only of those that every guest has */
};

/* Whether a processor is of those that are collected */
static bool
belongs(struct check *ck, const struct uids *u, const struct ns_object *o)
{
	return (!(o->flags & (NS_LOCAL | NS_SKIPPED)) && (!u->certain ||
	    (!(o->flags & NS_CONDITIONAL) &&
	    check_presence(ck, o->node) == DEVICE_PRESENT)));
}

static void
add_device_uid(struct check *ck, struct uids *u, uint32_t node)
{
	const struct ns	*ns = ck->aml.ns;
	struct ns_value	 v;

	if (!ns_identity(ns, node, NS_UID, &v))
		return;
	if (v.kind == NS_INTEGER && !v.written)
		u->list[u->n++] = v.integer;
	else if (v.kind != NS_STRING) {
		u->computed = true;
		unknown_aml(ck, ns_child(ns, node, "_UID"), CHECK_COMPUTED);
	}
}

static void
collect_uids(struct check *ck, struct uids *u)
{
	const struct ns	*ns = ck->aml.ns;
	uint32_t	 i, node = NS_NONE;

	u->list = xreallocarray(NULL, (size_t)ns->nobjects + ns->nnodes,
	    sizeof(*u->list));
	for (i = 0; i < ns->nobjects; i++) {
		if (ns->objects[i].kind == NS_PROCESSOR &&
		    belongs(ck, u, &ns->objects[i]))
			u->list[u->n++] = ns->objects[i].processor.id;
	}
	while ((node = ns_next_with_id(ns, node, "ACPI0007")) != NS_NONE) {
		if (ns->nodes[node].object != NS_NONE &&
		    belongs(ck, u, &ns->objects[ns->nodes[node].object]))
			add_device_uid(ck, u, node);
	}
	xsort(u->list, u->n, sizeof(*u->list), by_value);
}

/*
 * Counts the devices with this UID, up to 2.  The hint is where in the list to
 * look first: tables name processors in the same order.
 */
static unsigned int
count_uid(const struct uids *u, uint64_t uid, size_t *hint)
{
	const uint64_t	*end = u->list + u->n, *p = u->list + *hint;

	if (p >= end || *p != uid)
		p = bsearch(&uid, u->list, u->n, sizeof(*u->list), by_value);
	if (p == NULL)
		return (0);
	*hint = (size_t)(p - u->list) + 1;
	return ((p > u->list && p[-1] == uid) ||
	    (p + 1 < end && p[1] == uid) ? 2 : 1);
}

/* Processors of the MADT that are wrong in one way */
struct wrong {
	size_t		 n;
	uint64_t	 first;
};

static void
add_wrong(struct wrong *w, uint64_t uid)
{
	if (w->n++ == 0)
		w->first = uid;
}

/* Finds the enabled processors that have no device, or two. */
static void
count_devices(struct check *ck, bool certain, struct wrong *missing,
    struct wrong *twice)
{
	const struct check_entry *e;
	struct vmacpigen_madt_cpu cpu;
	struct uids	 u = { .certain = certain };
	size_t		 hint = 0;
	unsigned int	 n;

	memset(missing, 0, sizeof(*missing));
	memset(twice, 0, sizeof(*twice));
	collect_uids(ck, &u);
	e = check_entries(ck, check_find(ck, "APIC"));
	for (; u.n != 0 && e->bytes != NULL; e++) {
		if (!check_cpu(e, &cpu) || !(cpu.flags & ACPI_LAPIC_ENABLED))
			continue;
		n = count_uid(&u, cpu.uid, &hint);
		if (n == 0 && !u.computed)
			add_wrong(missing, cpu.uid);
		else if (n > 1)
			add_wrong(twice, cpu.uid);
	}
	free(u.list);
}

/* Of two devices of a processor a guest may have one: see their _STA. */
static void
aml_processors(struct check *ck)
{
	struct wrong	 missing, twice, any;

	count_devices(ck, false, &missing, &twice);
	if (twice.n != 0)
		count_devices(ck, true, &any, &twice);
	if (missing.n != 0)
		found_aml(ck, 0, 0, NS_NONE, "of the CPUs that the MADT "
		    "enables, %zu have no processor device, the first with "
		    "_UID %" PRIu64 "; each must have one", missing.n,
		    missing.first);
	if (twice.n != 0)
		found_aml(ck, 0, 0, NS_NONE, "of the CPUs that the MADT "
		    "enables, %zu have two processor devices, the first with "
		    "_UID %" PRIu64 "; each must have one", twice.n,
		    twice.first);
}
static const struct check_rule aml_processors_rule = {
	"aml-processors", CHECK_WARNING, ACPI | LINUX,
	"ACPI 6.5, 5.2.12.2, 8.4",
	ON_AML(aml_processors), .signature = "DSDT", .with = "APIC"
};

/*
 * The DSDT's revision says how wide integers are in all AML.  An SSDT's says
 * nothing: guests do not look at it, and real machines have many of 1.
 */
static void
aml_revision(struct check *ck)
{
	const struct acpi_fadt *f = &ck->fadt.f;
	const struct image_table *dsdt = check_find(ck, "DSDT");
	unsigned int	 revision;

	if (f->header.revision < 6 ||
	    (f->header.revision == 6 && f->fadt_minor_version == 0))
		return;
	revision = image_data(dsdt)[HEADER(revision)];
	if (revision != 2)
		found_field(ck, dsdt, HEADER(revision), "DSDT.Revision is %u; "
		    "must be 2 with FADT 6.1 and later", revision);
}
static const struct check_rule aml_revision_rule = {
	"aml-revision", CHECK_WARNING, ACPI, "ACPI 6.1, 5.2.11.1",
	ON_AML(aml_revision), .signature = "DSDT", .with = "FACP"
};

/* The reader's complaints that each rule reports */
#define BIT(kind)	(1U << (kind))
#define UNREADABLE	(BIT(NS_BAD_TABLE) | BIT(NS_BAD_OPCODE) | \
			BIT(NS_BAD_LENGTH) | BIT(NS_CUT_OFF) | \
			BIT(NS_BAD_NAME) | BIT(NS_TOO_DEEP) | \
			BIT(NS_BAD_FIELD))
#define MISSING		(BIT(NS_NO_SCOPE) | BIT(NS_UNKNOWN_NAME) | \
			BIT(NS_UNKNOWN_CALL))
#define TWICE		BIT(NS_TWICE)

static void
found_complaint(struct check *ck, const struct ns_complaint *c, size_t others)
{
	struct sink	 text = { 0 };

	ns_print_reason(&text, c);
	if (others > 0)
		sink_printf(&text, "; the table has %zu more", others);
	found_aml(ck, c->table, c->offset, c->scope, "%.*s", (int)text.n,
	    text.s);
	sink_free(&text);
}

/*
 * Reports the first complaint of each table, and counts the others.  They are
 * about what runs when a table is loaded, or about methods.  An If may test for
 * the very name that is missing in it.
 */
static void
complaints(struct check *ck, unsigned int kinds, size_t ntables, bool loading)
{
	const struct ns	*ns = ck->aml.ns;
	const struct ns_complaint **first, *c;
	size_t		*n, i;

	first = xcalloc(ns->ntables, sizeof(*first));
	n = xcalloc(ns->ntables, sizeof(*n));
	for (i = 0; i < ns->ncomplaints; i++) {
		c = &ns->complaints[i];
		if ((kinds & BIT(c->kind)) == 0 || loading != c->load)
			continue;
		if (c->conditional && MISSING & BIT(c->kind))
			unknown_aml(ck, c->scope, "it is inside an If");
		else if (n[c->table]++ == 0)
			first[c->table] = c;
	}
	for (i = 0; i < ntables; i++) {
		if (n[i] > 0)
			found_complaint(ck, first[i], n[i] - 1);
	}
	free(first);
	free(n);
}

static void
aml_parse(struct check *ck)
{
	complaints(ck, UNREADABLE, ck->aml.ns->ntables, true);
}
static const struct check_rule aml_parse_rule = {
	"aml-parse", CHECK_ERROR, ACPI | LINUX, "ACPI 6.5, 5.4, 20.2",
	ON_AML(aml_parse)
};

/* A guest aborts the method when it reaches that place. */
static void
aml_method(struct check *ck)
{
	complaints(ck, UNREADABLE, ck->aml.ns->ntables, false);
}
static const struct check_rule aml_method_rule = {
	"aml-method", CHECK_WARNING, ACPI | LINUX, "ACPI 6.5, 20.2",
	ON_AML(aml_method)
};

static void
aml_names(struct check *ck)
{
	size_t		 n = ck->aml.ns->ntables;

	if (n > 1 && !input_has_addresses(ck->view.in)) {
		unknown_aml(ck, NS_ROOT, "the order of the SSDTs is not "
		    "known");
		n = 1;
	}
	complaints(ck, MISSING, n, true);
}
static const struct check_rule aml_names_rule = {
	"aml-names", CHECK_WARNING, ACPI | LINUX,
	"ACPI 6.5, 5.3; ACPICA AcpiNsLookup(): AE_NOT_FOUND",
	ON_AML(aml_names)
};

static void
aml_twice(struct check *ck)
{
	complaints(ck, TWICE, ck->aml.ns->ntables, true);
}
static const struct check_rule aml_twice_rule = {
	"aml-twice", CHECK_ERROR, ACPI | LINUX,
	"ACPI 6.5, 5.3; ACPICA AcpiNsLookup(): AE_ALREADY_EXISTS",
	ON_AML(aml_twice)
};

#define NESTED		8	/* depth of packages in packages */

/* Counts the elements that a package's bytes hold, up to max. */
static uint64_t
count_elements(const struct ns *ns, struct ns_place place, uint64_t max)
{
	struct ns_value	 v;
	uint64_t	 n = 0;

	while (n < max && ns_next(ns, &place, &v))
		n++;
	return (n);
}

static bool
too_many(struct check *ck, const struct ns_object *o, const struct ns_value *v)
{
	const struct ns	*ns = ck->aml.ns;

	if (!v->known ||
	    count_elements(ns, v->elements, v->size + 1) <= v->size)
		return (false);
	found_aml(ck, v->elements.table, v->offset, o->node, "the package has "
	    "more elements than its NumElements, %" PRIu64 "; must have that "
	    "many at most", v->size);
	return (true);
}

/* Checks the package of a name, and the packages in it. */
static void
aml_package(struct check *ck, const struct ns_object *o)
{
	struct ns_place	 stack[NESTED];
	struct ns_value	 v;
	size_t		 n = 0;

	if (!ns_is_package(ck->aml.ns, o))
		return;
	ns_value(ck->aml.ns, o, &v);
	for (;;) {
		if (v.kind == NS_PACKAGE && too_many(ck, o, &v))
			return;
		if (v.kind == NS_PACKAGE && n < NESTED)
			stack[n++] = v.elements;
		while (n > 0 && !ns_next(ck->aml.ns, &stack[n - 1], &v))
			n--;
		if (n == 0)
			return;
	}
}
static const struct check_rule aml_package_rule = {
	"aml-package", CHECK_WARNING, ACPI | LINUX,
	"ACPI 6.5, 19.6 (Package); ACPICA AcpiDsBuildInternalPackageObj()",
	ON_KIND(NS_NAME, aml_package)
};

const struct check_rule *const check_aml_rules[] = {
	&aml_s5_rule,
	&aml_ps2_rule,
	&aml_processors_rule,
	&aml_revision_rule,
	&aml_parse_rule,
	&aml_method_rule,
	&aml_names_rule,
	&aml_twice_rule,
	&aml_package_rule,
	NULL
};
