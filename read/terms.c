/* See LICENSE for licence details. */

#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "names.h"
#include "xalloc.h"

struct scan_frame {
	struct term	 term;
	const char	*args;		/* those to come */
	uint32_t	 end;		/* where its arguments end */
	unsigned int	 nterms;	/* arguments that are terms, so far */
	bool		 fresh;		/* not yet reported */
	bool		 listing;	/* its list has begun */
	bool		 package;	/* has a PkgLength, or is outermost */
};

static const uint8_t *
bytes_at(const struct scan *s)
{
	return (s->data + s->offset);
}

static struct scan_frame *
top_of(const struct scan *s)
{
	return (&s->frames[s->nframes - 1]);
}

/* The depth of a term in so many frames, of which the first is no term's */
static uint8_t
depth_in(size_t nframes)
{
	return ((uint8_t)(nframes < UINT8_MAX - 1 ? nframes - 1 : UINT8_MAX));
}

/* Begins a term, in the scope and under the conditions of the innermost one. */
static inline struct scan_frame *
push(struct scan *s, const char *args)
{
	struct scan_frame *f;
	const struct term *outer;
	struct term	*t;

	s->leaf = false;
	s->frames = xgrow(s->frames, s->nframes, &s->room, sizeof(*s->frames));
	f = &s->frames[s->nframes];
	outer = &f[-1].term;
	t = &f->term;
	*t = *outer;
	t->op = NULL;
	t->parent = outer->op;
	t->parent_role = outer->role;
	t->offset = s->offset;
	t->end = t->body = 0;
	t->tag = NS_NONE;
	t->nnames = t->ndata = 0;
	t->depth = depth_in(s->nframes++);
	t->call = t->null = t->broken = false;
	f->args = args;
	f->end = f[-1].end;
	f->nterms = 0;
	f->fresh = true;
	f->listing = f->package = false;
	return (f);
}

void
scan_place(struct scan *s, const struct ns *ns, const struct ns_place *place,
    const char *args)
{
	struct scan_frame *f;

	memset(s, 0, sizeof(*s));
	s->ns = ns;
	s->table = place->table;
	s->data = ns->tables[place->table].data;
	s->offset = place->offset;
	s->frames = xgrow(NULL, 0, &s->room, sizeof(*s->frames));
	f = &s->frames[s->nframes++];
	memset(f, 0, sizeof(*f));
	f->args = args;
	f->end = place->end;
	f->package = true;
	f->term.table = place->table;
	f->term.offset = place->offset;
	f->term.scope = place->scope;
	f->term.tag = NS_NONE;
}

void
scan_method(struct scan *s, const struct ns *ns, const struct ns_object *o)
{
	struct ns_place	 place = { o->table, o->node, o->body,
	    o->body + o->body_length };

	scan_place(s, ns, &place, "L");
}

void
scan_table(struct scan *s, const struct ns *ns, uint32_t table)
{
	struct ns_place	 place = { table, NS_ROOT, sizeof(struct acpi_header),
	    (uint32_t)ns->tables[table].length };

	scan_place(s, ns, &place, "L");
	s->load = true;
}

void
scan_close(struct scan *s)
{
	free(s->frames);
	memset(s, 0, sizeof(*s));
}

void
scan_enter(struct scan *s, uint32_t scope)
{
	top_of(s)->term.scope = scope;
}

void
scan_tag(struct scan *s, uint32_t tag)
{
	top_of(s)->term.tag = tag;
}

void
scan_skip(struct scan *s)
{
	struct scan_frame *f = top_of(s);

	s->offset = f->end;
	f->args = "";
}

static void
complain(struct scan *s, enum ns_complaint_kind kind, uint64_t have,
    uint64_t limit, const struct name *name)
{
	struct ns_complaint c;

	if (s->complaints == NULL)
		return;
	memset(&c, 0, sizeof(c));
	c.kind = kind;
	c.table = s->table;
	c.offset = s->offset;
	c.scope = top_of(s)->term.scope;
	c.have = have;
	c.limit = limit;
	c.load = s->load;
	c.conditional = top_of(s)->term.conditional;
	if (name != NULL) {
		c.name = bytes_at(s);
		c.name_length = name->length;
	}
	ns_complain(s->complaints, &c);
}

