/* See LICENSE for licence details. */

/* AML for what a machine describes: PCI roots and devices */

#include <string.h>

#include "acpi_resource.h"
#include "aml.h"
#include "build.h"
#include "devices.h"
#include "asl/dsdt_osc.h"

/* The ID and the usual interrupt of each type */
static const struct {
	char		name[5];
	char		id[9];
	uint8_t		ports;		/* I/O ports of each */
	bool		level;
} types[VMACPIGEN_NDEVICES] = {
	[VMACPIGEN_UART] = { "COM1", "PNP0501", 8, false },
	[VMACPIGEN_RTC] = { "RTC_", "PNP0B00", 2, false },
	[VMACPIGEN_KEYBOARD] = { "KBD_", "PNP0303", 1, false },
	[VMACPIGEN_MOUSE] = { "MOU_", "PNP0F13", 0, false },
	[VMACPIGEN_PIT] = { "PIT_", "PNP0100", 4, false },
	[VMACPIGEN_SPEAKER] = { "SPKR", "PNP0800", 1, false },
	[VMACPIGEN_FW_CFG] = { "FWCF", "QEMU0002", 12, false },
	[VMACPIGEN_PVPANIC] = { "PVPN", "QEMU0001", 1, false },
	[VMACPIGEN_VIRTIO_MMIO] = { "VR00", "LNRO0005", 0, true },
	[VMACPIGEN_DEVICE] = { "", "", 0, true },
};

uint64_t
vmacpigen_device_size(const struct vmacpigen_device *d)
{
	return (d->size != 0 ? d->size : d->space == ACPI_GAS_IO ?
	    types[d->type].ports : d->type == VMACPIGEN_UART ? 8 :
	    d->type == VMACPIGEN_VIRTIO_MMIO ? 0x200 : 0);
}

bool
vmacpigen_device_level(const struct vmacpigen_device *d)
{
	return (d->irq.trigger != 0 ? d->irq.trigger == 2 :
	    types[d->type].level);
}

void
vmacpigen_device_name(const struct vmacpigen_device *d, uint32_t i,
    char name[5])
{
	static const char digits[] = "0123456789ABCDEF";

	memcpy(name, d->type == VMACPIGEN_DEVICE ? d->name :
	    types[d->type].name, 5);
	if (d->type == VMACPIGEN_UART)
		name[3] = (char)('0' + d->number);
	if (d->type == VMACPIGEN_VIRTIO_MMIO) {
		name[2] = digits[i >> 4 & 0xf];
		name[3] = digits[i & 0xf];
	}
}

/* Three capitals and four digits are an EISA ID, four and four a string. */
static void
add_id(struct aml *a, const char *id)
{
	if (strlen(id) == 7)
		vmacpigen_aml_name_eisaid(a, "_HID", id);
	else
		vmacpigen_aml_name_string(a, "_HID", id);
}

static void
add_resources(struct aml *a, const struct vmacpigen_device *d, uint32_t i)
{
	struct aml	 r = { .length = 0 };
	const uint64_t	 size = vmacpigen_device_size(d);
	struct vmacpigen_irq irq = d->irq;

	if (d->space == ACPI_GAS_IO && size > 0)
		vmacpigen_aml_port(&r, (uint16_t)d->address, (uint32_t)size);
	if (d->type == VMACPIGEN_KEYBOARD && d->space == ACPI_GAS_IO)
		vmacpigen_aml_port(&r, (uint16_t)(d->address + 4), 1);
	if (d->space == ACPI_GAS_MEMORY && size > 0)
		vmacpigen_aml_memory(&r, ACPI_RESOURCE_WRITABLE,
		    d->address + i * size, size);
	irq.gsi += i;
	if (irq.there)
		vmacpigen_aml_irq(&r, &irq, vmacpigen_device_level(d));
	if (r.length > 0 || r.error != NULL)
		vmacpigen_aml_name_resources(a, "_CRS", &r);
	vmacpigen_aml_free(&r);
}

/* A device, or count devices at consecutive addresses */
static uint32_t
add_device(struct aml *a, const struct vmacpigen_device *d, uint32_t uid)
{
	const uint32_t	 n = d->count != 0 ? d->count : 1;
	char		 name[5];
	size_t		 device;
	uint32_t	 i;

	for (i = 0; i < n; i++) {
		vmacpigen_device_name(d, uid + i, name);
		device = vmacpigen_aml_device(a, name);
		add_id(a, d->type == VMACPIGEN_DEVICE ? d->id :
		    types[d->type].id);
		if (d->type == VMACPIGEN_UART)
			vmacpigen_aml_name_integer(a, "_UID", d->number);
		if (d->type == VMACPIGEN_VIRTIO_MMIO) {
			vmacpigen_aml_name_integer(a, "_UID", uid + i);
			vmacpigen_aml_name_integer(a, "_CCA", 1);
		}
		if (d->type == VMACPIGEN_FW_CFG)
			vmacpigen_aml_name_integer(a, "_STA", 0x0b);
		add_resources(a, d, i);
		vmacpigen_aml_end(a, device);
	}
	return (n);
}

