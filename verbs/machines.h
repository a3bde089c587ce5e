/* See LICENSE for licence details. */

/* The value of -m: machines and their properties, in words. */

#ifndef MACHINES_H
#define MACHINES_H

#include "vmacpigen.h"

/*
 * Makes a config of name,property=value,... or ends the program; the text is
 * written to.  False when it was asked for help, which has been printed.
 */
bool parse_machine(struct vmacpigen_config *, char *);

#endif /* MACHINES_H */