/* What is left of the innermost term with a PkgLength is left out. */
static void
fail(struct scan *s, enum ns_complaint_kind kind, uint64_t have,
    const struct name *name)
{
	complain(s, kind, have, 0, name);
	s->failed = true;
	s->broken++;
}

uint32_t
package_length(const uint8_t *p, uint32_t room, uint32_t *length)
{
	uint32_t	 i, n;

	if (room == 0 || (n = (p[0] >> 6) + 1U) > room)
		return (0);
	*length = n == 1 ? p[0] & 0x3f : p[0] & 0xf;
	for (i = 1; i < n; i++)
		*length |= (uint32_t)p[i] << (8 * i - 4);
	return (n);
}

static void
read_package(struct scan *s, struct scan_frame *f)
{
	uint32_t	 n, length, room = f->end - s->offset;

	f->package = true;
	if ((n = package_length(bytes_at(s), room, &length)) == 0) {
		fail(s, NS_CUT_OFF, 0, NULL);
		return;
	}
	if (length > room) {
		complain(s, NS_BAD_LENGTH, length, room, NULL);
		s->broken++;
		length = room;
	}
	if (length < n) {
		f->end = s->offset + n;
		fail(s, NS_CUT_OFF, 0, NULL);
	} else
		f->end = s->offset + length;
	f->term.end = f->end;
	s->offset += n;
}

static void
read_name(struct scan *s, struct scan_frame *f)
{
	struct term_name *n = &f->term.names[f->term.nnames];
	struct name	 name;
	bool		 search;

	if (!name_read(bytes_at(s), f->end - s->offset, &name)) {
		fail(s, f->end == s->offset ? NS_CUT_OFF : NS_BAD_NAME, 0,
		    NULL);
		return;
	}
	n->bytes = bytes_at(s);
	n->length = name.length;
	n->node = NS_NONE;
	/* What a term declares is not searched for; what it refers to is. */
	search = f->term.op->code == OP_SCOPE ||
	    f->term.op->code == OP_ALIAS || f->term.op->code == OP_FIELD ||
	    f->term.op->code == OP_INDEX_FIELD ||
	    f->term.op->code == OP_BANK_FIELD;
	if (f->term.op->code == OP_ALIAS && f->term.nnames == 1)
		search = false;
	if (search || !s->building)
		n->node = name_find(s->ns, f->term.scope, &name, search);
	if (f->term.op->scope && !s->building && n->node != NS_NONE)
		f->term.scope = ns_follow(s->ns, n->node);
	f->term.nnames++;
	s->offset += name.length;
}

static void
read_data(struct scan *s, struct scan_frame *f, unsigned int size)
{
	if (f->end - s->offset < size) {
		fail(s, NS_CUT_OFF, 0, NULL);
		return;
	}
	f->term.data[f->term.ndata++] = le_get(bytes_at(s), size);
	s->offset += size;
}

static void
read_string(struct scan *s, struct scan_frame *f)
{
	const uint8_t	*p = bytes_at(s), *end;

	end = s->offset == f->end ? NULL : memchr(p, '\0', f->end - s->offset);
	if (end == NULL)
		fail(s, NS_CUT_OFF, 0, NULL);
	else
		s->offset += (uint32_t)(end - p) + 1;
}

/* Reads an argument that is no term; false if this one is. */
static bool
read_plain(struct scan *s, struct scan_frame *f)
{
	switch (*f->args) {
	case 'P':
		read_package(s, f);
		break;
	case 'n':
		read_name(s, f);
		break;
	case 'b':
		read_data(s, f, 1);
		break;
	case 'w':
		read_data(s, f, 2);
		break;
	case 'd':
		read_data(s, f, 4);
		break;
	case 'q':
		read_data(s, f, 8);
		break;
	case 'z':
		read_string(s, f);
		break;
	case 'B':
	case 'F':
	case 'M':
		f->term.body = s->offset;
		s->offset = f->end;
		break;
	default:
		return (false);
	}
	f->args++;
	return (true);
}

