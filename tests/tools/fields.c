/* See LICENSE for licence details. */

/*
 * Holds that the rows of every struct name each of its bytes exactly once,
 * and that a table taken apart is all of the table, whatever is in it.
 */

#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "read/fields.h"

static int	failures;

static void
expect(bool fine, const char *what, const char *name, size_t offset)
{
	if (fine)
		return;
	printf("%s: %s at offset %zu\n", name, what, offset);
	failures++;
}

static void
test_layout(const struct field_layout *l)
{
	const struct field_row *row, *other;
	size_t		 at = 0;

	for (row = l->rows; row->name != NULL; row++) {
		expect(row->offset == at, "gap or overlap", l->name, at);
		at = row->offset + row->size;
		if (row->layout != NULL) {
			expect(row->layout->size == row->size,
			    "struct of another size", l->name, row->offset);
			test_layout(row->layout);
		}
		expect((row->kind == FIELD_STRUCT) == (row->layout != NULL),
		    "kind", l->name, row->offset);
		for (other = l->rows; other < row; other++)
			expect(row->kind == FIELD_RESERVED ||
			    strcmp(row->name, other->name) != 0,
			    "a name twice", l->name, row->offset);
	}
	expect(at == l->size, "rows end", l->name, at);
}

/* Every byte of the table is in exactly one field, found from anywhere. */
static void
test_table(const uint8_t *data, size_t length, const char *name)
{
	struct fields	 fs;
	struct field	 f, g;
	char		 path[FIELD_NAMESZ];
	size_t		 at, i;

	if (!fields_open(&fs, data, length))
		exit(1);
	for (at = 0; at < length; at = f.offset + f.size) {
		fields_at(&fs, at, &f);
		expect(f.offset == at, "field begins elsewhere", name, at);
		if (f.size == 0 || f.size > length - at) {
			expect(false, "field's size", name, at);
			break;
		}
		expect(f.row == NULL || f.row->size == 0 ||
		    f.row->size == f.size, "row's size", name, at);
		field_name(path, &fs, &f);
		expect(path[0] != '\0' && strlen(path) < FIELD_NAMESZ - 1,
		    "field's name", name, at);
		for (i = 0; i < f.size; i++) {
			fields_at(&fs, at + i, &g);
			expect(memcmp(&f, &g, sizeof(f)) == 0,
			    "another field within", name, at + i);
		}
	}
	fields_close(&fs);
}

int
main(void)
{
	const struct field_table *t;
	const struct field_type *type;
	uint8_t		 data[512];
	size_t		 i, j, length;

	srand(1);
	for (i = 0; (t = field_table_at(i)) != NULL; i++) {
		test_layout(&t->layout);
		if (t->element != NULL && !t->square)
			test_layout(t->element);
		for (type = t->types; type != NULL && type->layout != NULL;
		    type++)
			test_layout(type->layout);
		for (length = 0; length <= sizeof(data); length++) {
			/* Small bytes make entries of all kinds. */
			for (j = 0; j < length; j++)
				data[j] = (uint8_t)(rand() % 17);
			if (length >= 4 && length % 8 != 7)
				memcpy(data, t->signature, 4);
			if (t->square && length > sizeof(struct acpi_slit))
				memset(data + sizeof(struct acpi_header) + 1,
				    0, sizeof(le64) - 1);
			test_table(data, length, t->layout.name);
		}
	}
	printf("%d failures\n", failures);
	return (failures == 0 ? 0 : 1);
}
