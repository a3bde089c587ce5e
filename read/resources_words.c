/* See LICENSE for licence details. */

/* Resources in words: one line each. */

#include <string.h>

#include "acpi_resource.h"
#include "namespace.h"
#include "resources.h"

static const char *const names[RESOURCE_KINDS] = {
	[RESOURCE_IRQ] = "IRQ",
	[RESOURCE_DMA] = "DMA",
	[RESOURCE_START_DEPENDENT] = "StartDependentFn",
	[RESOURCE_END_DEPENDENT] = "EndDependentFn",
	[RESOURCE_IO] = "IO",
	[RESOURCE_FIXED_IO] = "FixedIO",
	[RESOURCE_FIXED_DMA] = "FixedDMA",
	[RESOURCE_VENDOR_SMALL] = "VendorShort",
	[RESOURCE_END] = "EndTag",
	[RESOURCE_MEMORY24] = "Memory24",
	[RESOURCE_REGISTER] = "Register",
	[RESOURCE_VENDOR_LARGE] = "VendorLong",
	[RESOURCE_MEMORY32] = "Memory32",
	[RESOURCE_FIXED_MEMORY32] = "Memory32Fixed",
	[RESOURCE_INTERRUPT] = "Interrupt",
	[RESOURCE_PIN_FUNCTION] = "PinFunction",
	[RESOURCE_I2C] = "I2cSerialBusV2",
	[RESOURCE_SPI] = "SpiSerialBusV2",
	[RESOURCE_UART] = "UartSerialBusV2",
	[RESOURCE_CSI2] = "Csi2Bus",
	[RESOURCE_SERIAL] = "SerialBus",
	[RESOURCE_PIN_CONFIG] = "PinConfig",
	[RESOURCE_PIN_GROUP] = "PinGroup",
	[RESOURCE_PIN_GROUP_FUNCTION] = "PinGroupFunction",
	[RESOURCE_PIN_GROUP_CONFIG] = "PinGroupConfig",
	[RESOURCE_CLOCK_INPUT] = "ClockInput",
	[RESOURCE_RESERVED] = "Reserved",
};

/* By kind of address space and what is in it */
static const char *const address_names[][RESOURCE_OTHER + 1] = {
	{ "WordMemory", "WordIO", "WordBusNumber", "WordSpace" },
	{ "DWordMemory", "DWordIO", "DWordBusNumber", "DWordSpace" },
	{ "QWordMemory", "QWordIO", "QWordBusNumber", "QWordSpace" },
	{ "ExtendedMemory", "ExtendedIO", "ExtendedBusNumber",
	    "ExtendedSpace" },
};

const char *
resource_name(const struct resource *r)
{
	switch (r->kind) {
	case RESOURCE_WORD:
		return (address_names[0][r->space]);
	case RESOURCE_DWORD:
		return (address_names[1][r->space]);
	case RESOURCE_QWORD:
		return (address_names[2][r->space]);
	case RESOURCE_EXTENDED:
		return (address_names[3][r->space]);
	case RESOURCE_IRQ:
		return (r->length < sizeof(struct acpi_resource_irq) ?
		    "IRQNoFlags" : names[r->kind]);
	case RESOURCE_START_DEPENDENT:
		return (r->length <
		    sizeof(struct acpi_resource_start_dependent) ?
		    "StartDependentFnNoPri" : names[r->kind]);
	case RESOURCE_GPIO:
		return (r->interrupt ? "GpioInt" : "GpioIo");
	default:
		return (names[r->kind]);
	}
}

static void
print_text(struct sink *out, const char *what, const struct resource_text *text)
{
	if (text->bytes == NULL)
		return;
	sink_printf(out, "%s", what);
	ns_print_text(out, (const uint8_t *)text->bytes, text->length);
}

static void
print_source(struct sink *out, const struct resource *r)
{
	print_text(out, " of ", &r->source);
	if (r->source_index != 0)
		sink_printf(out, " index %u", r->source_index);
	print_text(out, " group ", &r->label);
}

static void
print_produced(struct sink *out, const struct resource *r)
{
	sink_printf(out, "%s", r->consumer ? "" : " produced");
}

