/* See LICENSE for licence details. */

/* Tables, their entries and their fields, compared. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diff.h"
#include "read/xalloc.h"

/* A table on both sides */
struct pair {
	struct diff	*d;
	const struct diff_item *tables[2];
	const struct fields *fields[2];
	bool		 cut;		/* one has fewer fields */
};

/*
 * Values
 */

static const uint8_t *
field_bytes(const struct pair *p, int side, const struct field *f)
{
	return (p->fields[side]->data + f->offset);
}

static bool
is_named(const struct field_row *row, bool all)
{
	return (row->identity || (all && (row->brief != NULL ||
	    row->kind == FIELD_FLAGS)));
}

static void
lower(char *s)
{
	for (; *s != '\0'; s++) {
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s - 'A' + 'a');
	}
}

/* One field of an entry in a line about it: "uid=4", or flags by name */
static void
print_brief(struct sink *out, const struct fields *fs, const struct field *f)
{
	char		 meaning[FIELD_MEANINGSZ];

	field_meaning(meaning, fs, f);
	if (f->row->kind == FIELD_FLAGS && meaning[0] != '\0') {
		lower(meaning);
		sink_printf(out, "%s", meaning);
		return;
	}
	sink_printf(
	    out, "%s=", f->row->brief == NULL ? "flags" : f->row->brief);
	field_print_value(out, fs, f);
	if (meaning[0] != '\0')
		sink_printf(out, " (%s)", meaning);
}

/*
 * What tells an entry from others, or, flags last, all of it; false if there
 * is no such thing.
 */
static bool
print_fields(struct sink *out, const struct fields *fs,
    const struct diff_item *entry, bool all)
{
	const struct field_row *row;
	struct field	 f;
	bool		 any = false;
	int		 flags;

	for (flags = 0; flags < 2; flags++) {
		for (row = entry->layout->rows; row->name != NULL; row++) {
			if (!is_named(row, all) ||
			    (row->kind == FIELD_FLAGS) != flags ||
			    row->offset >= entry->size)
				continue;
			fields_at(fs, entry->offset + row->offset, &f);
			if (f.row == NULL)
				break;
			sink_printf(out, "%s", any ? " " : "");
			print_brief(out, fs, &f);
			any = true;
		}
	}
	return (any);
}

/* Begins a line about a field, or about all of the struct that it is in. */
static void
print_label_of(struct sink *out, struct pair *p, int side,
    const struct diff_item *entry, const struct field *f, bool whole)
{
	struct diff_line *line = diff_begin_line(p->d);
	char		 name[FIELD_NAMESZ];
	const char	*rest = name;

	if (whole)
		field_struct_name(name, f);
	else
		field_name(name, p->fields[side], f);
	if (entry == NULL || entry->layout->single) {
		sink_printf(out, "%s", p->tables[0]->piece->label);
		line->rest = diff_position(p->d);
		sink_printf(out, ".%s", name);
		return;
	}
	sink_printf(out, "%s.%s[", p->tables[0]->piece->label,
	    entry->layout->name);
	line->middle = diff_position(p->d);
	line->index = entry->index + 1;
	if (!print_fields(out, p->fields[side], entry, false))
		sink_printf(out, "%zu", f->ordinal);
	line->rest = diff_position(p->d);
	if ((rest = strstr(name, "]")) != NULL)
		sink_printf(out, "%s", rest);
}

static void
print_label(struct sink *out, struct pair *p, int side,
    const struct diff_item *entry, const struct field *f)
{
	print_label_of(out, p, side, entry, f, false);
}

static void
print_value(
    struct sink *out, const struct pair *p, int side, const struct field *f)
{
	char		 meaning[FIELD_MEANINGSZ];

	field_print_value(out, p->fields[side], f);
	field_meaning(meaning, p->fields[side], f);
	if (meaning[0] != '\0')
		sink_printf(out, " (%s)", meaning);
}

static void
print_flag(struct sink *out, bool *any, char sign, const char *name)
{
	sink_printf(out, "%s%c %s", *any ? ", " : " (", sign, name);
	*any = true;
}