/*
 * PCI
 */

static void
add_windows(struct aml *a, const struct vmacpigen_machine *m, size_t pci)
{
	const struct vmacpigen_pci *p = &m->pci[pci];
	const struct vmacpigen_pci_window *w;
	struct aml	 r = { .length = 0 };
	size_t		 i;

	vmacpigen_aml_address(&r, ACPI_ADDRESS_BUS, 0, p->buses.base,
	    p->buses.limit);
	if (p->ports)
		vmacpigen_aml_port(&r, ACPI_PCI_CONFIG, ACPI_PCI_CONFIG_LEN);
	for (i = 0; i < m->npci_windows; i++) {
		w = &m->pci_windows[i];
		if (w->pci != pci)
			continue;
		if (w->space == ACPI_GAS_IO)
			vmacpigen_aml_address(&r, ACPI_ADDRESS_IO,
			    ACPI_ADDRESS_ENTIRE, w->range.base,
			    w->range.limit);
		else
			vmacpigen_aml_address(&r, ACPI_ADDRESS_MEMORY,
			    ACPI_ADDRESS_WRITABLE | (w->cacheable ?
			    ACPI_ADDRESS_CACHEABLE : 0), w->range.base,
			    w->range.limit);
	}
	vmacpigen_aml_name_resources(a, "_CRS", &r);
	vmacpigen_aml_free(&r);
}

uint32_t
vmacpigen_route_pins(const struct vmacpigen_pci_route *r)
{
	return (r->pins != 0 ? r->pins : 4);
}

static uint32_t
route_gsi(const struct vmacpigen_pci_route *r, uint64_t slot, uint32_t pin)
{
	return (r->gsi + (r->swizzle ?
	    (uint32_t)((slot + pin) % vmacpigen_route_pins(r)) : pin));
}

static void
link_name(char name[5], uint32_t gsi)
{
	static const char digits[] = "0123456789ABCDEF";

	memcpy(name, "LI00", 5);
	name[2] = digits[gsi >> 4 & 0xf];
	name[3] = digits[gsi & 0xf];
}

/* The _PRT of a root (6.2.13): an element for each pin that is routed */
static void
add_routes(struct aml *a, const struct vmacpigen_machine *m, size_t pci)
{
	const struct vmacpigen_pci_route *r;
	char		 name[5];
	size_t		 i, prt, element, n = 0;
	uint64_t	 slot;
	uint32_t	 pin;

	for (i = 0; i < m->npci_routes; i++) {
		r = &m->pci_routes[i];
		if (r->pci == pci)
			n += (size_t)(r->slots.limit - r->slots.base + 1) *
			    vmacpigen_route_pins(r);
	}
	if (n == 0)
		return;
	vmacpigen_aml_byte(a, 0x08);		/* NameOp */
	vmacpigen_aml_name(a, "_PRT");
	prt = vmacpigen_aml_begin(a, AML_OP_PACKAGE);
	vmacpigen_aml_byte(a, (uint8_t)n);
	for (i = 0; i < m->npci_routes; i++) {
		r = &m->pci_routes[i];
		for (slot = r->slots.base; r->pci == pci &&
		    slot <= r->slots.limit; slot++) {
			for (pin = 0; pin < vmacpigen_route_pins(r); pin++) {
				element = vmacpigen_aml_begin(a,
				    AML_OP_PACKAGE);
				vmacpigen_aml_byte(a, 4);
				vmacpigen_aml_integer(a, slot << 16 | 0xffff);
				vmacpigen_aml_integer(a, pin);
				if (r->links) {
					link_name(name, route_gsi(r, slot,
					    pin));
					vmacpigen_aml_name(a, name);
					vmacpigen_aml_integer(a, 0);
				} else {
					vmacpigen_aml_integer(a, 0);
					vmacpigen_aml_integer(a,
					    route_gsi(r, slot, pin));
				}
				vmacpigen_aml_end(a, element);
			}
		}
	}
	vmacpigen_aml_end(a, prt);
}

/* A link device for a GSI that cannot be changed */
static void
add_link(struct aml *a, uint32_t gsi)
{
	const struct vmacpigen_irq irq = { gsi, 2, 1, true, true };
	struct aml	 r = { .length = 0 };
	char		 name[5];
	size_t		 device, method;

	link_name(name, gsi);
	vmacpigen_aml_irq(&r, &irq, true);
	device = vmacpigen_aml_device(a, name);
	vmacpigen_aml_name_eisaid(a, "_HID", "PNP0C0F");
	vmacpigen_aml_name_integer(a, "_UID", gsi);
	vmacpigen_aml_name_resources(a, "_PRS", &r);
	vmacpigen_aml_name_resources(a, "_CRS", &r);
	method = vmacpigen_aml_begin_method(a, "_SRS", 1, false);
	vmacpigen_aml_end(a, method);
	vmacpigen_aml_end(a, device);
	vmacpigen_aml_free(&r);
}

