/* See LICENSE for licence details. */

/*
 * vmacpigen: ACPI tables of virtual machines.  This is the library's only
 * public header; vmacpigen(3) is its manual.
 *
 *	vmacpigen_machine_find()	a machine
 *	vmacpigen_config_init()		what is to be built for it
 *	vmacpigen_build()		tables; pointers and checksums are open
 *	vmacpigen_link()		files, and a script for firmware that
 *					places them, or
 *	vmacpigen_place()		files that are final at an address
 *
 * The library allocates memory with malloc(3) and does nothing else outside
 * of its arguments: it reads and prints nothing, never exits, and has no
 * state.  A function that can fail returns NULL, or the reason as a string;
 * unless it says otherwise, the string is constant.  C11 and C++17.
 */

#ifndef VMACPIGEN_H
#define VMACPIGEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define VMACPIGEN_VERSION	"0.1"

#define VMACPIGEN_MAX_CPUS	4096	/* of any machine */
#define VMACPIGEN_MAX_NODES	128	/* as many as QEMU has */
#define VMACPIGEN_NO_NODE	UINT32_MAX
#define VMACPIGEN_REASON	256	/* bytes that a reason can have */

/*
 * The kinds of tables, in the order in which they are built and, unless a
 * layout says otherwise, lie in files.  A table stands behind those that it
 * refers to.
 */
enum vmacpigen_kind {
	VMACPIGEN_RSDT,		/* known by its signature, and never built */
	VMACPIGEN_FACS,
	VMACPIGEN_DSDT,
	VMACPIGEN_FADT,
	VMACPIGEN_MADT,
	VMACPIGEN_HPET,
	VMACPIGEN_MCFG,
	VMACPIGEN_WAET,
	VMACPIGEN_SPCR,
	VMACPIGEN_DBG2,
	VMACPIGEN_TPM2,
	VMACPIGEN_SRAT,
	VMACPIGEN_SLIT,
	VMACPIGEN_HMAT,
	VMACPIGEN_SSDT,		/* of the machine; not by its signature */
	VMACPIGEN_OTHER,	/* every other signature, and other SSDTs */
	VMACPIGEN_XSDT,
	VMACPIGEN_RSDP,
	VMACPIGEN_NKINDS
};

/* A set of kinds: the bits of several, or'ed */
#define VMACPIGEN_BIT(kind)	((uint32_t)1 << (kind))

/* The kind of a table by its signature */
enum vmacpigen_kind vmacpigen_kind_of(const char signature[4]);

/* Is this of capitals, digits, "_" and "!", as all signatures are? */
bool vmacpigen_is_signature(const char signature[4]);

/*
 * The byte that makes length bytes sum to 0 together with themselves when it
 * is added to any of them (ACPI 6.5, 5.2.6, Checksum).
 */
uint8_t vmacpigen_checksum(const uint8_t *, size_t length);

/*
 * Layouts: which tables go to which files
 */

/*
 * SeaBIOS has little room in its FSEG zone, and not every VMM's build of it
 * reserves the HIGH zone: VMACPIGEN_ZONE_BY_SIZE is FSEG for a file of up to
 * VMACPIGEN_FSEG_MAX bytes.  With four CPU sockets no more than 976 fit.
 */
enum vmacpigen_zone_id {
	VMACPIGEN_ZONE_BY_SIZE,
	VMACPIGEN_ZONE_HIGH,	/* as in an ALLOCATE command */
	VMACPIGEN_ZONE_FSEG
};

#define VMACPIGEN_FSEG_MAX	1000

/* Where a kernel without firmware looks for the RSDP (5.2.5.1). */
#define VMACPIGEN_FLAT_BASE	0xe0000U

/* Names of the files that firmware asks fw_cfg for */
#define VMACPIGEN_FW_CFG_RSDP	"etc/acpi/rsdp"
#define VMACPIGEN_FW_CFG_TABLES	"etc/acpi/tables"
#define VMACPIGEN_FW_CFG_LOADER	"etc/table-loader"

