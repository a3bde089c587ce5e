/* See LICENSE for licence details. */

#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "read/terms.h"
#include "read/xalloc.h"

#define VALUES	16	/* of one object; few have two */

static const char computed[] = "a method returns it";
static const char written[] = "AML can change it";
static const char one_of[] = "it has several values";
static const char shared[] = "another object has the same value";

static void
add(struct check_answers *a, const struct ns *ns, const struct ns_object *o,
    const struct ns_value *v, const char *why, bool alone)
{
	a->list = xgrow(a->list, a->n, &a->room, sizeof(*a->list));
	a->list[a->n].o = o;
	a->list[a->n].device = ns->nodes[o->node].parent;
	a->list[a->n].value = *v;
	a->list[a->n].alone = alone;
	a->list[a->n++].why = why;
}

static void
add_values(struct check_answers *a, const struct ns *ns,
    const struct ns_object *o, enum ns_value_kind kind)
{
	static const struct ns_value nothing = { .kind = NS_COMPUTED };
	struct ns_value	 values[VALUES];
	size_t		 i, n;
	bool		 fixed;
	const char	*why = NULL;

	n = ns_returns(ns, o, kind, values, VALUES, &fixed);
	if (n == 0) {
		add(a, ns, o, &nothing, computed, false);
		return;
	}
	if (!fixed)
		why = n > 1 ? one_of : o->kind == NS_NAME ? written : computed;
	for (i = 0; i < n && i < VALUES; i++)
		add(a, ns, o, &values[i], why, n == 1);
}

/* Sorts by place, then by position in the list. */
static int
by_place(const void *a, const void *b)
{
	const struct check_answer *va = *(struct check_answer *const *)a;
	const struct check_answer *vb = *(struct check_answer *const *)b;

	if (va->value.elements.table != vb->value.elements.table)
		return (va->value.elements.table > vb->value.elements.table ?
		    1 : -1);
	if (va->value.elements.offset != vb->value.elements.offset)
		return (va->value.elements.offset >
		    vb->value.elements.offset ? 1 : -1);
	return ((va > vb) - (va < vb));
}

static void
mark_shared(struct check_answers *a)
{
	struct check_answer **sorted, *first = NULL;
	size_t		 i;

	sorted = xcalloc(a->n + 1, sizeof(struct check_answer *));
	for (i = 0; i < a->n; i++)
		sorted[i] = &a->list[i];
	qsort(sorted, a->n, sizeof(struct check_answer *), by_place);
	for (i = 0; i < a->n; i++) {
		if (sorted[i]->value.kind == NS_COMPUTED)
			continue;
		if (first != NULL && first->value.elements.table ==
		    sorted[i]->value.elements.table &&
		    first->value.elements.offset ==
		    sorted[i]->value.elements.offset) {
			sorted[i]->value.kind = NS_COMPUTED;
			sorted[i]->why = shared;
		} else
			first = sorted[i];
	}
	free(sorted);
}

static bool
is_template(const struct ns *ns, const struct ns_object *o)
{
	return (ns_is_named(ns, o, "_CRS") || ns_is_named(ns, o, "_PRS") ||
	    ns_is_named(ns, o, "_DMA"));
}

void
answers_collect(struct check_answers *templates, struct check_answers *routes,
    const struct ns *ns)
{
	const struct ns_object *o;
	uint32_t	 i;

	memset(templates, 0, sizeof(*templates));
	memset(routes, 0, sizeof(*routes));
	for (i = 0; i < ns->nobjects; i++) {
		o = &ns->objects[i];
		if ((o->kind != NS_NAME && o->kind != NS_METHOD) ||
		    o->flags & (NS_SKIPPED | NS_LOCAL))
			continue;
		if (is_template(ns, o))
			add_values(templates, ns, o, NS_BUFFER);
		else if (ns_is_named(ns, o, "_PRT"))
			add_values(routes, ns, o, NS_PACKAGE);
	}
	mark_shared(templates);
	mark_shared(routes);
}

void
answers_free(struct check_answers *a)
{
	free(a->list);
}

bool
answer_is(const struct ns *ns, const struct check_answer *a, const char *name)
{
	return (ns_is_named(ns, a->o, name));
}

/*
 * What a Name has, or a method returns whatever happens; not if there may be
 * another of that name, since it stands in an If.
 */
static bool
constant(const struct ns *ns, const struct ns_object *o, uint64_t *value)
{
	const struct ns_object *device = ns_object(ns,
	    ns->nodes[o->node].parent);
	struct ns_value	 v;
	struct ns_place	 place;

	if (o->flags & NS_CONDITIONAL &&
	    (device == NULL || !(device->flags & NS_CONDITIONAL)))
		return (false);
	ns_value(ns, o, &v);
	*value = v.integer;
	if (o->kind != NS_METHOD)
		return (v.kind == NS_INTEGER && !v.written);
	place = ns_contents(o);
	return (place.offset < place.end && ns->tables[place.table].data[
	    place.offset++] == OP_RETURN && ns_fold(ns, &place, value));
}

/* What a node's own _STA says, in a node that is present or may be */
static enum device_presence
own_presence(const struct ns *ns, uint32_t node, enum device_presence outer)
{
	const struct ns_object *o = ns_object(ns, ns_child(ns, node, "_STA"));
	uint64_t	 status;

	if (o == NULL)
		return (outer);
	if (!constant(ns, o, &status))
		return (DEVICE_COMPUTED);
	return (status & 1 ? outer : DEVICE_ABSENT);
}

/* As deep as names are; each node is looked at once. */
enum device_presence
device_presence(struct presences *p, const struct ns *ns, uint32_t node)
{
	enum device_presence presence;

	if (node == NS_NONE)
		return (DEVICE_PRESENT);
	if (node >= p->n) {
		p->known = xreallocarray(p->known, ns->nnodes, 1);
		memset(p->known + p->n, 0, ns->nnodes - p->n);
		p->n = ns->nnodes;
	}
	if (p->known[node] == 0) {
		presence = device_presence(p, ns, ns->nodes[node].parent);
		if (presence != DEVICE_ABSENT)
			presence = own_presence(ns, node, presence);
		p->known[node] = (uint8_t)(1 + presence);
	}
	return ((enum device_presence)(p->known[node] - 1));
}
