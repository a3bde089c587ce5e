/* See LICENSE for licence details. */

/*
 * Resource templates taken apart: ACPI 6.5, 6.4.
 */

#ifndef RESOURCES_H
#define RESOURCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sink.h"

enum resource_kind {
	RESOURCE_IRQ,			/* small: 6.4.2 */
	RESOURCE_DMA,
	RESOURCE_START_DEPENDENT,
	RESOURCE_END_DEPENDENT,
	RESOURCE_IO,
	RESOURCE_FIXED_IO,
	RESOURCE_FIXED_DMA,
	RESOURCE_VENDOR_SMALL,
	RESOURCE_END,
	RESOURCE_MEMORY24,		/* large: 6.4.3 */
	RESOURCE_REGISTER,
	RESOURCE_VENDOR_LARGE,
	RESOURCE_MEMORY32,
	RESOURCE_FIXED_MEMORY32,
	RESOURCE_DWORD,
	RESOURCE_WORD,
	RESOURCE_INTERRUPT,
	RESOURCE_QWORD,
	RESOURCE_EXTENDED,
	RESOURCE_GPIO,
	RESOURCE_PIN_FUNCTION,
	RESOURCE_I2C,
	RESOURCE_SPI,
	RESOURCE_UART,
	RESOURCE_CSI2,
	RESOURCE_SERIAL,		/* a bus that 6.5 does not know */
	RESOURCE_PIN_CONFIG,
	RESOURCE_PIN_GROUP,
	RESOURCE_PIN_GROUP_FUNCTION,
	RESOURCE_PIN_GROUP_CONFIG,
	RESOURCE_CLOCK_INPUT,
	RESOURCE_RESERVED,		/* a tag that 6.5 does not know */
	RESOURCE_KINDS
};

/* What a range is one of */
enum resource_space {
	RESOURCE_MEMORY,
	RESOURCE_PORTS,
	RESOURCE_BUSES,
	RESOURCE_OTHER			/* see resource->type */
};

struct resource_text {
	const char	*bytes;		/* NULL: not given; has no NUL */
	size_t		 length;
};

struct resource {
	enum resource_kind kind;
	size_t		 offset;	/* in the template, of its tag */
	size_t		 length;	/* of all of it */
	const uint8_t	*bytes;		/* of all of it */
	/*
	 * NULL, or why its members are not valid, in words: it is shorter than
	 * its kind needs, or a part leads out of it.
	 */
	const char	*fault;

	/*
	 * IO, FIXED_IO, MEMORY24, MEMORY32, FIXED_MEMORY32, WORD, DWORD,
	 * QWORD, EXTENDED: a range in addresses of its bus.  What a
	 * MEMORY24 counts in pages of 256 bytes is given in bytes.
	 */
	enum resource_space space;
	uint8_t		 type;		/* Resource Type, as it is there */
	uint64_t	 minimum;	/* _MIN */
	uint64_t	 maximum;	/* _MAX; of IO the last start */
	uint64_t	 size;		/* _LEN */
	uint64_t	 alignment;	/* _ALN, not of address spaces */
	uint64_t	 granularity;	/* _GRA of an address space */
	uint64_t	 translation;	/* _TRA */
	uint64_t	 attributes;	/* _ATT of an EXTENDED */
	uint8_t		 general;	/* General Flags */
	uint8_t		 specific;	/* Type Specific Flags */
	bool		 minimum_fixed, maximum_fixed;	/* _MIF, _MAF */
	bool		 subtractive;	/* _DEC */
	bool		 consumer;
	bool		 writable;	/* memory: _RW */
	bool		 decode16;	/* IO: _DEC */
	uint8_t		 caching;	/* memory: _MEM, 0 to 3 */
	uint8_t		 memory_type;	/* _MTP, 0 to 3 */
	bool		 translates;	/* _TTP: memory is I/O behind it */
	uint8_t		 ranges;	/* I/O: _RNG, 0 to 3 */
	bool		 sparse;	/* I/O: _TRS */

	/*
	 * IRQ, DMA, INTERRUPT, GPIO, PIN_FUNCTION, PIN_CONFIG, PIN_GROUP: a
	 * list, by resource_number().
	 */
	size_t		 nnumbers;
	const uint8_t	*numbers;	/* NULL: bits of mask */
	uint8_t		 number_size;
	uint16_t	 mask;
	bool		 level;		/* else edge */
	bool		 low, both;	/* polarity; neither is active high */
	bool		 shared, wake;
	uint8_t		 dma_speed, dma_size;	/* _TYP, _SIZ */
	bool		 bus_master;
	uint16_t	 dma_line, dma_channel;	/* FIXED_DMA, and dma_size */

	/* GPIO, pins, serial buses */
	uint8_t		 revision;
	uint16_t	 flags;		/* of the connection, or general */
	uint16_t	 type_flags;	/* type specific, or interrupt's */
	uint8_t		 pull;		/* _PPI or Pin Pull Configuration */
	uint16_t	 function;	/* Function Number; Pin Config Type */
	uint16_t	 drive;		/* Output Drive Strength */
	uint16_t	 debounce;	/* of 10 microseconds each */
	uint32_t	 speed;		/* in Hz, or baud */
	uint16_t	 address;	/* of a slave, or device selection */
	uint32_t	 value;		/* Pin Config Value */
	uint8_t		 bits;		/* SPI: Data Bit Length */
	uint8_t		 phase, polarity;	/* SPI */
	uint8_t		 lines;		/* UART: Serial Lines Enabled */
	uint8_t		 parity;
	uint16_t	 rx_fifo, tx_fifo;
	uint8_t		 bus;		/* Serial Bus Type */
	bool		 interrupt;	/* GPIO: else I/O */

	/* START_DEPENDENT: priorities, 1 if not given */
	uint8_t		 compatibility, performance;

	/* REGISTER: a generic address */
	uint8_t		 register_space, register_width, register_offset;
	uint8_t		 register_access;
	uint64_t	 register_address;

	/* CLOCK_INPUT */
	uint32_t	 numerator;
	uint16_t	 divisor;

	bool		 indexed;	/* has a source index, name or not */
	uint8_t		 source_index;
	struct resource_text source;	/* Resource Source */
	struct resource_text label;	/* Resource Source Label, or Function */
	const uint8_t	*vendor;	/* Vendor Defined Data */
	size_t		 vendor_length;
};

/*
 * The descriptor at *offset of a template, which is moved behind it; false at
 * the template's end: behind an end tag, or where no more bytes are.  The
 * last one before the bytes run out may have a fault.
 */
bool resource_next(const uint8_t *template, size_t length, size_t *offset,
    struct resource *);

/* Whether bytes are a template: sound descriptors, and an end tag last. */
bool resource_is_template(const uint8_t *, size_t length);

/* One of the list: an IRQ, a GSI, a DMA channel, a pin; i below nnumbers */
uint32_t resource_number(const struct resource *, size_t i);

/* A name for the kind, "IRQNoFlags" or "QWordMemory", as ASL has it */
const char *resource_name(const struct resource *);

/*
 * The resource in plain words on one line, without its end: "memory
 * 0xc0000000-0xfebfffff read-write non-cacheable", "GSI 9 level high shared".
 */
void resource_print(struct sink *, const struct resource *);

#endif /* RESOURCES_H */
