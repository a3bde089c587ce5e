/* See LICENSE for licence details. */

/*
 * A blob of unlinked tables taken apart: which fields in it lead to which
 * tables, and which checksums are open.
 */

#include <stdlib.h>
#include <string.h>

#include "relink.h"

struct relink {
	struct vmacpigen_tables set;    /* its bytes: the blob, an RSDP */
	size_t		 length;	/* of the blob */
	size_t		 roots[2];	/* offsets of RSDT and XSDT */
	size_t		 nroots;
};

/* QEMU hw/acpi: vmacpigen_build() and acpi_table_end() */
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

static const char nomem[] = "out of memory";

/* The table at an offset of the blob: its length, or 0 if there is none */
static size_t
table_at(const struct relink *r, uint64_t offset)
{
	const struct acpi_header *h;
	size_t		 room, length;

	if (offset >= r->length || r->length - offset < sizeof(*h))
		return (0);
	h = (const void *)(r->set.bytes + offset);
	room = r->length - (size_t)offset;
	length = get32(h->length);
	return (length < sizeof(*h) || length > room ? 0 : length);
}

static enum vmacpigen_kind
kind_at(const struct relink *r, uint64_t offset)
{
	return (vmacpigen_kind_of((const char *)r->set.bytes + offset));
}

/* The width of the entries of an RSDT or XSDT */
static unsigned int
entry_size(const struct relink *r, size_t root)
{
	return (
	    kind_at(r, root) == VMACPIGEN_XSDT ? sizeof(le64) : sizeof(le32));
}

static uint64_t
entry(const struct relink *r, size_t root, size_t at)
{
	return (le_get(r->set.bytes + root + at, entry_size(r, root)));
}

static bool
has_entries(enum vmacpigen_kind kind)
{
	return (kind == VMACPIGEN_RSDT || kind == VMACPIGEN_XSDT);
}

/* Is this an RSDT or XSDT whose entries are offsets of other tables? */
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

/* The first of each kind: RSDT, XSDT */
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
 * Where a FADT has pointers, and to what.  QEMU has its FACS at offset 0, and
 * no X_FIRMWARE_CTRL.
 */
static const struct {
	size_t		 offset;
	uint32_t	 size;
	enum vmacpigen_kind target;
	bool		 zero;		/* 0 is an offset, too */
} pointers[] = {
#define POINTER(field, target, zero) { offsetof(struct acpi_fadt, field), \
	sizeof(((struct acpi_fadt *)0)->field), target, zero }
	POINTER(firmware_ctrl, VMACPIGEN_FACS, true),
	POINTER(dsdt, VMACPIGEN_DSDT, true),
	POINTER(x_firmware_ctrl, VMACPIGEN_FACS, false),
	POINTER(x_dsdt, VMACPIGEN_DSDT, true),
#undef POINTER
};

#define NPOINTERS	(sizeof(pointers) / sizeof(pointers[0]))

/* The target's offset in a FADT's field, or 0 where it has no such field */
static uint64_t
pointer(const struct relink *r, size_t fadt, size_t i)
{
	if (pointers[i].offset + pointers[i].size > table_at(r, fadt))
		return (0);
	return (le_get(r->set.bytes + fadt + pointers[i].offset,
	    pointers[i].size));
}

/* Whether a FADT's field leads to what it should, and to which offset */
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
add_offset(struct vmacpigen_tables *set, uint64_t offset)
{
	set->tables[set->ntables++].offset = (size_t)offset;
}

static int
by_offset(const void *a, const void *b)
{
	const struct vmacpigen_table *ta = a, *tb = b;

	return ((ta->offset > tb->offset) - (ta->offset < tb->offset));
}

/* Every table once, as they lie, and behind them the RSDP */
static const char *
find_tables(struct relink *r)
{
	struct vmacpigen_tables *set = &r->set;
	struct vmacpigen_table *t;
	uint64_t	 target;
	size_t		 i, j, n = r->nroots, at, end = 0;

	for (i = 0; i < r->nroots; i++)
		n += table_at(r, r->roots[i]) / sizeof(le32);
	if ((set->tables = calloc((NPOINTERS + 1) * n + 1,
	    sizeof(*set->tables))) == NULL)
		return (nomem);
	for (i = 0; i < r->nroots; i++) {
		add_offset(set, r->roots[i]);
		for (at = sizeof(struct acpi_header);
		    at < table_at(r, r->roots[i]);
		    at += entry_size(r, r->roots[i]))
			add_offset(set, entry(r, r->roots[i], at));
	}
	for (i = 0, n = set->ntables; i < n; i++) {
		at = set->tables[i].offset;
		for (j = 0; kind_at(r, at) == VMACPIGEN_FADT && j < NPOINTERS;
		     j++) {
			if (follow(r, at, j, &target))
				add_offset(set, target);
			else if (pointer(r, at, j) != 0)
				return ("a pointer of its FADT does not lead "
				    "to an FACS or a DSDT");
		}
	}
	qsort(set->tables, set->ntables, sizeof(*set->tables), by_offset);
	for (i = n = 0; i < set->ntables; i++) {
		t = &set->tables[i];
		if (n > 0 && t->offset == set->tables[n - 1].offset)
			continue;
		if (t->offset < end)
			return ("one of its tables begins inside another");
		t->kind = kind_at(r, t->offset);
		if (t->kind == VMACPIGEN_RSDP)		/* in name only */
			t->kind = VMACPIGEN_OTHER;
		t->length = table_at(r, t->offset);
		end = t->offset + t->length;
		set->tables[n++] = *t;
	}
	set->ntables = n;
	return (NULL);
}

