/* See LICENSE for licence details. */

/* The names of fields, their values and what they mean, as text */

#include <inttypes.h>
#include <string.h>

#include "rows.h"
#include "text.h"

static void
append(char *text, size_t size, const char *separator, const char *s)
{
	struct text	 t = { text, size, strlen(text) };

	if (t.length > 0 && s[0] != '\0')
		vmacpigen_text_add(&t, separator);
	vmacpigen_text_add(&t, s);
}

void
field_struct_name(char name[FIELD_NAMESZ], const struct field *f)
{
	struct text	 t;

	vmacpigen_text_begin(&t, name, FIELD_NAMESZ);
	if (f->entry != NULL)
		vmacpigen_text_add(&t, f->entry->name);
	if (f->entry != NULL && !f->entry->single) {
		vmacpigen_text_add(&t, "[");
		vmacpigen_text_number(&t, f->ordinal, 10);
		vmacpigen_text_add(&t, "]");
	}
	if (f->outer != NULL)
		append(name, FIELD_NAMESZ, ".", f->outer->name);
}

const char *
field_own_name(const struct fields *fs, const struct field *f)
{
	if (f->row != NULL)
		return (f->row->name);
	if (f->entry == NULL)
		return (fs->table->rest);
	return (f->entry == &rows_gap ? "" : "Data");
}

void
field_name(char name[FIELD_NAMESZ], const struct fields *fs,
    const struct field *f)
{
	field_struct_name(name, f);
	append(name, FIELD_NAMESZ, ".", field_own_name(fs, f));
}

void
field_meaning(char meaning[FIELD_MEANINGSZ], const struct fields *fs,
    const struct field *f)
{
	const struct field_value *value;
	uint64_t	 v, rest;
	char		 bits[40];

	meaning[0] = '\0';
	if (f->row == NULL || (value = f->row->values) == NULL)
		return;
	v = rest = field_number(fs, f);
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
field_print_string(struct sink *out, const void *data, size_t length)
{
	const unsigned char *p = data;
	int		 n = 0;

	for (; length > 0; length--, p++) {
		if (*p >= ' ' && *p <= '~' && *p != '\\' && *p != '"')
			n += sink_printf(out, "%c", *p);
		else
			n += sink_printf(out, "\\x%02x", *p);
	}
	return (n);
}

void
field_print_word(struct sink *out, const char *s, size_t length)
{
	size_t		 i;

	if (length == 0 || s[0] == '\0')
		sink_printf(out, "\"\"");
	for (i = 0; i < length && s[i] != '\0'; i++) {
		if (s[i] == ' ')
			sink_printf(out, "\\x20");
		else
			field_print_string(out, &s[i], 1);
	}
}

int
field_print_hex(
    struct sink *out, const uint8_t *p, size_t length, bool capitals)
{
	const char	*digits = capitals ? "0123456789ABCDEF" :
	    "0123456789abcdef";
	size_t		 i;

	/* One by one they are most of what is printed of a hostile file. */
	for (i = 0; i < length; i++) {
		if (i > 0)
			sink_putc(out, ' ');
		sink_putc(out, digits[p[i] >> 4]);
		sink_putc(out, digits[p[i] & 0xf]);
	}
	return (length == 0 ? 0 : (int)length * 3 - 1);
}

static int
print_number(struct sink *out, const struct field_row *row, const uint8_t *p,
    size_t size)
{
	const uint64_t	 v = le_get(p, (unsigned int)size);

	if (row->kind == FIELD_NUMBER)
		return (sink_decimal(out, v, 0));
	sink_write(out, "0x", 2);
	return (2 + sink_hex(out, v, (int)size * 2));
}

static int
print_list(struct sink *out, const struct field_row *row, const uint8_t *p,
    size_t length)
{
	size_t		 i;
	int		 n = 0;

	for (i = 0; i < length; i += row->unit) {
		n += sink_printf(out, "%s", i > 0 ? " " : "");
		n += print_number(out, row, p + i, row->unit);
	}
	return (n);
}

/* As RFC 4122 has it, of bytes as EFI orders them */
static int
print_guid(struct sink *out, const uint8_t *p)
{
	return (sink_printf(out, "%08" PRIx64 "-%04" PRIx64 "-%04" PRIx64
	    "-%02x%02x-%02x%02x%02x%02x%02x%02x", le_get(p, 4),
	    le_get(p + 4, 2), le_get(p + 6, 2), p[8], p[9], p[10], p[11],
	    p[12], p[13], p[14], p[15]));
}

/* A value that is not one number of a row */
static int
print_other(struct sink *out, const struct field_row *row, const uint8_t *p,
    size_t size)
{
	if (row == NULL)
		return (field_print_hex(out, p, size, false));
	if (row->kind == FIELD_SECRET)
		return (sink_text(out, "hidden", 0));
	if (row->kind == FIELD_STRING)
		return (sink_text(out, "\"", 0) + field_print_string(out, p,
		    size) + sink_text(out, "\"", 0));
	if (row->kind == FIELD_GUID && size == 16)
		return (print_guid(out, p));
	if (row->unit > 0 && size % row->unit == 0)
		return (print_list(out, row, p, size));
	return (field_print_hex(out, p, size, false));
}

int
field_print_value(
    struct sink *out, const struct fields *fs, const struct field *f)
{
	const struct field_row *row = f->row;
	const uint8_t	*p = fs->data + f->offset;

	if (row == NULL || f->size > sizeof(uint64_t) ||
	    (row->unit > 0 && f->size % row->unit == 0) ||
	    row->kind == FIELD_STRING || row->kind == FIELD_SECRET)
		return (print_other(out, row, p, f->size));
	return (print_number(out, row, p, f->size));
}

size_t
field_struct_end(const struct fields *fs, const struct field *f)
{
	const size_t	 end = f->outer_offset + f->outer->size;

	return (end < fs->length ? end : fs->length);
}

int
field_print_struct(struct sink *out, const struct fields *fs, struct field *f,
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
	n = sink_printf(out, "{");
	for (;;) {
		n += sink_printf(out, "%s", f->row == NULL ? "cut off: " : "");
		n += field_print_value(out, fs, f);
		field_meaning(one, fs, f);
		if (any)
			append(meaning, FIELD_MEANINGSZ, ", ", one);
		if (f->offset + f->size >= end)
			break;
		n += sink_printf(out, ", ");
		fields_next(fs, f);
	}
	return (n + sink_printf(out, "}"));
}

void
field_print_dump(struct sink *out, const uint8_t *bytes, size_t length,
    bool capitals)
{
	size_t		 i;

	sink_putc(out, ' ');
	field_print_hex(out, bytes, length, capitals);
	sink_printf(out, "%*s", (int)(16 - length) * 3 + 2, "");
	for (i = 0; i < length; i++)
		sink_putc(out, bytes[i] >= ' ' && bytes[i] <= '~' ?
		    (char)bytes[i] : '.');
	sink_putc(out, '\n');
}