static void
print_numbers(struct sink *out, const struct resource *r)
{
	size_t		 i;

	for (i = 0; i < r->nnumbers; i++)
		sink_printf(out, "%s%lu", i > 0 ? ", " : " ",
		    (unsigned long)resource_number(r, i));
	if (r->nnumbers == 0)
		sink_printf(out, " none");
}

static void
print_trigger(struct sink *out, const struct resource *r)
{
	sink_printf(out, " %s %s%s%s", r->level ? "level" : "edge",
	    r->both ? "both" : r->low ? "low" : "high",
	    r->shared ? " shared" : "", r->wake ? " wake" : "");
}

static void
print_range(struct sink *out, uint64_t first, uint64_t last)
{
	sink_printf(out, " 0x%llx-0x%llx", (unsigned long long)first,
	    (unsigned long long)last);
}

static void
print_if(struct sink *out, const char *what, uint64_t v)
{
	if (v != 0)
		sink_printf(out, " %s 0x%llx", what, (unsigned long long)v);
}

/* Where it starts is fixed, or it can start in some places. */
static void
print_start(struct sink *out, const struct resource *r)
{
	if (r->minimum == r->maximum && r->size > 0) {
		print_range(out, r->minimum, r->minimum + r->size - 1);
		if (r->alignment != 1 && r->kind != RESOURCE_FIXED_MEMORY32)
			sink_printf(out, " alignment 0x%llx",
			    (unsigned long long)r->alignment);
		return;
	}
	sink_printf(out, " 0x%llx bytes from", (unsigned long long)r->size);
	print_range(out, r->minimum, r->maximum);
	sink_printf(out, " alignment 0x%llx", (unsigned long long)r->alignment);
}

static void
print_memory_flags(struct sink *out, const struct resource *r)
{
	static const char *const caching[] = { " non-cacheable", " cacheable",
	    " write-combining", " prefetchable" };
	static const char *const types[] = { "", " reserved", " ACPI data",
	    " NVS" };

	sink_printf(out, "%s%s%s%s", r->writable ? " read-write" : " read-only",
	    caching[r->caching], types[r->memory_type],
	    r->translates ? " to I/O" : "");
}

static void
print_port_flags(struct sink *out, const struct resource *r)
{
	static const char *const ranges[] = { " no ranges", " non-ISA only",
	    " ISA only", "" };

	sink_printf(out, "%s%s%s", ranges[r->ranges], r->translates ?
	    " to memory" : "", r->sparse ? " sparse" : "");
}

static void
print_space(struct sink *out, const struct resource *r)
{
	static const char *const spaces[] = { "memory", "I/O", "buses" };

	if (r->space == RESOURCE_OTHER)
		sink_printf(out, "space 0x%02x", r->type);
	else
		sink_printf(out, "%s", spaces[r->space]);
	if (r->space == RESOURCE_BUSES)
		sink_printf(out, " %llu-%llu", (unsigned long long)r->minimum,
		    (unsigned long long)r->maximum);
	else
		print_range(out, r->minimum, r->maximum);
	if (r->size != r->maximum - r->minimum + 1)
		sink_printf(out, " length 0x%llx", (unsigned long long)r->size);
	if (r->space == RESOURCE_MEMORY)
		print_memory_flags(out, r);
	else if (r->space == RESOURCE_PORTS)
		print_port_flags(out, r);
	else
		print_if(out, "flags", r->specific);
	sink_printf(out, "%s%s%s%s",
	    r->minimum_fixed ? "" : " minimum not fixed",
	    r->maximum_fixed ? "" : " maximum not fixed",
	    r->subtractive ? " subtractive" : "",
	    r->consumer ? " consumed" : "");
	print_if(out, "granularity", r->granularity);
	print_if(out, "translation", r->translation);
	print_if(out, "attributes", r->attributes);
	print_source(out, r);
}

static void
print_gpio(struct sink *out, const struct resource *r)
{
	static const char *const restrictions[] = { "", " input", " output",
	    " preserve" };
	static const char *const pulls[] = { "", " pull-up", " pull-down",
	    " no pull" };

	sink_printf(out, " %s pins", r->interrupt ? "interrupt" : "I/O");
	print_numbers(out, r);
	if (r->interrupt)
		print_trigger(out, r);
	else
		sink_printf(out, "%s%s%s", restrictions[r->type_flags & 0x3],
		    r->shared ? " shared" : "", r->wake ? " wake" : "");
	if (r->pull < sizeof(pulls) / sizeof(pulls[0]))
		sink_printf(out, "%s", pulls[r->pull]);
	else
		print_if(out, "pull", r->pull);
	print_if(out, "drive", r->drive);
	print_if(out, "debounce", r->debounce);
	print_produced(out, r);
	print_source(out, r);
}

