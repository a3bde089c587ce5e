/* See LICENSE for licence details. */

/* The descriptors of a resource template (ACPI 6.5, 6.4) */

#include "acpi_resource.h"
#include "aml.h"

static void
add_address(struct aml *r, uint8_t type, uint8_t general, uint8_t specific,
    uint64_t base, uint64_t limit)
{
	struct acpi_resource_address a = {
		.resource_type = type,
		.general_flags = ACPI_ADDRESS_FIXED | general,
		.type_specific_flags = specific,
	};
	struct acpi_resource_word w = {
		.minimum = put16(base),
		.maximum = put16(limit),
		.size = put16(limit - base + 1),
	};
	struct acpi_resource_dword d = {
		.minimum = put32(base),
		.maximum = put32(limit),
		.size = put32(limit - base + 1),
	};
	struct acpi_resource_qword q = {
		.minimum = put64(base),
		.maximum = put64(limit),
		.size = put64(limit - base + 1),
	};
	size_t		 size;

	/* The length must fit, too. */
	size = type != ACPI_ADDRESS_MEMORY && limit - base < UINT16_MAX ?
	    sizeof(w) : limit <= UINT32_MAX && limit - base < UINT32_MAX ?
	    sizeof(d) : sizeof(q);
	a.tag = size == sizeof(w) ? ACPI_RESOURCE_WORD : size == sizeof(d) ?
	    ACPI_RESOURCE_DWORD : ACPI_RESOURCE_QWORD;
	a.length = put16(size - offsetof(struct acpi_resource_address,
	    resource_type));
	w.address = d.address = q.address = a;
	vmacpigen_aml_bytes(r,
	    size == sizeof(w)       ? (void *)&w
		: size == sizeof(d) ? (void *)&d
				    : (void *)&q,
	    size);
}

void
vmacpigen_aml_address(struct aml *r, uint8_t type, uint8_t flags, uint64_t base,
    uint64_t limit)
{
	add_address(r, type, 0, flags, base, limit);
}

void
vmacpigen_aml_port(struct aml *r, uint16_t port, uint32_t length)
{
	struct acpi_resource_io io = {
		.tag = ACPI_RESOURCE_IO,
		.information = ACPI_RESOURCE_DECODE16,
		.minimum = put16(port),
		.maximum = put16(port),
		.alignment = 1,
		.length = (uint8_t)length,
	};

	if (length > UINT8_MAX)
		add_address(r, ACPI_ADDRESS_IO, ACPI_ADDRESS_CONSUMER,
		    ACPI_ADDRESS_ENTIRE, port, port + length - 1);
	else
		vmacpigen_aml_bytes(r, &io, sizeof(io));
}

void
vmacpigen_aml_memory(struct aml *r, uint8_t information, uint64_t base,
    uint64_t size)
{
	struct acpi_resource_memory32 m = {
		.tag = ACPI_RESOURCE_MEMORY32,
		.length = put16(sizeof(m) - 3),
		.information = information,
		.base = put32(base),
		.size = put32(size),
	};

	vmacpigen_aml_bytes(r, &m, sizeof(m));
}

void
vmacpigen_aml_irq(struct aml *r, const struct vmacpigen_irq *irq, bool level)
{
	const le32	 gsi = put32(irq->gsi);
	struct acpi_resource_interrupt i = {
		.large = { ACPI_RESOURCE_INTERRUPT,
		    put16(sizeof(i) - sizeof(i.large) + sizeof(gsi)) },
		.flags = ACPI_INTERRUPT_CONSUMER,
		.count = 1,
	};
	const uint8_t	 isa[3] = { ACPI_RESOURCE_IRQ,
	    (uint8_t)(1U << irq->gsi % 16), (uint8_t)(1U << irq->gsi % 16 >> 8)
	};

	if (irq->trigger != 0)
		level = irq->trigger == 2;
	/* An ISA interrupt is an edge that rises, and of one device. */
	if (irq->gsi < 16 && !level && irq->polarity != 2 && !irq->shared) {
		vmacpigen_aml_bytes(r, isa, sizeof(isa));
		return;
	}
	i.flags |= (uint8_t)((level ? 0 : ACPI_INTERRUPT_EDGE) |
	    (irq->polarity == 2 ? ACPI_INTERRUPT_LOW : 0) |
	    (irq->shared ? ACPI_INTERRUPT_SHARED : 0));
	vmacpigen_aml_bytes(r, &i, sizeof(i));
	vmacpigen_aml_bytes(r, &gsi, sizeof(gsi));
}