static enum term_role
role_of(char letter)
{
	switch (letter) {
	case 'L':
		return (TERM_STATEMENT);
	case 'E':
		return (TERM_ELEMENT);
	case 'r':
		return (TERM_REFERENCE);
	case 's':
	case 'S':
	case 'T':
		return (TERM_TARGET);
	case 'u':
		return (TERM_USED);
	default:
		return (TERM_ARGUMENT);
	}
}

/* How many arguments follow a name, if it is a method's; -1 if not */
static int
arguments_of(const struct ns *ns, uint32_t node)
{
	const struct ns_object *o = ns_object(ns, node);

	if (o == NULL || node == NS_NONE)
		return (-1);
	if (o->kind == NS_METHOD)
		return (o->method.args);
	if (o->kind == NS_EXTERNAL && o->external.type == NS_TYPE_METHOD)
		return (o->external.args);
	/* 5.3.1: \_OSI */
	if (o->kind == NS_PREDEFINED && ns_is_named(ns, o, "_OSI"))
		return (1);
	return (-1);
}

/* A name where a term can be */
static void
begin_name(struct scan *s, char letter)
{
	static const char terms[] = "ttttttt";
	struct scan_frame *f = top_of(s);
	struct name	 name;
	uint32_t	 node;
	int		 args = -1;

	if (!name_read(bytes_at(s), f->end - s->offset, &name)) {
		fail(s, NS_BAD_NAME, 0, NULL);
		return;
	}
	node = name_find(s->ns, f->term.scope, &name, true);
	if (strchr("tsTuL", letter) != NULL)
		args = arguments_of(s->ns, node);
	if ((letter == 't' || letter == 'L') &&
	    (node == NS_NONE || ns_object(s->ns, node) == NULL)) {
		/* ACPICA takes it to have no arguments when it loads. */
		if (!s->load) {
			fail(s, NS_UNKNOWN_CALL, 0, &name);
			return;
		}
		complain(s, NS_UNKNOWN_NAME, 0, 0, &name);
	}
	f = push(s, args <= 0 ? "" : terms + sizeof(terms) - 1 - args);
	f->term.names[0].bytes = bytes_at(s);
	f->term.names[0].length = name.length;
	f->term.names[0].node = node;
	f->term.nnames = 1;
	f->term.call = args >= 0;
	s->offset += name.length;
}

static void
begin_opcode(struct scan *s, char letter)
{
	struct scan_frame *f = top_of(s);
	const struct opcode *op;
	const uint8_t	*p = bytes_at(s);
	uint32_t	 size = 1, code = p[0];

	if (code == OP_EXTENDED && f->end - s->offset > 1) {
		code = code << 8 | p[1];
		size = 2;
	}
	if (code == OP_ZERO && letter == 'T') {
		f = push(s, "");
		f->term.op = opcode_find(OP_ZERO);
		f->term.null = true;
	} else if ((op = opcode_find(code)) == NULL) {
		fail(s, NS_BAD_OPCODE, code, NULL);
		return;
	} else {
		f = push(s, op->args);
		f->term.op = op;
		f->term.conditional |= code == OP_IF || code == OP_ELSE ||
		    code == OP_WHILE;
	}
	s->offset += size;
}

/* The size of a number or a string; 0 if none is there, or not all of it */
static inline uint32_t
constant_size(const uint8_t *p, uint32_t room)
{
	const uint8_t	*nul;
	uint32_t	 size = 0;

	if (room == 0)
		return (0);
	switch (*p) {
	case OP_ZERO:
	case OP_ONE:
	case OP_ONES:
		size = 1;
		break;
	case OP_BYTE:
		size = 2;
		break;
	case OP_WORD:
		size = 3;
		break;
	case OP_DWORD:
		size = 5;
		break;
	case OP_QWORD:
		size = 9;
		break;
	case OP_STRING:
		if ((nul = memchr(p, '\0', room)) != NULL)
			size = (uint32_t)(nul - p) + 1;
		break;
	}
	return (size > room ? 0 : size);
}

