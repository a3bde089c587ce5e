/* See LICENSE for licence details. */

/* Sets, images, tables and scripts as text. */

#ifndef SHOW_H
#define SHOW_H

#include "input.h"

/*
 * Prints all of an input to standard output: its script, run as far as it
 * can be, and every byte of its files.  A flat image is one for the address
 * base.  With graph true it is tables and pointers only, for Graphviz.
 * Returns the reason why it could not be done.
 */
const char *show_input(const struct input *, uint64_t base, bool graph);

#endif /* SHOW_H */
