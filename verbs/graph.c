/* See LICENSE for licence details. */

/* Tables, pointers and devices as a graph for Graphviz */

#include <stdio.h>
#include <string.h>

#include "object.h"
#include "read/blocks.h"
#include "show.h"

/* Prints text in a label, and escapes what is special there. */
static void
print_dot(const char *s, size_t length)
{
	for (; length > 0 && *s != '\0'; length--, s++) {
		if (*s == '\\')
			printf("\\\\");
		else if (*s >= ' ' && *s <= '~' &&
		    strchr("\"&<>{|}", *s) == NULL)
			putchar(*s);
		else
			printf("\\\\x%02x", (unsigned char)*s);
	}
}

static void
print_id(const struct map *map, const struct map_file *mf,
    const struct map_piece *p)
{
	printf("f%zu_%zu", (size_t)(mf - map->files),
	    (size_t)(p - mf->pieces));
}

/* Returns the address in a linked pointer's field, or 0. */
static uint64_t
linked_address(const struct map_file *mf, size_t offset, size_t size)
{
	if (mf->region == NULL || size > 8)
		return (0);
	return (le_get(mf->region->data + offset, (unsigned int)size));
}

/* Finds the next field that holds a pointer, from an offset in the table on. */
static bool
next_pointer(const struct map_file *mf, const struct map_piece *p, size_t at,
    struct field *f)
{
	const struct fields *fs = p->fields;

	for (; fs != NULL && at < fs->length; at = f->offset + f->size) {
		fields_at(fs, at, f);
		if (f->row != NULL && f->row->kind == FIELD_POINTER &&
		    linked_address(mf, p->offset + f->offset, f->size) != 0)
			return (true);
	}
	return (false);
}

static void
print_node(const struct map *map, const struct map_file *mf,
    const struct map_piece *p)
{
	struct field	 f;
	char		 name[FIELD_NAMESZ];
	size_t		 at;

	printf("\t\t");
	print_id(map, mf, p);
	printf(" [label=\"");
	if (p->kind == PIECE_TABLE)
		print_dot(p->label, sizeof(p->label));
	else
		printf("no table");
	printf("\\n+0x%zx, %zu bytes", p->offset, p->length);
	for (at = 0; next_pointer(mf, p, at, &f); at = f.offset + f.size) {
		field_name(name, p->fields, &f);
		printf("|<p%zu> ", f.offset);
		print_dot(name, sizeof(name));
	}
	printf("\"];\n");
}

static void
print_edge_to(const struct map *map, uint64_t address)
{
	const struct map_file *mf;
	const struct map_piece *p;
	size_t		 offset;

	printf(" -> ");
	if ((p = map_address(map, address, &mf, &offset)) != NULL)
		print_id(map, mf, p);
	else
		printf("nowhere");
}

static void
print_edges(const struct map *map, const struct map_file *mf,
    const struct map_piece *p)
{
	struct field	 f;
	size_t		 at;

	for (at = 0; next_pointer(mf, p, at, &f); at = f.offset + f.size) {
		putchar('\t');
		print_id(map, mf, p);
		printf(":p%zu", f.offset);
		print_edge_to(map, linked_address(mf, p->offset + f.offset,
		    f.size));
		printf(";\n");
	}
}

/* Prints the script's pointers that are not in a known field of a table. */
static void
print_other_edges(const struct view *v)
{
	const struct map_file *mf;
	const struct map_piece *p;
	struct command	 c;
	struct field	 f;
	size_t		 i;

	for (i = 0; i < vmacpigen_ncommands(v->set); i++) {
		c = view_command(v, i);
		if (c.kind != LOADER_ADD_POINTER || c.objection != NULL)
			continue;
		mf = view_file(v, c.dest.file);
		p = map_at(&v->map, mf->file, c.offset);
		if (p->fields != NULL) {
			fields_at(p->fields, c.offset - p->offset, &f);
			if (f.row != NULL && f.row->kind == FIELD_POINTER)
				continue;
		}
		putchar('\t');
		print_id(&v->map, mf, p);
		print_edge_to(&v->map, linked_address(mf, c.offset, c.size));
		printf(" [style=dashed];\n");
	}
}

