/* See LICENSE for licence details. */

/*
 * The rows of tables of one machine each: consoles, TPM, firmware, licences
 */

#include "rows.h"

/* Microsoft Serial Port Console Redirection Table 1.10; 88 bytes since 4 */
static const struct field_value spcr_interfaces[] = {
	IS(0, "16550"),
	IS(1, "16450"),
	IS(3, "Arm PL011"),
	IS(0x0e, "Arm SBSA Generic UART"),
	IS(0x12, "16550 with parameters of its GAS"),
	END_VALUES
};

static const struct field_value spcr_interrupts[] = {
	BIT(0x01, "8259"),
	BIT(0x02, "I/O APIC"),
	BIT(0x04, "I/O SAPIC"),
	BIT(0x08, "Arm GIC"),
	BIT(0x10, "RISC-V PLIC/APLIC"),
	END_VALUES
};

static const struct field_value spcr_rates[] = {
	IS(0, "as is"),
	IS(3, "9600"),
	IS(4, "19200"),
	IS(6, "57600"),
	IS(7, "115200"),
	END_VALUES
};

static const struct field_value spcr_flow[] = {
	BIT(0x1, "DCD"),
	BIT(0x2, "RTS/CTS"),
	BIT(0x4, "XON/XOFF"),
	END_VALUES
};

static const struct field_value spcr_terminals[] = {
	IS(0, "VT100"),
	IS(1, "VT100+"),
	IS(2, "VT-UTF8"),
	IS(3, "ANSI"),
	END_VALUES
};

static const struct field_row spcr_rows[] = {
	ROW(acpi_spcr, header, STRUCT("", rows_header)),
	ROW(acpi_spcr, interface_type,
	    CHOICE("Interface Type", spcr_interfaces)),
	ROW(acpi_spcr, reserved1, RESERVED),
	ROW(acpi_spcr, base_address, GAS("Base Address")),
	ROW(acpi_spcr, interrupt_type,
	    FLAGS("Interrupt Type", spcr_interrupts)),
	ROW(acpi_spcr, irq, NUMBER("IRQ")),
	ROW(acpi_spcr, global_system_interrupt,
	    NUMBER("Global System Interrupt")),
	ROW(acpi_spcr, configured_baud_rate,
	    CHOICE("Configured Baud Rate", spcr_rates)),
	ROW(acpi_spcr, parity, NUMBER("Parity")),
	ROW(acpi_spcr, stop_bits, NUMBER("Stop Bits")),
	ROW(acpi_spcr, flow_control, FLAGS("Flow Control", spcr_flow)),
	ROW(acpi_spcr, terminal_type,
	    CHOICE("Terminal Type", spcr_terminals)),
	ROW(acpi_spcr, language, NUMBER("Language")),
	ROW(acpi_spcr, pci_device_id, HEX("PCI Device ID")),
	ROW(acpi_spcr, pci_vendor_id, HEX("PCI Vendor ID")),
	ROW(acpi_spcr, pci_bus_number, NUMBER("PCI Bus Number")),
	ROW(acpi_spcr, pci_device_number, NUMBER("PCI Device Number")),
	ROW(acpi_spcr, pci_function_number, NUMBER("PCI Function Number")),
	ROW(acpi_spcr, pci_flags, HEX("PCI Flags")),
	ROW(acpi_spcr, pci_segment, NUMBER("PCI Segment")),
	ROW(acpi_spcr, uart_clock_frequency, NUMBER("UART Clock Frequency")),
	AT(80, 4, NUMBER("Precise Baud Rate")),
	AT(84, 2, NUMBER("NamespaceStringLength")),
	AT(86, 2, HEX("NamespaceStringOffset")),
	END_ROWS
};

SINGLE(spcr_name, "NamespaceString", STRING(""));

static const struct field_tail spcr_tails[] = {
	EACH(spcr_name, START(86, 2), COUNT(84, 2)),
	END_TAILS
};

const struct field_table rows_spcr =
    TABLE_OF("SPCR", "SPCR", 88, spcr_rows, LEAST(sizeof(struct acpi_spcr)),
	TAILS(spcr_tails), REST);

/* Microsoft Debug Port Specification 1.0: DBGP */
static const struct field_value dbgp_interfaces[] = {
	IS(0, "16550"),
	IS(1, "16450"),
	END_VALUES
};

