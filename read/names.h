/* See LICENSE for licence details. */

/*
 * Encoded names, and the nodes that they lead to: for the files that make a
 * namespace.
 */

#ifndef NAMES_H
#define NAMES_H

#include "terms.h"

/* 20.2.2: a NameString */
struct name {
	const uint8_t	*segs;		/* NS_SEGSZ bytes each */
	uint32_t	 nsegs;		/* 0: NullName */
	uint32_t	 up;		/* parent prefixes */
	uint32_t	 length;	/* of it all */
	bool		 root;		/* has the root prefix */
};

/* Is this a segment?  ACPICA takes a "!" in the last place. */
bool name_is_seg(const uint8_t [NS_SEGSZ]);

/* Reads one; false if there is none in so many bytes. */
bool name_read(const uint8_t *, uint32_t room, struct name *);

/* Whether a NameString other than a NullName may begin with this byte */
bool name_starts(uint8_t);

/* Prints one as ASL has it, cut after NS_DEPTH segments. */
void name_print(struct sink *, const uint8_t *, uint32_t length);

/*
 * 20.2.4: reads a PkgLength, which counts its own bytes, too.  Returns how
 * many those are, or 0 if there are not so many.
 */
uint32_t package_length(const uint8_t *, uint32_t room, uint32_t *length);

/*
 * 5.3: the node that a name leads to from a scope, by the search rules if
 * search is set, and in no other scope if not.  NS_NONE: there is none.
 */
uint32_t name_find(const struct ns *, uint32_t scope, const struct name *,
    bool search);

/*
 * The node that a term's name leads to, in no other scope, made if it is
 * missing: with what is in between.  NS_NONE with a reason in *kind if it
 * cannot be.
 */
uint32_t name_make_path(struct ns *, uint32_t scope, const struct term_name *,
    bool there, enum ns_complaint_kind *kind);
uint32_t name_make_seg(struct ns *, uint32_t scope, const uint8_t [NS_SEGSZ],
    bool there);

static inline uint32_t
name_make(struct ns *ns, uint32_t scope, const struct term_name *name,
    bool there, enum ns_complaint_kind *kind)
{
	/* All others of this length are prefixes and a NullName. */
	if (name->length != NS_SEGSZ || *name->bytes == OP_PARENT)
		return (name_make_path(ns, scope, name, there, kind));
	*kind = NS_TOO_DEEP;
	return (name_make_seg(ns, scope, name->bytes, there));
}

/* Makes the root, and room for so many objects. */
void ns_begin(struct ns *, size_t room);
void ns_end(struct ns *);

void ns_complain(struct ns *, const struct ns_complaint *);

/* As scan_next(), but the term is the scan's, until the next; NULL: no more */
const struct term *scan_step(struct scan *);

/* For what the builder does while it scans: on the innermost term */
void scan_enter(struct scan *, uint32_t scope);
void scan_tag(struct scan *, uint32_t tag);
void scan_skip(struct scan *);		/* goes to the end of its package */

/* Loads the tables of a namespace that has begun. */
void load_tables(struct ns *);

#endif /* NAMES_H */
