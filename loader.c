/* See LICENSE for licence details. */

/* Links tables into files, with a script that completes them. */

#include <stdlib.h>
#include <string.h>

#include "build.h"
#include "loader.h"
#include "text.h"

#define MAX_FILE	INT32_MAX	/* so that no offset in a file wraps */

static const char nomem[] = "out of memory";
static const char too_large[] = "the tables are longer than 2 GiB";

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
vmacpigen_within(const struct vmacpigen_file *file, uint64_t offset,
    uint64_t length)
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
	size_t		 linked_end;	/* references before it are linked */
	bool		 linked;	/* it holds what a loader changes */
};

/* Tables on their way into files */
struct link {
	struct vmacpigen_set *out;
	const struct vmacpigen_tables *set;
	struct vmacpigen_tables *own;	/* the same, if a file can have its
					   bytes; NULL: none can */
	const struct vmacpigen_layout *layout;
	uint64_t	 base;		/* of the first file; 0: not known */
	uint32_t	 named;		/* kinds, by the layout's lists */
	struct place	*places;	/* one per table of the set */
	size_t		*order;		/* tables that have one, as they lie */
	size_t		 n;
	size_t		*ends;		/* in order, of each file's tables */
	const char	*error;
};

/* A table's bytes: in its file, if that has them already */
static const uint8_t *
bytes_of(const struct link *l, size_t t)
{
	const struct place *p = &l->places[t];

	return (p->file != NULL && p->file->data != NULL ?
	    p->file->data + p->offset :
	    l->set->bytes + l->set->tables[t].offset);
}

/* Keeps the first error: "words TABLE more". */
static void
fail(struct link *l, const char *words, size_t t, const char *more)
{
	const struct vmacpigen_table *table = &l->set->tables[t];
	struct text	 text;

	if (l->error != NULL)
		return;
	vmacpigen_text_begin(&text, l->out->reason, sizeof(l->out->reason));
	vmacpigen_text_add(&text, words);
	if (table->length >= 4)
		vmacpigen_text_bytes(&text, (const char *)bytes_of(l, t),
		    table->kind == VMACPIGEN_RSDP ? 3 : 4);
	vmacpigen_text_add(&text, more);
	l->error = l->out->reason;
}

/* Records that memory ran out. */
static void
fail_file(struct link *l, size_t f)
{
	struct text	 text;

	vmacpigen_text_begin(&text, l->out->reason, sizeof(l->out->reason));
	vmacpigen_text_add(&text, l->out->files[f].name);
	vmacpigen_text_add(&text, " would be ");
	vmacpigen_text_number(&text, l->out->files[f].length, 10);
	vmacpigen_text_add(&text, " bytes, and ");
	vmacpigen_text_number(&text, l->layout->files[f].max, 10);
	vmacpigen_text_add(&text, " is what there is for it");
	l->error = l->out->reason;
}

static uint64_t
align_up(uint64_t n, uint64_t align)
{
	return ((n + align - 1) & ~(align - 1));
}

static void
place_table(struct link *l, size_t f, size_t t, uint64_t offset)
{
	struct vmacpigen_file *file = &l->out->files[f];

	if (offset + l->set->tables[t].length > MAX_FILE) {
		l->error = too_large;
		return;
	}
	l->places[t].file = file;
	l->places[t].offset = (size_t)offset;
	l->order[l->n++] = t;
	file->length = (size_t)offset + l->set->tables[t].length;
}

/* Places a table at the file's end. */
static void
append_table(struct link *l, size_t f, size_t t)
{
	const uint32_t	 step = l->layout->files[f].step;
	const uint32_t	 align = vmacpigen_align(l->set->tables[t].kind);

	place_table(l, f, t, align_up(l->out->files[f].length,
	    align > step ? align : step));
}

/* Does a table go to the file that has the rest? */
static bool
is_rest(const struct link *l, const struct vmacpigen_table *table)
{
	const uint32_t	 bit = VMACPIGEN_BIT(table->kind);

	return ((l->named & bit) == 0 &&
	    (table->given || (l->layout->without & bit) == 0));
}

/* Places all tables up to the first that another file of the layout names. */
static void
place_as_is(struct link *l, size_t f)
{
	const struct vmacpigen_table *tables = l->set->tables;
	size_t		 t;

	for (t = 0; t < l->set->ntables && l->error == NULL &&
	    (l->named & VMACPIGEN_BIT(tables[t].kind)) == 0; t++)
		place_table(l, f, t, tables[t].offset);
	l->out->files[f].length = t < l->set->ntables ? tables[t].offset :
	    l->set->nbytes;
}

