/* See LICENSE for licence details. */

/* DSDT and SSDT: what else a guest looks for in them */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "read/xalloc.h"

#define SEABIOS		CHECK_SEABIOS
#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX
#define OPENBSD		CHECK_OPENBSD

#define HEADER(field)	offsetof(struct acpi_header, field)

static bool
has_aml(const struct image_table *t)
{
	return (check_is(t, "DSDT") || check_is(t, "SSDT"));
}

static void
aml_s5(struct check *ck)
{
	if (check_pm1a_control(&ck->fadt) == 0 ||
	    ns_find(ck->aml.ns, "\\_S5") != NS_NONE)
		return;
	if (check_unread(ck->aml.ns))
		unknown_aml(ck, NS_ROOT, CHECK_UNREAD);
	else
		found_aml(ck, 0, 0, NS_NONE, "no table of AML has \\_S5; one "
		    "must, since there is a PM1a, or power-off spins for "
		    "ever");
}
static const struct check_rule aml_s5_rule = {
	"aml-s5", CHECK_ERROR, OPENBSD, "ACPI 6.5, 7.4.2",
	ON_AML(aml_s5), .signature = "DSDT", .with = "FACP"
};

/* A device of the DSDT that has it as its _HID, as an integer */
static bool
has_eisa_id(const struct ns *ns, const struct ns_object *hid, const char *id)
{
	struct ns_value	 v;
	char		 text[NS_IDSZ];

	ns_value(ns, hid, &v);
	return (v.kind == NS_INTEGER && ns_id(&v, text) &&
	    strcmp(text, id) == 0);
}

static void
aml_ps2(struct check *ck)
{
	const struct ns	*ns = ck->aml.ns;
	const struct ns_object *o;
	size_t		 devices = 0;
	uint32_t	 i;

	if (!(get16(ck->fadt.f.iapc_boot_arch) & ACPI_BOOT_8042))
		return;
	for (i = 0; i < ns->nobjects; i++) {
		o = &ns->objects[i];
		if (o->table != 0)
			continue;
		devices += o->kind == NS_DEVICE;
		if (memcmp(ns->nodes[o->node].name, "_HID", NS_SEGSZ) == 0 &&
		    has_eisa_id(ns, o, "PNP0303"))
			return;
	}
	if (devices > 0)
		found_aml(ck, 0, 0, NS_NONE, "the DSDT has devices and no "
		    "PNP0303; must have it, or the keyboard is not set up");
}
static const struct check_rule aml_ps2_rule = {
	"aml-ps2", CHECK_WARNING, SEABIOS, "SeaBIOS ps2port_setup()",
	ON_AML(aml_ps2), .signature = "DSDT", .with = "FACP", .needs = NEEDS_FILES
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
	bool		 computed;	/* and others that are not known */
};

static void
add_device_uid(struct check *ck, struct uids *u, uint32_t node)
{
	const struct ns	*ns = ck->aml.ns;
	const struct ns_object *o = ns_object(ns, ns_child(ns, node, "_UID"));
	struct ns_value	 v;

	ns_value(ns, o, &v);
	if (v.kind == NS_INTEGER && !(o->flags & NS_WRITTEN))
		u->list[u->n++] = v.integer;
	else if (o != NULL && v.kind != NS_STRING) {
		u->computed = true;
		unknown_aml(ck, o->node, "only running it tells its value");
	}
}

static void
collect_uids(struct check *ck, struct uids *u)
{
	const struct ns	*ns = ck->aml.ns;
	uint32_t	 i, node = NS_NONE;

	u->list = xcalloc((size_t)ns->nobjects + ns->nnodes + 1,
	    sizeof(*u->list));
	for (i = 0; i < ns->nobjects; i++) {
		if (ns->objects[i].kind == NS_PROCESSOR)
			u->list[u->n++] = ns->objects[i].processor.id;
	}
	while ((node = ns_next_with_id(ns, node, "ACPI0007")) != NS_NONE)
		add_device_uid(ck, u, node);
	qsort(u->list, u->n, sizeof(*u->list), by_value);
}

static void
aml_processors(struct check *ck)
{
	const struct image_table *madt = check_find(ck, "APIC");
	struct vmacpigen_madt_cpu cpu;
	struct uids	 u = { 0 };
	size_t		 at = sizeof(struct acpi_madt), missing = 0;
	uint64_t	 uid, first = 0;

	collect_uids(ck, &u);
	while (u.n != 0 && !u.computed && image_cpu(madt, &at, &cpu)) {
		uid = cpu.uid;
		if (!(cpu.flags & ACPI_LAPIC_ENABLED) || bsearch(&uid, u.list,
		    u.n, sizeof(*u.list), by_value) != NULL)
			continue;
		if (missing++ == 0)
			first = uid;
	}
	if (missing != 0)
		found_aml(ck, 0, 0, NS_NONE, "%zu of the CPUs that the MADT "
		    "enables have no processor device, first the one of _UID "
		    "%" PRIu64 "; each must have one", missing, first);
	free(u.list);
}
static const struct check_rule aml_processors_rule = {
	"aml-processors", CHECK_WARNING, ACPI | LINUX,
	"ACPI 6.5, 5.2.12.2, 8.4",
	ON_AML(aml_processors), .signature = "DSDT", .with = "APIC"
};

static void
aml_revision(struct check *ck, const struct image_table *t)
{
	const struct acpi_fadt *f = &ck->fadt.f;
	unsigned int	 revision = image_data(t)[HEADER(revision)];

	if (!has_aml(t) || f->header.revision < 6 ||
	    (f->header.revision == 6 && f->fadt_minor_version == 0))
		return;
	if (revision != 2)
		found_field(ck, t, HEADER(revision), "%s.Revision is %u; must "
		    "be 2 with FADT 6.1 and later", t->signature, revision);
}
static const struct check_rule aml_revision_rule = {
	"aml-revision", CHECK_WARNING, ACPI, "ACPI 6.1, 5.2.11.1",
	ON_TABLES(aml_revision), .with = "FACP"
};

const struct check_rule *const check_aml_rules[] = {
	&aml_s5_rule,
	&aml_ps2_rule,
	&aml_processors_rule,
	&aml_revision_rule,
	NULL
};
