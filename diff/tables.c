/* See LICENSE for licence details. */

/* Tables and their entries, found on both sides and compared. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pair.h"
#include "read/xalloc.h"

/*
 * Entries
 */

static bool
is_pointer(const struct field_layout *layout)
{
	return (layout->rows[0].kind == FIELD_POINTER);
}

/*
 * Rows of a square, bytes that nothing is known of and unknown addresses are
 * what they are by their place.
 */
static bool
is_positional(const struct pair *p, const struct field_layout *layout)
{
	return ((layout->size == 0 && layout->rows->name[0] == '\0') ||
	    (is_pointer(layout) &&
	    !(input_has_addresses(p->d->sides[0].in) &&
	    input_has_addresses(p->d->sides[1].in))));
}

/*
 * What all keys begin with of an entry that is in another one: the same for two
 * that are in partners.  The other one is before what differs, and the number
 * its distance from the start; or it is one of the first side's, or has none
 * of these for a partner, and the number is its index.
 */
struct outer {
	uint32_t	 where;		/* one of: */
#define OUTER_BEFORE	0
#define OUTER_FIRST	1
#define OUTER_SECOND	2
	uint32_t	 number;
};

/* Splits an entry into what tells it apart from others, and what does not. */
static void
set_entry_keys(struct diff_item *entry, const uint8_t *bytes,
    const struct outer *outer)
{
	const struct field_row *row = entry->layout->rows;
	const size_t	 start = outer == NULL ? 0 : sizeof(*outer);
	uint8_t		*key[DIFF_KEYS];
	size_t		 n[DIFF_KEYS], i;
	int		 k;

	entry->buffer = xmalloc(DIFF_KEYS * (start + entry->size));
	for (k = 0; k < DIFF_KEYS; k++) {
		key[k] = entry->buffer + (size_t)k * (start + entry->size);
		if (outer != NULL)
			memcpy(key[k], outer, start);
		n[k] = start;
	}
	for (i = 0; i < entry->size; i++) {
		while (row[1].name != NULL && row[1].offset <= i)
			row++;
		k = row->identity && i < row->offset + row->size ? 1 : 2;
		key[0][n[0]++] = bytes[i];
		key[k][n[k]++] = bytes[i];
	}
	for (k = 0; k < DIFF_KEYS; k++)
		diff_set_key(entry, k, key[k], n[k]);
}

/* The same for one that is what it is by its place in another one */
static void
set_place_key(struct diff_item *entry, size_t place,
    const struct outer *outer)
{
	const size_t	 start = outer == NULL ? 0 : sizeof(*outer);

	entry->buffer = xmalloc(start + sizeof(place));
	if (outer != NULL)
		memcpy(entry->buffer, outer, start);
	memcpy(entry->buffer + start, &place, sizeof(place));
	diff_set_key(entry, 0, entry->buffer, start + sizeof(place));
}

static void
set_target_key(struct diff *d, int side, struct diff_item *entry,
    const struct diff_item *table)
{
	const struct map_piece *piece;
	char		 target[PAIR_TARGETSZ];

	piece = pair_name_address(&d->sides[side], pair_guest_address(table,
	    entry->offset, entry->size), target);
	entry->follows = piece != NULL && piece->kind == PIECE_TABLE &&
	    piece->partner == NULL;
	entry->buffer = (uint8_t *)xstrdup(target);
	diff_set_key(entry, 0, entry->buffer, strlen(target));
}

static void
add_entry(struct pair *p, int side, struct diff_list *l, size_t offset,
    const struct outer *outer)
{
	const struct fields *fs = p->fields[side];
	struct field	 f;
	struct diff_item *entry;

	entry = diff_add_item(l);
	fields_at(fs, offset, &f);
	entry->offset = f.entry_offset;
	entry->size = f.entry_size;
	entry->layout = f.entry;
	entry->outer = f.outer_entry;
	if (is_pointer(f.entry) && !is_positional(p, f.entry)) {
		set_target_key(p->d, side, entry, p->tables[side]);
		return;
	}
	if (is_positional(p, f.entry))
		set_place_key(entry, outer == NULL ? f.ordinal :
		    f.entry_offset - f.outer_entry, outer);
	else
		set_entry_keys(entry, fs->data + entry->offset, outer);
}

