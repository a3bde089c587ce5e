/* See LICENSE for licence details. */

/* The rows of DMAR, IVRS and VIOT: what translates devices' addresses. */

#include "rows.h"

/*
 * Intel Virtualization Technology for Directed I/O 4.1, chapter 8: DMA
 * Remapping Reporting Structure
 */
static const struct field_value dmar_flags[] = {
	BIT(0x1, "INTR_REMAP"),
	BIT(0x2, "X2APIC_OPT_OUT"),
	BIT(0x4, "DMA_CTRL_PLATFORM_OPT_IN_FLAG"),
	END_VALUES
};

static const struct field_row dmar_rows[] = {
	HEADER,
	AT(36, 1, NUMBER("Host Address Width")),
	AT(37, 1, FLAGS("Flags", dmar_flags)),
	AT(38, 10, RESERVED),
	END_ROWS
};

static const struct field_row dmar_entry_rows[] = {
	AT(0, 2, NUMBER("Type"), ID("type")),
	AT(2, 2, NUMBER("Length")),
	END_ROWS
};

static const struct field_layout dmar_entry = SPAN("", 4, dmar_entry_rows);

/* 8.3.1 Device Scope Structure */
static const struct field_value scope_types[] = {
	IS(1, "PCI Endpoint Device"),
	IS(2, "PCI Sub-hierarchy"),
	IS(3, "IOAPIC"),
	IS(4, "MSI_CAPABLE_HPET"),
	IS(5, "ACPI_NAMESPACE_DEVICE"),
	END_VALUES
};

static const struct field_row scope_rows[] = {
	AT(0, 1, CHOICE("Type", scope_types), ID("type")),
	AT(1, 1, NUMBER("Length")),
	AT(2, 1, HEX("Flags")),
	AT(3, 1, RESERVED),
	AT(4, 1, NUMBER("Enumeration ID"), ID("id")),
	AT(5, 1, HEX("Start Bus Number"), BRIEF("bus")),
	END_ROWS
};

/* Pairs of a device and a function, from bridge to bridge */
LIST(scope_path, "Device Scope", HEX("Path"), .unit = 1);

static const struct field_tail scope_tails[] = {
	EACH(scope_path),
	END_TAILS
};

static const struct field_layout scope =
    SPAN("Device Scope", 6, scope_rows, .tails = scope_tails);

static const struct field_family scope_family = {
	.length = { 1, 1 }, .other = &scope
};

static const struct field_tail scopes[] = {
	FAMILY(scope_family),
	END_TAILS
};

/* 8.3 DMA Remapping Hardware Unit Definition Structure */
static const struct field_value drhd_flags[] = {
	BIT(0x1, "INCLUDE_PCI_ALL"),
	END_VALUES
};

static const struct field_row drhd_rows[] = {
	AT(0, 4, STRUCT("", dmar_entry)),
	AT(4, 1, FLAGS("Flags", drhd_flags)),
	AT(5, 1, HEX("Size")),
	AT(6, 2, NUMBER("Segment Number"), BRIEF("segment")),
	AT(8, 8, HEX("Register Base Address"), ID("base")),
	END_ROWS
};

/* 8.4 Reserved Memory Region Reporting Structure */
static const struct field_row rmrr_rows[] = {
	AT(0, 4, STRUCT("", dmar_entry)),
	AT(4, 2, RESERVED),
	AT(6, 2, NUMBER("Segment Number"), BRIEF("segment")),
	AT(8, 8, HEX("Reserved Memory Region Base Address"), ID("base")),
	AT(16, 8, HEX("Reserved Memory Region Limit Address"),
	    BRIEF("limit")),
	END_ROWS
};

/* 8.5 Root Port ATS Capability Reporting Structure */
static const struct field_value atsr_flags[] = {
	BIT(0x1, "ALL_PORTS"),
	END_VALUES
};

static const struct field_row atsr_rows[] = {
	AT(0, 4, STRUCT("", dmar_entry)),
	AT(4, 1, FLAGS("Flags", atsr_flags)),
	AT(5, 1, RESERVED),
	AT(6, 2, NUMBER("Segment Number"), ID("segment")),
	END_ROWS
};

