/* See LICENSE for licence details. */

#include <inttypes.h>
#include <string.h>

#include "command.h"

static const struct {
	const char	*name;
	const char	*meaning;
} kinds[] = {
	[LOADER_ALLOCATE] = { "ALLOCATE",
	    "puts a file into memory: how aligned, in which zone" },
	[LOADER_ADD_POINTER] = { "ADD_POINTER",
	    "makes the offset in a field an address, by adding that of a file"
	},
	[LOADER_ADD_CHECKSUM] = { "ADD_CHECKSUM",
	    "sets a byte so that a range of bytes sums to 0" },
	[LOADER_WRITE_POINTER] = { "WRITE_POINTER",
	    "tells the host an address" },
};

#define NKINDS		(sizeof(kinds) / sizeof(kinds[0]))

bool
command_explain(size_t i, const char **name, const char **meaning)
{
	if (i >= NKINDS - LOADER_ALLOCATE)
		return (false);
	*name = kinds[LOADER_ALLOCATE + i].name;
	*meaning = kinds[LOADER_ALLOCATE + i].meaning;
	return (true);
}

static void
set_file(struct command_file *f, const char name[LOADER_FILESZ])
{
	f->name = name;
	f->ends = memchr(name, '\0', LOADER_FILESZ) != NULL;
}

void
command_decode(struct command *c, const struct loader_command *raw)
{
	*c = (struct command){ .raw = raw, .kind = get32(raw->command) };
	if (c->kind < NKINDS)
		c->name = kinds[c->kind].name;
	switch (c->kind) {
	case LOADER_ALLOCATE:
		set_file(&c->dest, raw->allocate.file);
		c->align = get32(raw->allocate.align);
		c->zone = raw->allocate.zone;
		break;
	case LOADER_ADD_POINTER:
		set_file(&c->dest, raw->add_pointer.dest_file);
		set_file(&c->src, raw->add_pointer.src_file);
		c->offset = get32(raw->add_pointer.offset);
		c->size = raw->add_pointer.size;
		break;
	case LOADER_ADD_CHECKSUM:
		set_file(&c->dest, raw->add_checksum.file);
		c->offset = get32(raw->add_checksum.offset);
		c->start = get32(raw->add_checksum.start);
		c->length = get32(raw->add_checksum.length);
		break;
	case LOADER_WRITE_POINTER:
		set_file(&c->dest, raw->write_pointer.dest_file);
		set_file(&c->src, raw->write_pointer.src_file);
		c->offset = get32(raw->write_pointer.dest_offset);
		c->src_offset = get32(raw->write_pointer.src_offset);
		c->size = raw->write_pointer.size;
		break;
	default:
		break;
	}
}

struct command
command_at(const struct vmacpigen_memory *memory,
    const struct vmacpigen_set *set, size_t i)
{
	struct command	 c;

	command_decode(&c, vmacpigen_command(set, i));
	c.objection = memory->objections[i];
	if (c.dest.ends)
		c.dest.file = vmacpigen_named(memory, c.dest.name);
	if (c.src.ends)
		c.src.file = vmacpigen_named(memory, c.src.name);
	return (c);
}

bool
command_value(const struct command *c, uint64_t *value)
{
	if (c->kind != LOADER_ADD_POINTER || c->dest.file == NULL ||
	    c->size > 8 ||
	    !vmacpigen_within(c->dest.file, c->offset, c->size))
		return (false);
	*value = le_get(c->dest.file->data + c->offset, c->size);
	return (true);
}

void
command_print_allocation(struct sink *out, const struct command *c)
{
	sink_printf(out, "align %" PRIu32, c->align);
	if (c->zone == LOADER_ZONE_HIGH)
		sink_printf(out, " HIGH");
	else if (c->zone == LOADER_ZONE_FSEG)
		sink_printf(out, " FSEG");
	else
		sink_printf(out, " zone %u", c->zone);
}
