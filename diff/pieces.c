/* See LICENSE for licence details. */

/* What a side has, with keys to find it on the other side by. */

#include <string.h>

#include "diff.h"
#include "read/xalloc.h"

#define SIGNATURE_LENGTH	4

static void
add_table(struct diff_list *l, const struct map_file *mf,
    struct map_piece *piece)
{
	const uint8_t	*bytes = mf->file->data + piece->offset;
	const struct acpi_header *h = (const void *)bytes;
	struct diff_item *t;

	t = diff_add_item(l);
	t->mf = mf;
	t->piece = piece;
	t->buffer = xmalloc(SIGNATURE_LENGTH + sizeof(h->oem_table_id));
	memcpy(t->buffer, bytes, SIGNATURE_LENGTH);
	diff_set_key(t, 0, bytes, piece->length);
	diff_set_key(t, 2, t->buffer, SIGNATURE_LENGTH);
	if (piece->length < sizeof(*h))
		return;
	memcpy(t->buffer + SIGNATURE_LENGTH, h->oem_table_id,
	    sizeof(h->oem_table_id));
	diff_set_key(t, 1, t->buffer,
	    SIGNATURE_LENGTH + sizeof(h->oem_table_id));
}

/* The pieces of a kind: tables, or bytes that are no table */
void
diff_list_pieces(struct diff *d, int side, enum piece_kind kind,
    struct diff_list *l)
{
	const struct map *map = &d->sides[side].map;
	const struct map_file *mf;
	struct diff_item *bytes;
	struct map_piece *p;
	size_t		 f, i;

	for (f = 0; f < map->nfiles; f++) {
		mf = &map->files[f];
		for (i = 0; i < mf->npieces; i++) {
			p = &mf->pieces[i];
			if (p->kind != kind)
				continue;
			if (kind == PIECE_TABLE) {
				add_table(l, mf, p);
				continue;
			}
			bytes = diff_add_item(l);
			bytes->mf = mf;
			bytes->piece = p;
			diff_set_key(bytes, 0, mf->file->data + p->offset,
			    p->length);
			diff_set_key(bytes, 1, mf->file->name, LOADER_FILESZ);
		}
	}
}