static void
print_serial(struct sink *out, const struct resource *r)
{
	switch (r->kind) {
	case RESOURCE_I2C:
		sink_printf(out, "I2C address 0x%x%s %lu Hz", r->address,
		    r->type_flags & 0x1 ? " 10-bit" : "",
		    (unsigned long)r->speed);
		break;
	case RESOURCE_SPI:
		sink_printf(out, "SPI device %u %lu Hz %u bits phase %u "
		    "polarity %u", r->address, (unsigned long)r->speed,
		    r->bits, r->phase, r->polarity);
		print_if(out, "flags", r->type_flags);
		break;
	case RESOURCE_UART:
		sink_printf(out, "UART %lu baud parity %u lines 0x%x FIFOs %u "
		    "%u", (unsigned long)r->speed, r->parity, r->lines,
		    r->rx_fifo, r->tx_fifo);
		print_if(out, "flags", r->type_flags);
		break;
	case RESOURCE_CSI2:
		sink_printf(out, "CSI-2 port %u PHY %u",
		    r->type_flags >> 2 & 0x3f, r->type_flags & 0x3);
		break;
	default:
		sink_printf(out, "serial bus of type %u", r->bus);
		print_if(out, "flags", r->type_flags);
	}
	sink_printf(out, "%s%s", r->flags & 0x1 ? " device initiated" : "",
	    r->shared ? " shared" : "");
	print_produced(out, r);
	print_source(out, r);
}

static void
print_pins(struct sink *out, const struct resource *r)
{
	if (r->kind == RESOURCE_PIN_FUNCTION ||
	    r->kind == RESOURCE_PIN_GROUP_FUNCTION)
		sink_printf(out, " function 0x%x", r->function);
	else if (r->kind == RESOURCE_PIN_GROUP)
		sink_printf(out, " group");
	else
		sink_printf(out, " setting %u is 0x%lx", r->function,
		    (unsigned long)r->value);
	if (r->kind == RESOURCE_PIN_FUNCTION)
		print_if(out, "pull", r->pull);
	if (r->kind != RESOURCE_PIN_GROUP_FUNCTION &&
	    r->kind != RESOURCE_PIN_GROUP_CONFIG) {
		sink_printf(out, " pins");
		print_numbers(out, r);
	}
	sink_printf(out, "%s", r->shared ? " shared" : "");
	print_produced(out, r);
	print_source(out, r);
}

static void
print_dma(struct sink *out, const struct resource *r)
{
	static const char *const sizes[] = { " 8-bit", " 8- and 16-bit",
	    " 16-bit", " reserved size" };
	static const char *const speeds[] = { "", " type A", " type B",
	    " type F" };

	print_numbers(out, r);
	sink_printf(out, "%s%s%s", sizes[r->dma_size], speeds[r->dma_speed],
	    r->bus_master ? " bus master" : "");
}

static void
print_register(struct sink *out, const struct resource *r)
{
	char		 text[NS_SPACESZ];

	sink_printf(out, " %s 0x%llx %u bits",
	    ns_space_name(r->register_space, text),
	    (unsigned long long)r->register_address, r->register_width);
	print_if(out, "offset", r->register_offset);
	print_if(out, "access", r->register_access);
}

static void
print_clock(struct sink *out, const struct resource *r)
{
	static const char *const units[] = { "Hz", "kHz", "MHz", "?" };

	sink_printf(out, " %lu/%u %s%s", (unsigned long)r->numerator,
	    r->divisor, units[r->flags >> 1 & 0x3],
	    r->flags & 0x1 ? " variable" : " fixed");
	print_source(out, r);
}

static void
print_vendor(struct sink *out, const struct resource *r)
{
	size_t		 i;

	if (r->vendor_length == 0)
		return;
	sink_printf(out, " data");
	for (i = 0; i < r->vendor_length; i++)
		sink_printf(out, " %02x", r->vendor[i]);
}

static void
print_dependent(struct sink *out, const struct resource *r)
{
	if (r->length > 1)
		sink_printf(out, " compatibility %u performance %u",
		    r->compatibility, r->performance);
}

