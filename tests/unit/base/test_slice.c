/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static const struct slice empty = {0};

static void assert_slice(struct slice got, const char *want)
{
	if (!slice_equals(got, want))
		fail_msg("got \"%.*s\", want \"%s\"", SLICE_PRINT(got), want);
}

static void equality(void **state)
{
	(void)state;
	assert_true(slice_equal(empty, slice_of("")));
	assert_true(slice_equal(slice_of(NULL), empty));
	assert_true(slice_equal(slice_make("a\0b", 3), slice_make("a\0b", 3)));
	assert_false(slice_equal(slice_make("a\0b", 3), slice_make("a\0c", 3)));
	assert_false(slice_equals(slice_make("a\0b", 3), "a"));
	assert_true(slice_equals_caseless(slice_of("MajOR"), "mAJor"));
	assert_false(slice_equals_caseless(slice_of("major"), "minor"));
	assert_false(slice_equals_caseless(slice_of("@"), "`"));
	assert_true(slice_starts_with(slice_of("snmp trap"), "snmp"));
	assert_true(slice_starts_with(empty, ""));
	assert_false(slice_starts_with(slice_of("snm"), "snmp"));
}

/* Every row sorts before all that follow. */
static void order_is_by_bytes(void **state)
{
	const struct slice rows[] = {empty, slice_make("\0", 1), slice_of("B"), slice_of("a"),
		slice_of("ab"), slice_of("b"), slice_of("\xff")};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t j = 0; j < COUNT(rows); j++) {
			int order = slice_compare(rows[i], rows[j]);

			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
}

static void parts_stay_inside(void **state)
{
	struct slice a = slice_of("012345");

	(void)state;
	assert_slice(slice_from(a, 2), "2345");
	assert_slice(slice_from(a, 6), "");
	assert_slice(slice_from(a, SIZE_MAX), "");
	assert_slice(slice_part(a, 1, 2), "12");
	assert_slice(slice_part(a, 4, SIZE_MAX), "45");
	assert_slice(slice_part(a, 7, 1), "");
	assert_slice(slice_part(empty, 0, 1), "");
	assert_slice(slice_trim(slice_of(" \t a b \r\n")), "a b");
	assert_slice(slice_trim(slice_of(" \n ")), "");
	assert_slice(slice_trim(empty), "");
}

static void finding(void **state)
{
	struct slice a = slice_of("a.b.c");

	(void)state;
	assert_int_equal(slice_find(a, 0, '.'), 1);
	assert_int_equal(slice_find(a, 1, '.'), 1);
	assert_int_equal(slice_find(a, 2, '.'), 3);
	assert_int_equal(slice_find(a, 4, '.'), SIZE_MAX);
	assert_int_equal(slice_find(a, SIZE_MAX, '.'), SIZE_MAX);
	assert_int_equal(slice_find(empty, 0, '.'), SIZE_MAX);
	assert_int_equal(slice_find_slice(a, slice_of(".c")), 3);
	assert_int_equal(slice_find_slice(a, slice_of("a.b.c.")), SIZE_MAX);
	assert_int_equal(slice_find_slice(a, slice_of("x")), SIZE_MAX);
	assert_int_equal(slice_find_slice(a, empty), 0);
	assert_int_equal(slice_find_slice(empty, empty), 0);
	assert_int_equal(slice_find_slice(empty, a), SIZE_MAX);
	assert_int_equal(slice_span_without(a, ".c"), 1);
	assert_int_equal(slice_span_without(a, "c\xff"), 4);
	assert_int_equal(slice_span_without(a, "x"), 5);
	assert_int_equal(slice_span_without(slice_make("a\0\xff", 3), "\xff"), 2);
	assert_int_equal(slice_span_without(empty, "x"), 0);
}

static void words(void **state)
{
	struct slice rest = slice_of("  at +30s\t trap  text ");

	(void)state;
	assert_slice(slice_word(&rest), "at");
	assert_slice(slice_word(&rest), "+30s");
	assert_slice(rest, " trap  text ");
	assert_slice(slice_word(&rest), "trap");
	assert_slice(rest, " text ");
	assert_slice(slice_word(&rest), "text");
	assert_slice(slice_word(&rest), "");
	assert_slice(slice_word(&rest), "");
}

static void lines(void **state)
{
	const char *const want[] = {"one", "", "two", "three\rfour", "last\r"};
	struct slice rest = slice_of("one\n\ntwo\r\nthree\rfour\nlast\r");
	struct slice line;

	(void)state;
	for (size_t i = 0; i < COUNT(want); i++) {
		assert_true(slice_line(&rest, &line));
		assert_slice(line, want[i]);
	}
	assert_false(slice_line(&rest, &line));
	rest = slice_of("\n");
	assert_true(slice_line(&rest, &line));
	assert_slice(line, "");
	assert_false(slice_line(&rest, &line));
}

static void integers(void **state)
{
	const struct {
		const char *text;
		bool good;
		int64_t want;
	} rows[] = {
		{"0", true, 0},
		{"-0", true, 0},
		{"+7", true, 7},
		{"0012", true, 12},
		{"9223372036854775807", true, INT64_MAX},
		{"-9223372036854775808", true, INT64_MIN},
		{"9223372036854775808", false, 0},
		{"-9223372036854775809", false, 0},
		{"99999999999999999999999", false, 0},
		{"", false, 0},
		{"-", false, 0},
		{"+-1", false, 0},
		{" 1", false, 0},
		{"1 ", false, 0},
		{"0x1", false, 0},
		{"1:", false, 0},
		{"1/", false, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t value = 0;

		assert_int_equal(
			slice_to_integer(slice_of(rows[i].text), &value), rows[i].good);
		assert_true(value == rows[i].want);
	}
	assert_false(slice_to_integer(slice_make("1\0", 2), &(int64_t){0}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equality),
		cmocka_unit_test(order_is_by_bytes),
		cmocka_unit_test(parts_stay_inside),
		cmocka_unit_test(finding),
		cmocka_unit_test(words),
		cmocka_unit_test(lines),
		cmocka_unit_test(integers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
