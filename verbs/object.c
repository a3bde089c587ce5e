/* See LICENSE for licence details. */

#include <stdio.h>
#include <string.h>

#include "acpi.h"
#include "object.h"
#include "read/resources.h"
#include "read/routes.h"
#include "read/terms.h"
#include "read/words.h"

#define PATH_WIDTH	24
#define KIND_WIDTH	7
#define INDENT_MORE	"            "
#define LINE		64	/* characters of a package that are no line of
				   their own */
#define NESTED		4	/* packages that have such lines */
#define IN_LINE		2	/* resources that are not on lines of their
				   own */
#define SHORT		40	/* characters of a text on a device's line */
#define RETURNED	4	/* values of a method that are printed */

const char *
object_name(const struct ns *ns, uint32_t node, char path[NS_PATHSZ])
{
	const char	*last = strrchr(ns_path(ns, node, path), '.');

	return (last == NULL ? path + 1 : last + 1);
}

static const struct ns_object *
counting(const struct ns *ns, uint32_t node)
{
	return (node == NS_NONE || ns->nodes[node].object == NS_NONE ? NULL :
	    &ns->objects[ns->nodes[node].object]);
}

/* What has _HID and the like */
static bool
is_holder(const struct ns_object *o)
{
	return (o->kind == NS_DEVICE || o->kind == NS_PROCESSOR ||
	    o->kind == NS_POWER_RESOURCE || o->kind == NS_THERMAL_ZONE);
}

/* Is it the only definition, and in the table of the one that it is below? */
static bool
belongs(const struct ns_object *o, const struct ns_object *above)
{
	return (above != NULL && o->next == NS_NONE &&
	    o->table == above->table);
}

static bool
is_plain(const struct ns *ns, const struct ns_object *o, struct ns_value *v)
{
	ns_value(ns, o, v);
	return (v->kind == NS_INTEGER ||
	    (v->kind == NS_STRING && v->length <= SHORT) ||
	    (v->kind == NS_PACKAGE && ns_is_named(ns, o, "_CID")));
}

bool
object_is_folded(const struct ns *ns, const struct ns_object *o,
    struct ns_value *v)
{
	const struct ns_object *above;

	above = counting(ns, ns->nodes[o->node].parent);
	if (!belongs(o, above))
		return (false);
	if (o->kind == NS_BUFFER_FIELD)
		return ((o->flags & NS_LOCAL) != 0 &&
		    above->kind == NS_METHOD);
	return (o->kind == NS_NAME && is_holder(above) &&
	    o->flags == (above->flags & (NS_CONDITIONAL | NS_SKIPPED)) &&
	    ns->nodes[o->node].name[0] == '_' && is_plain(ns, o, v));
}

/*
 * Values
 */

/* How many resources there are, and whether an end tag is behind them */
static size_t
count_resources(const struct ns_value *v, bool *ended)
{
	struct resource	 r;
	size_t		 at = 0, n = 0;

	*ended = false;
	while (resource_next(v->bytes, v->length, &at, &r)) {
		if (r.fault == NULL && r.kind == RESOURCE_END)
			*ended = true;
		else
			n++;
	}
	return (n);
}

static void
print_resources(const struct ns_value *v)
{
	struct resource	 r;
	bool		 ended;
	size_t		 at = 0, n = count_resources(v, &ended);
	const char	*before = n > IN_LINE ? "\n" INDENT_MORE : "; ";

	if (n > IN_LINE || n == 0)
		print("%zu resources%s", n, ended ? "" : ", and no end tag");
	while (resource_next(v->bytes, v->length, &at, &r)) {
		if (r.fault == NULL && r.kind == RESOURCE_END)
			continue;
		if (n > IN_LINE || r.offset > 0)
			print("%s", before);
		resource_print(sink_stdout(), &r);
	}
	if (n > 0 && n <= IN_LINE && !ended)
		print("; no end tag");
}

/* A mapping for all functions of a slot, from a link device or to a GSI */
static bool
is_usual(const struct route *r)
{
	uint64_t	 slot, gsi;
	unsigned int	 pin;

	return (r->n == ROUTE_FIELDS && route_pin(r, &slot, &pin) &&
	    (r->fields[ROUTE_ADDRESS].integer & ROUTE_ALL) == ROUTE_ALL &&
	    route_has(r, ROUTE_INDEX) && (route_gsi(r, &gsi) ||
	    r->fields[ROUTE_SOURCE].kind == NS_REFERENCE));
}

