/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What happens in one run: faults, where and when, and what which node says because of them.
 * This is the truth; what gets lost on the way comes later (disturb.h).
 */
#ifndef TESTS_GENERATOR_STORY_H
#define TESTS_GENERATOR_STORY_H

#include "generator/network.h"

/* A fault that happened. */
struct happening {
	const struct fault_model *fault;
	const struct instance *instance;
	const struct link *link; /* of a link's fault, or NULL */
	const char *site;
	struct node **nodes; /* that have it; of a link, its ends */
	size_t node_count;
	int64_t start, end;
	int64_t silent; /* when the last of its alarms has cleared, or is given up */
	bool works, flapping;
	bool alike; /* to the causes relation it is the same as another */
};

enum deed { DEED_RAISE, DEED_REPEAT, DEED_CLEAR, DEED_RESTART };

/* One message because of a fault, or of a node that starts. */
struct cue {
	int64_t time;
	struct node *node;
	const struct symptom_model *symptom; /* NULL: the restart */
	const struct link *link;             /* whose port it is about, or NULL */
	uint32_t happening;                  /* its place; UINT32_MAX: none */
	uint32_t object;                     /* seed of the values */
	enum deed deed;
	bool unlisted; /* worded so that no rule knows it */
};

/* Of a thousand, unless said otherwise. */
struct story_settings {
	int64_t begin, end;
	int64_t alarms;   /* messages that raise, in ten minutes on 439 nodes */
	int64_t overlap;  /* faults that get a second one beside them */
	int64_t works;    /* faults that are planned works */
	int64_t flapping; /* faults whose alarms come and go */
	int64_t restarts; /* nodes that restart, in a day */
	int64_t unlisted; /* objects that are worded in a way that no rule knows */
	int64_t unclear;  /* objects whose clear is never sent */
};

struct story {
	const struct network *network;
	struct story_settings settings;
	struct happening *happenings; /* by start */
	struct cue *cues;             /* by time */
	size_t happening_count, happening_capacity, cue_count, cue_capacity;
};

struct story *story_make(
	const struct network *network, const struct story_settings *settings, uint64_t seed);
void story_free(struct story *story);

/* The cues of one happening, appended to the story (cues.c). */
void story_tell(
	struct story *story, size_t happening, const int64_t *restarts, struct draw *draw);

#endif
