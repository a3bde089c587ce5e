/* See LICENSE for licence details. */

/*
 * Checks that the parts of a machine fit together: addresses, interrupts,
 * names.
 */

#include <string.h>

#include "build.h"
#include "devices.h"
#include "text.h"

#define MAX_PARTS	(VMACPIGEN_MAX_DEVICES * 2 + VMACPIGEN_MAX_IOAPICS + \
	VMACPIGEN_MAX_PCI * 2 + VMACPIGEN_MAX_WINDOWS + 16)
#define PAGE		0x1000
#define ECAM_BUS	((uint64_t)1 << 20)	/* bytes of a bus */

/* Ports or memory of a part; a window may contain other parts' ports. */
struct part {
	const char	*what;
	char		 name[5];	/* of a device, or "" */
	uint8_t		 space;
	bool		 window;
	bool		 shares;	/* with others that do */
	bool		 low;		/* must end below 4 GiB */
	struct vmacpigen_range range;
	uint16_t	 line;
};

struct hardware {
	const struct vmacpigen_machine *m;
	const struct vmacpigen_hardware *hw;
	struct part	 parts[MAX_PARTS];
	size_t		 n;
	char		*reason;
	unsigned int	*line;
	bool		 failed;
	bool		 speaks;	/* words are those of the failure */
};

/* Begins the first failure; the words that are added to another are lost. */
static bool
fail(struct hardware *h, unsigned int line, const char *reason)
{
	struct text	 t;

	h->speaks = !h->failed;
	if (h->failed)
		return (false);
	h->failed = true;
	*h->line = line;
	vmacpigen_text_begin(&t, h->reason, VMACPIGEN_REASON);
	vmacpigen_text_add(&t, reason);
	return (false);
}

static void
add_words(struct hardware *h, const char *words)
{
	struct text	 t = { h->reason, VMACPIGEN_REASON, 0 };

	if (!h->speaks)
		return;
	t.length = strlen(h->reason);
	vmacpigen_text_add(&t, words);
}

static void
add_number(struct hardware *h, uint64_t v, unsigned int base)
{
	struct text	 t = { h->reason, VMACPIGEN_REASON, 0 };

	if (!h->speaks)
		return;
	t.length = strlen(h->reason);
	vmacpigen_text_number(&t, v, base);
}

static struct part *
add(struct hardware *h, const char *what, uint8_t space, uint64_t base,
    uint64_t size, uint16_t line)
{
	struct part	*p = &h->parts[h->n++];

	*p = (struct part){ .what = what, .space = space, .line = line,
	    .range = { base, base + size - 1 } };
	return (p);
}

/* One register may put to sleep, wake and reset; 0xcf9 is also in PCI's. */
static void
add_register(struct hardware *h, const char *what,
    const struct vmacpigen_register *r)
{
	if (r->width != 0)
		add(h, what, r->space, r->address, 1, 0)->shares = true;
}

static void
add_fixed(struct hardware *h)
{
	const struct vmacpigen_machine *m = h->m;
	const uint64_t	 pm = h->hw->pm;

	if (pm != 0) {
		add(h, "PM1_EVT", ACPI_GAS_IO, pm, 4, 0);
		add(h, "PM1_CNT", ACPI_GAS_IO, pm + m->pm_control, 2, 0);
		add(h, "PM_TMR", ACPI_GAS_IO, pm + m->pm_timer, 4, 0);
		if (m->gpe0_length != 0)
			add(h, "GPE0", ACPI_GAS_IO, pm + m->gpe0,
			    m->gpe0_length, 0);
	}
	if (m->smi_cmd != 0)
		add(h, "the SMI command port", ACPI_GAS_IO, m->smi_cmd, 1, 0);
	add_register(h, "the reset register", &m->reset);
	add_register(h, "sleep-control", &m->sleep_control);
	add_register(h, "sleep-status", &m->sleep_status);
	add(h, "lapic", ACPI_GAS_MEMORY, m->lapic, PAGE, 0);
	if (m->hpet != 0)
		add(h, "hpet", ACPI_GAS_MEMORY, m->hpet, ACPI_HPET_SIZE,
		    0)->low = true;
	if (m->ged.address != 0)
		add(h, "the ged's register", ACPI_GAS_MEMORY, m->ged.address,
		    4, 0);
	if (m->tpm != VMACPIGEN_NO_TPM)
		add(h, "tpm", ACPI_GAS_MEMORY, m->tpm_address,
		    vmacpigen_tpm_size(m), 0)->low = true;
	if (h->hw->ecam > VMACPIGEN_AUTO)
		add(h, "ecam", ACPI_GAS_MEMORY, h->hw->ecam, ACPI_ECAM_SIZE,
		    0)->low = true;
}

