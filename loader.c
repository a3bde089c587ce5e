/* See LICENSE for licence details. */

/* Table-loader sets, and how a table set becomes one. */

#include <stdlib.h>
#include <string.h>

#include "loader.h"

size_t
loader_ncommands(const struct loader_set *set)
{
	return (set->script.length / sizeof(struct loader_command));
}

struct loader_command *
loader_command(const struct loader_set *set, size_t i)
{
	return ((struct loader_command *)set->script.data + i);
}

const struct loader_file *
loader_file(const struct loader_set *set, const char *name)
{
	size_t		 i;

	for (i = 0; i < set->nfiles; i++) {
		if (strncmp(set->files[i].name, name, LOADER_FILESZ) == 0)
			return (&set->files[i]);
	}
	return (NULL);
}

bool
loader_within(const struct loader_file *file, uint64_t offset, uint64_t length)
{
	return (offset <= file->length && length <= file->length - offset);
}

void
loader_free(struct loader_set *set)
{
	size_t		 i;

	for (i = 0; i < set->nfiles; i++)
		free(set->files[i].data);
	free(set->files);
	free(set->script.data);
	memset(set, 0, sizeof(*set));
}

struct place {
	struct loader_file *file;	/* NULL: not in this layout */
	size_t		 offset;
	bool		 linked;	/* it holds an address */
};

static size_t
align_up(size_t n, size_t align)
{
	return ((n + align - 1) / align * align);
}

/* Gives every table of the layout its place, and each file its length. */
static void
place_tables(struct loader_set *out, const struct acpi_set *set,
    const struct acpi_layout *layout, struct place *places)
{
	const struct acpi_layout_file *lf;
	struct loader_file *file;
	const enum acpi_id *id;
	size_t		 f, t, align;

	for (f = 0; f < out->nfiles; f++) {
		lf = &layout->files[f];
		file = &out->files[f];
		strncpy(file->name, lf->name, sizeof(file->name) - 1);
		for (id = lf->tables; *id != ACPI_NONE; id++) {
			align = acpi_align(*id) > lf->step ?
			    acpi_align(*id) : lf->step;
			for (t = 0; t < set->ntables; t++) {
				if (set->tables[t].id != *id)
					continue;
				places[t].file = file;
				places[t].offset =
				    align_up(file->length, align);
				file->length = places[t].offset +
				    set->tables[t].length;
			}
		}
		file->length += lf->tail;
	}
}

static uint8_t
zone(const struct acpi_layout_file *lf, const struct loader_file *file)
{
	if (lf->zone != ACPI_ZONE_BY_SIZE)
		return (lf->zone);
	return (file->length <= ACPI_FSEG_MAX ? LOADER_ZONE_FSEG :
	    LOADER_ZONE_HIGH);
}

static struct loader_command *
append(struct loader_set *out, uint32_t command)
{
	struct loader_command *c;

	c = loader_command(out, loader_ncommands(out));
	c->command = put32(command);
	out->script.length += sizeof(*c);
	return (c);
}

static void
link_pointers(struct loader_set *out, const struct acpi_set *set, size_t t,
    struct place *places)
{
	const struct acpi_table *table = &set->tables[t];
	const struct acpi_ref *ref;
	struct place	*from = &places[t], *to;
	struct loader_command *c;
	size_t		 i, offset;

	for (i = 0; i < table->nrefs; i++) {
		ref = &set->refs[table->ref + i];
		to = &places[ref->target];
		if (to->file == NULL)
			continue;
		offset = from->offset + ref->offset;
		le_put(from->file->data + offset, ref->size, to->offset);
		from->linked = true;
		c = append(out, LOADER_ADD_POINTER);
		memcpy(c->add_pointer.dest_file, from->file->name,
		    LOADER_FILESZ);
		memcpy(c->add_pointer.src_file, to->file->name, LOADER_FILESZ);
		c->add_pointer.offset = put32(offset);
		c->add_pointer.size = (uint8_t)ref->size;
	}
}

static void
link_checksums(struct loader_set *out, const struct acpi_set *set, size_t t,
    const struct place *place, bool by_loader)
{
	const struct acpi_table *table = &set->tables[t];
	const struct acpi_sum *sum;
	struct loader_command *c;
	uint8_t		*start;
	size_t		 i;

	for (i = 0; i < table->nsums; i++) {
		sum = &set->sums[table->sum + i];
		if (!by_loader) {
			start = place->file->data + place->offset;
			start[sum->offset] = acpi_checksum(start, sum->length);
			continue;
		}
		c = append(out, LOADER_ADD_CHECKSUM);
		memcpy(c->add_checksum.file, place->file->name, LOADER_FILESZ);
		c->add_checksum.offset = put32(place->offset + sum->offset);
		c->add_checksum.start = put32(place->offset);
		c->add_checksum.length = put32(sum->length);
	}
}

static void
link_file(struct loader_set *out, const struct acpi_set *set,
    const struct acpi_layout *layout, size_t f, struct place *places)
{
	const enum acpi_id *id;
	const struct acpi_table *table;
	size_t		 t;
	bool		 by_loader;
	int		 pass;

	for (pass = 0; pass < 2; pass++) {
		for (id = layout->files[f].tables; *id != ACPI_NONE; id++) {
			for (t = 0; t < set->ntables; t++) {
				table = &set->tables[t];
				if (table->id != *id)
					continue;
				by_loader = places[t].linked ||
				    layout->loader_sums & 1U << *id;
				if (pass == 0)
					link_pointers(out, set, t, places);
				else
					link_checksums(out, set, t, &places[t],
					    by_loader);
			}
		}
	}
}

const char *
loader_link(struct loader_set *out, const struct acpi_set *set,
    const struct acpi_layout *layout)
{
	const size_t	 maxfiles = sizeof(layout->files) /
	    sizeof(layout->files[0]);
	struct place	*places;
	struct loader_command *c;
	size_t		 f, t;

	memset(out, 0, sizeof(*out));
	places = calloc(set->ntables, sizeof(*places));
	out->files = calloc(maxfiles, sizeof(*out->files));
	out->script.data = calloc(maxfiles + set->nrefs + set->nsums,
	    sizeof(*c));
	if (places == NULL || out->files == NULL || out->script.data == NULL)
		goto nomem;
	while (out->nfiles < maxfiles &&
	    layout->files[out->nfiles].name != NULL)
		out->nfiles++;
	place_tables(out, set, layout, places);

	for (f = 0; f < out->nfiles; f++) {
		out->files[f].data = calloc(1, out->files[f].length);
		if (out->files[f].data == NULL)
			goto nomem;
		c = append(out, LOADER_ALLOCATE);
		memcpy(c->allocate.file, out->files[f].name, LOADER_FILESZ);
		c->allocate.align = put32(layout->files[f].align);
		c->allocate.zone = zone(&layout->files[f], &out->files[f]);
	}
	for (t = 0; t < set->ntables; t++) {
		if (places[t].file != NULL)
			memcpy(places[t].file->data + places[t].offset,
			    set->bytes + set->tables[t].offset,
			    set->tables[t].length);
	}
	for (f = 0; f < out->nfiles; f++)
		link_file(out, set, layout, f, places);
	free(places);
	return (NULL);
nomem:
	free(places);
	return ("out of memory");
}
