/* See LICENSE for licence details. */

/* AML that a guest may read differently than the reader here */

#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "read/terms.h"
#include "read/xalloc.h"

#define CONFIDENTIAL	CHECK_CONFIDENTIAL

/* Returns how many arguments follow a name in a call. */
static unsigned int
arguments(const struct ns_object *o)
{
	if (o->kind == NS_EXTERNAL)
		return (o->external.type == NS_TYPE_METHOD ?
		    o->external.args : 0);
	return (o->kind == NS_METHOD ? o->method.args : 0);
}

/* What a name leads to from inside its scope while it is undefined */
static const struct ns_object *
outer(const struct ns *ns, uint32_t node)
{
	const struct ns_object *o = NULL;
	uint32_t	 scope = ns->nodes[node].parent;
	char		 seg[NS_SEGSZ + 1];

	memcpy(seg, ns->nodes[node].name, NS_SEGSZ);
	seg[NS_SEGSZ] = '\0';
	while (o == NULL && scope != NS_NONE &&
	    (scope = ns->nodes[scope].parent) != NS_NONE)
		o = ns_object(ns, ns_child(ns, scope, seg));
	return (o);
}

/* Whether a node is defined once all tables are loaded, whatever runs */
static bool
is_sure(const struct ns *ns, uint32_t node)
{
	const struct ns_object *o;
	uint32_t	 i;

	for (i = ns->nodes[node].all; i != NS_NONE; i = o->next) {
		o = &ns->objects[i];
		if (o->kind != NS_EXTERNAL && !(o->flags &
		    (NS_LOCAL | NS_CONDITIONAL | NS_SKIPPED)))
			return (true);
	}
	return (false);
}

/*
 * A definition whose calls are read differently than by another definition of
 * the node, or NULL.  Only the guest knows which is defined; it follows any
 * number of aliases.
 */
static const struct ns_object *
other_call(const struct ns *ns, uint32_t node)
{
	const struct ns_object *o, *first = NULL, *around;
	const struct ns_object *end = ns_object(ns, node);
	uint32_t	 i;

	for (i = ns->nodes[node].all; i != NS_NONE; i = o->next) {
		o = &ns->objects[i];
		if (end != NULL && end->kind == NS_ALIAS)
			return (o);
		if (o->table == NS_NONE)
			return (NULL);
		if (o->kind == NS_EXTERNAL)
			continue;
		if (first != NULL && arguments(o) != arguments(first))
			return (o);
		first = o;
	}
	/* An External is not in the guest's namespace. */
	if (first == NULL)
		first = end;
	if (first == NULL || is_sure(ns, node))
		return (NULL);
	around = outer(ns, node);
	return (around != NULL && arguments(around) != arguments(first) ?
	    first : NULL);
}

/*
 * The names in the addresses of regions in memory, as numbers.  They count as
 * constant as long as no write to them is seen.
 */
struct segs {
	uint64_t	*list;
	size_t		 n, room;
};

static uint64_t
seg_of(const struct ns *ns, uint32_t node)
{
	return (le_get((const uint8_t *)ns->nodes[node].name, NS_SEGSZ));
}

static void
add_seg(struct segs *s, const struct ns *ns, uint32_t node)
{
	if (node == NS_NONE)
		return;
	s->list = xgrow(s->list, s->n, &s->room, sizeof(*s->list));
	s->list[s->n++] = seg_of(ns, node);
}

static void
add_address(struct segs *s, const struct ns *ns, const struct ns_object *o)
{
	struct ns_place	 place = ns_contents(o);
	const struct ns_object *named;
	struct ns_region r;
	struct scan	 scan;
	struct term	 t;

	ns_region(ns, o, &r);
	if (!r.address_known && !r.length_known)
		return;
	scan_place(&scan, ns, &place, "tt");
	while (scan_next(&scan, &t)) {
		if (t.op != NULL || t.event == TERM_LEAVE)
			continue;
		add_seg(s, ns, t.names[0].node);
		if ((named = ns_object(ns, t.names[0].node)) != NULL)
			add_seg(s, ns, named->node);
	}
	scan_close(&scan);
}

