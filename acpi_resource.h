/* See LICENSE for licence details. */

/*
 * 6.4 Resource Data Types: the descriptors of a resource template, as AML has
 * them in buffers
 */

#ifndef ACPI_RESOURCE_H
#define ACPI_RESOURCE_H

#include "acpi.h"

/* 6.4.2.1 IRQ Descriptor; the third byte may be left out */
struct acpi_resource_irq {
	uint8_t		tag;
	le16		mask;
	uint8_t		information;
};
ACPI_SIZE(acpi_resource_irq, 4);

/* 6.4.2.2 DMA Descriptor */
struct acpi_resource_dma {
	uint8_t		tag;
	uint8_t		mask;
	uint8_t		information;
};
ACPI_SIZE(acpi_resource_dma, 3);

/* 6.4.2.3 Start Dependent Functions Descriptor; the byte may be left out */
struct acpi_resource_start_dependent {
	uint8_t		tag;
	uint8_t		priority;
};
ACPI_SIZE(acpi_resource_start_dependent, 2);

/* 6.4.2.5 I/O Port Descriptor */
struct acpi_resource_io {
	uint8_t		tag;
	uint8_t		information;
	le16		minimum;
	le16		maximum;
	uint8_t		alignment;
	uint8_t		length;
};
ACPI_SIZE(acpi_resource_io, 8);

/* 6.4.2.6 Fixed Location I/O Port Descriptor */
struct acpi_resource_fixed_io {
	uint8_t		tag;
	le16		base;
	uint8_t		length;
};
ACPI_SIZE(acpi_resource_fixed_io, 4);

/* 6.4.2.7 Fixed DMA Descriptor */
struct acpi_resource_fixed_dma {
	uint8_t		tag;
	le16		request_line;
	le16		channel;
	uint8_t		width;
};
ACPI_SIZE(acpi_resource_fixed_dma, 6);

/* 6.4.3 Large Resource Data Type: a tag, and the length of what follows */
struct acpi_resource_large {
	uint8_t		tag;
	le16		length;
};
ACPI_SIZE(acpi_resource_large, 3);

/* 6.4.3.1 24-Bit Memory Range Descriptor: pages of 256 bytes */
struct acpi_resource_memory24 {
	struct acpi_resource_large large;
	uint8_t		information;
	le16		minimum;
	le16		maximum;
	le16		alignment;		/* bytes */
	le16		size;
};
ACPI_SIZE(acpi_resource_memory24, 12);

/* 6.4.3.3 32-Bit Memory Range Descriptor */
struct acpi_resource_range32 {
	struct acpi_resource_large large;
	uint8_t		information;
	le32		minimum;
	le32		maximum;
	le32		alignment;
	le32		size;
};
ACPI_SIZE(acpi_resource_range32, 20);

/* 6.4.3.4 32-Bit Fixed Memory Range Descriptor */
struct acpi_resource_memory32 {
	uint8_t		tag;
	le16		length;
	uint8_t		information;
	le32		base;
	le32		size;
};
ACPI_SIZE(acpi_resource_memory32, 12);

/* 6.4.3.5 Address Space Resource Descriptors: Word, DWord, QWord */
struct acpi_resource_address {
	uint8_t		tag;
	le16		length;
	uint8_t		resource_type;
	uint8_t		general_flags;
	uint8_t		type_specific_flags;
};
ACPI_SIZE(acpi_resource_address, 6);

struct acpi_resource_word {
	struct acpi_resource_address address;
	le16		granularity;
	le16		minimum;
	le16		maximum;
	le16		translation;
	le16		size;
};
ACPI_SIZE(acpi_resource_word, 16);

struct acpi_resource_dword {
	struct acpi_resource_address address;
	le32		granularity;
	le32		minimum;
	le32		maximum;
	le32		translation;
	le32		size;
};
ACPI_SIZE(acpi_resource_dword, 26);

struct acpi_resource_qword {
	struct acpi_resource_address address;
	le64		granularity;
	le64		minimum;
	le64		maximum;
	le64		translation;
	le64		size;
};
ACPI_SIZE(acpi_resource_qword, 46);

/* 6.4.3.5.4 Extended Address Space Descriptor */
struct acpi_resource_extended {
	struct acpi_resource_address address;
	uint8_t		revision;
	uint8_t		reserved;
	le64		granularity;
	le64		minimum;
	le64		maximum;
	le64		translation;
	le64		size;
	le64		attributes;
};
ACPI_SIZE(acpi_resource_extended, 56);

/* 6.4.3.6 Extended Interrupt Descriptor: numbers, an index, a name follow */
struct acpi_resource_interrupt {
	struct acpi_resource_large large;
	uint8_t		flags;
	uint8_t		count;
};
ACPI_SIZE(acpi_resource_interrupt, 5);

/* 6.4.3.7 Generic Register Descriptor */
struct acpi_resource_register {
	struct acpi_resource_large large;
	struct acpi_gas	address;
};
ACPI_SIZE(acpi_resource_register, 15);

/*
 * From here on what follows is at offsets from the descriptor's start, but
 * for serial buses: their vendor data follow, then a name.
 */

/* 6.4.3.8.1 GPIO Connection Descriptor */
struct acpi_resource_gpio {
	struct acpi_resource_large large;
	uint8_t		revision;
	uint8_t		connection_type;	/* 0: interrupt, 1: I/O */
	le16		general_flags;
	le16		connection_flags;
	uint8_t		pin_configuration;
	le16		drive_strength;
	le16		debounce_timeout;
	le16		pin_table_offset;
	uint8_t		source_index;
	le16		source_offset;
	le16		vendor_offset;
	le16		vendor_length;
};
ACPI_SIZE(acpi_resource_gpio, 23);

