/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/duration.h"
#include "base/json.h"
#include "daemon/clock.h"

static int64_t wall_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

static void assert_about(int64_t found, int64_t wanted)
{
	assert_in_range(found - wanted + 10 * SECONDS, 9 * SECONDS, 11 * SECONDS);
}

/* Where T begins, by what the last record and the wall clock say. */
static void test_begin(void **state)
{
	static const struct {
		int64_t last; /* before the wall clock */
		int64_t begin;
		bool doubtful;
	} cases[] = {
		{0, 0, false},
		{5 * MINUTES, 0, false},
		{23 * HOURS, 0, false},
		{-5 * MINUTES, -5 * MINUTES, false}, /* never back */
		{-23 * HOURS, -23 * HOURS, false},
		{25 * HOURS, 25 * HOURS - SECONDS, true},
		{-25 * HOURS, -25 * HOURS - SECONDS, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const int64_t wall = wall_now();
		const int64_t last = cases[i].last ? wall - cases[i].last : 0;
		const struct clock clock = clock_make(last, 0, 1);

		assert_int_equal(clock.doubtful, cases[i].doubtful);
		assert_about(clock_now(&clock), wall - cases[i].begin);
		assert_true(clock_now(&clock) > last);
	}
}

static void test_steps(void **state)
{
	struct clock clock = clock_make(0, 0, 1);
	int64_t apart = 0;

	(void)state;
	assert_false(clock_stepped(&clock, &apart));
	/* T is two hours ahead: the same as a wall clock that was set back. */
	clock.base += 2 * HOURS;
	assert_true(clock_stepped(&clock, &apart));
	assert_about(apart, 2 * HOURS);
	assert_false(clock_stepped(&clock, &apart));
	clock.base -= 4 * HOURS;
	assert_true(clock_stepped(&clock, &apart));
	assert_about(apart, -2 * HOURS);
	/* Below a second nobody notices. */
	clock.base += SECONDS / 2;
	assert_false(clock_stepped(&clock, &apart));
	assert_about(apart, -2 * HOURS);
}

static void test_time_lapse_has_a_wall_clock_of_its_own(void **state)
{
	const struct clock clock = clock_make(0, 1000 * SECONDS, 60);
	int64_t apart = 0;

	(void)state;
	assert_in_range(clock_now(&clock), 1000 * SECONDS, 1060 * SECONDS);
	assert_false(clock_stepped(&clock, &apart));
}

static void test_payload(void **state)
{
	const struct clock clock = clock_make(0, 0, 1);
	struct text payload = {0};
	json_t *json;

	(void)state;
	clock_print(&clock, &payload);
	json = json_parse(text_slice(&payload), NULL);
	assert_about(json_member_integer(json, "wall", 0), wall_now());
	json_decref(json);
	text_free(&payload);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_begin),
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_time_lapse_has_a_wall_clock_of_its_own),
		cmocka_unit_test(test_payload),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