/* The entries of one side between two offsets */
struct stretch {
	size_t		 start, end;
};

/*
 * What an entry is in, given those of the depth above, which are in order and
 * have been matched; *i goes on among them.  One that is not among them comes
 * before the stretch, or has no bytes of its own.
 */
static struct outer
find_outer(int side, const struct diff_list *above, size_t *i, size_t at,
    size_t start)
{
	const struct diff_item *e;

	while (*i < above->n && above->items[*i].offset < at)
		(*i)++;
	if (*i == above->n || above->items[*i].offset != at)
		return ((struct outer){ OUTER_BEFORE,
		    (uint32_t)(at - start) });
	e = &above->items[*i];
	if (side == 1 && e->partner != NULL)
		e = e->partner;
	else if (side == 1)
		return ((struct outer){ OUTER_SECOND, (uint32_t)e->index });
	return ((struct outer){ OUTER_FIRST, (uint32_t)e->index });
}

/* The entries of one depth in a stretch */
static void
list_entries(struct pair *p, int side, struct diff_list *l,
    const struct stretch *s, unsigned int depth, const struct diff_list *above)
{
	const struct fields *fs = p->fields[side];
	struct outer	 outer;
	struct field	 f;
	size_t		 at, i = 0;

	for (at = s->start; at < s->end; at += f.entry_size) {
		fields_at(fs, at, &f);
		if (f.depth != depth)
			continue;
		outer = find_outer(side, above, &i, f.outer_entry, fs->start);
		add_entry(p, side, l, at, depth == 0 ? NULL : &outer);
	}
}

/* Do three entries continue a series, as those of CPUs do? */
static bool
is_series(const struct fields *fs, const struct diff_item *e)
{
	const struct field_row *row;
	uint64_t	 v[3];
	const uint8_t	*bytes[3];
	int		 i;

	if (e[1].layout != e[0].layout || e[2].layout != e[0].layout ||
	    e[1].size != e[0].size || e[2].size != e[0].size)
		return (false);
	for (row = e[0].layout->rows; row->name != NULL; row++) {
		if (row->offset + row->size > e[0].size || row->size == 0)
			return (false);
		for (i = 0; i < 3; i++)
			bytes[i] = fs->data + e[i].offset + row->offset;
		if (row->size > sizeof(v[0])) {
			if (memcmp(bytes[0], bytes[1], row->size) != 0 ||
			    memcmp(bytes[0], bytes[2], row->size) != 0)
				return (false);
			continue;
		}
		for (i = 0; i < 3; i++)
			v[i] = le_get(bytes[i], (unsigned int)row->size);
		if (v[1] - v[0] != v[2] - v[1])
			return (false);
	}
	return (true);
}

/* The number of items from i on that are new and make one line */
static size_t
count_series(const struct fields *fs, const struct diff_list *l, size_t i)
{
	size_t		 n = 1;

	while (i + n < l->n && l->items[i + n].partner == NULL &&
	    l->items[i + n].outer == l->items[i].outer &&
	    (n == 1 || is_series(fs, &l->items[i + n - 2])))
		n++;
	return (n < DIFF_MANY || is_pointer(l->items[i].layout) ? 1 : n);
}

static void
print_entry(
    struct sink *out, const struct fields *fs, const struct diff_item *e)
{
	struct field	 f;

	if (is_pointer(e->layout) && e->keys[0].bytes != NULL &&
	    e->keys[0].length != sizeof(size_t))
		field_print_string(out, e->keys[0].bytes, e->keys[0].length);
	else if (e->layout->size == 0) {
		fields_at(fs, e->offset, &f);
		sink_printf(out, "%s%s", e->layout->rows->name,
		    e->layout->rows->name[0] != '\0' ? " " : "");
		field_print_value(out, fs, &f);
	} else if (!pair_print_fields(out, fs, e, true))
		diff_print_bytes(out, fs->data + e->offset, e->size);
}

