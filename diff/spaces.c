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

/* The first definition of a node that counts, or NULL */
static const struct ns_object *
definition(const struct spaces *s, int side, uint32_t node)
{
	const uint32_t	 i = s->first[side][node];

	return (i == 0 ? NULL : &s->ns[side]->objects[i]);
}

/* The one behind it of the same node, or NULL */
static const struct ns_object *
definition_behind(const struct spaces *s, int side, const struct ns_object *o)
{
	const struct ns_object *all = s->ns[side]->objects;
	const uint32_t	 i = s->behind[side] == NULL ? 0 :
			    s->behind[side][o - all];

	return (i == 0 ? NULL : &all[i]);
}

/* The first object is the root, so that 0 stands for none. */
static void
list_definitions(struct spaces *s, int side)
{
	const struct ns	*ns = s->ns[side];
	uint32_t	*first, *behind = NULL, i;

	s->first[side] = xcalloc(ns->nnodes, sizeof(*first));
	for (i = ns->nobjects - 1; i > 0; i--) {
		if (!counts(&ns->objects[i]))
			continue;
		first = &s->first[side][ns->objects[i].node];
		if (*first != 0) {
			if (behind == NULL)
				behind = xcalloc(ns->nobjects,
				    sizeof(*behind));
			behind[i] = *first;
		}
		*first = i;
	}
	s->behind[side] = behind;
}

/* The first node in another one; of an Alias another one's are taken. */
static uint32_t
first_child(const struct ns *ns, uint32_t node)
{
	const struct ns_node *n = &ns->nodes[node];

	return (n->object != NS_NONE &&
	    ns->objects[n->object].kind == NS_ALIAS ? NS_NONE : n->child);
}

/* The node in another one that has a name; of an Alias there is none. */
static uint32_t
find_child(const struct ns *ns, uint32_t parent, const char seg[NS_SEGSZ])
{
	char		 name[NS_SEGSZ + 1] = "";
	uint32_t	 node;

	memcpy(name, seg, NS_SEGSZ);
	node = ns_child(ns, parent, name);
	return (node != NS_NONE && ns->nodes[node].parent == parent ? node :
	    NS_NONE);
}

/* What is in two nodes that match, most often in the same order */
static void
match_children(struct spaces *s, uint32_t a, uint32_t b)
{
	const struct ns_node *na = s->ns[0]->nodes, *nb = s->ns[1]->nodes;
	uint32_t	 i, other, next = first_child(s->ns[1], b);

	for (i = na[a].child; i != NS_NONE; i = na[i].next) {
		other = next != NS_NONE && memcmp(nb[next].name, na[i].name,
		    NS_SEGSZ) == 0 ? next :
		    find_child(s->ns[1], b, na[i].name);
		if (other == NS_NONE)
			continue;
		s->nodes[0][i] = other;
		s->nodes[1][other] = i;
		next = nb[other].next;
	}
}

/* A node comes behind the one that it is in. */
static void
match_nodes(struct spaces *s)
{
	const struct ns	*a = s->ns[0];
	uint32_t	 i;

	for (i = 0; i < 2; i++) {
		s->nodes[i] = xcalloc(s->ns[i]->nnodes, sizeof(uint32_t));
		memset(s->nodes[i], 0xff,
		    s->ns[i]->nnodes * sizeof(uint32_t));
		s->nodes[i][NS_ROOT] = NS_ROOT;
	}
	for (i = NS_ROOT; i < a->nnodes; i++) {
		if (s->nodes[0][i] != NS_NONE)
			match_children(s, i, s->nodes[0][i]);
	}
}

/* Whether the other side has no definition of it */
static bool
is_alone(const struct spaces *s, int side, uint32_t node)
{
	const uint32_t	 other = s->nodes[side][node];

	return (other == NS_NONE || definition(s, !side, other) == NULL);
}

/* The first one around it that has a definition, or the root */
static uint32_t
around(const struct spaces *s, int side, uint32_t node)
{
	do
		node = s->ns[side]->nodes[node].parent;
	while (node != NS_ROOT && definition(s, side, node) == NULL);
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
	const struct ns_object *o = definition(s, side, node);
	const uint32_t	 up = around(s, side, node);
	uint32_t	 table = NS_NONE;

	if (up != NS_ROOT && is_alone(s, side, up) &&
	    definition(s, side, up)->table == o->table)
		return;
	for (; o != NULL; o = definition_behind(s, side, o)) {
		if (o->table == table)
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
	ua = definition(s, 0, up);
	ub = definition(s, 1, s->nodes[0][up]);
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

/*
 * One side defines it more often, perhaps in other tables: both so often, and
 * that side from more on.
 */
static void
say_again(struct spaces *s, uint32_t a, uint32_t both, int side,
    const struct ns_object *more)
{
	uint32_t	 n[2] = { both, both };
	struct sink	*out = change_begin(s, '\0', 0, definition(s, 0, a));

	for (; more != NULL; more = definition_behind(s, side, more)) {
		s->said[side][more->table] = true;
		n[side]++;
	}
	sink_printf(out, "%u definition%s -> %u definition%s", n[0],
	    n[0] > 1 ? "s" : "", n[1], n[1] > 1 ? "s" : "");
	change_end(s);
}

/* A name with several definitions on a side: the first with the first */
static void
compare_nodes(struct spaces *s, uint32_t a, uint32_t b)
{
	const struct ns_object *o[2] = { definition(s, 0, a),
	    definition(s, 1, b) };
	uint32_t	 n;

	for (n = 0; o[0] != NULL && o[1] != NULL; n++) {
		compare_definitions(s, o);
		o[0] = definition_behind(s, 0, o[0]);
		o[1] = definition_behind(s, 1, o[1]);
	}
	if (o[0] != NULL || o[1] != NULL)
		say_again(s, a, n, o[1] != NULL, o[o[1] != NULL]);
}

static void
compare_objects(struct spaces *s, int side)
{
	const struct ns	*ns = s->ns[side];
	uint32_t	 i, node;

	for (i = 1; i < ns->nobjects; i++) {
		node = ns->objects[i].node;
		if (s->first[side][node] != i)
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
		list_definitions(s, side);
		code_find_quiet(s, side);
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
		free(s->quiet[side]);
		free(s->first[side]);
		free(s->behind[side]);
		free(s->nodes[side]);
	}
	free(s->changes);
	sink_free(&s->text);
}