#define VMACPIGEN_NAME		56	/* bytes of a file's name, with a NUL */

/*
 * One file: the kinds in its list, in the list's order, and then, if it has
 * the rest, those that no list of the layout names, in their own order.
 */
struct vmacpigen_layout_file {
	const char	*name;
	uint64_t	 address;	/* in the guest; 0: not known yet */
	/* Of the file, and of its tables: powers of two, up to 1 MiB */
	uint32_t	 align;
	uint32_t	 step;
	uint32_t	 tail;		/* zero bytes behind the last one */
	uint32_t	 max;		/* bytes that it can have; 0: any */
	uint8_t		 zone;		/* enum vmacpigen_zone_id */
	bool		 rest;
	bool		 as_is;		/* see vmacpigen_link() */
	uint8_t		 nkinds;
	uint8_t		 kinds[VMACPIGEN_NKINDS];
};

/*
 * A layout says what differs from the order of the kinds: every table has a
 * place, or the layout says that its kind is left out.  A table without a
 * place is an error, and so is a reference to it, but for that of a FADT to
 * one that was left out on purpose: then the field stays 0.  Those of the
 * user's go to the file that has the rest, even if their kind is left out.
 */
struct vmacpigen_layout {
	const struct vmacpigen_layout_file *files;
	size_t		 nfiles;
	uint32_t	 without;	/* kinds that are left out */
	uint32_t	 loader_sums;	/* kinds that get a checksum command
					   even if they hold no address */
	bool		 by_table;	/* commands: see vmacpigen_link() */
};

/*
 * Machines
 */

/* An address, or base and limit of a range: the guest asks the hardware. */
#define VMACPIGEN_AUTO	1

/* From base to limit, both included; none if limit is 0. */
struct vmacpigen_range {
	uint64_t	 base;
	uint64_t	 limit;
};

/* What a machine's properties can change. */
struct vmacpigen_hardware {
	uint64_t	 ecam;		/* PCI configuration space, 0: none */
	struct vmacpigen_range window;	/* 32-bit PCI; VMACPIGEN_AUTO: as AML
					   finds it; none without that AML */
	struct vmacpigen_range window64;
	uint64_t	 pm;		/* port of PM1a_EVT_BLK, 0: none */
	uint64_t	 sci;
	bool		 reset;		/* the register of the machine's */
	bool		 ioapic;
	bool		 hpet;
	bool		 waet;
	bool		 s3;
	bool		 linkable;	/* files for firmware with a loader */
};

/* A register as a FADT has it: a Generic Address Structure (5.2.3.2) */
struct vmacpigen_register {
	uint8_t		 space;		/* 0: memory, 1: I/O */
	uint8_t		 width;		/* bits; 0: there is no register */
	uint8_t		 access;	/* 1 to 4: byte to qword; 0: any */
	uint64_t	 address;
};

/* An interrupt source override (5.2.12.5), from the ISA bus */
struct vmacpigen_override {
	uint8_t		 source;
	uint32_t	 gsi;
	uint16_t	 flags;		/* MPS INTI flags */
	uint16_t	 line;		/* in the machine's text, or 0 */
};

struct vmacpigen_ioapic {
	uint8_t		 id;
	bool		 id_behind_cpus;	/* and the number of CPUs */
	uint32_t	 address;
	uint32_t	 gsi;		/* of its first pin */
	uint32_t	 pins;
	uint16_t	 line;
};

/* How a device interrupts; 0 is what is usual for such a device. */
struct vmacpigen_irq {
	uint32_t	 gsi;
	uint8_t		 trigger;	/* 1: edge, 2: level */
	uint8_t		 polarity;	/* 1: high, 2: low */
	bool		 shared;
	bool		 there;
};

