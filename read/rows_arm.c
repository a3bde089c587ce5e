/* See LICENSE for licence details. */

/* The rows of GTDT and IORT, which Arm machines have */

#include "rows.h"

/* ACPI 6.5, 5.2.25 Generic Timer Description Table (GTDT) */
static const struct field_value timer_flags[] = {
	BIT(0x1, "edge-triggered"),
	BIT(0x2, "active low"),
	BIT(0x4, "always on"),
	END_VALUES
};

static const struct field_row gtdt_rows[] = {
	HEADER,
	AT(36, 8, HEX("CntControlBase Physical Address")),
	AT(44, 4, RESERVED),
	AT(48, 4, NUMBER("Secure EL1 Timer GSIV")),
	AT(52, 4, FLAGS("Secure EL1 Timer Flags", timer_flags)),
	AT(56, 4, NUMBER("Non-Secure EL1 Timer GSIV")),
	AT(60, 4, FLAGS("Non-Secure EL1 Timer Flags", timer_flags)),
	AT(64, 4, NUMBER("Virtual EL1 Timer GSIV")),
	AT(68, 4, FLAGS("Virtual EL1 Timer Flags", timer_flags)),
	AT(72, 4, NUMBER("EL2 Timer GSIV")),
	AT(76, 4, FLAGS("EL2 Timer Flags", timer_flags)),
	AT(80, 8, HEX("CntReadBase Physical Address")),
	AT(88, 4, NUMBER("Platform Timer Count")),
	AT(92, 4, HEX("Platform Timer Offset")),
	AT(96, 4, NUMBER("Virtual EL2 Timer GSIV")),
	AT(100, 4, FLAGS("Virtual EL2 Timer Flags", timer_flags)),
	END_ROWS
};

static const struct field_row timer_entry_rows[] = {
	AT(0, 1, NUMBER("Type"), ID("type")),
	AT(1, 2, NUMBER("Length")),
	AT(3, 1, RESERVED),
	END_ROWS
};

static const struct field_layout timer_entry = SPAN("", 4, timer_entry_rows);

/* 5.2.25.1 GT Block Structure, and its timers */
static const struct field_row gt_block_rows[] = {
	AT(0, 4, STRUCT("", timer_entry)),
	AT(4, 8, HEX("GT Block Physical Address"), ID("base")),
	AT(12, 4, NUMBER("GT Block Timer Count")),
	AT(16, 4, HEX("GT Block Timer Offset")),
	END_ROWS
};

static const struct field_value gt_timer_flags[] = {
	BIT(0x1, "edge-triggered"),
	BIT(0x2, "active low"),
	END_VALUES
};

static const struct field_value gt_common_flags[] = {
	BIT(0x1, "secure"),
	BIT(0x2, "always on"),
	END_VALUES
};

static const struct field_row gt_timer_rows[] = {
	AT(0, 1, NUMBER("GT Frame Number"), ID("frame")),
	AT(1, 3, RESERVED),
	AT(4, 8, HEX("CntBaseX Physical Address"), BRIEF("base")),
	AT(12, 8, HEX("CntEL0BaseX Physical Address")),
	AT(20, 4, NUMBER("GTx Physical Timer GSIV"), BRIEF("gsiv")),
	AT(24, 4, FLAGS("GTx Physical Timer Flags", gt_timer_flags)),
	AT(28, 4, NUMBER("GTx Virtual Timer GSIV")),
	AT(32, 4, FLAGS("GTx Virtual Timer Flags", gt_timer_flags)),
	AT(36, 4, FLAGS("GTx Common Flags", gt_common_flags)),
	END_ROWS
};

static const struct field_layout gt_timer =
    SPAN("GT Block Timer", 40, gt_timer_rows);

static const struct field_tail gt_block_tails[] = {
	EACH(gt_timer, START(16, 4), COUNT(12, 4)),
	END_TAILS
};

/* 5.2.25.2 Arm Generic Watchdog Structure */
static const struct field_value watchdog_flags[] = {
	BIT(0x1, "edge-triggered"),
	BIT(0x2, "active low"),
	BIT(0x4, "secure"),
	END_VALUES
};

static const struct field_row watchdog_rows[] = {
	AT(0, 4, STRUCT("", timer_entry)),
	AT(4, 8, HEX("RefreshFrame Physical Address"), ID("refresh")),
	AT(12, 8, HEX("WatchdogControlFrame Physical Address"),
	    BRIEF("control")),
	AT(20, 4, NUMBER("Watchdog Timer GSIV"), BRIEF("gsiv")),
	AT(24, 4, FLAGS("Watchdog Timer Flags", watchdog_flags)),
	END_ROWS
};

