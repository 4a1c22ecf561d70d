/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A scenario (doc/formats.md, 7): a text file that plays records to the engine under a virtual
 * clock and says what must, and must not, come of it. One statement a line; each kind of
 * statement is a row of a table: those that set up and let time pass here, what happens in
 * scenario_actions.c, what is expected in expect.c.
 */
#ifndef TOOL_SCENARIO_H
#define TOOL_SCENARIO_H

#include "base/json.h"
#include "config/knowledge.h"
#include "config/settings.h"
#include "tool/world.h"

struct scenario {
	const char *file;
	unsigned line; /* of the statement in work */
	const char *names;
	struct arena *arena;
	struct report problems; /* what cannot be read: the scenario ends there */
	struct report failures; /* expectations that do not hold */
	size_t expectations;
	/* Set up until the first statement about time. */
	int64_t start;
	const char *rules, *inventory, *config; /* paths, or NULL */
	bool outcomes;
	/* Then: */
	bool begun;
	struct knowledge *knowledge;
	struct settings *configured; /* or NULL */
	struct routes routes;
	struct world world;
	struct link *quiet; /* the last alert before the last `expect nothing` */
};

/* Plays the file. `names` may be NULL. The result is in problems and failures. */
void scenario_run(struct scenario *scenario, const char *file, const char *names);
void scenario_free(struct scenario *scenario);

/* For the files of statements. All return false after reporting at the statement's line. */
bool scenario_wrong(struct scenario *scenario, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* "15s" */
bool scenario_span(struct scenario *scenario, struct slice text, int64_t *span);
/* The id of the n-th incident announced. */
const char *scenario_incident(struct scenario *scenario, struct slice ordinal);
/* Lets time pass up to start + span. */
bool scenario_go_to(struct scenario *scenario, int64_t time);

/* One word, where quotes hold blanks together and are left out; in the arena. Empty at the end:
 * data NULL. */
struct slice scenario_word(struct scenario *scenario, struct slice *rest);

/* Appends a record with that payload, which is taken over. */
void scenario_record(struct scenario *scenario, enum record_kind kind, json_t *json);
/* An order to the incident, or alarm, that the rest of the statement names
 * (scenario_orders.c). */
bool scenario_order(struct scenario *scenario, const char *name, struct slice rest);
/* What happens at a time: syslog, trap, ack, down ... (scenario_actions.c). */
bool scenario_act(struct scenario *scenario, struct slice action);
/* `expect` (expect.c). */
bool scenario_expect(struct scenario *scenario, struct slice what);

#endif