/* Which flags came and went */
static void
print_flags(
    struct sink *out, const struct field_value *value, uint64_t a, uint64_t b)
{
	uint64_t	 ra = a, rb = b;
	char		 bits[40];
	bool		 any = false;

	for (; value->name != NULL; value++) {
		ra &= ~(uint64_t)value->mask;
		rb &= ~(uint64_t)value->mask;
		if ((a & value->mask) == (b & value->mask))
			continue;
		if ((a & value->mask) == value->value)
			print_flag(out, &any, '-', value->name);
		if ((b & value->mask) == value->value)
			print_flag(out, &any, '+', value->name);
	}
	if (ra & ~rb) {
		snprintf(bits, sizeof(bits), "reserved 0x%" PRIx64, ra & ~rb);
		print_flag(out, &any, '-', bits);
	}
	if (rb & ~ra) {
		snprintf(bits, sizeof(bits), "reserved 0x%" PRIx64, rb & ~ra);
		print_flag(out, &any, '+', bits);
	}
	sink_printf(out, "%s", any ? ")" : "");
}

/*
 * Fields
 */

/* The name of what an address leads to, in words that both sides use */
#define TARGETSZ	(MAP_NAMESZ + LOADER_FILESZ)

static const struct map_piece *
name_address(const struct view *s, uint64_t address, char target[TARGETSZ])
{
	const struct map_file *mf;
	const struct map_piece *piece;
	size_t		 offset;

	if (address == 0 || !input_has_addresses(s->in)) {
		snprintf(target, TARGETSZ, "%s", address == 0 ? "none" : "");
		return (NULL);
	}
	piece = map_address(&s->map, address, &mf, &offset);
	if (piece == NULL) {
		snprintf(target, TARGETSZ, "0x%" PRIx64 ", which leads "
		    "nowhere", address);
		return (NULL);
	}
	map_name(&s->map, mf->file, offset, true, target);
	if (target[0] == '\0')
		snprintf(target, TARGETSZ, "%.*s+0x%zx", LOADER_FILESZ,
		    mf->file->name, offset);
	return (piece);
}

/* The address in a field that a guest sees */
static uint64_t
guest_address(const struct diff_item *table, size_t offset, size_t size)
{
	return (le_get(map_guest(table->mf) + table->piece->offset + offset,
	    (unsigned int)size));
}

static void
compare_raw(struct pair *p, const struct diff_item *const entry[2],
    const struct field f[2])
{
	struct sink	*out = &p->d->out;

	print_label(out, p, 0, entry[0], &f[0]);
	sink_printf(out, ": ");
	print_value(out, p, 0, &f[0]);
	sink_printf(out, " -> ");
	print_value(out, p, 1, &f[1]);
	diff_end_line(p->d);
}

static void
print_target(
    struct sink *out, const struct pair *p, int side, const struct field *f)
{
	char		 target[TARGETSZ];

	name_address(&p->d->sides[side], guest_address(p->tables[side],
	    f->offset, f->size), target);
	if (target[0] == '\0')
		print_value(out, p, side, f);
	else
		field_print_string(out, target, strlen(target));
}

/* Pointers are compared by what they lead to. */
static void
compare_pointers(struct pair *p, const struct diff_item *const entry[2],
    const struct field f[2])
{
	char		 target[2][TARGETSZ];
	struct sink	*out = &p->d->out;
	int		 i;

	for (i = 0; i < 2; i++)
		name_address(&p->d->sides[i], guest_address(p->tables[i],
		    f[i].offset, f[i].size), target[i]);
	if (strcmp(target[0], target[1]) == 0 ||
	    (strcmp(target[0], "none") != 0 && target[1][0] == '\0') ||
	    (strcmp(target[1], "none") != 0 && target[0][0] == '\0')) {
		if (p->d->flags & (DIFF_ALL | DIFF_ADDRESSES) &&
		    memcmp(field_bytes(p, 0, &f[0]),
		    field_bytes(p, 1, &f[1]), f[0].size) != 0)
			compare_raw(p, entry, f);
		return;
	}
	print_label(out, p, 0, entry[0], &f[0]);
	sink_printf(out, ": ");
	print_target(out, p, 0, &f[0]);
	sink_printf(out, " -> ");
	print_target(out, p, 1, &f[1]);
	diff_end_line(p->d);
}

