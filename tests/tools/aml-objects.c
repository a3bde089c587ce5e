/* See LICENSE for licence details. */

/*
 * aml-objects - what the reader of AML makes of definition blocks
 *
 * usage: aml-objects [-abcrsw] FILE ...
 *
 * One object a line: its path, its kind, what there is to say about it, and
 * its flags as letters: c conditional, a again, s skipped, l local, w written,
 * or "-".
 * With -c the complaints follow.  Instead, with -r it is the resource
 * templates of all the AML: a line with the table's name, then their
 * descriptors as ASL has them, with -w in words; with -b those of all buffers,
 * templates or not.  With -a it is what devices have as _CRS and _PRT; with -s
 * it is where a namespace that is opened briefly differs, or nothing.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aml-asl.h"
#include "aml-brief.h"
#include "read/terms.h"
#include "read/xalloc.h"

static void
read_table(const char *path, struct ns_table *t)
{
	FILE		*f = fopen(path, "rb");
	uint8_t		*data;
	size_t		 room = 1 << 24;

	if (f == NULL) {
		perror(path);
		exit(2);
	}
	data = xmalloc(room);
	t->length = fread(data, 1, room, f);
	t->data = xreallocarray(data, t->length, 1);
	t->label = strrchr(path, '/') == NULL ? path : strrchr(path, '/') + 1;
	fclose(f);
}

static void
print_region(const struct ns *ns, const struct ns_object *o)
{
	struct ns_region r;
	char		 text[NS_SPACESZ];

	ns_region(ns, o, &r);
	printf(" %s", ns_space_name(o->region.space, text));
	if (r.address_known)
		printf(" 0x%llx", (unsigned long long)r.address);
	else
		printf(" computed");
	if (r.length_known)
		printf(" 0x%llx", (unsigned long long)r.length);
	else
		printf(" computed");
}

static void
print_facts(const struct ns *ns, const struct ns_object *o)
{
	struct ns_value	 v;
	char		 path[NS_PATHSZ];

	switch (o->kind) {
	case NS_METHOD:
		printf(" %u%s %u, %u bytes", o->method.args,
		    o->method.serialized ? " serialized" : "", o->method.sync,
		    o->body_length);
		break;
	case NS_NAME:
		ns_value(ns, o, &v);
		fputc(' ', stdout);
		ns_print_value(sink_stdout(), ns, &v);
		sink_flush(sink_stdout());
		break;
	case NS_REGION:
		print_region(ns, o);
		break;
	case NS_FIELD:
	case NS_INDEX_FIELD:
	case NS_BANK_FIELD:
		printf(" %s bit %llu, %u bits, flags 0x%02x",
		    ns_path(ns, ns_unit(ns, o)->parent, path),
		    (unsigned long long)ns_unit(ns, o)->bit,
		    ns_unit(ns, o)->width, ns_unit(ns, o)->flags);
		break;
	case NS_PROCESSOR:
		printf(" %u 0x%x %u", o->processor.id, o->processor.address,
		    o->processor.length);
		break;
	case NS_POWER_RESOURCE:
		printf(" %u %u", o->power.level, o->power.order);
		break;
	case NS_MUTEX:
		printf(" %u", o->mutex.sync);
		break;
	case NS_ALIAS:
		printf(" %s", ns_path(ns, o->alias.target, path));
		break;
	case NS_EXTERNAL:
		printf(" %u %u", o->external.type, o->external.args);
		break;
	default:
		break;
	}
}

static void
print_object(const struct ns *ns, const struct ns_object *o)
{
	static const char letters[] = "caslw";
	char		 path[NS_PATHSZ];
	int		 i;

	printf("%s %s", ns_path(ns, o->node, path), ns_kind_name(o->kind));
	print_facts(ns, o);
	printf(" ");
	for (i = 0; letters[i] != '\0'; i++) {
		if (o->flags >> i & 1)
			putchar(letters[i]);
	}
	printf("%s\n", o->flags == 0 ? "-" : "");
}

static void
print_objects(const struct ns *ns)
{
	uint32_t	 i;

	for (i = 0; i < ns->nobjects; i++)
		print_object(ns, &ns->objects[i]);
}

static void
print_complaints(const struct ns *ns)
{
	size_t		 i;

	for (i = 0; i < ns->ncomplaints; i++) {
		printf("%s: ", ns->complaints[i].load ? "load" : "method");
		ns_print_complaint(sink_stdout(), ns, &ns->complaints[i]);
		sink_flush(sink_stdout());
		putchar('\n');
	}
}

/* Buffers in the order of the AML, whatever they are in */
struct buffers {
	struct ns_value	*values;
	size_t		 n, room;
};

