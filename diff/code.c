/* See LICENSE for licence details. */

/*
 * AML that runs, compared term by term: names by where they lead, integers by
 * their values, and no PkgLengths.
 */

#include <stdlib.h>
#include <string.h>

#include "spaces.h"
#include "read/words.h"
#include "read/xalloc.h"

#define NAMES		4	/* that came or went and are printed */

/* Terms of one side */
struct code {
	struct scan	 scan;
	bool		 load;		/* without what defines objects */
	unsigned int	 skip;		/* terms to be left */
};

/* What differs in few terms that are alike otherwise */
struct few {
	struct term	 terms[DIFF_MANY][2];
	size_t		 n;
};

static const uint8_t *
bytes_of(const struct spaces *s, int side, const struct term *t,
    uint32_t offset)
{
	return (s->ns[side]->tables[t->table].data + offset);
}

/* An External, and the If (Zero) that compilers put it into */
static bool
never_runs(const struct code *c, const struct term *t)
{
	const uint8_t	*p = c->scan.data + c->scan.offset;

	if (t->op == NULL || t->op->code != OP_IF || t->event != TERM_ENTER ||
	    t->end - c->scan.offset < 2)
		return (t->op != NULL && t->op->code == OP_EXTERNAL);
	return (p[0] == OP_ZERO && p[1] == OP_EXTERNAL);
}

/*
 * The next term that counts.  Of what defines objects only conditions do, and
 * the names that depend on them.
 */
static bool
next_term(struct code *c, struct term *t)
{
	while (scan_next(&c->scan, t)) {
		if (!c->load)
			return (true);
		if (c->skip > 0) {
			c->skip += t->event == TERM_ENTER;
			c->skip -= t->event == TERM_LEAVE;
			continue;
		}
		if (never_runs(c, t))
			c->skip = t->event == TERM_ENTER;
		else if (t->op != NULL && opcode_defines(t->op)) {
			c->skip = t->event == TERM_ENTER;
			t->event = TERM_ENTER;
			t->ndata = 0;
			if (t->conditional)
				return (true);
		} else if (t->op == NULL || t->conditional || !t->op->scope)
			return (true);
	}
	return (false);
}

static bool
integer_of(const struct spaces *s, int side, const struct term *t,
    uint64_t *value)
{
	if (t->op == NULL || t->null)
		return (false);
	switch (t->op->code) {
	case OP_ZERO:
	case OP_ONE:
		*value = t->op->code;
		return (true);
	case OP_ONES:
		*value = s->ns[side]->wide ? UINT64_MAX : UINT32_MAX;
		return (true);
	case OP_BYTE:
	case OP_WORD:
	case OP_DWORD:
	case OP_QWORD:
		*value = t->data[0];
		return (t->ndata == 1);
	default:
		return (false);
	}
}

static bool
same_name(const struct spaces *s, const struct term_name *a,
    const struct term_name *b)
{
	if (a->node != NS_NONE && b->node != NS_NONE)
		return (s->nodes[0][a->node] == b->node);
	return (a->length == b->length &&
	    memcmp(a->bytes, b->bytes, a->length) == 0);
}

static bool
same_names(const struct spaces *s, const struct term *a, const struct term *b)
{
	uint8_t		 i;

	if (a->nnames != b->nnames)
		return (false);
	for (i = 0; i < a->nnames; i++) {
		if (!same_name(s, &a->names[i], &b->names[i]))
			return (false);
	}
	return (true);
}

static bool
same_raw(const struct spaces *s, const struct term *a, uint32_t from,
    const struct term *b, uint32_t to)
{
	return (a->end - from == b->end - to && memcmp(bytes_of(s, 0, a, from),
	    bytes_of(s, 1, b, to), a->end - from) == 0);
}

/* What a term has behind all that is taken apart */
static bool
same_rest(const struct spaces *s, const struct term *a, const struct term *b)
{
	const char	*args = a->op == NULL ? "" : a->op->args;

	if (a->event == TERM_ENTER)
		return (true);
	if (a->broken || args[0] == 'z')
		return (same_raw(s, a, a->offset, b, b->offset));
	if (strpbrk(args, "BFM") != NULL)
		return (same_raw(s, a, a->body, b, b->body));
	return (true);
}

