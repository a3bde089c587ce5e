/* See LICENSE for licence details. */

/*
 * Checks every number and pointer of a config and its machine, so that no
 * builder has to.
 */

#include <stdlib.h>
#include <string.h>

#include "build.h"
#include "devices.h"
#include "text.h"

#define MAX_MEMORY	((uint64_t)1 << 51)	/* half of x86's */
#define MAX_STEP	0x100000U	/* of an alignment in a layout */
#define ISA_IRQS	16

struct valid {
	const struct vmacpigen_config *config;
	const struct vmacpigen_machine *machine;
	char		*reason;
	const char	*error;		/* the first that was found */
};

static void
refuse(struct valid *v, const char *error)
{
	if (v->error == NULL)
		v->error = error;
}

static void
unless(struct valid *v, bool fine, const char *error)
{
	if (!fine)
		refuse(v, error);
}

/* Begins "NAME is VALUE; must be ". */
static void
begin_reason(struct valid *v, struct text *t, const char *name, uint64_t value,
    unsigned int base)
{
	vmacpigen_text_begin(t, v->reason, VMACPIGEN_REASON);
	vmacpigen_text_add(t, name);
	vmacpigen_text_add(t, " is ");
	vmacpigen_text_number(t, value, base);
	vmacpigen_text_add(t, "; must be ");
	v->error = v->reason;
}

/* Checks a number from min to max. */
static void
in_range(struct valid *v, const char *name, uint64_t value, uint64_t min,
    uint64_t max)
{
	struct text	 t;

	if (v->error != NULL || (value >= min && value <= max))
		return;
	begin_reason(v, &t, name, value, 10);
	vmacpigen_text_number(&t, min, 10);
	vmacpigen_text_add(&t, " to ");
	vmacpigen_text_number(&t, max, 10);
}

/*
 * Properties: what a text can set them to, and what the machine has for them
 */

static void
refuse_property(struct valid *v, const struct vmacpigen_property *p,
    uint64_t value)
{
	const unsigned int base = p->type == VMACPIGEN_NUMBER ? 10 : 16;
	struct text	 t;

	begin_reason(v, &t, p->name, value, base);
	vmacpigen_text_number(&t, p->min, base);
	vmacpigen_text_add(&t, " to ");
	vmacpigen_text_number(&t, p->max, base);
	if (p->step > 1) {
		vmacpigen_text_add(&t, " in steps of ");
		vmacpigen_text_number(&t, p->step, base);
	}
}

static void
check_property(struct valid *v, enum vmacpigen_property_id id)
{
	const struct vmacpigen_property *p = vmacpigen_property_of(id);
	const void	*field = (const char *)&v->config->hw + p->offset;
	const void	*ours = (const char *)&v->machine->hw + p->offset;
	struct vmacpigen_range r, none;

	if (v->error != NULL || p->type == VMACPIGEN_SWITCH)
		return;
	if (p->type == VMACPIGEN_RANGE) {
		memcpy(&r, field, sizeof(r));
		memcpy(&none, ours, sizeof(none));
	} else {
		memcpy(&r.base, field, sizeof(r.base));
		memcpy(&none.base, ours, sizeof(none.base));
		r.limit = r.base;
		none.limit = none.base;
	}
	if ((r.base == none.base && r.limit == none.limit &&
	    r.base <= r.limit) ||
	    (p->off && r.base == 0 && r.limit == 0) ||
	    (p->automatic && r.base == VMACPIGEN_AUTO &&
	    r.limit == VMACPIGEN_AUTO) ||
	    vmacpigen_property_fits(p, &r))
		return;
	if (r.limit < r.base)
		refuse(v, id == VMACPIGEN_PROPERTY_WINDOW ?
		    "pci-window ends before it begins; must not" :
		    "pci-window64 ends before it begins; must not");
	else
		refuse_property(v, p, r.base >= p->min && r.base <= p->max &&
		    r.base % p->step == 0 ? r.limit : r.base);
}

/* Whether ranges overlap: an empty or automatic one overlaps nothing */
static bool
overlap(const struct vmacpigen_range *a, const struct vmacpigen_range *b)
{
	return (a->limit > VMACPIGEN_AUTO && b->limit > VMACPIGEN_AUTO &&
	    a->base <= b->limit && b->base <= a->limit);
}

