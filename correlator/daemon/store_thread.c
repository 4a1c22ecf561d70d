/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/store_thread.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "daemon/snapshot.h"

#define RETRY_PAUSE (1 * SECONDS)

void question_free(struct question *question)
{
	free(question->incident);
	text_free(&question->order);
	text_free(&question->answer);
	free(question);
}

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

static void add_number(json_t *json, const char *name, uint64_t number)
{
	json_object_set_new(json, name, json_integer((json_int_t)number));
}

static void answer_status(struct store_thread *thread, struct text *answer)
{
	const struct engine_counts *counts = &thread->counts;
	struct text stored = {0};
	json_t *json = json_object(), *engine = json_object();

	add_number(engine, "events", counts->events);
	add_number(engine, "matched", counts->matched);
	add_number(engine, "limited", counts->limited);
	add_number(engine, "alarms_raised", counts->raised);
	add_number(engine, "alarms_repeated", counts->repeated);
	add_number(engine, "alarms_cleared", counts->cleared);
	add_number(engine, "clears_of_nothing", counts->clears_of_nothing);
	add_number(engine, "without_key", counts->keyless);
	add_number(engine, "overflow", counts->overflow);
	add_number(engine, "incidents_opened", counts->opened);
	add_number(engine, "incidents_closed", counts->closed);
	add_number(engine, "incidents_transient", counts->transient);
	add_number(engine, "incidents_merged", counts->merged);
	add_number(engine, "alive_alarms", counts->alive_alarms);
	add_number(engine, "raised_alarms", counts->raised_alarms);
	add_number(engine, "alive_incidents", counts->alive_incidents);
	store_status(thread->store, &stored);
	json_object_set_new(json, "engine", engine);
	json_object_set_new(json, "store", json_parse(text_slice(&stored), NULL));
	add_number(json, "durable", atomic_load(&thread->path->durable));
	json_print(json, answer);
	json_decref(json);
	text_free(&stored);
}

static void answer_error(const struct error *error, struct text *answer)
{
	json_t *json = json_object();

	json_object_set_new(json, "error", json_text(error->text));
	json_print(json, answer);
	json_decref(json);
}

static void answer(struct store_thread *thread, struct question *question)
{
	struct error error;

	switch (question->kind) {
	case QUESTION_INCIDENTS:
		text_string(&question->answer, "{\"incidents\":");
		store_incidents(thread->store, question->all, 1000, &question->answer);
		text_byte(&question->answer, '}');
		break;
	case QUESTION_SHOW:
		if (!store_show(thread->store, question->incident, &question->answer, &error))
			answer_error(&error, &question->answer);
		break;
	case QUESTION_STATUS:
		answer_status(thread, &question->answer);
		break;
	case QUESTION_ORDER:
		if (!store_is_alive(thread->store, question->incident, &error))
			answer_error(&error, &question->answer);
		break;
	}
	path_push(thread->path->answered, question);
}

/* Nothing leaves the house before the journal has it on disk. */
static bool is_released(const struct store_thread *thread, const struct handover *handover)
{
	return atomic_load(&thread->path->durable) >= handover->changes->release;
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