/* Passes over a number or a string, which declares nothing; false if none. */
static bool
pass_constant(struct scan *s, uint32_t end)
{
	uint32_t	 size = constant_size(bytes_at(s), end - s->offset);

	s->offset += size;
	return (size > 0);
}

/*
 * A statement with one segment for its name, as a leaf.  One behind another
 * has the same frame, which is no more among the others.
 */
static inline struct term *
pass_leaf(struct scan *s, unsigned int code, const uint8_t *seg, uint32_t end)
{
	struct term	*t;

	if (!s->leaf) {
		t = &push(s, "")->term;
		s->nframes--;
		s->leaf = true;
		t->event = TERM_LEAF;
		t->role = TERM_STATEMENT;
		t->arg = 0;
		t->nnames = 1;
		t->names[0].length = NS_SEGSZ;
		t->names[0].node = NS_NONE;
	}
	t = &s->frames[s->nframes].term;
	if (t->op == NULL || t->op->code != code)
		t->op = opcode_find(code);
	t->offset = s->offset;
	t->names[0].bytes = seg;
	t->body = (uint32_t)(seg + NS_SEGSZ - s->data);
	t->end = s->offset = end;
	return (t);
}

uint32_t
constant_end(const uint8_t *data, uint32_t offset, uint32_t end)
{
	const uint8_t	*p = data + offset;
	uint32_t	 size, value = offset + NAME_SIZE;

	if (end - offset < NAME_SIZE || p[0] != OP_NAME ||
	    (size = constant_size(data + value, end - value)) == 0)
		return (0);
	return (value + size);
}

static const struct term *
next_constant(struct scan *s)
{
	const uint8_t	*p = bytes_at(s);
	const uint32_t	 end = constant_end(s->data, s->offset,
			    top_of(s)->end);

	return (end == 0 || !name_is_seg(p + 1) ? NULL :
	    pass_leaf(s, OP_NAME, p + 1, end));
}

const char identities[NS_IDENTITIES][NS_SEGSZ + 1] = {
	"_HID", "_UID", "_CID", "_ADR", "_STA"
};

enum ns_identity
identity_of(const uint8_t seg[NS_SEGSZ])
{
	enum ns_identity i = 0;

	while (i < NS_IDENTITIES && memcmp(seg, identities[i], NS_SEGSZ) != 0)
		i++;
	return (i);
}

static const struct term *
next_plain_device(struct scan *s)
{
	const uint8_t	*seg, *p = bytes_at(s);
	uint32_t	 n, length, at, next, body, end, last,
			 room = top_of(s)->end - s->offset;
	enum ns_identity i;
	uint8_t		 values[NS_IDENTITIES] = { 0 };
	struct term	*t;

	if (room < 2 || p[1] != (OP_DEVICE & 0xff) ||
	    (n = package_length(p + 2, room - 2, &length)) == 0 ||
	    length > room - 2 || length < n + NS_SEGSZ ||
	    !name_is_seg(seg = p + 2 + n))
		return (NULL);
	body = (uint32_t)(seg + NS_SEGSZ - s->data);
	end = s->offset + 2 + length;
	if (body == end)
		return (NULL);
	for (at = last = body; at < end; at = next) {
		next = constant_end(s->data, at, end);
		if (next == 0 || at + NAME_SIZE - body > UINT8_MAX ||
		    (i = identity_of(s->data + at + 1)) == NS_IDENTITIES ||
		    values[i] != 0)
			return (NULL);
		values[i] = (uint8_t)(at + NAME_SIZE - body);
		last = at + NAME_SIZE;
	}
	s->alike = (s->data[last] == OP_STRING ? end : last + 1) - body;
	t = pass_leaf(s, OP_DEVICE, seg, end);
	memcpy(t->values, values, sizeof(values));
	return (t);
}

