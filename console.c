/* See LICENSE for licence details. */

/* Tables about one device each: the console's UART, and the TPM */

#include <string.h>

#include "build.h"

static const struct vmacpigen_device *
find_console(const struct vmacpigen_machine *m)
{
	size_t		 i;

	for (i = 0; m->console != 0 && i < m->ndevices; i++) {
		if (m->devices[i].type == VMACPIGEN_UART &&
		    m->devices[i].number == m->console)
			return (&m->devices[i]);
	}
	return (NULL);
}

static void
set_base(struct acpi_gas *gas, const struct vmacpigen_device *d)
{
	vmacpigen_set_gas(gas, &(struct vmacpigen_register){ d->space, 8,
	    ACPI_GAS_BYTE, d->address });
}

void
vmacpigen_build_spcr(struct build *b)
{
	const struct vmacpigen_device *d = find_console(b->machine);
	struct acpi_spcr s = {
		.interface_type = ACPI_SPCR_16550,
		.configured_baud_rate = ACPI_SPCR_115200,
		.stop_bits = 1,
		.terminal_type = ACPI_SPCR_ANSI,
		.pci_device_id = put16(UINT16_MAX),	/* no PCI device */
		.pci_vendor_id = put16(UINT16_MAX),
	};

	if (d == NULL)
		return;
	set_base(&s.base_address, d);
	if (d->irq.there) {
		s.interrupt_type = ACPI_SPCR_IOAPIC;
		s.global_system_interrupt = put32(d->irq.gsi);
		if (d->irq.gsi < 16 && !b->machine->no_pic) {
			s.interrupt_type |= ACPI_SPCR_PIC;
			s.irq = (uint8_t)d->irq.gsi;
		}
	}
	vmacpigen_begin_kind(b, VMACPIGEN_SPCR, 2);
	vmacpigen_add_body(b->tables, &s, sizeof(s));
	vmacpigen_end_header(b->tables);
}

void
vmacpigen_build_dbg2(struct build *b)
{
	const struct vmacpigen_device *d = find_console(b->machine);
	char		 path[] = "\\_SB.COM1";
	struct acpi_dbg2 t = {
		.offset = put32(sizeof(t)),
		.count = put32(1),
	};
	struct acpi_gas	 base;
	const le32	 size = put32(8);
	const size_t	 end = sizeof(struct acpi_dbg2_device);
	struct acpi_dbg2_device i = {
		.length = put16(end + sizeof(base) + sizeof(size) +
		    sizeof(path)),
		.number_of_registers = 1,
		.namespace_length = put16(sizeof(path)),
		.namespace_offset = put16(end + sizeof(base) + sizeof(size)),
		.port_type = put16(ACPI_DBG2_SERIAL),
		.port_subtype = put16(ACPI_DBG2_16550),
		.base_address_offset = put16(end),
		.address_size_offset = put16(end + sizeof(base)),
	};

	if (d == NULL)
		return;
	set_base(&base, d);
	path[sizeof(path) - 2] = (char)('0' + d->number);
	vmacpigen_begin_kind(b, VMACPIGEN_DBG2, 0);
	vmacpigen_add_body(b->tables, &t, sizeof(t));
	vmacpigen_add(b->tables, &i, sizeof(i));
	vmacpigen_add(b->tables, &base, sizeof(base));
	vmacpigen_add(b->tables, &size, sizeof(size));
	vmacpigen_add(b->tables, path, sizeof(path));
	vmacpigen_end_header(b->tables);
}

#define CRB_CONTROL	0x40	/* TCG PC Client PTP 1.05, 6.5.3.2 */

void
vmacpigen_build_tpm2(struct build *b)
{
	const struct vmacpigen_machine *m = b->machine;
	struct acpi_tpm2 t = {
		.start_method = put32(m->tpm == VMACPIGEN_CRB ? ACPI_TPM2_CRB :
		    ACPI_TPM2_TIS),
		.control_area = put64(m->tpm == VMACPIGEN_CRB ?
		    m->tpm_address + CRB_CONTROL : 0),
	};

	if (m->tpm == VMACPIGEN_NO_TPM)
		return;
	vmacpigen_begin_kind(b, VMACPIGEN_TPM2, 4);
	vmacpigen_add_body(b->tables, &t, sizeof(t));
	vmacpigen_end_header(b->tables);
}
