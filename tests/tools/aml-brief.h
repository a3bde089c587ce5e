/* See LICENSE for licence details. */

#ifndef AML_BRIEF_H
#define AML_BRIEF_H

#include "read/namespace.h"

/*
 * Whether ns_open_brief() answers for these tables as the whole namespace that
 * has been opened does; else the node where it does not is in *node.
 */
bool aml_brief_agrees(const struct ns *, const struct ns_table *, size_t n,
    uint32_t *node);

#endif /* AML_BRIEF_H */
