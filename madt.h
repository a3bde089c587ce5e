/* See LICENSE for licence details. */

/* The processors of a MADT, whoever made it */

#ifndef MADT_H
#define MADT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "acpi.h"

/* A processor, as type 0 or 9 */
struct vmacpigen_madt_cpu {
	uint32_t	apic_id;
	uint32_t	uid;
	uint32_t	flags;
	uint8_t		type;
	size_t		apic_id_at;	/* where in the table these are */
	size_t		uid_at;
	size_t		flags_at;
};

/* The processor in an entry at an offset in a MADT; false if it has none */
bool vmacpigen_entry_cpu(const struct acpi_entry *, size_t at,
    struct vmacpigen_madt_cpu *);

/*
 * The processor in an entry of a MADT at *at or behind it; *at moves on to
 * what follows it.  False where there is none any more.
 */
bool vmacpigen_next_cpu(const uint8_t *table, size_t length, size_t *at,
    struct vmacpigen_madt_cpu *);

#endif /* MADT_H */
