/* See LICENSE for licence details. */

#include <string.h>

#include "view.h"
#include "xalloc.h"

static void
begin(struct view *v, const struct input *in,
    const struct vmacpigen_rules *rules)
{
	memset(v, 0, sizeof(*v));
	v->in = in;
	v->set = &in->set;
	if (vmacpigen_run(&v->memory, v->set, rules) != NULL)
		xalloc_fail();
}

static void
look(struct view *v)
{
	input_walk(&v->image, v->in, &v->memory);
	map_open(&v->map, v->set, &v->memory, &v->image,
	    input_has_addresses(v->in));
}

void
view_open(struct view *v, const struct input *in, uint64_t base)
{
	const struct vmacpigen_rules rules = vmacpigen_lenient(base);

	begin(v, in, &rules);
	look(v);
}

const char *
view_open_strict(struct view *v, const struct input *in, uint64_t base,
    size_t *command)
{
	const struct vmacpigen_rules rules = vmacpigen_strict(base);
	const char	*objection;

	begin(v, in, &rules);
	if ((objection = vmacpigen_run_objection(&v->memory, command)) == NULL)
		look(v);
	return (objection);
}

void
view_close(struct view *v)
{
	map_close(&v->map);
	image_free(&v->image);
	vmacpigen_memory_free(&v->memory);
}

struct command
view_command(const struct view *v, size_t i)
{
	return (command_at(&v->memory, v->set, i));
}

const struct map_file *
view_file(const struct view *v, const struct vmacpigen_file *file)
{
	return (&v->map.files[file - v->set->files]);
}
