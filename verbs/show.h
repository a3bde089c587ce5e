/* See LICENSE for licence details. */

/* Sets, images, tables and scripts as text. */

#ifndef SHOW_H
#define SHOW_H

#include "read/view.h"

#define SHOW_GRAPH	0x1	/* tables and pointers only, for Graphviz */
#define SHOW_DEVICES	0x2	/* the same, and the devices of AML */
#define SHOW_KEYS	0x4	/* keys of licences, too */
#define SHOW_BYTES	0x8	/* the bytes of AML, too */

/*
 * Prints all of an input to standard output: its script, run as far as it
 * can be, and what its files hold; with SHOW_BYTES every byte of them.  A flat
 * image is one for the address base.
 */
void show_input(const struct input *, uint64_t base, unsigned int flags);

/* Prints the script of a set; the trees are of its AML (show_script.c). */
struct trees;
void show_script(const struct view *, struct trees *);

/* Print the name of a file, and a place in it, which need not be there. */
void show_name(const char name[LOADER_FILESZ]);
void show_place(const char name[LOADER_FILESZ], uint64_t offset);

void print_graph(const struct view *, bool devices);

#endif /* SHOW_H */
