/* See LICENSE for licence details. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diff.h"
#include "map.h"
#include "show.h"

static const char nomem[] = "out of memory";

/* What is short enough to be printed byte by byte */
#define SHORT_BYTES	16

/* So many entries of one kind make one line. */
#define MANY		4

/*
 * A line.  Those that are equal but for the middle, which says where, become
 * one: the same change in some tables, or in some entries of one.
 */
struct line {
	size_t		 start, middle, rest, end;	/* in the text */
	size_t		 index;		/* of an entry, from 1, else 0 */
	bool		 merged;	/* with one before it */
};

/* Lines that end with a NUL each */
struct text {
	char		*lines;
	size_t		 size;
};

struct side {
	const struct input *in;
	struct loader_memory memory;
	struct image	 image;
	struct map	 map;
};

struct diff {
	unsigned int	 flags;
	struct side	 sides[2];
	FILE		*out;		/* the lines, without their ends */
	char		*text;
	size_t		 size;
	struct line	*lines;
	size_t		 nlines, max;
	const char	*error;
};

/*
 * Something to be found on the other side, too: by one key after the other,
 * so that what changed least is found first.
 */
#define NKEYS		3

struct item {
	struct key {
		const uint8_t	*bytes;
		size_t		 length;
	} keys[NKEYS];			/* no bytes: none */
	int		 key;		/* sorted by this one */
	uint8_t		*buffer;	/* of keys */
	size_t		 index;
	const struct item *partner;
	size_t		 offset, size;	/* of an entry */
	const struct field_layout *layout;
	const struct map_file *mf;	/* where it is, if it is a piece */
	struct map_piece *piece;
	bool		 follows;	/* from other changes, if it is new */
};

struct list {
	struct item	*items;
	size_t		 n, max;
};

/* A table on both sides */
struct pair {
	struct diff	*d;
	const struct item *tables[2];
	const struct fields *fields[2];
	bool		 cut;		/* one has fewer fields */
};

/*
 * Lines
 */

static size_t
position(const struct diff *d)
{
	const off_t	 at = ftello(d->out);

	return (at < 0 ? 0 : (size_t)at);
}

static struct line *
begin_line(struct diff *d)
{
	struct line	*line, *more;

	if (d->nlines == d->max) {
		more = realloc(d->lines, 2 * d->max * sizeof(*more));
		if (more == NULL) {
			d->error = nomem;
			d->nlines--;
		} else {
			d->lines = more;
			d->max *= 2;
		}
	}
	line = &d->lines[d->nlines++];
	memset(line, 0, sizeof(*line));
	line->start = line->middle = line->rest = position(d);
	return (line);
}

static void
end_line(struct diff *d)
{
	d->lines[d->nlines - 1].end = position(d);
}

static int
compare_text(const void *a, size_t na, const void *b, size_t nb)
{
	const int	 cmp = memcmp(a, b, na < nb ? na : nb);

	return (cmp != 0 ? cmp : (na > nb) - (na < nb));
}

/* A line and the text that it is in, for qsort(3) */
struct line_ref {
	const char	*text;
	struct line	*line;
};

static int
same_change(const struct line_ref *a, const struct line_ref *b)
{
	const struct line *x = a->line, *y = b->line;
	const int	 cmp = compare_text(a->text + x->start,
	    x->middle - x->start, b->text + y->start, y->middle - y->start);

	return (cmp != 0 ? cmp : compare_text(a->text + x->rest,
	    x->end - x->rest, b->text + y->rest, y->end - y->rest));
}

static int
by_change(const void *a, const void *b)
{
	const struct line_ref *ra = a, *rb = b;
	const int	 cmp = same_change(ra, rb);

	return (cmp != 0 ? cmp : (ra->line > rb->line) - (ra->line < rb->line));
}

static int
by_line(const void *a, const void *b)
{
	const struct line_ref *const *ra = a, *const *rb = b;

	return (((*ra)->line > (*rb)->line) - ((*ra)->line < (*rb)->line));
}

static void
print_text(FILE *out, const struct diff *d, size_t start, size_t end)
{
	fwrite(d->text + start, 1, end - start, out);
}

static void
print_middle(FILE *out, const struct diff *d, const struct line *line)
{
	print_text(out, d, line->middle, line->rest);
}

/* Prints n lines as one; ends it with a NUL. */
static void
print_merged(FILE *out, const struct diff *d, const struct line_ref *refs,
    size_t n)
{
	const struct line *first = refs[0].line, *last = refs[n - 1].line;
	size_t		 i;

	print_text(out, d, first->start, first->middle);
	if (first->index > 0 && n >= MANY &&
	    last->index - first->index == n - 1) {
		print_middle(out, d, first);
		fprintf(out, " to ");
		print_middle(out, d, last);
		fprintf(out, ", %zu entries", n);
	} else {
		for (i = 0; i < n; i++) {
			fprintf(out, "%s", i > 0 ? ", " : "");
			print_middle(out, d, refs[i].line);
		}
	}
	print_text(out, d, first->rest, first->end);
	fputc('\0', out);
}

/* What was printed, merged: lines that end with a NUL each. */
static void
merge_lines(struct diff *d, struct text *text)
{
	struct line_ref	*refs, **firsts;
	FILE		*out;
	size_t		 i, j, n = 0;

	refs = calloc(d->nlines + 1, sizeof(*refs));
	firsts = calloc(d->nlines + 1, sizeof(*firsts));
	out = open_memstream(&text->lines, &text->size);
	for (i = 0; refs != NULL && i < d->nlines; i++)
		refs[i] = (struct line_ref){ d->text, &d->lines[i] };
	if (refs != NULL && firsts != NULL && out != NULL) {
		qsort(refs, d->nlines, sizeof(*refs), by_change);
		for (i = 0; i < d->nlines; i = j) {
			for (j = i + 1; j < d->nlines && refs[i].line->rest >
			    refs[i].line->middle &&
			    same_change(&refs[i], &refs[j]) == 0; j++)
				refs[j].line->merged = true;
			firsts[n++] = &refs[i];
		}
		qsort(firsts, n, sizeof(*firsts), by_line);
		for (i = 0; i < n; i++) {
			for (j = 1; firsts[i] + j < refs + d->nlines &&
			    firsts[i][j].line->merged; j++)
				;
			print_merged(out, d, firsts[i], j);
		}
	} else
		d->error = nomem;
	free(refs);
	free(firsts);
	if (out != NULL && (ferror(out) | (fclose(out) == EOF)))
		d->error = nomem;
}

/*
 * Lists, and what is on both
 */

static struct item *
add_item(struct diff *d, struct list *l)
{
	const size_t	 max = l->max == 0 ? 64 : 2 * l->max;
	struct item	*more;

	if (l->n == l->max) {
		if ((more = realloc(l->items, max * sizeof(*more))) == NULL) {
			d->error = nomem;
			return (NULL);
		}
		l->items = more;
		l->max = max;
	}
	memset(&l->items[l->n], 0, sizeof(*more));
	l->items[l->n].index = l->n;
	return (&l->items[l->n++]);
}

static void
set_key(struct item *item, int key, const void *bytes, size_t length)
{
	item->keys[key] = (struct key){ bytes, length };
}

