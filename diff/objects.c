/* See LICENSE for licence details. */

/*
 * The AML of two inputs, by its objects: which namespaces to compare, and what
 * was found as lines.  Changes that are alike become one line.
 */

#include <stdlib.h>
#include <string.h>

#include "spaces.h"
#include "read/blocks.h"
#include "read/xalloc.h"

/* A definition block; NULL on one side if it is new or gone */
struct block_pair {
	const struct diff_item *t[2];
	uint32_t	 table[2];	/* NS_NONE: not loaded by a guest */
	bool		 differs;
};

/*
 * Changes as lines
 */

static int
compare_shapes(const struct spaces *s, const struct change *a,
    const struct change *b)
{
	const size_t	 na = a->end - a->shape, nb = b->end - b->shape;
	const int	 cmp = memcmp(s->text.s + a->shape,
	    s->text.s + b->shape, na < nb ? na : nb);

	return (cmp != 0 ? cmp : (na > nb) - (na < nb));
}

static int
compare_numbers(uint64_t a, uint64_t b)
{
	return ((a > b) - (a < b));
}

/* A change, and what it is in for qsort(3) */
struct change_ref {
	const struct spaces *s;
	struct change	*c;
};

static int
compare_kinds(const struct change_ref *ra, const struct change_ref *rb)
{
	const struct change *a = ra->c, *b = rb->c;
	int		 cmp;

	if ((cmp = compare_numbers(a->side, b->side)) != 0 ||
	    (cmp = compare_numbers(a->table, b->table)) != 0 ||
	    (cmp = compare_numbers(a->base, b->base)) != 0 ||
	    (cmp = a->sign - b->sign) != 0 ||
	    (cmp = compare_numbers(a->kind, b->kind)) != 0 ||
	    (cmp = compare_numbers(a->ordinal, b->ordinal)) != 0 ||
	    (cmp = (a->name == NULL) - (b->name == NULL)) != 0)
		return (cmp);
	if (a->name != NULL && (cmp = memcmp(a->name, b->name, NS_SEGSZ)) != 0)
		return (cmp);
	return (compare_shapes(ra->s, a, b));
}

static int
by_kind(const void *a, const void *b)
{
	const struct change_ref *ra = a, *rb = b;
	const int	 cmp = compare_kinds(ra, rb);

	return (cmp != 0 ? cmp : compare_numbers(ra->c->index, rb->c->index));
}

/*
 * What like changes have in common: the node that they are in, or the one
 * around that, and a name within nodes of it.
 */
static bool
set_base(const struct spaces *s, struct change *c, bool within)
{
	const struct ns_node *n;

	if (c->node == NS_NONE || c->count != 1)
		return (false);
	n = &s->ns[c->side]->nodes[c->node];
	c->base = n->parent;
	c->name = NULL;
	if (within && c->base != NS_NONE) {
		c->name = n->name;
		c->base = s->ns[c->side]->nodes[c->base].parent;
	}
	return (c->base != NS_NONE);
}

/* Makes one of n changes that are alike. */
static void
join(const struct change_ref *refs, size_t n)
{
	size_t		 i;

	for (i = 1; i < n; i++) {
		refs[i - 1].c->next = refs[i].c;
		refs[i].c->count = 0;
	}
	refs[0].c->count = n;
}

static void
join_like(struct spaces *s, struct change_ref *refs, bool within)
{
	size_t		 i, j, n = 0;

	for (i = 0; i < s->n; i++) {
		if (set_base(s, &s->changes[i], within))
			refs[n++] = (struct change_ref){ s, &s->changes[i] };
	}
	qsort(refs, n, sizeof(*refs), by_kind);
	for (i = 0; i < n; i = j) {
		for (j = i + 1; j < n &&
		    compare_kinds(&refs[i], &refs[j]) == 0; j++)
			;
		if (j - i >= DIFF_MANY)
			join(&refs[i], j - i);
	}
}

static bool
same_text(const struct spaces *s, const struct change *a,
    const struct change *b)
{
	const size_t	 n = a->shape - a->text;

	return (n == b->shape - b->text && memcmp(s->text.s + a->text,
	    s->text.s + b->text, n) == 0);
}

static void
print_path(const struct spaces *s, const struct change *c)
{
	char		 path[NS_PATHSZ];

	sink_printf(&s->d->out, "%s", ns_path(s->ns[c->side], c->node, path));
}

