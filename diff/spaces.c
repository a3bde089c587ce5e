/* See LICENSE for licence details. */

/* Namespaces matched node by node, and what is on one side only. */

#include <stdlib.h>
#include <string.h>

#include "spaces.h"
#include "read/xalloc.h"

/* Loading makes it, and a table says so.  An External makes nothing. */
static bool
counts(const struct ns_object *o)
{
	return (o->table != NS_NONE && !(o->flags & NS_LOCAL) &&
	    o->kind != NS_EXTERNAL);
}

static uint32_t
ndefinitions(const struct spaces *s, int side, uint32_t node)
{
	return (s->first[side][node + 1] - s->first[side][node]);
}

static const struct ns_object *
definition(const struct spaces *s, int side, uint32_t node, uint32_t i)
{
	return (&s->ns[side]->objects[
	    s->all[side][s->first[side][node] + i]]);
}

static void
sort_definitions(struct spaces *s, int side)
{
	const struct ns	*ns = s->ns[side];
	uint32_t	*first, i;

	first = xcalloc((size_t)ns->nnodes + 2, sizeof(*first));
	s->all[side] = xcalloc((size_t)ns->nobjects + 1, sizeof(*first));
	for (i = 0; i < ns->nobjects; i++)
		first[ns->objects[i].node + 2] += counts(&ns->objects[i]);
	for (i = 2; i < ns->nnodes + 2; i++)
		first[i] += first[i - 1];
	for (i = 0; i < ns->nobjects; i++) {
		if (counts(&ns->objects[i]))
			s->all[side][first[ns->objects[i].node + 1]++] = i;
	}
	s->first[side] = first;
}

/* A node comes behind the one that it is in. */
static void
match_nodes(struct spaces *s)
{
	const struct ns	*a = s->ns[0], *b = s->ns[1];
	char		 name[NS_SEGSZ + 1] = "";
	uint32_t	 i, parent, other;

	for (i = 0; i < 2; i++) {
		s->nodes[i] = xcalloc(s->ns[i]->nnodes, sizeof(uint32_t));
		memset(s->nodes[i], 0xff,
		    s->ns[i]->nnodes * sizeof(uint32_t));
		s->nodes[i][NS_ROOT] = NS_ROOT;
	}
	for (i = NS_ROOT + 1; i < a->nnodes; i++) {
		parent = s->nodes[0][a->nodes[i].parent];
		if (parent == NS_NONE)
			continue;
		memcpy(name, a->nodes[i].name, NS_SEGSZ);
		other = ns_child(b, parent, name);
		/* Of an Alias it is another one's child. */
		if (other == NS_NONE || b->nodes[other].parent != parent)
			continue;
		s->nodes[0][i] = other;
		s->nodes[1][other] = i;
	}
}

/* Whether the other side has no definition of it */
static bool
is_alone(const struct spaces *s, int side, uint32_t node)
{
	const uint32_t	 other = s->nodes[side][node];

	return (other == NS_NONE || ndefinitions(s, !side, other) == 0);
}

/* The first one around it that has a definition, or the root */
static uint32_t
around(const struct spaces *s, int side, uint32_t node)
{
	do
		node = s->ns[side]->nodes[node].parent;
	while (node != NS_ROOT && ndefinitions(s, side, node) == 0);
	return (node);
}

struct sink *
change_begin(struct spaces *s, char sign, int side, const struct ns_object *o)
{
	const struct change *before = s->n > 0 ? &s->changes[s->n - 1] : NULL;
	struct change	*c;
	uint32_t	 ordinal = 0;

	if (before != NULL && before->node == o->node &&
	    before->side == side && before->sign == sign)
		ordinal = before->ordinal + 1;
	s->changes = xgrow(s->changes, s->n, &s->max, sizeof(*s->changes));
	c = &s->changes[s->n];
	memset(c, 0, sizeof(*c));
	c->sign = sign;
	c->side = (uint8_t)side;
	c->kind = o->kind;
	c->table = o->table;
	c->node = o->node;
	c->ordinal = ordinal;
	c->index = s->n++;
	c->text = s->text.n;
	s->said[side][o->table] = true;
	return (&s->text);
}

static bool
in_word(char c)
{
	return ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || c == '_');
}

/* The text without its numbers: like changes have the same. */
void
change_end(struct spaces *s)
{
	struct change	*c = &s->changes[s->n - 1];
	size_t		 i;
	char		 last = ' ', now;

	c->shape = s->text.n;
	for (i = c->text; i < c->shape; last = now) {
		now = s->text.s[i++];
		if (in_word(last) || now < '0' || now > '9') {
			sink_putc(&s->text, now);
			continue;
		}
		sink_putc(&s->text, '#');
		while (i < c->shape && in_word(s->text.s[i]))
			i++;
	}
	c->end = s->text.n;
}

