/* See LICENSE for licence details. */

#ifndef RELINK_H
#define RELINK_H

#include "loader.h"

/*
 * Makes the set of which somebody else's etc/acpi/tables is a part: that blob
 * as it is, the script that QEMU has for it, and an RSDP, of revision 0 where
 * there is only an RSDT.  The blob is hostile input.  What it could not link
 * is told, a line each, unless told is NULL.  Returns NULL, or the reason why
 * it is not one of unlinked tables, which the caller frees.  The set is
 * vmacpigen_link()'s.
 */
char *relink(struct vmacpigen_set *, const uint8_t *blob, size_t length,
    void (*told)(const char *line));

#endif /* RELINK_H */
