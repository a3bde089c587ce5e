/* See LICENSE for licence details. */

/*
 * What a machine has of CPUs and nodes, from words.
 *
 * Functions return NULL, or what is wrong with the words as a constant
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

/* Zeroed to begin with */
struct topology {
	uint32_t	 ncpus;		/* 0: as many as there are places */
	uint32_t	 nplaces;	/* 0: as many as there are CPUs */
	uint32_t	 levels[TOPOLOGY_NLEVELS];	/* 0: not said */
	uint32_t	 nids;		/* APIC IDs that were said */
	uint32_t	 ids[VMACPIGEN_MAX_CPUS];
	uint32_t	 owners[VMACPIGEN_MAX_CPUS];	/* node + 1, or 0 */
	size_t		 nnodes;
	uint64_t	 nodes[VMACPIGEN_MAX_NODES];
	uint32_t	 latency[VMACPIGEN_MAX_NODES];	/* 0: not said */
	uint32_t	 bandwidth[VMACPIGEN_MAX_NODES];
	uint32_t	 initiator[VMACPIGEN_MAX_NODES]; /* node + 1, or 0 */
	bool		 has_latency, has_bandwidth, has_initiator;
	bool		 has_distances;
	uint8_t		 said[VMACPIGEN_MAX_NODES][VMACPIGEN_MAX_NODES];

	/* What topology_config() makes a config point at */
	struct vmacpigen_cpu  cpus[VMACPIGEN_MAX_CPUS];
	uint8_t		 distances[VMACPIGEN_MAX_NODES * VMACPIGEN_MAX_NODES];
	uint32_t	 latencies[VMACPIGEN_MAX_NODES * VMACPIGEN_MAX_NODES];
	uint32_t	 bandwidths[VMACPIGEN_MAX_NODES * VMACPIGEN_MAX_NODES];
	uint32_t	 initiators[VMACPIGEN_MAX_NODES];
};

/* sockets=S,dies=D,cores=C,threads=T, or some of them, in any order */
const char *topology_set_levels(struct topology *, const char *);

/* 0-3,8,0x100: the APIC ID of each CPU, in the order of their numbers */
const char *topology_set_ids(struct topology *, const char *);

/*
 * One more node: cpus=0-3,cpus=8,memory=2G, or some of them; and how its
 * memory is reached from the initiator's CPUs, which are its own unless
 * another node is said: latency=10,bandwidth=20G,initiator=0
 */
const char *topology_add_node(struct topology *, const char *);

/* A,B,VALUE: how far node B is from A, and A from B if nothing else is said */
const char *topology_set_distance(struct topology *, const char *);

/*
 * Gives a config what was said, and what follows from it as QEMU has it.  The
 * config is valid no longer than the topology.
 */
const char *topology_config(struct topology *, struct vmacpigen_config *);

/*
 * The APIC ID of CPU number n with this many of each level: a field for
 * each, of as many bits as the greatest number in it needs (QEMU,
 * include/hw/i386/topology.h).
 */
uint32_t topology_id(const uint32_t levels[TOPOLOGY_NLEVELS], uint32_t n);

#endif /* TOPOLOGY_H */
