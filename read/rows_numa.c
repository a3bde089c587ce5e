/* See LICENSE for licence details. */

/* The rows of SRAT, SLIT, HMAT and PPTT: what is near to what. */

#include "rows.h"

static const struct field_row srat_rows[] = {
	ROW(acpi_srat, header, STRUCT("", rows_header)),
	ROW(acpi_srat, reserved1, RESERVED),
	ROW(acpi_srat, reserved2, RESERVED),
	END_ROWS
};

const struct field_value rows_enabled[] = {
	BIT(ACPI_SRAT_ENABLED, "Enabled"),
	END_VALUES
};

static const struct field_row srat_lapic_rows[] = {
	ROW(acpi_srat_lapic, entry, STRUCT("", rows_entry)),
	ROW(acpi_srat_lapic, proximity_domain_low,
	    NUMBER("Proximity Domain [7:0]"), BRIEF("domain")),
	ROW(acpi_srat_lapic, apic_id, NUMBER("APIC ID"), ID("apic")),
	ROW(acpi_srat_lapic, flags, FLAGS("Flags", rows_enabled)),
	ROW(acpi_srat_lapic, local_sapic_eid, NUMBER("Local SAPIC EID"),
	    BRIEF("eid")),
	ROW(acpi_srat_lapic, proximity_domain_high,
	    NUMBER("Proximity Domain [31:8]"), BRIEF("domain[31:8]")),
	ROW(acpi_srat_lapic, clock_domain, NUMBER("Clock Domain"),
	    BRIEF("clock")),
	END_ROWS
};

static const struct field_value srat_memory_flags[] = {
	BIT(ACPI_SRAT_ENABLED, "Enabled"),
	BIT(ACPI_SRAT_HOT_PLUGGABLE, "Hot Pluggable"),
	BIT(ACPI_SRAT_NON_VOLATILE, "NonVolatile"),
	END_VALUES
};

static const struct field_row srat_memory_rows[] = {
	ROW(acpi_srat_memory, entry, STRUCT("", rows_entry)),
	ROW(acpi_srat_memory, proximity_domain, NUMBER("Proximity Domain"),
	    BRIEF("domain")),
	ROW(acpi_srat_memory, reserved1, RESERVED),
	ROW(acpi_srat_memory, base_address, HEX("Base Address"), ID("base")),
	ROW(acpi_srat_memory, length, HEX("Address Length"), BRIEF("length")),
	ROW(acpi_srat_memory, reserved2, RESERVED),
	ROW(acpi_srat_memory, flags, FLAGS("Flags", srat_memory_flags)),
	ROW(acpi_srat_memory, reserved3, RESERVED),
	END_ROWS
};

static const struct field_row srat_x2apic_rows[] = {
	ROW(acpi_srat_x2apic, entry, STRUCT("", rows_entry)),
	ROW(acpi_srat_x2apic, reserved1, RESERVED),
	ROW(acpi_srat_x2apic, proximity_domain, NUMBER("Proximity Domain"),
	    BRIEF("domain")),
	ROW(acpi_srat_x2apic, x2apic_id, NUMBER("X2APIC ID"), ID("apic")),
	ROW(acpi_srat_x2apic, flags, FLAGS("Flags", rows_enabled)),
	ROW(acpi_srat_x2apic, clock_domain, NUMBER("Clock Domain"),
	    BRIEF("clock")),
	ROW(acpi_srat_x2apic, reserved2, RESERVED),
	END_ROWS
};

static const struct field_row srat_gicc_rows[] = {
	ROW(acpi_srat_gicc, entry, STRUCT("", rows_entry)),
	ROW(acpi_srat_gicc, proximity_domain, NUMBER("Proximity Domain"),
	    BRIEF("domain")),
	ROW(acpi_srat_gicc, acpi_processor_uid, NUMBER("ACPI Processor UID"),
	    ID("uid")),
	ROW(acpi_srat_gicc, flags, FLAGS("Flags", rows_enabled)),
	ROW(acpi_srat_gicc, clock_domain, NUMBER("Clock Domain"),
	    BRIEF("clock")),
	END_ROWS
};

