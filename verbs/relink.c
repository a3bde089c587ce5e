/* See LICENSE for licence details. */

/*
 * Takes a blob of unlinked tables apart: finds which fields lead to which
 * tables, and which checksums are open.
 */

#include <err.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "options.h"
#include "output.h"
#include "read/fields.h"
#include "read/files.h"
#include "read/namespace.h"
#include "read/xalloc.h"
#include "relink.h"

struct relink {
	const uint8_t	*blob;
	size_t		 length;
	size_t		 roots[2];	/* offsets of RSDT and XSDT */
	size_t		 nroots;
	struct found {			/* all tables, by offset */
		size_t		 offset;
		size_t		 length;
		enum vmacpigen_kind kind;
	} *tables;
	size_t		 n, max;
	void		(*say)(const char *line);
	struct vmacpigen_tables set;	/* its bytes: the blob, an RSDP */
};

/* QEMU hw/acpi: acpi_build() and acpi_table_end() */
static const struct vmacpigen_layout_file layout_files[] = {
	{ .name = VMACPIGEN_FW_CFG_TABLES, .align = ACPI_FACS_ALIGN,
	    .zone = VMACPIGEN_ZONE_HIGH, .step = 1, .as_is = true },
	{ .name = VMACPIGEN_FW_CFG_RSDP, .align = ACPI_RSDP_ALIGN,
	    .zone = VMACPIGEN_ZONE_FSEG, .step = 1, .nkinds = 1,
	    .kinds = { VMACPIGEN_RSDP } },
};

static const struct vmacpigen_layout layout = {
	.files = layout_files,
	.nfiles = 2,
	.loader_sums = UINT32_MAX,
	.by_table = true,
};

/* Returns the length of the table at an offset of the blob, or 0 if none. */
static size_t
table_at(const struct relink *r, uint64_t offset)
{
	const struct acpi_header *h;
	size_t		 room, length;

	if (offset >= r->length || r->length - offset < sizeof(*h))
		return (0);
	h = (const void *)(r->blob + offset);
	room = r->length - (size_t)offset;
	length = get32(h->length);
	return (length < sizeof(*h) || length > room ? 0 : length);
}

static enum vmacpigen_kind
kind_at(const struct relink *r, uint64_t offset)
{
	return (vmacpigen_kind_of((const char *)r->blob + offset));
}

/* Returns the width of the entries of an RSDT or XSDT. */
static unsigned int
entry_size(const struct relink *r, size_t root)
{
	return (
	    kind_at(r, root) == VMACPIGEN_XSDT ? sizeof(le64) : sizeof(le32));
}

static uint64_t
entry(const struct relink *r, size_t root, size_t at)
{
	return (le_get(r->blob + root + at, entry_size(r, root)));
}

static bool
has_entries(enum vmacpigen_kind kind)
{
	return (kind == VMACPIGEN_RSDT || kind == VMACPIGEN_XSDT);
}

/* Whether this is an RSDT or XSDT whose entries are offsets of other tables */
static bool
is_root(const struct relink *r, size_t offset)
{
	size_t		 length, at, size;

	if (r->length - offset < sizeof(struct acpi_header) ||
	    !has_entries(kind_at(r, offset)) ||
	    (length = table_at(r, offset)) <= sizeof(struct acpi_header))
		return (false);
	size = entry_size(r, offset);
	for (at = sizeof(struct acpi_header); at < length; at += size) {
		if (length - at < size ||
		    table_at(r, entry(r, offset, at)) == 0 ||
		    has_entries(kind_at(r, entry(r, offset, at))))
			return (false);
	}
	return (true);
}

/* Finds the first RSDT and the first XSDT. */
static void
find_roots(struct relink *r)
{
	bool		 seen[2] = { false };
	size_t		 i, kind;

	for (i = 0; i < r->length; i++) {
		if (!is_root(r, i))
			continue;
		kind = kind_at(r, i) == VMACPIGEN_XSDT;
		if (!seen[kind])
			r->roots[r->nroots++] = i;
		seen[kind] = true;
	}
}

/*
 * The pointers of a FADT, and what they lead to.  QEMU has its FACS at offset
 * 0, and no X_FIRMWARE_CTRL.
 */
