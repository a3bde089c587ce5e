/* See LICENSE for licence details. */

/* The runner: walks over the input and hands each rule its subjects. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "read/xalloc.h"

static const struct check_rule *const *const lists[] = {
	check_command_rules,
	check_root_rules,
	check_table_rules,
	check_fadt_rules,
	check_facs_rules,
	check_madt_rules,
	check_pci_rules,
	check_numa_rules,
	check_aml_rules,
	check_flat_rules,
};

/* All rules are rule_at(0), (1), ... of the lists, then NULL. */
static const struct check_rule *
next_rule(size_t *list, size_t *i)
{
	for (; *list < sizeof(lists) / sizeof(lists[0]); (*list)++, *i = 0) {
		if (lists[*list][*i] != NULL)
			return (lists[*list][(*i)++]);
	}
	return (NULL);
}

void
check_list(void)
{
	const struct check_rule *rule;
	size_t		 list = 0, i = 0;

	while ((rule = next_rule(&list, &i)) != NULL)
		print_rule(rule);
}

static const struct check_rule *
find_rule(const char *name, size_t length)
{
	const struct check_rule *rule;
	size_t		 list = 0, i = 0;

	while ((rule = next_rule(&list, &i)) != NULL) {
		if (strlen(rule->name) == length &&
		    strncmp(rule->name, name, length) == 0)
			break;
	}
	return (rule);
}

uint32_t
check_consumers(const char *list)
{
	const struct consumer *c;
	uint32_t	 bits = 0;
	size_t		 len;

	for (;; list += len + 1) {
		len = strcspn(list, ",");
		if ((c = consumer_find(list, len)) == NULL || !c->firmware)
			return (0);
		bits |= c->bit;
		if (list[len] == '\0')
			return (bits);
	}
}

static bool
is_silent(const struct check_options *o, const struct check_rule *rule)
{
	size_t		 i;

	for (i = 0; i < o->nsilent && o->silent[i] != rule; i++)
		;
	return (i < o->nsilent);
}

const char *
check_silence(struct check_options *o, const char *list)
{
	const struct check_rule *rule;
	size_t		 len;

	for (;; list += len + 1) {
		len = strcspn(list, ",");
		if ((rule = find_rule(list, len)) == NULL)
			return (list);
		if (!is_silent(o, rule)) {
			o->silent = xreallocarray(o->silent, o->nsilent + 1,
			    sizeof(*o->silent));
			o->silent[o->nsilent++] = rule;
		}
		if (list[len] == '\0')
			return (NULL);
	}
}

bool
check_is(const struct image_table *t, const char *signature)
{
	return (strcmp(t->signature, signature) == 0);
}

const struct image_table *
check_find(const struct check *ck, const char *signature)
{
	return (image_find(&ck->view.image, signature));
}

const struct command *
check_allocation(const struct check *ck, const struct vmacpigen_file *file)
{
	size_t		 i = ck->files[file - ck->view.set->files].allocated;

	return (i == SIZE_MAX ? NULL : &ck->commands[i]);
}

/* The size of the elements that follow a table's struct, or 0 */
static size_t
element_size(const struct check *ck, const struct image_table *t,
    const struct field_table *table)
{
	if (t == ck->root)
		return (ck->root_width);
	return (table == NULL ? 0 : field_element_size(table));
}

/* The next entry that has a type and a length, and the whole of its struct */
static bool
next_typed(const struct image_table *t, const struct field_table *table,
    size_t *at, struct check_entry *e)
{
	const struct field_layout *layout;
	const struct acpi_entry *entry;

	while ((entry = image_entry(t, at)) != NULL) {
		layout = field_entry_layout(table, entry->type);
		if (layout != NULL && entry->length < field_least(layout))
			continue;
		e->at = *at - entry->length;
		e->bytes = (const uint8_t *)entry;
		e->length = entry->length;
		e->type = entry->type;
		return (true);
	}
	return (false);
}

bool
check_next(const struct check *ck, const struct image_table *t, size_t *at,
    struct check_entry *e, struct vmacpigen_madt_cpu *cpu)
{
	const struct field_table *table = field_table_find(t->signature);
	size_t		 size = element_size(ck, t, table), start;

	*e = (struct check_entry){ .t = t };
	if (*at == 0)
		*at = t == ck->root || table == NULL ?
		    sizeof(struct acpi_header) : table->layout.size;
	if (size == 0) {
		if (table == NULL || !field_has_entries(table) ||
		    !next_typed(t, table, at, e))
			return (false);
		start = e->at;
		if (check_is(t, "APIC") && image_cpu(t, &start, cpu) &&
		    start == *at)
			e->cpu = cpu;
		return (true);
	}
	if (*at > t->length || t->length - *at < size)
		return (false);
	e->at = *at;
	e->bytes = image_data(t) + *at;
	e->length = size;
	*at += size;
	return (true);
}

static void
each_command(struct check *ck)
{
	size_t		 i;

	for (i = 0; i < ck->ncommands; i++) {
		if (ck->rule->kind == CHECK_ANY ||
		    ck->rule->kind == ck->commands[i].kind)
			ck->rule->run.command(ck, &ck->commands[i]);
	}
}

static void
each_file(struct check *ck)
{
	size_t		 i;

	for (i = 0; i < ck->view.set->nfiles; i++)
		ck->rule->run.file(ck, &ck->files[i]);
}

