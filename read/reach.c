/* See LICENSE for licence details. */

#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "names.h"
#include "reach.h"
#include "xalloc.h"

#define OP_DEREF_OF	0x83
#define OP_NOOP		0xa3

#define READS		(1U << REACH_READ)
#define WRITES		(1U << REACH_WRITE)

/*
 * A vertex is a node, or behind them a table: what runs when it is loaded.
 * Edges stand in the order of the vertices that they lead from.
 */
struct reach_edge {
	uint32_t	 from, to;
	unsigned int	 how;		/* READS, WRITES */
};

/* A scan of a method, or of a table */
struct walk {
	struct reach	*r;
	struct scan	 scan;
	uint32_t	 code;		/* vertex of what runs */
	uint32_t	 in;		/* node of the method, or NS_NONE */
	uint32_t	 counted;	/* offset of the term that runs */
	bool		 counting;	/* one has begun */
};

/*
 * What Linux evaluates when it boots, as far as it is a method: ACPICA's
 * nsinit.c and evrgnini.c, then drivers/acpi: scan.c, bus.c, sleep.c,
 * device_pm.c, power.c, property.c, pci_root.c, pci_irq.c, pci_link.c, ec.c,
 * and the drivers of processors, thermal zones, fans, batteries, buttons,
 * video, ATA, NVDIMMs, IPMI, clocks and power meters.
 */
static const char boot[][NS_SEGSZ + 1] = {
	"_INI", "_STA", "_REG",
	"_ADR", "_BBN", "_CBA", "_CCA", "_CID", "_CLS", "_CRS", "_DEP", "_DIS",
	"_DMA", "_DSD", "_DSM", "_HID", "_HRV", "_OSC", "_PDC", "_PIC", "_PLD",
	"_PRS", "_PRT", "_PRW", "_PXM", "_RMV", "_SEG", "_SRS", "_STR", "_SUB",
	"_SUN", "_UID", "_UPC",
	"_PR?", "_PS?", "_S0_", "_S1_", "_S2_", "_S3_", "_S4_", "_S5_", "_S0D",
	"_S1D", "_S2D", "_S3D", "_S4D", "_S0W", "_S1W", "_S2W", "_S3W", "_S4W",
	"_ON_", "_OFF",
	"_CPC", "_CSD", "_CST", "_LPI", "_MAT", "_PCT", "_PPC", "_PTC", "_TPC",
	"_TSD", "_TSS",
	"_AC?", "_AL?", "_CRT", "_FIF", "_FPS", "_HOT", "_SCP", "_TFP", "_TMP",
	"_TSP", "_TZD", "_TZP",
	"_BIF", "_BIX", "_BST", "_BTP", "_EJD", "_GLK", "_GPE", "_LID",
	"_BCL", "_BCM", "_BQC", "_DDC", "_DOD", "_DOS",
	"_GTF", "_GTM", "_STM",
	"_AEI", "_FIT", "_GCP", "_HPP", "_HPX", "_IFT", "_PMC", "_SRV",
};

static bool
is_like(const char *pattern, const char *name)
{
	int		 i;

	for (i = 0; i < NS_SEGSZ; i++) {
		if (pattern[i] != name[i] && pattern[i] != '?')
			return (false);
	}
	return (true);
}

static bool
is_hex(char c)
{
	return ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'));
}

/* 5.6.4.1 and 5.6.9: general-purpose, controllers' and generic events */
static bool
is_event(const char *name)
{
	return (memcmp(name, "_EVT", NS_SEGSZ) == 0 || (name[0] == '_' &&
	    (name[1] == 'L' || name[1] == 'E' || name[1] == 'Q') &&
	    is_hex(name[2]) && is_hex(name[3])));
}

enum reach_when
reach_name(const char name[NS_SEGSZ])
{
	size_t		 i;

	for (i = 0; i < sizeof(boot) / sizeof(boot[0]); i++) {
		if (is_like(boot[i], name))
			return (REACH_BOOT);
	}
	if (is_event(name))
		return (REACH_EVENT);
	return (name[0] == '_' ? REACH_ASKED : REACH_NEVER);
}

