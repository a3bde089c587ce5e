/* See LICENSE for licence details. */

/* Values of objects: data, packages, and resource templates. */

#include <stdlib.h>
#include <string.h>

#include "spaces.h"
#include "read/resources.h"
#include "read/routes.h"
#include "read/words.h"
#include "read/xalloc.h"

#define LONG		100	/* characters of a value in a line */
#define IN_LINE		2	/* resources of a value in a line */
#define NESTED		8	/* packages that are compared in each other */
#define INDEXSZ		256

static struct ns_place
place_of(const struct ns_object *o, const struct ns_value *v)
{
	const struct ns_place place = { o->table, o->scope, v->offset, v->end };

	return (place);
}

/* What is in code that no object has, has none. */
static bool
has_name(const struct ns_object *o)
{
	return (o != NULL && o->node != NS_NONE);
}

void
data_separate(struct sink *out, size_t start)
{
	if (out->n > start)
		sink_printf(out, ", ");
}

void
data_print_resources(struct sink *out, const struct ns_value *v, size_t most)
{
	struct resource	 r;
	const size_t	 start = out->n;
	size_t		 at = 0, n = 0;

	if (!words_is_template(v)) {
		sink_printf(out, "other resources");
		return;
	}
	while (resource_next(v->bytes, v->length, &at, &r)) {
		if (r.kind == RESOURCE_END || n++ >= most)
			continue;
		data_separate(out, start);
		resource_print(out, &r);
	}
	if (n > most)
		sink_printf(out, ", %zu more resources", n - most);
	else if (n == 0)
		sink_printf(out, "no resources");
}

void
data_print(struct sink *out, const struct ns *ns, const struct ns_object *o,
    const struct ns_value *v)
{
	const size_t	 start = out->n;

	if (words_has_resources(v)) {
		data_print_resources(out, v, IN_LINE);
		return;
	}
	if (v->kind == NS_STRING && v->length > LONG) {
		sink_printf(out, "string of %zu bytes", v->length);
		return;
	}
	if (has_name(o) && words_has_ids(ns, o))
		words_print_ids(out, ns, v);
	else
		ns_print_value(out, ns, v);
	if (out->n - start <= LONG || v->kind != NS_PACKAGE)
		return;
	out->n = start;
	sink_printf(out, "package of %llu elements",
	    (unsigned long long)v->size);
}

/*
 * Resources
 */

/* Between words, but for those of a list: "5, 10" */
static bool
is_break(const char *s, size_t i)
{
	return (s[i] == '\0' || (s[i] == ' ' && i > 0 && s[i - 1] != ','));
}

/* Skips the words that two lines begin with, and those that they end with. */
static void
trim_words(const char *const s[2], size_t *start, size_t end[2])
{
	size_t		 i;

	for (i = *start = 0; i < end[0] && i < end[1] && s[0][i] == s[1][i];
	    i++) {
		if (is_break(s[0], i) && is_break(s[1], i))
			*start = i + 1;
	}
	while (end[0] > *start && end[1] > *start &&
	    s[0][end[0] - 1] == s[1][end[1] - 1]) {
		end[0]--;
		end[1]--;
	}
	while (!is_break(s[0], end[0]))
		end[0]++;
	while (!is_break(s[1], end[1]))
		end[1]++;
}

/* One changed: what both begin with, then each one's own */
static void
print_changed_words(struct sink *out, const char *a, const char *b)
{
	const char	*const s[2] = { a, b };
	size_t		 start, end[2] = { strlen(a), strlen(b) };

	trim_words(s, &start, end);
	if (end[0] <= start || end[1] <= start) {
		sink_printf(out, "%s -> %s", a, b);
		return;
	}
	sink_printf(out, "%.*s -> %.*s", (int)end[0], a,
	    (int)(end[1] - start), b + start);
}

/* A template's resources, by their words and by the first of these */
static void
list_resources(struct diff_list *l, const struct ns_value *v)
{
	struct diff_item *item;
	struct resource	 r;
	struct sink	 text;
	size_t		 at = 0;

	while (resource_next(v->bytes, v->length, &at, &r)) {
		if (r.kind == RESOURCE_END)
			continue;
		memset(&text, 0, sizeof(text));
		resource_print(&text, &r);
		sink_putc(&text, '\0');
		item = diff_add_item(l);
		item->buffer = (uint8_t *)text.s;
		diff_set_key(item, 0, text.s, text.n);
		diff_set_key(item, 1, text.s, strcspn(text.s, " "));
	}
}