static uint32_t
count_of(const struct vmacpigen_device *d)
{
	return (d->count != 0 ? d->count : 1);
}

static void
add_device(struct hardware *h, const struct vmacpigen_device *d)
{
	const uint64_t	 size = vmacpigen_device_size(d);
	char		 name[5];
	struct part	*p;

	vmacpigen_device_name(d, 0, name);
	if (d->space != ACPI_GAS_IO && (d->type == VMACPIGEN_RTC ||
	    d->type == VMACPIGEN_KEYBOARD || d->type == VMACPIGEN_PIT ||
	    d->type == VMACPIGEN_SPEAKER || d->type == VMACPIGEN_PVPANIC)) {
		fail(h, d->line, name);
		add_words(h, " is in memory; must be in io");
		return;
	}
	if (size == 0) {
		if (d->type == VMACPIGEN_MOUSE || d->type == VMACPIGEN_DEVICE)
			return;
		fail(h, d->line, name);
		add_words(h, " is in memory without a size; must have one, or "
		    "be in io");
		return;
	}
	p = add(h, "", d->space, d->address, size * count_of(d), d->line);
	memcpy(p->name, name, sizeof(name));
	p->low = true;
	if (d->type == VMACPIGEN_KEYBOARD && d->space == ACPI_GAS_IO) {
		p = add(h, "", d->space, d->address + 4, 1, d->line);
		memcpy(p->name, name, sizeof(name));
	}
}

static void
add_pci(struct hardware *h)
{
	const struct vmacpigen_machine *m = h->m;
	const struct vmacpigen_pci *p;
	const struct vmacpigen_pci_window *w;

	for (p = m->pci; p < m->pci + m->npci; p++) {
		if (p->ecam != 0)
			add(h, "ecam", ACPI_GAS_MEMORY, p->ecam,
			    vmacpigen_ecam_size(p), p->line);
		if (p->ports)
			add(h, "the ports of pci", ACPI_GAS_IO,
			    ACPI_PCI_CONFIG, ACPI_PCI_CONFIG_LEN,
			    p->line)->shares = true;
	}
	for (w = m->pci_windows; w < m->pci_windows + m->npci_windows; w++)
		add(h, "window", w->space, w->range.base,
		    w->range.limit - w->range.base + 1, w->line)->window =
		    w->space == ACPI_GAS_IO;
}

static void
add_parts(struct hardware *h)
{
	const struct vmacpigen_machine *m = h->m;
	size_t		 i;

	add_fixed(h);
	for (i = 0; i < m->nioapics; i++)
		add(h, "ioapic", ACPI_GAS_MEMORY, m->ioapics[i].address, PAGE,
		    m->ioapics[i].line);
	for (i = 0; i < m->ndevices; i++)
		add_device(h, &m->devices[i]);
	add_pci(h);
}

static const char *
part_name(const struct part *p)
{
	return (p->name[0] != '\0' ? p->name : p->what);
}

static void
check_ends(struct hardware *h)
{
	const struct part *p;
	uint64_t	 last;

	for (p = h->parts; p < h->parts + h->n; p++) {
		last = p->space == ACPI_GAS_IO ? UINT16_MAX : p->low ?
		    UINT32_MAX : UINT64_MAX;
		if (p->range.base <= p->range.limit && p->range.limit <= last)
			continue;
		fail(h, p->line, part_name(p));
		add_words(h, " ends above ");
		add_number(h, last, 16);
		add_words(h, "; must not");
	}
}

static void
add_part_words(struct hardware *h, const struct part *p)
{
	add_words(h, part_name(p));
	add_words(h, " (");
	add_number(h, p->range.base, 16);
	add_words(h, "-");
	add_number(h, p->range.limit, 16);
	add_words(h, ")");
}

