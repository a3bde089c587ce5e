/* See LICENSE for licence details. */

/* The commands of a set's script */

#ifndef LOADER_H
#define LOADER_H

#include "acpi.h"
#include "vmacpigen.h"

_Static_assert(VMACPIGEN_NAME == LOADER_FILESZ, "a name fits a command");
_Static_assert(VMACPIGEN_ZONE_HIGH == LOADER_ZONE_HIGH &&
    VMACPIGEN_ZONE_FSEG == LOADER_ZONE_FSEG, "zones are a command's");

/* The number of whole commands, and one of them. */
size_t vmacpigen_ncommands(const struct vmacpigen_set *);
struct loader_command *vmacpigen_command(const struct vmacpigen_set *, size_t);

/* Does a file have length bytes at offset? */
bool vmacpigen_within(const struct vmacpigen_file *, uint64_t offset,
    uint64_t length);

#endif /* LOADER_H */
