/* See LICENSE for licence details. */

#include <string.h>

#include "acpi_resource.h"
#include "resources.h"

#define NO_ROOM		"it is shorter than its fields"

/* Flags: bit numbers of 6.4 */
#define BIT(v, n)	(((v) >> (n) & 1) != 0)

/* Text at an offset from the descriptor's start: up to a NUL or the end */
static void
read_text(struct resource *r, struct resource_text *text, size_t offset)
{
	const uint8_t	*end;

	if (offset == 0 || offset == r->length)
		return;
	if (offset > r->length) {
		r->fault = "a part of it is behind its end";
		return;
	}
	text->bytes = (const char *)r->bytes + offset;
	end = memchr(text->bytes, '\0', r->length - offset);
	text->length = end == NULL ? r->length - offset :
	    (size_t)(end - (const uint8_t *)text->bytes);
	if (end == NULL)
		r->fault = "a name in it has no end";
}

/* A source's index and its name, both of which may be left out */
static void
read_source(struct resource *r, size_t offset)
{
	if (offset >= r->length)
		return;
	r->indexed = true;
	r->source_index = r->bytes[offset];
	read_text(r, &r->source, offset + 1);
}

static void
read_vendor(struct resource *r, size_t offset, size_t length)
{
	if (length == 0)
		return;
	if (offset > r->length || length > r->length - offset) {
		r->fault = "its vendor data are behind its end";
		return;
	}
	r->vendor = r->bytes + offset;
	r->vendor_length = length;
}

/* Pins, from an offset up to where the next part is */
static void
read_pins(struct resource *r, size_t offset, size_t end)
{
	if (end == 0)
		end = r->length;
	if (offset > end || end > r->length) {
		r->fault = "its pins are behind its end";
		return;
	}
	r->numbers = r->bytes + offset;
	r->number_size = sizeof(le16);
	r->nnumbers = (end - offset) / sizeof(le16);
}

static void
read_irq(struct resource *r)
{
	const struct acpi_resource_irq *d = (const void *)r->bytes;
	uint8_t		 flags = 0x01;	/* 6.4.2.1: edge, active high */
	unsigned int	 i;

	r->mask = get16(d->mask);
	for (i = 0; i < 16; i++)
		r->nnumbers += BIT(r->mask, i);
	if (r->length >= sizeof(*d))
		flags = d->information;
	r->level = !BIT(flags, 0);
	r->low = BIT(flags, 3);
	r->shared = BIT(flags, 4);
	r->wake = BIT(flags, 5);
}

static void
read_dma(struct resource *r)
{
	const struct acpi_resource_dma *d = (const void *)r->bytes;
	unsigned int	 i;

	r->mask = d->mask;
	for (i = 0; i < 8; i++)
		r->nnumbers += BIT(r->mask, i);
	r->dma_size = d->information & 0x3;
	r->bus_master = BIT(d->information, 2);
	r->dma_speed = d->information >> 5 & 0x3;
}

static void
read_start(struct resource *r)
{
	const struct acpi_resource_start_dependent *d = (const void *)r->bytes;

	r->compatibility = r->performance = 1;
	if (r->length < sizeof(*d))
		return;
	r->compatibility = d->priority & 0x3;
	r->performance = d->priority >> 2 & 0x3;
}

static void
read_io(struct resource *r)
{
	const struct acpi_resource_io *d = (const void *)r->bytes;

	r->space = RESOURCE_PORTS;
	r->decode16 = BIT(d->information, 0);
	r->minimum = get16(d->minimum);
	r->maximum = get16(d->maximum);
	r->alignment = d->alignment;
	r->size = d->length;
}

static void
read_fixed_io(struct resource *r)
{
	const struct acpi_resource_fixed_io *d = (const void *)r->bytes;

	r->space = RESOURCE_PORTS;
	r->minimum = r->maximum = get16(d->base);
	r->alignment = 1;
	r->size = d->length;
}

static void
read_fixed_dma(struct resource *r)
{
	const struct acpi_resource_fixed_dma *d = (const void *)r->bytes;

	r->dma_line = get16(d->request_line);
	r->dma_channel = get16(d->channel);
	r->dma_size = d->width;
}

static void
read_vendor_small(struct resource *r)
{
	read_vendor(r, 1, r->length - 1);
}

static void
read_vendor_large(struct resource *r)
{
	read_vendor(r, sizeof(struct acpi_resource_large),
	    r->length - sizeof(struct acpi_resource_large));
}

