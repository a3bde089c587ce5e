/* See LICENSE for licence details. */

/* Tables taken apart by their rows */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "xalloc.h"

/* Entries of a table have fewer names. */
#define NAMES		48

/* A table that is being taken apart */
struct taking {
	struct fields	*fs;
	size_t		 max;		/* of the parts */
	size_t		 covered;	/* by the last part; SIZE_MAX: all */
	size_t		 outer;		/* the entry whose tails these are */
	uint8_t		 depth;
	struct {
		const char	*name;
		uint32_t	 n;
	} counts[NAMES];
};

/* A tail and where it begins */
struct placed {
	const struct field_tail *tail;
	size_t		 start;		/* SIZE_MAX: behind what is before */
};

static size_t
smaller(size_t a, size_t b)
{
	return (a < b ? a : b);
}

size_t
field_least(const struct field_layout *layout)
{
	return (layout->least > 0 ? layout->least : layout->size);
}

static const struct field_layout *
family_layout(const struct field_family *family, uint32_t type)
{
	const struct field_type *ft = family->types;

	for (; ft != NULL && ft->layout != NULL; ft++) {
		if (ft->first <= type && type <= ft->last)
			return (ft->layout);
	}
	return (NULL);
}

bool
field_has_aml(const char signature[4])
{
	const struct field_table *t = field_table_find(signature);

	return (t != NULL && t->aml);
}

size_t
field_element_size(const struct field_table *t)
{
	const struct field_tail *tail = t->layout.tails;

	return (tail == NULL || tail->layout == NULL ? 0 :
	    tail->layout->size);
}

bool
field_has_entries(const struct field_table *t)
{
	const struct field_tail *tail = t->layout.tails;

	return (tail != NULL && tail->family != NULL &&
	    tail->family->other == &rows_unknown_entry);
}

const struct field_layout *
field_entry_layout(const struct field_table *t, uint8_t type)
{
	return (field_has_entries(t) ?
	    family_layout(t->layout.tails->family, type) : NULL);
}

static bool
is_there(const struct field_place *place)
{
	return (place->size > 0);
}

static size_t
place_end(const struct field_place *place)
{
	return (is_there(place) ? place->offset + place->size : 0);
}

/* The number at a place in the struct at base, of which there is enough */
static uint64_t
number_at(const struct fields *fs, size_t base,
    const struct field_place *place)
{
	return (le_get(fs->data + base + place->offset,
	    (unsigned int)place->size));
}

/* The ordinal of the next n entries of a layout, among all of its name */
static uint32_t
count_entries(struct taking *t, const struct field_layout *layout, size_t n)
{
	uint32_t	 ordinal;
	size_t		 i = 0;

	while (i < NAMES - 1 && t->counts[i].name != NULL &&
	    t->counts[i].name != layout->name &&
	    strcmp(t->counts[i].name, layout->name) != 0)
		i++;
	t->counts[i].name = layout->name;
	ordinal = t->counts[i].n;
	t->counts[i].n += (uint32_t)n;
	return (ordinal);
}

static void
push_part(struct taking *t, const struct field_layout *layout, size_t offset,
    size_t each, uint32_t ordinal)
{
	struct fields	*fs = t->fs;

	fs->parts = xgrow(fs->parts, fs->nparts, &t->max, sizeof(*fs->parts));
	fs->parts[fs->nparts++] = (struct field_part){ layout,
	    (uint32_t)offset, (uint32_t)each, ordinal, (uint32_t)t->outer,
	    t->depth };
	if (fs->depth < t->depth)
		fs->depth = t->depth;
}

/* Notes that nothing is known from the end of the last part to an offset. */
static void
close_gap(struct taking *t, size_t offset)
{
	if (t->covered < offset)
		push_part(t, &rows_gap, t->covered, 0,
		    count_entries(t, &rows_gap, 1));
	t->covered = offset;
}

static void
add_part(struct taking *t, const struct field_layout *layout, size_t offset,
    size_t each, size_t end, uint32_t ordinal)
{
	if (t->covered < offset)
		close_gap(t, offset);
	push_part(t, layout, offset, each, ordinal);
	t->covered = end;
}

