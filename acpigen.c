/* See LICENSE for licence details. */

/*
 * One builder per table.  A builder appends bytes, and records where an
 * address belongs and what must be summed; vmacpigen_link() does the rest.
 */

#include <string.h>

#include "build.h"

/*
 * The signature of each kind, and the name that completes a short OEM Table ID
 */
static const char *kind_signature(enum vmacpigen_kind);
static const char *kind_name(enum vmacpigen_kind);

/* The first table of the user's with a signature, or NULL */
static const struct acpi_header *
find_given(const struct vmacpigen_config *config, const char *signature)
{
	size_t		 i;

	for (i = 0; i < config->ngiven; i++) {
		if (memcmp(config->given[i].data, signature, 4) == 0)
			return ((const void *)config->given[i].data);
	}
	return (NULL);
}

/*
 * Returns the table whose IDs a header takes.  Windows accepts an SLIC only if
 * RSDT, XSDT and FADT have its IDs.  Without a machine the XSDT takes the
 * FADT's.
 */
static void
set_ids(const struct vmacpigen_config *config, enum vmacpigen_kind kind,
    struct acpi_header *h)
{
	const struct vmacpigen_machine *m = config->machine;
	const struct acpi_header *other = NULL;
	size_t		 len = strlen(m->oem_table_id);

