/* See LICENSE for licence details. */

#include <string.h>

#include "build.h"
#include "directives.h"
#include "layouts.h"

#define IN(field)	offsetof(struct vmacpigen_machine, field), \
	sizeof(((struct vmacpigen_machine *)0)->field)
#define OF(type, field)	offsetof(struct type, field), \
	sizeof(((struct type *)0)->field)
#define AT(field)	offsetof(struct vmacpigen_machine, field)

#define SINGLE		.list = NO_OFFSET, .line = NO_OFFSET, .type = -1
#define ALWAYS		SINGLE, .present = NO_OFFSET
#define LIST_OF(array, n, tag)	.present = NO_OFFSET,			\
	.list = AT(array), .count = AT(n),				\
	.element = sizeof(struct tag),					\
	.max = sizeof(((struct vmacpigen_machine *)0)->array) /		\
	    sizeof(struct tag),						\
	.line = offsetof(struct tag, line)
#define NO_LINE		.line = NO_OFFSET
#define DEVICE(t)	LIST_OF(devices, ndevices, vmacpigen_device),	\
	.type = (t)
#define LIST(array, n, tag)	LIST_OF(array, n, tag), .type = -1

#define ARGS(...)	.args = (const struct vmacpigen_arg[]){		\
	__VA_ARGS__, { .name = NULL } }
#define NO_ARGS		.args = (const struct vmacpigen_arg[]){		\
	{ .name = NULL } }

#define U8		0, UINT8_MAX
#define U16		0, UINT16_MAX
#define U32		0, UINT32_MAX
#define U64		0, UINT64_MAX

/* How a device interrupts; its other arguments follow these. */
#define IRQ(tag, field)							\
	{ "irq", ARG_IRQ, OF(tag, field), true, 0, 1023, NULL, "GSI" },	\
	{ "edge", ARG_VALUE, OF(tag, field.trigger), true, 1, 1, NULL, "" }, \
	{ "level", ARG_VALUE, OF(tag, field.trigger), true, 2, 2, NULL, "" }, \
	{ "high", ARG_VALUE, OF(tag, field.polarity), true, 1, 1, NULL,	\
	    "" },							\
	{ "low", ARG_VALUE, OF(tag, field.polarity), true, 2, 2, NULL, "" }, \
	{ "shared", ARG_VALUE, OF(tag, field.shared), true, 1, 1, NULL,	\
	    "" }
#define SPACE(tag, field)						\
	{ NULL, ARG_WORD, OF(tag, field), false, U8, space_words, "" }
#define PORTS(tag, field)						\
	{ NULL, ARG_WORD, OF(tag, field), false, U8, port_words, "" }
#define ADDRESS(tag, field, name)					\
	{ NULL, ARG_HEX, OF(tag, field), false, U64, NULL, (name) }
#define REGISTER(field)							\
	{ NULL, ARG_WORD, IN(field.space), false, U8, space_words, "" }, \
	{ NULL, ARG_HEX, IN(field.address), false, U64, NULL, "address" }

/* A property: the command line can set less of it. */
#define PROPERTY(id, name, type, off, automatic, member, min, max,	\
    step, summary)							\
	.property = { VMACPIGEN_PROPERTY_##id, (name), (type), (off),	\
	    (automatic), offsetof(struct vmacpigen_hardware, member),	\
	    (min), (max), (step), (summary) }
#define SWITCH(id, name, member, summary)				\
	PROPERTY(id, name, VMACPIGEN_SWITCH, true, false, member, 0, 0, 0, \
	    summary)

static const struct vmacpigen_word space_words[] = {
	{ "io", ACPI_GAS_IO },
	{ "memory", ACPI_GAS_MEMORY },
	{ NULL, 0 }
};

static const struct vmacpigen_word port_words[] = {
	{ "io", ACPI_GAS_IO },
	{ NULL, 0 }
};

