/* See LICENSE for licence details. */

/* What there is to say about one object, and about two of one path. */

#include <string.h>

#include "spaces.h"
#include "read/words.h"

#define RESOURCES	4	/* of a new device that are printed */
#define NAMES		4	/* of its methods */
#define WALKED		1000	/* nodes below it that are counted */

/*
 * In short
 */

/* Names that are printed with a device, in this order */
static const char *const printed[] = { "_HID", "_ADR", "_UID", "_CRS" };

/* A Name of a device that says what it is: "PNP0A08", "_UID 0x0" */
static void
print_name_of(struct sink *out, size_t start, const struct ns *ns,
    uint32_t node, const char *name)
{
	const struct ns_object *o = ns_object(ns, ns_child(ns, node, name));
	struct ns_value	 v;

	ns_value(ns, o, &v);
	if (v.kind == NS_NOTHING)
		return;
	data_separate(out, start);
	if (strcmp(name, "_CRS") == 0) {
		data_print_resources(out, &v, RESOURCES);
		return;
	}
	if (strcmp(name, "_HID") != 0)
		sink_printf(out, "%s ", name);
	data_print(out, ns, o, &v);
}

static bool
is_printed(const struct ns *ns, const struct ns_object *o)
{
	size_t		 i;

	for (i = 0; i < sizeof(printed) / sizeof(printed[0]); i++) {
		if (ns_is_named(ns, o, printed[i]))
			return (true);
	}
	return (false);
}

/* The methods that it has itself, by their names if they are few */
static void
print_methods(struct sink *out, size_t start, const struct ns *ns,
    uint32_t node)
{
	const struct ns_node *n;
	uint32_t	 i, count = 0, pass, walked;

	for (pass = 0; pass < 2; pass++) {
		walked = 0;
		for (i = ns->nodes[node].child; i != NS_NONE &&
		    walked++ < WALKED; i = n->next) {
			n = &ns->nodes[i];
			if (n->object == NS_NONE ||
			    ns->objects[n->object].kind != NS_METHOD)
				continue;
			if (pass == 0)
				count++;
			else if (count <= NAMES)
				sink_printf(out, " %.4s", n->name);
		}
		if (count == 0)
			return;
		if (pass > 0)
			break;
		data_separate(out, start);
		if (count > NAMES)
			sink_printf(out, "%u", count);
		sink_printf(out, "%smethod%s", count > NAMES ? " " : "",
		    count > 1 ? "s" : "");
	}
}

static void
print_count(struct sink *out, size_t start, uint32_t n, const char *what,
    bool more)
{
	if (n == 0)
		return;
	data_separate(out, start);
	sink_printf(out, "%u%s %s%s", n, more ? " or more" : "", what,
	    n > 1 ? "s" : "");
}

/* How much else there is below a node of which something was printed */
static void
print_rest(struct sink *out, size_t start, const struct ns *ns, uint32_t top)
{
	const struct ns_node *n;
	const struct ns_object *o;
	uint32_t	 node, devices = 0, others = 0, walked = 0;

	for (node = ns_below(ns, top, top); node != NS_NONE &&
	    walked++ < WALKED; node = ns_below(ns, top, node)) {
		n = &ns->nodes[node];
		if (n->object == NS_NONE)
			continue;
		o = &ns->objects[n->object];
		if (o->flags & NS_LOCAL || (n->parent == top &&
		    (o->kind == NS_METHOD || (o->kind == NS_NAME &&
		    is_printed(ns, o)))))
			continue;
		if (o->kind == NS_DEVICE || o->kind == NS_PROCESSOR)
			devices++;
		else
			others++;
	}
	print_count(out, start, devices, "device", walked > WALKED);
	print_count(out, start, others, "other object", walked > WALKED);
}

static void
print_contents(struct sink *out, size_t start, const struct ns *ns,
    const struct ns_object *o)
{
	const uint32_t	 node = o->node;
	size_t		 i;

	/* The first definition said it. */
	if (o->flags & NS_AGAIN)
		return;
	for (i = 0; i < sizeof(printed) / sizeof(printed[0]); i++)
		print_name_of(out, start, ns, node, printed[i]);
	print_methods(out, start, ns, node);
	print_rest(out, start, ns, node);
}

