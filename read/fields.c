/* See LICENSE for licence details. */

/*
 * The rows that name the fields of acpi.h's structs, in the words of the
 * specifications given there, and tables taken apart by them.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "fields.h"

/*
 * What fields mean
 */

#define BIT(mask, name)		{ mask, mask, name }
#define IS(value, name)		{ UINT32_MAX, value, name }
#define END_VALUES		{ 0, 0, NULL }

static const struct field_value gas_spaces[] = {
	IS(ACPI_GAS_MEMORY, "System Memory"),
	IS(ACPI_GAS_IO, "System I/O"),
	IS(2, "PCI Configuration"),
	IS(3, "Embedded Controller"),
	IS(4, "SMBus"),
	IS(5, "System CMOS"),
	IS(6, "PCI BAR Target"),
	IS(7, "IPMI"),
	IS(8, "General Purpose I/O"),
	IS(9, "Generic Serial Bus"),
	IS(10, "PCC"),
	IS(0x7f, "Functional Fixed Hardware"),
	END_VALUES
};

static const struct field_value gas_access[] = {
	IS(ACPI_GAS_BYTE, "byte access"),
	IS(ACPI_GAS_WORD, "word access"),
	IS(ACPI_GAS_DWORD, "dword access"),
	IS(ACPI_GAS_QWORD, "qword access"),
	END_VALUES
};

static const struct field_value pm_profiles[] = {
	IS(0, "Unspecified"),
	IS(ACPI_PM_DESKTOP, "Desktop"),
	IS(2, "Mobile"),
	IS(3, "Workstation"),
	IS(4, "Enterprise Server"),
	IS(5, "SOHO Server"),
	IS(6, "Appliance PC"),
	IS(7, "Performance Server"),
	IS(8, "Tablet"),
	END_VALUES
};

static const struct field_value boot_flags[] = {
	BIT(ACPI_BOOT_LEGACY, "LEGACY_DEVICES"),
	BIT(ACPI_BOOT_8042, "8042"),
	BIT(ACPI_BOOT_NO_VGA, "VGA Not Present"),
	BIT(ACPI_BOOT_NO_MSI, "MSI Not Supported"),
	BIT(ACPI_BOOT_NO_ASPM, "PCIe ASPM Controls"),
	BIT(ACPI_BOOT_NO_RTC, "CMOS RTC Not Present"),
	END_VALUES
};

static const struct field_value arm_boot_flags[] = {
	BIT(ACPI_BOOT_PSCI, "PSCI_COMPLIANT"),
	BIT(ACPI_BOOT_PSCI_HVC, "PSCI_USE_HVC"),
	END_VALUES
};

static const struct field_value fadt_flags[] = {
	BIT(ACPI_FADT_WBINVD, "WBINVD"),
	BIT(ACPI_FADT_WBINVD_FLUSH, "WBINVD_FLUSH"),
	BIT(ACPI_FADT_PROC_C1, "PROC_C1"),
	BIT(ACPI_FADT_P_LVL2_UP, "P_LVL2_UP"),
	BIT(ACPI_FADT_PWR_BUTTON, "PWR_BUTTON"),
	BIT(ACPI_FADT_SLP_BUTTON, "SLP_BUTTON"),
	BIT(ACPI_FADT_FIX_RTC, "FIX_RTC"),
	BIT(ACPI_FADT_RTC_S4, "RTC_S4"),
	BIT(ACPI_FADT_TMR_VAL_EXT, "TMR_VAL_EXT"),
	BIT(ACPI_FADT_DCK_CAP, "DCK_CAP"),
	BIT(ACPI_FADT_RESET_REG_SUP, "RESET_REG_SUP"),
	BIT(ACPI_FADT_SEALED_CASE, "SEALED_CASE"),
	BIT(ACPI_FADT_HEADLESS, "HEADLESS"),
	BIT(ACPI_FADT_CPU_SW_SLP, "CPU_SW_SLP"),
	BIT(ACPI_FADT_PCI_EXP_WAK, "PCI_EXP_WAK"),
	BIT(ACPI_FADT_PLATFORM_CLOCK, "USE_PLATFORM_CLOCK"),
	BIT(ACPI_FADT_S4_RTC_STS, "S4_RTC_STS_VALID"),
	BIT(ACPI_FADT_REMOTE_POWER, "REMOTE_POWER_ON_CAPABLE"),
	BIT(ACPI_FADT_APIC_CLUSTER, "FORCE_APIC_CLUSTER_MODEL"),
	BIT(ACPI_FADT_APIC_PHYSICAL, "FORCE_APIC_PHYSICAL_DESTINATION_MODE"),
	BIT(ACPI_FADT_HW_REDUCED, "HW_REDUCED_ACPI"),
	BIT(ACPI_FADT_S0_IDLE, "LOW_POWER_S0_IDLE_CAPABLE"),
	{ ACPI_FADT_CACHES, 0x00400000, "CPU caches are not persistent" },
	{ ACPI_FADT_CACHES, 0x00800000, "PERSISTENT_CPU_CACHES" },
	{ ACPI_FADT_CACHES, 0x00c00000, "PERSISTENT_CPU_CACHES reserved" },
	END_VALUES
};

static const struct field_value facs_flags[] = {
	BIT(ACPI_FACS_S4BIOS, "S4BIOS_F"),
	BIT(ACPI_FACS_64BIT_WAKE, "64BIT_WAKE_SUPPORTED_F"),
	END_VALUES
};

static const struct field_value ospm_flags[] = {
	BIT(ACPI_FACS_OSPM_64BIT, "64BIT_WAKE_F"),
	END_VALUES
};

