/* See LICENSE for licence details. */

/* The DSDT: AML from asl/; behind it, or in an SSDT, what depends on options */

#include <string.h>

#include "acpi_resource.h"
#include "aml.h"
#include "build.h"
#include "devices.h"

/* What goes through the root bridge: all but mechanism 1's ports. */
static void
add_root_resources(struct aml *a, const char *name,
    const struct vmacpigen_range *windows, size_t n,
    const struct vmacpigen_range *window64)
{
	struct aml	 r = { .length = 0 };
	size_t		 i;

	/* asl/q35.asl knows where windows are: behind five, and the last. */
	vmacpigen_aml_address(&r, ACPI_ADDRESS_BUS, 0, 0, ACPI_PCI_BUSES - 1);
	vmacpigen_aml_port(&r, ACPI_PCI_CONFIG, ACPI_PCI_CONFIG_LEN);
	vmacpigen_aml_address(&r, ACPI_ADDRESS_IO, ACPI_ADDRESS_ENTIRE, 0,
	    ACPI_PCI_CONFIG - 1);
	vmacpigen_aml_address(&r, ACPI_ADDRESS_IO, ACPI_ADDRESS_ENTIRE,
	    ACPI_PCI_CONFIG + ACPI_PCI_CONFIG_LEN, UINT16_MAX);
	vmacpigen_aml_address(&r, ACPI_ADDRESS_MEMORY, ACPI_ADDRESS_CACHEABLE |
	    ACPI_ADDRESS_WRITABLE, 0xa0000, 0xbffff);
	for (i = 0; i < n; i++)
		vmacpigen_aml_address(&r, ACPI_ADDRESS_MEMORY,
		    ACPI_ADDRESS_WRITABLE, windows[i].base, windows[i].limit);
	if (window64->limit != 0)
		vmacpigen_aml_address(&r, ACPI_ADDRESS_MEMORY,
		    ACPI_ADDRESS_CACHEABLE | ACPI_ADDRESS_WRITABLE,
		    window64->base, window64->limit);
	vmacpigen_aml_name_resources(a, name, &r);
	vmacpigen_aml_free(&r);
}

/* _CRS is data, or what methods of the DSDT make of data. */
static void
add_root_bridge(struct aml *a, const struct vmacpigen_config *config)
{
	const struct vmacpigen_machine *m = config->machine;
	struct vmacpigen_range w = vmacpigen_window(config);
	struct vmacpigen_range w64 = vmacpigen_window64(config);
	const bool	 finds = w.limit == VMACPIGEN_AUTO;
	const bool	 finds64 = w64.limit == VMACPIGEN_AUTO;

	if (finds64)
		w64 = m->window64;
	add_root_resources(a, finds || finds64 ? "CRSD" : "_CRS",
	    finds ? m->windows : &w, finds ? 2 : 1, &w64);
	if (finds || finds64)
		vmacpigen_aml_method(a, "_CRS", !finds ? "WN64CRSD" :
		    !finds64 ? "WN32CRSD" : "WN64WN32CRSD");
	if (config->hw.ecam == VMACPIGEN_AUTO)
		vmacpigen_aml_method(a, "_CBA", "ECBA");
	else if (config->hw.ecam != 0)
		vmacpigen_aml_name_integer(a, "_CBA", config->hw.ecam);
}

/* A device with one range of memory, or what a method makes of it */
static void
add_memory_device(struct aml *a, const char *name, const char *id,
    uint8_t information, uint64_t base, uint64_t size, const char *method)
{
	struct aml	 r = { .length = 0 };
	size_t		 device;

	vmacpigen_aml_memory(&r, information, base, size);
	device = vmacpigen_aml_device(a, name);
	vmacpigen_aml_name_eisaid(a, "_HID", id);
	vmacpigen_aml_name_integer(a, "_UID", 0);
	vmacpigen_aml_name_resources(a, method != NULL ? "CRSD" : "_CRS", &r);
	if (method != NULL)
		vmacpigen_aml_method(a, "_CRS", method);
	vmacpigen_aml_end(a, device);
	vmacpigen_aml_free(&r);
}

#define PROCESSOR_SIZE	37	/* at most, with _STA */
#define PROCESSOR_NAME	3	/* behind opcode and PkgLength */

/* C000 to CFFF */
static void
processor_name(char *name, uint32_t uid)
{
	static const char digits[] = "0123456789ABCDEF";

	name[0] = 'C';
	name[1] = digits[uid >> 8 & 0xf];
	name[2] = digits[uid >> 4 & 0xf];
	name[3] = digits[uid & 0xf];
}