void
facts_print(struct spaces *s, struct sink *out, int side,
    const struct ns_object *o)
{
	const struct ns	*ns = s->ns[side];
	const size_t	 start = out->n;
	struct ns_value	 v;

	if (o->kind == NS_ALIAS)
		sink_printf(out, "of ");
	words_print(out, ns, o);
	switch (o->kind) {
	case NS_NAME:
		ns_value(ns, o, &v);
		data_print(out, ns, o, &v);
		break;
	case NS_DEVICE:
	case NS_PROCESSOR:
	case NS_POWER_RESOURCE:
	case NS_THERMAL_ZONE:
		print_contents(out, start, ns, o);
		break;
	default:
		break;
	}
	if (o->flags & NS_CONDITIONAL) {
		data_separate(out, start);
		sink_printf(out, "on a condition");
	}
}

/*
 * Compared
 */

static void
say_numbers(struct spaces *s, const struct ns_object *o, const char *what,
    uint64_t a, uint64_t b, bool hex)
{
	if (a == b)
		return;
	sink_printf(change_begin(s, '\0', 0, o), hex ?
	    "%s 0x%llx -> 0x%llx" : "%s %llu -> %llu", what,
	    (unsigned long long)a, (unsigned long long)b);
	change_end(s);
}

static void
say_words(struct spaces *s, const struct ns_object *o, const char *a,
    const char *b)
{
	if (strcmp(a, b) == 0)
		return;
	sink_printf(change_begin(s, '\0', 0, o), "%s -> %s", a, b);
	change_end(s);
}

/* A node that each of two objects has to do with */
static void
say_nodes(struct spaces *s, const struct ns_object *const o[2],
    const char *what, uint32_t a, uint32_t b)
{
	char		 paths[2][NS_PATHSZ];

	if (a == b && a == NS_NONE)
		return;
	if (a != NS_NONE && b != NS_NONE && s->nodes[0][a] == b)
		return;
	sink_printf(change_begin(s, '\0', 0, o[0]), "%s%s -> %s", what,
	    ns_path(s->ns[0], a, paths[0]), ns_path(s->ns[1], b, paths[1]));
	change_end(s);
}

/* In words, unless they are the same: that of two computed addresses */
static void
say_regions(struct spaces *s, const struct ns_object *const o[2])
{
	static const char arrow[] = " -> ";
	struct sink	*out = change_begin(s, '\0', 0, o[0]);
	const size_t	 start = out->n;
	size_t		 length;

	words_print(out, s->ns[0], o[0]);
	length = out->n - start;
	sink_printf(out, "%s", arrow);
	words_print(out, s->ns[1], o[1]);
	if (out->n - start == 2 * length + strlen(arrow) &&
	    memcmp(out->s + start, out->s + out->n - length,
	    length) == 0) {
		out->n = start;
		sink_printf(out, "computed in another way");
	}
	change_end(s);
}

static void
compare_regions(struct spaces *s, const struct ns_object *const o[2])
{
	struct ns_place	 place[2];
	struct ns_region r[2];
	char		 text[2][NS_SPACESZ];
	int		 i;

	for (i = 0; i < 2; i++) {
		ns_region(s->ns[i], o[i], &r[i]);
		place[i] = ns_contents(o[i]);
	}
	say_words(s, o[0], ns_space_name(o[0]->region.space, text[0]),
	    ns_space_name(o[1]->region.space, text[1]));
	if (r[0].address_known && r[1].address_known &&
	    r[0].length_known && r[1].length_known) {
		say_numbers(s, o[0], "address", r[0].address, r[1].address,
		    true);
		say_numbers(s, o[0], "length", r[0].length, r[1].length,
		    false);
	} else if (!code_same(s, place, "tt"))
		say_regions(s, o);
}

