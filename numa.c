/* See LICENSE for licence details. */

/* NUMA nodes: SRAT, SLIT and HMAT */

#include <string.h>

#include "build.h"

/* RAM is at 0 and at 4 GiB, without the hole of VGA and BIOS below 1 MiB. */
#define VGA_HOLE	0xa0000U
#define VGA_HOLE_END	0x100000U
#define HIGH_RAM	0x100000000U

/* Lays the nodes out one after another in RAM. */
bool
vmacpigen_node_memory(const struct vmacpigen_config *config, size_t node,
    int n, struct vmacpigen_range *r)
{
	uint64_t	 total = 0, first = 0, low, start, end;
	size_t		 i;

	for (i = 0; i < config->nnodes; i++) {
		first += i < node ? config->nodes[i] : 0;
		total += config->nodes[i];
	}
	low = total < config->machine->low_max ? config->machine->low_max :
	    config->machine->low_split;
	start = n == 0 ? 0 : n == 1 ? VGA_HOLE_END : low;
	end = n == 0 ? VGA_HOLE : n == 1 ? low : total;
	if (start < first)
		start = first;
	if (end > first + config->nodes[node])
		end = first + config->nodes[node];
	if (start >= end)
		return (false);
	r->base = start + (n == 2 ? HIGH_RAM - low : 0);
	r->limit = r->base + (end - start) - 1;
	return (true);
}

static void
add_cpu_affinity(struct build *b, const struct vmacpigen_cpu *c, uint32_t uid)
{
	struct acpi_srat_lapic l = {
		.entry = { ACPI_SRAT_LAPIC, sizeof(l) },
		.proximity_domain_low = (uint8_t)c->node,
		.apic_id = (uint8_t)c->apic_id,
		.flags = put32(ACPI_SRAT_ENABLED),
	};
	struct acpi_srat_x2apic x = {
		.entry = { ACPI_SRAT_X2APIC, sizeof(x) },
		.proximity_domain = put32(c->node),
		.x2apic_id = put32(c->apic_id),
		.flags = put32(ACPI_SRAT_ENABLED),
	};

	if (vmacpigen_is_x2apic(c, uid))
		vmacpigen_add(b->tables, &x, sizeof(x));
	else
		vmacpigen_add(b->tables, &l, sizeof(l));
}

static void
add_memory_affinity(struct build *b, size_t node,
    const struct vmacpigen_range *r)
{
	struct acpi_srat_memory m = {
		.entry = { ACPI_SRAT_MEMORY, sizeof(m) },
		.proximity_domain = put32(node),
		.base_address = put64(r->base),
		.length = put64(r->limit - r->base + 1),
		.flags = put32(ACPI_SRAT_ENABLED),
	};

	vmacpigen_add(b->tables, &m, sizeof(m));
}

void
vmacpigen_build_srat(struct build *b)
{
	const struct vmacpigen_config *config = b->config;
	struct acpi_srat s = { .reserved1 = put32(1) };
	struct vmacpigen_range r;
	struct vmacpigen_cpu c;
	uint32_t	 uid;
	size_t		 node;
	int		 n;

	if (config->nnodes == 0)
		return;
	vmacpigen_begin_kind(b, VMACPIGEN_SRAT, 3);
	vmacpigen_add_body(b->tables, &s, sizeof(s));
	for (uid = 0; uid < vmacpigen_possible(config); uid++) {
		c = vmacpigen_cpu_at(config, uid);
		add_cpu_affinity(b, &c, uid);
	}
	for (node = 0; node < config->nnodes; node++) {
		for (n = 0; n < VMACPIGEN_STRETCHES; n++) {
			if (vmacpigen_node_memory(config, node, n, &r))
				add_memory_affinity(b, node, &r);
		}
	}
	vmacpigen_end_header(b->tables);
}

void
vmacpigen_build_slit(struct build *b)
{
	const size_t	 n = b->config->nnodes;
	struct acpi_slit s = { .number_of_system_localities = put64(n) };

	if (n == 0 || b->config->distances == NULL)
		return;
	vmacpigen_begin_kind(b, VMACPIGEN_SLIT, 1);
	vmacpigen_add_body(b->tables, &s, sizeof(s));
	vmacpigen_add(b->tables, b->config->distances, n * n);
	vmacpigen_end_header(b->tables);
}

/*
 * HMAT
 */

