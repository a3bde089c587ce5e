/* See LICENSE for licence details. */

/* Declarations that builders share; the recorder is in vmacpigen.h. */

#ifndef BUILD_H
#define BUILD_H

#include "acpi.h"
#include "vmacpigen.h"

struct build {
	struct vmacpigen_tables *tables;
	const struct vmacpigen_config *config;
	const struct vmacpigen_machine *machine;
};

#define FIELD(type, field) offsetof(struct type, field), \
	sizeof(((struct type *)0)->field)
#define REFER(tables, type, field, kind)				\
	vmacpigen_refer_kind((tables), FIELD(type, field), (kind))

/* The smallest alignment that a table of this kind can have, in bytes. */
uint32_t vmacpigen_align(enum vmacpigen_kind);

/* Begins a table with the header that all but RSDP and FACS have. */
void vmacpigen_begin_kind(struct build *, enum vmacpigen_kind,
    uint8_t revision);

/* Makes room for bytes of tables, so that they need no more memory. */
void vmacpigen_reserve(struct vmacpigen_tables *, size_t);

/* Adds what follows the header in a struct that begins with one. */
void vmacpigen_add_body(struct vmacpigen_tables *, const void *, size_t);

void vmacpigen_build_dsdt(struct build *);
void vmacpigen_build_ssdt(struct build *);
void vmacpigen_build_spcr(struct build *);
void vmacpigen_build_dbg2(struct build *);
void vmacpigen_build_tpm2(struct build *);
void vmacpigen_build_srat(struct build *);
void vmacpigen_build_slit(struct build *);
void vmacpigen_build_hmat(struct build *);

/*
 * A CPU, and whether it needs x2APIC entries: in 8 bits 255 means all or none.
 */
struct vmacpigen_cpu vmacpigen_cpu_at(const struct vmacpigen_config *,
    uint32_t uid);
bool vmacpigen_is_x2apic(const struct vmacpigen_cpu *, uint32_t uid);

/* A Generic Address Structure: a register, or all zeros for none */
void vmacpigen_set_gas(struct acpi_gas *, const struct vmacpigen_register *);

void vmacpigen_add_given(struct build *, enum vmacpigen_kind,
    const struct vmacpigen_given *);

/* The MADT's revision: the machine's, or what goes with its FADT */
uint8_t vmacpigen_madt_revision(const struct vmacpigen_machine *);

/* The number of possible CPUs, with those that can be added later */
uint32_t vmacpigen_possible(const struct vmacpigen_config *);

/*
 * Where stretch n of a node's memory is: 0 is below 640 KiB, 1 up to 4 GiB,
 * 2 above; false if it has none there.
 */
bool vmacpigen_node_memory(const struct vmacpigen_config *, size_t node, int n,
    struct vmacpigen_range *);

/* Has a node one of the possible CPUs? */
bool vmacpigen_node_has_cpus(const struct vmacpigen_config *, size_t node);

/* The number of MB/s that all bandwidths of a config are multiples of */
uint32_t vmacpigen_bandwidth_unit(const struct vmacpigen_config *);

#define VMACPIGEN_STRETCHES	3	/* of a node's memory */

/* A property, and whether it can have a value: a number is base and limit. */
const struct vmacpigen_property *vmacpigen_property_of(
    enum vmacpigen_property_id);
bool vmacpigen_property_fits(const struct vmacpigen_property *,
    const struct vmacpigen_range *);

/* Checks a config.  Returns NULL, or the reason, in the buffer or constant. */
const char *vmacpigen_check_config(const struct vmacpigen_config *,
    char reason[VMACPIGEN_REASON]);

/*
 * The same for a machine by itself: with one CPU, and what it has unless it is
 * told otherwise.  Where it is known, *line is that of the machine's text.
 */
const char *vmacpigen_check_machine(const struct vmacpigen_machine *,
    char reason[VMACPIGEN_REASON], unsigned int *line);

/* Checks whether the parts of a machine go together. */
const char *vmacpigen_check_hardware(const struct vmacpigen_machine *,
    const struct vmacpigen_hardware *,
    char reason[VMACPIGEN_REASON], unsigned int *line);

/* The same for a layout by itself */
const char *vmacpigen_check_layout(const struct vmacpigen_layout *);

#endif /* BUILD_H */
