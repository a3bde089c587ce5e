/* See LICENSE for licence details. */

/*
 * One builder per table.  A builder appends bytes, and records where an
 * address belongs and what must be summed; loader_link() does the rest.
 */

#include <stdlib.h>
#include <string.h>

#include "acpigen.h"
#include "aml.h"

#define FEW		16		/* elements that an array begins with */
#define MAX_BYTES	INT32_MAX	/* so that no offset in a file wraps */

struct build {
	struct acpi_set	*set;
	const struct acpi_config *config;
	const struct acpi_machine *machine;
};

static void	 build_facs(struct build *);
static void	 build_dsdt(struct build *);
static void	 build_fadt(struct build *);
static void	 build_madt(struct build *);
static void	 build_hpet(struct build *);
static void	 build_mcfg(struct build *);
static void	 build_waet(struct build *);
static void	 build_srat(struct build *);
static void	 build_slit(struct build *);
static void	 build_xsdt(struct build *);
static void	 build_rsdp(struct build *);

/* A table stands behind those that it refers to. */
static const struct {
	void		(*build)(struct build *);
	char		signature[5];
	char		name[5];	/* what a short OEM table ID gets */
	uint32_t	align;
} kinds[ACPI_NIDS] = {
	[ACPI_NONE] =	{ NULL,		"RSDT", "",	1 },
	[ACPI_FACS] =	{ build_facs,	"FACS", "",	ACPI_FACS_ALIGN },
	[ACPI_DSDT] =	{ build_dsdt,	"DSDT", "DSDT",	1 },
	[ACPI_FADT] =	{ build_fadt,	"FACP", "FADT",	1 },
	[ACPI_MADT] =	{ build_madt,	"APIC", "MADT",	1 },
	[ACPI_HPET] =	{ build_hpet,	"HPET", "HPET",	1 },
	[ACPI_MCFG] =	{ build_mcfg,	"MCFG", "MCFG",	1 },
	[ACPI_WAET] =	{ build_waet,	"WAET", "WAET",	1 },
	[ACPI_SRAT] =	{ build_srat,	"SRAT", "SRAT",	1 },
	[ACPI_SLIT] =	{ build_slit,	"SLIT", "SLIT",	1 },
	[ACPI_OTHER] =	{ NULL,		"",	"",	1 },
	[ACPI_XSDT] =	{ build_xsdt,	"XSDT", "XSDT",	1 },
	[ACPI_RSDP] =	{ build_rsdp,	"RSD ", "",	ACPI_RSDP_ALIGN },
};

enum acpi_id
acpi_kind(const char signature[4])
{
	enum acpi_id	 id;

	for (id = ACPI_NONE; id < ACPI_NIDS; id++) {
		if (memcmp(kinds[id].signature, signature, 4) == 0)
			return (id);
	}
	return (ACPI_OTHER);
}

bool
acpi_is_signature(const char signature[4])
{
	const char	*s;

	for (s = signature; s < signature + 4; s++) {
		if ((*s < 'A' || *s > 'Z') && (*s < '0' || *s > '9') &&
		    *s != '_' && *s != '!')
			return (false);
	}
	return (true);
}

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

#define CPU(e, type, id, at, size)					\
	((struct acpi_madt_cpu){					\
	    (uint32_t)le_get((e) + offsetof(struct type, id), size),	\
	    (uint32_t)le_get((e) +					\
		offsetof(struct type, acpi_processor_uid), size),	\
	    (uint32_t)le_get((e) + offsetof(struct type, flags), 4),	\
	    (e)[0],							\
	    (at) + offsetof(struct type, id),				\
	    (at) + offsetof(struct type, acpi_processor_uid),		\
	    (at) + offsetof(struct type, flags) })

bool
acpi_next_cpu(const uint8_t *table, size_t length, size_t *at,
    struct acpi_madt_cpu *cpu)
{
	const struct acpi_entry *e;
	const uint8_t	*p;
	size_t		 start;