static const struct field_value madt_flags[] = {
	BIT(ACPI_MADT_PCAT_COMPAT, "PCAT_COMPAT"),
	END_VALUES
};

static const struct field_value lapic_flags[] = {
	BIT(ACPI_LAPIC_ENABLED, "Enabled"),
	BIT(ACPI_LAPIC_ONLINE_CAPABLE, "Online Capable"),
	END_VALUES
};

static const struct field_value inti_flags[] = {
	{ ACPI_INTI_POLARITY, 0, "polarity of the bus" },
	{ ACPI_INTI_POLARITY, ACPI_INTI_ACTIVE_HIGH, "active high" },
	{ ACPI_INTI_POLARITY, 2, "polarity reserved" },
	{ ACPI_INTI_POLARITY, ACPI_INTI_ACTIVE_LOW, "active low" },
	{ ACPI_INTI_TRIGGER, 0, "trigger mode of the bus" },
	{ ACPI_INTI_TRIGGER, ACPI_INTI_EDGE, "edge-triggered" },
	{ ACPI_INTI_TRIGGER, 8, "trigger mode reserved" },
	{ ACPI_INTI_TRIGGER, ACPI_INTI_LEVEL, "level-triggered" },
	END_VALUES
};

static const struct field_value isa_bus[] = {
	IS(0, "ISA"),
	END_VALUES
};

static const struct field_value every_uid8[] = {
	IS(UINT8_MAX, "every processor"),
	END_VALUES
};

static const struct field_value every_uid32[] = {
	IS(UINT32_MAX, "every processor"),
	END_VALUES
};

static const struct field_value hpet_id[] = {
	BIT(ACPI_HPET_COUNT_SIZE, "COUNT_SIZE_CAP"),
	BIT(ACPI_HPET_LEGACY, "LegacyReplacement"),
	END_VALUES
};

static const struct field_value srat_cpu_flags[] = {
	BIT(ACPI_SRAT_ENABLED, "Enabled"),
	END_VALUES
};

static const struct field_value srat_memory_flags[] = {
	BIT(ACPI_SRAT_ENABLED, "Enabled"),
	BIT(ACPI_SRAT_HOT_PLUGGABLE, "Hot Pluggable"),
	BIT(ACPI_SRAT_NON_VOLATILE, "NonVolatile"),
	END_VALUES
};

static const struct field_value waet_flags[] = {
	BIT(ACPI_WAET_RTC_GOOD, "RTC good"),
	BIT(ACPI_WAET_PM_TIMER_GOOD, "ACPI PM timer good"),
	END_VALUES
};

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

/*
 * What fields are called
 */

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
#define GAS(name)		STRUCT(name, gas)
#define BRIEF(name)		.brief = name
#define ID(name)		.identity = true, BRIEF(name)
#define END_ROWS		{ .name = NULL }
#define LAYOUT(name, type, rows) { name, sizeof(struct type), rows }

static const struct field_row header_rows[] = {
	ROW(acpi_header, signature, STRING("Signature")),
	ROW(acpi_header, length, NUMBER("Length")),
	ROW(acpi_header, revision, NUMBER("Revision")),
	ROW(acpi_header, checksum, CHECKSUM),
	ROW(acpi_header, oem_id, STRING("OEMID")),
	ROW(acpi_header, oem_table_id, STRING("OEM Table ID")),
	ROW(acpi_header, oem_revision, HEX("OEM Revision")),
	ROW(acpi_header, creator_id, STRING("Creator ID")),
	ROW(acpi_header, creator_revision, HEX("Creator Revision")),
	END_ROWS
};

/* Nameless: what is in it bears no name but its own. */
static const struct field_layout header =
    LAYOUT("", acpi_header, header_rows);

static const struct field_row header_only_rows[] = {
	{ 0, sizeof(struct acpi_header), STRUCT("", header) },
	END_ROWS
};

static const struct field_row gas_rows[] = {
	ROW(acpi_gas, address_space_id,
	    CHOICE("Address Space ID", gas_spaces)),
	ROW(acpi_gas, register_bit_width, NUMBER("Register Bit Width")),
	ROW(acpi_gas, register_bit_offset, NUMBER("Register Bit Offset")),
	ROW(acpi_gas, access_size, CHOICE("Access Size", gas_access)),
	ROW(acpi_gas, address, HEX("Address")),
	END_ROWS
};

static const struct field_layout gas =
    LAYOUT("Generic Address Structure", acpi_gas, gas_rows);

static const struct field_row rsdp_rows[] = {
	ROW(acpi_rsdp, signature, STRING("Signature")),
	ROW(acpi_rsdp, checksum, CHECKSUM, .covers = ACPI_RSDP_V1_LEN),
	ROW(acpi_rsdp, oem_id, STRING("OEMID")),
	ROW(acpi_rsdp, revision, NUMBER("Revision")),
	ROW(acpi_rsdp, rsdt_address, POINTER("RsdtAddress")),
	ROW(acpi_rsdp, length, NUMBER("Length")),
	ROW(acpi_rsdp, xsdt_address, POINTER("XsdtAddress")),
	ROW(acpi_rsdp, extended_checksum,
	    KIND("Extended Checksum", FIELD_CHECKSUM)),
	ROW(acpi_rsdp, reserved, RESERVED),
	END_ROWS
};

static const struct field_row rsdt_entry_rows[] = {
	{ 0, sizeof(le32), POINTER("") },
	END_ROWS
};