static const struct field_row dbgp_rows[] = {
	HEADER,
	AT(36, 1, CHOICE("Interface Type", dbgp_interfaces)),
	AT(37, 3, RESERVED),
	AT(40, 12, GAS("Base Address")),
	END_ROWS
};

const struct field_table rows_dbgp =
    TABLE_OF("DBGP", "DBGP", 52, dbgp_rows, REST);

/* Microsoft Debug Port Table 2 (DBG2), revision of 2020 */
static const struct field_row dbg2_rows[] = {
	HEADER,
	AT(36, 4, HEX("OffsetDbgDeviceInfo")),
	AT(40, 4, NUMBER("NumberDbgDeviceInfo")),
	END_ROWS
};

static const struct field_value port_types[] = {
	IS(0x8000, "Serial"),
	IS(0x8001, "1394"),
	IS(0x8002, "USB"),
	IS(0x8003, "Net"),
	END_VALUES
};

static const struct field_row device_rows[] = {
	AT(0, 1, NUMBER("Revision")),
	AT(1, 2, NUMBER("Length")),
	AT(3, 1, NUMBER("NumberofGenericAddressRegisters")),
	AT(4, 2, NUMBER("NameSpaceStringLength")),
	AT(6, 2, HEX("NameSpaceStringOffset")),
	AT(8, 2, NUMBER("OemDataLength")),
	AT(10, 2, HEX("OemDataOffset")),
	AT(12, 2, HEX("Port Type"), .values = port_types, ID("type")),
	AT(14, 2, HEX("Port Subtype"), ID("subtype")),
	AT(16, 2, RESERVED),
	AT(18, 2, HEX("BaseAddressRegisterOffset")),
	AT(20, 2, HEX("AddressSizeOffset")),
	END_ROWS
};

static const struct field_row register_rows[] = {
	AT(0, 12, STRUCT("", rows_gas)),
	END_ROWS
};

static const struct field_layout device_register =
    SPAN("BaseAddressRegister", 12, register_rows);

#define DEVICE "Debug Device Information"

LIST(device_sizes, DEVICE, HEX("AddressSize"), .unit = 4);
LIST(device_name, DEVICE, STRING("NamespaceString"));
LIST(device_oem, DEVICE, HEX("OemData"), .unit = 1);

static const struct field_tail device_tails[] = {
	EACH(device_register, START(18, 2), COUNT(3, 1)),
	EACH(device_sizes, START(20, 2), COUNT(3, 1)),
	EACH(device_name, START(6, 2), COUNT(4, 2)),
	EACH(device_oem, START(10, 2), COUNT(8, 2)),
	END_TAILS
};

static const struct field_layout device =
    SPAN(DEVICE, 22, device_rows, .tails = device_tails);

static const struct field_family device_family = {
	.length = { 1, 2 }, .other = &device
};

static const struct field_tail dbg2_tails[] = {
	FAMILY(device_family, START(36, 4), COUNT(40, 4)),
	END_TAILS
};

const struct field_table rows_dbg2 =
    TABLE_OF("DBG2", "DBG2", 44, dbg2_rows, TAILS(dbg2_tails), REST);

/* TCG ACPI Specification 1.4, 7: TCPA, for clients and for servers */
static const struct field_value platform_classes[] = {
	IS(0, "Client"),
	IS(1, "Server"),
	END_VALUES
};

static const struct field_row tcpa_rows[] = {
	HEADER,
	AT(36, 2, CHOICE("Platform Class", platform_classes)),
	AT(38, 4, NUMBER("Log Area Minimum Length")),
	AT(42, 8, HEX("Log Area Start Address")),
	END_ROWS
};

const struct field_table rows_tcpa =
    TABLE_OF("TCPA", "TCPA", 50, tcpa_rows, REST);

static const struct field_value tcpa_device_flags[] = {
	BIT(0x1, "PCI Device"),
	BIT(0x2, "Bus is PNP"),
	BIT(0x4, "Configuration Address Valid"),
	END_VALUES
};

static const struct field_value tcpa_interrupt_flags[] = {
	BIT(0x1, "edge-triggered"),
	BIT(0x2, "active low"),
	BIT(0x4, "SCI triggered by GPE"),
	BIT(0x8, "Global System Interrupt"),
	END_VALUES
};

