/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The engine: records in, change lists out. It reads no clock, opens no file and knows no
 * thread; time is what records and ticks tell it. The same records give the same changes, byte
 * for byte, whether it runs live, in recovery, in a replay or in a test.
 */
#ifndef CORRELATE_ENGINE_H
#define CORRELATE_ENGINE_H

#include <stdatomic.h>

#include "correlate/change.h"
#include "correlate/route.h"
#include "event/epochs.h"
#include "event/record.h"
#include "rule/match.h"

struct engine;

/* What one event did to one alarm, for whoever watches. */
struct engine_deed {
	uint64_t record;
	enum { DID_NOTHING, DID_RAISE, DID_REPEAT, DID_CLEAR } did;
	const struct event_rule *event;
	const struct alarm_rule *rule;
	const char *alarm; /* its id; NULL: none, it did nothing */
	struct slice node, platform;
};

/* What the engine works with. It keeps the pointers; all must outlive it. */
struct engine_settings {
	const char *epoch; /* of the journal: begins every id */
	const struct epochs *epochs; /* of a journal that may have had several; else NULL */
	uint64_t seed;     /* of the hash tables; never changes a result */
	const struct ruleset *rules;
	const struct inventory *inventory;
	const struct routes *routes;
	/* By index of the event rule: set while the rule is in quarantine, as advice to matchers
	 * (matcher_set_skips); NULL: nobody asks. */
	atomic_bool *skips;
	/* Told each deed, in order; what the slices point to lives until it returns. NULL: nobody
	 * asks. Never changes a result. */
	void (*watch)(void *watcher, const struct engine_deed *deed);
	void *watcher;
};

/* Sums since the engine began, for `status`; alive: now. */
struct engine_counts {
	uint64_t events, matched, limited;
	uint64_t raised, cleared;   /* alarms */
	uint64_t repeated;          /* events that raise what is raised already */
	uint64_t keyless;           /* uses that lacked a part of their key */
	uint64_t unlisted;          /* raises whose severity or class no table tells */
	uint64_t clears_of_nothing; /* events that clear what is not raised */
	uint64_t overflow; /* alarms of unknown nodes beyond the limit, not raised */
	uint64_t opened, closed, transient, merged; /* incidents */
	uint64_t alive_alarms, alive_incidents, raised_alarms;
};

struct engine *engine_new(const struct engine_settings *settings);
void engine_free(struct engine *engine);

/* Applies one record: fires what is due before it, then the record. `matches` are those of an
 * event, NULL for other kinds. Changes are appended to `out`; out->applied and out->release
 * are set to the record's number. */
void engine_record(struct engine *engine, const struct record *record,
	const struct event_matches *matches, struct change_list *out);
/* Time has come to `now` with no record: fires what is due. True if anything changed: then a
 * `time` record is needed, and nothing in `out` may be released before it is durable. */
bool engine_tick(struct engine *engine, int64_t now, struct change_list *out);
/* While quiet, no rows of incidents and alarms are put on change lists: for a replay of what the
 * database has already. */
void engine_quiet(struct engine *engine, bool quiet);
/* When the next deadline is due; INT64_MAX when none is armed. */
int64_t engine_next(const struct engine *engine);
/* The last record applied, and engine time. */
uint64_t engine_applied(const struct engine *engine);
int64_t engine_now(const struct engine *engine);
struct engine_counts engine_counts(const struct engine *engine);
/* How far the files that are followed were taken; lives as long as the engine, and moves. */
struct positions;
const struct positions *engine_positions(const struct engine *engine);
/* The remote SNMP engines, likewise. */
struct snmp_engines;
const struct snmp_engines *engine_remotes(const struct engine *engine);
/* Appends everything that is alive again, as if it had just changed: incidents, alarms,
 * deliveries without an outcome. What a database that was lost needs to go on. */
void engine_project(struct engine *engine, struct change_list *out);

/* Rules that ought to be in quarantine, one at a time in the order of the wishes behind number
 * *after, which is moved on: whoever owns the journal answers each with a `quarantine` record.
 * NULL when there are no more. */
const char *engine_wish(const struct engine *engine, uint64_t *after);
/* The payload of that record. */
void quarantine_print(const char *rule, struct text *payload);
/* The rules in quarantine, and a number that moves with every change of them. */
void engine_quarantined(const struct engine *engine,
	void (*take)(void *context, const char *rule), void *context);
uint64_t engine_quarantine_changes(const struct engine *engine);

/* State as bytes, the same for the same records; and back, into an engine just made, maybe
 * with other rules or inventory: places are then resolved anew, and alarms of rules that are
 * gone stay as they are. False with a sentence when the bytes are no such state. */
void engine_save(struct engine *engine, struct text *out);
bool engine_load(struct engine *engine, struct slice state, struct error *error);
/* Notes what became of the alarms of `before`, whose state was loaded into this engine, for the
 * audit of the `set` record that comes next. */
void engine_compare(struct engine *engine, const struct engine *before);
/* The hash of the set that was in force when the state was saved; false when there was none,
 * or the bytes are no such state. */
enum { ENGINE_SET = 65 };
bool engine_state_set(struct slice state, char set[ENGINE_SET]);
/* The same of an engine; NULL: none. */
const char *engine_set(const struct engine *engine);

#endif