static void
each_table(struct check *ck)
{
	const struct image *image = &ck->view.image;
	size_t		 i;

	for (i = 0; i < image->ntables; i++) {
		if (ck->rule->signature == NULL)
			ck->rule->run.table(ck, &image->tables[i]);
		else if (check_is(&image->tables[i], ck->rule->signature)) {
			ck->rule->run.table(ck, &image->tables[i]);
			return;
		}
	}
}

static void
each_entry(struct check *ck, const struct image_table *t)
{
	struct vmacpigen_madt_cpu cpu;
	struct check_entry e;
	size_t		 at = 0;

	while (t != NULL && check_next(ck, t, &at, &e, &cpu))
		ck->rule->run.entry(ck, &e);
}

static void
run_rule(struct check *ck)
{
	switch (ck->rule->about) {
	case CHECK_SET:
		ck->rule->run.set(ck);
		break;
	case CHECK_COMMAND:
		each_command(ck);
		break;
	case CHECK_FILE:
		each_file(ck);
		break;
	case CHECK_TABLE:
		each_table(ck);
		break;
	case CHECK_ROOT:
		if (ck->root != NULL)
			ck->rule->run.table(ck, ck->root);
		break;
	case CHECK_ROOT_ENTRY:
		each_entry(ck, ck->root);
		break;
	case CHECK_FADT:
		if (ck->fadt.t != NULL)
			ck->rule->run.fadt(ck, &ck->fadt);
		break;
	case CHECK_ENTRY:
		each_entry(ck, check_find(ck, ck->rule->signature));
		break;
	}
}

/* What an input has of what a rule can need */
static unsigned int
abilities(const struct input *in)
{
	switch (in->kind) {
	case INPUT_SET:
		return (NEEDS_SCRIPT | NEEDS_FILES | NEEDS_ADDRESSES);
	case INPUT_SCRIPT:
		return (NEEDS_SCRIPT);
	case INPUT_FLAT:
		return (NEEDS_IMAGE | NEEDS_ADDRESSES);
	default:
		return (0);
	}
}

static unsigned int
needs(const struct check_rule *rule)
{
	return (rule->needs |
	    (rule->about == CHECK_COMMAND ? NEEDS_SCRIPT : 0));
}

static void
run_rules(struct check *ck, const struct check_options *o)
{
	const struct check_rule *rule;
	unsigned int	 able = abilities(ck->view.in);
	size_t		 list = 0, i = 0;

	while ((rule = next_rule(&list, &i)) != NULL) {
		ck->rule = rule;
		if (rule->who & ck->who && (needs(rule) & ~able) == 0 &&
		    !is_silent(o, rule))
			run_rule(ck);
	}
}

static void
look_at_script(struct check *ck)
{
	const struct vmacpigen_set *set = ck->view.set;
	const struct command *c;
	struct check_file *file;
	size_t		 i;

	ck->files = xcalloc(set->nfiles, sizeof(*ck->files));
	for (i = 0; i < set->nfiles; i++) {
		ck->files[i].file = &set->files[i];
		ck->files[i].allocated = SIZE_MAX;
	}
	ck->ncommands = vmacpigen_ncommands(set);
	ck->commands = xcalloc(ck->ncommands, sizeof(*ck->commands));
	for (i = 0; i < ck->ncommands; i++) {
		ck->commands[i] = view_command(&ck->view, i);
		c = &ck->commands[i];
		if (c->kind == LOADER_ALLOCATE && c->dest.file != NULL) {
			file = &ck->files[c->dest.file - set->files];
			if (file->allocated == SIZE_MAX)
				file->allocated = i;
		}
		if (c->kind == LOADER_ADD_POINTER && c->src.file != NULL) {
			file = &ck->files[c->src.file - set->files];
			file->narrow = file->narrow || c->size < 8;
			file->wide = file->wide || c->size >= 8;
		}
	}
}

static void
look_at_tables(struct check *ck)
{
	const struct image *image = &ck->view.image;
	const struct image_table *t = check_find(ck, "FACP");

	if (t != NULL) {
		ck->fadt.t = t;
		memcpy(&ck->fadt.f, image_data(t),
		    t->length < sizeof(ck->fadt.f) ? t->length :
		    sizeof(ck->fadt.f));
	}
	if (check_find(ck, "RSDP") == NULL || image->ntables < 2)
		return;
	ck->root = &image->tables[1];
	ck->root_width = IMAGE_FIELD(&image->tables[0], acpi_rsdp,
	    xsdt_address) != 0 ? sizeof(le64) : sizeof(le32);
}

static void
predict(const struct input *in, uint32_t who)
{
	const struct consumer *c;
	size_t		 i;

	for (i = 0; (c = consumer_at(i)) != NULL; i++) {
		if (who & c->bit && c->rules != NULL)
			check_predict(in, c);
	}
}

void
check_input(struct check *ck, const struct input *in,
    const struct check_options *o)
{
	memset(ck, 0, sizeof(*ck));
	ck->who = o->who | CHECK_GUESTS;
	view_open(&ck->view, in, o->base);
	install(&ck->installed, &ck->view.memory, ck->view.set,
	    consumer_of(CHECK_OVMF));
	look_at_script(ck);
	look_at_tables(ck);
	run_rules(ck, o);
	free(ck->commands);
	free(ck->files);
	image_free(&ck->installed.image);
	view_close(&ck->view);
	if (o->verbose && in->kind == INPUT_SET)
		predict(in, o->who);
}
