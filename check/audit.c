/* See LICENSE for licence details. */

/* The list that a guest's owner signs: -c confidential -v */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "read/xalloc.h"

void
audit_open(struct check *ck)
{
	ck->audit = xcalloc(1, sizeof(*ck->audit));
	ck->audit->reach = reach_open(ck->aml.ns);
	claims_open(ck, ck->audit);
}

void
audit_close(struct check *ck)
{
	if (ck->audit == NULL)
		return;
	claims_close(ck->audit);
	reach_close(ck->audit->reach);
	free(ck->audit);
}

bool
audit_range(const struct ns *ns, const struct ns_object *o, uint64_t *base,
    uint64_t *end)
{
	struct ns_region r;

	ns_region(ns, o, &r);
	*base = *end = r.address;
	if (r.length > 0)
		*end = r.length - 1 > UINT64_MAX - r.address ? UINT64_MAX :
		    r.address + (r.length - 1);
	return (r.address_known && r.length_known);
}

const char *
audit_when(const struct check *ck, struct reach_by by,
    char words[AUDIT_WORDSZ])
{
	static const char *const when[REACH_WHENS] = {
		[REACH_BOOT] = "at boot by",
		[REACH_EVENT] = "on an event by",
		[REACH_ASKED] = "when asked for by",
	};
	char		 path[NS_PATHSZ];

	if (by.when == REACH_NEVER)
		return ("by no method that ACPI names");
	if (by.when == REACH_LOAD)
		snprintf(words, AUDIT_WORDSZ, "when the %s is loaded",
		    ck->aml.ns->tables[by.from].label);
	else
		snprintf(words, AUDIT_WORDSZ, "%s %s", when[by.when],
		    ns_path(ck->aml.ns, by.from, path));
	return (words);
}

const char *
audit_access(const struct check *ck, const struct ns_object *o,
    char words[AUDIT_WORDSZ])
{
	struct reach_by	 r = reach_by(ck->audit->reach, o->node, REACH_READ);
	struct reach_by	 w = reach_by(ck->audit->reach, o->node, REACH_WRITE);
	char		 read[AUDIT_WORDSZ], written[AUDIT_WORDSZ];
	const char	*rs = audit_when(ck, r, read);
	const char	*ws = audit_when(ck, w, written);

	if (r.when == REACH_NEVER && w.when == REACH_NEVER)
		snprintf(words, AUDIT_WORDSZ, "used %s", rs);
	else if (r.when == w.when && r.from == w.from)
		snprintf(words, AUDIT_WORDSZ, "read and written %s", rs);
	else if (w.when == REACH_NEVER)
		snprintf(words, AUDIT_WORDSZ, "read %s", rs);
	else if (r.when == REACH_NEVER)
		snprintf(words, AUDIT_WORDSZ, "written %s", ws);
	else
		snprintf(words, AUDIT_WORDSZ, "read %.*s, written %.*s",
		    NS_PATHSZ + 16, rs, NS_PATHSZ + 16, ws);
	return (words);
}

struct listed {
	const struct ns_object *o;
	uint64_t	 base, end;
	bool		 known;
};

static int
by_place(const void *a, const void *b)
{
	const struct listed *la = a, *lb = b;

	if (la->o->region.space != lb->o->region.space)
		return (la->o->region.space > lb->o->region.space ? 1 : -1);
	if (la->known != lb->known)
		return (la->known ? -1 : 1);
	if (la->known && la->base != lb->base)
		return (la->base > lb->base ? 1 : -1);
	return ((la->o > lb->o) - (la->o < lb->o));
}

static void
print_region(const struct check *ck, const struct listed *l)
{
	char		 space[NS_SPACESZ], path[NS_PATHSZ];
	char		 words[AUDIT_WORDSZ];
	const struct zone *c;

	printf("confidential: %s ", ns_space_name(l->o->region.space, space));
	if (l->known)
		printf("0x%" PRIx64 "-0x%" PRIx64, l->base, l->end);
	else
		printf("at a computed address");
	printf(", %s", ns_path(ck->aml.ns, l->o->node, path));
	if (l->o->region.space == NS_MEMORY && l->known && (c = zones_around(
	    &ck->audit->devices, l->base, l->end)) != NULL)
		printf(", a device's by %s", claim_by(ck->aml.ns, c, path));
	else if (l->o->region.space == NS_MEMORY && l->known &&
	    claims_fixed(ck->audit, l->base, l->end))
		printf(", where a PC has devices");
	printf(": %s\n", audit_access(ck, l->o, words));
}

