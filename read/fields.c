/* See LICENSE for licence details. */

/* Tables taken apart by their rows, and fields printed. */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"

/*
 * Taking apart
 */

const struct field_layout *
field_entry_layout(const struct field_table *t, uint8_t type)
{
	const struct field_type *ft;

	for (ft = t->types; ft->layout != NULL && ft->type != type; ft++)
		;
	return (ft->layout);
}

static const struct field_layout *
entry_layout(const struct field_table *t, uint8_t type)
{
	const struct field_layout *layout = field_entry_layout(t, type);

	return (layout == NULL ? &rows_unknown_entry : layout);
}

static size_t
entry_length(const struct fields *fs, size_t offset)
{
	const struct acpi_entry *e = acpi_entry_at(fs->data, fs->length,
	    offset);

	return (e == NULL ? 0 : e->length);
}

/*
 * Notes where each entry is, so that no field has to be looked for from the
 * table's start.
 */
static bool
note_entries(struct fields *fs)
{
	uint32_t	 counts[UINT8_MAX + 1] = { 0 };
	const size_t	 start = fs->table->layout.size;
	size_t		 at, length, n = 0;
	uint8_t		 type;

	for (at = start; (length = entry_length(fs, at)) != 0; at += length)
		n++;
	if ((fs->entries = calloc(n + 1, sizeof(*fs->entries))) == NULL)
		return (false);
	for (at = start; fs->nentries < n; at += entry_length(fs, at)) {
		/* Those of unknown types are counted together. */
		type = fs->data[at];
		if (entry_layout(fs->table, type) == &rows_unknown_entry)
			type = UINT8_MAX;
		fs->entries[fs->nentries].offset = (uint32_t)at;
		fs->entries[fs->nentries].ordinal = counts[type]++;
		fs->nentries++;
	}
	fs->end = at;
	return (true);
}

static void
note_elements(struct fields *fs)
{
	const struct field_table *t = fs->table;
	uint64_t	 n;

	fs->element = t->element->size;
	if (t->square) {
		n = get64(((const struct acpi_slit *)(const void *)fs->data)->
		    number_of_system_localities);
		fs->element = n < fs->length ? (size_t)n : 0;
	}
	if (fs->element > 0)
		fs->end += (fs->length - fs->end) / fs->element * fs->element;
	if (t->square && fs->element > 0 &&
	    (fs->end - t->layout.size) / fs->element > fs->element)
		fs->end = t->layout.size + fs->element * fs->element;
}

bool
fields_open(struct fields *fs, const uint8_t *data, size_t length)
{
	const struct field_table *t = NULL;

	if (length >= 4)
		t = field_table_find((const char *)data);
	memset(fs, 0, sizeof(*fs));
	fs->table = t == NULL ? &rows_unknown : t;
	fs->data = data;
	fs->length = length;
	fs->end = fs->table->layout.size;
	if (length <= fs->end)
		return (true);
	if (fs->table->types != NULL)
		return (note_entries(fs));
	if (fs->table->element != NULL)
		note_elements(fs);
	return (true);
}

void
fields_close(struct fields *fs)
{
	free(fs->entries);
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
		return;
	}
	f->row = row;
	set_extent(f, base + row->offset, base + row->offset + size);
}

