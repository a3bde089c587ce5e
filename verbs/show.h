/* See LICENSE for licence details. */

/* Sets, images, tables and scripts as text. */

#ifndef SHOW_H
#define SHOW_H

#include "read/view.h"

/*
 * Prints all of an input to standard output: its script, run as far as it
 * can be, and every byte of its files.  A flat image is one for the address
 * base.  With graph true it is tables and pointers only, for Graphviz.  Keys of
 * licences are hidden unless keys is true.
 */
void show_input(const struct input *, uint64_t base, bool graph, bool keys);

void print_graph(const struct view *);

#endif /* SHOW_H */
