/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/table.h"
#include "correlate/context.h"

static void test_predicates(void **state)
{
	static const struct sample samples[] = {{1, 10}, {2, 10}, {3, 20}, {4, 30}, {5, 10}};
	static const struct {
		const char *operation;
		size_t count;
		int64_t need;
		bool want;
	} rows[] = {
		{"count", 2, 3, false},
		{"count", 3, 3, true},
		{"count", 5, 3, true},
		{"distinct", 2, 2, false},
		{"distinct", 3, 2, true},
		{"distinct", 5, 3, true},
		{"distinct", 5, 4, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct operation *operation = operation_find(rows[i].operation);
		struct need need = {.kind = rows[i].operation, .count = rows[i].need};

		assert_non_null(operation);
		assert_int_equal(
			operation->satisfied(&need, samples, rows[i].count), rows[i].want);
	}
	assert_null(operation_find("nothing"));
}

/* Three inside ten: the window is always enforced, and slides. */
static void test_window_slides(void **state)
{
	static const struct {
		int64_t at;
		bool want;
	} rows[] = {{0, false}, {5, false}, {11, false}, {14, true}, {15, false}};
	struct deadlines deadlines = {0};
	struct contexts contexts;
	struct alarm_rule rule = {
		.id = "r", .need = {.kind = "count", .count = 3, .within = 10}};

	(void)state;
	contexts_init(&contexts, 1, &deadlines);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(contexts_feed(&contexts, &rule, slice_of("k"), rows[i].at, 0),
			rows[i].want);
	contexts_free(&contexts);
	heap_free(&deadlines.heap);
}

/* More events than a ring holds are still counted right at the end. */
static void test_full_ring(void **state)
{
	struct deadlines deadlines = {0};
	struct contexts contexts;
	struct alarm_rule rule = {
		.id = "r", .need = {.kind = "distinct", .count = 2, .within = 1000000}};

	(void)state;
	contexts_init(&contexts, 1, &deadlines);
	for (int i = 0; i < 3 * SAMPLES_MAXIMUM; i++)
		assert_false(contexts_feed(&contexts, &rule, slice_of("k"), i, 5));
	assert_true(contexts_feed(&contexts, &rule, slice_of("k"), 3 * SAMPLES_MAXIMUM, 99));
	contexts_free(&contexts);
	heap_free(&deadlines.heap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_predicates),
		cmocka_unit_test(test_window_slides),
		cmocka_unit_test(test_full_ring),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
