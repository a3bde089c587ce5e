/* See LICENSE for licence details. */

#include <stdlib.h>
#include <string.h>

#include "object.h"
#include "read/xalloc.h"
#include "tree.h"

#define INDENT		"        "

/* What a table by itself cannot have says nothing about it. */
static bool
is_wanted(const struct tree *tree, const struct ns_complaint *c)
{
	return (!tree->alone || (c->kind != NS_NO_SCOPE &&
	    c->kind != NS_UNKNOWN_NAME &&
	    (c->kind != NS_UNKNOWN_CALL || c->load)));
}

static void
print_complaints(const struct tree *tree, uint32_t table)
{
	const struct ns	*ns = tree->ns;
	const struct ns_complaint *c;
	size_t		 i, low = 0, high = ns->ncomplaints, total = 0;

	while (low < high) {
		i = low + (high - low) / 2;
		if (tree->complaints[i]->table < table)
			low = i + 1;
		else
			high = i;
	}
	for (i = low; i < ns->ncomplaints; i++) {
		c = tree->complaints[i];
		if (c->table != table)
			break;
		if (!is_wanted(tree, c))
			continue;
		print(INDENT "fault: ");
		ns_print_complaint(sink_stdout(), ns, c);
		sink_putc(sink_stdout(), '\n');
	}
	for (i = 0; i < NS_COMPLAINT_KINDS; i++)
		total += ns->counts[i];
	if (table == 0 && total > ns->ncomplaints)
		print(INDENT "fault: %zu more in all AML\n",
		    total - ns->ncomplaints);
}

static void
print_table(const struct tree *tree, uint32_t table)
{
	const struct ns_object *o;
	struct ns_value	 v;
	uint32_t	 i;

	for (i = tree->first[table]; i < tree->first[table + 1]; i++) {
		o = &tree->ns->objects[tree->objects[i]];
		if (tree->folded[tree->objects[i]] ||
		    object_is_folded(tree->ns, o, &v))
			continue;
		sink_text(sink_stdout(), INDENT, 0);
		object_print(tree->ns, o, tree->alone, tree->folded);
	}
	print_complaints(tree, table);
}

/*
 * Trees
 */

/* Where the objects of each table begin */
static void
find_first(struct tree *tree)
{
	const struct ns	*ns = tree->ns;
	uint32_t	 i;

	for (i = 0; i < ns->nobjects; i++) {
		if (ns->objects[i].table != NS_NONE)
			tree->first[ns->objects[i].table + 1]++;
	}
	for (i = 0; i < ns->ntables; i++)
		tree->first[i + 1] += tree->first[i];
}

/* In the order of a walk through the nodes, and of their making */
static void
sort_objects(struct tree *tree)
{
	const struct ns	*ns = tree->ns;
	const struct ns_object *o;
	uint32_t	*next, *all = NULL, node, i, n;
	size_t		 room = 0;

	find_first(tree);
	next = xmemdup(tree->first, (ns->ntables + 1) * sizeof(*next));
	for (node = NS_ROOT; node != NS_NONE;
	    node = ns_below(ns, NS_ROOT, node)) {
		n = 0;
		for (i = ns->nodes[node].all; i != NS_NONE; i = o->next) {
			o = &ns->objects[i];
			all = xgrow(all, n, &room, sizeof(*all));
			all[n++] = i;
		}
		while (n > 0) {
			i = all[--n];
			if (ns->objects[i].table != NS_NONE)
				tree->objects[next[
				    ns->objects[i].table]++] = i;
		}
	}
	free(all);
	free(next);
}

static int
by_place(const void *a, const void *b)
{
	const struct ns_object *oa = *(const struct ns_object *const *)a;
	const struct ns_object *ob = *(const struct ns_object *const *)b;

	if (oa->table != ob->table)
		return (oa->table > ob->table ? 1 : -1);
	return ((oa->body > ob->body) - (oa->body < ob->body));
}

static void
sort_values(struct tree *tree)
{
	const struct ns	*ns = tree->ns;
	const struct ns_object *o;
	uint32_t	 i;

	tree->values = xcalloc((size_t)ns->nobjects + 1,
	    sizeof(*tree->values));
	for (i = 0; i < ns->nobjects; i++) {
		o = &ns->objects[i];
		if (o->kind == NS_NAME || o->kind == NS_REGION)
			tree->values[tree->nvalues++] = o;
	}
	xsort(tree->values, tree->nvalues, sizeof(*tree->values), by_place);
}