static const struct vmacpigen_word flag_words[] = {
	{ "wbinvd", ACPI_FADT_WBINVD },
	{ "proc-c1", ACPI_FADT_PROC_C1 },
	{ "p-lvl2-up", ACPI_FADT_P_LVL2_UP },
	{ "pwr-button", ACPI_FADT_PWR_BUTTON },
	{ "slp-button", ACPI_FADT_SLP_BUTTON },
	{ "fix-rtc", ACPI_FADT_FIX_RTC },
	{ "rtc-s4", ACPI_FADT_RTC_S4 },
	{ "tmr-val-ext", ACPI_FADT_TMR_VAL_EXT },
	{ "headless", ACPI_FADT_HEADLESS },
	{ "platform-clock", ACPI_FADT_PLATFORM_CLOCK },
	{ "apic-cluster", ACPI_FADT_APIC_CLUSTER },
	{ "apic-physical", ACPI_FADT_APIC_PHYSICAL },
	{ "s0-idle", ACPI_FADT_S0_IDLE },
	{ NULL, 0 }
};

static const struct vmacpigen_word boot_words[] = {
	{ "legacy", ACPI_BOOT_LEGACY },
	{ "8042", ACPI_BOOT_8042 },
	{ "no-vga", ACPI_BOOT_NO_VGA },
	{ "no-msi", ACPI_BOOT_NO_MSI },
	{ "no-aspm", ACPI_BOOT_NO_ASPM },
	{ "no-rtc", ACPI_BOOT_NO_RTC },
	{ NULL, 0 }
};

static const struct vmacpigen_word override_words[] = {
	{ "edge", ACPI_INTI_EDGE },
	{ "level", ACPI_INTI_LEVEL },
	{ "high", ACPI_INTI_ACTIVE_HIGH },
	{ "low", ACPI_INTI_ACTIVE_LOW },
	{ NULL, 0 }
};

static const struct vmacpigen_word profile_words[] = {
	{ "unspecified", 0 },
	{ "desktop", ACPI_PM_DESKTOP },
	{ "mobile", 2 },
	{ "workstation", 3 },
	{ "server", 4 },
	{ "soho-server", 5 },
	{ "appliance", 6 },
	{ "performance-server", 7 },
	{ "tablet", ACPI_PM_TABLET },
	{ NULL, 0 }
};

static const struct vmacpigen_word access_words[] = {
	{ "any", 0 },
	{ "byte", ACPI_GAS_BYTE },
	{ "word", ACPI_GAS_WORD },
	{ "dword", ACPI_GAS_DWORD },
	{ NULL, 0 }
};

static const struct vmacpigen_word tpm_words[] = {
	{ "tis", VMACPIGEN_TIS },
	{ "crb", VMACPIGEN_CRB },
	{ NULL, 0 }
};

/*
 * In the order in which they are printed; the directives of a list are
 * adjacent.
 */