static void
free_list(struct list *l)
{
	for (; l->n > 0; l->n--)
		free(l->items[l->n - 1].buffer);
	free(l->items);
	memset(l, 0, sizeof(*l));
}

static int
compare_keys(const struct item *a, const struct item *b, int key)
{
	const struct key *ka = &a->keys[key], *kb = &b->keys[key];

	return (compare_text(ka->bytes, ka->length, kb->bytes, kb->length));
}

static int
by_key(const void *a, const void *b)
{
	const struct item *ia = *(struct item *const *)a;
	const struct item *ib = *(struct item *const *)b;
	const int	 cmp = compare_keys(ia, ib, ia->key);

	return (cmp != 0 ? cmp : (ia->index > ib->index) -
	    (ia->index < ib->index));
}

/* Those without a partner that have the key, in its order */
static size_t
sort_rest(const struct list *l, int key, struct item **rest)
{
	size_t		 i, n = 0;

	for (i = 0; i < l->n; i++) {
		if (l->items[i].partner != NULL ||
		    l->items[i].keys[key].bytes == NULL)
			continue;
		l->items[i].key = key;
		rest[n++] = &l->items[i];
	}
	qsort(rest, n, sizeof(*rest), by_key);
	return (n);
}

static void
match(struct diff *d, const struct list *a, const struct list *b)
{
	struct item	**ra = calloc(a->n + 1, sizeof(*ra));
	struct item	**rb = calloc(b->n + 1, sizeof(*rb));
	size_t		 i, j, na, nb;
	int		 key, cmp;

	if (ra == NULL || rb == NULL)
		d->error = nomem;
	for (key = 0; d->error == NULL && key < NKEYS; key++) {
		na = sort_rest(a, key, ra);
		nb = sort_rest(b, key, rb);
		for (i = j = 0; i < na && j < nb; ) {
			if ((cmp = compare_keys(ra[i], rb[j], key)) == 0) {
				ra[i]->partner = rb[j];
				rb[j]->partner = ra[i];
			}
			i += cmp <= 0;
			j += cmp >= 0;
		}
	}
	free(ra);
	free(rb);
}

/* The first item whose partner comes before the last one's, or NULL. */
static const struct item *
first_moved(const struct list *l, const struct item **last)
{
	size_t		 i;

	*last = NULL;
	for (i = 0; i < l->n; i++) {
		if (l->items[i].partner == NULL)
			continue;
		if (*last != NULL &&
		    l->items[i].partner->index < (*last)->partner->index)
			return (&l->items[i]);
		*last = &l->items[i];
	}
	return (NULL);
}

/*
 * Values
 */

static const uint8_t *
field_bytes(const struct pair *p, int side, const struct field *f)
{
	return (p->fields[side]->data + f->offset);
}

/* Says where bytes changed, and from what to what. */
static void
print_bytes(FILE *out, const uint8_t *bytes, size_t length)
{
	size_t		 i;

	if (length == 0)
		fprintf(out, "nothing");
	else if (length > SHORT_BYTES)
		fprintf(out, "%zu bytes", length);
	for (i = 0; i < length && length <= SHORT_BYTES; i++)
		fprintf(out, "%s%02x", i > 0 ? " " : "", bytes[i]);
}

static void
print_changed_bytes(FILE *out, size_t offset, const uint8_t *a, size_t na,
    const uint8_t *b, size_t nb)
{
	for (; na > 0 && nb > 0 && *a == *b; na--, nb--, a++, b++)
		offset++;
	for (; na > 0 && nb > 0 && a[na - 1] == b[nb - 1]; na--, nb--)
		;
	fprintf(out, " at 0x%04zx", offset);
	if (na > 1)
		fprintf(out, "-0x%04zx", offset + na - 1);
	fprintf(out, ": ");
	print_bytes(out, a, na);
	fprintf(out, " -> ");
	if (na == nb && na > SHORT_BYTES)
		fprintf(out, "others");
	else
		print_bytes(out, b, nb);
}

/* The label of a field: its table, the entry that it is in, its own name. */

static bool
is_named(const struct field_row *row, bool all)
{
	return (row->identity || (all && (row->brief != NULL ||
	    row->kind == FIELD_FLAGS)));
}

static void
lower(char *s)
{
	for (; *s != '\0'; s++) {
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s - 'A' + 'a');
	}
}

/* One field of an entry in a line about it: "uid=4", or flags by name */
static void
print_brief(FILE *out, const struct fields *fs, const struct field *f)
{
	char		 meaning[FIELD_MEANINGSZ];

	field_meaning(meaning, fs, f);
	if (f->row->kind == FIELD_FLAGS && meaning[0] != '\0') {
		lower(meaning);
		fprintf(out, "%s", meaning);
		return;
	}
	fprintf(out, "%s=", f->row->brief == NULL ? "flags" : f->row->brief);
	field_print_value(out, fs, f);
	if (meaning[0] != '\0')
		fprintf(out, " (%s)", meaning);
}

/*
 * What tells an entry from others, or, flags last, all of it; false if there
 * is no such thing.
 */
static bool
print_fields(FILE *out, const struct fields *fs, const struct item *entry,
    bool all)
{
	const struct field_row *row;
	struct field	 f;
	bool		 any = false;
	int		 flags;

	for (flags = 0; flags < 2; flags++) {
		for (row = entry->layout->rows; row->name != NULL; row++) {
			if (!is_named(row, all) ||
			    (row->kind == FIELD_FLAGS) != flags ||
			    row->offset >= entry->size)
				continue;
			fields_at(fs, entry->offset + row->offset, &f);
			if (f.row == NULL)
				break;
			fprintf(out, "%s", any ? " " : "");
			print_brief(out, fs, &f);
			any = true;
		}
	}
	return (any);
}

static void
print_label(FILE *out, struct pair *p, int side, const struct item *entry,
    const struct field *f)
{
	struct line	*line = begin_line(p->d);
	char		 name[FIELD_NAMESZ];
	const char	*rest = name;

	field_name(name, p->fields[side], f);
	if (entry == NULL) {
		fprintf(out, "%s", p->tables[0]->piece->label);
		line->rest = position(p->d);
		fprintf(out, ".%s", name);
		return;
	}
	fprintf(out, "%s.%s[", p->tables[0]->piece->label,
	    entry->layout->name);
	line->middle = position(p->d);
	line->index = entry->index + 1;
	if (!print_fields(out, p->fields[side], entry, false))
		fprintf(out, "%zu", f->ordinal);
	line->rest = position(p->d);
	if ((rest = strstr(name, "]")) != NULL)
		fprintf(out, "%s", rest);
}

static void
print_value(FILE *out, const struct pair *p, int side, const struct field *f)
{
	char		 meaning[FIELD_MEANINGSZ];

	field_print_value(out, p->fields[side], f);
	field_meaning(meaning, p->fields[side], f);
	if (meaning[0] != '\0')
		fprintf(out, " (%s)", meaning);
}

static void
print_flag(FILE *out, bool *any, char sign, const char *name)
{
	fprintf(out, "%s%c %s", *any ? ", " : " (", sign, name);
	*any = true;
}