static void
list_regions(const struct check *ck)
{
	const struct ns	*ns = ck->aml.ns;
	struct listed	*list = xcalloc(ns->nobjects, sizeof(*list));
	size_t		 n = 0, j;
	uint32_t	 i;

	for (i = 0; i < ns->nobjects; i++) {
		if (ns->objects[i].kind != NS_REGION)
			continue;
		list[n].o = &ns->objects[i];
		list[n].known = audit_range(ns, list[n].o, &list[n].base,
		    &list[n].end);
		n++;
	}
	qsort(list, n, sizeof(*list), by_place);
	for (j = 0; j < n; j++)
		print_region(ck, &list[j]);
	if (n == 0)
		printf("confidential: the AML has no operation regions\n");
	free(list);
}

static int
by_name(const void *a, const void *b)
{
	return (memcmp(*(const char *const *)a, *(const char *const *)b,
	    NS_SEGSZ));
}

static void
print_names(const char **names, size_t n)
{
	size_t		 i, same;

	for (i = 0; i < n; i += same) {
		for (same = 1; i + same < n && memcmp(names[i], names[i + same],
		    NS_SEGSZ) == 0; same++)
			;
		if (same > 1)
			printf(" %zu", same);
		printf(" %.4s%s", names[i], i + same < n ? "," : "");
	}
	putchar('\n');
}

/*
 * Whether an object is a method, or an alias of one, that runs at that time
 * because of its name; or a method that no name makes run
 */
static bool
is_run(const struct check *ck, const struct ns_object *o,
    enum reach_when when)
{
	struct reach_by	 by = reach_by(ck->audit->reach, o->node, REACH_READ);
	const struct ns_object *method = ns_object(ck->aml.ns, o->node);

	if (by.when != when || (o->kind != NS_METHOD && o->kind != NS_ALIAS))
		return (false);
	if (when == REACH_NEVER)
		return (o->kind == NS_METHOD);
	return (by.from == o->node && method != NULL &&
	    method->kind == NS_METHOD);
}

static void
list_methods(const struct check *ck, enum reach_when when, const char *words)
{
	const struct ns	*ns = ck->aml.ns;
	const char	**names = xcalloc(ns->nobjects, sizeof(*names));
	size_t		 n = 0;
	uint32_t	 i;

	for (i = 0; i < ns->nobjects; i++) {
		if (is_run(ck, &ns->objects[i], when))
			names[n++] =
			    ns->nodes[ns->objects[i].node].name;
	}
	if (n > 0) {
		qsort(names, n, sizeof(*names), by_name);
		printf("confidential: %s:", words);
		print_names(names, n);
	}
	free(names);
}

/* Prints what the list cannot tell. */
static void
list_unknown(const struct check *ck)
{
	const struct audit *audit = ck->audit;
	char		 path[NS_PATHSZ];

	if (audit->reach->nreferences > 0)
		printf("confidential: not followed: references to objects, "
		    "which count as reads and writes: %zu\n",
		    audit->reach->nreferences);
	if (audit->reach->ntexts > 0)
		printf("confidential: not followed: DerefOf of strings, which "
		    "can name objects: %zu\n",
		    audit->reach->ntexts);
	if (audit->reach->nexternal > 0)
		printf("confidential: not followed: names that no table here "
		    "defines: %zu, the first %s\n",
		    audit->reach->nexternal, ns_path(ck->aml.ns,
		    audit->reach->external, path));
	if (audit->ncomputed > 0)
		printf("confidential: not followed: _CRS whose memory is "
		    "computed, and so does not count as a device's: %zu\n",
		    audit->ncomputed);
}

void
audit_list(struct check *ck)
{
	if (ck->aml.ns->ntables == 0)
		return;
	list_regions(ck);
	list_methods(ck, REACH_BOOT, "runs at boot");
	list_methods(ck, REACH_EVENT, "runs on events");
	list_methods(ck, REACH_ASKED, "runs when asked for");
	list_methods(ck, REACH_NEVER, "runs by no method that ACPI names");
	list_unknown(ck);
}