const struct vmacpigen_directive vmacpigen_directives[] = {
	{ "machine", "the machine's name, and what it is", ALWAYS,
	    ARGS(
	    { NULL, ARG_TEXT, IN(name), false, U8, NULL, "name" },
	    { NULL, ARG_TEXT, IN(summary), true, U8, NULL, "summary" }) },
	{ "cpus", "the most CPUs of the machine", ALWAYS, ARGS(
	    { NULL, ARG_NUMBER, IN(max_cpus), false, 1, VMACPIGEN_MAX_CPUS,
		NULL, "number" }) },
	{ "oem", "the OEM ID, OEM Table ID and Creator ID of its tables; a "
	    "short OEM Table ID gets the table's name appended", ALWAYS, ARGS(
	    { NULL, ARG_TEXT, IN(oem_id), false, U8, NULL, "id" },
	    { "table", ARG_TEXT, IN(oem_table_id), true, U8, NULL, "id" },
	    { "creator", ARG_TEXT, IN(creator_id), true, U8, NULL, "id" }) },
	{ "fadt", "the FADT's revision, which decides those of other tables, "
	    "and its fields; reduced: without fixed hardware "
	    "(ACPI 6.5, 4.1)", ALWAYS, ARGS(
	    { NULL, ARG_VERSION, IN(fadt_revision), false, U8, NULL,
		"revision.minor" },
	    { "reduced", ARG_VALUE, IN(reduced), true, 1, 1, NULL, "" },
	    { "profile", ARG_WORD, IN(pm_profile), true, U8, profile_words,
		"" },
	    { "century", ARG_HEX, IN(century), true, U8, NULL, "index" },
	    { "c2", ARG_NUMBER, IN(c2_latency), true, U16, NULL,
		"microseconds" },
	    { "c3", ARG_NUMBER, IN(c3_latency), true, U16, NULL,
		"microseconds" },
	    { "facs", ARG_NUMBER, IN(facs_version), true, U8, NULL,
		"version" },
	    { "facs-32bit", ARG_VALUE, IN(facs_32bit), true, 1, 1, NULL,
		"" },
	    { "dsdt-32bit", ARG_VALUE, IN(dsdt_32bit), true, 1, 1, NULL,
		"" }) },
	{ "flags", "the FADT's fixed feature flags (5.2.9), or none", ALWAYS,
	    ARGS({ NULL, ARG_SET, IN(fadt_flags), false, U32, flag_words,
		"" }) },
	{ "boot", "its IA-PC boot architecture flags (5.2.9.3), or none",
	    ALWAYS, ARGS({ NULL, ARG_SET, IN(iapc_boot_arch), false, U16,
		boot_words, "" }) },
	{ "sci", "the interrupt of ACPI events", ALWAYS,
	    PROPERTY(SCI, "sci", VMACPIGEN_NUMBER, false, false, sci, 9, 11,
		1, "ISA interrupt of ACPI events"), ARGS(
	    { NULL, ARG_NUMBER, IN(hw.sci), false, U16, NULL, "GSI" }) },
	{ "pm", "the I/O port of the power management block, where the event "
	    "registers are, and the distances of the others from there "
	    "(4.8.3)", ALWAYS,
	    PROPERTY(PM, "pm", VMACPIGEN_ADDRESS, false, false, pm, 0x80,
		0xff80, 0x80, "I/O port of the power management block"),
	    ARGS(
	    { NULL, ARG_HEX, IN(hw.pm), false, U16, NULL, "port" },
	    { "control", ARG_NUMBER, IN(pm_control), false, U8, NULL,
		"distance" },
	    { "timer", ARG_NUMBER, IN(pm_timer), false, U8, NULL,
		"distance" },
	    { "gpe", ARG_NUMBER, IN(gpe0), true, U8, NULL, "distance" },
	    { "length", ARG_NUMBER, IN(gpe0_length), true, U8, NULL,
		"bytes" },
	    { "access", ARG_WORD, IN(pm_event_access), true, U8,
		access_words, "" }) },
	{ "smi", "the port that takes commands to enable and disable ACPI "
	    "(4.8.2.2)", ALWAYS, ARGS(
	    { NULL, ARG_HEX, IN(smi_cmd), false, U16, NULL, "port" },
	    { "enable", ARG_NUMBER, IN(acpi_enable), false, U8, NULL,
		"value" },
	    { "disable", ARG_NUMBER, IN(acpi_disable), false, U8, NULL,
		"value" }) },
	{ "sleep-control", "the register that puts the machine to sleep, "
	    "without fixed hardware (4.8.3.7)",
	    ALWAYS, ARGS(REGISTER(sleep_control)) },
	{ "sleep-status", "the register that says that the machine woke up",
	    ALWAYS,
	    ARGS(REGISTER(sleep_status)) },
	{ "reset", "the reset register (4.8.3.6)", SINGLE,
	    .present = AT(hw.reset),
	    SWITCH(RESET, "reset", reset, "the reset register"), ARGS(
	    REGISTER(reset),
	    { "value", ARG_HEX, IN(reset_value), false, U8, NULL,
		"value" }) },
	{ "s3", "sleep state S3, suspend to memory", SINGLE,
	    .present = AT(hw.s3),
	    SWITCH(S3, "s3", s3, "sleep state S3, suspend to memory"), ARGS(
	    { NULL, ARG_NUMBER, IN(s3), false, 0, 7, NULL, "type" }) },
	{ "s5", "sleep state S5, off", SINGLE, .present = AT(has_s5),
	    ARGS(
	    { NULL, ARG_NUMBER, IN(s5), false, 0, 7, NULL, "type" }) },
	{ "ram", "the highest end of RAM below 4 GiB, and its end when RAM "
	    "goes on above 4 GiB; NUMA nodes need it", ALWAYS,
	    ARGS(
	    { "below", ARG_HEX, IN(low_max), false, U32, NULL, "address" },
	    { "split", ARG_HEX, IN(low_split), false, U32, NULL,
		"address" }) },
	{ "madt", "the MADT's revision, if it does not follow from the "
	    "FADT's; its order; no-pic: without an i8259 pair", ALWAYS,
	    ARGS(
	    { "revision", ARG_NUMBER, IN(madt_revision), true, 1, 7, NULL,
		"number" },
	    { "ioapic-first", ARG_VALUE, IN(ioapic_first), true, 1, 1, NULL,
		"" },
	    { "no-pic", ARG_VALUE, IN(no_pic), true, 1, 1, NULL, "" }) },
	{ "lapic", "the address of the local APICs", ALWAYS, ARGS(
	    { NULL, ARG_HEX, IN(lapic), false, U32, NULL, "address" }) },
	{ "nmi", "the input of each local APIC that takes NMIs (5.2.12.7)",
	    ALWAYS, ARGS(
	    { "lint", ARG_NUMBER, IN(nmi_lint), false, 1, 1, NULL,
		"number" }) },
	{ "ioapic", "an I/O APIC (5.2.12.3); behind-cpus: the number of CPUs "
	    "is added to its ID",
	    LIST(ioapics, nioapics, vmacpigen_ioapic),
	    SWITCH(IOAPIC, "ioapic", ioapic, "the I/O APIC"), ARGS(
	    { "id", ARG_NUMBER, OF(vmacpigen_ioapic, id), false, U8, NULL,
		"number" },
	    { "behind-cpus", ARG_VALUE, OF(vmacpigen_ioapic, id_behind_cpus),
		true, 1, 1, NULL, "" },
	    { "at", ARG_HEX, OF(vmacpigen_ioapic, address), false, U32, NULL,
		"address" },
	    { "gsi", ARG_NUMBER, OF(vmacpigen_ioapic, gsi), false, 0, 1023,
		NULL, "first" },
	    { "pins", ARG_NUMBER, OF(vmacpigen_ioapic, pins), false, 1, 240,
		NULL, "number" }) },
	{ "override", "where an ISA interrupt goes, and how it is signalled "
	    "(5.2.12.5)",
	    LIST(overrides, noverrides, vmacpigen_override), ARGS(
	    { "isa", ARG_NUMBER, OF(vmacpigen_override, source), false, 0, 15,
		NULL, "interrupt" },
	    { "gsi", ARG_NUMBER, OF(vmacpigen_override, gsi), false, 0, 1023,
		NULL, "GSI" },
	    { NULL, ARG_SET, OF(vmacpigen_override, flags), true, U16,
		override_words, "" }) },
	{ "hpet", "the high precision event timer, and its ID (IA-PC HPET "
	    "1.0a, 2.3.4)", SINGLE, .present = AT(hw.hpet),
	    SWITCH(HPET, "hpet", hpet, "the high precision event timer"),
	    ARGS(
	    { NULL, ARG_HEX, IN(hpet), false, U32, NULL, "address" },
	    { "id", ARG_HEX, IN(hpet_id), false, U32, NULL, "id" }) },
	{ "waet", "tell Windows that one read of the PM timer is enough",
	    SINGLE, .present = AT(hw.waet),
	    SWITCH(WAET, "waet", waet, "tell Windows that one read of the PM "
		"timer is enough"), NO_ARGS },
	{ "ecam", "memory-mapped PCI configuration space of the root in fixed "
	    "AML; auto: where firmware has it", ALWAYS,
	    PROPERTY(ECAM, "ecam", VMACPIGEN_ADDRESS, true, true, ecam,
		0x80000000, 0xe0000000, ACPI_ECAM_SIZE,
		"memory-mapped PCI configuration space (auto: where firmware "
		"has it)"), ARGS(
	    { NULL, ARG_AUTO, IN(hw.ecam), false, U64, NULL,
		"address | off | auto" }) },
	{ "pci-window", "32-bit memory of that root; auto: moves with ecam",
	    ALWAYS,
	    PROPERTY(WINDOW, "pci-window", VMACPIGEN_RANGE, false, true,
		window, 0x100000, VMACPIGEN_WINDOW_LIMIT, 0x1000,
		"32-bit memory behind the PCI root (auto: moves with ecam)"),
	    ARGS(
	    { NULL, ARG_AUTO_RANGE, IN(hw.window), false, U64, NULL,
		"range | auto" }) },
	{ "pci-window64", "64-bit memory of that root; auto: from the end of "
	    "the guest's memory on", ALWAYS,
	    PROPERTY(WINDOW64, "pci-window64", VMACPIGEN_RANGE, true, true,
		window64, 0x100000000, 0xfffffffffffff, 0x1000,
		"64-bit memory behind the PCI root (auto: from the end of the "
		"guest's memory on)"), ARGS(
	    { NULL, ARG_AUTO_RANGE, IN(hw.window64), false, U64, NULL,
		"range | off | auto" }) },
	{ "found", "what auto begins with, until AML has asked the hardware",
	    ALWAYS, ARGS(
	    { "ecam", ARG_HEX, IN(ecam), false, U64, NULL, "address" },
	    { "below", ARG_RANGE, IN(windows[0]), false, U64, NULL, "range" },
	    { "behind", ARG_RANGE, IN(windows[1]), false, U64, NULL,
		"range" },
	    { "window64", ARG_RANGE, IN(window64), false, U64, NULL,
		"range" }) },
	{ "pci", "a PCI root; with ecam it is one of PCI Express; ports: it "
	    "has mechanism 1, at 0xcf8",
	    LIST(pci, npci, vmacpigen_pci), ARGS(
	    { "bus", ARG_RANGE, OF(vmacpigen_pci, buses), false, 0, 255, NULL,
		"range" },
	    { "segment", ARG_NUMBER, OF(vmacpigen_pci, segment), true, U16,
		NULL, "number" },
	    { "ecam", ARG_HEX, OF(vmacpigen_pci, ecam), true, U64, NULL,
		"address" },
	    { "ports", ARG_VALUE, OF(vmacpigen_pci, ports), true, 1, 1, NULL,
		"" }) },
	{ "window", "I/O ports or memory that go through a PCI root; without "
	    "pci it is the first one",
	    LIST(pci_windows, npci_windows, vmacpigen_pci_window), ARGS(
	    SPACE(vmacpigen_pci_window, space),
	    { NULL, ARG_RANGE, OF(vmacpigen_pci_window, range), false, U64,
		NULL, "range" },
	    { "cacheable", ARG_VALUE, OF(vmacpigen_pci_window, cacheable),
		true, 1, 1, NULL, "" },
	    { "pci", ARG_NUMBER, OF(vmacpigen_pci_window, pci), true, 0,
		VMACPIGEN_MAX_PCI - 1, NULL, "number" }) },
	{ "route", "where INTA to INTD of slots go: GSIs from one on, by the "
	    "pin or, swizzled, by the pin and the slot; links: through link "
	    "devices. Without routes devices have only MSI",
	    LIST(pci_routes, npci_routes, vmacpigen_pci_route), ARGS(
	    { "slots", ARG_RANGE, OF(vmacpigen_pci_route, slots), false, 0,
		31, NULL, "range" },
	    { "gsi", ARG_NUMBER, OF(vmacpigen_pci_route, gsi), false, 0, 1023,
		NULL, "first" },
	    { "pins", ARG_NUMBER, OF(vmacpigen_pci_route, pins), true, 1, 4,
		NULL, "number" },
	    { "swizzle", ARG_VALUE, OF(vmacpigen_pci_route, swizzle), true, 1,
		1, NULL, "" },
	    { "links", ARG_VALUE, OF(vmacpigen_pci_route, links), true, 1, 1,
		NULL, "" },
	    { "pci", ARG_NUMBER, OF(vmacpigen_pci_route, pci), true, 0,
		VMACPIGEN_MAX_PCI - 1, NULL, "number" }) },
	{ "uart", "a 16550, which is com1 to com9", DEVICE(VMACPIGEN_UART),
	    ARGS(
	    { NULL, ARG_COM, OF(vmacpigen_device, number), false, 1, 9, NULL,
		"comN" },
	    SPACE(vmacpigen_device, space),
	    ADDRESS(vmacpigen_device, address, "address"),
	    IRQ(vmacpigen_device, irq),
	    { "size", ARG_HEX, OF(vmacpigen_device, size), true, 1, 0x10000,
		NULL, "bytes" }) },
	{ "rtc", "a clock with CMOS memory", DEVICE(VMACPIGEN_RTC), ARGS(
	    PORTS(vmacpigen_device, space),
	    ADDRESS(vmacpigen_device, address, "address"),
	    IRQ(vmacpigen_device, irq)) },
	{ "keyboard", "the keyboard of an i8042: its port and the fourth after "
	    "it", DEVICE(VMACPIGEN_KEYBOARD), ARGS(
	    PORTS(vmacpigen_device, space),
	    ADDRESS(vmacpigen_device, address, "address"),
	    IRQ(vmacpigen_device, irq)) },
	{ "mouse", "the mouse of an i8042", DEVICE(VMACPIGEN_MOUSE), ARGS(
	    IRQ(vmacpigen_device, irq)) },
	{ "pit", "an i8253 timer", DEVICE(VMACPIGEN_PIT), ARGS(
	    PORTS(vmacpigen_device, space),
	    ADDRESS(vmacpigen_device, address, "address"),
	    IRQ(vmacpigen_device, irq)) },
	{ "speaker", "the speaker's port", DEVICE(VMACPIGEN_SPEAKER), ARGS(
	    PORTS(vmacpigen_device, space),
	    ADDRESS(vmacpigen_device, address, "address")) },
	{ "fw-cfg", "QEMU's firmware configuration device; in memory it "
	    "must have a size",
	    DEVICE(VMACPIGEN_FW_CFG), ARGS(
	    SPACE(vmacpigen_device, space),
	    ADDRESS(vmacpigen_device, address, "address"),
	    { "size", ARG_HEX, OF(vmacpigen_device, size), true, 1, 0x10000,
		NULL, "bytes" }) },
	{ "pvpanic", "the port to which a guest that panics writes",
	    DEVICE(VMACPIGEN_PVPANIC), ARGS(
	    PORTS(vmacpigen_device, space),
	    ADDRESS(vmacpigen_device, address, "address")) },
	{ "virtio-mmio", "virtio devices in memory, at consecutive addresses, "
	    "with consecutive GSIs", DEVICE(VMACPIGEN_VIRTIO_MMIO),
	    ARGS(
	    ADDRESS(vmacpigen_device, address, "address"),
	    { "size", ARG_HEX, OF(vmacpigen_device, size), true, 0x100,
		0x100000, NULL, "bytes" },
	    IRQ(vmacpigen_device, irq),
	    { "count", ARG_NUMBER, OF(vmacpigen_device, count), true, 1, 256,
		NULL, "number" }) },
	{ "device", "any other device: its name and its ID",
	    DEVICE(VMACPIGEN_DEVICE), ARGS(
	    { NULL, ARG_TEXT, OF(vmacpigen_device, name), false, U8, NULL,
		"name" },
	    { "id", ARG_TEXT, OF(vmacpigen_device, id), false, U8, NULL,
		"id" },
	    SPACE(vmacpigen_device, space),
	    ADDRESS(vmacpigen_device, address, "address"),
	    { "size", ARG_HEX, OF(vmacpigen_device, size), false, 1,
		UINT32_MAX, NULL, "bytes" },
	    IRQ(vmacpigen_device, irq)) },
	{ "ged", "a Generic Event Device (5.6.9): its interrupt, the register "
	    "of what has happened, and the bits in it; without a register "
	    "the interrupt means all of it",
	    SINGLE, .present = AT(ged.irq.there), ARGS(
	    { "irq", ARG_IRQ, IN(ged.irq), false, 0, 1023, NULL, "GSI" },
	    { "at", ARG_HEX, IN(ged.address), true, U64, NULL, "address" },
	    { "level", ARG_VALUE, IN(ged.irq.trigger), true, 2, 2, NULL, "" },
	    { "low", ARG_VALUE, IN(ged.irq.polarity), true, 2, 2, NULL, "" },
	    { "shared", ARG_VALUE, IN(ged.irq.shared), true, 1, 1, NULL, "" },
	    { "power-button", ARG_HEX, IN(ged.power_button), true, 1,
		UINT32_MAX, NULL, "bits" },
	    { "vmgenid", ARG_HEX, IN(ged.vmgenid), true, 1, UINT32_MAX, NULL,
		"bits" }) },
	{ "vmgenid", "the address of the VM generation ID", ALWAYS, ARGS(
	    { NULL, ARG_HEX, IN(vmgenid), false, U64, NULL, "address" }) },
	{ "tpm", "a TPM 2.0, and its table", ALWAYS, ARGS(
	    { NULL, ARG_WORD, IN(tpm), false, U8, tpm_words, "" },
	    { NULL, ARG_HEX, IN(tpm_address), false, U32, NULL,
		"address" }) },
	{ "console", "the UART that SPCR and DBG2 name", ALWAYS, ARGS(
	    { NULL, ARG_COM, IN(console), false, 1, 9, NULL, "comN" }) },
	{ "aml", "AML that is part of vmacpigen, before the AML of the other "
	    "directives; ssdt: the latter is in an SSDT; none: the DSDT is "
	    "empty", ALWAYS, ARGS(
	    { NULL, ARG_AML, IN(aml), false, U8, NULL,
		"q35 | vmd-current | none" },
	    { "ssdt", ARG_VALUE, IN(ssdt), true, 1, 1, NULL, "" }) },
	{ "table", "a file with a table, as --table takes it, from where the "
	    "text is", .present = NO_OFFSET, .list = AT(tables),
	    .count = AT(ntables), .element = VMACPIGEN_PATH,
	    .max = VMACPIGEN_MAX_TABLES, NO_LINE, .type = -1, ARGS(
	    { NULL, ARG_TEXT, 0, VMACPIGEN_PATH, false, U8, NULL, "file" }) },
	{ "files", "where firmware is to put the tables: high memory, or FSEG "
	    "if they are small, or as vmd has it; vmd-current: the machine "
	    "writes them to 0xefff0000; linkable: the same with linkable=on",
	    ALWAYS,
	    SWITCH(LINKABLE, "linkable", linkable,
		"files for firmware that runs table-loader scripts"), ARGS(
	    { NULL, ARG_FILES, IN(fw_cfg), false, U8, NULL,
		"high | by-size | vmd | vmd-current" },
	    { "linkable", ARG_FILES, IN(linkable), true, U8, NULL,
		"high | by-size | vmd" }) },
	{ "flat", "the order of the tables in the flat image", ALWAYS,
	    ARGS(
	    { NULL, ARG_FLAT, IN(flat), false, U8, NULL,
		"rsdp-first | vmd | vmd-current" }) },
	{ "dsdt-file", "a further file for the DSDT, and its largest size",
	    ALWAYS, ARGS(
	    { NULL, ARG_TEXT, IN(dsdt_file), false, U8, NULL, "name" },
	    { "max", ARG_NUMBER, IN(dsdt_max), false, 36, 0x1000000, NULL,
		"bytes" }) },
	{ "properties", "the properties that -m name,property=value sets",
	    ALWAYS, ARGS(
	    { NULL, ARG_PROPERTIES, IN(properties), false, U32, NULL,
		"property ..." }) },
	{ "off", "which of reset, s3, s5, ioapic, hpet and waet are described "
	    "but off, unless a property turns them on", ALWAYS, ARGS(
	    { NULL, ARG_OFF, 0, 1, false, U8, NULL, "directive ..." }) },
};

