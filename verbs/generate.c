/* See LICENSE for licence details. */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machines.h"
#include "make.h"
#include "read/xalloc.h"

enum {
	OPT_DSDT = OPT_MAKING_END,
	OPT_NO_TABLE,
	OPT_POSSIBLE,
	OPT_TABLE
};

static void
parse_no_table(struct vmacpigen_config *config, const char *signature)
{
	enum vmacpigen_kind kind = VMACPIGEN_OTHER;

	if (strcmp(signature, "SSDT") == 0)
		kind = VMACPIGEN_SSDT;
	else if (strlen(signature) == 4)
		kind = vmacpigen_kind_of(signature);
	if (kind == VMACPIGEN_RSDT || kind >= VMACPIGEN_OTHER)
		errx(trouble, "--no-table %s: not the signature of a table "
		    "that can be left out", signature);
	config->omit |= VMACPIGEN_BIT(kind);
}

/* Without its DSDT a machine has no SSDT either: say so once. */
static void
note_ssdt(const struct making *m)
{
	const struct vmacpigen_config *c = &m->config;
	const char	*why = NULL;
	size_t		 i;

	if (c->omit & VMACPIGEN_BIT(VMACPIGEN_DSDT))
		why = "--no-table DSDT";
	for (i = 0; i < m->import.n; i++) {
		if (vmacpigen_kind_of((const char *)m->import.given[i].data) ==
		    VMACPIGEN_DSDT)
			why = m->import.paths[i];
	}
	if (why != NULL && c->machine->ssdt &&
	    (c->omit & VMACPIGEN_BIT(VMACPIGEN_SSDT)) == 0)
		warnx("%s: the SSDT that belongs to %s's DSDT is left out too",
		    why, c->machine->name);
}

/* Parses a number of CPUs; 0 if the option was not given. */
static uint32_t
parse_cpus(const char *option, const char *s, const struct vmacpigen_machine *m)
{
	uint64_t	 n;

	if (s == NULL)
		return (0);
	if (!parse_number(s, 1, m->max_cpus, &n))
		errx(trouble, "%s '%s': the machine %s takes 1 to %u CPUs",
		    option, s, m->name, m->max_cpus);
	return ((uint32_t)n);
}

/* A table of the user's, read when all options are known */
struct given {
	const char	*path;
	const char	*signature;	/* that it must have; or NULL */
};

struct generating {
	struct making	 making;
	const char	*possible;
	struct given	*tables;
	size_t		 ntables, max;
};

static void
add_given(struct generating *g, const char *path, const char *signature)
{
	g->tables = xgrow(g->tables, g->ntables, &g->max, sizeof(*g->tables));
	g->tables[g->ntables++] = (struct given){ path, signature };
}

/* Handles an option of generating; false for another one. */
static bool
generate_option(struct generating *g, int ch)
{
	switch (ch) {
	case OPT_POSSIBLE:
		g->possible = optarg;
		return (true);
	case OPT_DSDT:
		add_given(g, optarg, "DSDT");
		return (true);
	case OPT_TABLE:
		add_given(g, optarg, NULL);
		return (true);
	case OPT_NO_TABLE:
		parse_no_table(&g->making.config, optarg);
		return (true);
	default:
		return (making_option(&g->making, ch));
	}
}

static int
generate(struct generating *g)
{
	struct making	*m = &g->making;
	const struct vmacpigen_machine *machine = m->config.machine;
	const char	*reason;
	char		*error, *path;
	size_t		 i;

	m->topology.ncpus = parse_cpus("-n", m->ncpus, machine);
	m->topology.nplaces = parse_cpus("--possible", g->possible, machine);
	if ((reason = topology_config(&m->topology, &m->config)) != NULL)
		errx(trouble, "%s", reason);
	if (m->config.ncpus == 0)
		return (USAGE);
	for (i = 0; i < machine->ntables; i++) {
		path = machine_table(machine, i);
		if ((error = import_table(&m->import, path, NULL)) != NULL)
			fail(error);
		free(path);
	}
	for (i = 0; i < g->ntables; i++) {
		if ((error = import_table(&m->import, g->tables[i].path,
		    g->tables[i].signature)) != NULL)
			fail(error);
	}
	note_ssdt(m);
	return (making_finish(m));
}

int
generate_main(int argc, char *argv[])
{
	static const char shortopts[] = "+" MAKING_SHORT "f:hm:V";
	static const struct option longopts[] = {
		MAKING_LONG,
		{ "dsdt", required_argument, NULL, OPT_DSDT },
		{ "help", no_argument, NULL, 'h' },
		{ "no-table", required_argument, NULL, OPT_NO_TABLE },
		{ "possible", required_argument, NULL, OPT_POSSIBLE },
		{ "table", required_argument, NULL, OPT_TABLE },
		{ "version", no_argument, NULL, 'V' },
		{ NULL, 0, NULL, 0 }
	};
	static struct generating g;	/* large, and mostly unused */
	int		 ch, status;

	making_init(&g.making, vmacpigen_machine_at(0), argc, argv, shortopts,
	    longopts);
	while ((ch = getopt_long(argc, argv, shortopts, longopts,
	    NULL)) != -1) {
		if (ch == 'h')
			return (HELP);
		if (ch == 'V')
			return (VERSION);
		if (ch == 'f')
			set_machine(&g.making.config, read_machine(optarg));
		else if (ch == 'm') {
			if (!parse_machine(&g.making.config, optarg))
				return (0);
		} else if (!generate_option(&g, ch))
			return (USAGE);
	}
	if (optind != argc || !making_has_purpose(&g.making))
		return (USAGE);
	status = generate(&g);
	free(g.tables);
	return (status);
}
