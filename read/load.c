/* See LICENSE for licence details. */

/*
 * Makes the objects of a namespace: first what loading the tables makes, then
 * what methods make, whose calls of each other are known by then.
 */

#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "names.h"
#include "xalloc.h"

#define BYTES	16	/* for which there may be an object: few have more */
#define FEW	16	/* and these in any case */

struct load {
	struct ns	*ns;
	struct scan	 scan;
	unsigned int	 flags;		/* of all objects */
	size_t		 skipped;	/* terms from this depth on; 0: none */
	size_t		 unknown;	/* names, before a value began */
};

static const char *const predefined[] = {
	"_GPE", "_PR_", "_SB_", "_SI_", "_TZ_", "_REV", "_OS_", "_GL_", "_OSI",
};

/* The rank of a definition: the lowest counts */
static int
rank(const struct ns_object *o)
{
	if (o->kind == NS_EXTERNAL)
		return (3);
	if (o->flags & NS_LOCAL)
		return (2);
	return (o->flags & NS_SKIPPED ? 1 : 0);
}

/* Which definition counts, now that there is another one */
static void
choose(struct ns *ns, struct ns_node *n, struct ns_object *o)
{
	const struct ns_object *before = &ns->objects[n->object];

	if (rank(o) <= 1 && rank(o) >= rank(before))
		o->flags |= NS_AGAIN;
	if (rank(o) < rank(before)) {
		n->object = (uint32_t)(o - ns->objects);
		n->alias = o->kind == NS_ALIAS;
	}
}

static inline struct ns_object *
add_object(struct ns *ns, uint32_t node, enum ns_kind kind,
    unsigned int flags)
{
	struct ns_node	*n = &ns->nodes[node];
	struct ns_object *o;

	ns->objects = xgrow(ns->objects, ns->nobjects, &ns->object_room,
	    sizeof(*ns->objects));
	o = &ns->objects[ns->nobjects];
	*o = (struct ns_object){ .node = node, .next = n->all,
	    .table = NS_NONE, .kind = (uint8_t)kind, .flags = (uint8_t)flags };
	n->all = ns->nobjects;
	if (n->object == NS_NONE) {
		n->object = ns->nobjects;
		n->alias = kind == NS_ALIAS;
	} else
		choose(ns, n, o);
	ns->nobjects++;
	return (o);
}

/* 5.3.1 */
static void
predefine(struct ns *ns)
{
	enum ns_complaint_kind reason;
	struct term_name name = { NULL, NS_SEGSZ, NS_NONE };
	uint32_t	 node;
	size_t		 i;

	add_object(ns, NS_ROOT, NS_PREDEFINED, 0);
	for (i = 0; i < sizeof(predefined) / sizeof(predefined[0]); i++) {
		name.bytes = (const uint8_t *)predefined[i];
		node = name_make(ns, NS_ROOT, &name, true, &reason);
		add_object(ns, node, NS_PREDEFINED, 0);
	}
}

static void
complain(struct load *l, const struct term *t, enum ns_complaint_kind kind,
    uint32_t offset, const struct term_name *name)
{
	struct ns_complaint c;

	memset(&c, 0, sizeof(c));
	c.kind = kind;
	c.table = t->table;
	c.offset = offset;
	c.scope = t->scope;
	c.load = l->scan.load;
	c.conditional = t->conditional;
	if (name != NULL) {
		c.name = name->bytes;
		c.name_length = name->length;
	}
	ns_complain(l->ns, &c);
}

static unsigned int
flags_of(const struct load *l, const struct term *t)
{
	return (l->flags | (l->skipped > 0 ? NS_SKIPPED : 0U) |
	    (t->conditional && l->flags == 0 ? NS_CONDITIONAL : 0U));
}

/* Whether the object is one that is there for sure when a guest has loaded */
static bool
is_sure(const struct ns_object *o)
{
	return (o->kind != NS_EXTERNAL &&
	    !(o->flags & (NS_CONDITIONAL | NS_SKIPPED | NS_LOCAL)));
}