	while (start = *at, (e = acpi_entry_at(table, length, start)) != NULL) {
		*at += e->length;
		p = (const void *)e;
		if (e->type == ACPI_MADT_LAPIC &&
		    e->length >= sizeof(struct acpi_madt_lapic)) {
			*cpu = CPU(p, acpi_madt_lapic, apic_id, start, 1);
			return (true);
		}
		if (e->type == ACPI_MADT_X2APIC &&
		    e->length >= sizeof(struct acpi_madt_x2apic)) {
			*cpu = CPU(p, acpi_madt_x2apic, x2apic_id, start, 4);
			return (true);
		}
	}
	return (false);
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
	want = *max < FEW ? FEW : 2 * *max;
	if (want < len + n)
		want = len + n;
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

	if (set->error == NULL && len > MAX_BYTES - set->nbytes)
		set->error = "the tables are longer than 2 GiB";
	if (len == 0 ||
	    !reserve(set, &set->bytes, set->nbytes, &set->bytes_max, len, 1))
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

/* Forgets where a pointer led to, if the table reaches so far. */
static void
set_pointer(struct build *b, size_t offset, size_t size, enum acpi_id id)
{
	if (here(b->set) < offset + size)
		return;
	memset(b->set->bytes + b->set->nbytes - here(b->set) + offset, 0,
	    size);
	refer(b, offset, size, id);
}

#define FIELD(type, field) offsetof(struct type, field), \
	sizeof(((struct type *)0)->field)
#define REFER(b, type, field, id) refer((b), FIELD(type, field), (id))

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

/* The first table of the user's with a signature, or NULL */
static const struct acpi_header *
find_given(const struct acpi_config *config, const char *signature)
{
	size_t		 i;

	for (i = 0; i < config->ngiven; i++) {
		if (memcmp(config->given[i].data, signature, 4) == 0)
			return ((const void *)config->given[i].data);
	}
	return (NULL);
}

/*
 * Whose IDs a header has: Windows takes an SLIC whose IDs are those of RSDT,
 * XSDT and FADT, and, where there is no machine, XSDT's are FADT's.
 */
static void
set_ids(const struct build *b, enum acpi_id id, struct acpi_header *h)
{
	const struct acpi_config *config = b->config;
	const struct acpi_machine *m = b->machine;
	const struct acpi_header *other = NULL;
	size_t		 len = strlen(m->oem_table_id);

	if (id == ACPI_XSDT || id == ACPI_FADT)
		other = find_given(config, "SLIC");
	if (other == NULL && id == ACPI_XSDT && m->oem_id[0] == '\0')
		other = find_given(config, "FACP");
	if (other != NULL) {
		memcpy(h->oem_id, other->oem_id, sizeof(h->oem_id));
		memcpy(h->oem_table_id, other->oem_table_id,
		    sizeof(h->oem_table_id));
		h->oem_revision = other->oem_revision;
	} else {
		memcpy(h->oem_id, m->oem_id, sizeof(h->oem_id));
		memcpy(h->oem_table_id, m->oem_table_id,
		    sizeof(h->oem_table_id));
		if (len + 4 <= sizeof(h->oem_table_id))
			memcpy(h->oem_table_id + len, kinds[id].name, 4);
		h->oem_revision = put32(1);
	}
	if (config->oem_id != NULL)
		memcpy(h->oem_id, config->oem_id, sizeof(h->oem_id));
	if (config->oem_table_id != NULL)
		memcpy(h->oem_table_id, config->oem_table_id,
		    sizeof(h->oem_table_id));
	if (config->oem_revision != NULL)
		h->oem_revision = put32(*config->oem_revision);
}

/* Begins a table with the header that all but RSDP and FACS have. */
static void
begin_header(struct build *b, enum acpi_id id, uint8_t revision)
{
	struct acpi_header h = {
		.revision = revision,
		.creator_revision = put32(1),
	};

	memcpy(h.signature, kinds[id].signature, sizeof(h.signature));
	set_ids(b, id, &h);
	memcpy(h.creator_id, b->machine->creator_id, sizeof(h.creator_id));
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
		.version = b->machine->facs_version,
	};

	begin(b, ACPI_FACS);
	add(b, &f, sizeof(f));
	end(b);
}

/*
 * DSDT: AML from asl/, then what depends on the config
 */

