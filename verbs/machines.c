/* See LICENSE for licence details. */

#include <err.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "machines.h"
#include "options.h"
#include "read/files.h"
#include "read/xalloc.h"

#ifndef DATADIR
#define DATADIR	"/usr/local/share/vmacpigen"
#endif

/* The machine that was read last, and the directory of its file */
static struct vmacpigen_machine from_file;
static char	*directory;

/* Reads a machine; returns NULL, or what is wrong, which the caller frees. */
static char *
try_machine(const char *path)
{
	char		 reason[VMACPIGEN_REASON];
	const char	*slash = strrchr(path, '/'), *error;
	uint8_t		*text;
	size_t		 length;

	if ((text = file_read(path, &length)) == NULL)
		return (xasprintf("%s: %s", path, file_error()));
	/* Without a name: a long path would leave no room for the reason. */
	error = vmacpigen_machine_parse(&from_file, (const char *)text, length,
	    "", reason);
	free(text);
	if (error != NULL)
		return (xasprintf("%s%s", path, error));
	free(directory);
	directory = xasprintf("%.*s", slash == NULL ? 0 :
	    (int)(slash + 1 - path), path);
	return (NULL);
}

const struct vmacpigen_machine *
read_machine(const char *path)
{
	char		*error;

	if ((error = try_machine(path)) != NULL)
		errx(trouble, "%s", error);
	return (&from_file);
}

void
set_machine(struct vmacpigen_config *config,
    const struct vmacpigen_machine *m)
{
	config->machine = m;
	config->hw = m->hw;
}

static char *
installed_path(const char *name)
{
	return (xasprintf("%s/%s.vm", DATADIR, name));
}

const struct vmacpigen_machine *
find_machine(const char *name)
{
	const struct vmacpigen_machine *m = vmacpigen_machine_find(name);
	char		*path;

	if (m != NULL || strchr(name, '/') != NULL)
		return (m);
	path = installed_path(name);
	if (access(path, F_OK) == 0)
		m = read_machine(path);
	free(path);
	return (m);
}

char *
machine_table(const struct vmacpigen_machine *m, size_t i)
{
	return (xasprintf("%s%s", m->tables[i][0] == '/' ? "" : directory,
	    m->tables[i]));
}

static void
list_machine(const char *name, const struct vmacpigen_machine *m,
    const char *what)
{
	printf("%-21s %s (1 to %u CPUs)%s\n", name, m->summary, m->max_cpus,
	    what);
}

/* Lists one, or says what is wrong with it. */
static void
list_installed_machine(const char *name)
{
	char		*path = installed_path(name), *error;

	if ((error = try_machine(path)) != NULL)
		warnx("%s", error);
	else
		list_machine(name, &from_file, ", installed");
	free(error);
	free(path);
}

/*
 * Lists installed machines that -m finds: not those that a built-in one hides.
 */
static void
list_installed(void)
{
	const char	*dot;
	char		**names, *name;
	size_t		 i;

	if ((names = files_list(DATADIR)) == NULL) {
		if (errno == ENOENT)
			return;
		err(trouble, "%s", DATADIR);
	}
	for (i = 0; names[i] != NULL; i++) {
		if ((dot = strrchr(names[i], '.')) == NULL ||
		    strcmp(dot, ".vm") != 0)
			continue;
		name = xasprintf("%.*s", (int)(dot - names[i]), names[i]);
		if (vmacpigen_machine_find(name) == NULL)
			list_installed_machine(name);
		free(name);
	}
	files_forget(names);
}

static void
list_machines(void)
{
	const struct vmacpigen_machine *m;
	size_t		 i;

	for (i = 0; (m = vmacpigen_machine_at(i)) != NULL; i++)
		list_machine(m->name, m, i == 0 ? ", the default" : "");
	list_installed();
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

/* Prints which values a property takes, as the end of a sentence. */
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
	if (p->off || p->automatic)
		fprintf(f, ", %s", p->off && p->automatic ? "off or auto" :
		    p->off ? "or off" : "or auto");
}

static void
print_default(
    const struct vmacpigen_property *p, const struct vmacpigen_hardware *hw)
{
	uint64_t	 v[2] = { 0, 0 };
	bool		 on;

	if (p->type == VMACPIGEN_SWITCH) {
		memcpy(&on, (const char *)hw + p->offset, sizeof(on));
		fputs(on ? "on" : "off", stdout);
		return;
	}
	memcpy(v, (const char *)hw + p->offset, p->type == VMACPIGEN_RANGE ?
	    sizeof(v) : sizeof(v[0]));
	if (v[0] == 0 && p->off)
		fputs("off", stdout);
	else if (v[0] == VMACPIGEN_AUTO && p->automatic)
		fputs("auto", stdout);
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

	fprintf(stderr, "vmacpigen: -m %s: the machine has no property '%s'; ",
	    m->name, name);
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
	fprintf(stderr, "vmacpigen: -m %s: %s cannot be '%s'; must be ",
	    m->name, p->name, value);
	print_choice(stderr, p);
	fputc('\n', stderr);
	exit(trouble);
}

bool
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
	if ((m = find_machine(word)) == NULL)
		errx(trouble, "%s: no such machine; -m help lists them", word);
	set_machine(config, m);
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

/* Folds a help text, indented by a tab. */
static void
print_help(const char *help)
{
	size_t		 n;

	while (strlen(help) > 70) {
		for (n = 70; help[n] != ' '; n--)
			;
		printf("\t%.*s\n", (int)n, help);
		help += n + 1;
	}
	printf("\t%s\n", help);
}

static void
list_directives(void)
{
	char		 syntax[400];
	const char	*help;
	size_t		 i;

	for (i = 0; vmacpigen_directive_at(i, syntax, sizeof(syntax), &help);
	     i++) {
		puts(syntax);
		print_help(help);
	}
}

int
machine_main(int argc, char *argv[])
{
	const struct vmacpigen_machine *m;
	const char	*file = NULL;
	char		*text;
	size_t		 size;
	bool		 list = false;
	int		 ch;

	while ((ch = getopt(argc, argv, "+f:L")) != -1) {
		if (ch == 'f')
			file = optarg;
		else if (ch == 'L')
			list = true;
		else
			return (USAGE);
	}
	if (argc - optind != (file == NULL && !list) || (list && file != NULL))
		return (USAGE);
	if (list) {
		list_directives();
		return (0);
	}
	if (file != NULL)
		m = read_machine(file);
	else if ((m = find_machine(argv[optind])) == NULL)
		errx(trouble, "%s: no such machine; -m help lists them",
		    argv[optind]);
	size = vmacpigen_machine_print(m, NULL, 0) + 1;
	text = xmalloc(size);
	vmacpigen_machine_print(m, text, size);
	fputs(text, stdout);
	free(text);
	return (0);
}