/* Whether a node, and so all below it, exists only under a condition */
static bool
depends(const struct ns *ns, uint32_t node)
{
	return (ns->nodes[node].object != NS_NONE &&
	    ns->objects[ns->nodes[node].object].flags & NS_CONDITIONAL);
}

/* Where an object's term is, and its body */
static void
set_place(struct ns_object *o, struct ns_place term, uint32_t body)
{
	o->scope = term.scope;
	o->table = term.table;
	o->offset = term.offset;
	o->length = term.end > term.offset ? term.end - term.offset : 0;
	o->body = body;
}

static struct ns_place
place_of(const struct term *t)
{
	return ((struct ns_place){ t->table, t->scope, t->offset, t->end });
}

/*
 * Makes the object of a name; returns NULL if it cannot exist there.  The
 * pointer is valid until the next object is made.
 */
static struct ns_object *
declare(struct load *l, const struct term *t, const struct term_name *tn,
    enum ns_kind kind)
{
	enum ns_complaint_kind reason;
	unsigned int	 flags = flags_of(l, t);
	struct ns_object *o;
	uint32_t	 node, before;

	node = name_make(l->ns, t->scope, tn, kind != NS_EXTERNAL &&
	    !(flags & (NS_LOCAL | NS_SKIPPED)), &reason);
	if (node == NS_NONE) {
		/* iasl has compiled names that lead above the root. */
		if (kind != NS_EXTERNAL)
			complain(l, t, reason, t->offset, tn);
		return (NULL);
	}
	before = l->ns->nodes[node].object;
	if (flags == 0 && depends(l->ns, l->ns->nodes[node].parent))
		flags |= NS_CONDITIONAL;
	o = add_object(l->ns, node, kind, flags);
	set_place(o, place_of(t), t->body);
	if (o->flags & NS_AGAIN && is_sure(o) &&
	    is_sure(&l->ns->objects[before]) &&
	    l->ns->nodes[node].object == before)
		complain(l, t, NS_TWICE, t->offset, tn);
	return (o);
}

/*
 * Whether ACPICA does not load what is in an object, since there is another
 * one for sure.
 */
static bool
is_second(const struct load *l, const struct ns_object *o)
{
	return (l->skipped == 0 && o->flags & NS_AGAIN && is_sure(o) &&
	    is_sure(&l->ns->objects[l->ns->nodes[o->node].object]));
}

/* What follows is in an object that has just been made. */
static void
enter_object(struct load *l, const struct ns_object *o)
{
	scan_enter(&l->scan, ns_follow(l->ns, o->node));
	scan_tag(&l->scan, (uint32_t)(o - l->ns->objects));
	if (is_second(l, o))
		l->skipped = l->scan.nframes;
}

/* The contents of a second Device of the same name are added to the first. */
static void
enter(struct load *l, const struct term *t, enum ns_kind kind)
{
	struct ns_object *o = declare(l, t, &t->names[0], kind);

	if (o == NULL) {
		scan_skip(&l->scan);
		return;
	}
	if (kind == NS_PROCESSOR) {
		o->processor.id = (uint8_t)t->data[0];
		o->processor.address = (uint32_t)t->data[1];
		o->processor.length = (uint8_t)t->data[2];
	} else if (kind == NS_POWER_RESOURCE) {
		o->power.level = (uint8_t)t->data[0];
		o->power.order = (uint16_t)t->data[1];
	}
	enter_object(l, o);
}

static void
enter_scope(struct load *l, const struct term *t)
{
	enum ns_complaint_kind reason;
	uint32_t	 node = t->names[0].node;

	if (node == NS_NONE || !l->ns->nodes[node].there) {
		if (l->flags == 0)
			complain(l, t, NS_NO_SCOPE, t->offset,
			    &t->names[0]);
		if (node == NS_NONE)
			node = name_make(l->ns, t->scope, &t->names[0], false,
			    &reason);
		if (l->skipped == 0)
			l->skipped = l->scan.nframes;
	}
	if (node == NS_NONE)
		scan_skip(&l->scan);
	else
		scan_enter(&l->scan, ns_follow(l->ns, node));
}

