/* See LICENSE for licence details. */

/*
 * What a guest gets from objects of some names: the resource templates of _CRS,
 * _PRS and _DMA, the packages of _PRT.
 */

#ifndef ANSWERS_H
#define ANSWERS_H

#include "read/namespace.h"

struct check_answer {
	const struct ns_object *o;
	uint32_t	 device;	/* the node that o is in */
	/*
	 * The first of its values that no other object has; NS_COMPUTED if
	 * none.  Its bytes and elements are in value.elements.table.
	 */
	struct ns_value	 value;
	/* NULL if the value is final; else why it is not */
	const char	*why;
	bool		 alone;		/* the object names no other */
};

struct check_answers {
	struct check_answer *list;
	size_t		 n, room;
};

/*
 * Collects what loaded objects can return: _CRS, _PRS and _DMA templates, _PRT
 * routes.  A value that several return is the first one's, so that going
 * through all is linear work.
 */
void answers_collect(struct check_answers *templates,
    struct check_answers *routes, const struct ns *);
void answers_free(struct check_answers *);

/* Whether an answer's object has this name */
bool answer_is(const struct ns *, const struct check_answer *,
    const char *name);

/* What the _STA of a node, and of those that it is in, say of it */
enum device_presence {
	DEVICE_PRESENT,
	DEVICE_COMPUTED,	/* one of them may change */
	DEVICE_ABSENT
};

/* What is known of nodes; zeroed to begin with, and its array is freed. */
struct presences {
	uint8_t		*known;		/* of each node; 0: not yet */
	size_t		 n;
};

enum device_presence device_presence(struct presences *, const struct ns *,
    uint32_t node);

#endif /* ANSWERS_H */
