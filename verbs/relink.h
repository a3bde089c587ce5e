/* See LICENSE for licence details. */

#ifndef RELINK_H
#define RELINK_H

#include "loader.h"

/*
 * Makes a set from the blob etc/acpi/tables of another VMM: the blob as it is,
 * QEMU's script for it, and an RSDP, of revision 0 if the blob has only an
 * RSDT.  The blob is hostile input.  Calls told, unless NULL, for each pointer
 * that it could not link.  Returns NULL, or why the blob is not one of unlinked
 * tables, which the caller frees.  The set is vmacpigen_link()'s.
 */
char *relink(struct vmacpigen_set *, const uint8_t *blob, size_t length,
    void (*told)(const char *line));

#endif /* RELINK_H */
