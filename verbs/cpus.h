/* See LICENSE for licence details. */

/* Replaces the processors of a dump's tables */

#ifndef CPUS_H
#define CPUS_H

#include "import.h"

/*
 * Gives the MADT the processors of a config.  Those that it enables keep their
 * UIDs, which processor objects in AML have, too, and get the config's APIC
 * IDs; more follow, with the next UIDs.  If that changes the MADT, the SRAT,
 * the SLIT and other tables about processors are left out.  Returns false if
 * the tables have no MADT.
 */
bool import_set_cpus(struct import *, const struct vmacpigen_config *);

#endif /* CPUS_H */