/* What there is to say, behind what it is about */
static void
print_text(const struct spaces *s, const struct change *c)
{
	const bool	 new = c->sign != '\0';

	if (new && c->text == c->shape)
		return;
	sink_printf(&s->d->out, "%s", new ? " (" : ": ");
	sink_write(&s->d->out, s->text.s + c->text, c->shape - c->text);
	if (new)
		sink_putc(&s->d->out, ')');
}

static void
print_joined(const struct spaces *s, const struct change *c)
{
	const struct change *last, *i;
	bool		 same = true;

	for (last = i = c; i != NULL; i = i->next) {
		last = i;
		same &= same_text(s, c, i);
	}
	print_path(s, c);
	if (!same)
		print_text(s, c);
	sink_printf(&s->d->out, " to ");
	print_path(s, last);
	if (!same)
		print_text(s, last);
	sink_printf(&s->d->out, ", %zu objects", c->count);
	if (same)
		print_text(s, c);
}

static void
print_line(const struct spaces *s, const struct change *c)
{
	struct diff_line *line = diff_begin_line(s->d);
	struct sink	*out = &s->d->out;

	sink_printf(out, "%s", s->ns[c->side]->tables[c->table].label);
	if (c->node == NS_NONE)
		print_text(s, c);
	else {
		if (c->sign != '\0')
			sink_printf(out, ": %c %s", c->sign,
			    ns_kind_name(c->kind));
		sink_putc(out, ' ');
		if (c->count > 1)
			print_joined(s, c);
		else {
			line->middle = diff_position(s->d);
			print_path(s, c);
			line->rest = diff_position(s->d);
			print_text(s, c);
		}
	}
	diff_end_line(s->d);
}

/* In the order of the tables: the first side's, then those that are new */
static int
by_table(const void *a, const void *b)
{
	const struct change *ca = ((const struct change_ref *)a)->c;
	const struct change *cb = ((const struct change_ref *)b)->c;
	const struct spaces *s = ((const struct change_ref *)a)->s;
	uint32_t	 ta = ca->table, tb = cb->table;
	uint8_t		 sa = ca->side, sb = cb->side;

	if (sa == 1 && s->tables[1][ta] != NS_NONE) {
		ta = s->tables[1][ta];
		sa = 0;
	}
	if (sb == 1 && s->tables[1][tb] != NS_NONE) {
		tb = s->tables[1][tb];
		sb = 0;
	}
	if (sa != sb)
		return (sa > sb ? 1 : -1);
	return (ta != tb ? compare_numbers(ta, tb) :
	    compare_numbers(ca->index, cb->index));
}

/* Whether a change is about a table of a pair */
static bool
is_about(const struct spaces *s, const struct change *c,
    const struct block_pair *p)
{
	return (c->table == p->table[c->side] ||
	    (c->side == 1 && p->table[0] != NS_NONE &&
	    s->tables[1][c->table] == p->table[0]));
}

/*
 * Tables
 */

/* Behind what every table has */
static void
find_tail(const struct diff_item *t, const uint8_t **bytes, size_t *length)
{
	const struct fields *fs = t->piece->fields;

	*bytes = fs->data + fs->end;
	*length = fs->length - fs->end;
}

static bool
tails_differ(const struct diff_item *const t[2])
{
	const uint8_t	*p[2];
	size_t		 n[2];
	int		 i;

	for (i = 0; i < 2; i++)
		find_tail(t[i], &p[i], &n[i]);
	return (n[0] != n[1] || (n[0] > 0 && memcmp(p[0], p[1], n[0]) != 0));
}

/* Something of the table was left out when it was read, and not just named. */
static const struct ns_complaint *
find_complaint(const struct ns *ns, uint32_t table)
{
	const struct ns_complaint *c;
	size_t		 i;

	for (i = 0; i < ns->ncomplaints; i++) {
		c = &ns->complaints[i];
		if (c->load && c->table == table && c->kind != NS_TWICE &&
		    c->kind != NS_NO_SCOPE && c->kind != NS_UNKNOWN_NAME)
			return (c);
	}
	return (NULL);
}