static void
place_tables(struct link *l, size_t f)
{
	const struct vmacpigen_layout_file *lf = &l->layout->files[f];
	const struct vmacpigen_table *tables = l->set->tables;
	size_t		 i, t;

	for (i = 0; i < lf->nkinds; i++) {
		for (t = 0; t < l->set->ntables && l->error == NULL; t++) {
			if (tables[t].kind == lf->kinds[i])
				append_table(l, f, t);
		}
	}
	for (t = 0; lf->rest && t < l->set->ntables && l->error == NULL; t++) {
		if (is_rest(l, &tables[t]))
			append_table(l, f, t);
	}
	if (lf->as_is)
		place_as_is(l, f);
	l->out->files[f].length += lf->tail;
}

/* The first of a file's tables, in l->order; they go on to l->ends[]. */
static size_t
start_of(const struct link *l, size_t f)
{
	return (f == 0 ? 0 : l->ends[f - 1]);
}

/* Makes the bytes of a file. */
static bool
fill_file(struct link *l, size_t f)
{
	struct vmacpigen_file *file = &l->out->files[f];
	const struct vmacpigen_table *table;
	size_t		 i;

	if ((file->data = calloc(1, file->length + 1)) == NULL)
		return (false);
	if (l->layout->files[f].as_is && file->length > 0)
		memcpy(file->data, l->set->bytes, file->length -
		    l->layout->files[f].tail);
	for (i = start_of(l, f); i < l->ends[f]; i++) {
		table = &l->set->tables[l->order[i]];
		memcpy(file->data + l->places[l->order[i]].offset,
		    l->set->bytes + table->offset, table->length);
	}
	return (true);
}

/*
 * Whether a file's bytes can be made of the tables' own: each of its tables
 * lies as far from the start as it does there, or further, and in their order.
 */
static bool
can_take(const struct link *l, size_t f)
{
	const struct vmacpigen_table *table;
	size_t		 i, end = 0;

	for (i = start_of(l, f); i < l->ends[f]; i++) {
		table = &l->set->tables[l->order[i]];
		if (table->offset < end ||
		    table->offset > l->places[l->order[i]].offset)
			return (false);
		end = table->offset + table->length;
	}
	return (l->n == l->set->ntables && !l->layout->files[f].as_is);
}

/* Moves the tables to their places, from the last to the first. */
static bool
take_file(struct link *l, size_t f)
{
	struct vmacpigen_file *file = &l->out->files[f];
	const struct vmacpigen_table *table;
	uint8_t		*bytes;
	size_t		 i, offset, end = file->length + 1;

	if ((bytes = realloc(l->own->bytes, l->own->bytes_max > end ?
	    l->own->bytes_max : end)) == NULL)
		return (false);
	l->own->bytes = NULL;
	file->data = bytes;
	for (i = l->ends[f]; i-- > start_of(l, f); end = offset) {
		table = &l->set->tables[l->order[i]];
		offset = l->places[l->order[i]].offset;
		memmove(bytes + offset, bytes + table->offset, table->length);
		memset(bytes + offset + table->length, 0,
		    end - (offset + table->length));
	}
	memset(bytes, 0, end);
	return (true);
}

/* Makes the bytes of all files; the longest one last. */
static bool
fill_files(struct link *l)
{
	const struct vmacpigen_file *files = l->out->files;
	size_t		 f, longest = 0;

	for (f = 1; f < l->out->nfiles; f++) {
		if (files[f].length > files[longest].length)
			longest = f;
	}
	for (f = 0; f < l->out->nfiles; f++) {
		if (f != longest && !fill_file(l, f))
			return (false);
	}
	return (l->own != NULL && can_take(l, longest) ?
	    take_file(l, longest) : fill_file(l, longest));
}

/* Do two files with addresses overlap? */
static bool
overlap(const struct vmacpigen_file *a, const struct vmacpigen_file *b)
{
	return (a->length > 0 && b->length > 0 &&
	    a->address <= b->address + (b->length - 1) &&
	    b->address <= a->address + (a->length - 1));
}