/* 8.6 Remapping Hardware Static Affinity Structure */
static const struct field_row rhsa_rows[] = {
	AT(0, 4, STRUCT("", dmar_entry)),
	AT(4, 4, RESERVED),
	AT(8, 8, HEX("Register Base Address"), ID("base")),
	AT(16, 4, NUMBER("Proximity Domain"), BRIEF("domain")),
	END_ROWS
};

/* 8.7 ACPI Name-space Device Declaration Structure */
static const struct field_row andd_rows[] = {
	AT(0, 4, STRUCT("", dmar_entry)),
	AT(4, 3, RESERVED),
	AT(7, 1, NUMBER("ACPI Device Number"), ID("device")),
	END_ROWS
};

#define ANDD "ACPI Name-space Device Declaration"

LIST(andd_name, ANDD, STRING("ACPI Object Name"));

static const struct field_tail andd_tails[] = {
	EACH(andd_name),
	END_TAILS
};

/* 8.8 SoC Integrated Address Translation Cache Reporting Structure */
static const struct field_value satc_flags[] = {
	BIT(0x1, "ATC_REQUIRED"),
	END_VALUES
};

static const struct field_row satc_rows[] = {
	AT(0, 4, STRUCT("", dmar_entry)),
	AT(4, 1, FLAGS("Flags", satc_flags)),
	AT(5, 1, RESERVED),
	AT(6, 2, NUMBER("Segment Number"), ID("segment")),
	END_ROWS
};

/* 8.9 SoC Integrated Device Property Reporting Structure */
static const struct field_row sidp_rows[] = {
	AT(0, 4, STRUCT("", dmar_entry)),
	AT(4, 2, RESERVED),
	AT(6, 2, NUMBER("Segment Number"), ID("segment")),
	END_ROWS
};

static const struct field_layout
    drhd = SPAN("DMA Remapping Hardware Unit", 16, drhd_rows,
	.tails = scopes),
    rmrr = SPAN("Reserved Memory Region", 24, rmrr_rows, .tails = scopes),
    atsr = SPAN("Root Port ATS Capability", 8, atsr_rows, .tails = scopes),
    rhsa = SPAN("Remapping Hardware Static Affinity", 20, rhsa_rows),
    andd = SPAN(ANDD, 8, andd_rows, .tails = andd_tails),
    satc = SPAN("SoC Integrated Address Translation Cache", 8, satc_rows,
	.tails = scopes),
    sidp = SPAN("SoC Integrated Device Property", 8, sidp_rows,
	.tails = scopes),
    dmar_unknown = SPAN("Unknown Structure", 4, dmar_entry_rows);

static const struct field_type dmar_types[] = {
	TYPE(0, drhd),
	TYPE(1, rmrr),
	TYPE(2, atsr),
	TYPE(3, rhsa),
	TYPE(4, andd),
	TYPE(5, satc),
	TYPE(6, sidp),
	END_TYPES
};

static const struct field_family dmar_family = {
	.type = { 0, 2 }, .length = { 2, 2 }, .types = dmar_types,
	.other = &dmar_unknown
};

static const struct field_tail dmar_tails[] = {
	FAMILY(dmar_family),
	END_TAILS
};

const struct field_table rows_dmar =
    TABLE_OF("DMAR", "DMAR", 48, dmar_rows, TAILS(dmar_tails), REST);

/*
 * AMD I/O Virtualization Technology (IOMMU) Specification 3.05, 5.2: I/O
 * Virtualization Reporting Structure
 */
static const struct field_row ivrs_rows[] = {
	HEADER,
	AT(36, 4, HEX("IVinfo")),
	AT(40, 8, RESERVED),
	END_ROWS
};

