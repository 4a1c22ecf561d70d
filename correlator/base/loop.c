/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/loop.h"

#include <assert.h>
#include <event2/event.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/duration.h"
#include "base/xalloc.h"

struct loop {
	struct event_base *base;
	watch_callback *after_turn; /* may be NULL */
	void *context;
	size_t watches; /* not yet freed */
	bool stopping;
};

struct watch {
	struct loop *loop;
	struct event *event;
	watch_callback *call;
	void *context;
};

struct loop *loop_new(void)
{
	struct loop *loop = xcalloc(1, sizeof(*loop));
	struct event_config *config = event_config_new();

	assert(config);
	event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
	event_config_set_flag(config, EVENT_BASE_FLAG_PRECISE_TIMER);
	loop->base = event_base_new_with_config(config);
	event_config_free(config);
	assert(loop->base);
	return loop;
}

void loop_free(struct loop *loop)
{
	if (!loop)
		return;
	assert(loop->watches == 0);
	event_base_free(loop->base);
	free(loop);
}

/* The callback may free the watch: it is not touched afterwards. */
static void happened(evutil_socket_t fd, short what, void *argument)
{
	const struct watch *watch = argument;

	(void)fd;
	(void)what;
	watch->call(watch->context);
}

static struct watch *watch_new(struct loop *loop, int fd, short what,
	const struct timeval *period, watch_callback *call, void *context)
{
	struct watch *watch = xcalloc(1, sizeof(*watch));

	watch->loop = loop;
	watch->call = call;
	watch->context = context;
	watch->event = event_new(loop->base, fd, what | EV_PERSIST, happened, watch);
	assert(watch->event);

	int result = event_add(watch->event, period);

	assert(result == 0);
	loop->watches++;
	return watch;
}

struct watch *loop_readable(struct loop *loop, int fd, watch_callback *call, void *context)
{
	return watch_new(loop, fd, EV_READ, NULL, call, context);
}

struct watch *loop_writable(struct loop *loop, int fd, watch_callback *call, void *context)
{
	return watch_new(loop, fd, EV_WRITE, NULL, call, context);
}

struct watch *loop_every(struct loop *loop, int64_t period, watch_callback *call, void *context)
{
	assert(period > 0);

	int64_t microseconds = (period + 999) / 1000;
	struct timeval span = {
		.tv_sec = microseconds / 1000000, .tv_usec = microseconds % 1000000};

	return watch_new(loop, -1, 0, &span, call, context);
}

struct watch *loop_signal(
	struct loop *loop, int signal_number, watch_callback *call, void *context)
{
	return watch_new(loop, signal_number, EV_SIGNAL, NULL, call, context);
}

void watch_free(struct watch *watch)
{
	if (!watch)
		return;
	watch->loop->watches--;
	event_free(watch->event);
	free(watch);
}

void loop_after_turn(struct loop *loop, watch_callback *call, void *context)
{
	loop->after_turn = call;
	loop->context = context;
}

void loop_run(struct loop *loop)
{
	while (!loop->stopping) {
		int result = event_base_loop(loop->base, EVLOOP_ONCE);

		assert(result == 0); /* 1: no watch is left, it could never end */
		if (loop->after_turn)
			loop->after_turn(loop->context);
	}
	loop->stopping = false;
}

void loop_stop(struct loop *loop)
{
	loop->stopping = true;
}