static const struct field_row tcpa_server_rows[] = {
	HEADER,
	AT(36, 2, CHOICE("Platform Class", platform_classes)),
	AT(38, 2, RESERVED),
	AT(40, 8, NUMBER("Log Area Minimum Length")),
	AT(48, 8, HEX("Log Area Start Address")),
	AT(56, 2, HEX("TCG Specification Revision")),
	AT(58, 1, FLAGS("Device Flags", tcpa_device_flags)),
	AT(59, 1, FLAGS("Interrupt Flags", tcpa_interrupt_flags)),
	AT(60, 1, NUMBER("GPE")),
	AT(61, 3, RESERVED),
	AT(64, 4, NUMBER("Global System Interrupt")),
	AT(68, 12, GAS("Base Address")),
	AT(80, 4, RESERVED),
	AT(84, 12, GAS("Configuration Address")),
	AT(96, 1, NUMBER("PCI Segment Group")),
	AT(97, 1, NUMBER("PCI Bus")),
	AT(98, 1, NUMBER("PCI Device")),
	AT(99, 1, NUMBER("PCI Function")),
	END_ROWS
};

const struct field_table rows_tcpa_server =
    TABLE_OF("TCPA", "TCPA", 100, tcpa_server_rows, .when = { 36, 2 },
	.value = 1, REST);

/* TCG ACPI Specification 1.4, 8: TPM2; the log area is optional. */
static const struct field_value start_methods[] = {
	IS(2, "ACPI Start"),
	IS(6, "FIFO"),
	IS(7, "CRB"),
	IS(8, "CRB with ACPI Start"),
	IS(11, "CRB with Arm SMC or HVC"),
	END_VALUES
};

static const struct field_row tpm2_rows[] = {
	HEADER,
	AT(36, 2, CHOICE("Platform Class", platform_classes)),
	AT(38, 2, RESERVED),
	AT(40, 8, HEX("Address of CRB Control Area or FIFO Base Address")),
	AT(48, 4, CHOICE("Start Method", start_methods)),
	AT(52, 12, HEX("Start Method Specific Parameters")),
	AT(64, 4, NUMBER("Log Area Minimum Length")),
	AT(68, 8, HEX("Log Area Start Address")),
	END_ROWS
};

const struct field_table rows_tpm2 =
    TABLE_OF("TPM2", "TPM2", 76, tpm2_rows, LEAST(52), REST);

/* Revision 3, of TCG ACPI Specification 1.2, has no platform class. */
static const struct field_row tpm2_3_rows[] = {
	HEADER,
	AT(36, 4, RESERVED),
	AT(40, 8, HEX("Address of Control Area")),
	AT(48, 4, CHOICE("Start Method", start_methods)),
	END_ROWS
};

SINGLE(tpm2_3_parameters, "Start Method Specific Parameters",
    KIND("", FIELD_HEX), .unit = 1);

static const struct field_tail tpm2_3_tails[] = {
	EACH(tpm2_3_parameters),
	END_TAILS
};

const struct field_table rows_tpm2_3 =
    TABLE_OF("TPM2", "TPM2", 52, tpm2_3_rows, .when = { 8, 1 }, .value = 3,
	TAILS(tpm2_3_tails), REST);

/* ACPI 6.5, 5.2.23 Boot Graphics Resource Table (BGRT) */
static const struct field_value bgrt_status[] = {
	BIT(0x1, "Displayed"),
	{ 0x6, 0x2, "Orientation Offset 90 degrees" },
	{ 0x6, 0x4, "Orientation Offset 180 degrees" },
	{ 0x6, 0x6, "Orientation Offset 270 degrees" },
	END_VALUES
};

static const struct field_value image_types[] = {
	IS(0, "Bitmap"),
	END_VALUES
};

static const struct field_row bgrt_rows[] = {
	HEADER,
	AT(36, 2, NUMBER("Version")),
	AT(38, 1, FLAGS("Status", bgrt_status)),
	AT(39, 1, CHOICE("Image Type", image_types)),
	AT(40, 8, HEX("Image Address")),
	AT(48, 4, NUMBER("Image Offset X")),
	AT(52, 4, NUMBER("Image Offset Y")),
	END_ROWS
};

