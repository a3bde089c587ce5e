/* See LICENSE for licence details. */

/*
 * Holds that the rows of every struct name each of its bytes exactly once,
 * and that a table taken apart is all of the table, whatever is in it.
 */

#include "sound.h"

static int	failures;

static void
expect(bool fine, const char *what, const char *name, size_t offset)
{
	if (fine)
		return;
	printf("%s: %s at offset %zu\n", name, what, offset);
	failures++;
}

/* More than one table has: the engine counts so many names. */
#define LAYOUTS_MAX	44

static const struct field_layout *layouts[LAYOUTS_MAX];
static size_t	nlayouts;

/* Notes a layout of a table; false if it has been noted before. */
static bool
note_layout(const struct field_layout *l)
{
	size_t		 i;

	for (i = 0; i < nlayouts; i++) {
		if (layouts[i] == l)
			return (false);
	}
	if (nlayouts == LAYOUTS_MAX) {
		expect(false, "too many layouts", l->name, 0);
		exit(1);
	}
	layouts[nlayouts++] = l;
	return (true);
}

static void
test_rows(const struct field_layout *l)
{
	const struct field_row *row, *other;
	size_t		 at = 0;

	for (row = l->rows; row->name != NULL; row++) {
		expect(row->offset == at, "gap or overlap", l->name, at);
		at = row->offset + row->size;
		expect(row->unit == 0 || row->size % row->unit == 0,
		    "a unit that does not fit", l->name, row->offset);
		expect(row->kind != FIELD_FLAGS || row->values != NULL,
		    "flags without names", l->name, row->offset);
		if (row->layout != NULL) {
			expect(row->layout->size == row->size,
			    "struct of another size", l->name, row->offset);
			test_rows(row->layout);
		}
		expect((row->kind == FIELD_STRUCT) == (row->layout != NULL),
		    "kind", l->name, row->offset);
		for (other = l->rows; other < row; other++)
			expect(row->kind == FIELD_RESERVED ||
			    row->name[0] == '\0' ||
			    strcmp(row->name, other->name) != 0,
			    "a name twice", l->name, row->offset);
	}
	expect(at == l->size, "rows end", l->name, at);
	expect(l->least <= l->size, "the least is more", l->name, l->least);
}

static void
test_place(const struct field_layout *l, const struct field_place *place)
{
	expect(place->offset + place->size <= l->size && place->size <= 8,
	    "a place that is not in it", l->name, place->offset);
}

static void
test_layout(const struct field_layout *l)
{
	const struct field_tail *tail = l->tails;
	const struct field_type *type;
	size_t		 n = 0;
	bool		 started = false;

	if (!note_layout(l))
		return;
	test_rows(l);
	for (; tail != NULL && (tail->family != NULL || tail->layout != NULL);
	    tail++, n++) {
		test_place(l, &tail->start);
		test_place(l, &tail->count);
		test_place(l, &tail->width);
		started = started || tail->start.size > 0;
		expect(started == (tail->start.size > 0),
		    "a tail behind those with a place", l->name, n);
		expect((tail->family == NULL) != (tail->layout == NULL),
		    "a tail of two kinds", l->name, n);
		if (tail->layout != NULL) {
			test_layout(tail->layout);
			expect(tail->layout->size > 0 ||
			    tail->layout->rows[1].name == NULL,
			    "two rows without a size", l->name, n);
			continue;
		}
		for (type = tail->family->types; type != NULL &&
		    type->layout != NULL; type++)
			test_layout(type->layout);
		if (tail->family->other != NULL)
			test_layout(tail->family->other);
		expect(tail->family->types != NULL ||
		    tail->family->other != NULL, "no entries", l->name, n);
	}
	expect(n <= FIELD_TAILS, "too many tails", l->name, n);
}

/* Every byte of the table is in exactly one field, found from anywhere. */
static void
test_table(const uint8_t *data, size_t length, const char *name)
{
	struct fields	 fs;
	struct field	 f, g, next;
	char		 path[FIELD_NAMESZ];
	size_t		 at, i;
	bool		 more;

	fields_open(&fs, data, length);
	more = fields_first(&fs, &next);
	for (at = 0; at < length; at = f.offset + f.size) {
		fields_at(&fs, at, &f);
		expect(more && memcmp(&f, &next, sizeof(f)) == 0,
		    "another field in order", name, at);
		more = fields_next(&fs, &next);
		expect(f.offset == at, "field begins elsewhere", name, at);
		if (f.size == 0 || f.size > length - at) {
			expect(false, "field's size", name, at);
			break;
		}
		/* What is left of a key is still a secret. */
		expect(f.row == NULL || f.row->size == 0 ||
		    f.row->size == f.size || (f.row->size > f.size &&
		    f.row->kind == FIELD_SECRET), "row's size", name, at);
		field_name(path, &fs, &f);
		expect(path[0] != '\0' && strlen(path) < FIELD_NAMESZ - 1,
		    "field's name", name, at);
		for (i = 0; i < f.size; i++) {
			fields_at(&fs, at + i, &g);
			expect(memcmp(&f, &g, sizeof(f)) == 0,
			    "another field within", name, at + i);
		}
	}
	expect(!more, "a field behind all", name, length);
	fields_close(&fs);
}

/* All that there is in a sound table has a name of its own and a row. */
static void
test_names(const struct sound *s, const char *table)
{
	static char	 names[SOUND_MAX][FIELD_NAMESZ];
	struct fields	 fs;
	struct field	 f;
	size_t		 at, i, n = 0;

	fields_open(&fs, s->bytes, s->length);
	for (at = 0; at < s->length; at = f.offset + f.size) {
		fields_at(&fs, at, &f);
		field_name(names[n], &fs, &f);
		expect(f.row != NULL || fs.table->aml, "no row", table, at);
		for (i = 0; i < n && f.row != NULL &&
		    f.row->kind != FIELD_RESERVED; i++)
			expect(strcmp(names[i], names[n]) != 0,
			    "a name twice", names[n], at);
		n++;
	}
	fields_close(&fs);
}

/* Sound tables, cut off and spoilt */
static void
test_sound(const struct field_table *t)
{
	static struct sound s;
	const char	*name = t->layout.name;
	size_t		 i, j, length;

	sound_table(&s, t);
	test_names(&s, name);
	for (length = 0; length <= s.length; length++)
		test_table(s.bytes, length, name);
	for (i = 0; i < 400; i++) {
		sound_table(&s, t);
		for (j = 0; j <= i % 4; j++)
			s.bytes[8 + (size_t)rand() % (s.length - 8)] =
			    (uint8_t)(rand() % 2 ? rand() : rand() % 64);
		test_table(s.bytes, s.length, name);
	}
}

int
main(void)
{
	const struct field_table *t;
	uint8_t		 data[512];
	size_t		 i, j, length;

	srand(1);
	for (i = 0; (t = field_table_at(i)) != NULL; i++) {
		nlayouts = 0;
		test_layout(&t->layout);
		test_sound(t);
		for (length = 0; length <= sizeof(data); length++) {
			/* Small bytes make entries of all kinds. */
			for (j = 0; j < length; j++)
				data[j] = (uint8_t)(rand() % 17);
			if (length >= 4 && length % 8 != 7)
				memcpy(data, t->signature, 4);
			if (length > t->layout.size)
				memset(data + sizeof(struct acpi_header) + 1,
				    0, t->layout.size -
				    sizeof(struct acpi_header));
			test_table(data, length, t->layout.name);
		}
	}
	printf("%d failures\n", failures);
	return (failures == 0 ? 0 : 1);
}
