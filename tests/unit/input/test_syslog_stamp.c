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

static const struct syslog_profile plain;

static int64_t at(const char *text)
{
	int64_t time;

	assert_true(time_parse(slice_of(text), &time));
	return time;
}

static void check(const struct row *row, int64_t now, const struct syslog_profile *profile)
{
	struct slice rest = slice_of(row->input);
	struct syslog_stamp stamp;
	char got[TIME_TEXT];

	if (!syslog_stamp_cut(&rest, now, profile, &stamp))
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
		{"Oct 11 2009 22:14:15.1 +02:00 h", "2009-10-11T20:14:15.1Z", " h", false},
		{"Oct 11 2009 22:14:15 +02 h", "2009-10-11T22:14:15Z", " +02 h", true},
		{"Oct 11 22:14:15 -12 degrees", "2012-10-11T22:14:15Z", " -12 degrees", true},
		{"Thu Oct 11 22:14:15 2012 h", "2012-10-11T22:14:15Z", " h", true},
		{"Oct 11, 2012 10:14:15 PM h", "2012-10-11T22:14:15Z", " h", true},
		{"Oct 11 2012 12:14:15 AM h", "2012-10-11T00:14:15Z", " h", true},
		{"11 Oct 2012 22:14:15 h", "2012-10-11T22:14:15Z", " h", true},
		{"11-Oct-2012 22:14:15 h", "2012-10-11T22:14:15Z", " h", true},
		{"11/Oct/2012:22:14:15 +0200 h", "2012-10-11T20:14:15Z", " h", false},
		{"2012/10/11 22:14:15 h", "2012-10-11T22:14:15Z", " h", true},
		/* Day or month first: the one that is near. */
		{"02/09/2012:22:14:15 GMT h", "2012-09-02T22:14:15Z", " h", false},
		{"09/02/2012:22:14:15 GMT h", "2012-09-02T22:14:15Z", " h", false},
		{"31/08/2012 22:14:15 h", "2012-08-31T22:14:15Z", " h", true},
		{"08/31/2012 22:14:15 h", "2012-08-31T22:14:15Z", " h", true},
		{"20121011T221415 h", "2012-10-11T22:14:15Z", " h", true},
		{"20121011 221415.250Z h", "2012-10-11T22:14:15.25Z", " h", false},
		{"20121011T221415+0200: h", "2012-10-11T20:14:15Z", " h", false},
		{"[2012-10-11 22:14:15] h", "2012-10-11T22:14:15Z", " h", true},
		{"[2012-10-11T22:14:15.5+02:00]: h", "2012-10-11T20:14:15.5Z", " h", false},
		{"[Oct 11 22:14:15][core] h", "2012-10-11T22:14:15Z", "[core] h", true},
		{"[Thu Oct 11 22:14:15.123 2012] h", "2012-10-11T22:14:15.123Z", " h", true},
		{"[20121011 221415]", "2012-10-11T22:14:15Z", "", true},
		/* Seconds since 1970. */
		{"1349993655.250 h", "2012-10-11T22:14:15.25Z", " h", false},
		{"1349993655 h", "2012-10-11T22:14:15Z", " h", false},
		{"1349993655250 h", "2012-10-11T22:14:15.25Z", " h", false},
		{"1349993655250000000 h", "2012-10-11T22:14:15.25Z", " h", false},
		/* Since the start of the device. */
		{"1d02h: x", NULL, " x", false},
		{"2w3d: x", NULL, " x", false},
		{"00:01:13: x", NULL, " x", false},
		/* Zones by name: of all but UTC nobody knows what is meant. */
		{"Oct 11 22:14:15.1 CET: x", "2012-10-11T22:14:15.1Z", " x", true},
		{"Oct 11 22:14:15 CST 2009 h", "2009-10-11T22:14:15Z", " h", true},
		{"Oct 11 22:14:15 IST h su: x", "2012-10-11T22:14:15Z", " h su: x", true},
		{"Oct 11 22:14:15 WEST su: x", "2012-10-11T22:14:15Z", " WEST su: x", true},
		{"Oct 11 22:14:15 XYZ : %A-1-B: x", "2012-10-11T22:14:15Z", " %A-1-B: x", true},
		{"2012-10-11 22:14:15 UTC+02:00 h", "2012-10-11T20:14:15Z", " h", false},
		{"2012-10-11T22:14:15+00:00Z h", "2012-10-11T22:14:15Z", " h", false},
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
		check(&rows[i], at("2012-08-29T12:00:00Z"), &plain);
}

