/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/ber.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "unit/base/random.h"

enum { RANDOM_BLOCKS = 20000 };

#define CONTENT(text)                                                                          \
	{                                                                                      \
		text, sizeof(text) - 1                                                         \
	}

static void numbers_as_sent(void **state)
{
	static const struct {
		enum ber_type type;
		struct slice content;
		int64_t want;
	} rows[] = {
		{BER_INTEGER, CONTENT("\x00"), 0},
		{BER_INTEGER, CONTENT("\x7f"), 127},
		{BER_INTEGER, CONTENT("\x80"), -128},
		{BER_INTEGER, CONTENT("\xff"), -1},
		{BER_INTEGER, CONTENT("\x00\xff"), 255},
		{BER_INTEGER, CONTENT("\xff\x7f"), -129},
		{BER_INTEGER, CONTENT("\x7f\xff\xff\xff"), INT32_MAX},
		{BER_INTEGER, CONTENT("\x80\x00\x00\x00"), INT32_MIN},
		{BER_INTEGER, CONTENT("\x7f\xff\xff\xff\xff\xff\xff\xff"), INT64_MAX},
		{BER_INTEGER, CONTENT("\x80\x00\x00\x00\x00\x00\x00\x00"), INT64_MIN},
		{BER_COUNTER32, CONTENT("\xff"), 255},
		{BER_COUNTER32, CONTENT("\xff\xff\xff\xff"), UINT32_MAX},
		{BER_GAUGE32, CONTENT("\x00\xff\xff\xff\xff"), UINT32_MAX},
		{BER_TIMETICKS, CONTENT("\x80\x00\x00\x00"), 2147483648},
		{BER_COUNTER64, CONTENT("\x7f\xff\xff\xff\xff\xff\xff\xff"), INT64_MAX},
		{BER_COUNTER64, CONTENT("\x80\x00\x00\x00\x00\x00\x00\x00"), INT64_MAX},
		{BER_COUNTER64, CONTENT("\x00\xff\xff\xff\xff\xff\xff\xff\xff"), INT64_MAX},
		{BER_COUNTER64, CONTENT("\x00\x00\x00\x00\x00\x00\x00\x00\x01"), 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct ber_value value = {(uint8_t)rows[i].type, rows[i].content};
		int64_t number = 99;

		if (!ber_number(&value, &number) || number != rows[i].want)
			fail_msg("row %zu: %" PRId64, i, number);
	}
}

static void what_is_no_number_or_fits_none(void **state)
{
	static const struct {
		uint8_t type;
		struct slice content;
	} rows[] = {
		{BER_INTEGER, CONTENT("")},
		{BER_COUNTER64, CONTENT("")},
		{BER_OCTET_STRING, CONTENT("7")},
		{BER_NULL, CONTENT("")},
		{BER_OID, CONTENT("\x2b")},
		{BER_IP_ADDRESS, CONTENT("\x0a\x00\x00\x01")},
		{BER_OPAQUE, CONTENT("\x01")},
		{0x81, CONTENT("")}, /* noSuchInstance */
		{0x81, CONTENT("\x01")},
		{BER_COUNTER64, CONTENT("\x01\x00\x00\x00\x00\x00\x00\x00\x00")}, /* 2^64 */
		{BER_INTEGER, CONTENT("\x00\x80\x00\x00\x00\x00\x00\x00\x00")},   /* 2^63 */
		{BER_INTEGER, CONTENT("\xff\x7f\xff\xff\xff\xff\xff\xff\xff")},
		{BER_INTEGER, CONTENT("\0\0\0\0\0\0\0\0\0\1")},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct ber_value value = {rows[i].type, rows[i].content};
		int64_t number;

		if (ber_number(&value, &number))
			fail_msg("row %zu is %" PRId64, i, number);
	}
}

static void a_number_is_written_in_the_fewest_octets(void **state)
{
	static const struct {
		int64_t number;
		size_t octets;
	} rows[] = {{0, 1}, {1, 1}, {127, 1}, {128, 2}, {255, 2}, {256, 2}, {32767, 2},
		{32768, 3}, {-1, 1}, {-128, 1}, {-129, 2}, {INT32_MAX, 4}, {INT32_MIN, 4},
		{UINT32_MAX, 5}, {INT64_MAX, 8}, {INT64_MIN, 8}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text text = {0};
		struct ber_value value;
		struct slice rest;
		int64_t number;

		ber_write_number(&text, BER_INTEGER, rows[i].number);
		rest = text_slice(&text);
		assert_true(ber_read(&rest, &value));
		assert_int_equal(rest.length, 0);
		assert_int_equal(value.content.length, rows[i].octets);
		assert_true(ber_number(&value, &number));
		assert_int_equal(number, rows[i].number);
		text_free(&text);
	}
}

static void what_is_written_is_read(void **state)
{
	static const size_t lengths[] = {0, 1, 127, 128, 255, 256, 65535};
	static char content[65535];

	(void)state;
	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		struct text text = {0};
		struct ber_value value;
		struct slice rest;

		ber_write(&text, BER_OPAQUE, slice_make(content, lengths[i]));
		text_string(&text, "rest");
		rest = text_slice(&text);
		assert_true(ber_read(&rest, &value));
		assert_int_equal(value.type, BER_OPAQUE);
		assert_int_equal(value.content.length, lengths[i]);
		assert_true(slice_equals(rest, "rest"));
		text_free(&text);
	}
}

