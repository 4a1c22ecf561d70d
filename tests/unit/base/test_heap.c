/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/heap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/base/random.h"

enum { ITEMS = 200, STEPS = 20000 };

static bool before(const struct heap_item *a, const struct heap_item *b)
{
	if (a->first != b->first)
		return a->first < b->first;
	return a->second != b->second ? a->second < b->second : a->third < b->third;
}

/* The smallest of those that are in, by looking at all. */
static struct heap_item *naive_first(struct heap_item *items, const bool *in)
{
	struct heap_item *first = NULL;

	for (size_t i = 0; i < ITEMS; i++)
		if (in[i] && (!first || before(&items[i], first)))
			first = &items[i];
	return first;
}

/* Few different numbers, so that all three decide now and then; the third is unique. */
static void draw(struct heap_item *item, size_t i, uint64_t *random)
{
	item->first = (int64_t)random_below(random, 9) - 4;
	item->second = random_below(random, 4);
	item->third = i;
}

static void agrees_with_looking_at_all(void **state)
{
	static struct heap_item items[ITEMS];
	static bool in[ITEMS];
	struct heap heap = {0};
	uint64_t random = random_seed();

	(void)state;
	for (size_t step = 0; step < STEPS; step++) {
		size_t i = random_below(&random, ITEMS);

		in[i] = random_below(&random, 3) > 0;
		if (in[i]) {
			draw(&items[i], i, &random);
			heap_put(&heap, &items[i]);
		} else {
			heap_remove(&heap, &items[i]);
		}
		assert_int_equal(items[i].place != 0, in[i]);
		assert_ptr_equal(heap_first(&heap), naive_first(items, in));
	}
	for (struct heap_item *item; (item = heap_first(&heap)); heap_remove(&heap, item)) {
		assert_ptr_equal(item, naive_first(items, in));
		in[item - items] = false;
	}
	assert_null(naive_first(items, in));
	heap_free(&heap);
}

static void extreme_times_are_ordered(void **state)
{
	struct heap_item never = {.first = INT64_MAX, .second = UINT64_MAX};
	struct heap_item late = {.first = INT64_MAX, .second = 1};
	struct heap_item early = {.first = INT64_MIN};
	struct heap heap = {0};

	(void)state;
	assert_null(heap_first(&heap));
	heap_put(&heap, &never);
	heap_put(&heap, &late);
	heap_put(&heap, &early);
	assert_ptr_equal(heap_first(&heap), &early);
	heap_remove(&heap, &early);
	assert_ptr_equal(heap_first(&heap), &late);
	heap_remove(&heap, &late);
	assert_ptr_equal(heap_first(&heap), &never);
	heap_free(&heap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_looking_at_all),
		cmocka_unit_test(extreme_times_are_ordered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
