/* See LICENSE for licence details. */

/* Table-loader sets, and how a table set becomes one. */

#include <stdlib.h>
#include <string.h>

#include "loader.h"

static const char nomem[] = "out of memory";

size_t
vmacpigen_ncommands(const struct vmacpigen_set *set)
{
	return (set->script.length / sizeof(struct loader_command));
}

struct loader_command *
vmacpigen_command(const struct vmacpigen_set *set, size_t i)
{
	return ((struct loader_command *)set->script.data + i);
}

const struct vmacpigen_file *
vmacpigen_find_file(const struct vmacpigen_set *set, const char *name)
{
	size_t		 i;

	for (i = 0; i < set->nfiles; i++) {
		if (strncmp(set->files[i].name, name, LOADER_FILESZ) == 0)
			return (&set->files[i]);
	}
	return (NULL);
}

bool
vmacpigen_within(
    const struct vmacpigen_file *file, uint64_t offset, uint64_t length)
{
	return (offset <= file->length && length <= file->length - offset);
}

void
vmacpigen_set_free(struct vmacpigen_set *set)
{
	size_t		 i;

	for (i = 0; i < set->nfiles; i++)
		free(set->files[i].data);
	free(set->files);
	free(set->script.data);
	memset(set, 0, sizeof(*set));
}

/* Where a table is, or nowhere in this layout: file is NULL */
struct place {
	struct vmacpigen_file *file;
	size_t		 offset;
	size_t		 nlinked;	/* of its references */
	bool		 linked;	/* it holds an address */
};

/* A set on its way into files */
struct link {
	struct vmacpigen_set *out;
	const struct vmacpigen_tables *set;
	const struct vmacpigen_layout *layout;
	struct place	*places;	/* one per table of the set */
	size_t		*order;		/* tables that have one, as they lie */
	size_t		 n;
	size_t		 ends[2];	/* in order, of each file's tables */
};

static size_t
align_up(size_t n, size_t align)
{
	return ((n + align - 1) / align * align);
}

static bool
file_names(const struct vmacpigen_layout_file *lf, enum vmacpigen_id kind)
{
	const enum vmacpigen_id *id;

	for (id = lf->tables; *id != VMACPIGEN_NONE && *id != kind; id++)
		;
	return (*id != VMACPIGEN_NONE);
}

static bool
layout_names(const struct vmacpigen_layout *layout, enum vmacpigen_id kind)
{
	return (file_names(&layout->files[0], kind) ||
	    file_names(&layout->files[1], kind));
}

static void
place_table(struct link *l, size_t f, size_t t, size_t offset)
{
	struct vmacpigen_file *file = &l->out->files[f];

	l->places[t].file = file;
	l->places[t].offset = offset;
	l->order[l->n++] = t;
	file->length = offset + l->set->tables[t].length;
}

/* Gives the tables of a kind in the layout their places. */
static void
place_kind(struct link *l, size_t f, enum vmacpigen_id id)
{
	const struct vmacpigen_layout_file *lf = &l->layout->files[f];
	const struct vmacpigen_table *table;
	size_t		 t, align;

	for (t = 0; t < l->set->ntables; t++) {
		table = &l->set->tables[t];
		if (table->id != id &&
		    (id != VMACPIGEN_OTHER || !table->given ||
			layout_names(l->layout, table->id)))
			continue;
		align = vmacpigen_align(table->id) > lf->step ?
		    vmacpigen_align(table->id) : lf->step;
		place_table(l, f, t, align_up(l->out->files[f].length, align));
	}
}

/* All tables in the set's bytes up to those of the layout's next file */
static void
place_in_bytes(struct link *l, size_t f)
{
	const struct vmacpigen_table *tables = l->set->tables;
	size_t		 t;

	for (t = 0; t < l->set->ntables &&
	    !layout_names(l->layout, tables[t].id); t++)
		place_table(l, f, t, tables[t].offset);
	l->out->files[f].length = t < l->set->ntables ? tables[t].offset :
	    l->set->nbytes;
}

static void
place_tables(struct link *l, size_t f)
{
	const struct vmacpigen_layout_file *lf = &l->layout->files[f];
	const enum vmacpigen_id *id;

	for (id = lf->tables; *id != VMACPIGEN_NONE; id++)
		place_kind(l, f, *id);
	if (lf->tables[0] == VMACPIGEN_NONE)
		place_in_bytes(l, f);
	l->out->files[f].length += lf->tail;
}

/* Makes the bytes of the file that was placed last. */
static bool
fill_file(struct link *l, size_t f)
{
	struct vmacpigen_file *file = &l->out->files[f];
	const struct vmacpigen_table *table;
	size_t		 i;

	if ((file->data = calloc(1, file->length + 1)) == NULL)
		return (false);
	if (l->layout->files[f].tables[0] == VMACPIGEN_NONE)
		memcpy(file->data, l->set->bytes, file->length);
	for (i = f == 0 ? 0 : l->ends[f - 1]; i < l->n; i++) {
		table = &l->set->tables[l->order[i]];
		memcpy(file->data + l->places[l->order[i]].offset,
		    l->set->bytes + table->offset, table->length);
	}
	l->ends[f] = l->n;
	return (true);
}