static bool
overlap(const struct part *a, const struct part *b)
{
	return (a->space == b->space && a->window == b->window &&
	    !(a->shares && b->shares) &&
	    a->range.base <= b->range.limit &&
	    b->range.base <= a->range.limit);
}

static void
check_overlaps(struct hardware *h)
{
	const struct part *a, *b;

	for (a = h->parts; a < h->parts + h->n; a++) {
		for (b = a + 1; b < h->parts + h->n; b++) {
			if (!overlap(a, b))
				continue;
			fail(h, b->line > a->line ? b->line : a->line, "");
			add_part_words(h, a);
			add_words(h, " and ");
			add_part_words(h, b);
			add_words(h, " overlap");
		}
	}
}

/*
 * Interrupts
 */

static bool
has_pin(const struct vmacpigen_machine *m, uint64_t gsi)
{
	const struct vmacpigen_ioapic *io;

	for (io = m->ioapics; io < m->ioapics + m->nioapics; io++) {
		if (gsi >= io->gsi && gsi - io->gsi < io->pins)
			return (true);
	}
	return (m->nioapics == 0 && gsi < 16);
}

/* Checks n interrupts from one on. */
static void
check_gsi(struct hardware *h, const char *what, uint64_t gsi, uint64_t n,
    unsigned int line)
{
	while (n > 0 && has_pin(h->m, gsi)) {
		gsi++;
		n--;
	}
	if (n == 0)
		return;
	fail(h, line, what);
	add_words(h, " has GSI ");
	add_number(h, gsi, 10);
	add_words(h, h->m->nioapics == 0 ? "; must be below 16 without an "
	    "ioapic" : ", which no ioapic has");
}

/* Two devices may only have an interrupt in common if both say so. */
static void
check_shared(struct hardware *h, const struct vmacpigen_device *d,
    const char *name, const struct vmacpigen_irq *irq, uint32_t n,
    const char *other)
{
	if (!d->irq.there || !irq->there || (d->irq.shared && irq->shared) ||
	    d->irq.gsi >= irq->gsi + n || irq->gsi >= d->irq.gsi + count_of(d))
		return;
	fail(h, d->line, other);
	add_words(h, " and ");
	add_words(h, name);
	add_words(h, " have the same interrupt, which both must call shared");
}

static void
check_device_interrupts(struct hardware *h)
{
	const struct vmacpigen_machine *m = h->m;
	const struct vmacpigen_device *d, *e;
	char		 name[5], other[5];

	for (d = m->devices; d < m->devices + m->ndevices; d++) {
		vmacpigen_device_name(d, 0, name);
		if (d->irq.there)
			check_gsi(h, name, d->irq.gsi, count_of(d), d->line);
		check_shared(h, d, name, &m->ged.irq, 1, "the ged");
		for (e = m->devices; e < d; e++) {
			vmacpigen_device_name(e, 0, other);
			check_shared(h, d, name, &e->irq, count_of(e), other);
		}
	}
}

static void
check_interrupts(struct hardware *h)
{
	const struct vmacpigen_machine *m = h->m;
	const struct vmacpigen_pci_route *r;
	size_t		 i;

	if (h->hw->sci != 0)
		check_gsi(h, "sci", h->hw->sci, 1, 0);
	for (i = 0; i < m->noverrides; i++)
		check_gsi(h, "the override", m->overrides[i].gsi, 1,
		    m->overrides[i].line);
	for (r = m->pci_routes; r < m->pci_routes + m->npci_routes; r++)
		check_gsi(h, "the route", r->gsi, vmacpigen_route_pins(r),
		    r->line);
	if (m->ged.irq.there)
		check_gsi(h, "the ged", m->ged.irq.gsi, 1, 0);
	check_device_interrupts(h);
}

/*
 * Names
 */

static bool
is_digit(char c)
{
	return (c >= '0' && c <= '9');
}

static bool
is_name(const char name[5])
{
	size_t		 i;

	for (i = 0; i < 4; i++) {
		if ((name[i] < 'A' || name[i] > 'Z') && name[i] != '_' &&
		    (i == 0 || !is_digit(name[i])))
			return (false);
	}
	return (name[4] == '\0');
}

static bool
is_hex(const char *s)
{
	while (is_digit(*s) || (*s >= 'A' && *s <= 'F'))
		s++;
	return (*s == '\0');
}

