/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/crc.h"

/* A record with a payload of 13 bytes. */
struct sample {
	struct record record;
	char payload[16];
};

static struct sample sealed(void)
{
	struct sample sample = {.record = {.kind = RECORD_COMMAND, .length = 13},
		.payload = "{\"ack\":\"a-1\"}"};

	record_seal(&sample.record, 0x1122334455667788, -5);
	return sample;
}

static void each_kind_has_a_name(void **state)
{
	static const char *const names[] = {"unknown", "event", "repeat", "time", "clock",
		"down", "loss", "command", "set", "outcome", "quarantine", "position",
		"unknown"};

	(void)state;
	for (int kind = 0; kind <= RECORD_KINDS; kind++)
		assert_string_equal(record_kind_name((enum record_kind)kind), names[kind]);
}

static void the_next_record_begins_at_a_multiple_of_8(void **state)
{
	static const struct {
		uint32_t length;
		size_t size;
	} rows[] = {{0, 32}, {1, 40}, {7, 40}, {8, 40}, {9, 48}, {RECORD_MAXIMUM, 32 + 69632}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct record record = {.length = rows[i].length};

		assert_int_equal(record_size(&record), rows[i].size);
	}
}

static void sealing_makes_it_valid(void **state)
{
	struct sample sample = sealed();

	(void)state;
	assert_true(record_header_valid(&sample.record));
	assert_true(record_payload_valid(&sample.record));
	assert_int_equal(sample.record.magic, RECORD_MAGIC);
	assert_int_equal(sample.record.version, 1);
	assert_int_equal(sample.record.number, 0x1122334455667788);
	assert_int_equal(sample.record.time, -5);
	assert_true(slice_equals(record_payload(&sample.record), "{\"ack\":\"a-1\"}"));
}

/* The bytes on disk, so that a change of the format does not go unnoticed. */
static void the_header_is_little_endian_on_disk(void **state)
{
	static const unsigned char want[] = {0x43, 0x4a, 7, 1};
	static const unsigned char numbers[] = {0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11,
		0xfb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
	struct sample sample = sealed();
	const unsigned char *bytes = (const unsigned char *)&sample;
	uint32_t crc = crc32c(crc32c(0, bytes + 8, 24), bytes, 4);

	(void)state;
	assert_memory_equal(bytes, want, sizeof(want));
	assert_memory_equal(bytes + 16, numbers, sizeof(numbers));
	assert_int_equal(sample.record.header_crc, crc);
	assert_int_equal(sample.record.payload_crc, crc32c(0, "{\"ack\":\"a-1\"}", 13));
}

static void any_flipped_bit_is_noticed(void **state)
{
	struct sample sample = sealed();
	unsigned char *bytes = (unsigned char *)&sample;

	(void)state;
	for (size_t bit = 0; bit < 8 * (sizeof(struct record) + 13); bit++) {
		bool in_header = bit < 8 * sizeof(struct record);

		bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
		if (in_header)
			assert_false(record_header_valid(&sample.record));
		else
			assert_false(record_payload_valid(&sample.record));
		bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	assert_true(record_header_valid(&sample.record));
	assert_true(record_payload_valid(&sample.record));
}

static void what_we_would_never_write_is_invalid_even_with_a_right_sum(void **state)
{
	static const struct record rows[] = {
		{.kind = 0},
		{.kind = RECORD_KINDS},
		{.kind = 255},
		{.kind = RECORD_EVENT, .length = RECORD_MAXIMUM + 1},
		{.kind = RECORD_EVENT, .length = UINT32_MAX},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct record record = rows[i];
		const char *bytes = (const char *)&record;

		record.magic = RECORD_MAGIC;
		record.version = 1;
		record.header_crc = crc32c(crc32c(0, bytes + 8, 24), bytes, 4);
		assert_false(record_header_valid(&record));
	}
}

static void zeros_are_no_record(void **state)
{
	struct record record = {0};

	(void)state;
	assert_false(record_header_valid(&record));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_has_a_name),
		cmocka_unit_test(the_next_record_begins_at_a_multiple_of_8),
		cmocka_unit_test(sealing_makes_it_valid),
		cmocka_unit_test(the_header_is_little_endian_on_disk),
		cmocka_unit_test(any_flipped_bit_is_noticed),
		cmocka_unit_test(what_we_would_never_write_is_invalid_even_with_a_right_sum),
		cmocka_unit_test(zeros_are_no_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
