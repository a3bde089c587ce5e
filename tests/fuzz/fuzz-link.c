/* See LICENSE for licence details. */

/*
 * Tables of the user's: a blob linked again, and dumps made into sets, with
 * their processors counted anew.
 */

#define _GNU_SOURCE

#include <sys/mman.h>

#include <unistd.h>

#include "fuzz.h"
#include "verbs/cpus.h"
#include "verbs/make.h"
#include "verbs/relink.h"

static void
ignore_line(const char *line)
{
	(void)line;
}

static void
relink_and_run(const struct vmacpigen_file *file)
{
	struct vmacpigen_set set;
	const struct vmacpigen_rules rules =
	    vmacpigen_strict(VMACPIGEN_FLAT_BASE);
	struct vmacpigen_memory memory;
	char		*error;
	size_t		 command;

	error = relink(&set, file->data, file->length, ignore_line);
	if (error == NULL) {
		/* What was linked can be run. */
		if (vmacpigen_run(&memory, &set, &rules) != NULL ||
		    vmacpigen_run_objection(&memory, &command) != NULL)
			abort();
		vmacpigen_memory_free(&memory);
	}
	free(error);
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
	struct import	 im = { .fix = true, .note = ignore, .say = ignore,
	    .complain = ignore_line };
	struct vmacpigen_config config;
	struct made	 made;
	struct flat	 flat = { .wanted = true, .base = VMACPIGEN_FLAT_BASE };
	size_t		 i;

	if (fuzz_set(&set, data, size)) {
		relink_and_run(&set.files[0]);
		for (i = 0; i < set.nfiles; i++)
			import(&im, &set.files[i]);
		import(&im, &set.script);
		free(import_settle(&im, "set"));
		vmacpigen_config_init(&config, vmacpigen_machine_bare());
		config.omit = ~(VMACPIGEN_BIT(VMACPIGEN_XSDT) |
		    VMACPIGEN_BIT(VMACPIGEN_RSDP));
		config.ncpus = 1U + (data[0] >> 1);
		if (data[0] & 1)
			import_set_cpus(&im, &config);
		config.given = im.given;
		config.ngiven = im.n;
		free(make_files(&made, &config, &flat));
		made_free(&made);
	}
	import_free(&im);
	vmacpigen_set_free(&set);
	return (0);
}
