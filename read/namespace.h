/* See LICENSE for licence details. */

/*
 * The namespace that definition blocks (ACPI 6.5, chapter 20) make when they
 * are loaded: which objects there are, of which kind, and where in the AML.
 * Nothing is run.  Both branches of an If outside of methods are walked, and
 * what stands in them is marked.  A method's body is looked through for the
 * names that it makes and for what it writes to, no more.
 *
 * A node is a name in the tree.  An object is a definition of it; there may
 * be several, and there is none for a name that only other names need.
 * Nodes, objects, tables and complaints are known by their indices.
 *
 * Any bytes are sound input.  Work and memory are proportional to the length
 * of the tables; what is not followed is a complaint.
 */

#ifndef NAMESPACE_H
#define NAMESPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "sink.h"

#define NS_NONE		UINT32_MAX	/* no such index */
#define NS_ROOT		0		/* the node \ */
#define NS_DEPTH	64		/* nodes from the root to a leaf */
#define NS_PATHSZ	(5 * NS_DEPTH + 2)
#define NS_SEGSZ	4

/* A definition block as the caller has it: a table with its header. */
struct ns_table {
	const uint8_t	*data;
	size_t		 length;	/* that can be read */
	const char	*label;		/* "DSDT", "SSDT2" */
};

enum ns_kind {
	NS_PREDEFINED,		/* 5.3.1: \_SB, \_GPE, ...; in no table */
	NS_DEVICE,
	NS_METHOD,
	NS_NAME,
	NS_REGION,
	NS_DATA_REGION,		/* DataTableRegion */
	NS_FIELD,		/* a unit of a Field, ... */
	NS_INDEX_FIELD,		/* ... an IndexField, ... */
	NS_BANK_FIELD,		/* ... a BankField */
	NS_BUFFER_FIELD,	/* CreateField, CreateBitField, ... */
	NS_PROCESSOR,
	NS_POWER_RESOURCE,
	NS_THERMAL_ZONE,
	NS_MUTEX,
	NS_EVENT,
	NS_ALIAS,
	NS_EXTERNAL,		/* only a promise that there is one */
	NS_KINDS
};

/* What a region is in: ACPI 6.5, 5.5.2.4; others from 0x80 on are an OEM's */
enum ns_space {
	NS_MEMORY, NS_IO, NS_PCI_CONFIG, NS_EMBEDDED_CONTROL, NS_SMBUS,
	NS_CMOS, NS_BAR, NS_IPMI, NS_GPIO, NS_SERIAL_BUS, NS_PCC, NS_PRM,
	NS_SPACES,
	NS_FIXED_HARDWARE = 0x7f
};

/* The names by which a device says who it is: 6.1, and 6.3.7 */
enum ns_identity {
	NS_HID, NS_UID, NS_CID, NS_ADR, NS_STA,
	NS_IDENTITIES
};

/* FieldFlags: 20.2.5.2 */
#define NS_ACCESS	0x0f
#define NS_LOCK		0x10
#define NS_UPDATE	0x60		/* 0: preserve */

/* Flags of an object */
#define NS_CONDITIONAL	0x01	/* in an If, Else or While outside methods, or
				   below what is */
#define NS_AGAIN	0x02	/* its node has an earlier definition */
#define NS_SKIPPED	0x04	/* ACPICA does not load it: its Scope's object
				   comes later or never, what it is in has an
				   earlier definition, or a region's address
				   has a name that is not there yet */
#define NS_LOCAL	0x08	/* made by a method, when that runs */
#define NS_WRITTEN	0x10	/* some AML may change its value */

#define NS_TYPE_METHOD	8		/* 19.6.97: external.type */

/* Some terms in a table, and the node that their names start from */
struct ns_place {
	uint32_t	 table;
	uint32_t	 scope;
	uint32_t	 offset;
	uint32_t	 end;
};

/* A unit of a Field, an IndexField or a BankField */
struct ns_unit {
	uint64_t	 bit;		/* from the region's start */
	uint32_t	 width;		/* in bits */
	uint32_t	 parent;	/* node: region, index field */
	uint32_t	 other;		/* node: bank, data field */
	uint8_t		 flags;		/* FieldFlags with the access type that
					   is in force */
	uint8_t		 attribute;	/* AccessAttrib, and the length that */
	uint8_t		 length;	/* goes with it */
	struct ns_place	 bank;		/* a BankField's value */
	struct ns_place	 connection;	/* a name or buffer; empty: none */
};

