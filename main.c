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

#include "check.h"
#include "extract.h"
#include "files.h"
#include "generate.h"
#include "image.h"
#include "input.h"
#include "loader.h"
#include "qemu.h"
#include "show.h"
#include "topology.h"

#define VERSION		"0.1"
#define OPT_TOPOLOGY	256	/* and on: topology_options */

static const char synopsis[] =
    "usage: vmacpigen [--no-flat] [--apic-ids list] [--distance a,b,value]\n"
    "                 [--numa node] [--possible ncpus] [--topology counts]\n"
    "                 [-m machine] -n ncpus -o dir\n"
    "       vmacpigen check [-LvW] [-b base] [-c consumer,...] dir | file\n"
    "       vmacpigen extract [-b base] -a | -o out dir | file\n"
    "       vmacpigen qemu dir\n"
    "       vmacpigen show [-g] [-b base] dir | file\n"
    "       vmacpigen -h | -V\n";

static const char options_help[] =
    "\n"
    "-h            this text\n"
    "-m machine    vmd, or another of those that -m help lists; with\n"
    "              ,property=value,... those that -m machine,help lists\n"
    "-n ncpus      virtual CPUs, decimal\n"
    "-o dir        where the files go; made if it is missing\n"
    "-V            the version\n"
    "--apic-ids list        the APIC ID of each CPU, like 0-3,8\n"
    "--distance a,b,value   what node b is away from node a, like 0,1,20\n"
    "--no-flat     no e0000.bin\n"
    "--numa node   one more node, like cpus=0-3,memory=2G\n"
    "--possible ncpus       places for CPUs, of which -n are taken\n"
    "--topology counts      APIC IDs for sockets=,dies=,cores=,threads=\n"
    "\n"
    "check         say what is wrong with a set; -L lists the rules\n"
    "extract       write the tables of a set, linked, to files of their own\n"
    "qemu          print the options with which QEMU takes the set in dir\n"
    "show          print a set as text, field by field\n";

static _Noreturn void
usage(int status)
{
	fputs(synopsis, stderr);
	exit(status);
}

/* Says goodbye when everything that was printed has arrived. */
static _Noreturn void
finish(int status)
{
	if (fflush(stdout) == EOF || ferror(stdout))
		err(1, "standard output");
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
		err(1, "unveil: %s", path);
	if (pledge(promises, NULL) == -1)
		err(1, "pledge");
#else
	(void)path;
	(void)permissions;
	(void)promises;
#endif
}

/* A decimal number of nothing but digits; false when it is out of range. */
static bool
parse_number(const char *s, unsigned long long min, unsigned long long max,
    unsigned long long *value)
{
	const char	*p;

	for (p = s; isdigit((unsigned char)*p); p++)
		;
	if (p == s || *p != '\0')
		return (false);
	errno = 0;
	*value = strtoull(s, NULL, 10);
	return (errno == 0 && *value >= min && *value <= max);
}

static void
list_machines(void)
{
	const struct acpi_machine *m;
	size_t		 i;

	for (i = 0; (m = acpi_machine_at(i)) != NULL; i++)
		printf("%-15s %s (1 to %u CPUs)%s\n", m->name, m->summary,
		    m->max_cpus, i == 0 ? ", the default" : "");
}

static void
print_value(FILE *f, const struct acpi_property *p, const uint64_t *v)
{
	const char	*format = p->type == ACPI_NUMBER ? "%" PRIu64 :
	    "%#" PRIx64;

	fprintf(f, format, v[0]);
	if (p->type == ACPI_RANGE)
		fprintf(f, "-%#" PRIx64, v[1]);
}

