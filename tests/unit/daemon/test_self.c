/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/duration.h"
#include "base/log.h"
#include "base/slice.h"
#include "base/xalloc.h"
#include "daemon/self.h"

static const int64_t START = 1000 * SECONDS;

static void swallow(void *context, enum log_level level, const char *line)
{
	(void)context;
	(void)level;
	(void)line;
}

/* What may be told at that time; "" for nothing. */
static void assert_taken(struct self *self, int64_t now, bool last, const char *message)
{
	struct event *event = xcalloc(1, EVENT_MAXIMUM);
	const bool waiting = self_waiting(self, now, last);
	const size_t size = self_take(self, now, last, event);

	assert_int_equal(waiting, size > 0);
	if (size) {
		assert_true(event_valid(slice_make(event, size)));
		assert_int_equal(event->kind, EVENT_SELF);
	}
	assert_true(
		slice_equals(size ? event_get(event, EVENT_MESSAGE) : slice_of(""), message));
	free(event);
}

static void test_one_a_minute(void **state)
{
	struct self *self = self_new();

	(void)state;
	assert_taken(self, START, false, "");
	self_say(self, SELF_LOSS, SELF_RAISED, "%d datagrams", 3);
	assert_taken(self, START, false, "loss: 3 datagrams");
	assert_taken(self, START, false, "");
	self_say(self, SELF_LOSS, SELF_RAISED, "%d datagrams", 4);
	self_say(self, SELF_LOSS, SELF_RAISED, "%d datagrams", 5);
	self_say(self, SELF_LOSS, SELF_RAISED, "%d datagrams", 6);
	assert_taken(self, START + 59 * SECONDS, false, "");
	assert_taken(self, START + 60 * SECONDS, false,
		"loss: 6 datagrams (and 2 more since the last)");
	assert_taken(self, START + 180 * SECONDS, false, "");
	self_free(self);
}

static void test_kinds_do_not_wait_for_one_another(void **state)
{
	struct self *self = self_new();

	(void)state;
	self_say(self, SELF_DATABASE, SELF_RAISED, "disk full");
	self_say(self, SELF_DEGRADED, SELF_RAISED, "disk full");
	assert_taken(self, START, false, "degraded: disk full");
	assert_taken(self, START, false, "database: disk full");
	assert_taken(self, START, false, "");
	self_free(self);
}

static void test_the_end_is_never_lost(void **state)
{
	struct self *self = self_new();

	(void)state;
	self_say(self, SELF_DEGRADED, SELF_RAISED, "disk full");
	assert_taken(self, START, false, "degraded: disk full");
	self_say(self, SELF_DEGRADED, SELF_CLEARED, "written again");
	assert_taken(self, START + 1, false, "");
	assert_taken(self, START + 60 * SECONDS, false, "degraded over: written again");
	self_say(self, SELF_DEGRADED, SELF_RAISED, "disk full");
	/* We stop: it does not wait for its minute. */
	assert_taken(self, START + 61 * SECONDS, true, "degraded: disk full");
	self_free(self);
}

static void test_long_sentences_are_cut(void **state)
{
	struct self *self = self_new();
	struct event *event = xcalloc(1, EVENT_MAXIMUM);

	(void)state;
	self_say(self, SELF_RULES, SELF_RAISED, "%01000d", 7);
	assert_true(self_take(self, START, false, event) > 0);
	assert_int_equal(
		event_get(event, EVENT_MESSAGE).length, SELF_SENTENCE - 1 + strlen("rules: "));
	free(event);
	self_free(self);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_a_minute),
		cmocka_unit_test(test_kinds_do_not_wait_for_one_another),
		cmocka_unit_test(test_the_end_is_never_lost),
		cmocka_unit_test(test_long_sentences_are_cut),
	};

	log_set_sink(swallow, NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
