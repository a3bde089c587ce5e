/* See LICENSE for licence details. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "map.h"
#include "xalloc.h"

const uint8_t *
map_guest(const struct map_file *mf)
{
	return (mf->region != NULL ? mf->region->data : mf->file->data);
}

uint8_t
map_surplus(const struct map_file *mf, size_t offset, size_t length)
{
	if (mf->region != NULL)
		return (vmacpigen_region_sum(mf->region, offset, length));
	return ((uint8_t)-vmacpigen_checksum(mf->file->data + offset, length));
}

static struct map_piece *
add_piece(struct map_file *mf, enum piece_kind kind, size_t offset,
    size_t length)
{
	struct map_piece *p;

	mf->pieces = xgrow(mf->pieces, mf->npieces, &mf->max,
	    sizeof(*mf->pieces));
	p = &mf->pieces[mf->npieces++];
	memset(p, 0, sizeof(*p));
	p->kind = kind;
	p->offset = offset;
	p->length = length;
	return (p);
}

/* Adds what lies between tables. */
static void
add_bytes(struct map_file *mf, size_t offset, size_t end)
{
	enum piece_kind	 kind = PIECE_ZEROS;
	size_t		 i;

	if (offset == end)
		return;
	for (i = offset; i < end && kind == PIECE_ZEROS; i++) {
		if (mf->file->data[i] != 0)
			kind = PIECE_BYTES;
	}
	add_piece(mf, kind, offset, end - offset);
}

void
map_label(char label[MAP_LABELSZ], const char *signature)
{
	const struct field_table *table = field_table_find(signature);
	unsigned char	 c;
	size_t		 i, n = 0;

	if (table != NULL) {
		snprintf(label, MAP_LABELSZ, "%s", table->layout.name);
		return;
	}
	for (i = 0; i < 4; i++) {
		c = (unsigned char)signature[i];
		n += (size_t)snprintf(label + n, MAP_LABELSZ - n,
		    isalnum(c) || c == '_' || c == '!' ? "%c" : "\\x%02x", c);
	}
}

static void
set_filename(struct map_piece *p, const uint8_t *signature)
{
	size_t		 i;

	if (memcmp(signature, ACPI_RSDP_SIGNATURE, 4) == 0)
		signature = (const uint8_t *)"RSDP";
	for (i = 0; i < 4; i++) {
		p->filename[i] = '_';
		if (isalnum(signature[i]) || signature[i] == '!')
			p->filename[i] = (char)tolower(signature[i]);
	}
}

static void
add_table(struct map_file *mf, size_t offset, size_t length, uint32_t order)
{
	struct map_piece *p = add_piece(mf, PIECE_TABLE, offset, length);

	p->order = order;
	map_label(p->label, (const char *)map_guest(mf) + offset);
	set_filename(p, map_guest(mf) + offset);
	/* A field is shown as it is in the file, whatever it is linked to. */
	p->fields = xmalloc(sizeof(*p->fields));
	fields_open(p->fields, mf->file->data + offset, length);
}

/*
 * The length of what looks like a table that no pointer leads to, or 0.
 * Where the checksum cannot tell, because a loader has yet to make it, the
 * IDs do, which are text.
 */
static size_t
guess_table(const struct map_file *mf, size_t offset, size_t end)
{
	const struct acpi_header *h = (const void *)(map_guest(mf) + offset);
	const struct acpi_rsdp *rsdp = (const void *)h;
	size_t		 length;

	if (end - offset >= ACPI_RSDP_V1_LEN && memcmp(rsdp->signature,
	    ACPI_RSDP_SIGNATURE, sizeof(rsdp->signature)) == 0)
		return (end - offset < sizeof(*rsdp) || rsdp->revision < 2 ?
		    ACPI_RSDP_V1_LEN : sizeof(*rsdp));
	if (end - offset < sizeof(*h))
		return (0);
	length = get32(h->length);
	if (length < sizeof(*h) || length > end - offset)
		return (0);
	if (length == mf->file->length)
		return (length);
	if (!vmacpigen_is_signature(h->signature))
		return (0);
	if (memcmp(h->signature, "FACS", 4) == 0)
		return (length >= sizeof(struct acpi_facs) ? length : 0);
	if (mf->region != NULL &&
	    vmacpigen_region_sum(mf->region, offset, length) == 0)
		return (length);
	return (image_has_ids(h) ? length : 0);
}

