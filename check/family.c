/* See LICENSE for licence details. */

/* Families of rules: one function for all, and what they differ in as data */

#include <inttypes.h>
#include <stdlib.h>

#include "check.h"
#include "read/xalloc.h"

/* The fields of the table's struct, or of an entry's of a type */
static void
check_reserved(
    struct check *ck, const struct image_table *t, int type, size_t start)
{
	const struct check_reserved *r;
	uint64_t	 bits;

	for (r = ck->rule->data; r->bits != 0; r++) {
		if (r->type != type)
			continue;
		bits = image_field(t, start + r->offset, r->size) & r->bits;
		if (bits != 0)
			found_field(ck, t, start + r->offset, "reserved bits "
			    "of %s are set: 0x%" PRIx64 "; must be 0", r->name,
			    bits);
	}
}

void
reserved_bits(struct check *ck, const struct image_table *t)
{
	struct vmacpigen_madt_cpu cpu;
	struct check_entry e;
	size_t		 at = 0;

	check_reserved(ck, t, CHECK_IN_TABLE, 0);
	while (check_next(ck, t, &at, &e, &cpu))
		check_reserved(ck, t, (int)e.type, e.at);
}

/* Every entry has a length that its type has had, and they fill the table. */
void
whole_entries(struct check *ck, const struct image_table *t)
{
	const struct field_table *table = field_table_find(t->signature);
	const struct field_layout *layout;
	const struct acpi_entry *e;
	size_t		 at = table->layout.size;

	if (t->length < at)
		return;
	while ((e = image_entry(t, &at)) != NULL) {
		layout = field_entry_layout(table, e->type);
		if (layout == NULL || (e->length >= field_least(layout) &&
		    (e->length <= layout->size || layout->tails != NULL)))
			continue;
		found_field(ck, t, at - e->length +
		    offsetof(struct acpi_entry, length),
		    "the entry has %u bytes; must have %zu, since its type "
		    "is %u", e->length, layout->size, e->type);
	}
	if (at != t->length)
		found_field(ck, t, at, "the %zu bytes from here on begin with "
		    "no entry; must be as long as theirs say",
		    t->length - at);
}

static int
by_key(const void *a, const void *b)
{
	const struct check_key *ka = a, *kb = b;

	if (ka->key != kb->key)
		return (ka->key > kb->key ? 1 : -1);
	return ((ka->at > kb->at) - (ka->at < kb->at));
}

static bool
clash(const struct check_unique *u, const struct check_key *a,
    const struct check_key *b)
{
	return (a->key == b->key && (u->other == OTHER_ANY ||
	    (a->other == b->other) == (u->other == OTHER_SAME)));
}

void
check_unique(struct check *ck, const struct image_table *t,
    const struct check_unique *u)
{
	struct vmacpigen_madt_cpu cpu;
	struct check_entry e;
	struct check_key *keys = NULL;
	size_t		 i, at = 0, n = 0, max = 0;

	while (check_next(ck, t, &at, &e, &cpu)) {
		keys = xgrow(keys, n, &max, sizeof(*keys));
		if (u->key(&e, &keys[n]))
			n++;
	}
	if (n > 0)
		qsort(keys, n, sizeof(*keys), by_key);
	for (i = 1; i < n; i++) {
		if (clash(u, &keys[i - 1], &keys[i]))
			found_field(ck, t, keys[i].at, u->hex ?
			    "%s 0x%" PRIx64 " is also at 0x%zx of the table; "
			    "%s" : "%s %" PRIu64 " is also at 0x%zx of the "
			    "table; %s", u->what, keys[i].key, keys[i - 1].at,
			    u->must);
	}
	free(keys);
}

void
unique_keys(struct check *ck, const struct image_table *t)
{
	check_unique(ck, t, ck->rule->data);
}

/* Says where the zone is full, and no more than that. */
void
high_room(struct check *ck)
{
	const struct command *c;
	size_t		 i, total = 0, length;
	size_t		 room = consumer_of(ck->rule->who)->high_room;

	for (i = 0; i < ck->ncommands; i++) {
		c = &ck->commands[i];
		if (c->kind != LOADER_ALLOCATE || c->dest.file == NULL ||
		    c->zone != LOADER_ZONE_HIGH)
			continue;
		length = c->dest.file->length;
		total += length;
		if (total > room && total - length <= room)
			found_command(ck, c, "zone 1 (HIGH) needs %zu bytes "
			    "with %s, and may have only %zu", total,
			    c->dest.file->name, room);
	}
}