static void
print_irq(struct sink *out, const struct resource *r)
{
	print_numbers(out, r);
	print_trigger(out, r);
}

static void
print_interrupt(struct sink *out, const struct resource *r)
{
	print_irq(out, r);
	print_produced(out, r);
	print_source(out, r);
}

static void
print_ports(struct sink *out, const struct resource *r)
{
	print_start(out, r);
	sink_printf(out, "%s", r->kind == RESOURCE_FIXED_IO ?
	    " fixed 10-bit" : r->decode16 ? "" : " 10-bit");
}

static void
print_memory(struct sink *out, const struct resource *r)
{
	print_start(out, r);
	sink_printf(out, "%s", r->writable ? " read-write" : " read-only");
}

static void
print_fixed_dma(struct sink *out, const struct resource *r)
{
	/* 6.4.2.7: 8 to 256 bits; the rest is reserved. */
	sink_printf(out, " %u channel %u", r->dma_line, r->dma_channel);
	if (r->dma_size <= 5)
		sink_printf(out, " %u-bit", 8U << r->dma_size);
	else
		print_if(out, "width", r->dma_size);
}

static void
print_reserved(struct sink *out, const struct resource *r)
{
	sink_printf(out, " 0x%02x of %zu bytes", r->bytes[0], r->length);
}

/* What a kind begins with, and what prints the rest of it */
static const struct {
	const char	*words;
	void		(*rest)(struct sink *, const struct resource *);
} kinds[RESOURCE_KINDS] = {
	[RESOURCE_IRQ] = { "IRQ", print_irq },
	[RESOURCE_DMA] = { "DMA channel", print_dma },
	[RESOURCE_START_DEPENDENT] = { "choice", print_dependent },
	[RESOURCE_END_DEPENDENT] = { "end of choices", NULL },
	[RESOURCE_IO] = { "I/O", print_ports },
	[RESOURCE_FIXED_IO] = { "I/O", print_ports },
	[RESOURCE_FIXED_DMA] = { "DMA request line", print_fixed_dma },
	[RESOURCE_VENDOR_SMALL] = { "vendor", NULL },
	[RESOURCE_END] = { "end", NULL },
	[RESOURCE_MEMORY24] = { "memory", print_memory },
	[RESOURCE_REGISTER] = { "register", print_register },
	[RESOURCE_VENDOR_LARGE] = { "vendor", NULL },
	[RESOURCE_MEMORY32] = { "memory", print_memory },
	[RESOURCE_FIXED_MEMORY32] = { "memory", print_memory },
	[RESOURCE_DWORD] = { "", print_space },
	[RESOURCE_WORD] = { "", print_space },
	[RESOURCE_INTERRUPT] = { "GSI", print_interrupt },
	[RESOURCE_QWORD] = { "", print_space },
	[RESOURCE_EXTENDED] = { "", print_space },
	[RESOURCE_GPIO] = { "GPIO", print_gpio },
	[RESOURCE_PIN_FUNCTION] = { "pin", print_pins },
	[RESOURCE_I2C] = { "", print_serial },
	[RESOURCE_SPI] = { "", print_serial },
	[RESOURCE_UART] = { "", print_serial },
	[RESOURCE_CSI2] = { "", print_serial },
	[RESOURCE_SERIAL] = { "", print_serial },
	[RESOURCE_PIN_CONFIG] = { "pin", print_pins },
	[RESOURCE_PIN_GROUP] = { "pin", print_pins },
	[RESOURCE_PIN_GROUP_FUNCTION] = { "pin", print_pins },
	[RESOURCE_PIN_GROUP_CONFIG] = { "pin", print_pins },
	[RESOURCE_CLOCK_INPUT] = { "clock input", print_clock },
	[RESOURCE_RESERVED] = { "reserved tag", print_reserved },
};

void
resource_print(struct sink *out, const struct resource *r)
{
	if (r->fault != NULL) {
		sink_printf(out, "%s of %zu bytes that is broken: %s",
		    resource_name(r), r->length, r->fault);
		return;
	}
	sink_text(out, kinds[r->kind].words, 0);
	if (kinds[r->kind].rest != NULL)
		kinds[r->kind].rest(out, r);
	print_vendor(out, r);
}
