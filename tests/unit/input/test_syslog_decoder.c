/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_decoder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "input/syslog_dialect.h"
#include "unit/input/line.h"

/* Senders in two networks of which more is known than of the listener. */
static struct prefix first[2], second[1];
static struct option_pair names[] = {{"CST", "-06:00"}};
static struct syslog_source sources[] = {
	{.from = {first, 2}, .manner = {.dialect = "linux", .zone = "+02:00"}},
	{.from = {second, 1},
		.manner = {.dialect = "junos", .charset = "windows-1252", .zones = {names, 1}}},
};

struct fixture {
	struct syslog_settings settings;
	void *state;
	void *room;
	struct text text;
};

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	struct error error = {""};

	assert_true(prefix_parse(slice_of("10.1.0.0/16"), &first[0]));
	assert_true(prefix_parse(slice_of("2001:db8::/32"), &first[1]));
	assert_true(prefix_parse(slice_of("10.0.0.0/8"), &second[0]));
	fixture->settings.manner.zone = "-01:00";
	fixture->settings.sources = (struct group_list){sources, 2};
	fixture->state = syslog_decoder.begin(&fixture->settings.common, NULL, &error);
	if (!fixture->state)
		fail_msg("%s", error.text);
	fixture->room = malloc(EVENT_MAXIMUM);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	syslog_decoder.end(fixture->state);
	free(fixture->room);
	text_free(&fixture->text);
	free(fixture);
	return 0;
}

static void check(struct fixture *fixture, const char *peer, const char *line, const char *want,
	const char *dialect)
{
	struct datagram datagram = {.bytes = slice_of(line)};
	struct verdict verdict;

	time_parse(slice_of("2012-08-29T12:00:00Z"), &datagram.now);
	assert_true(address_parse(slice_of(peer), &datagram.peer));
	verdict = syslog_decoder.decode(fixture->state, &datagram, fixture->room);
	if (strcmp(line_print(fixture->room, &fixture->text), want) != 0)
		fail_msg("%s\n   got: %s\n  want: %s", line, text_get(&fixture->text), want);
	assert_string_equal(syslog_habits((enum syslog_dialect)verdict.dialect)->name, dialect);
}

static void each_source_is_read_in_its_manner(void **state)
{
	/* In the first network, in the second, and in none. */
	check(*state, "10.1.2.3", "<13>Aug 29 14:00:03 h tag up",
		"1.5 at=2012-08-29T12:00:03.000Z host=h program=tag message=up guessed",
		"linux");
	check(*state, "2001:db8::7", "<13>Aug 29 14:00:03 h tag up",
		"1.5 at=2012-08-29T12:00:03.000Z host=h program=tag message=up guessed",
		"linux");
	check(*state, "10.2.2.3", "<13>Aug 29 14:00:03 h tag up",
		"1.5 at=2012-08-29T15:00:03.000Z host=h message=tag up guessed", "junos");
	check(*state, "192.0.2.1", "<13>Aug 29 14:00:03 h tag up",
		"1.5 at=2012-08-29T15:00:03.000Z host=h message=tag up guessed", "rfc3164");
	/* What the line itself tells is told. */
	check(*state, "10.1.2.3", "<189>7: Aug 29 2012 14:00:03 UTC: %LINK-3-UPDOWN: x",
		"23.5 at=2012-08-29T14:00:03.000Z program=%LINK-3-UPDOWN tag=LINK-3-UPDOWN "
		"message=x",
		"cisco-ios");
}

static void names_of_zones_and_bytes_are_its_own(void **state)
{
	check(*state, "10.2.2.3", "<13>Aug 29 2012 14:00:03 CST h su: 5 \x80",
		"1.5 at=2012-08-29T20:00:03.000Z host=h program=su message=5 \xe2\x82\xac "
		"charset",
		"junos");
	check(*state, "10.1.2.3", "<13>Aug 29 2012 14:00:03 CST h su: 5 \x80",
		"1.5 at=2012-08-29T12:00:03.000Z host=h program=su message=5 \xc2\x80 guessed "
		"charset",
		"linux");
}

/* The check functions stand at the settings' lines; this is for whoever comes without them. */
static void what_is_unknown_does_not_begin(void **state)
{
	static struct option_pair wrong[] = {{"CST", "?"}};
	static const struct syslog_manner rows[] = {{.dialect = "cisco-iso"},
		{.zone = "Europe/Nowhere"}, {.charset = "latin-17"}, {.zones = {wrong, 1}}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct syslog_settings settings = {.manner = rows[i]};
		struct error error = {""};

		assert_null(syslog_decoder.begin(&settings.common, NULL, &error));
		assert_true(strstr(error.text, "there is no"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_source_is_read_in_its_manner),
		cmocka_unit_test(names_of_zones_and_bytes_are_its_own),
		cmocka_unit_test(what_is_unknown_does_not_begin),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