/* The value of a bank, and what a unit is behind */
static void
compare_unit_terms(struct spaces *s, const struct ns_object *const o[2],
    const struct ns_unit *const u[2])
{
	const struct ns_place banks[2] = { u[0]->bank, u[1]->bank };
	const struct ns_place connections[2] = { u[0]->connection,
	    u[1]->connection };
	struct ns_place	 place;
	struct sink	*out;
	struct ns_value	 v;
	int		 i;

	if (o[0]->kind == NS_BANK_FIELD && !code_same(s, banks, "t")) {
		out = change_begin(s, '\0', 0, o[0]);
		for (i = 0; i < 2; i++) {
			place = banks[i];
			ns_next(s->ns[i], &place, &v);
			sink_printf(out, i == 0 ? "bank " : " -> ");
			data_print(out, s->ns[i], NULL, &v);
		}
		change_end(s);
	}
	if ((connections[0].end == 0) == (connections[1].end == 0) &&
	    (connections[0].end == 0 || code_same(s, connections, "t")))
		return;
	out = change_begin(s, '\0', 0, o[0]);
	words_print_connection(out, s->ns[0], u[0]);
	sink_printf(out, " -> ");
	words_print_connection(out, s->ns[1], u[1]);
	change_end(s);
}

static void
compare_units(struct spaces *s, const struct ns_object *const o[2])
{
	const struct ns_unit *const u[2] = { ns_unit(s->ns[0], o[0]),
	    ns_unit(s->ns[1], o[1]) };
	const struct ns_unit *a = u[0], *b = u[1];
	char		 text[2][WORDS_ATTRIBUTESZ];

	say_nodes(s, o, "part of ", a->parent, b->parent);
	if (o[0]->kind != NS_FIELD)
		say_nodes(s, o, "by ", a->other, b->other);
	say_numbers(s, o[0], "bit", a->bit, b->bit, false);
	say_numbers(s, o[0], "width", a->width, b->width, false);
	say_words(s, o[0], words_access(a->flags), words_access(b->flags));
	say_words(s, o[0], words_lock(a->flags), words_lock(b->flags));
	say_words(s, o[0], words_update(a->flags), words_update(b->flags));
	say_words(s, o[0], words_attribute(a, text[0]),
	    words_attribute(b, text[1]));
	compare_unit_terms(s, o, u);
}

/* Terms of which nothing is known but that they differ */
static void
compare_terms(struct spaces *s, const struct ns_object *o,
    const struct ns_place place[2], const char *args, const char *what)
{
	if (code_same(s, place, args))
		return;
	sink_printf(change_begin(s, '\0', 0, o), "%s", what);
	change_end(s);
}

static void
compare_names(struct spaces *s, const struct ns_object *const o[2])
{
	struct ns_value	 v[2];
	int		 i;

	for (i = 0; i < 2; i++)
		ns_value(s->ns[i], o[i], &v[i]);
	data_compare(s, o, v);
}

/* What is in a Name on one side is on the other what a method returns. */
static void
compare_returns(struct spaces *s, const struct ns_object *const o[2])
{
	struct ns_value	 v[2];
	bool		 fixed;
	int		 i;

	for (i = 0; i < 2; i++) {
		if (ns_returns(s->ns[i], o[i], NS_BUFFER, &v[i], 1,
		    &fixed) != 1 || !words_is_template(&v[i]))
			return;
	}
	data_compare(s, o, v);
}

static void
compare_kinds(struct spaces *s, const struct ns_object *const o[2])
{
	struct sink	*out = change_begin(s, '\0', 0, o[0]);
	size_t		 start;
	int		 i;

	for (i = 0; i < 2; i++) {
		sink_printf(out, "%s%s", i > 0 ? " -> " : "",
		    ns_kind_name(o[i]->kind));
		start = out->n;
		sink_printf(out, " (");
		facts_print(s, out, i, o[i]);
		if (out->n == start + 2)
			out->n = start;
		else
			sink_putc(out, ')');
	}
	change_end(s);
	compare_returns(s, o);
}

static void
compare_flags(struct spaces *s, const struct ns_object *const o[2])
{
	static const char *const conditions[2] = { "always there",
	    "there on a condition" };
	static const char *const loading[2] = { "loaded", "not loaded" };

	if (o[0]->flags == o[1]->flags)
		return;
	say_words(s, o[0], conditions[(o[0]->flags & NS_CONDITIONAL) != 0],
	    conditions[(o[1]->flags & NS_CONDITIONAL) != 0]);
	say_words(s, o[0], loading[(o[0]->flags & NS_SKIPPED) != 0],
	    loading[(o[1]->flags & NS_SKIPPED) != 0]);
}

