/* See LICENSE for licence details. */

/*
 * roundtrip - is a machine what its text says?
 *
 * usage: roundtrip
 *
 * Prints each machine as text, reads that back, and builds both with every
 * number of CPUs that it takes, with its properties as they are and with each
 * one of them changed. Says what differs, or how many were the same.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vmacpigen.h"

static unsigned int same;

/* The bytes of two sets */
static void
compare(const struct vmacpigen_set *a, const struct vmacpigen_set *b,
    const char *what, uint32_t n)
{
	size_t		 i;

	if (a->nfiles != b->nfiles || a->script.length != b->script.length ||
	    memcmp(a->script.data, b->script.data, a->script.length) != 0)
		errx(1, "%s, %u CPUs: the scripts differ", what, n);
	for (i = 0; i < a->nfiles; i++) {
		if (a->files[i].length != b->files[i].length ||
		    memcmp(a->files[i].data, b->files[i].data,
		    a->files[i].length) != 0)
			errx(1, "%s, %u CPUs: %s differs", what, n,
			    a->files[i].name);
	}
}

static void
make(struct vmacpigen_set *fw_cfg, struct vmacpigen_set *flat,
    const struct vmacpigen_config *config)
{
	struct vmacpigen_tables t;
	struct vmacpigen_set last;
	const char	*error;

	if ((error = vmacpigen_build(&t, config)) != NULL ||
	    (error = vmacpigen_link(fw_cfg, &t,
	    vmacpigen_files(config))) != NULL ||
	    (error = vmacpigen_place(flat, &t, config->machine->flat,
	    VMACPIGEN_FLAT_BASE)) != NULL ||
	    (error = vmacpigen_finish(&last, &t,
	    vmacpigen_files(config))) != NULL)
		errx(1, "%s: %s", config->machine->name, error);
	compare(fw_cfg, &last, "vmacpigen_finish()", config->ncpus);
	vmacpigen_set_free(&last);
}

static void
try(const struct vmacpigen_machine *m, const struct vmacpigen_machine *read,
    const struct vmacpigen_property *p, const char *value, uint32_t n)
{
	struct vmacpigen_config a, b;
	struct vmacpigen_set sets[4];
	int		 i;

	vmacpigen_config_init(&a, m);
	vmacpigen_config_init(&b, read);
	a.ncpus = b.ncpus = n;
	if (p != NULL && (vmacpigen_property_set(&a, p, value) !=
	    vmacpigen_property_set(&b, p, value)))
		errx(1, "%s: %s=%s", m->name, p->name, value);
	make(&sets[0], &sets[1], &a);
	make(&sets[2], &sets[3], &b);
	compare(&sets[0], &sets[2], m->name, n);
	compare(&sets[1], &sets[3], m->name, n);
	same += 2;
	for (i = 0; i < 4; i++)
		vmacpigen_set_free(&sets[i]);
}

static void
round_trip(const struct vmacpigen_machine *m)
{
	static const char *const values[] = { "on", "off", "auto",
	    "0xe0000000", "0x80000000", "0xd0000000-0xdfffffff",
	    "0x100000000-0x1ffffffff", "0xb000", "10" };
	static char	 text[65536], again[65536];
	struct vmacpigen_machine read;
	char		 reason[VMACPIGEN_REASON];
	const struct vmacpigen_property *p, *q;
	const char	*error;
	size_t		 length, i, v;
	uint32_t	 n;

	length = vmacpigen_machine_print(m, text, sizeof(text));
	if (length >= sizeof(text))
		errx(1, "%s: a text of %zu bytes", m->name, length);
	if ((error = vmacpigen_machine_parse(&read, text, length, m->name,
	    reason)) != NULL)
		errx(1, "%s", error);
	vmacpigen_machine_print(&read, again, sizeof(again));
	if (strcmp(text, again) != 0)
		errx(1, "%s: it prints as another text", m->name);
	for (n = 1; n <= m->max_cpus; n += n < 300 ? 1 : 399)
		try(m, &read, NULL, NULL, n);
	for (i = 0; (p = vmacpigen_property_at(m, i)) != NULL; i++) {
		q = vmacpigen_property_at(&read, i);
		if (q != p)
			errx(1, "%s: its properties differ", m->name);
		for (v = 0; v < sizeof(values) / sizeof(values[0]); v++)
			try(m, &read, p, values[v], 4);
	}
	if (vmacpigen_property_at(&read, i) != NULL)
		errx(1, "%s: its properties differ", m->name);
}

int
main(void)
{
	const struct vmacpigen_machine *m;
	size_t		 i;

	for (i = 0; (m = vmacpigen_machine_at(i)) != NULL; i++)
		round_trip(m);
	printf("%u\n", same);
	return (0);
}