/*
 * Where a tail of the struct at base begins, of which there are bytes up to
 * end; false if it has none.
 */
static bool
place_tail(const struct fields *fs, const struct field_layout *layout,
    const struct field_tail *tail, size_t base, size_t end,
    struct placed *placed)
{
	size_t		 known = smaller(layout->size, end - base), need;
	uint64_t	 start;

	need = place_end(&tail->start);
	if (need < place_end(&tail->count))
		need = place_end(&tail->count);
	if (need < place_end(&tail->width))
		need = place_end(&tail->width);
	placed->tail = tail;
	placed->start = SIZE_MAX;
	if (need > known || (is_there(&tail->count) &&
	    number_at(fs, base, &tail->count) == 0))
		return (false);
	if (!is_there(&tail->start))
		return (true);
	start = number_at(fs, base, &tail->start);
	if (start < need || start < field_least(layout) || start >= end - base)
		return (false);
	placed->start = base + (size_t)start;
	return (true);
}

/*
 * The tails of a struct, those that say where they begin behind the others
 * and in order; returns their number.
 */
static size_t
place_tails(const struct fields *fs, const struct field_layout *layout,
    size_t base, size_t end, struct placed placed[FIELD_TAILS])
{
	const struct field_tail *tail;
	struct placed	 p;
	size_t		 n = 0, i, pass;

	for (pass = 0; pass < 2; pass++) {
		for (tail = layout->tails; tail != NULL &&
		    (tail->family != NULL || tail->layout != NULL); tail++) {
			if (is_there(&tail->start) != (pass == 1) ||
			    !place_tail(fs, layout, tail, base, end, &p))
				continue;
			for (i = n++; pass == 1 && i > 0 &&
			    placed[i - 1].start != SIZE_MAX &&
			    placed[i - 1].start > p.start; i--)
				placed[i] = placed[i - 1];
			placed[i] = p;
		}
	}
	return (n);
}

/* The numbers that a tail takes must not be in another tail. */
static bool
is_overlaid(const struct placed *p, size_t base, size_t first)
{
	return (base + place_end(&p->tail->start) > first ||
	    base + place_end(&p->tail->count) > first ||
	    base + place_end(&p->tail->width) > first);
}

/* As many units of a tail as there are, in bytes up to a limit */
static size_t
tail_count(const struct fields *fs, const struct field_tail *tail, size_t base,
    size_t room, size_t unit)
{
	uint64_t	 n = tail->most > 0 ? tail->most : UINT64_MAX;

	if (is_there(&tail->count))
		n = number_at(fs, base, &tail->count);
	return (unit == 0 ? 0 : n < room / unit ? (size_t)n : room / unit);
}

static size_t
list_unit(const struct field_layout *layout)
{
	return (layout->rows->unit > 0 ? layout->rows->unit : 1);
}

/* Of a string, and of one list of numbers */
static size_t
list_size(const struct fields *fs, const struct field_tail *tail, size_t base,
    size_t start, size_t limit)
{
	const size_t	 unit = list_unit(tail->layout);
	const uint8_t	*nul = NULL;

	if (tail->layout->rows->kind == FIELD_STRING && !is_there(&tail->count))
		nul = memchr(fs->data + start, '\0', limit - start);
	if (nul != NULL)
		return ((size_t)(nul + 1 - (fs->data + start)));
	return (tail_count(fs, tail, base, limit - start, unit) * unit);
}

/* Entries of one layout; returns where they end. */
static size_t
take_elements(struct taking *t, const struct field_tail *tail, size_t base,
    size_t start, size_t limit, uint32_t ordinal)
{
	const struct field_layout *layout = tail->layout;
	size_t		 each = layout->size, n, unit;
	uint64_t	 width;

	if (each == 0 && !is_there(&tail->width)) {
		n = list_size(t->fs, tail, base, start, limit);
		if (n > 0)
			add_part(t, layout, start, 0, start + n, ordinal);
		return (start + n);
	}
	if (each == 0) {
		unit = list_unit(layout);
		width = number_at(t->fs, base, &tail->width);
		each = width > (limit - start) / unit ? 0 :
		    (size_t)width * unit;
	}
	n = tail_count(t->fs, tail, base, limit - start, each);
	if (n > 0)
		add_part(t, layout, start, each, start + n * each,
		    count_entries(t, layout, n));
	return (start + n * each);
}