/* The object whose value has a byte of a table, or NULL */
static const struct ns_object *
value_at(struct tree *tree, uint32_t table, size_t offset)
{
	const struct ns_object *o;
	size_t		 low = 0, high, middle;

	if (offset < sizeof(struct acpi_header))
		return (NULL);
	if (tree->values == NULL)
		sort_values(tree);
	high = tree->nvalues;
	while (low < high) {
		middle = low + (high - low) / 2;
		o = tree->values[middle];
		if (o->table < table ||
		    (o->table == table && o->body <= offset))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return (NULL);
	o = tree->values[low - 1];
	return (o->table == table && offset - o->body < o->body_length ?
	    o : NULL);
}

static int
by_table(const void *a, const void *b)
{
	const struct ns_complaint *ca = *(const struct ns_complaint *const *)a;
	const struct ns_complaint *cb = *(const struct ns_complaint *const *)b;

	if (ca->table != cb->table)
		return (ca->table > cb->table ? 1 : -1);
	return ((ca > cb) - (ca < cb));
}

static void
tree_open(struct tree *tree, const struct ns *ns)
{
	size_t		 i;

	memset(tree, 0, sizeof(*tree));
	tree->ns = ns;
	tree->alone = ns->ntables == 0 || ns->tables[0].length < 4 ||
	    memcmp(ns->tables[0].data, "DSDT", 4) != 0;
	tree->objects = xcalloc((size_t)ns->nobjects + 1,
	    sizeof(*tree->objects));
	tree->first = xcalloc(ns->ntables + 1, sizeof(*tree->first));
	tree->folded = xcalloc((size_t)ns->nobjects + 1, sizeof(bool));
	sort_objects(tree);
	tree->complaints = xcalloc(ns->ncomplaints + 1,
	    sizeof(*tree->complaints));
	for (i = 0; i < ns->ncomplaints; i++)
		tree->complaints[i] = &ns->complaints[i];
	xsort(tree->complaints, ns->ncomplaints, sizeof(*tree->complaints),
	    by_table);
}

static void
tree_close(struct tree *tree)
{
	free(tree->objects);
	free(tree->first);
	free(tree->folded);
	free(tree->values);
	free(tree->complaints);
}

static int
by_piece(const void *a, const void *b)
{
	const struct tree_table *ta = a, *tb = b;

	return ((ta->piece > tb->piece) - (ta->piece < tb->piece));
}

void
trees_open(struct trees *t, const struct map *map)
{
	uint32_t	 i;

	blocks_open(&t->blocks, map, false, false);
	tree_open(&t->loaded, t->blocks.ns);
	t->tables = xcalloc(t->blocks.ns->ntables + 1, sizeof(*t->tables));
	for (i = 0; i < t->blocks.ns->ntables; i++) {
		t->tables[i].piece = t->blocks.blocks[i].piece;
		t->tables[i].table = i;
	}
	qsort(t->tables, t->blocks.ns->ntables, sizeof(*t->tables), by_piece);
}

void
trees_close(struct trees *t)
{
	free(t->tables);
	tree_close(&t->loaded);
	blocks_close(&t->blocks);
}

/* A table that is not among those that are loaded */
static void
print_alone(const struct map_file *mf, const struct map_piece *p)
{
	struct ns_table	 table = { mf->file->data + p->offset, p->length,
			    p->label };
	struct ns	*ns = ns_open(&table, 1);
	struct tree	 tree;

	print(INDENT "(not loaded with the others, and read by itself)\n");
	tree_open(&tree, ns);
	tree.alone = true;
	print_table(&tree, 0);
	tree_close(&tree);
	ns_close(ns);
}

/* The piece among those that are loaded, or NULL */
static const struct tree_table *
find_piece(const struct trees *t, const struct map_piece *p)
{
	const struct tree_table key = { p, 0 };

	return (t->blocks.ns->ntables == 0 ? NULL : bsearch(&key, t->tables,
	    t->blocks.ns->ntables, sizeof(key), by_piece));
}

const char *
trees_path(struct trees *t, const struct map_piece *p, size_t offset,
    char path[NS_PATHSZ])
{
	const struct tree_table *found = find_piece(t, p);
	const struct ns_object *o;

	if (found == NULL ||
	    (o = value_at(&t->loaded, found->table, offset)) == NULL)
		return (NULL);
	return (ns_path(t->loaded.ns, o->node, path));
}

void
trees_print(const struct trees *t, const struct map_file *mf,
    const struct map_piece *p)
{
	const struct tree_table *found = find_piece(t, p);

	if (found != NULL)
		print_table(&t->loaded, found->table);
	else
		print_alone(mf, p);
}
