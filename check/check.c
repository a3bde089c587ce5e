/* See LICENSE for licence details. */

/* The runner: walks over the input and hands each rule its subjects. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit.h"
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
	check_resource_rules,
	check_bridge_rules,
	check_prt_rules,
	check_flat_rules,
	check_vmd_rules,
	check_confidential_rules,
	check_reading_rules,
};

/* Returns the next rule of all the lists, or NULL. */
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

/* Adds a consumer that has a row. */
static void
ask(struct check_options *o, const struct consumer *c)
{
	o->who |= c->bit;
	o->consumers |= 1U << (c - consumer_at(0));
}

void
check_options_init(struct check_options *o)
{
	memset(o, 0, sizeof(*o));
	o->base = VMACPIGEN_FLAT_BASE;
	ask(o, consumer_of(CHECK_SEABIOS));
	ask(o, consumer_of(CHECK_OVMF));
	ask(o, consumer_of(CHECK_QBOOT));
}

const char *
check_ask(struct check_options *o, const char *list)
{
	const struct consumer *c;
	size_t		 len;

	o->who = o->consumers = o->versions = 0;
	o->asked = true;
	for (;; list += len + 1) {
		len = strcspn(list, ",");
		if ((c = consumer_find(list, len)) == NULL || !c->named)
			return (list);
		ask(o, c);
		if (strlen(c->family) != len)
			o->versions |= 1U << (c - consumer_at(0));
		if (list[len] == '\0')
			return (NULL);
	}
}

const struct consumer *
check_asked(const struct check *ck, size_t n)
{
	const struct consumer *c;
	size_t		 i;

	for (i = 0; (c = consumer_at(i)) != NULL; i++) {
		if (ck->options->consumers >> i & 1 &&
		    c->bit & ck->rule->who && n-- == 0)
			break;
	}
	return (c);
}

const struct consumer *
check_known(const struct check *ck)
{
	const struct consumer *c;
	size_t		 i;

	for (i = 0; (c = consumer_at(i)) != NULL; i++) {
		if (ck->options->consumers >> i & 1 && c->ioapic != 0)
			break;
	}
	return (c);
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
	return (image_find(ck->image, signature));
}

const char *
check_why(const struct check *ck, uint64_t address, char why[CHECK_WHYSZ])
{
	const struct vmacpigen_region *r;
	const struct acpi_header *h;
	char		 label[MAP_LABELSZ];
	size_t		 left;

	r = vmacpigen_region_at(&ck->view.memory, address, 1);
	if (r == NULL)
		return ("which leads to no file");
	left = r->file->length - (size_t)(address - r->address);
	h = (const void *)(r->data + (address - r->address));
	if (left < sizeof(*h))
		snprintf(why, CHECK_WHYSZ, "which leads to the last %zu bytes "
		    "of a file", left);
	else if (!vmacpigen_is_signature(h->signature))
		return ("which leads to bytes that are no table");
	else {
		map_label(label, h->signature);
		snprintf(why, CHECK_WHYSZ, "which leads to a table %s whose "
		    "Length is %" PRIu32 ", where its file has %zu bytes",
		    label, get32(h->length), left);
	}
	return (why);
}

const struct command *
check_allocation(const struct check *ck, const struct vmacpigen_file *file)
{
	size_t		 i = ck->files[file - ck->view.set->files].allocated;

	return (i == SIZE_MAX ? NULL : &ck->commands[i]);
}

/* Returns the size of the elements that follow a table's struct, or 0. */
static size_t
element_size(const struct check *ck, const struct image_table *t,
    const struct field_table *table)
{
	if (t == ck->root)
		return (ck->root_width);
	return (table == NULL ? 0 : field_element_size(table));
}

/* The entries of a table, or those of one type, kept for all rules */
struct check_list {
	const struct image_table *t;
	uint32_t	 type;		/* or CHECK_ANY */
	struct check_entry *entries;
	struct check_list *next;
};

/* A list that grows; its last entry has no bytes. */
struct growing {
	struct check_entry *entries;
	size_t		 n, room;
};

/* For about so many */
static void
reserve(struct growing *g, size_t n)
{
	g->entries = xreallocarray(g->entries, n, sizeof(*g->entries));
	g->room = n;
}

static struct check_entry *
add_entry(struct growing *g)
{
	g->entries = xgrow(g->entries, g->n, &g->room, sizeof(*g->entries));
	return (&g->entries[g->n++]);
}

static void
end_list(struct growing *g, size_t at)
{
	*add_entry(g) = (struct check_entry){ .at = (uint32_t)at };
}

