/* See LICENSE for licence details. */

/* Tables of the user's, in place of those that are built or besides them */

#include <string.h>

#include "build.h"
#include "madt.h"

/* Forgets where a pointer led to, if the table reaches so far. */
static void
set_pointer(struct vmacpigen_tables *set, size_t offset, size_t size,
    enum vmacpigen_kind kind)
{
	if (vmacpigen_here(set) < offset + size)
		return;
	memset(set->bytes + set->nbytes - vmacpigen_here(set) + offset, 0,
	    size);
	vmacpigen_refer_kind(set, offset, size, kind);
}

/* Processors with the next numbers, until there are as many as wanted */
static void
add_more(struct build *b, uint32_t n, uint32_t apic_id, uint32_t uid)
{
	struct vmacpigen_cpu c = { apic_id, 0 };

	for (; n < b->config->ncpus; n++, c.apic_id++)
		vmacpigen_add_lapic(b, &c, uid++, ACPI_LAPIC_ENABLED);
}

/*
 * A MADT of the user's, with as many processors as the config has: the first
 * that it enables, and behind them more.
 */
static void
add_recounted(struct build *b, const uint8_t *madt, size_t length)
{
	struct vmacpigen_madt_cpu cpu;
	const struct acpi_entry *e;
	const size_t	 start = sizeof(struct acpi_madt);
	size_t		 at, cpu_at = start, last = start;
	uint32_t	 n = 0, apic_id = 0, uid = 0;

	while (vmacpigen_next_cpu(madt, length, &cpu_at, &cpu)) {
		last = cpu_at;
		apic_id = cpu.apic_id >= apic_id ? cpu.apic_id + 1 : apic_id;
		uid = cpu.uid >= uid ? cpu.uid + 1 : uid;
	}
	vmacpigen_add(b->tables, madt, length < start ? length : start);
	for (at = start; at < length; at += e->length) {
		if (at == last)
			add_more(b, n, apic_id, uid);
		if ((e = acpi_entry_at(madt, length, at)) == NULL)
			break;
		cpu_at = at;
		if (!vmacpigen_next_cpu(madt, at + e->length, &cpu_at, &cpu))
			vmacpigen_add(b->tables, madt + at, e->length);
		else if (cpu.flags & ACPI_LAPIC_ENABLED &&
		    n < b->config->ncpus) {
			vmacpigen_add(b->tables, madt + at, e->length);
			n++;
		}
	}
	if (at < length)
		vmacpigen_add(b->tables, madt + at, length - at);
	else if (at == last)
		add_more(b, n, apic_id, uid);
}

/*
 * A table of the user's: bytes as they are, but for the checksum, and for what
 * a FADT has for FACS and DSDT.  SeaBIOS wants them in the 32-bit fields.
 */
void
vmacpigen_add_given(struct build *b, enum vmacpigen_kind kind,
    const struct vmacpigen_given *given)
{
	const struct acpi_fadt *f = (const void *)given->data;
	uint8_t		*table;

	vmacpigen_begin(b->tables, kind);
	if (kind == VMACPIGEN_MADT && b->config->recount)
		add_recounted(b, given->data, given->length);
	else
		vmacpigen_add(b->tables, given->data, given->length);
	if (b->tables->error != NULL)
		return;
	b->tables->tables[b->tables->ntables - 1].given = true;
	if (kind == VMACPIGEN_FADT) {
		set_pointer(
		    b->tables, FIELD(acpi_fadt, firmware_ctrl), VMACPIGEN_FACS);
		set_pointer(b->tables, FIELD(acpi_fadt, dsdt), VMACPIGEN_DSDT);
		if (vmacpigen_here(b->tables) >= ACPI_FADT_V3_LEN &&
		    get64(f->x_firmware_ctrl) != 0)
			set_pointer(b->tables,
			    FIELD(acpi_fadt, x_firmware_ctrl), VMACPIGEN_FACS);
		set_pointer(
		    b->tables, FIELD(acpi_fadt, x_dsdt), VMACPIGEN_DSDT);
	}
	if (kind == VMACPIGEN_FACS) {
		vmacpigen_end(b->tables);
		return;
	}
	table =
	    b->tables->bytes + b->tables->nbytes - vmacpigen_here(b->tables);
	table[offsetof(struct acpi_header, checksum)] = 0;
	vmacpigen_end_header(b->tables);
}