/* One for each GSI that a route with links leads to */
static void
add_links(struct aml *a, const struct vmacpigen_machine *m)
{
	const struct vmacpigen_pci_route *r;
	bool		 done[UINT8_MAX + 1] = { false };
	size_t		 i;
	uint32_t	 gsi;

	for (i = 0; i < m->npci_routes; i++) {
		r = &m->pci_routes[i];
		for (gsi = r->gsi; r->links &&
		    gsi < r->gsi + vmacpigen_route_pins(r); gsi++) {
			if (!done[gsi])
				add_link(a, gsi);
			done[gsi] = true;
		}
	}
}

static void
add_ecam(struct aml *a, size_t i, uint64_t base, uint64_t size)
{
	char		 name[] = "ECM0";
	struct aml	 r = { .length = 0 };
	size_t		 device;

	name[3] = (char)('0' + i);
	if (base + size - 1 <= UINT32_MAX)
		vmacpigen_aml_memory(&r, ACPI_RESOURCE_WRITABLE, base, size);
	else
		vmacpigen_aml_address(&r, ACPI_ADDRESS_MEMORY,
		    ACPI_ADDRESS_WRITABLE, base, base + size - 1);
	device = vmacpigen_aml_device(a, name);
	vmacpigen_aml_name_eisaid(a, "_HID", "PNP0C02");
	vmacpigen_aml_name_integer(a, "_UID", i + 1);
	vmacpigen_aml_name_resources(a, "_CRS", &r);
	vmacpigen_aml_end(a, device);
	vmacpigen_aml_free(&r);
}

uint64_t
vmacpigen_ecam_size(const struct vmacpigen_pci *p)
{
	return ((p->buses.limit - p->buses.base + 1) << 20);
}

static void
add_pci(struct aml *a, const struct vmacpigen_machine *m, size_t i)
{
	const struct vmacpigen_pci *p = &m->pci[i];
	char		 name[] = "PCI0";
	size_t		 device;

	name[3] = (char)('0' + i);
	device = vmacpigen_aml_device(a, name);
	vmacpigen_aml_name_eisaid(a, "_HID", p->ecam != 0 ? "PNP0A08" :
	    "PNP0A03");
	if (p->ecam != 0)
		vmacpigen_aml_name_eisaid(a, "_CID", "PNP0A03");
	vmacpigen_aml_name_integer(a, "_SEG", p->segment);
	vmacpigen_aml_name_integer(a, "_BBN", p->buses.base);
	vmacpigen_aml_name_integer(a, "_UID", i);
	if (p->ecam != 0) {
		vmacpigen_aml_name_integer(a, "_CBA", p->ecam -
		    (p->buses.base << 20));
		vmacpigen_aml_bytes(a, osc_aml, sizeof(osc_aml));
	}
	add_windows(a, m, i);
	add_routes(a, m, i);
	vmacpigen_aml_end(a, device);
	if (p->ecam != 0)
		add_ecam(a, i, p->ecam, vmacpigen_ecam_size(p));
}

/*
 * The Generic Event Device and what it reports
 */

/* If (Local0 & bits) { Notify (name, 0x80) }, or only the latter */
static void
add_event(struct aml *a, const char *name, uint64_t bits, bool reads)
{
	size_t		 begun = 0;

	if (bits == 0)
		return;
	if (reads) {
		begun = vmacpigen_aml_begin(a, AML_OP_IF);
		vmacpigen_aml_byte(a, 0x7b);		/* AndOp */
		vmacpigen_aml_byte(a, 0x60);		/* Local0Op */
		vmacpigen_aml_integer(a, bits);
		vmacpigen_aml_byte(a, 0);		/* no target */
	}
	vmacpigen_aml_byte(a, 0x86);			/* NotifyOp */
	vmacpigen_aml_name(a, name);
	vmacpigen_aml_integer(a, 0x80);
	if (reads)
		vmacpigen_aml_end(a, begun);
}

/* Local0 = ESEL, four bytes at an address, which forget when they are read */
static void
add_selector(struct aml *a, uint64_t address)
{
	size_t		 field;

	vmacpigen_aml_region(a, "EREG", ACPI_GAS_MEMORY, address, 4);
	field = vmacpigen_aml_begin(a, AML_OP_FIELD);
	vmacpigen_aml_name(a, "EREG");
	vmacpigen_aml_byte(a, 0x43);	/* DWordAcc, NoLock, WriteAsZeros */
	vmacpigen_aml_bytes(a, "ESEL\x20", 5);
	vmacpigen_aml_end(a, field);
}