/* How many mappings a package has; 0 if some are not the usual ones */
static size_t
count_routes(const struct ns *ns, const struct ns_value *v)
{
	struct ns_place	 place = v->elements;
	struct ns_value	 element;
	struct route	 r;
	size_t		 n;

	if (v->kind != NS_PACKAGE)
		return (0);
	for (n = 0; ns_next(ns, &place, &element); n++) {
		if (!route_read(ns, &element, &r) || !is_usual(&r))
			return (0);
	}
	return (n);
}

/* What all the usual mappings of a package say, a line for each slot */
static void
print_routes(const struct ns *ns, const struct ns_value *v)
{
	struct ns_place	 place = v->elements;
	struct route	 r;
	uint64_t	 slot, gsi, last = UINT64_MAX;
	unsigned int	 pin;

	while (route_next(ns, &place, &r) && route_pin(&r, &slot, &pin)) {
		if (slot != last)
			print("\n" INDENT_MORE "slot %llu:",
			    (unsigned long long)slot);
		print("%s INT%c ", slot != last ? "" : ",",
		    (int)('A' + pin));
		last = slot;
		if (route_gsi(&r, &gsi)) {
			print("GSI %llu", (unsigned long long)gsi);
			continue;
		}
		ns_print_value(sink_stdout(), ns, &r.fields[ROUTE_SOURCE]);
		if (r.fields[ROUTE_INDEX].integer != 0)
			print(" index %llu", (unsigned long long)
			    r.fields[ROUTE_INDEX].integer);
	}
}

static void print_package(const struct ns *, const struct ns_value *,
    unsigned int depth);

/* One more of a package; *column is how much of its line is taken. */
static void
print_element(const struct ns *ns, const struct ns_value *v,
    unsigned int depth, size_t *column)
{
	struct sink	 text = { 0 };

	if (v->kind != NS_PACKAGE)
		ns_print_value(&text, ns, v);
	if (*column > 0 && *column + text.n + 2 <= LINE &&
	    v->kind != NS_PACKAGE) {
		print(", ");
		*column += 2;
	} else {
		print("%s\n" INDENT_MORE "%*s", *column > 0 ? "," : "",
		    (int)(4 * depth), "");
		*column = 0;
	}
	if (v->kind == NS_PACKAGE)
		print_package(ns, v, depth + 1);
	else
		sink_write(sink_stdout(), text.s, text.n);
	*column += v->kind == NS_PACKAGE ? LINE : text.n;
	sink_free(&text);
}

/* In the line, or its elements on lines of their own if it is long */
static void
print_package(const struct ns *ns, const struct ns_value *v,
    unsigned int depth)
{
	struct ns_place	 place = v->elements;
	struct sink	 text = { 0 };
	struct ns_value	 element;
	const bool	 any = ns_next(ns, &place, &element);
	size_t		 column = 0;

	ns_print_value(&text, ns, v);
	if (!any || text.n <= LINE || depth == NESTED) {
		sink_write(sink_stdout(), text.s, text.n);
		sink_free(&text);
		return;
	}
	sink_free(&text);
	if (v->known)
		print("package of %llu:", (unsigned long long)v->size);
	else
		print("package of a computed size:");
	place = v->elements;
	while (ns_next(ns, &place, &element))
		print_element(ns, &element, depth, &column);
}

/* What an object has, or returns */
static void
print_value(const struct ns *ns, const struct ns_object *o,
    const struct ns_value *v)
{
	size_t		 n;

	if (words_has_ids(ns, o))
		words_print_ids(sink_stdout(), ns, v);
	else if (words_has_resources(v) ||
	    (v->kind == NS_BUFFER && v->length > 0 &&
	    (ns_is_named(ns, o, "_CRS") || ns_is_named(ns, o, "_PRS"))))
		print_resources(v);
	else if ((n = count_routes(ns, v)) > 0) {
		print("%zu route%s", n, n == 1 ? "" : "s");
		print_routes(ns, v);
	} else if (v->kind == NS_PACKAGE)
		print_package(ns, v, 0);
	else
		ns_print_value(sink_stdout(), ns, v);
}

static void
print_name(const struct ns *ns, const struct ns_object *o)
{
	struct ns_value	 v;

	ns_value(ns, o, &v);
	if (o->flags & NS_WRITTEN)
		print("computed, starts as ");
	print_value(ns, o, &v);
}

