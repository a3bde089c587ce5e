/* See LICENSE for licence details. */

/*
 * The core: machines, and the set of ACPI tables built for one.  No stdio,
 * no exit, no global state: a VMM can compile acpigen.c, machine.c and
 * loader.c in and call acpi_build() and loader_link() itself.
 *
 * Functions that can fail return NULL, or the reason as a constant string.
 */

#ifndef ACPIGEN_H
#define ACPIGEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "acpi.h"

/* The tables that have a builder, in the order in which they are built. */
enum acpi_id {
	ACPI_NONE,
	ACPI_FACS,
	ACPI_DSDT,
	ACPI_FADT,
	ACPI_MADT,
	ACPI_XSDT,
	ACPI_RSDP,
	ACPI_NIDS
};

/* One file of a layout: which tables, in which order, how aligned. */
struct acpi_layout_file {
	const char	*name;		/* fw_cfg name */
	uint32_t	 align;		/* of the file in memory */
	uint8_t		 zone;		/* LOADER_ZONE_* */
	uint32_t	 step;		/* tables start on multiples of this */
	enum acpi_id	 tables[ACPI_NIDS];	/* up to ACPI_NONE */
};

/*
 * How a set becomes files.  A table whose checksum depends on no address is
 * summed when it is linked; those in loader_sums get a command all the same.
 */
struct acpi_layout {
	struct acpi_layout_file files[2];	/* a name of NULL ends them */
	uint32_t	 loader_sums;	/* 1 << ACPI_*, or'ed */
};

struct acpi_machine {
	const char	*name;
	const char	*summary;
	uint32_t	 max_cpus;
	char		 oem_id[6 + 1];
	char		 oem_table_id[8 + 1];
	char		 creator_id[4 + 1];
	uint8_t		 fadt_revision;
	uint8_t		 madt_revision;
	uint32_t	 fadt_flags;
	uint16_t	 iapc_boot_arch;
	uint16_t	 sci;
	struct acpi_layout fw_cfg;	/* what firmware loads */
	struct acpi_layout flat;	/* one file, RSDP first */
};

struct acpi_config {
	const struct acpi_machine *machine;
	uint32_t	 ncpus;		/* 1 to machine->max_cpus */
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

#endif /* ACPIGEN_H */
