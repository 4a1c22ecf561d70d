/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A set of texts: those that a part of a pattern may take, or those of which one must stand in
 * what it takes. Sets are values; their texts live in an arena.
 */
#ifndef RULE_LITERAL_SET_H
#define RULE_LITERAL_SET_H

#include "base/arena.h"

struct literal_set {
	const struct slice *texts;
	size_t count; /* 0: nothing is known */
};

/* The set of that text alone. */
struct literal_set literal_set_of(struct arena *arena, struct slice text);
/* Those of both, each once; empty if there are more than `limit`, or either is empty. */
struct literal_set literal_set_unite(
	struct arena *arena, struct literal_set a, struct literal_set b, size_t limit);
/* Each text of a followed by each of b; empty if there are more than `limit`, or if one is
 * longer than `length`. */
struct literal_set literal_set_join(struct arena *arena, struct literal_set a,
	struct literal_set b, size_t limit, size_t length);
/* How much it helps that one of them must occur; 0 for not at all. */
unsigned literal_set_score(struct literal_set set);

#endif
