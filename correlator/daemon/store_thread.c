/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/store_thread.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/duration.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "daemon/answer.h"
#include "journal/snapshot.h"

enum { PURGE_ROWS = 300 };
#define IDLE_LEAST  (50 * MILLISECONDS)
#define IDLE_MOST   (1 * SECONDS)
#define PURGE_PAUSE (1 * MINUTES)
#define RETRY_PAUSE (1 * SECONDS)

static void take_delivery(void *context, struct delivery *delivery)
{
	struct store_thread *thread = context;

	if (passed_add(thread->passed, delivery))
		path_push(thread->path->deliveries, delivery);
	else
		delivery_free(delivery);
}

/* Passes on deliveries that were not passed on yet, as far as the outbox's ring has room: the
 * others stay in the database, and each settled delivery brings us here again. */
static void deliver(struct store_thread *thread)
{
	size_t room = DELIVERIES - ring_count(thread->path->deliveries);
	int64_t before = thread->last_row;

	thread->last_row =
		store_deliveries(thread->store, thread->last_row, room, take_delivery, thread);
	thread->behind = room == 0 || thread->last_row - before >= (int64_t)room;
}

static void forget_delivery(void *context, struct delivery *delivery)
{
	(void)context;
	delivery_free(delivery);
}

/* What the database has got now went out past it before. */
static void skip_deliveries(struct store_thread *thread)
{
	thread->last_row = store_deliveries(
		thread->store, thread->last_row, INT32_MAX, forget_delivery, NULL);
}

static void write_snapshot(struct store_thread *thread, const struct handover *handover)
{
	struct error error;

	if (!snapshot_write(thread->settings->state, thread->epoch, handover->changes->applied,
		    text_slice(handover->snapshot), &error)) {
		log_warning("snapshot", "%s", error.text);
		return;
	}
	atomic_store(&thread->path->needed, snapshot_needed(thread->settings->state));
	bell_ring(thread->path->housekeeping_bell);
}

/* For `status`. */
static void note_quarantined(struct store_thread *thread, struct handover *handover)
{
	if (!handover->quarantined)
		return;
	json_decref(thread->quarantined);
	thread->quarantined = handover->quarantined;
	handover->quarantined = NULL;
}

/* False when the database would not take it: the list is kept and tried again, since what is
 * left out could never be made up for. */
static bool take_handover(struct store_thread *thread, const struct handover *handover)
{
	struct error error;
	/* A start from this snapshot must see that the database is not behind it. */
	bool nothing = handover->changes->count == 0 && !handover->changes->whole &&
		       !handover->snapshot;
	bool done = nothing || store_apply(thread->store, handover->changes, &error);

	if (!done && !thread->broken)
		self_say(thread->path->self, SELF_DATABASE, SELF_RAISED,
			"the database cannot be written: %s", error.text);
	else if (done && thread->broken)
		self_say(thread->path->self, SELF_DATABASE, SELF_CLEARED,
			"the database is written again");
	thread->broken = !done;
	if (!done)
		return false;
	passed_settle(thread->passed, handover->changes);
	if (handover->bypassed)
		skip_deliveries(thread);
	else
		deliver(thread);
	if (handover->snapshot)
		write_snapshot(thread, handover);
	return true;
}

/* Nothing leaves the house before the journal has it on disk, and the database never knows
 * more than the journal. */
static bool is_released(const struct store_thread *thread, const struct handover *handover)
{
	return atomic_load(&thread->path->durable) >= handover->changes->release;
}

static void answer(struct store_thread *thread, struct question *question)
{
	answer_question(thread, question);
	path_push(thread->path->answered, question);
}

/* Unless that disk, or the database's, is broken: an alert that is not recorded is worth more
 * than none. Order is kept: first goes what the database has. */
static void bypass(struct store_thread *thread)
{
	if (!thread->broken && !atomic_load(&thread->path->degraded))
		return;
	if (thread->behind)
		deliver(thread);
	if (!thread->behind)
		backlog_bypass(&thread->backlog, atomic_load(&thread->path->durable),
			take_delivery, thread);
}

static void note_attempts(struct store_thread *thread)
{
	struct attempt *attempt;

	while ((attempt = ring_pop(thread->path->attempts))) {
		store_attempt(thread->store, attempt->delivery, attempt->detail);
		delivery_free(attempt->delivery);
		free(attempt);
	}
}