/* Which flags came and went */
static void
print_flags(FILE *out, const struct field_value *value, uint64_t a, uint64_t b)
{
	uint64_t	 ra = a, rb = b;
	char		 bits[40];
	bool		 any = false;

	for (; value->name != NULL; value++) {
		ra &= ~(uint64_t)value->mask;
		rb &= ~(uint64_t)value->mask;
		if ((a & value->mask) == (b & value->mask))
			continue;
		if ((a & value->mask) == value->value)
			print_flag(out, &any, '-', value->name);
		if ((b & value->mask) == value->value)
			print_flag(out, &any, '+', value->name);
	}
	if (ra & ~rb) {
		snprintf(bits, sizeof(bits), "reserved 0x%" PRIx64, ra & ~rb);
		print_flag(out, &any, '-', bits);
	}
	if (rb & ~ra) {
		snprintf(bits, sizeof(bits), "reserved 0x%" PRIx64, rb & ~ra);
		print_flag(out, &any, '+', bits);
	}
	fprintf(out, "%s", any ? ")" : "");
}

/*
 * Fields
 */

/* The name of what an address leads to, in words that both sides use */
#define TARGETSZ	(MAP_NAMESZ + LOADER_FILESZ)

static const struct map_piece *
name_address(const struct side *s, uint64_t address, char target[TARGETSZ])
{
	const struct map_file *mf;
	const struct map_piece *piece;
	size_t		 offset;

	if (address == 0 || !input_has_addresses(s->in)) {
		snprintf(target, TARGETSZ, "%s", address == 0 ? "none" : "");
		return (NULL);
	}
	piece = map_address(&s->map, address, &mf, &offset);
	if (piece == NULL) {
		snprintf(target, TARGETSZ, "0x%" PRIx64 ", which leads "
		    "nowhere", address);
		return (NULL);
	}
	map_name(&s->map, mf->file, offset, true, target);
	if (target[0] == '\0')
		snprintf(target, TARGETSZ, "%.*s+0x%zx", LOADER_FILESZ,
		    mf->file->name, offset);
	return (piece);
}

/* The address in a field that a guest sees */
static uint64_t
guest_address(const struct item *table, size_t offset, size_t size)
{
	return (le_get(map_guest(table->mf) + table->piece->offset + offset,
	    (unsigned int)size));
}

static void
compare_raw(struct pair *p, const struct item *const entry[2],
    const struct field f[2])
{
	FILE		*out = p->d->out;

	print_label(out, p, 0, entry[0], &f[0]);
	fprintf(out, ": ");
	print_value(out, p, 0, &f[0]);
	fprintf(out, " -> ");
	print_value(out, p, 1, &f[1]);
	end_line(p->d);
}

static void
print_target(FILE *out, const struct pair *p, int side, const struct field *f)
{
	char		 target[TARGETSZ];

	name_address(&p->d->sides[side], guest_address(p->tables[side],
	    f->offset, f->size), target);
	if (target[0] == '\0')
		print_value(out, p, side, f);
	else
		field_print_string(out, target, strlen(target));
}

/* Pointers are compared by what they lead to. */
static void
compare_pointers(struct pair *p, const struct item *const entry[2],
    const struct field f[2])
{
	char		 target[2][TARGETSZ];
	FILE		*out = p->d->out;
	int		 i;

	for (i = 0; i < 2; i++)
		name_address(&p->d->sides[i], guest_address(p->tables[i],
		    f[i].offset, f[i].size), target[i]);
	if (strcmp(target[0], target[1]) == 0 ||
	    (strcmp(target[0], "none") != 0 && target[1][0] == '\0') ||
	    (strcmp(target[1], "none") != 0 && target[0][0] == '\0')) {
		if (p->d->flags & DIFF_ALL && memcmp(field_bytes(p, 0, &f[0]),
		    field_bytes(p, 1, &f[1]), f[0].size) != 0)
			compare_raw(p, entry, f);
		return;
	}
	print_label(out, p, 0, entry[0], &f[0]);
	fprintf(out, ": ");
	print_target(out, p, 0, &f[0]);
	fprintf(out, " -> ");
	print_target(out, p, 1, &f[1]);
	end_line(p->d);
}

static void
print_checksum(FILE *out, uint8_t value, uint8_t surplus)
{
	if (surplus == 0)
		fprintf(out, "right");
	else
		fprintf(out, "0x%02x, which is wrong", value);
}

/*
 * A checksum that is right follows from the rest of the table; but a loader
 * can make it of any byte that the file has there.
 */
static void
compare_checksums(struct pair *p, const struct item *const entry[2],
    const struct field f[2])
{
	const struct item *t;
	FILE		*out = p->d->out;
	uint8_t		 surplus[2], guest[2], raw[2];
	int		 i;

	for (i = 0; i < 2; i++) {
		t = p->tables[i];
		raw[i] = *field_bytes(p, i, &f[i]);
		guest[i] = map_guest(t->mf)[t->piece->offset + f[i].offset];
		surplus[i] = map_surplus(t->mf, t->piece->offset,
		    f[i].row->covers > 0 ? f[i].row->covers :
		    t->piece->length);
	}
	if (surplus[0] != surplus[1]) {
		print_label(out, p, 0, entry[0], &f[0]);
		fprintf(out, ": ");
		print_checksum(out, guest[0], surplus[0]);
		fprintf(out, " -> ");
		print_checksum(out, guest[1], surplus[1]);
		end_line(p->d);
	} else if (raw[0] != raw[1] && (p->d->flags & DIFF_ALL ||
	    (raw[0] != guest[0] && raw[1] != guest[1])))
		compare_raw(p, entry, f);
}

static bool
is_length(const struct fields *fs, const struct field *f)
{
	return (f->entry == NULL &&
	    f->offset == offsetof(struct acpi_header, length) &&
	    memcmp(fs->table->signature, "RSD ", 4) != 0);
}

/* The same field on both sides, of the same size */
static void
compare_fields(struct pair *p, const struct item *const entry[2],
    const struct field f[2])
{
	const struct field_row *row = f[0].row;
	const uint8_t	*a = field_bytes(p, 0, &f[0]);
	const uint8_t	*b = field_bytes(p, 1, &f[1]);
	FILE		*out = p->d->out;

	if (row->kind == FIELD_POINTER)
		compare_pointers(p, entry, f);
	else if (row->kind == FIELD_CHECKSUM)
		compare_checksums(p, entry, f);
	else if (memcmp(a, b, f[0].size) == 0)
		return;
	else if (is_length(p->fields[0], &f[0])) {
		/* It follows from entries, but not from fields. */
		if (p->cut || p->d->flags & DIFF_ALL)
			compare_raw(p, entry, f);
	} else if (row->kind == FIELD_FLAGS) {
		print_label(out, p, 0, entry[0], &f[0]);
		fprintf(out, ": ");
		field_print_value(out, p->fields[0], &f[0]);
		fprintf(out, " -> ");
		field_print_value(out, p->fields[1], &f[1]);
		print_flags(out, row->values, field_number(p->fields[0],
		    &f[0]), field_number(p->fields[1], &f[1]));
		end_line(p->d);
	} else if (f[0].size <= SHORT_BYTES)
		compare_raw(p, entry, f);
	else {
		print_label(out, p, 0, entry[0], &f[0]);
		print_changed_bytes(out, f[0].offset, a, f[0].size, b,
		    f[1].size);
		end_line(p->d);
	}
}