const size_t vmacpigen_ndirectives = sizeof(vmacpigen_directives) /
    sizeof(vmacpigen_directives[0]);

const struct vmacpigen_machine vmacpigen_blank = {
	.oem_id = "VMACPI",
	.oem_table_id = "VMM ",
	.creator_id = "VMAG",
	.fadt_revision = 6,
	.fadt_minor = 5,
	.fadt_flags = ACPI_FADT_WBINVD | ACPI_FADT_PROC_C1 |
	    ACPI_FADT_PWR_BUTTON | ACPI_FADT_SLP_BUTTON,
	.lapic = 0xfee00000,
	.fw_cfg = &vmacpigen_files_high,
	.flat = &vmacpigen_flat_rsdp,
};

const struct vmacpigen_property *
vmacpigen_property_of(enum vmacpigen_property_id id)
{
	const struct vmacpigen_directive *d = vmacpigen_directives;

	while (d->property.name == NULL || d->property.id != id)
		d++;
	return (&d->property);
}

uint64_t
vmacpigen_get(const void *p, size_t size)
{
	uint16_t	 v16;
	uint32_t	 v32;
	uint64_t	 v64;

	switch (size) {
	case 1:
		return (*(const uint8_t *)p);
	case 2:
		memcpy(&v16, p, size);
		return (v16);
	case 4:
		memcpy(&v32, p, size);
		return (v32);
	default:
		memcpy(&v64, p, size);
		return (v64);
	}
}

void
vmacpigen_put(void *p, size_t size, uint64_t v)
{
	const uint16_t	 v16 = (uint16_t)v;
	const uint32_t	 v32 = (uint32_t)v;

	switch (size) {
	case 1:
		*(uint8_t *)p = (uint8_t)v;
		break;
	case 2:
		memcpy(p, &v16, size);
		break;
	case 4:
		memcpy(p, &v32, size);
		break;
	default:
		memcpy(p, &v, size);
	}
}