static void
add_address(struct aml *r, uint8_t type, uint8_t flags, uint64_t base,
    uint64_t limit)
{
	struct acpi_resource_address a = {
		.resource_type = type,
		.general_flags = ACPI_ADDRESS_FIXED,
		.type_specific_flags = flags,
	};
	struct acpi_resource_word w = {
		.minimum = put16(base),
		.maximum = put16(limit),
		.size = put16(limit - base + 1),
	};
	struct acpi_resource_dword d = {
		.minimum = put32(base),
		.maximum = put32(limit),
		.size = put32(limit - base + 1),
	};
	struct acpi_resource_qword q = {
		.minimum = put64(base),
		.maximum = put64(limit),
		.size = put64(limit - base + 1),
	};
	size_t		 size;

	size = type != ACPI_ADDRESS_MEMORY ? sizeof(w) :
	    limit <= UINT32_MAX ? sizeof(d) : sizeof(q);
	a.tag = size == sizeof(w) ? ACPI_RESOURCE_WORD : size == sizeof(d) ?
	    ACPI_RESOURCE_DWORD : ACPI_RESOURCE_QWORD;
	a.length = put16(size - offsetof(struct acpi_resource_address,
	    resource_type));
	w.address = d.address = q.address = a;
	aml_bytes(r, size == sizeof(w) ? (void *)&w : size == sizeof(d) ?
	    (void *)&d : (void *)&q, size);
}

static void
add_port(struct aml *r, uint16_t port, uint8_t length)
{
	struct acpi_resource_io io = {
		.tag = ACPI_RESOURCE_IO,
		.information = ACPI_RESOURCE_DECODE16,
		.minimum = put16(port),
		.maximum = put16(port),
		.alignment = 1,
		.length = length,
	};

	aml_bytes(r, &io, sizeof(io));
}

static void
add_memory(struct aml *r, uint8_t information, uint64_t base, uint64_t size)
{
	struct acpi_resource_memory32 m = {
		.tag = ACPI_RESOURCE_MEMORY32,
		.length = put16(sizeof(m) - 3),
		.information = information,
		.base = put32(base),
		.size = put32(size),
	};

	aml_bytes(r, &m, sizeof(m));
}

/* What goes through the root bridge: all but mechanism 1's ports. */
static void
add_root_bridge(struct aml *a, const struct acpi_hardware *hw)
{
	struct aml	 r = { .length = 0 };
	struct acpi_range w = acpi_window(hw);
	size_t		 scope;

	add_address(&r, ACPI_ADDRESS_BUS, 0, 0, ACPI_PCI_BUSES - 1);
	add_port(&r, ACPI_PCI_CONFIG, ACPI_PCI_CONFIG_LEN);
	add_address(&r, ACPI_ADDRESS_IO, ACPI_ADDRESS_ENTIRE, 0,
	    ACPI_PCI_CONFIG - 1);
	add_address(&r, ACPI_ADDRESS_IO, ACPI_ADDRESS_ENTIRE,
	    ACPI_PCI_CONFIG + ACPI_PCI_CONFIG_LEN, UINT16_MAX);
	add_address(&r, ACPI_ADDRESS_MEMORY, ACPI_ADDRESS_CACHEABLE |
	    ACPI_ADDRESS_WRITABLE, 0xa0000, 0xbffff);
	add_address(&r, ACPI_ADDRESS_MEMORY, ACPI_ADDRESS_WRITABLE, w.base,
	    w.limit);
	if (hw->window64.limit != 0)
		add_address(&r, ACPI_ADDRESS_MEMORY, ACPI_ADDRESS_CACHEABLE |
		    ACPI_ADDRESS_WRITABLE, hw->window64.base,
		    hw->window64.limit);
	scope = aml_scope(a, "_SB_.PCI0");
	aml_name_resources(a, "_CRS", &r);
	aml_end(a, scope);
	aml_free(&r);
}

/* A device with one range of memory */
static void
add_memory_device(struct aml *a, const char *name, const char *id,
    uint8_t information, uint64_t base, uint64_t size)
{
	struct aml	 r = { .length = 0 };
	size_t		 device;

	add_memory(&r, information, base, size);
	device = aml_device(a, name);
	aml_name_eisaid(a, "_HID", id);
	aml_name_integer(a, "_UID", 0);
	aml_name_resources(a, "_CRS", &r);
	aml_end(a, device);
	aml_free(&r);
}

#define PROCESSOR_SIZE	37	/* at most, with _STA */

/*
 * Processor devices, C000 to CFFF; _UID is what MADT says.  What can be added
 * is not there.
 */
