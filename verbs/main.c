/* See LICENSE for licence details. */

#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "read/sink.h"

/* The first one has no name: options come at once. */
static const struct verb {
	const char	*name;
	int		(*main)(int, char *[]);
	int		 trouble;	/* its status after a failure */
	const char	*usage;		/* what follows the name */
	const char	*brief;
} verbs[] = {
	{ "", generate_main, 1,
	    " [--fix-checksums] [--no-flat] [-b base] [-f file | -m machine]\n"
	    "                 [--apic-ids list] [--distance a,b,value] "
	    "[--dsdt file]\n"
	    "                 [--no-table signature] [--numa node] "
	    "[--oem-id id]\n"
	    "                 [--oem-revision number] [--oem-table-id id] "
	    "[--possible ncpus]\n"
	    "                 [--rsdp-at address] [--table file] "
	    "[--topology counts] -n ncpus\n"
	    "                 -o dir | --compare dir [--update]\n", NULL },
	{ "check", check_main, 2,
	    " [-LvW] [-b base] [-c consumer,...] [-x rule,...]\n"
	    "                 dir | file\n",
	    "print what is wrong with a set; -L lists the rules" },
	{ "diff", diff_main, 2, " [-ad] [-b base] old new\n",
	    "print what differs between two sets, images or tables" },
	{ "extract", extract_main, 1, " [-b base] -a | -o out dir | file\n",
	    "write each table of a set, linked, to a file of its own" },
	{ "link", link_main, 1,
	    " [--fix-checksums] [--no-flat] [--strict] [-b base]\n"
	    "                 [-n ncpus] [--apic-ids list] "
	    "[--distance a,b,value]\n"
	    "                 [--numa node] [--oem-id id] "
	    "[--oem-revision number]\n"
	    "                 [--oem-table-id id] [--rsdp-at address] "
	    "[--topology counts]\n"
	    "                 -o dir | --compare dir [--update] file ... | "
	    "tabledir\n",
	    "make a set from the tables of a dump" },
	{ "machine", machine_main, 1, " -L | -f file | name\n",
	    "print a machine as text; -L lists the directives" },
	{ "qemu", qemu_main, 1, " dir\n",
	    "print the options with which QEMU takes the set in dir" },
	{ "relink", relink_main, 1, " -o dir tables.bin\n",
	    "make the script and the RSDP for a tables.bin" },
	{ "show", show_main, 1, " [-Ggkx] [-b base] dir | file\n",
	    "print a set as text, field by field" },
};

#define NVERBS		(sizeof(verbs) / sizeof(verbs[0]))

static const char options_help[] =
    "\n"
    "-b base       address of the flat image; default 0xe0000\n"
    "-f file       the machine that a file describes; see vmacpigen.conf(5)\n"
    "-h            print this text; also --help\n"
    "-m machine    machine, default vmd; -m help lists them;\n"
    "              add ,property=value,... as -m machine,help lists them\n"
    "-n ncpus      number of virtual CPUs, decimal\n"
    "-o dir        directory for the files; created if it is missing\n"
    "-V            print the version; also --version\n"
    "--apic-ids list\n"
    "              APIC ID of each CPU, like 0-3,8\n"
    "--distance a,b,value\n"
    "              NUMA distance from node a to node b, like 0,1,20\n"
    "--compare dir print what would change in dir, write nothing\n"
    "--dsdt file   replace the machine's DSDT with one that iasl -tc made\n"
    "--fix-checksums\n"
    "              correct wrong checksums of the user's tables\n"
    "--no-flat     write no flat image\n"
    "--no-table signature\n"
    "              leave out the machine's table of this signature\n"
    "--numa node   add a NUMA node, like cpus=0-3,memory=2G\n"
    "--oem-id id   OEM ID of the tables made here\n"
    "--oem-revision number\n"
    "              OEM Revision of the tables made here\n"
    "--oem-table-id id\n"
    "              OEM Table ID of the tables made here\n"
    "--possible ncpus\n"
    "              number of possible CPUs, of which -n are present\n"
    "--rsdp-at address\n"
    "              put the flat image's RSDP there, in a file of its own\n"
    "--table file  add a table, or replace the one of the same signature\n"
    "--topology counts\n"
    "              APIC IDs from sockets=,dies=,cores=,threads=\n"
    "--update      with --compare, also write the changed files\n";

static void
print_usage(FILE *f, const struct verb *v, const char *before)
{
	fprintf(f, "%s vmacpigen%s%s%s", before, v->name[0] == '\0' ? "" : " ",
	    v->name, v->usage);
}

static void
print_synopsis(FILE *f)
{
	size_t		 i;

	for (i = 0; i < NVERBS; i++)
		print_usage(f, &verbs[i], i == 0 ? "usage:" : "      ");
	fputs("       vmacpigen -h | -V\n", f);
}

static void
print_help(void)
{
	size_t		 i;

	print_synopsis(stdout);
	fputs(options_help, stdout);
	putchar('\n');
	for (i = 1; i < NVERBS; i++)
		printf("%-13s %s\n", verbs[i].name, verbs[i].brief);
}

static _Noreturn void
usage(const struct verb *v)
{
	if (v == &verbs[0])
		print_synopsis(stderr);
	else
		print_usage(stderr, v, "usage:");
	exit(trouble);
}

/* Exits when everything that was printed has arrived. */
static _Noreturn void
finish(int status)
{
	sink_free(sink_stdout());
	if (fflush(stdout) == EOF || ferror(stdout))
		err(trouble, "standard output");
	exit(status);
}

/* The verb of the first argument, or the one without a name */
static const struct verb *
find_verb(const char *name)
{
	size_t		 i;

	if (name[0] == '-')
		return (&verbs[0]);
	for (i = 1; i < NVERBS && strcmp(name, verbs[i].name) != 0; i++)
		;
	if (i == NVERBS)
		errx(trouble, "'%s': no such verb; vmacpigen -h lists them",
		    name);
	return (&verbs[i]);
}

static bool
wants_help(const char *argument)
{
	return (argument != NULL && (strcmp(argument, "-h") == 0 ||
	    strcmp(argument, "--help") == 0));
}

int
main(int argc, char *argv[])
{
	const struct verb *v;
	int		 status;

	signal(SIGXFSZ, SIG_IGN);
	if (argc < 2)
		usage(&verbs[0]);
	v = find_verb(argv[1]);
	set_trouble(v->trouble);
	if (v != &verbs[0]) {
		argv[1] = argv[0];	/* getopt(3) complains in this name */
		argc--;
		argv++;
		if (wants_help(argv[1])) {
			print_usage(stdout, v, "usage:");
			printf("\n%s\n", v->brief);
			finish(0);
		}
	}
	status = v->main(argc, argv);
	if (status == USAGE)
		usage(v);
	if (status == HELP)
		print_help();
	if (status == VERSION)
		puts("vmacpigen " VMACPIGEN_VERSION);
	finish(status < 0 ? 0 : status);
}