/* Bytes of which at least one side does not know what they are */
static void
compare_rest(struct pair *p, const struct item *const entry[2],
    const struct field f[2])
{
	const uint8_t	*a = field_bytes(p, 0, &f[0]);
	const uint8_t	*b = field_bytes(p, 1, &f[1]);
	FILE		*out = p->d->out;
	const int	 named = f[0].row != NULL ? 0 : 1;

	if (compare_text(a, f[0].size, b, f[1].size) == 0)
		return;
	print_label(out, p, named, entry[named], &f[named]);
	print_changed_bytes(out, f[0].offset, a, f[0].size, b, f[1].size);
	end_line(p->d);
}

static bool
all_zero(const uint8_t *bytes, size_t length)
{
	for (; length > 0; length--) {
		if (*bytes++ != 0)
			return (false);
	}
	return (true);
}

/* A field that one side has not: worth a word if there is something in it. */
static void
compare_absent(struct pair *p, int side, const struct item *const entry[2],
    const struct field *f)
{
	FILE		*out = p->d->out;

	if (all_zero(field_bytes(p, side, f), f->size) &&
	    (p->d->flags & DIFF_ALL) == 0)
		return;
	print_label(out, p, side, entry[side], f);
	fprintf(out, ": %s", side == 0 ? "" : "absent -> ");
	if (f->row != NULL && f->row->kind == FIELD_POINTER)
		print_target(out, p, side, f);
	else if (f->size <= SHORT_BYTES)
		print_value(out, p, side, f);
	else
		fprintf(out, "%zu bytes", f->size);
	fprintf(out, "%s", side == 0 ? " -> absent" : "");
	end_line(p->d);
}

/* A struct of which more than one field changed, on one line */
static bool
compare_outer(struct pair *p, const struct field f[2])
{
	char		 meaning[FIELD_MEANINGSZ];
	FILE		*out = p->d->out;
	struct field	 g;
	struct line	*line;
	size_t		 at, end = field_struct_end(p->fields[0], &f[0]);
	int		 changed = 0, i;

	if (field_struct_end(p->fields[1], &f[1]) != end)
		return (false);
	for (at = f[0].offset; at < end; at = g.offset + g.size) {
		fields_at(p->fields[0], at, &g);
		changed += memcmp(p->fields[0]->data + at,
		    p->fields[1]->data + at, g.size) != 0;
	}
	if (changed < 2)
		return (false);
	line = begin_line(p->d);
	fprintf(out, "%s", p->tables[0]->piece->label);
	line->rest = position(p->d);
	fprintf(out, ".%s: ", f[0].outer->name);
	for (i = 0; i < 2; i++) {
		g = f[i];
		field_print_struct(out, p->fields[i], &g, meaning);
		fprintf(out, "%s%s%s%s", meaning[0] != '\0' ? " (" : "",
		    meaning, meaning[0] != '\0' ? ")" : "",
		    i == 0 ? " -> " : "");
	}
	end_line(p->d);
	return (true);
}

/* Compares size bytes from base on, which have the same layout. */
static void
compare_structs(struct pair *p, const struct item *const entry[2],
    const size_t base[2], const size_t size[2])
{
	struct field	 f[2] = { { 0 }, { 0 } };
	size_t		 at, step;
	int		 i;

	for (at = 0; at < size[0] || at < size[1]; at += step) {
		for (i = 0, step = 0; i < 2; i++) {
			if (at >= size[i])
				continue;
			fields_at(p->fields[i], base[i] + at, &f[i]);
			if (f[i].size > step)
				step = f[i].size;
		}
		if (at >= size[0])
			compare_absent(p, 1, entry, &f[1]);
		else if (at >= size[1])
			compare_absent(p, 0, entry, &f[0]);
		else if (f[0].outer != NULL && f[0].outer == f[1].outer &&
		    f[0].offset == f[0].outer_offset && compare_outer(p, f))
			step = f[0].outer->size;
		else if (f[0].row == f[1].row && f[0].row != NULL &&
		    f[0].size == f[1].size)
			compare_fields(p, entry, f);
		else
			compare_rest(p, entry, f);
	}
}

/*
 * Entries
 */

static bool
is_pointer(const struct field_layout *layout)
{
	return (layout->rows[0].kind == FIELD_POINTER);
}

/* Rows of a square and unknown addresses are what they are by their place. */
static bool
is_positional(const struct pair *p)
{
	const struct field_table *t = p->fields[0]->table;

	return (t->square || (t->element != NULL && is_pointer(t->element) &&
	    !(input_has_addresses(p->d->sides[0].in) &&
	    input_has_addresses(p->d->sides[1].in))));
}

/* Splits an entry into what tells it apart from others, and what does not. */
static void
set_entry_keys(struct item *entry, const uint8_t *bytes, bool typed)
{
	const struct field_row *row;
	size_t		 n = 0, m = entry->size, i;
	bool		 identity;

	row = entry->layout->rows;
	for (i = 0; i < entry->size; i++) {
		while (row[1].name != NULL && row[1].offset <= i)
			row++;
		identity = (row->identity && i < row->offset + row->size) ||
		    (typed && i == offsetof(struct acpi_entry, type));
		if (identity)
			entry->buffer[n++] = bytes[i];
		else
			entry->buffer[--m] = bytes[i];
	}
	set_key(entry, 0, bytes, entry->size);
	set_key(entry, 1, entry->buffer, n);
	if (typed)		/* its type again, behind all */
		entry->buffer[entry->size] = bytes[0];
	set_key(entry, 2, entry->buffer + n, entry->size - n + typed);
}

static void
set_target_key(struct diff *d, int side, struct item *entry,
    const struct item *table)
{
	const struct map_piece *piece;
	char		 target[TARGETSZ];

	piece = name_address(&d->sides[side], guest_address(table,
	    entry->offset, entry->size), target);
	entry->follows = piece != NULL && piece->kind == PIECE_TABLE &&
	    piece->partner == NULL;
	if ((entry->buffer = (uint8_t *)strdup(target)) == NULL)
		d->error = nomem;
	else
		set_key(entry, 0, entry->buffer, strlen(target));
}

static void
add_entry(struct pair *p, int side, struct list *l, size_t offset)
{
	const struct fields *fs = p->fields[side];
	struct field	 f;
	struct item	*entry;

	if ((entry = add_item(p->d, l)) == NULL)
		return;
	fields_at(fs, offset, &f);
	entry->offset = f.entry_offset;
	entry->size = f.entry_size;
	entry->layout = f.entry;
	if (is_pointer(f.entry) && !is_positional(p)) {
		set_target_key(p->d, side, entry, p->tables[side]);
		return;
	}
	if ((entry->buffer = malloc(f.entry_size + sizeof(size_t))) == NULL)
		p->d->error = nomem;
	else if (is_positional(p)) {
		memcpy(entry->buffer, &f.ordinal, sizeof(f.ordinal));
		set_key(entry, 0, entry->buffer, sizeof(f.ordinal));
	} else
		set_entry_keys(entry, fs->data + entry->offset,
		    fs->element == 0);
}

static void
list_entries(struct pair *p, int side, struct list *l)
{
	const struct fields *fs = p->fields[side];
	size_t		 i, at;

	for (i = 0; i < fs->nentries && p->d->error == NULL; i++)
		add_entry(p, side, l, fs->entries[i].offset);
	for (at = fs->table->layout.size; fs->element > 0 &&
	    at + fs->element <= fs->end && p->d->error == NULL;
	    at += fs->element)
		add_entry(p, side, l, at);
}