/* Lists entries of one size. */
static void
list_elements(struct growing *g, const struct image_table *t, size_t at,
    size_t size)
{
	for (; at <= t->length && t->length - at >= size; at += size)
		*add_entry(g) = (struct check_entry){ t, image_data(t) + at,
		    (uint32_t)at, (uint16_t)size, 0, false };
	end_list(g, at);
}

/* The same for entries with types and lengths, if they have whole structs */
static void
list_typed(struct growing *g, const struct image_table *t,
    const struct field_table *table, size_t at)
{
	const bool	 madt = check_is(t, "APIC");
	struct vmacpigen_madt_cpu cpu;
	const struct field_layout *layout;
	const struct acpi_entry *e;
	size_t		 start, least = 0;
	int		 type = -1;

	while (start = at, (e = image_entry(t, &at)) != NULL) {
		if (g->room == 0)
			reserve(g, (t->length - start) / e->length + 1);
		if (e->type != type) {
			type = e->type;
			layout = field_entry_layout(table, e->type);
			least = layout == NULL ? 0 : field_least(layout);
		}
		if (e->length >= least)
			*add_entry(g) = (struct check_entry){ t,
			    (const uint8_t *)e, (uint32_t)start, e->length,
			    e->type, madt &&
			    vmacpigen_entry_cpu(e, start, &cpu) };
	}
	end_list(g, at);
}

static void
list_all(struct growing *g, const struct check *ck,
    const struct image_table *t)
{
	const struct field_table *table = field_table_find(t->signature);
	const size_t	 size = element_size(ck, t, table);
	const size_t	 start = t == ck->root || table == NULL ?
	    sizeof(struct acpi_header) : table->layout.size;

	if (size > 0)
		list_elements(g, t, start, size);
	else if (table != NULL && field_has_entries(table))
		list_typed(g, t, table, start);
	else
		end_list(g, 0);
}

static void
list_type(struct growing *g, const struct check_entry *all, uint32_t type)
{
	for (; all->bytes != NULL; all++) {
		if (all->type == type)
			*add_entry(g) = *all;
	}
	end_list(g, all->at);
}

const struct check_entry *
check_entries_of(const struct check *ck, const struct image_table *t,
    uint32_t type)
{
	static const struct check_entry none;
	struct growing	 g = { NULL, 0, 0 };
	struct check_list *l;

	if (t == NULL)
		return (&none);
	for (l = ck->lists->next; l != NULL; l = l->next) {
		if (l->t == t && l->type == type)
			return (l->entries);
	}
	if (type == CHECK_ANY)
		list_all(&g, ck, t);
	else
		list_type(&g, check_entries(ck, t), type);
	l = xmalloc(sizeof(*l));
	*l = (struct check_list){ t, type, g.entries, ck->lists->next };
	ck->lists->next = l;
	return (l->entries);
}

const struct check_entry *
check_entries(const struct check *ck, const struct image_table *t)
{
	return (check_entries_of(ck, t, CHECK_ANY));
}

static void
free_lists(struct check *ck)
{
	struct check_list *l, *next;

	for (l = ck->lists; l != NULL; l = next) {
		next = l->next;
		free(l->entries);
		free(l);
	}
}

enum check_level
check_level(const struct check *ck)
{
	return (ck->rule->mild && !ck->options->asked ? CHECK_WARNING :
	    ck->rule->level);
}

static void
each_command(struct check *ck)
{
	size_t		 i;

	for (i = 0; i < ck->ncommands; i++) {
		if (ck->rule->kind == CHECK_ANY ||
		    ck->rule->kind == ck->commands[i].kind) {
			ck->rule->run.command(ck, &ck->commands[i]);
			ck->subjects++;
		}
	}
}

static void
each_file(struct check *ck)
{
	size_t		 i;

	for (i = 0; i < ck->view.set->nfiles; i++)
		ck->rule->run.file(ck, &ck->files[i]);
	ck->subjects += i;
}

static void
each_table(struct check *ck)
{
	size_t		 i;

	for (i = 0; i < ck->image->ntables; i++)
		ck->rule->run.table(ck, &ck->image->tables[i]);
	ck->subjects += i;
}

static void
each_entry(struct check *ck, const struct image_table *t)
{
	const struct check_entry *e;

	for (e = check_entries_of(ck, t, ck->rule->kind); e->bytes != NULL;
	    e++) {
		ck->rule->run.entry(ck, e);
		ck->subjects++;
	}
}

static bool
is_subject(const struct check_rule *rule, const struct ns_object *o)
{
	return (o->table != NS_NONE && !(o->flags & NS_SKIPPED) &&
	    o->kind == rule->kind);
}