/* The entries that only one side has */
static void
print_new_entries(struct pair *p, int side, const struct diff_list *l)
{
	const struct fields *fs = p->fields[side];
	const struct diff_item *e;
	struct sink	*out = &p->d->out;
	size_t		 i, n;

	for (i = 0; i < l->n; i += n) {
		e = &l->items[i];
		n = 1;
		if (e->partner != NULL ||
		    (e->follows && (p->d->flags & DIFF_ALL) == 0))
			continue;
		n = count_series(fs, l, i);
		diff_begin_line(p->d);
		sink_printf(out, "%s: %c ", p->tables[0]->piece->label,
		    "-+"[side]);
		pair_print_entry_name(out, fs, e);
		sink_printf(out, " ");
		print_entry(out, fs, e);
		if (n > 1) {
			sink_printf(out, " to ");
			print_entry(out, fs, e + n - 1);
			sink_printf(out, ", %zu entries", n);
		}
		diff_end_line(p->d);
	}
}

static void
print_moved_entry(struct pair *p, const struct diff_list *l)
{
	const struct diff_item *moved, *last;
	struct sink	*out = &p->d->out;

	if ((moved = diff_first_moved(l, &last)) == NULL)
		return;
	diff_begin_line(p->d);
	sink_printf(out, "%s: entries in another order: ",
	    p->tables[0]->piece->label);
	pair_print_entry_name(out, p->fields[0], moved);
	sink_printf(out, " ");
	print_entry(out, p->fields[0], moved);
	sink_printf(out, " now comes before ");
	pair_print_entry_name(out, p->fields[0], last);
	sink_printf(out, " ");
	print_entry(out, p->fields[0], last);
	diff_end_line(p->d);
}

/* Is what bytes of a struct mean no more than what they are? */
static bool
is_plain(const struct field_layout *layout)
{
	return (!field_layout_has(layout, FIELD_POINTER) &&
	    !field_layout_has(layout, FIELD_CHECKSUM));
}

/* Can what entries of two parts mean be told by their bytes? */
static bool
are_plain(const struct field_part *a, const struct field_part *b)
{
	return (a->layout == b->layout && a->each == b->each &&
	    is_plain(a->layout));
}

/* How many bytes of two parts are entries that are the same at the start */
static size_t
same_start(const uint8_t *a, size_t na, const uint8_t *b, size_t nb,
    size_t each)
{
	const size_t	 n = na < nb ? na : nb;
	size_t		 at = 0;

	if (na == nb && memcmp(a, b, n) == 0)
		return (n);
	while (each > 0 && n - at >= each &&
	    memcmp(a + at, b + at, each) == 0)
		at += each;
	return (at);
}

static size_t
part_end(const struct fields *fs, size_t i)
{
	return (i + 1 < fs->nparts ? fs->parts[i + 1].offset : fs->end);
}

/* Leaves out what both sides begin with. */
static void
trim_start(const struct pair *p, struct stretch s[2])
{
	const struct fields *a = p->fields[0], *b = p->fields[1];
	size_t		 i, n;

	for (i = 0; i < a->nparts && i < b->nparts; i++) {
		if (!are_plain(&a->parts[i], &b->parts[i]))
			return;
		n = same_start(a->data + s[0].start,
		    part_end(a, i) - s[0].start, b->data + s[1].start,
		    part_end(b, i) - s[1].start, a->parts[i].each);
		s[0].start += n;
		s[1].start += n;
		if (s[0].start < part_end(a, i) || s[1].start < part_end(b, i))
			return;
	}
}

/* Leaves out what both sides end with, but for what their starts have. */
static void
trim_end(const struct pair *p, struct stretch s[2])
{
	const struct fields *a = p->fields[0], *b = p->fields[1];
	const struct field_part *pa, *pb;
	const struct field_layout *plain = NULL;
	size_t		 i = a->nparts, j = b->nparts, n;

	while (s[0].start < s[0].end && s[1].start < s[1].end) {
		i -= i == a->nparts || s[0].end == a->parts[i].offset;
		j -= j == b->nparts || s[1].end == b->parts[j].offset;
		pa = &a->parts[i];
		pb = &b->parts[j];
		if (pa->depth > 0 || pb->depth > 0)
			return;
		if (pa->layout != plain && (!are_plain(pa, pb) ||
		    is_positional(p, pa->layout)))
			return;
		plain = pa->layout;
		n = pa->each > 0 ? pa->each : s[0].end - pa->offset;
		if (pb->layout != plain || pb->each != pa->each ||
		    (pa->each == 0 && n != s[1].end - pb->offset) ||
		    n > s[0].end - s[0].start || n > s[1].end - s[1].start ||
		    memcmp(a->data + s[0].end - n, b->data + s[1].end - n,
		    n) != 0)
			return;
		s[0].end -= n;
		s[1].end -= n;
	}
}