static const struct field_layout
    gt_block = SPAN("GT Block", 20, gt_block_rows, .tails = gt_block_tails),
    watchdog = SPAN("Arm Generic Watchdog", 28, watchdog_rows),
    timer_unknown = SPAN("Unknown Structure", 4, timer_entry_rows);

static const struct field_type timer_types[] = {
	TYPE(0, gt_block),
	TYPE(1, watchdog),
	END_TYPES
};

static const struct field_family timer_family = {
	.type = { 0, 1 }, .length = { 1, 2 }, .types = timer_types,
	.other = &timer_unknown
};

static const struct field_tail gtdt_tails[] = {
	FAMILY(timer_family, START(92, 4), COUNT(88, 4)),
	END_TAILS
};

/* Of 80 bytes in ACPI 5.0, of 96 up to ACPI 6.2 */
const struct field_table rows_gtdt =
    TABLE_OF("GTDT", "GTDT", 104, gtdt_rows, LEAST(80), TAILS(gtdt_tails),
	REST);

/* Arm DEN 0049 (IO Remapping Table), issue E.f */
static const struct field_row iort_rows[] = {
	HEADER,
	AT(36, 4, NUMBER("Number of IORT Nodes")),
	AT(40, 4, HEX("Offset to Array of IORT Nodes")),
	AT(44, 4, RESERVED),
	END_ROWS
};

static const struct field_row iort_node_rows[] = {
	AT(0, 1, NUMBER("Type"), ID("type")),
	AT(1, 2, NUMBER("Length")),
	AT(3, 1, NUMBER("Revision")),
	AT(4, 4, NUMBER("Identifier")),
	AT(8, 4, NUMBER("Number of ID mappings")),
	AT(12, 4, HEX("Reference to ID Array")),
	END_ROWS
};

static const struct field_layout iort_node = SPAN("", 16, iort_node_rows);

static const struct field_value mapping_flags[] = {
	BIT(0x1, "Single mapping"),
	END_VALUES
};

static const struct field_row mapping_rows[] = {
	AT(0, 4, HEX("Input base"), ID("input")),
	AT(4, 4, HEX("Number of IDs"), BRIEF("ids")),
	AT(8, 4, HEX("Output base"), BRIEF("output")),
	AT(12, 4, HEX("Output Reference"), BRIEF("node")),
	AT(16, 4, FLAGS("Flags", mapping_flags)),
	END_ROWS
};

static const struct field_layout mapping =
    SPAN("ID Mapping", 20, mapping_rows);

#define MAPPINGS	EACH(mapping, START(12, 4), COUNT(8, 4))

static const struct field_tail mappings[] = {
	MAPPINGS,
	END_TAILS
};

/* Memory access properties, in what has them */
static const struct field_value allocation_hints[] = {
	BIT(0x1, "Transient"),
	BIT(0x2, "Write Allocate"),
	BIT(0x4, "Read Allocate"),
	BIT(0x8, "Override"),
	END_VALUES
};

static const struct field_value access_flags[] = {
	BIT(0x1, "CPM"),
	BIT(0x2, "DACS"),
	BIT(0x4, "CANWBS"),
	END_VALUES
};

static const struct field_row access_rows[] = {
	AT(0, 4, NUMBER("Cache Coherent Attribute")),
	AT(4, 1, FLAGS("Allocation Hints", allocation_hints)),
	AT(5, 2, RESERVED),
	AT(7, 1, FLAGS("Memory Access Flags", access_flags)),
	END_ROWS
};

static const struct field_layout memory_access = SPAN("", 8, access_rows);

/* ITS group node */
static const struct field_row its_rows[] = {
	AT(0, 16, STRUCT("", iort_node)),
	AT(16, 4, NUMBER("Number of ITSs")),
	END_ROWS
};

LIST(its_array, "ITS Group", NUMBER("GIC ITS Identifier Array"), .unit = 4);

static const struct field_tail its_tails[] = {
	EACH(its_array, COUNT(16, 4)),
	MAPPINGS,
	END_TAILS
};

/* Named component node */
static const struct field_value component_flags[] = {
	BIT(0x1, "Stall supported"),
	END_VALUES
};

static const struct field_row component_rows[] = {
	AT(0, 16, STRUCT("", iort_node)),
	AT(16, 4, HEX("Node flags"), .values = component_flags),
	AT(20, 8, STRUCT("", memory_access)),
	AT(28, 1, NUMBER("Device memory address size limit")),
	END_ROWS
};

