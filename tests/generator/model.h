/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A model file: a network, what its machines say, and what can fail in it and how that shows.
 * doc/generator.md describes the format. Everything lives in the model's arena.
 */
#ifndef TESTS_GENERATOR_MODEL_H
#define TESTS_GENERATOR_MODEL_H

#include "base/arena.h"
#include "base/error.h"
#include "base/option.h"

struct span {
	int64_t least, most; /* nanoseconds */
};

struct service_model {
	const char *id, *population;
	int64_t users, normal_within;
};

struct carriage_model {
	const struct service_model *service;
	int64_t customers; /* of all instances together */
};

enum dialect { DIALECT_RFC3164, DIALECT_RFC5424, DIALECT_IOS, DIALECT_JUNOS, DIALECT_VRP };

struct platform_model {
	const char *id, *prefix, *role, *port;
	struct string_list sites, depends_on;
	enum dialect dialect;
	int64_t nodes; /* of one instance */
	int64_t instances, spare;
	struct carriage_model *carriages;
	size_t carriage_count;
};

struct link_model {
	const struct platform_model *from, *to;
	int64_t each; /* links of every node of `from` */
};

/* A variable binding of a trap. Where raise and clear differ, `text` is NULL. */
struct binding_model {
	const char *oid, *text, *raise, *clear;
	char type; /* i, u, s, o, a, c, t as in snmptrap */
};

/* How something is worded: a line (program and text) or a trap. */
struct wording {
	const char *program, *tag; /* tag: FACILITY/MNEMONIC of router dialects; or NULL */
	int64_t level;             /* syslog severity */
	const char *raise, *clear; /* texts, or trap OIDs; clear may be NULL */
	bool is_trap;
	struct binding_model *bindings;
	size_t binding_count;
};

struct choice_model {
	const char *name;
	struct string_list texts;
};

/* An alarm that a machine knows. */
struct symptom_model {
	const char *id, *class, *severity;
	struct string_list key, affects;
	struct wording wording;
	struct choice_model *choices;
	size_t choice_count;
	size_t place; /* in the model */
};

enum where {
	WHERE_HERE,       /* the nodes, or the link's ends, where the fault is */
	WHERE_PLATFORM,   /* the other nodes of the platform */
	WHERE_SITE,       /* all other nodes of the site */
	WHERE_NEIGHBOURS, /* nodes with a link to one of those */
	WHERE_DEPENDENTS, /* nodes of platforms that depend on the platform */
};

/* A symptom of a fault. */
struct show_model {
	const struct symptom_model *symptom;
	enum where where;
	int64_t probability; /* per cent, of each node */
	int64_t most;        /* nodes; 0: no bound */
	struct span delay, repeat, clear_delay;
};

enum extent { EXTENT_NODE, EXTENT_SITE, EXTENT_PLATFORM, EXTENT_LINK };

struct fault_model {
	const char *id;
	const struct platform_model **on;
	size_t on_count;
	enum extent extent;
	int64_t weight;
	int64_t share_least, share_most; /* per cent of the nodes that have it */
	struct span duration;
	bool works;               /* also happens as planned works */
	struct show_model *shows; /* the first is the root */
	size_t show_count;
	struct origin origin;
	size_t place;
};

/* What is said without need. */
struct noise_model {
	const struct platform_model **on;
	size_t on_count;
	const struct service_model *shows; /* a sign of normal working, or NULL */
	int64_t weight;
	struct wording wording;
};

struct model {
	struct arena *arena;
	const char *name;
	int64_t base;
	struct service_model *services;
	struct platform_model *platforms;
	struct link_model *links;
	struct symptom_model *symptoms;
	struct fault_model *faults;
	struct noise_model *noises;
	struct wording *restart; /* what a node says that has started, or NULL */
	size_t service_count, platform_count, link_count, symptom_count, fault_count,
		noise_count;
};

/* NULL after reporting every mistake. The caller frees it. */
struct model *model_read(const char *path, struct report *report);
void model_free(struct model *model);

#endif
