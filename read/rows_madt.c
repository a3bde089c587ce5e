/* See LICENSE for licence details. */

/* The rows of MADT: interrupt controllers. */

#include "rows.h"

static const struct field_value madt_flags[] = {
	BIT(ACPI_MADT_PCAT_COMPAT, "PCAT_COMPAT"),
	END_VALUES
};

static const struct field_row madt_rows[] = {
	ROW(acpi_madt, header, STRUCT("", rows_header)),
	ROW(acpi_madt, local_interrupt_controller_address,
	    HEX("Local Interrupt Controller Address")),
	ROW(acpi_madt, flags, FLAGS("Flags", madt_flags)),
	END_ROWS
};

static const struct field_value lapic_flags[] = {
	BIT(ACPI_LAPIC_ENABLED, "Enabled"),
	BIT(ACPI_LAPIC_ONLINE_CAPABLE, "Online Capable"),
	END_VALUES
};

static const struct field_row madt_lapic_rows[] = {
	ROW(acpi_madt_lapic, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_lapic, acpi_processor_uid,
	    NUMBER("ACPI Processor UID"), ID("uid")),
	ROW(acpi_madt_lapic, apic_id, NUMBER("APIC ID"), BRIEF("apic")),
	ROW(acpi_madt_lapic, flags, FLAGS("Flags", lapic_flags)),
	END_ROWS
};

static const struct field_row madt_ioapic_rows[] = {
	ROW(acpi_madt_ioapic, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_ioapic, io_apic_id, NUMBER("I/O APIC ID"), ID("id")),
	ROW(acpi_madt_ioapic, reserved, RESERVED),
	ROW(acpi_madt_ioapic, io_apic_address, HEX("I/O APIC Address"),
	    BRIEF("address")),
	ROW(acpi_madt_ioapic, global_system_interrupt_base,
	    NUMBER("Global System Interrupt Base"), BRIEF("gsi")),
	END_ROWS
};