/* Objects are many and small: what few of them have is in arrays of its own. */
struct ns_object {
	uint32_t	 node;
	uint32_t	 next;		/* its node's definition before */
	uint32_t	 scope;		/* the node that its term stands in */
	uint32_t	 table;		/* NS_NONE: predefined */
	uint32_t	 offset;	/* of the term, in its table */
	uint32_t	 length;	/* of the term */
	/*
	 * The contents: a Device's or a Method's terms, a Name's value, a
	 * region's address and length, a CreateField's source and index; of
	 * a unit nothing.
	 */
	uint32_t	 body;
	uint32_t	 body_length;
	uint8_t		 kind;		/* enum ns_kind */
	uint8_t		 flags;
	union {
		struct {
			uint8_t	 args;		/* 0 to 7 */
			uint8_t	 sync;		/* SyncLevel */
			bool	 serialized;
		} method;
		struct {
			uint8_t	 space;		/* enum ns_space, or more */
		} region;
		uint32_t unit;			/* ns_unit() */
		struct {
			uint8_t	 id;
			uint8_t	 length;
			uint32_t address;
		} processor;
		struct {
			uint8_t	 level;
			uint16_t order;
		} power;
		struct {
			uint8_t	 sync;
		} mutex;
		struct {
			uint32_t target;	/* node */
		} alias;
		struct {
			uint8_t	 type;		/* as ObjectType has it */
			uint8_t	 args;
		} external;
		struct {
			uint16_t opcode;	/* which CreateField */
		} create;
		/* Of a closed Device: where in its body values are, or 0 */
		uint8_t	 values[NS_IDENTITIES];
	};
};

struct ns_node {
	char		 name[NS_SEGSZ];
	uint32_t	 parent;	/* NS_NONE: the root */
	uint32_t	 child;		/* first, in order of mention */
	uint32_t	 last;
	uint32_t	 next;		/* sibling */
	/*
	 * The definition that counts: the first that loading makes, else one
	 * that a method makes, else an External, else NS_NONE.
	 */
	uint32_t	 object;
	uint32_t	 all;		/* the latest of all definitions */
	uint8_t		 depth;
	uint8_t		 children;	/* up to 255 of them */
	bool		 there : 1;	/* loading makes it, or what it is in
					   the path of */
	bool		 alias : 1;	/* its object is an Alias */
	bool		 closed : 1;	/* see ns_open_brief() */
};

enum ns_complaint_kind {
	NS_BAD_TABLE,		/* no header, or a length that is not there */
	NS_BAD_OPCODE,
	NS_BAD_LENGTH,		/* PkgLength leads out of what it is in */
	NS_CUT_OFF,		/* a term goes on where its package ends */
	NS_BAD_NAME,		/* no NameString, or above the root */
	NS_TOO_DEEP,
	NS_TWICE,		/* defined again, both without a condition */
	NS_NO_SCOPE,		/* Scope of what is not there (yet) */
	NS_UNKNOWN_CALL,	/* no telling how many arguments follow */
	NS_UNKNOWN_NAME,	/* in what runs when the table is loaded, and
				   is not defined by then */
	NS_BAD_FIELD,		/* an element of a field list */
	NS_COMPLAINT_KINDS
};

struct ns_complaint {
	enum ns_complaint_kind kind;
	uint32_t	 table;
	uint32_t	 offset;
	uint32_t	 scope;		/* the node that it is in */
	uint64_t	 have, limit;	/* an opcode; a length and its limit */
	const uint8_t	*name;		/* encoded; NULL: none */
	uint32_t	 name_length;
	bool		 load;		/* outside of methods: objects may be
					   missing; else a body's rest is not
					   followed */
	bool		 conditional;	/* in an If, Else or While */
};

/* Complaints that are kept; all are counted. */
#define NS_COMPLAINTS	1000

