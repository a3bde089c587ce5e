/* See LICENSE for licence details. */

/* The rows of CEDT and NFIT: memory that is not plain RAM */

#include "rows.h"

/* CXL 3.1, 9.18.1 CXL Early Discovery Table (CEDT) */
static const struct field_row cedt_entry_rows[] = {
	AT(0, 1, NUMBER("Type"), ID("type")),
	AT(1, 1, RESERVED),
	AT(2, 2, NUMBER("Record Length")),
	END_ROWS
};

static const struct field_layout cedt_entry = SPAN("", 4, cedt_entry_rows);

/* 9.18.1.2 CXL Host Bridge Structure (CHBS) */
static const struct field_value cxl_versions[] = {
	IS(0, "CXL 1.1"),
	IS(1, "CXL 2.0 or later"),
	END_VALUES
};

static const struct field_row chbs_rows[] = {
	AT(0, 4, STRUCT("", cedt_entry)),
	AT(4, 4, NUMBER("UID"), ID("uid")),
	AT(8, 4, CHOICE("CXL Version", cxl_versions), BRIEF("version")),
	AT(12, 4, RESERVED),
	AT(16, 8, HEX("Base"), BRIEF("base")),
	AT(24, 8, HEX("Length"), BRIEF("length")),
	END_ROWS
};

/* 9.18.1.3 CXL Fixed Memory Window Structure (CFMWS) */
static const struct field_value interleave_arithmetic[] = {
	IS(0, "Modulo"),
	IS(1, "Modulo combined with XOR"),
	END_VALUES
};

static const struct field_value window_restrictions[] = {
	BIT(0x01, "Device Coherent"),
	BIT(0x02, "Host-only Coherent"),
	BIT(0x04, "Volatile"),
	BIT(0x08, "Persistent"),
	BIT(0x10, "Fixed Device Configuration"),
	BIT(0x20, "BI"),
	END_VALUES
};

static const struct field_row cfmws_rows[] = {
	AT(0, 4, STRUCT("", cedt_entry)),
	AT(4, 4, RESERVED),
	AT(8, 8, HEX("Base HPA"), ID("base")),
	AT(16, 8, HEX("Window Size"), BRIEF("size")),
	AT(24, 1, NUMBER("Encoded Number of Interleave Ways"), BRIEF("eniw")),
	AT(25, 1, CHOICE("Interleave Arithmetic", interleave_arithmetic)),
	AT(26, 2, RESERVED),
	AT(28, 4, NUMBER("Host Bridge Interleave Granularity"),
	    BRIEF("hbig")),
	AT(32, 2, FLAGS("Window Restrictions", window_restrictions)),
	AT(34, 2, NUMBER("QTG ID"), BRIEF("qtg")),
	END_ROWS
};

LIST(cfmws_targets, "CXL Fixed Memory Window", NUMBER("Interleave Target List"),
    .unit = 4);

static const struct field_tail cfmws_tails[] = {
	EACH(cfmws_targets),
	END_TAILS
};

/* 9.18.1.4 CXL XOR Interleave Math Structure (CXIMS) */
static const struct field_row cxims_rows[] = {
	AT(0, 4, STRUCT("", cedt_entry)),
	AT(4, 2, RESERVED),
	AT(6, 1, NUMBER("HBIG"), ID("hbig")),
	AT(7, 1, NUMBER("Number of Bitmap Entries")),
	END_ROWS
};

LIST(cxims_maps, "CXL XOR Interleave Math", HEX("XORMAP List"), .unit = 8);

static const struct field_tail cxims_tails[] = {
	EACH(cxims_maps, COUNT(7, 1)),
	END_TAILS
};

static const struct field_layout
    chbs = SPAN("CXL Host Bridge", 32, chbs_rows),
    cfmws = SPAN("CXL Fixed Memory Window", 36, cfmws_rows,
	.tails = cfmws_tails),
    cxims = SPAN("CXL XOR Interleave Math", 8, cxims_rows,
	.tails = cxims_tails),
    cedt_unknown = SPAN("Unknown Structure", 4, cedt_entry_rows);

static const struct field_type cedt_types[] = {
	TYPE(0, chbs),
	TYPE(1, cfmws),
	TYPE(2, cxims),
	END_TYPES
};

static const struct field_family cedt_family = {
	.type = { 0, 1 }, .length = { 2, 2 }, .types = cedt_types,
	.other = &cedt_unknown
};

static const struct field_tail cedt_tails[] = {
	FAMILY(cedt_family),
	END_TAILS
};

const struct field_table rows_cedt =
    TABLE("CEDT", "CEDT", acpi_header, rows_header_only, TAILS(cedt_tails),
	REST);

