/* See LICENSE for licence details. */

/*
 * The few AML encodings (ACPI 6.5, chapter 20) that depend on options; all
 * else is ASL in asl/.  The bytes are those that iasl(1) writes.
 */

#ifndef AML_H
#define AML_H

#include "vmacpigen.h"

/* Zeroed to begin with; after an error nothing is added any more. */
struct aml {
	uint8_t		*data;
	size_t		 length, max;
	const char	*error;		/* the first thing that failed */
};

/* Makes room for bytes to come, so that they need no more memory. */
void vmacpigen_aml_reserve(struct aml *, size_t);

void vmacpigen_aml_bytes(struct aml *, const void *, size_t);
void vmacpigen_aml_free(struct aml *);

/* Adds some of the bytes that are there once more. */
void vmacpigen_aml_repeat(struct aml *, size_t from, size_t len);

/*
 * Scope (path) and Device (name) begin a package that vmacpigen_aml_end() ends,
 * given what these return.  Names have four characters; a path is names and
 * dots.
 */
size_t vmacpigen_aml_scope(struct aml *, const char *path);
size_t vmacpigen_aml_device(struct aml *, const char *name);
void vmacpigen_aml_end(struct aml *, size_t begun);

/* Any other package: begun with its opcodes */
size_t vmacpigen_aml_begin(struct aml *, uint16_t opcode);
void vmacpigen_aml_byte(struct aml *, uint8_t);
void vmacpigen_aml_name(struct aml *, const char *path);
void vmacpigen_aml_integer(struct aml *, uint64_t);

#define AML_OP_PACKAGE	0x12
#define AML_OP_IF	0xa0
#define AML_OP_FIELD	0x5b81

/* Method (name, arguments, Serialized or not), up to vmacpigen_aml_end() */
size_t vmacpigen_aml_begin_method(struct aml *, const char *name,
    uint8_t arguments, bool serialized);

/* OperationRegion (name, space, address, length) */
void vmacpigen_aml_region(struct aml *, const char *name, uint8_t space,
    uint64_t address, uint64_t length);

/* Name (name, ...) */
void vmacpigen_aml_name_integer(struct aml *, const char *name, uint64_t);
void vmacpigen_aml_name_string(struct aml *, const char *name, const char *);
void vmacpigen_aml_name_eisaid(struct aml *, const char *name, const char *id);
void vmacpigen_aml_name_package(
    struct aml *, const char *name, const uint64_t *, uint8_t n);

/*
 * Method (name) { Return (...) }, given what is returned: names of four
 * characters, one behind the other, a method before its arguments.
 */
void vmacpigen_aml_method(struct aml *, const char *name, const char *terms);

/*
 * Descriptors: a window of a root bridge, I/O ports, memory below 4 GiB, and
 * an interrupt, which is level-triggered if it does not say.
 */
void vmacpigen_aml_address(struct aml *, uint8_t type, uint8_t flags,
    uint64_t base, uint64_t limit);
void vmacpigen_aml_port(struct aml *, uint16_t port, uint32_t length);
void vmacpigen_aml_memory(struct aml *, uint8_t information, uint64_t base,
    uint64_t size);
void vmacpigen_aml_irq(struct aml *, const struct vmacpigen_irq *, bool level);

/* Name (name, ResourceTemplate () { ... }), descriptors given as bytes */
void vmacpigen_aml_name_resources(
    struct aml *, const char *name, const struct aml *);

#endif /* AML_H */
