/* See LICENSE for licence details. */

/* A set's machine, as QEMU's options. */

#ifndef QEMU_H
#define QEMU_H

#include "read/image.h"

/*
 * Prints -machine and -smp, and -m where the tables say what memory there is:
 * a machine without ACPI tables of its own, with the MADT's APIC IDs.
 * Returns the reason why there is no such machine, or NULL.
 */
const char *qemu_print(const struct image *);

#endif /* QEMU_H */