static void
add_buffer(const struct ns *ns, struct buffers *list, const struct term *t)
{
	struct ns_place	 place = { t->table, t->scope, t->offset, t->end };

	list->values = xgrow(list->values, list->n, &list->room,
	    sizeof(*list->values));
	if (ns_next(ns, &place, &list->values[list->n]))
		list->n++;
}

static void
add_buffers(const struct ns *ns, struct buffers *list, struct scan *s)
{
	struct term	 t;

	while (scan_next(s, &t)) {
		if (t.op != NULL && t.op->code == OP_BUFFER &&
		    t.event == TERM_ENTER)
			add_buffer(ns, list, &t);
	}
	scan_close(s);
}

static int
by_offset(const void *a, const void *b)
{
	const struct ns_value *va = a, *vb = b;

	return (va->offset < vb->offset ? -1 : va->offset > vb->offset);
}

static void
print_template(const struct ns_value *v, bool words)
{
	struct resource	 r;
	size_t		 at = 0;

	while (resource_next(v->bytes, v->length, &at, &r)) {
		if (r.kind == RESOURCE_END)
			continue;
		if (words) {
			resource_print(sink_stdout(), &r);
			sink_flush(sink_stdout());
			putchar('\n');
		} else
			asl_print(&r);
	}
}

static void
print_templates(const struct ns *ns, uint32_t table, bool all, bool words)
{
	struct buffers	 list = { NULL, 0, 0 };
	struct scan	 s;
	uint32_t	 i;

	scan_table(&s, ns, table);
	add_buffers(ns, &list, &s);
	for (i = 0; i < ns->nobjects; i++) {
		if (ns->objects[i].kind != NS_METHOD ||
		    ns->objects[i].table != table)
			continue;
		scan_method(&s, ns, &ns->objects[i]);
		add_buffers(ns, &list, &s);
	}
	if (list.n > 0)
		qsort(list.values, list.n, sizeof(list.values[0]), by_offset);
	for (i = 0; i < list.n; i++) {
		if (!all && !resource_is_template(list.values[i].bytes,
		    list.values[i].length))
			continue;
		printf("@%s 0x%x\n", ns->tables[table].label,
		    list.values[i].offset);
		print_template(&list.values[i], words);
	}
	free(list.values);
}

static void
print_answer(const struct ns *ns, uint32_t node, const char *name,
    enum ns_value_kind kind)
{
	const struct ns_object *o = ns_object(ns, ns_child(ns, node, name));
	struct ns_value	 values[4];
	char		 path[NS_PATHSZ];
	size_t		 i, n;
	bool		 fixed;

	if (o == NULL)
		return;
	n = ns_returns(ns, o, kind, values, 4, &fixed);
	printf("%s %s %zu\n", ns_path(ns, o->node, path),
	    fixed ? "fixed" : "computed", n);
	for (i = 0; i < n && i < 4; i++) {
		if (kind == NS_BUFFER)
			print_template(&values[i], true);
		else {
			ns_print_value(sink_stdout(), ns, &values[i]);
			sink_flush(sink_stdout());
			putchar('\n');
		}
	}
}

static void
print_answers(const struct ns *ns)
{
	uint32_t	 i;

	for (i = 0; i < ns->nnodes; i++) {
		print_answer(ns, i, "_CRS", NS_BUFFER);
		print_answer(ns, i, "_PRT", NS_PACKAGE);
	}
}

static bool
has(const char *options, char option)
{
	return (strchr(options, option) != NULL);
}

static void
print_all(const struct ns *ns, const char *options)
{
	uint32_t	 i;

	if (has(options, 'a'))
		print_answers(ns);
	else if (!has(options, 'r') && !has(options, 'b'))
		print_objects(ns);
	else {
		for (i = 0; i < ns->ntables; i++)
			print_templates(ns, i, has(options, 'b'),
			    has(options, 'w'));
	}
	if (has(options, 'c'))
		print_complaints(ns);
}

static void
print_brief(const struct ns *ns, const struct ns_table *tables)
{
	char		 path[NS_PATHSZ];
	uint32_t	 node;

	if (!aml_brief_agrees(ns, tables, ns->ntables, &node))
		printf("%s differs\n", ns_path(ns, node, path));
}

int
main(int argc, char *argv[])
{
	const char	*options = "";
	struct ns_table	*tables;
	struct ns	*ns;
	int		 i;

	if (argc > 1 && argv[1][0] == '-') {
		options = argv[1] + 1;
		argc--;
		argv++;
	}
	tables = xcalloc((size_t)argc, sizeof(*tables));
	for (i = 1; i < argc; i++)
		read_table(argv[i], &tables[i - 1]);
	ns = ns_open(tables, (size_t)argc - 1);
	if (has(options, 's'))
		print_brief(ns, tables);
	else
		print_all(ns, options);
	ns_close(ns);
	for (i = 1; i < argc; i++)
		free((void *)(uintptr_t)tables[i - 1].data);
	free(tables);
	return (0);
}
