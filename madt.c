/* See LICENSE for licence details. */

#include "madt.h"

#define CPU(e, type, id, at, size)					\
	((struct vmacpigen_madt_cpu){					\
	    (uint32_t)le_get((e) + offsetof(struct type, id), size),	\
	    (uint32_t)le_get((e) +					\
		offsetof(struct type, acpi_processor_uid), size),	\
	    (uint32_t)le_get((e) + offsetof(struct type, flags), 4),	\
	    (e)[0],							\
	    (at) + offsetof(struct type, id),				\
	    (at) + offsetof(struct type, acpi_processor_uid),		\
	    (at) + offsetof(struct type, flags) })

bool
vmacpigen_entry_cpu(const struct acpi_entry *e, size_t at,
    struct vmacpigen_madt_cpu *cpu)
{
	const uint8_t	*p = (const void *)e;

	if (e->type == ACPI_MADT_LAPIC &&
	    e->length >= sizeof(struct acpi_madt_lapic))
		*cpu = CPU(p, acpi_madt_lapic, apic_id, at, 1);
	else if (e->type == ACPI_MADT_X2APIC &&
	    e->length >= sizeof(struct acpi_madt_x2apic))
		*cpu = CPU(p, acpi_madt_x2apic, x2apic_id, at, 4);
	else
		return (false);
	return (true);
}

bool
vmacpigen_next_cpu(const uint8_t *table, size_t length, size_t *at,
    struct vmacpigen_madt_cpu *cpu)
{
	const struct acpi_entry *e;
	size_t		 start;

	while (start = *at, (e = acpi_entry_at(table, length, start)) != NULL) {
		*at += e->length;
		if (vmacpigen_entry_cpu(e, start, cpu))
			return (true);
	}
	return (false);
}