/* Whether the first entries of two stretches are not to be partners */
static bool
starts_differ(struct pair *p, const struct stretch s[2])
{
	struct diff_list l[2] = { { 0 }, { 0 } };
	bool		 differ;
	int		 side;

	for (side = 0; side < 2; side++) {
		if (s[side].start == s[side].end)
			return (true);
	}
	for (side = 0; side < 2; side++)
		add_entry(p, side, &l[side], s[side].start, NULL);
	differ = diff_compare_keys(l[0].items, l[1].items, 0) != 0;
	diff_free_list(&l[0]);
	diff_free_list(&l[1]);
	return (differ);
}

/* The same of an entry on both sides */
static bool
same_entry(const struct pair *p, const struct diff_item *const e[2])
{
	return (e[0]->layout == e[1]->layout && e[0]->size == e[1]->size &&
	    memcmp(p->fields[0]->data + e[0]->offset,
	    p->fields[1]->data + e[1]->offset, e[0]->size) == 0 &&
	    is_plain(e[0]->layout));
}

/* Those of one depth */
static void
compare_lists(struct pair *p, const struct diff_list l[2])
{
	const struct diff_item *e[2];
	size_t		 i, base[2], size[2];
	int		 side;

	diff_match(&l[0], &l[1]);
	print_moved_entry(p, &l[0]);
	for (i = 0; i < l[0].n; i++) {
		e[0] = &l[0].items[i];
		if ((e[1] = e[0]->partner) == NULL || same_entry(p, e))
			continue;
		for (side = 0; side < 2; side++) {
			base[side] = e[side]->offset;
			size[side] = e[side]->size;
		}
		pair_compare_structs(p, e, base, size);
	}
	for (side = 0; side < 2; side++)
		print_new_entries(p, side, &l[side]);
}

static void
compare_entries(struct pair *p)
{
	struct diff_list l[2], above[2] = { { 0 }, { 0 } };
	struct stretch	 s[2];
	unsigned int	 depth;
	int		 side;

	for (side = 0; side < 2; side++)
		s[side] = (struct stretch){ p->fields[side]->start,
		    p->fields[side]->end };
	trim_start(p, s);
	if (starts_differ(p, s))
		trim_end(p, s);
	for (depth = 0; depth <= p->fields[0]->depth ||
	    depth <= p->fields[1]->depth; depth++) {
		memset(l, 0, sizeof(l));
		for (side = 0; side < 2; side++)
			list_entries(p, side, &l[side], &s[side], depth,
			    &above[side]);
		compare_lists(p, l);
		for (side = 0; side < 2; side++) {
			diff_free_list(&above[side]);
			above[side] = l[side];
		}
	}
	for (side = 0; side < 2; side++)
		diff_free_list(&above[side]);
}

/*
 * Tables
 */

/* What is behind all entries; AML is compared by its objects. */
static void
compare_tails(struct pair *p)
{
	static const struct diff_item *const none[2] = { NULL, NULL };
	struct field	 f[2];
	int		 i;

	if (p->fields[0]->table->aml)
		return;
	for (i = 0; i < 2; i++)
		fields_at(p->fields[i], p->fields[i]->end, &f[i]);
	pair_compare_rest(p, none, f);
}

static void
compare_places(struct pair *p)
{
	struct sink	*out = &p->d->out;

	if ((p->d->flags & (DIFF_ALL | DIFF_ADDRESSES)) == 0 ||
	    p->tables[0]->piece->offset == p->tables[1]->piece->offset)
		return;
	diff_begin_line(p->d);
	sink_printf(out, "%s: at ", p->tables[0]->piece->label);
	diff_print_place(out, &p->d->sides[0], p->tables[0]);
	sink_printf(out, " -> ");
	diff_print_place(out, &p->d->sides[1], p->tables[1]);
	diff_end_line(p->d);
}