/* Do three entries continue a series, as those of CPUs do? */
static bool
is_series(const struct fields *fs, const struct item *e)
{
	const struct field_row *row;
	uint64_t	 v[3];
	const uint8_t	*bytes[3];
	int		 i;

	if (e[1].layout != e[0].layout || e[2].layout != e[0].layout ||
	    e[1].size != e[0].size || e[2].size != e[0].size)
		return (false);
	for (row = e[0].layout->rows; row->name != NULL; row++) {
		if (row->offset + row->size > e[0].size || row->size == 0)
			return (false);
		for (i = 0; i < 3; i++)
			bytes[i] = fs->data + e[i].offset + row->offset;
		if (row->size > sizeof(v[0])) {
			if (memcmp(bytes[0], bytes[1], row->size) != 0 ||
			    memcmp(bytes[0], bytes[2], row->size) != 0)
				return (false);
			continue;
		}
		for (i = 0; i < 3; i++)
			v[i] = le_get(bytes[i], (unsigned int)row->size);
		if (v[1] - v[0] != v[2] - v[1])
			return (false);
	}
	return (true);
}

/* The number of items from i on that are new and make one line */
static size_t
count_series(const struct fields *fs, const struct list *l, size_t i)
{
	size_t		 n = 1;

	while (i + n < l->n && l->items[i + n].partner == NULL &&
	    (n == 1 || is_series(fs, &l->items[i + n - 2])))
		n++;
	return (n < MANY || is_pointer(l->items[i].layout) ? 1 : n);
}

static void
print_entry(FILE *out, const struct fields *fs, const struct item *e)
{
	if (is_pointer(e->layout) && e->keys[0].bytes != NULL &&
	    e->keys[0].length != sizeof(size_t))
		field_print_string(out, e->keys[0].bytes, e->keys[0].length);
	else if (!print_fields(out, fs, e, true))
		print_bytes(out, fs->data + e->offset, e->size);
}

/* The entries that only one side has */
static void
print_new_entries(struct pair *p, int side, const struct list *l)
{
	const struct fields *fs = p->fields[side];
	const struct item *e;
	FILE		*out = p->d->out;
	size_t		 i, n;

	for (i = 0; i < l->n; i += n) {
		e = &l->items[i];
		n = 1;
		if (e->partner != NULL ||
		    (e->follows && (p->d->flags & DIFF_ALL) == 0))
			continue;
		n = count_series(fs, l, i);
		begin_line(p->d);
		fprintf(out, "%s: %c %s ", p->tables[0]->piece->label,
		    "-+"[side], e->layout->name);
		print_entry(out, fs, e);
		if (n > 1) {
			fprintf(out, " to ");
			print_entry(out, fs, e + n - 1);
			fprintf(out, ", %zu entries", n);
		}
		end_line(p->d);
	}
}

static void
print_moved_entry(struct pair *p, const struct list *l)
{
	const struct item *moved, *last;
	FILE		*out = p->d->out;

	if ((moved = first_moved(l, &last)) == NULL)
		return;
	begin_line(p->d);
	fprintf(out, "%s: entries in another order: %s ",
	    p->tables[0]->piece->label, moved->layout->name);
	print_entry(out, p->fields[0], moved);
	fprintf(out, " now comes before %s ", last->layout->name);
	print_entry(out, p->fields[0], last);
	end_line(p->d);
}

static void
compare_entries(struct pair *p)
{
	struct list	 l[2] = { { 0 }, { 0 } };
	const struct item *e[2];
	size_t		 i, base[2], size[2];
	int		 side;

	for (side = 0; side < 2; side++)
		list_entries(p, side, &l[side]);
	match(p->d, &l[0], &l[1]);
	print_moved_entry(p, &l[0]);
	for (i = 0; i < l[0].n; i++) {
		e[0] = &l[0].items[i];
		if ((e[1] = e[0]->partner) == NULL)
			continue;
		for (side = 0; side < 2; side++) {
			base[side] = e[side]->offset;
			size[side] = e[side]->size;
		}
		compare_structs(p, e, base, size);
	}
	for (side = 0; side < 2; side++) {
		print_new_entries(p, side, &l[side]);
		free_list(&l[side]);
	}
}

/*
 * Tables
 */

static size_t
smaller(size_t a, size_t b)
{
	return (a < b ? a : b);
}

static void
print_disassembly(struct pair *p)
{
	const char	*error;

	if ((p->d->flags & DIFF_AML) == 0 || !p->fields[0]->table->aml)
		return;
	error = diff_disassembly(p->d->out, p->fields[0]->data,
	    p->fields[0]->length, p->fields[1]->data, p->fields[1]->length);
	if (p->d->error == NULL)
		p->d->error = error;
	end_line(p->d);
}

/* What is behind all entries, such as AML */
static void
compare_tails(struct pair *p)
{
	static const struct item *const none[2] = { NULL, NULL };
	struct field	 f[2];
	size_t		 n;
	int		 i;

	for (i = 0; i < 2; i++) {
		memset(&f[i], 0, sizeof(f[i]));
		f[i].offset = smaller(p->fields[i]->end,
		    p->fields[i]->length);
		f[i].size = p->fields[i]->length - f[i].offset;
	}
	n = p->d->nlines;
	compare_rest(p, none, f);
	if (p->d->nlines > n)
		print_disassembly(p);
}

static void
print_place(FILE *out, const struct side *s, const struct item *table)
{
	if (s->in->kind == INPUT_FLAT && table->mf->region != NULL)
		fprintf(out, "0x%" PRIx64, table->mf->region->address +
		    table->piece->offset);
	else {
		field_print_word(out, table->mf->file->name, LOADER_FILESZ);
		fprintf(out, "+0x%zx", table->piece->offset);
	}
}

static void
compare_places(struct pair *p)
{
	FILE		*out = p->d->out;

	if ((p->d->flags & DIFF_ALL) == 0 ||
	    p->tables[0]->piece->offset == p->tables[1]->piece->offset)
		return;
	begin_line(p->d);
	fprintf(out, "%s: at ", p->tables[0]->piece->label);
	print_place(out, &p->d->sides[0], p->tables[0]);
	fprintf(out, " -> ");
	print_place(out, &p->d->sides[1], p->tables[1]);
	end_line(p->d);
}

static void
compare_tables(struct diff *d, const struct item *a, const struct item *b)
{
	static const struct item *const none[2] = { NULL, NULL };
	struct pair	 p = { d, { a, b },
	    { a->piece->fields, b->piece->fields }, false };
	const size_t	 fixed = p.fields[0]->table->layout.size;
	const size_t	 base[2] = { 0, 0 }, size[2] = {
	    smaller(p.fields[0]->length, fixed),
	    smaller(p.fields[1]->length, fixed) };

	p.cut = size[0] != size[1];
	compare_places(&p);
	compare_structs(&p, none, base, size);
	compare_entries(&p);
	compare_tails(&p);
}

/* Tables in the order in which a guest comes to them, then those of files */
static int
by_order(const void *a, const void *b)
{
	const struct item *ia = a, *ib = b;

	if (ia->piece->order != ib->piece->order)
		return (ia->piece->order > ib->piece->order ? 1 : -1);
	return ((ia->index > ib->index) - (ia->index < ib->index));
}

