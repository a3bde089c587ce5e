/* See LICENSE for licence details. */

/*
 * The reader of AML.  One byte says how many bytes of 16 each the first of
 * two tables has, the rest is the other's; its lowest bit is the revision.
 */

#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "read/reach.h"
#include "read/resources.h"
#include "read/terms.h"
#include "tests/tools/aml-brief.h"

#define VALUES	4

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What is printed, and not looked at */
static struct sink null;

/* In memory of its own, so that a byte too far is seen */
static struct ns_table
make_table(const uint8_t *data, size_t size, uint8_t revision)
{
	struct acpi_header h = { .signature = "DSDT", .revision = revision };
	struct ns_table	 t = { NULL, sizeof(h) + size, "DSDT" };
	uint8_t		*copy = malloc(t.length);

	if (copy == NULL)
		abort();
	h.length = put32(t.length);
	memcpy(copy, &h, sizeof(h));
	if (size > 0)
		memcpy(copy + sizeof(h), data, size);
	t.data = copy;
	return (t);
}

static void
print_template(const struct ns_value *v)
{
	struct resource	 r;
	size_t		 at = 0, i;
	uint32_t	 sum = 0;

	while (resource_next(v->bytes, v->length, &at, &r)) {
		for (i = 0; i < r.nnumbers; i++)
			sum += resource_number(&r, i);
		resource_print(&null, &r);
	}
	sink_printf(&null, "%lu %d", (unsigned long)sum,
	    resource_is_template(v->bytes, v->length));
}

static void
use_object(const struct ns *ns, const struct ns_object *o)
{
	struct ns_value	 v, values[VALUES];
	struct ns_region r;
	char		 text[NS_IDSZ], path[NS_PATHSZ];
	size_t		 i, n;
	bool		 fixed;

	ns_find(ns, ns_path(ns, o->node, path));
	ns_region(ns, o, &r);
	ns_value(ns, o, &v);
	if (ns_id(&v, text))
		ns_next_with_id(ns, NS_NONE, text);
	ns_print_value(&null, ns, &v);
	if (v.kind == NS_BUFFER)
		print_template(&v);
	n = ns_returns(ns, o, NS_BUFFER, values, VALUES, &fixed);
	for (i = 0; i < n && i < VALUES; i++)
		print_template(&values[i]);
	ns_returns(ns, o, NS_PACKAGE, values, VALUES, &fixed);
}

static void
use_terms(struct scan *s)
{
	struct term	 t;
	size_t		 depth = 0;

	while (scan_next(s, &t)) {
		depth += t.event == TERM_ENTER;
		depth -= t.event == TERM_LEAVE;
	}
	/* What is entered is left. */
	if (depth != 0)
		abort();
	scan_close(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ns_table	 tables[2];
	struct scan	 s;
	struct ns	*ns;
	size_t		 first;
	uint32_t	 i, node;

	if (size == 0)
		return (0);
	null.n = 0;
	first = (size_t)(data[0] & 0xfe) * 8;
	if (first > size - 1)
		first = size - 1;
	tables[0] = make_table(data + 1, first, 1 + data[0] % 2);
	tables[1] = make_table(data + 1 + first, size - 1 - first, 2);
	ns = ns_open(tables, 2);
	for (i = 0; i < ns->ntables; i++) {
		scan_table(&s, ns, i);
		use_terms(&s);
	}
	for (i = 0; i < ns->nobjects; i++) {
		use_object(ns, &ns->objects[i]);
		if (ns->objects[i].kind != NS_METHOD)
			continue;
		scan_method(&s, ns, &ns->objects[i]);
		use_terms(&s);
	}
	for (i = 0; i < ns->ncomplaints; i++)
		ns_print_complaint(&null, ns, &ns->complaints[i]);
	reach_close(reach_open(ns));
	if (!aml_brief_agrees(ns, tables, 2, &node))
		abort();
	ns_close(ns);
	free((void *)(uintptr_t)tables[0].data);
	free((void *)(uintptr_t)tables[1].data);
	return (0);
}
