/* See LICENSE for licence details. */

/* SRAT and SLIT: ACPI 6.5, 5.2.16 and 5.2.17 */

#include <inttypes.h>
#include <stdlib.h>

#include "check.h"
#include "read/xalloc.h"

#define ACPI		CHECK_ACPI
#define LINUX		CHECK_LINUX

#define MEMORY(field)	offsetof(struct acpi_srat_memory, field)

static const struct check_rule srat_entries_rule = {
	"srat-entries", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.16",
	ON_TABLE("SRAT", whole_entries)
};

enum member_kind { NOBODY, CPU, RANGE, INITIATOR, OTHER };

/* What an SRAT's entry puts into a domain */
struct member {
	enum member_kind kind;
	uint32_t	 domain;
	size_t		 domain_at;	/* in the entry */
	uint32_t	 id;		/* of a CPU: APIC ID, or a GIC's UID */
};

/* The entries that do, and the offsets of their numbers */
static const struct kind {
	unsigned int	 type;
	enum member_kind kind;
	size_t		 length;
	size_t		 domain;
	size_t		 flags;		/* 0: always enabled */
	size_t		 id, id_size;	/* of a CPU */
} kinds[] = {
#define AT(type, field)	offsetof(struct acpi_srat_##type, field)
	{ ACPI_SRAT_LAPIC, CPU, sizeof(struct acpi_srat_lapic),
	    AT(lapic, proximity_domain_low), AT(lapic, flags),
	    AT(lapic, apic_id), 1 },
	{ ACPI_SRAT_X2APIC, CPU, sizeof(struct acpi_srat_x2apic),
	    AT(x2apic, proximity_domain), AT(x2apic, flags),
	    AT(x2apic, x2apic_id), 4 },
	{ ACPI_SRAT_GICC, CPU, sizeof(struct acpi_srat_gicc),
	    AT(gicc, proximity_domain), AT(gicc, flags),
	    AT(gicc, acpi_processor_uid), 4 },
	{ ACPI_SRAT_MEMORY, RANGE, sizeof(struct acpi_srat_memory),
	    AT(memory, proximity_domain), AT(memory, flags), 0, 0 },
	{ ACPI_SRAT_GIC_ITS, OTHER, sizeof(struct acpi_srat_gic_its),
	    AT(gic_its, proximity_domain), 0, 0, 0 },
	{ ACPI_SRAT_INITIATOR, INITIATOR, sizeof(struct acpi_srat_generic),
	    AT(generic, proximity_domain), AT(generic, flags), 0, 0 },
	{ ACPI_SRAT_PORT, INITIATOR, sizeof(struct acpi_srat_generic),
	    AT(generic, proximity_domain), AT(generic, flags), 0, 0 },
};

/*
 * A local APIC's entry has the domain in two parts.  Before revision 2, ACPI
 * 3.0, domains have 8 bits.
 */
static uint32_t
domain_of(const struct check_entry *e, const struct kind *k)
{
	if (image_data(e->t)[HEADER(revision)] < 2)
		return (e->bytes[k->domain]);
	if (k->type != ACPI_SRAT_LAPIC)
		return ((uint32_t)le_get(e->bytes + k->domain, 4));
	return ((uint32_t)le_get(e->bytes + AT(lapic, proximity_domain_high),
	    3) << 8 | e->bytes[k->domain]);
}
#undef AT

static const struct kind *
kind_of(const struct check_entry *e)
{
	size_t		 i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (e->type == kinds[i].type)
			return (&kinds[i]);
	}
	return (NULL);
}

static struct member
member_of(const struct check_entry *e)
{
	const struct kind *k = kind_of(e);

	if (k == NULL || e->length < k->length || (k->flags != 0 &&
	    (le_get(e->bytes + k->flags, 4) & ACPI_SRAT_ENABLED) == 0))
		return ((struct member){ .kind = NOBODY });
	return ((struct member){ k->kind, domain_of(e, k), k->domain,
	    (uint32_t)le_get(e->bytes + k->id, (unsigned int)k->id_size) });
}

static uint64_t
range_length(const struct check_entry *e)
{
	return (get64(((const struct acpi_srat_memory *)(const void *)
	    e->bytes)->length));
}

static uint64_t
range_base(const struct check_entry *e)
{
	return (get64(((const struct acpi_srat_memory *)(const void *)
	    e->bytes)->base_address));
}

static bool
memory_range(const struct check_entry *e, struct check_range *r)
{
	if (member_of(e).kind != RANGE)
		return (false);
	*r = (struct check_range){ range_base(e), range_length(e),
	    e->at + MEMORY(base_address), 0 };
	return (true);
}

static const struct check_ranges memory_ranges = {
	memory_range, "the memory"
};
static const struct check_rule srat_memory_rule = {
	"srat-memory", CHECK_ERROR, ACPI | LINUX,
	"ACPI 6.5, 5.2.16.2; Linux numa_cleanup_meminfo()",
	ON_TABLE("SRAT", apart_ranges), .data = &memory_ranges
};

