/* See LICENSE for licence details. */

/* Values of objects that are known without running AML. */

#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "names.h"
#include "xalloc.h"

#define NESTED		16	/* packages that are printed in each other */
#define SHORT		16	/* bytes that are printed one by one */
#define EXTERNALS	16	/* of a name that is in an expression */
#define TERMS		1000	/* of an expression, and IDs of a _CID: values
				   are asked for again and again */

/* Values of terms, one for each that has ended; a term's are on top. */
struct stack {
	struct operand {
		uint64_t	 value;
		bool		 known;
	}		*values;
	uint32_t	 n;
	size_t		 room;
};

static uint64_t
fit(const struct ns *ns, uint64_t v)
{
	return (ns->wide ? v : v & UINT32_MAX);
}

/* 20.2.3: an integer; moves the place behind it. */
static bool
read_integer(const struct ns *ns, struct ns_place *place, uint64_t *value)
{
	const uint8_t	*p = ns->tables[place->table].data + place->offset;
	uint32_t	 room = place->end - place->offset, size = 0;

	if (place->offset >= place->end)
		return (false);
	if (p[0] == OP_BYTE)
		size = 1;
	else if (p[0] == OP_WORD)
		size = 2;
	else if (p[0] == OP_DWORD)
		size = 4;
	else if (p[0] == OP_QWORD)
		size = 8;
	else if (p[0] != OP_ZERO && p[0] != OP_ONE && p[0] != OP_ONES)
		return (false);
	if (room <= size)
		return (false);
	*value = fit(ns, size > 0 ? le_get(p + 1, size) :
	    p[0] == OP_ONES ? UINT64_MAX : p[0]);
	place->offset += 1 + size;
	return (true);
}

static void
push(struct stack *st, uint64_t value, bool known)
{
	st->values = xgrow(st->values, st->n, &st->room, sizeof(*st->values));
	st->values[st->n].value = value;
	st->values[st->n++].known = known;
}

/* Computes an operator on integers; returns false for any other operator. */
static bool
operate(const struct ns *ns, unsigned int code, uint64_t a, uint64_t b,
    uint64_t *v)
{
	uint64_t	 bits = ns->wide ? 64 : 32, ones = fit(ns, UINT64_MAX);

	switch (code) {
	case OP_ADD:
		*v = a + b;
		return (true);
	case OP_SUBTRACT:
		*v = a - b;
		return (true);
	case OP_MULTIPLY:
		*v = a * b;
		return (true);
	case OP_DIVIDE:
		*v = b == 0 ? 0 : a / b;
		return (b != 0);
	case OP_MOD:
		*v = b == 0 ? 0 : a % b;
		return (b != 0);
	case OP_SHIFT_LEFT:
		*v = b >= bits ? 0 : a << b;
		return (true);
	case OP_SHIFT_RIGHT:
		*v = b >= bits ? 0 : a >> b;
		return (true);
	case OP_AND:
		*v = a & b;
		return (true);
	case OP_NAND:
		*v = ~(a & b);
		return (true);
	case OP_OR:
		*v = a | b;
		return (true);
	case OP_NOR:
		*v = ~(a | b);
		return (true);
	case OP_XOR:
		*v = a ^ b;
		return (true);
	case OP_NOT:
		*v = ~a;
		return (true);
	case OP_LAND:
		*v = a != 0 && b != 0 ? ones : 0;
		return (true);
	case OP_LOR:
		*v = a != 0 || b != 0 ? ones : 0;
		return (true);
	case OP_LNOT:
		*v = a == 0 ? ones : 0;
		return (true);
	case OP_LEQUAL:
		*v = a == b ? ones : 0;
		return (true);
	case OP_LGREATER:
		*v = a > b ? ones : 0;
		return (true);
	case OP_LLESS:
		*v = a < b ? ones : 0;
		return (true);
	case OP_TO_INTEGER:
		*v = a;
		return (true);
	default:
		return (false);
	}
}

/* Is an object the last definition of its node, but for promises of it? */
static bool
is_last(const struct ns *ns, const struct ns_object *o)
{
	uint32_t	 i = ns->nodes[o->node].all;
	unsigned int	 n = 0;

	while (n++ < EXTERNALS && i != NS_NONE &&
	    ns->objects[i].kind == NS_EXTERNAL)
		i = ns->objects[i].next;
	return (i == (uint32_t)(o - ns->objects));
}

