/* See LICENSE for licence details. */

/* Machines: those built in, those of files, and their properties in words. */

#ifndef MACHINES_H
#define MACHINES_H

#include "vmacpigen.h"

/*
 * Makes a config of name,property=value,... or ends the program; the text is
 * written to.  False when it was asked for help, which has been printed.
 */
bool parse_machine(struct vmacpigen_config *, char *);

/*
 * The machine that a file describes; it is valid until the next one is read.
 * Ends the program if there is none.
 */
const struct vmacpigen_machine *read_machine(const char *path);

/* The machine of a name, built in or installed, or NULL */
const struct vmacpigen_machine *find_machine(const char *name);

/*
 * The path of a table of the machine's, which the caller frees: it is from
 * where the machine's file is.
 */
char *machine_table(const struct vmacpigen_machine *, size_t);

#endif /* MACHINES_H */
