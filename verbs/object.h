/* See LICENSE for licence details. */

/* An object of AML as a line of text. */

#ifndef OBJECT_H
#define OBJECT_H

#include "read/namespace.h"

/*
 * Is it printed on the line of the object that it is below?  Of a Name this
 * reads the value.
 */
bool object_is_folded(const struct ns *, const struct ns_object *,
    struct ns_value *);

/*
 * Prints an object to standard output: its path, its kind, what there is to
 * know of it.  Resources and routes follow in lines of their own.  Alone are
 * objects of tables without a DSDT, of which ACPICA would load few.  Those
 * that are printed on its line are set in folded[], by their numbers.
 */
void object_print(const struct ns *, const struct ns_object *, bool alone,
    bool *folded);

/* The last part of a node's path, without "_" at its end */
const char *object_name(const struct ns *, uint32_t node, char [NS_PATHSZ]);

#endif /* OBJECT_H */
