/* See LICENSE for licence details. */

/*
 * The rows of BERT, EINJ, ERST and HEST: ACPI Platform Error Interfaces,
 * ACPI 6.5, chapter 18
 */

#include "rows.h"

/* 18.3.1 Boot Error Record Table (BERT) */
static const struct field_row bert_rows[] = {
	HEADER,
	AT(36, 4, NUMBER("Boot Error Region Length")),
	AT(40, 8, HEX("Boot Error Region")),
	END_ROWS
};

const struct field_table rows_bert =
    TABLE_OF("BERT", "BERT", 48, bert_rows, REST);

/* 18.5.1.2 Serialization Instruction Entries, and 18.6.1, which has them */
static const struct field_value instructions[] = {
	IS(0x00, "READ_REGISTER"),
	IS(0x01, "READ_REGISTER_VALUE"),
	IS(0x02, "WRITE_REGISTER"),
	IS(0x03, "WRITE_REGISTER_VALUE"),
	IS(0x04, "NOOP"),
	IS(0x05, "LOAD_VAR1"),
	IS(0x06, "LOAD_VAR2"),
	IS(0x07, "STORE_VAR1"),
	IS(0x08, "ADD"),
	IS(0x09, "SUBTRACT"),
	IS(0x0a, "ADD_VALUE"),
	IS(0x0b, "SUBTRACT_VALUE"),
	IS(0x0c, "STALL"),
	IS(0x0d, "STALL_WHILE_TRUE"),
	IS(0x0e, "SKIP_NEXT_INSTRUCTION_IF_TRUE"),
	IS(0x0f, "GOTO"),
	IS(0x10, "SET_SRC_ADDRESS_BASE"),
	IS(0x11, "SET_DST_ADDRESS_BASE"),
	IS(0x12, "MOVE_DATA"),
	END_VALUES
};

static const struct field_value instruction_flags[] = {
	BIT(0x1, "PRESERVE_REGISTER"),
	END_VALUES
};

static const struct field_value erst_actions[] = {
	IS(0x0, "BEGIN_WRITE_OPERATION"),
	IS(0x1, "BEGIN_READ_OPERATION"),
	IS(0x2, "BEGIN_CLEAR_OPERATION"),
	IS(0x3, "END_OPERATION"),
	IS(0x4, "SET_RECORD_OFFSET"),
	IS(0x5, "EXECUTE_OPERATION"),
	IS(0x6, "CHECK_BUSY_STATUS"),
	IS(0x7, "GET_COMMAND_STATUS"),
	IS(0x8, "GET_RECORD_IDENTIFIER"),
	IS(0x9, "SET_RECORD_IDENTIFIER"),
	IS(0xa, "GET_RECORD_COUNT"),
	IS(0xb, "BEGIN_DUMMY_WRITE_OPERATION"),
	IS(0xd, "GET_ERROR_LOG_ADDRESS_RANGE"),
	IS(0xe, "GET_ERROR_LOG_ADDRESS_RANGE_LENGTH"),
	IS(0xf, "GET_ERROR_LOG_ADDRESS_RANGE_ATTRIBUTES"),
	IS(0x10, "GET_EXECUTE_OPERATION_TIMINGS"),
	END_VALUES
};

static const struct field_value einj_actions[] = {
	IS(0x0, "BEGIN_INJECTION_OPERATION"),
	IS(0x1, "GET_TRIGGER_ERROR_ACTION_TABLE"),
	IS(0x2, "SET_ERROR_TYPE"),
	IS(0x3, "GET_ERROR_TYPE"),
	IS(0x4, "END_OPERATION"),
	IS(0x5, "EXECUTE_OPERATION"),
	IS(0x6, "CHECK_BUSY_STATUS"),
	IS(0x7, "GET_COMMAND_STATUS"),
	IS(0x8, "SET_ERROR_TYPE_WITH_ADDRESS"),
	IS(0x9, "GET_EXECUTE_OPERATION_TIMINGS"),
	IS(0xff, "TRIGGER_ERROR"),
	END_VALUES
};