/* The length of an entry whose type says what it has */
static size_t
implied_length(const struct fields *fs, const struct field_layout *layout,
    size_t offset, size_t limit)
{
	const struct field_tail *tail = layout->tails;
	size_t		 length = smaller(layout->size, limit - offset), unit;

	for (; tail != NULL && tail->layout != NULL; tail++) {
		if (place_end(&tail->count) > length)
			continue;
		unit = tail->layout->size > 0 ? tail->layout->size :
		    list_unit(tail->layout);
		length += unit * tail_count(fs, tail, offset,
		    limit - offset - length, unit);
	}
	return (length);
}

/* What of an entry says its type and length */
static size_t
head_size(const struct field_family *family)
{
	const size_t	 type_end = place_end(&family->type);
	const size_t	 length_end = place_end(&family->length);

	return (type_end > length_end ? type_end : length_end);
}

/* The entry at an offset, or NULL where none is that ends before a limit */
static const struct field_layout *
find_entry(const struct fields *fs, const struct field_family *family,
    size_t offset, size_t limit, size_t *length)
{
	const struct field_layout *layout = NULL;
	const size_t	 head = head_size(family);
	uint64_t	 n;

	if (limit - offset < head)
		return (NULL);
	if (is_there(&family->type))
		layout = family_layout(family, (uint32_t)number_at(fs, offset,
		    &family->type));
	if (layout == NULL && (layout = family->other) == NULL)
		return (NULL);
	n = is_there(&family->length) ? number_at(fs, offset,
	    &family->length) : implied_length(fs, layout, offset, limit);
	if (n < head || n > limit - offset)
		return (NULL);
	*length = (size_t)n;
	return (layout);
}

static void take_struct(struct taking *, const struct field_layout *, size_t,
    size_t, uint32_t);

/* How many entries, up to n, begin like the first, which ends before a limit */
static uint64_t
count_alike(const struct fields *fs, const struct field_family *family,
    size_t at, size_t length, size_t limit, uint64_t n)
{
	const size_t	 head = head_size(family);
	const uint8_t	*first = fs->data + at;
	uint64_t	 i;

	for (i = 1, at += length; i < n && limit - at >= length &&
	    memcmp(fs->data + at, first, head) == 0; i++)
		at += length;
	return (i);
}

/* Entries of types and lengths; returns where they end. */
static size_t
take_entries(struct taking *t, const struct field_tail *tail, size_t base,
    size_t at, size_t limit)
{
	const struct field_layout *layout;
	const size_t	 outer = t->outer;
	uint64_t	 n = UINT64_MAX, alike;
	size_t		 length, end;
	uint32_t	 ordinal;

	if (is_there(&tail->count))
		n = number_at(t->fs, base, &tail->count);
	for (; n > 0 && (layout = find_entry(t->fs, tail->family, at, limit,
	    &length)) != NULL; n -= alike, at = end) {
		alike = layout->tails != NULL ? 1 : count_alike(t->fs,
		    tail->family, at, length, limit, n);
		end = at + length * (size_t)alike;
		ordinal = count_entries(t, layout, (size_t)alike);
		if (layout->tails == NULL) {
			add_part(t, layout, at, length, end, ordinal);
			continue;
		}
		add_part(t, layout, at, 0, SIZE_MAX, ordinal);
		t->outer = at;
		t->depth++;
		take_struct(t, layout, at, end, ordinal);
		close_gap(t, end);
		t->depth--;
		t->outer = outer;
	}
	return (at);
}

/*
 * Takes apart what follows the struct at base, up to end.  It nests as deep
 * as layouts do.
 */
