/* See LICENSE for licence details. */

/*
 * acpidump's text, or what looks like it: tables are whole, and bytes that are
 * printed as text come back.
 */

#include "fuzz.h"
#include "read/dump.h"

static void
look(const struct dump *d)
{
	const struct dump_table *t;
	size_t		 i, length;
	enum dump_kind	 kind;

	for (i = 0; i < d->n; i++) {
		t = &d->tables[i];
		kind = dump_kind(t->data, t->length, &length);
		if (kind != DUMP_TABLE && kind != DUMP_RSDP)
			abort();
	}
}

static void
print(FILE *f, const uint8_t *data, size_t length)
{
	size_t		 i;

	fprintf(f, "ABCD @ 0x1000");
	for (i = 0; i < length; i++) {
		if (i % 16 == 0)
			fprintf(f, "\n    %04zX:", i);
		fprintf(f, " %02X", data[i]);
	}
	fprintf(f, "\n\n");
}

/* The bytes as a table that is printed and read again */
static void
read_again(const uint8_t *data, size_t size)
{
	struct dump	 d = { 0 };
	char		*text;
	uint8_t		*table;
	FILE		*f;
	size_t		 n;

	if (size < 8)
		return;
	if ((table = malloc(size)) == NULL ||
	    (f = open_memstream(&text, &n)) == NULL)
		abort();
	memcpy(table, data, size);
	memcpy(table, "ABCD", 4);
	le_put(table + 4, 4, size);
	print(f, table, size);
	fclose(f);
	if (!dump_is_text((uint8_t *)text, n))
		abort();
	dump_read_text(&d, "text", (uint8_t *)text, n);
	if (d.n != 1 || d.tables[0].length != size ||
	    memcmp(d.tables[0].data, table, size) != 0)
		abort();
	dump_free(&d);
	free(text);
	free(table);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dump	 d = { 0 };
	uint8_t		*copy;

	/* In memory of its own, so that a byte too far is seen */
	if ((copy = malloc(size > 0 ? size : 1)) == NULL)
		abort();
	if (size > 0)
		memcpy(copy, data, size);
	if (dump_is_text(copy, size))
		dump_read_text(&d, "text", copy, size);
	look(&d);
	dump_free(&d);
	read_again(copy, size);
	free(copy);
	return (0);
}
