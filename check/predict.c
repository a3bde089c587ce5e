/* See LICENSE for licence details. */

/*
 * What the guest of SeaBIOS, OVMF or qboot will find: the script run as that
 * firmware runs it, and the tables looked up as it or its guest does.
 */

#include <stdio.h>
#include <string.h>

#include "check.h"
#include "consumers.h"

static const char *const ends[] = {
	[VMACPIGEN_RAN] = "dropped",
	[VMACPIGEN_REFUSED] = "the set is refused",
	[VMACPIGEN_PANICKED] = "the firmware stops for good",
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
		printf("%s: the script's size is no multiple of 128: %s\n",
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
		field_print_word(stdout, t->region->file->name,
		    LOADER_FILESZ);
		printf("+0x%zx length %zu%s\n", t->offset, t->length,
		    t->summed && !t->sound ? " checksum wrong" : "");
	}
}

/* OVMF's RSDP and XSDT are its own; the others' are the set's, or theirs. */
static void
print_outcome(const struct image *image, enum vmacpigen_end end,
    const char *consumer, bool installs)
{
	printf("%s: outcome: ", consumer);
	if (end == VMACPIGEN_PANICKED)
		puts("the firmware stops, no guest");
	else if (end == VMACPIGEN_WILD)
		puts("cannot be said");
	else if (installs && image->ntables > 0)
		puts("these tables, under an RSDP and an XSDT of the firmware");
	else if (installs || (image->ntables == 0 &&
	    strcmp(consumer, "seabios") == 0))
		puts("tables of the firmware's own");
	else if (image->ntables == 0)
		puts("no ACPI tables");
	else if (image->ntables == 1)
		puts("an RSDP that leads nowhere");
	else
		puts("these tables");
}

const char *
check_predict(const struct input *in, const char *consumer)
{
	const bool	 installs = strcmp(consumer, "ovmf") == 0;
	struct vmacpigen_memory memory;
	struct image	 image = { 0 };
	const char	*error, *refused = NULL;

	error = vmacpigen_run(&memory, &in->set, consumer_rules(consumer));
	if (error == NULL && installs)
		error = image_install(&image, &memory, &in->set, &refused);
	else if (error == NULL)
		error = image_walk(&image, &memory, true);
	if (error == NULL) {
		print_objections(&memory, &in->set, consumer);
		if (refused != NULL)
			printf("%s: %s: the set is refused\n", consumer,
			    refused);
		if (memory.end == VMACPIGEN_RAN)
			print_tables(&image, consumer);
		print_outcome(&image, memory.end, consumer, installs);
	}
	image_free(&image);
	vmacpigen_memory_free(&memory);
	return (error);
}
