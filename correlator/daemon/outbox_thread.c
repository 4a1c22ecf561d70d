/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/outbox_thread.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/duration.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/log.h"
#include "base/xalloc.h"

/* An attempt in flight when the daemon stops gets so long to be answered. */
#define LAST_WAIT (2 * SECONDS)

static void settled(void *context, struct delivery *delivery, const struct result *result)
{
	struct outbox_thread *thread = context;
	struct text *payload = xcalloc(1, sizeof(*payload));
	json_t *json = json_object();
	bool delivered = result->kind == RESULT_DELIVERED;

	FAULT("outbox-settled");
	if (!delivered)
		self_say(thread->path->self, SELF_DEAD_LETTER, SELF_RAISED,
			"output '%s' refused alert %s:%" PRIu64 " for good: %s",
			delivery->output, delivery->incident, delivery->seq, result->detail);
	json_object_set_new(json, "incident", json_text(delivery->incident));
	json_object_set_new(json, "seq", json_integer((json_int_t)delivery->seq));
	json_object_set_new(json, "output", json_text(delivery->output));
	json_object_set_new(json, "result", json_text(delivered ? "delivered" : "refused"));
	json_object_set_new(json, "remote", json_clean(slice_of(result->remote)));
	json_object_set_new(json, "detail", json_clean(slice_of(result->detail)));
	json_print(json, payload);
	json_decref(json);
	delivery_free(delivery);
	path_push(thread->path->outcomes, payload);
}

static void attempted(
	void *context, const struct delivery *delivery, const struct result *result)
{
	struct outbox_thread *thread = context;
	struct attempt *attempt = xcalloc(1, sizeof(*attempt));

	log_info("outbox", "will try again incident=%s seq=%" PRIu64 " output=%s: %s",
		delivery->incident, delivery->seq, delivery->output, result->detail);
	attempt->delivery = xcalloc(1, sizeof(*attempt->delivery));
	attempt->delivery->incident = xstrdup(delivery->incident);
	attempt->delivery->seq = delivery->seq;
	attempt->delivery->output = xstrdup(delivery->output);
	snprintf(attempt->detail, sizeof(attempt->detail), "%s", result->detail);
	if (ring_push(thread->path->attempts, attempt))
		return;
	delivery_free(attempt->delivery); /* only a remark: nobody waits for it */
	free(attempt);
}

bool outbox_thread_init(struct outbox_thread *thread, struct path *path,
	const struct outbox_output *listed, size_t count, struct error *error)
{
	thread->path = path;
	thread->outbox = outbox_new(listed, count, settled, attempted, thread, error);
	return thread->outbox != NULL;
}

static void run_once(struct outbox_thread *thread, int64_t timeout)
{
	struct path *path = thread->path;
	struct delivery *delivery;

	while ((delivery = ring_pop(path->deliveries)))
		outbox_add(thread->outbox, delivery);
	outbox_run(thread->outbox, timeout, bell_descriptor(path->outbox_bell));
	bell_clear(path->outbox_bell);
}

void *outbox_thread_run(void *context)
{
	struct outbox_thread *thread = context;
	struct path *path = thread->path;
	int64_t end;

	while (!atomic_load(&path->stop_outbox))
		run_once(thread, SECONDS);
	end = clock_now(&path->clock) + LAST_WAIT * path->clock.rate;
	while (outbox_in_flight(thread->outbox) > 0 && clock_now(&path->clock) < end)
		run_once(thread, LAST_WAIT / 20);
	return NULL;
}