static void
each_object(struct check *ck)
{
	const struct ns	*ns = ck->aml.ns;
	uint32_t	 i;

	for (i = 0; i < ns->nobjects; i++) {
		if (is_subject(ck->rule, &ns->objects[i])) {
			ck->rule->run.object(ck, &ns->objects[i]);
			ck->subjects++;
		}
	}
}

static void
each_answer(struct check *ck, const struct check_answers *a)
{
	size_t		 i;

	for (i = 0; i < a->n; i++)
		ck->rule->run.answer(ck, &a->list[i]);
	ck->subjects += i;
}

/* Returns the table that a rule is about, or NULL. */
static const struct image_table *
subject(const struct check *ck)
{
	if (ck->rule->about == CHECK_ROOT ||
	    ck->rule->about == CHECK_ROOT_ENTRY)
		return (ck->root);
	return (ck->rule->signature == NULL ? NULL :
	    check_find(ck, ck->rule->signature));
}

static void
run_rule(struct check *ck)
{
	const struct image_table *t = subject(ck);

	switch (ck->rule->about) {
	case CHECK_SET:
	case CHECK_AML:
		ck->rule->run.set(ck);
		break;
	case CHECK_OBJECT:
		each_object(ck);
		return;
	case CHECK_TEMPLATE:
		each_answer(ck, &ck->templates);
		return;
	case CHECK_ROUTES:
		each_answer(ck, &ck->routes);
		return;
	case CHECK_COMMAND:
		each_command(ck);
		return;
	case CHECK_FILE:
		each_file(ck);
		return;
	case CHECK_TABLE:
		if (ck->rule->signature == NULL)
			each_table(ck);
		else
			ck->rule->run.table(ck, t);
		break;
	case CHECK_ROOT:
		ck->rule->run.table(ck, t);
		break;
	case CHECK_FADT:
		ck->rule->run.fadt(ck, &ck->fadt);
		break;
	case CHECK_ROOT_ENTRY:
	case CHECK_ENTRY:
		each_entry(ck, t);
		return;
	}
	ck->subjects++;
}

/* Returns what the input has, as NEEDS_* bits. */
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

/* Returns why the rule cannot be applied, or NULL if it can. */
static const char *
obstacle(const struct check *ck, char text[MAP_LABELSZ + 24])
{
	const struct check_rule *rule = ck->rule;
	unsigned int	 lacks;
	char		 label[MAP_LABELSZ];
	const char	*signature = NULL;

	lacks = rule->needs & ~abilities(ck->view.in);
	if ((lacks & NEEDS_SCRIPT) || (rule->about == CHECK_COMMAND &&
	    (abilities(ck->view.in) & NEEDS_SCRIPT) == 0))
		return ("the input has no script");
	if (lacks & NEEDS_FILES)
		return ("the input is not a set");
	if (lacks & NEEDS_IMAGE)
		return ("the input is not a linked image");
	if (lacks & NEEDS_ADDRESSES)
		return ("tables without a set have no addresses");
	if (rule->about == CHECK_TABLE && rule->signature == NULL &&
	    ck->image->ntables == 0)
		return ("the input has no table");
	if (rule->about >= CHECK_AML && ck->aml.ns->ntables == 0)
		return ("the input has no AML");
	if (rule->with != NULL && check_find(ck, rule->with) == NULL)
		signature = rule->with;
	if (rule->signature != NULL && subject(ck) == NULL)
		signature = rule->signature;
	if (signature == NULL)
		return ((rule->about == CHECK_ROOT ||
		    rule->about == CHECK_ROOT_ENTRY) && subject(ck) == NULL ?
		    "the input has no RSDT or XSDT" : NULL);
	map_label(label, signature);
	snprintf(text, MAP_LABELSZ + 24, "the input has no %s", label);
	return (text);
}

static bool
wanted(const struct check *ck, const struct check_rule *rule)
{
	return ((rule->who & ck->who) != 0 && !is_silent(ck->options, rule) &&
	    (ck->options->asked || !rule->asked));
}

static void
run_rules(struct check *ck)
{
	char		 text[MAP_LABELSZ + 24];
	size_t		 list = 0, i = 0;

	while ((ck->rule = next_rule(&list, &i)) != NULL) {
		if (wanted(ck, ck->rule) && obstacle(ck, text) == NULL)
			run_rule(ck);
	}
}