static void
print_checksum(struct sink *out, uint8_t value, uint8_t surplus)
{
	if (surplus == 0)
		sink_printf(out, "right");
	else
		sink_printf(out, "0x%02x, which is wrong", value);
}

/*
 * A checksum that is right follows from the rest of the table; but a loader
 * can make it of any byte that the file has there.
 */
static void
compare_checksums(struct pair *p, const struct diff_item *const entry[2],
    const struct field f[2])
{
	const struct diff_item *t;
	struct sink	*out = &p->d->out;
	uint8_t		 surplus[2], guest[2], raw[2];
	int		 i;

	for (i = 0; i < 2; i++) {
		t = p->tables[i];
		raw[i] = *field_bytes(p, i, &f[i]);
		guest[i] = map_guest(t->mf)[t->piece->offset + f[i].offset];
		surplus[i] = map_surplus(t->mf, t->piece->offset,
		    f[i].row->covers > 0 ? f[i].row->covers :
		    t->piece->length);
	}
	if (surplus[0] != surplus[1]) {
		print_label(out, p, 0, entry[0], &f[0]);
		sink_printf(out, ": ");
		print_checksum(out, guest[0], surplus[0]);
		sink_printf(out, " -> ");
		print_checksum(out, guest[1], surplus[1]);
		diff_end_line(p->d);
	} else if (raw[0] != raw[1] && (p->d->flags & DIFF_ALL ||
	    (raw[0] != guest[0] && raw[1] != guest[1])))
		compare_raw(p, entry, f);
}

/* What is not to be printed: its value says only that it is hidden. */
static bool
is_secret(const struct field *f)
{
	return (f->row != NULL && f->row->kind == FIELD_SECRET);
}

static bool
is_length(const struct fields *fs, const struct field *f)
{
	return (f->entry == NULL &&
	    f->offset == offsetof(struct acpi_header, length) &&
	    memcmp(fs->table->signature, "RSD ", 4) != 0);
}

/* The same field on both sides, of the same size */
static void
compare_fields(struct pair *p, const struct diff_item *const entry[2],
    const struct field f[2])
{
	const struct field_row *row = f[0].row;
	const uint8_t	*a = field_bytes(p, 0, &f[0]);
	const uint8_t	*b = field_bytes(p, 1, &f[1]);
	struct sink	*out = &p->d->out;

	if (row->kind == FIELD_POINTER)
		compare_pointers(p, entry, f);
	else if (row->kind == FIELD_CHECKSUM)
		compare_checksums(p, entry, f);
	else if (memcmp(a, b, f[0].size) == 0)
		return;
	else if (is_length(p->fields[0], &f[0])) {
		/* It follows from entries, but not from fields. */
		if (p->cut || p->d->flags & DIFF_ALL)
			compare_raw(p, entry, f);
	} else if (row->kind == FIELD_FLAGS) {
		print_label(out, p, 0, entry[0], &f[0]);
		sink_printf(out, ": ");
		field_print_value(out, p->fields[0], &f[0]);
		sink_printf(out, " -> ");
		field_print_value(out, p->fields[1], &f[1]);
		print_flags(out, row->values, field_number(p->fields[0],
		    &f[0]), field_number(p->fields[1], &f[1]));
		diff_end_line(p->d);
	} else if (f[0].size <= DIFF_SHORT || is_secret(&f[0]))
		compare_raw(p, entry, f);
	else {
		print_label(out, p, 0, entry[0], &f[0]);
		diff_print_change(out, f[0].offset, a, f[0].size, b,
		    f[1].size);
		diff_end_line(p->d);
	}
}