/* A processor device; _UID is what MADT says.  Returns where that ends. */
static size_t
add_processor(struct aml *a, uint32_t uid, bool there)
{
	char		 name[5] = "";
	size_t		 device, end;

	processor_name(name, uid);
	device = vmacpigen_aml_device(a, name);
	vmacpigen_aml_name_string(a, "_HID", "ACPI0007");
	vmacpigen_aml_name_integer(a, "_UID", uid);
	end = a->length + 1;		/* with PkgLength */
	if (!there)
		vmacpigen_aml_name_integer(a, "_STA", 0);
	vmacpigen_aml_end(a, device);
	return (end);
}

/* The processor behind those whose _UID has as many bytes, and their number */
static uint32_t
next_size(uint32_t uid, unsigned int *size)
{
	*size = uid <= UINT8_MAX ? 1 : 2;
	return (uid <= 1 ? uid + 1 : uid <= UINT8_MAX ? UINT8_MAX + 1 :
	    UINT16_MAX + 1);
}

/*
 * Adds the processors that are present.  There can be thousands: those that are
 * encoded alike are copies of the first one.
 */
static void
add_processors(struct aml *a, const struct vmacpigen_config *config)
{
	const uint32_t	 n = vmacpigen_possible(config);
	uint32_t	 i = 0, end;
	unsigned int	 size;
	size_t		 from, uid, length;
	bool		 there;

	vmacpigen_aml_reserve(a, (size_t)n * PROCESSOR_SIZE);
	while (i < n && a->error == NULL) {
		there = i < config->ncpus;
		end = next_size(i, &size);
		if (end > (there ? config->ncpus : n))
			end = there ? config->ncpus : n;
		from = a->length;
		uid = add_processor(a, i, there) - size - from;
		length = a->length - from;
		while (++i < end && a->error == NULL) {
			vmacpigen_aml_repeat(a, from, length);
			from += length;
			processor_name((char *)a->data + from + PROCESSOR_NAME,
			    i);
			le_put(a->data + from + uid, size, i);
		}
	}
}

/* All that depends on the config */
static void
add_options(struct aml *a, const struct vmacpigen_config *config)
{
	const struct vmacpigen_machine *m = config->machine;
	const uint64_t	 s3[] = { m->s3, 0, 0, 0 };	/* SLP_TYPa, b */
	const struct vmacpigen_hardware *hw = &config->hw;
	const bool	 finds = hw->ecam == VMACPIGEN_AUTO;
	size_t		 scope;

	if (hw->s3)
		vmacpigen_aml_name_package(a, "_S3_", s3, 4);
	if (m->ssdt) {
		scope = vmacpigen_aml_scope(a, "_SB_.PCI0");
		add_root_bridge(a, config);
		vmacpigen_aml_end(a, scope);
	}
	scope = vmacpigen_aml_scope(a, "_SB_");
	if (hw->ecam != 0)
		add_memory_device(a, "ECAM", "PNP0C02",
		    ACPI_RESOURCE_WRITABLE, finds ? m->ecam : hw->ecam,
		    ACPI_ECAM_SIZE, finds ? "ECRSCRSD" : NULL);
	if (hw->hpet)
		add_memory_device(a, "HPET", "PNP0103", 0, m->hpet,
		    ACPI_HPET_SIZE, NULL);
	add_processors(a, config);
	vmacpigen_aml_end(a, scope);
}

/*
 * AML is written directly into the tables' bytes, and nothing else is added
 * before it ends.
 */
static void
begin_aml(struct build *b, enum vmacpigen_kind kind, struct aml *a)
{
	struct vmacpigen_tables *t = b->tables;

	vmacpigen_begin_kind(b, kind, 2);
	*a = (struct aml){ t->bytes, t->nbytes, t->bytes_max, t->error };
}

static void
end_aml(struct build *b, struct aml *a)
{
	struct vmacpigen_tables *t = b->tables;

	t->bytes = a->data;
	t->nbytes = a->length;
	t->bytes_max = a->max;
	t->error = a->error;
	vmacpigen_end_header(t);
}

void
vmacpigen_build_dsdt(struct build *b)
{
	const struct vmacpigen_machine *m = b->machine;
	struct aml	 a;

	begin_aml(b, VMACPIGEN_DSDT, &a);
	vmacpigen_aml_bytes(&a, m->aml, m->aml_length);
	if (!m->no_aml)
		vmacpigen_add_devices(&a, m);
	if (!m->no_aml && !m->ssdt)
		add_options(&a, b->config);
	end_aml(b, &a);
}

/*
 * The SSDT is made only with the machine's DSDT: another DSDT may define the
 * same names.
 */
void
vmacpigen_build_ssdt(struct build *b)
{
	const struct vmacpigen_table *t = b->tables->tables;
	const struct vmacpigen_table *end = t + b->tables->ntables;
	struct aml	 a;

	while (t < end && (t->kind != VMACPIGEN_DSDT || t->given))
		t++;
	if (!b->machine->ssdt || t == end)
		return;
	begin_aml(b, VMACPIGEN_SSDT, &a);
	add_options(&a, b->config);
	end_aml(b, &a);
}