static void
read_memory24(struct resource *r)
{
	const struct acpi_resource_memory24 *d = (const void *)r->bytes;

	r->writable = BIT(d->information, 0);
	r->minimum = (uint64_t)get16(d->minimum) << 8;
	r->maximum = (uint64_t)get16(d->maximum) << 8;
	r->alignment = get16(d->alignment);
	r->size = (uint64_t)get16(d->size) << 8;
}

static void
read_range32(struct resource *r)
{
	const struct acpi_resource_range32 *d = (const void *)r->bytes;

	r->writable = BIT(d->information, 0);
	r->minimum = get32(d->minimum);
	r->maximum = get32(d->maximum);
	r->alignment = get32(d->alignment);
	r->size = get32(d->size);
}

static void
read_memory32(struct resource *r)
{
	const struct acpi_resource_memory32 *d = (const void *)r->bytes;

	r->writable = BIT(d->information, ACPI_RESOURCE_WRITABLE - 1);
	r->minimum = r->maximum = get32(d->base);
	r->size = get32(d->size);
}

/* What all address spaces have */
static void
read_address(struct resource *r)
{
	const struct acpi_resource_address *d = (const void *)r->bytes;
	uint8_t		 flags = d->type_specific_flags;

	r->type = d->resource_type;
	r->space = r->type <= ACPI_ADDRESS_BUS ?
	    (enum resource_space)r->type : RESOURCE_OTHER;
	r->general = d->general_flags;
	r->specific = flags;
	r->consumer = BIT(r->general, 0);
	r->subtractive = BIT(r->general, 1);
	r->minimum_fixed = BIT(r->general, 2);
	r->maximum_fixed = BIT(r->general, 3);
	if (r->space == RESOURCE_MEMORY) {
		r->writable = BIT(flags, 0);
		r->caching = flags >> 1 & 0x3;
		r->memory_type = flags >> 3 & 0x3;
		r->translates = BIT(flags, 5);
	} else if (r->space == RESOURCE_PORTS) {
		r->ranges = flags & 0x3;
		r->translates = BIT(flags, 4);
		r->sparse = BIT(flags, 5);
	}
}

static void
read_word(struct resource *r)
{
	const struct acpi_resource_word *d = (const void *)r->bytes;

	read_address(r);
	r->granularity = get16(d->granularity);
	r->minimum = get16(d->minimum);
	r->maximum = get16(d->maximum);
	r->translation = get16(d->translation);
	r->size = get16(d->size);
	read_source(r, sizeof(*d));
}

static void
read_dword(struct resource *r)
{
	const struct acpi_resource_dword *d = (const void *)r->bytes;

	read_address(r);
	r->granularity = get32(d->granularity);
	r->minimum = get32(d->minimum);
	r->maximum = get32(d->maximum);
	r->translation = get32(d->translation);
	r->size = get32(d->size);
	read_source(r, sizeof(*d));
}

static void
read_qword(struct resource *r)
{
	const struct acpi_resource_qword *d = (const void *)r->bytes;

	read_address(r);
	r->granularity = get64(d->granularity);
	r->minimum = get64(d->minimum);
	r->maximum = get64(d->maximum);
	r->translation = get64(d->translation);
	r->size = get64(d->size);
	read_source(r, sizeof(*d));
}

static void
read_extended(struct resource *r)
{
	const struct acpi_resource_extended *d = (const void *)r->bytes;

	read_address(r);
	r->revision = d->revision;
	r->granularity = get64(d->granularity);
	r->minimum = get64(d->minimum);
	r->maximum = get64(d->maximum);
	r->translation = get64(d->translation);
	r->size = get64(d->size);
	r->attributes = get64(d->attributes);
}

static void
read_interrupt(struct resource *r)
{
	const struct acpi_resource_interrupt *d = (const void *)r->bytes;
	size_t		 room = r->length - sizeof(*d);

	r->general = d->flags;
	r->consumer = BIT(d->flags, 0);
	r->level = !BIT(d->flags, 1);
	r->low = BIT(d->flags, 2);
	r->shared = BIT(d->flags, 3);
	r->wake = BIT(d->flags, 4);
	r->numbers = r->bytes + sizeof(*d);
	r->number_size = sizeof(le32);
	r->nnumbers = d->count;
	if (r->nnumbers > room / sizeof(le32)) {
		r->nnumbers = room / sizeof(le32);
		r->fault = NO_ROOM;
	}
	read_source(r, sizeof(*d) + r->nnumbers * sizeof(le32));
}