static void
add_processors(struct aml *a, const struct acpi_config *config)
{
	static const char digits[] = "0123456789ABCDEF";
	char		 name[] = "C000";
	size_t		 device;
	uint32_t	 i, n = config->ncpus + config->nspare;

	aml_reserve(a, (size_t)n * PROCESSOR_SIZE);
	for (i = 0; i < n; i++) {
		name[1] = digits[i >> 8 & 0xf];
		name[2] = digits[i >> 4 & 0xf];
		name[3] = digits[i & 0xf];
		device = aml_device(a, name);
		aml_name_string(a, "_HID", "ACPI0007");
		aml_name_integer(a, "_UID", i);
		if (i >= config->ncpus)
			aml_name_integer(a, "_STA", 0);
		aml_end(a, device);
	}
}

static void
add_terms(struct aml *a, const struct acpi_config *config)
{
	static const uint64_t s3[] = { 1, 0, 0, 0 };	/* SLP_TYPa, b */
	const struct acpi_hardware *hw = &config->hw;
	size_t		 scope;

	aml_bytes(a, config->machine->aml, config->machine->aml_length);
	if (hw->s3)
		aml_name_package(a, "_S3_", s3, 4);
	if (config->machine->build_crs)
		add_root_bridge(a, hw);
	scope = aml_scope(a, "_SB_");
	if (hw->ecam != 0)
		add_memory_device(a, "ECAM", "PNP0C02",
		    ACPI_RESOURCE_WRITABLE, hw->ecam, ACPI_ECAM_SIZE);
	if (hw->hpet)
		add_memory_device(a, "HPET", "PNP0103", 0, ACPI_HPET_ADDRESS,
		    ACPI_HPET_SIZE);
	add_processors(a, config);
	aml_end(a, scope);
}

static void
build_dsdt(struct build *b)
{
	struct aml	 a = { .length = 0 };

	begin_header(b, ACPI_DSDT, 2);
	if (b->machine->aml != NULL)
		add_terms(&a, b->config);
	add(b, a.data, a.length);
	if (b->set->error == NULL)
		b->set->error = a.error;
	aml_free(&a);
	end_header(b);
}

static struct acpi_gas
gas(uint16_t port, uint8_t width, uint8_t access)
{
	return ((struct acpi_gas){ ACPI_GAS_IO, width, 0, access,
	    put64(port) });
}

/* PM1a, PM timer and GPE0: block and X_ block */
static void
set_pm(struct acpi_fadt *f, const struct acpi_machine *m, uint16_t pm)
{
	f->pm1a_evt_blk = put32(pm);
	f->pm1_evt_len = 4;
	f->x_pm1a_evt_blk = gas(pm, 32, m->pm_event_access);
	f->pm1a_cnt_blk = put32(pm + m->pm_control);
	f->pm1_cnt_len = 2;
	f->x_pm1a_cnt_blk = gas(pm + m->pm_control, 16, ACPI_GAS_WORD);
	f->pm_tmr_blk = put32(pm + m->pm_timer);
	f->pm_tmr_len = 4;
	f->x_pm_tmr_blk = gas(pm + m->pm_timer, 32, ACPI_GAS_DWORD);
	f->smi_cmd = put32(m->smi_cmd);
	f->acpi_enable = m->acpi_enable;
	f->acpi_disable = m->acpi_disable;
	if (m->gpe0_length == 0)
		return;
	f->gpe0_blk = put32(pm + m->gpe0);
	f->gpe0_blk_len = m->gpe0_length;
	f->x_gpe0_blk = gas(pm + m->gpe0, 8 * m->gpe0_length, ACPI_GAS_BYTE);
}