static const struct field_row xsdt_entry_rows[] = {
	{ 0, sizeof(le64), POINTER("") },
	END_ROWS
};

static const struct field_layout rsdt_entry =
    { "Entry", sizeof(le32), rsdt_entry_rows };
static const struct field_layout xsdt_entry =
    { "Entry", sizeof(le64), xsdt_entry_rows };

static const struct field_row fadt_rows[] = {
	ROW(acpi_fadt, header, STRUCT("", header)),
	ROW(acpi_fadt, firmware_ctrl, POINTER("FIRMWARE_CTRL")),
	ROW(acpi_fadt, dsdt, POINTER("DSDT")),
	ROW(acpi_fadt, int_model, NUMBER("INT_MODEL")),
	ROW(acpi_fadt, preferred_pm_profile,
	    CHOICE("Preferred_PM_Profile", pm_profiles)),
	ROW(acpi_fadt, sci_int, NUMBER("SCI_INT")),
	ROW(acpi_fadt, smi_cmd, HEX("SMI_CMD")),
	ROW(acpi_fadt, acpi_enable, HEX("ACPI_ENABLE")),
	ROW(acpi_fadt, acpi_disable, HEX("ACPI_DISABLE")),
	ROW(acpi_fadt, s4bios_req, HEX("S4BIOS_REQ")),
	ROW(acpi_fadt, pstate_cnt, HEX("PSTATE_CNT")),
	ROW(acpi_fadt, pm1a_evt_blk, HEX("PM1a_EVT_BLK")),
	ROW(acpi_fadt, pm1b_evt_blk, HEX("PM1b_EVT_BLK")),
	ROW(acpi_fadt, pm1a_cnt_blk, HEX("PM1a_CNT_BLK")),
	ROW(acpi_fadt, pm1b_cnt_blk, HEX("PM1b_CNT_BLK")),
	ROW(acpi_fadt, pm2_cnt_blk, HEX("PM2_CNT_BLK")),
	ROW(acpi_fadt, pm_tmr_blk, HEX("PM_TMR_BLK")),
	ROW(acpi_fadt, gpe0_blk, HEX("GPE0_BLK")),
	ROW(acpi_fadt, gpe1_blk, HEX("GPE1_BLK")),
	ROW(acpi_fadt, pm1_evt_len, NUMBER("PM1_EVT_LEN")),
	ROW(acpi_fadt, pm1_cnt_len, NUMBER("PM1_CNT_LEN")),
	ROW(acpi_fadt, pm2_cnt_len, NUMBER("PM2_CNT_LEN")),
	ROW(acpi_fadt, pm_tmr_len, NUMBER("PM_TMR_LEN")),
	ROW(acpi_fadt, gpe0_blk_len, NUMBER("GPE0_BLK_LEN")),
	ROW(acpi_fadt, gpe1_blk_len, NUMBER("GPE1_BLK_LEN")),
	ROW(acpi_fadt, gpe1_base, NUMBER("GPE1_BASE")),
	ROW(acpi_fadt, cst_cnt, HEX("CST_CNT")),
	ROW(acpi_fadt, p_lvl2_lat, NUMBER("P_LVL2_LAT")),
	ROW(acpi_fadt, p_lvl3_lat, NUMBER("P_LVL3_LAT")),
	ROW(acpi_fadt, flush_size, NUMBER("FLUSH_SIZE")),
	ROW(acpi_fadt, flush_stride, NUMBER("FLUSH_STRIDE")),
	ROW(acpi_fadt, duty_offset, NUMBER("DUTY_OFFSET")),
	ROW(acpi_fadt, duty_width, NUMBER("DUTY_WIDTH")),
	ROW(acpi_fadt, day_alrm, HEX("DAY_ALRM")),
	ROW(acpi_fadt, mon_alrm, HEX("MON_ALRM")),
	ROW(acpi_fadt, century, HEX("CENTURY")),
	ROW(acpi_fadt, iapc_boot_arch, FLAGS("IAPC_BOOT_ARCH", boot_flags)),
	ROW(acpi_fadt, reserved, RESERVED),
	ROW(acpi_fadt, flags, FLAGS("Flags", fadt_flags)),
	ROW(acpi_fadt, reset_reg, GAS("RESET_REG")),
	ROW(acpi_fadt, reset_value, HEX("RESET_VALUE")),
	ROW(acpi_fadt, arm_boot_arch, FLAGS("ARM_BOOT_ARCH", arm_boot_flags)),
	ROW(acpi_fadt, fadt_minor_version, NUMBER("FADT Minor Version")),
	ROW(acpi_fadt, x_firmware_ctrl, POINTER("X_FIRMWARE_CTRL")),
	ROW(acpi_fadt, x_dsdt, POINTER("X_DSDT")),
	ROW(acpi_fadt, x_pm1a_evt_blk, GAS("X_PM1a_EVT_BLK")),
	ROW(acpi_fadt, x_pm1b_evt_blk, GAS("X_PM1b_EVT_BLK")),
	ROW(acpi_fadt, x_pm1a_cnt_blk, GAS("X_PM1a_CNT_BLK")),
	ROW(acpi_fadt, x_pm1b_cnt_blk, GAS("X_PM1b_CNT_BLK")),
	ROW(acpi_fadt, x_pm2_cnt_blk, GAS("X_PM2_CNT_BLK")),
	ROW(acpi_fadt, x_pm_tmr_blk, GAS("X_PM_TMR_BLK")),
	ROW(acpi_fadt, x_gpe0_blk, GAS("X_GPE0_BLK")),
	ROW(acpi_fadt, x_gpe1_blk, GAS("X_GPE1_BLK")),
	ROW(acpi_fadt, sleep_control_reg, GAS("SLEEP_CONTROL_REG")),
	ROW(acpi_fadt, sleep_status_reg, GAS("SLEEP_STATUS_REG")),
	ROW(acpi_fadt, hypervisor_vendor_id,
	    HEX("Hypervisor Vendor Identity")),
	END_ROWS
};

