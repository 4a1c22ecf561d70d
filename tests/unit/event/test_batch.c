/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/batch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static int make_batch(void **state)
{
	*state = batch_new();
	return 0;
}

static int drop_batch(void **state)
{
	batch_free(*state);
	return 0;
}

static size_t count_walked(const struct batch *batch)
{
	size_t count = 0;

	for (struct record *record = batch_first(batch); record;
		record = batch_next(batch, record))
		count++;
	return count;
}

static void an_empty_batch_has_no_first_record(void **state)
{
	assert_null(batch_first(*state));
}

static void records_come_back_in_order_with_kind_and_payload(void **state)
{
	static const struct {
		enum record_kind kind;
		const char *payload;
	} rows[] = {{RECORD_COMMAND, "{}"}, {RECORD_TIME, ""}, {RECORD_LOSS, "12345678"},
		{RECORD_DOWN, "123456789"}};
	struct batch *batch = *state;
	struct record *record;
	size_t i = 0;

	for (i = 0; i < 4; i++)
		assert_true(batch_add(batch, rows[i].kind, slice_of(rows[i].payload)));
	assert_int_equal(batch->count, 4);
	assert_int_equal(batch->used, 4 * sizeof(struct record) + 8 + 0 + 8 + 16);
	for (i = 0, record = batch_first(batch); record;
		record = batch_next(batch, record), i++) {
		assert_int_equal(record->kind, rows[i].kind);
		assert_true(slice_equals(record_payload(record), rows[i].payload));
		assert_int_equal((uintptr_t)record & 7, 0);
	}
	assert_int_equal(i, 4);
}

/* Also where an earlier use of the batch left other bytes: they would go to disk. */
static void the_padding_is_zeros(void **state)
{
	struct batch *batch = *state;

	memset(batch->bytes, 0xa5, 4096);
	assert_true(batch_add(batch, RECORD_COMMAND, slice_of("x")));
	assert_memory_equal(batch->bytes + sizeof(struct record), "x\0\0\0\0\0\0\0", 8);
	assert_int_equal(batch_first(batch)->number, 0);
	assert_int_equal(batch_first(batch)->payload_crc, 0);
}

static void an_event_is_written_in_place(void **state)
{
	struct batch *batch = *state;
	struct event_writer writer;
	const struct event *event;
	void *room = batch_room(batch);

	event_writer_begin(&writer, room, RECORD_MAXIMUM, EVENT_SYSLOG);
	event_writer_add(&writer, EVENT_RAW, slice_of("a line"));
	batch_commit(batch, RECORD_EVENT, event_writer_finish(&writer));
	event = record_event(batch_first(batch));
	assert_ptr_equal(event, room);
	assert_true(event_valid(record_payload(batch_first(batch))));
	assert_true(slice_equals(event_get(event, EVENT_RAW), "a line"));
}

static void the_largest_event_fits_a_room(void **state)
{
	(void)state;
	assert_in_range(EVENT_MAXIMUM, 1, RECORD_MAXIMUM - REPEAT_HEADER);
}

static void a_repeat_holds_its_event(void **state)
{
	struct batch *batch = *state;
	struct event_writer writer;
	char *room = batch_room(batch);
	struct record *record;
	size_t size;

	event_writer_begin(&writer, room + REPEAT_HEADER, EVENT_MAXIMUM, EVENT_SYSLOG);
	event_writer_add(&writer, EVENT_RAW, slice_of("a line"));
	size = event_writer_finish(&writer);
	batch_commit(batch, RECORD_REPEAT,
		repeat_write(room, 250, slice_make(room + REPEAT_HEADER, size)));
	record = batch_first(batch);
	assert_true(record_has_event(record));
	assert_true(record_event_valid(record));
	assert_int_equal(record_times(record), 250);
	assert_true(slice_equals(event_get(record_event(record), EVENT_RAW), "a line"));
	/* What is damaged is refused: no times, too many, no event. */
	memset(record + 1, 0, REPEAT_HEADER);
	assert_false(record_event_valid(record));
	memset(record + 1, 0xff, REPEAT_HEADER);
	assert_false(record_event_valid(record));
	repeat_write(room, 1, slice_of(""));
	assert_true(record_event_valid(record));
	record->length -= 8;
	assert_false(record_event_valid(record));
	record->length = 4;
	assert_false(record_event_valid(record));
}

static void room_that_is_not_committed_holds_nothing(void **state)
{
	struct batch *batch = *state;
	void *room = batch_room(batch);

	memcpy(room, "thrown away", 11);
	assert_ptr_equal(batch_room(batch), room);
	assert_int_equal(batch->count, 0);
	assert_null(batch_first(batch));
}

static void it_is_full_after_256_records(void **state)
{
	struct batch *batch = *state;

	for (int i = 0; i < BATCH_RECORDS; i++)
		assert_true(batch_add(batch, RECORD_COMMAND, slice_of("small")));
	assert_null(batch_room(batch));
	assert_false(batch_add(batch, RECORD_COMMAND, slice_of("small")));
	assert_int_equal(batch->count, BATCH_RECORDS);
	assert_int_equal(count_walked(batch), BATCH_RECORDS);
}

static void it_is_full_before_its_bytes_run_out(void **state)
{
	static char payload[RECORD_MAXIMUM];
	struct batch *batch = *state;
	size_t count = 0;

	while (batch_add(batch, RECORD_COMMAND, slice_make(payload, sizeof(payload))))
		count++;
	assert_int_equal(count, BATCH_BYTES / (sizeof(struct record) + RECORD_MAXIMUM));
	assert_true(batch->used <= BATCH_BYTES);
	assert_int_equal(count_walked(batch), count);
}

static void a_payload_that_is_too_long_is_refused(void **state)
{
	static char payload[RECORD_MAXIMUM + 1];
	struct batch *batch = *state;

	assert_false(batch_add(batch, RECORD_COMMAND, slice_make(payload, sizeof(payload))));
	assert_int_equal(batch->count, 0);
	assert_true(batch_add(batch, RECORD_COMMAND, slice_make(payload, RECORD_MAXIMUM)));
	assert_int_equal(count_walked(batch), 1);
}

static void a_reset_makes_it_empty(void **state)
{
	struct batch *batch = *state;

	while (batch_add(batch, RECORD_COMMAND, slice_of("small")))
		;
	batch_reset(batch);
	assert_int_equal(batch->used, 0);
	assert_null(batch_first(batch));
	assert_true(batch_add(batch, RECORD_TIME, slice_of("")));
	assert_int_equal(count_walked(batch), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_batch, drop_batch)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_batch_has_no_first_record),
		TEST(records_come_back_in_order_with_kind_and_payload),
		TEST(the_padding_is_zeros),
		TEST(an_event_is_written_in_place),
		TEST(the_largest_event_fits_a_room),
		TEST(a_repeat_holds_its_event),
		TEST(room_that_is_not_committed_holds_nothing),
		TEST(it_is_full_after_256_records),
		TEST(it_is_full_before_its_bytes_run_out),
		TEST(a_payload_that_is_too_long_is_refused),
		TEST(a_reset_makes_it_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