static void
declare_method(struct load *l, const struct term *t)
{
	struct ns_object *o = declare(l, t, &t->names[0], NS_METHOD);

	if (o == NULL)
		return;
	o->body_length = t->end - t->body;
	o->method.args = t->data[0] & 0x7;
	o->method.serialized = t->data[0] & 0x8;
	o->method.sync = (uint8_t)(t->data[0] >> 4 & 0xf);
}

/*
 * An object whose value follows: its length is not known yet, unless it is a
 * leaf.
 */
static void
declare_value(struct load *l, const struct term *t, enum ns_kind kind)
{
	struct ns_object *o = declare(l, t, &t->names[0], kind);

	if (o == NULL)
		return;
	if (t->event == TERM_LEAF) {
		o->body_length = t->end - t->body;
		return;
	}
	if (kind == NS_REGION)
		o->region.space = (uint8_t)t->data[0];
	l->unknown = l->ns->counts[NS_UNKNOWN_NAME];
	scan_tag(&l->scan, (uint32_t)(o - l->ns->objects));
}

static void
close_device(struct ns *ns, const struct term *t, struct ns_object *o)
{
	o->body_length = t->end - t->body;
	memcpy(o->values, t->values, NS_IDENTITIES);
	ns->nodes[o->node].closed = true;
	ns->nclosed++;
	if (!ns->brief)
		load_closed(ns, o->node);
}

/*
 * A Device that only says who it is: closed, if it is there for sure and new,
 * which is returned
 */
static bool
declare_device(struct load *l, const struct term *t)
{
	struct ns_object *o = declare(l, t, &t->names[0], NS_DEVICE);
	const struct ns_node *n;

	if (o == NULL)
		return (false);
	n = &l->ns->nodes[o->node];
	if (o->flags == 0 && n->child == NS_NONE && n->depth < NS_DEPTH) {
		close_device(l->ns, t, o);
		return (true);
	}
	scan_return(&l->scan);
	enter_object(l, o);
	return (false);
}

/* What is true of such a Device is true of those like it that follow it. */
static void
declare_devices(struct load *l, const struct term *t)
{
	struct ns	*ns = l->ns;
	struct ns_object *o;
	uint32_t	 node, next;

	while (t != NULL && declare_device(l, t)) {
		while ((t = scan_alike(&l->scan)) != NULL) {
			next = ns->nnodes;
			node = name_make_seg(ns, t->scope, t->names[0].bytes,
			    true);
			if (node != next)
				break;
			o = add_object(ns, node, NS_DEVICE, 0);
			set_place(o, place_of(t), t->body);
			close_device(ns, t, o);
		}
	}
}

void
load_closed(struct ns *ns, uint32_t node)
{
	const struct ns_object device = *ns_own_object(ns, node);
	const uint8_t	*data = ns->tables[device.table].data;
	const uint32_t	 end = device.body + device.body_length;
	struct ns_object *o;
	uint32_t	 at, next, name;

	ns->nodes[node].closed = false;
	ns->nclosed--;
	for (at = device.body; at < end; at = next) {
		next = constant_end(data, at, end);
		name = name_add(ns, node, (const char *)data + at + 1);
		ns->nodes[name].there = true;
		o = add_object(ns, name, NS_NAME, 0);
		set_place(o, (struct ns_place){ device.table, node, at, next },
		    at + NAME_SIZE);
		o->body_length = next - o->body;
	}
}

static void
declare_created(struct load *l, const struct term *t)
{
	struct ns_object *o = declare(l, t, &t->names[0], NS_BUFFER_FIELD);

	if (o == NULL)
		return;
	o->create.opcode = t->op->code;
	o->body_length = t->end - t->body;
}

