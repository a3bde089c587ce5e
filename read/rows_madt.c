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

static const struct field_row madt_override_rows[] = {
	ROW(acpi_madt_override, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_override, bus, CHOICE("Bus", isa_bus), ID("bus")),
	ROW(acpi_madt_override, source, NUMBER("Source"), ID("source")),
	ROW(acpi_madt_override, global_system_interrupt,
	    NUMBER("Global System Interrupt"), BRIEF("gsi")),
	ROW(acpi_madt_override, flags, FLAGS("Flags", inti_flags)),
	END_ROWS
};

static const struct field_row madt_nmi_source_rows[] = {
	ROW(acpi_madt_nmi_source, entry, STRUCT("", rows_entry)),
	ROW(acpi_madt_nmi_source, flags, FLAGS("Flags", inti_flags)),
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
	ROW(acpi_madt_lapic_nmi, flags, FLAGS("Flags", inti_flags)),
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

const struct field_table rows_madt =
    TABLE("APIC", "MADT", acpi_madt, madt_rows, .types = madt_types, REST);
