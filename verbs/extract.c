/* See LICENSE for licence details. */

#include <ctype.h>
#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract.h"
#include "options.h"
#include "read/xalloc.h"

/* A table that a guest gets */
struct found {
	const struct map_file *file;
	const struct map_piece *piece;
};

/* Sorts by the order of the walk, in which acpixtract counts, too. */
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

/* Lists the guest's tables: all tables if the input has no RSDP. */
static size_t
find_tables(const struct extract *ex, struct found *list)
{
	const struct map *map = &ex->view.map;
	const struct map_file *mf;
	const struct map_piece *p;
	size_t		 f, i, n = 0;

	for (f = 0; f < map->nfiles; f++) {
		mf = &map->files[f];
		for (i = 0; mf->region != NULL && i < mf->npieces; i++) {
			p = &mf->pieces[i];
			if (p->kind != PIECE_TABLE ||
			    (!p->wanted && ex->view.image.ntables > 0))
				continue;
			if (list != NULL)
				list[n] = (struct found){ mf, p };
			n++;
		}
	}
	return (n);
}

static void
add_tables(struct extract *ex)
{
	const size_t	 n = find_tables(ex, NULL);
	struct found	*list;
	size_t		 i;

	list = xcalloc(n, sizeof(*list));
	ex->tables = xcalloc(n, sizeof(*ex->tables));
	ex->outputs = xcalloc(n, sizeof(*ex->outputs));
	find_tables(ex, list);
	qsort(list, n, sizeof(*list), by_order);
	for (i = 0; i < n; i++)
		add_table(ex, &list[i]);
	free(list);
}

static char *
link_set(struct extract *ex, const struct input *in, uint64_t base)
{
	const char	*reason;
	size_t		 command;

	reason = view_open_strict(&ex->view, in, base, &command);
	if (reason == NULL)
		return (NULL);
	if (in->script_path == NULL)
		return (xasprintf("%s: %s", in->paths[0], reason));
	return (xasprintf("%s: command %zu: %s", in->script_path, command,
	    reason));
}

static char *
find_overlap(const struct extract *ex)
{
	const struct image_table *t;
	char		 name[MAP_NAMESZ];
	size_t		 i;

	for (i = 0; i < ex->view.image.ntables; i++) {
		t = ex->view.image.sorted[i];
		if (!t->overlaps)
			continue;
		map_name(&ex->view.map, t->region->file, t->offset, false,
		    name);
		return (xasprintf("%s: %.4s at 0x%" PRIx64 " is inside "
		    "another table, in %s", input_path(ex->view.in,
		    t->region->file), t->signature, t->address, name));
	}
	return (NULL);
}

static const char *
input_name(const struct input *in)
{
	return (in->script_path != NULL ? in->script_path : in->paths[0]);
}

char *
extract_open(struct extract *ex, const struct input *in, uint64_t base)
{
	char		*error;

	memset(ex, 0, sizeof(*ex));
	if ((error = link_set(ex, in, base)) != NULL)
		return (error);
	if (ex->view.image.ntables == 0 && input_has_addresses(in))
		return (xasprintf("%s: no RSDP is in it", input_name(in)));
	if ((error = find_overlap(ex)) == NULL)
		add_tables(ex);
	return (error);
}

void
extract_close(struct extract *ex)
{
	free(ex->tables);
	free(ex->outputs);
	view_close(&ex->view);
	memset(ex, 0, sizeof(*ex));
}

static void
print_line(const uint8_t *data, size_t offset, size_t length)
{
	printf("    %04zX:", offset);
	field_print_dump(sink_stdout(), data + offset, length, true);
	sink_flush(sink_stdout());
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

int
extract_main(int argc, char *argv[])
{
	struct reading	 r;
	struct input	 in;
	struct extract	 ex;
	const char	*dir = NULL;
	char		*error;
	bool		 text = false;
	int		 ch;

	reading_init(&r);
	while ((ch = getopt_long(argc, argv, "+" READING_SHORT "ao:",
	    reading_options, NULL)) != -1) {
		if (ch == 'a')
			text = true;
		else if (ch == 'o')
			dir = optarg;
		else if (!reading_option(&r, ch))
			return (USAGE);
	}
	if (text == (dir != NULL) ||
	    !reading_open(&r, &in, argc - optind, argv + optind))
		return (USAGE);
	if ((error = extract_open(&ex, &in, r.base)) != NULL)
		fail(error);
	if (ex.view.image.nowhere > 0)
		warnx("%s: %zu address%s of tables lead%s to no whole one, "
		    "left out; check says which", input_name(&in),
		    ex.view.image.nowhere,
		    ex.view.image.nowhere == 1 ? "" : "es",
		    ex.view.image.nowhere == 1 ? "s" : "");
	if (text)
		extract_print(&ex);
	else
		output_write(dir, ex.outputs, ex.n);
	extract_close(&ex);
	input_close(&in);
	return (0);
}