static const struct {
	size_t		 offset;
	uint32_t	 size;
	enum vmacpigen_kind target;
	bool		 zero;		/* 0 is a valid offset */
	const char	*name;
} pointers[] = {
#define POINTER(field, target, zero, name) {				\
	offsetof(struct acpi_fadt, field),				\
	sizeof(((struct acpi_fadt *)0)->field), target, zero, name }
	POINTER(firmware_ctrl, VMACPIGEN_FACS, true, "FIRMWARE_CTRL"),
	POINTER(dsdt, VMACPIGEN_DSDT, true, "DSDT"),
	POINTER(x_firmware_ctrl, VMACPIGEN_FACS, false, "X_FIRMWARE_CTRL"),
	POINTER(x_dsdt, VMACPIGEN_DSDT, true, "X_DSDT"),
#undef POINTER
};

#define NPOINTERS	(sizeof(pointers) / sizeof(pointers[0]))

/* Returns the target's offset in a FADT's field, or 0 without such a field. */
static uint64_t
pointer(const struct relink *r, size_t fadt, size_t i)
{
	if (pointers[i].offset + pointers[i].size > table_at(r, fadt))
		return (0);
	return (le_get(r->blob + fadt + pointers[i].offset,
	    pointers[i].size));
}

/* Whether a FADT's field leads to a table of its kind; sets its offset */
static bool
follow(const struct relink *r, size_t fadt, size_t i, uint64_t *target)
{
	if (pointers[i].offset + pointers[i].size > table_at(r, fadt))
		return (false);
	*target = pointer(r, fadt, i);
	return ((*target != 0 || pointers[i].zero) &&
	    table_at(r, *target) != 0 &&
	    kind_at(r, *target) == pointers[i].target);
}

static void
add_offset(struct relink *r, uint64_t offset)
{
	r->tables = xgrow(r->tables, r->n, &r->max, sizeof(*r->tables));
	r->tables[r->n++] = (struct found){ .offset = (size_t)offset };
}

static int
by_offset(const void *a, const void *b)
{
	const struct found *fa = a, *fb = b;

	return ((fa->offset > fb->offset) - (fa->offset < fb->offset));
}

/* Finds what RSDT and XSDT lead to, and what FADTs among that lead to. */
static char *
find_offsets(struct relink *r)
{
	uint64_t	 target;
	size_t		 i, j, n, at;

	for (i = 0; i < r->nroots; i++) {
		add_offset(r, r->roots[i]);
		for (at = sizeof(struct acpi_header);
		    at < table_at(r, r->roots[i]);
		    at += entry_size(r, r->roots[i]))
			add_offset(r, entry(r, r->roots[i], at));
	}
	for (i = 0, n = r->n; i < n; i++) {
		at = r->tables[i].offset;
		for (j = 0; kind_at(r, at) == VMACPIGEN_FADT && j < NPOINTERS;
		     j++) {
			if (follow(r, at, j, &target))
				add_offset(r, target);
			else if (pointer(r, at, j) != 0)
				return (xasprintf("FADT at 0x%zx: %s is 0x%"
				    PRIx64 "; must be the offset of a %s", at,
				    pointers[j].name, pointer(r, at, j),
				    pointers[j].target == VMACPIGEN_FACS ?
				    "FACS" : "DSDT"));
		}
	}
	return (NULL);
}

/* Lists every table once, by offset. */
static char *
find_tables(struct relink *r)
{
	char		*error;
	struct found	*t;
	size_t		 i, n, end = 0;

	if ((error = find_offsets(r)) != NULL)
		return (error);
	qsort(r->tables, r->n, sizeof(*r->tables), by_offset);
	for (i = n = 0; i < r->n; i++) {
		t = &r->tables[i];
		if (n > 0 && t->offset == r->tables[n - 1].offset)
			continue;
		if (t->offset < end)
			return (xasprintf("%.4s at 0x%zx begins inside %.4s "
			    "at 0x%zx", (const char *)r->blob + t->offset,
			    t->offset, (const char *)r->blob +
			    r->tables[n - 1].offset,
			    r->tables[n - 1].offset));
		t->kind = kind_at(r, t->offset);
		if (t->kind == VMACPIGEN_RSDP)		/* in name only */
			t->kind = VMACPIGEN_OTHER;
		t->length = table_at(r, t->offset);
		end = t->offset + t->length;
		r->tables[n++] = *t;
	}
	r->n = n;
	return (NULL);
}