/* 6.1.5: PNP0A03 has three letters, ACPI0007 four letters or digits. */
static bool
is_id(const char *id)
{
	const size_t	 length = strlen(id);
	size_t		 i;

	for (i = 0; i + 4 < length; i++) {
		if ((id[i] < 'A' || id[i] > 'Z') &&
		    (length == 7 || !is_digit(id[i])))
			return (false);
	}
	return ((length == 7 || length == 8) && is_hex(id + i));
}

/* Names that are built without a device directive */
static bool
is_ours(const char *name)
{
	static const char ours[][5] = { "PCI", "ECM", "LI", "VR", "GED_",
	    "PWRB", "VGEN", "TPM_", "HPET", "ECAM" };
	size_t		 i;

	if (name[0] == 'C' && is_hex(name + 1))
		return (true);		/* a processor */
	for (i = 0; i < sizeof(ours) / sizeof(ours[0]); i++) {
		if (strncmp(name, ours[i], strlen(ours[i])) == 0)
			return (true);
	}
	return (false);
}

/* A name that the fixed AML has, anywhere in it, cannot be made again. */
static void
check_fixed_name(struct hardware *h, const char *name, unsigned int line)
{
	const struct vmacpigen_machine *m = h->m;
	size_t		 i;

	if (m->aml == NULL)
		return;
	for (i = 0; i + 4 <= m->aml_length; i++) {
		if (memcmp(m->aml + i, name, 4) == 0)
			break;
	}
	if (i + 4 > m->aml_length)
		return;
	fail(h, line, "the fixed AML has ");
	add_words(h, name);
	add_words(h, ", too; must not");
}

static void
check_names(struct hardware *h)
{
	const struct vmacpigen_machine *m = h->m;
	const struct vmacpigen_device *d, *e;
	char		 name[5], other[5];
	size_t		 nvirtio = 0;

	if (m->has_s5)
		check_fixed_name(h, "_S5_", 0);
	if (m->npci > 0)
		check_fixed_name(h, "PCI0", m->pci[0].line);
	for (d = m->devices; d < m->devices + m->ndevices; d++) {
		vmacpigen_device_name(d, 0, name);
		if (d->type == VMACPIGEN_VIRTIO_MMIO) {
			nvirtio += d->count != 0 ? d->count : 1;
			continue;
		}
		if (!is_name(name))
			fail(h, d->line, "a device's name must be four "
			    "capitals, digits or \"_\"");
		if (d->type == VMACPIGEN_DEVICE && !is_id(d->id))
			fail(h, d->line, "a device's id must be like PNP0A03 "
			    "or ACPI0007");
		if (d->type == VMACPIGEN_DEVICE && is_ours(name))
			fail(h, d->line, "a device has a name that vmacpigen "
			    "gives to a device of another directive; must have "
			    "another");
		check_fixed_name(h, name, d->line);
		for (e = m->devices; e < d; e++) {
			vmacpigen_device_name(e, 0, other);
			if (strcmp(name, other) == 0) {
				fail(h, d->line, "two devices have the name ");
				add_words(h, name);
			}
		}
	}
	if (nvirtio > 256)
		fail(h, 0, "the machine has more than 256 virtio-mmio devices");
}

/*
 * PCI, and what names other parts
 */

/* Whether routes of one root are of a slot in common: both have its INTA. */
static bool
same_slot(const struct vmacpigen_pci_route *a,
    const struct vmacpigen_pci_route *b)
{
	return (a->pci == b->pci && a->slots.base <= b->slots.limit &&
	    b->slots.base <= a->slots.limit);
}

/* Checks a route beside those before it. */
static void
check_route(struct hardware *h, const struct vmacpigen_pci_route *r)
{
	const struct vmacpigen_pci_route *s;
	size_t		 elements = 0;

	for (s = h->m->pci_routes; s <= r; s++) {
		if (s->pci == r->pci)
			elements += (size_t)(s->slots.limit - s->slots.base +
			    1) * vmacpigen_route_pins(s);
		if (s < r && same_slot(s, r))
			fail(h, r->line, "two routes are of the same slot of a "
			    "pci root; must not");
	}
	if (elements > UINT8_MAX)
		fail(h, r->line, "a pci root has routes for more than 255 "
		    "pins; must not");
}

