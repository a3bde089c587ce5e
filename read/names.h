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

#define NAME_SIZE	(1 + NS_SEGSZ)	/* of a Name, up to its value */

/* The end of the Name of a constant; 0 if there is something else */
uint32_t constant_end(const uint8_t *data, uint32_t offset, uint32_t end);

/*
 * A node for a name that the parent does not have, and is not too deep for.
 * The name is NS_SEGSZ characters.
 */
uint32_t name_add(struct ns *, uint32_t parent, const char *);

/* The names by which a device says who it is, as enum ns_identity has them */
extern const char identities[NS_IDENTITIES][NS_SEGSZ + 1];

/* Which of these a segment is, or NS_IDENTITIES */
enum ns_identity identity_of(const uint8_t [NS_SEGSZ]);

/* Makes the nodes and objects in a closed Device. */
void load_closed(struct ns *, uint32_t node);

/* Makes the root, and room for so many objects; room for so many more. */
void ns_begin(struct ns *, size_t room);
void ns_reserve(struct ns *, size_t more);
void ns_end(struct ns *);

void ns_complain(struct ns *, const struct ns_complaint *);

/* As scan_next(), but the term is the scan's, until the next; NULL: no more */
const struct term *scan_step(struct scan *);

/* For what the builder does while it scans: on the innermost term */
void scan_enter(struct scan *, uint32_t scope);
void scan_tag(struct scan *, uint32_t tag);
void scan_skip(struct scan *);		/* goes to the end of its package */

/*
 * The next term if it is a Device behind another one, both leaves, that is
 * alike but for its name and the number at its end; else NULL
 */
const struct term *scan_alike(struct scan *);

/* Goes on in a Device that was a leaf, as if it had just been entered. */
void scan_return(struct scan *);

/* Loads the tables of a namespace that has begun. */
void load_tables(struct ns *);

#endif /* NAMES_H */