/*
 * Devices
 */

/* Whether an object is a device, and the definition of it that counts */
static bool
is_device(const struct ns *ns, uint32_t object)
{
	const struct ns_object *o = &ns->objects[object];

	return ((o->kind == NS_DEVICE || o->kind == NS_PROCESSOR) &&
	    !(o->flags & NS_LOCAL) && ns->nodes[o->node].object == object);
}

/* Prints what identifies a device: its _HID, or else its _ADR. */
static void
print_device_id(const struct ns *ns, const struct ns_object *o)
{
	struct ns_value	 v;
	char		 id[NS_IDSZ];

	ns_value(ns, ns_object(ns, ns_child(ns, o->node, "_HID")), &v);
	if (ns_id(&v, id)) {
		printf("\\n");
		print_dot(id, sizeof(id));
		return;
	}
	ns_value(ns, ns_object(ns, ns_child(ns, o->node, "_ADR")), &v);
	if (v.kind == NS_INTEGER)
		printf("\\n0x%llx", (unsigned long long)v.integer);
}

/* Prints a device, with an edge from its parent or its table. */
static void
print_device(const struct map *map, const struct blocks *b,
    const struct ns_object *o)
{
	const struct ns	*ns = b->ns;
	const struct block *block = &b->blocks[o->table];
	uint32_t	 node = ns->nodes[o->node].parent;
	char		 path[NS_PATHSZ];

	printf("\tn%lu [label=\"%s", (unsigned long)o->node,
	    object_name(ns, o->node, path));
	print_device_id(ns, o);
	printf("\", shape=box, style=rounded];\n\t");
	while (node != NS_NONE && (ns->nodes[node].object == NS_NONE ||
	    !is_device(ns, ns->nodes[node].object)))
		node = ns->nodes[node].parent;
	if (node != NS_NONE)
		printf("n%lu", (unsigned long)node);
	else
		print_id(map, block->file, block->piece);
	printf(" -> n%lu [arrowhead=none];\n", (unsigned long)o->node);
}

static void
print_devices(const struct map *map)
{
	struct blocks	 b;
	uint32_t	 i;

	blocks_open(&b, map, false, false);
	for (i = 0; i < b.ns->nobjects; i++) {
		if (is_device(b.ns, i))
			print_device(map, &b, &b.ns->objects[i]);
	}
	blocks_close(&b);
}

void
print_graph(const struct view *v, bool devices)
{
	const struct map_file *mf;
	const struct map_piece *p;
	size_t		 f, i;

	printf("digraph acpi {\n\trankdir=LR;\n"
	    "\tgraph [fontname=\"monospace\"];\n"
	    "\tnode [shape=record, fontname=\"monospace\"];\n");
	for (f = 0; f < v->map.nfiles; f++) {
		mf = &v->map.files[f];
		printf("\tsubgraph cluster_%zu {\n\t\tlabel=\"", f);
		if (v->in->kind == INPUT_SET)
			print_dot(mf->file->name, LOADER_FILESZ);
		else if (v->in->kind == INPUT_TABLES)
			print_dot(input_path(v->in, mf->file), SIZE_MAX);
		printf("\";\n");
		for (i = 0; i < mf->npieces; i++) {
			p = &mf->pieces[i];
			if (p->kind == PIECE_TABLE || p->wanted)
				print_node(&v->map, mf, p);
		}
		printf("\t}\n");
	}
	for (f = 0; input_has_addresses(v->in) && f < v->map.nfiles; f++) {
		mf = &v->map.files[f];
		for (i = 0; i < mf->npieces; i++)
			print_edges(&v->map, mf, &mf->pieces[i]);
	}
	print_other_edges(v);
	if (devices)
		print_devices(&v->map);
	printf("}\n");
}
