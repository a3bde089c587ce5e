/* See LICENSE for licence details. */

#include <ctype.h>
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check/check.h"
#include "diff/diff.h"
#include "extract.h"
#include "read/files.h"
#include "generate.h"
#include "read/image.h"
#include "import.h"
#include "read/input.h"
#include "place.h"
#include "qemu.h"
#include "relink.h"
#include "show.h"
#include "topology.h"

static const char synopsis[] =
    "usage: vmacpigen [--fix-checksums] [--no-flat] [-b base] [-m machine]\n"
    "                 [--apic-ids list] [--distance a,b,value] [--dsdt file]\n"
    "                 [--no-table signature] [--numa node] [--oem-id id]\n"
    "                 [--oem-revision number] [--oem-table-id id] [--possible "
    "ncpus]\n"
    "                 [--rsdp-at address] [--table file] [--topology counts] "
    "-n ncpus\n"
    "                 -o dir | --compare dir [--update]\n"
    "       vmacpigen check [-LvW] [-b base] [-c consumer,...] [-x rule,...]\n"
    "                 dir | file\n"
    "       vmacpigen diff [-ad] [-b base] old new\n"
    "       vmacpigen extract [-b base] -a | -o out dir | file\n"
    "       vmacpigen link [--fix-checksums] [--no-flat] [--strict] [-b base]\n"
    "                 [-n ncpus] [--oem-id id] [--oem-revision number]\n"
    "                 [--oem-table-id id] [--rsdp-at address]\n"
    "                 -o dir | --compare dir [--update] file ... | tabledir\n"
    "       vmacpigen qemu dir\n"
    "       vmacpigen relink -o dir tables.bin\n"
    "       vmacpigen show [-g] [-b base] dir | file\n"
    "       vmacpigen -h | -V\n";

static const char options_help[] =
    "\n"
    "-b base       where the linked image is for; 0xe0000 unless given\n"
    "-h            this text\n"
    "-m machine    vmd, or another of those that -m help lists; with\n"
    "              ,property=value,... those that -m machine,help lists\n"
    "-n ncpus      virtual CPUs, decimal\n"
    "-o dir        where the files go; made if it is missing\n"
    "-V            the version\n"
    "--apic-ids list\n"
    "              the APIC ID of each CPU, like 0-3,8\n"
    "--distance a,b,value\n"
    "              what node b is away from node a, like 0,1,20\n"
    "--compare dir say what would change in dir, and write nothing\n"
    "--dsdt file   a DSDT in place of the machine's, as iasl -tc makes it\n"
    "--fix-checksums\n"
    "              put wrong checksums of the user's tables right\n"
    "--no-flat     no linked image\n"
    "--no-table signature\n"
    "              not the machine's table of that signature\n"
    "--numa node   one more node, like cpus=0-3,memory=2G\n"
    "--oem-id id   what the headers of the tables made here say\n"
    "--oem-revision number\n"
    "              the same\n"
    "--oem-table-id id\n"
    "              the same\n"
    "--possible ncpus\n"
    "              places for CPUs, of which -n are taken\n"
    "--rsdp-at address\n"
    "              the RSDP of the linked image in a file of its own\n"
    "--table file  one more table, or one in place of the machine's\n"
    "--topology counts\n"
    "              APIC IDs for sockets=,dies=,cores=,threads=\n"
    "--update      write it then\n"
    "\n"
    "check         say what is wrong with a set; -L lists the rules\n"
    "diff          say what differs between two sets, images or tables\n"
    "extract       write the tables of a set, linked, to files of their own\n"
    "link          make a set of tables from elsewhere, and of no others\n"
    "qemu          print the options with which QEMU takes the set in dir\n"
    "relink        make the two files that go with a tables.bin\n"
    "show          print a set as text, field by field\n";

/* The exit status after a failure; to diff(1) 1 is a difference. */
static int	trouble = 1;

static _Noreturn void
usage(void)
{
	fputs(synopsis, stderr);
	exit(trouble);
}

/* Says goodbye when everything that was printed has arrived. */
static _Noreturn void
finish(int status)
{
	if (fflush(stdout) == EOF || ferror(stdout))
		err(trouble, "standard output");
	exit(status);
}