static void
add_edge(struct walk *w, uint32_t to, unsigned int how)
{
	struct reach	*r = w->r;

	r->edges = xgrow(r->edges, r->nedges, &r->edge_room,
	    sizeof(*r->edges));
	r->edges[r->nedges++] = (struct reach_edge){ w->code, to, how };
}

static void
add_act(struct walk *w, const struct term *t, enum reach_act_kind kind,
    uint32_t node)
{
	struct reach	*r = w->r;

	r->acts = xgrow(r->acts, r->nacts, &r->act_room, sizeof(*r->acts));
	r->acts[r->nacts++] = (struct reach_act){ kind, t->table, t->offset,
	    w->in, node, t->op != NULL ? t->op->name :
	    t->call ? "a call" : "a field" };
}

static unsigned int
how_of(const struct term *t)
{
	unsigned int	 code = t->parent == NULL ? 0 : t->parent->code;

	switch (t->role) {
	case TERM_TARGET:
		return (code == OP_INCREMENT || code == OP_DECREMENT ?
		    READS | WRITES : WRITES);
	case TERM_REFERENCE:
		if (code == OP_REF_OF || code == OP_COND_REF_OF)
			return (READS | WRITES);
		return (code == OP_LOAD ? READS : 0);
	default:
		/* An element of a package is read when that is made. */
		return (READS);
	}
}

static void
mention_method(struct walk *w, const struct term *t, uint32_t node)
{
	unsigned int	 code = t->parent == NULL ? 0 : t->parent->code;

	if (t->call)
		add_edge(w, node, READS);
	else if (t->role == TERM_TARGET || code == OP_REF_OF)
		add_act(w, t, REACH_CHANGES, node);
}

/* A name that is used, not defined */
static void
mention(struct walk *w, const struct term *t)
{
	struct reach	*r = w->r;
	uint32_t	 node = t->names[0].node;
	const struct ns_object *o = ns_object(r->ns, node);
	unsigned int	 code = t->parent == NULL ? 0 : t->parent->code;

	if (o == NULL)
		return;
	if (o->kind == NS_EXTERNAL && code != OP_COND_REF_OF) {
		if (r->nexternal++ == 0)
			r->external = o->node;
	} else if (o->kind == NS_METHOD) {
		mention_method(w, t, node);
	} else {
		if (code == OP_REF_OF || code == OP_COND_REF_OF)
			r->nreferences++;
		if (how_of(t) != 0)
			add_edge(w, node, how_of(t));
	}
}

/* Whether a term outside of methods does nothing but define */
static bool
is_definition(const struct opcode *op)
{
	return (opcode_defines(op) || op->scope || op->code == OP_IF ||
	    op->code == OP_ELSE || op->code == OP_NOOP);
}

/* Does a term run when its table is loaded?  A term in one is not another. */
static bool
runs(const struct walk *w, const struct term *t)
{
	if (w->in != NS_NONE || w->counting)
		return (false);
	if (t->op == NULL)
		return (t->call ||
		    ns_is_unit(ns_object(w->r->ns, t->names[0].node)));
	return (t->role == TERM_STATEMENT && !is_definition(t->op));
}

static void
leave(struct walk *w, const struct term *t)
{
	if (w->counting && w->counted == t->offset)
		w->counting = false;
}

/* DerefOf reads the object that a string names, too. */
static bool
can_be_text(const struct term *t)
{
	return (t->parent != NULL && t->parent->code == OP_DEREF_OF &&
	    (t->op == NULL || (t->op->code != OP_INDEX &&
	    t->op->code != OP_REF_OF)));
}

