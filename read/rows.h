/* See LICENSE for licence details. */

/*
 * What rows are made of: they name the fields of acpi.h's structs, in the
 * words of the specifications given there.  A table's rows are in the file of
 * its family, rows_*.c, and rows.c lists all of them.
 */

#ifndef ROWS_H
#define ROWS_H

#include "fields.h"

/* What a field's values mean */
#define BIT(mask, name)		{ mask, mask, name }
#define IS(value, name)		{ UINT32_MAX, value, name }
#define END_VALUES		{ 0, 0, NULL }

/* What fields are called */
#define ROW(type, member, ...)						\
	{ .offset = offsetof(struct type, member),			\
	    .size = sizeof(((struct type *)0)->member), __VA_ARGS__ }
#define KIND(n, k)		.name = n, .kind = k
#define NUMBER(name)		KIND(name, FIELD_NUMBER)
#define HEX(name)		KIND(name, FIELD_HEX)
#define STRING(name)		KIND(name, FIELD_STRING)
#define POINTER(name)		KIND(name, FIELD_POINTER)
#define CHECKSUM		KIND("Checksum", FIELD_CHECKSUM)
#define RESERVED		KIND("Reserved", FIELD_RESERVED)
#define FLAGS(name, v)		KIND(name, FIELD_FLAGS), .values = v
#define CHOICE(name, v)		KIND(name, FIELD_NUMBER), .values = v
#define STRUCT(name, l)		KIND(name, FIELD_STRUCT), .layout = &l
#define GAS(name)		STRUCT(name, rows_gas)
#define BRIEF(name)		.brief = name
#define ID(name)		.identity = true, BRIEF(name)
#define END_ROWS		{ .name = NULL }
#define LAYOUT(name, type, rows) { name, sizeof(struct type), rows }
#define TABLE(sig, name, type, rows, ...)				\
	{ .signature = sig, .layout = LAYOUT(name, type, rows), __VA_ARGS__ }
#define REST			.rest = "Data"

/* What several tables have */
extern const struct field_row rows_header_only[];
extern const struct field_layout rows_header, rows_gas, rows_entry;

/* An entry of a type that has no rows */
extern const struct field_layout rows_unknown_entry;

/* Of every other signature no more than the header is known. */
extern const struct field_table rows_unknown;

extern const struct field_table rows_rsdp, rows_rsdt, rows_xsdt, rows_fadt,
    rows_facs, rows_madt, rows_hpet, rows_mcfg, rows_srat, rows_slit,
    rows_waet, rows_spcr, rows_dsdt, rows_ssdt, rows_psdt;

#endif /* ROWS_H */