enum vmacpigen_device_type {
	VMACPIGEN_UART,		/* COM1, ...: a 16550 */
	VMACPIGEN_RTC,
	VMACPIGEN_KEYBOARD,	/* of an i8042 */
	VMACPIGEN_MOUSE,
	VMACPIGEN_PIT,
	VMACPIGEN_SPEAKER,
	VMACPIGEN_FW_CFG,
	VMACPIGEN_PVPANIC,
	VMACPIGEN_VIRTIO_MMIO,
	VMACPIGEN_DEVICE,	/* any other, by its ID */
	VMACPIGEN_NDEVICES
};

struct vmacpigen_device {
	enum vmacpigen_device_type type;
	uint8_t		 number;	/* of a UART, from 1 */
	char		 name[4 + 1];	/* of any other */
	char		 id[8 + 1];
	uint8_t		 space;		/* of a register */
	uint64_t	 address;
	uint64_t	 size;
	struct vmacpigen_irq irq;
	uint32_t	 count;		/* of virtio-mmio, one behind another */
	uint16_t	 line;		/* in the machine's text, or 0 */
};

/* A PCI root, and what leads to it */
struct vmacpigen_pci {
	uint16_t	 segment;
	struct vmacpigen_range buses;
	uint64_t	 ecam;		/* 0: none */
	bool		 ports;		/* 0xcf8 to 0xcff, mechanism 1 */
	uint16_t	 line;
};

struct vmacpigen_pci_window {
	uint8_t		 pci;		/* index of the root */
	uint8_t		 space;		/* of a register */
	bool		 cacheable;
	struct vmacpigen_range range;
	uint16_t	 line;
};

/* INTA to INTD of some slots, at GSIs in a row */
struct vmacpigen_pci_route {
	uint8_t		 pci;
	struct vmacpigen_range slots;
	uint32_t	 gsi;
	uint8_t		 pins;		/* 0: all four */
	bool		 swizzle;	/* the slot's number is added */
	bool		 links;		/* through link devices */
	uint16_t	 line;
};

/* A Generic Event Device (ACPI 6.5, 5.6.9) and what it reports */
struct vmacpigen_ged {
	uint64_t	 address;	/* of what has happened; 0: nothing */
	struct vmacpigen_irq irq;
	uint32_t	 power_button;	/* bits of the register */
	uint32_t	 vmgenid;
};

enum vmacpigen_tpm_type {
	VMACPIGEN_NO_TPM,
	VMACPIGEN_TIS,
	VMACPIGEN_CRB
};

#define VMACPIGEN_MAX_OVERRIDES	16
#define VMACPIGEN_MAX_IOAPICS	8
#define VMACPIGEN_MAX_DEVICES	32
#define VMACPIGEN_MAX_PCI	8
#define VMACPIGEN_MAX_WINDOWS	32
#define VMACPIGEN_MAX_ROUTES	32
#define VMACPIGEN_MAX_TABLES	8
#define VMACPIGEN_PATH		128

struct vmacpigen_machine {
	char		 name[32];
	char		 summary[80];
	uint32_t	 max_cpus;
	uint32_t	 properties;	/* 1 << VMACPIGEN_PROPERTY_*, or'ed */
	struct vmacpigen_hardware hw;	/* the properties' defaults */

	/* Headers; to a short oem_table_id the table's name is added. */
	char		 oem_id[6 + 1];
	char		 oem_table_id[8 + 1];
	char		 creator_id[4 + 1];

	/* FADT (5.2.9) and FACS */
	uint8_t		 fadt_revision;
	uint8_t		 fadt_minor;
	uint8_t		 facs_version;
	bool		 facs_32bit;	/* X_FIRMWARE_CTRL stays 0 */
	bool		 dsdt_32bit;	/* so does X_DSDT */
	uint8_t		 pm_profile;
	uint32_t	 fadt_flags;
	uint16_t	 iapc_boot_arch;
	uint8_t		 century;	/* index in CMOS, 0: none */
	uint16_t	 c2_latency, c3_latency;
	uint16_t	 smi_cmd;	/* port, 0: none */
	uint8_t		 acpi_enable, acpi_disable;
	uint8_t		 pm_event_access;	/* of a register */
	uint8_t		 pm_control, pm_timer;	/* from hw.pm on */
	uint8_t		 gpe0, gpe0_length;	/* 0: none */
	struct vmacpigen_register reset;
	uint8_t		 reset_value;
	bool		 reduced;	/* no fixed hardware: HW_REDUCED_ACPI */
	struct vmacpigen_register sleep_control, sleep_status;
	bool		 has_s5;	/* in what is built, not in aml */
	uint8_t		 s5;		/* SLP_TYP */
	uint8_t		 s3;		/* the same, if hw.s3 */