static bool
same_term(const struct spaces *s, const struct term *a, const struct term *b)
{
	uint64_t	 va, vb;

	if (a->event != b->event || a->broken != b->broken ||
	    a->null != b->null)
		return (false);
	if (integer_of(s, 0, a, &va) && integer_of(s, 1, b, &vb))
		return (va == vb);
	return (a->op == b->op && a->call == b->call &&
	    a->ndata == b->ndata && memcmp(a->data, b->data,
	    a->ndata * sizeof(a->data[0])) == 0 && same_names(s, a, b) &&
	    same_rest(s, a, b));
}

/* Two terms that stand for each other but for what they say */
static bool
alike(const struct spaces *s, const struct term *a, const struct term *b)
{
	uint64_t	 v;

	if (a->event != b->event || a->broken || b->broken ||
	    a->null != b->null)
		return (false);
	if (integer_of(s, 0, a, &v))
		return (integer_of(s, 1, b, &v));
	if (a->op == NULL || b->op == NULL)
		return (a->op == b->op && a->event == TERM_LEAF);
	return (strcmp(a->op->args, b->op->args) == 0 &&
	    !opcode_defines(a->op) && !opcode_defines(b->op) &&
	    strpbrk(a->op->args, "nbwdqELFM") == NULL);
}

/* A pair that differs; false if there are more than a few. */
static bool
note(struct few *few, const struct term *a, const struct term *b)
{
	/* What a Buffer has says how long it is; the end repeats the start. */
	if ((a->parent != NULL && a->parent->code == OP_BUFFER) ||
	    (a->event == TERM_LEAVE && a->op != b->op))
		return (true);
	if (few->n == DIFF_MANY)
		return (false);
	few->terms[few->n][0] = *a;
	few->terms[few->n++][1] = *b;
	return (true);
}

/*
 * Whether all terms are the same; if not, few has those that are not, or none
 * if they are more, or are not alike.  What cannot be followed is not.
 */
static bool
compare(const struct spaces *s, struct code c[2], struct few *few)
{
	struct term	 a, b;
	bool		 more, other, same = true;

	few->n = 0;
	for (;;) {
		more = next_term(&c[0], &a);
		other = next_term(&c[1], &b);
		if (!more || !other)
			break;
		if (same_term(s, &a, &b))
			continue;
		same = false;
		if (alike(s, &a, &b) && note(few, &a, &b))
			continue;
		few->n = 0;
		return (false);
	}
	if (more || other || c[0].scan.broken > 0 || c[1].scan.broken > 0) {
		few->n = 0;
		return (false);
	}
	return (same);
}

bool
code_same_place(const struct spaces *s, const struct ns_place p[2])
{
	const uint32_t	 n = p[0].end - p[0].offset;

	return (n == p[1].end - p[1].offset &&
	    s->nodes[0][p[0].scope] == p[1].scope &&
	    memcmp(s->ns[0]->tables[p[0].table].data + p[0].offset,
	    s->ns[1]->tables[p[1].table].data + p[1].offset, n) == 0);
}

bool
code_same(const struct spaces *s, const struct ns_place place[2],
    const char *args)
{
	struct code	 c[2];
	struct few	 few;
	bool		 same;
	int		 i;

	if (code_same_place(s, place))
		return (true);
	memset(c, 0, sizeof(c));
	for (i = 0; i < 2; i++)
		scan_place(&c[i].scan, s->ns[i], &place[i], args);
	same = compare(s, c, &few);
	for (i = 0; i < 2; i++)
		scan_close(&c[i].scan);
	return (same);
}

/*
 * In words
 */

static void
print_term(const struct spaces *s, int side, const struct term *t)
{
	struct sink	*out = (struct sink *)(uintptr_t)&s->text;
	struct ns_place	 place = { t->table, t->scope, t->offset, t->end };
	struct ns_value	 v;

	if (t->op != NULL && t->op->args[0] != 'z' && t->op->code != OP_ZERO &&
	    t->op->code != OP_ONE && t->op->code != OP_ONES &&
	    t->ndata == 0) {
		sink_printf(out, "%s", t->op->name);
		return;
	}
	ns_next(s->ns[side], &place, &v);
	data_print(out, s->ns[side], NULL, &v);
}

static bool
is_buffer(const struct term *t)
{
	return (t->op != NULL && t->op->code == OP_BUFFER);
}

/* The few terms that changed, but for buffers */
static void
say_terms(struct spaces *s, const struct ns_object *o, const char *what,
    const struct few *few)
{
	size_t		 i;
	bool		 any = false;

	for (i = 0; i < few->n; i++) {
		if (is_buffer(&few->terms[i][0]))
			continue;
		if (!any)
			sink_printf(change_begin(s, '\0', 0, o), "%s", what);
		sink_printf(&s->text, "%s ", any ? "," : "");
		print_term(s, 0, &few->terms[i][0]);
		sink_printf(&s->text, " -> ");
		print_term(s, 1, &few->terms[i][1]);
		any = true;
	}
	if (any)
		change_end(s);
}

