/* See LICENSE for licence details. */

#include <stdio.h>
#include <string.h>

#include "generate.h"

static bool
fail(struct generated *g, const char *reason)
{
	snprintf(g->error, sizeof(g->error), "%s", reason);
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
    const struct loader_file *file)
{
	add_output(g, name, file->data, file->length);
}

/* The flat image is its own script, run; the memory holds it. */
static bool
add_flat(struct generated *g, const struct acpi_machine *machine)
{
	const char	*error;
	size_t		 command, length;

	if ((error = loader_link(&g->flat, &g->set, &machine->flat)) != NULL ||
	    (error = loader_run_strict(&g->memory, &g->flat, ACPI_FLAT_BASE,
	    &command)) != NULL)
		return (fail(g, error));
	length = g->flat.files[0].length;
	if (length > ACPI_FLAT_MAX) {
		snprintf(g->error, sizeof(g->error), "e0000.bin would be %zu "
		    "bytes, and %u is what fits below 1 MiB: use --no-flat",
		    length, ACPI_FLAT_MAX);
		return (false);
	}
	add_output(g, "e0000.bin", g->memory.regions[0].data, length);
	return (true);
}

/* The DSDT as a file of its own: one table, which has no address in it. */
static bool
add_dsdt(struct generated *g, const char *name)
{
	static const struct acpi_layout layout = {
		.files = { { "dsdt", 1, LOADER_ZONE_HIGH, 1, { ACPI_DSDT },
		    0 } },
	};
	const char	*error;

	if ((error = loader_link(&g->dsdt, &g->set, &layout)) != NULL)
		return (fail(g, error));
	add_file(g, name, &g->dsdt.files[0]);
	return (true);
}

bool
generate(struct generated *g, const struct acpi_config *config, bool want_flat)
{
	const struct acpi_machine *machine = config->machine;
	const char	*error;

	memset(g, 0, sizeof(*g));
	if ((error = acpi_build(&g->set, config)) != NULL ||
	    (error = loader_link(&g->fw_cfg, &g->set,
	    &machine->fw_cfg)) != NULL)
		return (fail(g, error));
	if (!want_flat)
		add_output(g, "e0000.bin", NULL, 0);
	else if (!add_flat(g, machine))
		return (false);
	add_file(g, "rsdp.bin", loader_file(&g->fw_cfg, FW_CFG_RSDP));
	add_file(g, "tables.bin", loader_file(&g->fw_cfg, FW_CFG_TABLES));
	add_file(g, "table-loader.bin", &g->fw_cfg.script);
	return (machine->dsdt_file == NULL ||
	    add_dsdt(g, machine->dsdt_file));
}

void
generate_free(struct generated *g)
{
	loader_free(&g->dsdt);
	loader_forget(&g->memory);
	loader_free(&g->flat);
	loader_free(&g->fw_cfg);
	acpi_free(&g->set);
}
