/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
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
#include "unit/store/lists.h"

static int open_store(void **state)
{
	const struct epochs epochs = epochs_of("k3fq9");

	*state = store_open(":memory:", &epochs, NULL);
	return *state ? 0 : -1;
}

static int close_store(void **state)
{
	store_close(*state);
	return 0;
}

static void want_due(struct store *store, const char *want)
{
	struct text out = {0};
	int64_t row = 0;

	assert_string_equal(print_due(store, &row, 100, &out), want);
	text_free(&out);
}

static void want_incidents(struct store *store, bool all, size_t limit, const char *want)
{
	struct text out = {0};

	store_incidents(store, all, limit, &out);
	assert_string_equal(text_get(&out), want);
	text_free(&out);
}

static void want_show(struct store *store, const char *incident, const char *want)
{
	struct text out = {0};
	struct error error = {""};

	if (!store_show(store, incident, &out, &error))
		text_string(&out, error.text);
	assert_string_equal(text_get(&out), want);
	text_free(&out);
}

static void a_list_moves_applied(void **state)
{
	struct change_list *list = list_at(7);

	assert_int_equal(store_applied(*state), 0);
	list_incident(list, "k3fq9-1.0", "open", 1);
	assert_true(list_apply(*state, list));
	assert_int_equal(store_applied(*state), 7);
	assert_true(list_apply(*state, list_at(9)));
	assert_int_equal(store_applied(*state), 9);
}

static void a_list_that_is_not_newer_changes_nothing(void **state)
{
	struct change_list *newer = list_at(7), *same = list_at(7);

	list_incident(newer, "k3fq9-1.0", "cleared", 1);
	assert_true(list_apply(*state, newer));
	list_incident(same, "k3fq9-1.0", "open", 1);
	list_incident(same, "k3fq9-2.0", "open", 1);
	list_alarm(same, "k3fq9-2.1", "k3fq9-2.0", "raised");
	list_alert(same, "k3fq9-2.0", 1);
	assert_true(list_apply(*state, same));
	assert_true(list_apply(*state, list_at(3)));
	assert_int_equal(store_applied(*state), 7);
	want_incidents(*state, true, 9, "[{\"incident\":\"k3fq9-1.0\",\"state\":\"cleared\"}]");
}

static void deliveries_are_offered_in_the_order_decided(void **state)
{
	struct change_list *list = list_at(1);

	list_delivery(list, "b", 1, "tickets");
	list_delivery(list, "a", 1, "tickets");
	list_delivery(list, "a", 1, "log");
	list_delivery(list, "b", 2, "tickets");
	assert_true(list_apply(*state, list));
	want_due(*state, "b:1>tickets a:1>tickets a:1>log b:2>tickets ");
}

static void deliveries_are_read_on_from_a_row(void **state)
{
	struct change_list *list = list_at(1);
	struct text out = {0};
	int64_t row = 0;

	for (uint64_t seq = 1; seq <= 5; seq++)
		list_delivery(list, "a", seq, "log");
	assert_true(list_apply(*state, list));
	assert_string_equal(print_due(*state, &row, 2, &out), "a:1>log a:2>log ");
	assert_string_equal(print_due(*state, &row, 2, &out), "a:3>log a:4>log ");
	assert_string_equal(print_due(*state, &row, 0, &out), "");
	assert_string_equal(print_due(*state, &row, 2, &out), "a:5>log ");
	assert_string_equal(print_due(*state, &row, 2, &out), "");
	assert_true(apply_delivery(*state, 2, "a", 6, "log"));
	assert_string_equal(print_due(*state, &row, 2, &out), "a:6>log ");
	text_free(&out);
}

static void a_delivery_offered_again_is_one_delivery(void **state)
{
	assert_true(apply_delivery(*state, 5, "a", 1, "log"));
	assert_true(apply_delivery(*state, 5, "a", 1, "log"));
	assert_true(apply_delivery(*state, 6, "a", 1, "log"));
	want_due(*state, "a:1>log ");
}

/* Not even a delivery that is missing: its outcome may be in an older list too. */
static void an_older_list_changes_nothing(void **state)
{
	assert_true(list_apply(*state, list_at(9)));
	assert_true(apply_delivery(*state, 5, "a", 1, "log"));
	assert_int_equal(store_applied(*state), 9);
	want_due(*state, "");
}

static void a_delivery_with_an_outcome_is_never_due_again(void **state)
{
	struct change_list *list = list_at(5);

	list_delivery(list, "a", 1, "log");
	list_delivery(list, "a", 1, "tickets");
	list_delivery(list, "a", 2, "log");
	assert_true(list_apply(*state, list));
	list = list_at(6);
	list->whole = false;
	list_delivered(list, "a", 1, "log", "delivered");
	list_delivered(list, "a", 1, "tickets", "refused");
	assert_true(list_apply(*state, list));
	want_due(*state, "a:2>log ");
	assert_true(apply_delivery(*state, 5, "a", 1, "log"));
	list = list_at(9);
	list->whole = false;
	list_delivery(list, "a", 1, "tickets");
	assert_true(list_apply(*state, list));
	want_due(*state, "a:2>log ");
}