static void
check_pci(struct hardware *h)
{
	const struct vmacpigen_machine *m = h->m;
	const struct vmacpigen_pci_window *w;
	const struct vmacpigen_pci_route *r;
	const struct vmacpigen_pci *p, *q;

	for (w = m->pci_windows; w < m->pci_windows + m->npci_windows; w++) {
		if (w->pci >= m->npci)
			fail(h, w->line, "the window names a pci root that the "
			    "machine does not have");
	}
	for (r = m->pci_routes; r < m->pci_routes + m->npci_routes; r++) {
		if (r->pci >= m->npci)
			fail(h, r->line, "the route names a pci root that the "
			    "machine does not have");
		else
			check_route(h, r);
	}
	if (h->hw->ecam > VMACPIGEN_AUTO && h->hw->ecam % ECAM_BUS != 0)
		fail(h, 0, "ecam must be at a multiple of 1 MiB");
	for (p = m->pci; p < m->pci + m->npci; p++) {
		if (h->hw->ecam > VMACPIGEN_AUTO && p->ecam != 0 &&
		    p->segment == 0)
			fail(h, p->line, "ecam is that of all buses of segment "
			    "0, so that a pci root must be in another one");
		for (q = m->pci; q < p; q++) {
			if (p->segment == q->segment &&
			    p->buses.base <= q->buses.limit &&
			    q->buses.base <= p->buses.limit)
				fail(h, p->line, "two pci roots have the same "
				    "buses; must not");
		}
	}
}

static void
check_rest(struct hardware *h)
{
	const struct vmacpigen_machine *m = h->m;
	size_t		 i;

	for (i = 0; m->console != 0 && i < m->ndevices; i++) {
		if (m->devices[i].type == VMACPIGEN_UART &&
		    m->devices[i].number == m->console)
			break;
	}
	if (m->console != 0 && i == m->ndevices)
		fail(h, 0, "console names a uart that the machine does not "
		    "have");
	if (m->reduced && (h->hw->pm != 0 || m->smi_cmd != 0 ||
	    h->hw->sci != 0))
		fail(h, 0, "fadt is reduced, so that pm, smi and sci must be "
		    "left out");
	if (h->hw->sci > UINT16_MAX)
		fail(h, 0, "sci is above 65535; must not be");
	if (m->smi_cmd != 0 && h->hw->pm == 0)
		fail(h, 0, "smi enables the registers of pm, which must be "
		    "given, too");
	if ((m->reduced || m->sleep_control.width != 0 ||
	    m->sleep_status.width != 0) && m->fadt_revision < 5)
		fail(h, 0, "reduced hardware and sleep registers need fadt 5.0 "
		    "or later");
	if ((m->sleep_control.width != 0) != (m->sleep_status.width != 0))
		fail(h, 0, "sleep-control and sleep-status must be given "
		    "together");
	if (m->ged.vmgenid != 0 && m->vmgenid == 0)
		fail(h, 0, "ged reports a vmgenid that the machine does not "
		    "have");
	if (m->tpm > VMACPIGEN_CRB)
		fail(h, 0, "the type of a tpm must be tis or crb");
	if (strchr(m->dsdt_file, '/') != NULL ||
	    strcmp(m->dsdt_file, ".") == 0 || strcmp(m->dsdt_file, "..") == 0)
		fail(h, 0, "dsdt-file must be the name of a file beside the "
		    "others");
	if (m->vmgenid % 8 != 0)
		fail(h, 0, "vmgenid must be at a multiple of 8");
}

static bool
ends(const char *s, size_t size)
{
	return (memchr(s, '\0', size) != NULL);
}

/*
 * Every count must fit its array, every text must end within its own, and
 * every type must be known.
 */
