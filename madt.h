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
};

#define VMACPIGEN_MADT_CPU(e, type, id, at, size)			\
	((struct vmacpigen_madt_cpu){					\
	    (uint32_t)le_get((e) + offsetof(struct type, id), size),	\
	    (uint32_t)le_get((e) +					\
		offsetof(struct type, acpi_processor_uid), size),	\
	    (uint32_t)le_get((e) + offsetof(struct type, flags), 4),	\
	    (e)[0],							\
	    (at) + offsetof(struct type, id),				\
	    (at) + offsetof(struct type, acpi_processor_uid) })

/* Whether a type of entry can be in the MADT of a machine with local APICs */
static inline bool
vmacpigen_is_pc_entry(uint8_t type)
{
	return (type != ACPI_MADT_LSAPIC && type != ACPI_MADT_GICC &&
	    type != ACPI_MADT_GICD && type != ACPI_MADT_CORE_PIC &&
	    type != ACPI_MADT_RINTC);
}

/* The processor in an entry at an offset in a MADT; false if it has none */
static inline bool
vmacpigen_entry_cpu(const struct acpi_entry *e, size_t at,
    struct vmacpigen_madt_cpu *cpu)
{
	const uint8_t	*p = (const void *)e;

	if (e->type == ACPI_MADT_LAPIC &&
	    e->length >= sizeof(struct acpi_madt_lapic))
		*cpu = VMACPIGEN_MADT_CPU(p, acpi_madt_lapic, apic_id, at, 1);
	else if (e->type == ACPI_MADT_X2APIC &&
	    e->length >= sizeof(struct acpi_madt_x2apic))
		*cpu = VMACPIGEN_MADT_CPU(p, acpi_madt_x2apic, x2apic_id, at,
		    4);
	else
		return (false);
	return (true);
}

/*
 * The processor in an entry of a MADT at *at or behind it; *at moves on to
 * what follows it.  False where there is none any more.
 */
bool vmacpigen_next_cpu(const uint8_t *table, size_t length, size_t *at,
    struct vmacpigen_madt_cpu *);

#endif /* MADT_H */