static void
read_register(struct resource *r)
{
	const struct acpi_resource_register *d = (const void *)r->bytes;

	r->register_space = d->address.address_space_id;
	r->register_width = d->address.register_bit_width;
	r->register_offset = d->address.register_bit_offset;
	r->register_access = d->address.access_size;
	r->register_address = get64(d->address.address);
}

static void
read_gpio(struct resource *r)
{
	const struct acpi_resource_gpio *d = (const void *)r->bytes;

	r->revision = d->revision;
	r->interrupt = d->connection_type == 0;
	r->type = d->connection_type;
	r->flags = get16(d->general_flags);
	r->type_flags = get16(d->connection_flags);
	r->consumer = BIT(r->flags, 0);
	r->shared = BIT(r->type_flags, 3);
	r->wake = BIT(r->type_flags, 4);
	if (r->interrupt) {
		r->level = !BIT(r->type_flags, 0);
		r->low = (r->type_flags >> 1 & 0x3) == 1;
		r->both = (r->type_flags >> 1 & 0x3) == 2;
	}
	r->pull = d->pin_configuration;
	r->drive = get16(d->drive_strength);
	r->debounce = get16(d->debounce_timeout);
	r->source_index = d->source_index;
	read_pins(r, get16(d->pin_table_offset), get16(d->source_offset));
	read_text(r, &r->source, get16(d->source_offset));
	read_vendor(r, get16(d->vendor_offset), get16(d->vendor_length));
}

static void
read_pin_function(struct resource *r)
{
	const struct acpi_resource_pin_function *d = (const void *)r->bytes;

	r->revision = d->revision;
	r->flags = get16(d->flags);
	r->shared = BIT(r->flags, 0);
	r->consumer = true;	/* 6.4.3.9 has no flag for it */
	r->pull = d->pin_configuration;
	r->function = get16(d->function);
	r->source_index = d->source_index;
	read_pins(r, get16(d->pin_table_offset), get16(d->source_offset));
	read_text(r, &r->source, get16(d->source_offset));
	read_vendor(r, get16(d->vendor_offset), get16(d->vendor_length));
}

static void
read_i2c(struct resource *r)
{
	const struct acpi_resource_i2c *d = (const void *)r->bytes;

	r->speed = get32(d->speed);
	r->address = get16(d->address);
}

static void
read_spi(struct resource *r)
{
	const struct acpi_resource_spi *d = (const void *)r->bytes;

	r->speed = get32(d->speed);
	r->bits = d->bits;
	r->phase = d->phase;
	r->polarity = d->polarity;
	r->address = get16(d->device);
}

static void
read_uart(struct resource *r)
{
	const struct acpi_resource_uart *d = (const void *)r->bytes;

	r->speed = get32(d->baud);
	r->rx_fifo = get16(d->rx_fifo);
	r->tx_fifo = get16(d->tx_fifo);
	r->parity = d->parity;
	r->lines = d->lines;
}

static void
read_serial(struct resource *r)
{
	static const struct {
		enum resource_kind kind;
		size_t		 size;
		void		(*read)(struct resource *);
	} buses[] = {
		[ACPI_SERIAL_I2C] = { RESOURCE_I2C,
		    sizeof(struct acpi_resource_i2c), read_i2c },
		[ACPI_SERIAL_SPI] = { RESOURCE_SPI,
		    sizeof(struct acpi_resource_spi), read_spi },
		[ACPI_SERIAL_UART] = { RESOURCE_UART,
		    sizeof(struct acpi_resource_uart), read_uart },
		[ACPI_SERIAL_CSI2] = { RESOURCE_CSI2,
		    sizeof(struct acpi_resource_serial), NULL },
	};
	const struct acpi_resource_serial *d = (const void *)r->bytes;
	size_t		 size = sizeof(*d), end;

	r->revision = d->revision;
	r->source_index = d->source_index;
	r->bus = d->bus_type;
	r->flags = d->general_flags;
	r->type_flags = get16(d->type_flags);
	r->consumer = BIT(r->flags, 1);
	r->shared = BIT(r->flags, 2);
	end = size + get16(d->type_length);
	if (r->bus > 0 && r->bus < sizeof(buses) / sizeof(buses[0])) {
		r->kind = buses[r->bus].kind;
		size = buses[r->bus].size;
	}
	if (size > r->length || end < size || end > r->length) {
		r->fault = NO_ROOM;
		return;
	}
	if (r->kind != RESOURCE_SERIAL && buses[r->bus].read != NULL)
		buses[r->bus].read(r);
	read_vendor(r, size, end - size);
	read_text(r, &r->source, end);
}