const struct term *
scan_alike(struct scan *s)
{
	const struct term *t = &s->frames[s->nframes].term;
	const uint8_t	*p = bytes_at(s), *before = s->data + t->offset;
	const uint32_t	 size = t->end - t->offset, body = t->body - t->offset;
	const uint8_t	*seg = p + body - NS_SEGSZ;

	if (!s->leaf || t->op->code != OP_DEVICE ||
	    size > top_of(s)->end - s->offset ||
	    memcmp(p, before, body - NS_SEGSZ) != 0 || !name_is_seg(seg) ||
	    memcmp(p + body, before + body, s->alike) != 0)
		return (NULL);
	return (pass_leaf(s, OP_DEVICE, seg, s->offset + size));
}

void
scan_return(struct scan *s)
{
	struct scan_frame *f = &s->frames[s->nframes++];

	s->leaf = false;
	f->args = "L";
	f->end = f->term.end;
	f->fresh = false;
	f->package = true;
	s->offset = f->term.body;
}

/*
 * Most statements are Names of constants, and tables of many processors are
 * made of Devices that only say who they are: passes over either as a leaf.
 * NULL if there is something else, or anything wrong.
 */
static const struct term *
next_plain(struct scan *s)
{
	if (*top_of(s)->args != 'L' || s->nframes >= SCAN_DEPTH)
		return (NULL);
	switch (*bytes_at(s)) {
	case OP_NAME:
		return (next_constant(s));
	case OP_EXTENDED:
		return (next_plain_device(s));
	default:
		return (NULL);
	}
}

/* Begins the term that the innermost one wants next. */
static void
begin_term(struct scan *s)
{
	struct scan_frame *f = top_of(s);
	char		 letter = *f->args;
	size_t		 n = s->nframes;
	unsigned int	 arg = f->nterms;

	if (s->offset >= f->end) {
		fail(s, NS_CUT_OFF, 0, NULL);
		return;
	}
	if (s->nframes > SCAN_DEPTH) {
		fail(s, NS_TOO_DEEP, 0, NULL);
		return;
	}
	if (letter != 'L' && letter != 'E') {
		f->args++;
		f->nterms++;
	}
	if (s->building && pass_constant(s, f->end))
		return;
	if (name_starts(*bytes_at(s)))
		begin_name(s, letter);
	else
		begin_opcode(s, letter);
	if (s->nframes > n) {
		top_of(s)->term.role = role_of(letter);
		top_of(s)->term.arg = arg;
	}
}

/* The innermost term ends: before its time if something failed. */
static const struct term *
leave(struct scan *s)
{
	struct scan_frame *f = top_of(s);

	s->leaf = false;
	if (s->failed) {
		f->term.broken = true;
		if (f->package) {
			s->offset = f->end;
			s->failed = false;
		}
	}
	f->term.event = f->fresh ? TERM_LEAF : TERM_LEAVE;
	f->term.end = s->offset;
	return (--s->nframes > 0 ? &f->term : NULL);
}

/* Goes on with a list; false at its end. */
static bool
continue_list(struct scan *s, struct scan_frame *f)
{
	if (!f->listing) {
		f->listing = true;
		f->term.body = s->offset;
	}
	return (s->offset < f->end);
}

const struct term *
scan_step(struct scan *s)
{
	struct scan_frame *f;
	const struct term *t;

	while (s->nframes > 0) {
		f = top_of(s);
		if (s->failed || *f->args == '\0') {
			if ((t = leave(s)) != NULL)
				return (t);
		} else if (read_plain(s, f))
			continue;
		else if (f->fresh) {
			f->fresh = false;
			f->term.body = s->offset;
			f->term.event = TERM_ENTER;
			return (&f->term);
		} else if ((*f->args == 'L' || *f->args == 'E') &&
		    !continue_list(s, f))
			f->args++;
		else if (s->building && (t = next_plain(s)) != NULL)
			return (t);
		else
			begin_term(s);
	}
	return (NULL);
}

bool
scan_next(struct scan *s, struct term *term)
{
	const struct term *t = scan_step(s);

	if (t != NULL)
		*term = *t;
	return (t != NULL);
}
