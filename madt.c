/* See LICENSE for licence details. */

#include "madt.h"

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
