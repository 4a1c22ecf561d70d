/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/match.h"

#include "event/self_event.h"
#include "sample.h"

struct fixture {
	struct report report;
	struct ruleset *ruleset;
	struct batch *batch;
	struct matches *matches;
	struct matcher *matcher;
};

static void begin(struct fixture *fixture)
{
	*fixture = (struct fixture){.ruleset = ruleset_new(&sample_names),
		.batch = batch_new(),
		.matches = matches_new()};
}

static void run(struct fixture *fixture)
{
	assert_true(ruleset_finish(fixture->ruleset, NULL, &fixture->report));
	assert_good(&fixture->report);
	fixture->matcher = matcher_new(fixture->ruleset, NULL);
	match_batch(fixture->matcher, fixture->batch, fixture->matches);
}

static void end(struct fixture *fixture)
{
	report_free(&fixture->report);
	matcher_free(fixture->matcher);
	matches_free(fixture->matches);
	batch_free(fixture->batch);
	ruleset_free(fixture->ruleset);
}

/* One rule with these conditions against one line. */
static bool line_matches(const char *const *wanted, const struct sample_line *line)
{
	struct fixture fixture;
	bool matched;

	begin(&fixture);
	EVENT(fixture.ruleset, &fixture.report, 1, "e", wanted);
	sample_line(fixture.batch, line);
	run(&fixture);
	matched = fixture.matches->events[0].count == 1;
	end(&fixture);
	return matched;
}