/* Memory must not overlap that of the PCI roots which a machine describes. */
static void
check_roots(struct valid *v, const struct vmacpigen_range *memory)
{
	const struct vmacpigen_machine *m = v->machine;
	const struct vmacpigen_pci_window *w;
	struct vmacpigen_range ecam;
	size_t		 i;

	for (i = 0; i < m->npci; i++) {
		ecam.base = m->pci[i].ecam;
		ecam.limit = ecam.base == 0 ? 0 : ecam.base +
		    vmacpigen_ecam_size(&m->pci[i]) - 1;
		unless(v, !overlap(memory, &ecam),
		    "memory and the ecam of a pci root overlap; must not");
	}
	for (i = 0; i < m->npci_windows; i++) {
		w = &m->pci_windows[i];
		unless(v, w->space != ACPI_GAS_MEMORY ||
		    !overlap(memory, &w->range),
		    "memory and the window of a pci root overlap; must not");
	}
}

/* The PCI roots' windows must not overlap memory. */
static void
check_memory(struct valid *v, const struct vmacpigen_range *ecam,
    const struct vmacpigen_range *window)
{
	const struct vmacpigen_config *config = v->config;
	const struct vmacpigen_range window64 = vmacpigen_window64(config);
	struct vmacpigen_range r;
	size_t		 node;
	int		 n;

	for (node = 0; node < config->nnodes; node++) {
		for (n = 0; n < VMACPIGEN_STRETCHES; n++) {
			if (!vmacpigen_node_memory(config, node, n, &r))
				continue;
			unless(v, !overlap(&r, ecam),
			    "memory and ecam overlap; must not");
			unless(v, !overlap(&r, window),
			    "memory and pci-window overlap; must not");
			unless(v, !overlap(&r, &window64),
			    "memory and pci-window64 overlap; must not");
			check_roots(v, &r);
		}
	}
}

static void
check_hardware(struct valid *v)
{
	const struct vmacpigen_hardware *hw = &v->config->hw;
	struct vmacpigen_range ecam = { 0, 0 }, window;

	if (hw->ecam > VMACPIGEN_AUTO) {
		ecam.base = hw->ecam;
		ecam.limit = hw->ecam + ACPI_ECAM_SIZE - 1;
	}
	window = vmacpigen_window(v->config);
	unless(v, !overlap(&ecam, &window), "pci-window and ecam overlap; must "
	    "not");
	if (v->error == NULL)
		check_memory(v, &ecam, &window);
	unless(v, v->machine->ssdt || (hw->ecam != VMACPIGEN_AUTO &&
	    hw->window.limit != VMACPIGEN_AUTO &&
	    hw->window64.limit != VMACPIGEN_AUTO),
	    "ecam or a PCI window is automatic; must not be, as the machine "
	    "has no SSDT");
	unless(v, !hw->reset || v->machine->reset.width != 0,
	    "reset is on; must be off, as the machine has no reset register");
	unless(v, !hw->ioapic || v->machine->nioapics > 0,
	    "ioapic is on; must be off, as the machine has no I/O APIC");
	unless(v, !hw->hpet || v->machine->hpet != 0,
	    "hpet is on; must be off, as the machine has no HPET");
}

/*
 * The machine
 */

static bool
is_text(const char *s, size_t size)
{
	size_t		 i;

	for (i = 0; i < size && s[i] != '\0'; i++) {
		if (s[i] < ' ' || s[i] > '~')
			return (false);
	}
	return (i < size);
}

static bool
is_power(uint64_t n)
{
	return (n != 0 && (n & (n - 1)) == 0);
}

static void
check_pm(struct valid *v)
{
	const struct vmacpigen_machine *m = v->machine;

	in_range(v, "the access size of PM1_EVT", m->pm_event_access, 0,
	    ACPI_GAS_QWORD);
	in_range(v, "GPE0_BLK_LEN", m->gpe0_length, 0, 31);
	unless(v, m->gpe0_length % 2 == 0, "GPE0_BLK_LEN is odd; must be even");
}

static void
check_madt(struct valid *v)
{
	const struct vmacpigen_machine *m = v->machine;
	const struct vmacpigen_ioapic *io;
	const struct vmacpigen_override *o;
	size_t		 i, j;

	in_range(v, "the local APIC's interrupt for NMIs", m->nmi_lint, 0, 1);
	in_range(v, "the number of I/O APICs", m->nioapics, 0,
	    VMACPIGEN_MAX_IOAPICS);
	for (i = 0; v->error == NULL && i < m->nioapics; i++) {
		io = &m->ioapics[i];
		in_range(v, "the I/O APIC's ID", io->id +
		    (io->id_behind_cpus ? v->config->ncpus : 0), 0, UINT8_MAX);
		in_range(v, "the I/O APIC's number of pins", io->pins, 1, 240);
		unless(v, io->address != 0, "the I/O APIC has no address; must "
		    "have one");
	}
	in_range(v, "the number of overrides", m->noverrides, 0,
	    VMACPIGEN_MAX_OVERRIDES);
	for (i = 0; v->error == NULL && i < m->noverrides; i++) {
		o = &m->overrides[i];
		in_range(v, "an override's source", o->source, 0,
		    ISA_IRQS - 1);
		in_range(v, "an override's flags", o->flags, 0,
		    ACPI_INTI_POLARITY | ACPI_INTI_TRIGGER);
		for (j = 0; j < i; j++)
			unless(v, o->source != m->overrides[j].source,
			    "an ISA interrupt has two overrides; must have "
			    "one");
	}
}