static int
by_value(const void *a, const void *b)
{
	uint64_t	 va = *(const uint64_t *)a, vb = *(const uint64_t *)b;

	return ((va > vb) - (va < vb));
}

static void
collect_segs(struct segs *s, const struct ns *ns)
{
	uint32_t	 i;

	for (i = 0; i < ns->nobjects; i++) {
		if (ns->objects[i].kind == NS_REGION &&
		    ns->objects[i].region.space == NS_MEMORY)
			add_address(s, ns, &ns->objects[i]);
	}
	if (s->n > 0)
		qsort(s->list, s->n, sizeof(*s->list), by_value);
}

/*
 * A definition that may be undefined when a name of an address is written to,
 * so that the write goes to an outer object; or NULL
 */
static const struct ns_object *
other_name(const struct ns *ns, uint32_t node, const struct segs *s)
{
	uint64_t	 seg = seg_of(ns, node);
	uint32_t	 i = ns->nodes[node].all;

	if (s->n == 0 || i == NS_NONE || is_sure(ns, node) ||
	    !(ns->objects[ns->nodes[node].object].flags & NS_WRITTEN) ||
	    bsearch(&seg, s->list, s->n, sizeof(seg), by_value) == NULL ||
	    outer(ns, node) == NULL)
		return (NULL);
	return (&ns->objects[i]);
}

/* What follows a call cannot be read if its arguments are not known. */
static void
check_unknown(struct check *ck)
{
	const struct ns	*ns = ck->aml.ns;
	const struct ns_complaint *c = ns->complaints;
	struct sink	 text = { 0 };
	size_t		 i, all = 0;

	for (i = 0; i < NS_COMPLAINT_KINDS; i++)
		all += ns->counts[i];
	for (i = 0; i < ns->ncomplaints && c[i].kind != NS_UNKNOWN_CALL &&
	    c[i].kind != NS_UNKNOWN_NAME; i++)
		;
	if (i < ns->ncomplaints) {
		ns_print_complaint(&text, ns, &c[i]);
		found_aml(ck, c[i].table, c[i].offset, NS_NONE, "the name "
		    "leads to no object, so what follows it cannot be read; "
		    "must lead to one; names like it: %zu, the first: %.*s",
		    ns->counts[NS_UNKNOWN_CALL] +
		    ns->counts[NS_UNKNOWN_NAME], (int)text.n, text.s);
		sink_free(&text);
	} else if (all > ns->ncomplaints)
		found_aml(ck, c[0].table, c[0].offset, NS_NONE, "the AML has "
		    "%zu faults, more than are listed; must have none",
		    all);
}

static void
check_addresses(struct check *ck)
{
	const struct ns	*ns = ck->aml.ns;
	const struct ns_object *o;
	struct segs	 s = { 0 };
	uint32_t	 i;

	collect_segs(&s, ns);
	for (i = 0; i < ns->nnodes; i++) {
		if ((o = other_name(ns, i, &s)) != NULL)
			found_object(ck, o, "this %s is not always defined, "
			    "and its name is used in a region's address; must "
			    "have another name, or a write to it may change "
			    "the address", ns_kind_name(o->kind));
	}
	free(s.list);
}

static void
audit_unread(struct check *ck)
{
	const struct ns	*ns = ck->aml.ns;
	const struct ns_object *o, *first = NULL;
	size_t		 n = 0;
	uint32_t	 i;

	check_unknown(ck);
	check_addresses(ck);
	for (i = 0; i < ns->nnodes; i++) {
		if ((o = other_call(ns, i)) != NULL && n++ == 0)
			first = o;
	}
	if (first != NULL)
		found_object(ck, first, "this %s takes another number of "
		    "arguments than a second definition of its name; must take "
		    "as many, or calls can be read in two ways; names like it: "
		    "%zu",
		    ns_kind_name(first->kind), n);
}
static const struct check_rule audit_unread_rule = {
	"audit-unread", CHECK_ERROR, CONFIDENTIAL, "ACPI 6.5, 5.3, 20.2",
	ON_AML(audit_unread)
};

const struct check_rule *const check_reading_rules[] = {
	&audit_unread_rule,
	NULL
};
