/* See LICENSE for licence details. */

#ifndef RELINK_H
#define RELINK_H

#include "loader.h"

/*
 * Makes the set of which somebody else's etc/acpi/tables is a part: that blob
 * as it is, the script that QEMU has for it, and an RSDP, of revision 0 where
 * there is only an RSDT.  The blob is hostile input.  Returns the reason why it
 * is not one of unlinked tables.  The set is vmacpigen_link()'s.
 */
const char *relink(struct vmacpigen_set *, const uint8_t *blob,
    size_t length);

#endif /* RELINK_H */
