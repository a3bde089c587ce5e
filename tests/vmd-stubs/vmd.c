/* See LICENSE for licence details. */

/*
 * A vmd that has nothing but the calls contrib/vmd needs: what it is handed
 * goes to files named like those of vmacpigen.
 *
 * usage: vmd NCPUS DIR
 */

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vmd.h"
#include "fw_cfg.h"

#include "acpi_tables.h"

static const char *dir;

static void
save(const char *name, const void *data, size_t len)
{
	char		 path[1024];
	FILE		*f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "wx")) == NULL ||
	    fwrite(data, 1, len, f) != len || fclose(f) == EOF)
		err(2, "%s", path);
}

void
fw_cfg_add_file(const char *name, const void *data, size_t len)
{
	static const char *const names[][2] = {
		{ "etc/acpi/rsdp",	"rsdp.bin" },
		{ "etc/acpi/tables",	"tables.bin" },
		{ "etc/table-loader",	"table-loader.bin" },
	};
	size_t		 i;

	for (i = 0; i < 3; i++) {
		if (strcmp(name, names[i][0]) == 0) {
			save(names[i][1], data, len);
			return;
		}
	}
	errx(2, "fw_cfg file %s", name);
}

int
write_mem(paddr_t address, const void *data, size_t len)
{
	if (address != 0xe0000)
		errx(2, "address 0x%lx", address);
	if (strcmp(dir, "/nowhere") == 0)
		return (22);
	save("e0000.bin", data, len);
	return (0);
}

void
fatalx(const char *fmt, ...)
{
	va_list		 ap;

	va_start(ap, fmt);
	verrx(1, fmt, ap);
}

int
main(int argc, char *argv[])
{
	size_t		 ncpus;

	if (argc != 3)
		errx(2, "usage: vmd NCPUS DIR");
	ncpus = strtoul(argv[1], NULL, 10);
	dir = argv[2];
	acpi_write_tables(ncpus);
	acpi_register_fw_cfg(ncpus);
	return (0);
}