/* A name in an expression */
static bool
fold_name(const struct ns *ns, const struct term *t, uint64_t *value)
{
	const struct ns_object *o = ns_object(ns, t->names[0].node);
	struct ns_place	 place;

	if (t->call || o == NULL || o->kind != NS_NAME ||
	    o->flags & (NS_WRITTEN | NS_LOCAL | NS_CONDITIONAL) ||
	    !is_last(ns, o))
		return (false);
	place = ns_contents(o);
	return (read_integer(ns, &place, value));
}

/* Ends an operator whose operands are on top of the stack. */
static bool
fold_operator(const struct ns *ns, const struct opcode *op,
    const struct stack *st, uint32_t first, uint64_t *value)
{
	uint32_t	 i, needed = op->args[0] == 't' && op->args[1] == 't' ?
			    2 : 1;

	if (st->n - first < needed)
		return (false);
	for (i = 0; i < needed; i++) {
		if (!st->values[first + i].known)
			return (false);
	}
	return (operate(ns, op->code, st->values[first].value,
	    st->values[first + needed - 1].value, value));
}

static void
fold_term(const struct ns *ns, const struct term *t, uint32_t first,
    struct stack *st)
{
	struct ns_place	 place = { t->table, t->scope, t->offset, t->end };
	uint64_t	 v = 0;
	bool		 known;

	if (t->op == NULL)
		known = fold_name(ns, t, &v);
	else if (t->event == TERM_LEAF)
		known = read_integer(ns, &place, &v);
	else
		known = fold_operator(ns, t->op, st, first, &v);
	st->n = first;
	push(st, fit(ns, v), known && !t->broken);
}

bool
ns_fold(const struct ns *ns, struct ns_place *place, uint64_t *value)
{
	struct stack	 st = { NULL, 0, 0 };
	struct scan	 s;
	struct term	 t;
	unsigned int	 terms = 0;
	bool		 known;

	if (read_integer(ns, place, value))
		return (true);
	scan_place(&s, ns, place, "t");
	while (terms++ < TERMS && scan_next(&s, &t)) {
		if (t.event == TERM_ENTER)
			scan_tag(&s, st.n);
		else
			fold_term(ns, &t, t.event == TERM_LEAF ? st.n : t.tag,
			    &st);
	}
	known = terms <= TERMS && s.broken == 0 && st.n == 1 &&
	    st.values[0].known;
	if (known)
		*value = st.values[0].value;
	place->offset = terms <= TERMS ? s.offset : place->end;
	scan_close(&s);
	free(st.values);
	return (known);
}

/* A string, buffer or package whose opcode is at the place */
static bool
read_string(const struct ns *ns, struct ns_place *place, struct ns_value *v)
{
	const uint8_t	*end;

	v->kind = NS_STRING;
	v->bytes = ns->tables[place->table].data + place->offset + 1;
	end = memchr(v->bytes, '\0', place->end - place->offset - 1);
	if (end == NULL)
		return (false);
	v->length = (size_t)(end - v->bytes);
	place->offset += (uint32_t)v->length + 2;
	return (true);
}

static bool
read_package(const struct ns *ns, struct ns_place *place, struct ns_value *v)
{
	const uint8_t	*p = ns->tables[place->table].data;
	struct ns_place	 in = *place;
	uint32_t	 n, length;
	uint8_t		 code = p[in.offset++];

	n = package_length(p + in.offset, in.end - in.offset, &length);
	if (n == 0 || length < n)
		return (false);
	if (length < in.end - in.offset)
		in.end = in.offset + length;
	in.offset += n;
	place->offset = in.end;
	if (code == OP_PACKAGE) {
		if (in.offset == in.end)
			return (false);
		v->size = p[in.offset++];
		v->known = true;
	} else
		v->known = ns_fold(ns, &in, &v->size);
	v->kind = code == OP_BUFFER ? NS_BUFFER : NS_PACKAGE;
	v->elements = in;
	if (code != OP_BUFFER)
		return (true);
	v->bytes = p + in.offset;
	v->length = in.end - in.offset;
	if (v->length > v->size)
		v->size = v->length;
	return (true);
}

static bool
read_reference(const struct ns *ns, struct ns_place *place,
    struct ns_value *v)
{
	struct name	 name;

	v->bytes = ns->tables[place->table].data + place->offset;
	if (!name_read(v->bytes, place->end - place->offset, &name))
		return (false);
	v->kind = NS_REFERENCE;
	v->node = name_find(ns, place->scope, &name, true);
	v->length = name.length;
	place->offset += name.length;
	return (true);
}