/* It missed some lists: what is not alive any more is not shown as if it were. */
static void everything_alive_takes_the_place_of_what_was(void **state)
{
	struct change_list *list = list_at(5);

	list_incident(list, "a", "open", 1);
	list_incident(list, "b", "closed", 1);
	list_incident(list, "c", "open", 1);
	assert_true(list_apply(*state, list));
	assert_true(apply_delivery(*state, 6, "a", 1, "log"));
	assert_true(apply_delivery(*state, 7, "c", 1, "log"));
	list = list_at(20);
	list_incident(list, "c", "open", 2);
	list_delivery(list, "c", 2, "log");
	assert_true(store_apply(*state, list, NULL));
	change_list_free(list);
	want_due(*state, "c:2>log ");
	want_incidents(*state, false, 100, "[{\"incident\":\"c\",\"state\":\"open\"}]");
	assert_int_equal(store_applied(*state), 20);
}

static void keep(void *context, struct delivery *delivery)
{
	*(struct delivery **)context = delivery;
}

static void a_delivery_holds_all_an_output_needs(void **state)
{
	struct change_list *list = list_at(1);
	struct delivery *delivery = NULL;

	list_delivery(list, "a", 2, "tickets")->remote = "T-17";
	assert_true(list_apply(*state, list));
	store_deliveries(*state, 0, 1, keep, &delivery);
	assert_non_null(delivery);
	assert_string_equal(delivery->incident, "a");
	assert_int_equal(delivery->seq, 2);
	assert_string_equal(delivery->output, "tickets");
	assert_string_equal(delivery->transition, "opened");
	assert_string_equal(delivery->remote, "T-17");
	assert_string_equal(delivery->document, "{\"alert\":\"a:2\"}");
	delivery_free(delivery);
}

/* As a bug in the engine would: the database refuses a row in the middle. */
static void a_list_is_written_whole_or_not_at_all(void **state)
{
	struct change_list *list = list_at(8);
	struct error error = {""};

	list_incident(list, "a", "open", 1);
	list_delivery(list, "a", 1, "log")->document = NULL;
	change_list_add(list, CHANGE_ALERT, 1)->incident = "a";
	assert_false(store_apply(*state, list, &error));
	assert_non_null(strstr(error.text, "NOT NULL"));
	change_list_free(list);
	assert_int_equal(store_applied(*state), 0);
	want_incidents(*state, true, 9, "[]");
	want_due(*state, "");
	assert_true(apply_delivery(*state, 8, "a", 1, "log"));
	want_due(*state, "a:1>log ");
}

static void incidents_are_listed_newest_first(void **state)
{
	struct change_list *list = list_at(1);

	list_incident(list, "a", "open", 10);
	list_incident(list, "b", "closed", 20);
	list_incident(list, "c", "cleared", 30);
	list_incident(list, "d", "pending", 40);
	list_incident(list, "e", "transient", 50);
	list_incident(list, "f", "merged", 60);
	list_incident(list, "a", "acknowledged", 35);
	assert_true(list_apply(*state, list));
	want_incidents(*state, false, 9,
		"[{\"incident\":\"a\",\"state\":\"acknowledged\"},"
		"{\"incident\":\"c\",\"state\":\"cleared\"}]");
	want_incidents(*state, true, 9,
		"[{\"incident\":\"a\",\"state\":\"acknowledged\"},"
		"{\"incident\":\"c\",\"state\":\"cleared\"},"
		"{\"incident\":\"b\",\"state\":\"closed\"}]");
	want_incidents(*state, true, 1, "[{\"incident\":\"a\",\"state\":\"acknowledged\"}]");
}