/* Takes what the engine has handed over; true when that was the last. */
static bool collect(struct store_thread *thread)
{
	struct handover *handover;
	bool last = false;

	while (!backlog_is_full(&thread->backlog) &&
		(handover = ring_pop(thread->path->changed))) {
		thread->counts = handover->counts;
		note_quarantined(thread, handover);
		last = last || handover->last;
		backlog_add(&thread->backlog, handover);
	}
	return last;
}

/* The engine is asked for everything that is alive; a `time` record makes it hand over. */
static void ask_for_all(struct path *path)
{
	atomic_store(&path->want_all, true);
	atomic_store(&path->want_time, true);
	bell_ring(path->journal_bell);
}

/* A database that was damaged or taken away while we run is begun anew. False when that cannot
 * be done now. */
static bool look_after(struct store_thread *thread)
{
	struct error why, error;

	if (!store_is_lost(thread->store, &why))
		return true;
	if (!thread->broken)
		self_say(thread->path->self, SELF_DATABASE, SELF_RAISED,
			"the database was lost while in use: %s; a new one is begun", why.text);
	if (!store_renew(thread->store, why.text, &error)) {
		if (!thread->broken)
			log_error("store", "no new database can be made: %s", error.text);
		thread->broken = true;
		return false;
	}
	thread->broken = true; /* until it has taken something */
	thread->last_row = 0;
	ask_for_all(thread->path);
	return true;
}

/* Gives the database what it may have. Returns how long to wait before it is tried again, in
 * nanoseconds; negative: until there is news. */
static int64_t apply(struct store_thread *thread)
{
	struct handover *handover;

	if (!look_after(thread))
		return RETRY_PAUSE;
	while ((handover = backlog_first(&thread->backlog)) && is_released(thread, handover)) {
		if (!take_handover(thread, handover))
			return RETRY_PAUSE;
		backlog_drop(&thread->backlog);
	}
	return thread->behind ? RETRY_PAUSE : -1;
}

static void answer_questions(struct store_thread *thread)
{
	struct question *question;

	while ((question = ring_pop(thread->path->asked)))
		answer(thread, question);
}

/* Whether there is nothing to wait for any more: all is in the database, or a broken disk keeps
 * it out. What the journal has will be given to the database at the next start. */
static bool is_done(const struct store_thread *thread)
{
	if (!backlog_first(&thread->backlog))
		return true;
	if (!thread->broken && !atomic_load(&thread->path->degraded))
		return false;
	log_warning("store", "%zu changes did not reach the database", thread->backlog.changes);
	return true;
}

/* Deletes a little of what is too old. True when there may be more; else there is nothing to do
 * for a while. */
static bool purge(struct store_thread *thread)
{
	int64_t now = clock_now(&thread->path->clock);
	struct error error;
	size_t deleted;

	if (thread->broken || now < thread->purge_at)
		return false;
	if (!store_purge(thread->store, now - thread->settings->history, PURGE_ROWS, &deleted, &error))
		log_warning("store", "old incidents could not be deleted: %s", error.text);
	else if (deleted == PURGE_ROWS)
		return true;
	thread->purge_at = now + PURGE_PAUSE;
	return false;
}

/* How long to wait when nothing comes, in real time: until there is something to purge, and not
 * so long that nobody notices when the database is gone. */
static int64_t rest(const struct store_thread *thread, int64_t wait)
{
	const struct clock *clock = &thread->path->clock;
	int64_t left = clock_span(clock, thread->purge_at - clock_now(clock));

	if (left < IDLE_LEAST)
		left = IDLE_LEAST;
	if (left > IDLE_MOST)
		left = IDLE_MOST;
	return wait < 0 || left < wait ? left : wait;
}

void *store_thread_run(void *context)
{
	struct store_thread *thread = context;
	bool last = false, done = false;

	thread->passed = passed_new();
	/* What a database that is behind takes for due may be settled long ago. */
	if (!thread->broken)
		deliver(thread);
	while (!done) {
		int64_t wait;

		last = collect(thread) || last;
		note_attempts(thread);
		answer_questions(thread);
		wait = apply(thread);
		bypass(thread);
		done = last && is_done(thread);
		if (!done && !purge(thread))
			bell_wait(thread->path->store_bell, rest(thread, wait));
	}
	backlog_free(&thread->backlog);
	passed_free(thread->passed);
	json_decref(thread->quarantined);
	return NULL;
}