static void
build_fadt(struct build *b)
{
	const struct acpi_machine *m = b->machine;
	const struct acpi_hardware *hw = &b->config->hw;
	struct acpi_fadt f = {
		.preferred_pm_profile = ACPI_PM_DESKTOP,
		.sci_int = put16(hw->sci),
		.p_lvl2_lat = put16(m->c2_latency),
		.p_lvl3_lat = put16(m->c3_latency),
		.century = m->century,
		.iapc_boot_arch = put16(m->iapc_boot_arch),
		.fadt_minor_version = m->fadt_minor,
	};
	uint32_t	 flags = m->fadt_flags;

	if (hw->pm != 0)
		set_pm(&f, m, (uint16_t)hw->pm);
	if (hw->reset) {
		flags |= ACPI_FADT_RESET_REG_SUP;
		f.reset_reg = gas(0xcf9, 8, ACPI_GAS_BYTE);
		f.reset_value = 0x0f;
	}
	f.flags = put32(flags);
	begin_header(b, ACPI_FADT, m->fadt_revision);
	add_body(b, &f, m->fadt_revision < 5 ? ACPI_FADT_V3_LEN :
	    m->fadt_revision < 6 ? ACPI_FADT_V5_LEN : sizeof(f));
	REFER(b, acpi_fadt, firmware_ctrl, ACPI_FACS);
	REFER(b, acpi_fadt, dsdt, ACPI_DSDT);
	if (!m->facs_32bit)
		REFER(b, acpi_fadt, x_firmware_ctrl, ACPI_FACS);
	REFER(b, acpi_fadt, x_dsdt, ACPI_DSDT);
	end_header(b);
}

static struct acpi_cpu
cpu(const struct acpi_config *config, uint32_t uid)
{
	return (config->cpus != NULL ? config->cpus[uid] :
	    (struct acpi_cpu){ uid, 0 });
}

/* In a byte 255 is every processor, or none. */
static bool
is_x2apic(const struct acpi_cpu *c, uint32_t uid)
{
	return (c->apic_id >= UINT8_MAX || uid >= UINT8_MAX);
}

static void
add_lapic(struct build *b, const struct acpi_cpu *c, uint32_t uid,
    uint32_t flags)
{
	struct acpi_madt_lapic l = {
		.entry = { ACPI_MADT_LAPIC, sizeof(l) },
		.acpi_processor_uid = (uint8_t)uid,
		.apic_id = (uint8_t)c->apic_id,
		.flags = put32(flags),
	};
	struct acpi_madt_x2apic x = {
		.entry = { ACPI_MADT_X2APIC, sizeof(x) },
		.x2apic_id = put32(c->apic_id),
		.flags = put32(flags),
		.acpi_processor_uid = put32(uid),
	};

	if (is_x2apic(c, uid))
		add(b, &x, sizeof(x));
	else
		add(b, &l, sizeof(l));
}

/* Returns whether a CPU is more than the older entries can say. */
static bool
add_lapics(struct build *b)
{
	const struct acpi_config *config = b->config;
	struct acpi_cpu	 c;
	uint32_t	 i;
	bool		 x2apic = false;

	for (i = 0; i < config->ncpus + config->nspare; i++) {
		c = cpu(config, i);
		x2apic = x2apic || is_x2apic(&c, i);
		add_lapic(b, &c, i, i < config->ncpus ? ACPI_LAPIC_ENABLED :
		    ACPI_LAPIC_ONLINE_CAPABLE);
	}
	return (x2apic);
}

/* LINT1 of every processor, in the one form or the other, as QEMU does */
static void
add_nmi(struct build *b, bool x2apic)
{
	struct acpi_madt_lapic_nmi l = {
		.entry = { ACPI_MADT_LAPIC_NMI, sizeof(l) },
		.acpi_processor_uid = UINT8_MAX,
		.local_apic_lint = 1,
	};
	struct acpi_madt_x2apic_nmi x = {
		.entry = { ACPI_MADT_X2APIC_NMI, sizeof(x) },
		.acpi_processor_uid = put32(UINT32_MAX),
		.local_x2apic_lint = 1,
	};

	if (x2apic)
		add(b, &x, sizeof(x));
	else
		add(b, &l, sizeof(l));
}

static void
add_ioapic(struct build *b, uint32_t id)
{
	struct acpi_madt_ioapic io = {
		.entry = { ACPI_MADT_IOAPIC, sizeof(io) },
		.io_apic_id = (uint8_t)id,
		.io_apic_address = put32(ACPI_IOAPIC_ADDRESS),
	};

	add(b, &io, sizeof(io));
}

static void
add_override(struct build *b, const struct acpi_override *override)
{
	struct acpi_madt_override o = {
		.entry = { ACPI_MADT_OVERRIDE, sizeof(o) },
		.source = override->source,
		.global_system_interrupt = put32(override->gsi),
		.flags = put16(override->flags),
	};

	add(b, &o, sizeof(o));
}