static struct loader_command *
append(struct vmacpigen_set *out, uint32_t command)
{
	struct loader_command *c;

	c = vmacpigen_command(out, vmacpigen_ncommands(out));
	c->command = put32(command);
	out->script.length += sizeof(*c);
	return (c);
}

static void
link_allocate(struct link *l, size_t f)
{
	const struct vmacpigen_layout_file *lf = &l->layout->files[f];
	const struct vmacpigen_file *file = &l->out->files[f];
	struct loader_command *c = append(l->out, LOADER_ALLOCATE);

	memcpy(c->allocate.file, file->name, LOADER_FILESZ);
	c->allocate.align = put32(lf->align);
	c->allocate.zone = lf->zone;
	if (lf->zone == VMACPIGEN_ZONE_BY_SIZE)
		c->allocate.zone = file->length <= VMACPIGEN_FSEG_MAX ?
		    LOADER_ZONE_FSEG : LOADER_ZONE_HIGH;
}

/* Links those pointers of a table that are at offsets below end. */
static void
link_pointers(struct link *l, size_t t, size_t end)
{
	const struct vmacpigen_table *table = &l->set->tables[t];
	const struct vmacpigen_ref *ref;
	struct place	*from = &l->places[t], *to;
	struct loader_command *c;
	size_t		 offset;

	for (; from->nlinked < table->nrefs; from->nlinked++) {
		ref = &l->set->refs[table->ref + from->nlinked];
		to = &l->places[ref->target];
		if (ref->offset >= end)
			break;
		if (to->file == NULL)
			continue;
		offset = from->offset + ref->offset;
		le_put(from->file->data + offset, ref->size, to->offset);
		from->linked = true;
		c = append(l->out, LOADER_ADD_POINTER);
		memcpy(c->add_pointer.dest_file, from->file->name,
		    LOADER_FILESZ);
		memcpy(c->add_pointer.src_file, to->file->name, LOADER_FILESZ);
		c->add_pointer.offset = put32(offset);
		c->add_pointer.size = (uint8_t)ref->size;
	}
}

static void
link_checksums(struct link *l, size_t t)
{
	const struct vmacpigen_table *table = &l->set->tables[t];
	const struct place *place = &l->places[t];
	const struct vmacpigen_sum *sum;
	struct loader_command *c;
	uint8_t		*start = place->file->data + place->offset;
	size_t		 i;

	for (i = 0; i < table->nsums; i++) {
		sum = &l->set->sums[table->sum + i];
		link_pointers(l, t, sum->length);
		if (!place->linked &&
		    (l->layout->loader_sums & 1U << table->id) == 0) {
			start[sum->offset] =
			    vmacpigen_checksum(start, sum->length);
			continue;
		}
		c = append(l->out, LOADER_ADD_CHECKSUM);
		memcpy(c->add_checksum.file, place->file->name, LOADER_FILESZ);
		c->add_checksum.offset = put32(place->offset + sum->offset);
		c->add_checksum.start = put32(place->offset);
		c->add_checksum.length = put32(sum->length);
	}
}

/* All pointers first, unless the layout wants one table after the other */
static void
link_files(struct link *l)
{
	const size_t	 n = l->out->nfiles;
	size_t		 f, i;

	for (f = 0; f < n; f++)
		link_allocate(l, l->layout->by_table ? n - 1 - f : f);
	for (f = i = 0; f < n; f++) {
		for (; !l->layout->by_table && i < l->ends[f]; i++)
			link_pointers(l, l->order[i], SIZE_MAX);
		for (i = f == 0 ? 0 : l->ends[f - 1]; i < l->ends[f]; i++)
			link_checksums(l, l->order[i]);
	}
}

/* Everything but the commands */
static const char *
make_files(struct link *l)
{
	const size_t	 maxfiles = sizeof(l->layout->files) /
	    sizeof(l->layout->files[0]);
	struct vmacpigen_set *out = l->out;
	size_t		 f;

	out->files = calloc(maxfiles, sizeof(*out->files));
	out->script.data = calloc(maxfiles + l->set->nrefs + l->set->nsums,
	    sizeof(struct loader_command));
	l->places = calloc(l->set->ntables + 1, sizeof(*l->places));
	l->order = calloc(l->set->ntables + 1, sizeof(*l->order));
	if (out->files == NULL || out->script.data == NULL ||
	    l->places == NULL || l->order == NULL)
		return (nomem);
	for (f = 0; f < maxfiles && l->layout->files[f].name != NULL; f++) {
		out->nfiles = f + 1;
		strncpy(out->files[f].name, l->layout->files[f].name,
		    LOADER_FILESZ - 1);
		place_tables(l, f);
		if (out->files[f].length > UINT32_MAX)
			return ("the tables are larger than 4 GiB");
		if (!fill_file(l, f))
			return (nomem);
	}
	return (NULL);
}

const char *
vmacpigen_link(struct vmacpigen_set *out, const struct vmacpigen_tables *set,
    const struct vmacpigen_layout *layout)
{
	struct link	 l = { .out = out, .set = set, .layout = layout };
	const char	*error;

	memset(out, 0, sizeof(*out));
	if ((error = make_files(&l)) == NULL)
		link_files(&l);
	free(l.places);
	free(l.order);
	return (error);
}