static void
srat_empty(struct check *ck, const struct check_entry *e)
{
	if (member_of(e).kind == RANGE && range_length(e) == 0)
		found_field(ck, e->t, e->at + MEMORY(length), "the memory at "
		    "0x%" PRIx64 " has length 0 and is enabled; must have "
		    "bytes", range_base(e));
}
static const struct check_rule srat_empty_rule = {
	"srat-empty", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.16.2",
	ON_ENTRIES("SRAT", srat_empty)
};

static bool
cpu_domain(const struct check_entry *e, struct check_key *key)
{
	struct member	 m = member_of(e);

	if (m.kind != CPU)
		return (false);
	*key = (struct check_key){ m.id, m.domain, e->at + m.domain_at };
	return (true);
}

static const struct check_unique two_domains = {
	.key = cpu_domain,
	.type = CHECK_ANY,
	.other = OTHER_DIFFERS,
	.what = "the ID of a processor",
	.must = "must be in one domain",
};
static const struct check_rule srat_cpu_rule = {
	"srat-cpu", CHECK_ERROR, ACPI, "ACPI 6.5, 5.2.16.1, 5.2.16.3",
	ON_TABLE("SRAT", unique_keys), .data = &two_domains
};

static int
by_number(const void *a, const void *b)
{
	const uint64_t	*na = a, *nb = b;

	return ((*na > *nb) - (*na < *nb));
}

/* Returns the sorted processors of an SRAT; the caller frees them. */
static uint64_t *
cpu_list(const struct check *ck, const struct image_table *srat, size_t *n)
{
	const struct check_entry *e;
	struct check_key key;
	uint64_t	*list = NULL;
	size_t		 max = 0;

	*n = 0;
	for (e = check_entries(ck, srat); e->bytes != NULL; e++) {
		list = xgrow(list, *n, &max, sizeof(*list));
		if (cpu_domain(e, &key))
			list[(*n)++] = key.key;
	}
	xsort(list, *n, sizeof(*list), by_number);
	return (list);
}

/* Gets the enabled processor of a MADT's entry, numbered as in an SRAT. */
static bool
madt_id(const struct check_entry *e, uint64_t *id)
{
	const struct acpi_madt_gicc *gicc = (const void *)e->bytes;
	struct vmacpigen_madt_cpu cpu;

	if (check_cpu(e, &cpu) && cpu.flags & ACPI_LAPIC_ENABLED)
		*id = cpu.apic_id;
	else if (e->type == ACPI_MADT_GICC && e->length >= ACPI_GICC_V5_LEN &&
	    get32(gicc->flags) & ACPI_GICC_ENABLED)
		*id = get32(gicc->acpi_processor_uid);
	else
		return (false);
	return (true);
}

static void
srat_cpu_missing(struct check *ck, const struct image_table *srat)
{
	const struct image_table *madt = check_find(ck, "APIC");
	struct vmacpigen_madt_cpu cpu;
	const struct check_entry *e;
	uint64_t	*list, id;
	size_t		 n;

	list = cpu_list(ck, srat, &n);
	for (e = check_entries(ck, madt); e->bytes != NULL; e++) {
		if (madt_id(e, &id) && (n == 0 || bsearch(&id, list, n,
		    sizeof(id), by_number) == NULL))
			found_field(ck, madt, check_cpu(e, &cpu) ?
			    cpu.apic_id_at : e->at, "the processor with %s %"
			    PRIu64 " is in no domain of the SRAT; must be in "
			    "one", e->cpu ? "APIC ID" : "UID", id);
	}
	free(list);
}
static const struct check_rule srat_cpu_missing_rule = {
	"srat-cpu-missing", CHECK_WARNING, ACPI | LINUX,
	"ACPI 6.5, 5.2.16; OSv pull requests 1437, 1482",
	ON_TABLE("SRAT", srat_cpu_missing), .with = "APIC"
};

/* A domain that an enabled entry names */
struct domain {
	uint32_t	 number;
	bool		 used;		/* something is in it */
	size_t		 at;		/* offset in the SRAT */
};

static int
by_domain(const void *a, const void *b)
{
	const struct domain *da = a, *db = b;

	if (da->number != db->number)
		return (da->number > db->number ? 1 : -1);
	if (da->used != db->used)
		return (da->used ? -1 : 1);
	return ((da->at > db->at) - (da->at < db->at));
}

/* Returns all domains, sorted, and counts them; the caller frees them. */
static struct domain *
domains(const struct check *ck, const struct image_table *srat, size_t *n)
{
	const struct check_entry *e;
	struct domain	*list = NULL;
	struct member	 m;
	size_t		 i, all = 0, max = 0;

	for (e = check_entries(ck, srat); e->bytes != NULL; e++) {
		if ((m = member_of(e)).kind == NOBODY)
			continue;
		list = xgrow(list, all, &max, sizeof(*list));
		list[all++] = (struct domain){ m.domain,
		    m.kind == CPU || m.kind == INITIATOR ||
		    (m.kind == RANGE && range_length(e) != 0),
		    e->at + m.domain_at };
	}
	xsort(list, all, sizeof(*list), by_domain);
	for (i = *n = 0; i < all; i++) {
		if (i == 0 || list[i].number != list[*n - 1].number)
			list[(*n)++] = list[i];
	}
	return (list);
}