static void
build_madt(struct build *b)
{
	const struct acpi_machine *machine = b->machine;
	struct acpi_madt m = {
		.local_interrupt_controller_address = put32(0xfee00000),
		.flags = put32(ACPI_MADT_PCAT_COMPAT),
	};
	size_t		 i;
	bool		 x2apic;

	begin_header(b, ACPI_MADT, machine->madt_revision);
	add_body(b, &m, sizeof(m));
	if (b->config->hw.ioapic && machine->ioapic_first)
		add_ioapic(b, b->config->ncpus + 1);
	x2apic = add_lapics(b);
	if (b->config->hw.ioapic && !machine->ioapic_first) {
		add_ioapic(b, 0);
		for (i = 0; i < machine->noverrides; i++)
			add_override(b, &machine->overrides[i]);
	}
	if (machine->lint1_nmi)
		add_nmi(b, x2apic);
	end_header(b);
}

static void
build_hpet(struct build *b)
{
	struct acpi_hpet h = {
		.event_timer_block_id = put32(0x8086a201),
		.base_address = { ACPI_GAS_MEMORY, 64, 0, 0,
		    put64(ACPI_HPET_ADDRESS) },
	};

	if (!b->config->hw.hpet)
		return;
	begin_header(b, ACPI_HPET, 1);
	add_body(b, &h, sizeof(h));
	end_header(b);
}

static void
build_mcfg(struct build *b)
{
	struct acpi_mcfg m = { .reserved = { 0 } };
	struct acpi_mcfg_allocation a = {
		.base_address = put64(b->config->hw.ecam),
		.end_bus = ACPI_PCI_BUSES - 1,
	};

	if (b->config->hw.ecam == 0)
		return;
	begin_header(b, ACPI_MCFG, 1);
	add_body(b, &m, sizeof(m));
	add(b, &a, sizeof(a));
	end_header(b);
}

static void
build_waet(struct build *b)
{
	struct acpi_waet w = {
		.emulated_device_flags = put32(ACPI_WAET_PM_TIMER_GOOD),
	};

	if (!b->config->hw.waet)
		return;
	begin_header(b, ACPI_WAET, 1);
	add_body(b, &w, sizeof(w));
	end_header(b);
}

/*
 * SRAT and SLIT
 */

/* RAM starts at 0 and again at 4 GiB; the VGA and BIOS hole hides some. */
#define VGA_HOLE	0xa0000U
#define VGA_HOLE_END	0x100000U
#define HIGH_RAM	0x100000000U

/*
 * Where stretch n of a node's memory is: below 640 KiB, up to 4 GiB, above;
 * false if it has none there.  Nodes follow each other in RAM.
 */
static bool
node_memory(const struct acpi_config *config, size_t node, int n,
    struct acpi_range *r)
{
	uint64_t	 total = 0, first = 0, low, start, end;
	size_t		 i;

	for (i = 0; i < config->nnodes; i++) {
		first += i < node ? config->nodes[i] : 0;
		total += config->nodes[i];
	}
	low = total < config->machine->low_max ? config->machine->low_max :
	    config->machine->low_split;
	start = n == 0 ? 0 : n == 1 ? VGA_HOLE_END : low;
	end = n == 0 ? VGA_HOLE : n == 1 ? low : total;
	if (start < first)
		start = first;
	if (end > first + config->nodes[node])
		end = first + config->nodes[node];
	if (start >= end)
		return (false);
	r->base = start + (n == 2 ? HIGH_RAM - low : 0);
	r->limit = r->base + (end - start) - 1;
	return (true);
}

static void
add_cpu_affinity(struct build *b, const struct acpi_cpu *c, uint32_t uid)
{
	struct acpi_srat_lapic l = {
		.entry = { ACPI_SRAT_LAPIC, sizeof(l) },
		.proximity_domain_low = (uint8_t)c->node,
		.apic_id = (uint8_t)c->apic_id,
		.flags = put32(ACPI_SRAT_ENABLED),
	};
	struct acpi_srat_x2apic x = {
		.entry = { ACPI_SRAT_X2APIC, sizeof(x) },
		.proximity_domain = put32(c->node),
		.x2apic_id = put32(c->apic_id),
		.flags = put32(ACPI_SRAT_ENABLED),
	};

	if (is_x2apic(c, uid))
		add(b, &x, sizeof(x));
	else
		add(b, &l, sizeof(l));
}