static void show_tells_all_about_one_incident(void **state)
{
	struct delivery delivery = {.incident = (char *)"a", .seq = 2, .output = (char *)"log"};
	struct change_list *list = list_at(1);

	list_incident(list, "a", "open", 10);
	list_incident(list, "b", "open", 10);
	list_alarm(list, "x", "a", "raised");
	list_alarm(list, "y", "b", "raised");
	list_alarm(list, "z", "b", "raised");
	list_alarm(list, "z", "a", "cleared");
	list_alert(list, "a", 1);
	list_delivery(list, "a", 1, "log");
	list_delivery(list, "a", 2, "log");
	list_delivered(list, "a", 1, "log", "delivered");
	assert_true(list_apply(*state, list));
	store_attempt(*state, &delivery, "HTTP 503");
	want_show(*state, "a",
		"{\"incident\":{\"incident\":\"a\",\"state\":\"open\"},"
		"\"alarms\":[{\"alarm\":\"x\",\"state\":\"raised\"},"
		"{\"alarm\":\"z\",\"state\":\"cleared\"}],"
		"\"alerts\":[{\"alert\":\"a:1\"}],"
		"\"deliveries\":[{\"seq\":1,\"output\":\"log\",\"state\":\"delivered\","
		"\"attempts\":1,\"detail\":null,\"remote\":\"T-1\","
		"\"settled_at\":\"1970-01-01T00:00:01.000Z\"},"
		"{\"seq\":2,\"output\":\"log\",\"state\":\"due\",\"attempts\":1,"
		"\"detail\":\"HTTP 503\",\"remote\":null,\"settled_at\":null}]}");
	want_show(*state, "c", "there is no incident 'c'");
	want_show(*state, "' OR 1 --", "there is no incident '' OR 1 --'");
}

static void status_counts_rows(void **state)
{
	struct change_list *list = list_at(1);
	struct text out = {0};

	list_incident(list, "a", "open", 10);
	list_alarm(list, "x", "a", "raised");
	list_alarm(list, "y", NULL, "raised");
	list_alert(list, "a", 1);
	list_delivery(list, "a", 1, "log");
	list_delivery(list, "a", 1, "tickets");
	list_delivered(list, "a", 1, "log", "delivered");
	assert_true(list_apply(*state, list));
	store_status(*state, &out);
	assert_string_equal(text_get(&out),
		"{\"incidents\":1,\"alarms\":2,\"alerts\":1,\"undelivered\":1}");
	text_free(&out);
}

static void want_audit(struct store *store, struct audit_filter filter, const char *want)
{
	struct text out = {0}, numbers = {0};
	json_t *list, *row;
	size_t i;

	store_audit(store, &filter, 3, &out);
	list = json_parse(text_slice(&out), NULL);
	assert_non_null(list);
	json_array_foreach(list, i, row)
		text_printf(&numbers, "%d ", (int)json_member_integer(row, "record", 0));
	assert_string_equal(text_get(&numbers), want);
	json_decref(list);
	text_free(&out);
	text_free(&numbers);
}

/* The newest first, at most so many; bounds belong to it. */
static void orders_are_found_again(void **state)
{
	struct change_list *list = list_at(9);

	list_command(list, 1, 1, NULL, "");
	list_command(list, 3, 3, "a", "alice");
	list_command(list, 5, 5, "b", "bob");
	list_command(list, 7, 7, "a", "bob");
	assert_true(list_apply(*state, list));
	want_audit(*state, (struct audit_filter){0}, "7 5 3 ");
	want_audit(*state, (struct audit_filter){.incident = "a"}, "7 3 ");
	want_audit(*state, (struct audit_filter){.by = "bob"}, "7 5 ");
	want_audit(*state, (struct audit_filter){.by = "bob", .incident = "b"}, "5 ");
	want_audit(*state, (struct audit_filter){.by = "eve"}, "");
	want_audit(*state, (struct audit_filter){.from = "2012-08-29T12:00:05.000Z"}, "7 5 ");
	want_audit(*state, (struct audit_filter){.to = "2012-08-29T12:00:03.000Z"}, "3 1 ");
}

static void want_raised(struct store *store, const char *alarm, const char *want)
{
	struct error error = {""};

	assert_int_equal(store_is_raised(store, alarm, &error), want[0] == 0);
	assert_string_equal(error.text, want);
}

static void only_a_raised_alarm_can_be_cleared(void **state)
{
	struct change_list *list = list_at(1);

	list_alarm(list, "x", "a", "raised");
	list_alarm(list, "y", "a", "cleared");
	assert_true(list_apply(*state, list));
	want_raised(*state, "x", "");
	want_raised(*state, "y", "alarm 'y' is cleared already");
	want_raised(*state, "z", "there is no alarm 'z'");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_store, close_store)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_list_moves_applied),
		TEST(a_list_that_is_not_newer_changes_nothing),
		TEST(deliveries_are_offered_in_the_order_decided),
		TEST(deliveries_are_read_on_from_a_row),
		TEST(a_delivery_offered_again_is_one_delivery),
		TEST(an_older_list_changes_nothing),
		TEST(a_delivery_with_an_outcome_is_never_due_again),
		TEST(everything_alive_takes_the_place_of_what_was),
		TEST(a_delivery_holds_all_an_output_needs),
		TEST(a_list_is_written_whole_or_not_at_all),
		TEST(incidents_are_listed_newest_first),
		TEST(show_tells_all_about_one_incident),
		TEST(status_counts_rows),
		TEST(orders_are_found_again),
		TEST(only_a_raised_alarm_can_be_cleared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