static void
print_bytes(struct diff *d, const struct diff_item *const t[2])
{
	const uint8_t	*p[2];
	size_t		 n[2];
	int		 i;

	for (i = 0; i < 2; i++)
		find_tail(t[i], &p[i], &n[i]);
	diff_begin_line(d);
	sink_printf(&d->out, "%s.%s", t[0]->piece->label,
	    t[0]->piece->fields->table->rest);
	diff_print_change(&d->out, t[0]->piece->fields->end, p[0], n[0],
	    p[1], n[1]);
}

/*
 * What is left to say of two tables that differ: all of it by bytes, if they
 * cannot be followed, or that no object differs.
 */
static void
print_others(const struct spaces *s, const struct block_pair *p)
{
	const struct ns_complaint *c = NULL;
	struct diff	*d = s->d;
	int		 side = 0;
	bool		 both;

	if (p->t[0] == NULL || p->t[1] == NULL || !p->differs)
		return;
	both = p->table[0] != NS_NONE && p->table[1] != NS_NONE;
	for (; both && side < 2 && c == NULL; side++)
		c = find_complaint(s->ns[side], p->table[side]);
	if (!both || c != NULL || d->flags & DIFF_ALL) {
		print_bytes(d, p->t);
		if (c != NULL) {
			sink_printf(&d->out, "; the %s cannot be followed: ",
			    side == 1 ? "first" : "second");
			ns_print_complaint(&d->out, s->ns[side - 1], c);
		}
		diff_end_line(d);
	} else if (!s->said[0][p->table[0]] && !s->said[1][p->table[1]]) {
		diff_begin_line(d);
		sink_printf(&d->out, "%s: other encoding, same objects",
		    p->t[0]->piece->label);
		diff_end_line(d);
	}
}

static void
print_disassembly(struct diff *d, const struct block_pair *p)
{
	const struct fields *a, *b;
	const char	*error;

	if ((d->flags & DIFF_AML) == 0 || p->t[0] == NULL ||
	    p->t[1] == NULL || !p->differs)
		return;
	a = p->t[0]->piece->fields;
	b = p->t[1]->piece->fields;
	error = diff_disassembly(&d->out, a->data, a->length, b->data,
	    b->length);
	if (d->error == NULL)
		d->error = error;
	diff_end_line(d);
}

/* The lines of pairs of tables, which are in the order of the tables */
static void
print_spaces(struct spaces *s, const struct block_pair *pairs, size_t n)
{
	struct change_ref *refs = xcalloc(s->n + 1, sizeof(*refs));
	size_t		 i, at = 0;

	for (i = 0; i < s->n; i++)
		s->changes[i].count = 1;
	join_like(s, refs, true);
	join_like(s, refs, false);
	for (i = 0; i < s->n; i++)
		refs[i] = (struct change_ref){ s, &s->changes[i] };
	qsort(refs, s->n, sizeof(*refs), by_table);
	for (i = 0; i < n; i++) {
		for (; at < s->n && is_about(s, refs[at].c, &pairs[i]); at++) {
			if (refs[at].c->count > 0)
				print_line(s, refs[at].c);
		}
		print_others(s, &pairs[i]);
		print_disassembly(s->d, &pairs[i]);
	}
	free(refs);
}

static uint32_t *
no_tables(const struct ns *ns)
{
	const size_t	 size = (ns->ntables + 1) * sizeof(uint32_t);
	uint32_t	*list = xmalloc(size);

	memset(list, 0xff, size);
	return (list);
}

static void
compare_spaces(struct diff *d, const struct ns *a, const struct ns *b,
    const struct block_pair *pairs, size_t n)
{
	struct spaces	 s = { .d = d, .ns = { a, b } };
	size_t		 i;
	int		 side;

	for (side = 0; side < 2; side++)
		s.tables[side] = no_tables(s.ns[side]);
	for (i = 0; i < n; i++) {
		if (pairs[i].table[0] == NS_NONE ||
		    pairs[i].table[1] == NS_NONE)
			continue;
		s.tables[0][pairs[i].table[0]] = pairs[i].table[1];
		s.tables[1][pairs[i].table[1]] = pairs[i].table[0];
	}
	spaces_compare(&s);
	print_spaces(&s, pairs, n);
	spaces_close(&s);
	free(s.tables[0]);
	free(s.tables[1]);
}