static void
read_pin_config(struct resource *r)
{
	const struct acpi_resource_pin_config *d = (const void *)r->bytes;

	r->revision = d->revision;
	r->flags = get16(d->flags);
	r->shared = BIT(r->flags, 0);
	r->consumer = BIT(r->flags, 1);
	r->function = d->type;
	r->value = get32(d->value);
	r->source_index = d->source_index;
	read_pins(r, get16(d->pin_table_offset), get16(d->source_offset));
	read_text(r, &r->source, get16(d->source_offset));
	read_vendor(r, get16(d->vendor_offset), get16(d->vendor_length));
}

static void
read_pin_group(struct resource *r)
{
	const struct acpi_resource_pin_group *d = (const void *)r->bytes;

	r->revision = d->revision;
	r->flags = get16(d->flags);
	r->consumer = BIT(r->flags, 0);
	read_pins(r, get16(d->pin_table_offset), get16(d->label_offset));
	read_text(r, &r->label, get16(d->label_offset));
	read_vendor(r, get16(d->vendor_offset), get16(d->vendor_length));
}

static void
read_group_function(struct resource *r)
{
	const struct acpi_resource_pin_group_function *d =
	    (const void *)r->bytes;

	r->revision = d->revision;
	r->flags = get16(d->flags);
	r->shared = BIT(r->flags, 0);
	r->consumer = BIT(r->flags, 1);
	r->function = get16(d->function);
	r->source_index = d->source_index;
	read_text(r, &r->source, get16(d->source_offset));
	read_text(r, &r->label, get16(d->label_offset));
	read_vendor(r, get16(d->vendor_offset), get16(d->vendor_length));
}

static void
read_group_config(struct resource *r)
{
	const struct acpi_resource_pin_group_config *d =
	    (const void *)r->bytes;

	r->revision = d->revision;
	r->flags = get16(d->flags);
	r->shared = BIT(r->flags, 0);
	r->consumer = BIT(r->flags, 1);
	r->function = d->type;
	r->value = get32(d->value);
	r->source_index = d->source_index;
	read_text(r, &r->source, get16(d->source_offset));
	read_text(r, &r->label, get16(d->label_offset));
	read_vendor(r, get16(d->vendor_offset), get16(d->vendor_length));
}

static void
read_clock(struct resource *r)
{
	const struct acpi_resource_clock *d = (const void *)r->bytes;

	r->revision = d->revision;
	r->flags = get16(d->flags);
	r->divisor = get16(d->divisor);
	r->numerator = get32(d->numerator);
	read_source(r, sizeof(*d));
}

static void
read_nothing(struct resource *r)
{
	(void)r;
}