const struct field_value rows_inti[] = {
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

static const struct field_row madt_override_rows[] = {
	ROW(acpi_madt_override, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_override, bus, CHOICE("Bus", isa_bus), ID("bus")),
	ROW(acpi_madt_override, source, NUMBER("Source"), ID("source")),
	ROW(acpi_madt_override, global_system_interrupt,
	    NUMBER("Global System Interrupt"), BRIEF("gsi")),
	ROW(acpi_madt_override, flags, FLAGS("Flags", rows_inti)),
	END_ROWS
};

static const struct field_row madt_nmi_source_rows[] = {
	ROW(acpi_madt_nmi_source, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_nmi_source, flags, FLAGS("Flags", rows_inti)),
	ROW(acpi_madt_nmi_source, global_system_interrupt,
	    NUMBER("Global System Interrupt"), ID("gsi")),
	END_ROWS
};

static const struct field_value every_uid8[] = {
	IS(UINT8_MAX, "every processor"),
	END_VALUES
};

static const struct field_row madt_lapic_nmi_rows[] = {
	ROW(acpi_madt_lapic_nmi, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_lapic_nmi, acpi_processor_uid,
	    CHOICE("ACPI Processor UID", every_uid8), ID("uid")),
	ROW(acpi_madt_lapic_nmi, flags, FLAGS("Flags", rows_inti)),
	ROW(acpi_madt_lapic_nmi, local_apic_lint,
	    NUMBER("Local APIC LINT#"), BRIEF("lint")),
	END_ROWS
};

static const struct field_row madt_lapic_address_rows[] = {
	ROW(acpi_madt_lapic_address, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_lapic_address, reserved, RESERVED),
	ROW(acpi_madt_lapic_address, local_apic_address,
	    HEX("Local APIC Address"), BRIEF("address")),
	END_ROWS
};

static const struct field_row madt_iosapic_rows[] = {
	ROW(acpi_madt_iosapic, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_iosapic, io_apic_id, NUMBER("I/O APIC ID"), ID("id")),
	ROW(acpi_madt_iosapic, reserved, RESERVED),
	ROW(acpi_madt_iosapic, global_system_interrupt_base,
	    NUMBER("Global System Interrupt Base"), BRIEF("gsi")),
	ROW(acpi_madt_iosapic, io_sapic_address, HEX("I/O SAPIC Address"),
	    BRIEF("address")),
	END_ROWS
};

static const struct field_row madt_lsapic_rows[] = {
	ROW(acpi_madt_lsapic, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_lsapic, acpi_processor_id, NUMBER("ACPI Processor ID"),
	    ID("id")),
	ROW(acpi_madt_lsapic, local_sapic_id, NUMBER("Local SAPIC ID"),
	    BRIEF("sapic")),
	ROW(acpi_madt_lsapic, local_sapic_eid, NUMBER("Local SAPIC EID"),
	    BRIEF("eid")),
	ROW(acpi_madt_lsapic, reserved, RESERVED),
	ROW(acpi_madt_lsapic, flags, FLAGS("Flags", lapic_flags)),
	ROW(acpi_madt_lsapic, acpi_processor_uid_value,
	    NUMBER("ACPI Processor UID Value"), BRIEF("uid")),
	END_ROWS
};

LIST(madt_lsapic_uid, "Local SAPIC", STRING("ACPI Processor UID String"));

static const struct field_tail madt_lsapic_tails[] = {
	EACH(madt_lsapic_uid),
	END_TAILS
};

static const struct field_value platform_interrupts[] = {
	IS(1, "PMI"),
	IS(2, "INIT"),
	IS(3, "Corrected Platform Error Interrupt"),
	END_VALUES
};

static const struct field_value platform_flags[] = {
	BIT(0x1, "CPEI Processor Override"),
	END_VALUES
};

static const struct field_row madt_platform_rows[] = {
	ROW(acpi_madt_platform_interrupt, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_platform_interrupt, flags, FLAGS("Flags", rows_inti)),
	ROW(acpi_madt_platform_interrupt, interrupt_type,
	    CHOICE("Interrupt Type", platform_interrupts), ID("interrupt")),
	ROW(acpi_madt_platform_interrupt, processor_id,
	    NUMBER("Processor ID"), BRIEF("id")),
	ROW(acpi_madt_platform_interrupt, processor_eid,
	    NUMBER("Processor EID"), BRIEF("eid")),
	ROW(acpi_madt_platform_interrupt, io_sapic_vector,
	    NUMBER("I/O SAPIC Vector"), BRIEF("vector")),
	ROW(acpi_madt_platform_interrupt, global_system_interrupt,
	    NUMBER("Global System Interrupt"), BRIEF("gsi")),
	ROW(acpi_madt_platform_interrupt, platform_interrupt_source_flags,
	    FLAGS("Platform Interrupt Source Flags", platform_flags)),
	END_ROWS
};

static const struct field_row madt_x2apic_rows[] = {
	ROW(acpi_madt_x2apic, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_x2apic, reserved, RESERVED),
	ROW(acpi_madt_x2apic, x2apic_id, NUMBER("X2APIC ID"), BRIEF("apic")),
	ROW(acpi_madt_x2apic, flags, FLAGS("Flags", lapic_flags)),
	ROW(acpi_madt_x2apic, acpi_processor_uid,
	    NUMBER("ACPI Processor UID"), ID("uid")),
	END_ROWS
};

static const struct field_value every_uid32[] = {
	IS(UINT32_MAX, "every processor"),
	END_VALUES
};

static const struct field_row madt_x2apic_nmi_rows[] = {
	ROW(acpi_madt_x2apic_nmi, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_x2apic_nmi, flags, FLAGS("Flags", rows_inti)),
	ROW(acpi_madt_x2apic_nmi, acpi_processor_uid,
	    CHOICE("ACPI Processor UID", every_uid32), ID("uid")),
	ROW(acpi_madt_x2apic_nmi, local_x2apic_lint,
	    NUMBER("Local x2APIC LINT#"), BRIEF("lint")),
	ROW(acpi_madt_x2apic_nmi, reserved, RESERVED),
	END_ROWS
};

static const struct field_value gicc_flags[] = {
	BIT(ACPI_GICC_ENABLED, "Enabled"),
	{ 0x2, 0x2, "Performance Interrupt edge-triggered" },
	{ 0x4, 0x4, "VGIC Maintenance Interrupt edge-triggered" },
	BIT(ACPI_GICC_ONLINE_CAPABLE, "Online Capable"),
	BIT(0x10, "GICR non-coherent"),
	END_VALUES
};

static const struct field_row madt_gicc_rows[] = {
	ROW(acpi_madt_gicc, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_gicc, reserved1, RESERVED),
	ROW(acpi_madt_gicc, cpu_interface_number,
	    NUMBER("CPU Interface Number"), BRIEF("interface")),
	ROW(acpi_madt_gicc, acpi_processor_uid, NUMBER("ACPI Processor UID"),
	    ID("uid")),
	ROW(acpi_madt_gicc, flags, FLAGS("Flags", gicc_flags)),
	ROW(acpi_madt_gicc, parking_protocol_version,
	    NUMBER("Parking Protocol Version")),
	ROW(acpi_madt_gicc, performance_interrupt_gsiv,
	    NUMBER("Performance Interrupt GSIV")),
	ROW(acpi_madt_gicc, parked_address, HEX("Parked Address")),
	ROW(acpi_madt_gicc, physical_base_address,
	    HEX("Physical Base Address")),
	ROW(acpi_madt_gicc, gicv, HEX("GICV")),
	ROW(acpi_madt_gicc, gich, HEX("GICH")),
	ROW(acpi_madt_gicc, vgic_maintenance_interrupt,
	    NUMBER("VGIC Maintenance Interrupt")),
	ROW(acpi_madt_gicc, gicr_base_address, HEX("GICR Base Address")),
	ROW(acpi_madt_gicc, mpidr, HEX("MPIDR"), BRIEF("mpidr")),
	ROW(acpi_madt_gicc, processor_power_efficiency_class,
	    NUMBER("Processor Power Efficiency Class")),
	ROW(acpi_madt_gicc, reserved2, RESERVED),
	ROW(acpi_madt_gicc, spe_overflow_interrupt,
	    NUMBER("SPE Overflow Interrupt")),
	ROW(acpi_madt_gicc, trbe_interrupt, NUMBER("TRBE Interrupt")),
	END_ROWS
};

static const struct field_value gic_versions[] = {
	IS(0, "to be discovered"),
	IS(1, "GICv1"),
	IS(2, "GICv2"),
	IS(3, "GICv3"),
	IS(4, "GICv4"),
	END_VALUES
};

static const struct field_row madt_gicd_rows[] = {
	ROW(acpi_madt_gicd, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_gicd, reserved1, RESERVED),
	ROW(acpi_madt_gicd, gic_id, NUMBER("GIC ID"), ID("id")),
	ROW(acpi_madt_gicd, physical_base_address,
	    HEX("Physical Base Address"), BRIEF("base")),
	ROW(acpi_madt_gicd, system_vector_base,
	    NUMBER("System Vector Base")),
	ROW(acpi_madt_gicd, gic_version, CHOICE("GIC version", gic_versions),
	    BRIEF("version")),
	ROW(acpi_madt_gicd, reserved2, RESERVED),
	END_ROWS
};

static const struct field_value gic_msi_flags[] = {
	BIT(0x1, "SPI Count/Base Select"),
	END_VALUES
};

static const struct field_row madt_gic_msi_rows[] = {
	ROW(acpi_madt_gic_msi, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_gic_msi, reserved, RESERVED),
	ROW(acpi_madt_gic_msi, gic_msi_frame_id, NUMBER("GIC MSI Frame ID"),
	    ID("id")),
	ROW(acpi_madt_gic_msi, physical_base_address,
	    HEX("Physical Base Address"), BRIEF("base")),
	ROW(acpi_madt_gic_msi, flags, FLAGS("Flags", gic_msi_flags)),
	ROW(acpi_madt_gic_msi, spi_count, NUMBER("SPI Count"),
	    BRIEF("count")),
	ROW(acpi_madt_gic_msi, spi_base, NUMBER("SPI Base"), BRIEF("spi")),
	END_ROWS
};

static const struct field_value gicr_flags[] = {
	BIT(0x1, "GICR non-coherent"),
	END_VALUES
};

static const struct field_row madt_gicr_rows[] = {
	ROW(acpi_madt_gicr, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_gicr, flags, FLAGS("Flags", gicr_flags)),
	ROW(acpi_madt_gicr, reserved, RESERVED),
	ROW(acpi_madt_gicr, discovery_range_base_address,
	    HEX("Discovery Range Base Address"), ID("base")),
	ROW(acpi_madt_gicr, discovery_range_length,
	    HEX("Discovery Range Length"), BRIEF("length")),
	END_ROWS
};

static const struct field_value gic_its_flags[] = {
	BIT(0x1, "GIC ITS non-coherent"),
	END_VALUES
};

static const struct field_row madt_gic_its_rows[] = {
	ROW(acpi_madt_gic_its, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_gic_its, flags, FLAGS("Flags", gic_its_flags)),
	ROW(acpi_madt_gic_its, reserved1, RESERVED),
	ROW(acpi_madt_gic_its, gic_its_id, NUMBER("GIC ITS ID"), ID("id")),
	ROW(acpi_madt_gic_its, physical_base_address,
	    HEX("Physical Base Address"), BRIEF("base")),
	ROW(acpi_madt_gic_its, reserved2, RESERVED),
	END_ROWS
};

static const struct field_row madt_wakeup_rows[] = {
	ROW(acpi_madt_wakeup, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_wakeup, mailbox_version, NUMBER("MailBoxVersion"),
	    BRIEF("version")),
	ROW(acpi_madt_wakeup, reserved, RESERVED),
	ROW(acpi_madt_wakeup, mailbox_address, HEX("MailBoxAddress"),
	    BRIEF("mailbox")),
	ROW(acpi_madt_wakeup, reset_vector, HEX("ResetVector")),
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
    madt_iosapic = LAYOUT("I/O SAPIC", acpi_madt_iosapic, madt_iosapic_rows),
    madt_lsapic = LAYOUT("Local SAPIC", acpi_madt_lsapic, madt_lsapic_rows,
	.tails = madt_lsapic_tails),
    madt_platform = LAYOUT("Platform Interrupt Source",
	acpi_madt_platform_interrupt, madt_platform_rows),
    madt_x2apic = LAYOUT("Processor Local x2APIC", acpi_madt_x2apic,
	madt_x2apic_rows),
    madt_x2apic_nmi = LAYOUT("Local x2APIC NMI", acpi_madt_x2apic_nmi,
	madt_x2apic_nmi_rows),
    madt_gicc = LAYOUT("GICC", acpi_madt_gicc, madt_gicc_rows,
	.least = ACPI_GICC_V5_LEN),
    madt_gicd = LAYOUT("GICD", acpi_madt_gicd, madt_gicd_rows),
    madt_gic_msi = LAYOUT("GIC MSI Frame", acpi_madt_gic_msi,
	madt_gic_msi_rows),
    madt_gicr = LAYOUT("GICR", acpi_madt_gicr, madt_gicr_rows),
    madt_gic_its = LAYOUT("GIC ITS", acpi_madt_gic_its, madt_gic_its_rows),
    madt_wakeup = LAYOUT("Multiprocessor Wakeup", acpi_madt_wakeup,
	madt_wakeup_rows, .least = ACPI_WAKEUP_V0_LEN);

static const struct field_type madt_types[] = {
	TYPE(ACPI_MADT_LAPIC, madt_lapic),
	TYPE(ACPI_MADT_IOAPIC, madt_ioapic),
	TYPE(ACPI_MADT_OVERRIDE, madt_override),
	TYPE(ACPI_MADT_NMI_SOURCE, madt_nmi_source),
	TYPE(ACPI_MADT_LAPIC_NMI, madt_lapic_nmi),
	TYPE(ACPI_MADT_LAPIC_ADDRESS, madt_lapic_address),
	TYPE(ACPI_MADT_IOSAPIC, madt_iosapic),
	TYPE(ACPI_MADT_LSAPIC, madt_lsapic),
	TYPE(ACPI_MADT_PLATFORM, madt_platform),
	TYPE(ACPI_MADT_X2APIC, madt_x2apic),
	TYPE(ACPI_MADT_X2APIC_NMI, madt_x2apic_nmi),
	TYPE(ACPI_MADT_GICC, madt_gicc),
	TYPE(ACPI_MADT_GICD, madt_gicd),
	TYPE(ACPI_MADT_GIC_MSI, madt_gic_msi),
	TYPE(ACPI_MADT_GICR, madt_gicr),
	TYPE(ACPI_MADT_GIC_ITS, madt_gic_its),
	TYPE(ACPI_MADT_WAKEUP, madt_wakeup),
	END_TYPES
};

static const struct field_family madt_family = {
	.type = { 0, 1 }, .length = { 1, 1 }, .types = madt_types,
	.other = &rows_unknown_entry
};

static const struct field_tail madt_tails[] = {
	FAMILY(madt_family),
	END_TAILS
};

const struct field_table rows_madt =
    TABLE("APIC", "MADT", acpi_madt, madt_rows, TAILS(madt_tails), REST);