static bool
check_counts(struct hardware *h)
{
	const struct vmacpigen_machine *m = h->m;
	size_t		 i;

	if (m->ndevices > VMACPIGEN_MAX_DEVICES ||
	    m->npci > VMACPIGEN_MAX_PCI ||
	    m->npci_windows > VMACPIGEN_MAX_WINDOWS ||
	    m->npci_routes > VMACPIGEN_MAX_ROUTES ||
	    m->nioapics > VMACPIGEN_MAX_IOAPICS ||
	    m->noverrides > VMACPIGEN_MAX_OVERRIDES ||
	    m->ntables > VMACPIGEN_MAX_TABLES)
		return (fail(h, 0, "a list of the machine's is longer than its "
		    "array; must not be"));
	if (!ends(m->name, sizeof(m->name)) ||
	    !ends(m->summary, sizeof(m->summary)) ||
	    !ends(m->dsdt_file, sizeof(m->dsdt_file)))
		return (fail(h, 0, "a text of the machine's does not end "
		    "within its field"));
	for (i = 0; i < m->ntables; i++) {
		if (!ends(m->tables[i], sizeof(m->tables[i])))
			return (fail(h, 0, "the path of a table does not end "
			    "within its field"));
	}
	for (i = 0; i < m->ndevices; i++) {
		if (m->devices[i].type >= VMACPIGEN_NDEVICES)
			return (fail(h, 0, "the type of a device is unknown"));
		if (!ends(m->devices[i].name, sizeof(m->devices[i].name)) ||
		    !ends(m->devices[i].id, sizeof(m->devices[i].id)))
			return (fail(h, m->devices[i].line, "a device's name "
			    "or id does not end within its field"));
		if (m->devices[i].count > 1 &&
		    m->devices[i].type != VMACPIGEN_VIRTIO_MMIO)
			return (fail(h, m->devices[i].line, "a device that is "
			    "not virtio-mmio has a count; must not"));
		if (m->devices[i].space > ACPI_GAS_IO ||
		    m->devices[i].size > UINT32_MAX ||
		    m->devices[i].count > 256 ||
		    m->devices[i].irq.gsi > UINT16_MAX ||
		    (m->devices[i].space == ACPI_GAS_MEMORY &&
		    m->devices[i].address > UINT32_MAX))
			return (fail(h, m->devices[i].line, "a device's "
			    "address is above 4 GiB, or another number is too "
			    "large; must not be"));
	}
	for (i = 0; i < m->npci; i++) {
		if (m->pci[i].buses.limit > UINT8_MAX ||
		    m->pci[i].buses.base > m->pci[i].buses.limit)
			return (fail(h, m->pci[i].line, "the buses of "
			    "a pci root must be a range in 0 to 255"));
		if (m->pci[i].ecam % ECAM_BUS != 0 || (m->pci[i].ecam != 0 &&
		    m->pci[i].ecam < m->pci[i].buses.base << 20))
			return (fail(h, m->pci[i].line, "a pci root's ecam "
			    "must be at a multiple of 1 MiB, with room below "
			    "for its first bus"));
	}
	for (i = 0; i < m->npci_windows; i++) {
		if (m->pci_windows[i].range.limit <
		    m->pci_windows[i].range.base ||
		    m->pci_windows[i].space > ACPI_GAS_IO ||
		    (m->pci_windows[i].range.base == 0 &&
		    m->pci_windows[i].range.limit == UINT64_MAX))
			return (fail(h, m->pci_windows[i].line, "a window "
			    "ends before it begins, or is the whole address "
			    "space"));
	}
	for (i = 0; i < m->npci_routes; i++) {
		if (m->pci_routes[i].slots.limit > 31 ||
		    m->pci_routes[i].slots.base >
		    m->pci_routes[i].slots.limit ||
		    m->pci_routes[i].pins > 4 || m->pci_routes[i].gsi +
		    vmacpigen_route_pins(&m->pci_routes[i]) - 1 > UINT8_MAX)
			return (fail(h, m->pci_routes[i].line, "a route must "
			    "be of slots 0 to 31, of 4 pins at most and of "
			    "GSIs to 255"));
	}
	return (true);
}

const char *
vmacpigen_check_hardware(const struct vmacpigen_machine *m,
    const struct vmacpigen_hardware *hw, char reason[VMACPIGEN_REASON],
    unsigned int *line)
{
	struct hardware	 h;	/* large: not zeroed */

	h.m = m;
	h.hw = hw;
	h.n = 0;
	h.reason = reason;
	h.line = line;
	h.failed = h.speaks = false;
	*line = 0;
	if (check_counts(&h)) {
		add_parts(&h);
		check_ends(&h);
		check_overlaps(&h);
		check_interrupts(&h);
		check_names(&h);
		check_pci(&h);
		check_rest(&h);
	}
	return (h.failed ? reason : NULL);
}