static const struct field_row facs_rows[] = {
	ROW(acpi_facs, signature, STRING("Signature")),
	ROW(acpi_facs, length, NUMBER("Length")),
	ROW(acpi_facs, hardware_signature, HEX("Hardware Signature")),
	ROW(acpi_facs, firmware_waking_vector, HEX("Firmware Waking Vector")),
	ROW(acpi_facs, global_lock, HEX("Global Lock")),
	ROW(acpi_facs, flags, FLAGS("Flags", facs_flags)),
	ROW(acpi_facs, x_firmware_waking_vector,
	    HEX("X Firmware Waking Vector")),
	ROW(acpi_facs, version, NUMBER("Version")),
	ROW(acpi_facs, reserved1, RESERVED),
	ROW(acpi_facs, ospm_flags, FLAGS("OSPM Flags", ospm_flags)),
	ROW(acpi_facs, reserved2, RESERVED),
	END_ROWS
};

static const struct field_row madt_rows[] = {
	ROW(acpi_madt, header, STRUCT("", header)),
	ROW(acpi_madt, local_interrupt_controller_address,
	    HEX("Local Interrupt Controller Address")),
	ROW(acpi_madt, flags, FLAGS("Flags", madt_flags)),
	END_ROWS
};

static const struct field_row entry_rows[] = {
	ROW(acpi_entry, type, NUMBER("Type")),
	ROW(acpi_entry, length, NUMBER("Length")),
	END_ROWS
};

/* Nameless where another struct begins with it */
static const struct field_layout entry = LAYOUT("", acpi_entry, entry_rows);
static const struct field_layout unknown_entry =
    LAYOUT("Unknown Structure", acpi_entry, entry_rows);

static const struct field_row madt_lapic_rows[] = {
	ROW(acpi_madt_lapic, entry, STRUCT("", entry)),
	ROW(acpi_madt_lapic, acpi_processor_uid,
	    NUMBER("ACPI Processor UID"), ID("uid")),
	ROW(acpi_madt_lapic, apic_id, NUMBER("APIC ID"), BRIEF("apic")),
	ROW(acpi_madt_lapic, flags, FLAGS("Flags", lapic_flags)),
	END_ROWS
};

static const struct field_row madt_ioapic_rows[] = {
	ROW(acpi_madt_ioapic, entry, STRUCT("", entry)),
	ROW(acpi_madt_ioapic, io_apic_id, NUMBER("I/O APIC ID"), ID("id")),
	ROW(acpi_madt_ioapic, reserved, RESERVED),
	ROW(acpi_madt_ioapic, io_apic_address, HEX("I/O APIC Address"),
	    BRIEF("address")),
	ROW(acpi_madt_ioapic, global_system_interrupt_base,
	    NUMBER("Global System Interrupt Base"), BRIEF("gsi")),
	END_ROWS
};

static const struct field_row madt_override_rows[] = {
	ROW(acpi_madt_override, entry, STRUCT("", entry)),
	ROW(acpi_madt_override, bus, CHOICE("Bus", isa_bus), ID("bus")),
	ROW(acpi_madt_override, source, NUMBER("Source"), ID("source")),
	ROW(acpi_madt_override, global_system_interrupt,
	    NUMBER("Global System Interrupt"), BRIEF("gsi")),
	ROW(acpi_madt_override, flags, FLAGS("Flags", inti_flags)),
	END_ROWS
};

static const struct field_row madt_nmi_source_rows[] = {
	ROW(acpi_madt_nmi_source, entry, STRUCT("", entry)),
	ROW(acpi_madt_nmi_source, flags, FLAGS("Flags", inti_flags)),
	ROW(acpi_madt_nmi_source, global_system_interrupt,
	    NUMBER("Global System Interrupt"), ID("gsi")),
	END_ROWS
};

static const struct field_row madt_lapic_nmi_rows[] = {
	ROW(acpi_madt_lapic_nmi, entry, STRUCT("", entry)),
	ROW(acpi_madt_lapic_nmi, acpi_processor_uid,
	    CHOICE("ACPI Processor UID", every_uid8), ID("uid")),
	ROW(acpi_madt_lapic_nmi, flags, FLAGS("Flags", inti_flags)),
	ROW(acpi_madt_lapic_nmi, local_apic_lint,
	    NUMBER("Local APIC LINT#"), BRIEF("lint")),
	END_ROWS
};

static const struct field_row madt_lapic_address_rows[] = {
	ROW(acpi_madt_lapic_address, entry, STRUCT("", entry)),
	ROW(acpi_madt_lapic_address, reserved, RESERVED),
	ROW(acpi_madt_lapic_address, local_apic_address,
	    HEX("Local APIC Address"), BRIEF("address")),
	END_ROWS
};

static const struct field_row madt_x2apic_rows[] = {
	ROW(acpi_madt_x2apic, entry, STRUCT("", entry)),
	ROW(acpi_madt_x2apic, reserved, RESERVED),
	ROW(acpi_madt_x2apic, x2apic_id, NUMBER("X2APIC ID"), BRIEF("apic")),
	ROW(acpi_madt_x2apic, flags, FLAGS("Flags", lapic_flags)),
	ROW(acpi_madt_x2apic, acpi_processor_uid,
	    NUMBER("ACPI Processor UID"), ID("uid")),
	END_ROWS
};

