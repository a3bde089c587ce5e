/* See LICENSE for licence details. */

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

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

static void
print_finding(struct check *ck, const char *fmt, va_list ap)
{
	const struct check_rule *rule = ck->rule;

	ck->findings[rule->level]++;
	printf("%s: %s: ", level_names[rule->level], rule->name);
	vprintf(fmt, ap);
	printf(" (");
	print_who(rule->who & ck->who);
	printf(")\n");
}

void
found_command(struct check *ck, size_t command, const char *fmt, ...)
{
	va_list		 ap;

	va_start(ap, fmt);
	printf("%s: command %zu: ", ck->in->script_path, command);
	print_finding(ck, fmt, ap);
	va_end(ap);
}

void
found_file(struct check *ck, const struct loader_file *file, const char *fmt,
    ...)
{
	va_list		 ap;

	va_start(ap, fmt);
	printf("%s: ", input_path(ck->in, file));
	print_finding(ck, fmt, ap);
	va_end(ap);
}

void
found_table(struct check *ck, const struct image_table *t, const char *fmt,
    ...)
{
	va_list		 ap;
	size_t		 i;

	va_start(ap, fmt);
	printf("%s: ", input_path(ck->in, t->region->file));
	for (i = 0; i < 4; i++)
		putchar(isalnum((unsigned char)t->signature[i]) ?
		    t->signature[i] : '?');
	printf(" at 0x%zx: ", t->offset);
	print_finding(ck, fmt, ap);
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
		    loader_rules(everyone[i].name) != NULL)
			error = check_predict(in, everyone[i].name);
	}
	return (error);
}

static const char *
check_linked(struct check *ck, uint64_t base)
{
	const struct loader_rules lenient = loader_lenient(base);
	const char	*error;

	if ((error = loader_run(&ck->memory, ck->set, &lenient)) != NULL ||
	    (error = input_walk(&ck->image, ck->in, &ck->memory)) != NULL ||
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
	image_free(&ck->image);
	loader_forget(&ck->memory);
	if (error == NULL && verbose && in->kind == INPUT_SET)
		error = predict(in, who);
	return (error);
}