static const struct field_row srat_gic_its_rows[] = {
	ROW(acpi_srat_gic_its, entry, STRUCT("", rows_entry)),
	ROW(acpi_srat_gic_its, proximity_domain, NUMBER("Proximity Domain"),
	    BRIEF("domain")),
	ROW(acpi_srat_gic_its, reserved, RESERVED),
	ROW(acpi_srat_gic_its, its_id, NUMBER("ITS ID"), ID("its")),
	END_ROWS
};

static const struct field_value srat_handles[] = {
	IS(0, "ACPI"),
	IS(1, "PCI"),
	END_VALUES
};

static const struct field_value srat_generic_flags[] = {
	BIT(ACPI_SRAT_ENABLED, "Enabled"),
	BIT(0x2, "Architectural Transactions"),
	END_VALUES
};

static const struct field_row srat_generic_rows[] = {
	ROW(acpi_srat_generic, entry, STRUCT("", rows_entry)),
	ROW(acpi_srat_generic, reserved1, RESERVED),
	ROW(acpi_srat_generic, device_handle_type,
	    CHOICE("Device Handle Type", srat_handles), ID("type")),
	ROW(acpi_srat_generic, proximity_domain, NUMBER("Proximity Domain"),
	    BRIEF("domain")),
	ROW(acpi_srat_generic, device_handle, HEX("Device Handle"),
	    ID("handle")),
	ROW(acpi_srat_generic, flags, FLAGS("Flags", srat_generic_flags)),
	ROW(acpi_srat_generic, reserved2, RESERVED),
	END_ROWS
};

static const struct field_layout
    srat_lapic = LAYOUT("Processor Local APIC Affinity", acpi_srat_lapic,
	srat_lapic_rows),
    srat_memory = LAYOUT("Memory Affinity", acpi_srat_memory,
	srat_memory_rows),
    srat_x2apic = LAYOUT("Processor Local x2APIC Affinity",
	acpi_srat_x2apic, srat_x2apic_rows),
    srat_gicc = LAYOUT("GICC Affinity", acpi_srat_gicc, srat_gicc_rows),
    srat_gic_its = LAYOUT("GIC ITS Affinity", acpi_srat_gic_its,
	srat_gic_its_rows),
    srat_initiator = LAYOUT("Generic Initiator Affinity", acpi_srat_generic,
	srat_generic_rows),
    srat_port = LAYOUT("Generic Port Affinity", acpi_srat_generic,
	srat_generic_rows);

static const struct field_type srat_types[] = {
	TYPE(ACPI_SRAT_LAPIC, srat_lapic),
	TYPE(ACPI_SRAT_MEMORY, srat_memory),
	TYPE(ACPI_SRAT_X2APIC, srat_x2apic),
	TYPE(ACPI_SRAT_GICC, srat_gicc),
	TYPE(ACPI_SRAT_GIC_ITS, srat_gic_its),
	TYPE(ACPI_SRAT_INITIATOR, srat_initiator),
	TYPE(ACPI_SRAT_PORT, srat_port),
	END_TYPES
};

static const struct field_family srat_family = {
	.type = { 0, 1 }, .length = { 1, 1 }, .types = srat_types,
	.other = &rows_unknown_entry
};

static const struct field_tail srat_tails[] = {
	FAMILY(srat_family),
	END_TAILS
};

const struct field_table rows_srat =
    TABLE("SRAT", "SRAT", acpi_srat, srat_rows, TAILS(srat_tails), REST);

static const struct field_row slit_rows[] = {
	ROW(acpi_slit, header, STRUCT("", rows_header)),
	ROW(acpi_slit, number_of_system_localities,
	    NUMBER("Number of System Localities")),
	END_ROWS
};