static const struct field_row madt_x2apic_nmi_rows[] = {
	ROW(acpi_madt_x2apic_nmi, entry, STRUCT("", entry)),
	ROW(acpi_madt_x2apic_nmi, flags, FLAGS("Flags", inti_flags)),
	ROW(acpi_madt_x2apic_nmi, acpi_processor_uid,
	    CHOICE("ACPI Processor UID", every_uid32), ID("uid")),
	ROW(acpi_madt_x2apic_nmi, local_x2apic_lint,
	    NUMBER("Local x2APIC LINT#"), BRIEF("lint")),
	ROW(acpi_madt_x2apic_nmi, reserved, RESERVED),
	END_ROWS
};

static const struct field_layout
    madt_lapic = LAYOUT("Processor Local APIC", acpi_madt_lapic,
	madt_lapic_rows),
    madt_ioapic = LAYOUT("I/O APIC", acpi_madt_ioapic, madt_ioapic_rows),
    madt_override = LAYOUT("Interrupt Source Override", acpi_madt_override,
	madt_override_rows),
    madt_nmi_source = LAYOUT("NMI Source", acpi_madt_nmi_source,
	madt_nmi_source_rows),
    madt_lapic_nmi = LAYOUT("Local APIC NMI", acpi_madt_lapic_nmi,
	madt_lapic_nmi_rows),
    madt_lapic_address = LAYOUT("Local APIC Address Override",
	acpi_madt_lapic_address, madt_lapic_address_rows),
    madt_x2apic = LAYOUT("Processor Local x2APIC", acpi_madt_x2apic,
	madt_x2apic_rows),
    madt_x2apic_nmi = LAYOUT("Local x2APIC NMI", acpi_madt_x2apic_nmi,
	madt_x2apic_nmi_rows);

static const struct field_type madt_types[] = {
	{ ACPI_MADT_LAPIC, &madt_lapic },
	{ ACPI_MADT_IOAPIC, &madt_ioapic },
	{ ACPI_MADT_OVERRIDE, &madt_override },
	{ ACPI_MADT_NMI_SOURCE, &madt_nmi_source },
	{ ACPI_MADT_LAPIC_NMI, &madt_lapic_nmi },
	{ ACPI_MADT_LAPIC_ADDRESS, &madt_lapic_address },
	{ ACPI_MADT_X2APIC, &madt_x2apic },
	{ ACPI_MADT_X2APIC_NMI, &madt_x2apic_nmi },
	{ 0, NULL }
};

static const struct field_row hpet_rows[] = {
	ROW(acpi_hpet, header, STRUCT("", header)),
	ROW(acpi_hpet, event_timer_block_id, HEX("Event Timer Block ID"),
	    .values = hpet_id),
	ROW(acpi_hpet, base_address, GAS("BASE_ADDRESS")),
	ROW(acpi_hpet, hpet_number, NUMBER("HPET Number")),
	ROW(acpi_hpet, minimum_clock_tick,
	    NUMBER("Main Counter Minimum Clock_tick in Periodic Mode")),
	ROW(acpi_hpet, page_protection,
	    HEX("Page Protection And OEM Attribute")),
	END_ROWS
};

static const struct field_row mcfg_rows[] = {
	ROW(acpi_mcfg, header, STRUCT("", header)),
	ROW(acpi_mcfg, reserved, RESERVED),
	END_ROWS
};

static const struct field_row mcfg_allocation_rows[] = {
	ROW(acpi_mcfg_allocation, base_address, HEX("Base Address"),
	    BRIEF("base")),
	ROW(acpi_mcfg_allocation, pci_segment_group,
	    NUMBER("PCI Segment Group Number"), ID("segment")),
	ROW(acpi_mcfg_allocation, start_bus, NUMBER("Start Bus Number"),
	    ID("start")),
	ROW(acpi_mcfg_allocation, end_bus, NUMBER("End Bus Number"),
	    BRIEF("end")),
	ROW(acpi_mcfg_allocation, reserved, RESERVED),
	END_ROWS
};

static const struct field_layout mcfg_allocation =
    LAYOUT("Base Address Allocation", acpi_mcfg_allocation,
	mcfg_allocation_rows);

static const struct field_row srat_rows[] = {
	ROW(acpi_srat, header, STRUCT("", header)),
	ROW(acpi_srat, reserved1, RESERVED),
	ROW(acpi_srat, reserved2, RESERVED),
	END_ROWS
};

static const struct field_row srat_lapic_rows[] = {
	ROW(acpi_srat_lapic, entry, STRUCT("", entry)),
	ROW(acpi_srat_lapic, proximity_domain_low,
	    NUMBER("Proximity Domain [7:0]"), BRIEF("domain")),
	ROW(acpi_srat_lapic, apic_id, NUMBER("APIC ID"), ID("apic")),
	ROW(acpi_srat_lapic, flags, FLAGS("Flags", srat_cpu_flags)),
	ROW(acpi_srat_lapic, local_sapic_eid, NUMBER("Local SAPIC EID"),
	    BRIEF("eid")),
	ROW(acpi_srat_lapic, proximity_domain_high,
	    NUMBER("Proximity Domain [31:8]"), BRIEF("domain[31:8]")),
	ROW(acpi_srat_lapic, clock_domain, NUMBER("Clock Domain"),
	    BRIEF("clock")),
	END_ROWS
};

