/* See LICENSE for licence details. */

/* Prints findings: one line each, the place first. */

#include <stdarg.h>
#include <stdio.h>

#include "check.h"
#include "read/xalloc.h"

static const char *const levels[] = { "warning", "error" };

void
print_who(uint32_t bits)
{
	const struct consumer *c;
	const char	*separator = "";
	size_t		 i;

	for (i = 0; (c = consumer_at(i)) != NULL; i++) {
		if ((bits & c->bit) == 0)
			continue;
		printf("%s%s", separator, c->family);
		separator = ", ";
		bits &= ~c->bit;	/* once for all its versions */
	}
}

void
print_rule(const struct check_rule *rule)
{
	printf("%-22s %-8s ", rule->name, levels[rule->level]);
	print_who(rule->who);
	printf("; %s\n", rule->source);
}

/* A message may name a file, whose name in the script may hold any bytes. */
static void
print_safely(const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s >= ' ' && *s <= '~')
			putchar(*s);
		else
			printf("\\x%02x", (unsigned char)*s);
	}
}

static void
print_finding(struct check *ck, const char *field, const char *fmt, va_list ap)
{
	const struct check_rule *rule = ck->rule;
	enum check_level level = check_level(ck);
	char		 text[384];

	ck->findings[level]++;
	printf("%s: %s: ", levels[level], rule->name);
	if (field[0] != '\0')
		printf("%s: ", field);
	vsnprintf(text, sizeof(text), fmt, ap);
	print_safely(text);
	printf(" (");
	print_who(rule->who & ck->who);
	printf(")\n");
}

/* Prints the field that a command changes, or nothing if it is not known. */
static void
command_field(const struct check *ck, const struct command *c,
    char name[MAP_NAMESZ])
{
	name[0] = '\0';
	if (c->kind != LOADER_ALLOCATE && c->dest.file != NULL)
		map_name(&ck->view.map, c->dest.file, c->offset, false, name);
}

void
found_command(struct check *ck, const struct command *c, const char *fmt, ...)
{
	va_list		 ap;
	char		 field[MAP_NAMESZ];

	command_field(ck, c, field);
	va_start(ap, fmt);
	printf("%s: command %td: ", ck->view.in->script_path,
	    c - ck->commands);
	print_finding(ck, field, fmt, ap);
	va_end(ap);
}

void
found_file(struct check *ck, const struct vmacpigen_file *file,
    const char *fmt, ...)
{
	va_list		 ap;

	va_start(ap, fmt);
	printf("%s: ", input_path(ck->view.in, file));
	print_finding(ck, "", fmt, ap);
	va_end(ap);
}

/* Prints a place in a file, by its name if it has one. */
static void
print_place(const struct check *ck, const struct vmacpigen_file *file,
    size_t offset, bool table)
{
	char		 name[MAP_NAMESZ];

	map_name(&ck->view.map, file, offset, table, name);
	printf("%s: %s at 0x%zx: ", input_path(ck->view.in, file),
	    name[0] == '\0' ? "bytes" : name, offset);
}

void
found_table(struct check *ck, const struct image_table *t, const char *fmt,
    ...)
{
	va_list		 ap;

	va_start(ap, fmt);
	print_place(ck, t->region->file, t->offset, true);
	print_finding(ck, "", fmt, ap);
	va_end(ap);
}

/* If the table is too short for the field, name the table. */
void
found_field(struct check *ck, const struct image_table *t, size_t offset,
    const char *fmt, ...)
{
	va_list		 ap;

	va_start(ap, fmt);
	if (offset < t->length)
		print_place(ck, t->region->file, t->offset + offset, false);
	else
		print_place(ck, t->region->file, t->offset, true);
	print_finding(ck, "", fmt, ap);
	va_end(ap);
}

/* Prints a finding at a place in a definition block, by file and offset. */
static void
aml_finding(struct check *ck, uint32_t table, size_t offset, uint32_t node,
    const char *fmt, va_list ap)
{
	const struct block *b = &ck->aml.blocks[table];
	char		 path[NS_PATHSZ];

	printf("%s: %s at 0x%zx: ", input_path(ck->view.in, b->file->file),
	    b->piece->label, b->piece->offset + offset);
	print_finding(ck, node == NS_NONE ? "" :
	    ns_path(ck->aml.ns, node, path), fmt, ap);
}

void
found_aml(struct check *ck, uint32_t table, size_t offset, uint32_t node,
    const char *fmt, ...)
{
	va_list		 ap;

	va_start(ap, fmt);
	aml_finding(ck, table, offset, node, fmt, ap);
	va_end(ap);
}

void
found_object(struct check *ck, const struct ns_object *o, const char *fmt, ...)
{
	va_list		 ap;

	va_start(ap, fmt);
	aml_finding(ck, o->table, o->offset, o->node, fmt, ap);
	va_end(ap);
}

void
unknown_aml(struct check *ck, uint32_t node, const char *why)
{
	if (ck->nunknown % 64 == 0)
		ck->unknown = xreallocarray(ck->unknown, ck->nunknown + 64,
		    sizeof(*ck->unknown));
	ck->unknown[ck->nunknown++] = (struct check_unknown){ ck->rule, node,
	    why };
}

enum device_presence
check_presence(struct check *ck, uint32_t node)
{
	return (device_presence(&ck->presences, ck->aml.ns, node));
}

bool
check_present(struct check *ck, const struct check_answer *a)
{
	const enum device_presence p = check_presence(ck, a->device);

	if (p == DEVICE_COMPUTED)
		unknown_aml(ck, a->o->node, "the _STA of its device may "
		    "change");
	return (p == DEVICE_PRESENT);
}

bool
check_unread(const struct ns *ns)
{
	size_t		 i;

	for (i = 0; i < ns->ncomplaints; i++) {
		if (ns->complaints[i].load &&
		    ns->complaints[i].kind != NS_TWICE)
			return (true);
	}
	return (false);
}
