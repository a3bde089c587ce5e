/* See LICENSE for licence details. */

#include <err.h>

#include "cpus.h"
#include "make.h"

#define OPT_STRICT	OPT_MAKING_END

static void
say(const char *path, const char *what)
{
	warnx("%s: %s", path, what);
}

static void
complain(const char *reason)
{
	warnx("%s", reason);
}

/* --strict */
static _Noreturn void
end_with(const char *path, const char *what)
{
	errx(trouble, "%s: %s", path, what);
}

static uint32_t
parse_cpus(const char *s)
{
	uint64_t	 n;

	if (s == NULL)
		return (0);
	if (!parse_number(s, 1, VMACPIGEN_MAX_CPUS, &n))
		errx(trouble, "-n '%s': the number of CPUs must be 1 to %u", s,
		    VMACPIGEN_MAX_CPUS);
	return ((uint32_t)n);
}

/* Reads all tables, and reports what was left out. */
static void
read_tables(struct making *m, char *const paths[], bool strict)
{
	const struct dump *d = &m->import.dump;
	const char	*first = paths[0];
	char		*error;
	size_t		 i;

	for (; *paths != NULL; paths++) {
		if (input_is_set(*paths))
			errx(trouble, "%s: these are not tables but a set; "
			    "extract makes tables of it", *paths);
		if ((error = import_dump(&m->import, *paths)) != NULL)
			fail(error);
	}
	for (i = 0; i < d->nnotes; i++)
		warnx("%s", d->notes[i]);
	if (strict && d->ndamaged > 0)
		errx(trouble, "a table is damaged; must not be, with "
		    "--strict");
	if ((error = import_settle(&m->import, first)) != NULL)
		fail(error);
}

/*
 * Replaces the processors and, with --numa, the nodes: makes SRAT, SLIT and
 * HMAT for memory as q35 has it.
 */
static void
set_cpus(struct making *m, struct vmacpigen_machine *machine)
{
	const struct vmacpigen_machine *q35 = vmacpigen_machine_find("q35");
	const char	*reason;

	m->topology.ncpus = parse_cpus(m->ncpus);
	if (m->topology.ncpus == 0 && m->topology.nnodes > 0)
		errx(trouble, "--numa: the number of CPUs is missing; must be "
		    "given with -n");
	if ((reason = topology_config(&m->topology, &m->config)) != NULL)
		errx(trouble, "%s", reason);
	if (m->config.nnodes > 0) {
		*machine = *m->config.machine;
		machine->low_max = q35->low_max;
		machine->low_split = q35->low_split;
		m->config.machine = machine;
		m->config.omit &= ~(VMACPIGEN_BIT(VMACPIGEN_SRAT) |
		    VMACPIGEN_BIT(VMACPIGEN_SLIT) |
		    VMACPIGEN_BIT(VMACPIGEN_HMAT));
	}
	if (m->config.ncpus > 0) {
		if (!import_set_cpus(&m->import, &m->config))
			errx(trouble, "-n: the tables have no MADT of local "
			    "APICs; must have one, whose processors are "
			    "replaced");
	} else
		m->config.ncpus = 1;
}

int
link_main(int argc, char *argv[])
{
	static const char shortopts[] = "+" MAKING_SHORT;
	static const struct option longopts[] = {
		MAKING_LONG,
		{ "strict", no_argument, NULL, OPT_STRICT },
		{ NULL, 0, NULL, 0 }
	};
	static struct making m;		/* large, and mostly unused */
	static struct vmacpigen_machine machine;
	int		 ch;

	making_init(&m, vmacpigen_machine_bare(), argc, argv, shortopts,
	    longopts);
	m.flat.optional = true;
	m.import.note = m.import.say = say;
	m.import.complain = complain;
	while ((ch = getopt_long(argc, argv, shortopts, longopts,
	    NULL)) != -1) {
		if (ch == OPT_STRICT)
			m.import.note = end_with;
		else if (!making_option(&m, ch))
			return (USAGE);
	}
	if (optind == argc || !making_has_purpose(&m))
		return (USAGE);
	parse_cpus(m.ncpus);
	read_tables(&m, argv + optind, m.import.note == end_with);
	m.config.omit = ~(VMACPIGEN_BIT(VMACPIGEN_XSDT) |
	    VMACPIGEN_BIT(VMACPIGEN_RSDP));
	set_cpus(&m, &machine);
	return (making_finish(&m));
}