struct ns {
	struct ns_table	*tables;	/* lengths as their headers say */
	size_t		 ntables;
	struct ns_node	*nodes;
	struct ns_object *objects;	/* in the order of the tables */
	struct ns_unit	*units;
	uint32_t	 nnodes, nobjects, nunits;
	struct ns_complaint *complaints;
	size_t		 ncomplaints;	/* kept */
	size_t		 counts[NS_COMPLAINT_KINDS];
	bool		 wide;		/* integers have 64 bits: 20.2, the
					   DSDT's revision is 2 or more */
	struct ns_index	*index;		/* private to namespace.c */
	size_t		 node_room, object_room, unit_room;
	bool		 brief;
	size_t		 nclosed;	/* Devices */
};

/*
 * Loads tables one after the other, the DSDT first.  The tables' bytes are
 * read as long as the namespace is open, and not copied; the array is.  Never
 * fails: what cannot be read is a complaint.
 */
struct ns *ns_open(const struct ns_table *, size_t n);
void ns_close(struct ns *);

/*
 * The same for who asks a few things about thousands of processors.  A Device
 * in which there are only constants that say who it is stays closed: these have
 * neither nodes nor objects, until somebody looks for the node of one.
 * ns_identity() does not, nor does ns_has_id().  Nodes and objects that exist
 * do not move, and new ones come behind them.
 */
struct ns *ns_open_brief(const struct ns_table *, size_t n);

/* What an object contains: see its body. */
static inline struct ns_place
ns_contents(const struct ns_object *o)
{
	return ((struct ns_place){ o->table, o->scope, o->body,
	    o->body + o->body_length });
}

/*
 * The node of a path as text, "\_SB.PCI0", with or without padding to 4
 * characters.  NS_NONE if there is none.
 */
uint32_t ns_find(const struct ns *, const char *path);

static inline bool
ns_is_unit(const struct ns_object *o)
{
	return (o != NULL && (o->kind == NS_FIELD ||
	    o->kind == NS_INDEX_FIELD || o->kind == NS_BANK_FIELD));
}

static inline const struct ns_unit *
ns_unit(const struct ns *ns, const struct ns_object *o)
{
	return (&ns->units[o->unit]);
}

/* Is this the last part of an object's path, as in "_CRS" or "_SB_"? */
static inline bool
ns_is_named(const struct ns *ns, const struct ns_object *o,
    const char name[NS_SEGSZ])
{
	return (memcmp(ns->nodes[o->node].name, name, NS_SEGSZ) == 0);
}

/* The path of a node, "\_SB.PCI0._CRS"; a segment's last "_" are left out. */
const char *ns_path(const struct ns *, uint32_t node, char [NS_PATHSZ]);

/*
 * The next node of a walk through all below top, which begins at top and has
 * each node before what is below it; NS_NONE at the end
 */
uint32_t ns_below(const struct ns *, uint32_t top, uint32_t node);

/* The definition that counts of a node, or NULL */
static inline const struct ns_object *
ns_own_object(const struct ns *ns, uint32_t node)
{
	return (node == NS_NONE || ns->nodes[node].object == NS_NONE ? NULL :
	    &ns->objects[ns->nodes[node].object]);
}

/* The node itself, or what an Alias stands for */
uint32_t ns_follow_alias(const struct ns *, uint32_t node);

static inline uint32_t
ns_follow(const struct ns *ns, uint32_t node)
{
	return (node == NS_NONE || !ns->nodes[node].alias ? node :
	    ns_follow_alias(ns, node));
}

/*
 * The definition that counts, after following an Alias.  Many names can be
 * aliases of one object: print an object's contents once, and an Alias as an
 * Alias, or the work is more than linear.
 */
static inline const struct ns_object *
ns_object(const struct ns *ns, uint32_t node)
{
	return (ns_own_object(ns, ns_follow(ns, node)));
}

/* Private to ns_child(): of four characters, and of others, which are padded */
uint32_t name_below(const struct ns *, uint32_t node, const char [NS_SEGSZ]);
uint32_t name_below_short(const struct ns *, uint32_t node, const char *);

/*
 * The node of a name below a node, or below what an Alias stands for: "_CRS",
 * with or without padding.  NS_NONE if there is none.
 */

static inline uint32_t
ns_child(const struct ns *ns, uint32_t node, const char *name)
{
	node = ns_follow(ns, node);
	return (strlen(name) == NS_SEGSZ ? name_below(ns, node, name) :
	    name_below_short(ns, node, name));
}

