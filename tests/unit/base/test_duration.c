/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/duration.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
#define REFUSED     INT64_MIN

static void spans_are_read(void **state)
{
	const struct {
		const char *text;
		int64_t want;
	} rows[] = {
		{"0", 0},
		{"0s", 0},
		{"250ms", 250 * MILLISECONDS},
		{"15s", 15 * SECONDS},
		{"5m", 5 * MINUTES},
		{"4h", 4 * HOURS},
		{"2d", 48 * HOURS},
		{"1h30m", 90 * MINUTES},
		{"1d2h3m4s5ms6us7ns", 26 * HOURS + 3 * MINUTES + 4 * SECONDS + 5006007},
		{"90m", 90 * MINUTES},
		{"106751d", 106751 * 24 * HOURS},
		{"106752d", REFUSED},
		{"106751d24h", REFUSED},
		{"9223372036854775808ns", REFUSED},
		{"", REFUSED},
		{"15", REFUSED},
		{"s", REFUSED},
		{"-5s", REFUSED},
		{"+5s", REFUSED},
		{"5 s", REFUSED},
		{" 5s", REFUSED},
		{"5s ", REFUSED},
		{"1.5s", REFUSED},
		{"30m1h", REFUSED},
		{"1h1h", REFUSED},
		{"1h30", REFUSED},
		{"5S", REFUSED},
		{"5min", REFUSED},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t span = REFUSED;
		bool good = duration_parse(slice_of(rows[i].text), &span);

		assert_int_equal(good, rows[i].want != REFUSED);
		assert_true(span == rows[i].want);
	}
}

static void spans_are_printed(void **state)
{
	const struct {
		int64_t span;
		const char *want;
	} rows[] = {
		{0, "0s"},
		{250 * MILLISECONDS, "250ms"},
		{65 * SECONDS, "1m5s"},
		{4 * HOURS + 2 * MINUTES + 59 * SECONDS, "4h2m"},
		{4 * HOURS + 59 * SECONDS, "4h59s"},
		{48 * HOURS, "2d"},
		{1500, "1us500ns"},
		{-90 * SECONDS, "-1m30s"},
		{INT64_MAX, "106751d23h"},
		{INT64_MIN, "-106751d23h"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char out[DURATION_TEXT];

		assert_string_equal(duration_print(rows[i].span, out), rows[i].want);
	}
}

static void times_are_read_and_printed(void **state)
{
	const struct {
		const char *text;
		const char *want; /* in UTC; NULL: refused */
	} rows[] = {
		{"2012-08-29T12:00:00Z", "2012-08-29T12:00:00.000Z"},
		{"2012-08-29t12:00:00.25z", "2012-08-29T12:00:00.250Z"},
		{"2012-08-29T14:00:00.123456789+02:00", "2012-08-29T12:00:00.123Z"},
		{"2012-08-29T01:30:00-23:59", "2012-08-30T01:29:00.000Z"},
		{"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
		{"2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z"},
		{"2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"},
		{"1677-09-22T00:00:00Z", "1677-09-22T00:00:00.000Z"},
		{"2262-04-11T23:47:16.854775807Z", "2262-04-11T23:47:16.854Z"},
		{"2262-04-11T23:47:16.854775808Z", NULL},
		{"9999-12-31T23:59:59Z", NULL},
		{"0000-01-01T00:00:00Z", NULL},
		{"2100-02-29T00:00:00Z", NULL},
		{"2012-04-31T00:00:00Z", NULL},
		{"2012-13-01T00:00:00Z", NULL},
		{"2012-00-01T00:00:00Z", NULL},
		{"2012-01-00T00:00:00Z", NULL},
		{"2012-08-29T24:00:00Z", NULL},
		{"2012-08-29T12:60:00Z", NULL},
		{"2012-08-29T12:00:61Z", NULL},
		{"2012-08-29T12:00:00", NULL},
		{"2012-08-29T12:00:00.Z", NULL},
		{"2012-08-29T12:00:00.1234567890Z", NULL},
		{"2012-08-29T12:00:00+0200", NULL},
		{"2012-08-29T12:00:00+24:00", NULL},
		{"2012-08-29T12:00:00+02:60", NULL},
		{"2012-08-29T12:00:00Z ", NULL},
		{"2012-08-29 12:00:00Z", NULL},
		{"2012-8-29T12:00:00Z", NULL},
		{"+012-08-29T12:00:00Z", NULL},
		{"2012-08-29", NULL},
		{"2012-08-29T", NULL},
		{"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t time;
		char out[TIME_TEXT];
		bool good = time_parse(slice_of(rows[i].text), &time);

		assert_int_equal(good, rows[i].want != NULL);
		if (good)
			assert_string_equal(time_print(time, out), rows[i].want);
	}
}

static void nanoseconds_are_kept(void **state)
{
	char out[TIME_TEXT];
	int64_t time;

	(void)state;
	assert_true(time_parse(slice_of("1970-01-01T00:00:01.000000001Z"), &time));
	assert_true(time == 1000000001);
	assert_true(time_parse(slice_of("1969-12-31T23:59:59.999999999Z"), &time));
	assert_true(time == -1);
	assert_string_equal(time_print(-1, out), "1969-12-31T23:59:59.999Z");
	assert_string_equal(time_print(INT64_MIN, out), "1677-09-21T00:12:43.145Z");
	assert_string_equal(time_print(INT64_MAX, out), "2262-04-11T23:47:16.854Z");
}

static void sizes_are_read(void **state)
{
	const struct {
		const char *text;
		int64_t want;
	} rows[] = {
		{"0", 0},
		{"4096", 4096},
		{"4096 B", 4096},
		{"1_000_000", 1000000},
		{"64 MiB", 64 << 20},
		{"64MiB", 64 << 20},
		{"10 GiB", 10LL << 30},
		{"2 KiB", 2048},
		{"1 TiB", 1LL << 40},
		{"8388607 TiB", 8388607LL << 40},
		{"8388608 TiB", REFUSED},
		{"9223372036854775807", INT64_MAX},
		{"9223372036854775808", REFUSED},
		{"", REFUSED},
		{"MiB", REFUSED},
		{"-1", REFUSED},
		{"+1", REFUSED},
		{"_1", REFUSED},
		{"1_", REFUSED},
		{"1__0", REFUSED},
		{"1_ MiB", REFUSED},
		{"1 MB", REFUSED},
		{"1.5 MiB", REFUSED},
		{"1 mib", REFUSED},
		{"1 MiB 1 KiB", REFUSED},
		{"00000000000000000000000000000000000000001", REFUSED},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t bytes = REFUSED;
		bool good = size_parse(slice_of(rows[i].text), &bytes);

		assert_int_equal(good, rows[i].want != REFUSED);
		assert_true(bytes == rows[i].want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spans_are_read),
		cmocka_unit_test(spans_are_printed),
		cmocka_unit_test(times_are_read_and_printed),
		cmocka_unit_test(nanoseconds_are_kept),
		cmocka_unit_test(sizes_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
