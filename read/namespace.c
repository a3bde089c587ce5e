/* See LICENSE for licence details. */

#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "names.h"
#include "xalloc.h"

#define ALIASES		8	/* that lead to each other */

/*
 * Finds a node by its parent and its name, if it is none of the first few in
 * there: a crit-bit tree, so that no names are worse than others.  Of an inner
 * part bit is where its keys differ; a child is a part, or LEAF with a node.
 */
#define LEAF		0x80000000U
#define FEW		8

struct ns_index {
	struct part {
		uint64_t	 bit;
		uint32_t	 child[2];
	}		*parts;
	uint32_t	 nparts;
	size_t		 room;
	uint32_t	 top;		/* NS_NONE: empty */
	/*
	 * The parts on the way to a key, without some whose bits are below
	 * known: tables have their names in order, and most ways begin as the
	 * one before.
	 */
	uint64_t	 key;
	uint32_t	 node;		/* which has that key */
	uint32_t	 way[64];
	unsigned int	 nway;
	uint64_t	 known;
	uint64_t	 bit;		/* where the last key left the way */
};

static const char *const kinds[NS_KINDS] = {
	[NS_PREDEFINED] = "Predefined",
	[NS_DEVICE] = "Device",
	[NS_METHOD] = "Method",
	[NS_NAME] = "Name",
	[NS_REGION] = "OperationRegion",
	[NS_DATA_REGION] = "DataTableRegion",
	[NS_FIELD] = "Field",
	[NS_INDEX_FIELD] = "IndexField",
	[NS_BANK_FIELD] = "BankField",
	[NS_BUFFER_FIELD] = "BufferField",
	[NS_PROCESSOR] = "Processor",
	[NS_POWER_RESOURCE] = "PowerResource",
	[NS_THERMAL_ZONE] = "ThermalZone",
	[NS_MUTEX] = "Mutex",
	[NS_EVENT] = "Event",
	[NS_ALIAS] = "Alias",
	[NS_EXTERNAL] = "External",
};

/* 5.5.2.4, Operation Region Address Space Identifiers */
static const char *const spaces[NS_SPACES] = {
	"SystemMemory", "SystemIO", "PCI_Config", "EmbeddedControl", "SMBus",
	"SystemCMOS", "PciBarTarget", "IPMI", "GeneralPurposeIO",
	"GenericSerialBus", "PCC", "PRM",
};

const char *
ns_kind_name(enum ns_kind kind)
{
	return (kinds[kind]);
}

const char *
ns_space_name(uint8_t space, char text[NS_SPACESZ])
{
	if (space < NS_SPACES)
		return (spaces[space]);
	if (space == NS_FIXED_HARDWARE)
		return ("FFixedHW");
	snprintf(text, NS_SPACESZ, "space 0x%02x", space);
	return (text);
}

/* A name as a number, in the order of its characters */
static uint32_t
number_of(const char *name)
{
	const uint8_t	*p = (const uint8_t *)name;

	return ((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3]);
}

static uint64_t
make_key(uint32_t parent, const char *name)
{
	return ((uint64_t)parent << 32 | number_of(name));
}

static uint64_t
key_of(const struct ns *ns, uint32_t node)
{
	return (make_key(ns->nodes[node].parent, ns->nodes[node].name));
}

/* The highest bit of a number, by itself */
static uint64_t
high_bit(uint64_t v)
{
	v |= v >> 1;
	v |= v >> 2;
	v |= v >> 4;
	v |= v >> 8;
	v |= v >> 16;
	v |= v >> 32;
	return (v ^ v >> 1);
}

/* Where the way goes on for a key */
static uint32_t *
way_on(struct ns_index *index, uint64_t key)
{
	struct part	*part;

	if (index->nway == 0)
		return (&index->top);
	part = &index->parts[index->way[index->nway - 1]];
	return (&part->child[(key & part->bit) != 0]);
}

/* Goes back to where a key leaves the way; whether there is a part for that */
static inline bool
leave_way(struct ns_index *index, uint64_t key)
{
	const struct part *part;

	index->bit = high_bit(index->key ^ key);
	for (; index->nway > 0; index->nway--) {
		part = &index->parts[index->way[index->nway - 1]];
		if (part->bit >= index->bit)
			return (part->bit == index->bit);
	}
	return (false);
}