	/* RAM below 4 GiB; more of it than fits ends at low_split. */
	uint64_t	 low_max;	/* 0: no NUMA */
	uint64_t	 low_split;

	/* MADT (5.2.12) */
	uint8_t		 madt_revision;	/* 0: what goes with the FADT */
	bool		 no_pic;	/* there is no i8259 pair */
	uint32_t	 lapic;		/* address of the local APICs */
	uint8_t		 nmi_lint;	/* of every CPU: 1, or 0: none */
	struct vmacpigen_ioapic ioapics[VMACPIGEN_MAX_IOAPICS];
	size_t		 nioapics;
	bool		 ioapic_first;	/* before the local APICs */
	struct vmacpigen_override overrides[VMACPIGEN_MAX_OVERRIDES];
	size_t		 noverrides;

	/* HPET */
	uint64_t	 hpet;		/* its address */
	uint32_t	 hpet_id;	/* its Event Timer Block ID */

	/* Hardware that AML describes, besides the fixed AML or without it */
	struct vmacpigen_device devices[VMACPIGEN_MAX_DEVICES];
	size_t		 ndevices;
	struct vmacpigen_pci pci[VMACPIGEN_MAX_PCI];
	size_t		 npci;
	struct vmacpigen_pci_window pci_windows[VMACPIGEN_MAX_WINDOWS];
	size_t		 npci_windows;
	struct vmacpigen_pci_route pci_routes[VMACPIGEN_MAX_ROUTES];
	size_t		 npci_routes;
	struct vmacpigen_ged ged;
	uint64_t	 vmgenid;	/* its address; 0: none */
	uint8_t		 tpm;		/* enum vmacpigen_tpm_type */
	uint64_t	 tpm_address;
	uint8_t		 console;	/* number of a UART; 0: no SPCR, DBG2 */

	/* Paths of tables that go with the machine; the caller reads them. */
	char		 tables[VMACPIGEN_MAX_TABLES][VMACPIGEN_PATH];
	size_t		 ntables;

	/*
	 * The DSDT is the fixed AML, and then the AML that depends on the
	 * config.  With ssdt the latter is in an SSDT, with the resources of
	 * PCI0: then the fixed AML has the methods of asl/q35.asl, which move
	 * them to where the hardware has them.
	 */
	const uint8_t	*aml;		/* fixed AML, or NULL */
	size_t		 aml_length;
	bool		 no_aml;	/* a header and no more */
	bool		 ssdt;
	uint64_t	 ecam;
	struct vmacpigen_range windows[2], window64;
	char		 dsdt_file[32];	/* "", or where the DSDT goes too */
	size_t		 dsdt_max;	/* bytes that this can have */

	const struct vmacpigen_layout *fw_cfg;	/* what firmware loads */
	const struct vmacpigen_layout *linkable; /* the same if hw.linkable;
					   NULL: no other */
	const struct vmacpigen_layout *flat;	/* one file, RSDP first */
};

/*
 * Finds a machine by name, or returns NULL.  vmacpigen_machine_at(0), (1), ...
 * are all there are, the default first, then NULL.
 */
const struct vmacpigen_machine *vmacpigen_machine_find(const char *);
const struct vmacpigen_machine *vmacpigen_machine_at(size_t);