static void
say_buffers(struct spaces *s, const struct ns_object *const o[2],
    const struct few *few)
{
	const struct term *t;
	struct ns_place	 place;
	struct ns_value	 v[2];
	size_t		 i;
	int		 side;

	for (i = 0; i < few->n; i++) {
		if (!is_buffer(&few->terms[i][0]))
			continue;
		for (side = 0; side < 2; side++) {
			t = &few->terms[i][side];
			place = (struct ns_place){ t->table, t->scope,
			    t->offset, t->end };
			ns_next(s->ns[side], &place, &v[side]);
		}
		data_compare(s, o, v);
	}
}

/*
 * Names
 */

/* Nodes that a method has to do with, in order, each once */
struct names {
	uint32_t	*nodes;
	size_t		 n, room;
};

static int
by_node(const void *a, const void *b)
{
	const uint32_t	 na = *(const uint32_t *)a, nb = *(const uint32_t *)b;

	return ((na > nb) - (na < nb));
}

static void
gather_names(const struct ns *ns, const struct ns_object *o, struct names *l)
{
	struct scan	 scan;
	struct term	 t;
	size_t		 i, n = 0;
	uint8_t		 k;

	memset(l, 0, sizeof(*l));
	scan_method(&scan, ns, o);
	while (scan_next(&scan, &t)) {
		for (k = 0; t.event != TERM_LEAVE && k < t.nnames; k++) {
			if (t.names[k].node == NS_NONE)
				continue;
			l->nodes = xgrow(l->nodes, l->n, &l->room,
			    sizeof(*l->nodes));
			l->nodes[l->n++] = t.names[k].node;
		}
	}
	scan_close(&scan);
	if (l->n == 0)
		return;
	qsort(l->nodes, l->n, sizeof(*l->nodes), by_node);
	for (i = 0; i < l->n; i++) {
		if (n == 0 || l->nodes[n - 1] != l->nodes[i])
			l->nodes[n++] = l->nodes[i];
	}
	l->n = n;
}

/* What one side has to do with and the other has not */
static void
print_names(struct spaces *s, int side, const struct ns_object *o,
    const struct names l[2])
{
	const struct ns	*ns = s->ns[side];
	char		 path[NS_PATHSZ];
	size_t		 i, n = 0;
	uint32_t	 node, other;

	for (i = 0; i < l[side].n; i++) {
		node = l[side].nodes[i];
		other = s->nodes[side][node];
		if (other != NS_NONE && l[!side].n > 0 && bsearch(&other,
		    l[!side].nodes, l[!side].n, sizeof(other), by_node) != NULL)
			continue;
		if (n++ >= NAMES)
			continue;
		sink_printf(&s->text, "%s ", n > 1 ? "," :
		    side == 0 ? ", no longer uses" : ", now uses");
		ns_path(ns, node, path);
		sink_printf(&s->text, "%s", ns->nodes[node].parent == o->node ?
		    strrchr(path, '.') + 1 : path);
	}
	if (n > NAMES)
		sink_printf(&s->text, " and %zu more", n - NAMES);
}

/*
 * Statements
 */

/* The bytes of statements, and of what stands before those in an If */
struct statements {
	struct statement {
		const uint8_t	*bytes;
		uint32_t	 length;
		uint8_t		 depth;
	}		*list;
	size_t		 n, room;
};

static int
by_bytes(const void *a, const void *b)
{
	const struct statement *sa = a, *sb = b;

	if (sa->length != sb->length)
		return (sa->length > sb->length ? 1 : -1);
	return (memcmp(sa->bytes, sb->bytes, sa->length));
}

static int
by_bytes_and_depth(const void *a, const void *b)
{
	const struct statement *sa = a, *sb = b;
	const int	 order = by_bytes(a, b);

	return (order != 0 ? order : sa->depth - sb->depth);
}

static bool
is_block(const struct opcode *op)
{
	return (op != NULL && strchr(op->args, 'L') != NULL);
}

static void
gather_statements(const struct ns *ns, const struct ns_object *o,
    struct statements *l)
{
	struct scan	 scan;
	struct term	 t;
	const uint8_t	*data = ns->tables[o->table].data;
	bool		 block;