LIST(component_name, "Named Component", STRING("Device object name"));

static const struct field_tail component_tails[] = {
	EACH(component_name),
	MAPPINGS,
	END_TAILS
};

/* Root complex node */
static const struct field_value ats_flags[] = {
	BIT(0x1, "ATS supported"),
	BIT(0x2, "PRI supported"),
	BIT(0x4, "PASID forwarding supported"),
	END_VALUES
};

static const struct field_row complex_rows[] = {
	AT(0, 16, STRUCT("", iort_node)),
	AT(16, 8, STRUCT("", memory_access)),
	AT(24, 4, FLAGS("ATS Attribute", ats_flags)),
	AT(28, 4, NUMBER("PCI Segment number"), ID("segment")),
	AT(32, 1, NUMBER("Memory address size limit")),
	AT(33, 2, HEX("PASID capabilities")),
	AT(35, 1, RESERVED),
	END_ROWS
};

/* SMMUv1 and SMMUv2 node; its interrupts are in arrays. */
static const struct field_value smmu_models[] = {
	IS(0, "SMMUv1"),
	IS(1, "SMMUv2"),
	IS(2, "MMU-400"),
	IS(3, "MMU-500"),
	IS(4, "MMU-401"),
	IS(5, "Cavium ThunderX SMMUv2"),
	END_VALUES
};

static const struct field_value smmu_flags[] = {
	BIT(0x1, "DVM supported"),
	BIT(0x2, "coherent page table walks"),
	END_VALUES
};

static const struct field_row smmu_rows[] = {
	AT(0, 16, STRUCT("", iort_node)),
	AT(16, 8, HEX("Base Address"), ID("base")),
	AT(24, 8, HEX("Span"), BRIEF("span")),
	AT(32, 4, CHOICE("Model", smmu_models), BRIEF("model")),
	AT(36, 4, FLAGS("Flags", smmu_flags)),
	AT(40, 4, HEX("Reference to Global Interrupt Array")),
	AT(44, 4, NUMBER("Number of context interrupts")),
	AT(48, 4, HEX("Reference to Context Interrupt Array")),
	AT(52, 4, NUMBER("Number of PMU Interrupts")),
	AT(56, 4, HEX("Reference to PMU Interrupt Array")),
	END_ROWS
};

static const struct field_value smmu_interrupt_flags[] = {
	BIT(0x1, "edge-triggered"),
	END_VALUES
};

static const struct field_row smmu_global_rows[] = {
	AT(0, 4, NUMBER("SMMU_NSgIrpt GSIV")),
	AT(4, 4, FLAGS("SMMU_NSgIrpt interrupt flags", smmu_interrupt_flags)),
	AT(8, 4, NUMBER("SMMU_NSgCfgIrpt GSIV")),
	AT(12, 4, FLAGS("SMMU_NSgCfgIrpt interrupt flags",
	    smmu_interrupt_flags)),
	END_ROWS
};

static const struct field_layout smmu_global =
    SPAN("Global Interrupts", 16, smmu_global_rows);

/* Numbers of 8 bytes: a GSIV, and flags above it */
LIST(smmu_context, "SMMUv1 or SMMUv2", HEX("Context interrupts"), .unit = 8);
LIST(smmu_pmu, "SMMUv1 or SMMUv2", HEX("PMU Interrupts"), .unit = 8);

static const struct field_tail smmu_tails[] = {
	EACH(smmu_global, START(40, 4), .most = 1),
	EACH(smmu_context, START(48, 4), COUNT(44, 4)),
	EACH(smmu_pmu, START(56, 4), COUNT(52, 4)),
	MAPPINGS,
	END_TAILS
};

/* SMMUv3 node */
static const struct field_value smmu3_flags[] = {
	BIT(0x1, "COHACC override"),
	{ 0x6, 0x2, "HTTU override 1" },
	{ 0x6, 0x4, "HTTU override 2" },
	{ 0x6, 0x6, "HTTU override 3" },
	BIT(0x8, "Proximity domain valid"),
	BIT(0x10, "DeviceID mapping index valid"),
	END_VALUES
};

static const struct field_value smmu3_models[] = {
	IS(0, "generic SMMUv3"),
	IS(1, "HiSilicon Hi161x"),
	IS(2, "Cavium CN99xx"),
	END_VALUES
};