/* One row of the square: as wide as it is high. */
LIST(slit_entry, "Entry", NUMBER(""), .unit = 1);

static const struct field_tail slit_tails[] = {
	EACH(slit_entry, COUNT(36, 8), WIDTH(36, 8)),
	END_TAILS
};

const struct field_table rows_slit =
    TABLE("SLIT", "SLIT", acpi_slit, slit_rows, TAILS(slit_tails), REST);

/* 5.2.28 Heterogeneous Memory Attribute Table (HMAT) */
static const struct field_row hmat_rows[] = {
	ROW(acpi_hmat, header, STRUCT("", rows_header)),
	ROW(acpi_hmat, reserved, RESERVED),
	END_ROWS
};

static const struct field_row hmat_entry_rows[] = {
	ROW(acpi_hmat_entry, type, NUMBER("Type"), ID("type")),
	ROW(acpi_hmat_entry, reserved, RESERVED),
	ROW(acpi_hmat_entry, length, NUMBER("Length")),
	END_ROWS
};

static const struct field_layout hmat_entry = LAYOUT("", acpi_hmat_entry,
    hmat_entry_rows);

static const struct field_value hmat_domain_flags[] = {
	BIT(ACPI_HMAT_INITIATOR, "Initiator Proximity Domain valid"),
	END_VALUES
};

/* 5.2.28.3 Memory Proximity Domain Attributes Structure */
static const struct field_row hmat_domain_rows[] = {
	ROW(acpi_hmat_domain, entry, STRUCT("", hmat_entry)),
	ROW(acpi_hmat_domain, flags, FLAGS("Flags", hmat_domain_flags)),
	ROW(acpi_hmat_domain, reserved1, RESERVED),
	ROW(acpi_hmat_domain, initiator,
	    NUMBER("Proximity Domain for the Attached Initiator"),
	    BRIEF("initiator")),
	ROW(acpi_hmat_domain, memory,
	    NUMBER("Proximity Domain for the Memory"), ID("memory")),
	ROW(acpi_hmat_domain, reserved2, RESERVED),
	ROW(acpi_hmat_domain, reserved3, RESERVED),
	ROW(acpi_hmat_domain, reserved4, RESERVED),
	END_ROWS
};

static const struct field_value hmat_locality_flags[] = {
	{ 0xf, 0, "memory" },
	{ 0xf, 1, "first level memory side cache" },
	{ 0xf, 2, "second level memory side cache" },
	{ 0xf, 3, "third level memory side cache" },
	BIT(0x10, "minimum transfer size"),
	BIT(0x20, "non-sequential transfers"),
	END_VALUES
};

static const struct field_value hmat_data_types[] = {
	IS(ACPI_HMAT_LATENCY, "access latency"),
	IS(1, "read latency"),
	IS(2, "write latency"),
	IS(ACPI_HMAT_BANDWIDTH, "access bandwidth"),
	IS(4, "read bandwidth"),
	IS(5, "write bandwidth"),
	END_VALUES
};

/* 5.2.28.4 System Locality Latency and Bandwidth Information Structure */
static const struct field_row hmat_locality_rows[] = {
	ROW(acpi_hmat_locality, entry, STRUCT("", hmat_entry)),
	ROW(acpi_hmat_locality, flags, FLAGS("Flags", hmat_locality_flags),
	    ID("level")),
	ROW(acpi_hmat_locality, data_type,
	    CHOICE("Data Type", hmat_data_types), ID("data")),
	ROW(acpi_hmat_locality, min_transfer_size, NUMBER("MinTransferSize")),
	ROW(acpi_hmat_locality, reserved1, RESERVED),
	ROW(acpi_hmat_locality, number_of_initiators,
	    NUMBER("Number of Initiator Proximity Domains")),
	ROW(acpi_hmat_locality, number_of_targets,
	    NUMBER("Number of Target Proximity Domains")),
	ROW(acpi_hmat_locality, reserved2, RESERVED),
	ROW(acpi_hmat_locality, entry_base_unit, NUMBER("Entry Base Unit"),
	    BRIEF("unit")),
	END_ROWS
};