	memset(l, 0, sizeof(*l));
	scan_method(&scan, ns, o);
	while (scan_next(&scan, &t)) {
		block = is_block(t.op);
		if (t.event == (block ? TERM_LEAVE : TERM_ENTER) ||
		    (t.role != TERM_STATEMENT && !is_block(t.parent)))
			continue;
		l->list = xgrow(l->list, l->n, &l->room, sizeof(*l->list));
		l->list[l->n++] = (struct statement){ data + t.offset,
		    block ? 1 : t.end - t.offset, t.depth };
	}
	scan_close(&scan);
	if (l->n > 0)
		qsort(l->list, l->n, sizeof(*l->list), by_bytes_and_depth);
}

/* How the statements of two methods differ, in words */
static const char *
statements_differ(const struct spaces *s, const struct ns_object *const o[2])
{
	struct statements l[2];
	size_t		 i = 0;
	bool		 same, nested = false;
	int		 side;

	for (side = 0; side < 2; side++)
		gather_statements(s->ns[side], o[side], &l[side]);
	same = l[0].n == l[1].n;
	for (; same && i < l[0].n; i++) {
		same = by_bytes(&l[0].list[i], &l[1].list[i]) == 0;
		nested = nested || l[0].list[i].depth != l[1].list[i].depth;
	}
	free(l[0].list);
	free(l[1].list);
	return (!same ? "other statements" : nested ?
	    "statements in other blocks" : "statements in another order");
}

static void
say_bodies(struct spaces *s, const struct ns_object *const o[2])
{
	struct sink	*out = change_begin(s, '\0', 0, o[0]);
	const uint32_t	 n[2] = { o[0]->body_length, o[1]->body_length };
	struct names	 l[2];
	int		 side;

	sink_printf(out, "method of %u bytes", n[0]);
	if (n[0] != n[1])
		sink_printf(out, " -> %u bytes", n[1]);
	for (side = 0; side < 2; side++)
		gather_names(s->ns[side], o[side], &l[side]);
	if (n[0] == n[1])
		sink_printf(out, ", %s", statements_differ(s, o));
	for (side = 0; side < 2; side++)
		print_names(s, side, o[side], l);
	free(l[0].nodes);
	free(l[1].nodes);
	change_end(s);
}

/* Whether a value stands in a method, and is not that of a Name */
static bool
is_in(const struct ns *ns, const struct ns_object *o, const struct ns_value *v)
{
	const uint8_t	*p = ns->tables[o->table].data + o->body;

	return (v->bytes > p && v->bytes < p + o->body_length);
}

/* The one template that each of two methods has, or fills in */
static void
say_templates(struct spaces *s, const struct ns_object *const o[2])
{
	struct ns_value	 v[2];
	bool		 fixed;
	int		 side;

	for (side = 0; side < 2; side++) {
		if (ns_returns(s->ns[side], o[side], NS_BUFFER, &v[side], 1,
		    &fixed) != 1 || !words_is_template(&v[side]) ||
		    !is_in(s->ns[side], o[side], &v[side]))
			return;
	}
	data_compare(s, o, v);
}

/* The first complaint about a method's body */
static const struct ns_complaint *
complaint_about(const struct ns *ns, const struct ns_object *o)
{
	const struct ns_complaint *c;
	size_t		 i;

	for (i = 0; i < ns->ncomplaints; i++) {
		c = &ns->complaints[i];
		if (!c->load && c->table == o->table && c->offset >= o->body &&
		    c->offset <= o->body + o->body_length)
			return (c);
	}
	return (NULL);
}

static void
say_broken(struct spaces *s, const struct ns_object *const o[2], int side)
{
	const struct ns_complaint *c = complaint_about(s->ns[side], o[side]);
	struct sink	*out = change_begin(s, '\0', 0, o[0]);

	sink_printf(out, "method of %u bytes -> %u bytes; the %s cannot be "
	    "followed", o[0]->body_length, o[1]->body_length,
	    side == 0 ? "first" : "second");
	if (c != NULL) {
		sink_printf(out, ": ");
		ns_print_complaint(out, s->ns[side], c);
	}
	change_end(s);
}