const struct field_table rows_bgrt =
    TABLE_OF("BGRT", "BGRT", 56, bgrt_rows, REST);

/* ACPI 6.5, 5.2.24 Firmware Performance Data Table (FPDT) */
static const struct field_row record_rows[] = {
	AT(0, 2, NUMBER("Performance Record Type"), ID("type")),
	AT(2, 1, NUMBER("Record Length")),
	AT(3, 1, NUMBER("Revision")),
	END_ROWS
};

static const struct field_layout record = SPAN("", 4, record_rows);

static const struct field_row fbpt_rows[] = {
	AT(0, 4, STRUCT("", record)),
	AT(4, 4, RESERVED),
	AT(8, 8, HEX("FBPT Pointer"), BRIEF("fbpt")),
	END_ROWS
};

static const struct field_row s3pt_rows[] = {
	AT(0, 4, STRUCT("", record)),
	AT(4, 4, RESERVED),
	AT(8, 8, HEX("S3PT Pointer"), BRIEF("s3pt")),
	END_ROWS
};

static const struct field_layout
    fbpt = SPAN("Firmware Basic Boot Performance Pointer Record", 16,
	fbpt_rows),
    s3pt = SPAN("S3 Performance Table Pointer Record", 16, s3pt_rows),
    record_unknown = SPAN("Unknown Record", 4, record_rows);

static const struct field_type record_types[] = {
	TYPE(0, fbpt),
	TYPE(1, s3pt),
	END_TYPES
};

static const struct field_family record_family = {
	.type = { 0, 2 }, .length = { 2, 1 }, .types = record_types,
	.other = &record_unknown
};

static const struct field_tail fpdt_tails[] = {
	FAMILY(record_family),
	END_TAILS
};

const struct field_table rows_fpdt =
    TABLE("FPDT", "FPDT", acpi_header, rows_header_only, TAILS(fpdt_tails),
	REST);

/* Microsoft Windows SMM Security Mitigations Table (WSMT) 1.0 */
static const struct field_value protection_flags[] = {
	BIT(0x1, "FIXED_COMM_BUFFERS"),
	BIT(0x2, "COMM_BUFFER_NESTED_PTR_PROTECTION"),
	BIT(0x4, "SYSTEM_RESOURCE_PROTECTION"),
	END_VALUES
};

static const struct field_row wsmt_rows[] = {
	HEADER,
	AT(36, 4, FLAGS("Protection Flags", protection_flags)),
	END_ROWS
};

const struct field_table rows_wsmt =
    TABLE_OF("WSMT", "WSMT", 40, wsmt_rows, REST);

/* Intel Low Power S0 Idle specification, revision 002: LPIT */
static const struct field_value lpi_flags[] = {
	BIT(0x1, "Disabled"),
	BIT(0x2, "Counter Unavailable"),
	END_VALUES
};

static const struct field_row lpi_rows[] = {
	AT(0, 4, NUMBER("Type")),
	AT(4, 4, NUMBER("Length")),
	AT(8, 2, NUMBER("Unique ID"), ID("id")),
	AT(10, 2, RESERVED),
	AT(12, 4, FLAGS("Flags", lpi_flags)),
	AT(16, 12, GAS("Entry Trigger")),
	AT(28, 4, NUMBER("Residency"), BRIEF("residency")),
	AT(32, 4, NUMBER("Latency"), BRIEF("latency")),
	AT(36, 12, GAS("Residency Counter")),
	AT(48, 8, NUMBER("Counter Frequency")),
	END_ROWS
};

static const struct field_row lpi_unknown_rows[] = {
	AT(0, 4, NUMBER("Type"), ID("type")),
	AT(4, 4, NUMBER("Length")),
	END_ROWS
};

static const struct field_layout
    lpi = SPAN("Native C-state Instruction", 56, lpi_rows),
    lpi_unknown = SPAN("Unknown Structure", 8, lpi_unknown_rows);

static const struct field_type lpi_types[] = {
	TYPE(0, lpi),
	END_TYPES
};

static const struct field_family lpi_family = {
	.type = { 0, 4 }, .length = { 4, 4 }, .types = lpi_types,
	.other = &lpi_unknown
};

static const struct field_tail lpit_tails[] = {
	FAMILY(lpi_family),
	END_TAILS
};