/*
 * Machines as text, one directive a line: see vmacpigen.conf(5).
 *
 * vmacpigen_machine_parse() makes a machine of length bytes of text.  Returns
 * NULL, or the reason in the buffer: the name of the text, the line, and what
 * is wrong there.  vmacpigen_machine_print() makes the text of a machine, up
 * to size - 1 bytes and a NUL, and returns the bytes that it has.
 */
const char *vmacpigen_machine_parse(struct vmacpigen_machine *,
    const char *text, size_t length, const char *name,
    char reason[VMACPIGEN_REASON]);
size_t vmacpigen_machine_print(const struct vmacpigen_machine *, char *,
    size_t size);

/*
 * Directive 0, 1, ... that a text can have: its name and arguments, and what
 * it is, or false if there is no such one.  The buffers get their NUL.
 */
bool vmacpigen_directive_at(size_t, char *syntax, size_t size,
    const char **help);

/*
 * A machine for a set of the user's tables only: all other kinds but the XSDT
 * and the RSDP have to be in the config's omit.
 */
const struct vmacpigen_machine *vmacpigen_machine_bare(void);

/*
 * Configs: what is built of a machine
 */

/* A whole table of the user's; the caller keeps the bytes. */
struct vmacpigen_given {
	const uint8_t	*data;
	size_t		 length;
};

struct vmacpigen_cpu {
	uint32_t	 apic_id;
	uint32_t	 node;
};

/* CPUs are numbered from 0; a CPU's number is its UID. */
struct vmacpigen_config {
	const struct vmacpigen_machine *machine;
	uint32_t	 ncpus;		/* 1 to machine->max_cpus */
	uint32_t	 npossible;	/* with those that can be added later;
					   0: as many as ncpus */
	const struct vmacpigen_cpu *cpus; /* npossible of them; NULL: number n
					   has APIC ID n */
	const uint64_t	*nodes;		/* the bytes of memory in each */
	size_t		 nnodes;	/* 0: no NUMA */
	const uint8_t	*distances;	/* nnodes rows, or NULL */

	/*
	 * How a node's CPUs reach each node's memory: nnodes rows, 0 where it
	 * is not known.  Without these three there is no HMAT.
	 */
	const uint32_t	*latencies;	/* nanoseconds, or NULL */
	const uint32_t	*bandwidths;	/* MB/s, or NULL */
	const uint32_t	*initiators;	/* whose CPUs are next to each node's
					   memory: VMACPIGEN_NO_NODE, or NULL
					   for all, where it is not known */
	struct vmacpigen_hardware hw;

	/* Instead of the tables of their kinds, or besides all kinds */
	const struct vmacpigen_given *given;
	size_t		 ngiven;
	uint32_t	 omit;		/* kinds that are not built */

	/* In the headers of tables that are built, unless they are NULL */
	const char	*oem_id;	/* 6 bytes */
	const char	*oem_table_id;	/* 8 bytes */
	const uint32_t	*oem_revision;
};

/* The config of a machine with one CPU, with its own hardware, no NUMA. */
void vmacpigen_config_init(struct vmacpigen_config *,
    const struct vmacpigen_machine *);

/*
 * The 32-bit and the 64-bit window of the PCI root in fixed AML: automatic,
 * unless the config has the window, or an address of ECAM that decides it.
 */
struct vmacpigen_range vmacpigen_window(const struct vmacpigen_config *);
struct vmacpigen_range vmacpigen_window64(const struct vmacpigen_config *);

/* The layout of the files that a config has for firmware */
const struct vmacpigen_layout *vmacpigen_files(
    const struct vmacpigen_config *);

/* A property: a value in struct vmacpigen_hardware that has a name. */
enum vmacpigen_property_type {
	VMACPIGEN_SWITCH,	/* bool: on, off */
	VMACPIGEN_NUMBER,	/* uint64_t */
	VMACPIGEN_ADDRESS,	/* uint64_t, shown in hexadecimal */
	VMACPIGEN_RANGE		/* struct vmacpigen_range: BASE-LIMIT */
};

