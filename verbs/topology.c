/* See LICENSE for licence details. */

#include <stdlib.h>
#include <string.h>

#include "acpi.h"
#include "topology.h"

#define NO_LIST		"the list must be numbers and ranges, like 0-3,8"
#define MANY_CPUS	"more CPUs than any machine has; must be at most 4096"
#define MAX_MEMORY	((uint64_t)1 << 51)	/* half of x86's */
#define MIB		((uint64_t)1 << 20)
#define REMOTE		20	/* the default of Linux and QEMU */

/* Skips a word if it is next. */
static bool
skip(const char **s, const char *word)
{
	size_t		 len = strlen(word);

	if (strncmp(*s, word, len) != 0)
		return (false);
	*s += len;
	return (true);
}

/* Reads a number up to max; false if none is next. */
static bool
number(const char **s, uint64_t max, uint32_t *value)
{
	const char	*end;
	uint64_t	 v;

	if ((end = vmacpigen_number(*s, &v)) == NULL || v > max)
		return (false);
	*value = (uint32_t)v;
	*s = end;
	return (true);
}

/* Reads a number, or two with "-" between them. */
static bool
range(const char **s, uint64_t max, uint32_t *first, uint32_t *last)
{
	if (!number(s, max, first))
		return (false);
	*last = *first;
	return (!skip(s, "-") || (number(s, max, last) && *first <= *last));
}

const char *
topology_set_levels(struct topology *t, const char *s)
{
	static const char *const names[TOPOLOGY_NLEVELS] = {
		[TOPOLOGY_THREADS] = "threads=",
		[TOPOLOGY_CORES] = "cores=",
		[TOPOLOGY_DIES] = "dies=",
		[TOPOLOGY_SOCKETS] = "sockets=",
	};
	size_t		 i;

	memset(t->levels, 0, sizeof(t->levels));
	do {
		for (i = 0; i < TOPOLOGY_NLEVELS; i++) {
			if (skip(&s, names[i]))
				break;
		}
		if (i == TOPOLOGY_NLEVELS)
			return (
			    "the levels must be among sockets=, dies=, cores= "
			    "and threads=");
		if (t->levels[i] != 0)
			return ("a level is given twice; must be given once");
		if (!number(&s, VMACPIGEN_MAX_CPUS, &t->levels[i]) ||
		    t->levels[i] == 0)
			return ("each level must be a number from 1 to 4096");
	} while (skip(&s, ","));
	return (
	    *s == '\0' ? NULL : "each level must be a number from 1 to 4096");
}

static int
by_value(const void *a, const void *b)
{
	const uint32_t	*pa = a, *pb = b;

	return ((*pa > *pb) - (*pa < *pb));
}

/* Sorts a copy: the list may be long. */
static bool
unique(const uint32_t *ids, uint32_t *sorted, uint32_t n)
{
	uint32_t	 i;

	memcpy(sorted, ids, n * sizeof(*ids));
	qsort(sorted, n, sizeof(*sorted), by_value);
	for (i = 1; i < n; i++) {
		if (sorted[i] == sorted[i - 1])
			return (false);
	}
	return (true);
}

const char *
topology_set_ids(struct topology *t, const char *s)
{
	uint32_t	 sorted[VMACPIGEN_MAX_CPUS], first, last;

	t->nids = 0;
	do {
		/* 0xffffffff means all CPUs. */
		if (!range(&s, UINT32_MAX - 1, &first, &last))
			return (NO_LIST);
		if (last - first >= VMACPIGEN_MAX_CPUS - t->nids)
			return (MANY_CPUS);
		for (; first <= last; first++)
			t->ids[t->nids++] = first;
	} while (skip(&s, ","));
	if (*s != '\0')
		return (NO_LIST);
	return (unique(t->ids, sorted, t->nids) ? NULL : "an ID is given "
	    "twice; must be given once");
}

static const char *
add_cpus(struct topology *t, const char **s)
{
	uint32_t	 first, last;

	if (!range(s, UINT32_MAX, &first, &last))
		return ("cpus= must be a number or a range, like 0-3");
	if (last >= VMACPIGEN_MAX_CPUS)
		return (MANY_CPUS);
	for (; first <= last; first++) {
		if (t->owners[first] != 0)
			return ("a CPU is in two nodes; must be in one");
		t->owners[first] = (uint32_t)t->nnodes + 1;
	}
	return (NULL);
}

/* Reads a size in MiB, not 0; UINT64_MAX if it is too large. */
static bool
mebibytes(const char **s, uint64_t *value)
{
	static const char units[] = "MGT";
	const char	*end, *unit = NULL;
	unsigned int	 shift;

	if ((end = vmacpigen_number(*s, value)) != NULL && *end != '\0')
		unit = strchr(units, *end);
	if (unit == NULL || *value == 0)
		return (false);
	shift = 10 * (unsigned int)(unit - units);
	*value = *value > UINT64_MAX >> shift ? UINT64_MAX : *value << shift;
	*s = end + 1;
	return (true);
}

