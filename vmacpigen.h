/* See LICENSE for licence details. */

/*
 * The core: machines, and the set of ACPI tables built for one.  No stdio,
 * no exit, no global state: a VMM can compile acpigen.c, aml.c, machine.c and
 * loader.c in and call vmacpigen_config_init(), vmacpigen_build() and vmacpigen_link()
 * itself.
 *
 * Functions that can fail return NULL, or the reason as a constant string.
 */

#ifndef VMACPIGEN_H
#define VMACPIGEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The tables that have a builder, in the order in which they are built; and
 * VMACPIGEN_OTHER, those of the user's that have none.
 */
enum vmacpigen_id {
	VMACPIGEN_NONE,
	VMACPIGEN_FACS,
	VMACPIGEN_DSDT,
	VMACPIGEN_FADT,
	VMACPIGEN_MADT,
	VMACPIGEN_HPET,
	VMACPIGEN_MCFG,
	VMACPIGEN_WAET,
	VMACPIGEN_SRAT,
	VMACPIGEN_SLIT,
	VMACPIGEN_OTHER,
	VMACPIGEN_XSDT,
	VMACPIGEN_RSDP,
	VMACPIGEN_NIDS
};

/*
 * SeaBIOS has little room in its FSEG zone, and not every VMM's build of it
 * reserves the HIGH zone: up to VMACPIGEN_FSEG_MAX bytes go to FSEG.  With four CPU
 * sockets 976 would fit, but what is larger here has one CPU.
 */
#define VMACPIGEN_ZONE_BY_SIZE	0
#define VMACPIGEN_FSEG_MAX		1000

/* Where a kernel without firmware looks for the flat image (5.2.5.1). */
#define VMACPIGEN_FLAT_BASE	0xe0000U

/*
 * One file of a layout: which tables, in which order, how aligned.  Where
 * VMACPIGEN_OTHER stands the user's tables go whose kinds the layout does not name.
 * A file without tables is the set's bytes up to the first table of the next
 * file, and all tables in them.
 */
struct vmacpigen_layout_file {
	const char	*name;		/* fw_cfg name */
	uint32_t	 align;		/* of the file in memory */
	uint8_t zone; /* LOADER_ZONE_*, VMACPIGEN_ZONE_BY_SIZE */
	uint32_t	 step;		/* tables start on multiples of this */
	enum vmacpigen_id tables[VMACPIGEN_NIDS]; /* up to VMACPIGEN_NONE */
	uint32_t	 tail;		/* zero bytes behind the last one */
};

/*
 * How a set becomes files.  A table whose checksum depends on no address is
 * summed when it is linked; those in loader_sums get a command all the same.
 */
struct vmacpigen_layout {
	struct vmacpigen_layout_file files[2];	/* a name of NULL ends them */
	uint32_t	 loader_sums;	/* 1 << ACPI_*, or'ed */
	bool		 by_table;	/* commands: see vmacpigen_link() */
};

/* From base to limit, both included; none if limit is 0. */
struct vmacpigen_range {
	uint64_t	 base;
	uint64_t	 limit;
};

/* What a machine's properties can change. */
struct vmacpigen_hardware {
	uint64_t	 ecam;		/* PCI configuration space, 0: none */
	struct vmacpigen_range window;	/* 32-bit PCI; none: as ecam has it */
	struct vmacpigen_range window64;
	uint64_t	 pm;		/* port of PM1a_EVT_BLK, 0: none */
	uint64_t	 sci;
	bool		 reset;		/* port 0xcf9 */
	bool		 ioapic;
	bool		 hpet;
	bool		 waet;
	bool		 s3;
};

/* An interrupt source override, from the ISA bus */
struct vmacpigen_override {
	uint8_t		 source;
	uint32_t	 gsi;
	uint16_t	 flags;
};

#define VMACPIGEN_MAX_OVERRIDES	6

struct vmacpigen_machine {
	const char	*name;
	const char	*summary;
	uint32_t	 max_cpus;
	uint32_t	 properties;	/* 1 << VMACPIGEN_PROPERTY_*, or'ed */
	struct vmacpigen_hardware hw;	/* the properties' defaults */

	/* Headers; to a short oem_table_id the table's name is added. */
	char		 oem_id[6 + 1];
	char		 oem_table_id[8 + 1];
	char		 creator_id[4 + 1];