/*
 * The node of a key, or NS_NONE: then the way ends where add_to_index() adds
 * it.
 */
static inline uint32_t
find_in_index(const struct ns *ns, uint64_t key)
{
	struct ns_index	*index = ns->index;
	uint32_t	 at;

	if (index->top == NS_NONE || index->key == key)
		return (index->node);
	if (leave_way(index, key) || index->bit < index->known) {
		for (at = *way_on(index, key); !(at & LEAF);
		    at = *way_on(index, key))
			index->way[index->nway++] = at;
		index->node = at & ~LEAF;
		index->key = key_of(ns, index->node);
		index->known = 0;
		if (index->key == key)
			return (index->node);
		leave_way(index, key);
	}
	index->known = index->bit;
	return (NS_NONE);
}

/* Adds a node whose key was just not found. */
static inline void
add_to_index(struct ns *ns, uint32_t node)
{
	struct ns_index	*index = ns->index;
	const uint64_t	 key = key_of(ns, node);
	struct part	*part;
	uint32_t	*end;

	if (index->top == NS_NONE)
		index->top = node | LEAF;
	else {
		index->parts = xgrow(index->parts, index->nparts,
		    &index->room, sizeof(*index->parts));
		end = way_on(index, key);
		part = &index->parts[index->nparts];
		part->bit = index->bit;
		part->child[(key & part->bit) != 0] = node | LEAF;
		part->child[(key & part->bit) == 0] = *end;
		index->way[index->nway++] = *end = index->nparts++;
	}
	index->node = node;
	index->key = key;
	index->known = 0;
}

/* Whether the index has what a node has */
static inline bool
is_indexed(const struct ns *ns, uint32_t node)
{
	return (ns->nodes[node].children > FEW);
}

/* A name below a node, or NS_NONE */
static inline uint32_t
find_below(const struct ns *ns, uint32_t parent, const char *name)
{
	uint32_t	 node;

	if (is_indexed(ns, parent))
		return (find_in_index(ns, make_key(parent, name)));
	for (node = ns->nodes[parent].child; node != NS_NONE &&
	    memcmp(ns->nodes[node].name, name, NS_SEGSZ) != 0;
	    node = ns->nodes[node].next)
		;
	return (node);
}

/*
 * Opens a closed Device if it has the name: the namespace says no more than
 * before.
 */
static void
open_for(const struct ns *ns, uint32_t node, const char name[NS_SEGSZ])
{
	enum ns_identity i = identity_of((const uint8_t *)name);

	if (i < NS_IDENTITIES && ns_own_object(ns, node)->values[i] != 0)
		load_closed((struct ns *)(uintptr_t)ns, node);
}

uint32_t
name_below(const struct ns *ns, uint32_t parent, const char name[NS_SEGSZ])
{
	if (parent == NS_NONE)
		return (NS_NONE);
	if (ns->nodes[parent].closed)
		open_for(ns, parent, name);
	return (find_below(ns, parent, name));
}

/* Puts all that a node has into the index. */
static void
index_children(struct ns *ns, uint32_t parent)
{
	uint32_t	 node = ns->nodes[parent].child;

	for (; node != NS_NONE; node = ns->nodes[node].next) {
		find_in_index(ns, key_of(ns, node));
		add_to_index(ns, node);
	}
}

/* Where the index has the parent's, find_below() has just not found it. */
uint32_t
name_add(struct ns *ns, uint32_t parent, const char *name)
{
	struct ns_node	*n, *p;
	uint32_t	 node = ns->nnodes;

	ns->nodes = xgrow(ns->nodes, ns->nnodes, &ns->node_room,
	    sizeof(*ns->nodes));
	n = &ns->nodes[ns->nnodes++];
	*n = (struct ns_node){ .parent = parent, .child = NS_NONE,
	    .last = NS_NONE, .next = NS_NONE, .object = NS_NONE,
	    .all = NS_NONE };
	memcpy(n->name, name, NS_SEGSZ);
	if (parent == NS_NONE)
		return (node);
	p = &ns->nodes[parent];
	n->depth = (uint8_t)(p->depth + 1);
	if (p->child == NS_NONE)
		p->child = node;
	else
		ns->nodes[p->last].next = node;
	p->last = node;
	if (is_indexed(ns, parent))
		add_to_index(ns, node);
	else if (p->children == FEW)
		index_children(ns, parent);
	if (p->children < UINT8_MAX)
		p->children++;
	return (node);
}