/*
 * OpenBSD takes away what is not needed any more: all but one directory,
 * all but files.  A directory that is to be made is reached by its parent.
 */
static void
confine(const char *path, const char *permissions, const char *promises)
{
#ifdef __OpenBSD__
	char		 parent[PATH_MAX];

	if (path != NULL && access(path, F_OK) == -1 &&
	    strlcpy(parent, path, sizeof(parent)) < sizeof(parent))
		path = dirname(parent);
	if (path != NULL && unveil(path, permissions) == -1)
		err(trouble, "unveil: %s", path);
	if (pledge(promises, NULL) == -1)
		err(trouble, "pledge");
#else
	(void)path;
	(void)permissions;
	(void)promises;
#endif
}

/* Decimal, or hexadecimal with 0x: false when it is out of range. */
static bool
parse_either(const char *s, uint64_t max, uint64_t *value)
{
	const char	*end = vmacpigen_number(s, value);

	return (end != NULL && *end == '\0' && *value <= max);
}

/* A decimal number of nothing but digits; false when it is out of range. */
static bool
parse_number(const char *s, uint64_t min, uint64_t max, uint64_t *value)
{
	return (s[strspn(s, "0123456789")] == '\0' &&
	    parse_either(s, max, value) && *value >= min);
}

/* A guest-physical address */
static uint64_t
parse_address(const char *option, const char *s, uint64_t step)
{
	uint64_t	 value;

	if (!parse_either(s, UINT64_MAX / 2, &value) || value == 0)
		errx(trouble, "%s %s: not an address", option, s);
	if (value % step != 0)
		errx(trouble, "%s %s: not a multiple of %" PRIu64, option, s,
		    step);
	return (value);
}

static void
list_machines(void)
{
	const struct vmacpigen_machine *m;
	size_t		 i;

	for (i = 0; (m = vmacpigen_machine_at(i)) != NULL; i++)
		printf("%-15s %s (1 to %u CPUs)%s\n", m->name, m->summary,
		    m->max_cpus, i == 0 ? ", the default" : "");
}

static void
print_value(FILE *f, const struct vmacpigen_property *p, const uint64_t *v)
{
	const char	*format = p->type == VMACPIGEN_NUMBER ? "%" PRIu64 :
	    "%#" PRIx64;

	fprintf(f, format, v[0]);
	if (p->type == VMACPIGEN_RANGE)
		fprintf(f, "-%#" PRIx64, v[1]);
}

/* What a property can be: the end of a sentence. */
static void
print_choice(FILE *f, const struct vmacpigen_property *p)
{
	uint64_t	 min[2] = { p->min, p->max }, max[2] = { p->max };

	if (p->type == VMACPIGEN_SWITCH) {
		fputs("on or off", f);
		return;
	}
	print_value(f, p, min);
	if (p->type == VMACPIGEN_RANGE)
		fputs(" or a part of it", f);
	else {
		fputs(" to ", f);
		print_value(f, p, max);
	}
	if (p->step != 1)
		fprintf(f, " in steps of %#" PRIx64, p->step);
	if (p->off)
		fputs(", or off", f);
}

static void
print_default(
    const struct vmacpigen_property *p, const struct vmacpigen_hardware *hw)
{
	struct vmacpigen_range r;
	uint64_t	 v[2] = { 0, 0 };
	bool		 on;

	if (p->type == VMACPIGEN_SWITCH) {
		memcpy(&on, (const char *)hw + p->offset, sizeof(on));
		fputs(on ? "on" : "off", stdout);
		return;
	}
	memcpy(v, (const char *)hw + p->offset, p->type == VMACPIGEN_RANGE ?
	    sizeof(r) : sizeof(v[0]));
	if (p->offset == offsetof(struct vmacpigen_hardware, window)) {
		r = vmacpigen_window(hw);
		v[0] = r.base;
		v[1] = r.limit;
	}
	if (v[0] == 0 && p->off)
		fputs("off", stdout);
	else
		print_value(stdout, p, v);
}

static void
list_properties(const struct vmacpigen_machine *m)
{
	const struct vmacpigen_property *p;
	size_t		 i;

	if (vmacpigen_property_at(m, 0) == NULL)
		printf("%s has no properties\n", m->name);
	for (i = 0; (p = vmacpigen_property_at(m, i)) != NULL; i++) {
		printf("%s=", p->name);
		print_default(p, &m->hw);
		printf("\n\t%s: ", p->summary);
		print_choice(stdout, p);
		putchar('\n');
	}
}

