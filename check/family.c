/* See LICENSE for licence details. */

/* Families of rules: one function each, with the details as data */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "read/xalloc.h"

/* Checks a field of the table's struct, or of an entry. */
static inline void
check_reserved(struct check *ck, const struct image_table *t,
    const struct check_reserved *r, size_t start)
{
	const size_t	 at = start + r->offset;
	const uint64_t	 bits = image_field(t, at, r->size) & r->bits;

	if (bits != 0)
		found_field(ck, t, at, "reserved bits of %s are set: 0x%" PRIx64
		    "; must be 0", r->name, bits);
}

void
reserved_bits(struct check *ck, const struct image_table *t)
{
	const struct check_reserved *r;
	const struct check_entry *e;

	for (r = ck->rule->data; r->bits != 0; r++) {
		if (r->type == CHECK_IN_TABLE) {
			check_reserved(ck, t, r, 0);
			continue;
		}
		for (e = check_entries(ck, t); e->bytes != NULL; e++) {
			if (e->type == r->type)
				check_reserved(ck, t, r, e->at);
		}
	}
}

/* Each entry must have a length of its type, and they must fill the table. */
void
whole_entries(struct check *ck, const struct image_table *t)
{
	const struct field_table *table = field_table_find(t->signature);
	const struct field_layout *layout = NULL;
	const struct acpi_entry *e;
	size_t		 at = table->layout.size;
	int		 type = -1;

	if (t->length < at)
		return;
	while ((e = image_entry(t, &at)) != NULL) {
		if (e->type != type) {
			type = e->type;
			layout = field_entry_layout(table, e->type);
		}
		if (layout == NULL || (e->length >= field_least(layout) &&
		    (e->length <= layout->size || layout->tails != NULL)))
			continue;
		found_field(ck, t, at - e->length +
		    offsetof(struct acpi_entry, length),
		    "the entry has %u bytes; must have %" PRIu32 ", since its "
		    "type is %u", e->length, layout->size, e->type);
	}
	if (at != t->length)
		found_field(ck, t, at, "the last %zu bytes are not whole "
		    "entries; must be, by the entries' lengths",
		    t->length - at);
}

static int
by_key(const void *a, const void *b)
{
	const struct check_key *ka = a, *kb = b;

	if (ka->key != kb->key)
		return (ka->key > kb->key ? 1 : -1);
	if (ka->other != kb->other)
		return (ka->other > kb->other ? 1 : -1);
	return ((ka->at > kb->at) - (ka->at < kb->at));
}

static bool
clash(const struct check_unique *u, const struct check_key *a,
    const struct check_key *b)
{
	uint64_t	 span = a->key == 0 && u->first_span != 0 ?
	    u->first_span : u->span;

	return (b->key - a->key < (span == 0 ? 1 : span) &&
	    (u->other == OTHER_ANY ||
		(a->other == b->other) == (u->other == OTHER_SAME)));
}

static void
found_clash(struct check *ck, const struct image_table *t,
    const struct check_unique *u, const struct check_key *a,
    const struct check_key *b)
{
	char		 value[32];

	snprintf(value, sizeof(value), u->hex ? "0x%" PRIx64 : "%" PRIu64,
	    b->key);
	found_field(ck, t, b->at, "%s is %s, %s 0x%zx of the table; %s",
	    u->what, value, a->key == b->key ? "and also at" :
	    "and overlaps what is at", a->at, u->must);
}

/*
 * Whether the keys of a table's entries ascend: then none is there twice, not
 * for another rule on the same keys either.
 */
static bool
ascend(struct check *ck, const struct image_table *t,
    const struct check_unique *u)
{
	const bool	 wide = u->span > 1 || u->first_span > 1;
	const struct check_entry *e;
	struct check_key keys[2], *before = NULL, *key = keys;

	if (ck->ascending.t == t && ck->ascending.key == u->key && !wide)
		return (true);
	for (e = check_entries_of(ck, t, u->type); e->bytes != NULL; e++) {
		if (!u->key(e, key))
			continue;
		if (before != NULL && (before->key >= key->key ||
		    (wide && clash(u, before, key))))
			return (false);
		before = key;
		key = before == keys ? keys + 1 : keys;
	}
	ck->ascending.t = t;
	ck->ascending.key = u->key;
	return (true);
}

/* Returns the keys of a table's entries, sorted; the caller frees them. */
static struct check_key *
sorted_keys(struct check *ck, const struct image_table *t,
    const struct check_unique *u, size_t *n)
{
	const struct check_entry *e;
	struct check_key *keys = NULL;
	size_t		 max = 0;

	keys = xgrow(keys, 0, &max, sizeof(*keys));
	e = check_entries_of(ck, t, u->type);
	for (*n = 0; e->bytes != NULL; e++) {
		if (u->key(e, &keys[*n]))
			keys = xgrow(keys, ++*n, &max, sizeof(*keys));
	}
	xsort(keys, *n, sizeof(*keys), by_key);
	return (keys);
}