static const char *
words_of(const struct diff_item *item)
{
	return ((const char *)item->buffer);
}

/* So many from i on are new one after the other. */
static size_t
count_new(const struct diff_list *l, size_t i)
{
	size_t		 n = 0;

	while (i + n < l->n && l->items[i + n].partner == NULL)
		n++;
	return (n < DIFF_MANY ? 1 : n);
}

static void
say_new_resources(struct spaces *s, const struct ns_object *const o[2],
    const struct diff_list *l, int side)
{
	struct sink	*out;
	size_t		 i, n;

	for (i = 0; i < l->n; i += n) {
		n = 1;
		if (l->items[i].partner != NULL)
			continue;
		n = count_new(l, i);
		out = change_begin(s, '\0', 0, o[0]);
		sink_printf(out, "%c %s", "-+"[side], words_of(&l->items[i]));
		if (n > 1)
			sink_printf(out, " to %s, %zu resources",
			    words_of(&l->items[i + n - 1]), n);
		change_end(s);
	}
}

static void
compare_templates(struct spaces *s, const struct ns_object *const o[2],
    const struct ns_value v[2])
{
	const struct diff_item *moved, *last;
	struct diff_list l[2] = { { 0 }, { 0 } };
	size_t		 i;

	list_resources(&l[0], &v[0]);
	list_resources(&l[1], &v[1]);
	diff_match(&l[0], &l[1]);
	if ((moved = diff_first_moved(&l[0], &last)) != NULL) {
		sink_printf(change_begin(s, '\0', 0, o[0]), "resources in "
		    "another order: %s now comes before %s", words_of(moved),
		    words_of(last));
		change_end(s);
	}
	for (i = 0; i < l[0].n; i++) {
		if (l[0].items[i].partner == NULL ||
		    strcmp(words_of(&l[0].items[i]),
		    words_of(l[0].items[i].partner)) == 0)
			continue;
		print_changed_words(change_begin(s, '\0', 0, o[0]),
		    words_of(&l[0].items[i]),
		    words_of(l[0].items[i].partner));
		change_end(s);
	}
	say_new_resources(s, o, &l[0], 0);
	say_new_resources(s, o, &l[1], 1);
	diff_free_list(&l[0]);
	diff_free_list(&l[1]);
}

/*
 * Buffers, and data of one term
 */

static bool
all_zero(const uint8_t *p, size_t n)
{
	return (n == 0 || fields_all_zero(p, n));
}

/* What is declared and not given is zero. */
static bool
same_buffer(const struct ns_value v[2])
{
	const int	 longer = v[1].length > v[0].length;
	const size_t	 n = v[!longer].length;

	return (v[0].known && v[1].known && v[0].size == v[1].size &&
	    (n == 0 || memcmp(v[0].bytes, v[1].bytes, n) == 0) &&
	    all_zero(v[longer].bytes + n, v[longer].length - n));
}

static size_t
count_other_bytes(const struct ns_value v[2])
{
	size_t		 i, n = 0;

	for (i = 0; i < v[0].length && i < v[1].length; i++)
		n += v[0].bytes[i] != v[1].bytes[i];
	return (n + (v[0].length > i ? v[0].length - i : v[1].length - i));
}

static bool
same_value(const struct spaces *s, const struct ns_object *const o[2],
    const struct ns_value v[2])
{
	struct ns_place	 place[2];
	int		 i;

	for (i = 0; i < 2; i++)
		place[i] = place_of(o[i], &v[i]);
	if (v[0].kind == v[1].kind) {
		if (v[0].kind == NS_INTEGER)
			return (v[0].integer == v[1].integer);
		if (v[0].kind == NS_BUFFER && v[0].known && v[1].known)
			return (same_buffer(v));
		if (v[0].kind == NS_NOTHING)
			return (true);
	}
	return (code_same(s, place, "o"));
}

