/* See LICENSE for licence details. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diff.h"
#include "read/xalloc.h"

/*
 * Lines
 */

size_t
diff_position(const struct diff *d)
{
	return (d->out.n);
}

struct diff_line *
diff_begin_line(struct diff *d)
{
	struct diff_line *line;

	d->lines = xgrow(d->lines, d->nlines, &d->max, sizeof(*d->lines));
	line = &d->lines[d->nlines++];
	memset(line, 0, sizeof(*line));
	line->start = line->middle = line->rest = diff_position(d);
	return (line);
}

void
diff_end_line(struct diff *d)
{
	d->lines[d->nlines - 1].end = diff_position(d);
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
	struct diff_line *line;
};

static int
same_change(const struct line_ref *a, const struct line_ref *b)
{
	const struct diff_line *x = a->line, *y = b->line;
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
print_text(struct sink *out, const struct diff *d, size_t start, size_t end)
{
	sink_write(out, d->out.s + start, end - start);
}

static void
print_middle(
    struct sink *out, const struct diff *d, const struct diff_line *line)
{
	print_text(out, d, line->middle, line->rest);
}

/* Prints n lines as one; ends it with a NUL. */
static void
print_merged(struct sink *out, const struct diff *d,
    const struct line_ref *refs, size_t n)
{
	const struct diff_line *first = refs[0].line, *last = refs[n - 1].line;
	size_t		 i;

	print_text(out, d, first->start, first->middle);
	if (first->index > 0 && n >= DIFF_MANY &&
	    last->index - first->index == n - 1) {
		print_middle(out, d, first);
		sink_printf(out, " to ");
		print_middle(out, d, last);
		sink_printf(out, ", %zu entries", n);
	} else {
		for (i = 0; i < n; i++) {
			sink_printf(out, "%s", i > 0 ? ", " : "");
			print_middle(out, d, refs[i].line);
		}
	}
	print_text(out, d, first->rest, first->end);
	sink_putc(out, '\0');
}

/* Brings lines that become one together; the number of those that stay */
static size_t
find_merges(struct diff *d, struct line_ref *refs, struct line_ref **firsts)
{
	size_t		 i, j, n = 0;

	for (i = 0; i < d->nlines; i++)
		refs[i] = (struct line_ref){ d->out.s, &d->lines[i] };
	qsort(refs, d->nlines, sizeof(*refs), by_change);
	for (i = 0; i < d->nlines; i = j) {
		for (j = i + 1; j < d->nlines && refs[i].line->rest >
		    refs[i].line->middle &&
		    same_change(&refs[i], &refs[j]) == 0; j++)
			refs[j].line->merged = true;
		firsts[n++] = &refs[i];
	}
	qsort(firsts, n, sizeof(*firsts), by_line);
	return (n);
}

/* What was printed, merged: lines that end with a NUL each. */
static void
merge_lines(struct diff *d, struct sink *text)
{
	struct line_ref	*refs, **firsts;
	size_t		 i, j, n;

	refs = xcalloc(d->nlines + 1, sizeof(*refs));
	firsts = xcalloc(d->nlines + 1, sizeof(*firsts));
	n = find_merges(d, refs, firsts);
	for (i = 0; i < n; i++) {
		for (j = 1; firsts[i] + j < refs + d->nlines &&
		    firsts[i][j].line->merged; j++)
			;
		print_merged(text, d, firsts[i], j);
	}
	free(refs);
	free(firsts);
}

/*
 * Lists, and what is on both
 */

struct diff_item *
diff_add_item(struct diff_list *l)
{
	l->items = xgrow(l->items, l->n, &l->max, sizeof(*l->items));
	memset(&l->items[l->n], 0, sizeof(*l->items));
	l->items[l->n].index = l->n;
	return (&l->items[l->n++]);
}

void
diff_set_key(struct diff_item *item, int key, const void *bytes, size_t length)
{
	item->keys[key] = (struct diff_key){ bytes, length };
}

void
diff_free_list(struct diff_list *l)
{
	for (; l->n > 0; l->n--)
		free(l->items[l->n - 1].buffer);
	free(l->items);
	memset(l, 0, sizeof(*l));
}

/* Entries of two kinds are never the same. */
static int
compare_layouts(const struct field_layout *a, const struct field_layout *b)
{
	int		 cmp;

	if (a == b || a == NULL || b == NULL)
		return (0);
	cmp = strcmp(a->name, b->name);
	return (cmp != 0 ? cmp : strcmp(a->rows->name, b->rows->name));
}

int
diff_compare_keys(const struct diff_item *a, const struct diff_item *b, int key)
{
	const struct diff_key *ka = &a->keys[key], *kb = &b->keys[key];
	const int	 cmp = compare_layouts(a->layout, b->layout);

	return (cmp != 0 ? cmp : compare_text(ka->bytes, ka->length,
	    kb->bytes, kb->length));
}

static int
by_key(const void *a, const void *b)
{
	const struct diff_item *ia = *(struct diff_item *const *)a;
	const struct diff_item *ib = *(struct diff_item *const *)b;
	const int	 cmp = diff_compare_keys(ia, ib, ia->key);

	return (cmp != 0 ? cmp : (ia->index > ib->index) -
	    (ia->index < ib->index));
}

/* Those without a partner that have the key, in its order */
static size_t
sort_rest(const struct diff_list *l, int key, struct diff_item **rest)
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

static bool
make_partners(struct diff_item *a, struct diff_item *b, int key)
{
	if (diff_compare_keys(a, b, key) != 0)
		return (false);
	a->partner = b;
	b->partner = a;
	return (true);
}

/* What is the same at the start and at the end, most often nearly all */
static void
match_ends(const struct diff_list *a, const struct diff_list *b)
{
	const size_t	 n = a->n < b->n ? a->n : b->n;
	size_t		 i, j;

	for (i = 0; i < n && make_partners(&a->items[i], &b->items[i], 0); i++)
		;
	for (j = 1; i + j <= n && make_partners(&a->items[a->n - j],
	    &b->items[b->n - j], 0); j++)
		;
}

void
diff_match(const struct diff_list *a, const struct diff_list *b)
{
	struct diff_item **ra = xcalloc(a->n + 1, sizeof(*ra));
	struct diff_item **rb = xcalloc(b->n + 1, sizeof(*rb));
	size_t		 i, j, na, nb;
	int		 key, cmp;

	match_ends(a, b);
	for (key = 0; key < DIFF_KEYS; key++) {
		na = sort_rest(a, key, ra);
		nb = sort_rest(b, key, rb);
		for (i = j = 0; i < na && j < nb; ) {
			cmp = diff_compare_keys(ra[i], rb[j], key);
			make_partners(ra[i], rb[j], key);
			i += cmp <= 0;
			j += cmp >= 0;
		}
	}
	free(ra);
	free(rb);
}

const struct diff_item *
diff_first_moved(const struct diff_list *l, const struct diff_item **last)
{
	size_t		 i;

	*last = NULL;
	for (i = 0; i < l->n; i++) {
		if (l->items[i].partner == NULL)
			continue;
		if (*last != NULL && l->items[i].outer == (*last)->outer &&
		    l->items[i].partner->index < (*last)->partner->index)
			return (&l->items[i]);
		*last = &l->items[i];
	}
	return (NULL);
}

/*
 * What there is to print
 */

void
diff_print_bytes(struct sink *out, const uint8_t *bytes, size_t length)
{
	size_t		 i;

	if (length == 0)
		sink_printf(out, "nothing");
	else if (length > DIFF_SHORT)
		sink_printf(out, "%zu bytes", length);
	for (i = 0; i < length && length <= DIFF_SHORT; i++)
		sink_printf(out, "%s%02x", i > 0 ? " " : "", bytes[i]);
}

void
diff_print_change(struct sink *out, size_t offset, const uint8_t *a, size_t na,
    const uint8_t *b, size_t nb)
{
	for (; na > 0 && nb > 0 && *a == *b; na--, nb--, a++, b++)
		offset++;
	for (; na > 0 && nb > 0 && a[na - 1] == b[nb - 1]; na--, nb--)
		;
	sink_printf(out, " at 0x%04zx", offset);
	if (na > 1)
		sink_printf(out, "-0x%04zx", offset + na - 1);
	sink_printf(out, ": ");
	diff_print_bytes(out, a, na);
	sink_printf(out, " -> ");
	if (na == nb && na > DIFF_SHORT)
		sink_printf(out, "others");
	else
		diff_print_bytes(out, b, nb);
}

void
diff_print_place(struct sink *out, const struct view *s,
    const struct diff_item *item)
{
	if (s->in->kind == INPUT_FLAT && item->mf->region != NULL)
		sink_printf(out, "0x%" PRIx64, item->mf->region->address +
		    item->piece->offset);
	else {
		field_print_word(out, item->mf->file->name, LOADER_FILESZ);
		sink_printf(out, "+0x%zx", item->piece->offset);
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
static const struct vmacpigen_file *
counterpart(const struct input *in, const struct vmacpigen_file *file)
{
	return (vmacpigen_find_file(&in->set, file->name));
}

static bool
same_file(const struct vmacpigen_file *a, const struct vmacpigen_file *b)
{
	return (b != NULL && a->length == b->length &&
	    memcmp(a->data, b->data, a->length) == 0);
}

/* Is it a guest's memory, in which something comes before the tables? */
static bool
is_memory(const struct view *v)
{
	return (v->in->kind == INPUT_FLAT && v->image.ntables > 0 &&
	    strcmp(v->image.tables[0].signature, "RSDP") != 0);
}

/* What a guest has behind its tables is no file's: zeros are not counted. */
static bool
same_on_sides(const struct diff *d, const struct vmacpigen_file *a,
    const struct vmacpigen_file *b)
{
	const struct vmacpigen_file *longer;
	size_t		 n;

	if (b == NULL || !is_memory(&d->sides[0]) || !is_memory(&d->sides[1]))
		return (same_file(a, b));
	longer = a->length > b->length ? a : b;
	n = longer == a ? b->length : a->length;
	return (memcmp(a->data, b->data, n) == 0 &&
	    fields_all_zero(longer->data + n, longer->length - n));
}

/* Bytes that mean nothing to those who ran the script and read the tables */
static void
compare_file(struct diff *d, const struct input *in,
    const struct vmacpigen_file *a, const struct vmacpigen_file *b)
{
	if (b == NULL || same_on_sides(d, a, b))
		return;
	diff_begin_line(d);
	sink_printf(&d->out, "%s, without a meaning,", input_path(in, a));
	diff_print_change(&d->out, 0, a->data, a->length, b->data,
	    b->length);
	diff_end_line(d);
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
same_input(const struct diff *d)
{
	const struct input *a = d->sides[0].in, *b = d->sides[1].in;
	size_t		 i;

	if (a->set.nfiles != b->set.nfiles ||
	    !same_file(&a->set.script, &b->set.script))
		return (false);
	for (i = 0; i < a->set.nfiles; i++) {
		if (!same_on_sides(d, &a->set.files[i],
		    counterpart(b, &a->set.files[i])))
			return (false);
	}
	return (true);
}

static void
compare_sides(struct diff *d)
{
	diff_tables(d);
	if (d->error == NULL)
		diff_bytes(d);
	if (d->error == NULL && has_script(d->sides[0].in) &&
	    has_script(d->sides[1].in))
		diff_scripts(d);
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
	    same_input(d))
		return;
	d->flags |= DIFF_ADDRESSES;
	compare_sides(d);
	/* The names of files of tables mean nothing. */
	if (d->error == NULL && d->nlines == 0 && a->kind != INPUT_TABLES)
		compare_files(d);
}

/* Two inputs, without what lies beside them */
static const char *
diff_pair(const struct diff_pair *pair, uint64_t base, unsigned int flags,
    struct sink *text)
{
	struct diff	 d = { .flags = flags };

	view_open(&d.sides[0], pair->sides[0], base);
	view_open(&d.sides[1], pair->sides[1], base);
	compare_inputs(&d);
	merge_lines(&d, text);
	view_close(&d.sides[0]);
	view_close(&d.sides[1]);
	free(d.lines);
	sink_free(&d.out);
	return (d.error);
}

static int
by_text(const void *a, const void *b)
{
	return (strcmp(*(const char *const *)a, *(const char *const *)b));
}

/* Prints lines, those of other files than the first three with their name. */
static bool
print_lines(const struct sink *text, const char *name,
    const char *const *known, size_t nknown)
{
	const char	*line;
	size_t		 i;
	bool		 any = false;

	for (i = 0; i < text->n; i += strlen(line) + 1) {
		line = text->s + i;
		if (nknown > 0 && bsearch(&line, known, nknown,
		    sizeof(*known), by_text) != NULL)
			continue;
		printf("%s%s%s\n", name == NULL ? "" : name,
		    name == NULL ? "" : ": ", line);
		any = true;
	}
	return (any);
}

/* The lines in the order of strcmp(3), for bsearch(3) */
static const char **
sort_lines(const struct sink *text, size_t *n)
{
	const char	**list;
	size_t		 i;

	*n = 0;
	for (i = 0; i < text->n; i += strlen(text->s + i) + 1)
		(*n)++;
	list = xcalloc(*n + 1, sizeof(*list));
	*n = 0;
	for (i = 0; i < text->n; i += strlen(text->s + i) + 1)
		list[(*n)++] = text->s + i;
	qsort(list, *n, sizeof(*list), by_text);
	return (list);
}

/* Compares a file beside two sets; what they said already is left out. */
static const char *
diff_beside(const struct diff_pair *pair, uint64_t base, unsigned int flags,
    const char *const *known, size_t nknown, bool *differ)
{
	struct sink	 text = { 0 };
	const char	*error;

	if (pair->sides[0] == NULL && pair->sides[1] == NULL)
		return (NULL);
	if (pair->sides[0] == NULL || pair->sides[1] == NULL) {
		printf("%c %s\n", "-+"[pair->sides[0] == NULL], pair->name);
		*differ = true;
		return (NULL);
	}
	if ((error = diff_pair(pair, base, flags, &text)) == NULL &&
	    print_lines(&text, pair->name, known, nknown))
		*differ = true;
	sink_free(&text);
	return (error);
}

const char *
diff_inputs(const struct diff_pair *pairs, size_t n, uint64_t base,
    unsigned int flags, bool *differ)
{
	struct sink	 text = { 0 };
	const char	*error, **known;
	size_t		 i, nknown;

	*differ = false;
	if ((error = diff_pair(&pairs[0], base, flags, &text)) == NULL)
		*differ = print_lines(&text, NULL, NULL, 0);
	known = sort_lines(&text, &nknown);
	for (i = 1; error == NULL && i < n; i++)
		error = diff_beside(&pairs[i], base, flags, known, nknown,
		    differ);
	free(known);
	sink_free(&text);
	return (error);
}