static void
declare_plain(struct load *l, const struct term *t)
{
	struct ns_object *o;

	if (t->op->code == OP_MUTEX) {
		o = declare(l, t, &t->names[0], NS_MUTEX);
		if (o != NULL)
			o->mutex.sync = t->data[0] & 0xf;
	} else if (t->op->code == OP_EVENT)
		declare(l, t, &t->names[0], NS_EVENT);
	else if (t->op->code == OP_ALIAS) {
		o = declare(l, t, &t->names[1], NS_ALIAS);
		if (o != NULL)
			o->alias.target = t->names[0].node;
	} else {
		o = declare(l, t, &t->names[0], NS_EXTERNAL);
		if (o != NULL) {
			o->external.type = (uint8_t)t->data[0];
			o->external.args = t->data[1] & 0x7;
		}
	}
}

/* A field list, 20.2.5.2: FieldElements after each other */
struct list {
	const uint8_t	*p;
	uint32_t	 offset, end;
	uint64_t	 bit;
	uint8_t		 flags, attribute, length;
	struct ns_place	 bank, connection;
};

static bool
list_length(struct list *list, uint32_t *length)
{
	uint32_t	 n = package_length(list->p + list->offset,
			    list->end - list->offset, length);

	list->offset += n;
	return (n > 0);
}

/* A name, or a buffer with a resource descriptor */
static bool
skip_connection(struct list *list)
{
	struct name	 name;
	uint32_t	 start, length;

	if (list->offset < list->end && list->p[list->offset] == OP_BUFFER) {
		start = ++list->offset;
		if (!list_length(list, &length) || length > list->end - start)
			return (false);
		list->offset = start + length > list->offset ? start + length :
		    list->offset;
		return (true);
	}
	if (!name_read(list->p + list->offset, list->end - list->offset,
	    &name))
		return (false);
	list->offset += name.length;
	return (true);
}

/* An element that is no unit; false if it cannot be read. */
static bool
skip_element(struct list *list)
{
	uint32_t	 length, room;
	uint8_t		 element = list->p[list->offset++];

	room = list->end - list->offset;
	switch (element) {
	case 0x00:	/* ReservedField */
		if (!list_length(list, &length))
			return (false);
		list->bit += length;
		return (true);
	case 0x01:	/* AccessField */
	case 0x03:	/* ExtendedAccessField */
		if (room < (element == 0x01 ? 2 : 3))
			return (false);
		list->flags = (uint8_t)((list->flags & 0xf0) |
		    (list->p[list->offset] & 0x0f));
		list->attribute = list->p[list->offset + 1];
		list->length = element == 0x01 ? 0 :
		    list->p[list->offset + 2];
		list->offset += element == 0x01 ? 2 : 3;
		return (true);
	case 0x02:	/* ConnectField */
		list->connection.offset = list->offset;
		if (!skip_connection(list))
			return (false);
		list->connection.end = list->offset;
		return (true);
	default:
		return (false);
	}
}

static void
declare_unit(struct load *l, const struct term *t, const struct list *list,
    enum ns_kind kind, const struct term_name *name, uint32_t width)
{
	struct ns	*ns = l->ns;
	struct ns_object *o = declare(l, t, name, kind);

	if (o == NULL)
		return;
	o->unit = ns->nunits;
	ns->units = xgrow(ns->units, ns->nunits, &ns->unit_room,
	    sizeof(*ns->units));
	ns->units[ns->nunits++] = (struct ns_unit){
		.bit = list->bit,
		.width = width,
		.parent = t->names[0].node,
		.other = kind == NS_FIELD ? NS_NONE : t->names[1].node,
		.flags = list->flags,
		.attribute = list->attribute,
		.length = list->length,
		.bank = list->bank,
		.connection = list->connection,
	};
	o->offset = (uint32_t)(name->bytes - list->p);
	o->length = list->offset - o->offset;
	o->body = o->offset;
}

