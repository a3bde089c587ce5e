/* See LICENSE for licence details. */

/* Sets, images, tables and scripts as text. */

#ifndef SHOW_H
#define SHOW_H

#include <stdio.h>

#include "read/input.h"

/*
 * Prints all of an input to standard output: its script, run as far as it
 * can be, and every byte of its files.  A flat image is one for the address
 * base.  With graph true it is tables and pointers only, for Graphviz.
 * Returns the reason why it could not be done.
 */
const char *show_input(const struct input *, uint64_t base, bool graph);

/* The name of a loader's command, or NULL. */
const char *show_command(uint32_t command);

/* Prints how an ALLOCATE places a file: "align 64 FSEG". */
void show_allocation(FILE *, const struct loader_command *);

#endif /* SHOW_H */
