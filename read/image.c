/* See LICENSE for licence details. */

#include <stdlib.h>
#include <string.h>

#include "fields.h"
#include "image.h"
#include "xalloc.h"

uint64_t
image_field(const struct image_table *t, size_t offset, size_t size)
{
	if (offset + size > t->length)
		return (0);
	return (le_get(image_data(t) + offset, (unsigned int)size));
}

/* Text, and NULs behind it */
static bool
is_text(const char *s, size_t length)
{
	size_t		 i;

	for (i = 0; i < length && s[i] != '\0'; i++) {
		if (s[i] < ' ' || s[i] > '~')
			return (false);
	}
	return (fields_all_zero(s + i, length - i));
}

bool
image_has_ids(const struct acpi_header *h)
{
	return (h->oem_id[0] != '\0' &&
	    is_text(h->oem_id, sizeof(h->oem_id)) &&
	    is_text(h->oem_table_id, sizeof(h->oem_table_id)) &&
	    is_text(h->creator_id, sizeof(h->creator_id)));
}

/* Addresses where tables may be, in the order in which they were found */
struct candidates {
	struct candidate {
		uint64_t	 address;
		size_t		 order;
	} *list;
	size_t		 n, max;
};

static void
add_candidate(struct candidates *c, uint64_t address)
{
	c->list = xgrow(c->list, c->n, &c->max, sizeof(*c->list));
	c->list[c->n] = (struct candidate){ address, c->n };
	c->n++;
}

static int
by_address(const void *a, const void *b)
{
	const struct candidate *ca = a, *cb = b;

	if (ca->address != cb->address)
		return (ca->address > cb->address ? 1 : -1);
	return (ca->order > cb->order ? 1 : -1);
}

static int
by_order(const void *a, const void *b)
{
	const struct candidate *ca = a, *cb = b;

	return (ca->order > cb->order ? 1 : -1);
}

/* Leaves each address once, where it was found first. */
static void
make_unique(struct candidates *c)
{
	size_t		 i, n = 0;

	if (c->n == 0)
		return;
	qsort(c->list, c->n, sizeof(c->list[0]), by_address);
	for (i = 0; i < c->n; i++) {
		if (n == 0 || c->list[n - 1].address != c->list[i].address)
			c->list[n++] = c->list[i];
	}
	c->n = n;
	qsort(c->list, c->n, sizeof(c->list[0]), by_order);
}

static void
reserve_tables(struct image *image, size_t n)
{
	image->tables = xreallocarray(image->tables, image->ntables + n + 1,
	    sizeof(*image->tables));
}

/*
 * Finds what is at an address as a table, and does not sum it up; false if it
 * is not a whole one.
 */
static bool
find_table(const struct vmacpigen_memory *m, uint64_t address,
    struct image_table *t)
{
	const struct vmacpigen_region *r;
	const struct acpi_header *h;

	/* What FACS and all others have in common is signature and length. */
	memset(t, 0, sizeof(*t));
	if (address == 0 || (r = vmacpigen_region_at(m, address, 8)) == NULL)
		return (false);
	t->region = r;
	t->address = address;
	t->offset = (size_t)(address - r->address);
	h = (const void *)image_data(t);
	memcpy(t->signature, h->signature, sizeof(h->signature));
	t->length = get32(h->length);
	t->summed = memcmp(h->signature, "FACS", 4) != 0;
	if (t->length < (t->summed ? sizeof(*h) : 8) ||
	    !vmacpigen_within(r->file, t->offset, t->length))
		return (false);
	return (true);
}

static bool
read_table(const struct vmacpigen_memory *m, uint64_t address,
    struct image_table *t)
{
	if (!find_table(m, address, t))
		return (false);
	t->sound = t->summed &&
	    vmacpigen_region_sum(t->region, t->offset, t->length) == 0;
	return (true);
}

/*
 * Adds the tables at the candidates' addresses: from another image of the same
 * memory, if that has them, since their sums are known there.
 */
static void
add_tables(struct image *image, const struct vmacpigen_memory *m,
    struct candidates *c, const struct image *known)
{
	const struct image_table *t;
	size_t		 i;

