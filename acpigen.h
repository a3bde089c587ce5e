/* See LICENSE for licence details. */

/*
 * The core: machines, and the set of ACPI tables built for one.  No stdio,
 * no exit, no global state: a VMM can compile acpigen.c, aml.c, machine.c and
 * loader.c in and call acpi_config_init(), acpi_build() and loader_link()
 * itself.
 *
 * Functions that can fail return NULL, or the reason as a constant string.
 */

#ifndef ACPIGEN_H
#define ACPIGEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "acpi.h"

/*
 * The tables that have a builder, in the order in which they are built; and
 * ACPI_OTHER, those of the user's that have none.
 */
enum acpi_id {
	ACPI_NONE,
	ACPI_FACS,
	ACPI_DSDT,
	ACPI_FADT,
	ACPI_MADT,
	ACPI_HPET,
	ACPI_MCFG,
	ACPI_WAET,
	ACPI_SRAT,
	ACPI_SLIT,
	ACPI_OTHER,
	ACPI_XSDT,
	ACPI_RSDP,
	ACPI_NIDS
};

/*
 * SeaBIOS has little room in its FSEG zone, and not every VMM's build of it
 * reserves the HIGH zone: up to ACPI_FSEG_MAX bytes go to FSEG.  With four CPU
 * sockets 976 would fit, but what is larger here has one CPU.
 */
#define ACPI_ZONE_BY_SIZE	0
#define ACPI_FSEG_MAX		1000

/* Where a kernel without firmware looks for the flat image (5.2.5.1). */
#define ACPI_FLAT_BASE	0xe0000U

/*
 * One file of a layout: which tables, in which order, how aligned.  Where
 * ACPI_OTHER stands the user's tables go whose kinds the layout does not name.
 * A file without tables is the set's bytes up to the first table of the next
 * file, and all tables in them.
 */
struct acpi_layout_file {
	const char	*name;		/* fw_cfg name */
	uint32_t	 align;		/* of the file in memory */
	uint8_t		 zone;		/* LOADER_ZONE_*, ACPI_ZONE_BY_SIZE */
	uint32_t	 step;		/* tables start on multiples of this */
	enum acpi_id	 tables[ACPI_NIDS];	/* up to ACPI_NONE */
	uint32_t	 tail;		/* zero bytes behind the last one */
};

/*
 * How a set becomes files.  A table whose checksum depends on no address is
 * summed when it is linked; those in loader_sums get a command all the same.
 */
struct acpi_layout {
	struct acpi_layout_file files[2];	/* a name of NULL ends them */
	uint32_t	 loader_sums;	/* 1 << ACPI_*, or'ed */
	bool		 by_table;	/* commands: see loader_link() */
};

/* From base to limit, both included; none if limit is 0. */
struct acpi_range {
	uint64_t	 base;
	uint64_t	 limit;
};

/* What a machine's properties can change. */
struct acpi_hardware {
	uint64_t	 ecam;		/* PCI configuration space, 0: none */
	struct acpi_range window;	/* 32-bit PCI; none: as ecam has it */
	struct acpi_range window64;
	uint64_t	 pm;		/* port of PM1a_EVT_BLK, 0: none */
	uint64_t	 sci;
	bool		 reset;		/* port 0xcf9 */
	bool		 ioapic;
	bool		 hpet;
	bool		 waet;
	bool		 s3;
};

/* An interrupt source override, from the ISA bus */
struct acpi_override {
	uint8_t		 source;
	uint32_t	 gsi;
	uint16_t	 flags;
};

#define ACPI_MAX_OVERRIDES	6

struct acpi_machine {
	const char	*name;
	const char	*summary;
	uint32_t	 max_cpus;
	uint32_t	 properties;	/* 1 << ACPI_PROPERTY_*, or'ed */
	struct acpi_hardware hw;	/* the properties' defaults */

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
	struct acpi_override overrides[ACPI_MAX_OVERRIDES];
	size_t		 noverrides;

	/* The DSDT: AML from asl/, and whether a root bridge needs _CRS. */
	const uint8_t	*aml;		/* NULL: a header and no more */
	size_t		 aml_length;
	bool		 build_crs;
	const char	*dsdt_file;	/* NULL, or where the DSDT goes too */
	size_t		 dsdt_max;	/* bytes that this can have */

	struct acpi_layout fw_cfg;	/* what firmware loads */
	struct acpi_layout flat;	/* one file, RSDP first */
};

/* A whole table of the user's, with a header that is sound */
struct acpi_given {
	uint8_t		*data;
	size_t		 length;
};

#define ACPI_MAX_CPUS	4096	/* of any machine */
#define ACPI_MAX_NODES	128	/* as many as QEMU has */

struct acpi_cpu {
	uint32_t	 apic_id;
	uint32_t	 node;
};

/* CPUs are numbered from 0; a CPU's number is its UID. */
struct acpi_config {
	const struct acpi_machine *machine;
	uint32_t	 ncpus;		/* 1 to machine->max_cpus */
	uint32_t	 nspare;	/* behind them, places for more */
	const struct acpi_cpu *cpus;	/* NULL: number n has APIC ID n */
	const uint64_t	*nodes;		/* the bytes of memory in each */
	size_t		 nnodes;	/* 0: no NUMA */
	const uint8_t	*distances;	/* nnodes rows, or NULL */
	struct acpi_hardware hw;

