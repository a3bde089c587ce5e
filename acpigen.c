/* See LICENSE for licence details. */

/*
 * One builder per table.  A builder appends bytes, and records where an
 * address belongs and what must be summed; loader_link() does the rest.
 */

#include <stdlib.h>
#include <string.h>

#include "acpigen.h"

struct build {
	struct acpi_set	*set;
	const struct acpi_config *config;
	const struct acpi_machine *machine;
};

static const struct {
	char		signature[5];	/* "": the builder writes it itself */
	uint32_t	align;
} kinds[ACPI_NIDS] = {
	[ACPI_NONE] =	{ "",		1 },
	[ACPI_FACS] =	{ "",		ACPI_FACS_ALIGN },
	[ACPI_DSDT] =	{ "DSDT",	1 },
	[ACPI_FADT] =	{ "FACP",	1 },
	[ACPI_MADT] =	{ "APIC",	1 },
	[ACPI_XSDT] =	{ "XSDT",	1 },
	[ACPI_RSDP] =	{ "",		ACPI_RSDP_ALIGN },
};

uint32_t
acpi_align(enum acpi_id id)
{
	return (kinds[id].align);
}

uint8_t
acpi_checksum(const uint8_t *p, size_t len)
{
	uint8_t		sum = 0;

	while (len-- > 0)
		sum = (uint8_t)(sum - *p++);
	return (sum);
}

/*
 * Makes room for n more elements behind the len that the array has; after
 * an error nothing is added any more.
 */
static bool
reserve(struct acpi_set *set, void *arrayp, size_t len, size_t *max, size_t n,
    size_t size)
{
	void		*array;
	size_t		 want;

	if (set->error != NULL)
		return (false);
	if (n <= *max - len)
		return (true);
	want = len + n > 2 * *max ? len + n : 2 * *max;
	memcpy(&array, arrayp, sizeof(array));
	if ((array = realloc(array, want * size)) == NULL) {
		set->error = "out of memory";
		return (false);
	}
	memcpy(arrayp, &array, sizeof(array));
	*max = want;
	return (true);
}

static void
add(struct build *b, const void *data, size_t len)
{
	struct acpi_set	*set = b->set;

	if (!reserve(set, &set->bytes, set->nbytes, &set->bytes_max, len, 1))
		return;
	memcpy(set->bytes + set->nbytes, data, len);
	set->nbytes += len;
}

/* Adds what follows the header in a struct that begins with one. */
static void
add_body(struct build *b, const void *table, size_t len)
{
	add(b, (const uint8_t *)table + sizeof(struct acpi_header),
	    len - sizeof(struct acpi_header));
}

/*
 * The table being built is the set's last, and reaches to its last byte.
 * This is its length so far; 0 after an error, when there may be no table.
 */
static size_t
here(const struct acpi_set *set)
{
	if (set->error != NULL)
		return (0);
	return (set->nbytes - set->tables[set->ntables - 1].offset);
}

static void
refer_table(struct build *b, size_t offset, size_t size, size_t target)
{
	struct acpi_set	*set = b->set;

	if (!reserve(set, &set->refs, set->nrefs, &set->refs_max, 1,
	    sizeof(set->refs[0])))
		return;
	set->refs[set->nrefs++] = (struct acpi_ref){ (uint32_t)offset,
	    (uint32_t)size, target };
	set->tables[set->ntables - 1].nrefs++;
}

/* The field will hold the address of the table, if the set has that one. */
static void
refer(struct build *b, size_t offset, size_t size, enum acpi_id id)
{
	size_t		 i;

	for (i = 0; i < b->set->ntables; i++) {
		if (b->set->tables[i].id == id)
			refer_table(b, offset, size, i);
	}
}

#define REFER(b, type, field, id) refer((b), offsetof(struct type, field), \
	sizeof(((struct type *)0)->field), (id))

static void
checksum(struct build *b, size_t offset, size_t length)
{
	struct acpi_set	*set = b->set;

	if (!reserve(set, &set->sums, set->nsums, &set->sums_max, 1,
	    sizeof(set->sums[0])))
		return;
	set->sums[set->nsums++] = (struct acpi_sum){ (uint32_t)offset,
	    (uint32_t)length };
	set->tables[set->ntables - 1].nsums++;
}

static void
begin(struct build *b, enum acpi_id id)
{
	struct acpi_set	*set = b->set;

	if (!reserve(set, &set->tables, set->ntables, &set->tables_max, 1,
	    sizeof(set->tables[0])))
		return;
	set->tables[set->ntables++] = (struct acpi_table){
		.id = id,
		.offset = set->nbytes,
		.ref = set->nrefs,
		.sum = set->nsums,
	};
}

/* Begins a table with the header that all but RSDP and FACS have. */
static void
begin_header(struct build *b, enum acpi_id id, uint8_t revision)
{
	const struct acpi_machine *m = b->machine;
	struct acpi_header h = {
		.revision = revision,
		.oem_revision = put32(1),
		.creator_revision = put32(1),
	};

	memcpy(h.signature, kinds[id].signature, sizeof(h.signature));
	memcpy(h.oem_id, m->oem_id, sizeof(h.oem_id));
	memcpy(h.oem_table_id, m->oem_table_id, sizeof(h.oem_table_id));
	memcpy(h.creator_id, m->creator_id, sizeof(h.creator_id));
	begin(b, id);
	add(b, &h, sizeof(h));
}

