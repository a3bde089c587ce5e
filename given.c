/* See LICENSE for licence details. */

/* Tables of the user's, instead of built ones or besides them */

#include <string.h>

#include "build.h"
#include "madt.h"

/* Clears a pointer, if the table is long enough to have it. */
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

/*
 * Adds a table of the user's as it is, except the checksum, and a FADT's
 * pointers to FACS and DSDT: SeaBIOS needs them in the 32-bit fields.
 */
void
vmacpigen_add_given(struct build *b, enum vmacpigen_kind kind,
    const struct vmacpigen_given *given)
{
	const struct acpi_fadt *f = (const void *)given->data;
	uint8_t		*table;

	vmacpigen_begin(b->tables, kind);
	vmacpigen_add(b->tables, given->data, given->length);
	if (b->tables->error != NULL)
		return;
	b->tables->tables[b->tables->ntables - 1].given = true;
	if (kind == VMACPIGEN_FADT) {
		set_pointer(
		    b->tables, FIELD(acpi_fadt, firmware_ctrl), VMACPIGEN_FACS);
		set_pointer(b->tables, FIELD(acpi_fadt, dsdt), VMACPIGEN_DSDT);
		if (given->length >= offsetof(struct acpi_fadt, x_firmware_ctrl)
		    + sizeof(f->x_firmware_ctrl) &&
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