static void
compare_tables(struct diff *d, const struct diff_item *a,
    const struct diff_item *b)
{
	static const struct diff_item *const none[2] = { NULL, NULL };
	struct pair	 p = { d, { a, b },
	    { a->piece->fields, b->piece->fields }, false };
	const size_t	 base[2] = { 0, 0 }, size[2] = {
	    p.fields[0]->start, p.fields[1]->start };

	p.cut = size[0] != size[1];
	compare_places(&p);
	pair_compare_structs(&p, none, base, size);
	compare_entries(&p);
	compare_tails(&p);
}

/* Tables in the order in which a guest comes to them, then those of files */
static int
by_order(const void *a, const void *b)
{
	const struct diff_item *ia = a, *ib = b;

	if (ia->piece->order != ib->piece->order)
		return (ia->piece->order > ib->piece->order ? 1 : -1);
	return ((ia->index > ib->index) - (ia->index < ib->index));
}

static void
print_new_table(struct diff *d, int side, const struct diff_item *t)
{
	const struct acpi_header *h = (const void *)t->piece->fields->data;
	struct sink	*out = &d->out;

	diff_begin_line(d);
	sink_printf(out, "%c %s", "-+"[side], t->piece->label);
	if (t->keys[1].bytes != NULL &&
	    strcmp(t->piece->filename, "facs") != 0 &&
	    strcmp(t->piece->filename, "rsdp") != 0) {
		sink_printf(out, " \"");
		field_print_string(out, h->oem_id,
		    strnlen(h->oem_id, sizeof(h->oem_id)));
		sink_printf(out, "\" \"");
		field_print_string(out, h->oem_table_id,
		    strnlen(h->oem_table_id, sizeof(h->oem_table_id)));
		sink_printf(out, "\"");
	}
	sink_printf(out, " %zu bytes", t->piece->length);
	diff_end_line(d);
}

/* Of a name that the first side's tables have, too: "SSDT#2" */
static void
rename_new(struct map_piece *piece)
{
	char		*end = piece->label + strlen(piece->label);
	uint32_t	 n;

	for (n = piece->number; n > 0; n /= 10)
		end--;
	if (piece->number > 0)
		snprintf(end, (size_t)(piece->label + sizeof(piece->label) -
		    end), "#%" PRIu32, piece->number);
}

/* A table has the same name on both sides: the first side's. */
static void
name_partners(const struct diff_list *b)
{
	const struct diff_item *t;
	size_t		 i;

	for (i = 0; i < b->n; i++) {
		t = &b->items[i];
		if (t->partner == NULL) {
			rename_new(t->piece);
			continue;
		}
		memcpy(t->piece->label, t->partner->piece->label,
		    sizeof(t->piece->label));
		t->piece->partner = t->partner->piece;
		t->partner->piece->partner = t->piece;
	}
}

void
diff_tables(struct diff *d)
{
	struct diff_list l[2] = { { 0 }, { 0 } };
	const struct diff_item *t;
	size_t		 i;
	int		 side;

	for (side = 0; side < 2; side++) {
		diff_list_pieces(d, side, PIECE_TABLE, &l[side]);
		if (l[side].n > 0)
			qsort(l[side].items, l[side].n,
			    sizeof(l[side].items[0]), by_order);
		for (i = 0; i < l[side].n; i++)
			l[side].items[i].index = i;
	}
	diff_match(&l[0], &l[1]);
	name_partners(&l[1]);
	for (side = 0; side < 2; side++) {
		for (i = 0; i < l[side].n && d->error == NULL; i++) {
			t = &l[side].items[i];
			if (t->partner == NULL)
				print_new_table(d, side, t);
			else if (side == 0)
				compare_tables(d, t, t->partner);
		}
	}
	if (d->error == NULL)
		diff_objects(d, l);
	diff_free_list(&l[0]);
	diff_free_list(&l[1]);
}

