/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * How well a grouping of messages agrees with the truth. doc/score.md says what each figure
 * means.
 */
#ifndef TESTS_SCORE_MEASURE_H
#define TESTS_SCORE_MEASURE_H

#include <stdio.h>

#include "score/run.h"

enum grouping { GROUP_OURS, GROUP_NODE, GROUP_PLATFORM, GROUP_TYPE, GROUP_ORACLE, GROUPINGS };

/* Sums over runs. */
struct measure {
	size_t runs;
	/* Faults of which anything arrived that a rule lists; those that the causes relation
	 * can tell from others, and the rest apart. */
	size_t faults, exact, merged, split, missed;
	size_t alike, alike_exact;
	/* Messages of the former. */
	size_t messages, grouped, right, found;
	size_t groups; /* that hold anything */
	/* Of ours alone. */
	size_t judged, platform, class, services,
		customers; /* faults with an incident; right */
	size_t alerts, tickets;
	size_t why_misplaced, why_rootless, why_flapping,
		why_other; /* faults that are not exact */
};

/* Spans and counts whose distribution matters. */
struct samples {
	int64_t *items;
	size_t count, capacity;
};

struct score {
	struct measure by[GROUPINGS];
	struct samples delays; /* from the root's first message to the alert */
	struct samples before,
		after; /* in ten minutes on 439 nodes: messages that raise; alerts */
	uint64_t datagrams;
	FILE *list; /* NULL, or where each fault is told that is not exact */
	size_t strangers, unlisted;
};

void score_add(struct score *score, const struct run *run);
/* Adds the sums of another. */
void score_free(struct score *score);
/* The value below which so many of a hundred are; 0 of nothing. Sorts. */
int64_t samples_rank(struct samples *samples, unsigned percent);
/* How many of a thousand slots are in a flood: one begins above 10 in a slot, and ends below 5
 * (ISA-18.2). */
int64_t samples_flood(const struct samples *samples);

#endif