static _Noreturn void
bad_property(const struct vmacpigen_machine *m, const char *name)
{
	const struct vmacpigen_property *p;
	size_t		 i;

	fprintf(stderr, "vmacpigen: -m %s: no property '%s'; ", m->name, name);
	if (vmacpigen_property_at(m, 0) == NULL)
		fputs("it has none", stderr);
	for (i = 0; (p = vmacpigen_property_at(m, i)) != NULL; i++)
		fprintf(stderr, "%s%s", i == 0 ? "it has " : ", ", p->name);
	fputc('\n', stderr);
	exit(trouble);
}

static _Noreturn void
bad_value(const struct vmacpigen_machine *m, const struct vmacpigen_property *p,
    const char *value)
{
	fprintf(stderr, "vmacpigen: -m %s: %s cannot be '%s': it is ",
	    m->name, p->name, value);
	print_choice(stderr, p);
	fputc('\n', stderr);
	exit(trouble);
}

/* Takes name,property=value,...; false when it was asked for help. */
static bool
parse_machine(struct vmacpigen_config *config, char *s)
{
	const struct vmacpigen_machine *m;
	const struct vmacpigen_property *p;
	char		*word, *value;

	word = strsep(&s, ",");
	if (strcmp(word, "help") == 0) {
		list_machines();
		return (false);
	}
	if ((m = vmacpigen_machine_find(word)) == NULL)
		errx(trouble, "%s: no such machine; -m help lists them", word);
	vmacpigen_config_init(config, m);
	while ((word = strsep(&s, ",")) != NULL) {
		if (strcmp(word, "help") == 0) {
			list_properties(m);
			return (false);
		}
		value = word;
		word = strsep(&value, "=");
		if ((p = vmacpigen_property_find(m, word)) == NULL)
			bad_property(m, word);
		if (value == NULL)
			value = word + strlen(word);
		if (!vmacpigen_property_set(config, p, value))
			bad_value(m, p, value);
	}
	return (true);
}

/*
 * Generating
 */

/* Writes all outputs into a directory, or none. */
static void
write_outputs(const char *dir, const struct output *outputs, size_t n)
{
	const struct output *failed;

	if (files_write(dir, outputs, n, &failed) == 0)
		return;
	if (failed == NULL)
		err(trouble, "%s", dir);
	err(trouble, "%s/%s", dir, failed->name);
}

/* What generating and linking have in common */
struct making {
	struct vmacpigen_config config;
	struct flat	 flat;
	struct import	 import;
	const char	*dir, *golden, *ncpus;
	bool		 update;	/* what is in the directory golden */
	char		 oem_id[6], oem_table_id[8];
	uint32_t	 oem_revision;
};

enum {
	OPT_COMPARE = UCHAR_MAX + 1,
	OPT_DSDT,
	OPT_FIX_CHECKSUMS,
	OPT_NO_FLAT,
	OPT_NO_TABLE,
	OPT_OEM_ID,
	OPT_OEM_TABLE_ID,
	OPT_OEM_REVISION,
	OPT_POSSIBLE,
	OPT_RSDP_AT,
	OPT_STRICT,
	OPT_TABLE,
	OPT_UPDATE,
	OPT_TOPOLOGY			/* and on: topology_options */
};

#define MAKING_OPTIONS							\
	{ "compare", required_argument, NULL, OPT_COMPARE },		\
	{ "fix-checksums", no_argument, NULL, OPT_FIX_CHECKSUMS },	\
	{ "no-flat", no_argument, NULL, OPT_NO_FLAT },			\
	{ "oem-id", required_argument, NULL, OPT_OEM_ID },		\
	{ "oem-table-id", required_argument, NULL, OPT_OEM_TABLE_ID },	\
	{ "oem-revision", required_argument, NULL, OPT_OEM_REVISION },	\
	{ "rsdp-at", required_argument, NULL, OPT_RSDP_AT },		\
	{ "update", no_argument, NULL, OPT_UPDATE }

static void
warn_of(const char *path, const char *what)
{
	warnx("%s: %s", path, what);
}