/* 5.2.2.2 IVHD Device Entries: how long they are follows from the type. */
static const struct field_value dte_flags[] = {
	BIT(0x01, "INITPass"),
	BIT(0x02, "EIntPass"),
	BIT(0x04, "NMIPass"),
	{ 0x30, 0x10, "SysMgt 1" },
	{ 0x30, 0x20, "SysMgt 2" },
	{ 0x30, 0x30, "SysMgt 3" },
	BIT(0x40, "Lint0Pass"),
	BIT(0x80, "Lint1Pass"),
	END_VALUES
};

static const struct field_value device_types[] = {
	IS(0x00, "Padding"),
	IS(0x01, "All"),
	IS(0x02, "Select"),
	IS(0x03, "Start of Range"),
	IS(0x04, "End of Range"),
	IS(0x40, "Padding"),
	IS(0x42, "Alias Select"),
	IS(0x43, "Alias Start of Range"),
	IS(0x46, "Extended Select"),
	IS(0x47, "Extended Start of Range"),
	IS(0x48, "Special Device"),
	IS(0xf0, "ACPI HID"),
	END_VALUES
};

/* What all begin with; a line names its entry by it. */
#define DEVICE_HEAD							\
	AT(0, 1, HEX("Type"), .values = device_types, ID("type")),	\
	AT(1, 2, HEX("DeviceID"), ID("device")),			\
	AT(3, 1, FLAGS("DTE Setting", dte_flags))

static const struct field_row device_4_rows[] = {
	DEVICE_HEAD,
	END_ROWS
};

static const struct field_row device_alias_rows[] = {
	DEVICE_HEAD,
	AT(4, 1, RESERVED),
	AT(5, 2, HEX("Source DeviceID"), BRIEF("source")),
	AT(7, 1, RESERVED),
	END_ROWS
};

static const struct field_row device_extended_rows[] = {
	DEVICE_HEAD,
	AT(4, 4, HEX("Extended DTE Setting")),
	END_ROWS
};

static const struct field_value varieties[] = {
	IS(1, "IOAPIC"),
	IS(2, "HPET"),
	END_VALUES
};

static const struct field_row device_special_rows[] = {
	DEVICE_HEAD,
	AT(4, 1, NUMBER("Handle"), ID("handle")),
	AT(5, 2, HEX("Source DeviceID"), BRIEF("source")),
	AT(7, 1, CHOICE("Variety", varieties), BRIEF("variety")),
	END_ROWS
};

static const struct field_row device_8_rows[] = {
	DEVICE_HEAD,
	AT(4, 4, RESERVED),
	END_ROWS
};

static const struct field_row device_16_rows[] = {
	DEVICE_HEAD,
	AT(4, 12, RESERVED),
	END_ROWS
};

static const struct field_row device_32_rows[] = {
	DEVICE_HEAD,
	AT(4, 28, RESERVED),
	END_ROWS
};

static const struct field_value uid_formats[] = {
	IS(0, "none"),
	IS(1, "integer"),
	IS(2, "string"),
	END_VALUES
};

static const struct field_row device_hid_rows[] = {
	DEVICE_HEAD,
	AT(4, 8, STRING("Hardware ID"), BRIEF("hid")),
	AT(12, 8, STRING("Compatible ID")),
	AT(20, 1, CHOICE("UID Format", uid_formats)),
	AT(21, 1, NUMBER("UID Length")),
	END_ROWS
};

LIST(device_uid, "Device Entry", STRING("UID"));

static const struct field_tail device_hid_tails[] = {
	EACH(device_uid, COUNT(21, 1)),
	END_TAILS
};

static const struct field_layout
    device_4 = SPAN("Device Entry", 4, device_4_rows),
    device_alias = SPAN("Device Entry", 8, device_alias_rows),
    device_extended = SPAN("Device Entry", 8, device_extended_rows),
    device_special = SPAN("Device Entry", 8, device_special_rows),
    device_8 = SPAN("Device Entry", 8, device_8_rows),
    device_16 = SPAN("Device Entry", 16, device_16_rows),
    device_32 = SPAN("Device Entry", 32, device_32_rows),
    device_hid = SPAN("Device Entry", 22, device_hid_rows,
	.tails = device_hid_tails);