static void
find_in_entry(const struct fields *fs, size_t offset, struct field *f)
{
	size_t		 low = 0, high = fs->nentries, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (fs->entries[middle].offset <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	f->entry_offset = fs->entries[low - 1].offset;
	f->entry_size = entry_length(fs, f->entry_offset);
	f->entry = entry_layout(fs->table, fs->data[f->entry_offset]);
	f->ordinal = fs->entries[low - 1].ordinal;
}

void
fields_at(const struct fields *fs, size_t offset, struct field *f)
{
	const struct field_layout *layout = &fs->table->layout;

	memset(f, 0, sizeof(*f));
	if (offset < layout->size) {
		find_field(layout, 0, fs->length < layout->size ?
		    fs->length : layout->size, offset, f);
		return;
	}
	if (offset >= fs->end) {
		set_extent(f, fs->end, fs->length);
		return;
	}
	if (fs->element == 0)
		find_in_entry(fs, offset, f);
	else {
		f->ordinal = (offset - layout->size) / fs->element;
		f->entry = fs->table->element;
		f->entry_offset = layout->size + f->ordinal * fs->element;
		f->entry_size = fs->element;
	}
	find_field(f->entry, f->entry_offset, f->entry_offset + f->entry_size,
	    offset, f);
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

/*
 * Printing
 */

static void
append(char *text, size_t size, const char *separator, const char *s)
{
	size_t		 len = strlen(text);

	if (s[0] != '\0')
		snprintf(text + len, size - len, "%s%s",
		    len > 0 ? separator : "", s);
}

void
field_name(char name[FIELD_NAMESZ], const struct fields *fs,
    const struct field *f)
{
	name[0] = '\0';
	if (f->entry != NULL)
		snprintf(name, FIELD_NAMESZ, "%s[%zu]", f->entry->name,
		    f->ordinal);
	if (f->outer != NULL)
		append(name, FIELD_NAMESZ, ".", f->outer->name);
	if (f->row != NULL)
		append(name, FIELD_NAMESZ, ".", f->row->name);
	else
		append(name, FIELD_NAMESZ, ".", f->entry == NULL ?
		    fs->table->rest : "Data");
}

void
field_meaning(char meaning[FIELD_MEANINGSZ], const struct fields *fs,
    const struct field *f)
{
	const struct field_value *value;
	const uint64_t	 v = field_number(fs, f);
	uint64_t	 rest = v;
	char		 bits[40];

	meaning[0] = '\0';
	if (f->row == NULL || (value = f->row->values) == NULL)
		return;
	for (; value->name != NULL; value++) {
		rest &= ~(uint64_t)value->mask;
		if ((v & value->mask) == value->value)
			append(meaning, FIELD_MEANINGSZ, ", ", value->name);
	}
	if (f->row->kind != FIELD_FLAGS || rest == 0)
		return;
	snprintf(bits, sizeof(bits), "reserved 0x%" PRIx64, rest);
	append(meaning, FIELD_MEANINGSZ, ", ", bits);
}

int
field_print_string(FILE *out, const void *data, size_t length)
{
	const unsigned char *p = data;
	int		 n = 0;

	for (; length > 0; length--, p++) {
		if (*p >= ' ' && *p <= '~' && *p != '\\' && *p != '"')
			n += fputc(*p, out) != EOF;
		else
			n += fprintf(out, "\\x%02x", *p);
	}
	return (n);
}

void
field_print_word(FILE *out, const char *s, size_t length)
{
	size_t		 i;

	if (length == 0 || s[0] == '\0')
		fprintf(out, "\"\"");
	for (i = 0; i < length && s[i] != '\0'; i++) {
		if (s[i] == ' ')
			fprintf(out, "\\x20");
		else
			field_print_string(out, &s[i], 1);
	}
}

int
field_print_hex(FILE *out, const uint8_t *p, size_t length, bool capitals)
{
	const char	*digits = capitals ? "0123456789ABCDEF" :
	    "0123456789abcdef";
	size_t		 i;

	/* One by one they are most of what is printed of a hostile file. */
	for (i = 0; i < length; i++) {
		if (i > 0)
			fputc(' ', out);
		fputc(digits[p[i] >> 4], out);
		fputc(digits[p[i] & 0xf], out);
	}
	return (length == 0 ? 0 : (int)length * 3 - 1);
}

static int
print_numbers(FILE *out, const uint8_t *p, size_t length)
{
	size_t		 i;
	int		 n = 0;

	for (i = 0; i < length; i++)
		n += fprintf(out, "%s%u", i > 0 ? " " : "", p[i]);
	return (n);
}

int
field_print_value(FILE *out, const struct fields *fs, const struct field *f)
{
	const uint8_t	*p = fs->data + f->offset;
	const uint64_t	 v = field_number(fs, f);

	if (f->row != NULL && f->row->kind == FIELD_STRING)
		return (fprintf(out, "\"") + field_print_string(out, p,
		    f->size) + fprintf(out, "\""));
	if (f->row != NULL && f->row->kind == FIELD_NUMBERS)
		return (print_numbers(out, p, f->size));
	if (f->row == NULL || f->size > sizeof(v))
		return (field_print_hex(out, p, f->size, false));
	if (f->row->kind == FIELD_NUMBER)
		return (fprintf(out, "%" PRIu64, v));
	return (fprintf(out, "0x%0*" PRIx64, (int)f->size * 2, v));
}

size_t
field_struct_end(const struct fields *fs, const struct field *f)
{
	const size_t	 end = f->outer_offset + f->outer->size;

	return (end < fs->length ? end : fs->length);
}

int
field_print_struct(FILE *out, const struct fields *fs, struct field *f,
    char meaning[FIELD_MEANINGSZ])
{
	const size_t	 start = f->outer_offset, end = field_struct_end(fs, f);
	char		 one[FIELD_MEANINGSZ];
	size_t		 i;
	bool		 any = false;
	int		 n;

	for (i = start; i < end; i++)
		any |= fs->data[i] != 0;
	snprintf(meaning, FIELD_MEANINGSZ, "%s", any ? "" : "none");
	n = fprintf(out, "{");
	for (;;) {
		n += fprintf(out, "%s", f->row == NULL ? "cut off: " : "");
		n += field_print_value(out, fs, f);
		field_meaning(one, fs, f);
		if (any)
			append(meaning, FIELD_MEANINGSZ, ", ", one);
		if (f->offset + f->size >= end)
			break;
		n += fprintf(out, ", ");
		fields_at(fs, f->offset + f->size, f);
	}
	return (n + fprintf(out, "}"));
}

void
field_print_dump(FILE *out, const uint8_t *bytes, size_t length,
    bool capitals)
{
	size_t		 i;

	fputc(' ', out);
	field_print_hex(out, bytes, length, capitals);
	fprintf(out, "%*s", (int)(16 - length) * 3 + 2, "");
	for (i = 0; i < length; i++)
		fputc(bytes[i] >= ' ' && bytes[i] <= '~' ? bytes[i] : '.',
		    out);
	fputc('\n', out);
}