static _Noreturn void
die_of(const char *path, const char *what)
{
	errx(trouble, "%s: %s", path, what);
}

static void
init_making(struct making *m, const struct vmacpigen_machine *machine)
{
	memset(m, 0, sizeof(*m));
	vmacpigen_config_init(&m->config, machine);
	m->flat.wanted = true;
	m->flat.base = VMACPIGEN_FLAT_BASE;
	m->import.note = warn_of;
}

/* Failures before --compare are those of a comparison, too. */
static void
set_trouble(int argc, char *argv[])
{
	int		 i;

	for (i = 1; i < argc; i++) {
		if (strncmp(argv[i], "--c", 3) == 0)
			trouble = 2;
	}
}

/* Characters that show what they are, and NULs behind them */
static const char *
parse_id(const char *option, char *id, size_t size)
{
	size_t		 i, length = strlen(optarg);

	for (i = 0; i < length; i++) {
		if (optarg[i] < ' ' || optarg[i] > '~')
			break;
	}
	if (i < length || length > size)
		errx(trouble, "%s '%s': it has up to %zu characters of ASCII",
		    option, optarg, size);
	memset(id, 0, size);
	memcpy(id, optarg, length);
	return (id);
}

/* An option of both: false for another one */
static bool
parse_making(struct making *m, int ch)
{
	uint64_t	 n;

	switch (ch) {
	case 'b':
		m->flat.base = parse_address("-b", optarg, ACPI_FACS_ALIGN);
		return (true);
	case 'n':
		m->ncpus = optarg;
		return (true);
	case 'o':
		m->dir = optarg;
		return (true);
	case OPT_COMPARE:
		m->golden = optarg;
		return (true);
	case OPT_FIX_CHECKSUMS:
		m->import.fix = true;
		return (true);
	case OPT_NO_FLAT:
		m->flat.wanted = false;
		return (true);
	case OPT_OEM_ID:
		m->config.oem_id = parse_id("--oem-id", m->oem_id,
		    sizeof(m->oem_id));
		return (true);
	case OPT_OEM_TABLE_ID:
		m->config.oem_table_id = parse_id("--oem-table-id",
		    m->oem_table_id, sizeof(m->oem_table_id));
		return (true);
	case OPT_OEM_REVISION:
		if (!parse_either(optarg, UINT32_MAX, &n))
			errx(trouble, "--oem-revision %s: not a number of 32 "
			    "bits", optarg);
		m->oem_revision = (uint32_t)n;
		m->config.oem_revision = &m->oem_revision;
		return (true);
	case OPT_RSDP_AT:
		m->flat.rsdp_at = parse_address("--rsdp-at", optarg,
		    ACPI_RSDP_ALIGN);
		return (true);
	case OPT_UPDATE:
		m->update = true;
		return (true);
	default:
		return (false);
	}
}

/*
 * Prints what a directory lacks of the three files, if it lacks any.  It has
 * to be there itself, unless it is going to be made.
 */
static bool
print_missing(const char *dir, const struct generated *g, bool make)
{
	char		 path[PATH_MAX];
	bool		 any = false;
	size_t		 i;

	if (access(dir, F_OK) == -1 && (errno != ENOENT || !make))
		err(trouble, "%s", dir);
	for (i = 0; i < g->n; i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, g->outputs[i].name);
		if (!input_is_own(g->outputs[i].name) ||
		    access(path, F_OK) == 0 || errno != ENOENT)
			continue;
		printf("+ %s\n", g->outputs[i].name);
		any = true;
	}
	return (any);
}

/* Compares with what is in a directory, which may then be written anew. */
static int
compare(const struct making *m, const struct generated *g)
{
	struct input	 old, new;
	const char	*error;
	bool		 differ = true;

	if (!print_missing(m->golden, g, m->update)) {
		if (input_open(&old, m->golden) == -1)
			errx(trouble, "%s", old.error);
		if (input_open_outputs(&new, g->outputs, g->n) == -1)
			errx(trouble, "%s", new.error);
		if ((error = diff_inputs(&old, &new, m->flat.base, 0,
		    &differ)) != NULL)
			errx(trouble, "%s", error);
		input_close(&old);
		input_close(&new);
	}
	if (fflush(stdout) == EOF)
		err(trouble, "standard output");
	if (differ && m->update)
		write_outputs(m->golden, g->outputs, g->n);
	return (differ && !m->update);
}

