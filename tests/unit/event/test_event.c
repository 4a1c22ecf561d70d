/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/event.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "unit/base/random.h"
#include "unit/event/sample_event.h"

enum { MUTATIONS = 20000 };

static void want_slice(struct slice got, const char *want)
{
	if (!slice_equals(got, want))
		fail_msg("got \"%.*s\", want \"%s\"", SLICE_PRINT(got), want);
}

/* <34>Oct 11 22:14:15 vms-par2-07 vmapp[311]: process mwi died, with the peer behind it. */
static struct event *sample_line(void)
{
	static const char line[] =
		"<34>Oct 11 22:14:15 vms-par2-07 vmapp[311]: process mwi died";
	struct scratch scratch;
	size_t raw;

	scratch_begin(&scratch, EVENT_SYSLOG);
	raw = event_writer_bytes(&scratch.writer, slice_of(line));
	event_writer_field(&scratch.writer, EVENT_RAW, raw, strlen(line));
	event_writer_field(&scratch.writer, EVENT_HOST, raw + 20, 11);
	event_writer_field(&scratch.writer, EVENT_PROGRAM, raw + 32, 5);
	event_writer_field(&scratch.writer, EVENT_PID, raw + 38, 3);
	event_writer_field(&scratch.writer, EVENT_MESSAGE, raw + 44, 16);
	event_writer_add(&scratch.writer, EVENT_PEER, slice_make("\x0a\0\0\7", 4));
	return scratch_finish(&scratch);
}

static void fields_of_a_line_are_parts_of_it(void **state)
{
	struct event *event = sample_line();
	struct slice raw = event_get(event, EVENT_RAW);
	struct address peer;
	char text[ADDRESS_TEXT];

	(void)state;
	assert_true(event_valid(event_block(event)));
	want_slice(event_get(event, EVENT_HOST), "vms-par2-07");
	want_slice(event_get(event, EVENT_PROGRAM), "vmapp");
	want_slice(event_get(event, EVENT_PID), "311");
	want_slice(event_get(event, EVENT_MESSAGE), "process mwi died");
	assert_ptr_equal(event_get(event, EVENT_MESSAGE).data, raw.data + 44);
	assert_true(event_peer(event, &peer));
	assert_string_equal(address_print(&peer, text), "10.0.0.7");
	assert_int_equal(event->size, 20 + 6 * 6 + 60 + 4);
	free(event);
}

static void a_field_that_is_not_there_has_no_data(void **state)
{
	struct event *event = sample_line();

	(void)state;
	assert_null(event_get(event, EVENT_SD).data);
	assert_null(event_get_nth(event, EVENT_HOST, 1).data);
	assert_int_equal(event_count(event, EVENT_SD), 0);
	free(event);
}

static void every_field_comes_back(void **state)
{
	struct scratch scratch;
	struct event *event;
	char value[16];

	(void)state;
	scratch_begin(&scratch, EVENT_TRAP);
	for (int field = EVENT_FIELDS - 1; field > 0; field--) {
		snprintf(value, sizeof(value), "f%d", field);
		event_writer_add(&scratch.writer, (enum event_field)field, slice_of(value));
	}
	event = scratch_finish(&scratch);
	assert_true(event_valid(event_block(event)));
	for (int field = 1; field < EVENT_FIELDS; field++) {
		snprintf(value, sizeof(value), "f%d", field);
		want_slice(event_get(event, (enum event_field)field), value);
		assert_int_equal(event_count(event, (enum event_field)field), 1);
	}
	free(event);
}

static void the_header_begins_with_the_defaults_of_syslog(void **state)
{
	struct scratch scratch;
	struct event *event;

	(void)state;
	scratch_begin(&scratch, EVENT_SELF);
	event = scratch_finish(&scratch);
	assert_true(event_valid(event_block(event)));
	assert_int_equal(event->size, sizeof(*event));
	assert_int_equal(event->kind, EVENT_SELF);
	assert_int_equal(event->flags, 0);
	assert_int_equal(event->facility, 1);
	assert_int_equal(event->severity, 5);
	assert_int_equal(event->device_time, 0);
	free(event);
}

