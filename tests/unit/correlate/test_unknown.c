/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/unknown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/json.h"
#include "base/xalloc.h"
#include "event/batch.h"

enum { SHAPES = 8, SPAN = 1000 };

static struct record *record_of(const char *program, const char *message, uint64_t number)
{
	struct record *record = xcalloc(1, sizeof(*record) + EVENT_MAXIMUM);
	struct event_writer writer;

	event_writer_begin(&writer, record + 1, EVENT_MAXIMUM, EVENT_SYSLOG);
	event_writer_add(&writer, EVENT_RAW, slice_of(message));
	event_writer_field(&writer, EVENT_MESSAGE, 0, strlen(message));
	event_writer_add(&writer, EVENT_PROGRAM, slice_of(program));
	*record = (struct record){.kind = RECORD_EVENT,
		.length = (uint32_t)event_writer_finish(&writer),
		.number = number,
		.time = (int64_t)number * 10};
	return record;
}

static void note(
	struct unknown *unknown, const char *message, const char *node, uint64_t number)
{
	struct record *record = record_of("prog", message, number);
	const struct event_matches event = {.record = record, .place.node = slice_of(node)};

	unknown_note(unknown, record, &event);
	free(record);
}

/* "COUNT ID" of each shape and "< SOURCE" of its senders. */
static void assert_told(struct unknown *unknown, int64_t now, const char *want)
{
	struct change_list *list = change_list_new();
	struct text told = {0};

	unknown_tell(unknown, now, list);
	for (size_t i = 0; i < list->count; i++) {
		const struct change *change = &list->items[i];

		if (change->kind == CHANGE_UNKNOWN)
			text_printf(&told, "%d %s\n", (int)change->seq, change->shape);
		else
			text_printf(&told, "< %s\n", change->by);
	}
	assert_string_equal(text_get(&told), want);
	text_free(&told);
	change_list_free(list);
}

static void counted_by_shape(void **state)
{
	struct unknown *unknown = unknown_new(1, SHAPES, SPAN, 0);

	(void)state;
	note(unknown, "port 1 is down", "a", 1);
	note(unknown, "all is well", "a", 2);
	note(unknown, "port 22 is down", "b", 3);
	note(unknown, "port 3 is down", "a", 4);
	assert_told(unknown, 40,
		"3 program prog: port <number> is down\n< a\n< b\n"
		"1 program prog: all is well\n< a\n");
	assert_told(unknown, 50, "");
	note(unknown, "port 4 is down", "a", 5);
	assert_told(unknown, 60, "1 program prog: port <number> is down\n< a\n");
	unknown_free(unknown);
}

static void told_once_in_a_span(void **state)
{
	struct unknown *unknown = unknown_new(2, SHAPES, SPAN, 0);

	(void)state;
	assert_true(unknown_next(unknown) == INT64_MAX);
	note(unknown, "x", "a", 1);
	assert_true(unknown_next(unknown) <= SPAN);
	assert_told(unknown, 5000, "1 program prog: x\n< a\n");
	assert_true(unknown_next(unknown) == INT64_MAX);
	note(unknown, "x", "a", 2);
	assert_true(unknown_next(unknown) == 5000 + SPAN);
	unknown_free(unknown);
}

/* A recovery hears again what was told before. */
static void what_is_known_is_left_out(void **state)
{
	struct unknown *unknown = unknown_new(3, SHAPES, SPAN, 2);
	struct change_list *list = change_list_new();

	(void)state;
	for (uint64_t number = 1; number <= 4; number++)
		note(unknown, "x", "a", number);
	unknown_tell(unknown, 50, list);
	assert_int_equal(list->items[0].seq, 2);
	assert_int_equal(list->items[0].since, 30);
	assert_int_equal(list->items[0].time, 40);
	assert_int_equal(list->noted, 4);
	change_list_free(list);
	unknown_free(unknown);
}

static void what_finds_no_place_is_counted(void **state)
{
	static const char letters[] = "abcdefghijklmnop";
	struct unknown *unknown = unknown_new(4, SHAPES, SPAN, 0);
	struct change_list *list = change_list_new();
	uint64_t sum = 0;

	(void)state;
	for (uint64_t i = 0; i < 1000; i++) {
		const char message[] = {letters[i % 16], letters[i / 16 % 16], 0};

		note(unknown, message, "a", i + 1);
	}
	unknown_tell(unknown, 1, list);
	for (size_t i = 0; i < list->count; i++)
		sum += list->items[i].seq;
	assert_int_equal(sum, 1000);
	assert_string_equal(list->items[list->count - 1].shape, UNKNOWN_OTHERS);
	assert_int_equal(list->count, 2 * SHAPES + 1);
	change_list_free(list);
	unknown_free(unknown);
}

/* Names and lines of any length and any bytes. */
static void anything_is_bounded(void **state)
{
	struct unknown *unknown = unknown_new(5, SHAPES, SPAN, 0);
	struct change_list *list = change_list_new();
	char *name = xcalloc(1, 20001), *line = xcalloc(1, 30001);
	struct event_matches event = {.place.node = slice_make(name, 20000)};
	struct record *record;
	json_t *json;

	(void)state;
	memset(name, '\x1b', 20000);
	memset(line, '\xff', 30000);
	record = record_of(name, line, 1);
	unknown_note(unknown, record, &event);
	unknown_tell(unknown, 1, list);
	assert_int_equal(list->count, 2);
	json = json_parse(slice_of(list->items[0].document), NULL);
	assert_non_null(json);
	assert_string_equal(json_member_string(json, "kind", ""), "program");
	json_decref(json);
	free(record);
	free(name);
	free(line);
	change_list_free(list);
	unknown_free(unknown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counted_by_shape),
		cmocka_unit_test(told_once_in_a_span),
		cmocka_unit_test(what_is_known_is_left_out),
		cmocka_unit_test(what_finds_no_place_is_counted),
		cmocka_unit_test(anything_is_bounded),
	};

	return cmocka_run_group_tests_name("unknown", tests, NULL, NULL);
}