	uint8_t		 fadt_revision;
	uint8_t		 fadt_minor;
	uint8_t		 facs_version;
	bool		 facs_32bit;	/* X_FIRMWARE_CTRL stays 0 */
	uint32_t	 fadt_flags;
	uint16_t	 iapc_boot_arch;
	uint8_t		 century;	/* index in CMOS, 0: none */
	uint16_t	 c2_latency, c3_latency;
	uint16_t	 smi_cmd;	/* port, 0: none */
	uint8_t		 acpi_enable, acpi_disable;
	uint8_t		 pm_event_access;	/* ACPI_GAS_* */
	uint8_t		 pm_control, pm_timer;	/* from hw.pm on */
	uint8_t		 gpe0, gpe0_length;	/* 0: none */

	/* RAM below 4 GiB; more of it than fits ends at low_split. */
	uint64_t	 low_max;	/* 0: no NUMA */
	uint64_t	 low_split;

	uint8_t		 madt_revision;
	bool		 ioapic_first;	/* with the ID ncpus + 1 */
	bool		 lint1_nmi;
	struct vmacpigen_override overrides[VMACPIGEN_MAX_OVERRIDES];
	size_t		 noverrides;

	/* The DSDT: AML from asl/, and whether a root bridge needs _CRS. */
	const uint8_t	*aml;		/* NULL: a header and no more */
	size_t		 aml_length;
	bool		 build_crs;
	const char	*dsdt_file;	/* NULL, or where the DSDT goes too */
	size_t		 dsdt_max;	/* bytes that this can have */

	struct vmacpigen_layout fw_cfg;	/* what firmware loads */
	struct vmacpigen_layout flat;	/* one file, RSDP first */
};

/* A whole table of the user's, with a header that is sound */
struct vmacpigen_given {
	uint8_t		*data;
	size_t		 length;
};

#define VMACPIGEN_MAX_CPUS	4096	/* of any machine */
#define VMACPIGEN_MAX_NODES	128	/* as many as QEMU has */

struct vmacpigen_cpu {
	uint32_t	 apic_id;
	uint32_t	 node;
};

/* CPUs are numbered from 0; a CPU's number is its UID. */
struct vmacpigen_config {
	const struct vmacpigen_machine *machine;
	uint32_t	 ncpus;		/* 1 to machine->max_cpus */
	uint32_t	 nspare;	/* behind them, places for more */
	const struct vmacpigen_cpu *cpus; /* NULL: number n has APIC ID n */
	const uint64_t	*nodes;		/* the bytes of memory in each */
	size_t		 nnodes;	/* 0: no NUMA */
	const uint8_t	*distances;	/* nnodes rows, or NULL */
	struct vmacpigen_hardware hw;

	/* Instead of the tables of their kinds, or besides all kinds */
	const struct vmacpigen_given *given;
	size_t		 ngiven;
	bool		 recount;	/* a given MADT gets ncpus of them */
	uint32_t	 omit;		/* 1 << ACPI_*, or'ed: not built */

	/* In the headers of tables that are built, unless they are NULL */
	const char	*oem_id;	/* 6 bytes */
	const char	*oem_table_id;	/* 8 bytes */
	const uint32_t	*oem_revision;
};

/* A property: a value in struct vmacpigen_hardware that has a name. */
enum vmacpigen_property_type {
	VMACPIGEN_SWITCH,  /* bool: on, off */
	VMACPIGEN_NUMBER,  /* uint64_t */
	VMACPIGEN_ADDRESS, /* uint64_t, shown in hexadecimal */
	VMACPIGEN_RANGE    /* struct vmacpigen_range: BASE-LIMIT */
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
	VMACPIGEN_NPROPERTIES
};

struct vmacpigen_property {
	const char	*name;
	enum vmacpigen_property_type type;
	bool		 off;		/* may be off; a switch always may */
	size_t		 offset;	/* in struct vmacpigen_hardware */
	uint64_t	 min, max;	/* in multiples of step */
	uint64_t	 step;
	const char	*summary;
};

/* The field of size bytes at offset in a table holds target's address. */
struct vmacpigen_ref {
	uint32_t	 offset;
	uint32_t	 size;
	size_t		 target;	/* index into the set's tables */
};

/* The byte at offset in a table makes length bytes from its start sum to 0. */
struct vmacpigen_sum {
	uint32_t	 offset;
	uint32_t	 length;
};

struct vmacpigen_table {
	enum vmacpigen_id id;
	bool		 given;		/* by the user */
	size_t		 offset;	/* into the set's bytes */
	size_t		 length;
	size_t		 ref, nrefs;	/* into the set's refs */
	size_t		 sum, nsums;	/* into the set's sums */
};

/* Tables with their references unresolved and their checksums 0. */
struct vmacpigen_tables {
	uint8_t		*bytes;
	size_t		 nbytes, bytes_max;
	struct vmacpigen_table *tables;
	size_t		 ntables, tables_max;
	struct vmacpigen_ref *refs;
	size_t		 nrefs, refs_max;
	struct vmacpigen_sum *sums;
	size_t		 nsums, sums_max;
	const char	*error;		/* the first thing that failed */
};