static void
add_ged(struct aml *a, const struct vmacpigen_machine *m)
{
	const struct vmacpigen_ged *g = &m->ged;
	struct aml	 r = { .length = 0 };
	size_t		 device, method;

	if (!g->irq.there)
		return;
	if (g->power_button != 0) {
		device = vmacpigen_aml_device(a, "PWRB");
		vmacpigen_aml_name_eisaid(a, "_HID", "PNP0C0C");
		vmacpigen_aml_name_integer(a, "_UID", 0);
		vmacpigen_aml_end(a, device);
	}
	vmacpigen_aml_irq(&r, &g->irq, false);
	device = vmacpigen_aml_device(a, "GED_");
	vmacpigen_aml_name_string(a, "_HID", "ACPI0013");
	vmacpigen_aml_name_integer(a, "_UID", 0);
	vmacpigen_aml_name_resources(a, "_CRS", &r);
	if (g->address != 0)
		add_selector(a, g->address);
	method = vmacpigen_aml_begin_method(a, "_EVT", 1, true);
	if (g->address != 0) {
		vmacpigen_aml_byte(a, 0x70);		/* StoreOp */
		vmacpigen_aml_name(a, "ESEL");
		vmacpigen_aml_byte(a, 0x60);		/* Local0Op */
	}
	add_event(a, "PWRB", g->power_button, g->address != 0);
	add_event(a, "VGEN", g->vmgenid, g->address != 0);
	vmacpigen_aml_end(a, method);
	vmacpigen_aml_end(a, device);
	vmacpigen_aml_free(&r);
}

/* Microsoft's Virtual Machine Generation ID: ADDR is low and high half. */
static void
add_vmgenid(struct aml *a, uint64_t address)
{
	const uint64_t	 halves[2] = { address & UINT32_MAX, address >> 32 };
	size_t		 device;

	if (address == 0)
		return;
	device = vmacpigen_aml_device(a, "VGEN");
	vmacpigen_aml_name_string(a, "_HID", "VMAG0001");
	vmacpigen_aml_name_string(a, "_CID", "VM_Gen_Counter");
	vmacpigen_aml_name_string(a, "_DDN", "VM_Gen_Counter");
	vmacpigen_aml_name_package(a, "ADDR", halves, 2);
	vmacpigen_aml_end(a, device);
}

#define TIS_SIZE	0x5000	/* TCG PC Client PTP 1.05, 5.3.1: localities */
#define CRB_SIZE	0x1000

uint64_t
vmacpigen_tpm_size(const struct vmacpigen_machine *m)
{
	return (m->tpm == VMACPIGEN_CRB ? CRB_SIZE : TIS_SIZE);
}

static void
add_tpm(struct aml *a, const struct vmacpigen_machine *m)
{
	struct aml	 r = { .length = 0 };
	size_t		 device;

	if (m->tpm == VMACPIGEN_NO_TPM)
		return;
	vmacpigen_aml_memory(&r, ACPI_RESOURCE_WRITABLE, m->tpm_address,
	    vmacpigen_tpm_size(m));
	device = vmacpigen_aml_device(a, "TPM_");
	vmacpigen_aml_name_string(a, "_HID", "MSFT0101");
	vmacpigen_aml_name_integer(a, "_UID", 0);
	vmacpigen_aml_name_integer(a, "_STA", 0x0f);
	vmacpigen_aml_name_resources(a, "_CRS", &r);
	vmacpigen_aml_end(a, device);
	vmacpigen_aml_free(&r);
}

void
vmacpigen_add_devices(struct aml *a, const struct vmacpigen_machine *m)
{
	const uint64_t	 s5[] = { m->s5, 0, 0, 0 };	/* SLP_TYPa, b */
	size_t		 scope, i;
	uint32_t	 nvirtio = 0;

	if (m->has_s5)
		vmacpigen_aml_name_package(a, "_S5_", s5, 4);
	if (m->ndevices == 0 && m->npci == 0 && !m->ged.irq.there &&
	    m->vmgenid == 0 && m->tpm == VMACPIGEN_NO_TPM)
		return;
	scope = vmacpigen_aml_scope(a, "_SB_");
	add_links(a, m);
	for (i = 0; i < m->npci; i++)
		add_pci(a, m, i);
	for (i = 0; i < m->ndevices; i++) {
		if (m->devices[i].type == VMACPIGEN_VIRTIO_MMIO)
			nvirtio += add_device(a, &m->devices[i], nvirtio);
		else
			add_device(a, &m->devices[i], 0);
	}
	add_vmgenid(a, m->vmgenid);
	add_tpm(a, m);
	add_ged(a, m);
	vmacpigen_aml_end(a, scope);
}