static bool
is_within(const struct vmacpigen_range *r, uint64_t min, uint64_t max)
{
	return (r->base >= min && r->base <= r->limit && r->limit <= max);
}

/* Methods in AML change these in place, and do not check them. */
static void
check_ssdt(struct valid *v)
{
	const struct vmacpigen_machine *m = v->machine;

	unless(v, m->aml != NULL,
	    "the machine has an SSDT but no AML for its DSDT; must have it");
	unless(v, m->ecam != 0 && m->ecam <= UINT32_MAX,
	    "the machine has an SSDT, so the ecam that is found must be below "
	    "4 GiB");
	unless(v, is_within(&m->windows[0], 1, UINT32_MAX) &&
	    is_within(&m->windows[1], 1, UINT32_MAX) &&
	    is_within(&m->window64, (uint64_t)UINT32_MAX + 1, UINT64_MAX - 1),
	    "the machine has an SSDT, so its windows must be two ranges below "
	    "and one above 4 GiB");
}

static void
check_machine(struct valid *v)
{
	const struct vmacpigen_machine *m = v->machine;
	const struct vmacpigen_register *const registers[] = { &m->reset,
	    &m->sleep_control, &m->sleep_status };
	size_t		 i;

	unless(v, m->name[0] != '\0', "the machine has no name; must have one");
	unless(v, is_text(m->oem_id, sizeof(m->oem_id)) &&
	    is_text(m->oem_table_id, sizeof(m->oem_table_id)) &&
	    is_text(m->creator_id, sizeof(m->creator_id)),
	    "the machine's OEM and creator IDs are not text that ends within "
	    "its field");
	in_range(v, "the machine's number of CPUs", m->max_cpus, 1,
	    VMACPIGEN_MAX_CPUS);
	in_range(v, "the FADT's revision", m->fadt_revision, 0, 6);
	in_range(v, "the FADT's profile", m->pm_profile, 0, ACPI_PM_TABLET);
	for (i = 0; i < sizeof(registers) / sizeof(registers[0]); i++) {
		in_range(v, "the space of a register", registers[i]->space, 0,
		    ACPI_GAS_IO);
		in_range(v, "the access size of a register",
		    registers[i]->access, 0, ACPI_GAS_QWORD);
	}
	unless(v, m->low_split <= m->low_max,
	    "ram: split (low_split) is above below (low_max); must not be");
	unless(v, m->low_max == 0 || (m->low_split >= 0x100000 &&
	    m->low_max <= UINT32_MAX),
	    "ram: below and split (low_max, low_split) are outside 1 MiB to "
	    "4 GiB; must not be");
	unless(v, m->aml != NULL || m->aml_length == 0,
	    "the machine's AML has a length but no bytes; must have them");
	if (m->ssdt)
		check_ssdt(v);
	if (v->config->hw.pm != 0)
		check_pm(v);
	check_madt(v);
}

static const char *
check_file(const struct vmacpigen_layout_file *lf)
{
	size_t		 i;

	if (lf->name == NULL || lf->name[0] == '\0' ||
	    !is_text(lf->name, VMACPIGEN_NAME))
		return ("a file's name is not text of 1 to 55 characters");
	if (!is_power(lf->align) || lf->align > MAX_STEP ||
	    !is_power(lf->step) || lf->step > MAX_STEP)
		return ("a file's alignment and step are not powers of two up "
		    "to 1 MiB");
	if (lf->tail > MAX_STEP)
		return ("a file's tail is longer than 1 MiB; must not be");
	if (lf->zone > VMACPIGEN_ZONE_FSEG)
		return ("a file's zone is unknown");
	if (lf->nkinds > VMACPIGEN_NKINDS)
		return ("a file names more kinds of tables than exist; must "
		    "not");
	if (lf->as_is && (lf->rest || lf->nkinds > 0))
		return ("a file that is as_is names tables; must not");
	for (i = 0; i < lf->nkinds; i++) {
		if (lf->kinds[i] >= VMACPIGEN_NKINDS)
			return ("a file names an unknown kind of table");
	}
	return (NULL);
}