/* Sets a file's address, if the layout has one for it. */
static void
place_file(struct link *l, size_t f)
{
	const struct vmacpigen_layout_file *lf = &l->layout->files[f];
	struct vmacpigen_file *file = &l->out->files[f];
	size_t		 i;

	file->address = lf->address;
	if (file->address == 0 && l->base != 0)
		file->address = f == 0 ? l->base : align_up(
		    file[-1].address + file[-1].length, lf->align);
	if (file->address == 0)
		return;
	if (file->address % lf->align != 0)
		l->error = "a file's address is not a multiple of its "
		    "alignment";
	else if (file->address > UINT64_MAX - MAX_FILE - lf->align)
		l->error = "a file's address is too close to 2^64";
	for (i = 0; i < f && l->error == NULL; i++) {
		if (l->out->files[i].address != 0 &&
		    overlap(&l->out->files[i], file))
			l->error = "two files overlap in memory";
	}
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
	struct loader_command *c;

	if (file->address != 0)
		return;
	c = append(l->out, LOADER_ALLOCATE);
	memcpy(c->allocate.file, file->name, LOADER_FILESZ);
	c->allocate.align = put32(lf->align);
	c->allocate.zone = lf->zone;
	if (lf->zone == VMACPIGEN_ZONE_BY_SIZE)
		c->allocate.zone = file->length <= VMACPIGEN_FSEG_MAX ?
		    LOADER_ZONE_FSEG : LOADER_ZONE_HIGH;
}

/* A reference to a table that has no place */
static void
link_nowhere(struct link *l, size_t t, size_t target)
{
	const uint32_t	 bit = VMACPIGEN_BIT(l->set->tables[target].kind);

	if ((l->layout->without & bit) == 0)
		fail(l, "the layout has no place for the table ", target, "");
	else if (l->set->tables[t].kind != VMACPIGEN_FADT)
		fail(l, "the layout leaves out the table ", target,
		    ", and another refers to it");
}

/* Links one field to a table that has a place. */
static void
link_pointer(struct link *l, size_t t, const struct vmacpigen_ref *ref)
{
	struct place	*from = &l->places[t];
	const struct place *to = &l->places[ref->target];
	const uint64_t	 value = to->file->address + to->offset;
	const size_t	 offset = from->offset + ref->offset;
	struct loader_command *c;

	if (ref->size < 8 && value >> 8 * ref->size != 0) {
		fail(l, "a field of the table ", t,
		    " is too small for the address that it refers to");
		return;
	}
	le_put(from->file->data + offset, ref->size, value);
	if (to->file->address != 0)
		return;
	if (from->file->address != 0) {
		fail(l, "the table ", t, " has an address, and refers "
		    "to a table that has none");
		return;
	}
	from->linked = true;
	c = append(l->out, LOADER_ADD_POINTER);
	memcpy(c->add_pointer.dest_file, from->file->name, LOADER_FILESZ);
	memcpy(c->add_pointer.src_file, to->file->name, LOADER_FILESZ);
	c->add_pointer.offset = put32(offset);
	c->add_pointer.size = (uint8_t)ref->size;
}

/* Links those pointers of a table that are below end, and are not linked. */
static void
link_pointers(struct link *l, size_t t, size_t end)
{
	const struct vmacpigen_table *table = &l->set->tables[t];
	const struct vmacpigen_ref *ref;
	struct place	*from = &l->places[t];
	size_t		 i;

	for (i = 0; i < table->nrefs && from->linked_end < end; i++) {
		ref = &l->set->refs[table->ref + i];
		if (ref->offset < from->linked_end || ref->offset >= end)
			continue;
		if (ref->target >= l->set->ntables)
			fail(l, "the table ", t,
			    " refers to a table that the set does not have");
		else if (l->places[ref->target].file == NULL)
			link_nowhere(l, t, ref->target);
		else
			link_pointer(l, t, ref);
	}
	if (from->linked_end < end)
		from->linked_end = end;
}

static void
link_checksums(struct link *l, size_t t)
{
	const struct vmacpigen_table *table = &l->set->tables[t];
	const struct place *place = &l->places[t];
	const struct vmacpigen_summed *sum;
	struct loader_command *c;
	uint8_t		*start = place->file->data + place->offset;
	size_t		 i;

	for (i = 0; i < table->nsums; i++) {
		sum = &l->set->sums[table->sum + i];
		link_pointers(l, t, sum->length);
		if (place->file->address != 0 || (!place->linked &&
		    (l->layout->loader_sums & VMACPIGEN_BIT(table->kind)) ==
		    0)) {
			start[sum->offset] = vmacpigen_checksum(start,
			    sum->length);
			continue;
		}
		c = append(l->out, LOADER_ADD_CHECKSUM);
		memcpy(c->add_checksum.file, place->file->name, LOADER_FILESZ);
		c->add_checksum.offset = put32(place->offset + sum->offset);
		c->add_checksum.start = put32(place->offset);
		c->add_checksum.length = put32(sum->length);
	}
	link_pointers(l, t, SIZE_MAX);
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
		for (i = start_of(l, f); i < l->ends[f]; i++)
			link_checksums(l, l->order[i]);
	}
}