/* Exactly one of -o and --compare; --update goes with the latter. */
static bool
has_purpose(const struct making *m)
{
	return ((m->dir == NULL) != (m->golden == NULL) &&
	    (m->golden != NULL || !m->update));
}

/* Makes all files, and writes or compares them. */
static int
make(struct making *m)
{
	struct generated g;
	int		 status = 0;

	m->config.given = m->import.given;
	m->config.ngiven = m->import.n;
	if (m->golden != NULL && !m->update)
		confine(m->golden, "r", "stdio rpath");
	else
		confine(m->golden != NULL ? m->golden : m->dir, "rwc",
		    "stdio rpath wpath cpath");
	if (!generate(&g, &m->config, &m->flat))
		errx(trouble, "%s", g.error);
	if (m->golden != NULL)
		status = compare(m, &g);
	else
		write_outputs(m->dir, g.outputs, g.n);
	generate_free(&g);
	import_free(&m->import);
	return (status);
}

static void
parse_no_table(struct vmacpigen_config *config, const char *signature)
{
	enum vmacpigen_kind kind = VMACPIGEN_OTHER;

	if (strlen(signature) == 4)
		kind = vmacpigen_kind_of(signature);
	if (kind == VMACPIGEN_RSDT || kind >= VMACPIGEN_OTHER)
		errx(trouble, "--no-table %s: not the signature of a table "
		    "that can be left out", signature);
	config->omit |= VMACPIGEN_BIT(kind);
}

/* Each says something about CPUs or nodes. */
static const struct {
	const char	*name;
	const char	*(*set)(struct topology *, const char *);
} topology_options[] = {
	{ "apic-ids",	topology_set_ids },
	{ "distance",	topology_set_distance },
	{ "numa",	topology_add_node },
	{ "topology",	topology_set_levels },
};

static void
parse_topology(struct topology *t, size_t i, const char *value)
{
	const char	*error;

	if ((error = topology_options[i].set(t, value)) != NULL)
		errx(trouble, "--%s '%s': %s", topology_options[i].name, value,
		    error);
}

/* A number of CPUs, or 0 for one that was not given */
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

static int
generate_main(int argc, char *argv[])
{
	static const struct option longopts[] = {
		MAKING_OPTIONS,
		{ "apic-ids", required_argument, NULL, OPT_TOPOLOGY },
		{ "distance", required_argument, NULL, OPT_TOPOLOGY + 1 },
		{ "numa", required_argument, NULL, OPT_TOPOLOGY + 2 },
		{ "topology", required_argument, NULL, OPT_TOPOLOGY + 3 },
		{ "dsdt", required_argument, NULL, OPT_DSDT },
		{ "no-table", required_argument, NULL, OPT_NO_TABLE },
		{ "possible", required_argument, NULL, OPT_POSSIBLE },
		{ "table", required_argument, NULL, OPT_TABLE },
		{ NULL, 0, NULL, 0 }
	};
	static struct topology topology;	/* large, and mostly unused */
	struct making	 m;
	static struct {
		const char	*path;
		const char	*signature;
	}		*tables;
	const char	*possible = NULL, *error;
	int		 ch, i, ntables = 0;

	/* They are read when --fix-checksums cannot come any more. */
	if ((tables = calloc((size_t)argc, sizeof(*tables))) == NULL)
		err(trouble, NULL);
	init_making(&m, vmacpigen_machine_at(0));
	set_trouble(argc, argv);
	while ((ch = getopt_long(argc, argv, "+b:hm:n:o:V", longopts,
	    NULL)) != -1) {
		switch (ch) {
		case 'h':
			printf("%s%s", synopsis, options_help);
			return (0);
		case 'm':
			if (!parse_machine(&m.config, optarg))
				return (0);
			break;
		case OPT_POSSIBLE:
			possible = optarg;
			break;
		case 'V':
			puts("vmacpigen " VMACPIGEN_VERSION);
			return (0);
		case OPT_DSDT:
			tables[ntables].signature = "DSDT";
			/* FALLTHROUGH */
		case OPT_TABLE:
			tables[ntables++].path = optarg;
			break;
		case OPT_NO_TABLE:
			parse_no_table(&m.config, optarg);
			break;
		default:
			if (ch >= OPT_TOPOLOGY)
				parse_topology(&topology,
				    (size_t)(ch - OPT_TOPOLOGY), optarg);
			else if (!parse_making(&m, ch))
				usage();
		}
	}
	if (optind != argc || !has_purpose(&m))
		usage();
	topology.ncpus = parse_cpus("-n", m.ncpus, m.config.machine);
	topology.nplaces = parse_cpus("--possible", possible,
	    m.config.machine);
	if ((error = topology_config(&topology, &m.config)) != NULL)
		errx(trouble, "%s", error);
	if (m.config.ncpus == 0)
		usage();
	for (i = 0; i < ntables; i++) {
		if (!import_table(&m.import, tables[i].path,
		    tables[i].signature))
			errx(trouble, "%s", m.import.error);
	}
	free(tables);
	return (make(&m));
}