static void what_does_not_fit_is_not_read(void **state)
{
	static const struct slice rows[] = {
		CONTENT(""), CONTENT("\x04"), CONTENT("\x04\x01"), CONTENT("\x04\x05most"),
		CONTENT("\x04\x80xy\0\0"), /* indefinite */
		CONTENT("\x04\xff"), CONTENT("\x04\x81"), CONTENT("\x04\x81\x80"),
		CONTENT("\x04\x82\x01"), CONTENT("\x04\x84\xff\xff\xff\xff"),
		CONTENT("\x04\x88\x80\x00\x00\x00\x00\x00\x00\x01x"),
		CONTENT("\x04\x89\x00\x00\x00\x00\x00\x00\x00\x00\x01x"), /* nine octets */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct slice rest = rows[i];
		struct ber_value value;

		if (ber_read(&rest, &value))
			fail_msg("row %zu was read", i);
		assert_ptr_equal(rest.data, rows[i].data);
		assert_int_equal(rest.length, rows[i].length);
	}
}

static void longer_forms_of_a_length_are_read(void **state)
{
	static const struct slice rows[] = {CONTENT("\x04\x02hi"), CONTENT("\x04\x81\x02hi"),
		CONTENT("\x04\x82\x00\x02hi"), CONTENT("\x04\x84\x00\x00\x00\x02hi"),
		CONTENT("\x04\x88\x00\x00\x00\x00\x00\x00\x00\x02hi")};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct slice rest = rows[i];
		struct ber_value value;

		assert_true(ber_read(&rest, &value));
		assert_true(slice_equals(value.content, "hi"));
	}
}

static void a_varbind_is_a_name_and_a_value(void **state)
{
	struct text text = {0};
	struct ber_value value;
	struct oid oid, back;
	struct slice name;

	(void)state;
	assert_true(oid_parse(slice_of("1.3.6.1.2.1.1.5.0"), &oid));
	ber_write_varbind(&text, &oid, BER_OCTET_STRING, slice_of("vms-par2-07"));
	assert_true(ber_varbind(text_slice(&text), &name, &value));
	assert_true(oid_from_ber(name, &back));
	assert_true(oid_equal(&oid, &back));
	assert_int_equal(value.type, BER_OCTET_STRING);
	assert_true(slice_equals(value.content, "vms-par2-07"));
	for (size_t length = 0; length < text.length; length++)
		assert_false(
			ber_varbind(slice_part(text_slice(&text), 0, length), &name, &value));
	text.data[0] = BER_OCTET_STRING; /* a name that is no OID */
	assert_false(ber_varbind(text_slice(&text), &name, &value));
	text_free(&text);
}

static void values_as_people_read_them(void **state)
{
	static const struct {
		uint8_t type;
		struct slice content;
		const char *want;
	} rows[] = {
		{BER_INTEGER, CONTENT("\xfe"), "-2"},
		{BER_COUNTER64, CONTENT("\x01\x00"), "256"},
		{BER_COUNTER64, CONTENT("\x00\xff\xff\xff\xff\xff\xff\xff\xff"),
			"18446744073709551615"},
		{BER_OID, CONTENT("\x2b\x06\x01"), "1.3.6.1"},
		{BER_OID, CONTENT("\x2b\x86"), "2b:86"},
		{BER_IP_ADDRESS, CONTENT("\x0a\x00\x00\x01"), "10.0.0.1"},
		{BER_IP_ADDRESS, CONTENT("\x0a\x00\x00"), "0a:00:00"},
		{BER_OCTET_STRING, CONTENT("Fan 2 failed\r\n"), "Fan 2 failed\r\n"},
		{BER_OCTET_STRING, CONTENT("K\xc3\xb6ln"), "K\xc3\xb6ln"},
		{BER_OCTET_STRING, CONTENT("\x00\x1f\x9e"), "00:1f:9e"},
		{BER_OCTET_STRING, CONTENT("a\x1b[2J"), "61:1b:5b:32:4a"},
		{BER_OCTET_STRING, CONTENT(""), ""},
		{BER_OPAQUE, CONTENT("\x9f\x78"), "9f:78"},
		{BER_NULL, CONTENT(""), ""},
		{BER_INTEGER, CONTENT(""), ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct ber_value value = {rows[i].type, rows[i].content};
		struct text text = {0};

		ber_print(&value, &text);
		assert_string_equal(text_get(&text), rows[i].want);
		text_free(&text);
	}
}

/* The bytes end where the allocation ends: a sanitizer sees a reader that goes on. */
static void no_reader_leaves_its_bytes(void **state)
{
	uint64_t random = random_seed();

	(void)state;
	for (int i = 0; i < RANDOM_BLOCKS; i++) {
		size_t length = random_below(&random, 24);
		char *block = malloc(length);
		struct slice rest = slice_make(block, length);
		struct text text = {0};
		struct ber_value value;

		for (size_t j = 0; j < length; j++)
			block[j] =
				(char)(random_below(&random, 256) >> random_below(&random, 6));
		while (ber_read(&rest, &value))
			ber_print(&value, &text);
		text_free(&text);
		free(block);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_as_sent),
		cmocka_unit_test(what_is_no_number_or_fits_none),
		cmocka_unit_test(a_number_is_written_in_the_fewest_octets),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(what_does_not_fit_is_not_read),
		cmocka_unit_test(longer_forms_of_a_length_are_read),
		cmocka_unit_test(a_varbind_is_a_name_and_a_value),
		cmocka_unit_test(values_as_people_read_them),
		cmocka_unit_test(no_reader_leaves_its_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