void
code_compare_methods(struct spaces *s, const struct ns_object *const o[2])
{
	struct ns_place	 place[2];
	struct code	 c[2];
	struct few	 few;
	size_t		 broken[2];
	bool		 same;
	int		 i;

	memset(c, 0, sizeof(c));
	for (i = 0; i < 2; i++) {
		place[i] = (struct ns_place){ o[i]->table, o[i]->node,
		    o[i]->body, o[i]->body + o[i]->body_length };
		scan_method(&c[i].scan, s->ns[i], o[i]);
	}
	same = compare(s, c, &few);
	for (i = 0; i < 2; i++) {
		broken[i] = c[i].scan.broken;
		scan_close(&c[i].scan);
	}
	if (same || code_same_place(s, place))
		return;
	if (broken[0] > 0 || broken[1] > 0)
		say_broken(s, o, broken[0] == 0);
	else if (few.n > 0) {
		say_terms(s, o[0], "method:", &few);
		say_buffers(s, o, &few);
	} else {
		say_bodies(s, o);
		say_templates(s, o);
	}
}

/*
 * What loading tables runs
 */

/* Where a table goes on behind the starts of Scopes, no further than end */
static uint32_t
pass_scopes(const struct ns *ns, uint32_t table, uint32_t at, uint32_t end)
{
	struct ns_place	 place = { table, NS_ROOT, at, end };
	struct scan	 scan;
	struct term	 t;
	bool		 scope = true;

	while (scope && place.offset < end) {
		scan_place(&scan, ns, &place, "L");
		scope = scan_next(&scan, &t) && t.event == TERM_ENTER &&
		    t.op != NULL && t.op->code == OP_SCOPE;
		scan_close(&scan);
		if (scope)
			place.offset = t.body;
	}
	return (place.offset);
}

/*
 * Where the terms go on in or behind one that defines an object, which its
 * bytes alone say; 0 if they do not
 */
static uint32_t
pass_object(const struct ns *ns, const struct ns_object *o)
{
	switch (o->kind) {
	case NS_DEVICE:
	case NS_PROCESSOR:
	case NS_POWER_RESOURCE:
	case NS_THERMAL_ZONE:
		return (o->body);
	case NS_METHOD:
		return (o->offset + o->length);
	case NS_NAME:
		if (o->body_length == 0)
			return (0);
		switch (ns->tables[o->table].data[o->body]) {
		case OP_ZERO:
		case OP_ONE:
		case OP_ONES:
		case OP_BYTE:
		case OP_WORD:
		case OP_DWORD:
		case OP_QWORD:
		case OP_STRING:
		case OP_BUFFER:
		case OP_PACKAGE:
			return (o->offset + o->length);
		}
		return (0);
	default:
		return (0);
	}
}

void
code_find_quiet(struct spaces *s, int side)
{
	const struct ns	*ns = s->ns[side];
	const struct ns_object *o;
	uint32_t	*at = xcalloc(ns->ntables + 1, sizeof(*at));
	uint32_t	 i, from, length;

	for (i = 0; i < ns->ntables; i++)
		at[i] = sizeof(struct acpi_header);
	for (i = 0; i < ns->nobjects; i++) {
		o = &ns->objects[i];
		if (o->table == NS_NONE || o->flags & NS_LOCAL ||
		    (from = at[o->table]) == 0)
			continue;
		if (from < o->offset)
			from = pass_scopes(ns, o->table, from, o->offset);
		at[o->table] = from == o->offset ? pass_object(ns, o) : 0;
	}
	s->quiet[side] = xcalloc(ns->ntables + 1, sizeof(bool));
	for (i = 0; i < ns->ntables; i++) {
		length = (uint32_t)ns->tables[i].length;
		s->quiet[side][i] = at[i] > 0 &&
		    pass_scopes(ns, i, at[i], length) == length;
	}
	free(at);
}

void
code_compare_tables(struct spaces *s, const uint32_t tables[2])
{
	const struct ns_object nothing = { .node = NS_NONE, .kind = NS_KINDS,
	    .table = tables[0] };
	const struct ns_object *const o[2] = { &nothing, &nothing };
	struct code	 c[2];
	struct few	 few;
	bool		 same, broken;
	int		 i;

	if (s->quiet[0][tables[0]] && s->quiet[1][tables[1]])
		return;
	memset(c, 0, sizeof(c));
	for (i = 0; i < 2; i++) {
		scan_table(&c[i].scan, s->ns[i], tables[i]);
		c[i].load = true;
	}
	same = compare(s, c, &few);
	broken = c[0].scan.broken > 0 || c[1].scan.broken > 0;
	for (i = 0; i < 2; i++)
		scan_close(&c[i].scan);
	/* What is broken is compared as bytes. */
	if (same || broken)
		return;
	if (few.n > 0) {
		say_terms(s, &nothing, "what runs when it is loaded:", &few);
		say_buffers(s, o, &few);
	} else {
		sink_printf(change_begin(s, '\0', 0, &nothing),
		    "other code runs when it is loaded");
		change_end(s);
	}
}
