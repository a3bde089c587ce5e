/* See LICENSE for licence details. */

/*
 * A VMM that writes finished tables into guest memory: the RSDP where a guest
 * looks for it, in the first KiB of the EBDA, and every other table on a page
 * of its own, in memory that the VMM keeps for them.
 *
 * usage: memory NCPUS DIR
 *
 * Here guest memory is a directory: what is written to it becomes a file that
 * is named for its address.
 */

#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "vmacpigen.h"

#define EBDA		0x9d000U
#define TABLES		0xefff0000U
#define PAGE		4096U

static const char *dir;

static void
write_mem(uint64_t address, const void *data, size_t length)
{
	char		 path[1024];
	FILE		*f;

	snprintf(path, sizeof(path), "%s/%05" PRIx64 ".bin", dir, address);
	if ((f = fopen(path, "wx")) == NULL ||
	    fwrite(data, 1, length, f) != length || fclose(f) == EOF)
		err(1, "%s", path);
}

static void
write_tables(uint32_t ncpus)
{
	static const struct vmacpigen_layout_file places[] = {
		{ .name = "rsdp", .address = EBDA, .align = 16, .step = 1,
		    .nkinds = 1, .kinds = { VMACPIGEN_RSDP } },
		{ .name = "tables", .address = TABLES, .align = PAGE,
		    .step = PAGE, .nkinds = 1, .kinds = { VMACPIGEN_XSDT },
		    .rest = true },
	};
	static const struct vmacpigen_layout layout = {
		.files = places,
		.nfiles = sizeof(places) / sizeof(places[0]),
	};
	struct vmacpigen_config config;
	struct vmacpigen_tables tables;
	struct vmacpigen_set memory;
	const char	*error;
	size_t		 i;

	vmacpigen_config_init(&config, vmacpigen_machine_find("q35"));
	config.ncpus = ncpus;
	if ((error = vmacpigen_build(&tables, &config)) != NULL ||
	    (error = vmacpigen_place(&memory, &tables, &layout, EBDA)) != NULL)
		errx(1, "ACPI tables: %s", error);
	for (i = 0; i < memory.nfiles; i++)
		write_mem(memory.files[i].address, memory.files[i].data,
		    memory.files[i].length);
	vmacpigen_set_free(&memory);
	vmacpigen_tables_free(&tables);
}

int
main(int argc, char *argv[])
{
	if (argc != 3)
		errx(1, "usage: memory NCPUS DIR");
	dir = argv[2];
	write_tables((uint32_t)strtoul(argv[1], NULL, 10));
	return (0);
}