bool
vmacpigen_node_has_cpus(const struct vmacpigen_config *config, size_t node)
{
	uint32_t	 uid;

	for (uid = 0; uid < vmacpigen_possible(config); uid++) {
		if (vmacpigen_cpu_at(config, uid).node == node)
			return (true);
	}
	return (false);
}

uint32_t
vmacpigen_bandwidth_unit(const struct vmacpigen_config *config)
{
	uint32_t	 unit = 0, v, rest;
	size_t		 i;

	for (i = 0; i < config->nnodes * config->nnodes; i++) {
		for (v = config->bandwidths[i]; v != 0; v = rest) {
			rest = unit % v;
			unit = v;
		}
	}
	return (unit == 0 ? 1 : unit);
}

static void
add_memory_domain(struct build *b, size_t node)
{
	const uint32_t	*initiators = b->config->initiators;
	struct acpi_hmat_domain d = {
		.entry = { .type = put16(ACPI_HMAT_DOMAIN),
		    .length = put32(sizeof(d)) },
		.memory = put32(node),
	};

	if (initiators != NULL && initiators[node] != VMACPIGEN_NO_NODE) {
		d.flags = put16(ACPI_HMAT_INITIATOR);
		d.initiator = put32(initiators[node]);
	}
	vmacpigen_add(b->tables, &d, sizeof(d));
}

/* Nodes with memory are targets, and those with CPUs initiators. */
struct localities {
	bool		 is_target[VMACPIGEN_MAX_NODES];
	bool		 is_initiator[VMACPIGEN_MAX_NODES];
	size_t		 ntargets, ninitiators;
};

static void
find_localities(const struct vmacpigen_config *config, struct localities *l)
{
	size_t		 i;

	memset(l, 0, sizeof(*l));
	for (i = 0; i < config->nnodes; i++) {
		l->is_target[i] = config->nodes[i] > 0;
		l->ntargets += l->is_target[i];
		l->is_initiator[i] = vmacpigen_node_has_cpus(config, i);
		l->ninitiators += l->is_initiator[i];
	}
}

static void
add_domains(struct build *b, const bool *is_one)
{
	le32		 domain;
	size_t		 i;

	for (i = 0; i < b->config->nnodes; i++) {
		domain = put32(i);
		if (is_one[i])
			vmacpigen_add(b->tables, &domain, sizeof(domain));
	}
}

/* Entries are values divided by what makes a base unit. */
static void
add_locality(struct build *b, const struct localities *l, uint8_t type,
    const uint32_t *values, uint32_t divisor, uint64_t unit)
{
	struct acpi_hmat_locality h = {
		.entry = { .type = put16(ACPI_HMAT_LOCALITY),
		    .length = put32(sizeof(h) + sizeof(le32) *
		    (l->ninitiators + l->ntargets) + sizeof(le16) *
		    l->ninitiators * l->ntargets) },
		.data_type = type,
		.number_of_initiators = put32(l->ninitiators),
		.number_of_targets = put32(l->ntargets),
		.entry_base_unit = put64(unit),
	};
	const size_t	 n = b->config->nnodes;
	le16		 entry;
	size_t		 i;

	vmacpigen_add(b->tables, &h, sizeof(h));
	add_domains(b, l->is_initiator);
	add_domains(b, l->is_target);
	for (i = 0; i < n * n; i++) {
		entry = put16(values[i] / divisor);
		if (l->is_initiator[i / n] && l->is_target[i % n])
			vmacpigen_add(b->tables, &entry, sizeof(entry));
	}
}

void
vmacpigen_build_hmat(struct build *b)
{
	const struct vmacpigen_config *config = b->config;
	struct acpi_hmat h = { .reserved = { 0 } };
	struct localities l;
	uint32_t	 unit;
	size_t		 i;

	if (config->nnodes == 0 || (config->initiators == NULL &&
	    config->latencies == NULL && config->bandwidths == NULL))
		return;
	find_localities(config, &l);
	vmacpigen_begin_kind(b, VMACPIGEN_HMAT, 2);
	vmacpigen_add_body(b->tables, &h, sizeof(h));
	for (i = 0; i < config->nnodes; i++) {
		if (l.is_target[i])
			add_memory_domain(b, i);
	}
	if (config->latencies != NULL)
		add_locality(b, &l, ACPI_HMAT_LATENCY, config->latencies, 1,
		    1000);
	if (config->bandwidths != NULL) {
		unit = vmacpigen_bandwidth_unit(config);
		add_locality(b, &l, ACPI_HMAT_BANDWIDTH, config->bandwidths,
		    unit, unit);
	}
	vmacpigen_end_header(b->tables);
}
