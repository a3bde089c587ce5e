/* See LICENSE for licence details. */

#include <err.h>

#include "make.h"

#define OPT_STRICT	OPT_MAKING_END

static _Noreturn void
end_with(const char *path, const char *what)
{
	errx(trouble, "%s: %s", path, what);
}

static void
parse_cpus(struct making *m)
{
	uint64_t	 n;

	if (m->ncpus == NULL)
		return;
	if (!parse_number(m->ncpus, 1, VMACPIGEN_MAX_CPUS, &n))
		errx(trouble, "-n '%s': a MADT gets 1 to %u CPUs", m->ncpus,
		    VMACPIGEN_MAX_CPUS);
	m->config.ncpus = (uint32_t)n;
	m->config.recount = true;
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
	struct making	 m;
	char		*error;
	int		 ch, i;

	making_init(&m, vmacpigen_machine_bare(), argc, argv, shortopts,
	    longopts);
	while ((ch = getopt_long(argc, argv, shortopts, longopts,
	    NULL)) != -1) {
		if (ch == OPT_STRICT)
			m.import.note = end_with;
		else if (!making_option(&m, ch))
			return (USAGE);
	}
	if (optind == argc || !making_has_purpose(&m))
		return (USAGE);
	parse_cpus(&m);
	for (i = optind; i < argc; i++) {
		if ((error = import_dump(&m.import, argv[i])) != NULL)
			fail(error);
	}
	import_settle(&m.import, argv[optind]);
	m.config.omit = ~(VMACPIGEN_BIT(VMACPIGEN_XSDT) |
	    VMACPIGEN_BIT(VMACPIGEN_RSDP));
	return (making_finish(&m));
}