	/* Instead of the tables of their kinds, or besides all kinds */
	const struct acpi_given *given;
	size_t		 ngiven;
	bool		 recount;	/* a given MADT gets ncpus of them */
	uint32_t	 omit;		/* 1 << ACPI_*, or'ed: not built */

	/* In the headers of tables that are built, unless they are NULL */
	const char	*oem_id;	/* 6 bytes */
	const char	*oem_table_id;	/* 8 bytes */
	const uint32_t	*oem_revision;
};

/* A property: a value in struct acpi_hardware that has a name. */
enum acpi_property_type {
	ACPI_SWITCH,			/* bool: on, off */
	ACPI_NUMBER,			/* uint64_t */
	ACPI_ADDRESS,			/* uint64_t, shown in hexadecimal */
	ACPI_RANGE			/* struct acpi_range: BASE-LIMIT */
};

enum acpi_property_id {
	ACPI_PROPERTY_ECAM,
	ACPI_PROPERTY_WINDOW,
	ACPI_PROPERTY_WINDOW64,
	ACPI_PROPERTY_PM,
	ACPI_PROPERTY_SCI,
	ACPI_PROPERTY_RESET,
	ACPI_PROPERTY_IOAPIC,
	ACPI_PROPERTY_HPET,
	ACPI_PROPERTY_WAET,
	ACPI_PROPERTY_S3,
	ACPI_NPROPERTIES
};

struct acpi_property {
	const char	*name;
	enum acpi_property_type type;
	bool		 off;		/* may be off; a switch always may */
	size_t		 offset;	/* in struct acpi_hardware */
	uint64_t	 min, max;	/* in multiples of step */
	uint64_t	 step;
	const char	*summary;
};

/* The field of size bytes at offset in a table holds target's address. */
struct acpi_ref {
	uint32_t	 offset;
	uint32_t	 size;
	size_t		 target;	/* index into the set's tables */
};

/* The byte at offset in a table makes length bytes from its start sum to 0. */
struct acpi_sum {
	uint32_t	 offset;
	uint32_t	 length;
};

struct acpi_table {
	enum acpi_id	 id;
	bool		 given;		/* by the user */
	size_t		 offset;	/* into the set's bytes */
	size_t		 length;
	size_t		 ref, nrefs;	/* into the set's refs */
	size_t		 sum, nsums;	/* into the set's sums */
};

/* Tables with their references unresolved and their checksums 0. */
struct acpi_set {
	uint8_t		*bytes;
	size_t		 nbytes, bytes_max;
	struct acpi_table *tables;
	size_t		 ntables, tables_max;
	struct acpi_ref	*refs;
	size_t		 nrefs, refs_max;
	struct acpi_sum	*sums;
	size_t		 nsums, sums_max;
	const char	*error;		/* the first thing that failed */
};

/*
 * Finds a machine by name, or returns NULL.  acpi_machine_at(0), (1), ...
 * are all there are, the default first, then NULL.
 */
const struct acpi_machine *acpi_machine_find(const char *);
const struct acpi_machine *acpi_machine_at(size_t);

/* What tables of the user's are linked for when they are all there is. */
const struct acpi_machine *acpi_machine_bare(void);

/* The config of a machine with one CPU, with its own hardware, no NUMA. */
void acpi_config_init(struct acpi_config *, const struct acpi_machine *);

/* The properties that a machine has: (0), (1), ..., then NULL. */
const struct acpi_property *acpi_property_at(const struct acpi_machine *,
    size_t);
const struct acpi_property *acpi_property_find(const struct acpi_machine *,
    const char *);

/* Gives a property the value that a text says; false if it is none for it. */
bool acpi_property_set(struct acpi_config *, const struct acpi_property *,
    const char *);

/*
 * Reads decimal digits, or 0x and hexadecimal ones; returns what is behind
 * them, or NULL if there are none or too many.
 */
const char *acpi_number(const char *, uint64_t *);

/* The 32-bit PCI window: hw->window, or what goes with hw->ecam. */
struct acpi_range acpi_window(const struct acpi_hardware *);

/*
 * The kind of a table by its signature: ACPI_OTHER for what has no builder,
 * ACPI_NONE for an RSDT, which is never built.
 */
enum acpi_id acpi_kind(const char signature[4]);

/* Is this of capitals, digits, "_" and "!", as all signatures are? */
bool acpi_is_signature(const char signature[4]);

/*
 * Builds every table of the config's machine into the set, whatever was in
 * it before.  The set owns its memory until acpi_free(), which is also
 * called after an error.
 */
const char *acpi_build(struct acpi_set *, const struct acpi_config *);
void acpi_free(struct acpi_set *);

/* The smallest alignment that a table of this kind can have, in bytes. */
uint32_t acpi_align(enum acpi_id);

/*
 * The byte that makes length bytes sum to 0 together with themselves when it
 * is added to any of them (ACPI 6.5, 5.2.6, Checksum).
 */
uint8_t acpi_checksum(const uint8_t *, size_t);

/* A processor of a MADT, as type 0 or 9 */
struct acpi_madt_cpu {
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
bool acpi_next_cpu(const uint8_t *table, size_t length, size_t *at,
    struct acpi_madt_cpu *);

#endif /* ACPIGEN_H */
