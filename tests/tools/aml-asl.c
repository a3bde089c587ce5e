/* See LICENSE for licence details. */

/* A resource in ASL (ACPI 6.5, 19.6), for iasl to compile */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "aml-asl.h"
#include "read/namespace.h"

#define WORD(list, i) \
	((i) < sizeof(list) / sizeof(list[0]) ? list[i] : "Unknown")

static const char *gap;		/* what stands before the next argument */

static void
next(void)
{
	printf("%s", gap);
	gap = ", ";
}

static void
number(uint64_t v)
{
	next();
	printf("0x%llx", (unsigned long long)v);
}

static void
word(const char *w)
{
	next();
	printf("%s", w);
}

/* An optional argument that is not given: the name, if nothing else is said */
static void
blank(void)
{
	next();
}

static void
text(const struct resource_text *t)
{
	size_t		 i;

	next();
	if (t->bytes == NULL)
		return;
	printf("\"");
	for (i = 0; i < t->length; i++)
		printf(t->bytes[i] == '\\' || t->bytes[i] == '"' ? "\\%c" :
		    "%c", t->bytes[i]);
	printf("\"");
}

static void
usage(const struct resource *r)
{
	word(r->consumer ? "ResourceConsumer" : "ResourceProducer");
}

static void
sharing(const struct resource *r)
{
	word(r->shared ? r->wake ? "SharedAndWake" : "Shared" :
	    r->wake ? "ExclusiveAndWake" : "Exclusive");
}

static void
trigger(const struct resource *r)
{
	word(r->level ? "Level" : "Edge");
	word(r->both ? "ActiveBoth" : r->low ? "ActiveLow" : "ActiveHigh");
}

static void
pull(const struct resource *r)
{
	static const char *const pulls[] = { "PullDefault", "PullUp",
	    "PullDown", "PullNone" };

	if (r->pull < 4)
		word(pulls[r->pull]);
	else
		number(r->pull);
}

static void
source(const struct resource *r)
{
	if (r->indexed)
		number(r->source_index);
	else
		blank();
	text(&r->source);
}

/* Connections have it the other way round. */
static void
connection(const struct resource *r)
{
	text(&r->source);
	number(r->source_index);
	if (r->label.bytes != NULL)
		text(&r->label);
	usage(r);
	blank();
}

static void
numbers(const struct resource *r)
{
	size_t		 i;

	printf(" {");
	gap = "";
	for (i = 0; i < r->nnumbers; i++)
		number(resource_number(r, i));
	printf("}");
}

static void
vendor(const struct resource *r)
{
	size_t		 i;

	printf(" {");
	gap = "";
	for (i = 0; i < r->vendor_length; i++)
		number(r->vendor[i]);
	printf("}");
}

static void
raw(const struct resource *r)
{
	if (r->vendor_length == 0)
		return;
	word("RawDataBuffer (");
	printf("0x%zx)", r->vendor_length);
	vendor(r);
}

static void
five(const struct resource *r)
{
	number(r->granularity);
	number(r->minimum);
	number(r->maximum);
	number(r->translation);
	number(r->size);
	if (r->kind == RESOURCE_EXTENDED)
		number(r->attributes);
	else
		source(r);
	blank();
}

static void
fixed(const struct resource *r)
{
	word(r->minimum_fixed ? "MinFixed" : "MinNotFixed");
	word(r->maximum_fixed ? "MaxFixed" : "MaxNotFixed");
}

static void
decode(const struct resource *r)
{
	word(r->subtractive ? "SubDecode" : "PosDecode");
}

static void
address(const struct resource *r)
{
	static const char *const caching[] = { "NonCacheable", "Cacheable",
	    "WriteCombining", "Prefetchable" };
	static const char *const types[] = { "AddressRangeMemory",
	    "AddressRangeReserved", "AddressRangeACPI", "AddressRangeNVS" };
	static const char *const ranges[] = { "InvalidRanges",
	    "NonISAOnlyRanges", "ISAOnlyRanges", "EntireRange" };

	if (r->space == RESOURCE_OTHER)
		number(r->type);
	usage(r);
	if (r->space == RESOURCE_PORTS || r->space == RESOURCE_BUSES) {
		fixed(r);
		decode(r);
	} else {
		decode(r);
		fixed(r);
	}
	if (r->space == RESOURCE_PORTS)
		word(ranges[r->ranges]);
	else if (r->space == RESOURCE_MEMORY) {
		word(caching[r->caching]);
		word(r->writable ? "ReadWrite" : "ReadOnly");
	} else if (r->space == RESOURCE_OTHER)
		number(r->specific);
	five(r);
	if (r->space == RESOURCE_MEMORY) {
		word(types[r->memory_type]);
		word(r->translates ? "TypeTranslation" : "TypeStatic");
	} else if (r->space == RESOURCE_PORTS) {
		word(r->translates ? "TypeTranslation" : "TypeStatic");
		word(r->sparse ? "SparseTranslation" : "DenseTranslation");
	}
}