static void others_are_none(void **state)
{
	static const char *const rows[] = {"", "Oct", "Oct 11", "Oct 11 22:14",
		"Oct 11 22:14:1", "Okt 11 22:14:15", "Oct 111 22:14:15", "Oct 11 22:14:15x",
		"2012-10-11", "2012-10-11X22:14:15", "12-10-11 22:14:15", "October 11 22:14:15",
		"1949993655 h", "134999365 h", "1349993655: h", "1d: h", "12:30 h",
		"12:30:15 h", "2012-10-11T22:14:15+25:00", "2012-10-11T22:14:15+2", "[", "[]",
		"[Oct 11 22:14:15", "[Oct 11 22:14:15 h]", "[Oct 11 22:14:15]h",
		"[Oct 11 22:14:15:] h", "[Feb 30 22:14:15] h", "[12.345678] h",
		"[1349993655.1] h", "[[Oct 11 22:14:15]] h", "19700101", "19700101 000",
		"19700101T00000", "19700101T000000x", "19700101 1234567", "19701301 000000",
		"19700132 000000", "19700101 250000", "19700101 006100", "12345678 123456 h",
		"20121011 221415 h"};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice rest = slice_of(rows[i]);
		struct syslog_stamp stamp;

		if (syslog_stamp_cut(&rest, 0, &plain, &stamp))
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
		check(&(struct row){rows[i].input, rows[i].want, "", true}, at(rows[i].now),
			&plain);
}

static void a_zone_is_applied_where_none_was_sent(void **state)
{
	static const struct row rows[] = {
		{"Oct 11 22:14:15", "2012-10-11T20:14:15Z", "", true},
		{"2012-10-11 00:14:15", "2012-10-10T22:14:15Z", "", true},
		{"2012-10-11 22:14:15Z", "2012-10-11T22:14:15Z", "", false},
		{"Oct 11 22:14:15 UTC:", "2012-10-11T22:14:15Z", "", true},
	};
	const struct syslog_profile profile = {.zone = zone_open("+02:00", NULL)};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check(&rows[i], at("2012-08-29T12:00:00Z"), &profile);
	zone_close(profile.zone);
}

static void names_of_zones_mean_what_the_source_says(void **state)
{
	static const struct row rows[] = {
		{"Jul 11 22:14:15 CST: x", "2012-07-12T04:14:15Z", " x", true},
		{"2012 Jul 11 22:14:15 CST h", "2012-07-12T04:14:15Z", " h", false},
		{"Jul 11 22:14:15 IST h su: x", "2012-07-11T16:44:15Z", " h su: x", true},
		{"Jul 11 22:14:15 IST su: x", "2012-07-11T16:44:15Z", " su: x", true},
		{"Jul 11 22:14:15 CET: x", "2012-07-11T22:14:15Z", " x", true},
	};
	struct zone_name names[] = {{slice_of("CST"), zone_open("-06:00", NULL)},
		{slice_of("IST"), zone_open("+05:30", NULL)}};
	const struct syslog_profile profile = {.zone_names = names, .zone_name_count = 2};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check(&rows[i], at("2012-08-29T12:00:00Z"), &profile);
	zone_close(names[0].zone);
	zone_close(names[1].zone);
}

/* 28 October 2012, 02:30 was twice in Paris. */
static void an_hour_that_is_twice_is_the_nearer_one(void **state)
{
	static const struct {
		const char *now, *input, *want;
	} rows[] = {
		{"2012-10-28T00:31:00Z", "Oct 28 02:30:00", "2012-10-28T00:30:00Z"},
		{"2012-10-28T01:31:00Z", "Oct 28 02:30:00", "2012-10-28T01:30:00Z"},
		{"2012-10-28T01:31:00Z", "Oct 28 03:30:00", "2012-10-28T02:30:00Z"},
		{"2012-03-25T01:31:00Z", "Mar 25 01:30:00", "2012-03-25T00:30:00Z"},
		/* No clock showed it. */
		{"2012-03-25T01:31:00Z", "Mar 25 02:30:00", "2012-03-25T01:30:00Z"},
		{"2012-03-25T01:31:00Z", "Mar 25 03:30:00", "2012-03-25T01:30:00Z"},
	};
	struct error error = {""};
	const struct syslog_profile profile = {.zone = zone_open("Europe/Paris", &error)};

	(void)state;
	if (!profile.zone) {
		printf("%s\n", error.text);
		skip();
	}
	for (size_t i = 0; i < COUNT(rows); i++)
		check(&(struct row){rows[i].input, rows[i].want, "", true}, at(rows[i].now),
			&profile);
	zone_close(profile.zone);
}

/* Every day of 60 years comes back as the day it is. */
static void calendar(void **state)
{
	char text[TIME_TEXT];

	(void)state;
	for (int64_t day = 0; day < 60 * 366; day++) {
		struct syslog_stamp stamp;
		struct slice rest = slice_of(time_print(day * 24 * HOURS, text));

		assert_true(syslog_stamp_cut(&rest, 0, &plain, &stamp));
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
		cmocka_unit_test(names_of_zones_mean_what_the_source_says),
		cmocka_unit_test(an_hour_that_is_twice_is_the_nearer_one),
		cmocka_unit_test(calendar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