/* A term begins, or is a leaf. */
static void
look(struct walk *w, const struct term *t)
{
	if (runs(w, t)) {
		add_act(w, t, REACH_RUNS, NS_NONE);
		w->counting = t->event == TERM_ENTER;
		w->counted = t->offset;
	}
	w->r->ntexts += can_be_text(t);
	if (t->op == NULL)
		mention(w, t);
	else if (t->op->code == OP_LOAD)
		add_act(w, t, REACH_LOADS, NS_NONE);
	else if (t->op->code == OP_LOAD_TABLE)
		add_act(w, t, REACH_LOADS_TABLE, NS_NONE);
}

static void
walk(struct walk *w)
{
	struct term	 t;

	w->counting = false;
	while (scan_next(&w->scan, &t)) {
		if (t.event == TERM_LEAVE)
			leave(w, &t);
		else
			look(w, &t);
	}
	scan_close(&w->scan);
}

static void
walk_all(struct reach *r)
{
	const struct ns	*ns = r->ns;
	struct walk	 w = { .r = r };
	uint32_t	 i;

	w.in = NS_NONE;
	for (i = 0; i < ns->ntables; i++) {
		if (ns->tables[i].length < sizeof(struct acpi_header))
			continue;
		w.code = ns->nnodes + i;
		scan_table(&w.scan, ns, i);
		walk(&w);
	}
	for (i = 0; i < ns->nobjects; i++) {
		if (ns->objects[i].kind != NS_METHOD)
			continue;
		w.code = w.in = ns->objects[i].node;
		scan_method(&w.scan, ns, &ns->objects[i]);
		walk(&w);
	}
}

/* Puts the edges in the order of where they lead from. */
static void
sort_edges(struct reach *r, size_t nvertices)
{
	struct reach_edge *sorted = xcalloc(r->nedges, sizeof(*sorted));
	size_t		 i;

	r->first = xcalloc(nvertices + 2, sizeof(*r->first));
	for (i = 0; i < r->nedges; i++)
		r->first[r->edges[i].from + 2]++;
	for (i = 2; i < nvertices + 2; i++)
		r->first[i] += r->first[i - 1];
	for (i = 0; i < r->nedges; i++)
		sorted[r->first[r->edges[i].from + 1]++] = r->edges[i];
	free(r->edges);
	r->edges = sorted;
}

/* Vertices to go on from, each with how it was got at */
struct queue {
	struct reach	*r;
	struct reach_by	 by;
	struct {
		uint32_t	 vertex;
		enum reach_how	 how;
	}		*list;
	size_t		 n, next, room;
};

static void
visit(struct queue *q, uint32_t vertex, enum reach_how how)
{
	if (vertex == NS_NONE ||
	    q->r->by[how][vertex].when != REACH_NEVER)
		return;
	q->r->by[how][vertex] = q->by;
	q->list = xgrow(q->list, q->n, &q->room, sizeof(*q->list));
	q->list[q->n].vertex = vertex;
	q->list[q->n++].how = how;
}

static void
visit_as(struct queue *q, uint32_t vertex, unsigned int how)
{
	if (how & READS)
		visit(q, vertex, REACH_READ);
	if (how & WRITES)
		visit(q, vertex, REACH_WRITE);
}

/* 20.2.5.2: bits around those that are written are preserved: read before. */
static bool
preserves(const struct ns_unit *unit)
{
	unsigned int	 access = unit->flags & NS_ACCESS;
	unsigned int	 bits = access >= 2 && access <= 4 ? 4U << access : 8;

	return ((unit->flags & NS_UPDATE) == 0 && (unit->bit % bits != 0 ||
	    unit->width % bits != 0));
}

static void
visit_unit(struct queue *q, const struct ns_unit *unit, uint32_t node,
    enum reach_how how)
{
	visit(q, node, how);
	if (how == REACH_WRITE && preserves(unit))
		visit(q, node, REACH_READ);
}

/*
 * Adds the accesses that an access to an object implies: an index is written
 * first.
 */