static bool
read_value(const struct ns *ns, struct ns_place *place, struct ns_value *v)
{
	uint8_t		 code = ns->tables[place->table].data[place->offset];

	if (code == OP_STRING)
		return (read_string(ns, place, v));
	if (code == OP_BUFFER || code == OP_PACKAGE || code == OP_VAR_PACKAGE)
		return (read_package(ns, place, v));
	if (name_starts(code))
		return (read_reference(ns, place, v));
	v->kind = ns_fold(ns, place, &v->integer) ? NS_INTEGER : NS_COMPUTED;
	return (true);
}

static void
clear(struct ns_value *v)
{
	memset(v, 0, sizeof(*v));
	v->node = NS_NONE;
}

/* The same of a value that is clear */
static bool
next(const struct ns *ns, struct ns_place *place, struct ns_value *v)
{
	v->offset = v->end = place->offset;
	if (place->offset >= place->end)
		return (false);
	if (read_integer(ns, place, &v->integer))
		v->kind = NS_INTEGER;
	else if (!read_value(ns, place, v)) {
		v->kind = NS_COMPUTED;
		place->offset = place->end;
	}
	v->end = place->offset;
	return (true);
}

bool
ns_next(const struct ns *ns, struct ns_place *place, struct ns_value *v)
{
	clear(v);
	return (next(ns, place, v));
}

void
ns_value(const struct ns *ns, const struct ns_object *o, struct ns_value *v)
{
	struct ns_place	 place;
	const uint8_t	*p;

	clear(v);
	if (o == NULL || o->kind != NS_NAME)
		return;
	v->written = o->flags & NS_WRITTEN;
	place = ns_contents(o);
	p = ns->tables[o->table].data + o->body;
	if (o->body_length < 2 || p[0] != OP_STRING) {
		next(ns, &place, v);
		return;
	}
	/* Its end is known: do not scan it again, since it may be long. */
	v->kind = NS_STRING;
	v->bytes = p + 1;
	v->length = o->body_length - 2;
	v->offset = place.offset;
	v->end = place.end;
}

/*
 * Where the value of a Name begins by which a device says who it is; *o is what
 * the name leads to, or NULL if that is nothing or in a closed Device.
 */
static inline bool
find_identity(const struct ns *ns, uint32_t node, enum ns_identity which,
    struct ns_place *place, const struct ns_object **o)
{
	const struct ns_object *device;

	*o = NULL;
	node = ns_follow(ns, node);
	if (node == NS_NONE)
		return (false);
	if (ns->nodes[node].closed) {
		device = ns_own_object(ns, node);
		*place = ns_contents(device);
		place->offset += device->values[which];
		return (device->values[which] != 0);
	}
	*o = ns_object(ns, name_below(ns, node, identities[which]));
	if (*o == NULL || (*o)->kind != NS_NAME)
		return (false);
	*place = ns_contents(*o);
	return (true);
}

bool
ns_identity(const struct ns *ns, uint32_t node, enum ns_identity which,
    struct ns_value *v)
{
	const struct ns_object *o;
	struct ns_place	 place;

	if (find_identity(ns, node, which, &place, &o) && o == NULL)
		return (ns_next(ns, &place, v));
	ns_value(ns, o, v);
	return (o != NULL);
}

static bool
is_kind(enum ns_value_kind kind, uint8_t code)
{
	return (kind == NS_BUFFER ? code == OP_BUFFER :
	    code == OP_PACKAGE || code == OP_VAR_PACKAGE);
}

bool
ns_is_package(const struct ns *ns, const struct ns_object *o)
{
	return (o->kind == NS_NAME && o->body_length > 0 && is_kind(NS_PACKAGE,
	    ns->tables[o->table].data[o->body]));
}

void
ns_region(const struct ns *ns, const struct ns_object *o, struct ns_region *r)
{
	struct ns_place	 place = ns_contents(o);

	memset(r, 0, sizeof(*r));
	if (o->kind != NS_REGION)
		return;
	r->address_known = ns_fold(ns, &place, &r->address);
	r->length_known = ns_fold(ns, &place, &r->length);
}

/* What ns_returns() gathers */
struct gathering {
	const struct ns	*ns;
	enum ns_value_kind kind;
	struct ns_value	*list;
	const uint8_t	**seen;		/* where each of the list is */
	size_t		 n, max;
	bool		 written;
};

static void
gather(struct gathering *g, struct ns_place *place)
{
	const uint8_t	*p = g->ns->tables[place->table].data + place->offset;
	size_t		 i;

	if (place->offset >= place->end || !is_kind(g->kind, *p))
		return;
	for (i = 0; i < g->n && i < g->max; i++) {
		if (g->seen[i] == p)
			return;
	}
	if (g->n < g->max) {
		g->seen[g->n] = p;
		ns_next(g->ns, place, &g->list[g->n]);
	}
	g->n++;
}