#define INSTRUCTION							\
	AT(1, 1, CHOICE("Instruction", instructions), ID("instruction")), \
	AT(2, 1, FLAGS("Flags", instruction_flags)),			\
	AT(3, 1, RESERVED),						\
	AT(4, 12, GAS("Register Region")),				\
	AT(16, 8, HEX("Value"), BRIEF("value")),			\
	AT(24, 8, HEX("Mask"), BRIEF("mask"))

static const struct field_row erst_entry_rows[] = {
	AT(0, 1, CHOICE("Serialization Action", erst_actions), ID("action")),
	INSTRUCTION,
	END_ROWS
};

static const struct field_row einj_entry_rows[] = {
	AT(0, 1, CHOICE("Injection Action", einj_actions), ID("action")),
	INSTRUCTION,
	END_ROWS
};

static const struct field_layout
    erst_entry = SPAN("Serialization Instruction", 32, erst_entry_rows),
    einj_entry = SPAN("Injection Instruction", 32, einj_entry_rows);

/* 18.5.1 Error Record Serialization Table (ERST) */
static const struct field_row erst_rows[] = {
	HEADER,
	AT(36, 4, NUMBER("Serialization Header Size")),
	AT(40, 4, RESERVED),
	AT(44, 4, NUMBER("Instruction Entry Count")),
	END_ROWS
};

static const struct field_tail erst_tails[] = {
	EACH(erst_entry, COUNT(44, 4)),
	END_TAILS
};

const struct field_table rows_erst =
    TABLE_OF("ERST", "ERST", 48, erst_rows, TAILS(erst_tails), REST);

/* 18.6.1 Error Injection Table (EINJ) */
static const struct field_row einj_rows[] = {
	HEADER,
	AT(36, 4, NUMBER("Injection Header Size")),
	AT(40, 1, HEX("Injection Flags")),
	AT(41, 3, RESERVED),
	AT(44, 4, NUMBER("Injection Entry Count")),
	END_ROWS
};

static const struct field_tail einj_tails[] = {
	EACH(einj_entry, COUNT(44, 4)),
	END_TAILS
};

const struct field_table rows_einj =
    TABLE_OF("EINJ", "EINJ", 48, einj_rows, TAILS(einj_tails), REST);

/* 18.3.2 Hardware Error Source Table (HEST) */
static const struct field_row hest_rows[] = {
	HEADER,
	AT(36, 4, NUMBER("Error Source Count")),
	END_ROWS
};

static const struct field_value source_flags[] = {
	BIT(0x1, "FIRMWARE_FIRST"),
	BIT(0x2, "GLOBAL"),
	BIT(0x4, "GHES_ASSIST"),
	END_VALUES
};

#define SOURCE								\
	AT(0, 2, NUMBER("Type")),					\
	AT(2, 2, NUMBER("Source Id"), ID("source"))

#define SOURCE_FLAGS							\
	AT(4, 2, RESERVED),						\
	AT(6, 1, FLAGS("Flags", source_flags)),				\
	AT(7, 1, NUMBER("Enabled"), BRIEF("enabled")),			\
	AT(8, 4, NUMBER("Number of Records to Pre-allocate")),		\
	AT(12, 4, NUMBER("Max Sections Per Record"))

/* 18.3.2.9 Hardware Error Notification */
static const struct field_value notifications[] = {
	IS(0, "Polled"),
	IS(1, "External Interrupt"),
	IS(2, "Local Interrupt"),
	IS(3, "SCI"),
	IS(4, "NMI"),
	IS(5, "CMCI"),
	IS(6, "MCE"),
	IS(7, "GPIO-Signal"),
	IS(8, "ARMv8 SEA"),
	IS(9, "ARMv8 SEI"),
	IS(10, "External Interrupt - GSIV"),
	IS(11, "Software Delegated Exception"),
	END_VALUES
};

