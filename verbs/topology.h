/* See LICENSE for licence details. */

/*
 * CPUs and nodes of a machine, parsed from options.
 *
 * Functions return NULL, or what is wrong with the option, as a constant
 * string.
 */

#ifndef TOPOLOGY_H
#define TOPOLOGY_H

#include "vmacpigen.h"

enum topology_level {
	TOPOLOGY_THREADS,		/* per core */
	TOPOLOGY_CORES,			/* per die */
	TOPOLOGY_DIES,			/* per socket */
	TOPOLOGY_SOCKETS,
	TOPOLOGY_NLEVELS
};

/* Must be zeroed first. */
struct topology {
	uint32_t	 ncpus;		/* 0: all that are possible */
	uint32_t	 nplaces;	/* possible CPUs; 0: as many as ncpus */
	uint32_t	 levels[TOPOLOGY_NLEVELS];	/* 0: not given */
	uint32_t	 nids;		/* APIC IDs that were given */
	uint32_t	 ids[VMACPIGEN_MAX_CPUS];
	uint32_t	 owners[VMACPIGEN_MAX_CPUS];	/* node + 1, or 0 */
	size_t		 nnodes;
	uint64_t	 nodes[VMACPIGEN_MAX_NODES];
	uint32_t	 latency[VMACPIGEN_MAX_NODES];	/* 0: not given */
	uint32_t	 bandwidth[VMACPIGEN_MAX_NODES];
	uint32_t	 initiator[VMACPIGEN_MAX_NODES]; /* node + 1, or 0 */
	bool		 has_latency, has_bandwidth, has_initiator;
	bool		 has_distances;
	uint8_t		 said[VMACPIGEN_MAX_NODES][VMACPIGEN_MAX_NODES];

	/* What a config of topology_config() points to */
	struct vmacpigen_cpu  cpus[VMACPIGEN_MAX_CPUS];
	uint8_t		 distances[VMACPIGEN_MAX_NODES * VMACPIGEN_MAX_NODES];
	uint32_t	 latencies[VMACPIGEN_MAX_NODES * VMACPIGEN_MAX_NODES];
	uint32_t	 bandwidths[VMACPIGEN_MAX_NODES * VMACPIGEN_MAX_NODES];
	uint32_t	 initiators[VMACPIGEN_MAX_NODES];
};

/* Parses sockets=S,dies=D,cores=C,threads=T, or some of them, in any order. */
const char *topology_set_levels(struct topology *, const char *);

/* Parses 0-3,8,0x100: the APIC ID of each CPU, in order. */
const char *topology_set_ids(struct topology *, const char *);

/*
 * Adds a node: cpus=0-3,cpus=8,memory=2G, or some of them; and how fast the
 * initiator's CPUs access its memory: latency=10,bandwidth=20G,initiator=0.
 * Without initiator= these are its own CPUs.
 */
const char *topology_add_node(struct topology *, const char *);

/*
 * Parses A,B,VALUE: the distance from node A to B, and from B to A by default.
 */
const char *topology_set_distance(struct topology *, const char *);

/*
 * Gives a config what was parsed, completed as QEMU does it.  The config is
 * valid no longer than the topology.
 */
const char *topology_config(struct topology *, struct vmacpigen_config *);

/*
 * Returns the APIC ID of CPU number n.  Each level has a field of as many bits
 * as its greatest number needs (QEMU, include/hw/i386/topology.h).
 */
uint32_t topology_id(const uint32_t levels[TOPOLOGY_NLEVELS], uint32_t n);

#endif /* TOPOLOGY_H */