	if (kind == VMACPIGEN_XSDT || kind == VMACPIGEN_FADT)
		other = find_given(config, "SLIC");
	if (other == NULL && kind == VMACPIGEN_XSDT && m->oem_id[0] == '\0')
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
			memcpy(h->oem_table_id + len,
			    kind == VMACPIGEN_OTHER ? h->signature :
			    kind_name(kind), 4);
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

static size_t
begin_header(struct vmacpigen_tables *tables,
    const struct vmacpigen_config *config, enum vmacpigen_kind kind,
    const char *signature, uint8_t revision)
{
	struct acpi_header h = {
		.revision = revision,
		.creator_revision = put32(1),
	};
	size_t		 table;

	memcpy(h.signature, signature, sizeof(h.signature));
	set_ids(config, kind, &h);
	memcpy(h.creator_id, config->machine->creator_id,
	    sizeof(h.creator_id));
	table = vmacpigen_begin(tables, kind);
	vmacpigen_add(tables, &h, sizeof(h));
	return (table);
}

size_t
vmacpigen_begin_header(struct vmacpigen_tables *tables,
    const struct vmacpigen_config *config, const char signature[4],
    uint8_t revision)
{
	if (tables->error == NULL && !vmacpigen_is_signature(signature))
		tables->error = "a table's signature is not of capitals, "
		    "digits, \"_\" and \"!\"";
	return (begin_header(tables, config, vmacpigen_kind_of(signature),
	    signature, revision));
}

void
vmacpigen_begin_kind(struct build *b, enum vmacpigen_kind kind,
    uint8_t revision)
{
	begin_header(b->tables, b->config, kind, kind_signature(kind),
	    revision);
}

void
vmacpigen_add_body(struct vmacpigen_tables *tables, const void *table,
    size_t len)
{
	vmacpigen_add(tables, (const uint8_t *)table +
	    sizeof(struct acpi_header), len - sizeof(struct acpi_header));
}

/*
 * The revisions that go with a FADT's, unless the machine has others: of the
 * MADT in ACPI 2.0, 4.0, 5.1, 6.0, 6.3, 6.5 and 6.6, and of the FACS.
 */
static const struct revisions {
	uint8_t		fadt, minor, madt, facs;
} all_revisions[] = {
	{ 6, 6, 7, 2 },
	{ 6, 5, 6, 2 },
	{ 6, 3, 5, 2 },
	{ 6, 0, 4, 2 },
	{ 5, 0, 3, 2 },
	{ 4, 0, 3, 2 },
	{ 0, 0, 1, 1 },
};

static const struct revisions *
revisions(const struct vmacpigen_machine *m)
{
	const struct revisions *r = all_revisions;

	while (m->fadt_revision < r->fadt || (m->fadt_revision == r->fadt &&
	    m->fadt_minor < r->minor))
		r++;
	return (r);
}

uint8_t
vmacpigen_madt_revision(const struct vmacpigen_machine *m)
{
	return (m->madt_revision != 0 ? m->madt_revision : revisions(m)->madt);
}

static uint8_t
facs_version(const struct vmacpigen_machine *m)
{
	return (m->facs_version != 0 ? m->facs_version : revisions(m)->facs);
}

static void
build_facs(struct build *b)
{
	struct acpi_facs f = {
		.signature = { 'F', 'A', 'C', 'S' },
		.length = put32(sizeof(f)),
		.version = facs_version(b->machine),
	};

	/* Without fixed hardware there is nothing for it to do. */
	if (b->machine->reduced)
		return;
	vmacpigen_begin(b->tables, VMACPIGEN_FACS);
	vmacpigen_add(b->tables, &f, sizeof(f));
	vmacpigen_end(b->tables);
}

/* Filled in place: tcc 0.9.27 returns a struct of 12 bytes in 16. */
void
vmacpigen_set_gas(struct acpi_gas *gas, const struct vmacpigen_register *r)
{
	*gas = (struct acpi_gas){ r->space, r->width, 0, r->access,
	    put64(r->address) };
}

static void
set_port(struct acpi_gas *gas, unsigned int port, uint8_t width,
    uint8_t access)
{
	vmacpigen_set_gas(gas, &(struct vmacpigen_register){ ACPI_GAS_IO,
	    width, access, port });
}

/* PM1a, PM timer and GPE0: block and X_ block */
static void
set_pm(struct acpi_fadt *f, const struct vmacpigen_machine *m, uint16_t pm)
{
	f->pm1a_evt_blk = put32(pm);
	f->pm1_evt_len = 4;
	set_port(&f->x_pm1a_evt_blk, pm, 32, m->pm_event_access);
	f->pm1a_cnt_blk = put32(pm + m->pm_control);
	f->pm1_cnt_len = 2;
	set_port(&f->x_pm1a_cnt_blk, pm + m->pm_control, 16, ACPI_GAS_WORD);
	f->pm_tmr_blk = put32(pm + m->pm_timer);
	f->pm_tmr_len = 4;
	set_port(&f->x_pm_tmr_blk, pm + m->pm_timer, 32, ACPI_GAS_DWORD);
	f->smi_cmd = put32(m->smi_cmd);
	f->acpi_enable = m->acpi_enable;
	f->acpi_disable = m->acpi_disable;
	if (m->gpe0_length == 0)
		return;
	f->gpe0_blk = put32(pm + m->gpe0);
	f->gpe0_blk_len = m->gpe0_length;
	set_port(&f->x_gpe0_blk, pm + m->gpe0, (uint8_t)(8 * m->gpe0_length),
	    ACPI_GAS_BYTE);
}

static void
build_fadt(struct build *b)
{
	const struct vmacpigen_machine *m = b->machine;
	const struct vmacpigen_hardware *hw = &b->config->hw;
	struct acpi_fadt f = {
		.preferred_pm_profile = m->pm_profile,
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
	if (m->reduced)
		flags |= ACPI_FADT_HW_REDUCED;
	vmacpigen_set_gas(&f.sleep_control_reg, &m->sleep_control);
	vmacpigen_set_gas(&f.sleep_status_reg, &m->sleep_status);
	if (hw->reset) {
		flags |= ACPI_FADT_RESET_REG_SUP;
		vmacpigen_set_gas(&f.reset_reg, &m->reset);
		f.reset_value = m->reset_value;
	}
	f.flags = put32(flags);
	vmacpigen_begin_kind(b, VMACPIGEN_FADT, m->fadt_revision);
	vmacpigen_add_body(b->tables, &f, m->fadt_revision < 5 ?
	    ACPI_FADT_V3_LEN : m->fadt_revision < 6 ? ACPI_FADT_V5_LEN :
	    sizeof(f));
	REFER(b->tables, acpi_fadt, firmware_ctrl, VMACPIGEN_FACS);
	REFER(b->tables, acpi_fadt, dsdt, VMACPIGEN_DSDT);
	if (!m->facs_32bit)
		REFER(b->tables, acpi_fadt, x_firmware_ctrl, VMACPIGEN_FACS);
	if (!m->dsdt_32bit)
		REFER(b->tables, acpi_fadt, x_dsdt, VMACPIGEN_DSDT);
	vmacpigen_end_header(b->tables);
}

uint32_t
vmacpigen_possible(const struct vmacpigen_config *config)
{
	return (config->npossible != 0 ? config->npossible : config->ncpus);
}

struct vmacpigen_cpu
vmacpigen_cpu_at(const struct vmacpigen_config *config, uint32_t uid)
{
	return (config->cpus != NULL ? config->cpus[uid] :
	    (struct vmacpigen_cpu){ uid, 0 });
}

bool
vmacpigen_is_x2apic(const struct vmacpigen_cpu *c, uint32_t uid)
{
	return (c->apic_id >= UINT8_MAX || uid >= UINT8_MAX);
}

/* Writes the entry of a processor, as type 0 or 9; returns its length. */
static size_t
put_lapic(uint8_t *p, const struct vmacpigen_cpu *c, uint32_t uid,
    uint32_t flags)
{
	struct acpi_madt_lapic l;
	struct acpi_madt_x2apic x;

	if (vmacpigen_is_x2apic(c, uid)) {
		x = (struct acpi_madt_x2apic){
			.entry = { ACPI_MADT_X2APIC, sizeof(x) },
			.x2apic_id = put32(c->apic_id),
			.flags = put32(flags),
			.acpi_processor_uid = put32(uid),
		};
		memcpy(p, &x, sizeof(x));
		return (sizeof(x));
	}
	l = (struct acpi_madt_lapic){
		.entry = { ACPI_MADT_LAPIC, sizeof(l) },
		.acpi_processor_uid = (uint8_t)uid,
		.apic_id = (uint8_t)c->apic_id,
		.flags = put32(flags),
	};
	memcpy(p, &l, sizeof(l));
	return (sizeof(l));
}

/*
 * Adds the processors.  Returns whether one needs the x2APIC form, since 8 bits
 * cannot hold its ID or UID.
 */
static bool
add_lapics(struct build *b)
{
	const struct vmacpigen_config *config = b->config;
	const uint32_t	 n = vmacpigen_possible(config);
	uint8_t		 entries[64 * sizeof(struct acpi_madt_x2apic)];
	struct vmacpigen_cpu c;
	size_t		 length = 0;
	uint32_t	 i;
	bool		 x2apic = false;

	for (i = 0; i < n; i++) {
		c = vmacpigen_cpu_at(config, i);
		x2apic = x2apic || vmacpigen_is_x2apic(&c, i);
		length += put_lapic(entries + length, &c, i,
		    i < config->ncpus ? ACPI_LAPIC_ENABLED :
		    ACPI_LAPIC_ONLINE_CAPABLE);
		if (i + 1 == n || length > sizeof(entries) -
		    sizeof(struct acpi_madt_x2apic)) {
			vmacpigen_add(b->tables, entries, length);
			length = 0;
		}
	}
	return (x2apic);
}

/* The NMI of all processors, in the form of their entries, as QEMU has it */
static void
add_nmi(struct build *b, uint8_t lint, bool x2apic)
{
	struct acpi_madt_lapic_nmi l = {
		.entry = { ACPI_MADT_LAPIC_NMI, sizeof(l) },
		.acpi_processor_uid = UINT8_MAX,
		.local_apic_lint = lint,
	};
	struct acpi_madt_x2apic_nmi x = {
		.entry = { ACPI_MADT_X2APIC_NMI, sizeof(x) },
		.acpi_processor_uid = put32(UINT32_MAX),
		.local_x2apic_lint = lint,
	};

	if (x2apic)
		vmacpigen_add(b->tables, &x, sizeof(x));
	else
		vmacpigen_add(b->tables, &l, sizeof(l));
}

static void
add_ioapic(struct build *b, const struct vmacpigen_ioapic *ioapic)
{
	const uint32_t	 more = ioapic->id_behind_cpus ? b->config->ncpus : 0;
	struct acpi_madt_ioapic io = {
		.entry = { ACPI_MADT_IOAPIC, sizeof(io) },
		.io_apic_id = (uint8_t)(ioapic->id + more),
		.io_apic_address = put32(ioapic->address),
		.global_system_interrupt_base = put32(ioapic->gsi),
	};

	vmacpigen_add(b->tables, &io, sizeof(io));
}

static void
add_ioapics(struct build *b)
{
	size_t		 i;

	for (i = 0; b->config->hw.ioapic && i < b->machine->nioapics; i++)
		add_ioapic(b, &b->machine->ioapics[i]);
}

static void
add_override(struct build *b, const struct vmacpigen_override *override)
{
	struct acpi_madt_override o = {
		.entry = { ACPI_MADT_OVERRIDE, sizeof(o) },
		.source = override->source,
		.global_system_interrupt = put32(override->gsi),
		.flags = put16(override->flags),
	};

	vmacpigen_add(b->tables, &o, sizeof(o));
}

static void
build_madt(struct build *b)
{
	const struct vmacpigen_machine *machine = b->machine;
	struct acpi_madt m = {
		.local_interrupt_controller_address = put32(machine->lapic),
		.flags = put32(machine->no_pic ? 0 : ACPI_MADT_PCAT_COMPAT),
	};
	size_t		 i;
	bool		 x2apic;

	vmacpigen_begin_kind(b, VMACPIGEN_MADT,
	    vmacpigen_madt_revision(machine));
	vmacpigen_add_body(b->tables, &m, sizeof(m));
	if (machine->ioapic_first)
		add_ioapics(b);
	x2apic = add_lapics(b);
	if (!machine->ioapic_first)
		add_ioapics(b);
	if (b->config->hw.ioapic) {
		for (i = 0; i < machine->noverrides; i++)
			add_override(b, &machine->overrides[i]);
	}
	if (machine->nmi_lint != 0)
		add_nmi(b, machine->nmi_lint, x2apic);
	vmacpigen_end_header(b->tables);
}

static void
build_hpet(struct build *b)
{
	struct acpi_hpet h = {
		.event_timer_block_id = put32(b->machine->hpet_id),
		.base_address = { ACPI_GAS_MEMORY, 64, 0, 0,
		    put64(b->machine->hpet) },
	};

	if (!b->config->hw.hpet)
		return;
	vmacpigen_begin_kind(b, VMACPIGEN_HPET, 1);
	vmacpigen_add_body(b->tables, &h, sizeof(h));
	vmacpigen_end_header(b->tables);
}

static void
add_allocation(struct build *b, const struct vmacpigen_pci *p)
{
	struct acpi_mcfg_allocation a = {
		.base_address = put64(p->ecam - (p->buses.base << 20)),
		.pci_segment_group = put16(p->segment),
		.start_bus = (uint8_t)p->buses.base,
		.end_bus = (uint8_t)p->buses.limit,
	};

	if (p->ecam > VMACPIGEN_AUTO)
		vmacpigen_add(b->tables, &a, sizeof(a));
}

static void
build_mcfg(struct build *b)
{
	const struct vmacpigen_machine *m = b->machine;
	const struct vmacpigen_pci ours = {
		.buses = { 0, ACPI_PCI_BUSES - 1 },
		.ecam = b->config->hw.ecam,
	};
	struct acpi_mcfg mcfg = { .reserved = { 0 } };
	bool		 any = ours.ecam > VMACPIGEN_AUTO;
	size_t		 i;

	for (i = 0; i < m->npci; i++)
		any = any || m->pci[i].ecam != 0;
	if (!any)
		return;
	vmacpigen_begin_kind(b, VMACPIGEN_MCFG, 1);
	vmacpigen_add_body(b->tables, &mcfg, sizeof(mcfg));
	add_allocation(b, &ours);
	for (i = 0; i < m->npci; i++)
		add_allocation(b, &m->pci[i]);
	vmacpigen_end_header(b->tables);
}

static void
build_waet(struct build *b)
{
	struct acpi_waet w = {
		.emulated_device_flags = put32(ACPI_WAET_PM_TIMER_GOOD),
	};

	if (!b->config->hw.waet)
		return;
	vmacpigen_begin_kind(b, VMACPIGEN_WAET, 1);
	vmacpigen_add_body(b->tables, &w, sizeof(w));
	vmacpigen_end_header(b->tables);
}

/*
 * Every table has an entry, except those that the FADT and the RSDP point to.
 */
static void
build_xsdt(struct build *b)
{
	static const le64 entry;
	struct vmacpigen_tables *tables = b->tables;
	size_t		 i, n = tables->ntables;

	vmacpigen_begin_kind(b, VMACPIGEN_XSDT, 1);
	for (i = 0; i < n && tables->error == NULL; i++) {
		if (tables->tables[i].kind == VMACPIGEN_FACS ||
		    tables->tables[i].kind == VMACPIGEN_DSDT)
			continue;
		vmacpigen_refer(tables, vmacpigen_here(tables), sizeof(entry),
		    i);
		vmacpigen_add(tables, &entry, sizeof(entry));
	}
	vmacpigen_end_header(tables);
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
	set_ids(b->config, VMACPIGEN_XSDT, &xsdt);
	memcpy(r.oem_id, xsdt.oem_id, sizeof(r.oem_id));
	vmacpigen_begin(b->tables, VMACPIGEN_RSDP);
	vmacpigen_add(b->tables, &r, sizeof(r));
	REFER(b->tables, acpi_rsdp, xsdt_address, VMACPIGEN_XSDT);
	vmacpigen_sum(b->tables, offsetof(struct acpi_rsdp, checksum),
	    ACPI_RSDP_V1_LEN);
	vmacpigen_sum(b->tables, offsetof(struct acpi_rsdp, extended_checksum),
	    sizeof(r));
	vmacpigen_end(b->tables);
}

/*
 * The kinds
 */

static const struct {
	void		(*build)(struct build *);
	char		signature[5];
	char		name[5];	/* what a short OEM table ID gets */
	uint32_t	align;
} kinds[VMACPIGEN_NKINDS] = {
	[VMACPIGEN_RSDT] = { NULL, "RSDT", "RSDT", 1 },
	[VMACPIGEN_FACS] = { build_facs, "FACS", "", ACPI_FACS_ALIGN },
	[VMACPIGEN_DSDT] = { vmacpigen_build_dsdt, "DSDT", "DSDT", 1 },
	[VMACPIGEN_FADT] = { build_fadt, "FACP", "FADT", 1 },
	[VMACPIGEN_MADT] = { build_madt, "APIC", "MADT", 1 },
	[VMACPIGEN_HPET] = { build_hpet, "HPET", "HPET", 1 },
	[VMACPIGEN_MCFG] = { build_mcfg, "MCFG", "MCFG", 1 },
	[VMACPIGEN_WAET] = { build_waet, "WAET", "WAET", 1 },
	[VMACPIGEN_SPCR] = { vmacpigen_build_spcr, "SPCR", "SPCR", 1 },
	[VMACPIGEN_DBG2] = { vmacpigen_build_dbg2, "DBG2", "DBG2", 1 },
	[VMACPIGEN_TPM2] = { vmacpigen_build_tpm2, "TPM2", "TPM2", 1 },
	[VMACPIGEN_SRAT] = { vmacpigen_build_srat, "SRAT", "SRAT", 1 },
	[VMACPIGEN_SLIT] = { vmacpigen_build_slit, "SLIT", "SLIT", 1 },
	[VMACPIGEN_HMAT] = { vmacpigen_build_hmat, "HMAT", "HMAT", 1 },
	[VMACPIGEN_SSDT] = { vmacpigen_build_ssdt, "SSDT", "SSDT", 1 },
	[VMACPIGEN_OTHER] = { NULL, "", "", 1 },
	[VMACPIGEN_XSDT] = { build_xsdt, "XSDT", "XSDT", 1 },
	[VMACPIGEN_RSDP] = { build_rsdp, "RSD ", "", ACPI_RSDP_ALIGN },
};

static const char *
kind_signature(enum vmacpigen_kind kind)
{
	return (kinds[kind].signature);
}

static const char *
kind_name(enum vmacpigen_kind kind)
{
	return (kinds[kind].name);
}

uint32_t
vmacpigen_align(enum vmacpigen_kind kind)
{
	return (kinds[kind].align);
}

enum vmacpigen_kind
vmacpigen_kind_of(const char signature[4])
{
	int		 kind;

	for (kind = 0; kind < VMACPIGEN_NKINDS; kind++) {
		if (kind != VMACPIGEN_SSDT &&
		    memcmp(kinds[kind].signature, signature, 4) == 0)
			return ((enum vmacpigen_kind)kind);
	}
	return (VMACPIGEN_OTHER);
}

bool
vmacpigen_is_signature(const char signature[4])
{
	const char	*s;

	for (s = signature; s < signature + 4; s++) {
		if ((*s < 'A' || *s > 'Z') && (*s < '0' || *s > '9') &&
		    *s != '_' && *s != '!')
			return (false);
	}
	return (true);
}

/*
 * Sums eight bytes at a time: those at even places in four sums, which have
 * room for 128 steps; those at odd places are what more there is in the sum of
 * all, 256 times.
 */
uint8_t
vmacpigen_checksum(const uint8_t *p, size_t len)
{
	const uint64_t	 mask = 0x00ff00ff00ff00ff;
	const uint8_t	*end;
	uint64_t	 v, all, even, total = 0;

	while (len >= sizeof(v)) {
		end = p + (len < 128 * sizeof(v) ? len & -sizeof(v) :
		    128 * sizeof(v));
		len -= (size_t)(end - p);
		for (all = even = 0; p < end; p += sizeof(v)) {
			memcpy(&v, p, sizeof(v));
			all += v;
			even += v & mask;
		}
		for (even += (all - even) >> 8; even != 0; even >>= 16)
			total += even;
	}
	for (; len > 0; len--)
		total += *p++;
	return ((uint8_t)-total);
}

/*
 * Building
 */

/* The user's tables of a kind, or else the one that is built */
static void
add_tables(struct build *b, enum vmacpigen_kind kind)
{
	const struct vmacpigen_config *config = b->config;
	size_t		 i, n = 0;

	for (i = 0; i < config->ngiven; i++) {
		if (vmacpigen_kind_of((const char *)config->given[i].data) ==
		    kind) {
			vmacpigen_add_given(b, kind, &config->given[i]);
			n++;
		}
	}
	if (n == 0 && (config->omit & VMACPIGEN_BIT(kind)) == 0 &&
	    kinds[kind].build != NULL)
		kinds[kind].build(b);
}

/* The room that tables begin with: more than most sets need */
#define FEW_BYTES	16384
#define CPU_BYTES	64		/* in MADT, SRAT and SSDT */

const char *
vmacpigen_build_body(struct vmacpigen_tables *tables,
    const struct vmacpigen_config *config)
{
	struct build	 b = { tables, config, config->machine };
	int		 kind;

	memset(tables, 0, sizeof(*tables));
	tables->error = vmacpigen_check_config(config, tables->reason);
	if (tables->error != NULL)
		return (tables->error);
	vmacpigen_reserve(tables, FEW_BYTES +
	    vmacpigen_possible(config) * CPU_BYTES);
	for (kind = 0; kind < VMACPIGEN_XSDT; kind++)
		add_tables(&b, (enum vmacpigen_kind)kind);
	return (tables->error);
}

const char *
vmacpigen_build_roots(struct vmacpigen_tables *tables,
    const struct vmacpigen_config *config)
{
	struct build	 b = { tables, config, config->machine };

	if (tables->error != NULL)
		return (tables->error);
	add_tables(&b, VMACPIGEN_XSDT);
	add_tables(&b, VMACPIGEN_RSDP);
	return (tables->error);
}

const char *
vmacpigen_build(struct vmacpigen_tables *tables,
    const struct vmacpigen_config *config)
{
	const char	*error;

	if ((error = vmacpigen_build_body(tables, config)) != NULL)
		return (error);
	return (vmacpigen_build_roots(tables, config));
}
