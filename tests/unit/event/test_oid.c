/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/oid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "unit/base/random.h"

enum { RANDOM_OIDS = 2000 };

static struct slice bytes(const char *text, size_t length)
{
	return slice_make(text, length);
}
#define BYTES(text) bytes(text, sizeof(text) - 1)

/* What is written and what is sent; both ways. */
static void text_and_ber_say_the_same(void **state)
{
	static const struct {
		const char *text;
		const char *ber;
		size_t length;
	} rows[] = {
		{"0.0", "\x00", 1},
		{"0.39", "\x27", 1},
		{"1.0", "\x28", 1},
		{"1.39", "\x4f", 1},
		{"2.0", "\x50", 1},
		{"2.47", "\x7f", 1},
		{"2.48", "\x81\x00", 2},
		{"2.999.3", "\x88\x37\x03", 3}, /* X.690, 8.19.5 */
		{"2.4294967295", "\x90\x80\x80\x80\x4f", 5},
		{"1.3.127", "\x2b\x7f", 2},
		{"1.3.128", "\x2b\x81\x00", 3},
		{"1.3.16383", "\x2b\xff\x7f", 3},
		{"1.3.16384", "\x2b\x81\x80\x00", 4},
		{"1.3.4294967295", "\x2b\x8f\xff\xff\xff\x7f", 6},
		{"1.3.6.1.4.1.2011.0", "\x2b\x06\x01\x04\x01\x8f\x5b\x00", 8},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char out[OID_BER_MAXIMUM];
		struct text text = {0};
		struct oid parsed, read;
		struct slice ber;

		assert_true(oid_parse(slice_of(rows[i].text), &parsed));
		ber = oid_to_ber(&parsed, out);
		assert_int_equal(ber.length, rows[i].length);
		assert_memory_equal(ber.data, rows[i].ber, rows[i].length);
		assert_true(oid_from_ber(bytes(rows[i].ber, rows[i].length), &read));
		assert_true(oid_equal(&parsed, &read));
		oid_print(&read, &text);
		assert_string_equal(text_get(&text), rows[i].text);
		text_free(&text);
	}
}

static void a_dot_in_front_is_allowed(void **state)
{
	struct oid plain, dotted;

	(void)state;
	assert_true(oid_parse(slice_of("1.3.6.1"), &plain));
	assert_true(oid_parse(slice_of(".1.3.6.1"), &dotted));
	assert_true(oid_equal(&plain, &dotted));
}

static void text_that_is_no_oid(void **state)
{
	static const char *const rows[] = {"", ".", "1", ".1", "1.", "1.3.", "1..3", "..1.3",
		"1.3.x", "1.3 ", " 1.3", "1.-3", "1.3.4294967296", "1.3.99999999999999999999",
		"iso.3", "3.1", "0.40", "1.40"};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct oid oid;

		if (oid_parse(slice_of(rows[i]), &oid))
			fail_msg("'%s' was taken", rows[i]);
	}
}

static void ber_that_is_no_oid(void **state)
{
	const struct slice rows[] = {
		BYTES(""), BYTES("\x80"),                             /* unfinished */
		BYTES("\x2b\x86"), BYTES("\x2b\x90\x80\x80\x80\x00"), /* 2^32 */
		BYTES("\x90\x80\x80\x80\x50"),                        /* 2.2^32 */
		BYTES("\x2b\xff\xff\xff\xff\x7f"),
		BYTES("\x2b\x81\x80\x80\x80\x80\x00"), /* six octets */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct oid oid;

		if (oid_from_ber(rows[i], &oid) || oid_ber_valid(rows[i]))
			fail_msg("row %zu was taken", i);
	}
}

/* Of octets at random, mostly such as do harm, both say the same. */
static void what_is_valid_is_what_can_be_read(void **state)
{
	static const unsigned char likely[] = {
		0, 1, 0x0f, 0x10, 0x50, 0x7f, 0x80, 0x81, 0x8f, 0x90, 0xff};
	uint64_t random = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		unsigned char octets[160];
		size_t length = random_below(&random, i % 2 ? 12 : sizeof(octets));
		struct oid oid;

		for (size_t j = 0; j < length; j++)
			octets[j] = i % 2 ? likely[random_below(&random, sizeof(likely))]
					  : (unsigned char)random_below(&random, 0x84);
		assert_int_equal(oid_ber_valid(slice_make(octets, length)),
			oid_from_ber(slice_make(octets, length), &oid));
	}
}

