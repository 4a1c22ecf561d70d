/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The network as the CMDB knows it: services with their customers, platforms that carry them
 * and depend on one another, nodes that belong to a platform. config/ fills it from files;
 * after inventory_finish() it never changes and any thread may read it.
 */
#ifndef INVENTORY_INVENTORY_H
#define INVENTORY_INVENTORY_H

#include "base/address.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

enum { UNKNOWN_CUSTOMERS = -1, HOPS_MAXIMUM = 8 };

struct service {
	const char *id;         /* "voicemail" */
	size_t index;           /* in inventory->services */
	uint64_t digest;        /* of all that was written; another one: it was changed */
	int64_t users;          /* the most customers a failure can affect; -1 unknown */
	const char *population; /* services of one population count the same people */
	int64_t normal_within;  /* how long a sign of normal working counts, nanoseconds */
};

/* What a platform does for a service. */
struct carriage {
	const struct service *service;
	int64_t customers; /* of this service on this platform; -1 unknown */
};

/* A platform that this one needs, directly or not, with the fewest hops to it. */
struct upstream {
	const struct platform *platform;
	unsigned hops; /* 1 to HOPS_MAXIMUM */
};

struct platform {
	const char *id;
	size_t index; /* in inventory->platforms */
	struct origin origin;
	uint64_t digest; /* of all that was written; another one: it was changed */
	struct carriage *services;
	size_t service_count;
	int64_t units;           /* machines that share the load; default: its nodes */
	int64_t spare;           /* units that may fail without harm */
	const char **depends_on; /* ids as written */
	size_t depends_count;
	struct upstream *upstreams; /* nearest first, then by index; set by inventory_finish */
	size_t upstream_count;
};

struct node {
	const char *name;
	size_t index;
	struct origin origin;
	uint64_t digest; /* of all that was written; another one: it was changed */
	const struct platform *platform; /* NULL: none given */
	const char *site;                /* "" when not given */
	const char *role;
	struct address *addresses;
	size_t address_count;
	const char **aliases;
	size_t alias_count;
};

/* A port of a node that a link is plugged into. */
struct link_end {
	const struct node *node;
	const char *port;
};

/* Both ends are one object. */
struct inventory_link {
	const char *id; /* default: both ends, "a 1/1 - b 2/1" */
	size_t index;
	struct origin origin;
	uint64_t digest;         /* of id and ends; another one: it was changed */
	struct link_end ends[2]; /* by name and port, whichever end was written first */
};

struct inventory {
	struct arena *arena; /* everything below lives in it */
	int64_t base;        /* customers of the whole operator; -1 unknown */
	struct service **services;
	size_t service_count;
	struct platform **platforms;
	size_t platform_count;
	struct node **nodes;
	size_t node_count;
	struct inventory_link **links;
	size_t link_count;
	struct inventory_index *index; /* private */
};

struct inventory *inventory_new(void);
void inventory_free(struct inventory *inventory);

/* The add functions copy what they are given (strings and arrays included) into the arena and
 * return what was stored, or NULL after reporting that the id, name or address exists. */
struct service *inventory_add_service(struct inventory *inventory,
	const struct service *service, struct origin origin, struct report *report);
struct platform *inventory_add_platform(
	struct inventory *inventory, const struct platform *platform, struct report *report);
struct node *inventory_add_node(
	struct inventory *inventory, const struct node *node, struct report *report);
/* After its nodes; sets digest. Its id may be NULL or "", and its ends in any order. A link has
 * two ends, and a port one link; anything else is reported. */
struct inventory_link *inventory_add_link(
	struct inventory *inventory, const struct inventory_link *link, struct report *report);

/* Resolves depends_on, counts units, computes upstreams. A ring of dependencies is a doubt
 * and counts as it is (each reaches each); an unknown platform is an error. */
void inventory_finish(struct inventory *inventory, struct report *report);

/* Look-ups; NULL when unknown. A node is found by name or alias, without regard to case, and
 * by its name up to the first dot when the whole is unknown. */
const struct node *inventory_node(const struct inventory *inventory, struct slice name);
const struct node *inventory_node_at(
	const struct inventory *inventory, const struct address *address);
const struct inventory_link *inventory_link(const struct inventory *inventory, struct slice id);
/* The link on that port; NULL also when `node` is. */
const struct inventory_link *inventory_link_at(
	const struct inventory *inventory, const struct node *node, struct slice port);
const struct platform *inventory_platform(const struct inventory *inventory, struct slice id);
const struct service *inventory_service(const struct inventory *inventory, struct slice id);

/* What an end is known by: its link's id, or where there is none (NULL) its node and port, so
 * that what is not known is alone. */
void inventory_link_print(const struct inventory_link *link, struct slice node,
	struct slice port, struct text *out);

#endif