#define LOCALITY "System Locality Latency and Bandwidth Information"

LIST(hmat_initiators, LOCALITY, NUMBER("Initiator Proximity Domain List"),
    .unit = 4);
LIST(hmat_targets, LOCALITY, NUMBER("Target Proximity Domain List"),
    .unit = 4);

/* One row for each initiator, of a number for each target */
LIST(hmat_latencies, "Entry", NUMBER(""), .unit = 2);

static const struct field_tail hmat_locality_tails[] = {
	EACH(hmat_initiators, COUNT(12, 4)),
	EACH(hmat_targets, COUNT(16, 4)),
	EACH(hmat_latencies, COUNT(12, 4), WIDTH(16, 4)),
	END_TAILS
};

/* 5.2.28.5 Memory Side Cache Information Structure */
static const struct field_row hmat_cache_rows[] = {
	AT(0, 8, STRUCT("", hmat_entry)),
	AT(8, 4, NUMBER("Proximity Domain for the Memory"), ID("memory")),
	AT(12, 4, RESERVED),
	AT(16, 8, NUMBER("Memory Side Cache Size"), BRIEF("size")),
	AT(24, 4, HEX("Cache Attributes"), ID("attributes")),
	AT(28, 2, HEX("Address Mode")),
	AT(30, 2, NUMBER("Number of SMBIOS handles")),
	END_ROWS
};

LIST(hmat_smbios, "Memory Side Cache Information", HEX("SMBIOS Handles"),
    .unit = 2);

static const struct field_tail hmat_cache_tails[] = {
	EACH(hmat_smbios, COUNT(30, 2)),
	END_TAILS
};

static const struct field_layout
    hmat_domain = LAYOUT("Memory Proximity Domain Attributes",
	acpi_hmat_domain, hmat_domain_rows),
    hmat_locality = LAYOUT(LOCALITY, acpi_hmat_locality, hmat_locality_rows,
	.tails = hmat_locality_tails),
    hmat_cache = SPAN("Memory Side Cache Information", 32, hmat_cache_rows,
	.tails = hmat_cache_tails),
    hmat_unknown = LAYOUT("Unknown Structure", acpi_hmat_entry,
	hmat_entry_rows);

static const struct field_type hmat_types[] = {
	TYPE(ACPI_HMAT_DOMAIN, hmat_domain),
	TYPE(ACPI_HMAT_LOCALITY, hmat_locality),
	TYPE(ACPI_HMAT_CACHE, hmat_cache),
	END_TYPES
};

static const struct field_family hmat_family = {
	.type = { 0, 2 }, .length = { 4, 4 }, .types = hmat_types,
	.other = &hmat_unknown
};

static const struct field_tail hmat_tails[] = {
	FAMILY(hmat_family),
	END_TAILS
};

const struct field_table rows_hmat =
    TABLE("HMAT", "HMAT", acpi_hmat, hmat_rows, TAILS(hmat_tails), REST);

/* 5.2.30 Processor Properties Topology Table (PPTT) */
static const struct field_value pptt_node_flags[] = {
	BIT(0x1, "Physical package"),
	BIT(0x2, "ACPI Processor ID valid"),
	BIT(0x4, "Processor is a Thread"),
	BIT(0x8, "Node is a Leaf"),
	BIT(0x10, "Identical Implementation"),
	END_VALUES
};

/* 5.2.30.1 Processor hierarchy node structure; its parent is an offset. */
static const struct field_row pptt_node_rows[] = {
	AT(0, 2, STRUCT("", rows_entry)),
	AT(2, 2, RESERVED),
	AT(4, 4, FLAGS("Flags", pptt_node_flags)),
	AT(8, 4, HEX("Parent"), BRIEF("parent")),
	AT(12, 4, NUMBER("ACPI Processor ID"), ID("id")),
	AT(16, 4, NUMBER("Number of private resources")),
	END_ROWS
};