/*
 * The object is one side's only: worth a line if what it is in is not.  What
 * is defined again is one for each other table that does so.
 */
static void
add_alone(struct spaces *s, int side, uint32_t node)
{
	const struct ns_object *o = definition(s, side, node, 0);
	const uint32_t	 up = around(s, side, node);
	uint32_t	 i, table = o->table;

	if (up != NS_ROOT && is_alone(s, side, up) &&
	    definition(s, side, up, 0)->table == o->table)
		return;
	for (i = 0; i < ndefinitions(s, side, node); i++) {
		o = definition(s, side, node, i);
		if (i > 0 && o->table == table)
			continue;
		table = o->table;
		facts_print(s, change_begin(s, "-+"[side], side, o), side, o);
		change_end(s);
	}
}

static bool
has_moved(const struct spaces *s, const struct ns_object *a,
    const struct ns_object *b)
{
	return (s->tables[0][a->table] != b->table);
}

/* What it is in has moved likewise. */
static bool
moved_along(const struct spaces *s, const struct ns_object *a,
    const struct ns_object *b)
{
	const uint32_t	 up = around(s, 0, a->node);
	const struct ns_object *ua, *ub;

	if (up == NS_ROOT || is_alone(s, 0, up))
		return (false);
	ua = definition(s, 0, up, 0);
	ub = definition(s, 1, s->nodes[0][up], 0);
	return (ua->table == a->table && ub->table == b->table);
}

static void
compare_definitions(struct spaces *s, const struct ns_object *const o[2])
{
	struct sink	*out;

	if (has_moved(s, o[0], o[1])) {
		s->said[0][o[0]->table] = s->said[1][o[1]->table] = true;
		if (!moved_along(s, o[0], o[1])) {
			out = change_begin(s, '\0', 0, o[0]);
			sink_printf(out, "moved to %s",
			    s->ns[1]->tables[o[1]->table].label);
			change_end(s);
		}
	}
	facts_compare(s, o);
}

/* One side defines it more often, perhaps in other tables. */
static void
say_again(struct spaces *s, uint32_t a, uint32_t b, const uint32_t n[2])
{
	const int	 side = n[1] > n[0];
	const struct ns_object *o = definition(s, 0, a, 0);
	uint32_t	 i;

	sink_printf(change_begin(s, '\0', 0, o), "%u definition%s -> %u "
	    "definition%s", n[0], n[0] > 1 ? "s" : "", n[1],
	    n[1] > 1 ? "s" : "");
	change_end(s);
	for (i = n[!side]; i < n[side]; i++) {
		o = definition(s, side, side == 0 ? a : b, i);
		s->said[side][o->table] = true;
	}
}

/* A name with several definitions on a side: the first with the first */
static void
compare_nodes(struct spaces *s, uint32_t a, uint32_t b)
{
	const struct ns_object *o[2];
	const uint32_t	 n[2] = { ndefinitions(s, 0, a),
	    ndefinitions(s, 1, b) };
	uint32_t	 i;

	for (i = 0; i < n[0] && i < n[1]; i++) {
		o[0] = definition(s, 0, a, i);
		o[1] = definition(s, 1, b, i);
		compare_definitions(s, o);
	}
	if (n[0] != n[1])
		say_again(s, a, b, n);
}

static void
compare_objects(struct spaces *s, int side)
{
	const struct ns	*ns = s->ns[side];
	uint32_t	 i, node;

	for (i = 0; i < ns->nobjects; i++) {
		node = ns->objects[i].node;
		if (!counts(&ns->objects[i]) ||
		    s->all[side][s->first[side][node]] != i)
			continue;
		if (is_alone(s, side, node))
			add_alone(s, side, node);
		else if (side == 0)
			compare_nodes(s, node, s->nodes[0][node]);
	}
}

void
spaces_compare(struct spaces *s)
{
	uint32_t	 i, tables[2];
	int		 side;

	for (side = 0; side < 2; side++) {
		s->said[side] = xcalloc(s->ns[side]->ntables + 1,
		    sizeof(bool));
		sort_definitions(s, side);
	}
	match_nodes(s);
	for (side = 0; side < 2; side++)
		compare_objects(s, side);
	for (i = 0; i < s->ns[0]->ntables; i++) {
		tables[0] = i;
		tables[1] = s->tables[0][i];
		if (tables[1] != NS_NONE)
			code_compare_tables(s, tables);
	}
}

void
spaces_close(struct spaces *s)
{
	int		 side;

	for (side = 0; side < 2; side++) {
		free(s->said[side]);
		free(s->first[side]);
		free(s->all[side]);
		free(s->nodes[side]);
	}
	free(s->changes);
	sink_free(&s->text);
}