/* What a property can be: the end of a sentence. */
static void
print_choice(FILE *f, const struct acpi_property *p)
{
	uint64_t	 min[2] = { p->min, p->max }, max[2] = { p->max };

	if (p->type == ACPI_SWITCH) {
		fputs("on or off", f);
		return;
	}
	print_value(f, p, min);
	if (p->type == ACPI_RANGE)
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
print_default(const struct acpi_property *p, const struct acpi_hardware *hw)
{
	struct acpi_range r;
	uint64_t	 v[2] = { 0, 0 };
	bool		 on;

	if (p->type == ACPI_SWITCH) {
		memcpy(&on, (const char *)hw + p->offset, sizeof(on));
		fputs(on ? "on" : "off", stdout);
		return;
	}
	memcpy(v, (const char *)hw + p->offset, p->type == ACPI_RANGE ?
	    sizeof(r) : sizeof(v[0]));
	if (p->offset == offsetof(struct acpi_hardware, window)) {
		r = acpi_window(hw);
		v[0] = r.base;
		v[1] = r.limit;
	}
	if (v[0] == 0 && p->off)
		fputs("off", stdout);
	else
		print_value(stdout, p, v);
}

static void
list_properties(const struct acpi_machine *m)
{
	const struct acpi_property *p;
	size_t		 i;

	if (acpi_property_at(m, 0) == NULL)
		printf("%s has no properties\n", m->name);
	for (i = 0; (p = acpi_property_at(m, i)) != NULL; i++) {
		printf("%s=", p->name);
		print_default(p, &m->hw);
		printf("\n\t%s: ", p->summary);
		print_choice(stdout, p);
		putchar('\n');
	}
}

static _Noreturn void
bad_property(const struct acpi_machine *m, const char *name)
{
	const struct acpi_property *p;
	size_t		 i;

	fprintf(stderr, "vmacpigen: -m %s: no property '%s'; ", m->name, name);
	if (acpi_property_at(m, 0) == NULL)
		fputs("it has none", stderr);
	for (i = 0; (p = acpi_property_at(m, i)) != NULL; i++)
		fprintf(stderr, "%s%s", i == 0 ? "it has " : ", ", p->name);
	fputc('\n', stderr);
	exit(1);
}

static _Noreturn void
bad_value(const struct acpi_machine *m, const struct acpi_property *p,
    const char *value)
{
	fprintf(stderr, "vmacpigen: -m %s: %s cannot be '%s': it is ",
	    m->name, p->name, value);
	print_choice(stderr, p);
	fputc('\n', stderr);
	exit(1);
}

/* Takes name,property=value,...; false when it was asked for help. */
static bool
parse_machine(struct acpi_config *config, char *s)
{
	const struct acpi_machine *m;
	const struct acpi_property *p;
	char		*word, *value;

	word = strsep(&s, ",");
	if (strcmp(word, "help") == 0) {
		list_machines();
		return (false);
	}
	if ((m = acpi_machine_find(word)) == NULL)
		errx(1, "%s: no such machine; -m help lists them", word);
	acpi_config_init(config, m);
	while ((word = strsep(&s, ",")) != NULL) {
		if (strcmp(word, "help") == 0) {
			list_properties(m);
			return (false);
		}
		value = word;
		word = strsep(&value, "=");
		if ((p = acpi_property_find(m, word)) == NULL)
			bad_property(m, word);
		if (value == NULL)
			value = word + strlen(word);
		if (!acpi_property_set(config, p, value))
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
		err(1, "%s", dir);
	err(1, "%s/%s", dir, failed->name);
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
		errx(1, "--%s '%s': %s", topology_options[i].name, value,
		    error);
}

/* A number of CPUs, or 0 for one that was not given */
static uint32_t
parse_cpus(const char *option, const char *s, const struct acpi_machine *m)
{
	unsigned long long n;

	if (s == NULL)
		return (0);
	if (!parse_number(s, 1, m->max_cpus, &n))
		errx(1, "%s '%s': the machine %s takes 1 to %u CPUs", option,
		    s, m->name, m->max_cpus);
	return ((uint32_t)n);
}

static int
generate_main(int argc, char *argv[])
{
	static const struct option longopts[] = {
		{ "apic-ids", required_argument, NULL, OPT_TOPOLOGY },
		{ "distance", required_argument, NULL, OPT_TOPOLOGY + 1 },
		{ "numa", required_argument, NULL, OPT_TOPOLOGY + 2 },
		{ "topology", required_argument, NULL, OPT_TOPOLOGY + 3 },
		{ "no-flat", no_argument, NULL, 'F' },
		{ "possible", required_argument, NULL, 'P' },
		{ NULL, 0, NULL, 0 }
	};
	static struct topology topology;	/* large, and mostly unused */
	struct acpi_config config;
	struct generated g;
	const char	*dir = NULL, *ncpus = NULL, *possible = NULL, *error;
	bool		 want_flat = true;
	int		 ch;

	acpi_config_init(&config, acpi_machine_at(0));
	while ((ch = getopt_long(argc, argv, "+hm:n:o:V", longopts,
	    NULL)) != -1) {
		switch (ch) {
		case 'F':
			want_flat = false;
			break;
		case 'h':
			printf("%s%s", synopsis, options_help);
			return (0);
		case 'm':
			if (!parse_machine(&config, optarg))
				return (0);
			break;
		case 'n':
			ncpus = optarg;
			break;
		case 'o':
			dir = optarg;
			break;
		case 'P':
			possible = optarg;
			break;
		case 'V':
			puts("vmacpigen " VERSION);
			return (0);
		default:
			if (ch < OPT_TOPOLOGY)
				usage(1);
			parse_topology(&topology, (size_t)(ch - OPT_TOPOLOGY),
			    optarg);
		}
	}
	if (optind != argc || dir == NULL)
		usage(1);
	topology.ncpus = parse_cpus("-n", ncpus, config.machine);
	topology.nplaces = parse_cpus("--possible", possible, config.machine);
	if ((error = topology_config(&topology, &config)) != NULL)
		errx(1, "%s", error);
	if (config.ncpus == 0)
		usage(1);
	confine(dir, "rwc", "stdio rpath wpath cpath");
	if (!generate(&g, &config, want_flat))
		errx(1, "%s", g.error);
	write_outputs(dir, g.outputs, g.n);
	generate_free(&g);
	return (0);
}

/*
 * Reading a set
 */

/* A guest-physical address: decimal, or hexadecimal with 0x. */
static uint64_t
parse_base(const char *s, int status)
{
	unsigned long long value;
	const char	*p = s;
	char		*end;
	int		 radix = 10;

	if (p[0] == '0' && p[1] == 'x') {
		p += 2;
		radix = 16;
	}
	errno = 0;
	value = strtoull(p, &end, radix);
	if (!isxdigit((unsigned char)*p) || *end != '\0' || errno != 0 ||
	    value == 0 || value > UINT64_MAX / 2)
		errx(status, "-b %s: not an address", s);
	return (value);
}

/* Reads the set that the operands or --rsdp, --tables, --loader name. */
static void
open_input(struct input *in, int argc, char *argv[], const char *files[3],
    int status)
{
	bool		 named = files[0] != NULL && files[1] != NULL &&
	    files[2] != NULL;
	int		 rv;

	if (argc != (named ? 0 : 1) ||
	    (!named && (files[0] || files[1] || files[2])))
		usage(status);
	confine(NULL, NULL, "stdio rpath");
	rv = named ? input_open_files(in, files[0], files[1], files[2]) :
	    input_open(in, argv[0]);
	if (rv == -1)
		errx(status, "%s", in->error);
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
	struct loader_memory memory;
	struct image	 image;
	const char	*dir, *p, *error;
	size_t		 command;

	if (getopt_long(argc, argv, "+", NULL, NULL) != -1 ||
	    optind + 1 != argc)
		usage(1);
	dir = argv[optind];
	for (p = dir; *p != '\0'; p++) {
		if (isspace((unsigned char)*p) ||
		    iscntrl((unsigned char)*p) || strchr("*?[\\", *p) != NULL)
			errx(1, "%s: a shell would split or expand this path",
			    dir);
	}
	open_input(&in, 1, &argv[optind], (const char *[3]){ NULL }, 1);
	if (in.kind != INPUT_SET)
		errx(1, "%s: not a directory", dir);
	if ((error = loader_run_strict(&memory, &in.set, ACPI_FLAT_BASE,
	    &command)) != NULL)
		errx(1, "%s/table-loader.bin: command %zu: %s", dir, command,
		    error);
	if (memory.nregions == 0)
		errx(1, "%s/table-loader.bin: it places no file", dir);
	if ((error = image_walk(&image, &memory, false)) != NULL)
		errx(1, "%s", error);
	if (image.ntables == 0)
		errx(1, "%s/rsdp.bin: there is no RSDP", dir);
	if ((error = qemu_print(&image)) != NULL)
		errx(1, "%s/tables.bin: %s", dir, error);
	print_fw_cfg(FW_CFG_RSDP, dir, "rsdp.bin");
	print_fw_cfg(FW_CFG_TABLES, dir, "tables.bin");
	print_fw_cfg(FW_CFG_LOADER, dir, "table-loader.bin");
	putchar('\n');
	image_free(&image);
	loader_forget(&memory);
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
	const char	*files[3] = { NULL, NULL, NULL }, *error;
	uint64_t	 base = ACPI_FLAT_BASE;
	uint32_t	 who = CHECK_DEFAULT;
	bool		 warnings = false, verbose = false;
	int		 ch;

	while ((ch = getopt_long(argc, argv, "+b:c:LvW", file_options,
	    NULL)) != -1) {
		switch (ch) {
		case 'b':
			base = parse_base(optarg, 2);
			break;
		case 'c':
			if ((who = check_consumers(optarg)) == 0)
				errx(2, "-c %s: the consumers are seabios, "
				    "ovmf, qboot, u-boot, coreboot, stage0",
				    optarg);
			break;
		case 'L':
			check_list();
			return (0);
		case 'v':
			verbose = true;
			break;
		case 'W':
			warnings = true;
			break;
		default:
			if (!parse_file(ch, files))
				usage(2);
		}
	}
	open_input(&in, argc - optind, argv + optind, files, 2);
	if ((error = check_input(&ck, &in, base, who, verbose)) != NULL)
		errx(2, "%s", error);
	input_close(&in);
	return (ck.findings[CHECK_ERROR] > 0 ||
	    (warnings && ck.findings[CHECK_WARNING] > 0));
}

static int
show_main(int argc, char *argv[])
{
	struct input	 in;
	const char	*files[3] = { NULL, NULL, NULL }, *error;
	uint64_t	 base = ACPI_FLAT_BASE;
	bool		 graph = false;
	int		 ch;

	while ((ch = getopt_long(argc, argv, "+b:g", file_options,
	    NULL)) != -1) {
		switch (ch) {
		case 'b':
			base = parse_base(optarg, 1);
			break;
		case 'g':
			graph = true;
			break;
		default:
			if (!parse_file(ch, files))
				usage(1);
		}
	}
	open_input(&in, argc - optind, argv + optind, files, 1);
	if ((error = show_input(&in, base, graph)) != NULL)
		errx(1, "%s", error);
	input_close(&in);
	return (0);
}

static int
extract_main(int argc, char *argv[])
{
	struct input	 in;
	struct extract	 ex;
	const char	*files[3] = { NULL, NULL, NULL }, *dir = NULL;
	uint64_t	 base = ACPI_FLAT_BASE;
	bool		 text = false;
	int		 ch;

	while ((ch = getopt_long(argc, argv, "+ab:o:", file_options,
	    NULL)) != -1) {
		switch (ch) {
		case 'a':
			text = true;
			break;
		case 'b':
			base = parse_base(optarg, 1);
			break;
		case 'o':
			dir = optarg;
			break;
		default:
			if (!parse_file(ch, files))
				usage(1);
		}
	}
	if (text == (dir != NULL))
		usage(1);
	open_input(&in, argc - optind, argv + optind, files, 1);
	if (!extract_open(&ex, &in, base))
		errx(1, "%s", ex.error);
	if (text)
		extract_print(&ex);
	else
		write_outputs(dir, ex.outputs, ex.n);
	extract_close(&ex);
	input_close(&in);
	return (0);
}

static const struct {
	const char	*name;
	int		(*main)(int, char *[]);
} verbs[] = {
	{ "check",	check_main },
	{ "extract",	extract_main },
	{ "qemu",	qemu_main },
	{ "show",	show_main },
};

int
main(int argc, char *argv[])
{
	size_t		 i;

	signal(SIGXFSZ, SIG_IGN);
	if (argc < 2)
		usage(1);
	for (i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (strcmp(argv[1], verbs[i].name) == 0)
			break;
	}
	if (i == sizeof(verbs) / sizeof(verbs[0]))
		finish(generate_main(argc, argv));
	argv[1] = argv[0];	/* getopt(3) complains in this name */
	finish(verbs[i].main(argc - 1, argv + 1));
}