/* Bytes of which at least one side does not know what they are */
static void
compare_rest(struct pair *p, const struct diff_item *const entry[2],
    const struct field f[2])
{
	const uint8_t	*a = field_bytes(p, 0, &f[0]);
	const uint8_t	*b = field_bytes(p, 1, &f[1]);
	struct sink	*out = &p->d->out;
	const int	 named = f[0].row != NULL ? 0 : 1;

	if (f[0].size == f[1].size && memcmp(a, b, f[0].size) == 0)
		return;
	if (is_secret(&f[0]) || is_secret(&f[1])) {
		compare_raw(p, entry, f);
		return;
	}
	print_label(out, p, named, entry[named], &f[named]);
	diff_print_change(out, f[0].offset, a, f[0].size, b, f[1].size);
	diff_end_line(p->d);
}

/* A field that one side has not: worth a word if there is something in it. */
static void
compare_absent(struct pair *p, int side, const struct diff_item *const entry[2],
    const struct field *f)
{
	struct sink	*out = &p->d->out;

	if (fields_all_zero(field_bytes(p, side, f), f->size) &&
	    (p->d->flags & DIFF_ALL) == 0)
		return;
	print_label(out, p, side, entry[side], f);
	sink_printf(out, ": %s", side == 0 ? "" : "absent -> ");
	if (f->row != NULL && f->row->kind == FIELD_POINTER)
		print_target(out, p, side, f);
	else if (f->size <= DIFF_SHORT || is_secret(f))
		print_value(out, p, side, f);
	else
		sink_printf(out, "%zu bytes", f->size);
	sink_printf(out, "%s", side == 0 ? " -> absent" : "");
	diff_end_line(p->d);
}

/* A struct of which more than one field changed, on one line */
static bool
compare_outer(struct pair *p, const struct diff_item *const entry[2],
    const struct field f[2])
{
	char		 meaning[FIELD_MEANINGSZ];
	struct sink	*out = &p->d->out;
	struct field	 g;
	size_t		 at, end = field_struct_end(p->fields[0], &f[0]);
	int		 changed = 0, i;

	if (field_struct_end(p->fields[1], &f[1]) - f[1].offset !=
	    end - f[0].offset)
		return (false);
	for (at = f[0].offset; at < end; at = g.offset + g.size) {
		fields_at(p->fields[0], at, &g);
		changed += memcmp(p->fields[0]->data + at,
		    p->fields[1]->data + f[1].offset + (at - f[0].offset),
		    g.size) != 0;
	}
	if (changed < 2)
		return (false);
	print_label_of(out, p, 0, entry[0], &f[0], true);
	sink_printf(out, ": ");
	for (i = 0; i < 2; i++) {
		g = f[i];
		field_print_struct(out, p->fields[i], &g, meaning);
		sink_printf(out, "%s%s%s%s", meaning[0] != '\0' ? " (" : "",
		    meaning, meaning[0] != '\0' ? ")" : "",
		    i == 0 ? " -> " : "");
	}
	diff_end_line(p->d);
	return (true);
}

/* Compares size bytes from base on, which have the same layout. */
static void
compare_structs(struct pair *p, const struct diff_item *const entry[2],
    const size_t base[2], const size_t size[2])
{
	struct field	 f[2] = { { 0 }, { 0 } };
	size_t		 at, step;
	int		 i;

	for (at = 0; at < size[0] || at < size[1]; at += step) {
		for (i = 0, step = 0; i < 2; i++) {
			if (at >= size[i])
				continue;
			fields_at(p->fields[i], base[i] + at, &f[i]);
			if (f[i].size > step)
				step = f[i].size;
		}
		if (at >= size[0])
			compare_absent(p, 1, entry, &f[1]);
		else if (at >= size[1])
			compare_absent(p, 0, entry, &f[0]);
		else if (f[0].outer != NULL && f[0].outer == f[1].outer &&
		    f[0].offset == f[0].outer_offset &&
		    compare_outer(p, entry, f))
			step = f[0].outer->size;
		else if (f[0].row == f[1].row && f[0].row != NULL &&
		    f[0].size == f[1].size)
			compare_fields(p, entry, f);
		else
			compare_rest(p, entry, f);
	}
}

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

