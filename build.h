/* See LICENSE for licence details. */

/* What builders share; the recorder is in vmacpigen.h. */

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
#define REFER(tables, type, field, id)					\
	vmacpigen_refer_kind((tables), FIELD(type, field), (id))

/* Begins a table with the header that all but RSDP and FACS have. */
void vmacpigen_begin_header(struct build *, enum vmacpigen_id,
    uint8_t revision);

void vmacpigen_build_dsdt(struct build *);

/* A processor of a MADT, as type 0 or 9 */
void vmacpigen_add_lapic(struct build *, const struct vmacpigen_cpu *,
    uint32_t uid, uint32_t flags);

void vmacpigen_add_given(struct build *, enum vmacpigen_id,
    const struct vmacpigen_given *);

#endif /* BUILD_H */
