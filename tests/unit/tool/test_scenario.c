/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Scenarios that must fail, and with which words: a test that cannot fail proves nothing.
 */
#include "tool/scenario.h"

#include <stdio.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* Plays the text, with the rules and the inventory of tests/scenario. */
static void play(struct scenario *scenario, const char *text)
{
	const char *top = getenv("top_srcdir");
	char path[] = "scenario.XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");

	assert_non_null(file);
	fprintf(file,
		"rules %s/tests/scenario/rules\ninventory %s/tests/scenario/inventory\n%s",
		top ? top : ".", top ? top : ".", text);
	fclose(file);
	scenario_run(scenario, path, NULL);
	unlink(path);
}

#define RAISED "at +0s syslog 10.0.1.1 <132>disk: disk a full\nat +15s\n"

static void what_cannot_be_read_is_said(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"", "nothing happens in this scenario"},
		{"jump\n", "'jump' is no statement"},
		{"at 5s\n", "at +15s, not at 5s"},
		{"at +5 s\n", "'5' is no span of time"},
		{"at +5s\nat +4s\n", "time only goes forward: it is +5000 ms already"},
		{"at +5s\nstart 2012-08-29T12:00:00Z\n", "'start' must stand before"},
		{"start yesterday\n", "'yesterday' is no time"},
		{"outcomes maybe\n", "'on' or 'off'"},
		{"at +5s explode\n", "'explode' cannot happen"},
		{"at +5s syslog 10.0.1 <132>x\n", "'10.0.1' is no address"},
		{"at +5s syslog relay\n", "the host it speaks for"},
		{"at +5s trap 10.0.1.1 VOICE::x\n", "names file"},
		{"at +5s repeat 0 every 1s syslog 10.0.1.1 x\n", "repeat 100 every 250ms"},
		{"at +5s ack 1 by alice\n", "there is no incident 1 yet"},
		{"at +5s ack one by alice\n", "'one' is no number of an incident"},
		{RAISED "at +20s ack 1 alice\n", "ack 1 by alice"},
		{"at +5s down soon\n", "'soon' is no span"},
		{"expect miracles 1\n", "nobody can expect 'miracles 1'"},
		{"expect no alarms 1\n", "nobody can expect"},
		{"expect incidents\n", "a number is expected here"},
		{"expect incidents 1 2\n", "a number is expected here"},
		{"expect incident x state=open\n", "takes its number"},
		{"expect incident 1 open\n", "'open' is not of the form name=value"},
		{"expect alarm nosuch state=raised\n", "the rules have no alarm 'nosuch'"},
		{"expect event nosuch 1\n", "the rules have no event 'nosuch'"},
		{"expect alert exploded\n", "'exploded' is no transition"},
		{"expect sum nosuch 1\n", "there is no sum 'nosuch'; there are events,"},
		{"expect nothing 1\n", "nothing stands behind"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct scenario scenario;

		play(&scenario, rows[i].text);
		assert_int_equal(scenario.problems.errors, 1);
		if (!strstr(scenario.problems.problems[0].text, rows[i].want))
			fail_msg("%s: %s", rows[i].text, scenario.problems.problems[0].text);
		scenario_free(&scenario);
	}
}

static void what_is_not_so_is_shown(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{RAISED "expect incidents 2\n", "incidents: expected 2, found 1"},
		{RAISED "expect incidents >= 2\n", "incidents: expected >=2, found 1"},
		{RAISED "expect incidents <= 0\n", "incidents: expected <=0, found 1"},
		{RAISED "expect incident 1 state=closed platform=web\n",
			"state: expected closed, found open"},
		{RAISED "expect incident 1 colour=blue\n",
			"colour: expected blue, but there is nothing of that name"},
		{RAISED "expect incident 2 state=open\n", "there is no incident 2"},
		{RAISED "expect no incident platform=web\n", "expected no such incident"},
		{RAISED "expect alarm disk key=\"web-1 b\"\n",
			"key: expected web-1 b, found web-1 a"},
		{RAISED "expect alarm fan\n", "there is no alarm fan"},
		{RAISED "expect no alarm disk state=raised\n", "expected no such alarm disk"},
		{RAISED "expect alarms 0\n", "alarms raised now: expected 0, found 1"},
		{RAISED "expect alert opened at=+14s\n", "at: expected +14s, found +15s"},
		{RAISED "expect alert opened incident=2\n", "incident: expected 2, found 1"},
		{RAISED "expect alert closed\n", "there is no alert closed"},
		{RAISED "expect no alert opened incident=1\n", "expected no such alert"},
		{RAISED "expect alerts opened 0\n", "alerts opened: expected 0, found 1"},
		{RAISED "expect deliveries test 0\n",
			"deliveries to test : expected 0, found 1"},
		{RAISED "expect event disk.full 2\n", "events disk.full: expected 2, found 1"},
		{RAISED "expect sum transient 1\n", "sum transient: expected 1, found 0"},
		{RAISED "expect nothing\n",
			"expected no alert, found 'opened' of incident 1 at +15 s"},
		{RAISED "expect incident 1 service.shop=affected\n",
			"service.shop: expected affected, found no data"},
		{RAISED "expect incident 1 evidence=incomplete\n",
			"evidence: expected incomplete, found complete"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct scenario scenario;

		play(&scenario, rows[i].text);
		if (scenario.problems.count)
			fail_msg("%s", scenario.problems.problems[0].text);
		assert_int_equal(scenario.failures.errors, 1);
		if (!strstr(scenario.failures.problems[0].text, rows[i].want))
			fail_msg("%s: %s", rows[i].text, scenario.failures.problems[0].text);
		assert_int_equal(scenario.failures.problems[0].line, 5);
		scenario_free(&scenario);
	}
}

static void what_is_so_passes(void **state)
{
	struct scenario scenario;

	(void)state;
	play(&scenario, RAISED
		"expect incident 1 at=+15s severity=minor root.node=web-1 merged_into=none\n"
		"expect alert opened incident=1 at=+15s outputs=test\n"
		"expect no alert opened incident=2\n"
		"expect no incident platform=mail\n"
		"expect alarm disk key=\"web-1 a\" raised_at=+0s incident=1\n"
		"expect alerts 1\nexpect alerts == 1\nexpect deliveries test opened 1\n");
	assert_int_equal(scenario.problems.count, 0);
	if (scenario.failures.count)
		fail_msg("%s", scenario.failures.problems[0].text);
	assert_int_equal(scenario.expectations, 8);
	scenario_free(&scenario);
}

static void repetitions_are_numbered(void **state)
{
	struct scenario scenario;

	(void)state;
	play(&scenario, "at +1s repeat 3 every 2s syslog 10.0.1.1 <132>disk: disk d${n} full\n"
			"expect alarm disk key=\"web-1 d1\" raised_at=+1s\n"
			"expect alarm disk key=\"web-1 d3\" raised_at=+5s\n"
			"expect alarms 3\nafter 1s\nexpect no alarm disk key=\"web-1 d4\"\n");
	assert_int_equal(scenario.problems.count, 0);
	assert_int_equal(scenario.failures.count, 0);
	scenario_free(&scenario);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_cannot_be_read_is_said),
		cmocka_unit_test(what_is_not_so_is_shown),
		cmocka_unit_test(what_is_so_passes),
		cmocka_unit_test(repetitions_are_numbered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
