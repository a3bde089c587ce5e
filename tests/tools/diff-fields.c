/* See LICENSE for licence details. */

/*
 * For every field of every row a sound table, and the same one with this
 * field changed.
 *
 * usage: diff-fields DIR
 *
 * Makes DIR/N.a and DIR/N.b, and prints for each N: the field's offset, and
 * its name as diff has it, but for what it has in brackets.  Left out is what
 * says where the table or the entry ends or what kind it is: with another
 * value of that there is no such field.
 */

#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "read/fields.h"

#define TABLE_MAX	4096

static uint8_t	table[TABLE_MAX];
static size_t	length;

static void
add_bytes(size_t size)
{
	size_t		 i;

	for (i = 0; i < size; i++)
		table[length + i] = (uint8_t)('A' + i % 7);
	length += size;
}

static void
make_table(const struct field_table *t)
{
	const struct field_type *type;
	struct acpi_header *h = (void *)table;
	struct acpi_rsdp *rsdp = (void *)table;
	struct acpi_slit *slit = (void *)table;
	size_t		 start;
	int		 i;

	length = 0;
	add_bytes(t->layout.size);
	for (type = t->types; type != NULL && type->layout != NULL; type++) {
		start = length;
		add_bytes(type->layout->size);
		table[start] = type->type;
		table[start + 1] = (uint8_t)type->layout->size;
	}
	for (i = 0; t->element != NULL && i < 2; i++)
		add_bytes(t->square ? 2 : t->element->size);
	if (t->square)
		slit->number_of_system_localities = put64(2);
	if (t->aml)
		add_bytes(9);
	if (strcmp(t->signature, "RSD ") == 0) {
		memcpy(table, ACPI_RSDP_SIGNATURE, 8);
		rsdp->length = put32(length);
	} else {
		memcpy(table, t->signature, 4);
		h->length = put32(length);
	}
}

static uint8_t
surplus(size_t n)
{
	uint8_t		 sum = 0;

	while (n > 0)
		sum = (uint8_t)(sum + table[--n]);
	return (sum);
}

/* Makes every checksum right but one at an offset. */
static void
sum_up(size_t but)
{
	struct fields	 fs;
	struct field	 f;
	size_t		 at;

	if (!fields_open(&fs, table, length))
		exit(1);
	for (at = 0; at < length; at = f.offset + f.size) {
		fields_at(&fs, at, &f);
		if (f.row != NULL && f.row->kind == FIELD_CHECKSUM &&
		    at != but)
			table[at] = (uint8_t)(table[at] - surplus(
			    f.row->covers > 0 ? f.row->covers : length));
	}
	fields_close(&fs);
}

static void
write_table(const char *dir, int number, char suffix)
{
	char		 path[512];
	FILE		*f;

	snprintf(path, sizeof(path), "%s/%d.%c", dir, number, suffix);
	if ((f = fopen(path, "w")) == NULL ||
	    fwrite(table, 1, length, f) != length || fclose(f) == EOF) {
		perror(path);
		exit(1);
	}
}

/* Does the field say what there is, or where it ends? */
static bool
is_frame(const struct field_table *t, const struct field *f)
{
	if (f->row == NULL)
		return (false);
	if (f->entry != NULL && t->types != NULL)
		return (f->offset < f->entry_offset +
		    sizeof(struct acpi_entry));
	if (f->entry == NULL && strcmp(f->row->name, "Signature") == 0)
		return (true);
	if (t->square && f->entry == NULL &&
	    f->offset >= sizeof(struct acpi_header))
		return (true);
	return (f->entry == NULL && strcmp(f->row->name, "Length") == 0 &&
	    f->offset == offsetof(struct acpi_header, length));
}

static void
print_name(const struct field_table *t, const char *name)
{
	const char	*open = strchr(name, '['), *close = strchr(name, ']');

	/* "Proximity Domain [7:0]" is a name. */
	if (open != NULL && close != NULL && (t->types || t->element))
		printf("%s.%.*s%s\n", t->layout.name, (int)(open - name) + 1,
		    name, close);
	else
		printf("%s.%s\n", t->layout.name, name);
}

static int
change_fields(const struct field_table *t, const char *dir, int number)
{
	struct fields	 fs;
	struct field	 f;
	char		 name[FIELD_NAMESZ];
	size_t		 at, next;

	for (at = 0; at < length; at = next) {
		make_table(t);
		sum_up(length);
		if (!fields_open(&fs, table, length))
			exit(1);
		fields_at(&fs, at, &f);
		field_name(name, &fs, &f);
		next = f.offset + f.size;
		if (!is_frame(t, &f)) {
			write_table(dir, number, 'a');
			table[next - 1] ^= 0x10;
			sum_up(f.offset);
			write_table(dir, number, 'b');
			printf("%d %04zx ", number++, f.offset);
			print_name(t, name);
		}
		fields_close(&fs);
	}
	return (number);
}

int
main(int argc, char *argv[])
{
	const struct field_table *t;
	size_t		 i;
	int		 number = 0;

	for (i = 0; argc == 2 && (t = field_table_at(i)) != NULL; i++) {
		make_table(t);
		number = change_fields(t, argv[1], number);
	}
	return (number == 0);
}
