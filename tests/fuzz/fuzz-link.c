/* See LICENSE for licence details. */

/*
 * Tables of the user's: a blob linked again, and dumps made into sets, with
 * their processors counted anew.
 */

#define _GNU_SOURCE

#include <sys/mman.h>

#include <unistd.h>

#include "fuzz.h"
#include "verbs/make.h"
#include "verbs/relink.h"

static void
relink_and_run(const struct vmacpigen_file *file)
{
	struct vmacpigen_set set;
	struct vmacpigen_memory memory;
	size_t		 command;

	if (relink(&set, file->data, file->length) == NULL) {
		/* What was linked can be run. */
		if (vmacpigen_run_strict(&memory, &set, VMACPIGEN_FLAT_BASE,
		    &command) != NULL)
			abort();
		vmacpigen_memory_free(&memory);
	}
	vmacpigen_set_free(&set);
}

static void
ignore(const char *path, const char *what)
{
	(void)path;
	(void)what;
}

/* The length that a header says is the file's, or nothing would be read. */
static void
import(struct import *im, struct vmacpigen_file *file)
{
	char		 path[32];
	int		 fd;

	if (file->length >= 8)
		le_put(file->data + 4, 4, file->length);
	if ((fd = memfd_create("table", 0)) == -1 ||
	    write(fd, file->data, file->length) != (ssize_t)file->length)
		abort();
	snprintf(path, sizeof(path), "/dev/fd/%d", fd);
	free(import_dump(im, path));
	close(fd);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct vmacpigen_set set;
	struct import	 im = { .fix = true, .note = ignore };
	struct vmacpigen_config config;
	struct made	 made;
	struct flat	 flat = { .wanted = true, .base = VMACPIGEN_FLAT_BASE };
	size_t		 i;

	if (fuzz_set(&set, data, size)) {
		relink_and_run(&set.files[0]);
		for (i = 0; i < set.nfiles; i++)
			import(&im, &set.files[i]);
		import(&im, &set.script);
		import_settle(&im, "set");
		vmacpigen_config_init(&config, vmacpigen_machine_bare());
		config.omit = ~(1U << VMACPIGEN_XSDT | 1U << VMACPIGEN_RSDP);
		config.given = im.given;
		config.ngiven = im.n;
		config.recount = data[0] & 1;
		config.ncpus = 1U + (data[0] >> 1);
		free(make_files(&made, &config, &flat));
		made_free(&made);
	}
	import_free(&im);
	vmacpigen_set_free(&set);
	return (0);
}
