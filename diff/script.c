/* See LICENSE for licence details. */

/* Scripts, and bytes that are no table, compared. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diff.h"
#include "read/xalloc.h"

static void
print_new_bytes(struct diff *d, int side, const struct diff_item *bytes)
{
	diff_begin_line(d);
	sink_printf(&d->out, "%c %zu bytes that are no table, at ", "-+"[side],
	    bytes->piece->length);
	diff_print_place(&d->out, &d->sides[side], bytes);
	diff_end_line(d);
}

static void
compare_bytes(struct diff *d, const struct diff_item *a,
    const struct diff_item *b)
{
	if (diff_compare_keys(a, b, 0) == 0)
		return;
	diff_begin_line(d);
	sink_printf(&d->out, "bytes of ");
	field_print_word(&d->out, a->mf->file->name, LOADER_FILESZ);
	diff_print_change(&d->out, a->piece->offset, a->keys[0].bytes,
	    a->keys[0].length, b->keys[0].bytes, b->keys[0].length);
	diff_end_line(d);
}

void
diff_bytes(struct diff *d)
{
	struct diff_list l[2] = { { 0 }, { 0 } };
	const struct diff_item *bytes;
	size_t		 i;
	int		 side;

	for (side = 0; side < 2; side++)
		diff_list_pieces(d, side, PIECE_BYTES, &l[side]);
	diff_match(&l[0], &l[1]);
	for (side = 0; side < 2; side++) {
		for (i = 0; i < l[side].n; i++) {
			bytes = &l[side].items[i];
			if (bytes->partner == NULL)
				print_new_bytes(d, side, bytes);
			else if (side == 0)
				compare_bytes(d, bytes, bytes->partner);
		}
	}
	diff_free_list(&l[0]);
	diff_free_list(&l[1]);
}

/*
 * Scripts
 */

/* What is at a place in a file, with a field's name but no numbers */
static void
print_part(struct sink *out, const struct view *s,
    const struct command_file *cf, uint64_t offset, bool tables, bool *follows)
{
	const struct map_piece *p = NULL;
	struct field	 f;

	if (cf->file != NULL && offset < cf->file->length)
		p = map_at(&s->map, cf->file, (size_t)offset);
	if (p == NULL || p->kind != PIECE_TABLE) {
		field_print_word(out, cf->name, LOADER_FILESZ);
		sink_printf(out, "+0x%" PRIx64, offset);
		return;
	}
	*follows = *follows || p->partner == NULL;
	sink_printf(out, "%s", p->label);
	offset -= p->offset;
	if (tables && offset == 0)
		return;
	fields_at(p->fields, (size_t)offset, &f);
	if (f.entry != NULL)
		sink_printf(out, ".%s", f.entry->name);
	if (f.outer != NULL)
		sink_printf(out, ".%s", f.outer->name);
	if (f.row == NULL)
		sink_printf(out, ".%s", p->fields->table->rest);
	else if (f.row->name[0] != '\0')
		sink_printf(out, ".%s", f.row->name);
	if (offset > f.offset)
		sink_printf(out, "+0x%zx", (size_t)offset - f.offset);
}

/* A command is its subject, a NUL, and what else there is to it. */
static void
print_add_pointer(struct sink *out, const struct view *s,
    const struct command *c, bool *follows)
{
	uint64_t	 value;

	print_part(out, s, &c->dest, c->offset, false, follows);
	sink_putc(out, '\0');
	if (c->size != 4 && c->size != 8)
		sink_printf(out, "of %u bytes ", c->size);
	sink_printf(out, "to ");
	if (command_value(c, &value))
		print_part(out, s, &c->src, value, true, follows);
	else
		field_print_word(out, c->src.name, LOADER_FILESZ);
}

static void
print_add_checksum(struct sink *out, const struct view *s,
    const struct command *c, bool *follows)
{
	const struct vmacpigen_file *file = c->dest.file;
	const struct map_piece *p = NULL;
	struct field	 f = { .row = NULL };

	if (file != NULL && c->offset < file->length)
		p = map_at(&s->map, file, c->offset);
	if (p != NULL && p->kind == PIECE_TABLE)
		fields_at(p->fields, c->offset - p->offset, &f);
	if (f.row == NULL || f.row->kind != FIELD_CHECKSUM ||
	    c->start != p->offset || c->length != (f.row->covers > 0 ?
	    f.row->covers : p->length)) {
		print_part(out, s, &c->dest, c->offset, false, follows);
		sink_putc(out, '\0');
		sink_printf(out, "over %" PRIu32 " bytes at ", c->length);
		print_part(out, s, &c->dest, c->start, true, follows);
		return;
	}
	*follows = *follows || p->partner == NULL;
	sink_printf(out, "%s", p->label);
	if (memcmp(p->fields->table->signature, "RSD ", 4) == 0)
		sink_printf(out, ".%s", f.row->name);
	sink_putc(out, '\0');
}

