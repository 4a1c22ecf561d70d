/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Events as an older parser might have made them, parsed by that of today.
 */
#include "tool/reparse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/duration.h"
#include "event/batch.h"
#include "event/position.h"
#include "input/syslog_parse.h"

#define LINE "<132>Oct 11 22:14:15 web-1 app[1]: disk full"

struct fixture {
	struct reparse *reparse;
	struct record *record;
};

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	fixture->reparse = reparse_new(NULL, NULL);
	fixture->record = calloc(1, sizeof(struct record) + RECORD_MAXIMUM + EVENT_MAXIMUM);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	reparse_free(fixture->reparse);
	free(fixture->record);
	free(fixture);
	return 0;
}

static void seal(struct fixture *fixture, enum record_kind kind, size_t length)
{
	*fixture->record = (struct record){.kind = (uint8_t)kind, .length = (uint32_t)length};
	record_seal(fixture->record, 42, 1346241603 * SECONDS);
}

/* A parser that knew only the raw line. */
static size_t write_raw(void *space, const char *line)
{
	struct event_writer writer;

	event_writer_begin(&writer, space, EVENT_MAXIMUM, EVENT_SYSLOG);
	writer.event->flags = EVENT_MALFORMED | EVENT_CUT;
	writer.event->listener = 5;
	event_writer_add(&writer, EVENT_RAW, slice_of(line));
	event_writer_add(&writer, EVENT_PEER, slice_make("\x0a\0\0\1", 4));
	return event_writer_finish(&writer);
}

static int64_t member(const struct fixture *fixture, const char *name)
{
	json_t *json = reparse_json(fixture->reparse);
	int64_t value = json_member_integer(json, name, -1);

	json_decref(json);
	return value;
}

static void what_is_parsed_otherwise_is_told(void **state)
{
	struct fixture *fixture = *state;
	const struct record *record;
	const struct event *event;
	struct text text = {0};
	json_t *json;

	seal(fixture, RECORD_EVENT, write_raw(fixture->record + 1, LINE));
	record = reparse_record(fixture->reparse, fixture->record);
	assert_ptr_not_equal(record, fixture->record);
	assert_true(record_header_valid(record) && record_payload_valid(record));
	assert_int_equal(record->number, 42);
	assert_int_equal(record->time, fixture->record->time);
	event = record_event(record);
	assert_true(event_valid(record_payload(record)));
	assert_true(slice_equals(event_get(event, EVENT_PROGRAM), "app"));
	assert_int_equal(event->listener, 5);
	assert_true(event->flags & EVENT_CUT); /* what is lost stays so */
	assert_false(event->flags & (EVENT_MALFORMED | EVENT_RELAYED));
	assert_int_equal(member(fixture, "events"), 1);
	assert_int_equal(member(fixture, "changed"), 1);
	json = reparse_json(fixture->reparse);
	json_print(json, &text);
	assert_non_null(strstr(text_get(&text),
		"{\"field\":\"host\",\"events\":1,\"record\":42,\"before\":\"\",\"after\":"
		"\"web-1\"}"));
	assert_non_null(strstr(
		text_get(&text), "\"before\":\"malformed cut\",\"after\":\"guessed cut\""));
	json_decref(json);
	text_free(&text);
}

/* By the same parser, whatever it decided from its surroundings. */
static void what_is_not_is_the_same(void **state)
{
	static const struct position position = {1, 2, 3};
	static const char *const lines[] = {LINE, "<132>1 2012-08-29T12:00:00Z a app 1 - - x",
		"no form at all", "<132>Oct 11 22:14:15 app[1]: two\n\tlines"};

	for (size_t i = 0; i < 4 * sizeof(lines) / sizeof(*lines); i++) {
		struct fixture *fixture = *state;
		struct address peer;
		struct syslog_context context = {.now = 1346241603 * SECONDS,
			.peer = &peer,
			.relayed = i & 1,
			.listener = 3,
			.position = i & 2 ? &position : NULL};
		const struct record *record;

		assert_true(address_parse(slice_of(i & 4 ? "2001:db8::1" : "10.0.0.1"), &peer));
		seal(fixture, RECORD_EVENT,
			syslog_parse(slice_of(lines[i / 4]), &context, fixture->record + 1,
				EVENT_MAXIMUM));
		record = reparse_record(fixture->reparse, fixture->record);
		assert_int_equal(member(fixture, "changed"), 0);
		assert_true(
			slice_equal(record_payload(record), record_payload(fixture->record)));
	}
}

static void repeats_keep_their_number(void **state)
{
	struct fixture *fixture = *state;
	char *room = (char *)(fixture->record + 1);
	size_t size = write_raw(room + REPEAT_HEADER, LINE);
	const struct record *record;

	seal(fixture, RECORD_REPEAT,
		repeat_write(room, 99, slice_make(room + REPEAT_HEADER, size)));
	record = reparse_record(fixture->reparse, fixture->record);
	assert_int_equal(record_times(record), 99);
	assert_true(record_event_valid(record));
	assert_true(slice_equals(event_get(record_event(record), EVENT_PROGRAM), "app"));
}

/* The wall clock of that time chooses the year, not engine time. */
static void the_clock_of_that_time_counts(void **state)
{
	struct fixture *fixture = *state;
	char time[TIME_TEXT];
	const char clock[] = "{\"wall\": 1000000000000000000}"; /* 2001-09-09 */

	memcpy(fixture->record + 1, clock, strlen(clock));
	seal(fixture, RECORD_CLOCK, strlen(clock));
	assert_ptr_equal(reparse_record(fixture->reparse, fixture->record), fixture->record);
	seal(fixture, RECORD_EVENT, write_raw(fixture->record + 1, LINE));
	assert_string_equal(
		time_print(record_event(reparse_record(fixture->reparse, fixture->record))
				   ->device_time,
			time),
		"2001-10-11T22:14:15.000Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_is_parsed_otherwise_is_told, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_not_is_the_same, setup, teardown),
		cmocka_unit_test_setup_teardown(repeats_keep_their_number, setup, teardown),
		cmocka_unit_test_setup_teardown(the_clock_of_that_time_counts, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
