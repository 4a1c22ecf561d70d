/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/engine_thread.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/log.h"
#include "base/xalloc.h"

static void drop_set(struct match_worker *worker)
{
	matcher_free(worker->matcher);
	set_release(worker->set);
	worker->set = NULL;
	worker->matcher = NULL;
}

/* The engine keeps the set of a parcel until it has taken the parcel. */
static void take_set(struct match_worker *worker, struct set *set)
{
	if (worker->set == set)
		return;
	drop_set(worker);
	worker->set = set_use(set);
	worker->matcher = matcher_new(set->knowledge->rules, set->knowledge->inventory);
	matcher_set_skips(worker->matcher, set->skips);
}

void *match_worker_run(void *context)
{
	struct match_worker *worker = context;
	struct path *path = worker->path;

	for (;;) {
		struct parcel *parcel = ring_pop(path->to_match[worker->number]);

		if (parcel) {
			take_set(worker, parcel->set);
			match_batch(worker->matcher, parcel->batch, parcel->matches);
			path_push(path->matched[worker->number], parcel);
		} else if (atomic_load(&path->stop_match)) {
			drop_set(worker);
			return NULL;
		} else {
			bell_wait(path->match_bells[worker->number], -1);
		}
	}
}

/* Parcels come back from the workers in the turn in which they were given. */
static struct parcel *next_parcel(struct engine_thread *thread)
{
	struct path *path = thread->path;
	struct parcel *parcel;

	if (path->workers == 0)
		return ring_pop(path->written);
	parcel = ring_pop(path->matched[thread->turn]);
	if (parcel)
		thread->turn = (thread->turn + 1) % path->workers;
	return parcel;
}

/* One a segment bounds what a recovery reads, and what the journal must keep; one every so many
 * records bounds it too when segments are large. */
static bool snapshot_is_due(const struct engine_thread *thread, uint64_t applied)
{
	uint64_t segment = atomic_load(&thread->path->segment);

	return applied - thread->snapshot_at >= thread->snapshot_every ||
	       (applied >= segment && thread->snapshot_at < segment);
}

static struct text *snapshot(struct engine_thread *thread, bool last)
{
	struct engine *engine = thread->pipeline->engine;
	uint64_t applied = engine_applied(engine);
	struct text *state;

	if (atomic_load(&thread->path->degraded) || !(last || snapshot_is_due(thread, applied)))
		return NULL;
	thread->snapshot_at = applied;
	state = xcalloc(1, sizeof(*state));
	engine_save(engine, state);
	return state;
}

static void list_rule(void *list, const char *rule)
{
	json_array_append_new(list, json_text(rule));
}

/* Who is in quarantine, when that has changed; and we say so. */
static json_t *quarantined(struct engine_thread *thread)
{
	struct engine *engine = thread->pipeline->engine;
	uint64_t changes = engine_quarantine_changes(engine);
	json_t *list;

	if (changes == thread->quarantine_changes)
		return NULL;
	thread->quarantine_changes = changes;
	list = json_array();
	engine_quarantined(engine, list_rule, list);
	if (json_array_size(list) == 0)
		self_say(thread->path->self, SELF_QUARANTINE, SELF_CLEARED,
			"no rule is in quarantine any more");
	else
		self_say(thread->path->self, SELF_QUARANTINE, SELF_RAISED,
			"%zu rule(s) are not tried any more, since their patterns hit the "
			"match "
			"limit 10 times in a minute; the last is '%s'",
			json_array_size(list),
			json_string_value(json_array_get(list, json_array_size(list) - 1)));
	return list;
}

/* What the engine wishes becomes a record, and only that changes anything. */
static void pass_wishes(struct engine_thread *thread)
{
	const char *rule;

	while ((rule = engine_wish(thread->pipeline->engine, &thread->wished))) {
		struct text *payload = xcalloc(1, sizeof(*payload));

		quarantine_print(rule, payload);
		path_push(thread->path->wishes, payload);
	}
}

static int64_t now_of(const struct engine_thread *thread)
{
	return engine_now(thread->pipeline->engine);
}

/* A snapshot must not know of more than the database does: what lies before it is not counted
 * again. */
static void tell_unknown(struct engine_thread *thread, bool snapshot)
{
	struct unknown *unknown = thread->pipeline->unknown;

	if (snapshot || unknown_next(unknown) <= now_of(thread))
		unknown_tell(unknown, now_of(thread), thread->changes);
}