/* Two tables that a guest does not load */
static void
compare_alone(struct diff *d, const struct block_pair *pair)
{
	struct block_pair p = *pair;
	struct ns_table	 t;
	struct ns	*ns[2];
	int		 side;

	for (side = 0; side < 2; side++) {
		t.data = p.t[side]->piece->fields->data;
		t.length = p.t[side]->piece->fields->length;
		t.label = p.t[side]->piece->label;
		ns[side] = ns_open(&t, 1);
		p.table[side] = 0;
	}
	compare_spaces(d, ns[0], ns[1], &p, 1);
	ns_close(ns[0]);
	ns_close(ns[1]);
}

/*
 * Both sides
 */

struct block_pairs {
	struct block_pair *list;
	size_t		 n, max;
	bool		 differ;
};

static bool
is_aml(const struct diff_item *t)
{
	return (t->piece->fields->table->aml);
}

static void
add_pair(struct block_pairs *l, const struct diff_item *a,
    const struct diff_item *b)
{
	struct block_pair *p;

	l->list = xgrow(l->list, l->n, &l->max, sizeof(*l->list));
	p = &l->list[l->n++];
	*p = (struct block_pair){ { a, b }, { NS_NONE, NS_NONE }, false };
	p->differs = a != NULL && b != NULL && tails_differ(p->t);
	l->differ |= p->differs || a == NULL || b == NULL;
}

/* In which place a guest loads a piece of one side */
struct turn {
	const struct map_piece *piece;
	uint32_t	 table;
};

static int
by_piece(const void *a, const void *b)
{
	const uintptr_t	 pa = (uintptr_t)((const struct turn *)a)->piece;
	const uintptr_t	 pb = (uintptr_t)((const struct turn *)b)->piece;

	return ((pa > pb) - (pa < pb));
}

static void
find_tables(struct block_pairs *l, int side, const struct blocks *b)
{
	const size_t	 n = b->ns->ntables;
	struct turn	*turns = xcalloc(n + 1, sizeof(*turns)), key, *found;
	size_t		 i;

	for (i = 0; i < n; i++)
		turns[i] = (struct turn){ b->blocks[i].piece, (uint32_t)i };
	qsort(turns, n, sizeof(*turns), by_piece);
	for (i = 0; i < l->n; i++) {
		if (l->list[i].t[side] == NULL)
			continue;
		key.piece = l->list[i].t[side]->piece;
		found = bsearch(&key, turns, n, sizeof(*turns), by_piece);
		if (found != NULL)
			l->list[i].table[side] = found->table;
	}
	free(turns);
}

static int
by_turn(const void *a, const void *b)
{
	const struct block_pair *pa = a, *pb = b;
	const int	 cmp = compare_numbers(pa->table[0], pb->table[0]);

	return (cmp != 0 ? cmp : compare_numbers(pa->table[1], pb->table[1]));
}

static void
compare_pairs(struct diff *d, struct block_pairs *l)
{
	struct blocks	 b[2];
	size_t		 i, n;
	int		 side;

	for (side = 0; side < 2; side++) {
		blocks_open(&b[side], &d->sides[side].map, false, false);
		find_tables(l, side, &b[side]);
	}
	qsort(l->list, l->n, sizeof(*l->list), by_turn);
	for (n = 0; n < l->n && (l->list[n].table[0] != NS_NONE ||
	    l->list[n].table[1] != NS_NONE); n++)
		;
	compare_spaces(d, b[0].ns, b[1].ns, l->list, n);
	for (i = n; i < l->n; i++) {
		if (l->list[i].differs)
			compare_alone(d, &l->list[i]);
	}
	for (side = 0; side < 2; side++)
		blocks_close(&b[side]);
}

void
diff_objects(struct diff *d, const struct diff_list l[2])
{
	struct block_pairs pairs = { 0 };
	const struct diff_item *t;
	size_t		 i;

	for (i = 0; i < l[0].n; i++) {
		t = &l[0].items[i];
		if (is_aml(t))
			add_pair(&pairs, t, t->partner);
	}
	for (i = 0; i < l[1].n; i++) {
		t = &l[1].items[i];
		if (is_aml(t) && t->partner == NULL)
			add_pair(&pairs, NULL, t);
	}
	if (pairs.differ)
		compare_pairs(d, &pairs);
	free(pairs.list);
}