/* Splits an entry into what tells it apart from others, and what does not. */
static void
set_entry_keys(struct diff_item *entry, const uint8_t *bytes)
{
	const struct field_row *row;
	size_t		 n = 0, m = entry->size, i;
	bool		 identity;

	row = entry->layout->rows;
	for (i = 0; i < entry->size; i++) {
		while (row[1].name != NULL && row[1].offset <= i)
			row++;
		identity = row->identity && i < row->offset + row->size;
		if (identity)
			entry->buffer[n++] = bytes[i];
		else
			entry->buffer[--m] = bytes[i];
	}
	diff_set_key(entry, 0, bytes, entry->size);
	diff_set_key(entry, 1, entry->buffer, n);
	diff_set_key(entry, 2, entry->buffer + n, entry->size - n);
}

static void
set_target_key(struct diff *d, int side, struct diff_item *entry,
    const struct diff_item *table)
{
	const struct map_piece *piece;
	char		 target[TARGETSZ];

	piece = name_address(&d->sides[side], guest_address(table,
	    entry->offset, entry->size), target);
	entry->follows = piece != NULL && piece->kind == PIECE_TABLE &&
	    piece->partner == NULL;
	entry->buffer = (uint8_t *)xstrdup(target);
	diff_set_key(entry, 0, entry->buffer, strlen(target));
}

static void
add_entry(struct pair *p, int side, struct diff_list *l, size_t offset)
{
	const struct fields *fs = p->fields[side];
	struct field	 f;
	struct diff_item *entry;

	entry = diff_add_item(l);
	fields_at(fs, offset, &f);
	entry->offset = f.entry_offset;
	entry->size = f.entry_size;
	entry->layout = f.entry;
	if (is_pointer(f.entry) && !is_positional(p, f.entry)) {
		set_target_key(p->d, side, entry, p->tables[side]);
		return;
	}
	entry->buffer = xmalloc(f.entry_size + sizeof(f.ordinal));
	if (is_positional(p, f.entry)) {
		memcpy(entry->buffer, &f.ordinal, sizeof(f.ordinal));
		diff_set_key(entry, 0, entry->buffer, sizeof(f.ordinal));
	} else
		set_entry_keys(entry, fs->data + entry->offset);
}

static void
list_entries(struct pair *p, int side, struct diff_list *l)
{
	const struct fields *fs = p->fields[side];
	size_t		 at;

	for (at = fs->start; at < fs->end; at += l->items[l->n - 1].size)
		add_entry(p, side, l, at);
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
	} else if (!print_fields(out, fs, e, true))
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
		sink_printf(out, "%s: %c %s ", p->tables[0]->piece->label,
		    "-+"[side], e->layout->name);
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
	sink_printf(out, "%s: entries in another order: %s ",
	    p->tables[0]->piece->label, moved->layout->name);
	print_entry(out, p->fields[0], moved);
	sink_printf(out, " now comes before %s ", last->layout->name);
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

/* Have both tables the same entries, in the same order and place? */
static bool
same_entries(const struct pair *p)
{
	const struct fields *a = p->fields[0], *b = p->fields[1];
	const struct field_part *pa = a->parts, *pb = b->parts;
	const struct field_layout *plain = NULL;
	size_t		 i;

	if (a->start != b->start || a->end != b->end ||
	    a->nparts != b->nparts ||
	    memcmp(a->data + a->start, b->data + b->start,
	    a->end - a->start) != 0)
		return (false);
	for (i = 0; i < a->nparts; i++, pa++, pb++) {
		if (pa->layout != pb->layout || pa->offset != pb->offset ||
		    pa->each != pb->each)
			return (false);
		if (pa->layout != plain && !is_plain(pa->layout))
			return (false);
		plain = pa->layout;
	}
	return (true);
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

static void
compare_entries(struct pair *p)
{
	struct diff_list l[2] = { { 0 }, { 0 } };
	const struct diff_item *e[2];
	size_t		 i, base[2], size[2];
	int		 side;

	if (same_entries(p))
		return;
	for (side = 0; side < 2; side++)
		list_entries(p, side, &l[side]);
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
		compare_structs(p, e, base, size);
	}
	for (side = 0; side < 2; side++) {
		print_new_entries(p, side, &l[side]);
		diff_free_list(&l[side]);
	}
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
	compare_rest(p, none, f);
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
	compare_structs(&p, none, base, size);
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