static void hand_over(struct engine_thread *thread, bool last)
{
	struct handover *handover = xcalloc(1, sizeof(*handover));

	if (atomic_exchange(&thread->path->want_all, false))
		engine_project(thread->pipeline->engine, thread->changes);
	handover->changes = thread->changes;
	handover->counts = engine_counts(thread->pipeline->engine);
	handover->snapshot = snapshot(thread, last);
	tell_unknown(thread, handover->snapshot);
	handover->quarantined = quarantined(thread);
	handover->last = last;
	thread->changes = change_list_new();
	path_push(thread->path->changed, handover);
}

/* What no rule matched is told without a record that brings it along. It changes nothing, so
 * there is nothing that would have to wait; if there is, the record that it waits for comes. */
static void hand_over_unknown(struct engine_thread *thread, int64_t now)
{
	struct handover *handover;

	if (thread->changes->count > 0 || unknown_next(thread->pipeline->unknown) > now)
		return;
	handover = xcalloc(1, sizeof(*handover));
	unknown_tell(thread->pipeline->unknown, now, thread->changes);
	thread->changes->applied = thread->changes->release =
		engine_applied(thread->pipeline->engine);
	handover->changes = thread->changes;
	handover->counts = engine_counts(thread->pipeline->engine);
	thread->changes = change_list_new();
	path_push(thread->path->changed, handover);
}

/* Tells the journal thread when to tick next. */
static void publish_next(struct engine_thread *thread)
{
	struct path *path = thread->path;
	int64_t unknown = unknown_next(thread->pipeline->unknown);
	int64_t next = engine_next(thread->pipeline->engine);
	int64_t before;

	next = unknown < next ? unknown : next;
	before = atomic_exchange(&path->next, next);
	if (next < before)
		bell_ring(path->journal_bell);
}

/* What a tick changes is held until the next record has come round: that record stands behind
 * the tick, so once it is durable a replay does the same. A `time` record is asked for, lest
 * none comes by itself. */
static void take_tick(struct engine_thread *thread, int64_t tick)
{
	struct path *path = thread->path;

	if (!engine_tick(thread->pipeline->engine, tick, thread->changes))
		return;
	atomic_store(&path->want_time, true);
	bell_ring(path->journal_bell);
}

/* Bounds that were hit while a parcel went through are told, never passed over. */
static void tell_limits(struct engine_thread *thread, struct engine_counts before)
{
	struct engine_counts now = engine_counts(thread->pipeline->engine);

	if (now.overflow > before.overflow)
		self_say(thread->path->self, SELF_OVERFLOW, SELF_RAISED,
			"alarms of nodes that the inventory does not know were not raised: "
			"%" PRIu64 " so far",
			now.overflow);
	if (now.limited > before.limited)
		self_say(thread->path->self, SELF_LIMITS, SELF_RAISED,
			"a pattern hit its match limit on an event: %" PRIu64 " events so far",
			now.limited);
}

/* Other rules, inventory or routes from here on. */
static void change_set(struct engine_thread *thread, struct parcel *parcel)
{
	struct engine_settings settings = set_engine_settings(parcel->set, &thread->base);

	pipeline_set(thread->pipeline, &settings, batch_first(parcel->batch), thread->changes);
	set_release(thread->set);
	thread->set = parcel->set;
	log_info("sets", "%.12s is in force", thread->set->hash);
}

static void take_batch(struct engine_thread *thread, struct parcel *parcel)
{
	pipeline_batch(thread->pipeline, parcel->batch,
		parcel->matched ? parcel->matches : NULL, thread->changes);
}

static void take(struct engine_thread *thread, struct parcel *parcel)
{
	const struct engine_counts before = engine_counts(thread->pipeline->engine);

	if (parcel->tick)
		take_tick(thread, parcel->tick);
	if (parcel->set == thread->set)
		take_batch(thread, parcel);
	else
		change_set(thread, parcel);
	FAULT("engine-applied");
	tell_limits(thread, before);
	pass_wishes(thread);
	if (parcel->batch->count > 0)
		hand_over(thread, parcel->last);
	else
		hand_over_unknown(thread, parcel->tick);
	publish_next(thread);
}

static void send_home(struct parcel *parcel)
{
	batch_reset(parcel->batch);
	parcel->tick = 0;
	parcel->set = NULL;
	path_push(parcel->home, parcel);
}

void *engine_thread_run(void *context)
{
	struct engine_thread *thread = context;
	bool last = false;

	thread->changes = change_list_new();
	thread->snapshot_at = engine_applied(thread->pipeline->engine);
	while (!last) {
		struct parcel *parcel = next_parcel(thread);

		if (!parcel) {
			bell_wait(thread->path->engine_bell, -1);
			continue;
		}
		last = parcel->last;
		take(thread, parcel);
		if (last)
			parcel_free(parcel);
		else
			send_home(parcel);
	}
	change_list_free(thread->changes);
	return NULL;
}