#define SIGNATURE_LENGTH	4

static void
add_table(struct diff *d, struct list *l, const struct map_file *mf,
    struct map_piece *piece)
{
	const uint8_t	*bytes = mf->file->data + piece->offset;
	const struct acpi_header *h = (const void *)bytes;
	struct item	*t;

	if ((t = add_item(d, l)) == NULL)
		return;
	t->mf = mf;
	t->piece = piece;
	t->buffer = malloc(SIGNATURE_LENGTH + sizeof(h->oem_table_id));
	if (t->buffer == NULL) {
		d->error = nomem;
		return;
	}
	memcpy(t->buffer, bytes, SIGNATURE_LENGTH);
	set_key(t, 0, bytes, piece->length);
	set_key(t, 2, t->buffer, SIGNATURE_LENGTH);
	if (piece->length < sizeof(*h))
		return;
	memcpy(t->buffer + SIGNATURE_LENGTH, h->oem_table_id,
	    sizeof(h->oem_table_id));
	set_key(t, 1, t->buffer, SIGNATURE_LENGTH + sizeof(h->oem_table_id));
}

/* The pieces of a kind: tables, or bytes that are no table */
static void
list_pieces(struct diff *d, int side, enum piece_kind kind, struct list *l)
{
	const struct map *map = &d->sides[side].map;
	const struct map_file *mf;
	struct item	*bytes;
	struct map_piece *p;

	for (mf = map->files; mf < map->files + map->nfiles; mf++) {
		for (p = mf->pieces; p < mf->pieces + mf->npieces; p++) {
			if (p->kind != kind)
				continue;
			if (kind == PIECE_TABLE) {
				add_table(d, l, mf, p);
				continue;
			}
			if ((bytes = add_item(d, l)) == NULL)
				return;
			bytes->mf = mf;
			bytes->piece = p;
			set_key(bytes, 0, mf->file->data + p->offset,
			    p->length);
			set_key(bytes, 1, mf->file->name, LOADER_FILESZ);
		}
	}
}

static void
print_new_table(struct diff *d, int side, const struct item *t)
{
	const struct acpi_header *h = (const void *)t->piece->fields->data;
	FILE		*out = d->out;

	begin_line(d);
	fprintf(out, "%c %s", "-+"[side], t->piece->label);
	if (t->keys[1].bytes != NULL &&
	    strcmp(t->piece->filename, "facs") != 0 &&
	    strcmp(t->piece->filename, "rsdp") != 0) {
		fprintf(out, " \"");
		field_print_string(out, h->oem_id,
		    strnlen(h->oem_id, sizeof(h->oem_id)));
		fprintf(out, "\" \"");
		field_print_string(out, h->oem_table_id,
		    strnlen(h->oem_table_id, sizeof(h->oem_table_id)));
		fprintf(out, "\"");
	}
	fprintf(out, " %zu bytes", t->piece->length);
	end_line(d);
}

/* Of a name that the first side's tables have, too: "SSDT#2" */
static void
rename_new(struct map_piece *piece)
{
	char		*end = piece->label + strlen(piece->label);
	uint32_t	 n;

	for (n = piece->number; n > 0; n /= 10)
		end--;
	if (piece->number > 0)
		snprintf(end, (size_t)(piece->label + sizeof(piece->label) -
		    end), "#%" PRIu32, piece->number);
}

/* A table has the same name on both sides: the first side's. */
static void
name_partners(const struct list *b)
{
	const struct item *t;

	for (t = b->items; t < b->items + b->n; t++) {
		if (t->partner == NULL) {
			rename_new(t->piece);
			continue;
		}
		memcpy(t->piece->label, t->partner->piece->label,
		    sizeof(t->piece->label));
		t->piece->partner = t->partner->piece;
		t->partner->piece->partner = t->piece;
	}
}

static void
compare_all_tables(struct diff *d)
{
	struct list	 l[2] = { { 0 }, { 0 } };
	const struct item *t;
	size_t		 i;
	int		 side;

	for (side = 0; side < 2; side++) {
		list_pieces(d, side, PIECE_TABLE, &l[side]);
		if (l[side].n > 0)
			qsort(l[side].items, l[side].n,
			    sizeof(l[side].items[0]), by_order);
		for (i = 0; i < l[side].n; i++)
			l[side].items[i].index = i;
	}
	match(d, &l[0], &l[1]);
	name_partners(&l[1]);
	for (side = 0; side < 2; side++) {
		for (i = 0; i < l[side].n && d->error == NULL; i++) {
			t = &l[side].items[i];
			if (t->partner == NULL)
				print_new_table(d, side, t);
			else if (side == 0)
				compare_tables(d, t, t->partner);
		}
	}
	free_list(&l[0]);
	free_list(&l[1]);
}

/*
 * Bytes that are no table
 */

static void
print_new_bytes(struct diff *d, int side, const struct item *bytes)
{
	begin_line(d);
	fprintf(d->out, "%c %zu bytes that are no table, at ", "-+"[side],
	    bytes->piece->length);
	print_place(d->out, &d->sides[side], bytes);
	end_line(d);
}

static void
compare_bytes(struct diff *d, const struct item *a, const struct item *b)
{
	if (compare_keys(a, b, 0) == 0)
		return;
	begin_line(d);
	fprintf(d->out, "bytes of ");
	field_print_word(d->out, a->mf->file->name, LOADER_FILESZ);
	print_changed_bytes(d->out, a->piece->offset, a->keys[0].bytes,
	    a->keys[0].length, b->keys[0].bytes, b->keys[0].length);
	end_line(d);
}

static void
compare_all_bytes(struct diff *d)
{
	struct list	 l[2] = { { 0 }, { 0 } };
	const struct item *bytes;
	size_t		 i;
	int		 side;

	for (side = 0; side < 2; side++)
		list_pieces(d, side, PIECE_BYTES, &l[side]);
	match(d, &l[0], &l[1]);
	for (side = 0; side < 2; side++) {
		for (i = 0; i < l[side].n; i++) {
			bytes = &l[side].items[i];
			if (bytes->partner == NULL)
				print_new_bytes(d, side, bytes);
			else if (side == 0)
				compare_bytes(d, bytes, bytes->partner);
		}
	}
	free_list(&l[0]);
	free_list(&l[1]);
}

/*
 * Scripts
 */

/* What is at a place in a file, with a field's name but no numbers */
static void
print_part(FILE *out, const struct side *s, const char name[LOADER_FILESZ],
    uint64_t offset, bool tables, bool *follows)
{
	const struct loader_file *file = loader_file(&s->in->set, name);
	const struct map_piece *p = NULL;
	struct field	 f;

	if (file != NULL && offset < file->length)
		p = map_at(&s->map, file, (size_t)offset);
	if (p == NULL || p->kind != PIECE_TABLE) {
		field_print_word(out, name, LOADER_FILESZ);
		fprintf(out, "+0x%" PRIx64, offset);
		return;
	}
	*follows = *follows || p->partner == NULL;
	fprintf(out, "%s", p->label);
	offset -= p->offset;
	if (tables && offset == 0)
		return;
	fields_at(p->fields, (size_t)offset, &f);
	if (f.entry != NULL)
		fprintf(out, ".%s", f.entry->name);
	if (f.outer != NULL)
		fprintf(out, ".%s", f.outer->name);
	if (f.row == NULL)
		fprintf(out, ".%s", p->fields->table->rest);
	else if (f.row->name[0] != '\0')
		fprintf(out, ".%s", f.row->name);
	if (offset > f.offset)
		fprintf(out, "+0x%zx", (size_t)offset - f.offset);
}