static const struct field_row srat_memory_rows[] = {
	ROW(acpi_srat_memory, entry, STRUCT("", entry)),
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
	ROW(acpi_srat_x2apic, entry, STRUCT("", entry)),
	ROW(acpi_srat_x2apic, reserved1, RESERVED),
	ROW(acpi_srat_x2apic, proximity_domain, NUMBER("Proximity Domain"),
	    BRIEF("domain")),
	ROW(acpi_srat_x2apic, x2apic_id, NUMBER("X2APIC ID"), ID("apic")),
	ROW(acpi_srat_x2apic, flags, FLAGS("Flags", srat_cpu_flags)),
	ROW(acpi_srat_x2apic, clock_domain, NUMBER("Clock Domain"),
	    BRIEF("clock")),
	ROW(acpi_srat_x2apic, reserved2, RESERVED),
	END_ROWS
};

static const struct field_layout
    srat_lapic = LAYOUT("Processor Local APIC Affinity", acpi_srat_lapic,
	srat_lapic_rows),
    srat_memory = LAYOUT("Memory Affinity", acpi_srat_memory,
	srat_memory_rows),
    srat_x2apic = LAYOUT("Processor Local x2APIC Affinity",
	acpi_srat_x2apic, srat_x2apic_rows);

static const struct field_type srat_types[] = {
	{ ACPI_SRAT_LAPIC, &srat_lapic },
	{ ACPI_SRAT_MEMORY, &srat_memory },
	{ ACPI_SRAT_X2APIC, &srat_x2apic },
	{ 0, NULL }
};

static const struct field_row slit_rows[] = {
	ROW(acpi_slit, header, STRUCT("", header)),
	ROW(acpi_slit, number_of_system_localities,
	    NUMBER("Number of System Localities")),
	END_ROWS
};

/* One row of the square: as wide as it is high. */
static const struct field_row slit_entry_rows[] = {
	{ 0, 0, KIND("", FIELD_NUMBERS) },
	END_ROWS
};

static const struct field_layout slit_entry = { "Entry", 0, slit_entry_rows };

static const struct field_row waet_rows[] = {
	ROW(acpi_waet, header, STRUCT("", header)),
	ROW(acpi_waet, emulated_device_flags,
	    FLAGS("Emulated Device Flags", waet_flags)),
	END_ROWS
};

static const struct field_row spcr_rows[] = {
	ROW(acpi_spcr, header, STRUCT("", header)),
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
	END_ROWS
};

#define TABLE(sig, name, type, rows, ...)				\
	{ .signature = sig, .layout = LAYOUT(name, type, rows), __VA_ARGS__ }
#define AML(sig)							\
	TABLE(sig, sig, acpi_header, header_only_rows,			\
	    .rest = "Definition Block", .aml = true)
#define REST			.rest = "Data"

static const struct field_table tables[] = {
	TABLE("RSD ", "RSDP", acpi_rsdp, rsdp_rows, REST),
	TABLE("RSDT", "RSDT", acpi_header, header_only_rows,
	    .element = &rsdt_entry, REST),
	TABLE("XSDT", "XSDT", acpi_header, header_only_rows,
	    .element = &xsdt_entry, REST),
	TABLE("FACP", "FADT", acpi_fadt, fadt_rows, REST),
	TABLE("FACS", "FACS", acpi_facs, facs_rows, REST),
	TABLE("APIC", "MADT", acpi_madt, madt_rows, .types = madt_types, REST),
	TABLE("HPET", "HPET", acpi_hpet, hpet_rows, REST),
	TABLE("MCFG", "MCFG", acpi_mcfg, mcfg_rows,
	    .element = &mcfg_allocation, REST),
	TABLE("SRAT", "SRAT", acpi_srat, srat_rows, .types = srat_types, REST),
	TABLE("SLIT", "SLIT", acpi_slit, slit_rows, .element = &slit_entry,
	    .square = true, REST),
	TABLE("WAET", "WAET", acpi_waet, waet_rows, REST),
	TABLE("SPCR", "SPCR", acpi_spcr, spcr_rows, REST),
	AML("DSDT"),
	AML("SSDT"),
	AML("PSDT"),
};

/* Of every other signature no more than the header is known. */
static const struct field_table unknown_table =
	TABLE("", "", acpi_header, header_only_rows, REST);

const struct field_table *
field_table_at(size_t i)
{
	return (i < sizeof(tables) / sizeof(tables[0]) ? &tables[i] : NULL);
}

const struct field_table *
field_table_find(const char signature[4])
{
	const struct field_table *t;
	size_t		 i;

	for (i = 0; (t = field_table_at(i)) != NULL; i++) {
		if (memcmp(t->signature, signature, 4) == 0)
			break;
	}
	return (t);
}

/*
 * Taking apart
 */

const struct field_layout *
field_entry_layout(const struct field_table *t, uint8_t type)
{
	const struct field_type *ft;

	for (ft = t->types; ft->layout != NULL && ft->type != type; ft++)
		;
	return (ft->layout);
}

static const struct field_layout *
entry_layout(const struct field_table *t, uint8_t type)
{
	const struct field_layout *layout = field_entry_layout(t, type);

	return (layout == NULL ? &unknown_entry : layout);
}

static size_t
entry_length(const struct fields *fs, size_t offset)
{
	const struct acpi_entry *e = acpi_entry_at(fs->data, fs->length,
	    offset);

	return (e == NULL ? 0 : e->length);
}

/*
 * Notes where each entry is, so that no field has to be looked for from the
 * table's start.
 */