const char *
vmacpigen_check_layout(const struct vmacpigen_layout *layout)
{
	const struct vmacpigen_layout_file *lf;
	const char	*error;
	uint32_t	 named = 0;
	size_t		 f, i, rests = 0;

	if (layout == NULL || layout->files == NULL || layout->nfiles == 0)
		return ("the layout has no files; must have one");
	for (f = 0; f < layout->nfiles; f++) {
		lf = &layout->files[f];
		if ((error = check_file(lf)) != NULL)
			return (error);
		rests += lf->rest || lf->as_is;
		for (i = 0; i < lf->nkinds; i++) {
			if (named & VMACPIGEN_BIT(lf->kinds[i]))
				return ("the layout names a kind of table "
				    "twice; must name it once");
			named |= VMACPIGEN_BIT(lf->kinds[i]);
		}
		for (i = 0; i < f; i++) {
			if (strcmp(lf->name, layout->files[i].name) == 0)
				return ("the layout has two files of one name; "
				    "must not");
		}
	}
	return (rests > 1 ? "two files of the layout have the rest; one "
	    "must" : NULL);
}

/*
 * The config
 */

static int
by_value(const void *a, const void *b)
{
	const uint32_t	*pa = a, *pb = b;

	return ((*pa > *pb) - (*pa < *pb));
}

/* Sorts a copy: the list may be long. */
static void
check_apic_ids(struct valid *v, uint32_t n)
{
	uint32_t	*ids;
	uint32_t	 i;
	struct text	 t;

	if ((ids = calloc(n, sizeof(*ids))) == NULL) {
		refuse(v, "out of memory");
		return;
	}
	for (i = 0; i < n; i++)
		ids[i] = v->config->cpus[i].apic_id;
	qsort(ids, n, sizeof(*ids), by_value);
	for (i = 1; i < n && ids[i] != ids[i - 1]; i++)
		;
	if (i < n && v->error == NULL) {
		vmacpigen_text_begin(&t, v->reason, VMACPIGEN_REASON);
		vmacpigen_text_add(&t, "two CPUs have the APIC ID ");
		vmacpigen_text_number(&t, ids[i], 10);
		v->error = v->reason;
	}
	unless(v, ids[n - 1] != UINT32_MAX,
	    "a CPU has the APIC ID 0xffffffff, which means all CPUs");
	free(ids);
}

static void
check_cpus(struct valid *v)
{
	const struct vmacpigen_config *config = v->config;
	const uint32_t	 n = vmacpigen_possible(config);
	uint32_t	 i;

	if (config->ncpus < 1 || config->ncpus > v->machine->max_cpus ||
	    n > v->machine->max_cpus) {
		refuse(v, "the machine does not take this number of CPUs");
		return;
	}
	unless(v, n >= config->ncpus,
	    "the possible CPUs are fewer than the CPUs");
	unless(v, n == config->ncpus ||
	    vmacpigen_madt_revision(v->machine) >= ACPI_MADT_ONLINE,
	    "more possible CPUs than CPUs need a MADT of revision 5 or later");
	if (v->error != NULL || config->cpus == NULL)
		return;
	check_apic_ids(v, n);
	for (i = 0; i < n && config->nnodes > 0; i++)
		unless(v, config->cpus[i].node < config->nnodes,
		    "a CPU is in a node that the config does not have");
}

static void
check_nodes(struct valid *v)
{
	const struct vmacpigen_config *config = v->config;
	const size_t	 n = config->nnodes;
	uint8_t		 d;
	size_t		 i;

	if (n == 0)
		return;
	unless(v, v->machine->low_max != 0,
	    "NUMA nodes need a machine that says where its memory is");
	unless(v, config->nodes != NULL,
	    "the list of the nodes' memory is NULL; must not be");
	in_range(v, "the number of nodes", n, 0, VMACPIGEN_MAX_NODES);
	for (i = 0; v->error == NULL && i < n; i++)
		unless(v, config->nodes[i] <= MAX_MEMORY,
		    "a node has more memory than a processor can address; must "
		    "not");
	for (i = 0; v->error == NULL && config->distances != NULL &&
	    i < n * n; i++) {
		d = config->distances[i];
		unless(v, i % (n + 1) != 0 || d == ACPI_SLIT_LOCAL,
		    "the distance of a node from itself is not 10; must be");
		unless(v, d >= ACPI_SLIT_LOCAL,
		    "the distance of two nodes is below 10; must not be");
	}
}

