/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/repeats.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

/* How many of `times` of that message go on. */
static int admitted(struct repeats *repeats, const char *message, int times, uint64_t limit)
{
	int count = 0;

	for (int i = 0; i < times; i++)
		count += repeats_admit(repeats, slice_of(message), limit);
	return count;
}

static void assert_shed(struct repeats *repeats, const char *message, uint64_t times)
{
	const struct repeat *repeat = repeats_first(repeats);

	assert_non_null(repeat);
	assert_true(slice_equals(repeat->event, message));
	assert_int_equal(repeat->times, times);
	repeats_done(repeats);
}

static void what_is_beyond_the_limit_is_counted(void **state)
{
	struct repeats *repeats = repeats_new(1);

	(void)state;
	assert_int_equal(admitted(repeats, "a", 10, 10), 10);
	assert_null(repeats_first(repeats));
	assert_int_equal(admitted(repeats, "a", 5, 10), 0);
	assert_int_equal(admitted(repeats, "b", 11, 10), 10);
	assert_int_equal(admitted(repeats, "a", 2, 10), 0);
	assert_shed(repeats, "a", 7);
	assert_shed(repeats, "b", 1);
	assert_null(repeats_first(repeats));
	repeats_free(repeats);
}

static void each_second_begins_anew(void **state)
{
	struct repeats *repeats = repeats_new(2);

	(void)state;
	assert_int_equal(admitted(repeats, "a", 15, 10), 10);
	repeats_second(repeats);
	/* Not recorded yet, for want of room: it waits, and the next second is its own. */
	assert_int_equal(admitted(repeats, "a", 13, 10), 10);
	assert_shed(repeats, "a", 5);
	assert_int_equal(admitted(repeats, "a", 11, 10), 10);
	assert_shed(repeats, "a", 3);
	assert_shed(repeats, "a", 1);
	repeats_free(repeats);
}

static void no_limit_sheds_nothing(void **state)
{
	struct repeats *repeats = repeats_new(3);

	(void)state;
	assert_int_equal(admitted(repeats, "a", 1000, 0), 1000);
	assert_null(repeats_first(repeats));
	repeats_free(repeats);
}

/* Many messages: whatever does not fit goes on. */
static void bounded_and_exact(void **state)
{
	enum { MESSAGES = 20000, TIMES = 5, LIMIT = 2 };
	struct repeats *repeats = repeats_new(4);
	const struct repeat *repeat;
	uint64_t on = 0, shed = 0, kept = 0;
	char message[32];

	(void)state;
	for (int i = 0; i < MESSAGES; i++) {
		snprintf(message, sizeof(message), "message %d", i);
		on += (uint64_t)admitted(repeats, message, TIMES, LIMIT);
	}
	while ((repeat = repeats_first(repeats))) {
		shed += repeat->times;
		kept++;
		repeats_done(repeats);
	}
	assert_int_equal(on + shed, MESSAGES * TIMES);
	assert_int_equal(kept, 64);
	repeats_free(repeats);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_beyond_the_limit_is_counted),
		cmocka_unit_test(each_second_begins_anew),
		cmocka_unit_test(no_limit_sheds_nothing),
		cmocka_unit_test(bounded_and_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