static void test_conditions_on_lines(void **state)
{
	const struct {
		const char *const *wanted;
		struct sample_line line;
		bool want;
	} rows[] = {
		{PAIRS("program=vmapp"), {.program = "vmapp"}, true},
		{PAIRS("program=vmapp"), {.program = "VMAPP"}, false},
		{PAIRS("program=vmapp"), {.program = "vmapp2"}, false},
		{PAIRS("program=vmapp"), {.program = NULL}, false},
		{PAIRS("program=vm*"), {.program = "vmapp"}, true},
		{PAIRS("program=vm???"), {.program = "vmap"}, false},
		{PAIRS("program=a|b|vmapp"), {.program = "vmapp"}, true},
		{PAIRS("program=a|vm*"), {.program = "vmapp"}, true},
		{PAIRS("program=*"), {.host = "x"}, false},
		{PAIRS("host=VMS-par2-07"), {.host = "vms-par2-07"}, true},
		{PAIRS("host=vms-*"), {.host = "VMS-LYO1-01"}, true},
		{PAIRS("host=vms-*"), {.host = "mme-1"}, false},
		{PAIRS("msgid=ID47"), {.msgid = "ID47"}, true},
		{PAIRS("msgid=ID47"), {.msgid = "id47"}, false},
		{PAIRS("facility=local0"), {.facility = 16}, true},
		{PAIRS("facility=local0"), {.facility = 17}, false},
		{PAIRS("facility=kern|local1"), {.facility = 17}, true},
		{PAIRS("severity=warning"), {.severity = 4}, true},
		{PAIRS("severity=warning"), {.severity = 3}, false},
		{PAIRS("severity=<= warning"), {.severity = 3}, true},
		{PAIRS("severity=<=warning"), {.severity = 0}, true},
		{PAIRS("severity=<= warning"), {.severity = 5}, false},
		{PAIRS("message=died on signal \\d+"), {.message = "x died on signal 11"},
			true},
		{PAIRS("message=died on signal \\d+"), {.message = "x died on signal"}, false},
		{PAIRS("message=died"), {.raw = "\x03 it died", .message = "x"}, true},
		{PAIRS("message=died"), {.program = "died"}, false},
		{PAIRS("message=down|failed"), {.message = "it failed"}, true},
		{PAIRS("program=p", "message=x", "severity=error"),
			{.program = "p", .message = "x", .severity = 3}, true},
		{PAIRS("program=p", "message=x", "severity=error"),
			{.program = "p", .message = "x", .severity = 4}, false},
		{PAIRS("message=signal (?<signal>\\d+)", "where=signal == 11"),
			{.message = "signal 11"}, true},
		{PAIRS("message=signal (?<signal>\\d+)", "where=signal == 11"),
			{.message = "signal 6"}, false},
		{PAIRS("program=p", "where=peer in 10.1.0.0/16"),
			{.program = "p", .peer = "10.1.2.3"}, true},
		{PAIRS("program=p", "where=peer in 10.1.0.0/16"),
			{.program = "p", .peer = "10.2.2.3"}, false},
		{PAIRS("program=p", "where=severity <= 'error'"),
			{.program = "p", .severity = 2}, true},
		{PAIRS("trap=1.3.6.1.4.1.9"), {.program = "p"}, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (line_matches(rows[i].wanted, &rows[i].line) != rows[i].want)
			fail_msg("row %zu: %s", i, rows[i].wanted[0]);
}

static bool trap_matches(
	const char *const *wanted, const char *trap, const char *const *varbinds)
{
	struct fixture fixture;
	bool matched;

	begin(&fixture);
	EVENT(fixture.ruleset, &fixture.report, 1, "e", wanted);
	sample_trap(fixture.batch, trap, varbinds);
	run(&fixture);
	matched = fixture.matches->events[0].count == 1;
	end(&fixture);
	return matched;
}

static void test_conditions_on_traps(void **state)
{
	const char *const *const failed = PAIRS("1.3.6.1.4.1.99999.1.1.1.3.7=i:2");
	const struct {
		const char *const *wanted;
		const char *trap;
		const char *const *varbinds;
		bool want;
	} rows[] = {
		{PAIRS("trap=1.3.6.1.4.1.9.5"), "1.3.6.1.4.1.9.5", NULL, true},
		{PAIRS("trap=.1.3.6.1.4.1.9.5"), "1.3.6.1.4.1.9.5", NULL, true},
		{PAIRS("trap=1.3.6.1.4.1.9.5"), "1.3.6.1.4.1.9.0.5", NULL, true},
		{PAIRS("trap=1.3.6.1.4.1.9.0.5"), "1.3.6.1.4.1.9.0.5", NULL, true},
		{PAIRS("trap=1.3.6.1.4.1.9.5"), "1.3.6.1.4.1.9.5.1", NULL, false},
		{PAIRS("trap=1.3.6.1.4.1.9.5.*"), "1.3.6.1.4.1.9.5.1", NULL, true},
		{PAIRS("trap=1.3.6.1.4.1.9.5.*"), "1.3.6.1.4.1.9.5", NULL, true},
		{PAIRS("trap=1.3.6.1.4.1.9.5.*"), "1.3.6.1.4.1.9.0.5", NULL, true},
		{PAIRS("trap=1.3.6.1.4.1.9.1|1.3.6.1.4.1.9.2"), "1.3.6.1.4.1.9.2", NULL, true},
		{PAIRS("trap=VOICEMAIL-MIB::vmApplicationFailed"), "1.3.6.1.4.1.99999.1.0.1",
			NULL, true},
		{PAIRS("trap=vmNotifications.*"), "1.3.6.1.4.1.99999.1.0.1", NULL, true},
		{PAIRS("trap=vmNotifications.*", "where=vmAppState == 'failed'"),
			"1.3.6.1.4.1.99999.1.0.1", failed, true},
		{PAIRS("trap=vmNotifications.*", "where=vmAppState == 'running'"),
			"1.3.6.1.4.1.99999.1.0.1", failed, false},
		{PAIRS("trap=vmNotifications.*", "where=index(vmAppState, 1) == 7"),
			"1.3.6.1.4.1.99999.1.0.1", failed, true},
		{PAIRS("trap=vmNotifications.*", "where=vmAppName == 'x'"),
			"1.3.6.1.4.1.99999.1.0.1", failed, false},
		{PAIRS("program=p"), "1.3.6.1.4.1.9.5", NULL, false},
		{PAIRS("host=*"), "1.3.6.1.4.1.9.5", NULL, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (trap_matches(rows[i].wanted, rows[i].trap, rows[i].varbinds) !=
			rows[i].want)
			fail_msg("row %zu: %s", i, rows[i].wanted[0]);
}

/* What passed event_valid() may still hold any bytes where BER is expected. */
static void damaged_trap(struct batch *batch, uint32_t *random)
{
	struct event_writer writer;
	char bytes[64];

	event_writer_begin(&writer, batch_room(batch), EVENT_MAXIMUM, EVENT_TRAP);
	for (enum event_field field = EVENT_TRAP_OID; field <= EVENT_VARBIND; field++) {
		size_t length;

		for (length = 0; length < sizeof(bytes); length++) {
			*random = *random * 1103515245u + 12345u;
			bytes[length] = (char)(*random >> 16);
			if (length > 2 && *random >> 28 == 0)
				break;
		}
		if (field == EVENT_VARBIND) /* names and values that nearly fit */
			memcpy(bytes, "\x06\x01\x2b\x04", 4);
		event_writer_add(&writer, field, slice_make(bytes, length));
	}
	batch_commit(batch, RECORD_EVENT, event_writer_finish(&writer));
}

static void test_damaged_traps_do_no_harm(void **state)
{
	struct fixture fixture;
	uint32_t random = 1;

	(void)state;
	begin(&fixture);
	EVENT(fixture.ruleset, &fixture.report, 1, "all", PAIRS("trap=1.3.*|0.0.*|2.5.*"));
	EVENT(fixture.ruleset, &fixture.report, 2, "some", PAIRS("host=*", "trap=1.3.6"));
	EVENT(fixture.ruleset, &fixture.report, 3, "fields",
		PAIRS("trap=1.3.*", "where=1.3.6 != 'x'"),
		.fields = PAIRS("a=$1", "b=trap", "c=index(1.3, 1)", "d=index_string(1.3, 1)",
			"e=index_address(1.3, 2)"));
	for (int i = 0; i < 100; i++)
		damaged_trap(fixture.batch, &random);
	sample_trap(fixture.batch, "1.3.6", NULL);
	run(&fixture);
	assert_int_equal(fixture.matches->count, 101);
	assert_matched(&fixture.matches->events[100], "all");
	end(&fixture);
}

static void test_all_rules_that_match(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	EVENT(fixture.ruleset, &fixture.report, 1, "other", PAIRS("program=vmapp"),
		.except = "died");
	EVENT(fixture.ruleset, &fixture.report, 2, "any", PAIRS("program=vm*"));
	EVENT(fixture.ruleset, &fixture.report, 3, "quiet", PAIRS("program=vmapp"),
		.except = "other");
	EVENT(fixture.ruleset, &fixture.report, 4, "died", PAIRS("message=died"));
	LINE(fixture.batch, .program = "vmapp", .message = "mwi died");
	LINE(fixture.batch, .program = "vmapp", .message = "mwi started");
	LINE(fixture.batch, .program = "sshd", .message = "nobody");
	batch_add(fixture.batch, RECORD_TIME, slice_of(""));
	LINE(fixture.batch, .program = "cron", .message = "child died");
	run(&fixture);
	assert_int_equal(fixture.matches->count, 4);
	assert_matched(&fixture.matches->events[0], "any quiet died");
	assert_matched(&fixture.matches->events[1], "other any");
	assert_matched(&fixture.matches->events[2], "");
	assert_matched(&fixture.matches->events[3], "died");
	end(&fixture);
}

static void test_events_about_ourselves_are_lines(void **state)
{
	struct event_writer writer;
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	EVENT(fixture.ruleset, &fixture.report, 1, "loss",
		PAIRS("program=correlator", "message=(?<count>\\d+) datagrams lost"));
	EVENT(fixture.ruleset, &fixture.report, 2, "traps", PAIRS("trap=1.3.*"));
	event_writer_begin(&writer, batch_room(fixture.batch), EVENT_MAXIMUM, EVENT_SELF);
	event_writer_add(&writer, EVENT_PROGRAM, slice_of("correlator"));
	event_writer_add(&writer, EVENT_MESSAGE, slice_of("12 datagrams lost"));
	batch_commit(fixture.batch, RECORD_EVENT, event_writer_finish(&writer));
	run(&fixture);
	assert_matched(&fixture.matches->events[0], "loss");
	assert_field(&fixture.matches->events[0].matches[0], "count", "12");
	end(&fixture);
}

/* What the network sends cannot pass for ours, whatever it writes. */
static void test_self_is_ours_alone(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	EVENT(fixture.ruleset, &fixture.report, 1, "loss", PAIRS("self=loss"));
	EVENT(fixture.ruleset, &fixture.report, 2, "over", PAIRS("self=loss over|clock over"));
	LINE(fixture.batch, .host = "correlator", .program = "correlatord", .msgid = "loss",
		.message = "loss: 12 datagrams");
	batch_commit(fixture.batch, RECORD_EVENT,
		self_event_from_words(batch_room(fixture.batch), slice_of("loss: 1")));
	batch_commit(fixture.batch, RECORD_EVENT,
		self_event_from_words(batch_room(fixture.batch), slice_of("loss over: 1")));
	batch_commit(fixture.batch, RECORD_EVENT,
		self_event_from_words(batch_room(fixture.batch), slice_of("clock: 1")));
	run(&fixture);
	assert_matched(&fixture.matches->events[0], "");
	assert_matched(&fixture.matches->events[1], "loss");
	assert_matched(&fixture.matches->events[2], "over");
	assert_matched(&fixture.matches->events[3], "");
	end(&fixture);
}

static void test_unknown_self_is_reported(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	assert_false(EVENT(fixture.ruleset, &fixture.report, 1, "x", PAIRS("self=lost")));
	assert_non_null(strstr(fixture.report.problems[0].text,
		"self = \"lost\" is none of our events; there are degraded, loss, "));
	report_free(&fixture.report);
	fixture.report = (struct report){0};
	end(&fixture);
}

static void test_fields_of_matches(void **state)
{
	const struct match *match;
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	EVENT(fixture.ruleset, &fixture.report, 1, "died",
		PAIRS("message=process (?<app>\\w+) died(?: on signal (?<signal>\\d+))?"),
		.fields = PAIRS("what=${app}@${node}", "how=${app} by ${signal}"));
	LINE(fixture.batch, .message = "process mwi died on signal 11", .peer = "10.1.0.7");
	LINE(fixture.batch, .message = "process sms died", .peer = "10.1.0.7");
	run(&fixture);
	match = &fixture.matches->events[0].matches[0];
	assert_field(match, "app", "mwi");
	assert_field(match, "signal", "11");
	assert_field(match, "what", "mwi@10.1.0.7");
	assert_field(match, "how", "mwi by 11");
	match = &fixture.matches->events[1].matches[0];
	assert_field(match, "app", "sms");
	assert_field(match, "signal", "-");
	assert_field(match, "how", "-");
	end(&fixture);
}

static void test_places_survive_growth(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	LINE(fixture.batch, .program = "p", .peer = "10.1.0.7");
	run(&fixture);
	for (int i = 0; i < 2000; i++)
		match_record(fixture.matcher, batch_first(fixture.batch), fixture.matches);
	for (size_t i = 0; i < fixture.matches->count; i++) {
		const struct place *place = &fixture.matches->events[i].place;

		assert_ptr_equal(place->node.data, place->address);
		assert_true(slice_equals(place->platform, "10.1.0.7"));
	}
	end(&fixture);
}

/* A pattern that looks at every way to cut a row of "a" into parts. */
#define SLOW "^(?:(?:a|a)+)+(?:(?:a|a)+)+[bc]$"

static void assert_limited(const char *condition)
{
	struct fixture fixture;
	char message[200];

	memset(message, 'a', sizeof(message) - 1);
	message[sizeof(message) - 1] = '\0';
	begin(&fixture);
	EVENT(fixture.ruleset, &fixture.report, 1, "slow", PAIRS("program=p", condition));
	LINE(fixture.batch, .program = "p", .message = message);
	LINE(fixture.batch, .program = "p", .message = "aaab");
	run(&fixture);
	assert_true(fixture.matches->events[0].limited);
	assert_matched(&fixture.matches->events[0], "");
	assert_false(fixture.matches->events[1].limited);
	assert_matched(&fixture.matches->events[1], "slow");
	end(&fixture);
}

static void test_hitting_a_limit_is_flagged(void **state)
{
	(void)state;
	assert_limited("message=" SLOW);
	assert_limited("where=message matches '" SLOW "'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conditions_on_lines),
		cmocka_unit_test(test_conditions_on_traps),
		cmocka_unit_test(test_damaged_traps_do_no_harm),
		cmocka_unit_test(test_all_rules_that_match),
		cmocka_unit_test(test_events_about_ourselves_are_lines),
		cmocka_unit_test(test_self_is_ours_alone),
		cmocka_unit_test(test_unknown_self_is_reported),
		cmocka_unit_test(test_fields_of_matches),
		cmocka_unit_test(test_places_survive_growth),
		cmocka_unit_test(test_hitting_a_limit_is_flagged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
