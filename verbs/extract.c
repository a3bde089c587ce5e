/* See LICENSE for licence details. */

#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract.h"

static bool
fail(struct extract *ex, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static bool
fail(struct extract *ex, const char *fmt, ...)
{
	va_list		 ap;

	va_start(ap, fmt);
	vsnprintf(ex->error, sizeof(ex->error), fmt, ap);
	va_end(ap);
	return (false);
}

/* A table that a guest gets */
struct found {
	const struct map_file *file;
	const struct map_piece *piece;
};

/* As the walk came to them: acpixtract counts in this order, too. */
static int
by_order(const void *a, const void *b)
{
	const struct found *fa = a, *fb = b;

	if (fa->piece->order != fb->piece->order)
		return (fa->piece->order > fb->piece->order ? 1 : -1);
	if (fa->piece->number != fb->piece->number)
		return (fa->piece->number > fb->piece->number ? 1 : -1);
	return (memcmp(fa->piece->filename, fb->piece->filename, 4));
}

static void
add_table(struct extract *ex, const struct found *found)
{
	struct extract_table *t = &ex->tables[ex->n];
	const struct map_piece *p = found->piece;
	size_t		 i;

	for (i = 0; i < 4; i++)
		t->signature[i] = (char)toupper((unsigned char)p->filename[i]);
	if (p->number > 0)
		snprintf(t->name, sizeof(t->name), "%s%" PRIu32 ".dat",
		    p->filename, p->number);
	else
		snprintf(t->name, sizeof(t->name), "%s.dat", p->filename);
	t->address = found->file->region->address + p->offset;
	ex->outputs[ex->n++] = (struct output){ t->name,
	    found->file->region->data + p->offset, p->length };
}

/* Without an RSDP nothing leads anywhere, and every table counts. */
static size_t
find_tables(const struct extract *ex, struct found *list)
{
	const struct map *map = &ex->map;
	const struct map_file *mf;
	const struct map_piece *p;
	size_t		 f, i, n = 0;

	for (f = 0; f < map->nfiles; f++) {
		mf = &map->files[f];
		for (i = 0; mf->region != NULL && i < mf->npieces; i++) {
			p = &mf->pieces[i];
			if (p->kind != PIECE_TABLE ||
			    (!p->wanted && ex->image.ntables > 0))
				continue;
			if (list != NULL)
				list[n] = (struct found){ mf, p };
			n++;
		}
	}
	return (n);
}

static bool
add_tables(struct extract *ex)
{
	const size_t	 n = find_tables(ex, NULL);
	struct found	*list;
	size_t		 i;

	list = calloc(n + 1, sizeof(*list));
	ex->tables = calloc(n + 1, sizeof(*ex->tables));
	ex->outputs = calloc(n + 1, sizeof(*ex->outputs));
	if (list != NULL && ex->tables != NULL && ex->outputs != NULL) {
		find_tables(ex, list);
		qsort(list, n, sizeof(*list), by_order);
		for (i = 0; i < n; i++)
			add_table(ex, &list[i]);
	}
	free(list);
	return (ex->n == n ? true : fail(ex, "out of memory"));
}

static bool
link_set(struct extract *ex, const struct input *in, uint64_t base)
{
	const char	*error;
	size_t		 command;

	error = vmacpigen_run_strict(&ex->memory, &in->set, base, &command);
	if (error == NULL)
		return (true);
	if (in->script_path == NULL)
		return (fail(ex, "%s: %s", in->paths[0], error));
	return (fail(ex, "%s: command %zu: %s", in->script_path, command,
	    error));
}

static bool
find_overlap(struct extract *ex)
{
	const struct image_table *t;
	char		 name[MAP_NAMESZ];
	size_t		 i;

	for (i = 0; i < ex->image.ntables; i++) {
		t = ex->image.sorted[i];
		if (!t->overlaps)
			continue;
		map_name(&ex->map, t->region->file, t->offset, false, name);
		return (!fail(ex, "a table at 0x%" PRIx64 " is inside "
		    "another, in %s", t->address, name));
	}
	return (false);
}

bool
extract_open(struct extract *ex, const struct input *in, uint64_t base)
{
	const char	*error;

	memset(ex, 0, sizeof(*ex));
	if (!link_set(ex, in, base))
		return (false);
	if ((error = input_walk(&ex->image, in, &ex->memory)) != NULL ||
	    (error = map_open(&ex->map, &in->set, &ex->memory,
	    &ex->image)) != NULL)
		return (fail(ex, "%s", error));
	if (ex->image.ntables == 0 && in->kind != INPUT_TABLES)
		return (fail(ex, "there is no RSDP"));
	return (!find_overlap(ex) && add_tables(ex));
}

void
extract_close(struct extract *ex)
{
	free(ex->tables);
	free(ex->outputs);
	map_close(&ex->map);
	image_free(&ex->image);
	vmacpigen_memory_free(&ex->memory);
	memset(ex, 0, sizeof(*ex));
}

static void
print_line(const uint8_t *data, size_t offset, size_t length)
{
	printf("    %04zX:", offset);
	field_print_dump(stdout, data + offset, length, true);
}

void
extract_print(const struct extract *ex)
{
	const struct output *o;
	size_t		 i, at;

	for (i = 0; i < ex->n; i++) {
		o = &ex->outputs[i];
		printf("%s @ 0x%016" PRIX64 "\n", ex->tables[i].signature,
		    ex->tables[i].address);
		for (at = 0; at < o->length; at += 16)
			print_line(o->data, at, o->length - at < 16 ?
			    o->length - at : 16);
		putchar('\n');
	}
}
