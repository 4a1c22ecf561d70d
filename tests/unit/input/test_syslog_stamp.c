/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_stamp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/duration.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* `time` NULL: no such time. `rest` is what is left. */
struct row {
	const char *input, *time, *rest;
	bool guessed;
};

static int64_t at(const char *text)
{
	int64_t time;

	assert_true(time_parse(slice_of(text), &time));
	return time;
}

static void check(const struct row *row, int64_t now, int64_t zone)
{
	struct slice rest = slice_of(row->input);
	struct syslog_stamp stamp;
	char got[TIME_TEXT];

	if (!syslog_stamp_cut(&rest, now, zone, &stamp))
		fail_msg("no stamp in \"%s\"", row->input);
	if (!slice_equals(rest, row->rest))
		fail_msg("\"%s\" leaves \"%.*s\"", row->input, SLICE_PRINT(rest));
	if (!row->time) {
		assert_false(stamp.usable);
		return;
	}
	if (!stamp.usable || stamp.time != at(row->time))
		fail_msg("\"%s\" is %s, want %s", row->input, time_print(stamp.time, got),
			row->time);
	assert_int_equal(stamp.guessed, row->guessed);
}

static void forms(void **state)
{
	static const struct row rows[] = {
		{"Oct 11 22:14:15 h", "2012-10-11T22:14:15Z", " h", true},
		{"Oct  1 22:14:15 h", "2012-10-01T22:14:15Z", " h", true},
		{"Oct 1 22:14:15: h", "2012-10-01T22:14:15Z", " h", true},
		{"OCT 01 22:14:15", "2012-10-01T22:14:15Z", "", true},
		{"Oct 11 22:14:15.250 h", "2012-10-11T22:14:15.25Z", " h", true},
		{"Oct 11 2009 22:14:15 h", "2009-10-11T22:14:15Z", " h", true},
		{"Oct 11 22:14:15 2009 h", "2009-10-11T22:14:15Z", " h", true},
		{"2009 Oct 11 22:14:15 UTC: x", "2009-10-11T22:14:15Z", " x", false},
		{"Oct 11 2009 22:14:15.1 +02:00 h", "2009-10-11T22:14:15.1Z", " +02:00 h",
			true},
		{"2012-10-11T22:14:15Z h", "2012-10-11T22:14:15Z", " h", false},
		{"2012-10-11T22:14:15.5+02:00 h", "2012-10-11T20:14:15.5Z", " h", false},
		{"2012-10-11T22:14:15-0730", "2012-10-12T05:44:15Z", "", false},
		{"2012-10-11 22:14:15,123 h", "2012-10-11T22:14:15.123Z", " h", true},
		{"2012-10-11 22:14:15: h", "2012-10-11T22:14:15Z", " h", true},
		{"2012-10-11 22:14:15 GMT h", "2012-10-11T22:14:15Z", " h", false},
		{"2012-10-11 22:14:15 GMTX h", "2012-10-11T22:14:15Z", " GMTX h", true},
		{"2012-10-11T22:14:15.1234567899Z", "2012-10-11T22:14:15.123456789Z", "",
			false},
		/* A leap second. */
		{"Oct 11 22:14:60 h", "2012-10-11T22:15:00Z", " h", true},
		/* Shaped like a stamp, but there is no such time. */
		{"Feb 30 12:00:00 h", NULL, " h", false},
		{"2011-02-29T12:00:00Z h", NULL, " h", false},
		{"2012-13-01T12:00:00Z h", NULL, " h", false},
		{"Oct 11 24:00:00 h", NULL, " h", false},
		{"Oct 11 22:14:61 h", NULL, " h", false},
		{"0000-01-01 00:00:00 h", NULL, " h", false},
		{"9999-01-01 00:00:00 h", NULL, " h", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check(&rows[i], at("2012-08-29T12:00:00Z"), 0);
}

static void others_are_none(void **state)
{
	static const char *const rows[] = {"", "Oct", "Oct 11", "Oct 11 22:14",
		"Oct 11 22:14:1", "Okt 11 22:14:15", "Oct 111 22:14:15", "Oct 11 22:14:15x",
		"2012-10-11", "2012-10-11X22:14:15", "12-10-11 22:14:15", "October 11 22:14:15",
		"1349993655", "2012-10-11T22:14:15+25:00", "2012-10-11T22:14:15+2"};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice rest = slice_of(rows[i]);
		struct syslog_stamp stamp;

		if (syslog_stamp_cut(&rest, 0, 0, &stamp))
			fail_msg("\"%s\" is no stamp", rows[i]);
		assert_true(slice_equals(rest, rows[i]));
	}
}

static void the_year_is_the_nearest(void **state)
{
	static const struct {
		const char *now, *input, *want;
	} rows[] = {
		{"2012-12-31T23:59:59Z", "Jan  1 00:00:05", "2013-01-01T00:00:05Z"},
		{"2013-01-01T00:00:05Z", "Dec 31 23:59:59", "2012-12-31T23:59:59Z"},
		{"2013-01-01T00:00:05Z", "Jan  1 00:00:01", "2013-01-01T00:00:01Z"},
		{"2012-06-15T00:00:00Z", "Dec 14 00:00:00", "2012-12-14T00:00:00Z"},
		{"2012-06-15T00:00:00Z", "Dec 20 00:00:00", "2011-12-20T00:00:00Z"},
		/* A leap day lies in a leap year, however far. */
		{"2012-03-01T00:00:00Z", "Feb 29 00:00:00", "2012-02-29T00:00:00Z"},
		{"2013-03-01T00:00:00Z", "Feb 29 00:00:00", "2012-02-29T00:00:00Z"},
		{"2015-03-01T00:00:00Z", "Feb 29 00:00:00", "2016-02-29T00:00:00Z"},
		{"1970-01-01T00:00:00Z", "Jan  1 00:00:00", "1970-01-01T00:00:00Z"},
		{"2038-02-01T00:00:00Z", "Jan 31 23:00:00", "2038-01-31T23:00:00Z"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check(&(struct row){rows[i].input, rows[i].want, "", true}, at(rows[i].now), 0);
}

static void a_zone_is_applied_where_none_was_sent(void **state)
{
	static const struct row rows[] = {
		{"Oct 11 22:14:15", "2012-10-11T20:14:15Z", "", true},
		{"2012-10-11 00:14:15", "2012-10-10T22:14:15Z", "", true},
		{"2012-10-11 22:14:15Z", "2012-10-11T22:14:15Z", "", false},
		{"Oct 11 22:14:15 UTC:", "2012-10-11T22:14:15Z", "", true},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check(&rows[i], at("2012-08-29T12:00:00Z"), 2 * HOURS);
}

/* Every day of 60 years comes back as the day it is. */
static void calendar(void **state)
{
	char text[TIME_TEXT];

	(void)state;
	for (int64_t day = 0; day < 60 * 366; day++) {
		struct syslog_stamp stamp;
		struct slice rest = slice_of(time_print(day * 24 * HOURS, text));

		assert_true(syslog_stamp_cut(&rest, 0, 0, &stamp));
		assert_true(stamp.usable && stamp.time == day * 24 * HOURS);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms),
		cmocka_unit_test(others_are_none),
		cmocka_unit_test(the_year_is_the_nearest),
		cmocka_unit_test(a_zone_is_applied_where_none_was_sent),
		cmocka_unit_test(calendar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