static void
pass_on(struct queue *q, const struct ns_object *o, enum reach_how how)
{
	const struct ns_unit *unit;

	if (o->kind == NS_ALIAS)
		visit(q, o->alias.target, how);
	if (!ns_is_unit(o))
		return;
	unit = ns_unit(q->r->ns, o);
	if (o->kind == NS_INDEX_FIELD) {
		visit(q, unit->parent, REACH_WRITE);
		visit_unit(q, unit, unit->other, how);
		return;
	}
	visit_unit(q, unit, unit->parent, how);
	if (o->kind == NS_BANK_FIELD)
		visit(q, unit->other, REACH_WRITE);
}

static void
follow(struct queue *q, uint32_t vertex, enum reach_how how)
{
	const struct ns	*ns = q->r->ns;
	const struct ns_object *o;
	size_t		 i;
	uint32_t	 at;

	at = vertex < ns->nnodes ? ns->nodes[vertex].all : NS_NONE;
	for (; at != NS_NONE; at = o->next) {
		o = &ns->objects[at];
		pass_on(q, o, how);
	}
	if (how != REACH_READ)
		return;
	for (i = q->r->first[vertex]; i < q->r->first[vertex + 1]; i++)
		visit_as(q, q->r->edges[i].to, q->r->edges[i].how);
}

static void
begin(struct queue *q, enum reach_when when, uint32_t from, uint32_t vertex)
{
	q->by.when = when;
	q->by.from = from;
	visit(q, vertex, REACH_READ);
	for (; q->next < q->n; q->next++)
		follow(q, q->list[q->next].vertex, q->list[q->next].how);
	q->n = q->next = 0;
}

/*
 * Whether an object is a method, or an Alias of one, that exists before any
 * method runs
 */
static bool
is_entry(const struct ns *ns, uint32_t node)
{
	const struct ns_object *o = ns_object(ns, node);

	return (o != NULL && o->kind == NS_METHOD && !(o->flags & NS_LOCAL));
}

/* Methods that drivers call whose names are not ACPI's: WMI's */
static enum reach_when
when_of(const struct ns *ns, uint32_t node)
{
	const struct ns_node *n = &ns->nodes[node];

	if (n->name[0] == 'W' && n->parent != NS_NONE &&
	    ns_child(ns, n->parent, "_WDG") != NS_NONE)
		return (REACH_ASKED);
	return (reach_name(n->name));
}

static void
spread(struct reach *r)
{
	const struct ns	*ns = r->ns;
	struct queue	 q = { .r = r };
	enum reach_when	 when;
	uint32_t	 i;

	for (i = 0; i < ns->ntables; i++)
		begin(&q, REACH_LOAD, i, ns->nnodes + i);
	for (when = REACH_BOOT; when < REACH_NEVER; when++) {
		for (i = 0; i < ns->nnodes; i++) {
			if (when_of(ns, i) == when && is_entry(ns, i))
				begin(&q, when, i, i);
		}
	}
	free(q.list);
}

struct reach *
reach_open(const struct ns *ns)
{
	struct reach	*r = xcalloc(1, sizeof(*r));
	size_t		 i, nvertices = ns->nnodes + ns->ntables;
	enum reach_how	 how;

	r->ns = ns;
	walk_all(r);
	sort_edges(r, nvertices);
	for (how = REACH_READ; how < REACH_HOWS; how++) {
		r->by[how] = xcalloc(nvertices, sizeof(*r->by[how]));
		for (i = 0; i < nvertices; i++)
			r->by[how][i] = (struct reach_by){ REACH_NEVER,
			    NS_NONE };
	}
	spread(r);
	return (r);
}

void
reach_close(struct reach *r)
{
	if (r == NULL)
		return;
	free(r->acts);
	free(r->edges);
	free(r->first);
	free(r->by[REACH_READ]);
	free(r->by[REACH_WRITE]);
	free(r);
}

struct reach_by
reach_by(const struct reach *r, uint32_t node, enum reach_how how)
{
	return (r->by[how][node]);
}

struct reach_by
reach_act_by(const struct reach *r, const struct reach_act *a)
{
	if (a->in == NS_NONE)
		return ((struct reach_by){ REACH_LOAD, a->table });
	return (reach_by(r, a->in, REACH_READ));
}