static const struct field_row smmu3_rows[] = {
	AT(0, 16, STRUCT("", iort_node)),
	AT(16, 8, HEX("Base Address"), ID("base")),
	AT(24, 4, FLAGS("Flags", smmu3_flags)),
	AT(28, 4, RESERVED),
	AT(32, 8, HEX("VATOS Address")),
	AT(40, 4, CHOICE("Model", smmu3_models), BRIEF("model")),
	AT(44, 4, NUMBER("Event GSIV")),
	AT(48, 4, NUMBER("PRI GSIV")),
	AT(52, 4, NUMBER("GERR GSIV")),
	AT(56, 4, NUMBER("Sync GSIV")),
	AT(60, 4, NUMBER("Proximity domain"), BRIEF("domain")),
	AT(64, 4, NUMBER("DeviceID mapping index")),
	END_ROWS
};

/* PMCG node */
static const struct field_row pmcg_rows[] = {
	AT(0, 16, STRUCT("", iort_node)),
	AT(16, 8, HEX("Page 0 Base Address"), ID("base")),
	AT(24, 4, NUMBER("Overflow interrupt GSIV"), BRIEF("gsiv")),
	AT(28, 4, HEX("Node reference"), BRIEF("node")),
	AT(32, 8, HEX("Page 1 Base Address")),
	END_ROWS
};

/* Reserved Memory Range (RMR) node */
static const struct field_value rmr_flags[] = {
	BIT(0x1, "Remapping permitted"),
	BIT(0x2, "Access privileged"),
	{ 0x3fc, 0x000, "Device-nGnRnE" },
	{ 0x3fc, 0x004, "Device-nGnRE" },
	{ 0x3fc, 0x008, "Device-nGRE" },
	{ 0x3fc, 0x00c, "Device-GRE" },
	{ 0x3fc, 0x010, "Normal Inner Non-cacheable" },
	{ 0x3fc, 0x014, "Normal Inner Write-back" },
	END_VALUES
};

static const struct field_row rmr_rows[] = {
	AT(0, 16, STRUCT("", iort_node)),
	AT(16, 4, FLAGS("Flags", rmr_flags)),
	AT(20, 4, NUMBER("Number of memory range descriptors")),
	AT(24, 4, HEX("Reference to memory range descriptors")),
	END_ROWS
};

static const struct field_row rmr_range_rows[] = {
	AT(0, 8, HEX("Physical Range offset"), ID("base")),
	AT(8, 8, HEX("Physical Range length"), BRIEF("length")),
	AT(16, 4, RESERVED),
	END_ROWS
};

static const struct field_layout rmr_range =
    SPAN("Memory Range Descriptor", 20, rmr_range_rows);

static const struct field_tail rmr_tails[] = {
	EACH(rmr_range, START(24, 4), COUNT(20, 4)),
	MAPPINGS,
	END_TAILS
};

static const struct field_layout
    iort_its = SPAN("ITS Group", 20, its_rows, .tails = its_tails),
    iort_component = SPAN("Named Component", 29, component_rows,
	.tails = component_tails),
    iort_complex = SPAN("Root Complex", 36, complex_rows, .least = 32,
	.tails = mappings),
    iort_smmu = SPAN("SMMUv1 or SMMUv2", 60, smmu_rows,
	.tails = smmu_tails),
    iort_smmu3 = SPAN("SMMUv3", 68, smmu3_rows, .least = 60,
	.tails = mappings),
    iort_pmcg = SPAN("PMCG", 40, pmcg_rows, .least = 32,
	.tails = mappings),
    iort_rmr = SPAN("RMR", 28, rmr_rows, .tails = rmr_tails),
    iort_unknown = SPAN("Unknown Node", 16, iort_node_rows,
	.tails = mappings);

static const struct field_type iort_types[] = {
	TYPE(0, iort_its),
	TYPE(1, iort_component),
	TYPE(2, iort_complex),
	TYPE(3, iort_smmu),
	TYPE(4, iort_smmu3),
	TYPE(5, iort_pmcg),
	TYPE(6, iort_rmr),
	END_TYPES
};

static const struct field_family iort_family = {
	.type = { 0, 1 }, .length = { 1, 2 }, .types = iort_types,
	.other = &iort_unknown
};

static const struct field_tail iort_tails[] = {
	FAMILY(iort_family, START(40, 4), COUNT(36, 4)),
	END_TAILS
};

const struct field_table rows_iort =
    TABLE_OF("IORT", "IORT", 48, iort_rows, TAILS(iort_tails), REST);