/* A walk through the objects that are printed with the one above them */
struct walk {
	const struct ns	*ns;
	bool		*folded;	/* notes them, by their numbers */
	enum ns_kind	 kind;		/* that they have all */
	uint32_t	 node;		/* where the rest begins */
	const struct ns_object *o;	/* the present one; NULL at the end */
	struct ns_value	 v;		/* its value, if it is a Name */
};

static void
walk_on(struct walk *w)
{
	while (w->node != NS_NONE) {
		w->o = counting(w->ns, w->node);
		w->node = w->ns->nodes[w->node].next;
		if (w->o != NULL && w->o->kind == w->kind &&
		    object_is_folded(w->ns, w->o, &w->v)) {
			w->folded[w->o - w->ns->objects] = true;
			return;
		}
	}
	w->o = NULL;
}

/* What is below an object, unless another one has that */
static void
walk_begin(struct walk *w, const struct ns *ns, const struct ns_object *o,
    bool *folded)
{
	w->ns = ns;
	w->folded = folded;
	w->kind = o->kind == NS_METHOD ? NS_BUFFER_FIELD : NS_NAME;
	w->node = counting(ns, o->node) == o ? ns->nodes[o->node].child :
	    NS_NONE;
	walk_on(w);
}

/* What a device has for _HID, and other Names of a number or text */
static void
print_names(struct walk *w, const char *before)
{
	struct sink	*out = sink_stdout();

	for (; w->o != NULL; walk_on(w)) {
		sink_text(out, before, 0);
		sink_write(out, w->ns->nodes[w->o->node].name, NS_SEGSZ);
		sink_putc(out, ' ');
		print_value(w->ns, w->o, &w->v);
		before = ", ";
	}
}

/*
 * Methods
 */

/* Whether a term is what a Return returns */
static bool
is_returned(const struct term *t)
{
	return (t->parent != NULL && t->parent->code == OP_RETURN &&
	    t->event != TERM_LEAVE);
}

/* A buffer, a package or a constant; a term's end is not known otherwise. */
static bool
is_known(const struct term *t)
{
	return (t->event == TERM_LEAF || t->op->args[0] == 'P');
}

/* Its value: a reference, or what its bytes have, or NS_COMPUTED */
static void
read_returned(const struct ns *ns, const struct term *t, struct ns_value *v)
{
	struct ns_place	 place = { t->table, t->scope, t->offset, t->end };

	memset(v, 0, sizeof(*v));
	v->kind = NS_COMPUTED;
	if (t->op == NULL) {
		v->kind = NS_REFERENCE;
		v->node = t->names[0].node;
		v->bytes = t->names[0].bytes;
		v->length = t->names[0].length;
	} else if (is_known(t))
		ns_next(ns, &place, v);
}

static bool
is_same(const struct ns_value *a, const struct ns_value *b)
{
	if (a->kind != b->kind)
		return (false);
	return (a->kind == NS_COMPUTED ||
	    (a->kind == NS_INTEGER && a->integer == b->integer) ||
	    (a->kind == NS_REFERENCE && a->length == b->length &&
	    memcmp(a->bytes, b->bytes, a->length) == 0));
}

static void
print_argument(const struct ns *ns, const struct term *t)
{
	struct ns_value	 v;

	read_returned(ns, t, &v);
	if (v.kind != NS_COMPUTED && v.kind != NS_PACKAGE)
		ns_print_value(sink_stdout(), ns, &v);
	else
		print("%s", t->event == TERM_LEAF ? t->op->name : "...");
	if (t->call)
		print("%s", t->event == TERM_LEAF ? "()" : "(");
}

/* The arguments of a call that the scan has entered, up to its end */
static void
print_arguments(const struct ns *ns, struct scan *s, const struct term *call)
{
	struct term	 t;
	const char	*before = "";
	unsigned int	 hidden = UINT8_MAX;	/* below an operator */

	while (scan_next(s, &t) && t.depth > call->depth) {
		if (t.depth > hidden)
			continue;
		if (t.event == TERM_LEAVE) {
			if (t.depth == hidden)
				hidden = UINT8_MAX;
			else
				sink_putc(sink_stdout(), ')');
			before = ", ";
			continue;
		}
		print("%s", before);
		print_argument(ns, &t);
		before = t.call && t.event == TERM_ENTER ? "" : ", ";
		if (!t.call && t.event == TERM_ENTER)
			hidden = t.depth;
	}
	sink_putc(sink_stdout(), ')');
}