static const char *
add_memory(struct topology *t, const char **s)
{
	uint64_t	 v;

	if (t->nodes[t->nnodes] != 0)
		return ("memory= is given twice; must be given once");
	if (!mebibytes(s, &v))
		return ("memory= must be a number with M, G or T after it");
	if (v > MAX_MEMORY / MIB)
		return ("memory= must be less than a processor can address");
	t->nodes[t->nnodes] = v * MIB;
	return (NULL);
}

static const char *
add_latency(struct topology *t, const char **s)
{
	uint32_t	*latency = &t->latency[t->nnodes];

	if (*latency != 0)
		return ("latency= is given twice; must be given once");
	if (!number(s, ACPI_HMAT_UNREACHABLE - 1, latency) || *latency == 0)
		return ("latency= must be 1 to 65534 nanoseconds");
	t->has_latency = true;
	return (NULL);
}

static const char *
add_bandwidth(struct topology *t, const char **s)
{
	uint64_t	 v;

	if (t->bandwidth[t->nnodes] != 0)
		return ("bandwidth= is given twice; must be given once");
	if (!mebibytes(s, &v) || v > UINT32_MAX)
		return ("bandwidth= must be a number with M, G or T after it, "
		    "per second, below 4096T");
	t->bandwidth[t->nnodes] = (uint32_t)v;
	t->has_bandwidth = true;
	return (NULL);
}

static const char *
add_initiator(struct topology *t, const char **s)
{
	uint32_t	 node;

	if (t->initiator[t->nnodes] != 0)
		return ("initiator= is given twice; must be given once");
	if (!number(s, VMACPIGEN_MAX_NODES - 1, &node))
		return ("initiator= must be the number of a node with CPUs");
	t->initiator[t->nnodes] = node + 1;
	t->has_initiator = true;
	return (NULL);
}

const char *
topology_add_node(struct topology *t, const char *s)
{
	static const char form[] = "the words of a node must be cpus=, "
	    "memory=, latency=, bandwidth= or initiator=";
	static const struct {
		const char	*word;
		const char	*(*add)(struct topology *, const char **);
	} parts[] = {
		{ "cpus=",	add_cpus },
		{ "memory=",	add_memory },
		{ "latency=",	add_latency },
		{ "bandwidth=",	add_bandwidth },
		{ "initiator=",	add_initiator },
	};
	const size_t	 nparts = sizeof(parts) / sizeof(parts[0]);
	const char	*error;
	size_t		 i;

	if (t->nnodes == VMACPIGEN_MAX_NODES)
		return ("the number of nodes must be at most 128");
	do {
		for (i = 0; i < nparts && !skip(&s, parts[i].word); i++)
			;
		error = i < nparts ? parts[i].add(t, &s) : form;
		if (error != NULL)
			return (error);
	} while (skip(&s, ","));
	t->nnodes++;
	return (*s == '\0' ? NULL : form);
}

const char *
topology_set_distance(struct topology *t, const char *s)
{
	uint32_t	 a, b, value;

	if (!number(&s, VMACPIGEN_MAX_NODES - 1, &a) || !skip(&s, ",") ||
	    !number(&s, VMACPIGEN_MAX_NODES - 1, &b) || !skip(&s, ",") ||
	    !number(&s, UINT8_MAX, &value) || *s != '\0')
		return ("the distance must be two nodes and a value, like "
		    "0,1,20");
	if (a == b)
		return ("the distance of a node from itself is always 10");
	if (value <= ACPI_SLIT_LOCAL)
		return (
		    "the distance must be 11 to 254, or 255 if unreachable");
	if (t->said[a][b] != 0)
		return ("the distance is given twice; must be given once");
	t->said[a][b] = (uint8_t)value;
	t->has_distances = true;
	return (NULL);
}

static uint32_t
bits(uint32_t count)
{
	uint32_t	 n = 0;

	while (count > 1U << n)
		n++;
	return (n);
}

uint32_t
topology_id(const uint32_t levels[TOPOLOGY_NLEVELS], uint32_t n)
{
	uint32_t	 id = 0, shift = 0;
	size_t		 i;

	for (i = 0; i < TOPOLOGY_SOCKETS; i++) {
		id |= n % levels[i] << shift;
		shift += bits(levels[i]);
		n /= levels[i];
	}
	return (id | n << shift);
}

/*
 * Sets omitted levels to 1, except the first omitted one of cores, sockets and
 * threads, which makes the number of CPUs (QEMU, machine_parse_smp_config()).
 * Returns how many CPUs that makes.
 */
static uint64_t
complete_levels(uint32_t levels[TOPOLOGY_NLEVELS], uint32_t wanted)
{
	enum topology_level left = levels[TOPOLOGY_CORES] == 0 ?
	    TOPOLOGY_CORES : levels[TOPOLOGY_SOCKETS] == 0 ?
	    TOPOLOGY_SOCKETS : TOPOLOGY_THREADS;
	uint64_t	 product = 1;
	size_t		 i;
	bool		 given = levels[left] != 0;

	for (i = 0; i < TOPOLOGY_NLEVELS; i++) {
		if (levels[i] == 0)
			levels[i] = 1;
		product *= levels[i];
	}
	if (!given && product <= wanted) {
		levels[left] = (uint32_t)(wanted / product);
		product *= levels[left];
	}
	return (product);
}