static int
link_main(int argc, char *argv[])
{
	static const struct option longopts[] = {
		MAKING_OPTIONS,
		{ "strict", no_argument, NULL, OPT_STRICT },
		{ NULL, 0, NULL, 0 }
	};
	struct making	 m;
	uint64_t	 n;
	int		 ch, i;

	init_making(&m, vmacpigen_machine_bare());
	set_trouble(argc, argv);
	while ((ch = getopt_long(argc, argv, "+b:n:o:", longopts,
	    NULL)) != -1) {
		if (ch == OPT_STRICT)
			m.import.note = die_of;
		else if (!parse_making(&m, ch))
			usage();
	}
	if (optind == argc || !has_purpose(&m))
		usage();
	if (m.ncpus != NULL) {
		if (!parse_number(m.ncpus, 1, VMACPIGEN_MAX_CPUS, &n))
			errx(trouble, "-n '%s': a MADT gets 1 to %u CPUs",
			    m.ncpus, VMACPIGEN_MAX_CPUS);
		m.config.ncpus = (uint32_t)n;
		m.config.recount = true;
	}
	for (i = optind; i < argc; i++) {
		if (!import_dump(&m.import, argv[i]))
			errx(trouble, "%s", m.import.error);
	}
	import_settle(&m.import, argv[optind]);
	m.config.omit = ~(1U << VMACPIGEN_XSDT | 1U << VMACPIGEN_RSDP);
	return (make(&m));
}

static int
relink_main(int argc, char *argv[])
{
	struct vmacpigen_set set;
	struct output	 outputs[3];
	const struct vmacpigen_file *rsdp;
	const char	*dir = NULL, *path, *error;
	uint8_t		*blob;
	size_t		 length;
	int		 ch;

	while ((ch = getopt(argc, argv, "+o:")) != -1) {
		if (ch != 'o')
			usage();
		dir = optarg;
	}
	if (optind + 1 != argc || dir == NULL)
		usage();
	path = argv[optind];
	if ((blob = file_read(path, &length)) == NULL)
		errx(trouble, "%s: %s", path, file_error());
	confine(dir, "rwc", "stdio rpath wpath cpath");
	if ((error = relink(&set, blob, length)) != NULL)
		errx(trouble, "%s: %s", path, error);
	rsdp = vmacpigen_find_file(&set, VMACPIGEN_FW_CFG_RSDP);
	outputs[0] = (struct output){ "rsdp.bin", rsdp->data, rsdp->length };
	outputs[1] = (struct output){ "tables.bin", blob, length };
	outputs[2] = (struct output){ "table-loader.bin", set.script.data,
	    set.script.length };
	write_outputs(dir, outputs, 3);
	vmacpigen_set_free(&set);
	free(blob);
	return (0);
}

/*
 * Reading a set
 */

/* Reads the set that the operands or --rsdp, --tables, --loader name. */
static void
open_input(struct input *in, int argc, char *argv[], const char *files[3])
{
	bool		 named = files[0] != NULL && files[1] != NULL &&
	    files[2] != NULL;
	int		 rv;

	if (argc != (named ? 0 : 1) ||
	    (!named && (files[0] || files[1] || files[2])))
		usage();
	confine(NULL, NULL, "stdio rpath");
	rv = named ? input_open_files(in, files[0], files[1], files[2]) :
	    input_open(in, argv[0]);
	if (rv == -1)
		errx(trouble, "%s", in->error);
}