/* 6.4.3.8.2 GenericSerialBus Connection Descriptors */
struct acpi_resource_serial {
	struct acpi_resource_large large;
	uint8_t		revision;
	uint8_t		source_index;
	uint8_t		bus_type;
	uint8_t		general_flags;
	le16		type_flags;
	uint8_t		type_revision;
	le16		type_length;
};
ACPI_SIZE(acpi_resource_serial, 12);

/* 6.4.3.8.2.1 I2C Serial Bus Connection */
struct acpi_resource_i2c {
	struct acpi_resource_serial serial;
	le32		speed;
	le16		address;
};
ACPI_SIZE(acpi_resource_i2c, 18);

/* 6.4.3.8.2.2 SPI Serial Bus Connection */
struct acpi_resource_spi {
	struct acpi_resource_serial serial;
	le32		speed;
	uint8_t		bits;
	uint8_t		phase;
	uint8_t		polarity;
	le16		device;
};
ACPI_SIZE(acpi_resource_spi, 21);

/* 6.4.3.8.2.3 UART Serial Bus Connection */
struct acpi_resource_uart {
	struct acpi_resource_serial serial;
	le32		baud;
	le16		rx_fifo;
	le16		tx_fifo;
	uint8_t		parity;
	uint8_t		lines;
};
ACPI_SIZE(acpi_resource_uart, 22);

#define ACPI_SERIAL_I2C		1	/* bus_type */
#define ACPI_SERIAL_SPI		2
#define ACPI_SERIAL_UART	3
#define ACPI_SERIAL_CSI2	4	/* 6.4.3.8.2.4: has no data */

/* 6.4.3.9 Pin Function Descriptor */
struct acpi_resource_pin_function {
	struct acpi_resource_large large;
	uint8_t		revision;
	le16		flags;
	uint8_t		pin_configuration;
	le16		function;
	le16		pin_table_offset;
	uint8_t		source_index;
	le16		source_offset;
	le16		vendor_offset;
	le16		vendor_length;
};
ACPI_SIZE(acpi_resource_pin_function, 18);

/* 6.4.3.10 Pin Configuration Descriptor */
struct acpi_resource_pin_config {
	struct acpi_resource_large large;
	uint8_t		revision;
	le16		flags;
	uint8_t		type;
	le32		value;
	le16		pin_table_offset;
	uint8_t		source_index;
	le16		source_offset;
	le16		vendor_offset;
	le16		vendor_length;
};
ACPI_SIZE(acpi_resource_pin_config, 20);

/* 6.4.3.11 Pin Group Descriptor */
struct acpi_resource_pin_group {
	struct acpi_resource_large large;
	uint8_t		revision;
	le16		flags;
	le16		pin_table_offset;
	le16		label_offset;
	le16		vendor_offset;
	le16		vendor_length;
};
ACPI_SIZE(acpi_resource_pin_group, 14);

/* 6.4.3.12 Pin Group Function Descriptor */
struct acpi_resource_pin_group_function {
	struct acpi_resource_large large;
	uint8_t		revision;
	le16		flags;
	le16		function;
	uint8_t		source_index;
	le16		source_offset;
	le16		label_offset;
	le16		vendor_offset;
	le16		vendor_length;
};
ACPI_SIZE(acpi_resource_pin_group_function, 17);

/* 6.4.3.13 Pin Group Configuration Descriptor */
struct acpi_resource_pin_group_config {
	struct acpi_resource_large large;
	uint8_t		revision;
	le16		flags;
	uint8_t		type;
	le32		value;
	uint8_t		source_index;
	le16		source_offset;
	le16		label_offset;
	le16		vendor_offset;
	le16		vendor_length;
};
ACPI_SIZE(acpi_resource_pin_group_config, 20);

/* 6.4.3.14 Clock Input Descriptor: an index and a name may follow */
struct acpi_resource_clock {
	struct acpi_resource_large large;
	uint8_t		revision;
	le16		flags;
	le16		divisor;
	le32		numerator;
};
ACPI_SIZE(acpi_resource_clock, 12);

#define ACPI_RESOURCE_IRQ	0x22	/* tag: a small one has its length */
#define ACPI_RESOURCE_IO	0x47
#define ACPI_RESOURCE_END	0x79
#define ACPI_RESOURCE_MEMORY32	0x86
#define ACPI_RESOURCE_DWORD	0x87
#define ACPI_RESOURCE_WORD	0x88
#define ACPI_RESOURCE_INTERRUPT	0x89
#define ACPI_RESOURCE_QWORD	0x8a

#define ACPI_RESOURCE_DECODE16	0x01	/* information of an I/O port */
#define ACPI_RESOURCE_WRITABLE	0x01	/* information of a memory range */

#define ACPI_INTERRUPT_CONSUMER	0x01	/* flags of an interrupt */
#define ACPI_INTERRUPT_EDGE	0x02
#define ACPI_INTERRUPT_LOW	0x04
#define ACPI_INTERRUPT_SHARED	0x08

#define ACPI_ADDRESS_MEMORY	0	/* resource_type */
#define ACPI_ADDRESS_IO		1
#define ACPI_ADDRESS_BUS	2
#define ACPI_ADDRESS_CONSUMER	0x01	/* general_flags; Linux still looks */
#define ACPI_ADDRESS_FIXED	0x0c	/* _MIF and _MAF */
#define ACPI_ADDRESS_WRITABLE	0x01	/* type_specific_flags, memory */
#define ACPI_ADDRESS_CACHEABLE	0x02
#define ACPI_ADDRESS_ENTIRE	0x03	/* type_specific_flags, I/O: _RNG */

#endif /* ACPI_RESOURCE_H */
