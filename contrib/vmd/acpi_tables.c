/* See LICENSE for licence details. */

#include <sys/types.h>

#include "vmd.h"
#include "fw_cfg.h"

#include "acpi_tables.h"
#include "vmacpigen.h"

static void
build(struct vmacpigen_tables *set, const struct vmacpigen_machine *machine,
    size_t ncpus)
{
	struct vmacpigen_config config;
	const char	*error;

	vmacpigen_config_init(&config, machine);
	/* vmacpigen_build() says no to 0, and to what does not fit. */
	config.ncpus = ncpus <= machine->max_cpus ? (uint32_t)ncpus : 0;
	if ((error = vmacpigen_build(set, &config)) != NULL)
		fatalx("%s: %s", __func__, error);
}

void
acpi_register_fw_cfg(size_t ncpus)
{
	const struct vmacpigen_machine *machine = vmacpigen_machine_find("vmd");
	struct vmacpigen_tables  set;
	struct vmacpigen_set files;
	const struct vmacpigen_file *file;
	const char	*error;
	size_t		 i;

	build(&set, machine, ncpus);
	if ((error = vmacpigen_finish(&files, &set, machine->fw_cfg)) != NULL)
		fatalx("%s: %s", __func__, error);
	for (i = 0; i < files.nfiles; i++) {
		file = &files.files[i];
		fw_cfg_add_file(file->name, file->data, file->length);
	}
	fw_cfg_add_file(VMACPIGEN_FW_CFG_LOADER, files.script.data,
	    files.script.length);
	vmacpigen_set_free(&files);
}

void
acpi_write_tables(size_t ncpus)
{
	const struct vmacpigen_machine *machine = vmacpigen_machine_find("vmd");
	struct vmacpigen_tables  set;
	struct vmacpigen_set flat;
	const struct vmacpigen_file *file;
	const char	*error;

	build(&set, machine, ncpus);
	if ((error = vmacpigen_place(&flat, &set, machine->flat,
	    VMACPIGEN_FLAT_BASE)) != NULL)
		fatalx("%s: %s", __func__, error);
	file = &flat.files[0];
	if (write_mem(file->address, file->data, file->length) != 0)
		fatalx("%s: no memory at 0x%x", __func__, VMACPIGEN_FLAT_BASE);
	vmacpigen_set_free(&flat);
	vmacpigen_tables_free(&set);
}