	make_unique(c);
	reserve_tables(image, c->n);
	for (i = 0; i < c->n; i++) {
		t = known == NULL ? NULL : image_at(known, c->list[i].address);
		if (t != NULL && strcmp(t->signature, "RSDP") != 0)
			image->tables[image->ntables++] = *t;
		else if (read_table(m, c->list[i].address,
		    &image->tables[image->ntables]))
			image->ntables++;
		else if (c->list[i].address != 0)
			image->nowhere++;
	}
}

static int
by_table_address(const void *a, const void *b)
{
	const struct image_table *const *ta = a, *const *tb = b;

	return (((*ta)->address > (*tb)->address) -
	    ((*ta)->address < (*tb)->address));
}

static void
sort_tables(struct image *image)
{
	struct image_table *t;
	uint64_t	 end = 0;
	size_t		 i;

	image->sorted = xcalloc(image->ntables + 1, sizeof(*image->sorted));
	for (i = 0; i < image->ntables; i++)
		image->sorted[i] = &image->tables[i];
	qsort(image->sorted, image->ntables, sizeof(*image->sorted),
	    by_table_address);
	for (i = 0; i < image->ntables; i++) {
		t = image->sorted[i];
		t->overlaps = i > 0 && t->address < end;
		if (!t->overlaps)
			end = t->address + t->length;
	}
}

static bool
is_rsdp(const void *p)
{
	const struct acpi_rsdp *rsdp = p;

	return (memcmp(rsdp->signature, ACPI_RSDP_SIGNATURE,
	    sizeof(rsdp->signature)) == 0);
}

/* Reads an RSDP at a region's offset, if one is there. */
static bool
read_rsdp(
    const struct vmacpigen_region *r, size_t offset, struct image_table *t)
{
	const struct acpi_rsdp *rsdp = (const void *)(r->data + offset);
	size_t		 length = ACPI_RSDP_V1_LEN;

	if (!vmacpigen_within(r->file, offset, length) || !is_rsdp(rsdp))
		return (false);
	memset(t, 0, sizeof(*t));
	memcpy(t->signature, "RSDP", 5);
	t->address = r->address + offset;
	t->region = r;
	t->offset = offset;
	t->summed = true;
	t->sound = vmacpigen_region_sum(r, offset, length) == 0;
	if (rsdp->revision >= 2 && vmacpigen_within(r->file, offset,
	    sizeof(*rsdp))) {
		length = get32(rsdp->length);
		t->sound = t->sound &&
		    vmacpigen_within(r->file, offset, length) &&
		    vmacpigen_region_sum(r, offset, length) == 0;
		length = sizeof(*rsdp);
	}
	t->length = length;
	return (true);
}

static void
find_rsdp(struct image *image, const struct vmacpigen_memory *m, bool scan)
{
	const struct vmacpigen_region *r;
	struct image_table t;
	uint64_t	 a;
	size_t		 i;

	for (i = 0; i < m->nregions; i++) {
		r = m->sorted[i];
		if (scan && !r->fseg)
			continue;
		a = (r->address + ACPI_RSDP_ALIGN - 1) &
		    ~(uint64_t)(ACPI_RSDP_ALIGN - 1);
		for (a -= r->address; a + ACPI_RSDP_V1_LEN <= r->file->length;
		    a += ACPI_RSDP_ALIGN) {
			if (!is_rsdp(r->data + a) ||
			    !read_rsdp(r, (size_t)a, &t) ||
			    (!t.sound && (scan || image->ntables == 1)))
				continue;
			image->tables[0] = t;
			image->ntables = 1;
			if (t.sound)
				return;
		}
	}
}

