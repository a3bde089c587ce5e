/* See LICENSE for licence details. */

/* The script of a set as text: a line for each command */

#include <inttypes.h>
#include <string.h>

#include "options.h"
#include "show.h"
#include "tree.h"

struct script {
	const struct view *view;
	struct trees	*trees;		/* of the set's AML */
};

void
show_name(const char name[LOADER_FILESZ])
{
	field_print_word(sink_stdout(), name, LOADER_FILESZ);
}

void
show_place(const char name[LOADER_FILESZ], uint64_t offset)
{
	show_name(name);
	print("+0x%" PRIx64, offset);
}

/* What a place is part of, if there is something to say. */
static void
print_part(const struct script *s, const char *before,
    const struct vmacpigen_file *file, uint64_t offset, bool tables)
{
	const struct map_piece *p;
	char		 part[MAP_NAMESZ], path[NS_PATHSZ];
	const char	*object;

	if (file == NULL || offset >= file->length)
		return;
	map_name(&s->view->map, file, (size_t)offset, tables, part);
	if (part[0] == '\0')
		return;
	print("%s%s", before, part);
	p = map_at(&s->view->map, file, (size_t)offset);
	object = trees_path(s->trees, p, (size_t)offset - p->offset, path);
	if (object != NULL)
		print(" (%s)", object);
}

static void
print_allocate(const struct command *c)
{
	show_name(c->dest.name);
	sink_putc(sink_stdout(), ' ');
	command_print_allocation(sink_stdout(), c);
}

static void
print_add_pointer(const struct script *s, const struct command *c)
{
	uint64_t	 value;

	show_place(c->dest.name, c->offset);
	print(" %u -> ", c->size);
	if (!command_value(c, &value)) {
		show_name(c->src.name);
		return;
	}
	show_place(c->src.name, value);
	print_part(s, "  ", c->dest.file, c->offset, false);
	print_part(s, " -> ", c->src.file, value, true);
}

static void
print_add_checksum(const struct script *s, const struct command *c)
{
	const struct map_piece *p = NULL;

	show_place(c->dest.name, c->offset);
	print(" over %" PRIu32 " bytes at 0x%" PRIx32, c->length, c->start);
	print_part(s, "  ", c->dest.file, c->offset, false);
	if (c->dest.file != NULL)
		p = map_at(&s->view->map, c->dest.file, c->start);
	if (p == NULL || p->kind != PIECE_TABLE || p->offset != c->start)
		return;
	if (p->length == c->length)
		print(" over %s", p->label);
	else if (p->length > c->length)
		print(" over the first %" PRIu32 " bytes of %s", c->length,
		    p->label);
}

static void
print_write_pointer(const struct script *s, const struct command *c)
{
	show_place(c->dest.name, c->offset);
	print(" %u <- ", c->size);
	show_place(c->src.name, c->src_offset);
	print_part(s, "  ", c->src.file, c->src_offset, true);
}

static bool
has_stray_name(const struct command_file *cf)
{
	size_t		 used;

	if (cf->name == NULL)
		return (false);
	used = strnlen(cf->name, LOADER_FILESZ);
	return (!fields_all_zero(cf->name + used, LOADER_FILESZ - used));
}

/* Did someone leave bytes where a command has none? */
static bool
has_stray_bytes(const struct command *c)
{
	static const size_t sizes[] = {
		[LOADER_ALLOCATE] = sizeof(c->raw->allocate),
		[LOADER_ADD_POINTER] = sizeof(c->raw->add_pointer),
		[LOADER_ADD_CHECKSUM] = sizeof(c->raw->add_checksum),
		[LOADER_WRITE_POINTER] = sizeof(c->raw->write_pointer),
	};
	const size_t	 size = sizes[c->kind];

	return (has_stray_name(&c->dest) || has_stray_name(&c->src) ||
	    !fields_all_zero(c->raw->bytes + size,
	    sizeof(c->raw->bytes) - size));
}

static void
print_hex(const uint8_t *data, size_t length)
{
	sink_putc(sink_stdout(), ' ');
	field_print_hex(sink_stdout(), data, length, false);
}

static void
print_command(const struct script *s, size_t i)
{
	const struct command c = view_command(s->view, i);

	if (c.name == NULL) {
		print("%4zu 0x%08" PRIx32 "    not a known command:", i,
		    c.kind);
		print_hex(c.raw->bytes, sizeof(c.raw->bytes));
		sink_putc(sink_stdout(), '\n');
		return;
	}
	print("%4zu %-13s ", i, c.name);
	if (c.kind == LOADER_ALLOCATE)
		print_allocate(&c);
	else if (c.kind == LOADER_ADD_POINTER)
		print_add_pointer(s, &c);
	else if (c.kind == LOADER_ADD_CHECKSUM)
		print_add_checksum(s, &c);
	else
		print_write_pointer(s, &c);
	sink_putc(sink_stdout(), '\n');
	if (has_stray_bytes(&c)) {
		print("     stray bytes in it:");
		print_hex(c.raw->bytes, sizeof(c.raw->bytes));
		sink_putc(sink_stdout(), '\n');
	}
	if (s->view->in->kind == INPUT_SET && c.objection != NULL)
		print("     cannot be run: %s\n", c.objection);
}

static size_t
count_unused(const struct view *v, size_t i)
{
	size_t		 n = 0;

	while (i + n < vmacpigen_ncommands(v->set) &&
	    fields_all_zero(vmacpigen_command(v->set, i + n),
		sizeof(struct loader_command)))
		n++;
	return (n);
}

void
show_script(const struct view *v, struct trees *trees)
{
	const struct script s = { v, trees };
	const size_t	 n = vmacpigen_ncommands(v->set);
	const struct vmacpigen_file *script = &v->set->script;
	const size_t	 whole = n * sizeof(struct loader_command);
	const char	*name, *meaning;
	size_t		 i, unused;

	print(VMACPIGEN_FW_CFG_LOADER
	    " (%s, %zu bytes): firmware runs this script\n",
	    v->in->script_path, script->length);
	for (i = 0; command_explain(i, &name, &meaning); i++)
		print("     %-13s %s\n", name, meaning);
	sink_putc(sink_stdout(), '\n');
	for (i = 0; i < n; i++) {
		if ((unused = count_unused(v, i)) == 0) {
			print_command(&s, i);
			continue;
		}
		print("     (%zu unused command%s)\n", unused,
		    unused == 1 ? "" : "s");
		i += unused - 1;
	}
	if (script->length > whole) {
		print("     (no whole command:");
		print_hex(script->data + whole, script->length - whole);
		print(")\n");
	}
}