static void
dma(const struct resource *r)
{
	static const char *const speeds[] = { "Compatibility", "TypeA",
	    "TypeB", "TypeF" };
	static const char *const sizes[] = { "Transfer8", "Transfer8_16",
	    "Transfer16", "InvalidSize" };

	word(speeds[r->dma_speed]);
	word(r->bus_master ? "BusMaster" : "NotBusMaster");
	word(sizes[r->dma_size]);
}

static void
fixed_dma(const struct resource *r)
{
	static const char *const widths[] = { "Width8bit", "Width16bit",
	    "Width32bit", "Width64bit", "Width128bit", "Width256bit" };

	number(r->dma_line);
	number(r->dma_channel);
	word(WORD(widths, r->dma_size));
}

static void
memory(const struct resource *r)
{
	unsigned int	 unit = r->kind == RESOURCE_MEMORY24 ? 8 : 0;

	word(r->writable ? "ReadWrite" : "ReadOnly");
	number(r->minimum >> unit);
	if (r->kind != RESOURCE_FIXED_MEMORY32) {
		number(r->maximum >> unit);
		number(r->alignment);
	}
	number(r->size >> unit);
}

static void
gpio(const struct resource *r)
{
	static const char *const restrictions[] = { "IoRestrictionNone",
	    "IoRestrictionInputOnly", "IoRestrictionOutputOnly",
	    "IoRestrictionNoneAndPreserve" };

	if (r->interrupt)
		trigger(r);
	sharing(r);
	pull(r);
	number(r->debounce);
	if (!r->interrupt) {
		number(r->drive);
		word(restrictions[r->type_flags & 3]);
	}
	connection(r);
	raw(r);
}

static void
initiator(const struct resource *r)
{
	word(r->flags & 1 ? "DeviceInitiated" : "ControllerInitiated");
}

static void
serial_end(const struct resource *r)
{
	connection(r);
	if (r->kind != RESOURCE_CSI2)
		sharing(r);
	raw(r);
}

static void
spi(const struct resource *r)
{
	number(r->address);
	word(r->type_flags & 2 ? "PolarityHigh" : "PolarityLow");
	word(r->type_flags & 1 ? "ThreeWireMode" : "FourWireMode");
	number(r->bits);
	initiator(r);
	number(r->speed);
	word(r->polarity ? "ClockPolarityHigh" : "ClockPolarityLow");
	word(r->phase ? "ClockPhaseSecond" : "ClockPhaseFirst");
}

static void
uart(const struct resource *r)
{
	static const char *const bits[] = { "DataBitsFive", "DataBitsSix",
	    "DataBitsSeven", "DataBitsEight", "DataBitsNine" };
	static const char *const stops[] = { "StopBitsZero", "StopBitsOne",
	    "StopBitsOnePlusHalf", "StopBitsTwo" };
	static const char *const parities[] = { "ParityTypeNone",
	    "ParityTypeEven", "ParityTypeOdd", "ParityTypeMark",
	    "ParityTypeSpace" };
	static const char *const flows[] = { "FlowControlNone",
	    "FlowControlHardware", "FlowControlXON" };

	number(r->speed);
	word(WORD(bits, (r->type_flags >> 4 & 7U)));
	word(stops[r->type_flags >> 2 & 3]);
	number(r->lines);
	word(r->type_flags & 0x80 ? "BigEndian" : "LittleEndian");
	word(WORD(parities, r->parity));
	word(WORD(flows, (r->type_flags & 3U)));
	number(r->rx_fifo);
	number(r->tx_fifo);
}

static void
serial(const struct resource *r)
{
	switch (r->kind) {
	case RESOURCE_I2C:
		number(r->address);
		initiator(r);
		number(r->speed);
		word(r->type_flags & 1 ? "AddressingMode10Bit" :
		    "AddressingMode7Bit");
		break;
	case RESOURCE_SPI:
		spi(r);
		break;
	case RESOURCE_UART:
		uart(r);
		break;
	default:
		initiator(r);
		number(r->type_flags & 3);
		number(r->type_flags >> 2 & 0x3f);
	}
	serial_end(r);
}