static void a_field_may_occur_many_times_in_order(void **state)
{
	struct scratch scratch;
	struct event *event;

	(void)state;
	scratch_begin(&scratch, EVENT_TRAP);
	event_writer_add(&scratch.writer, EVENT_VARBIND, slice_of("one"));
	event_writer_add(&scratch.writer, EVENT_AGENT, slice_of("1234"));
	event_writer_add(&scratch.writer, EVENT_VARBIND, slice_of(""));
	event_writer_add(&scratch.writer, EVENT_VARBIND, slice_of("three"));
	event = scratch_finish(&scratch);
	assert_int_equal(event_count(event, EVENT_VARBIND), 3);
	want_slice(event_get_nth(event, EVENT_VARBIND, 0), "one");
	want_slice(event_get_nth(event, EVENT_VARBIND, 1), "");
	assert_non_null(event_get_nth(event, EVENT_VARBIND, 1).data);
	want_slice(event_get_nth(event, EVENT_VARBIND, 2), "three");
	assert_null(event_get_nth(event, EVENT_VARBIND, 3).data);
	free(event);
}

/* A line of `length` bytes, then three more. */
static struct event *long_event(size_t length)
{
	char *line = calloc(1, length + 1);
	struct scratch scratch;

	memset(line, 'x', length);
	scratch_begin(&scratch, EVENT_SYSLOG);
	event_writer_add(&scratch.writer, EVENT_RAW, slice_make(line, length));
	event_writer_add(&scratch.writer, EVENT_HOST, slice_of("abc"));
	free(line);
	return scratch_finish(&scratch);
}