/* By the type in a tag, 6.4.2 and 6.4.3; size is the least of a descriptor. */
static const struct row {
	void		(*read)(struct resource *);
	enum resource_kind kind;
	size_t		 size;
} smalls[16] = {
	[0x04] = { read_irq, RESOURCE_IRQ,
	    sizeof(struct acpi_resource_irq) - 1 },
	[0x05] = { read_dma, RESOURCE_DMA, sizeof(struct acpi_resource_dma) },
	[0x06] = { read_start, RESOURCE_START_DEPENDENT,
	    sizeof(struct acpi_resource_start_dependent) - 1 },
	[0x07] = { read_nothing, RESOURCE_END_DEPENDENT, 1 },
	[0x08] = { read_io, RESOURCE_IO, sizeof(struct acpi_resource_io) },
	[0x09] = { read_fixed_io, RESOURCE_FIXED_IO,
	    sizeof(struct acpi_resource_fixed_io) },
	[0x0a] = { read_fixed_dma, RESOURCE_FIXED_DMA,
	    sizeof(struct acpi_resource_fixed_dma) },
	[0x0e] = { read_vendor_small, RESOURCE_VENDOR_SMALL, 1 },
	[0x0f] = { read_nothing, RESOURCE_END, 2 },
}, larges[] = {
	[0x01] = { read_memory24, RESOURCE_MEMORY24,
	    sizeof(struct acpi_resource_memory24) },
	[0x02] = { read_register, RESOURCE_REGISTER,
	    sizeof(struct acpi_resource_register) },
	[0x04] = { read_vendor_large, RESOURCE_VENDOR_LARGE,
	    sizeof(struct acpi_resource_large) },
	[0x05] = { read_range32, RESOURCE_MEMORY32,
	    sizeof(struct acpi_resource_range32) },
	[0x06] = { read_memory32, RESOURCE_FIXED_MEMORY32,
	    sizeof(struct acpi_resource_memory32) },
	[0x07] = { read_dword, RESOURCE_DWORD,
	    sizeof(struct acpi_resource_dword) },
	[0x08] = { read_word, RESOURCE_WORD,
	    sizeof(struct acpi_resource_word) },
	[0x09] = { read_interrupt, RESOURCE_INTERRUPT,
	    sizeof(struct acpi_resource_interrupt) },
	[0x0a] = { read_qword, RESOURCE_QWORD,
	    sizeof(struct acpi_resource_qword) },
	[0x0b] = { read_extended, RESOURCE_EXTENDED,
	    sizeof(struct acpi_resource_extended) },
	[0x0c] = { read_gpio, RESOURCE_GPIO,
	    sizeof(struct acpi_resource_gpio) },
	[0x0d] = { read_pin_function, RESOURCE_PIN_FUNCTION,
	    sizeof(struct acpi_resource_pin_function) },
	[0x0e] = { read_serial, RESOURCE_SERIAL,
	    sizeof(struct acpi_resource_serial) },
	[0x0f] = { read_pin_config, RESOURCE_PIN_CONFIG,
	    sizeof(struct acpi_resource_pin_config) },
	[0x10] = { read_pin_group, RESOURCE_PIN_GROUP,
	    sizeof(struct acpi_resource_pin_group) },
	[0x11] = { read_group_function, RESOURCE_PIN_GROUP_FUNCTION,
	    sizeof(struct acpi_resource_pin_group_function) },
	[0x12] = { read_group_config, RESOURCE_PIN_GROUP_CONFIG,
	    sizeof(struct acpi_resource_pin_group_config) },
	[0x13] = { read_clock, RESOURCE_CLOCK_INPUT,
	    sizeof(struct acpi_resource_clock) },
};

static const struct row *
row_of(uint8_t tag)
{
	size_t		 type = tag & 0x7f;

	if (!(tag & 0x80))
		return (&smalls[tag >> 3]);
	return (type < sizeof(larges) / sizeof(larges[0]) ? &larges[type] :
	    &larges[0]);
}

/* The length of a descriptor as its tag says; 0 if it cannot be read. */
static size_t
length_of(const uint8_t *p, size_t room)
{
	const struct acpi_resource_large *large = (const void *)p;

	if (!(p[0] & 0x80))
		return (1 + (p[0] & 0x7U));
	return (room < sizeof(*large) ? 0 :
	    sizeof(*large) + get16(large->length));
}

bool
resource_next(const uint8_t *template, size_t length, size_t *offset,
    struct resource *r)
{
	const struct row *row;
	size_t		 room = length - *offset;

	memset(r, 0, sizeof(*r));
	if (*offset >= length)
		return (false);
	r->offset = *offset;
	r->bytes = template + *offset;
	row = row_of(r->bytes[0]);
	r->kind = row->read == NULL ? RESOURCE_RESERVED : row->kind;
	r->length = length_of(r->bytes, room);
	if (r->length == 0 || r->length > room) {
		r->length = room;
		r->fault = "the template ends within it";
	} else if (r->length < row->size)
		r->fault = NO_ROOM;
	else if (row->read != NULL)
		row->read(r);
	/* 6.4.2.9: nothing is behind an end tag. */
	*offset = r->kind == RESOURCE_END ? length : *offset + r->length;
	return (true);
}

bool
resource_is_template(const uint8_t *template, size_t length)
{
	struct resource	 r = { .kind = RESOURCE_RESERVED };
	size_t		 offset = 0;

	while (resource_next(template, length, &offset, &r)) {
		if (r.fault != NULL || r.kind == RESOURCE_RESERVED)
			return (false);
		if (r.kind == RESOURCE_END)
			return (r.offset + r.length == length);
	}
	return (false);
}

uint32_t
resource_number(const struct resource *r, size_t i)
{
	uint32_t	 bit;

	if (r->numbers != NULL)
		return ((uint32_t)le_get(r->numbers + i * r->number_size,
		    r->number_size));
	for (bit = 0; bit < 16; bit++) {
		if (BIT(r->mask, bit) && i-- == 0)
			break;
	}
	return (bit);
}