/*
 * Finds a machine by name, or returns NULL.  vmacpigen_machine_at(0), (1), ...
 * are all there are, the default first, then NULL.
 */
const struct vmacpigen_machine *vmacpigen_machine_find(const char *);
const struct vmacpigen_machine *vmacpigen_machine_at(size_t);

/* What tables of the user's are linked for when they are all there is. */
const struct vmacpigen_machine *vmacpigen_machine_bare(void);

/* The config of a machine with one CPU, with its own hardware, no NUMA. */
void vmacpigen_config_init(
    struct vmacpigen_config *, const struct vmacpigen_machine *);

/* The properties that a machine has: (0), (1), ..., then NULL. */
const struct vmacpigen_property *vmacpigen_property_at(
    const struct vmacpigen_machine *, size_t);
const struct vmacpigen_property *vmacpigen_property_find(
    const struct vmacpigen_machine *, const char *);

/* Gives a property the value that a text says; false if it is none for it. */
bool vmacpigen_property_set(
    struct vmacpigen_config *, const struct vmacpigen_property *, const char *);

/*
 * Reads decimal digits, or 0x and hexadecimal ones; returns what is behind
 * them, or NULL if there are none or too many.
 */
const char *vmacpigen_number(const char *, uint64_t *);

/* The 32-bit PCI window: hw->window, or what goes with hw->ecam. */
struct vmacpigen_range vmacpigen_window(const struct vmacpigen_hardware *);

/*
 * The kind of a table by its signature: VMACPIGEN_OTHER for what has no builder,
 * VMACPIGEN_NONE for an RSDT, which is never built.
 */
enum vmacpigen_id vmacpigen_kind(const char signature[4]);

/* Is this of capitals, digits, "_" and "!", as all signatures are? */
bool vmacpigen_is_signature(const char signature[4]);

/*
 * The recorder.  A table is begun, gets its bytes, and ends: it is the set's
 * last, and reaches to its last byte.  After an error nothing is added any
 * more.  vmacpigen_end_header() ends one with a header, whose length and
 * checksum it sees to.
 */
void vmacpigen_begin(struct vmacpigen_tables *, enum vmacpigen_id);
void vmacpigen_add(struct vmacpigen_tables *, const void *, size_t);
void vmacpigen_end(struct vmacpigen_tables *);
void vmacpigen_end_header(struct vmacpigen_tables *);

/* Adds what follows the header in a struct that begins with one. */
void vmacpigen_add_body(struct vmacpigen_tables *, const void *, size_t);

/* The length of the table being built so far; 0 after an error. */
size_t vmacpigen_here(const struct vmacpigen_tables *);

/*
 * The field of size bytes at offset will hold the address of a table, given by
 * its index, or of all of a kind that there are.
 */
void vmacpigen_refer(struct vmacpigen_tables *, size_t offset, size_t size,
    size_t target);
void vmacpigen_refer_kind(struct vmacpigen_tables *, size_t offset,
    size_t size, enum vmacpigen_id);

/* The byte at offset will make length bytes of the table sum to 0. */
void vmacpigen_sum(struct vmacpigen_tables *, size_t offset, size_t length);

/*
 * Builds every table of the config's machine into the set, whatever was in
 * it before.  The set owns its memory until vmacpigen_tables_free(), which is also
 * called after an error.
 */
const char *vmacpigen_build(
    struct vmacpigen_tables *, const struct vmacpigen_config *);
void vmacpigen_tables_free(struct vmacpigen_tables *);

/* The smallest alignment that a table of this kind can have, in bytes. */
uint32_t vmacpigen_align(enum vmacpigen_id);

/*
 * The byte that makes length bytes sum to 0 together with themselves when it
 * is added to any of them (ACPI 6.5, 5.2.6, Checksum).
 */
uint8_t vmacpigen_checksum(const uint8_t *, size_t);

/* A processor of a MADT, as type 0 or 9 */
struct vmacpigen_madt_cpu {
	uint32_t	apic_id;
	uint32_t	uid;
	uint32_t	flags;
	uint8_t		type;
	size_t		apic_id_at;	/* where in the table these are */
	size_t		uid_at;
	size_t		flags_at;
};

/*
 * The processor in an entry of a MADT at *at or behind it; *at moves on to
 * what follows it.  False where there is none any more.
 */
bool vmacpigen_next_cpu(const uint8_t *table, size_t length, size_t *at,
    struct vmacpigen_madt_cpu *);

#endif /* VMACPIGEN_H */
