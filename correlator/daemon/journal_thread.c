/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/journal_thread.h"

#include <stdlib.h>

#include "base/duration.h"
#include "base/fault.h"
#include "base/log.h"

enum { GROUP_RECORDS = 1000 };
#define GROUP_SPAN (20 * MILLISECONDS)
#define RETRY_SPAN (1 * SECONDS)
#define IDLE_WAIT  (200 * MILLISECONDS)

/* To the engine, or to the match workers in turn. */
static void hand_on(struct journal_thread *thread, struct parcel *parcel)
{
	struct path *path = thread->path;

	if (parcel->set)
		thread->set = parcel->set;
	parcel->set = thread->set;
	parcel->matched = path->workers > 0;
	if (path->workers == 0) {
		path_push(path->written, parcel);
		return;
	}
	path_push(path->to_match[thread->turn], parcel);
	thread->turn = (thread->turn + 1) % path->workers;
}

/* The disk takes nothing, or takes everything again: the operator must know. */
static void note_health(struct journal_thread *thread, bool degraded, const char *why)
{
	struct path *path = thread->path;

	if (atomic_exchange(&path->degraded, degraded) == degraded)
		return;
	if (degraded)
		self_say(path->self, SELF_DEGRADED, SELF_RAISED, "%s", why);
	else
		self_say(path->self, SELF_DEGRADED, SELF_CLEARED,
			"the disk takes records again, and has all that waited");
	bell_ring(path->store_bell);
}

/* Of informs the io thread knows the parcel, not the record. */
static void publish(struct journal_thread *thread)
{
	struct path *path = thread->path;

	atomic_store(&path->durable, journal_durable(thread->journal));
	bell_ring(path->store_bell);
	if (thread->pending > 0 || thread->lost)
		return;
	atomic_store(&path->parcels, thread->parcels);
	if (atomic_load(&path->replies_wait))
		bell_ring(path->io_bell);
}

/* Publishes what is on disk now; only releases wait for this. */
static void make_durable(struct journal_thread *thread)
{
	struct path *path = thread->path;
	struct error error = {""};
	bool done;

	if (thread->pending == 0)
		return;
	done = journal_sync(thread->journal, &error);
	note_health(thread, !done, error.text);
	thread->since = clock_now(&path->clock);
	if (done)
		thread->pending = 0;
	if (atomic_exchange(&path->segment, journal_segment(thread->journal)) !=
		journal_segment(thread->journal))
		bell_ring(path->housekeeping_bell);
	publish(thread);
}

/* Parcels from io hold at least one record each. While the tail is full nothing is taken:
 * rings fill, inputs pause, and what the kernel then drops is counted. */
static void write_parcel(struct journal_thread *thread, struct parcel *parcel)
{
	struct path *path = thread->path;
	struct error error;

	while (!journal_append(
		thread->journal, parcel->batch, clock_now(&path->clock), &error)) {
		make_durable(thread);
		if (journal_is_degraded(thread->journal) && atomic_load(&path->stopping)) {
			log_error("journal", "%zu records are lost: %s", parcel->batch->count,
				error.text);
			batch_reset(parcel->batch);
			thread->lost = true;
			set_release(parcel->set); /* of a `set` record that is lost too */
			parcel->set = NULL;
			return;
		}
		path_pause();
	}
	if (thread->pending == 0)
		thread->since = clock_now(&path->clock);
	thread->pending += parcel->batch->count;
}

/* What the parts of the daemon have to say about themselves. */
static void add_self(struct journal_thread *thread, struct batch *batch, bool last)
{
	struct path *path = thread->path;
	size_t size;
	void *room;

	while ((room = batch_room(batch)) &&
		(size = self_take(path->self, clock_now(&path->clock), last, room)))
		batch_commit(batch, RECORD_EVENT, size);
}

/* The wall clock was set: what it says goes on record, for display alone. */
static void add_clock(struct journal_thread *thread, struct batch *batch)
{
	const struct clock *clock = &thread->path->clock;
	struct text payload = {0};

	clock_print(clock, &payload);
	batch_add(batch, RECORD_CLOCK, text_slice(&payload));
	text_free(&payload);
	thread->clock_stepped = false;
	if (clock->doubtful && thread->apart < 24 * HOURS && thread->apart > -24 * HOURS)
		self_say(thread->path->self, SELF_CLOCK, SELF_CLEARED,
			"the wall clock and engine time agree to a day again");
}

