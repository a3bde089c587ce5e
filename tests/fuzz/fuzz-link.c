/* See LICENSE for licence details. */

/*
 * Tables of the user's: a blob linked again, and dumps made into sets, with
 * their processors counted anew.
 */

#define _GNU_SOURCE

#include <sys/mman.h>

#include <unistd.h>

#include "fuzz.h"
#include "generate.h"
#include "import.h"

static void
relink(const struct loader_file *file)
{
	struct loader_set set;
	struct loader_memory memory;
	size_t		 command;

	if (loader_relink(&set, file->data, file->length) == NULL) {
		/* What was linked can be run. */
		if (loader_run_strict(&memory, &set, ACPI_FLAT_BASE,
		    &command) != NULL)
			abort();
		loader_forget(&memory);
	}
	loader_free(&set);
}

static void
ignore(const char *path, const char *what)
{
	(void)path;
	(void)what;
}

/* The length that a header says is the file's, or nothing would be read. */
static void
import(struct import *im, struct loader_file *file)
{
	char		 path[32];
	int		 fd;

	if (file->length >= 8)
		le_put(file->data + 4, 4, file->length);
	if ((fd = memfd_create("table", 0)) == -1 ||
	    write(fd, file->data, file->length) != (ssize_t)file->length)
		abort();
	snprintf(path, sizeof(path), "/dev/fd/%d", fd);
	import_dump(im, path);
	close(fd);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct loader_set set;
	struct import	 im = { .fix = true, .note = ignore };
	struct acpi_config config;
	struct generated g;
	struct flat	 flat = { .wanted = true, .base = ACPI_FLAT_BASE };
	size_t		 i;

	if (fuzz_set(&set, data, size)) {
		relink(&set.files[0]);
		for (i = 0; i < set.nfiles; i++)
			import(&im, &set.files[i]);
		import(&im, &set.script);
		import_settle(&im, "set");
		acpi_config_init(&config, acpi_machine_bare());
		config.omit = ~(1U << ACPI_XSDT | 1U << ACPI_RSDP);
		config.given = im.given;
		config.ngiven = im.n;
		config.recount = data[0] & 1;
		config.ncpus = 1U + (data[0] >> 1);
		if (!generate(&g, &config, &flat) && g.error[0] == '\0')
			abort();
		generate_free(&g);
	}
	import_free(&im);
	loader_free(&set);
	return (0);
}