static const struct field_row notification_rows[] = {
	AT(0, 1, CHOICE("Notification Type", notifications)),
	AT(1, 1, NUMBER("Notification Length")),
	AT(2, 2, HEX("Configuration Write Enable")),
	AT(4, 4, NUMBER("Poll Interval")),
	AT(8, 4, NUMBER("Vector")),
	AT(12, 4, NUMBER("Switch To Polling Threshold Value")),
	AT(16, 4, NUMBER("Switch To Polling Threshold Window")),
	AT(20, 4, NUMBER("Error Threshold Value")),
	AT(24, 4, NUMBER("Error Threshold Window")),
	END_ROWS
};

/* Nameless: it is in many others, whose names it does not share. */
static const struct field_layout notification =
    SPAN("", 28, notification_rows);

/* 18.3.2.1.1 IA-32 Architecture Machine Check Bank Structure */
static const struct field_value status_formats[] = {
	IS(0, "IA-32 MCA"),
	IS(1, "Intel 64 MCA"),
	IS(2, "AMD64 MCA"),
	END_VALUES
};

static const struct field_row bank_rows[] = {
	AT(0, 1, NUMBER("Bank Number"), ID("bank")),
	AT(1, 1, NUMBER("Clear Status On Initialization")),
	AT(2, 1, CHOICE("Status Data Format", status_formats)),
	AT(3, 1, RESERVED),
	AT(4, 4, HEX("Control Register MSR Address")),
	AT(8, 8, HEX("Control Init Data")),
	AT(16, 4, HEX("Status Register MSR Address")),
	AT(20, 4, HEX("Address Register MSR Address")),
	AT(24, 4, HEX("Misc Register MSR Address")),
	END_ROWS
};

static const struct field_layout bank =
    SPAN("Machine Check Bank", 28, bank_rows);

/* 18.3.2.1 IA-32 Architecture Machine Check Exception */
static const struct field_row mce_rows[] = {
	SOURCE,
	SOURCE_FLAGS,
	AT(16, 8, HEX("Global Capability Init Data")),
	AT(24, 8, HEX("Global Control Init Data")),
	AT(32, 1, NUMBER("Number of Hardware Banks")),
	AT(33, 7, RESERVED),
	END_ROWS
};

static const struct field_tail mce_tails[] = {
	EACH(bank, COUNT(32, 1)),
	END_TAILS
};

/* 18.3.2.2 Corrected, and 18.3.2.10 Deferred Machine Check */
static const struct field_row cmc_rows[] = {
	SOURCE,
	SOURCE_FLAGS,
	AT(16, 28, STRUCT("", notification)),
	AT(44, 1, NUMBER("Number of Hardware Banks")),
	AT(45, 3, RESERVED),
	END_ROWS
};

static const struct field_tail cmc_tails[] = {
	EACH(bank, COUNT(44, 1)),
	END_TAILS
};

/* 18.3.2.3 IA-32 Architecture Non-Maskable Interrupt */
static const struct field_row nmi_rows[] = {
	SOURCE,
	AT(4, 4, RESERVED),
	AT(8, 4, NUMBER("Number of Records to Pre-allocate")),
	AT(12, 4, NUMBER("Max Sections Per Record")),
	AT(16, 4, NUMBER("Max Raw Data Length")),
	END_ROWS
};

/* 18.3.2.4 to 18.3.2.6 PCI Express root port, device and bridge */
#define AER								\
	AT(16, 4, HEX("Bus"), BRIEF("bus")),				\
	AT(20, 2, HEX("Device"), BRIEF("device")),			\
	AT(22, 2, HEX("Function"), BRIEF("function")),			\
	AT(24, 2, HEX("Device Control")),				\
	AT(26, 2, RESERVED),						\
	AT(28, 4, HEX("Uncorrectable Error Mask")),			\
	AT(32, 4, HEX("Uncorrectable Error Severity")),			\
	AT(36, 4, HEX("Correctable Error Mask")),			\
	AT(40, 4, HEX("Advanced Error Capabilities and Control"))