static void
declare_fields(struct load *l, const struct term *t, enum ns_kind kind)
{
	struct list	 list = { .p = l->ns->tables[t->table].data,
	    .offset = t->body, .end = t->end, .flags = (uint8_t)t->data[0],
	    .bank = place_of(t), .connection = { t->table, t->scope, 0, 0 } };
	struct term_name name = { NULL, NS_SEGSZ, NS_NONE };
	struct name	 read;
	uint32_t	 width;

	if (kind == NS_BANK_FIELD) {	/* between a name and the flags */
		list.bank.offset = (uint32_t)(t->names[1].bytes - list.p) +
		    t->names[1].length;
		list.bank.end = t->body - 1;
	}
	while (list.offset < list.end) {
		name.bytes = list.p + list.offset;
		if (*name.bytes <= 0x03) {
			if (!skip_element(&list))
				break;
			continue;
		}
		if (list.end - list.offset < NS_SEGSZ ||
		    !name_read(name.bytes, NS_SEGSZ, &read) ||
		    read.length != NS_SEGSZ)
			break;
		list.offset += NS_SEGSZ;
		if (!list_length(&list, &width))
			break;
		declare_unit(l, t, &list, kind, &name, width);
		list.bit += width;
	}
	if (list.offset < list.end)
		complain(l, t, NS_BAD_FIELD, list.offset, NULL);
}

/* A term begins, or it is a leaf. */
static void
begin(struct load *l, const struct term *t)
{
	switch (t->op->code) {
	case OP_SCOPE:
		enter_scope(l, t);
		break;
	case OP_DEVICE:
		if (t->event == TERM_LEAF)
			declare_devices(l, t);
		else
			enter(l, t, NS_DEVICE);
		break;
	case OP_PROCESSOR:
		enter(l, t, NS_PROCESSOR);
		break;
	case OP_POWER_RESOURCE:
		enter(l, t, NS_POWER_RESOURCE);
		break;
	case OP_THERMAL_ZONE:
		enter(l, t, NS_THERMAL_ZONE);
		break;
	case OP_NAME:
		declare_value(l, t, NS_NAME);
		break;
	case OP_REGION:
		declare_value(l, t, NS_REGION);
		break;
	case OP_DATA_REGION:
		declare_value(l, t, NS_DATA_REGION);
		break;
	case OP_METHOD:
		declare_method(l, t);
		break;
	case OP_MUTEX:
	case OP_EVENT:
	case OP_ALIAS:
	case OP_EXTERNAL:
		declare_plain(l, t);
		break;
	case OP_FIELD:
		declare_fields(l, t, NS_FIELD);
		break;
	case OP_INDEX_FIELD:
		declare_fields(l, t, NS_INDEX_FIELD);
		break;
	}
}

static bool
is_create(unsigned int code)
{
	return (code == OP_CREATE_FIELD || code == OP_CREATE_BIT ||
	    code == OP_CREATE_BYTE || code == OP_CREATE_WORD ||
	    code == OP_CREATE_DWORD || code == OP_CREATE_QWORD);
}

static void
end(struct load *l, const struct term *t)
{
	struct ns_object *o;

	if (l->skipped > l->scan.nframes)
		l->skipped = 0;
	if (t->tag != NS_NONE) {
		o = &l->ns->objects[t->tag];
		o->length = t->end - t->offset;
		o->body = t->body;
		o->body_length = t->end > t->body ? t->end - t->body : 0;
		if ((o->kind == NS_REGION || o->kind == NS_DATA_REGION) &&
		    l->ns->counts[NS_UNKNOWN_NAME] > l->unknown)
			o->flags |= NS_SKIPPED;
	}
	if (t->op == NULL || t->broken)
		return;
	if (is_create(t->op->code))
		declare_created(l, t);
	else if (t->op->code == OP_BANK_FIELD)
		declare_fields(l, t, NS_BANK_FIELD);
}

/* Buffers and packages are passed to a method as themselves. */
static bool
is_passed_whole(const struct ns *ns, const struct ns_object *o)
{
	uint8_t		 code;

	if (o->kind != NS_NAME || o->body_length == 0)
		return (false);
	code = ns->tables[o->table].data[o->body];
	return (code == OP_BUFFER || code == OP_PACKAGE ||
	    code == OP_VAR_PACKAGE);
}