static void what_is_beyond_65535_bytes_is_cut_off(void **state)
{
	static const struct {
		size_t length, raw, host;
		bool cut;
	} rows[] = {
		{65531, 65531, 3, false},
		{65532, 65532, 3, false},
		{65533, 65533, 2, true},
		{65535, 65535, 0, true},
		{65536, 65535, 0, true},
		{200000, 65535, 0, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct event *event = long_event(rows[i].length);

		assert_true(event_valid(event_block(event)));
		assert_int_equal(event_get(event, EVENT_RAW).length, rows[i].raw);
		assert_int_equal(event_get(event, EVENT_HOST).length, rows[i].host);
		assert_int_equal((event->flags & EVENT_CUT) != 0, rows[i].cut);
		free(event);
	}
}

static void fields_beyond_255_are_cut_off(void **state)
{
	(void)state;
	for (size_t count = 254; count <= 257; count++) {
		struct scratch scratch;
		struct event *event;

		scratch_begin(&scratch, EVENT_TRAP);
		for (size_t i = 0; i < count; i++)
			event_writer_add(&scratch.writer, EVENT_VARBIND, slice_of("v"));
		event = scratch_finish(&scratch);
		assert_true(event_valid(event_block(event)));
		assert_int_equal(event_count(event, EVENT_VARBIND), count < 255 ? count : 255);
		assert_int_equal((event->flags & EVENT_CUT) != 0, count > 255);
		free(event);
	}
}

static void a_field_over_bytes_that_were_cut_is_cut(void **state)
{
	static const struct {
		size_t offset, length, want;
	} rows[] = {{0, 4, 4}, {2, 9, 2}, {4, 1, 0}, {5, 1, 0}, {SIZE_MAX, SIZE_MAX, 0}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct scratch scratch;
		struct event *event;

		scratch_begin(&scratch, EVENT_SYSLOG);
		event_writer_bytes(&scratch.writer, slice_of("four"));
		event_writer_field(&scratch.writer, EVENT_RAW, rows[i].offset, rows[i].length);
		event = scratch_finish(&scratch);
		assert_true(event_valid(event_block(event)));
		assert_int_equal(event_get(event, EVENT_RAW).length, rows[i].want);
		free(event);
	}
}

static void a_block_of_another_length_is_no_event(void **state)
{
	struct event *event = sample_trap();

	(void)state;
	for (size_t length = 0; length < event->size; length++) {
		void *part = malloc(length + 1);

		memcpy(part, event, length);
		assert_false(event_valid(slice_make(part, length)));
		free(part);
	}
	free(event);
}

static unsigned short_at(const unsigned char *bytes)
{
	return bytes[0] | (unsigned)bytes[1] << 8;
}

/* What the format says, read byte by byte from the offsets of doc/formats.md. */
static bool is_consistent(const unsigned char *block, size_t length)
{
	size_t size = short_at(block) | (size_t)short_at(block + 2) << 16;
	size_t entries = block[7], bytes = 20 + 6 * entries;
	bool good = size == length && block[6] >= 1 && block[6] <= 3 && block[16] <= 23 &&
		    block[17] <= 7 && bytes <= length;

	for (size_t i = 0; good && i < entries; i++) {
		const unsigned char *row = block + 20 + 6 * i;

		good = short_at(row) >= 1 && short_at(row) < EVENT_FIELDS &&
		       bytes + short_at(row + 2) + short_at(row + 4) <= length;
	}
	return good;
}

static void each_byte_of_header_and_table_is_checked(void **state)
{
	struct event *event = sample_line();
	unsigned char *bytes = (unsigned char *)event;
	size_t length = event->size, refused = 0;

	(void)state;
	for (size_t at = 0; at < sizeof(*event) + 6 * sizeof(struct event_entry); at++) {
		unsigned char good = bytes[at];

		for (unsigned change = 1; change < 256; change++) {
			bool valid;

			bytes[at] = (unsigned char)(good ^ change);
			valid = event_valid(slice_make(event, length));
			if (valid != is_consistent(bytes, length))
				fail_msg("byte %zu as 0x%02x: %d", at, bytes[at], valid);
			if (valid)
				event_read_all(event);
			refused += !valid;
		}
		bytes[at] = good;
	}
	assert_true(refused > 5000);
	assert_true(event_valid(event_block(event)));
	free(event);
}

static size_t mutate(unsigned char *bytes, size_t length, uint64_t *random)
{
	size_t changes = 1 + random_below(random, 4);

	for (size_t i = 0; i < changes; i++) {
		/* Half of them where the table is, where bytes mean something. */
		size_t reach = random_below(random, 2) ? length : 64;

		bytes[random_below(random, reach)] = (unsigned char)random_below(random, 256);
	}
	return changes;
}

static void no_reader_leaves_a_mutated_event(void **state)
{
	uint64_t random = random_seed();
	size_t valid = 0;

	(void)state;
	for (int i = 0; i < MUTATIONS; i++) {
		struct event *event = i & 1 ? sample_trap() : sample_line();
		size_t length = event->size;

		mutate((unsigned char *)event, length, &random);
		if (event_valid(slice_make(event, length))) {
			event_read_all(event);
			valid++;
		}
		free(event);
	}
	assert_in_range(valid, 100, MUTATIONS - 100);
}

static void an_event_is_described_in_a_line(void **state)
{
	struct event *line = sample_line(), *trap = sample_trap();
	struct text text = {0};

	(void)state;
	event_describe(line, &text);
	assert_string_equal(text_get(&text),
		"<34>Oct 11 22:14:15 vms-par2-07 vmapp[311]: process mwi died");
	text_reset(&text);
	event_describe(trap, &text);
	assert_string_equal(text_get(&text),
		"trap 1.3.6.1.6.3.1.1.5.3 from 10.0.0.1: 1.3.6.1.2.1.2.2.1.1.7=7"
		" 1.3.6.1.2.1.2.2.1.7.7=-1 1.3.6.1.2.1.1.3.0=4294967295");
	text_free(&text);
	free(line);
	free(trap);
}

static void a_description_is_clean(void **state)
{
	struct scratch scratch;
	struct event *event;
	struct text text = {0};

	(void)state;
	scratch_begin(&scratch, EVENT_SYSLOG);
	event_writer_add(&scratch.writer, EVENT_RAW, slice_make("a\x1b[2Jb\0c\n", 9));
	event = scratch_finish(&scratch);
	event_describe(event, &text);
	assert_string_equal(text_get(&text), "a\\x1B[2Jb\\x00c\\x0A");
	text_free(&text);
	free(event);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_of_a_line_are_parts_of_it),
		cmocka_unit_test(a_field_that_is_not_there_has_no_data),
		cmocka_unit_test(every_field_comes_back),
		cmocka_unit_test(the_header_begins_with_the_defaults_of_syslog),
		cmocka_unit_test(a_field_may_occur_many_times_in_order),
		cmocka_unit_test(what_is_beyond_65535_bytes_is_cut_off),
		cmocka_unit_test(fields_beyond_255_are_cut_off),
		cmocka_unit_test(a_field_over_bytes_that_were_cut_is_cut),
		cmocka_unit_test(a_block_of_another_length_is_no_event),
		cmocka_unit_test(each_byte_of_header_and_table_is_checked),
		cmocka_unit_test(no_reader_leaves_a_mutated_event),
		cmocka_unit_test(an_event_is_described_in_a_line),
		cmocka_unit_test(a_description_is_clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