static void an_oid_has_at_most_128_numbers(void **state)
{
	char text[2 * 129], ber[129];
	struct oid oid;

	(void)state;
	memset(ber, 1, sizeof(ber));
	for (size_t i = 0; i < sizeof(text); i += 2)
		memcpy(text + i, "1.", 2);
	assert_true(oid_parse(slice_make(text, 2 * 128 - 1), &oid));
	assert_int_equal(oid.length, 128);
	assert_false(oid_parse(slice_make(text, 2 * 129 - 1), &oid));
	assert_true(oid_from_ber(slice_make(ber, 127), &oid));
	assert_int_equal(oid.length, 128);
	assert_false(oid_from_ber(slice_make(ber, 128), &oid));
}

static void the_longest_fits_its_buffer(void **state)
{
	struct oid oid = {.length = OID_MAXIMUM}, back;
	char ber[OID_BER_MAXIMUM];
	struct slice slice;

	(void)state;
	memset(oid.numbers, 0xff, sizeof(oid.numbers));
	oid.numbers[0] = 2;
	slice = oid_to_ber(&oid, ber);
	assert_int_equal(slice.length, 5 * (OID_MAXIMUM - 1));
	assert_true(oid_from_ber(slice, &back));
	assert_true(oid_equal(&oid, &back));
}

static void an_oid_of_one_number_has_no_ber(void **state)
{
	struct oid oid = {.numbers = {1}, .length = 1};
	char ber[OID_BER_MAXIMUM];

	(void)state;
	assert_int_equal(oid_to_ber(&oid, ber).length, 0);
	oid.length = 0;
	assert_int_equal(oid_to_ber(&oid, ber).length, 0);
}

static void prefixes(void **state)
{
	static const struct {
		const char *oid, *prefix;
		bool want;
	} rows[] = {
		{"1.3.6.1", "1.3.6.1", true},
		{"1.3.6.1.4", "1.3.6.1", true},
		{"1.3.6.1", "1.3.6.1.4", false},
		{"1.3.6.10", "1.3.6.1", false},
		{"1.3.6.1.4", "1.3.6.2", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct oid oid, prefix;

		assert_true(oid_parse(slice_of(rows[i].oid), &oid));
		assert_true(oid_parse(slice_of(rows[i].prefix), &prefix));
		assert_int_equal(oid_starts_with(&oid, &prefix), rows[i].want);
	}
}

static struct oid random_oid(uint64_t *random)
{
	struct oid oid = {.length = 2 + random_below(random, OID_MAXIMUM - 1)};

	oid.numbers[0] = (uint32_t)random_below(random, 3);
	for (size_t i = 1; i < oid.length; i++)
		oid.numbers[i] = (uint32_t)(random_below(random, 1ULL << 32) >>
					    random_below(random, 32));
	if (oid.numbers[0] < 2)
		oid.numbers[1] %= 40;
	return oid;
}

static void any_oid_comes_back(void **state)
{
	uint64_t random = random_seed();

	(void)state;
	for (int i = 0; i < RANDOM_OIDS; i++) {
		struct oid oid = random_oid(&random), from_ber, from_text;
		char ber[OID_BER_MAXIMUM];
		struct text text = {0};

		assert_true(oid_from_ber(oid_to_ber(&oid, ber), &from_ber));
		assert_true(oid_equal(&oid, &from_ber));
		oid_print(&oid, &text);
		assert_true(oid_parse(text_slice(&text), &from_text));
		assert_true(oid_equal(&oid, &from_text));
		text_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_and_ber_say_the_same),
		cmocka_unit_test(a_dot_in_front_is_allowed),
		cmocka_unit_test(text_that_is_no_oid),
		cmocka_unit_test(ber_that_is_no_oid),
		cmocka_unit_test(what_is_valid_is_what_can_be_read),
		cmocka_unit_test(an_oid_has_at_most_128_numbers),
		cmocka_unit_test(the_longest_fits_its_buffer),
		cmocka_unit_test(an_oid_of_one_number_has_no_ber),
		cmocka_unit_test(prefixes),
		cmocka_unit_test(any_oid_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
