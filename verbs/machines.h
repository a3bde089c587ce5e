/* See LICENSE for licence details. */

/* Machines: built in and from files, and their properties as words */

#ifndef MACHINES_H
#define MACHINES_H

#include "vmacpigen.h"

/*
 * Makes a config from name,property=value,... and modifies this text.  Returns
 * false if the text asks for help, which is printed.  Exits on error.
 */
bool parse_machine(struct vmacpigen_config *, char *);

/* Takes a machine, and its hardware; what else the config says stays. */
void set_machine(struct vmacpigen_config *, const struct vmacpigen_machine *);

/*
 * Returns the machine that a file describes, valid until the next call.  Exits
 * on error.
 */
const struct vmacpigen_machine *read_machine(const char *path);

/* Returns the machine of a name, built in or installed, or NULL. */
const struct vmacpigen_machine *find_machine(const char *name);

/*
 * Returns the path of a table of the machine, relative to the machine's file.
 * The caller frees it.
 */
char *machine_table(const struct vmacpigen_machine *, size_t);

#endif /* MACHINES_H */
