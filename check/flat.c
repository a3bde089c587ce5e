/* See LICENSE for licence details. */

/* The linked image, e0000.bin, beside a set */

#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "read/xalloc.h"

#define ACPI		CHECK_ACPI

static void
blank(uint8_t *copy, size_t length, size_t offset, size_t size)
{
	if (offset < length)
		memset(copy + offset, 0,
		    size < length - offset ? size : length - offset);
}

#define BLANK(copy, length, type, field) blank((copy), (length), \
	offsetof(struct type, field), sizeof(((struct type *)0)->field))

/* Copies a table without addresses, and without the checksums over them. */
static uint8_t *
without_addresses(const struct image_table *t)
{
	uint8_t		*copy = xmemdup(image_data(t), t->length);

	if (check_is(t, "RSDP")) {
		BLANK(copy, t->length, acpi_rsdp, checksum);
		BLANK(copy, t->length, acpi_rsdp, rsdt_address);
		BLANK(copy, t->length, acpi_rsdp, xsdt_address);
		BLANK(copy, t->length, acpi_rsdp, extended_checksum);
	} else if (t->summed)
		BLANK(copy, t->length, acpi_header, checksum);
	if (check_is(t, "RSDT") || check_is(t, "XSDT"))
		blank(copy, t->length, sizeof(struct acpi_header), t->length);
	if (check_is(t, "FACP")) {
		BLANK(copy, t->length, acpi_fadt, firmware_ctrl);
		BLANK(copy, t->length, acpi_fadt, dsdt);
		BLANK(copy, t->length, acpi_fadt, x_firmware_ctrl);
		BLANK(copy, t->length, acpi_fadt, x_dsdt);
	}
	return (copy);
}

static bool
same_table(const struct image_table *a, const struct image_table *b)
{
	uint8_t		*ca, *cb;
	bool		 same;

	if (a->length != b->length)
		return (false);
	ca = without_addresses(a);
	cb = without_addresses(b);
	same = memcmp(ca, cb, a->length) == 0;
	free(ca);
	free(cb);
	return (same);
}

static int
by_signature(const void *a, const void *b)
{
	const struct image_table *const *ta = a, *const *tb = b;
	int		 cmp = strcmp((*ta)->signature, (*tb)->signature);

	return (cmp != 0 ? cmp : (*ta > *tb) - (*ta < *tb));
}

/* Returns the tables sorted by signature, else in the order of the walk. */
static const struct image_table **
by_signatures(const struct image *image)
{
	const struct image_table **list;
	size_t		 i;

	list = xcalloc(image->ntables + 1, sizeof(*list));
	for (i = 0; i < image->ntables; i++)
		list[i] = &image->tables[i];
	if (i > 0)
		qsort(list, i, sizeof(*list), by_signature);
	return (list);
}

/*
 * Compares two lists that end in NULL.  Skip a table that begins inside
 * another: its bytes are the other's.  The vmd machine has its FACS in the flat
 * image only: see facs-found.
 */
static void
compare_lists(struct check *ck, const struct image_table **ours,
    const struct image_table **flats)
{
	const struct image_table *t, *flat;
	const char	*path = ck->view.in->flat_path;
	char		 label[MAP_LABELSZ];
	int		 cmp;

	while ((t = *ours) != NULL || *flats != NULL) {
		flat = *flats;
		cmp = t == NULL ? 1 : flat == NULL ? -1 :
		    strcmp(t->signature, flat->signature);
		map_label(label, cmp <= 0 ? t->signature : flat->signature);
		if (cmp < 0)
			found_table(ck, t, "%s has no %s; must have the "
			    "same tables", path, label);
		else if (cmp > 0 && !check_is(flat, "FACS"))
			found_file(ck, &ck->view.set->script, "%s has one "
			    "more %s, at 0x%zx; must have the same tables",
			    path, label, flat->offset);
		else if (cmp == 0 && !t->overlaps && !flat->overlaps &&
		    !same_table(t, flat))
			found_table(ck, t, "%s has a different %s; must have "
			    "the same tables", path, label);
		ours += cmp <= 0;
		flats += cmp >= 0;
	}
}

static void
compare_images(struct check *ck, const struct image *flat)
{
	const struct image_table **ours = by_signatures(ck->image);
	const struct image_table **flats = by_signatures(flat);

	compare_lists(ck, ours, flats);
	free(ours);
	free(flats);
}

static void
flat_same(struct check *ck)
{
	struct input	 flat;
	struct view	 view;
	char		*error;

	if (ck->view.in->flat_path == NULL)
		return;
	if ((error = input_open(&flat, ck->view.in->flat_path)) != NULL)
		found_file(ck, &ck->view.set->script, "%s", error);
	else {
		view_open(&view, &flat, VMACPIGEN_FLAT_BASE);
		compare_images(ck, &view.image);
		view_close(&view);
	}
	free(error);
	input_close(&flat);
}
static const struct check_rule flat_same_rule = {
	"flat-same", CHECK_ERROR, ACPI, "both describe one machine",
	ON_SET(flat_same), .needs = NEEDS_FILES
};

const struct check_rule *const check_flat_rules[] = {
	&flat_same_rule,
	NULL
};
