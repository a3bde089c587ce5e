/* See LICENSE for licence details. */

#include <sys/types.h>

#include "vmd.h"
#include "fw_cfg.h"

#include "acpi_tables.h"
#include "loader.h"

static void
build(struct acpi_set *set, const struct acpi_machine *machine, size_t ncpus)
{
	struct acpi_config config;
	const char	*error;

	acpi_config_init(&config, machine);
	/* acpi_build() says no to 0, and to what does not fit. */
	config.ncpus = ncpus <= machine->max_cpus ? (uint32_t)ncpus : 0;
	if ((error = acpi_build(set, &config)) != NULL)
		fatalx("%s: %s", __func__, error);
}

void
acpi_register_fw_cfg(size_t ncpus)
{
	const struct acpi_machine *machine = acpi_machine_find("vmd");
	struct acpi_set	 set;
	struct loader_set files;
	const struct loader_file *file;
	const char	*error;
	size_t		 i;

	build(&set, machine, ncpus);
	if ((error = loader_link(&files, &set, &machine->fw_cfg)) != NULL)
		fatalx("%s: %s", __func__, error);
	for (i = 0; i < files.nfiles; i++) {
		file = &files.files[i];
		fw_cfg_add_file(file->name, file->data, file->length);
	}
	fw_cfg_add_file(FW_CFG_LOADER, files.script.data, files.script.length);
	loader_free(&files);
	acpi_free(&set);
}

void
acpi_write_tables(size_t ncpus)
{
	const struct acpi_machine *machine = acpi_machine_find("vmd");
	struct acpi_set	 set;
	struct loader_set flat;
	struct loader_memory memory;
	const struct loader_region *region;
	const char	*error;
	size_t		 command;

	build(&set, machine, ncpus);
	if ((error = loader_link(&flat, &set, &machine->flat)) != NULL ||
	    (error = loader_run_strict(&memory, &flat, ACPI_FLAT_BASE,
	    &command)) != NULL)
		fatalx("%s: %s", __func__, error);
	region = &memory.regions[0];
	if (write_mem(region->address, region->data, region->file->length) != 0)
		fatalx("%s: no memory at 0x%x", __func__, ACPI_FLAT_BASE);
	loader_forget(&memory);
	loader_free(&flat);
	acpi_free(&set);
}