/* "Device", "IndexField"; "SystemMemory" or "space 0x7f" of a region */
const char *ns_kind_name(enum ns_kind);
#define NS_SPACESZ	16
const char *ns_space_name(uint8_t space, char [NS_SPACESZ]);

/* What is wrong, without the place: "0x05 is no opcode" */
void ns_print_reason(struct sink *, const struct ns_complaint *);

/* One line without its end: "DSDT at 0x1c2, in \_SB.PCI0: ..." */
void ns_print_complaint(struct sink *, const struct ns *,
    const struct ns_complaint *);

/*
 * Values
 */

enum ns_value_kind {
	NS_NOTHING,		/* no value is there: an element not given */
	NS_INTEGER,
	NS_STRING,
	NS_BUFFER,
	NS_PACKAGE,
	NS_REFERENCE,		/* a name */
	NS_COMPUTED		/* what only running the AML can tell, or
				   what cannot be read */
};

struct ns_value {
	enum ns_value_kind kind;
	uint64_t	 integer;
	const uint8_t	*bytes;		/* string, buffer, or encoded name */
	size_t		 length;
	/*
	 * Bytes of a buffer, or elements of a package, as declared, or of a
	 * buffer length, if that is more; what is not given is zero, or
	 * NS_NOTHING.  Known is false if the number is computed.
	 */
	uint64_t	 size;
	bool		 known;
	bool		 written;	/* some AML may change it */
	struct ns_place	 elements;	/* of a package: ns_next() */
	uint32_t	 node;		/* of a reference; NS_NONE: missing */
	uint32_t	 offset, end;	/* the term */
};

/*
 * What the place's first term is, and moves the place behind it; false at the
 * place's end.  With it one goes through a package's elements.  Constant
 * expressions are integers, and a name in one counts if it is a Name of an
 * integer that no AML writes to.
 */
bool ns_next(const struct ns *, struct ns_place *, struct ns_value *);

/* The value of a Name; NS_NOTHING for other kinds */
void ns_value(const struct ns *, const struct ns_object *, struct ns_value *);

/*
 * The same of the object by which a device says who it is, as ns_child() finds
 * it; false if there is none
 */
bool ns_identity(const struct ns *, uint32_t node, enum ns_identity,
    struct ns_value *);

/* Is an object a Name with what begins as a package? */
bool ns_is_package(const struct ns *, const struct ns_object *);

/*
 * A place's first term as a number; false if it is not constant.  One of more
 * than 1000 terms counts as computed, and the place goes to its end.
 */
bool ns_fold(const struct ns *, struct ns_place *, uint64_t *);

/* A region's address and length, each if its bool is set */
struct ns_region {
	uint64_t	 address, length;
	bool		 address_known, length_known;
};

void ns_region(const struct ns *, const struct ns_object *,
    struct ns_region *);

/*
 * Gets the values of a Name, or those that a method can return: its own and
 * those of Names that it mentions, buffers or packages as asked, each once, the
 * first max of them.  Returns their number, which is not exact above max.
 * *fixed is set if there is one value that nothing changes: of a Name that no
 * AML writes to, or of a method that only returns it.
 */
size_t ns_returns(const struct ns *, const struct ns_object *,
    enum ns_value_kind, struct ns_value *, size_t max, bool *fixed);

/*
 * 6.1.5: the text of an ID, "PNP0A08", from an integer or a string; false if
 * it is none that is printable.
 */
#define NS_IDSZ		64
bool ns_id(const struct ns_value *, char [NS_IDSZ]);

/* Is a value this ID, as an integer? */
bool ns_is_eisa_id(const struct ns_value *, const char *id);

/* Does a node have this ID as its _HID, or as one of its _CIDs? */
bool ns_has_id(const struct ns *, uint32_t node, const char *id);

/*
 * The next node behind this one (NS_NONE: the first of all) that has this
 * ID; NS_NONE if there is no other.
 */
uint32_t ns_next_with_id(const struct ns *, uint32_t node, const char *id);

/* Text in quotes, as ASL spells it: \\, \", and \xNN for what is no ASCII */
void ns_print_text(struct sink *, const uint8_t *, size_t length);

/* A value in one line, without its end */
void ns_print_value(struct sink *, const struct ns *, const struct ns_value *);

#endif /* NAMESPACE_H */