uint32_t
name_make_seg(struct ns *ns, uint32_t parent, const uint8_t seg[NS_SEGSZ],
    bool there)
{
	const char	*name = (const char *)seg;
	uint32_t	 node;

	parent = ns_follow(ns, parent);
	if (parent == NS_NONE || ns->nodes[parent].depth >= NS_DEPTH)
		return (NS_NONE);
	if (ns->nodes[parent].closed)
		load_closed(ns, parent);
	node = find_below(ns, parent, name);
	if (node == NS_NONE)
		node = name_add(ns, parent, name);
	ns->nodes[node].there |= there;
	return (node);
}

void
ns_begin(struct ns *ns, size_t room)
{
	ns->node_room = ns->object_room = room;
	ns->nodes = xreallocarray(NULL, room, sizeof(*ns->nodes));
	ns->objects = xreallocarray(NULL, room, sizeof(*ns->objects));
	ns->index = xcalloc(1, sizeof(*ns->index));
	ns->index->top = ns->index->node = NS_NONE;
	ns->index->room = room;
	ns->index->parts = xreallocarray(NULL, room,
	    sizeof(*ns->index->parts));
	name_add(ns, NS_NONE, "\\___");
	ns->nodes[NS_ROOT].there = true;
}

void
ns_reserve(struct ns *ns, size_t more)
{
	if (more > ns->node_room - ns->nnodes) {
		ns->node_room = ns->nnodes + more;
		ns->nodes = xreallocarray(ns->nodes, ns->node_room,
		    sizeof(*ns->nodes));
	}
	if (more > ns->object_room - ns->nobjects) {
		ns->object_room = ns->nobjects + more;
		ns->objects = xreallocarray(ns->objects, ns->object_room,
		    sizeof(*ns->objects));
	}
}

void
ns_end(struct ns *ns)
{
	free(ns->index->parts);
	free(ns->index);
	free(ns->nodes);
	free(ns->objects);
	free(ns->units);
	free(ns->complaints);
	free(ns->tables);
}

/* Where in a segment a character may be: 20.2.2 */
enum {
	FIRST = 0x1, INNER = 0x2, LAST = 0x4,
	LATER = INNER | LAST, ANY = FIRST | LATER
};

static const uint8_t places[UINT8_MAX + 1] = {
	['A'] = ANY, ['B'] = ANY, ['C'] = ANY, ['D'] = ANY, ['E'] = ANY,
	['F'] = ANY, ['G'] = ANY, ['H'] = ANY, ['I'] = ANY, ['J'] = ANY,
	['K'] = ANY, ['L'] = ANY, ['M'] = ANY, ['N'] = ANY, ['O'] = ANY,
	['P'] = ANY, ['Q'] = ANY, ['R'] = ANY, ['S'] = ANY, ['T'] = ANY,
	['U'] = ANY, ['V'] = ANY, ['W'] = ANY, ['X'] = ANY, ['Y'] = ANY,
	['Z'] = ANY, ['_'] = ANY,
	['0'] = LATER, ['1'] = LATER, ['2'] = LATER, ['3'] = LATER,
	['4'] = LATER, ['5'] = LATER, ['6'] = LATER, ['7'] = LATER,
	['8'] = LATER, ['9'] = LATER,
	['!'] = LAST,
};

bool
name_is_seg(const uint8_t p[NS_SEGSZ])
{
	return ((places[p[0]] & FIRST) != 0 &&
	    (places[p[1]] & places[p[2]] & INNER) != 0 &&
	    (places[p[3]] & LAST) != 0);
}

bool
name_starts(uint8_t c)
{
	return (c == '_' || (c >= 'A' && c <= 'Z') || c == OP_ROOT ||
	    c == OP_PARENT || c == OP_DUAL_NAME || c == OP_MULTI_NAME);
}