/* Divides bytes that belong to no known table. */
static void
scan(struct map_file *mf, size_t offset, size_t end)
{
	size_t		 i = offset, length;

	while (i < end) {
		if ((length = guess_table(mf, i, end)) == 0) {
			i++;
			continue;
		}
		add_bytes(mf, offset, i);
		add_table(mf, i, length, UINT32_MAX);
		i += length;
		offset = i;
	}
	add_bytes(mf, offset, end);
}

static void
divide(struct map *map, const struct vmacpigen_set *set,
    const struct image *image)
{
	const struct image_table *t;
	struct map_file	*mf;
	size_t		 i, *done;

	done = xcalloc(map->nfiles + 1, sizeof(*done));
	for (i = 0; i < image->ntables; i++) {
		t = image->sorted[i];
		mf = &map->files[t->region->file - set->files];
		if (t->overlaps || t->region != mf->region)
			continue;
		scan(mf, done[mf - map->files], t->offset);
		add_table(mf, t->offset, t->length,
		    (uint32_t)(t - image->tables));
		done[mf - map->files] = t->offset + t->length;
	}
	for (i = 0; i < map->nfiles; i++)
		scan(&map->files[i], done[i], map->files[i].file->length);
	free(done);
}

/* Pieces of a name together, in the order of the walk, or else of files */
static int
by_name(const void *a, const void *b)
{
	const struct map_piece *const *pa = a, *const *pb = b;
	int		 cmp = memcmp((*pa)->filename, (*pb)->filename, 4);

	if (cmp != 0)
		return (cmp);
	if ((*pa)->order != (*pb)->order)
		return ((*pa)->order > (*pb)->order ? 1 : -1);
	return ((*pa)->number > (*pb)->number ? 1 : -1);
}

static bool
same_name(const struct map_piece *a, const struct map_piece *b)
{
	return (memcmp(a->filename, b->filename, 4) == 0);
}

/* Tables of the same name get numbers, from 1. */
static void
number_tables(struct map *map)
{
	struct map_piece **list, *p;
	size_t		 f, i, n = 0, len;
	uint32_t	 number;

	for (f = 0; f < map->nfiles; f++)
		n += map->files[f].npieces;
	list = xcalloc(n + 1, sizeof(*list));
	for (f = n = 0; f < map->nfiles; f++) {
		for (i = 0; i < map->files[f].npieces; i++) {
			p = &map->files[f].pieces[i];
			p->number = (uint32_t)n;
			if (p->kind == PIECE_TABLE)
				list[n++] = p;
		}
	}
	qsort(list, n, sizeof(*list), by_name);
	for (i = number = 0; i < n; i++) {
		p = list[i];
		number = i > 0 && same_name(p, list[i - 1]) ? number + 1 : 1;
		p->number = number;
		if (number == 1 && (i + 1 == n || !same_name(p, list[i + 1])))
			p->number = 0;
		len = strlen(p->label);
		if (p->number > 0)
			snprintf(p->label + len, sizeof(p->label) - len, "%u",
			    (unsigned int)p->number);
	}
	free(list);
}

static struct map_file *
file_of(const struct map *map, const struct vmacpigen_file *file)
{
	return (&map->files[file - map->files[0].file]);
}

static void
mark_address(const struct map *map, uint64_t address)
{
	const struct map_file *mf;
	struct map_piece *p;
	size_t		 offset;

	if (address != 0 &&
	    (p = map_address(map, address, &mf, &offset)) != NULL)
		p->wanted = true;
}

