/* See LICENSE for licence details. */

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "generate.h"

static bool
fail(struct generated *g, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static bool
fail(struct generated *g, const char *fmt, ...)
{
	va_list		 ap;

	va_start(ap, fmt);
	vsnprintf(g->error, sizeof(g->error), fmt, ap);
	va_end(ap);
	return (false);
}

static void
add_output(struct generated *g, const char *name, const void *data,
    size_t length)
{
	g->outputs[g->n++] = (struct output){ name, data, length };
}

static void
add_file(struct generated *g, const char *name,
    const struct vmacpigen_file *file)
{
	add_output(g, name, file->data, file->length);
}

/* What a PC has of memory from an address on, in bytes */
static uint64_t
room_at(uint64_t base)
{
	static const uint64_t ends[] = { 0xa0000, 0x100000, 0x100000000 };
	size_t		 i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (base < ends[i])
			return (ends[i] - base);
	}
	return (0);
}

/* The flat image's layout, with the RSDP in a file of its own if wanted */
static void
flat_layout(struct vmacpigen_layout *layout,
    struct vmacpigen_layout_file files[2], uint64_t rsdp_at)
{
	uint8_t		 i, n = 0;

	files[0] = layout->files[0];
	layout->files = files;
	if (rsdp_at == 0)
		return;
	for (i = 0; i < files[0].nkinds; i++) {
		if (files[0].kinds[i] != VMACPIGEN_RSDP)
			files[0].kinds[n++] = files[0].kinds[i];
	}
	files[0].nkinds = n;
	files[1] = (struct vmacpigen_layout_file){ .name = "rsdp",
	    .address = rsdp_at, .align = ACPI_RSDP_ALIGN, .step = 1,
	    .nkinds = 1, .kinds = { VMACPIGEN_RSDP } };
	layout->nfiles = 2;
}

static bool
link_flat(struct generated *g, const struct vmacpigen_machine *machine,
    const struct flat *flat)
{
	struct vmacpigen_layout layout = machine->flat;
	struct vmacpigen_layout_file files[2];
	const char	*error;
	size_t		 length;

	flat_layout(&layout, files, flat->rsdp_at);
	error = vmacpigen_place(&g->flat, &g->set, &layout, flat->base);
	length = g->flat.nfiles > 0 ? g->flat.files[0].length : 0;
	if (length > room_at(flat->base))
		return (fail(g, "%s would be %zu bytes, and %" PRIu64 " is "
		    "what fits there: use --no-flat", g->flat_name, length,
		    room_at(flat->base)));
	if (flat->rsdp_at != 0 &&
	    flat->rsdp_at + sizeof(struct acpi_rsdp) > flat->base &&
	    flat->rsdp_at < flat->base + length)
		return (fail(g, "%s would be inside %s", g->rsdp_name,
		    g->flat_name));
	return (error == NULL || fail(g, "%s", error));
}

static bool
add_flat(struct generated *g, const struct vmacpigen_machine *machine,
    const struct flat *flat)
{
	const struct vmacpigen_file *f;

	snprintf(g->flat_name, sizeof(g->flat_name), "%05" PRIx64 ".bin",
	    flat->base);
	snprintf(g->rsdp_name, sizeof(g->rsdp_name), "rsdp-%05" PRIx64 ".bin",
	    flat->rsdp_at);
	if (!link_flat(g, machine, flat))
		return (false);
	f = g->flat.files;
	add_file(g, g->flat_name, &f[0]);
	if (flat->rsdp_at != 0)
		add_file(g, g->rsdp_name, &f[1]);
	return (true);
}

/* The DSDT as a file of its own: one table, which has no address in it. */
static bool
add_dsdt(struct generated *g, const struct vmacpigen_machine *machine)
{
	static const struct vmacpigen_layout_file file = {
		.name = "dsdt", .align = 1, .step = 1, .nkinds = 1,
		.kinds = { VMACPIGEN_DSDT }
	};
	static const struct vmacpigen_layout layout = {
		.files = &file,
		.nfiles = 1,
		.without = ~VMACPIGEN_BIT(VMACPIGEN_DSDT),
	};
	const char	*error;

	if ((error = vmacpigen_link(&g->dsdt, &g->set, &layout)) != NULL)
		return (fail(g, "%s", error));
	if (g->dsdt.files[0].length == 0) {
		add_output(g, machine->dsdt_file, NULL, 0);
		return (true);
	}
	if (g->dsdt.files[0].length > machine->dsdt_max)
		return (fail(g, "%s would be %zu bytes, and %zu is what the "
		    "machine takes", machine->dsdt_file,
		    g->dsdt.files[0].length, machine->dsdt_max));
	add_file(g, machine->dsdt_file, &g->dsdt.files[0]);
	return (true);
}

bool
generate(struct generated *g, const struct vmacpigen_config *config,
    const struct flat *flat)
{
	const struct vmacpigen_machine *machine = config->machine;
	const char	*error;

	memset(g, 0, sizeof(*g));
	if ((error = vmacpigen_build(&g->set, config)) != NULL ||
	    (error = vmacpigen_link(&g->fw_cfg, &g->set,
	    &machine->fw_cfg)) != NULL)
		return (fail(g, "%s", error));
	if (flat->wanted && !add_flat(g, machine, flat))
		return (false);
	if (!flat->wanted || flat->base != VMACPIGEN_FLAT_BASE)
		add_output(g, "e0000.bin", NULL, 0);
	add_file(g, "rsdp.bin", vmacpigen_find_file(&g->fw_cfg, VMACPIGEN_FW_CFG_RSDP));
	add_file(
	    g, "tables.bin", vmacpigen_find_file(&g->fw_cfg, VMACPIGEN_FW_CFG_TABLES));
	add_file(g, "table-loader.bin", &g->fw_cfg.script);
	return (machine->dsdt_file == NULL || add_dsdt(g, machine));
}

void
generate_free(struct generated *g)
{
	vmacpigen_set_free(&g->dsdt);
	vmacpigen_set_free(&g->flat);
	vmacpigen_set_free(&g->fw_cfg);
	vmacpigen_tables_free(&g->set);
}