static void
print_command(struct sink *out, const struct view *s, const struct command *c,
    bool *follows)
{
	if (c->name == NULL) {
		sink_printf(out, "command 0x%08" PRIx32, c->kind);
		sink_putc(out, '\0');
		return;
	}
	sink_printf(out, "%s ", c->name);
	switch (c->kind) {
	case LOADER_ALLOCATE:
		field_print_word(out, c->dest.name, LOADER_FILESZ);
		sink_putc(out, '\0');
		command_print_allocation(out, c);
		break;
	case LOADER_ADD_POINTER:
		print_add_pointer(out, s, c, follows);
		break;
	case LOADER_ADD_CHECKSUM:
		print_add_checksum(out, s, c, follows);
		break;
	default:
		field_print_word(out, c->dest.name, LOADER_FILESZ);
		sink_printf(out, "+0x%" PRIx32, c->offset);
		sink_putc(out, '\0');
		sink_printf(out, "of %u bytes to ", c->size);
		print_part(out, s, &c->src, c->src_offset, true, follows);
	}
}

static void
list_commands(struct diff *d, int side, struct diff_list *l)
{
	const struct view *s = &d->sides[side];
	struct command	 c;
	struct diff_item *item;
	struct sink	 text;
	size_t		 i;

	for (i = 0; i < vmacpigen_ncommands(s->set); i++) {
		c = view_command(s, i);
		if (fields_all_zero(c.raw->bytes, sizeof(c.raw->bytes)))
			continue;
		item = diff_add_item(l);
		memset(&text, 0, sizeof(text));
		print_command(&text, s, &c, &item->follows);
		sink_putc(&text, '\0');
		item->buffer = (uint8_t *)text.s;
		diff_set_key(item, 0, text.s, text.n);
		diff_set_key(item, 1, text.s, strlen(text.s));
	}
}

/* The second part of a command's text */
static const char *
details(const struct diff_item *item)
{
	const char	*subject = (const char *)item->buffer;

	return (subject + strlen(subject) + 1);
}

static void
print_command_text(struct sink *out, const struct diff_item *item)
{
	sink_printf(out, "%s%s%s", (const char *)item->buffer,
	    details(item)[0] != '\0' ? " " : "", details(item));
}

static void
compare_command(struct diff *d, const struct diff_item *a,
    const struct diff_item *b)
{
	if (diff_compare_keys(a, b, 0) == 0)
		return;
	diff_begin_line(d);
	sink_printf(&d->out, "table-loader: %s: %s -> %s",
	    (const char *)a->buffer, details(a), details(b));
	diff_end_line(d);
}

static void
print_new_command(struct diff *d, int side, const struct diff_item *c)
{
	if (c->follows && (d->flags & DIFF_ALL) == 0)
		return;
	diff_begin_line(d);
	sink_printf(&d->out, "table-loader: %c ", "-+"[side]);
	print_command_text(&d->out, c);
	diff_end_line(d);
}

static void
print_moved_command(struct diff *d, const struct diff_list *l)
{
	const struct diff_item *moved, *last;

	if ((moved = diff_first_moved(l, &last)) == NULL)
		return;
	diff_begin_line(d);
	sink_printf(&d->out, "table-loader: commands in another order: ");
	print_command_text(&d->out, moved);
	sink_printf(&d->out, " now comes before ");
	print_command_text(&d->out, last);
	diff_end_line(d);
}

void
diff_scripts(struct diff *d)
{
	struct diff_list l[2] = { { 0 }, { 0 } };
	const struct diff_item *c;
	size_t		 i;
	int		 side;

	for (side = 0; side < 2; side++)
		list_commands(d, side, &l[side]);
	diff_match(&l[0], &l[1]);
	print_moved_command(d, &l[0]);
	for (side = 0; side < 2; side++) {
		for (i = 0; i < l[side].n; i++) {
			c = &l[side].items[i];
			if (c->partner == NULL)
				print_new_command(d, side, c);
			else if (side == 0)
				compare_command(d, c, c->partner);
		}
	}
	diff_free_list(&l[0]);
	diff_free_list(&l[1]);
}
