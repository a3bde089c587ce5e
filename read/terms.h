/* See LICENSE for licence details. */

/*
 * AML term by term, in the order of its bytes: the statements of a method, or
 * what runs when a table is loaded.  Nothing is run, and every branch is gone
 * through.
 */

#ifndef TERMS_H
#define TERMS_H

#include "namespace.h"

/*
 * ACPI 6.5, 20.2 and 20.3.  What follows an opcode is spelled by letters, one
 * each:
 *
 *	P	PkgLength: the term's end
 *	n	NameString
 *	b w d q	ByteData, WordData, DWordData, QWordData
 *	z	bytes up to a NUL
 *	t	TermArg
 *	o	DataRefObject: as t, but a name is not a call
 *	r	SuperName that is only referred to, never a call
 *	s	SuperName that is written to
 *	u	SuperName that is used
 *	S	SimpleName that is written to, never a call
 *	T	Target: as s, or NullName
 *	L	TermList up to the end
 *	E	elements of a package up to the end
 *	B F M	up to the end, skipped: bytes, field list, method's body
 */
struct opcode {
	uint16_t	 code;		/* 0x5bxx: ExtOpPrefix and xx */
	char		 args[7];
	bool		 scope;		/* names within start from its own */
	char		 name[23];	/* of ASL */
};

enum {
	OP_ZERO = 0x00, OP_ONE = 0x01, OP_ALIAS = 0x06, OP_NAME = 0x08,
	OP_BYTE = 0x0a, OP_WORD = 0x0b, OP_DWORD = 0x0c, OP_STRING = 0x0d,
	OP_QWORD = 0x0e, OP_SCOPE = 0x10, OP_BUFFER = 0x11,
	OP_PACKAGE = 0x12, OP_VAR_PACKAGE = 0x13, OP_METHOD = 0x14,
	OP_EXTERNAL = 0x15, OP_DUAL_NAME = 0x2e, OP_MULTI_NAME = 0x2f,
	OP_EXTENDED = 0x5b, OP_ROOT = 0x5c, OP_PARENT = 0x5e,
	OP_LOCAL0 = 0x60, OP_ARG0 = 0x68, OP_STORE = 0x70, OP_REF_OF = 0x71,
	OP_ADD = 0x72, OP_SUBTRACT = 0x74, OP_INCREMENT = 0x75,
	OP_DECREMENT = 0x76, OP_MULTIPLY = 0x77, OP_DIVIDE = 0x78,
	OP_SHIFT_LEFT = 0x79, OP_SHIFT_RIGHT = 0x7a, OP_AND = 0x7b,
	OP_NAND = 0x7c, OP_OR = 0x7d, OP_NOR = 0x7e, OP_XOR = 0x7f,
	OP_NOT = 0x80, OP_MOD = 0x85, OP_SIZE_OF = 0x87, OP_INDEX = 0x88,
	OP_CREATE_DWORD = 0x8a, OP_CREATE_WORD = 0x8b, OP_CREATE_BYTE = 0x8c,
	OP_CREATE_BIT = 0x8d, OP_CREATE_QWORD = 0x8f, OP_LAND = 0x90,
	OP_LOR = 0x91, OP_LNOT = 0x92, OP_LEQUAL = 0x93, OP_LGREATER = 0x94,
	OP_LLESS = 0x95, OP_TO_INTEGER = 0x99, OP_IF = 0xa0, OP_ELSE = 0xa1,
	OP_WHILE = 0xa2, OP_RETURN = 0xa4, OP_ONES = 0xff, OP_MUTEX = 0x5b01,
	OP_EVENT = 0x5b02, OP_COND_REF_OF = 0x5b12, OP_CREATE_FIELD = 0x5b13,
	OP_LOAD_TABLE = 0x5b1f, OP_LOAD = 0x5b20, OP_REGION = 0x5b80,
	OP_FIELD = 0x5b81, OP_DEVICE = 0x5b82, OP_PROCESSOR = 0x5b83,
	OP_POWER_RESOURCE = 0x5b84, OP_THERMAL_ZONE = 0x5b85,
	OP_INDEX_FIELD = 0x5b86, OP_BANK_FIELD = 0x5b87,
	OP_DATA_REGION = 0x5b88
};