/* ACPI 6.5, 5.2.26 NVDIMM Firmware Interface Table (NFIT) */
static const struct field_row nfit_rows[] = {
	HEADER,
	AT(36, 4, RESERVED),
	END_ROWS
};

static const struct field_row nfit_entry_rows[] = {
	AT(0, 2, NUMBER("Type"), ID("type")),
	AT(2, 2, NUMBER("Length")),
	END_ROWS
};

static const struct field_layout nfit_entry = SPAN("", 4, nfit_entry_rows);

/* 5.2.26.2 System Physical Address (SPA) Range Structure */
static const struct field_value spa_flags[] = {
	BIT(0x1, "Control region only for hot add"),
	BIT(0x2, "Proximity Domain valid"),
	BIT(0x4, "SPALocationCookie valid"),
	END_VALUES
};

static const struct field_row spa_rows[] = {
	AT(0, 4, STRUCT("", nfit_entry)),
	AT(4, 2, NUMBER("SPA Range Structure Index"), ID("index")),
	AT(6, 2, FLAGS("Flags", spa_flags)),
	AT(8, 4, RESERVED),
	AT(12, 4, NUMBER("Proximity Domain"), BRIEF("domain")),
	AT(16, 16, GUID("Address Range Type GUID")),
	AT(32, 8, HEX("System Physical Address Range Base"), BRIEF("base")),
	AT(40, 8, HEX("System Physical Address Range Length"),
	    BRIEF("length")),
	AT(48, 8, HEX("Address Range Memory Mapping Attribute")),
	AT(56, 8, HEX("SPALocationCookie")),
	END_ROWS
};

/* 5.2.26.3 NVDIMM Region Mapping Structure */
static const struct field_value nvdimm_flags[] = {
	BIT(0x01, "Save failed"),
	BIT(0x02, "Restore failed"),
	BIT(0x04, "Flush failed"),
	BIT(0x08, "Not armed"),
	BIT(0x10, "SMART health events observed"),
	BIT(0x20, "SMART health events notified"),
	BIT(0x40, "Not mapped"),
	END_VALUES
};

static const struct field_row region_rows[] = {
	AT(0, 4, STRUCT("", nfit_entry)),
	AT(4, 4, HEX("NFIT Device Handle"), ID("handle")),
	AT(8, 2, NUMBER("NVDIMM Physical ID")),
	AT(10, 2, NUMBER("NVDIMM Region ID"), ID("region")),
	AT(12, 2, NUMBER("SPA Range Structure Index"), BRIEF("spa")),
	AT(14, 2, NUMBER("NVDIMM Control Region Structure Index"),
	    BRIEF("control")),
	AT(16, 8, HEX("NVDIMM Region Size"), BRIEF("size")),
	AT(24, 8, HEX("Region Offset"), BRIEF("offset")),
	AT(32, 8, HEX("NVDIMM Physical Address Region Base"), BRIEF("base")),
	AT(40, 2, NUMBER("Interleave Structure Index")),
	AT(42, 2, NUMBER("Interleave Ways")),
	AT(44, 2, FLAGS("NVDIMM State Flags", nvdimm_flags)),
	AT(46, 2, RESERVED),
	END_ROWS
};

/* 5.2.26.4 Interleave Structure */
static const struct field_row interleave_rows[] = {
	AT(0, 4, STRUCT("", nfit_entry)),
	AT(4, 2, NUMBER("Interleave Structure Index"), ID("index")),
	AT(6, 2, RESERVED),
	AT(8, 4, NUMBER("Number of Lines Described")),
	AT(12, 4, NUMBER("Line Size"), BRIEF("line")),
	END_ROWS
};

LIST(interleave_lines, "Interleave", NUMBER("Line Offsets"), .unit = 4);

static const struct field_tail interleave_tails[] = {
	EACH(interleave_lines, COUNT(8, 4)),
	END_TAILS
};

/* 5.2.26.5 SMBIOS Management Information Structure */
static const struct field_row smbios_rows[] = {
	AT(0, 4, STRUCT("", nfit_entry)),
	AT(4, 4, RESERVED),
	END_ROWS
};

/* 5.2.26.6 NVDIMM Control Region Structure; of 32 bytes without windows */
static const struct field_value valid_fields[] = {
	BIT(0x1, "manufacturing information"),
	END_VALUES
};

static const struct field_value control_flags[] = {
	BIT(0x1, "Block Data Windows buffered"),
	END_VALUES
};