/* Index of an element, and what that says */
static void
print_change(struct spaces *s, const struct ns_object *const o[2],
    const char *index, const struct ns_value v[2])
{
	struct sink	*out = change_begin(s, '\0', 0, o[0]);
	size_t		 a, b;

	sink_printf(out, "%s%s", index, index[0] != '\0' ? " " : "");
	a = out->n;
	data_print(out, s->ns[0], o[0], &v[0]);
	sink_printf(out, " -> ");
	b = out->n;
	data_print(out, s->ns[1], o[1], &v[1]);
	if (out->n - b == b - 4 - a && memcmp(out->s + a, out->s + b,
	    out->n - b) == 0) {
		out->n = b - 4;
		if (v[0].kind == NS_BUFFER && v[1].kind == NS_BUFFER)
			sink_printf(out, ", %zu changed",
			    count_other_bytes(v));
		else
			sink_printf(out, ", another one");
	}
	change_end(s);
}

/*
 * Packages
 */

/* Two that are compared, and where they are in the outermost ones */
struct packages {
	struct spaces	*s;
	const struct ns_object *o[2];
	struct ns_value	 v[2];
	char		 index[INDEXSZ];	/* or "" */
	int		 depth;
};

/* "slot 31 INTA source" of a _PRT, else "[3][2]" */
static void
print_index(const struct packages *p, size_t i, const struct ns_value *v,
    char index[INDEXSZ])
{
	static const char *const members[ROUTE_FIELDS] = { "address", "pin",
	    "source", "source index" };
	const bool	 prt = has_name(p->o[0]) &&
			    ns_is_named(p->s->ns[0], p->o[0], "_PRT");
	struct route	 r;
	uint64_t	 slot;
	unsigned int	 pin;

	if (prt && p->depth == 1 && i < ROUTE_FIELDS)
		snprintf(index, INDEXSZ, "%.*s %s", INDEXSZ / 2, p->index,
		    members[i]);
	else if (prt && p->depth == 0 &&
	    route_read(p->s->ns[0], v, &r) && route_pin(&r, &slot, &pin))
		snprintf(index, INDEXSZ, "slot %llu INT%c",
		    (unsigned long long)slot, (char)('A' + pin));
	else
		snprintf(index, INDEXSZ, "%.*s[%zu]", INDEXSZ / 2, p->index,
		    i);
}

static void compare_packages(const struct packages *);

static void
compare_elements(const struct packages *p, size_t i,
    const struct ns_value v[2])
{
	struct packages	 in = *p;

	print_index(p, i, &v[0], in.index);
	in.depth++;
	memcpy(in.v, v, sizeof(in.v));
	if (v[0].kind == NS_PACKAGE && v[1].kind == NS_PACKAGE &&
	    in.depth < NESTED)
		compare_packages(&in);
	else
		print_change(p->s, p->o, in.index, v);
}

/* The elements' terms, one after the other, and the end of the last one */
static uint32_t *
list_elements(const struct ns *ns, const struct ns_value *v, size_t *n)
{
	struct ns_place	 in = v->elements;
	struct ns_value	 e;
	uint32_t	*list = NULL;
	size_t		 room = 0;

	*n = 0;
	list = xgrow(list, 0, &room, sizeof(*list));
	list[0] = in.offset;
	while (ns_next(ns, &in, &e)) {
		list = xgrow(list, ++*n, &room, sizeof(*list));
		list[*n] = in.offset;
	}
	return (list);
}

static void
element_at(const struct packages *p, int side, uint32_t offset,
    struct ns_value *v)
{
	struct ns_place	 in = p->v[side].elements;

	in.offset = offset;
	ns_next(p->s->ns[side], &in, v);
}

static void
say_element(const struct packages *p, int side, uint32_t offset)
{
	struct sink	*out = change_begin(p->s, '\0', 0, p->o[0]);
	struct ns_value	 v;

	element_at(p, side, offset, &v);
	sink_printf(out, "%s%s%c ", p->index, p->index[0] != '\0' ? " " : "",
	    "-+"[side]);
	data_print(out, p->s->ns[side], p->o[side], &v);
	change_end(p->s);
}

