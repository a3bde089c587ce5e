/* See LICENSE for licence details. */

/* The rows of SRAT and SLIT: what is near to what. */

#include "rows.h"

static const struct field_row srat_rows[] = {
	ROW(acpi_srat, header, STRUCT("", rows_header)),
	ROW(acpi_srat, reserved1, RESERVED),
	ROW(acpi_srat, reserved2, RESERVED),
	END_ROWS
};

static const struct field_value srat_cpu_flags[] = {
	BIT(ACPI_SRAT_ENABLED, "Enabled"),
	END_VALUES
};

static const struct field_row srat_lapic_rows[] = {
	ROW(acpi_srat_lapic, entry, STRUCT("", rows_entry)),
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

const struct field_table rows_srat =
    TABLE("SRAT", "SRAT", acpi_srat, srat_rows, .types = srat_types, REST);

static const struct field_row slit_rows[] = {
	ROW(acpi_slit, header, STRUCT("", rows_header)),
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

const struct field_table rows_slit =
    TABLE("SLIT", "SLIT", acpi_slit, slit_rows, .element = &slit_entry,
	.square = true, REST);
