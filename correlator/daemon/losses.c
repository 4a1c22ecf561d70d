/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/losses.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/xalloc.h"

struct loss {
	int64_t from, to; /* T */
	uint64_t count;   /* 0: none */
};

struct losses {
	struct path *path;
	const struct settings *settings;
	struct loss items[]; /* as in settings->listeners; not recorded yet */
};

struct losses *losses_new(struct path *path, const struct settings *settings)
{
	struct losses *losses = xcalloc(
		1, sizeof(*losses) + settings->listener_count * sizeof(losses->items[0]));

	losses->path = path;
	losses->settings = settings;
	return losses;
}

void losses_free(struct losses *losses)
{
	free(losses);
}

void losses_note(struct losses *losses, uint16_t listener, uint64_t count)
{
	const struct clock *clock = &losses->path->clock;
	struct loss *loss = &losses->items[listener];
	int64_t now = clock_now(clock);

	if (loss->count == 0)
		loss->from = now - SECONDS * clock->rate;
	loss->to = now;
	loss->count += count;
}

static void print_loss(const struct loss *loss, const char *listener, struct text *payload)
{
	json_t *json = json_object();

	json_object_set_new(json, "from", json_integer(loss->from));
	json_object_set_new(json, "to", json_integer(loss->to));
	json_object_set_new(json, "listener", json_text(listener));
	json_object_set_new(json, "count", json_integer((json_int_t)loss->count));
	json_print(json, payload);
	json_decref(json);
}

bool losses_record(
	struct losses *losses, bool (*add)(void *context, struct slice payload), void *context)
{
	bool done = true;

	for (size_t i = 0; i < losses->settings->listener_count && done; i++) {
		const char *listener = losses->settings->listeners[i].settings->id;
		struct loss *loss = &losses->items[i];
		struct text payload = {0};

		if (loss->count == 0)
			continue;
		print_loss(loss, listener, &payload);
		done = add(context, text_slice(&payload));
		text_free(&payload);
		if (!done)
			break;
		self_say(losses->path->self, SELF_LOSS, SELF_RAISED,
			"the kernel dropped %" PRIu64 " datagrams of listener '%s'",
			loss->count, listener);
		loss->count = 0;
	}
	return done;
}
