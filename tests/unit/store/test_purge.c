/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Forgetting what is old: never more than a batch at once, never what is still needed.
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
#include "unit/store/lists.h"

enum { INCIDENTS = 10000, BATCH = 300, ALARMS = 1000 };

static int open_store(void **state)
{
	struct error error;

	const struct epochs epochs = epochs_of("k3fq9");

	*state = store_open(":memory:", &epochs, &error);
	return *state ? 0 : -1;
}

static int close_store(void **state)
{
	store_close(*state);
	return 0;
}

static int64_t count(struct store *store, const char *of)
{
	struct text out = {0};
	json_t *json;
	int64_t number;

	store_status(store, &out);
	json = json_parse(text_slice(&out), NULL);
	number = json_member_integer(json, of, -1);
	json_decref(json);
	text_free(&out);
	return number;
}

static int64_t count_rows(struct store *store)
{
	return count(store, "incidents") + count(store, "alarms") + count(store, "alerts");
}

static size_t must_purge(struct store *store, int64_t before, size_t limit)
{
	struct error error = {""};
	size_t deleted;

	if (!store_purge(store, before, limit, &deleted, &error))
		fail_msg("%s", error.text);
	return deleted;
}

/* Each with an alarm, an alert and a delivery that is settled. */
static void add_incident(struct change_list *list, int number, const char *state, int64_t time)
{
	const char *id = arena_printf(list->arena, "k3fq9-%d.0", number);

	list_incident(list, id, state, time);
	list_alarm(list, arena_printf(list->arena, "k3fq9-a%d.0", number), id, "cleared");
	list_alert(list, id, 1);
	list_delivery(list, id, 1, "log");
	list_delivered(list, id, 1, "log", "delivered");
}

/* The bound holds for each batch, and others get their turn in between. */
static void many_go_in_small_batches(void **state)
{
	struct change_list *list = list_at(1);
	size_t deleted, batches = 0, sum = 0;

	for (int i = 0; i < INCIDENTS; i++)
		add_incident(list, i, "closed", i);
	assert_true(list_apply(*state, list));
	assert_int_equal(count_rows(*state), 3 * INCIDENTS);
	do {
		int64_t rows = count_rows(*state);

		deleted = must_purge(*state, INCIDENTS / 2, BATCH);
		assert_in_range(deleted, 0, BATCH);
		assert_in_range(rows - count_rows(*state), 0, BATCH);
		assert_true(apply_delivery(*state, 2 + batches, "later", 1 + batches, "log"));
		sum += deleted;
		batches++;
	} while (deleted == BATCH);
	assert_int_equal(sum, 4 * INCIDENTS / 2);
	assert_true(batches >= sum / BATCH);
	assert_int_equal(count(*state, "incidents"), INCIDENTS / 2);
	assert_int_equal(count(*state, "alarms"), INCIDENTS / 2);
	assert_int_equal(count(*state, "alerts"), INCIDENTS / 2);
	assert_int_equal(count(*state, "undelivered"), batches);
}

/* An incident that alone is larger than a batch is there until its last part goes. */
static void a_large_one_goes_in_parts(void **state)
{
	struct change_list *list = list_at(1);

	add_incident(list, 0, "merged", 10);
	for (int i = 1; i < ALARMS; i++)
		list_alarm(list, arena_printf(list->arena, "k3fq9-b%d.0", i), "k3fq9-0.0",
			"cleared");
	assert_true(list_apply(*state, list));
	assert_int_equal(must_purge(*state, 11, BATCH), BATCH);
	assert_int_equal(count(*state, "incidents"), 1);
	assert_int_equal(count(*state, "alarms"), ALARMS - BATCH);
	while (must_purge(*state, 11, BATCH) == BATCH)
		;
	assert_int_equal(count_rows(*state), 0);
}

static bool is_there(struct store *store, const char *id)
{
	struct text out = {0};
	struct error error;
	bool there = store_show(store, id, &out, &error);

	text_free(&out);
	return there;
}

static void what_is_needed_stays(void **state)
{
	struct change_list *list = list_at(1);

	add_incident(list, 1, "open", 1);
	add_incident(list, 2, "pending", 1);
	add_incident(list, 3, "cleared", 1);
	add_incident(list, 4, "closed", 100);
	add_incident(list, 5, "closed", 1);
	add_incident(list, 6, "transient", 1);
	add_incident(list, 7, "merged", 1);
	add_incident(list, 8, "closed", 1);
	list_delivery(list, "k3fq9-8.0", 2, "tickets"); /* nobody has answered yet */
	list_command(list, 21, 1, "k3fq9-1.0", "alice");
	list_command(list, 22, 100, "k3fq9-1.0", "alice");
	assert_true(list_apply(*state, list));
	assert_int_equal(must_purge(*state, 100, BATCH), 3 * 4 + 1);
	for (int i = 1; i <= 8; i++) {
		char id[32];

		snprintf(id, sizeof(id), "k3fq9-%d.0", i);
		assert_int_equal(is_there(*state, id), i < 5 || i == 8);
	}
	assert_int_equal(count(*state, "undelivered"), 1);
	list = list_at(2);
	list_delivered(list, "k3fq9-8.0", 2, "tickets", "delivered");
	assert_true(list_apply(*state, list));
	assert_int_equal(must_purge(*state, 100, BATCH), 5);
	assert_int_equal(must_purge(*state, 100, BATCH), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_store, close_store)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(many_go_in_small_batches),
		TEST(a_large_one_goes_in_parts),
		TEST(what_is_needed_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