static void
print_returned(const struct ns *ns, const struct ns_object *o,
    struct scan *s, const struct term *t, const struct ns_value *v)
{
	if (v->kind == NS_COMPUTED)
		print("a computed value");
	else
		print_value(ns, o, v);
	if (t->call)
		print("%s", t->event == TERM_LEAF ? "()" : "(");
	if (t->call && t->event == TERM_ENTER)
		print_arguments(ns, s, t);
}

/* Is the last value one of those before it?  Calls differ by arguments. */
static bool
is_again(const struct ns_value *values, size_t n, const struct term *t)
{
	size_t		 i;

	for (i = 0; i < n && !(t->call && t->event == TERM_ENTER); i++) {
		if (is_same(&values[i], &values[n]))
			return (true);
	}
	return (false);
}

/* What a method without arguments returns, each once */
static void
print_returns(const struct ns *ns, const struct ns_object *o)
{
	struct ns_value	 values[RETURNED + 1];
	struct scan	 s;
	struct term	 t;
	size_t		 n = 0;

	if (o->method.args > 0)
		return;
	scan_method(&s, ns, o);
	while (n <= RETURNED && scan_next(&s, &t)) {
		if (!is_returned(&t))
			continue;
		read_returned(ns, &t, &values[n]);
		if (is_again(values, n, &t))
			continue;
		print("%s", n == 0 ? ", returns " : " or ");
		if (n++ < RETURNED)
			print_returned(ns, o, &s, &t,
			    &values[n - 1]);
		else
			print("more");
	}
	scan_close(&s);
}

/* The fields of buffers that it makes are not worth lines of their own. */
static void
print_made(struct walk *w)
{
	const char	*before = ", makes ";
	char		 path[NS_PATHSZ];

	for (; w->o != NULL; walk_on(w)) {
		print("%s%s", before, object_name(w->ns, w->o->node, path));
		before = " ";
	}
}

static void
print_facts(const struct ns *ns, const struct ns_object *o, struct walk *w)
{
	words_print(sink_stdout(), ns, o);
	switch (o->kind) {
	case NS_PROCESSOR:
	case NS_POWER_RESOURCE:
		print_names(w, ", ");
		break;
	case NS_DEVICE:
	case NS_THERMAL_ZONE:
		print_names(w, "");
		break;
	case NS_METHOD:
		print_made(w);
		print_returns(ns, o);
		break;
	case NS_NAME:
		print_name(ns, o);
		break;
	default:
		break;
	}
}

/* When it is there, if not always: "(on a condition) " */
#define FLAGSSZ		80

static void
flags_of(const struct ns_object *o, bool alone, char text[FLAGSSZ])
{
	text[0] = '\0';
	if (o->kind == NS_EXTERNAL || o->flags == 0)
		return;
	snprintf(text, FLAGSSZ, "%s%s%s",
	    o->flags & NS_CONDITIONAL ? "(on a condition) " : "",
	    o->flags & NS_LOCAL ? "(while its method runs) " : "",
	    o->flags & NS_AGAIN ? "(defined before) " :
	    o->flags & NS_SKIPPED && !alone ? "(not loaded) " : "");
}

static bool
has_facts(const struct ns_object *o, const struct walk *w)
{
	if (o->kind == NS_DEVICE || o->kind == NS_THERMAL_ZONE)
		return (w->o != NULL);
	return (o->kind != NS_EVENT);
}

void
object_print(const struct ns *ns, const struct ns_object *o, bool alone,
    bool *folded)
{
	char		 path[NS_PATHSZ], flags[FLAGSSZ];
	struct sink	*out = sink_stdout();
	struct walk	 w;

	walk_begin(&w, ns, o, folded);
	sink_text(out, ns_path(ns, o->node, path), PATH_WIDTH);
	sink_putc(out, ' ');
	flags_of(o, alone, flags);
	if (has_facts(o, &w)) {
		sink_text(out, ns_kind_name(o->kind), KIND_WIDTH);
		sink_putc(out, ' ');
		sink_text(out, flags, 0);
		print_facts(ns, o, &w);
	} else
		print("%s%s%.*s", ns_kind_name(o->kind),
		    flags[0] == '\0' ? "" : " ", (int)strlen(flags) - 1,
		    flags);
	sink_putc(out, '\n');
}