static void
take_struct(struct taking *t, const struct field_layout *layout, size_t base,
    size_t end, uint32_t ordinal)
{
	struct placed	 placed[FIELD_TAILS];
	const size_t	 n = place_tails(t->fs, layout, base, end, placed);
	size_t		 at = base + smaller(layout->size, end - base);
	size_t		 i, first, start, limit = end;

	/* Of an older revision a struct ends where its first tail begins. */
	for (i = 0; i < n; i++)
		at = smaller(at, placed[i].start);
	for (i = n; i > 0 && placed[i - 1].start != SIZE_MAX; i--)
		limit = placed[i - 1].start;
	for (i = 0, first = at; i < n; i++) {
		start = at;
		if (placed[i].start != SIZE_MAX) {
			start = placed[i].start;
			limit = end;
		}
		if (start < at || is_overlaid(&placed[i], base, first))
			continue;
		at = placed[i].tail->family != NULL ?
		    take_entries(t, placed[i].tail, base, start, limit) :
		    take_elements(t, placed[i].tail, base, start, limit,
		    ordinal);
	}
}

/* Of the tables of its signature, the one whose condition holds */
static const struct field_table *
choose_table(const uint8_t *data, size_t length)
{
	const struct fields fs = { .data = data, .length = length };
	const struct field_table *t;
	size_t		 i;

	for (i = 0; length >= 4 && (t = field_table_at(i)) != NULL; i++) {
		if (memcmp(t->signature, data, 4) == 0 &&
		    (!is_there(&t->when) || (length >= place_end(&t->when) &&
		    number_at(&fs, 0, &t->when) == t->value)))
			return (t);
	}
	return (&rows_unknown);
}

void
fields_open(struct fields *fs, const uint8_t *data, size_t length)
{
	struct taking	 t = { .fs = fs };

	memset(fs, 0, sizeof(*fs));
	fs->table = choose_table(data, length);
	fs->data = data;
	fs->length = length;
	fs->start = smaller(fs->table->layout.size, length);
	fs->end = t.covered = fs->start;
	take_struct(&t, &fs->table->layout, 0, length, 0);
	if (fs->nparts > 0) {
		fs->start = smaller(fs->start, fs->parts[0].offset);
		fs->end = t.covered;
	}
}

void
fields_close(struct fields *fs)
{
	free(fs->parts);
	memset(fs, 0, sizeof(*fs));
}

/* The last row that begins at an offset in a struct or before it. */
static const struct field_row *
find_row(const struct field_layout *layout, size_t offset)
{
	const struct field_row *row = layout->rows;

	while (row[1].name != NULL && row[1].offset <= offset)
		row++;
	return (row);
}

static void
set_extent(struct field *f, size_t offset, size_t end)
{
	f->offset = offset;
	f->size = end - offset;
}

/*
 * Finds the row for an offset in the struct at base, of which there are
 * bytes up to end.
 */
static void
find_field(const struct field_layout *layout, size_t base, size_t end,
    size_t offset, struct field *f)
{
	const struct field_row *row;
	size_t		 size;

	if (layout->size > 0 && offset - base >= layout->size) {
		set_extent(f, base + layout->size, end);
		return;
	}
	row = find_row(layout, offset - base);
	size = layout->size > 0 ? row->size : end - base;
	if (row->kind == FIELD_STRUCT) {
		if (row->name[0] != '\0') {
			f->outer = row;
			f->outer_offset = base + row->offset;
		}
		find_field(row->layout, base + row->offset, end, offset, f);
		return;
	}
	if (size > end - (base + row->offset)) {
		set_extent(f, base + row->offset, end);
		if (row->kind == FIELD_SECRET)
			f->row = row;
		return;
	}
	f->row = row;
	set_extent(f, base + row->offset, base + row->offset + size);
}

