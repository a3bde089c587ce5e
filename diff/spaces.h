/* See LICENSE for licence details. */

/*
 * Two namespaces of AML, whose objects are matched by their paths: spaces.c
 * finds what came, went and moved, facts.c says how two definitions of one
 * object differ, with code.c for what runs and data.c for what Names hold, and
 * objects.c makes lines of it.
 */

#ifndef SPACES_H
#define SPACES_H

#include "diff.h"
#include "read/terms.h"

/* Something about an object, or about a table's code if the node is NS_NONE */
struct change {
	char		 sign;		/* '+', '-', or '\0': it changed */
	uint8_t		 side;		/* which table and node are of */
	uint8_t		 kind;		/* enum ns_kind */
	uint32_t	 table;
	uint32_t	 node;
	uint32_t	 ordinal;	/* among those of one definition */
	size_t		 index;
	size_t		 text, shape, end;	/* in spaces->text */
	/* Of what one line says, the first has the rest and their number. */
	struct change	*next;
	size_t		 count;		/* 0: it is one of the rest */
	uint32_t	 base;		/* what its path has with theirs: */
	const char	*name;		/* a node, and a name or NULL */
};

struct spaces {
	struct diff	*d;
	const struct ns	*ns[2];
	uint32_t	*tables[2];	/* each one's partner, or NS_NONE */
	uint32_t	*nodes[2];
	bool		*said[2];	/* whether a table has a change */
	bool		*quiet[2];	/* whether loading it runs nothing */
	uint32_t	*first[2];	/* of a node: an object, or 0 */
	uint32_t	*behind[2];	/* of an object: the next of its node;
					   NULL if no node has two */
	struct sink	 text;
	struct change	*changes;
	size_t		 n, max;
};

/*
 * Compares; tables[] are the caller's.  spaces_close() frees the rest.  A
 * table is never compared with one that is not its partner, but its objects
 * are.
 */
void spaces_compare(struct spaces *);
void spaces_close(struct spaces *);

/* Begins a change, whose text is printed to the sink, and ends it. */
struct sink *change_begin(struct spaces *, char sign, int side,
    const struct ns_object *);
void change_end(struct spaces *);

/* What one object has, in short, and how two of one path differ */
void facts_print(struct spaces *, struct sink *, int side,
    const struct ns_object *);
void facts_compare(struct spaces *, const struct ns_object *const [2]);

/* The same bytes, whose names start from the same node? */
bool code_same_place(const struct spaces *, const struct ns_place [2]);

/* What stands for nothing but terms: the same on both sides? */
bool code_same(const struct spaces *, const struct ns_place [2],
    const char *args);
void code_compare_methods(struct spaces *, const struct ns_object *const [2]);

/* Finds the tables that do nothing but define objects when they are loaded. */
void code_find_quiet(struct spaces *, int side);
void code_compare_tables(struct spaces *, const uint32_t tables[2]);

/* Prints a value, or its kind and size if it is long; IDs as such. */
void data_print(struct sink *, const struct ns *, const struct ns_object *,
    const struct ns_value *);
/* Says how the values of two objects of one path differ, if they do. */
void data_compare(struct spaces *, const struct ns_object *const [2],
    const struct ns_value [2]);
/* Prints a comma if something has been printed from the sink's start on. */
void data_separate(struct sink *, size_t start);
/* The resources of a template but for the end, up to most of them */
void data_print_resources(struct sink *, const struct ns_value *, size_t most);

#endif /* SPACES_H */