/* Marks the object of a name as written to, if it can be. */
static void
mark(struct load *l, const struct term *t)
{
	struct ns_object *o;
	uint32_t	 node = ns_follow(l->ns, t->names[0].node);
	unsigned int	 code = t->parent == NULL ? 0 : t->parent->code;
	bool		 written = t->role == TERM_TARGET;

	if (node == NS_NONE || l->ns->nodes[node].object == NS_NONE)
		return;
	o = &l->ns->objects[l->ns->nodes[node].object];
	if (code == OP_INDEX && t->arg == 0)
		written = t->parent_role != TERM_ARGUMENT;
	else if (code == OP_REF_OF || code == OP_COND_REF_OF ||
	    (is_create(code) && t->arg == 0))
		written = true;
	else if (t->parent == NULL && t->role == TERM_ARGUMENT)
		written = is_passed_whole(l->ns, o);
	if (written)
		o->flags |= NS_WRITTEN;
}

static void
load_terms(struct load *l)
{
	const struct term *t;

	l->skipped = 0;
	l->scan.building = true;
	l->scan.complaints = l->ns;
	while ((t = scan_step(&l->scan)) != NULL) {
		if (t->event == TERM_LEAVE)
			end(l, t);
		else if (t->op == NULL)
			mark(l, t);
		else if (!t->broken)
			begin(l, t);
	}
	scan_close(&l->scan);
}

void
load_tables(struct ns *ns)
{
	struct load	 l = { .ns = ns };
	uint32_t	 i;

	for (i = 0; i < ns->ntables; i++) {
		if (ns->tables[i].length < sizeof(struct acpi_header))
			continue;
		scan_table(&l.scan, ns, i);
		load_terms(&l);
	}
	/*
	 * Objects that methods make were added behind the others: continue with
	 * them.
	 */
	l.flags = NS_LOCAL;
	for (i = 0; i < ns->nobjects; i++) {
		if (ns->objects[i].kind != NS_METHOD)
			continue;
		scan_method(&l.scan, ns, &ns->objects[i]);
		load_terms(&l);
	}
}

static struct ns *
open_tables(const struct ns_table *tables, size_t n, bool brief)
{
	const struct acpi_header *h;
	struct ns_complaint c;
	struct ns_table	*t;
	struct ns	*ns;
	uint32_t	 i, length;
	size_t		 bytes = 0;

	ns = xcalloc(1, sizeof(*ns));
	ns->tables = xcalloc(n + 1, sizeof(*ns->tables));
	ns->ntables = n;
	ns->brief = brief;
	ns->wide = true;
	for (i = 0; i < n; i++) {
		t = &ns->tables[i];
		*t = tables[i];
		h = (const void *)t->data;
		if (t->length >= sizeof(*h)) {
			length = get32(h->length);
			if (i == 0)
				ns->wide = h->revision >= 2;
		} else
			length = sizeof(*h);
		if (length > t->length || length < sizeof(*h)) {
			memset(&c, 0, sizeof(c));
			c.kind = NS_BAD_TABLE;
			c.table = i;
			c.limit = t->length;
			c.have = length;
			c.load = true;
			ns_complain(ns, &c);
		}
		if (t->length > length)
			t->length = length;
		bytes += t->length;
	}
	ns_begin(ns, FEW + bytes / BYTES);
	predefine(ns);
	load_tables(ns);
	ns_reserve(ns, ns->nclosed * NS_IDENTITIES);
	return (ns);
}

struct ns *
ns_open(const struct ns_table *tables, size_t n)
{
	return (open_tables(tables, n, false));
}

struct ns *
ns_open_brief(const struct ns_table *tables, size_t n)
{
	return (open_tables(tables, n, true));
}

void
ns_close(struct ns *ns)
{
	if (ns != NULL)
		ns_end(ns);
	free(ns);
}
