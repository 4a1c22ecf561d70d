/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The catalogue of what matched no rule: added up, each list once, and bounded.
 */
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/json.h"
#include "base/text.h"
#include "correlate/unknown.h"
#include "unit/store/lists.h"

static struct store *open_new(void)
{
	const struct epochs epochs = epochs_of("k3fq9");
	struct error error;

	return store_open(":memory:", &epochs, &error);
}

static void add(struct change_list *list, int number, uint64_t count, int64_t time)
{
	struct change *change = change_list_add(list, CHANGE_UNKNOWN, time);

	change->shape = arena_printf(list->arena, "program p: %d", number);
	change->seq = count;
	change->since = time - 1;
	change->document = arena_printf(list->arena,
		"{\"kind\":\"program\",\"name\":\"p\",\"shape\":\"%d\",\"sample\":\"x\"}",
		number);
	change = change_list_add(list, CHANGE_UNKNOWN_SOURCE, time);
	change->shape = arena_printf(list->arena, "program p: %d", number);
	change->by = arena_printf(list->arena, "node-%d", (int)(time % 40));
}

static void apply(struct store *store, struct change_list *list, uint64_t noted)
{
	struct error error = {""};

	list->noted = noted;
	if (!store_apply(store, list, &error))
		fail_msg("%s", error.text);
	change_list_reset(list);
}

static json_t *read_all(struct store *store)
{
	struct text out = {0};
	json_t *list;

	store_unknown(store, 0, &out);
	list = json_parse(text_slice(&out), NULL);
	text_free(&out);
	assert_non_null(list);
	return list;
}

static int64_t sum(const json_t *list)
{
	const json_t *row;
	int64_t total = 0;
	size_t i;

	json_array_foreach(list, i, row) total += json_member_integer(row, "count", 0);
	return total;
}

static void added_up_once(void **state)
{
	struct change_list *list = change_list_new();
	struct store *store = open_new();
	const json_t *row;
	json_t *all;

	(void)state;
	add(list, 1, 5, 100);
	add(list, 2, 7, 100);
	apply(store, list, 10);
	add(list, 1, 3, 201);
	apply(store, list, 20);
	assert_int_equal(store_noted(store), 20);
	/* The same again, as a recovery offers it. */
	add(list, 1, 3, 201);
	apply(store, list, 20);
	all = read_all(store);
	assert_int_equal(json_array_size(all), 2);
	row = json_array_get(all, 0);
	assert_int_equal(json_member_integer(row, "count", 0), 8);
	assert_string_equal(json_member_string(row, "first", ""), "1970-01-01T00:00:00.000Z");
	assert_int_equal(json_array_size(json_object_get(row, "sources")), 2);
	json_decref(all);
	change_list_free(list);
	store_close(store);
}

static void no_more_sources_than_a_few(void **state)
{
	struct change_list *list = change_list_new();
	struct store *store = open_new();
	json_t *all;

	(void)state;
	for (int i = 0; i < 40; i++)
		add(list, 1, 1, i);
	apply(store, list, 1);
	all = read_all(store);
	assert_int_equal(
		json_array_size(json_object_get(json_array_get(all, 0), "sources")), 16);
	json_decref(all);
	change_list_free(list);
	store_close(store);
}

/* What was seen longest ago goes on in the sum of the others. */
static void no_more_shapes_than_many(void **state)
{
	enum { SHAPES = 12000, KEPT = 5000, EACH = 100 };
	struct change_list *list = change_list_new();
	struct store *store = open_new();
	const json_t *row;
	json_t *all;
	size_t i;

	(void)state;
	for (int number = 0; number < SHAPES; number++) {
		add(list, number, 2, number + 1);
		if (number % EACH == EACH - 1)
			apply(store, list, (uint64_t)number);
	}
	all = read_all(store);
	assert_int_equal(json_array_size(all), KEPT + 1);
	assert_int_equal(sum(all), 2 * SHAPES);
	json_array_foreach(all, i, row)
	{
		if (i == KEPT)
			assert_true(json_is_true(json_object_get(row, "others")));
		else
			assert_true(
				atoi(json_member_string(row, "shape", "")) >= SHAPES - KEPT);
	}
	json_decref(all);
	change_list_free(list);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(added_up_once),
		cmocka_unit_test(no_more_sources_than_a_few),
		cmocka_unit_test(no_more_shapes_than_many),
	};

	return cmocka_run_group_tests_name("store unknown", tests, NULL, NULL);
}