/* One list of an HMAT: its entries have 16 bits, of which 0xffff is taken. */
static void
check_entries(struct valid *v, const uint32_t *values, uint32_t unit,
    const char *too_large)
{
	const struct vmacpigen_config *config = v->config;
	const size_t	 n = config->nnodes;
	bool		 has_cpus;
	size_t		 i, j;

	for (i = 0; values != NULL && i < n; i++) {
		has_cpus = vmacpigen_node_has_cpus(config, i);
		for (j = 0; j < n; j++, values++) {
			unless(v, *values / unit < ACPI_HMAT_UNREACHABLE,
			    too_large);
			unless(v, *values == 0 || has_cpus,
			    "a latency or bandwidth is of a node without CPUs; "
			    "must not be");
			unless(v, *values == 0 || config->nodes[j] != 0,
			    "a latency or bandwidth is of a node without "
			    "memory; must not be");
		}
	}
}

static void
check_hmat(struct valid *v)
{
	const struct vmacpigen_config *config = v->config;
	const uint32_t	*near = config->initiators;
	size_t		 i;

	if (v->error != NULL)
		return;
	check_entries(v, config->latencies, 1,
	    "a latency is above 65534 nanoseconds; must not be");
	check_entries(v, config->bandwidths, config->bandwidths == NULL ? 1 :
	    vmacpigen_bandwidth_unit(config),
	    "a bandwidth is above 65534 times the number that all bandwidths "
	    "are multiples of");
	for (i = 0; near != NULL && i < config->nnodes; i++)
		unless(v, near[i] == VMACPIGEN_NO_NODE ||
		    vmacpigen_node_has_cpus(config, near[i]),
		    "a node's initiator must be a node with CPUs");
}

static const char *
check_table(const struct vmacpigen_given *g)
{
	const struct acpi_header *h = (const void *)g->data;
	enum vmacpigen_kind kind;

	if (g->data == NULL || g->length < sizeof(*h) ||
	    !vmacpigen_is_signature(h->signature))
		return ("a given table is not a table; must be");
	kind = vmacpigen_kind_of(h->signature);
	if (get32(h->length) != g->length ||
	    (kind == VMACPIGEN_FACS && g->length < sizeof(struct acpi_facs)))
		return ("a given table's length differs from Length in its "
		    "header; must not");
	if (kind == VMACPIGEN_RSDT || kind == VMACPIGEN_XSDT)
		return ("a given table is an RSDT or XSDT; must not be, as "
		    "these are always built");
	return (NULL);
}

static void
check_given(struct valid *v)
{
	const struct vmacpigen_config *config = v->config;
	const uint32_t	 single = VMACPIGEN_BIT(VMACPIGEN_FACS) |
	    VMACPIGEN_BIT(VMACPIGEN_DSDT) | VMACPIGEN_BIT(VMACPIGEN_FADT);
	const char	*error;
	uint32_t	 bit, seen = 0;
	size_t		 i;

	unless(v, config->given != NULL || config->ngiven == 0,
	    "the list of given tables is NULL; must not be");
	for (i = 0; v->error == NULL && i < config->ngiven; i++) {
		if ((error = check_table(&config->given[i])) != NULL) {
			refuse(v, error);
			return;
		}
		bit = VMACPIGEN_BIT(vmacpigen_kind_of(
		    (const char *)config->given[i].data));
		unless(v, (seen & bit & single) == 0,
		    "two given tables are the FADT, FACS or DSDT; one must be");
		seen |= bit;
	}
}

const char *
vmacpigen_check_config(const struct vmacpigen_config *config,
    char reason[VMACPIGEN_REASON])
{
	struct valid	 v = { config, config->machine, reason, NULL };
	unsigned int	 line;
	int		 id;

	if (config->machine == NULL)
		return ("the config has no machine; must have one");
	check_cpus(&v);
	check_nodes(&v);
	check_hmat(&v);
	check_given(&v);
	for (id = 0; id < VMACPIGEN_NPROPERTIES; id++)
		check_property(&v, (enum vmacpigen_property_id)id);
	if (v.error == NULL)
		v.error = vmacpigen_check_hardware(v.machine, &config->hw,
		    reason, &line);
	if (v.error == NULL)
		check_machine(&v);
	if (v.error == NULL)
		check_hardware(&v);
	return (v.error);
}

const char *
vmacpigen_check_machine(const struct vmacpigen_machine *m,
    char reason[VMACPIGEN_REASON], unsigned int *line)
{
	struct vmacpigen_config config;
	const char	*error;

	if ((error = vmacpigen_check_hardware(m, &m->hw, reason,
	    line)) != NULL)
		return (error);
	vmacpigen_config_init(&config, m);
	return (vmacpigen_check_config(&config, reason));
}