static bool
note_entries(struct fields *fs)
{
	uint32_t	 counts[UINT8_MAX + 1] = { 0 };
	const size_t	 start = fs->table->layout.size;
	size_t		 at, length, n = 0;
	uint8_t		 type;

	for (at = start; (length = entry_length(fs, at)) != 0; at += length)
		n++;
	if ((fs->entries = calloc(n + 1, sizeof(*fs->entries))) == NULL)
		return (false);
	for (at = start; fs->nentries < n; at += entry_length(fs, at)) {
		/* Those of unknown types are counted together. */
		type = fs->data[at];
		if (entry_layout(fs->table, type) == &unknown_entry)
			type = UINT8_MAX;
		fs->entries[fs->nentries].offset = (uint32_t)at;
		fs->entries[fs->nentries].ordinal = counts[type]++;
		fs->nentries++;
	}
	fs->end = at;
	return (true);
}

static void
note_elements(struct fields *fs)
{
	const struct field_table *t = fs->table;
	uint64_t	 n;

	fs->element = t->element->size;
	if (t->square) {
		n = get64(((const struct acpi_slit *)(const void *)fs->data)->
		    number_of_system_localities);
		fs->element = n < fs->length ? (size_t)n : 0;
	}
	if (fs->element > 0)
		fs->end += (fs->length - fs->end) / fs->element * fs->element;
	if (t->square && fs->element > 0 &&
	    (fs->end - t->layout.size) / fs->element > fs->element)
		fs->end = t->layout.size + fs->element * fs->element;
}

bool
fields_open(struct fields *fs, const uint8_t *data, size_t length)
{
	const struct field_table *t = NULL;

	if (length >= 4)
		t = field_table_find((const char *)data);
	memset(fs, 0, sizeof(*fs));
	fs->table = t == NULL ? &unknown_table : t;
	fs->data = data;
	fs->length = length;
	fs->end = fs->table->layout.size;
	if (length <= fs->end)
		return (true);
	if (fs->table->types != NULL)
		return (note_entries(fs));
	if (fs->table->element != NULL)
		note_elements(fs);
	return (true);
}

void
fields_close(struct fields *fs)
{
	free(fs->entries);
	memset(fs, 0, sizeof(*fs));
}

/* The last row that begins at an offset in a struct or before it. */
static const struct field_row *
find_row(const struct field_layout *layout, size_t offset)
{
	const struct field_row *row = layout->rows;

	while (row[1].name != NULL && row[1].offset <= offset)
		row++;
	return (row);
}

static void
set_extent(struct field *f, size_t offset, size_t end)
{
	f->offset = offset;
	f->size = end - offset;
}

/*
 * Finds the row for an offset in the struct at base, of which there are
 * bytes up to end.
 */
static void
find_field(const struct field_layout *layout, size_t base, size_t end,
    size_t offset, struct field *f)
{
	const struct field_row *row;
	size_t		 size;

	if (layout->size > 0 && offset - base >= layout->size) {
		set_extent(f, base + layout->size, end);
		return;
	}
	row = find_row(layout, offset - base);
	size = layout->size > 0 ? row->size : end - base;
	if (row->kind == FIELD_STRUCT) {
		if (row->name[0] != '\0') {
			f->outer = row;
			f->outer_offset = base + row->offset;
		}
		find_field(row->layout, base + row->offset, end, offset, f);
		return;
	}
	if (size > end - (base + row->offset)) {
		set_extent(f, base + row->offset, end);
		return;
	}
	f->row = row;
	set_extent(f, base + row->offset, base + row->offset + size);
}