static void
add_memory_affinity(struct build *b, size_t node, const struct acpi_range *r)
{
	struct acpi_srat_memory m = {
		.entry = { ACPI_SRAT_MEMORY, sizeof(m) },
		.proximity_domain = put32(node),
		.base_address = put64(r->base),
		.length = put64(r->limit - r->base + 1),
		.flags = put32(ACPI_SRAT_ENABLED),
	};

	add(b, &m, sizeof(m));
}

static void
build_srat(struct build *b)
{
	const struct acpi_config *config = b->config;
	struct acpi_srat s = { .reserved1 = put32(1) };
	struct acpi_range r;
	struct acpi_cpu	 c;
	uint32_t	 uid;
	size_t		 node;
	int		 n;

	if (config->nnodes == 0)
		return;
	begin_header(b, ACPI_SRAT, 3);
	add_body(b, &s, sizeof(s));
	for (uid = 0; uid < config->ncpus + config->nspare; uid++) {
		c = cpu(config, uid);
		add_cpu_affinity(b, &c, uid);
	}
	for (node = 0; node < config->nnodes; node++) {
		for (n = 0; n < 3; n++) {
			if (node_memory(config, node, n, &r))
				add_memory_affinity(b, node, &r);
		}
	}
	end_header(b);
}

static void
build_slit(struct build *b)
{
	const size_t	 n = b->config->nnodes;
	struct acpi_slit s = { .number_of_system_localities = put64(n) };

	if (n == 0 || b->config->distances == NULL)
		return;
	begin_header(b, ACPI_SLIT, 1);
	add_body(b, &s, sizeof(s));
	add(b, b->config->distances, n * n);
	end_header(b);
}

/* Processors with the next numbers, until there are as many as wanted */
static void
add_more(struct build *b, uint32_t n, uint32_t apic_id, uint32_t uid)
{
	struct acpi_cpu	 c = { apic_id, 0 };

	for (; n < b->config->ncpus; n++, c.apic_id++)
		add_lapic(b, &c, uid++, ACPI_LAPIC_ENABLED);
}

/*
 * A MADT of the user's, with as many processors as the config has: the first
 * that it enables, and behind them more.
 */
static void
add_recounted(struct build *b, const uint8_t *madt, size_t length)
{
	struct acpi_madt_cpu cpu;
	const struct acpi_entry *e;
	const size_t	 start = sizeof(struct acpi_madt);
	size_t		 at, cpu_at = start, last = start;
	uint32_t	 n = 0, apic_id = 0, uid = 0;

	while (acpi_next_cpu(madt, length, &cpu_at, &cpu)) {
		last = cpu_at;
		apic_id = cpu.apic_id >= apic_id ? cpu.apic_id + 1 : apic_id;
		uid = cpu.uid >= uid ? cpu.uid + 1 : uid;
	}
	add(b, madt, length < start ? length : start);
	for (at = start; at < length; at += e->length) {
		if (at == last)
			add_more(b, n, apic_id, uid);
		if ((e = acpi_entry_at(madt, length, at)) == NULL)
			break;
		cpu_at = at;
		if (!acpi_next_cpu(madt, at + e->length, &cpu_at, &cpu))
			add(b, madt + at, e->length);
		else if (cpu.flags & ACPI_LAPIC_ENABLED &&
		    n < b->config->ncpus) {
			add(b, madt + at, e->length);
			n++;
		}
	}
	if (at < length)
		add(b, madt + at, length - at);
	else if (at == last)
		add_more(b, n, apic_id, uid);
}

/*
 * A table of the user's: bytes as they are, but for the checksum, and for what
 * a FADT has for FACS and DSDT.  SeaBIOS wants them in the 32-bit fields.
 */