/* Collects what the RSDT or XSDT lists, then what the FADTs in it point to. */
static void
find_candidates(struct candidates *c, const struct vmacpigen_memory *m,
    uint64_t root, size_t size)
{
	struct image_table t;
	uint64_t	 facs, dsdt;
	size_t		 i, n;

	add_candidate(c, root);
	if (!find_table(m, root, &t))
		return;
	for (i = sizeof(struct acpi_header); i + size <= t.length; i += size)
		add_candidate(c, image_field(&t, i, size));
	for (i = 1, n = c->n; i < n; i++) {
		if (!find_table(m, c->list[i].address, &t) ||
		    strcmp(t.signature, "FACP") != 0)
			continue;
		if ((facs = IMAGE_FIELD(&t, acpi_fadt, x_firmware_ctrl)) == 0)
			facs = IMAGE_FIELD(&t, acpi_fadt, firmware_ctrl);
		if ((dsdt = IMAGE_FIELD(&t, acpi_fadt, x_dsdt)) == 0)
			dsdt = IMAGE_FIELD(&t, acpi_fadt, dsdt);
		add_candidate(c, facs);
		add_candidate(c, dsdt);
	}
}

void
image_walk(struct image *image, const struct vmacpigen_memory *m, bool scan)
{
	struct candidates c = { 0 };
	uint64_t	 root;
	size_t		 size = sizeof(le64);

	memset(image, 0, sizeof(*image));
	reserve_tables(image, 1);
	find_rsdp(image, m, scan);
	if (image->ntables > 0) {
		root = IMAGE_FIELD(&image->tables[0], acpi_rsdp, xsdt_address);
		if (root == 0) {
			root = IMAGE_FIELD(&image->tables[0], acpi_rsdp,
			    rsdt_address);
			size = sizeof(le32);
		}
		find_candidates(&c, m, root, size);
		add_tables(image, m, &c, NULL);
	}
	sort_tables(image);
	free(c.list);
}

void
image_walk_root(struct image *image, const struct vmacpigen_memory *m)
{
	struct candidates c = { 0 };
	struct image_table t;

	memset(image, 0, sizeof(*image));
	if (m->nregions > 0 && read_table(m, m->sorted[0]->address, &t) &&
	    t.sound && (strcmp(t.signature, "XSDT") == 0 ||
	    strcmp(t.signature, "RSDT") == 0))
		find_candidates(&c, m, t.address, t.signature[0] == 'X' ?
		    sizeof(le64) : sizeof(le32));
	add_tables(image, m, &c, NULL);
	sort_tables(image);
	free(c.list);
}

void
image_collect(struct image *image, const struct vmacpigen_memory *m,
    const uint64_t *addresses, size_t n, const struct image *known)
{
	struct candidates c = { 0 };
	size_t		 i;

	memset(image, 0, sizeof(*image));
	for (i = 0; i < n; i++)
		add_candidate(&c, addresses[i]);
	add_tables(image, m, &c, known);
	sort_tables(image);
	free(c.list);
}

void
image_list(struct image *image, const struct vmacpigen_memory *m)
{
	struct image_table t;
	size_t		 i;

	memset(image, 0, sizeof(*image));
	reserve_tables(image, m->nregions);
	for (i = 0; i < m->nregions; i++) {
		if (read_rsdp(&m->regions[i], 0, &t) ||
		    read_table(m, m->regions[i].address, &t))
			image->tables[image->ntables++] = t;
	}
	sort_tables(image);
}

const struct image_table *
image_find(const struct image *image, const char *signature)
{
	size_t		 i;

	for (i = 0; i < image->ntables; i++) {
		if (strcmp(image->tables[i].signature, signature) == 0)
			return (&image->tables[i]);
	}
	return (NULL);
}

const struct image_table *
image_at(const struct image *image, uint64_t address)
{
	size_t		 low = 0, high = image->ntables, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (image->sorted[middle]->address < address)
			low = middle + 1;
		else
			high = middle;
	}
	return (low < image->ntables && image->sorted[low]->address ==
	    address ? image->sorted[low] : NULL);
}

bool
image_cpu(
    const struct image_table *t, size_t *at, struct vmacpigen_madt_cpu *cpu)
{
	return (vmacpigen_next_cpu(image_data(t), t->length, at, cpu));
}

void
image_free(struct image *image)
{
	free(image->tables);
	free(image->sorted);
	memset(image, 0, sizeof(*image));
}