static void
pins(const struct resource *r)
{
	if (r->kind == RESOURCE_PIN_GROUP) {
		text(&r->label);
		usage(r);
		blank();
		raw(r);
		return;
	}
	sharing(r);
	if (r->kind == RESOURCE_PIN_FUNCTION)
		pull(r);
	number(r->function);
	if (r->kind == RESOURCE_PIN_CONFIG ||
	    r->kind == RESOURCE_PIN_GROUP_CONFIG)
		number(r->value);
	connection(r);
	raw(r);
}

static void
generic_register(const struct resource *r)
{
	char		 space[NS_SPACESZ];

	word(ns_space_name(r->register_space, space));
	number(r->register_width);
	number(r->register_offset);
	number(r->register_address);
	if (r->register_access != 0)
		number(r->register_access);
}

static void
clock_input(const struct resource *r)
{
	static const char *const scales[] = { "Hz", "KHz", "MHz" };

	number(r->numerator);
	number(r->divisor);
	word(WORD(scales, (r->flags >> 1 & 3U)));
	word(r->flags & 1 ? "Variable" : "Fixed");
	if (r->source.bytes != NULL) {
		text(&r->source);
		number(r->source_index);
	}
}

static void
ports(const struct resource *r)
{
	if (r->kind == RESOURCE_IO)
		word(r->decode16 ? "Decode16" : "Decode10");
	number(r->minimum);
	if (r->kind == RESOURCE_IO) {
		number(r->maximum);
		number(r->alignment);
	}
	number(r->size);
}

static void
interrupts(const struct resource *r)
{
	if (r->kind == RESOURCE_INTERRUPT)
		usage(r);
	if (r->kind == RESOURCE_INTERRUPT || r->length > 3) {
		trigger(r);
		sharing(r);
	}
	if (r->kind == RESOURCE_INTERRUPT)
		source(r);
}

static void
arguments(const struct resource *r)
{
	switch (r->kind) {
	case RESOURCE_IRQ:
	case RESOURCE_INTERRUPT:
		interrupts(r);
		break;
	case RESOURCE_DMA:
		dma(r);
		break;
	case RESOURCE_FIXED_DMA:
		fixed_dma(r);
		break;
	case RESOURCE_START_DEPENDENT:
		if (r->length > 1) {
			number(r->compatibility);
			number(r->performance);
		}
		break;
	case RESOURCE_IO:
	case RESOURCE_FIXED_IO:
		ports(r);
		break;
	case RESOURCE_MEMORY24:
	case RESOURCE_MEMORY32:
	case RESOURCE_FIXED_MEMORY32:
		memory(r);
		break;
	case RESOURCE_REGISTER:
		generic_register(r);
		break;
	case RESOURCE_WORD:
	case RESOURCE_DWORD:
	case RESOURCE_QWORD:
	case RESOURCE_EXTENDED:
		address(r);
		break;
	case RESOURCE_GPIO:
		gpio(r);
		break;
	case RESOURCE_I2C:
	case RESOURCE_SPI:
	case RESOURCE_UART:
	case RESOURCE_CSI2:
		serial(r);
		break;
	case RESOURCE_PIN_FUNCTION:
	case RESOURCE_PIN_CONFIG:
	case RESOURCE_PIN_GROUP:
	case RESOURCE_PIN_GROUP_FUNCTION:
	case RESOURCE_PIN_GROUP_CONFIG:
		pins(r);
		break;
	case RESOURCE_CLOCK_INPUT:
		clock_input(r);
		break;
	default:
		break;
	}
}

void
asl_print(const struct resource *r)
{
	printf("%s (", resource_name(r));
	gap = "";
	arguments(r);
	printf(")");
	switch (r->kind) {
	case RESOURCE_IRQ:
	case RESOURCE_INTERRUPT:
	case RESOURCE_DMA:
	case RESOURCE_GPIO:
	case RESOURCE_PIN_FUNCTION:
	case RESOURCE_PIN_CONFIG:
	case RESOURCE_PIN_GROUP:
		numbers(r);
		break;
	case RESOURCE_VENDOR_SMALL:
	case RESOURCE_VENDOR_LARGE:
		vendor(r);
		break;
	default:
		break;
	}
	putchar('\n');
}