static const struct field_row aer_port_rows[] = {
	SOURCE,
	SOURCE_FLAGS,
	AER,
	AT(44, 4, HEX("Root Error Command")),
	END_ROWS
};

static const struct field_row aer_device_rows[] = {
	SOURCE,
	SOURCE_FLAGS,
	AER,
	END_ROWS
};

static const struct field_row aer_bridge_rows[] = {
	SOURCE,
	SOURCE_FLAGS,
	AER,
	AT(44, 4, HEX("Secondary Uncorrectable Error Mask")),
	AT(48, 4, HEX("Secondary Uncorrectable Error Severity")),
	AT(52, 4, HEX("Secondary Advanced Error Capabilities and Control")),
	END_ROWS
};

/* 18.3.2.7 Generic Hardware Error Source, and 18.3.2.8 version 2 */
#define GHES								\
	AT(4, 2, HEX("Related Source Id")),				\
	AT(6, 1, HEX("Flags")),						\
	AT(7, 1, NUMBER("Enabled"), BRIEF("enabled")),			\
	AT(8, 4, NUMBER("Number of Records to Pre-allocate")),		\
	AT(12, 4, NUMBER("Max Sections Per Record")),			\
	AT(16, 4, NUMBER("Max Raw Data Length")),			\
	AT(20, 12, GAS("Error Status Address")),			\
	AT(32, 28, STRUCT("", notification)),				\
	AT(60, 4, NUMBER("Error Status Block Length"))

static const struct field_row ghes_rows[] = {
	SOURCE,
	GHES,
	END_ROWS
};

static const struct field_row ghes2_rows[] = {
	SOURCE,
	GHES,
	AT(64, 12, GAS("Read Ack Register")),
	AT(76, 8, HEX("Read Ack Preserve")),
	AT(84, 8, HEX("Read Ack Write")),
	END_ROWS
};

static const struct field_layout
    hest_mce = SPAN("Machine Check Exception", 40, mce_rows,
	.tails = mce_tails),
    hest_cmc = SPAN("Corrected Machine Check", 48, cmc_rows,
	.tails = cmc_tails),
    hest_nmi = SPAN("Non-Maskable Interrupt", 20, nmi_rows),
    hest_port = SPAN("PCI Express Root Port AER", 48, aer_port_rows),
    hest_device = SPAN("PCI Express Device AER", 44, aer_device_rows),
    hest_bridge = SPAN("PCI Express Bridge AER", 56, aer_bridge_rows),
    hest_ghes = SPAN("Generic Hardware Error Source", 64, ghes_rows),
    hest_ghes2 = SPAN("Generic Hardware Error Source version 2", 92,
	ghes2_rows),
    hest_dmc = SPAN("Deferred Machine Check", 48, cmc_rows,
	.tails = cmc_tails);

/* No source says how long it is: behind an unknown one is none. */
static const struct field_type hest_types[] = {
	TYPE(0, hest_mce),
	TYPE(1, hest_cmc),
	TYPE(2, hest_nmi),
	TYPE(6, hest_port),
	TYPE(7, hest_device),
	TYPE(8, hest_bridge),
	TYPE(9, hest_ghes),
	TYPE(10, hest_ghes2),
	TYPE(11, hest_dmc),
	END_TYPES
};

static const struct field_family hest_family = {
	.type = { 0, 2 }, .types = hest_types
};

static const struct field_tail hest_tails[] = {
	FAMILY(hest_family, COUNT(36, 4)),
	END_TAILS
};

const struct field_table rows_hest =
    TABLE_OF("HEST", "HEST", 40, hest_rows, TAILS(hest_tails), REST);