static bool
same_element(const struct packages *p, uint32_t a, uint32_t b)
{
	struct ns_value	 v[2];

	element_at(p, 0, a, &v[0]);
	element_at(p, 1, b, &v[1]);
	return (same_value(p->s, p->o, v));
}

/* Elements of packages, and which of them are to be compared */
struct elements {
	uint32_t	*list[2];
	size_t		 n[2];
	size_t		 start, end[2];
};

static void
trim_elements(const struct packages *p, struct elements *e)
{
	e->start = 0;
	e->end[0] = e->n[0];
	e->end[1] = e->n[1];
	while (e->start < e->end[0] && e->start < e->end[1] &&
	    same_element(p, e->list[0][e->start], e->list[1][e->start]))
		e->start++;
	while (e->start < e->end[0] && e->start < e->end[1] &&
	    same_element(p, e->list[0][e->end[0] - 1],
	    e->list[1][e->end[1] - 1])) {
		e->end[0]--;
		e->end[1]--;
	}
}

/* As many on both sides: those that differ, if they are few */
static void
compare_each(const struct packages *p, const struct elements *e)
{
	struct ns_value	 v[2];
	struct sink	*out;
	size_t		 i, n = 0, first = 0;

	for (i = e->start; i < e->end[0]; i++) {
		if (same_element(p, e->list[0][i], e->list[1][i]))
			continue;
		first = n++ == 0 ? i : first;
	}
	for (i = first; i < e->end[0]; i++) {
		if (same_element(p, e->list[0][i], e->list[1][i]))
			continue;
		if (n > DIFF_MANY) {
			out = change_begin(p->s, '\0', 0, p->o[0]);
			sink_printf(out, "%s%spackage of %zu elements, %zu "
			    "changed", p->index, p->index[0] != '\0' ? " " :
			    "", e->n[0], n);
			change_end(p->s);
			return;
		}
		element_at(p, 0, e->list[0][i], &v[0]);
		element_at(p, 1, e->list[1][i], &v[1]);
		compare_elements(p, i, v);
	}
}

static void
compare_middles(const struct packages *p, const struct elements *e)
{
	struct sink	*out;
	size_t		 i, n[2];
	int		 side;

	for (side = 0; side < 2; side++)
		n[side] = e->end[side] - e->start;
	if (n[0] == n[1])
		compare_each(p, e);
	else if (n[0] <= DIFF_MANY && n[1] <= DIFF_MANY) {
		for (side = 0; side < 2; side++) {
			for (i = 0; i < n[side]; i++)
				say_element(p, side,
				    e->list[side][e->start + i]);
		}
	} else {
		out = change_begin(p->s, '\0', 0, p->o[0]);
		sink_printf(out, "%s%spackage of %zu elements -> %zu elements",
		    p->index, p->index[0] != '\0' ? " " : "", e->n[0],
		    e->n[1]);
		change_end(p->s);
	}
}

/* Element by element; no deeper than NESTED */
static void
compare_packages(const struct packages *p)
{
	struct elements	 e;
	int		 i;

	for (i = 0; i < 2; i++)
		e.list[i] = list_elements(p->s->ns[i], &p->v[i], &e.n[i]);
	trim_elements(p, &e);
	compare_middles(p, &e);
	if (e.n[0] == e.n[1] && p->v[0].size != p->v[1].size) {
		sink_printf(change_begin(p->s, '\0', 0, p->o[0]),
		    "%s%selements %llu -> %llu", p->index,
		    p->index[0] != '\0' ? " " : "",
		    (unsigned long long)p->v[0].size,
		    (unsigned long long)p->v[1].size);
		change_end(p->s);
	}
	free(e.list[0]);
	free(e.list[1]);
}

void
data_compare(struct spaces *s, const struct ns_object *const o[2],
    const struct ns_value v[2])
{
	struct packages	 p = { s, { o[0], o[1] }, { v[0], v[1] }, "", 0 };

	if (same_value(s, o, v))
		return;
	if (v[0].kind == NS_PACKAGE && v[1].kind == NS_PACKAGE)
		compare_packages(&p);
	else if (words_is_template(&v[0]) && words_is_template(&v[1]))
		compare_templates(s, o, v);
	else
		print_change(s, o, "", v);
}