static void
add_given(struct build *b, enum acpi_id id, const struct acpi_given *given)
{
	const struct acpi_fadt *f = (const void *)given->data;
	uint8_t		*table;

	begin(b, id);
	if (id == ACPI_MADT && b->config->recount)
		add_recounted(b, given->data, given->length);
	else
		add(b, given->data, given->length);
	if (b->set->error != NULL)
		return;
	b->set->tables[b->set->ntables - 1].given = true;
	if (id == ACPI_FADT) {
		set_pointer(b, FIELD(acpi_fadt, firmware_ctrl), ACPI_FACS);
		set_pointer(b, FIELD(acpi_fadt, dsdt), ACPI_DSDT);
		if (here(b->set) >= ACPI_FADT_V3_LEN &&
		    get64(f->x_firmware_ctrl) != 0)
			set_pointer(b, FIELD(acpi_fadt, x_firmware_ctrl),
			    ACPI_FACS);
		set_pointer(b, FIELD(acpi_fadt, x_dsdt), ACPI_DSDT);
	}
	if (id == ACPI_FACS) {
		end(b);
		return;
	}
	table = b->set->bytes + b->set->nbytes - here(b->set);
	table[offsetof(struct acpi_header, checksum)] = 0;
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
	struct acpi_header xsdt;

	memcpy(r.signature, ACPI_RSDP_SIGNATURE, sizeof(r.signature));
	set_ids(b, ACPI_XSDT, &xsdt);
	memcpy(r.oem_id, xsdt.oem_id, sizeof(r.oem_id));
	begin(b, ACPI_RSDP);
	add(b, &r, sizeof(r));
	REFER(b, acpi_rsdp, xsdt_address, ACPI_XSDT);
	checksum(b, offsetof(struct acpi_rsdp, checksum), ACPI_RSDP_V1_LEN);
	checksum(b, offsetof(struct acpi_rsdp, extended_checksum), sizeof(r));
	end(b);
}

/* The user's tables of a kind, or else the one that is built */
static void
add_tables(struct build *b, enum acpi_id id)
{
	const struct acpi_config *config = b->config;
	size_t		 i, n = 0;

	for (i = 0; i < config->ngiven; i++) {
		if (acpi_kind((const char *)config->given[i].data) == id) {
			add_given(b, id, &config->given[i]);
			n++;
		}
	}
	if (n == 0 && (config->omit & 1U << id) == 0 &&
	    kinds[id].build != NULL)
		kinds[id].build(b);
}

static bool
overlap(const struct acpi_range *a, const struct acpi_range *b)
{
	return (a->limit != 0 && b->limit != 0 && a->base <= b->limit &&
	    b->base <= a->limit);
}

/* Is there memory where the PCI root has windows? */
static const char *
check_memory(const struct acpi_config *config,
    const struct acpi_range *ecam, const struct acpi_range *window)
{
	struct acpi_range r;
	size_t		 node;
	int		 n;

	for (node = 0; node < config->nnodes; node++) {
		for (n = 0; n < 3; n++) {
			if (!node_memory(config, node, n, &r))
				continue;
			if (overlap(&r, ecam))
				return ("memory and ecam overlap");
			if (overlap(&r, window))
				return ("memory and pci-window overlap");
			if (overlap(&r, &config->hw.window64))
				return ("memory and pci-window64 overlap");
		}
	}
	return (NULL);
}

static const char *
check_config(const struct acpi_config *config)
{
	const struct acpi_machine *m = config->machine;
	const uint64_t	 ecam = config->hw.ecam;
	const struct acpi_range e = { ecam,
	    ecam == 0 ? 0 : ecam + ACPI_ECAM_SIZE - 1 };
	const struct acpi_range w = acpi_window(&config->hw);

	if (config->ncpus < 1 || config->ncpus > m->max_cpus ||
	    config->nspare > m->max_cpus - config->ncpus)
		return ("the machine does not take this number of CPUs");
	if (config->nspare > 0 && m->madt_revision < ACPI_MADT_ONLINE)
		return ("the machine's MADT has no word for a CPU that can "
		    "be added");
	if (config->nnodes > 0 && m->low_max == 0)
		return ("where the machine has its memory is not known");
	if (overlap(&e, &w))
		return ("pci-window and ecam overlap");
	return (check_memory(config, &e, &w));
}

const char *
acpi_build(struct acpi_set *set, const struct acpi_config *config)
{
	struct build	 b = { set, config, config->machine };
	enum acpi_id	 id;

	memset(set, 0, sizeof(*set));
	if ((set->error = check_config(config)) != NULL)
		return (set->error);
	for (id = ACPI_NONE + 1; id < ACPI_NIDS; id++)
		add_tables(&b, id);
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
