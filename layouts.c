/* See LICENSE for licence details. */

/*
 * Where tables go.  The kinds in a file's list go first; the others follow in
 * their own order.
 */

#include <string.h>

#include "acpi.h"
#include "layouts.h"

#define FILES(list)	.files = (list), \
	.nfiles = sizeof(list) / sizeof((list)[0])
#define KINDS(...)	\
	.nkinds = sizeof((uint8_t []){ __VA_ARGS__ }), \
	.kinds = { __VA_ARGS__ }

/* The RSDP's file: every firmware wants it alone, and in low memory. */
#define RSDP_FILE { .name = VMACPIGEN_FW_CFG_RSDP, .align = ACPI_RSDP_ALIGN, \
	.zone = VMACPIGEN_ZONE_FSEG, .step = 1, KINDS(VMACPIGEN_RSDP) }

/* The flat image; the kinds that lie first in it */
#define FLAT_FILE(...)	{ .name = "flat", .align = ACPI_RSDP_ALIGN, \
	.zone = VMACPIGEN_ZONE_HIGH, .step = 64, KINDS(__VA_ARGS__), \
	.rest = true }

static const struct vmacpigen_layout_file vmd_files[] = {
	{ .name = VMACPIGEN_FW_CFG_TABLES, .align = 64, .step = 1,
	    KINDS(VMACPIGEN_XSDT, VMACPIGEN_FADT, VMACPIGEN_MADT,
	    VMACPIGEN_DSDT), .rest = true },
	RSDP_FILE,
};

static const struct vmacpigen_layout_file vmd_flat[] = {
	FLAT_FILE(VMACPIGEN_RSDP, VMACPIGEN_XSDT, VMACPIGEN_FADT,
	    VMACPIGEN_FACS, VMACPIGEN_DSDT, VMACPIGEN_MADT),
};

static const struct vmacpigen_layout_file high_files[] = {
	{ .name = VMACPIGEN_FW_CFG_TABLES, .align = ACPI_FACS_ALIGN,
	    .zone = VMACPIGEN_ZONE_HIGH, .step = 8, .tail = sizeof(le64),
	    .rest = true },
	RSDP_FILE,
};

static const struct vmacpigen_layout_file by_size_files[] = {
	{ .name = VMACPIGEN_FW_CFG_TABLES, .align = ACPI_FACS_ALIGN, .step = 8,
	    .tail = sizeof(le64), .rest = true },
	RSDP_FILE,
};

/*
 * vmd(8) writes a table to each page of what it reserves for tables (vmd.h,
 * VMD_XSDT_PADDR and on); firmware gets no more than the RSDP.
 */
static const struct vmacpigen_layout_file vmd_current_files[] = {
	{ .name = "efff0000.bin", .address = 0xefff0000, .align = 4096,
	    .step = 4096, .max = 0x10000, KINDS(VMACPIGEN_XSDT,
	    VMACPIGEN_MADT, VMACPIGEN_FADT, VMACPIGEN_DSDT, VMACPIGEN_FACS),
	    .rest = true },
	RSDP_FILE,
};

static const struct vmacpigen_layout_file rsdp_first[] = {
	FLAT_FILE(VMACPIGEN_RSDP),
};

static const struct vmacpigen_layout_file vmd_current_flat[] = {
	FLAT_FILE(VMACPIGEN_RSDP, VMACPIGEN_XSDT, VMACPIGEN_MADT,
	    VMACPIGEN_FADT, VMACPIGEN_DSDT, VMACPIGEN_FACS),
};

const struct vmacpigen_layout vmacpigen_files_vmd = {
	FILES(vmd_files),
	.without = VMACPIGEN_BIT(VMACPIGEN_FACS),
	.loader_sums = VMACPIGEN_BIT(VMACPIGEN_MADT),
};
const struct vmacpigen_layout vmacpigen_files_high = { FILES(high_files) };
const struct vmacpigen_layout vmacpigen_files_by_size = {
	FILES(by_size_files)
};

const struct vmacpigen_layout vmacpigen_files_vmd_current = {
	FILES(vmd_current_files)
};

const struct vmacpigen_layout vmacpigen_flat_vmd = { FILES(vmd_flat) };
const struct vmacpigen_layout vmacpigen_flat_vmd_current = {
	FILES(vmd_current_flat)
};
const struct vmacpigen_layout vmacpigen_flat_rsdp = { FILES(rsdp_first) };

const struct vmacpigen_named_layout vmacpigen_file_layouts[] = {
	{ "high",	&vmacpigen_files_high },
	{ "by-size",	&vmacpigen_files_by_size },
	{ "vmd",	&vmacpigen_files_vmd },
	{ "vmd-current", &vmacpigen_files_vmd_current },
	{ NULL,		NULL }
};

const struct vmacpigen_named_layout vmacpigen_flat_layouts[] = {
	{ "rsdp-first",	&vmacpigen_flat_rsdp },
	{ "vmd",	&vmacpigen_flat_vmd },
	{ "vmd-current", &vmacpigen_flat_vmd_current },
	{ NULL,		NULL }
};