static void
print_fw_cfg(const char *name, const char *dir, const char *base)
{
	printf(" -fw_cfg name=%s,file=", name);
	for (; *dir != '\0'; dir++)
		printf(*dir == ',' ? ",," : "%c", *dir);
	printf("/%s", base);
}

static int
qemu_main(int argc, char *argv[])
{
	struct input	 in;
	struct vmacpigen_memory memory;
	struct image	 image;
	const char	*dir, *p, *error;
	size_t		 command;

	if (getopt_long(argc, argv, "+", NULL, NULL) != -1 ||
	    optind + 1 != argc)
		usage();
	dir = argv[optind];
	for (p = dir; *p != '\0'; p++) {
		if (isspace((unsigned char)*p) ||
		    iscntrl((unsigned char)*p) || strchr("*?[\\", *p) != NULL)
			errx(trouble, "%s: a shell would split or expand "
			    "this path", dir);
	}
	open_input(&in, 1, &argv[optind], (const char *[3]){ NULL });
	if (in.kind != INPUT_SET)
		errx(trouble, "%s: not the directory of a set", dir);
	if ((error = vmacpigen_run_strict(&memory, &in.set, VMACPIGEN_FLAT_BASE,
	    &command)) != NULL)
		errx(trouble, "%s/table-loader.bin: command %zu: %s", dir,
		    command, error);
	if (memory.nregions == 0)
		errx(trouble, "%s/table-loader.bin: it places no file", dir);
	if ((error = image_walk(&image, &memory, false)) != NULL)
		errx(trouble, "%s", error);
	if (image.ntables == 0)
		errx(trouble, "%s/rsdp.bin: there is no RSDP", dir);
	if ((error = qemu_print(&image)) != NULL)
		errx(trouble, "%s/tables.bin: %s", dir, error);
	print_fw_cfg(VMACPIGEN_FW_CFG_RSDP, dir, "rsdp.bin");
	print_fw_cfg(VMACPIGEN_FW_CFG_TABLES, dir, "tables.bin");
	print_fw_cfg(VMACPIGEN_FW_CFG_LOADER, dir, "table-loader.bin");
	putchar('\n');
	image_free(&image);
	vmacpigen_memory_free(&memory);
	input_close(&in);
	return (0);
}

/* --rsdp, --tables and --loader: false for another option */
static bool
parse_file(int ch, const char *files[3])
{
	static const char names[] = "RTS";
	const char	*p = strchr(names, ch);

	if (p == NULL || *p == '\0')
		return (false);
	files[p - names] = optarg;
	return (true);
}

static const struct option file_options[] = {
	{ "rsdp", required_argument, NULL, 'R' },
	{ "tables", required_argument, NULL, 'T' },
	{ "loader", required_argument, NULL, 'S' },
	{ NULL, 0, NULL, 0 }
};

static int
check_main(int argc, char *argv[])
{
	struct input	 in;
	struct check	 ck;
	struct check_options o = {
		.base = VMACPIGEN_FLAT_BASE,
		.who = CHECK_DEFAULT,
	};
	const char	*files[3] = { NULL, NULL, NULL }, *unknown;
	bool		 warnings = false;
	int		 ch;

	while ((ch = getopt_long(argc, argv, "+b:c:LvWx:", file_options,
	    NULL)) != -1) {
		switch (ch) {
		case 'b':
			o.base = parse_address("-b", optarg, 1);
			break;
		case 'c':
			if ((o.who = check_consumers(optarg)) == 0)
				errx(trouble, "-c %s: the consumers are "
				    "seabios, ovmf, qboot, u-boot, coreboot, "
				    "stage0", optarg);
			break;
		case 'L':
			check_list();
			return (0);
		case 'v':
			o.verbose = true;
			break;
		case 'W':
			warnings = true;
			break;
		case 'x':
			if ((unknown = check_silence(&o, optarg)) != NULL)
				errx(trouble, "-x %.*s: there is no rule of "
				    "this name; check -L lists the rules",
				    (int)strcspn(unknown, ","), unknown);
			break;
		default:
			if (!parse_file(ch, files))
				usage();
		}
	}
	open_input(&in, argc - optind, argv + optind, files);
	check_input(&ck, &in, &o);
	free(o.silent);
	input_close(&in);
	return (ck.findings[CHECK_ERROR] > 0 ||
	    (warnings && ck.findings[CHECK_WARNING] > 0));
}

