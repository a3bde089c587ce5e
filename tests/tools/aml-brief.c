/* See LICENSE for licence details. */

/* A namespace whose Devices begin closed, beside the whole one */

#include <string.h>

#include "aml-brief.h"

static bool
same_identity(const struct ns *a, uint32_t na, const struct ns *b, uint32_t nb)
{
	enum ns_identity i;
	struct ns_value	 va, vb;

	for (i = 0; i < NS_IDENTITIES; i++) {
		if (ns_identity(a, na, i, &va) != ns_identity(b, nb, i, &vb) ||
		    va.kind != vb.kind || va.integer != vb.integer ||
		    va.bytes != vb.bytes || va.length != vb.length ||
		    va.written != vb.written)
			return (false);
	}
	return (true);
}

static bool
same_object(const struct ns_object *a, const struct ns_object *b)
{
	if (a == NULL || b == NULL)
		return (a == b);
	return (a->kind == b->kind && a->flags == b->flags &&
	    a->table == b->table && a->offset == b->offset &&
	    a->length == b->length && a->body == b->body &&
	    a->body_length == b->body_length);
}

/* The devices of an ID are the same, one after the other. */
static bool
same_devices(const struct ns *a, const struct ns *b, const char *id)
{
	char		 pa[NS_PATHSZ], pb[NS_PATHSZ];
	uint32_t	 na = NS_NONE, nb = NS_NONE;

	do {
		na = ns_next_with_id(a, na, id);
		nb = ns_next_with_id(b, nb, id);
		if (strcmp(ns_path(a, na, pa), ns_path(b, nb, pb)) != 0)
			return (false);
	} while (na != NS_NONE);
	return (true);
}

/* A device comes before what is in it, which opens it. */
static bool
same_nodes(const struct ns *a, const struct ns *b, uint32_t *node)
{
	char		 path[NS_PATHSZ];
	uint32_t	 na, nb;

	for (*node = 0; *node < a->nnodes; ++*node) {
		ns_path(a, *node, path);
		na = ns_find(a, path);
		nb = ns_find(b, path);
		if ((na == NS_NONE) != (nb == NS_NONE))
			return (false);
		if (na != NS_NONE && (!same_identity(a, na, b, nb) ||
		    !same_object(ns_own_object(a, na), ns_own_object(b, nb))))
			return (false);
	}
	return (true);
}

bool
aml_brief_agrees(const struct ns *ns, const struct ns_table *tables, size_t n,
    uint32_t *node)
{
	struct ns	*brief = ns_open_brief(tables, n);
	bool		 agrees;

	*node = NS_NONE;
	agrees = memcmp(ns->counts, brief->counts, sizeof(ns->counts)) == 0 &&
	    same_devices(ns, brief, "ACPI0007") &&
	    same_devices(ns, brief, "PNP0C0F") &&
	    same_nodes(ns, brief, node);
	ns_close(brief);
	return (agrees);
}
