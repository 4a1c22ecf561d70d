/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The network of one run: the model's platforms in as many instances and nodes as wanted, the
 * links between them, and what the inventory says of them, which may be wrong.
 */
#ifndef TESTS_GENERATOR_NETWORK_H
#define TESTS_GENERATOR_NETWORK_H

#include "generator/draw.h"

enum { NODE_NAME = 64, PORT_NAME = 32 };

struct instance {
	const struct platform_model *model;
	char id[NODE_NAME];
	size_t first, nodes;         /* its nodes in the network's array */
	struct instance **upstreams; /* that it depends on */
	size_t upstream_count;
	struct instance **dependents;
	size_t dependent_count, dependent_capacity;
};

struct link {
	struct node *ends[2];
	unsigned ports[2];
};

struct node {
	char name[NODE_NAME];
	uint32_t address; /* 10.0.0.0/8, host byte order */
	struct instance *instance;
	const char *site; /* "" when the model has none */
	struct link **links;
	size_t link_count, link_capacity;
	unsigned ports; /* so far */
	int64_t skew;   /* of its clock */
	bool chatty;
	bool missing;                  /* in the inventory */
	const struct instance *listed; /* the platform that the inventory gives it */
};

struct network {
	const struct model *model;
	struct instance *instances;
	struct node *nodes;
	struct link *links;
	size_t instance_count, node_count, link_count;
};

/* How many things are wrong with it, of a thousand nodes. */
struct network_flaws {
	int64_t misplaced; /* half of them missing */
	int64_t skewed;
	int64_t chatty;
};

/* `nodes`: about how many; 0: as the model has it. The caller frees it. */
struct network *network_make(const struct model *model, int64_t nodes,
	const struct network_flaws *flaws, uint64_t seed);
void network_free(struct network *network);

struct node *link_far_end(const struct link *link, const struct node *node);
unsigned link_port(const struct link *link, const struct node *node);
/* The name of a node's port. */
void node_port(const struct node *node, unsigned port, char out[PORT_NAME]);
/* Whether `upon` is reached from `from` by 1 to 8 dependencies. */
bool instance_depends(const struct instance *from, const struct instance *upon);

#endif