static int
show_main(int argc, char *argv[])
{
	struct input	 in;
	const char	*files[3] = { NULL, NULL, NULL }, *error;
	uint64_t	 base = VMACPIGEN_FLAT_BASE;
	bool		 graph = false;
	int		 ch;

	while ((ch = getopt_long(argc, argv, "+b:g", file_options,
	    NULL)) != -1) {
		switch (ch) {
		case 'b':
			base = parse_address("-b", optarg, 1);
			break;
		case 'g':
			graph = true;
			break;
		default:
			if (!parse_file(ch, files))
				usage();
		}
	}
	open_input(&in, argc - optind, argv + optind, files);
	if ((error = show_input(&in, base, graph)) != NULL)
		errx(trouble, "%s", error);
	input_close(&in);
	return (0);
}

static int
extract_main(int argc, char *argv[])
{
	struct input	 in;
	struct extract	 ex;
	const char	*files[3] = { NULL, NULL, NULL }, *dir = NULL;
	uint64_t	 base = VMACPIGEN_FLAT_BASE;
	bool		 text = false;
	int		 ch;

	while ((ch = getopt_long(argc, argv, "+ab:o:", file_options,
	    NULL)) != -1) {
		switch (ch) {
		case 'a':
			text = true;
			break;
		case 'b':
			base = parse_address("-b", optarg, 1);
			break;
		case 'o':
			dir = optarg;
			break;
		default:
			if (!parse_file(ch, files))
				usage();
		}
	}
	if (text == (dir != NULL))
		usage();
	open_input(&in, argc - optind, argv + optind, files);
	if (!extract_open(&ex, &in, base))
		errx(trouble, "%s", ex.error);
	if (text)
		extract_print(&ex);
	else
		write_outputs(dir, ex.outputs, ex.n);
	extract_close(&ex);
	input_close(&in);
	return (0);
}

static int
diff_main(int argc, char *argv[])
{
	struct input	 in[2];
	const char	*error;
	uint64_t	 base = VMACPIGEN_FLAT_BASE;
	unsigned int	 flags = 0;
	bool		 differ;
	int		 ch, i;

	while ((ch = getopt(argc, argv, "+ab:d")) != -1) {
		switch (ch) {
		case 'a':
			flags |= DIFF_ALL;
			break;
		case 'b':
			base = parse_address("-b", optarg, 1);
			break;
		case 'd':
			flags |= DIFF_AML;
			break;
		default:
			usage();
		}
	}
	if (optind + 2 != argc)
		usage();
	confine(NULL, NULL, flags & DIFF_AML ?
	    "stdio rpath wpath cpath proc exec" : "stdio rpath");
	for (i = 0; i < 2; i++) {
		if (input_open(&in[i], argv[optind + i]) == -1)
			errx(trouble, "%s", in[i].error);
	}
	if ((error = diff_inputs(&in[0], &in[1], base, flags,
	    &differ)) != NULL)
		errx(trouble, "%s", error);
	input_close(&in[0]);
	input_close(&in[1]);
	return (differ);
}

static const struct {
	const char	*name;
	int		(*main)(int, char *[]);
	int		trouble;	/* its status after a failure */
} verbs[] = {
	{ "check",	check_main,	2 },
	{ "diff",	diff_main,	2 },
	{ "extract",	extract_main,	1 },
	{ "link",	link_main,	1 },
	{ "qemu",	qemu_main,	1 },
	{ "relink",	relink_main,	1 },
	{ "show",	show_main,	1 },
};

int
main(int argc, char *argv[])
{
	size_t		 i;

	signal(SIGXFSZ, SIG_IGN);
	if (argc < 2)
		usage();
	for (i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (strcmp(argv[1], verbs[i].name) == 0)
			break;
	}
	if (i == sizeof(verbs) / sizeof(verbs[0]))
		finish(generate_main(argc, argv));
	trouble = verbs[i].trouble;
	argv[1] = argv[0];	/* getopt(3) complains in this name */
	finish(verbs[i].main(argc - 1, argv + 1));
}