static const struct field_type device_entries[] = {
	TYPES(0x42, 0x43, device_alias),
	TYPES(0x46, 0x47, device_extended),
	TYPE(0x48, device_special),
	TYPE(0xf0, device_hid),
	TYPES(0x00, 0x3f, device_4),
	TYPES(0x40, 0x7f, device_8),
	TYPES(0x80, 0xbf, device_16),
	TYPES(0xc0, 0xff, device_32),
	END_TYPES
};

static const struct field_family device_family = {
	.type = { 0, 1 }, .types = device_entries
};

static const struct field_tail ivhd_tails[] = {
	FAMILY(device_family),
	END_TAILS
};

/* 5.2.2.1 I/O Virtualization Hardware Definition (IVHD) Block */
static const struct field_value ivhd_10_flags[] = {
	BIT(0x01, "HtTunEn"),
	BIT(0x02, "PassPW"),
	BIT(0x04, "ResPassPW"),
	BIT(0x08, "Isoc"),
	BIT(0x10, "IotlbSup"),
	BIT(0x20, "Coherent"),
	BIT(0x40, "PreFSup"),
	BIT(0x80, "PPRSup"),
	END_VALUES
};

#define IVHD								\
	AT(0, 1, HEX("Type"), ID("type")),				\
	AT(1, 1, FLAGS("Flags", ivhd_10_flags)),			\
	AT(2, 2, NUMBER("Length")),					\
	AT(4, 2, HEX("IOMMU DeviceID"), BRIEF("device")),		\
	AT(6, 2, HEX("Capability Offset")),				\
	AT(8, 8, HEX("IOMMU Base Address"), ID("base")),		\
	AT(16, 2, NUMBER("PCI Segment Group"), BRIEF("segment")),	\
	AT(18, 2, HEX("IOMMU Info"))

static const struct field_row ivhd_10_rows[] = {
	IVHD,
	AT(20, 4, HEX("IOMMU Feature Info")),
	END_ROWS
};

static const struct field_row ivhd_11_rows[] = {
	IVHD,
	AT(20, 4, HEX("IOMMU Attributes")),
	AT(24, 8, HEX("EFR Register Image")),
	AT(32, 8, HEX("EFR Register Image 2")),
	END_ROWS
};

/* 5.2.2.3 I/O Virtualization Memory Definition (IVMD) Block */
static const struct field_value ivmd_types[] = {
	IS(0x20, "all devices"),
	IS(0x21, "one device"),
	IS(0x22, "a range of devices"),
	END_VALUES
};

static const struct field_value ivmd_flags[] = {
	BIT(0x1, "Unity"),
	BIT(0x2, "IR"),
	BIT(0x4, "IW"),
	BIT(0x8, "ExclusionRange"),
	END_VALUES
};

static const struct field_row ivmd_rows[] = {
	AT(0, 1, HEX("Type"), .values = ivmd_types, ID("type")),
	AT(1, 1, FLAGS("Flags", ivmd_flags)),
	AT(2, 2, NUMBER("Length")),
	AT(4, 2, HEX("DeviceID"), BRIEF("device")),
	AT(6, 2, HEX("Auxiliary Data")),
	AT(8, 8, RESERVED),
	AT(16, 8, HEX("IVMD Start Address"), ID("start")),
	AT(24, 8, HEX("IVMD Memory Block Length"), BRIEF("length")),
	END_ROWS
};

static const struct field_row ivrs_unknown_rows[] = {
	AT(0, 1, HEX("Type"), ID("type")),
	AT(1, 1, HEX("Flags")),
	AT(2, 2, NUMBER("Length")),
	END_ROWS
};

static const struct field_layout
    ivhd_10 = SPAN("IVHD", 24, ivhd_10_rows, .tails = ivhd_tails),
    ivhd_11 = SPAN("IVHD", 40, ivhd_11_rows, .tails = ivhd_tails),
    ivmd = SPAN("IVMD", 32, ivmd_rows),
    ivrs_unknown = SPAN("Unknown Structure", 4, ivrs_unknown_rows);

