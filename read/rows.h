/* See LICENSE for licence details. */

/*
 * What rows are made of.  They name the fields of structs in the words of the
 * specification that a comment gives.  Where a struct is in acpi.h, rows take
 * offsets and widths from there; where nothing but the rows needs a layout
 * they have its offsets and widths as the specification does, and this is the
 * one place that has them.  A table's rows are in the file of its family,
 * rows_*.c, and rows.c lists all tables.
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
#define AT(at, width, ...)	{ .offset = at, .size = width, __VA_ARGS__ }
#define KIND(n, k)		.name = n, .kind = k
#define NUMBER(name)		KIND(name, FIELD_NUMBER)
#define HEX(name)		KIND(name, FIELD_HEX)
#define STRING(name)		KIND(name, FIELD_STRING)
#define GUID(name)		KIND(name, FIELD_GUID)
#define POINTER(name)		KIND(name, FIELD_POINTER)
#define SECRET(name)		KIND(name, FIELD_SECRET)
#define CHECKSUM		KIND("Checksum", FIELD_CHECKSUM)
#define RESERVED		KIND("Reserved", FIELD_RESERVED)
#define FLAGS(name, v)		KIND(name, FIELD_FLAGS), .values = v
#define CHOICE(name, v)		KIND(name, FIELD_NUMBER), .values = v
#define STRUCT(name, l)		KIND(name, FIELD_STRUCT), .layout = &l
#define GAS(name)		STRUCT(name, rows_gas)
#define BRIEF(name)		.brief = name
#define ID(name)		.identity = true, BRIEF(name)
#define HEADER			AT(0, sizeof(struct acpi_header),	\
	    STRUCT("", rows_header))
#define END_ROWS		{ .name = NULL }

/* Structs: of acpi.h, of the rows' own, and one row of no fixed size */
#define LAYOUT(n, type, ...)						\
	{ .name = n, .size = sizeof(struct type), .rows = __VA_ARGS__ }
#define SPAN(n, bytes, ...)						\
	{ .name = n, .size = bytes, .rows = __VA_ARGS__ }
#define LIST(var, owner, ...)						\
	static const struct field_row var##_rows[] = {			\
		AT(0, 0, __VA_ARGS__), END_ROWS				\
	};								\
	static const struct field_layout var =				\
	    { .name = owner, .rows = var##_rows }
#define SINGLE(var, n, ...)						\
	static const struct field_row var##_rows[] = {			\
		AT(0, 0, __VA_ARGS__), END_ROWS				\
	};								\
	static const struct field_layout var =				\
	    { .name = n, .rows = var##_rows, .single = true }

/* What follows a struct */
#define FAMILY(...)		{ .family = &__VA_ARGS__ }
#define EACH(...)		{ .layout = &__VA_ARGS__ }
#define START(at, width)	.start = { at, width }
#define COUNT(at, width)	.count = { at, width }
#define WIDTH(at, width_)	.width = { at, width_ }
#define END_TAILS		{ .family = NULL }
#define TYPE(t, l)		{ t, t, &l }
#define TYPES(a, b, l)		{ a, b, &l }
#define END_TYPES		{ 0, 0, NULL }

#define TABLE(sig, n, type, r, ...)					\
	{ .signature = sig, .layout.name = n,				\
	    .layout.size = sizeof(struct type), .layout.rows = r, __VA_ARGS__ }
#define TABLE_OF(sig, n, bytes, r, ...)					\
	{ .signature = sig, .layout.name = n, .layout.size = bytes,	\
	    .layout.rows = r, __VA_ARGS__ }
#define TAILS(t)		.layout.tails = t
#define LEAST(bytes)		.layout.least = bytes
#define REST			.rest = "Data"
#define SECRET_REST		.rest = "Data", .secret = true

/* What several tables have */
extern const struct field_row rows_header_only[];
extern const struct field_layout rows_header, rows_gas;

/* Entries that begin with a byte each of type and length, as MADT's */
extern const struct field_layout rows_entry, rows_unknown_entry;

/* MPS INTI flags: polarity and trigger mode */
extern const struct field_value rows_inti[];

/* The one flag of a processor or memory: Enabled */
extern const struct field_value rows_enabled[];

/* Bytes within a table that nothing is known of */
extern const struct field_layout rows_gap;

/* Of every other signature no more than the header is known. */
extern const struct field_table rows_unknown;

extern const struct field_table
    /* rows_core.c */
    rows_rsdp, rows_rsdt, rows_xsdt, rows_fadt, rows_facs, rows_hpet,
    rows_mcfg, rows_waet, rows_dsdt, rows_ssdt, rows_psdt,
    rows_osdt,
    /* rows_madt.c, rows_numa.c */
    rows_madt, rows_srat, rows_slit, rows_hmat, rows_pptt,
    /* rows_iommu.c, rows_arm.c */
    rows_dmar, rows_ivrs, rows_viot, rows_gtdt, rows_iort,
    /* rows_memory.c, rows_error.c */
    rows_cedt, rows_nfit, rows_bert, rows_einj, rows_erst, rows_hest,
    /* rows_platform.c */
    rows_spcr, rows_dbgp, rows_dbg2, rows_tcpa, rows_tcpa_server,
    rows_tpm2, rows_tpm2_3, rows_bgrt, rows_fpdt, rows_wsmt, rows_lpit,
    rows_ecdt, rows_msdm, rows_slic, rows_uefi;

#endif /* ROWS_H */