static bool
allocate(struct link *l)
{
	const size_t	 n = l->layout->nfiles;
	struct vmacpigen_set *out = l->out;

	out->files = calloc(n + 1, sizeof(*out->files));
	out->script.data = calloc(n + l->set->nrefs + l->set->nsums + 1,
	    sizeof(struct loader_command));
	l->places = calloc(l->set->ntables + 1, sizeof(*l->places));
	l->order = calloc(l->set->ntables + 1, sizeof(*l->order));
	l->ends = calloc(n + 1, sizeof(*l->ends));
	return (out->files != NULL && out->script.data != NULL &&
	    l->places != NULL && l->order != NULL && l->ends != NULL);
}

/* Everything but the commands */
static void
make_files(struct link *l)
{
	const struct vmacpigen_layout_file *lf = l->layout->files;
	struct vmacpigen_set *out = l->out;
	size_t		 f, i;

	for (f = 0; f < l->layout->nfiles; f++) {
		for (i = 0; i < lf[f].nkinds; i++)
			l->named |= VMACPIGEN_BIT(lf[f].kinds[i]);
	}
	for (f = 0; f < l->layout->nfiles && l->error == NULL; f++) {
		out->nfiles = f + 1;
		memcpy(out->files[f].name, lf[f].name, strlen(lf[f].name));
		place_tables(l, f);
		if (l->error == NULL && out->files[f].length > MAX_FILE)
			l->error = too_large;
		if (l->error == NULL && lf[f].max != 0 &&
		    out->files[f].length > lf[f].max)
			fail_file(l, f);
		if (l->error == NULL)
			place_file(l, f);
		l->ends[f] = l->n;
	}
	if (l->error == NULL && !fill_files(l))
		l->error = nomem;
}

/* Fails if a table has no place, unless the layout leaves it out. */
static void
check_places(struct link *l)
{
	size_t		 t;

	for (t = 0; t < l->set->ntables; t++) {
		if (l->places[t].file == NULL && (l->layout->without &
		    VMACPIGEN_BIT(l->set->tables[t].kind)) == 0)
			fail(l, "the layout has no place for the table ", t,
			    "");
	}
}

static const char *
link_at(struct vmacpigen_set *out, const struct vmacpigen_tables *set,
    struct vmacpigen_tables *own, const struct vmacpigen_layout *layout,
    uint64_t base)
{
	struct link	 l = {
		.out = out,
		.set = set,
		.own = own,
		.layout = layout,
		.base = base,
	};
	struct text	 t;

	memset(out, 0, sizeof(*out));
	if (set->error != NULL) {
		vmacpigen_text_begin(&t, out->reason, sizeof(out->reason));
		vmacpigen_text_add(&t, set->error);
		return (out->reason);
	}
	if (set->open)
		return ("the last table has not been ended");
	if ((l.error = vmacpigen_check_layout(layout)) != NULL)
		return (l.error);
	if (!allocate(&l))
		l.error = nomem;
	else
		make_files(&l);
	if (l.error == NULL)
		check_places(&l);
	if (l.error == NULL)
		link_files(&l);
	free(l.places);
	free(l.order);
	free(l.ends);
	return (l.error);
}

const char *
vmacpigen_link(struct vmacpigen_set *out, const struct vmacpigen_tables *set,
    const struct vmacpigen_layout *layout)
{
	return (link_at(out, set, NULL, layout, 0));
}

const char *
vmacpigen_finish(struct vmacpigen_set *out, struct vmacpigen_tables *set,
    const struct vmacpigen_layout *layout)
{
	const char	*error = link_at(out, set, set, layout, 0);

	if (error == NULL)
		vmacpigen_tables_free(set);
	return (error);
}

const char *
vmacpigen_place(struct vmacpigen_set *out, const struct vmacpigen_tables *set,
    const struct vmacpigen_layout *layout, uint64_t base)
{
	if (base == 0) {
		memset(out, 0, sizeof(*out));
		return ("tables cannot be placed at address 0");
	}
	return (link_at(out, set, NULL, layout, base));
}