static void
find_in_entry(const struct fields *fs, size_t offset, struct field *f)
{
	size_t		 low = 0, high = fs->nentries, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (fs->entries[middle].offset <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	f->entry_offset = fs->entries[low - 1].offset;
	f->entry_size = entry_length(fs, f->entry_offset);
	f->entry = entry_layout(fs->table, fs->data[f->entry_offset]);
	f->ordinal = fs->entries[low - 1].ordinal;
}

void
fields_at(const struct fields *fs, size_t offset, struct field *f)
{
	const struct field_layout *layout = &fs->table->layout;

	memset(f, 0, sizeof(*f));
	if (offset < layout->size) {
		find_field(layout, 0, fs->length < layout->size ?
		    fs->length : layout->size, offset, f);
		return;
	}
	if (offset >= fs->end) {
		set_extent(f, fs->end, fs->length);
		return;
	}
	if (fs->element == 0)
		find_in_entry(fs, offset, f);
	else {
		f->ordinal = (offset - layout->size) / fs->element;
		f->entry = fs->table->element;
		f->entry_offset = layout->size + f->ordinal * fs->element;
		f->entry_size = fs->element;
	}
	find_field(f->entry, f->entry_offset, f->entry_offset + f->entry_size,
	    offset, f);
}

uint64_t
field_number(const struct fields *fs, const struct field *f)
{
	if (f->size > sizeof(uint64_t))
		return (0);
	return (le_get(fs->data + f->offset, (unsigned int)f->size));
}

bool
fields_all_zero(const void *data, size_t length)
{
	const uint8_t	*p = data;

	for (; length > 0; length--) {
		if (*p++ != 0)
			return (false);
	}
	return (true);
}

/*
 * Printing
 */

static void
append(char *text, size_t size, const char *separator, const char *s)
{
	size_t		 len = strlen(text);

	if (s[0] != '\0')
		snprintf(text + len, size - len, "%s%s",
		    len > 0 ? separator : "", s);
}

void
field_name(char name[FIELD_NAMESZ], const struct fields *fs,
    const struct field *f)
{
	name[0] = '\0';
	if (f->entry != NULL)
		snprintf(name, FIELD_NAMESZ, "%s[%zu]", f->entry->name,
		    f->ordinal);
	if (f->outer != NULL)
		append(name, FIELD_NAMESZ, ".", f->outer->name);
	if (f->row != NULL)
		append(name, FIELD_NAMESZ, ".", f->row->name);
	else
		append(name, FIELD_NAMESZ, ".", f->entry == NULL ?
		    fs->table->rest : "Data");
}

void
field_meaning(char meaning[FIELD_MEANINGSZ], const struct fields *fs,
    const struct field *f)
{
	const struct field_value *value;
	const uint64_t	 v = field_number(fs, f);
	uint64_t	 rest = v;
	char		 bits[40];

	meaning[0] = '\0';
	if (f->row == NULL || (value = f->row->values) == NULL)
		return;
	for (; value->name != NULL; value++) {
		rest &= ~(uint64_t)value->mask;
		if ((v & value->mask) == value->value)
			append(meaning, FIELD_MEANINGSZ, ", ", value->name);
	}
	if (f->row->kind != FIELD_FLAGS || rest == 0)
		return;
	snprintf(bits, sizeof(bits), "reserved 0x%" PRIx64, rest);
	append(meaning, FIELD_MEANINGSZ, ", ", bits);
}

int
field_print_string(FILE *out, const void *data, size_t length)
{
	const unsigned char *p = data;
	int		 n = 0;

	for (; length > 0; length--, p++) {
		if (*p >= ' ' && *p <= '~' && *p != '\\' && *p != '"')
			n += fputc(*p, out) != EOF;
		else
			n += fprintf(out, "\\x%02x", *p);
	}
	return (n);
}

void
field_print_word(FILE *out, const char *s, size_t length)
{
	size_t		 i;

	if (length == 0 || s[0] == '\0')
		fprintf(out, "\"\"");
	for (i = 0; i < length && s[i] != '\0'; i++) {
		if (s[i] == ' ')
			fprintf(out, "\\x20");
		else
			field_print_string(out, &s[i], 1);
	}
}

int
field_print_hex(FILE *out, const uint8_t *p, size_t length, bool capitals)
{
	const char	*digits = capitals ? "0123456789ABCDEF" :
	    "0123456789abcdef";
	size_t		 i;

	/* One by one they are most of what is printed of a hostile file. */
	for (i = 0; i < length; i++) {
		if (i > 0)
			fputc(' ', out);
		fputc(digits[p[i] >> 4], out);
		fputc(digits[p[i] & 0xf], out);
	}
	return (length == 0 ? 0 : (int)length * 3 - 1);
}

static int
print_numbers(FILE *out, const uint8_t *p, size_t length)
{
	size_t		 i;
	int		 n = 0;

	for (i = 0; i < length; i++)
		n += fprintf(out, "%s%u", i > 0 ? " " : "", p[i]);
	return (n);
}

int
field_print_value(FILE *out, const struct fields *fs, const struct field *f)
{
	const uint8_t	*p = fs->data + f->offset;
	const uint64_t	 v = field_number(fs, f);

	if (f->row != NULL && f->row->kind == FIELD_STRING)
		return (fprintf(out, "\"") + field_print_string(out, p,
		    f->size) + fprintf(out, "\""));
	if (f->row != NULL && f->row->kind == FIELD_NUMBERS)
		return (print_numbers(out, p, f->size));
	if (f->row == NULL || f->size > sizeof(v))
		return (field_print_hex(out, p, f->size, false));
	if (f->row->kind == FIELD_NUMBER)
		return (fprintf(out, "%" PRIu64, v));
	return (fprintf(out, "0x%0*" PRIx64, (int)f->size * 2, v));
}

size_t
field_struct_end(const struct fields *fs, const struct field *f)
{
	const size_t	 end = f->outer_offset + f->outer->size;

	return (end < fs->length ? end : fs->length);
}

int
field_print_struct(FILE *out, const struct fields *fs, struct field *f,
    char meaning[FIELD_MEANINGSZ])
{
	const size_t	 start = f->outer_offset, end = field_struct_end(fs, f);
	char		 one[FIELD_MEANINGSZ];
	size_t		 i;
	bool		 any = false;
	int		 n;

	for (i = start; i < end; i++)
		any |= fs->data[i] != 0;
	snprintf(meaning, FIELD_MEANINGSZ, "%s", any ? "" : "none");
	n = fprintf(out, "{");
	for (;;) {
		n += fprintf(out, "%s", f->row == NULL ? "cut off: " : "");
		n += field_print_value(out, fs, f);
		field_meaning(one, fs, f);
		if (any)
			append(meaning, FIELD_MEANINGSZ, ", ", one);
		if (f->offset + f->size >= end)
			break;
		n += fprintf(out, ", ");
		fields_at(fs, f->offset + f->size, f);
	}
	return (n + fprintf(out, "}"));
}

void
field_print_dump(FILE *out, const uint8_t *bytes, size_t length,
    bool capitals)
{
	size_t		 i;

	fputc(' ', out);
	field_print_hex(out, bytes, length, capitals);
	fprintf(out, "%*s", (int)(16 - length) * 3 + 2, "");
	for (i = 0; i < length; i++)
		fputc(bytes[i] >= ' ' && bytes[i] <= '~' ? bytes[i] : '.',
		    out);
	fputc('\n', out);
}
