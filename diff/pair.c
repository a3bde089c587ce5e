/* See LICENSE for licence details. */

/* The fields of two tables, compared. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "pair.h"

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
bool
pair_print_fields(struct sink *out, const struct fields *fs,
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

static void
print_identity(struct sink *out, const struct fields *fs,
    const struct diff_item *entry, size_t ordinal)
{
	if (!pair_print_fields(out, fs, entry, false))
		sink_printf(out, "%zu", ordinal);
}

/* The entry that an entry is in, if that has bytes of its own */
static bool
outer_of(const struct fields *fs, const struct diff_item *entry,
    struct diff_item *outer, size_t *ordinal)
{
	struct field	 f;

	fields_at(fs, entry->offset, &f);
	if (f.depth == 0)
		return (false);
	fields_at(fs, f.outer_entry, &f);
	if (f.entry_offset >= entry->offset)
		return (false);
	*outer = (struct diff_item){ .layout = f.entry,
	    .offset = f.entry_offset, .size = f.entry_size };
	*ordinal = f.ordinal;
	return (true);
}

/* Is it a list that belongs to the struct before it, whose name it has? */
static bool
is_list_of(const struct diff_item *entry, const struct diff_item *outer)
{
	return (entry->layout->size == 0 &&
	    strcmp(entry->layout->name, outer->layout->name) == 0);
}

void
pair_print_entry_name(struct sink *out, const struct fields *fs,
    const struct diff_item *entry)
{
	struct diff_item outer;
	size_t		 ordinal;

	if (outer_of(fs, entry, &outer, &ordinal)) {
		pair_print_entry_name(out, fs, &outer);
		sink_printf(out, "[");
		print_identity(out, fs, &outer, ordinal);
		if (is_list_of(entry, &outer)) {
			sink_printf(out, "]");
			return;
		}
		sink_printf(out, "].");
	}
	sink_printf(out, "%s", entry->layout->name);
}

/* Begins a line about a field, or about all of the struct that it is in. */
static void
print_label_of(struct sink *out, struct pair *p, int side,
    const struct diff_item *entry, const struct field *f, bool whole)
{
	struct diff_line *line = diff_begin_line(p->d);
	char		 name[FIELD_NAMESZ];
	const char	*rest = name;
	struct diff_item outer;
	size_t		 ordinal;

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
	line->index = entry->index + 1;
	if (outer_of(p->fields[side], entry, &outer, &ordinal) &&
	    is_list_of(entry, &outer))
		entry = &outer;
	else
		ordinal = f->ordinal;
	sink_printf(out, "%s.", p->tables[0]->piece->label);
	pair_print_entry_name(out, p->fields[side], entry);
	sink_printf(out, "[");
	line->middle = diff_position(p->d);
	print_identity(out, p->fields[side], entry, ordinal);
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

const struct map_piece *
pair_name_address(const struct view *s, uint64_t address,
    char target[PAIR_TARGETSZ])
{
	const struct map_file *mf;
	const struct map_piece *piece;
	size_t		 offset;

	if (address == 0 || !input_has_addresses(s->in)) {
		snprintf(target, PAIR_TARGETSZ, "%s",
		    address == 0 ? "none" : "");
		return (NULL);
	}
	piece = map_address(&s->map, address, &mf, &offset);
	if (piece == NULL) {
		snprintf(target, PAIR_TARGETSZ, "0x%" PRIx64 ", which leads "
		    "nowhere", address);
		return (NULL);
	}
	map_name(&s->map, mf->file, offset, true, target);
	if (target[0] == '\0')
		snprintf(target, PAIR_TARGETSZ, "%.*s+0x%zx", LOADER_FILESZ,
		    mf->file->name, offset);
	return (piece);
}

/* The address in a field that a guest sees */
uint64_t
pair_guest_address(const struct diff_item *table, size_t offset, size_t size)
{
	return (le_get(map_guest(table->mf) + table->piece->offset + offset,
	    (unsigned int)size));
}

/* Prints the change of a field, whose sides print_side prints. */
static void
print_both(struct pair *p, const struct diff_item *const entry[2],
    const struct field f[2], void (*print_side)(
    struct sink *, const struct pair *, int side, const struct field *))
{
	struct sink	*out = &p->d->out;

	print_label(out, p, 0, entry[0], &f[0]);
	sink_printf(out, ": ");
	print_side(out, p, 0, &f[0]);
	sink_printf(out, " -> ");
	print_side(out, p, 1, &f[1]);
	diff_end_line(p->d);
}

static void
compare_raw(struct pair *p, const struct diff_item *const entry[2],
    const struct field f[2])
{
	print_both(p, entry, f, print_value);
}

static void
print_target(
    struct sink *out, const struct pair *p, int side, const struct field *f)
{
	char		 target[PAIR_TARGETSZ];

	pair_name_address(&p->d->sides[side], pair_guest_address(
	    p->tables[side], f->offset, f->size), target);
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
	char		 target[2][PAIR_TARGETSZ];
	int		 i;

	for (i = 0; i < 2; i++)
		pair_name_address(&p->d->sides[i], pair_guest_address(
		    p->tables[i], f[i].offset, f[i].size), target[i]);
	if (strcmp(target[0], target[1]) == 0 ||
	    (strcmp(target[0], "none") != 0 && target[1][0] == '\0') ||
	    (strcmp(target[1], "none") != 0 && target[0][0] == '\0')) {
		if (p->d->flags & (DIFF_ALL | DIFF_ADDRESSES) &&
		    memcmp(field_bytes(p, 0, &f[0]),
		    field_bytes(p, 1, &f[1]), f[0].size) != 0)
			compare_raw(p, entry, f);
		return;
	}
	print_both(p, entry, f, print_target);
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
void
pair_compare_rest(struct pair *p, const struct diff_item *const entry[2],
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
void
pair_compare_structs(struct pair *p, const struct diff_item *const entry[2],
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
			pair_compare_rest(p, entry, f);
	}
}