/* Records that a field leads to the table at an offset. */
static void
refer(struct relink *r, size_t offset, size_t size, uint64_t target)
{
	const struct found key = { .offset = (size_t)target };
	const struct found *to;

	to = bsearch(&key, r->tables, r->n, sizeof(key), by_offset);
	vmacpigen_refer(&r->set, offset, size, (size_t)(to - r->tables));
}

/* Records a table's pointers; false if a pointer leads to no table. */
static bool
refer_from(struct relink *r, const struct found *t)
{
	uint64_t	 target;
	size_t		 i, size;
	bool		 any = false;

	if (has_entries(t->kind)) {
		size = entry_size(r, t->offset);
		for (i = sizeof(struct acpi_header); i < t->length; i += size)
			refer(r, i, size, entry(r, t->offset, i));
		return (true);
	}
	for (i = 0; t->kind == VMACPIGEN_FADT && i < NPOINTERS; i++) {
		if (!follow(r, t->offset, i, &target))
			continue;
		refer(r, pointers[i].offset, pointers[i].size, target);
		any = true;
	}
	return (any);
}

/*
 * Records a table.  Its checksum must be 0, for the script to make, or right;
 * else it returns false.
 */
static bool
record(struct relink *r, const struct found *t)
{
	const size_t	 offset = offsetof(struct acpi_header, checksum);
	const uint8_t	*table = r->blob + t->offset;
	bool		 refers;

	vmacpigen_begin(&r->set, t->kind);
	vmacpigen_add(&r->set, table, t->length);
	refers = refer_from(r, t);
	if (t->kind != VMACPIGEN_FACS && table[offset] == 0)
		vmacpigen_sum(&r->set, offset, t->length);
	else if (t->kind != VMACPIGEN_FACS &&
	    (refers || vmacpigen_checksum(table, t->length) != 0))
		return (false);
	vmacpigen_end(&r->set);
	return (true);
}

/*
 * Returns the RSDP's OEM ID: the root's.  With an SLIC, QEMU gives the root the
 * SLIC's, and the RSDP that of all other tables (acpi_build()).
 */
static const char *
oem_id(const struct relink *r, const struct acpi_header *root)
{
	const struct acpi_header *dsdt = NULL, *h;
	bool		 slic = false;
	size_t		 i;

	for (i = 0; i < r->n; i++) {
		h = (const void *)(r->blob + r->tables[i].offset);
		slic = slic || memcmp(h->signature, "SLIC", 4) == 0;
		if (r->tables[i].kind == VMACPIGEN_DSDT)
			dsdt = h;
	}
	return (slic && dsdt != NULL ? dsdt->oem_id : root->oem_id);
}

/* Records the RSDP after the blob. */
static void
record_rsdp(struct relink *r)
{
	struct acpi_rsdp rsdp = { .revision = 0 };
	const struct acpi_header *h = NULL;
	size_t		 i, length = ACPI_RSDP_V1_LEN;

	vmacpigen_begin(&r->set, VMACPIGEN_RSDP);
	for (i = 0; i < r->nroots; i++) {
		h = (const void *)(r->blob + r->roots[i]);
		if (kind_at(r, r->roots[i]) != VMACPIGEN_XSDT) {
			refer(r, offsetof(struct acpi_rsdp, rsdt_address),
			    sizeof(rsdp.rsdt_address), r->roots[i]);
			continue;
		}
		rsdp.revision = 2;
		length = sizeof(rsdp);
		rsdp.length = put32(length);
		refer(r, offsetof(struct acpi_rsdp, xsdt_address),
		    sizeof(rsdp.xsdt_address), r->roots[i]);
	}
	memcpy(rsdp.signature, ACPI_RSDP_SIGNATURE, sizeof(rsdp.signature));
	memcpy(rsdp.oem_id, oem_id(r, h), sizeof(rsdp.oem_id));
	vmacpigen_add(&r->set, &rsdp, length);
	vmacpigen_sum(&r->set, offsetof(struct acpi_rsdp, checksum),
	    ACPI_RSDP_V1_LEN);
	if (rsdp.revision >= 2)
		vmacpigen_sum(&r->set, offsetof(struct acpi_rsdp,
		    extended_checksum), sizeof(rsdp));
	vmacpigen_end(&r->set);
}