/* The opcode of a number, or NULL. */
const struct opcode *opcode_find(unsigned int code);

/*
 * Whether it makes an object, and runs nothing when its table is loaded: false
 * for Devices and so on, whose terms run then
 */
bool opcode_defines(const struct opcode *);

enum term_event {
	TERM_LEAF,		/* has no terms within; or, while a namespace
				   is built, a Device that only says who it
				   is */
	TERM_ENTER,		/* those within come next, then ... */
	TERM_LEAVE		/* ... the same term once more, all known */
};

/* What its place makes of a term */
enum term_role {
	TERM_STATEMENT,		/* L */
	TERM_ARGUMENT,		/* t o */
	TERM_REFERENCE,		/* r */
	TERM_USED,		/* u */
	TERM_TARGET,		/* s S T */
	TERM_ELEMENT		/* E */
};

struct term {
	const struct opcode *op;	/* NULL: a name */
	const struct opcode *parent;	/* what it is in; NULL: in a call, or
					   in nothing */
	enum term_event	 event;
	enum term_role	 role;
	enum term_role	 parent_role;
	unsigned int	 arg;		/* which one, from 0 */
	uint32_t	 table, offset;
	uint32_t	 end;		/* of the term; of one with no
					   PkgLength known when it is left */
	uint32_t	 body;		/* behind P n b w d q; of L E B F M,
					   when it is left, where that begins */
	uint32_t	 scope;		/* node that its names start from */
	uint32_t	 tag;		/* the caller's */
	/* A NameString: encoded, and the node that it leads to or NS_NONE */
	struct term_name {
		const uint8_t	*bytes;
		uint32_t	 length;
		uint32_t	 node;
	} names[2];
	uint64_t	 data[3];	/* b w d q */
	uint8_t		 values[NS_IDENTITIES];	/* of a Device that is a leaf:
					   where in its body, or 0 */
	uint8_t		 nnames;
	uint8_t		 ndata;
	uint8_t		 depth;		/* capped at 255 */
	bool		 call;		/* a name that is a method's, called */
	bool		 null;		/* a Target that is not given */
	bool		 conditional;	/* in an If, Else or While */
	bool		 broken;	/* a complaint cut it off */
};

/*
 * How deep terms may be nested.  Compilers put each Else into the one before
 * it, so that chains of hundreds are normal.
 */
#define SCAN_DEPTH	2048

struct scan {
	const struct ns	*ns;
	struct ns	*complaints;	/* who keeps them; NULL: nobody */
	const uint8_t	*data;		/* of the table */
	struct scan_frame *frames;
	size_t		 nframes, room;
	uint32_t	 table, offset;
	bool		 failed;
	bool		 leaf;		/* the last term was one in a list */
	uint32_t	 alike;		/* bytes of a leaf's body that make it
					   what it is: scan_alike() */
	bool		 building;	/* names are not there before terms */
	bool		 load;		/* complaints are about loading */
	size_t		 broken;	/* times that something was left out */
};

/*
 * Begins with a method's body; with what a table runs when it is loaded, the
 * terms outside of methods; with one place, whose terms are spelled by args:
 * "L" for as many as there are.  A scan that has begun must be closed.
 */
void scan_method(struct scan *, const struct ns *, const struct ns_object *);
void scan_table(struct scan *, const struct ns *, uint32_t table);
void scan_place(struct scan *, const struct ns *, const struct ns_place *,
    const char *args);

/*
 * The next term or the end of one; false if there is no more.  Where an
 * argument count or a length is not known, the rest of the innermost term
 * that has a PkgLength is left out, and scan->broken counts that.
 */
bool scan_next(struct scan *, struct term *);
void scan_close(struct scan *);

#endif /* TERMS_H */