/* The part that holds an offset between the start and the end */
static const struct field_part *
find_part(const struct fields *fs, size_t offset)
{
	size_t		 low = 0, high = fs->nparts, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (fs->parts[middle].offset <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return (&fs->parts[low - 1]);
}

/* What is behind all that is known of a table with keys */
static const struct field_row secret[] = {
	{ .name = "Data", .kind = FIELD_SECRET }, END_ROWS
};

/* Finds the field for an offset in a part. */
static void
find_in_part(const struct fields *fs, const struct field_part *part,
    size_t offset, struct field *f)
{
	size_t		 end, n;

	end = part + 1 < fs->parts + fs->nparts ? part[1].offset : fs->end;
	n = part->each == 0 ? 0 : (offset - part->offset) / part->each;
	memset(f, 0, sizeof(*f));
	f->part = part;
	f->entry = part->layout;
	f->ordinal = part->ordinal + n;
	f->entry_offset = part->offset + n * part->each;
	f->entry_size = part->each == 0 ? end - part->offset : part->each;
	f->outer_entry = part->outer;
	f->depth = part->depth;
	find_field(f->entry, f->entry_offset, f->entry_offset + f->entry_size,
	    offset, f);
	if (f->entry == &rows_gap)
		f->row = NULL;
}

void
fields_at(const struct fields *fs, size_t offset, struct field *f)
{
	if (offset >= fs->start && offset < fs->end) {
		find_in_part(fs, find_part(fs, offset), offset, f);
		return;
	}
	memset(f, 0, sizeof(*f));
	if (offset < fs->start)
		find_field(&fs->table->layout, 0, fs->start, offset, f);
	else {
		set_extent(f, fs->end, fs->length);
		f->row = fs->table->secret ? secret : NULL;
	}
}

bool
fields_first(const struct fields *fs, struct field *f)
{
	if (fs->length > 0)
		fields_at(fs, 0, f);
	return (fs->length > 0);
}

/* Is the next field the next row of the same struct?  Rows have sizes then. */
static bool
next_in_entry(const struct fields *fs, size_t offset, struct field *f)
{
	const struct field_row *row = f->row;
	const size_t	 end = f->entry == NULL ? fs->start :
	    f->entry_offset + f->entry_size;

	if (row == NULL || f->outer != NULL || (++row)->name == NULL ||
	    row->kind == FIELD_STRUCT || row->size > end - offset ||
	    row->offset != offset - f->entry_offset)
		return (false);
	f->row = row;
	f->offset = offset;
	f->size = row->size;
	return (true);
}

bool
fields_next(const struct fields *fs, struct field *f)
{
	const struct field_part *part = f->part;
	const size_t	 offset = f->offset + f->size;

	if (offset >= fs->length)
		return (false);
	if (next_in_entry(fs, offset, f))
		return (true);
	if (part == NULL || offset >= fs->end)
		fields_at(fs, offset, f);
	else
		find_in_part(fs, part + 1 < fs->parts + fs->nparts &&
		    part[1].offset <= offset ? part + 1 : part, offset, f);
	return (true);
}

bool
field_layout_has(const struct field_layout *layout, enum field_kind kind)
{
	const struct field_row *row;

	for (row = layout->rows; row->name != NULL; row++) {
		if (row->kind == kind || (row->kind == FIELD_STRUCT &&
		    field_layout_has(row->layout, kind)))
			return (true);
	}
	return (false);
}

bool
fields_have(const struct fields *fs, enum field_kind kind)
{
	const struct field_layout *seen = &fs->table->layout;
	size_t		 i;

	if (field_layout_has(seen, kind) ||
	    (kind == FIELD_SECRET && fs->table->secret))
		return (true);
	for (i = 0; i < fs->nparts; i++) {
		if (fs->parts[i].layout == seen)
			continue;
		seen = fs->parts[i].layout;
		if (field_layout_has(seen, kind))
			return (true);
	}
	return (false);
}

uint64_t
field_number(const struct fields *fs, const struct field *f)
{
	if (f->size > sizeof(uint64_t))
		return (0);
	return (le_get(fs->data + f->offset, (unsigned int)f->size));
}

bool
fields_all_zero(const void *data, size_t length)
{
	const uint8_t	*p = data;

	for (; length > 0; length--) {
		if (*p++ != 0)
			return (false);
	}
	return (true);
}
