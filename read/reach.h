/* See LICENSE for licence details. */

/*
 * Which AML runs by itself, and which objects it accesses: a graph of methods
 * and of the names that they mention.  Nothing is run; both branches of an If
 * count.
 *
 * An object whose reference is taken (RefOf, CondRefOf) counts as read and
 * written there.  Calls of undefined methods, and DerefOf of a name as text,
 * are not followed.  Work and memory are proportional to the tables' length.
 */

#ifndef REACH_H
#define REACH_H

#include "namespace.h"

enum reach_when {
	REACH_LOAD,		/* when a table is loaded, outside methods */
	REACH_BOOT,		/* when Linux boots: what it calls by itself */
	REACH_EVENT,		/* when a device says so: _L, _E, _Q, _EVT */
	REACH_ASKED,		/* others that begin with "_": later, if ever */
	REACH_NEVER,		/* in no call that begins with one of those */
	REACH_WHENS
};

enum reach_how {
	REACH_READ,		/* of a method: it is called */
	REACH_WRITE,
	REACH_HOWS
};

/* The first of them that gets at a node, and where that begins */
struct reach_by {
	enum reach_when	 when;
	uint32_t	 from;		/* a method's node; LOAD: the table */
};

enum reach_act_kind {
	REACH_LOADS,		/* Load */
	REACH_LOADS_TABLE,	/* LoadTable */
	REACH_RUNS,		/* what is no definition, outside of methods */
	REACH_CHANGES		/* a method is written to, or referred to */
};

struct reach_act {
	enum reach_act_kind kind;
	uint32_t	 table, offset;	/* of the term */
	uint32_t	 in;		/* the method's node; NS_NONE: none */
	uint32_t	 node;		/* of the method that changes */
	const char	*name;		/* the operator, or "a call" */
};

struct reach {
	const struct ns	*ns;
	struct reach_act *acts;		/* in the order of the terms */
	size_t		 nacts;
	size_t		 nreferences;	/* RefOf, CondRefOf of objects */
	size_t		 ntexts;	/* DerefOf of what can be a text */
	size_t		 nexternal;	/* mentions of what is only External */
	uint32_t	 external;	/* the first such node */
	/* Private to reach.c */
	struct reach_edge *edges;
	size_t		 nedges, act_room, edge_room;
	size_t		*first;		/* by vertex: its edges */
	struct reach_by	*by[REACH_HOWS];
};

struct reach *reach_open(const struct ns *);
void reach_close(struct reach *);

/* Who gets at a node first, to read (or call) it or to write to it */
struct reach_by reach_by(const struct reach *, uint32_t node, enum reach_how);

/* The same of the code that an act is in */
struct reach_by reach_act_by(const struct reach *, const struct reach_act *);

/* When the name of a method makes it run, if at all */
enum reach_when reach_name(const char name[NS_SEGSZ]);

#endif /* REACH_H */
