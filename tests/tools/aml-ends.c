/* See LICENSE for licence details. */

/*
 * aml-ends TABLE - reads a definition block as if it ended after each of its
 * bytes, in memory that ends there: a sanitizer sees a byte too far.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "aml-brief.h"
#include "read/terms.h"

static void
read_terms(const struct ns *ns, const struct ns_object *method)
{
	struct scan	 s;
	struct term	 t;

	scan_method(&s, ns, method);
	while (scan_next(&s, &t))
		;
	scan_close(&s);
}

static void
read_all(const uint8_t *table, size_t length)
{
	struct ns_table	 t = { NULL, length, "DSDT" };
	struct acpi_header *h;
	struct ns_value	 v;
	struct ns	*ns;
	uint8_t		*copy = malloc(length);
	uint32_t	 i, node;

	if (copy == NULL)
		err(1, NULL);
	memcpy(copy, table, length);
	h = (void *)copy;
	h->length = put32(length);
	t.data = copy;
	ns = ns_open(&t, 1);
	for (i = 0; i < ns->nobjects; i++) {
		ns_value(ns, &ns->objects[i], &v);
		if (ns->objects[i].kind == NS_METHOD)
			read_terms(ns, &ns->objects[i]);
	}
	if (!aml_brief_agrees(ns, &t, 1, &node))
		errx(1, "%zu bytes: a brief namespace differs", length);
	ns_close(ns);
	free(copy);
}

int
main(int argc, char *argv[])
{
	static uint8_t	 table[1 << 16];
	size_t		 i, length;
	FILE		*f;

	if (argc != 2 || (f = fopen(argv[1], "rb")) == NULL)
		err(1, "usage: aml-ends table");
	length = fread(table, 1, sizeof(table), f);
	fclose(f);
	for (i = sizeof(struct acpi_header); i <= length; i++)
		read_all(table, i);
	printf("%zu\n", i - sizeof(struct acpi_header));
	return (0);
}
