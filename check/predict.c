/* See LICENSE for licence details. */

/*
 * Predicts what the guest of a consumer finds: runs the script as that firmware
 * does, and looks up the tables as it or its guest does.
 */

#include <stdio.h>

#include "check.h"
#include "read/xalloc.h"

/* What happens to a command that a consumer objects to */
static const char *const ends[] = {
	[VMACPIGEN_RAN] = "dropped",
	[VMACPIGEN_REFUSED] = "the set is refused",
	[VMACPIGEN_PANICKED] = "the firmware stops",
	[VMACPIGEN_WILD] = "memory outside the files is written",
};

static void
print_objections(const struct vmacpigen_memory *m,
    const struct vmacpigen_set *set, const char *consumer)
{
	size_t		 i;

	for (i = 0; i < vmacpigen_ncommands(set); i++) {
		if (m->objections[i] != NULL)
			printf("%s: command %zu: %s: %s\n", consumer, i,
			    m->objections[i], ends[m->end]);
	}
	if (m->end != VMACPIGEN_RAN &&
	    set->script.length % sizeof(struct loader_command) != 0)
		printf("%s: the script's size is not a multiple of 128: %s\n",
		    consumer, ends[m->end]);
}

static void
print_tables(const struct image *image, const char *consumer)
{
	const struct image_table *t;
	char		 label[MAP_LABELSZ];
	size_t		 i;

	for (i = 0; i < image->ntables; i++) {
		t = &image->tables[i];
		map_label(label, (const char *)image_data(t));
		printf("%s: guest: %s ", consumer, label);
		field_print_word(sink_stdout(), t->region->file->name,
		    LOADER_FILESZ);
		sink_flush(sink_stdout());
		printf("+0x%zx length %zu%s\n", t->offset, t->length,
		    t->summed && !t->sound ? " checksum wrong" : "");
	}
}

static const char *
outcome(const struct installed *installed, enum vmacpigen_outcome end,
    const struct consumer *consumer)
{
	const struct image *image = &installed->image;

	if (end == VMACPIGEN_PANICKED)
		return ("the firmware stops, no guest");
	if (end == VMACPIGEN_WILD)
		return ("not known");
	if (installed->refused != NULL)
		return (consumer->empty);
	if (image->ntables == 0)
		return (consumer->none);
	if (image->ntables == 1 && !consumer->installs)
		return ("an RSDP that leads nowhere");
	return (consumer->some);
}

void
check_predict(const struct input *in, const struct consumer *consumer,
    const char *name)
{
	struct vmacpigen_memory memory;
	struct installed installed = { 0 };
	struct image	*image = &installed.image;

	if (vmacpigen_run(&memory, &in->set, consumer->rules) != NULL)
		xalloc_fail();
	if (consumer->installs)
		install(&installed, &memory, &in->set, consumer, NULL);
	else
		image_walk(image, &memory, true);
	print_objections(&memory, &in->set, name);
	if (installed.refused != NULL)
		printf("%s: %s: the set is refused\n", name,
		    installed.refused);
	if (memory.end == VMACPIGEN_RAN)
		print_tables(image, name);
	printf("%s: outcome: %s\n", name,
	    outcome(&installed, memory.end, consumer));
	image_free(image);
	vmacpigen_memory_free(&memory);
}
