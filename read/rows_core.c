/* See LICENSE for licence details. */

/*
 * The rows of the tables that every machine has, and of the structs that
 * other structs begin with.
 */

#include "rows.h"

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
const struct field_layout rows_header =
    LAYOUT("", acpi_header, header_rows);

const struct field_row rows_header_only[] = {
	HEADER,
	END_ROWS
};

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

static const struct field_row gas_rows[] = {
	ROW(acpi_gas, address_space_id,
	    CHOICE("Address Space ID", gas_spaces)),
	ROW(acpi_gas, register_bit_width, NUMBER("Register Bit Width")),
	ROW(acpi_gas, register_bit_offset, NUMBER("Register Bit Offset")),
	ROW(acpi_gas, access_size, CHOICE("Access Size", gas_access)),
	ROW(acpi_gas, address, HEX("Address")),
	END_ROWS
};

const struct field_layout rows_gas =
    LAYOUT("Generic Address Structure", acpi_gas, gas_rows);

static const struct field_row entry_rows[] = {
	ROW(acpi_entry, type, NUMBER("Type"), ID("type")),
	ROW(acpi_entry, length, NUMBER("Length")),
	END_ROWS
};

/* Nameless where another struct begins with it */
const struct field_layout rows_entry =
    LAYOUT("", acpi_entry, entry_rows);

const struct field_layout rows_unknown_entry =
    LAYOUT("Unknown Structure", acpi_entry, entry_rows);

static const struct field_row gap_rows[] = {
	AT(0, 0, KIND("", FIELD_RESERVED)),
	END_ROWS
};

const struct field_layout rows_gap = { .name = "Data", .rows = gap_rows };

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

const struct field_table rows_rsdp =
    TABLE("RSD ", "RSDP", acpi_rsdp, rsdp_rows, REST);

static const struct field_row rsdt_entry_rows[] = {
	AT(0, sizeof(le32), POINTER("")),
	END_ROWS
};

static const struct field_row xsdt_entry_rows[] = {
	AT(0, sizeof(le64), POINTER("")),
	END_ROWS
};

static const struct field_layout
    rsdt_entry = SPAN("Entry", sizeof(le32), rsdt_entry_rows),
    xsdt_entry = SPAN("Entry", sizeof(le64), xsdt_entry_rows);

static const struct field_tail
    rsdt_tails[] = { EACH(rsdt_entry), END_TAILS },
    xsdt_tails[] = { EACH(xsdt_entry), END_TAILS };

const struct field_table rows_rsdt =
    TABLE("RSDT", "RSDT", acpi_header, rows_header_only, TAILS(rsdt_tails),
	REST);
const struct field_table rows_xsdt =
    TABLE("XSDT", "XSDT", acpi_header, rows_header_only, TAILS(xsdt_tails),
	REST);

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

static const struct field_row fadt_rows[] = {
	ROW(acpi_fadt, header, STRUCT("", rows_header)),
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

const struct field_table rows_fadt =
    TABLE("FACP", "FADT", acpi_fadt, fadt_rows,
	LEAST(ACPI_FADT_V1_LEN), REST);

static const struct field_value facs_flags[] = {
	BIT(ACPI_FACS_S4BIOS, "S4BIOS_F"),
	BIT(ACPI_FACS_64BIT_WAKE, "64BIT_WAKE_SUPPORTED_F"),
	END_VALUES
};

static const struct field_value ospm_flags[] = {
	BIT(ACPI_FACS_OSPM_64BIT, "64BIT_WAKE_F"),
	END_VALUES
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

const struct field_table rows_facs =
    TABLE("FACS", "FACS", acpi_facs, facs_rows, REST);

#define AML(sig)							\
	TABLE(sig, sig, acpi_header, rows_header_only,			\
	    .rest = "Definition Block", .aml = true)

const struct field_table rows_dsdt =
    AML("DSDT");

const struct field_table rows_ssdt =
    AML("SSDT");

const struct field_table rows_psdt =
    AML("PSDT");

const struct field_table rows_osdt =
    AML("OSDT");

static const struct field_value hpet_id[] = {
	BIT(ACPI_HPET_COUNT_SIZE, "COUNT_SIZE_CAP"),
	BIT(ACPI_HPET_LEGACY, "LegacyReplacement"),
	END_VALUES
};

static const struct field_row hpet_rows[] = {
	ROW(acpi_hpet, header, STRUCT("", rows_header)),
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

const struct field_table rows_hpet =
    TABLE("HPET", "HPET", acpi_hpet, hpet_rows, REST);

static const struct field_row mcfg_rows[] = {
	ROW(acpi_mcfg, header, STRUCT("", rows_header)),
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

static const struct field_tail mcfg_tails[] = {
	EACH(mcfg_allocation),
	END_TAILS
};

const struct field_table rows_mcfg =
    TABLE("MCFG", "MCFG", acpi_mcfg, mcfg_rows, TAILS(mcfg_tails), REST);

static const struct field_value waet_flags[] = {
	BIT(ACPI_WAET_RTC_GOOD, "RTC good"),
	BIT(ACPI_WAET_PM_TIMER_GOOD, "ACPI PM timer good"),
	END_VALUES
};

static const struct field_row waet_rows[] = {
	ROW(acpi_waet, header, STRUCT("", rows_header)),
	ROW(acpi_waet, emulated_device_flags,
	    FLAGS("Emulated Device Flags", waet_flags)),
	END_ROWS
};

const struct field_table rows_waet =
    TABLE("WAET", "WAET", acpi_waet, waet_rows, REST);
