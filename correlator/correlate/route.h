/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Who is told: the first floor that knows outputs, and only by name.
 */
#ifndef CORRELATE_ROUTE_H
#define CORRELATE_ROUTE_H

#include "rule/expression.h"

enum transition {
	TRANSITION_OPENED,
	TRANSITION_ESCALATED,
	TRANSITION_UPDATED,
	TRANSITION_ACKNOWLEDGED,
	TRANSITION_CLEARED,
	TRANSITION_REOPENED,
	TRANSITION_CLOSED,
	TRANSITION_MERGED,
	TRANSITIONS,
};

const char *transition_name(enum transition transition);
/* -1 when it is none. */
int transition_parse(struct slice name);

struct route {
	const char *id;
	const struct expression *when; /* over incident names (rule/ruleset.h); NULL: always */
	bool wanted[TRANSITIONS];
	const char **outputs; /* ids */
	size_t output_count;
};

/* Immutable; made by config/, in an arena of its own. */
struct routes {
	struct arena *arena;
	const struct route *items;
	size_t count;
	uint64_t digest; /* of all that was written */
};

#endif
