/* See LICENSE for licence details. */

/*
 * Machines from text: what is read is built with some number of CPUs, and
 * printed, and what is printed is the same machine.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "vmacpigen.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
build(const struct vmacpigen_machine *m, uint32_t n)
{
	struct vmacpigen_config config;
	struct vmacpigen_tables tables;
	struct vmacpigen_set files, flat;

	vmacpigen_config_init(&config, m);
	config.ncpus = n % m->max_cpus + 1;
	if (vmacpigen_build(&tables, &config) == NULL) {
		/* What is built has a place in every layout. */
		if (vmacpigen_link(&files, &tables, m->fw_cfg) != NULL ||
		    vmacpigen_place(&flat, &tables, m->flat, 0xe0000) != NULL)
			abort();
		vmacpigen_set_free(&files);
		vmacpigen_set_free(&flat);
	}
	vmacpigen_tables_free(&tables);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct vmacpigen_machine m, again;
	static char	 text[65536], more[65536];
	char		 reason[VMACPIGEN_REASON];
	size_t		 length;

	if (size < 1)
		return (0);
	if (vmacpigen_machine_parse(&m, (const char *)data + 1, size - 1,
	    "text", reason) != NULL) {
		if (strncmp(reason, "text:", 5) != 0)
			abort();
		return (0);
	}
	length = vmacpigen_machine_print(&m, text, sizeof(text));
	if (length >= sizeof(text))
		abort();
	if (vmacpigen_machine_parse(&again, text, length, "text",
	    reason) != NULL)
		abort();
	vmacpigen_machine_print(&again, more, sizeof(more));
	if (strcmp(text, more) != 0)
		abort();
	build(&m, data[0]);
	return (0);
}
