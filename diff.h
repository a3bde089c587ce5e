/* See LICENSE for licence details. */

/* What differs between two inputs, field by field, in a few lines. */

#ifndef DIFF_H
#define DIFF_H

#include "input.h"

/* What to print as well */
#define DIFF_ALL	0x1U	/* what only follows from other changes */
#define DIFF_AML	0x2U	/* what iasl(1) makes of AML that differs */

/*
 * Prints to standard output what has to change to make the second input of
 * the first, and sets *differ if anything has.  Flat images are for the
 * address base.  What lies beside the files of two sets is compared, too.
 * Two inputs of one kind whose bytes differ do differ, whether or not that
 * means anything.  Returns the reason why it could not be done.
 */
const char *diff_inputs(const struct input *, const struct input *,
    uint64_t base, unsigned int flags, bool *differ);

/*
 * Prints, indented, how two tables differ once iasl(1) has disassembled them
 * (diff_aml.c).  Returns the reason why it could not be done.
 */
const char *diff_disassembly(FILE *, const uint8_t *, size_t length,
    const uint8_t *, size_t);

#endif /* DIFF_H */