static void
gather_named(struct gathering *g, const struct term *t)
{
	const struct ns_object *o = ns_object(g->ns, t->names[0].node);
	struct ns_place	 place;

	if (o == NULL || o->kind != NS_NAME)
		return;
	place = ns_contents(o);
	gather(g, &place);
	g->written |= (o->flags & NS_WRITTEN) != 0;
}

/* Whether the method only returns a value. */
static bool
gather_method(struct gathering *g, const struct ns_object *o)
{
	struct ns_place	 place;
	struct scan	 s;
	struct term	 t;
	size_t		 statements = 0, returned = 0;
	bool		 fixed;

	scan_method(&s, g->ns, o);
	while (scan_next(&s, &t)) {
		if (t.event == TERM_LEAVE)
			continue;
		statements += t.role == TERM_STATEMENT;
		returned += t.parent != NULL && t.parent->code == OP_RETURN &&
		    !t.call && (t.op == NULL || t.op->code == OP_BUFFER ||
		    t.op->code == OP_PACKAGE);
		if (t.op == NULL)
			gather_named(g, &t);
		else if (t.event == TERM_ENTER && t.op->args[0] == 'P' &&
		    is_kind(g->kind, (uint8_t)t.op->code) &&
		    t.op->code <= UINT8_MAX) {
			place.table = t.table;
			place.scope = t.scope;
			place.offset = t.offset;
			place.end = t.end;
			gather(g, &place);
			scan_skip(&s);
		}
	}
	fixed = statements == 1 && returned == 1 && s.broken == 0;
	scan_close(&s);
	return (fixed);
}

size_t
ns_returns(const struct ns *ns, const struct ns_object *o,
    enum ns_value_kind kind, struct ns_value *list, size_t max, bool *fixed)
{
	struct gathering g = { ns, kind, list, NULL, 0, max, false };
	struct ns_place	 place;
	bool		 simple = true;

	g.seen = xcalloc(max + 1, sizeof(*g.seen));
	if (o != NULL && o->kind == NS_NAME) {
		place = ns_contents(o);
		gather(&g, &place);
		g.written = (o->flags & NS_WRITTEN) != 0;
	} else if (o != NULL && o->kind == NS_METHOD)
		simple = gather_method(&g, o);
	free(g.seen);
	*fixed = g.n == 1 && simple && !g.written;
	return (g.n);
}

/* 19.3.4, EISAID: three letters of 5 bits, four digits, high byte first */
static bool
eisa_id(uint64_t v, char text[NS_IDSZ])
{
	static const char digits[] = "0123456789ABCDEF";
	uint32_t	 id = (uint32_t)(v >> 24 & 0xff) |
			    (uint32_t)(v >> 8 & 0xff00) |
			    (uint32_t)(v << 8 & 0xff0000) |
			    (uint32_t)(v << 24 & 0xff000000);
	int		 i;

	if (v > UINT32_MAX || id & 0x80000000)
		return (false);
	for (i = 0; i < 3; i++) {
		text[i] = (char)('@' + (id >> (26 - 5 * i) & 0x1f));
		if (text[i] < 'A' || text[i] > 'Z')
			return (false);
	}
	for (; i < 7; i++)
		text[i] = digits[id >> (24 - 4 * i) & 0xf];
	text[i] = '\0';
	return (true);
}

bool
ns_id(const struct ns_value *v, char text[NS_IDSZ])
{
	size_t		 i;

	if (v->kind == NS_INTEGER)
		return (eisa_id(v->integer, text));
	if (v->kind != NS_STRING || v->length == 0 || v->length >= NS_IDSZ)
		return (false);
	for (i = 0; i < v->length; i++) {
		if (v->bytes[i] < ' ' || v->bytes[i] > '~')
			return (false);
		text[i] = (char)v->bytes[i];
	}
	text[i] = '\0';
	return (true);
}

bool
ns_is_eisa_id(const struct ns_value *v, const char *id)
{
	char		 text[NS_IDSZ];

	return (v->kind == NS_INTEGER && eisa_id(v->integer, text) &&
	    strcmp(text, id) == 0);
}

/* Is the term at a place, which is no string, this ID? */
static bool
is_other_id(const struct ns *ns, struct ns_place place, const char *id)
{
	struct ns_value	 v;

	ns_next(ns, &place, &v);
	return (ns_is_eisa_id(&v, id));
}