void
check_unique(struct check *ck, const struct image_table *t,
    const struct check_unique *u)
{
	struct check_key *keys;
	size_t		 i, n;

	/* Most tables end here. */
	if (ascend(ck, t, u))
		return;
	keys = sorted_keys(ck, t, u, &n);
	for (i = 1; i < n; i++) {
		if (clash(u, &keys[i - 1], &keys[i]))
			found_clash(ck, t, u, &keys[i - 1], &keys[i]);
	}
	free(keys);
}

void
unique_keys(struct check *ck, const struct image_table *t)
{
	check_unique(ck, t, ck->rule->data);
}

static int
by_base(const void *a, const void *b)
{
	const struct check_range *ra = a, *rb = b;

	if (ra->group != rb->group)
		return (ra->group > rb->group ? 1 : -1);
	if (ra->base != rb->base)
		return (ra->base > rb->base ? 1 : -1);
	return ((ra->at > rb->at) - (ra->at < rb->at));
}

/* Returns the sorted ranges that do not wrap; reports those that do. */
static struct check_range *
sound_ranges(struct check *ck, const struct image_table *t,
    const struct check_ranges *kind, size_t *n)
{
	const struct check_entry *e;
	struct check_range *list = NULL, *r;
	size_t		 max = 0;

	*n = 0;
	for (e = check_entries(ck, t); e->bytes != NULL; e++) {
		list = xgrow(list, *n, &max, sizeof(*list));
		r = &list[*n];
		if (!kind->range(e, r) || r->length == 0)
			continue;
		if (r->base + (r->length - 1) < r->base)
			found_field(ck, t, r->at, "%s at 0x%" PRIx64 " has "
			    "length 0x%" PRIx64 "; must end below 2^64",
			    kind->what, r->base, r->length);
		else
			(*n)++;
	}
	xsort(list, *n, sizeof(*list), by_base);
	return (list);
}

void
check_apart(struct check *ck, const struct image_table *t,
    const struct check_ranges *kind)
{
	struct check_range *list, *r, *last;
	size_t		 i, n;

	list = sound_ranges(ck, t, kind, &n);
	/* last is the one that ends last. */
	for (i = 0, last = list; i < n; i++) {
		r = &list[i];
		if (r == last || r->group != last->group) {
			last = r;
			continue;
		}
		if (r->base - last->base < last->length)
			found_field(ck, t, r->at, "%s at 0x%" PRIx64
			    " overlaps that at 0x%" PRIx64 " of length 0x%"
			    PRIx64 "; must be behind it", kind->what, r->base,
			    last->base, last->length);
		if (r->base + (r->length - 1) >=
		    last->base + (last->length - 1))
			last = r;
	}
	free(list);
}

void
apart_ranges(struct check *ck, const struct image_table *t)
{
	check_apart(ck, t, ck->rule->data);
}

static bool
is_in_zone(const struct command *c, uint8_t zone)
{
	return (c->kind == LOADER_ALLOCATE && c->dest.file != NULL &&
	    c->zone == zone);
}

/*
 * Reports the first file for which a zone has no room.  Firmware gives it away
 * from its end down.
 */
static void
zone_room(struct check *ck, uint8_t zone, uint64_t room, const char *name)
{
	const struct command *c;
	uint64_t	 used = 0, align;
	size_t		 i;

	for (i = 0; i < ck->ncommands && used <= room; i++) {
		c = &ck->commands[i];
		if (!is_in_zone(c, zone))
			continue;
		align = c->align != 0 && is_power(c->align) ? c->align : 1;
		used = (used + c->dest.file->length + align - 1) & -align;
		if (used > room)
			found_command(ck, c, "zone %u (%s) needs %" PRIu64
			    " bytes with %s; must need %" PRIu64 " or fewer",
			    zone, name, used, c->dest.file->name, room);
	}
}

void
high_room(struct check *ck)
{
	zone_room(ck, LOADER_ZONE_HIGH, check_asked(ck, 0)->high_room, "HIGH");
}

void
fseg_room(struct check *ck)
{
	const struct consumer *consumer = check_asked(ck, 0);
	const struct command *c;
	bool		 fits = true;
	size_t		 i;

	for (i = 0; i < ck->ncommands; i++) {
		c = &ck->commands[i];
		if (!is_in_zone(c, LOADER_ZONE_FSEG) ||
		    c->dest.file->length <= consumer->fseg_room)
			continue;
		fits = false;
		found_command(ck, c, "%s has %zu bytes; must have %" PRIu32
		    " or fewer, the room in zone 2 (FSEG)", c->dest.file->name,
		    c->dest.file->length, consumer->fseg_room);
	}
	if (fits)
		zone_room(ck, LOADER_ZONE_FSEG, consumer->rules->fseg.size,
		    "FSEG");
}