static const struct field_row control_rows[] = {
	AT(0, 4, STRUCT("", nfit_entry)),
	AT(4, 2, NUMBER("NVDIMM Control Region Structure Index"),
	    ID("index")),
	AT(6, 2, HEX("Vendor ID"), BRIEF("vendor")),
	AT(8, 2, HEX("Device ID"), BRIEF("device")),
	AT(10, 2, HEX("Revision ID")),
	AT(12, 2, HEX("Subsystem Vendor ID")),
	AT(14, 2, HEX("Subsystem Device ID")),
	AT(16, 2, HEX("Subsystem Revision ID")),
	AT(18, 1, FLAGS("Valid Fields", valid_fields)),
	AT(19, 1, HEX("Manufacturing Location")),
	AT(20, 2, HEX("Manufacturing Date")),
	AT(22, 2, RESERVED),
	AT(24, 4, HEX("Serial Number"), BRIEF("serial")),
	AT(28, 2, HEX("Region Format Interface Code")),
	AT(30, 2, NUMBER("Number of Block Control Windows")),
	AT(32, 8, HEX("Size of Block Control Window")),
	AT(40, 8, HEX("Command Register Offset")),
	AT(48, 8, HEX("Size of Command Register")),
	AT(56, 8, HEX("Status Register Offset")),
	AT(64, 8, HEX("Size of Status Register")),
	AT(72, 2, FLAGS("NVDIMM Control Region Flag", control_flags)),
	AT(74, 6, RESERVED),
	END_ROWS
};

/* 5.2.26.7 NVDIMM Block Data Window Region Structure */
static const struct field_row window_rows[] = {
	AT(0, 4, STRUCT("", nfit_entry)),
	AT(4, 2, NUMBER("NVDIMM Control Region Structure Index"),
	    ID("index")),
	AT(6, 2, NUMBER("Number of Block Data Windows")),
	AT(8, 8, HEX("Block Data Window Start Offset")),
	AT(16, 8, HEX("Size of Block Data Window")),
	AT(24, 8, HEX("Block Accessible Memory Capacity")),
	AT(32, 8, HEX("Beginning of Block Accessible Memory")),
	END_ROWS
};

/* 5.2.26.8 Flush Hint Address Structure */
static const struct field_row flush_rows[] = {
	AT(0, 4, STRUCT("", nfit_entry)),
	AT(4, 4, HEX("NFIT Device Handle"), ID("handle")),
	AT(8, 2, NUMBER("Number of Flush Hint Addresses")),
	AT(10, 6, RESERVED),
	END_ROWS
};

LIST(flush_hints, "Flush Hint Address", HEX("Flush Hint Addresses"),
    .unit = 8);

static const struct field_tail flush_tails[] = {
	EACH(flush_hints, COUNT(8, 2)),
	END_TAILS
};

/* 5.2.26.9 Platform Capabilities Structure */
static const struct field_value capabilities[] = {
	BIT(0x1, "CPU Cache Flush to NVDIMM Durability on Power Loss"),
	BIT(0x2, "Memory Controller Flush to NVDIMM Durability on Power Loss"),
	BIT(0x4, "Byte Addressable Persistent Memory Hardware Mirroring"),
	END_VALUES
};

static const struct field_row capability_rows[] = {
	AT(0, 4, STRUCT("", nfit_entry)),
	AT(4, 1, NUMBER("Highest Valid Capability")),
	AT(5, 3, RESERVED),
	AT(8, 4, FLAGS("Capabilities", capabilities)),
	AT(12, 4, RESERVED),
	END_ROWS
};

static const struct field_layout
    nfit_spa = SPAN("SPA Range", 64, spa_rows, .least = 56),
    nfit_region = SPAN("NVDIMM Region Mapping", 48, region_rows),
    nfit_interleave = SPAN("Interleave", 16, interleave_rows,
	.tails = interleave_tails),
    nfit_smbios = SPAN("SMBIOS Management Information", 8, smbios_rows),
    nfit_control = SPAN("NVDIMM Control Region", 80, control_rows,
	.least = 32),
    nfit_window = SPAN("NVDIMM Block Data Window Region", 40, window_rows),
    nfit_flush = SPAN("Flush Hint Address", 16, flush_rows,
	.tails = flush_tails),
    nfit_capability = SPAN("Platform Capabilities", 16, capability_rows),
    nfit_unknown = SPAN("Unknown Structure", 4, nfit_entry_rows);

static const struct field_type nfit_types[] = {
	TYPE(0, nfit_spa),
	TYPE(1, nfit_region),
	TYPE(2, nfit_interleave),
	TYPE(3, nfit_smbios),
	TYPE(4, nfit_control),
	TYPE(5, nfit_window),
	TYPE(6, nfit_flush),
	TYPE(7, nfit_capability),
	END_TYPES
};

static const struct field_family nfit_family = {
	.type = { 0, 2 }, .length = { 2, 2 }, .types = nfit_types,
	.other = &nfit_unknown
};

static const struct field_tail nfit_tails[] = {
	FAMILY(nfit_family),
	END_TAILS
};

const struct field_table rows_nfit =
    TABLE_OF("NFIT", "NFIT", 40, nfit_rows, TAILS(nfit_tails), REST);
