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
#include "daemon/snapshot.h"

#define RETRY_PAUSE (1 * SECONDS)

static void take_delivery(void *context, struct delivery *delivery)
{
	struct store_thread *thread = context;

	path_push(thread->path->deliveries, delivery);
}

/* Passes on deliveries that were not passed on yet, as far as the outbox's ring has room: the
 * others stay in the database, and each settled delivery brings us here again. */
static void deliver(struct store_thread *thread)
{
	size_t room = DELIVERIES - ring_count(thread->path->deliveries);

	thread->last_row =
		store_deliveries(thread->store, thread->last_row, room, take_delivery, thread);
}

static void write_snapshot(struct store_thread *thread, const struct handover *handover)
{
	struct error error;

	if (!snapshot_write(thread->folder, thread->epoch, handover->changes->applied,
		    text_slice(handover->snapshot), &error))
		log_warning("snapshot", "%s", error.text);
}

static void handover_free(struct handover *handover)
{
	change_list_free(handover->changes);
	if (handover->snapshot)
		text_free(handover->snapshot);
	free(handover->snapshot);
	free(handover);
}

/* False when the database would not take it: the list is kept and tried again, since what is
 * left out could never be made up for. */
static bool take_handover(struct store_thread *thread, struct handover *handover)
{
	struct error error;

	thread->counts = handover->counts;
	if (handover->changes->count > 0 &&
		!store_apply(thread->store, handover->changes, &error)) {
		log_error("store", "%s; trying again", error.text);
		return false;
	}
	deliver(thread);
	if (handover->snapshot)
		write_snapshot(thread, handover);
	return true;
}

/* Nothing leaves the house before the journal has it on disk. */
static bool is_released(const struct store_thread *thread, const struct handover *handover)
{
	return atomic_load(&thread->path->durable) >= handover->changes->release;
}

static void answer(struct store_thread *thread, struct question *question)
{
	answer_question(thread, question);
	path_push(thread->path->answered, question);
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

/* Takes the next handover if it may be taken now; it stays in *next when it may not. Returns
 * how long to wait then, in nanoseconds; 0 when there is more to do. */
static int64_t step(struct store_thread *thread, struct handover **next, bool *last)
{
	struct path *path = thread->path;

	if (!*next)
		*next = ring_pop(path->changed);
	if (!*next || !(is_released(thread, *next) || atomic_load(&path->failed)))
		return -1;
	if (!take_handover(thread, *next) && !(*next)->last)
		return RETRY_PAUSE;
	*last = (*next)->last;
	handover_free(*next);
	*next = NULL;
	return 0;
}

void *store_thread_run(void *context)
{
	struct store_thread *thread = context;
	struct path *path = thread->path;
	struct handover *next = NULL;
	bool last = false;

	deliver(thread);
	while (!last) {
		struct question *question = ring_pop(path->asked);
		int64_t wait;

		note_attempts(thread);
		if (question)
			answer(thread, question);
		wait = step(thread, &next, &last);
		if (wait && !question)
			bell_wait(path->store_bell, wait);
	}
	return NULL;
}