static bool has_own(struct journal_thread *thread, bool last)
{
	struct path *path = thread->path;

	if (clock_stepped(&path->clock, &thread->apart))
		thread->clock_stepped = true;
	return thread->clock_stepped || ring_count(path->outcomes) > 0 ||
	       ring_count(path->wishes) > 0 || atomic_load(&path->want_time) ||
	       self_waiting(path->self, clock_now(&path->clock), last);
}

/* How many there were. */
static size_t add_payloads(struct batch *batch, enum record_kind kind, struct ring *ring)
{
	struct text *payload;
	size_t count = 0;

	while (batch->count < BATCH_RECORDS / 2 && (payload = ring_pop(ring))) {
		batch_add(batch, kind, text_slice(payload));
		text_free(payload);
		free(payload);
		count++;
	}
	return count;
}

/* Records of our own: outcomes of deliveries, the word that a tick changed something, and what
 * goes wrong inside. */
static bool append_own(struct journal_thread *thread, bool last)
{
	struct path *path = thread->path;
	struct parcel *parcel;
	size_t outcomes;

	if (!has_own(thread, last))
		return false;
	parcel = ring_pop(path->own);
	if (!parcel)
		return false;
	if (atomic_exchange(&path->want_time, false))
		batch_add(parcel->batch, RECORD_TIME, (struct slice){0});
	if (thread->clock_stepped)
		add_clock(thread, parcel->batch);
	add_payloads(parcel->batch, RECORD_QUARANTINE, path->wishes);
	outcomes = add_payloads(parcel->batch, RECORD_OUTCOME, path->outcomes);
	add_self(thread, parcel->batch, last);
	write_parcel(thread, parcel);
	if (outcomes > 0)
		FAULT("outcome-written");
	hand_on(thread, parcel);
	return true;
}

/* A deadline is due and nothing else comes: the engine must hear that time has passed. */
static void tick(struct journal_thread *thread)
{
	struct path *path = thread->path;
	struct parcel *parcel;

	if (clock_now(&path->clock) < atomic_load(&path->next))
		return;
	parcel = ring_pop(path->own);
	if (!parcel)
		return;
	parcel->tick = clock_now(&path->clock);
	/* The engine sets it anew; until then one tick is enough. */
	atomic_store(&path->next, INT64_MAX);
	hand_on(thread, parcel);
}

static int64_t time_to_wait(const struct journal_thread *thread)
{
	const struct path *path = thread->path;
	int64_t next = atomic_load(&path->next), now = clock_now(&path->clock);
	int64_t wait = IDLE_WAIT;

	if (next != INT64_MAX && clock_span(&path->clock, next - now) < wait)
		wait = clock_span(&path->clock, next - now);
	return wait > 0 ? wait : 0;
}

/* A group is closed when it is large or old, or when there is nothing else to do. A disk that
 * takes nothing is asked again once a second. */
static bool group_is_due(const struct journal_thread *thread, bool idle)
{
	const struct clock *clock = &thread->path->clock;
	int64_t age = clock_span(clock, clock_now(clock) - thread->since);

	if (atomic_load(&thread->path->degraded))
		return age >= RETRY_SPAN;
	return thread->pending >= GROUP_RECORDS || idle || age >= GROUP_SPAN;
}

void *journal_thread_run(void *context)
{
	struct journal_thread *thread = context;
	struct path *path = thread->path;
	bool last = false;

	clock_stepped(&path->clock, &thread->apart); /* the start is on record already */
	while (!last) {
		struct parcel *parcel = ring_pop(path->read);
		bool idle;

		if (parcel) {
			last = parcel->last;
			while (last && append_own(thread, true))
				;
			write_parcel(thread, parcel);
			thread->parcels++;
			hand_on(thread, parcel);
		}
		idle = !append_own(thread, false) && !parcel;
		tick(thread);
		if (last || group_is_due(thread, idle))
			make_durable(thread);
		if (idle)
			bell_wait(path->journal_bell, time_to_wait(thread));
	}
	return NULL;
}