/* Marks what a table's pointers lead to. */
static void
mark_targets(const struct map *map, const struct map_file *mf,
    const struct map_piece *p)
{
	const struct fields *fs = p->fields;
	struct field	 f;
	bool		 more;

	if (!fields_have(fs, FIELD_POINTER))
		return;
	for (more = fields_first(fs, &f); more; more = fields_next(fs, &f)) {
		if (f.row != NULL && f.row->kind == FIELD_POINTER)
			mark_address(map, le_get(map_guest(mf) + p->offset +
			    f.offset, (unsigned int)f.size));
	}
}

static void
mark_wanted(const struct map *map, const struct vmacpigen_set *set,
    const struct image *image)
{
	const struct map_file *mf;
	struct command	 c;
	size_t		 f, i;

	if (image->ntables > 0)
		mark_address(map, image->tables[0].address);
	for (f = 0; f < map->nfiles; f++) {
		mf = &map->files[f];
		for (i = 0; i < mf->npieces; i++) {
			if (mf->pieces[i].kind == PIECE_TABLE)
				mark_targets(map, mf, &mf->pieces[i]);
		}
	}
	for (i = 0; i < vmacpigen_ncommands(set); i++) {
		c = command_at(map->memory, set, i);
		if (c.kind != LOADER_ADD_POINTER || c.objection != NULL)
			continue;
		mf = file_of(map, c.dest.file);
		mark_address(map, le_get(map_guest(mf) + c.offset, c.size));
	}
}

void
map_open(struct map *map, const struct vmacpigen_set *set,
    const struct vmacpigen_memory *memory, const struct image *image,
    bool addresses)
{
	size_t		 i;

	memset(map, 0, sizeof(*map));
	map->files = xcalloc(set->nfiles + 1, sizeof(*map->files));
	map->memory = memory;
	map->nfiles = set->nfiles;
	for (i = 0; i < map->nfiles; i++) {
		map->files[i].file = &set->files[i];
		map->files[i].region = memory->current[i];
	}
	divide(map, set, image);
	number_tables(map);
	if (addresses)
		mark_wanted(map, set, image);
}

void
map_close(struct map *map)
{
	struct map_file	*mf;
	size_t		 i;

	for (; map->nfiles > 0; map->nfiles--) {
		mf = &map->files[map->nfiles - 1];
		for (i = 0; i < mf->npieces; i++) {
			if (mf->pieces[i].fields != NULL)
				fields_close(mf->pieces[i].fields);
			free(mf->pieces[i].fields);
		}
		free(mf->pieces);
	}
	free(map->files);
	memset(map, 0, sizeof(*map));
}

static struct map_piece *
piece_at(const struct map_file *mf, size_t offset)
{
	size_t		 low = 0, high = mf->npieces, middle;

	if (offset >= mf->file->length)
		return (NULL);
	while (low < high) {
		middle = low + (high - low) / 2;
		if (mf->pieces[middle].offset <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return (&mf->pieces[low - 1]);
}

const struct map_piece *
map_at(const struct map *map, const struct vmacpigen_file *file, size_t offset)
{
	return (piece_at(file_of(map, file), offset));
}

struct map_piece *
map_address(const struct map *map, uint64_t address,
    const struct map_file **mf, size_t *offset)
{
	const struct vmacpigen_region *r;

	if ((r = vmacpigen_region_at(map->memory, address, 1)) == NULL)
		return (NULL);
	*mf = file_of(map, r->file);
	*offset = (size_t)(address - r->address);
	return (piece_at(*mf, *offset));
}

void
map_name(const struct map *map, const struct vmacpigen_file *file,
    size_t offset, bool tables, char name[MAP_NAMESZ])
{
	const struct map_piece *p = map_at(map, file, offset);
	struct field	 f;
	char		 field[FIELD_NAMESZ], within[32] = "";

	name[0] = '\0';
	if (p == NULL || p->kind != PIECE_TABLE)
		return;
	offset -= p->offset;
	if (tables && offset == 0) {
		snprintf(name, MAP_NAMESZ, "%s", p->label);
		return;
	}
	fields_at(p->fields, offset, &f);
	field_name(field, p->fields, &f);
	if (offset > f.offset)
		snprintf(within, sizeof(within), "+0x%zx", offset - f.offset);
	snprintf(name, MAP_NAMESZ, "%s.%s%s", p->label, field, within);
}
