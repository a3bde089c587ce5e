/* See LICENSE for licence details. */

/* Other processors for a dump's tables */

#ifndef CPUS_H
#define CPUS_H

#include "import.h"

/*
 * Gives the MADT the processors of a config: the first that it enables keep
 * their UIDs, which processor objects in AML have, too, and get the config's
 * APIC IDs; more are behind them, with the next UIDs.  If that changes
 * anything, SRAT, SLIT and what else is about other processors is left out.
 * False if there is no MADT.
 */
bool import_set_cpus(struct import *, const struct vmacpigen_config *);

#endif /* CPUS_H */