/* A command is its subject, a NUL, and what else there is to it. */
static void
print_add_pointer(FILE *out, const struct side *s,
    const struct loader_command *c, bool *follows)
{
	const char	*dest_name = c->add_pointer.dest_file;
	const struct loader_file *dest = loader_file(&s->in->set, dest_name);
	const uint32_t	 offset = get32(c->add_pointer.offset);
	const uint8_t	 size = c->add_pointer.size;

	print_part(out, s, dest_name, offset, false, follows);
	fputc('\0', out);
	if (size != 4 && size != 8)
		fprintf(out, "of %u bytes ", size);
	fprintf(out, "to ");
	if (dest == NULL || size > 8 || !loader_within(dest, offset, size))
		field_print_word(out, c->add_pointer.src_file, LOADER_FILESZ);
	else
		print_part(out, s, c->add_pointer.src_file,
		    le_get(dest->data + offset, size), true, follows);
}

static void
print_add_checksum(FILE *out, const struct side *s,
    const struct loader_command *c, bool *follows)
{
	const char	*name = c->add_checksum.file;
	const struct loader_file *file = loader_file(&s->in->set, name);
	const uint32_t	 offset = get32(c->add_checksum.offset);
	const uint32_t	 start = get32(c->add_checksum.start);
	const uint32_t	 length = get32(c->add_checksum.length);
	const struct map_piece *p = NULL;
	struct field	 f = { .row = NULL };

	if (file != NULL && offset < file->length)
		p = map_at(&s->map, file, offset);
	if (p != NULL && p->kind == PIECE_TABLE)
		fields_at(p->fields, offset - p->offset, &f);
	if (f.row == NULL || f.row->kind != FIELD_CHECKSUM ||
	    start != p->offset || length != (f.row->covers > 0 ?
	    f.row->covers : p->length)) {
		print_part(out, s, name, offset, false, follows);
		fputc('\0', out);
		fprintf(out, "over %" PRIu32 " bytes at ", length);
		print_part(out, s, name, start, true, follows);
		return;
	}
	*follows = *follows || p->partner == NULL;
	fprintf(out, "%s", p->label);
	if (memcmp(p->fields->table->signature, "RSD ", 4) == 0)
		fprintf(out, ".%s", f.row->name);
	fputc('\0', out);
}

static void
print_command(FILE *out, const struct side *s, const struct loader_command *c,
    bool *follows)
{
	const char	*name = show_command(get32(c->command));

	if (name == NULL) {
		fprintf(out, "command 0x%08" PRIx32, get32(c->command));
		fputc('\0', out);
		return;
	}
	fprintf(out, "%s ", name);
	switch (get32(c->command)) {
	case LOADER_ALLOCATE:
		field_print_word(out, c->allocate.file, LOADER_FILESZ);
		fputc('\0', out);
		show_allocation(out, c);
		break;
	case LOADER_ADD_POINTER:
		print_add_pointer(out, s, c, follows);
		break;
	case LOADER_ADD_CHECKSUM:
		print_add_checksum(out, s, c, follows);
		break;
	default:
		field_print_word(out, c->write_pointer.dest_file,
		    LOADER_FILESZ);
		fprintf(out, "+0x%" PRIx32,
		    get32(c->write_pointer.dest_offset));
		fputc('\0', out);
		fprintf(out, "of %u bytes to ", c->write_pointer.size);
		print_part(out, s, c->write_pointer.src_file,
		    get32(c->write_pointer.src_offset), true, follows);
	}
}

static void
list_commands(struct diff *d, int side, struct list *l)
{
	const struct side *s = &d->sides[side];
	const struct loader_command *c;
	struct item	*item;
	FILE		*out;
	char		*text = NULL;
	size_t		 i, size;

	for (i = 0; i < loader_ncommands(&s->in->set); i++) {
		c = loader_command(&s->in->set, i);
		if (all_zero(c->bytes, sizeof(c->bytes)) ||
		    (item = add_item(d, l)) == NULL)
			continue;
		if ((out = open_memstream(&text, &size)) == NULL) {
			d->error = nomem;
			return;
		}
		print_command(out, s, c, &item->follows);
		fputc('\0', out);
		if (ferror(out) | (fclose(out) == EOF))
			d->error = nomem;
		if ((item->buffer = (uint8_t *)text) == NULL)
			return;
		set_key(item, 0, text, size);
		set_key(item, 1, text, strlen(text));
	}
}

/* The second part of a command's text */
static const char *
details(const struct item *item)
{
	const char	*subject = (const char *)item->buffer;

	return (subject + strlen(subject) + 1);
}

static void
print_command_text(FILE *out, const struct item *item)
{
	fprintf(out, "%s%s%s", (const char *)item->buffer,
	    details(item)[0] != '\0' ? " " : "", details(item));
}

static void
compare_command(struct diff *d, const struct item *a, const struct item *b)
{
	if (compare_keys(a, b, 0) == 0)
		return;
	begin_line(d);
	fprintf(d->out, "table-loader: %s: %s -> %s",
	    (const char *)a->buffer, details(a), details(b));
	end_line(d);
}

static void
print_new_command(struct diff *d, int side, const struct item *c)
{
	if (c->follows && (d->flags & DIFF_ALL) == 0)
		return;
	begin_line(d);
	fprintf(d->out, "table-loader: %c ", "-+"[side]);
	print_command_text(d->out, c);
	end_line(d);
}

static void
print_moved_command(struct diff *d, const struct list *l)
{
	const struct item *moved, *last;

	if ((moved = first_moved(l, &last)) == NULL)
		return;
	begin_line(d);
	fprintf(d->out, "table-loader: commands in another order: ");
	print_command_text(d->out, moved);
	fprintf(d->out, " now comes before ");
	print_command_text(d->out, last);
	end_line(d);
}

static void
compare_scripts(struct diff *d)
{
	struct list	 l[2] = { { 0 }, { 0 } };
	const struct item *c;
	size_t		 i;
	int		 side;

	for (side = 0; side < 2; side++)
		list_commands(d, side, &l[side]);
	if (d->error == NULL)
		match(d, &l[0], &l[1]);
	if (d->error == NULL)
		print_moved_command(d, &l[0]);
	for (side = 0; side < 2; side++) {
		for (i = 0; i < l[side].n && d->error == NULL; i++) {
			c = &l[side].items[i];
			if (c->partner == NULL)
				print_new_command(d, side, c);
			else if (side == 0)
				compare_command(d, c, c->partner);
		}
		free_list(&l[side]);
	}
}

/*
 * Whole inputs
 */

static bool
has_script(const struct input *in)
{
	return (in->kind == INPUT_SET || in->kind == INPUT_SCRIPT);
}

/* The file on the other side that goes by the name of one, or NULL */
static const struct loader_file *
counterpart(const struct input *in, const struct loader_file *file)
{
	return (loader_file(&in->set, file->name));
}

