/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/duration.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

struct row {
	const char *zone, *local, *near, *want;
};

static int64_t at(const char *text)
{
	int64_t time;

	assert_true(time_parse(slice_of(text), &time));
	return time;
}

static void check(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct row *row = &rows[i];
		struct error error = {""};
		struct zone *zone = zone_open(row->zone, &error);
		char got[TIME_TEXT];
		int64_t time;

		if (!zone)
			fail_msg("%s", error.text);
		time = zone_utc(zone, at(row->local), at(row->near));
		if (time != at(row->want))
			fail_msg("%s in %s is %s, want %s", row->local, row->zone,
				time_print(time, got), row->want);
		zone_close(zone);
	}
}

static void offsets(void **state)
{
	static const struct row rows[] = {
		{"Z", "2012-08-29T12:00:00Z", "2012-08-29T12:00:00Z", "2012-08-29T12:00:00Z"},
		{"+02:00", "2012-08-29T12:00:00Z", "2012-08-29T12:00:00Z",
			"2012-08-29T10:00:00Z"},
		{"-0330", "2012-08-29T12:00:00Z", "2012-08-29T12:00:00Z",
			"2012-08-29T15:30:00Z"},
	};

	(void)state;
	check(rows, COUNT(rows));
	assert_true(zone_utc(NULL, 5, 7) == 5);
}

/* With a database that ends its explicit changes in 2037, or anywhere before. */
static void zones_by_name(void **state)
{
	static const struct row rows[] = {
		{"Europe/Paris", "2012-01-01T12:00:00Z", "2012-01-01T12:00:00Z",
			"2012-01-01T11:00:00Z"},
		{"Europe/Paris", "2012-07-01T12:00:00Z", "2012-07-01T12:00:00Z",
			"2012-07-01T10:00:00Z"},
		/* 31 October 2060 is a Sunday, the last of the month. */
		{"Europe/Paris", "2060-10-30T12:00:00Z", "2060-10-30T12:00:00Z",
			"2060-10-30T10:00:00Z"},
		{"Europe/Paris", "2060-10-31T12:00:00Z", "2060-10-31T12:00:00Z",
			"2060-10-31T11:00:00Z"},
		/* In the south summer spans the new year. */
		{"Australia/Sydney", "2061-01-01T12:00:00Z", "2061-01-01T12:00:00Z",
			"2061-01-01T01:00:00Z"},
		{"Australia/Sydney", "2061-07-01T12:00:00Z", "2061-07-01T12:00:00Z",
			"2061-07-01T02:00:00Z"},
		{"Asia/Kolkata", "2061-07-01T12:00:00Z", "2061-07-01T12:00:00Z",
			"2061-07-01T06:30:00Z"},
		/* An hour that is there twice, and one that is not there. */
		{"America/New_York", "2026-11-01T01:30:00Z", "2026-11-01T05:29:00Z",
			"2026-11-01T05:30:00Z"},
		{"America/New_York", "2026-11-01T01:30:00Z", "2026-11-01T06:31:00Z",
			"2026-11-01T06:30:00Z"},
		{"America/New_York", "2026-03-08T02:30:00Z", "2026-03-08T06:31:00Z",
			"2026-03-08T07:30:00Z"},
	};

	(void)state;
	if (access("/usr/share/zoneinfo/Australia/Sydney", R_OK) != 0) {
		printf("there is no time zone database: install tzdata\n");
		skip();
	}
	unsetenv("TZDIR");
	check(rows, COUNT(rows));
}

static void others_are_none(void **state)
{
	static const struct {
		const char *name, *says;
	} rows[] = {
		{"Europe/Pari", "there is no time zone 'Europe/Pari': did you mean "
				"'Europe/Paris'?"},
		{"CST6", "there is no time zone 'CST6'"},
		{"", "write for example \"+02:00\", \"Z\" or \"Europe/Paris\""},
		{"+2", "there is no time zone '+2'"},
		{"+24:00", "there is no time zone"},
		{"../../../etc/passwd", "there is no time zone"},
		{"/etc/passwd", "there is no time zone"},
		{"tzdata.zi", "holds no time zone"},
		{"Europe", "there is no time zone 'Europe'"},
	};

	(void)state;
	if (access("/usr/share/zoneinfo/tzdata.zi", R_OK) != 0)
		skip();
	unsetenv("TZDIR");
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error error = {""};

		assert_null(zone_open(rows[i].name, &error));
		if (slice_find_slice(slice_of(error.text), slice_of(rows[i].says)) == SIZE_MAX)
			fail_msg("'%s': %s", rows[i].name, error.text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offsets),
		cmocka_unit_test(zones_by_name),
		cmocka_unit_test(others_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