static bool
same_bytes(const struct spaces *s, const struct ns_object *const o[2])
{
	struct ns_place	 place[2];
	int		 i;

	for (i = 0; i < 2; i++)
		place[i] = (struct ns_place){ o[i]->table, o[i]->scope,
		    o[i]->offset, o[i]->offset + o[i]->length };
	return (code_same_place(s, place));
}

static void
compare_methods(struct spaces *s, const struct ns_object *const o[2])
{
	static const char *const sync[2] = { "not serialized", "serialized" };

	say_numbers(s, o[0], "arguments", o[0]->method.args,
	    o[1]->method.args, false);
	say_words(s, o[0], sync[o[0]->method.serialized],
	    sync[o[1]->method.serialized]);
	say_numbers(s, o[0], "sync level", o[0]->method.sync,
	    o[1]->method.sync, false);
	if (!same_bytes(s, o))
		code_compare_methods(s, o);
}

static void
compare_data_regions(struct spaces *s, const struct ns_object *const o[2])
{
	struct ns_place	 place[2];
	int		 i;

	for (i = 0; i < 2; i++)
		place[i] = ns_contents(o[i]);
	compare_terms(s, o[0], place, "ttt", "of another table");
}

static void
compare_created(struct spaces *s, const struct ns_object *const o[2])
{
	struct ns_place	 place[2], width[2];
	struct ns_value	 v;
	int		 i;

	say_words(s, o[0], opcode_find(o[0]->create.opcode)->name,
	    opcode_find(o[1]->create.opcode)->name);
	for (i = 0; i < 2; i++) {
		place[i] = width[i] = ns_contents(o[i]);
		ns_next(s->ns[i], &width[i], &v);	/* the source */
		ns_next(s->ns[i], &width[i], &v);	/* the index */
		place[i].end = width[i].offset;
	}
	compare_terms(s, o[0], place, "tt", "of another place");
	if (o[0]->create.opcode == OP_CREATE_FIELD)
		compare_terms(s, o[0], width, "t", "of another width");
}

static void
compare_processors(struct spaces *s, const struct ns_object *const o[2])
{
	say_numbers(s, o[0], "ID", o[0]->processor.id, o[1]->processor.id,
	    false);
	say_numbers(s, o[0], "address", o[0]->processor.address,
	    o[1]->processor.address, true);
	say_numbers(s, o[0], "length", o[0]->processor.length,
	    o[1]->processor.length, false);
}

static void
compare_powers(struct spaces *s, const struct ns_object *const o[2])
{
	say_numbers(s, o[0], "system level", o[0]->power.level,
	    o[1]->power.level, false);
	say_numbers(s, o[0], "order", o[0]->power.order, o[1]->power.order,
	    false);
}

static void
compare_aliases(struct spaces *s, const struct ns_object *const o[2])
{
	const uint32_t	 a = o[0]->alias.target, b = o[1]->alias.target;

	say_nodes(s, o, "alias of ", a, b);
	if (a == NS_NONE && b == NS_NONE && !same_bytes(s, o)) {
		sink_printf(change_begin(s, '\0', 0, o[0]),
		    "alias of another name, which is not there");
		change_end(s);
	}
}

void
facts_compare(struct spaces *s, const struct ns_object *const o[2])
{
	compare_flags(s, o);
	if (o[0]->kind != o[1]->kind) {
		compare_kinds(s, o);
		return;
	}
	switch (o[0]->kind) {
	case NS_METHOD:
		compare_methods(s, o);
		break;
	case NS_NAME:
		if (!same_bytes(s, o))
			compare_names(s, o);
		break;
	case NS_REGION:
		if (!same_bytes(s, o))
			compare_regions(s, o);
		break;
	case NS_DATA_REGION:
		compare_data_regions(s, o);
		break;
	case NS_FIELD:
	case NS_INDEX_FIELD:
	case NS_BANK_FIELD:
		compare_units(s, o);
		break;
	case NS_BUFFER_FIELD:
		compare_created(s, o);
		break;
	case NS_PROCESSOR:
		compare_processors(s, o);
		break;
	case NS_POWER_RESOURCE:
		compare_powers(s, o);
		break;
	case NS_MUTEX:
		say_numbers(s, o[0], "sync level", o[0]->mutex.sync,
		    o[1]->mutex.sync, false);
		break;
	case NS_ALIAS:
		compare_aliases(s, o);
		break;
	default:
		break;
	}
}
