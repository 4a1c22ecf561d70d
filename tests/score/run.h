/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One run of the generator, with what a replay made of it: the truth beside the answer.
 */
#ifndef TESTS_SCORE_RUN_H
#define TESTS_SCORE_RUN_H

#include "base/arena.h"
#include "base/error.h"

enum { SERVICES_MAXIMUM = 64 };

/* A fault that happened. */
struct fault {
	const char *class, *platforms[2]; /* of a link maybe two; else the same twice */
	uint64_t services;                /* a bit each, as in run->services */
	int64_t customers;
	bool alike, misplaced, flapping;
	int64_t first_root; /* when its root's first raise arrived that a rule lists; 0: never
			     */
	size_t raises;      /* that arrived and are listed */
};

/* An incident, as the replay tells it. */
struct incident {
	const char *id, *platform, *class;
	uint64_t services; /* affected at any time */
	int64_t customers; /* at the most; -1 unknown */
	int64_t opened;    /* when it was first announced; 0: never */
	size_t alerts;
};

enum said { SAID_RAISE, SAID_REPEAT, SAID_CLEAR };

/* A message of a fault that arrived and that a rule lists. */
struct event {
	uint64_t record;
	int64_t arrived;
	struct fault *fault;
	enum said said;
	/* What became of it; NULL, when it did nothing. */
	struct incident *incident; /* that was announced */
	const char *node, *platform, *rule;
};

struct run {
	struct arena *arena;
	const char *folder, *model;
	int64_t nodes, lost, overlap, begin, end;
	struct fault *faults;
	size_t fault_count;
	struct event *events; /* in the order of arrival */
	size_t event_count;
	struct incident *incidents;
	size_t incident_count;
	const char *services[SERVICES_MAXIMUM];
	size_t service_count;
	int64_t *alerts; /* times */
	size_t alert_count;
	size_t strangers; /* deeds of messages that mean nothing, which raised something */
	size_t unlisted;  /* messages that arrived and that no rule lists */
	uint64_t datagrams;
};

/* FOLDER/truth.json, events.jsonl (both of the generator), deeds.jsonl, replay.json (both of
 * `correlator replay`). NULL with a sentence. The caller frees it. */
struct run *run_load(const char *folder, struct error *error);
void run_free(struct run *run);

#endif