const struct field_table rows_lpit =
    TABLE("LPIT", "LPIT", acpi_header, rows_header_only, TAILS(lpit_tails),
	REST);

/* ACPI 6.5, 5.2.15 Embedded Controller Boot Resources Table (ECDT) */
static const struct field_row ecdt_rows[] = {
	HEADER,
	AT(36, 12, GAS("EC_CONTROL")),
	AT(48, 12, GAS("EC_DATA")),
	AT(60, 4, NUMBER("UID")),
	AT(64, 1, NUMBER("GPE_BIT")),
	END_ROWS
};

SINGLE(ec_id, "EC_ID", STRING(""));

static const struct field_tail ecdt_tails[] = {
	EACH(ec_id),
	END_TAILS
};

const struct field_table rows_ecdt =
    TABLE_OF("ECDT", "ECDT", 65, ecdt_rows, TAILS(ecdt_tails), REST);

/* Microsoft Software Licensing Tables (SLIC and MSDM), of 2011 */
static const struct field_row msdm_rows[] = {
	HEADER,
	AT(36, 4, NUMBER("Version")),
	AT(40, 4, RESERVED),
	AT(44, 4, NUMBER("Data Type")),
	AT(48, 4, RESERVED),
	AT(52, 4, NUMBER("Data Length")),
	END_ROWS
};

SINGLE(msdm_key, "Product Key", SECRET(""));

static const struct field_tail msdm_tails[] = {
	EACH(msdm_key),
	END_TAILS
};

const struct field_table rows_msdm =
    TABLE_OF("MSDM", "MSDM", 56, msdm_rows, TAILS(msdm_tails), SECRET_REST);

static const struct field_row slic_entry_rows[] = {
	AT(0, 4, NUMBER("Type"), ID("type")),
	AT(4, 4, NUMBER("Length")),
	END_ROWS
};

static const struct field_layout slic_entry = SPAN("", 8, slic_entry_rows);

static const struct field_row slic_key_rows[] = {
	AT(0, 8, STRUCT("", slic_entry)),
	AT(8, 1, HEX("Key Type")),
	AT(9, 1, HEX("Version"), BRIEF("version")),
	AT(10, 2, RESERVED),
	AT(12, 4, HEX("Algorithm")),
	AT(16, 4, STRING("Magic")),
	AT(20, 4, NUMBER("Bit Length")),
	AT(24, 4, HEX("Exponent")),
	AT(28, 128, SECRET("Modulus")),
	END_ROWS
};

static const struct field_row slic_marker_rows[] = {
	AT(0, 8, STRUCT("", slic_entry)),
	AT(8, 4, HEX("Version"), BRIEF("version")),
	AT(12, 6, STRING("OEMID")),
	AT(18, 8, STRING("OEM Table ID")),
	AT(26, 8, STRING("Windows Flag")),
	AT(34, 4, HEX("SLIC Version")),
	AT(38, 16, RESERVED),
	AT(54, 128, SECRET("Signature")),
	END_ROWS
};

static const struct field_layout
    slic_key = SPAN("OEM Public Key", 156, slic_key_rows),
    slic_marker = SPAN("Windows Marker", 182, slic_marker_rows),
    slic_unknown = SPAN("Unknown Structure", 8, slic_entry_rows);

static const struct field_type slic_types[] = {
	TYPE(0, slic_key),
	TYPE(1, slic_marker),
	END_TYPES
};

static const struct field_family slic_family = {
	.type = { 0, 4 }, .length = { 4, 4 }, .types = slic_types,
	.other = &slic_unknown
};

static const struct field_tail slic_tails[] = {
	FAMILY(slic_family),
	END_TAILS
};

const struct field_table rows_slic =
    TABLE("SLIC", "SLIC", acpi_header, rows_header_only, TAILS(slic_tails),
	SECRET_REST);

/* UEFI 2.10, appendix O: UEFI ACPI Data Table */
static const struct field_row uefi_rows[] = {
	HEADER,
	AT(36, 16, GUID("Identifier")),
	AT(52, 2, HEX("DataOffset")),
	END_ROWS
};

const struct field_table rows_uefi =
    TABLE_OF("UEFI", "UEFI", 54, uefi_rows, REST);