/* Is it this ID? */
static inline bool
is_id(const struct ns *ns, struct ns_place place, const char *id,
    size_t length)
{
	const uint8_t	*p = ns->tables[place.table].data + place.offset;

	if (place.offset >= place.end || *p != OP_STRING)
		return (is_other_id(ns, place, id));
	return (place.end - place.offset >= length + 2 &&
	    memcmp(p + 1, id, length + 1) == 0);
}

static bool
has_compatible_id(const struct ns *ns, uint32_t node, const char *id,
    size_t length)
{
	const struct ns_object *o;
	struct ns_place	 place;
	struct ns_value	 v;
	unsigned int	 i = 0;

	if (!find_identity(ns, node, NS_CID, &place, &o))
		return (false);
	if (is_id(ns, place, id, length))
		return (true);
	ns_next(ns, &place, &v);
	if (v.kind != NS_PACKAGE)
		return (false);
	for (place = v.elements; i++ < TERMS && place.offset < place.end;
	    ns_next(ns, &place, &v)) {
		if (is_id(ns, place, id, length))
			return (true);
	}
	return (false);
}

static inline bool
has_id(const struct ns *ns, uint32_t node, const char *id, size_t length)
{
	const struct ns_object *o;
	struct ns_place	 place;

	return ((find_identity(ns, node, NS_HID, &place, &o) &&
	    is_id(ns, place, id, length)) ||
	    has_compatible_id(ns, node, id, length));
}

bool
ns_has_id(const struct ns *ns, uint32_t node, const char *id)
{
	return (has_id(ns, node, id, strlen(id)));
}

uint32_t
ns_next_with_id(const struct ns *ns, uint32_t node, const char *id)
{
	const size_t	 length = strlen(id);

	for (node = node == NS_NONE ? 0 : node + 1; node < ns->nnodes; node++) {
		if ((ns->nodes[node].child != NS_NONE ||
		    ns->nodes[node].closed) && has_id(ns, node, id, length))
			return (node);
	}
	return (NS_NONE);
}

void
ns_print_text(struct sink *out, const uint8_t *bytes, size_t length)
{
	size_t		 i;

	sink_putc(out, '"');
	for (i = 0; i < length; i++) {
		if (bytes[i] < ' ' || bytes[i] > '~')
			sink_printf(out, "\\x%02x", bytes[i]);
		else if (bytes[i] == '"' || bytes[i] == '\\')
			sink_printf(out, "\\%c", bytes[i]);
		else
			sink_putc(out, (char)bytes[i]);
	}
	sink_putc(out, '"');
}

static void
print_buffer(struct sink *out, const struct ns_value *v)
{
	size_t		 i;

	if (v->known && v->size == v->length && v->length <= SHORT) {
		sink_printf(out, "buffer");
		for (i = 0; i < v->length; i++)
			sink_printf(out, " %02x", v->bytes[i]);
	} else if (v->known)
		sink_printf(out, "buffer of %llu bytes",
		    (unsigned long long)v->size);
	else
		sink_printf(out, "buffer of a computed size");
}

/* All but a package's elements */
static void
print_plain(struct sink *out, const struct ns *ns, const struct ns_value *v)
{
	char		 path[NS_PATHSZ];

	switch (v->kind) {
	case NS_NOTHING:
		sink_printf(out, "nothing");
		break;
	case NS_INTEGER:
		sink_text(out, "0x", 0);
		sink_hex(out, v->integer, 0);
		break;
	case NS_STRING:
		ns_print_text(out, v->bytes, v->length);
		break;
	case NS_BUFFER:
		print_buffer(out, v);
		break;
	case NS_REFERENCE:
		if (v->node != NS_NONE)
			sink_printf(out, "%s", ns_path(ns, v->node, path));
		else
			name_print(out, v->bytes, (uint32_t)v->length);
		break;
	default:
		sink_printf(out, "computed");
	}
}

void
ns_print_value(struct sink *out, const struct ns *ns,
    const struct ns_value *value)
{
	struct ns_place	 stack[NESTED];
	struct ns_value	 v = *value;
	size_t		 n = 0;
	bool		 first = true;

	for (;;) {
		if (!first)
			sink_text(out, ", ", 0);
		first = false;
		if (v.kind == NS_PACKAGE && n == NESTED)
			sink_printf(out, "{...}");
		else if (v.kind == NS_PACKAGE) {
			sink_putc(out, '{');
			stack[n++] = v.elements;
			first = true;
		} else
			print_plain(out, ns, &v);
		while (n > 0 && !ns_next(ns, &stack[n - 1], &v)) {
			sink_putc(out, '}');
			first = false;
			n--;
		}
		if (n == 0)
			return;
	}
}