enum vmacpigen_property_id {
	VMACPIGEN_PROPERTY_ECAM,
	VMACPIGEN_PROPERTY_WINDOW,
	VMACPIGEN_PROPERTY_WINDOW64,
	VMACPIGEN_PROPERTY_PM,
	VMACPIGEN_PROPERTY_SCI,
	VMACPIGEN_PROPERTY_RESET,
	VMACPIGEN_PROPERTY_IOAPIC,
	VMACPIGEN_PROPERTY_HPET,
	VMACPIGEN_PROPERTY_WAET,
	VMACPIGEN_PROPERTY_S3,
	VMACPIGEN_PROPERTY_LINKABLE,
	VMACPIGEN_NPROPERTIES
};

struct vmacpigen_property {
	enum vmacpigen_property_id id;
	const char	*name;
	enum vmacpigen_property_type type;
	bool		 off;		/* may be off; a switch always may */
	bool		 automatic;	/* may be VMACPIGEN_AUTO */
	size_t		 offset;	/* in struct vmacpigen_hardware */
	uint64_t	 min, max;	/* in multiples of step */
	uint64_t	 step;
	const char	*summary;
};

/* The properties that a machine has: (0), (1), ..., then NULL. */
const struct vmacpigen_property *vmacpigen_property_at(
    const struct vmacpigen_machine *, size_t);
const struct vmacpigen_property *vmacpigen_property_find(
    const struct vmacpigen_machine *, const char *);

/* Sets a property from text; returns false for a value that it cannot have. */
bool vmacpigen_property_set(struct vmacpigen_config *,
    const struct vmacpigen_property *, const char *);

/*
 * Reads decimal digits, or 0x and hexadecimal ones; returns what is behind
 * them, or NULL if there are none or too many: the value is undefined then.
 */
const char *vmacpigen_number(const char *, uint64_t *);

/*
 * Tables, on their way into files
 */

/* The field of size bytes at offset in a table holds target's address. */
struct vmacpigen_ref {
	uint32_t	 offset;
	uint32_t	 size;
	size_t		 target;	/* index into the tables */
};

/* The byte at offset in a table makes length bytes from its start sum to 0. */
struct vmacpigen_summed {
	uint32_t	 offset;
	uint32_t	 length;
};

struct vmacpigen_table {
	enum vmacpigen_kind kind;
	bool		 given;		/* by the user */
	size_t		 offset;	/* into the bytes */
	size_t		 length;
	size_t		 ref, nrefs;	/* into the refs */
	size_t		 sum, nsums;	/* into the sums */
};

/* Tables with their references unresolved and their checksums 0. */
struct vmacpigen_tables {
	uint8_t		*bytes;
	size_t		 nbytes, bytes_max;
	struct vmacpigen_table *tables;
	size_t		 ntables, tables_max;
	struct vmacpigen_ref *refs;
	size_t		 nrefs, refs_max;
	struct vmacpigen_summed *sums;
	size_t		 nsums, sums_max;
	bool		 open;		/* the last table has not ended */
	const char	*error;		/* the first thing that failed */
	char		 reason[VMACPIGEN_REASON];	/* its words */
};

/*
 * Builds every table of a config, whatever was in the tables before.  Returns
 * NULL, or the reason, which is valid until vmacpigen_tables_free(); that is
 * also called after an error.
 *
 * vmacpigen_build() is vmacpigen_build_body() and vmacpigen_build_roots().
 * Tables that the caller records between the two get an entry in the XSDT.
 */
const char *vmacpigen_build(struct vmacpigen_tables *,
    const struct vmacpigen_config *);
const char *vmacpigen_build_body(struct vmacpigen_tables *,
    const struct vmacpigen_config *);
const char *vmacpigen_build_roots(struct vmacpigen_tables *,
    const struct vmacpigen_config *);
void vmacpigen_tables_free(struct vmacpigen_tables *);