static void
srat_domain(struct check *ck, const struct image_table *srat)
{
	struct domain	*list;
	size_t		 i, n;

	list = domains(ck, srat, &n);
	for (i = 0; i < n; i++) {
		if (!list[i].used)
			found_field(ck, srat, list[i].at, "domain %" PRIu32
			    " has neither memory nor a processor nor an "
			    "initiator; must have one of them",
			    list[i].number);
	}
	free(list);
}
static const struct check_rule srat_domain_rule = {
	"srat-domain", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.16",
	ON_TABLE("SRAT", srat_domain)
};

/* Gets the number of localities of a SLIT; false if it is not square. */
static bool
localities(const struct image_table *t, uint64_t *n)
{
	size_t		 room = t->length - sizeof(struct acpi_slit);

	if (t->length < sizeof(struct acpi_slit))
		return (false);
	*n = IMAGE_FIELD(t, acpi_slit, number_of_system_localities);
	return (*n <= 0xffff && *n * *n == room);
}

/* The offset of a distance in a SLIT, and its value */
static size_t
distance_at(uint64_t n, size_t from, size_t to)
{
	return (sizeof(struct acpi_slit) + from * (size_t)n + to);
}

static void
slit_square(struct check *ck, const struct image_table *t)
{
	uint64_t	 n;
	size_t		 i, at;

	if (t->length < sizeof(struct acpi_slit))
		return;
	if (!localities(t, &n)) {
		found_field(ck, t, offsetof(struct acpi_slit,
		    number_of_system_localities), "the SLIT has %" PRIu64
		    " localities and %zu distances; must have a distance for "
		    "each pair of localities",
		    n, t->length - sizeof(struct acpi_slit));
		return;
	}
	for (i = 0; i < n; i++) {
		at = distance_at(n, i, i);
		if (image_data(t)[at] != ACPI_SLIT_LOCAL)
			found_field(ck, t, at, "the distance of locality %zu "
			    "from itself is %u; must be %d", i,
			    image_data(t)[at], ACPI_SLIT_LOCAL);
	}
}
static const struct check_rule slit_square_rule = {
	"slit-square", CHECK_ERROR, ACPI | LINUX,
	"ACPI 6.5, 5.2.17; Linux slit_valid()", ON_TABLE("SLIT", slit_square)
};

static void
slit_distance(struct check *ck, const struct image_table *t)
{
	uint64_t	 n;
	size_t		 i, j, at;

	if (!localities(t, &n))
		return;
	for (i = 0; i < n; i++) {
		for (j = 0; j < n; j++) {
			at = distance_at(n, i, j);
			if (i != j && image_data(t)[at] <= ACPI_SLIT_LOCAL)
				found_field(ck, t, at, "the distance from "
				    "locality %zu to %zu is %u; must be above "
				    "%d, the distance of a locality from "
				    "itself", i, j, image_data(t)[at],
				    ACPI_SLIT_LOCAL);
		}
	}
}
static const struct check_rule slit_distance_rule = {
	"slit-distance", CHECK_ERROR, ACPI | LINUX,
	"ACPI 6.5, 5.2.17; Linux slit_valid()",
	ON_TABLE("SLIT", slit_distance)
};

/* An entry of a type that is not known may name a domain, too. */
static bool
all_kinds_known(const struct check *ck, const struct image_table *srat)
{
	const struct check_entry *e;

	for (e = check_entries(ck, srat); e->bytes != NULL; e++) {
		if (kind_of(e) == NULL)
			return (false);
	}
	return (true);
}

static void
slit_srat(struct check *ck, const struct image_table *t)
{
	const struct image_table *srat = check_find(ck, "SRAT");
	struct domain	*list;
	uint64_t	 n, want;
	size_t		 nlist;

	if (!all_kinds_known(ck, srat))
		return;
	list = domains(ck, srat, &nlist);
	want = nlist == 0 ? 0 : (uint64_t)list[nlist - 1].number + 1;
	if (localities(t, &n) && n != want)
		found_field(ck, t, offsetof(struct acpi_slit,
		    number_of_system_localities), "the SLIT has %" PRIu64
		    " localities; must have %" PRIu64 ", since the SRAT has "
		    "domains below that", n, want);
	free(list);
}
static const struct check_rule slit_srat_rule = {
	"slit-srat", CHECK_WARNING, ACPI, "ACPI 6.5, 5.2.17",
	ON_TABLE("SLIT", slit_srat), .with = "SRAT"
};

const struct check_rule *const check_numa_rules[] = {
	&srat_entries_rule,
	&srat_memory_rule,
	&srat_empty_rule,
	&srat_cpu_rule,
	&srat_cpu_missing_rule,
	&srat_domain_rule,
	&slit_square_rule,
	&slit_distance_rule,
	&slit_srat_rule,
	NULL
};