static void
refer(struct relink *r, struct vmacpigen_table *t, size_t offset, size_t size,
    uint64_t target)
{
	const struct vmacpigen_table key = { .offset = (size_t)target };
	const struct vmacpigen_table *to;

	to = bsearch(&key, r->set.tables, r->set.ntables, sizeof(key),
	    by_offset);
	r->set.refs[r->set.nrefs++] = (struct vmacpigen_ref){ (uint32_t)offset,
	    (uint32_t)size, (size_t)(to - r->set.tables) };
	t->nrefs++;
}

static void
refer_from(struct relink *r, struct vmacpigen_table *t)
{
	uint64_t	 target;
	size_t		 i, size;

	t->ref = r->set.nrefs;
	if (has_entries(t->kind)) {
		size = entry_size(r, t->offset);
		for (i = sizeof(struct acpi_header); i < t->length; i += size)
			refer(r, t, i, size, entry(r, t->offset, i));
	}
	for (i = 0; t->kind == VMACPIGEN_FADT && i < NPOINTERS; i++) {
		if (follow(r, t->offset, i, &target))
			refer(r, t, pointers[i].offset, pointers[i].size,
			    target);
	}
}

static void
sum(struct relink *r, struct vmacpigen_table *t, size_t offset, size_t length)
{
	r->set.sums[r->set.nsums++] = (struct vmacpigen_summed){ (uint32_t)offset,
	    (uint32_t)length };
	t->nsums++;
}

/* A checksum is open, and 0, or it is made already and right. */
static bool
sum_table(struct relink *r, struct vmacpigen_table *t)
{
	const uint8_t	*table = r->set.bytes + t->offset;
	const size_t	 offset = offsetof(struct acpi_header, checksum);

	t->sum = r->set.nsums;
	if (t->kind == VMACPIGEN_FACS)
		return (true);
	if (table[offset] != 0)
		return (
		    t->nrefs == 0 && vmacpigen_checksum(table, t->length) == 0);
	sum(r, t, offset, t->length);
	return (true);
}

static void
add_rsdp(struct relink *r)
{
	struct vmacpigen_tables *set = &r->set;
	struct vmacpigen_table *t = &set->tables[set->ntables];
	struct acpi_rsdp rsdp = { .revision = 0 };
	const struct acpi_header *h = NULL;
	size_t		 i;

	*t = (struct vmacpigen_table){ .kind = VMACPIGEN_RSDP,
		.offset = r->length,
		.length = ACPI_RSDP_V1_LEN,
		.ref = set->nrefs,
		.sum = set->nsums };
	for (i = 0; i < r->nroots; i++) {
		h = (const void *)(set->bytes + r->roots[i]);
		if (kind_at(r, r->roots[i]) != VMACPIGEN_XSDT) {
			refer(r, t, offsetof(struct acpi_rsdp, rsdt_address),
			    sizeof(rsdp.rsdt_address), r->roots[i]);
			continue;
		}
		rsdp.revision = 2;
		rsdp.length = put32(sizeof(rsdp));
		t->length = sizeof(rsdp);
		refer(r, t, offsetof(struct acpi_rsdp, xsdt_address),
		    sizeof(rsdp.xsdt_address), r->roots[i]);
	}
	memcpy(rsdp.signature, ACPI_RSDP_SIGNATURE, sizeof(rsdp.signature));
	memcpy(rsdp.oem_id, h->oem_id, sizeof(rsdp.oem_id));
	sum(r, t, offsetof(struct acpi_rsdp, checksum), ACPI_RSDP_V1_LEN);
	if (rsdp.revision >= 2)
		sum(r, t, offsetof(struct acpi_rsdp, extended_checksum),
		    sizeof(rsdp));
	memcpy(set->bytes + t->offset, &rsdp, t->length);
	set->nbytes = t->offset + t->length;
	set->ntables++;
}

static const char *
take_apart(struct relink *r)
{
	struct vmacpigen_tables *set = &r->set;
	const char	*error;
	size_t		 i, n = 2;

	find_roots(r);
	if (r->nroots == 0)
		return ("there is no RSDT or XSDT whose entries are offsets "
		    "of tables");
	if ((error = find_tables(r)) != NULL)
		return (error);
	for (i = 0; i < set->ntables; i++)
		n += NPOINTERS + set->tables[i].length / sizeof(le32) *
		    has_entries(set->tables[i].kind);
	set->refs = calloc(n, sizeof(*set->refs));
	set->sums = calloc(set->ntables + 2, sizeof(*set->sums));
	if (set->refs == NULL || set->sums == NULL)
		return (nomem);
	for (i = 0; i < set->ntables; i++) {
		refer_from(r, &set->tables[i]);
		if (!sum_table(r, &set->tables[i]))
			return ("a checksum is neither open nor right: it has "
			    "been linked, or damaged");
	}
	add_rsdp(r);
	return (NULL);
}

const char *
relink(struct vmacpigen_set *out, const uint8_t *blob, size_t length)
{
	struct relink	 r = { .length = length };
	const char	*error;

	memset(out, 0, sizeof(*out));
	r.set.bytes = malloc(length + sizeof(struct acpi_rsdp));
	if (r.set.bytes == NULL)
		return (nomem);
	memcpy(r.set.bytes, blob, length);
	if ((error = take_apart(&r)) == NULL)
		error = vmacpigen_link(out, &r.set, &layout);
	vmacpigen_tables_free(&r.set);
	return (error);
}