static const struct field_type ivrs_types[] = {
	TYPE(0x10, ivhd_10),
	TYPE(0x11, ivhd_11),
	TYPE(0x40, ivhd_11),
	TYPES(0x20, 0x22, ivmd),
	END_TYPES
};

static const struct field_family ivrs_family = {
	.type = { 0, 1 }, .length = { 2, 2 }, .types = ivrs_types,
	.other = &ivrs_unknown
};

static const struct field_tail ivrs_tails[] = {
	FAMILY(ivrs_family),
	END_TAILS
};

const struct field_table rows_ivrs =
    TABLE_OF("IVRS", "IVRS", 48, ivrs_rows, TAILS(ivrs_tails), REST);

/* ACPI 6.5, 5.2.32 Virtual I/O Translation (VIOT) Table */
static const struct field_row viot_rows[] = {
	HEADER,
	AT(36, 2, NUMBER("Node count")),
	AT(38, 2, HEX("Node offset")),
	AT(40, 8, RESERVED),
	END_ROWS
};

static const struct field_row viot_node_rows[] = {
	AT(0, 1, NUMBER("Type"), ID("type")),
	AT(1, 1, RESERVED),
	AT(2, 2, NUMBER("Length")),
	END_ROWS
};

static const struct field_layout viot_node = SPAN("", 4, viot_node_rows);

static const struct field_row viot_range_rows[] = {
	AT(0, 4, STRUCT("", viot_node)),
	AT(4, 4, HEX("Endpoint start"), ID("endpoint")),
	AT(8, 2, NUMBER("PCI Segment start"), BRIEF("segment")),
	AT(10, 2, NUMBER("PCI Segment end")),
	AT(12, 2, HEX("PCI BDF start"), BRIEF("start")),
	AT(14, 2, HEX("PCI BDF end"), BRIEF("end")),
	AT(16, 2, HEX("Output node"), BRIEF("output")),
	AT(18, 6, RESERVED),
	END_ROWS
};

static const struct field_row viot_mmio_rows[] = {
	AT(0, 4, STRUCT("", viot_node)),
	AT(4, 4, HEX("Endpoint ID"), ID("endpoint")),
	AT(8, 8, HEX("Base address"), BRIEF("base")),
	AT(16, 2, HEX("Output node"), BRIEF("output")),
	AT(18, 6, RESERVED),
	END_ROWS
};

static const struct field_row viot_iommu_pci_rows[] = {
	AT(0, 4, STRUCT("", viot_node)),
	AT(4, 2, NUMBER("PCI Segment"), ID("segment")),
	AT(6, 2, HEX("PCI BDF number"), ID("bdf")),
	AT(8, 8, RESERVED),
	END_ROWS
};

static const struct field_row viot_iommu_mmio_rows[] = {
	AT(0, 4, STRUCT("", viot_node)),
	AT(4, 4, RESERVED),
	AT(8, 8, HEX("Base address"), ID("base")),
	END_ROWS
};

static const struct field_layout
    viot_range = SPAN("PCI Range", 24, viot_range_rows),
    viot_mmio = SPAN("MMIO Endpoint", 24, viot_mmio_rows),
    viot_iommu_pci = SPAN("virtio-iommu based on virtio-pci", 16,
	viot_iommu_pci_rows),
    viot_iommu_mmio = SPAN("virtio-iommu based on virtio-mmio", 16,
	viot_iommu_mmio_rows),
    viot_unknown = SPAN("Unknown Node", 4, viot_node_rows);

static const struct field_type viot_types[] = {
	TYPE(1, viot_range),
	TYPE(2, viot_mmio),
	TYPE(3, viot_iommu_pci),
	TYPE(4, viot_iommu_mmio),
	END_TYPES
};

static const struct field_family viot_family = {
	.type = { 0, 1 }, .length = { 2, 2 }, .types = viot_types,
	.other = &viot_unknown
};

static const struct field_tail viot_tails[] = {
	FAMILY(viot_family, START(38, 2), COUNT(36, 2)),
	END_TAILS
};

const struct field_table rows_viot =
    TABLE_OF("VIOT", "VIOT", 48, viot_rows, TAILS(viot_tails), REST);
