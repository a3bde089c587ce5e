/* See LICENSE for licence details. */

/* Rules about any table */

#include <string.h>

#include "check.h"

#define OVMF		CHECK_OVMF
#define STAGE0		CHECK_STAGE0
#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX
#define OPENBSD		CHECK_OPENBSD

/* An RSDP has two sums: over the part of ACPI 1.0, and over all of it. */
static void
rsdp_sum(struct check *ck, const struct image_table *t)
{
	if (vmacpigen_region_sum(t->region, t->offset, ACPI_RSDP_V1_LEN) != 0)
		found_field(ck, t, offsetof(struct acpi_rsdp, checksum),
		    "the first %d bytes of the RSDP do not sum to 0; must",
		    ACPI_RSDP_V1_LEN);
	else
		found_field(ck, t, offsetof(struct acpi_rsdp,
		    extended_checksum), "the RSDP.Length bytes of the RSDP do "
		    "not sum to 0; must");
}

static void
table_sum(struct check *ck, const struct image_table *t)
{
	char		 label[MAP_LABELSZ];
	uint8_t		 over;

	if (!t->summed || t->sound)
		return;
	map_label(label, t->signature);
	if (check_is(t, "RSDP")) {
		rsdp_sum(ck, t);
		return;
	}
	over = vmacpigen_region_sum(t->region, t->offset, t->length);
	found_field(ck, t, HEADER(checksum), "the bytes of the %s sum to "
	    "0x%02x; must sum to 0, with a checksum of 0x%02x", label, over,
	    (uint8_t)(image_data(t)[HEADER(checksum)] - over));
}
static const struct check_rule table_sum_rule = {
	"table-sum", CHECK_ERROR, OVMF | STAGE0 | ACPI | LINUX | OPENBSD,
	"ACPI 6.5, 5.2.6; Process2ndPassCmdAddPointer() leaves it out",
	ON_TABLES(table_sum)
};

static void
table_overlap(struct check *ck, const struct image_table *t)
{
	if (t->overlaps)
		found_table(ck, t, "the table begins inside another; must "
		    "begin after it");
}
static const struct check_rule table_overlap_rule = {
	"table-overlap", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.6",
	ON_TABLES(table_overlap)
};

static void
table_signature(struct check *ck, const struct image_table *t)
{
	if (!vmacpigen_is_signature(t->signature))
		found_field(ck, t, HEADER(signature), "the signature has "
		    "characters other than capital letters and digits; must "
		    "not");
}
static const struct check_rule table_signature_rule = {
	"table-signature", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.6",
	ON_TABLES(table_signature)
};

/* The size of the struct at its start, in its oldest revision */
static size_t
shortest(const struct image_table *t)
{
	const struct field_table *table = field_table_find(t->signature);

	return (table == NULL || check_is(t, "FACS") ? 0 :
	    field_least(&table->layout));
}

static void
table_length(struct check *ck, const struct image_table *t)
{
	char		 label[MAP_LABELSZ];

	map_label(label, t->signature);
	if (t->length < shortest(t))
		found_field(ck, t, HEADER(length), "%s.Length is %zu; must be "
		    "%zu or more", label, t->length, shortest(t));
}
static const struct check_rule table_length_rule = {
	"table-length", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2",
	ON_TABLES(table_length)
};

/* Without an RSDP no table has a pointer: rsdp-missing reports that. */
static void
table_pointer(struct check *ck)
{
	const struct map *map = &ck->view.map;
	const struct map_file *mf;
	const struct map_piece *p;
	struct image_table stray;
	size_t		 f, i;

	for (f = 0; check_find(ck, "RSDP") != NULL && f < map->nfiles; f++) {
		mf = &map->files[f];
		for (i = 0; i < mf->npieces; i++) {
			p = &mf->pieces[i];
			if (p->kind != PIECE_TABLE || p->wanted ||
			    mf->region == NULL)
				continue;
			stray = (struct image_table){ .region = mf->region,
			    .offset = p->offset, .length = p->length };
			found_table(ck, &stray, "no pointer leads to the %s; "
			    "one must, or no guest finds it", p->label);
		}
	}
}
static const struct check_rule table_pointer_rule = {
	"table-pointer", CHECK_ERROR, OVMF, "Process2ndPassCmdAddPointer()",
	ON_SET(table_pointer), .needs = NEEDS_ADDRESSES
};

static void
table_once(struct check *ck)
{
	static const char *const once[] = { "FACP", "FACS", "DSDT" };
	const struct image_table *first, *t;
	char		 label[MAP_LABELSZ];
	size_t		 i, j;

	for (i = 0; i < sizeof(once) / sizeof(once[0]); i++) {
		first = check_find(ck, once[i]);
		map_label(label, once[i]);
		/* A dump has both if the FADT's two fields differ. */
		if (first == NULL || (check_is(first, "FACS") &&
		    !input_has_addresses(ck->view.in)))
			continue;
		for (j = 0; j < ck->image->ntables; j++) {
			t = &ck->image->tables[j];
			if (t != first && check_is(t, once[i]))
				found_table(ck, t, "the set has another %s, at "
				    "0x%zx of its file; must have only one",
				    label, first->offset);
		}
	}
}
static const struct check_rule table_once_rule = {
	"table-once", CHECK_ERROR, OVMF | ACPI, "edk2 AddTableToList()",
	ON_SET(table_once)
};

static void
table_count(struct check *ck)
{
	uint32_t	 max = check_asked(ck, 0)->max_tables;

	if (ck->installed.refused != NULL && ck->image->ntables > max)
		found_file(ck, &ck->view.set->script, "the set has %zu tables; "
		    "must have %u or fewer", ck->image->ntables, max);
}
static const struct check_rule table_count_rule = {
	"table-count", CHECK_ERROR, OVMF, "INSTALLED_TABLES_MAX",
	ON_SET(table_count), .needs = NEEDS_FILES
};

const struct check_rule *const check_table_rules[] = {
	&table_sum_rule,
	&table_overlap_rule,
	&table_signature_rule,
	&table_length_rule,
	&table_pointer_rule,
	&table_once_rule,
	&table_count_rule,
	NULL
};