/* Records all tables of the blob, and an RSDP. */
static char *
take_apart(struct relink *r)
{
	const struct found *t;
	char		*error;
	size_t		 i, at = 0;

	find_roots(r);
	if (r->nroots == 0)
		return (xstrdup("no RSDT or XSDT has offsets of tables as its "
		    "entries"));
	if ((error = find_tables(r)) != NULL)
		return (error);
	for (i = 0; i < r->n; i++) {
		t = &r->tables[i];
		vmacpigen_add_between(&r->set, r->blob + at, t->offset - at);
		if (!record(r, t))
			return (xasprintf("%.4s at 0x%zx: the checksum is "
			    "wrong; must be right, or 0 in an unlinked file",
			    (const char *)r->blob + t->offset,
			    t->offset));
		at = t->offset + t->length;
	}
	vmacpigen_add_between(&r->set, r->blob + at, r->length - at);
	record_rsdp(r);
	return (r->set.error == NULL ? NULL : xstrdup(r->set.error));
}

/*
 * Pointers to other files, or from AML to this one: no table describes them,
 * and they are not linked.
 */

/* Reports a line about a table. */
static void
say(const struct relink *r, const struct found *t, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static void
say(const struct relink *r, const struct found *t, const char *fmt, ...)
{
	char		 what[NS_PATHSZ + 160];
	char		*line;
	va_list		 ap;

	if (r->say == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	line = xasprintf("%.4s at 0x%zx: %s", (const char *)r->blob +
	    t->offset, t->offset, what);
	r->say(line);
	free(line);
}

/* Whether an object is a Name of 0 in 32 bits, which no compiler writes */
static bool
is_open(const struct ns *ns, const struct ns_object *o)
{
	static const uint8_t zero[] = { 0x0c, 0, 0, 0, 0 };	/* 20.2.3 */

	return (o->kind == NS_NAME && o->body_length == sizeof(zero) &&
	    memcmp(ns->tables[o->table].data + o->body, zero,
	    sizeof(zero)) == 0);
}

/*
 * Reports regions at offsets of this file, and names for addresses in others.
 */
static void
look_at_object(const struct relink *r, const struct found *t,
    const struct ns *ns, const struct ns_object *o)
{
	struct ns_region region;
	char		 path[NS_PATHSZ];

	if (is_open(ns, o))
		say(r, t, "name %s is 0 in 32 bits, like a pointer to another "
		    "file: it is not linked", ns_path(ns, o->node, path));
	if (o->kind != NS_REGION || o->region.space != NS_MEMORY)
		return;
	ns_region(ns, o, &region);
	if (region.address_known && region.address < r->length)
		say(r, t, "region %s is at 0x%" PRIx64 ", an offset in this "
		    "file: it is not linked", ns_path(ns, o->node, path),
		    region.address);
}

static bool
is_aml(const struct relink *r, const struct found *t, bool dsdt)
{
	const char	*table = (const char *)r->blob + t->offset;

	return (field_has_aml(table) &&
	    (memcmp(table, "DSDT", 4) == 0) == dsdt);
}

/* Reads the DSDT first, as a guest loads it. */
static void
look_at_aml(const struct relink *r)
{
	const struct found **found = xcalloc(r->n + 1, sizeof(*found));
	struct ns_table	*tables = xcalloc(r->n + 1, sizeof(*tables));
	const struct found *t;
	struct ns	*ns;
	size_t		 i, n = 0;
	int		 pass;

	for (pass = 0; pass < 2; pass++) {
		for (i = 0; i < r->n; i++) {
			t = &r->tables[i];
			if (!is_aml(r, t, pass == 0))
				continue;
			tables[n] = (struct ns_table){ r->blob + t->offset,
			    t->length, pass == 0 ? "DSDT" : "SSDT" };
			found[n++] = t;
		}
	}
	ns = ns_open(tables, n);
	for (i = 0; i < ns->nobjects; i++) {
		if (ns->objects[i].table != NS_NONE)
			look_at_object(r, found[ns->objects[i].table], ns,
			    &ns->objects[i]);
	}
	ns_close(ns);
	free(tables);
	free(found);
}

/* Reports a log of the TPM, which QEMU has in etc/tpm/log. */
static void
look_at_log(const struct relink *r, const struct found *t, size_t length_at,
    size_t address_at, const char *field)
{
	const uint8_t	*table = r->blob + t->offset;

	if (t->length >= address_at + 8 && t->length >= length_at + 4 &&
	    le_get(table + length_at, 4) != 0 &&
	    le_get(table + address_at, 8) == 0)
		say(r, t, "%s is 0, like a pointer to another file: it is not "
		    "linked", field);
}

/* TCG ACPI Specification 1.2, tables 1 and 7; ACPI 6.5, 18.3.2.8 */
#define TCPA_LAML	38
#define TCPA_LASA	42
#define TPM2_LAML	64
#define TPM2_LASA	68
#define HEST_SOURCES	40
#define HEST_GHESV2	10
#define HEST_ADDRESS	24		/* of a status block's address */

static void
look_at_others(const struct relink *r)
{
	const struct found *t;
	const uint8_t	*table;
	size_t		 i;

	look_at_aml(r);
	for (i = 0; i < r->n; i++) {
		t = &r->tables[i];
		table = r->blob + t->offset;
		if (memcmp(table, "TCPA", 4) == 0)
			look_at_log(r, t, TCPA_LAML, TCPA_LASA, "Log Address");
		else if (memcmp(table, "TPM2", 4) == 0)
			look_at_log(r, t, TPM2_LAML, TPM2_LASA, "Log Address");
		else if (memcmp(table, "HEST", 4) == 0 &&
		    t->length >= HEST_SOURCES + HEST_ADDRESS + 8 &&
		    table[HEST_SOURCES] == HEST_GHESV2 &&
		    le_get(table + HEST_SOURCES + HEST_ADDRESS, 8) == 0)
			say(r, t, "Error Status Address is 0, like a pointer "
			    "to another file: it is not linked");
	}
}

char *
relink(struct vmacpigen_set *out, const uint8_t *blob, size_t length,
    void (*told)(const char *))
{
	struct relink	 r = { .blob = blob, .length = length, .say = told };
	const char	*reason;
	char		*error;

	memset(out, 0, sizeof(*out));
	if ((error = take_apart(&r)) == NULL) {
		reason = vmacpigen_link(out, &r.set, &layout);
		if (reason != NULL)
			error = xstrdup(reason);
		else
			look_at_others(&r);
	}
	vmacpigen_tables_free(&r.set);
	free(r.tables);
	return (error);
}

static const char *relinked;		/* path of the input */

static void
tell(const char *line)
{
	warnx("%s: %s", relinked, line);
}

int
relink_main(int argc, char *argv[])
{
	struct vmacpigen_set set;
	struct output	 outputs[3];
	const struct vmacpigen_file *rsdp;
	const char	*dir = NULL;
	char		*error;
	uint8_t		*blob;
	size_t		 length;
	int		 ch;

	while ((ch = getopt(argc, argv, "+o:")) != -1) {
		if (ch != 'o')
			return (USAGE);
		dir = optarg;
	}
	if (optind + 1 != argc || dir == NULL)
		return (USAGE);
	relinked = argv[optind];
	if ((blob = file_read(relinked, &length)) == NULL)
		errx(trouble, "%s: %s", relinked, file_error());
	confine(dir, "rwc", "stdio rpath wpath cpath");
	if ((error = relink(&set, blob, length, tell)) != NULL)
		errx(trouble, "%s: %s", relinked, error);
	rsdp = vmacpigen_find_file(&set, VMACPIGEN_FW_CFG_RSDP);
	outputs[0] = (struct output){ FILE_RSDP, rsdp->data, rsdp->length };
	outputs[1] = (struct output){ FILE_TABLES, blob, length };
	outputs[2] = (struct output){ FILE_SCRIPT, set.script.data,
	    set.script.length };
	output_write(dir, outputs, 3);
	vmacpigen_set_free(&set);
	free(blob);
	return (0);
}
