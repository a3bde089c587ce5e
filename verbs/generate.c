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

/* The same tables, with the RSDP in a file of its own */
static void
take_rsdp_out(struct vmacpigen_layout *layout)
{
	enum vmacpigen_id	*from, *to;

	for (from = to = layout->files[0].tables; *from != VMACPIGEN_NONE;
	     from++) {
		if (*from != VMACPIGEN_RSDP)
			*to++ = *from;
	}
	*to = VMACPIGEN_NONE;
	layout->files[1] = (struct vmacpigen_layout_file){ "rsdp",
		ACPI_RSDP_ALIGN, LOADER_ZONE_FSEG, 1, { VMACPIGEN_RSDP }, 0 };
}

/* The flat image is its own script, run; the memory holds it. */
static bool
link_flat(struct generated *g, const struct vmacpigen_machine *machine,
    const struct flat *flat)
{
	struct vmacpigen_layout layout = machine->flat;
	struct vmacpigen_rules rules = vmacpigen_strict(flat->base);
	const char	*error;
	size_t		 length;

	if (flat->rsdp_at != 0) {
		take_rsdp_out(&layout);
		rules.fseg = (struct vmacpigen_zone){ flat->rsdp_at,
		    sizeof(struct acpi_rsdp), false };
	}
	if ((error = vmacpigen_link(&g->flat, &g->set, &layout)) != NULL)
		return (fail(g, "%s", error));
	length = g->flat.files[0].length;
	if (length > room_at(flat->base))
		return (fail(g, "%s would be %zu bytes, and %" PRIu64 " is "
		    "what fits there: use --no-flat", g->flat_name, length,
		    room_at(flat->base)));
	if (flat->rsdp_at != 0 &&
	    flat->rsdp_at + sizeof(struct acpi_rsdp) > flat->base &&
	    flat->rsdp_at < flat->base + length)
		return (fail(g, "%s would be inside %s", g->rsdp_name,
		    g->flat_name));
	if ((error = vmacpigen_run(&g->memory, &g->flat, &rules)) != NULL)
		return (fail(g, "%s", error));
	if (g->memory.end != VMACPIGEN_RAN)
		return (fail(g, "%s: %s", g->flat_name,
		    g->memory.objections[g->memory.last]));
	return (true);
}

static bool
add_flat(struct generated *g, const struct vmacpigen_machine *machine,
    const struct flat *flat)
{
	const struct vmacpigen_region *r;

	snprintf(g->flat_name, sizeof(g->flat_name), "%05" PRIx64 ".bin",
	    flat->base);
	snprintf(g->rsdp_name, sizeof(g->rsdp_name), "rsdp-%05" PRIx64 ".bin",
	    flat->rsdp_at);
	if (!link_flat(g, machine, flat))
		return (false);
	r = g->memory.regions;
	add_output(g, g->flat_name, r[0].data, r[0].file->length);
	if (flat->rsdp_at != 0)
		add_output(g, g->rsdp_name, r[1].data, r[1].file->length);
	return (true);
}

/* The DSDT as a file of its own: one table, which has no address in it. */
static bool
add_dsdt(struct generated *g, const struct vmacpigen_machine *machine)
{
	static const struct vmacpigen_layout layout = {
		.files = { { "dsdt", 1, LOADER_ZONE_HIGH, 1, { VMACPIGEN_DSDT },
		    0 } },
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
	add_file(g, "rsdp.bin", vmacpigen_find_file(&g->fw_cfg, FW_CFG_RSDP));
	add_file(
	    g, "tables.bin", vmacpigen_find_file(&g->fw_cfg, FW_CFG_TABLES));
	add_file(g, "table-loader.bin", &g->fw_cfg.script);
	return (machine->dsdt_file == NULL || add_dsdt(g, machine));
}

void
generate_free(struct generated *g)
{
	vmacpigen_set_free(&g->dsdt);
	vmacpigen_memory_free(&g->memory);
	vmacpigen_set_free(&g->flat);
	vmacpigen_set_free(&g->fw_cfg);
	vmacpigen_tables_free(&g->set);
}
