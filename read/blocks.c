/* See LICENSE for licence details. */

#include <stdlib.h>
#include <string.h>

#include "blocks.h"
#include "xalloc.h"

/*
 * In which turn a table is loaded; 0: it holds no AML.  The label of one that
 * does is its signature for the guest, and a number.
 */
static unsigned int
turn(const struct map_piece *p)
{
	if (p->kind != PIECE_TABLE || !field_has_aml(p->label))
		return (0);
	return (strncmp(p->label, "DSDT", 4) == 0 ? 1 : 2);
}

static int
by_turn(const void *a, const void *b)
{
	const struct block *ba = a, *bb = b;
	const struct map_piece *pa = ba->piece, *pb = bb->piece;

	if (ba->turn != bb->turn)
		return (ba->turn > bb->turn ? 1 : -1);
	if (pa->order != pb->order)
		return (pa->order > pb->order ? 1 : -1);
	return ((pa->number > pb->number) - (pa->number < pb->number));
}

static bool
any_wanted(const struct map *map)
{
	size_t		 f, i;

	for (f = 0; f < map->nfiles; f++) {
		for (i = 0; i < map->files[f].npieces; i++) {
			if (turn(&map->files[f].pieces[i]) != 0 &&
			    map->files[f].pieces[i].wanted)
				return (true);
		}
	}
	return (false);
}

static size_t
collect(const struct map *map, struct block *blocks)
{
	const struct map_file *mf;
	const struct map_piece *p;
	bool		 wanted = any_wanted(map);
	size_t		 f, i, n = 0;

	for (f = 0; f < map->nfiles; f++) {
		mf = &map->files[f];
		for (i = 0; i < mf->npieces; i++) {
			p = &mf->pieces[i];
			if (turn(p) == 0 || (wanted && !p->wanted))
				continue;
			if (blocks != NULL)
				blocks[n] = (struct block){ mf, p, turn(p) };
			n++;
		}
	}
	return (n);
}

void
blocks_open(struct blocks *b, const struct map *map, bool guest, bool brief)
{
	struct ns_table	*tables;
	size_t		 i, n, second = 0;

	n = collect(map, NULL);
	b->blocks = xcalloc(n + 1, sizeof(*b->blocks));
	tables = xcalloc(n + 1, sizeof(*tables));
	collect(map, b->blocks);
	qsort(b->blocks, n, sizeof(*b->blocks), by_turn);

	/* A FADT may lead to two DSDTs; what it leads to first counts. */
	while (1 + second < n && b->blocks[1 + second].turn == 1)
		second++;
	n -= second;
	for (i = 1; i < n; i++)
		b->blocks[i] = b->blocks[i + second];

	for (i = 0; i < n; i++) {
		tables[i].data = (guest ? map_guest(b->blocks[i].file) :
		    b->blocks[i].file->file->data) + b->blocks[i].piece->offset;
		tables[i].length = b->blocks[i].piece->length;
		tables[i].label = b->blocks[i].piece->label;
	}
	b->ns = brief ? ns_open_brief(tables, n) : ns_open(tables, n);
	free(tables);
}

void
blocks_close(struct blocks *b)
{
	ns_close(b->ns);
	free(b->blocks);
}