/*
 * The recorder.  A table is begun, gets its bytes, and is ended.  An error
 * stays in the tables: after one nothing is added any more, and
 * vmacpigen_build_roots() returns it.
 *
 * vmacpigen_begin() begins a table of nothing, and vmacpigen_begin_header()
 * one with a header that has the machine's names; both return its index.
 */
size_t vmacpigen_begin(struct vmacpigen_tables *, enum vmacpigen_kind);
size_t vmacpigen_begin_header(struct vmacpigen_tables *,
    const struct vmacpigen_config *, const char signature[4],
    uint8_t revision);
void vmacpigen_add(struct vmacpigen_tables *, const void *, size_t);

/* Adds bytes between two tables, which only a file that is as_is has. */
void vmacpigen_add_between(struct vmacpigen_tables *, const void *, size_t);

/* The length of the table so far: the offset of what is added next */
size_t vmacpigen_here(const struct vmacpigen_tables *);

/*
 * The field of size bytes (1, 2, 4 or 8) at offset in the table, which has to
 * have them by its end, will hold the address of a table: the one of an index,
 * or the last of a kind, if there is one.
 */
void vmacpigen_refer(struct vmacpigen_tables *, size_t offset, size_t size,
    size_t target);
void vmacpigen_refer_kind(struct vmacpigen_tables *, size_t offset,
    size_t size, enum vmacpigen_kind);

/* The byte at offset will make the table's first length bytes sum to 0. */
void vmacpigen_sum(struct vmacpigen_tables *, size_t offset, size_t length);

/* Ends a table; if it has a header, with its length and its checksum. */
void vmacpigen_end(struct vmacpigen_tables *);
void vmacpigen_end_header(struct vmacpigen_tables *);

/*
 * Sets: files, and a script that tells a loader what is to be done to them
 */

struct vmacpigen_file {
	char		 name[VMACPIGEN_NAME];
	uint8_t		*data;
	size_t		 length;
	uint64_t	 address;	/* in the guest; 0: up to the loader */
};

struct vmacpigen_set {
	struct vmacpigen_file *files;
	size_t		 nfiles;
	struct vmacpigen_file script;	/* its data are commands */
	char		 reason[VMACPIGEN_REASON];
};

/*
 * Puts tables into files as a layout wants them, with a script for the loader
 * in firmware: all ALLOCATEs, then for each file its pointers and checksums.
 * By table, as QEMU has it: the ALLOCATEs from the last file to the first, and
 * then of one table after the other the checksums, each behind the pointers
 * that it is over.
 *
 * What leads to a file that has an address is final, and no command: a file
 * that has one, and all that it leads to, can be written to memory.
 *
 * A file that is as_is is the tables' bytes, with all tables in them, up to
 * the first that another file of the layout names.
 *
 * Returns NULL, or the reason, which is valid until vmacpigen_set_free(); that
 * is also called after an error.  The set does not need the tables any more.
 */
const char *vmacpigen_link(struct vmacpigen_set *,
    const struct vmacpigen_tables *, const struct vmacpigen_layout *);

/*
 * The same for tables that nobody needs any more: a file can have their memory.
 * They are freed, or after an error fit for nothing but that.
 */
const char *vmacpigen_finish(struct vmacpigen_set *, struct vmacpigen_tables *,
    const struct vmacpigen_layout *);

/*
 * As vmacpigen_link() for files that all have an address: one that the layout
 * gives no address follows the file before it, and the first is at base.  The
 * script is empty, and the files can be written to memory.  It is an error if
 * two files overlap, if an address does not fit its field or is not aligned as
 * its file, or if base is 0.
 */
const char *vmacpigen_place(struct vmacpigen_set *,
    const struct vmacpigen_tables *, const struct vmacpigen_layout *,
    uint64_t base);
void vmacpigen_set_free(struct vmacpigen_set *);

/* The file of that name, or NULL; the name may lack its NUL. */
const struct vmacpigen_file *vmacpigen_find_file(const struct vmacpigen_set *,
    const char *);

#ifdef __cplusplus
}
#endif

#endif /* VMACPIGEN_H */