bool
name_read(const uint8_t *p, uint32_t room, struct name *name)
{
	uint32_t	 i = 0, n;

	/* Nearly all names are a segment by itself. */
	if (room >= NS_SEGSZ && name_is_seg(p)) {
		*name = (struct name){ p, 1, 0, NS_SEGSZ, false };
		return (true);
	}
	memset(name, 0, sizeof(*name));
	if (i < room && p[i] == OP_ROOT) {
		name->root = true;
		i++;
	}
	for (; !name->root && i < room && p[i] == OP_PARENT; i++)
		name->up++;
	if (i == room)
		return (false);
	name->nsegs = 1;
	if (p[i] == OP_ZERO || p[i] == OP_DUAL_NAME)
		name->nsegs = p[i++] == OP_ZERO ? 0 : 2;
	else if (p[i] == OP_MULTI_NAME) {
		if (room - i < 2)
			return (false);
		name->nsegs = p[i + 1];
		i += 2;
	}
	if ((room - i) / NS_SEGSZ < name->nsegs)
		return (false);
	name->segs = p + i;
	for (n = 0; n < name->nsegs; n++, i += NS_SEGSZ) {
		if (!name_is_seg(p + i))
			return (false);
	}
	name->length = i;
	return (true);
}

uint32_t
ns_follow_alias(const struct ns *ns, uint32_t node)
{
	int		 i;

	for (i = 0; i < ALIASES && node != NS_NONE && ns->nodes[node].alias;
	    i++)
		node = ns->objects[ns->nodes[node].object].alias.target;
	return (node);
}

/* Where a name's segments begin */
static uint32_t
start_of(const struct ns *ns, uint32_t scope, const struct name *name)
{
	uint32_t	 i;

	if (name->root)
		return (NS_ROOT);
	for (i = 0; i < name->up && scope != NS_NONE; i++)
		scope = ns->nodes[scope].parent;
	return (scope);
}

/* A single segment is looked for in all scopes around. */
static uint32_t
search_up(const struct ns *ns, uint32_t scope, const char *seg)
{
	uint32_t	 node;

	for (; scope != NS_NONE; scope = ns->nodes[scope].parent) {
		node = name_below(ns, scope, seg);
		if (node != NS_NONE && (ns->nodes[node].there ||
		    ns->nodes[node].object != NS_NONE))
			return (node);
	}
	return (NS_NONE);
}

uint32_t
name_find(const struct ns *ns, uint32_t scope, const struct name *name,
    bool search)
{
	uint32_t	 i, node;

	if (search && name->nsegs == 1 && !name->root && name->up == 0)
		return (search_up(ns, scope, (const char *)name->segs));
	node = start_of(ns, scope, name);
	for (i = 0; i < name->nsegs && node != NS_NONE; i++)
		node = name_below(ns, ns_follow(ns, node),
		    (const char *)name->segs + NS_SEGSZ * i);
	return (node);
}

uint32_t
name_make_path(struct ns *ns, uint32_t scope, const struct term_name *tn,
    bool there, enum ns_complaint_kind *kind)
{
	struct name	 name;
	uint32_t	 i, node;

	*kind = NS_TOO_DEEP;
	if (!name_read(tn->bytes, tn->length, &name) || name.nsegs == 0 ||
	    (node = start_of(ns, scope, &name)) == NS_NONE) {
		*kind = NS_BAD_NAME;
		return (NS_NONE);
	}
	if (name.nsegs > NS_DEPTH)
		return (NS_NONE);
	for (i = 0; i < name.nsegs && node != NS_NONE; i++)
		node = name_make_seg(ns, node, name.segs + NS_SEGSZ * i, there);
	return (node);
}

/* A name of so many characters */
static uint32_t
below(const struct ns *ns, uint32_t node, const char *name, size_t length)
{
	char		 seg[NS_SEGSZ];

	if (length > NS_SEGSZ)
		return (NS_NONE);
	memset(seg, '_', NS_SEGSZ);
	memcpy(seg, name, length);
	return (name_below(ns, node, seg));
}

uint32_t
name_below_short(const struct ns *ns, uint32_t node, const char *name)
{
	return (below(ns, node, name, strlen(name)));
}

uint32_t
ns_below(const struct ns *ns, uint32_t top, uint32_t node)
{
	if (ns->nodes[node].child != NS_NONE)
		return (ns->nodes[node].child);
	while (node != top && ns->nodes[node].next == NS_NONE)
		node = ns->nodes[node].parent;
	return (node == top ? NS_NONE : ns->nodes[node].next);
}

