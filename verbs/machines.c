/* See LICENSE for licence details. */

#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machines.h"
#include "options.h"

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
