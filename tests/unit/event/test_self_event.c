/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/xalloc.h"
#include "event/self_event.h"

static struct event *space_new(void)
{
	return xcalloc(1, EVENT_MAXIMUM);
}

static void assert_field(const struct event *event, enum event_field field, const char *want)
{
	assert_true(slice_equals(event_get(event, field), want));
}

static void test_reads_like_a_line(void **state)
{
	struct event *event = space_new();
	const size_t size = self_event_write(
		event, SELF_DEAD_LETTER, SELF_CLEARED, slice_of("output 'a' takes alerts"));

	(void)state;
	assert_true(event_valid(slice_make(event, size)));
	assert_int_equal(event->kind, EVENT_SELF);
	assert_field(
		event, EVENT_RAW, "correlatord: dead-letter over: output 'a' takes alerts");
	assert_field(event, EVENT_HOST, "correlator");
	assert_field(event, EVENT_PROGRAM, "correlatord");
	assert_field(event, EVENT_MSGID, "dead-letter over");
	assert_field(event, EVENT_MESSAGE, "dead-letter over: output 'a' takes alerts");
	free(event);
}

static void test_names_of_kinds(void **state)
{
	static const struct {
		const char *name;
		bool good;
		enum self_kind kind;
		enum self_state state;
	} cases[] = {
		{"loss", true, SELF_LOSS, SELF_RAISED},
		{"loss over", true, SELF_LOSS, SELF_CLEARED},
		{"sources", true, SELF_SOURCES, SELF_RAISED},
		{"certificate", true, SELF_CERTIFICATE, SELF_RAISED},
		{"restart-loop over", true, SELF_RESTART_LOOP, SELF_CLEARED},
		{"loss  over", false, 0, 0},
		{"losses", false, 0, 0},
		{"los", false, 0, 0},
		{"over", false, 0, 0},
		{"", false, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		enum self_state found_state;
		enum self_kind kind;
		const bool good =
			self_event_name_parse(slice_of(cases[i].name), &kind, &found_state);

		assert_int_equal(good, cases[i].good);
		if (good)
			assert_int_equal(kind, cases[i].kind);
		if (good)
			assert_int_equal(found_state, cases[i].state);
	}
	for (int i = 0; i < SELF_KINDS; i++) {
		enum self_state found_state;
		enum self_kind kind;

		assert_true(self_event_name_parse(
			slice_of(self_kind_name((enum self_kind)i)), &kind, &found_state));
		assert_int_equal(kind, i);
	}
}

static void test_words(void **state)
{
	struct event *event = space_new();

	(void)state;
	assert_true(self_event_from_words(event, slice_of("clock over: right: again")) > 0);
	assert_field(event, EVENT_MESSAGE, "clock over: right: again");
	assert_int_equal(self_event_from_words(event, slice_of("cloak: wrong")), 0);
	assert_int_equal(self_event_from_words(event, slice_of("clock")), 0);
	free(event);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_like_a_line),
		cmocka_unit_test(test_names_of_kinds),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