static bool
same_file(const struct loader_file *a, const struct loader_file *b)
{
	return (b != NULL && a->length == b->length &&
	    memcmp(a->data, b->data, a->length) == 0);
}

/* Bytes that mean nothing to those who ran the script and read the tables */
static void
compare_file(struct diff *d, const struct input *in,
    const struct loader_file *a, const struct loader_file *b)
{
	if (b == NULL || same_file(a, b))
		return;
	begin_line(d);
	fprintf(d->out, "%s, without a meaning,", input_path(in, a));
	print_changed_bytes(d->out, 0, a->data, a->length, b->data,
	    b->length);
	end_line(d);
}

static void
compare_files(struct diff *d)
{
	const struct input *a = d->sides[0].in, *b = d->sides[1].in;
	size_t		 i;

	for (i = 0; i < a->set.nfiles; i++)
		compare_file(d, a, &a->set.files[i],
		    counterpart(b, &a->set.files[i]));
	if (has_script(a))
		compare_file(d, a, &a->set.script, &b->set.script);
}

static bool
same_input(const struct input *a, const struct input *b)
{
	size_t		 i;

	if (a->set.nfiles != b->set.nfiles ||
	    !same_file(&a->set.script, &b->set.script))
		return (false);
	for (i = 0; i < a->set.nfiles; i++) {
		if (!same_file(&a->set.files[i],
		    counterpart(b, &a->set.files[i])))
			return (false);
	}
	return (true);
}

static void
compare_sides(struct diff *d)
{
	compare_all_tables(d);
	if (d->error == NULL)
		compare_all_bytes(d);
	if (d->error == NULL && has_script(d->sides[0].in) &&
	    has_script(d->sides[1].in))
		compare_scripts(d);
}

/*
 * Inputs of one kind that differ in nothing but what follows from other
 * changes differ in that.
 */
static void
compare_inputs(struct diff *d)
{
	const struct input *a = d->sides[0].in, *b = d->sides[1].in;

	compare_sides(d);
	if (d->error != NULL || d->nlines > 0 || a->kind != b->kind ||
	    same_input(a, b))
		return;
	d->flags |= DIFF_ALL;
	compare_sides(d);
	if (d->error == NULL && d->nlines == 0)
		compare_files(d);
}

static const char *
open_side(struct side *s, const struct input *in, uint64_t base)
{
	const struct loader_rules rules = loader_lenient(base);
	const char	*error;

	s->in = in;
	if ((error = loader_run(&s->memory, &in->set, &rules)) != NULL ||
	    (error = input_walk(&s->image, in, &s->memory)) != NULL)
		return (error);
	return (map_open(&s->map, &in->set, &s->memory, &s->image));
}

static void
close_side(struct side *s)
{
	map_close(&s->map);
	image_free(&s->image);
	loader_forget(&s->memory);
}

/* Two inputs, without what lies beside them */
static const char *
diff_pair(const struct input *a, const struct input *b, uint64_t base,
    unsigned int flags, struct text *text)
{
	struct diff	 d = { .flags = flags, .max = 64 };

	memset(text, 0, sizeof(*text));
	d.lines = calloc(d.max, sizeof(*d.lines));
	d.out = open_memstream(&d.text, &d.size);
	if (d.lines == NULL || d.out == NULL)
		d.error = nomem;
	if (d.error == NULL)
		d.error = open_side(&d.sides[0], a, base);
	if (d.error == NULL)
		d.error = open_side(&d.sides[1], b, base);
	if (d.error == NULL)
		compare_inputs(&d);
	if (d.out != NULL && (ferror(d.out) | (fclose(d.out) == EOF)))
		d.error = nomem;
	if (d.error == NULL)
		merge_lines(&d, text);
	close_side(&d.sides[0]);
	close_side(&d.sides[1]);
	free(d.lines);
	free(d.text);
	return (d.error);
}

static int
by_text(const void *a, const void *b)
{
	return (strcmp(*(const char *const *)a, *(const char *const *)b));
}

/* Prints lines, those of other files than the first three with their name. */
static bool
print_lines(const struct text *text, const char *name,
    const char *const *known, size_t nknown)
{
	const char	*line, *end = text->lines + text->size;
	bool		 any = false;

	for (line = text->lines; line < end; line += strlen(line) + 1) {
		if (nknown > 0 && bsearch(&line, known, nknown,
		    sizeof(*known), by_text) != NULL)
			continue;
		printf("%s%s%s\n", name == NULL ? "" : name,
		    name == NULL ? "" : ": ", line);
		any = true;
	}
	return (any);
}

/* The lines in the order of strcmp(3), for bsearch(3); NULL without memory */
static const char **
sort_lines(const struct text *text, size_t *n)
{
	const char	**list, *line, *end = text->lines + text->size;

	*n = 0;
	for (line = text->lines; line < end; line += strlen(line) + 1)
		(*n)++;
	if ((list = calloc(*n + 1, sizeof(*list))) == NULL)
		return (NULL);
	*n = 0;
	for (line = text->lines; line < end; line += strlen(line) + 1)
		list[(*n)++] = line;
	qsort(list, *n, sizeof(*list), by_text);
	return (list);
}

/* Compares a file beside two sets; what they said already is left out. */
static const char *
diff_beside(const struct input *a, const struct input *b, const char *name,
    uint64_t base, unsigned int flags, const struct text *said, bool *differ)
{
	struct input	 in[2];
	struct text	 text = { NULL, 0 };
	const char	*error = NULL, **known;
	size_t		 n;
	int		 has[2];

	has[0] = input_open_beside(&in[0], a, name);
	has[1] = input_open_beside(&in[1], b, name);
	if ((known = sort_lines(said, &n)) == NULL)
		error = nomem;
	else if (has[0] == -1 || has[1] == -1)
		error = "a file beside the set cannot be read";
	else if (has[0] != has[1]) {
		printf("%c %s\n", "-+"[has[1]], name);
		*differ = true;
	} else if (has[0] == 1) {
		error = diff_pair(&in[0], &in[1], base, flags, &text);
		if (error == NULL)
			*differ |= print_lines(&text, name, known, n);
	}
	free(text.lines);
	free(known);
	input_close(&in[0]);
	input_close(&in[1]);
	return (error);
}

/* The names of what may lie beside a set: (0), (1), ..., then NULL */
static const char *
name_beside(const struct input *in, size_t i)
{
	static const char *const names[] = { "e0000.bin", "vmm.dsdt" };

	if (in->outputs != NULL)
		return (i < in->noutputs ? in->outputs[i].name : NULL);
	return (i < sizeof(names) / sizeof(names[0]) ? names[i] : NULL);
}

const char *
diff_inputs(const struct input *a, const struct input *b, uint64_t base,
    unsigned int flags, bool *differ)
{
	struct text	 text;
	const char	*error, *name;
	size_t		 i;

	*differ = false;
	if ((error = diff_pair(a, b, base, flags, &text)) == NULL)
		*differ = print_lines(&text, NULL, NULL, 0);
	for (i = 0; error == NULL && a->kind == b->kind &&
	    (name = name_beside(b, i)) != NULL; i++) {
		if (!input_is_own(name))
			error = diff_beside(a, b, name, base, flags, &text,
			    differ);
	}
	free(text.lines);
	return (error);
}