uint32_t
ns_find(const struct ns *ns, const char *path)
{
	uint32_t	 node = NS_ROOT;
	size_t		 length;

	if (*path++ != '\\')
		return (NS_NONE);
	while (*path != '\0' && node != NS_NONE) {
		length = strcspn(path, ".");
		node = below(ns, ns_follow(ns, node), path, length);
		path += length;
		path += *path == '.';
	}
	return (node);
}

const char *
ns_path(const struct ns *ns, uint32_t node, char path[NS_PATHSZ])
{
	const struct ns_node *n;
	char		*p = path + NS_PATHSZ - 1;
	size_t		 length;

	*p = '\0';
	if (node == NS_NONE)
		return ("?");
	for (n = &ns->nodes[node]; n->parent != NS_NONE;
	    n = &ns->nodes[n->parent]) {
		if (*p != '\0')
			*--p = '.';
		for (length = NS_SEGSZ; length > 1 &&
		    n->name[length - 1] == '_'; length--)
			;
		p -= length;
		memcpy(p, n->name, length);
	}
	*--p = '\\';
	memmove(path, p, strlen(p) + 1);
	return (path);
}

void
ns_complain(struct ns *ns, const struct ns_complaint *c)
{
	ns->counts[c->kind]++;
	if (ns->ncomplaints == NS_COMPLAINTS)
		return;
	if (ns->complaints == NULL)
		ns->complaints = xcalloc(NS_COMPLAINTS,
		    sizeof(*ns->complaints));
	ns->complaints[ns->ncomplaints++] = *c;
}

void
name_print(struct sink *out, const uint8_t *bytes, uint32_t length)
{
	struct name	 name;
	uint32_t	 i;

	if (bytes == NULL || !name_read(bytes, length, &name)) {
		sink_printf(out, "a name");
		return;
	}
	sink_printf(out, "%s", name.root ? "\\" : "");
	for (i = 0; i < name.up && i < NS_DEPTH; i++)
		sink_putc(out, '^');
	for (i = 0; i < name.nsegs && i < NS_DEPTH; i++)
		sink_printf(out, "%s%.4s", i > 0 ? "." : "",
		    (const char *)name.segs + NS_SEGSZ * i);
}

void
ns_print_reason(struct sink *out, const struct ns_complaint *c)
{
	switch (c->kind) {
	case NS_BAD_TABLE:
		sink_printf(out, "the table has %llu bytes; its header says "
		    "%llu", (unsigned long long)c->limit,
		    (unsigned long long)c->have);
		break;
	case NS_BAD_OPCODE:
		sink_printf(out, "0x%02llx is no opcode",
		    (unsigned long long)c->have);
		break;
	case NS_BAD_LENGTH:
		sink_printf(out, "PkgLength is %llu; must be at most %llu",
		    (unsigned long long)c->have, (unsigned long long)c->limit);
		break;
	case NS_CUT_OFF:
		sink_printf(out, "a term is longer than what it is in");
		break;
	case NS_BAD_NAME:
		sink_printf(out, "a name must be here");
		break;
	case NS_TOO_DEEP:
		sink_printf(out, "terms or names are too deep in each other");
		break;
	case NS_TWICE:
		name_print(out, c->name, c->name_length);
		sink_printf(out, " is already defined");
		break;
	case NS_NO_SCOPE:
		sink_printf(out, "Scope of ");
		name_print(out, c->name, c->name_length);
		sink_printf(out, ", which is not defined before");
		break;
	case NS_UNKNOWN_CALL:
		name_print(out, c->name, c->name_length);
		sink_printf(out, " is not defined, so that its arguments are "
		    "unknown");
		break;
	case NS_UNKNOWN_NAME:
		name_print(out, c->name, c->name_length);
		sink_printf(out, " is not defined when this is loaded");
		break;
	default:
		sink_printf(out, "a field list has an element of an unknown "
		    "kind");
		break;
	}
}

void
ns_print_complaint(struct sink *out, const struct ns *ns,
    const struct ns_complaint *c)
{
	char		 path[NS_PATHSZ];

	sink_printf(out, "%s at 0x%lx, in %s: ", ns->tables[c->table].label,
	    (unsigned long)c->offset, ns_path(ns, c->scope, path));
	ns_print_reason(out, c);
}
