/* See LICENSE for licence details. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "consumers.h"

static const struct {
	const char	*name;
	uint32_t	 bit;
} everyone[] = {
	{ "seabios",	CHECK_SEABIOS },
	{ "ovmf",	CHECK_OVMF },
	{ "qboot",	CHECK_QBOOT },
	{ "u-boot",	CHECK_UBOOT },
	{ "coreboot",	CHECK_COREBOOT },
	{ "stage0",	CHECK_STAGE0 },
	{ "acpi",	CHECK_ACPI },
	{ "linux",	CHECK_LINUX },
	{ "openbsd",	CHECK_OPENBSD },
};

#define NEVERYONE	(sizeof(everyone) / sizeof(everyone[0]))

static const char *const level_names[] = { "warning", "error" };

uint32_t
check_consumers(const char *list)
{
	uint32_t	 bits = 0;
	size_t		 i, len;

	for (;;) {
		len = strcspn(list, ",");
		for (i = 0; i < NEVERYONE; i++) {
			if (everyone[i].bit & CHECK_FIRMWARE &&
			    strlen(everyone[i].name) == len &&
			    strncmp(everyone[i].name, list, len) == 0)
				break;
		}
		if (i == NEVERYONE)
			return (0);
		bits |= everyone[i].bit;
		if (list[len] == '\0')
			return (bits);
		list += len + 1;
	}
}

static void
print_who(uint32_t bits)
{
	const char	*separator = "";
	size_t		 i;

	for (i = 0; i < NEVERYONE; i++) {
		if ((bits & everyone[i].bit) == 0)
			continue;
		printf("%s%s", separator, everyone[i].name);
		separator = ", ";
	}
}

static void
print_rules(const struct check_rule *rules, size_t n)
{
	size_t		 i;

	for (i = 0; i < n; i++) {
		printf("%-22s %-8s ", rules[i].name,
		    level_names[rules[i].level]);
		print_who(rules[i].who);
		printf("; %s\n", rules[i].source);
	}
}

void
check_list(void)
{
	print_rules(check_script_rules, check_nscript_rules);
	print_rules(check_table_rules, check_ntable_rules);
}

/* Names of files are in it, and they are whatever a script has for names. */
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
	char		 text[256];

	ck->findings[rule->level]++;
	printf("%s: %s: ", level_names[rule->level], rule->name);
	if (field[0] != '\0')
		printf("%s: ", field);
	vsnprintf(text, sizeof(text), fmt, ap);
	print_safely(text);
	printf(" (");
	print_who(rule->who & ck->who);
	printf(")\n");
}

/* The field that a command changes; "" where none is known. */
static void
command_field(const struct check *ck, const struct loader_command *c,
    char name[MAP_NAMESZ])
{
	const struct vmacpigen_file *file = vmacpigen_named(&ck->memory,
	    (const char *)c->bytes);
	uint32_t	 offset;

	name[0] = '\0';
	switch (get32(c->command)) {
	case LOADER_ADD_POINTER:
		offset = get32(c->add_pointer.offset);
		break;
	case LOADER_ADD_CHECKSUM:
		offset = get32(c->add_checksum.offset);
		break;
	case LOADER_WRITE_POINTER:
		offset = get32(c->write_pointer.dest_offset);
		break;
	default:
		return;
	}
	if (file != NULL)
		map_name(&ck->map, file, offset, false, name);
}

void
found_command(struct check *ck, size_t command, const char *fmt, ...)
{
	va_list		 ap;
	char		 field[MAP_NAMESZ];

	command_field(ck, vmacpigen_command(ck->set, command), field);
	va_start(ap, fmt);
	printf("%s: command %zu: ", ck->in->script_path, command);
	print_finding(ck, field, fmt, ap);
	va_end(ap);
}

void
found_file(struct check *ck, const struct vmacpigen_file *file, const char *fmt,
    ...)
{
	va_list		 ap;

	va_start(ap, fmt);
	printf("%s: ", input_path(ck->in, file));
	print_finding(ck, "", fmt, ap);
	va_end(ap);
}

/* A place in a file, by its name where it has one */
static void
print_place(const struct check *ck, const struct vmacpigen_file *file,
    size_t offset, bool table)
{
	char		 name[MAP_NAMESZ];

	map_name(&ck->map, file, offset, table, name);
	printf("%s: %s at 0x%zx: ", input_path(ck->in, file),
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

/* A field that its table is too short for is a matter of the table's. */
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

static void
run_rules(struct check *ck, const struct check_rule *rules, size_t n)
{
	size_t		 i;

	for (i = 0; i < n; i++) {
		ck->rule = &rules[i];
		if (rules[i].who & ck->who)
			rules[i].run(ck);
	}
}

static const char *
predict(const struct input *in, uint32_t who)
{
	const char	*error = NULL;
	size_t		 i;

	for (i = 0; error == NULL && i < NEVERYONE; i++) {
		if (who & everyone[i].bit &&
		    consumer_rules(everyone[i].name) != NULL)
			error = check_predict(in, everyone[i].name);
	}
	return (error);
}

static const char *
check_linked(struct check *ck, uint64_t base)
{
	const struct vmacpigen_rules lenient = vmacpigen_lenient(base);
	const char	*error;

	if ((error = vmacpigen_run(&ck->memory, ck->set, &lenient)) != NULL ||
	    (error = input_walk(&ck->image, ck->in, &ck->memory)) != NULL ||
	    (error = map_open(&ck->map, ck->set, &ck->memory,
	    &ck->image)) != NULL ||
	    (error = image_install(&ck->installed, &ck->memory, ck->set,
	    &ck->refused)) != NULL)
		return (error);
	if (ck->in->kind == INPUT_SET || ck->in->kind == INPUT_SCRIPT)
		run_rules(ck, check_script_rules, check_nscript_rules);
	if (ck->in->kind != INPUT_SCRIPT)
		run_rules(ck, check_table_rules, check_ntable_rules);
	return (NULL);
}

const char *
check_input(struct check *ck, const struct input *in, uint64_t base,
    uint32_t who, bool verbose)
{
	const char	*error;

	memset(ck, 0, sizeof(*ck));
	ck->in = in;
	ck->set = &in->set;
	ck->who = who | CHECK_GUESTS;
	error = check_linked(ck, base);
	image_free(&ck->installed);
	map_close(&ck->map);
	image_free(&ck->image);
	vmacpigen_memory_free(&ck->memory);
	if (error == NULL && verbose && in->kind == INPUT_SET)
		error = predict(in, who);
	return (error);
}
