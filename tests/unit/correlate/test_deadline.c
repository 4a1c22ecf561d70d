/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "correlate/deadline.h"

enum { COUNT = 5 };

static void arm_all(struct deadlines *deadlines, struct deadline *each, const int64_t *times)
{
	for (int i = 0; i < COUNT; i++) {
		deadline_init(&each[i], DEADLINE_AGE, &each[i]);
		deadline_arm(deadlines, &each[i], times[i]);
	}
}

/* By time; equal times by what armed them first. */
static void test_order(void **state)
{
	static const int64_t times[COUNT] = {30, 10, 30, 20, 10};
	static const int order[COUNT] = {1, 4, 3, 0, 2};
	struct deadlines deadlines = {0};
	struct deadline each[COUNT];

	(void)state;
	arm_all(&deadlines, each, times);
	assert_null(deadline_due(&deadlines, 9));
	for (int i = 0; i < COUNT; i++)
		assert_ptr_equal(deadline_due(&deadlines, 30), &each[order[i]]);
	assert_null(deadline_due(&deadlines, 1000));
	heap_free(&deadlines.heap);
}

static void test_cancel_and_move(void **state)
{
	static const int64_t times[COUNT] = {1, 2, 3, 4, 5};
	struct deadlines deadlines = {0};
	struct deadline each[COUNT];

	(void)state;
	arm_all(&deadlines, each, times);
	deadline_cancel(&deadlines, &each[0]);
	deadline_cancel(&deadlines, &each[0]);
	deadline_shift(&deadlines, &each[1], 10);
	deadline_shift(&deadlines, &each[0], 10); /* not armed: nothing */
	assert_false(deadline_armed(&each[0]));
	assert_ptr_equal(deadline_due(&deadlines, 5), &each[2]);
	assert_ptr_equal(deadline_due(&deadlines, 5), &each[3]);
	assert_ptr_equal(deadline_due(&deadlines, 5), &each[4]);
	assert_null(deadline_due(&deadlines, 11));
	assert_ptr_equal(deadline_due(&deadlines, 12), &each[1]);
	heap_free(&deadlines.heap);
}

/* Saved and loaded in any order, they still fire in the old one. */
static void test_codec_keeps_order(void **state)
{
	static const int64_t times[COUNT] = {7, 7, 7, 7, 7};
	struct deadlines before = {0}, after = {0};
	struct deadline each[COUNT], loaded[COUNT];
	struct text bytes = {0};
	struct codec codec = codec_saver(&bytes);

	(void)state;
	arm_all(&before, each, times);
	for (int i = COUNT - 1; i >= 0; i--)
		deadline_codec(&before, &codec, &each[i]);
	codec = codec_loader(text_slice(&bytes));
	for (int i = COUNT - 1; i >= 0; i--) {
		deadline_init(&loaded[i], DEADLINE_AGE, NULL);
		deadline_codec(&after, &codec, &loaded[i]);
	}
	assert_false(codec.failed);
	for (int i = 0; i < COUNT; i++)
		assert_ptr_equal(deadline_due(&after, 7), &loaded[i]);
	text_free(&bytes);
	heap_free(&before.heap);
	heap_free(&after.heap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_cancel_and_move),
		cmocka_unit_test(test_codec_keeps_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