static bool
has_levels(const struct topology *t)
{
	return (t->levels[0] + t->levels[1] + t->levels[2] + t->levels[3] > 0);
}

/* Counts the possible CPUs, and the present ones. */
static const char *
count(struct topology *t)
{
	uint64_t	 n = t->nplaces != 0 ? t->nplaces : t->ncpus, all = n;

	if (has_levels(t) && t->nids > 0)
		return ("--topology and --apic-ids both give APIC IDs; one "
		    "must be omitted");
	if (has_levels(t))
		all = complete_levels(t->levels, (uint32_t)n);
	else if (t->nids > 0)
		all = t->nids;
	if (n != 0 && all != n)
		return (t->nids > 0 ? "--apic-ids must be for the number of "
		    "CPUs" : "--topology must be for the number of CPUs");
	if (all > VMACPIGEN_MAX_CPUS)
		return (MANY_CPUS);
	t->nplaces = (uint32_t)all;
	if (t->ncpus == 0)
		t->ncpus = t->nplaces;
	if (t->ncpus > t->nplaces)
		return ("--possible must not be less than the number of CPUs");
	return (NULL);
}

static const char *
make_cpus(struct topology *t)
{
	struct vmacpigen_cpu *c;
	uint32_t	 i;

	for (i = 0; i < t->nplaces; i++) {
		if (t->nnodes > 0 && t->owners[i] == 0)
			return ("a CPU is in no node; must be in one");
		c = &t->cpus[i];
		c->apic_id = t->nids > 0 ? t->ids[i] :
		    has_levels(t) ? topology_id(t->levels, i) : i;
		c->node = t->nnodes > 0 ? t->owners[i] - 1 : 0;
	}
	for (; i < VMACPIGEN_MAX_CPUS; i++) {
		if (t->owners[i] != 0)
			return ("a node has a CPU that the machine does not "
			    "have");
	}
	return (NULL);
}

static const char *
make_distances(struct topology *t)
{
	size_t		 a, b;
	uint8_t		 d;

	for (a = 0; a < VMACPIGEN_MAX_NODES; a++) {
		for (b = 0; b < VMACPIGEN_MAX_NODES; b++) {
			d = t->said[a][b] != 0 ? t->said[a][b] : t->said[b][a];
			if (a < t->nnodes && b < t->nnodes)
				t->distances[a * t->nnodes + b] = a == b ?
				    ACPI_SLIT_LOCAL : d != 0 ? d : REMOTE;
			else if (d != 0)
				return ("--distance names a node that --numa "
				    "does not define");
		}
	}
	return (NULL);
}

static bool
owns_cpus(const struct topology *t, size_t node)
{
	size_t		 i;

	for (i = 0; i < VMACPIGEN_MAX_CPUS && t->owners[i] != node + 1; i++)
		;
	return (i < VMACPIGEN_MAX_CPUS);
}

/* A node's memory is attached to its initiator, or else to its own CPUs. */
static const char *
make_nearness(struct topology *t)
{
	uint32_t	*near;
	size_t		 i;

	for (i = 0; i < t->nnodes; i++) {
		near = &t->initiators[i];
		*near = t->initiator[i] != 0 ? t->initiator[i] - 1 :
		    owns_cpus(t, i) ? (uint32_t)i : VMACPIGEN_NO_NODE;
		if (t->latency[i] == 0 && t->bandwidth[i] == 0)
			continue;
		if (*near == VMACPIGEN_NO_NODE)
			return ("latency= and bandwidth= of a node without "
			    "CPUs must have initiator=");
		if (*near >= t->nnodes)
			return ("initiator= names a node that --numa does not "
			    "define");
		t->latencies[*near * t->nnodes + i] = t->latency[i];
		t->bandwidths[*near * t->nnodes + i] = t->bandwidth[i];
	}
	return (NULL);
}

const char *
topology_config(struct topology *t, struct vmacpigen_config *config)
{
	const char	*error;

	if ((error = count(t)) != NULL)
		return (error);
	config->ncpus = t->ncpus;
	config->npossible = t->nplaces;
	if (has_levels(t) || t->nids > 0 || t->nnodes > 0) {
		if ((error = make_cpus(t)) != NULL)
			return (error);
		config->cpus = t->cpus;
	}
	config->nodes = t->nodes;
	config->nnodes = t->nnodes;
	if (t->has_distances) {
		if ((error = make_distances(t)) != NULL)
			return (error);
		config->distances = t->distances;
	}
	if (t->has_latency || t->has_bandwidth || t->has_initiator) {
		if ((error = make_nearness(t)) != NULL)
			return (error);
		config->latencies = t->has_latency ? t->latencies : NULL;
		config->bandwidths = t->has_bandwidth ? t->bandwidths : NULL;
		config->initiators = t->initiators;
	}
	return (NULL);
}