static void
end(struct build *b)
{
	struct acpi_set	*set = b->set;

	if (set->error == NULL)
		set->tables[set->ntables - 1].length = here(set);
}

static void
end_header(struct build *b)
{
	struct acpi_set	*set = b->set;
	uint8_t		*table;

	if (set->error != NULL)
		return;
	table = set->bytes + set->tables[set->ntables - 1].offset;
	le_put(table + offsetof(struct acpi_header, length), 4, here(set));
	checksum(b, offsetof(struct acpi_header, checksum), here(set));
	end(b);
}

static void
build_facs(struct build *b)
{
	struct acpi_facs f = {
		.signature = { 'F', 'A', 'C', 'S' },
		.length = put32(sizeof(f)),
		.version = 2,
	};

	begin(b, ACPI_FACS);
	add(b, &f, sizeof(f));
	end(b);
}

static void
build_dsdt(struct build *b)
{
	begin_header(b, ACPI_DSDT, 2);
	end_header(b);
}

static void
build_fadt(struct build *b)
{
	const struct acpi_machine *m = b->machine;
	struct acpi_fadt f = {
		.preferred_pm_profile = ACPI_PM_DESKTOP,
		.sci_int = put16(m->sci),
		.iapc_boot_arch = put16(m->iapc_boot_arch),
		.flags = put32(m->fadt_flags),
	};

	begin_header(b, ACPI_FADT, m->fadt_revision);
	add_body(b, &f, ACPI_FADT_V3_LEN);
	REFER(b, acpi_fadt, firmware_ctrl, ACPI_FACS);
	REFER(b, acpi_fadt, dsdt, ACPI_DSDT);
	REFER(b, acpi_fadt, x_firmware_ctrl, ACPI_FACS);
	REFER(b, acpi_fadt, x_dsdt, ACPI_DSDT);
	end_header(b);
}

static void
build_madt(struct build *b)
{
	struct acpi_madt m = {
		.local_interrupt_controller_address = put32(0xfee00000),
		.flags = put32(ACPI_MADT_PCAT_COMPAT),
	};
	struct acpi_madt_lapic l = {
		.entry = { ACPI_MADT_LAPIC, sizeof(l) },
		.flags = put32(ACPI_LAPIC_ENABLED),
	};
	uint32_t	i;

	begin_header(b, ACPI_MADT, b->machine->madt_revision);
	add_body(b, &m, sizeof(m));
	for (i = 0; i < b->config->ncpus; i++) {
		l.acpi_processor_uid = (uint8_t)i;
		l.apic_id = (uint8_t)i;
		add(b, &l, sizeof(l));
	}
	end_header(b);
}

/* Every table has an entry but those that FADT and RSDP point at. */
static void
build_xsdt(struct build *b)
{
	static const le64 entry;
	const struct acpi_set *set = b->set;
	size_t		 i, n = set->ntables;

	begin_header(b, ACPI_XSDT, 1);
	for (i = 0; i < n; i++) {
		if (set->tables[i].id == ACPI_FACS ||
		    set->tables[i].id == ACPI_DSDT)
			continue;
		refer_table(b, here(set), sizeof(entry), i);
		add(b, &entry, sizeof(entry));
	}
	end_header(b);
}

static void
build_rsdp(struct build *b)
{
	struct acpi_rsdp r = {
		.revision = 2,
		.length = put32(sizeof(r)),
	};

	memcpy(r.signature, ACPI_RSDP_SIGNATURE, sizeof(r.signature));
	memcpy(r.oem_id, b->machine->oem_id, sizeof(r.oem_id));
	begin(b, ACPI_RSDP);
	add(b, &r, sizeof(r));
	REFER(b, acpi_rsdp, xsdt_address, ACPI_XSDT);
	checksum(b, offsetof(struct acpi_rsdp, checksum), ACPI_RSDP_V1_LEN);
	checksum(b, offsetof(struct acpi_rsdp, extended_checksum), sizeof(r));
	end(b);
}

/* A table stands behind those that it refers to. */
static void (*const builders[])(struct build *) = {
	build_facs,
	build_dsdt,
	build_fadt,
	build_madt,
	build_xsdt,
	build_rsdp,
};

const char *
acpi_build(struct acpi_set *set, const struct acpi_config *config)
{
	struct build	 b = { set, config, config->machine };
	size_t		 i;

	memset(set, 0, sizeof(*set));
	if (config->ncpus < 1 || config->ncpus > config->machine->max_cpus)
		set->error = "the machine does not take this number of CPUs";
	for (i = 0; i < sizeof(builders) / sizeof(builders[0]); i++)
		builders[i](&b);
	return (set->error);
}

void
acpi_free(struct acpi_set *set)
{
	free(set->bytes);
	free(set->tables);
	free(set->refs);
	free(set->sums);
	memset(set, 0, sizeof(*set));
}