/* Prints what the rule left out: the first for each reason, and how many. */
static void
print_unknown(const struct check *ck)
{
	const struct check_unknown *u;
	char		 path[NS_PATHSZ];
	size_t		 i, first = ck->nunknown, more = 0;

	for (i = 0; i < ck->nunknown; i++) {
		u = &ck->unknown[i];
		if (u->rule != ck->rule)
			continue;
		more += first < ck->nunknown;
		if (first == ck->nunknown)
			first = i;
	}
	if (first == ck->nunknown)
		return;
	u = &ck->unknown[first];
	printf("%s: not applied to %s", u->rule->name,
	    ns_path(ck->aml.ns, u->node, path));
	if (more > 0)
		printf(" and %zu more", more);
	printf(": %s\n", u->why);
}

/* Prints which rules were not applied, or not to everything. */
static void
print_obstacles(struct check *ck)
{
	char		 text[MAP_LABELSZ + 24];
	const char	*why;
	size_t		 list = 0, i = 0;

	while ((ck->rule = next_rule(&list, &i)) != NULL) {
		if (!wanted(ck, ck->rule))
			continue;
		if ((why = obstacle(ck, text)) != NULL)
			printf("%s: not applied: %s\n", ck->rule->name, why);
		print_unknown(ck);
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

/* Without an RSDP's address, take an XSDT rather than an RSDT. */
static void
find_root(struct check *ck)
{
	const struct image *image = ck->image;

	if (!input_has_addresses(ck->view.in)) {
		ck->root_width = sizeof(le64);
		if ((ck->root = check_find(ck, "XSDT")) != NULL)
			return;
		ck->root_width = sizeof(le32);
		ck->root = check_find(ck, "RSDT");
	} else if (check_find(ck, "RSDP") != NULL) {
		if (image->ntables == 1)
			return;
		ck->root = &image->tables[1];
		ck->root_width = IMAGE_FIELD(&image->tables[0], acpi_rsdp,
		    xsdt_address) != 0 ? sizeof(le64) : sizeof(le32);
	} else if (image->ntables > 0) {
		ck->root = &image->tables[0];
		ck->root_width = check_is(ck->root, "XSDT") ? sizeof(le64) :
		    sizeof(le32);
	}
}

static void
look_at_tables(struct check *ck)
{
	const struct image_table *t;

	ck->image = &ck->view.image;
	if (!input_has_addresses(ck->view.in)) {
		image_list(&ck->apart, &ck->view.memory);
		ck->image = &ck->apart;
	}
	find_root(ck);
	if ((t = check_find(ck, "FACP")) == NULL)
		return;
	ck->fadt.t = t;
	memcpy(&ck->fadt.f, image_data(t), t->length < sizeof(ck->fadt.f) ?
	    t->length : sizeof(ck->fadt.f));
}

static void
look_at_aml(struct check *ck)
{
	/* The audit goes through all objects and numbers the nodes. */
	blocks_open(&ck->aml, &ck->view.map, true,
	    !(ck->options->who & CHECK_CONFIDENTIAL));
	answers_collect(&ck->templates, &ck->routes, ck->aml.ns);
}

static void
predict(const struct input *in, const struct check_options *o)
{
	const struct consumer *c;
	size_t		 i;

	for (i = 0; (c = consumer_at(i)) != NULL; i++) {
		if (o->consumers >> i & 1 && c->rules != NULL)
			check_predict(in, c, o->versions >> i & 1 ? c->name :
			    c->family);
	}
}

void
check_input(struct check *ck, const struct input *in,
    const struct check_options *o)
{
	memset(ck, 0, sizeof(*ck));
	ck->options = o;
	ck->lists = xcalloc(1, sizeof(*ck->lists));
	ck->who = o->who | CHECK_GUESTS;
	view_open(&ck->view, in, o->base);
	install(&ck->installed, &ck->view.memory, ck->view.set,
	    consumer_of(CHECK_OVMF), &ck->view.image);
	look_at_script(ck);
	look_at_tables(ck);
	look_at_aml(ck);
	if (o->who & CHECK_CONFIDENTIAL)
		audit_open(ck);
	run_rules(ck);
	if (o->verbose)
		print_obstacles(ck);
	if (o->verbose && ck->audit != NULL)
		audit_list(ck);
	audit_close(ck);
	answers_free(&ck->templates);
	answers_free(&ck->routes);
	free_lists(ck);
	free(ck->presences.known);
	blocks_close(&ck->aml);
	free(ck->unknown);
	free(ck->commands);
	free(ck->files);
	image_free(&ck->apart);
	image_free(&ck->installed.image);
	view_close(&ck->view);
	if (o->verbose && in->kind == INPUT_SET)
		predict(in, o);
}
