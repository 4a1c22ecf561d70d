/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/severity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

typedef int parser(struct slice name);

static void want_number(parser *parse, const char *name, int want)
{
	int got = parse(slice_of(name));

	if (got != want)
		fail_msg("'%s' is %d, want %d", name, got, want);
}

static void severities_grow_with_their_number(void **state)
{
	static const char *const names[] = {
		"cleared", "indeterminate", "warning", "minor", "major", "critical"};

	(void)state;
	assert_int_equal(SEVERITIES, 6);
	for (int i = 0; i < SEVERITIES; i++) {
		assert_string_equal(severity_name((enum severity)i), names[i]);
		want_number(severity_parse, names[i], i);
	}
}

static void severities_are_read_in_any_case(void **state)
{
	static const struct {
		const char *name;
		int want;
	} rows[] = {{"Critical", 5}, {"MAJOR", 4}, {"", -1}, {"crit", -1}, {"major ", -1},
		{"majo", -1}, {"4", -1}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		want_number(severity_parse, rows[i].name, rows[i].want);
}

/* RFC 5424, table 2, and what people write. */
static void severities_of_syslog(void **state)
{
	static const struct {
		const char *name;
		int want;
	} rows[] = {{"emergency", 0}, {"emerg", 0}, {"panic", 0}, {"alert", 1}, {"critical", 2},
		{"crit", 2}, {"error", 3}, {"err", 3}, {"warning", 4}, {"warn", 4},
		{"notice", 5}, {"info", 6}, {"informational", 6}, {"debug", 7}, {"Debug", 7},
		{"", -1}, {"major", -1}, {"0", -1}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		want_number(syslog_severity_parse, rows[i].name, rows[i].want);
	for (unsigned i = 0; i < 8; i++)
		want_number(syslog_severity_parse, syslog_severity_name(i), (int)i);
	assert_string_equal(syslog_severity_name(8), "unknown");
}

/* RFC 5424, table 1. */
static void facilities_of_syslog(void **state)
{
	static const struct {
		const char *name;
		int want;
	} rows[] = {{"kern", 0}, {"user", 1}, {"mail", 2}, {"daemon", 3}, {"auth", 4},
		{"syslog", 5}, {"lpr", 6}, {"news", 7}, {"uucp", 8}, {"cron", 9},
		{"authpriv", 10}, {"ftp", 11}, {"ntp", 12}, {"local0", 16}, {"local7", 23},
		{"LOCAL4", 20}, {"local8", -1}, {"", -1}, {"16", -1}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		want_number(syslog_facility_parse, rows[i].name, rows[i].want);
	for (unsigned i = 0; i < 24; i++)
		want_number(syslog_facility_parse, syslog_facility_name(i), (int)i);
	assert_string_equal(syslog_facility_name(24), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(severities_grow_with_their_number),
		cmocka_unit_test(severities_are_read_in_any_case),
		cmocka_unit_test(severities_of_syslog),
		cmocka_unit_test(facilities_of_syslog),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