LIST(pptt_resources, "Processor Hierarchy Node", HEX("Private resources"),
    .unit = 4);

static const struct field_tail pptt_node_tails[] = {
	EACH(pptt_resources, COUNT(16, 4)),
	END_TAILS
};

static const struct field_value pptt_cache_flags[] = {
	BIT(0x1, "Size property valid"),
	BIT(0x2, "Number of sets valid"),
	BIT(0x4, "Associativity valid"),
	BIT(0x8, "Allocation type valid"),
	BIT(0x10, "Cache type valid"),
	BIT(0x20, "Write policy valid"),
	BIT(0x40, "Line size valid"),
	BIT(0x80, "Cache ID valid"),
	END_VALUES
};

static const struct field_value pptt_cache_attributes[] = {
	{ 0x03, 0x00, "read allocate" },
	{ 0x03, 0x01, "write allocate" },
	{ 0x02, 0x02, "read and write allocate" },
	{ 0x0c, 0x00, "data" },
	{ 0x0c, 0x04, "instruction" },
	{ 0x08, 0x08, "unified" },
	{ 0x10, 0x00, "write back" },
	{ 0x10, 0x10, "write through" },
	END_VALUES
};

/* 5.2.30.2 Cache Type Structure; the ID since revision 3 */
static const struct field_row pptt_cache_rows[] = {
	AT(0, 2, STRUCT("", rows_entry)),
	AT(2, 2, RESERVED),
	AT(4, 4, FLAGS("Flags", pptt_cache_flags)),
	AT(8, 4, HEX("Next Level of Cache"), BRIEF("next")),
	AT(12, 4, NUMBER("Size"), BRIEF("size")),
	AT(16, 4, NUMBER("Number of sets"), BRIEF("sets")),
	AT(20, 1, NUMBER("Associativity"), BRIEF("associativity")),
	AT(21, 1, FLAGS("Attributes", pptt_cache_attributes)),
	AT(22, 2, NUMBER("Line size"), BRIEF("line")),
	AT(24, 4, HEX("Cache ID"), ID("id")),
	END_ROWS
};

/* ACPI 6.2, 5.2.29.3 ID structure, deprecated since 6.3 */
static const struct field_row pptt_id_rows[] = {
	AT(0, 2, STRUCT("", rows_entry)),
	AT(2, 2, RESERVED),
	AT(4, 4, HEX("VENDOR_ID"), ID("vendor")),
	AT(8, 8, HEX("LEVEL_1_ID"), BRIEF("level1")),
	AT(16, 8, HEX("LEVEL_2_ID"), BRIEF("level2")),
	AT(24, 2, NUMBER("MAJOR_REV")),
	AT(26, 2, NUMBER("MINOR_REV")),
	AT(28, 2, NUMBER("SPIN_REV")),
	END_ROWS
};

static const struct field_layout
    pptt_node = SPAN("Processor Hierarchy Node", 20, pptt_node_rows,
	.tails = pptt_node_tails),
    pptt_cache = SPAN("Cache Type", 28, pptt_cache_rows, .least = 24),
    pptt_id = SPAN("ID", 30, pptt_id_rows);

static const struct field_type pptt_types[] = {
	TYPE(0, pptt_node),
	TYPE(1, pptt_cache),
	TYPE(2, pptt_id),
	END_TYPES
};

static const struct field_family pptt_family = {
	.type = { 0, 1 }, .length = { 1, 1 }, .types = pptt_types,
	.other = &rows_unknown_entry
};

static const struct field_tail pptt_tails[] = {
	FAMILY(pptt_family),
	END_TAILS
};

const struct field_table rows_pptt =
    TABLE("PPTT", "PPTT", acpi_header, rows_header_only, TAILS(pptt_tails),
	REST);
