/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/ruleset.h"

#include "base/duration.h"
#include "sample.h"

static struct ruleset *voicemail(struct report *report)
{
	struct ruleset *ruleset = ruleset_new(&sample_names);

	EVENT(ruleset, report, 1, "vm.app.failed",
		PAIRS("trap=VOICEMAIL-MIB::vmApplicationFailed"),
		.fields = PAIRS("app=${vmAppName}", "slot=index(vmAppState, 1)"));
	EVENT(ruleset, report, 2, "vm.app.died",
		PAIRS("program=vmapp",
			"message=process (?<app>\\w+) died on signal (?<signal>\\d+)"));
	EVENT(ruleset, report, 3, "vm.app.started",
		PAIRS("program=vmapp", "message=process (?<app>\\w+) started"));
	EVENT(ruleset, report, 4, "node.restarted", PAIRS("program=kernel"));
	return ruleset;
}

static void test_uses(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = voicemail(&report);
	const struct event_rule *died, *restarted;

	(void)state;
	ALARM(ruleset, &report, 10, "vm.app", .raise = "vm.app.failed vm.app.died",
		.clear = "vm.app.started", .clear_all = "node.restarted", .key = "node app",
		.clear_all_key = "node", .severity = "critical",
		.rest = {.class = "application problem", .text = "${app} is down"});
	ALARM(ruleset, &report, 11, "vm.deaths", .raise = "vm.app.died", .key = "node",
		.where = "signal == 11", .rest = {.severity = "minor", .age = 12 * HOURS},
		.need = PAIRS("distinct=app", "at_least=2", "within=60s"));
	assert_true(ruleset_finish(ruleset, NULL, &report));
	assert_good(&report);

	died = ruleset_event(ruleset, slice_of("vm.app.died"));
	assert_int_equal(died->use_count, 2);
	assert_string_equal(died->uses[0].alarm->id, "vm.app");
	assert_int_equal(died->uses[0].effect, EFFECT_RAISE);
	assert_int_equal(died->uses[0].severity, SEVERITY_CRITICAL);
	assert_string_equal(died->uses[1].alarm->id, "vm.deaths");
	assert_int_equal(died->uses[1].severity, SEVERITY_MINOR);
	assert_non_null(died->uses[1].where);
	assert_non_null(died->uses[1].need_field);
	assert_string_equal(died->uses[1].alarm->need.kind, "distinct");
	assert_int_equal(died->uses[1].alarm->need.count, 2);
	assert_int_equal(died->uses[1].alarm->need.within, 60 * SECONDS);
	assert_null(died->uses[0].alarm->need.kind);

	restarted = ruleset_event(ruleset, slice_of("node.restarted"));
	assert_int_equal(restarted->uses[0].effect, EFFECT_CLEAR_ALL);
	assert_int_equal(restarted->uses[0].alarm->clear_all_count, 1);
	assert_int_equal(restarted->uses[0].alarm->clear_all_key[0], 0);
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_classes_have_defaults(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = voicemail(&report);
	const struct fault_rule *fault;

	(void)state;
	ALARM(ruleset, &report, 10, "vm.app", .raise = "vm.app.died", .key = "node");
	ALARM(ruleset, &report, 11, "vm.two", .raise = "vm.app.died", .key = "node app",
		.rest = {.class = "application problem"});
	FAULT(ruleset, &report, 20, "application problem", .scope_fields = "app",
		.rest = {.title = "${class} at ${platform}"});
	ruleset_finish(ruleset, NULL, &report);
	assert_good(&report);

	fault = ruleset_alarm(ruleset, slice_of("vm.app"))->fault;
	assert_string_equal(fault->class, "unclassified");
	assert_int_equal(fault->origin.line, 0);
	assert_int_equal(fault->scope, SCOPE_PLATFORM);
	assert_int_equal(fault->window, 5 * MINUTES);
	assert_int_equal(fault->hold, 15 * SECONDS);
	assert_int_equal(fault->linger, 2 * MINUTES);
	assert_int_equal(fault->reopen, 30 * MINUTES);
	assert_non_null(fault->title);

	fault = ruleset_fault(ruleset, slice_of("application problem"));
	assert_ptr_equal(ruleset_alarm(ruleset, slice_of("vm.two"))->fault, fault);
	assert_int_equal(fault->scope, SCOPE_FIELDS);
	assert_string_equal(fault->scope_fields[0], "app");
	assert_null(ruleset_fault(ruleset, slice_of("nobody")));
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_wrong_events(void **state)
{
	const struct {
		const char *const *conditions, *const *fields;
		const char *want; /* the beginning of the sentence */
	} rows[] = {
		{PAIRS("where=host == 'x'"), NULL,
			"event 'e' says neither `trap` nor `program`, `message`, `host`"},
		{NULL, NULL, "event 'e' says neither `trap` nor"},
		{PAIRS("progam=x"), NULL,
			"event 'e' has an unknown condition 'progam'; did you mean 'program'?"},
		{PAIRS("program=x", "colour=red"), NULL,
			"event 'e' has an unknown condition 'colour'; known are trap, program"},
		{PAIRS("program="), NULL, "program of event 'e' is empty"},
		{PAIRS("trap=1.3.6", "message=x"), NULL,
			"event 'e' has both `trap` and `message`"},
		{PAIRS("trap=noSuchTrap"), NULL,
			"trap 'noSuchTrap' is not an OID, and no loaded MIB has that name"},
		{PAIRS("facility=locale0"), NULL, "facility 'locale0' of event 'e' is none"},
		{PAIRS("severity=<= loud"), NULL, "severity '<= loud' of event 'e' is none"},
		{PAIRS("message=(oops"), NULL, "message of event 'e': "},
		{PAIRS("message=(?<a>x)", "where=b == 1"), NULL, "where of event 'e': "},
		{PAIRS("message=(?<a>x)"), PAIRS("a=${host}"), "event 'e' has two fields 'a'"},
		{PAIRS("program=x"), PAIRS("a=${hots}"), "field 'a' of event 'e': "},
		{PAIRS("program=x"), PAIRS("a="), "field 'a' of event 'e' must be one text"},
		{PAIRS("program=x"), PAIRS("a=vmAppName"), "field 'a' of event 'e': "},
		{PAIRS("program=x"), PAIRS("a=b", "b=host"), "field 'a' of event 'e': "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct report report = {0};
		struct ruleset *ruleset = ruleset_new(&sample_names);

		assert_false(EVENT(ruleset, &report, 7, "e", rows[i].conditions,
			.fields = rows[i].fields));
		assert_int_equal(report.errors, 1);
		assert_int_equal(report.problems[0].line, 7);
		if (strncmp(report.problems[0].text, rows[i].want, strlen(rows[i].want)) != 0)
			fail_msg("%zu: %s", i, report.problems[0].text);
		report_free(&report);
		ruleset_free(ruleset);
	}
}

static void test_suggests_names(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = ruleset_new(NULL);

	(void)state;
	EVENT(ruleset, &report, 1, "e", PAIRS("message=(?<signal>x)", "where=singal == 1"));
	assert_int_equal(report.errors, 1);
	assert_non_null(
		strstr(report.problems[0].text, "'singal' is unknown; did you mean 'signal'?"));
	report_free(&report);
	ruleset_free(ruleset);
}

struct wrong_alarm {
	struct sample_alarm alarm;
	const char *want; /* the beginning of the sentence */
};

static void assert_wrong_alarm(const struct wrong_alarm *row)
{
	struct report report = {0};
	struct ruleset *ruleset = voicemail(&report);
	struct sample_alarm alarm = row->alarm;

	alarm.line = 9;
	alarm.id = "a";
	FAULT(ruleset, &report, 8, "by slot", .scope_fields = "app");
	sample_add_alarm(ruleset, &report, &alarm);
	ruleset_finish(ruleset, NULL, &report);
	assert_int_equal(report.errors, 1);
	for (size_t n = 0; n < report.count; n++)
		if (report.problems[n].level == PROBLEM_ERROR &&
			strncmp(report.problems[n].text, row->want, strlen(row->want)) != 0)
			fail_msg("%s", report.problems[n].text);
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_wrong_alarms(void **state)
{
	const struct wrong_alarm rows[] = {
		{{.raise = "vm.app.died"}, "alarm 'a' has no key: name the fields"},
		{{.raise = "vm.app.died", .key = "node", .rest = {.global = true}},
			"alarm 'a' is global and has a key"},
		{{.raise = "vm.app.died", .key = "app app"},
			"the key of alarm 'a' has 'app' twice"},
		{{.key = "node"}, "alarm 'a' has no raise"},
		{{.raise = "vm.app.deid", .key = "node"},
			"alarm 'a' names event 'vm.app.deid', which does not exist; did you "
			"mean "
			"'vm.app.died'?"},
		{{.raise = "vm.app.died", .clear = "node.restarted", .key = "app"},
			"event 'node.restarted' has no field 'app', which the key of alarm 'a' "
			"needs"},
		{{.raise = "vm.app.died",
			 .clear_all = "node.restarted",
			 .key = "app",
			 .clear_all_key = "node"},
			"clear_all_key of alarm 'a' names 'node', which is no part of its key"},
		{{.raise = "vm.app.died", .key = "node", .severity = "fatal"},
			"severity 'fatal' of alarm 'a' is none"},
		{{.raise = "vm.app.died", .key = "node", .rest = {.severity = "cleared"}},
			"severity 'cleared' of alarm 'a' is none"},
		{{.raise = "vm.app.died", .key = "node", .where = "sig == 1"},
			"where of event 'vm.app.died' in alarm 'a': "},
		{{.raise = "vm.app.died", .key = "node", .rest = {.text = "${ap} is down"}},
			"text of alarm 'a', raised by event 'vm.app.died': "},
		{{.raise = "vm.app.died", .key = "node", .rest = {.class = "by slot"}},
			"the key of alarm 'a' lacks 'app', which the scope of its class"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_wrong_alarm(&rows[i]);
}

static void test_wrong_needs(void **state)
{
	const struct wrong_alarm rows[] = {
		{{.raise = "vm.app.died", .key = "node", .need = PAIRS("cuont=3", "within=1m")},
			"need has no setting 'cuont'; did you mean 'count'?"},
		{{.raise = "vm.app.died", .key = "node", .need = PAIRS("absent=b")},
			"need has no setting 'absent'; it knows count, within, distinct, "
			"at_least"},
		{{.raise = "vm.app.died", .key = "node", .need = PAIRS("count=3")},
			"need counts without saying how long"},
		{{.raise = "vm.app.died", .key = "node", .need = PAIRS("within=1m")},
			"need says within, but not what to count"},
		{{.raise = "vm.app.died",
			 .key = "node",
			 .need = PAIRS("count=none", "within=1m")},
			"count of need is 'none'; it must be a number from 1 to 10000"},
		{{.raise = "vm.app.died",
			 .key = "node",
			 .need = PAIRS("count=3", "within=soon")},
			"within of need is 'soon'"},
		{{.raise = "vm.app.died",
			 .key = "node",
			 .need = PAIRS("distinct=app", "count=3", "within=1m")},
			"need has both count and distinct"},
		{{.raise = "vm.app.died",
			 .key = "node",
			 .need = PAIRS("distinct=app", "within=1m")},
			"need counts different values of 'app'; add at_least"},
		{{.raise = "vm.app.died",
			 .key = "node",
			 .need = PAIRS("distinct=slot", "at_least=2", "within=1m")},
			"event 'vm.app.died' has no field 'slot', which the need of alarm 'a' "
			"needs"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_wrong_alarm(&rows[i]);
}

static void test_ids_are_unique(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = voicemail(&report);

	(void)state;
	ALARM(ruleset, &report, 5, "a", .raise = "vm.app.died", .key = "node");
	FAULT(ruleset, &report, 6, "f");
	EVENT(ruleset, &report, 20, "vm.app.died", PAIRS("program=x"));
	ALARM(ruleset, &report, 21, "a", .raise = "vm.app.died", .key = "node");
	FAULT(ruleset, &report, 22, "f");
	assert_int_equal(report.errors, 3);
	assert_reported(&report, PROBLEM_ERROR, 20,
		"event 'vm.app.died' exists already (test.rules:2)");
	assert_reported(&report, PROBLEM_ERROR, 21, "alarm 'a' exists already (test.rules:5)");
	assert_reported(
		&report, PROBLEM_ERROR, 22, "class 'f' is listed already (test.rules:6)");
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_except_cycles_are_errors(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = ruleset_new(NULL);

	(void)state;
	EVENT(ruleset, &report, 1, "x", PAIRS("program=p"), .except = "a");
	EVENT(ruleset, &report, 2, "a", PAIRS("program=p"), .except = "y b");
	EVENT(ruleset, &report, 3, "b", PAIRS("program=p"), .except = "a nobody");
	EVENT(ruleset, &report, 4, "y", PAIRS("program=p"));
	assert_false(ruleset_finish(ruleset, NULL, &report));
	assert_int_equal(report.errors, 2);
	assert_reported(
		&report, PROBLEM_ERROR, 3, "event 'b' excepts 'nobody', which is not an event");
	assert_non_null(strstr(report.problems[1].text, "'a' excepts 'b'"));
	assert_non_null(strstr(report.problems[1].text, "'b' excepts 'a'"));
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_wrong_faults(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = ruleset_new(NULL);

	(void)state;
	FAULT(ruleset, &report, 1, "a", .rest = {.scope = "galaxy"});
	FAULT(ruleset, &report, 2, "b", .rest = {.title = "${clas}"});
	FAULT(ruleset, &report, 3, "c", .scope_fields = "slot", .rest = {.scope = "node"});
	assert_int_equal(report.errors, 3);
	assert_reported(&report, PROBLEM_ERROR, 1,
		"scope 'galaxy' of class 'a' is none: write \"platform\", \"site\", \"node\", "
		"\"link\", or a list of key fields");
	assert_non_null(strstr(report.problems[1].text, "did you mean 'class'?"));
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_services_must_exist(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = voicemail(&report);
	struct inventory *inventory = inventory_new();
	const char *affects[] = {"voicemail", "voicemial"};

	(void)state;
	inventory_add_service(inventory, &(struct service){.id = "voicemail"},
		(struct origin){"platforms.cfg", 1}, &report);
	EVENT(ruleset, &report, 5, "call", PAIRS("program=mscd"), .shows = "voice calls");
	ALARM(ruleset, &report, 6, "a", .raise = "vm.app.died", .key = "node",
		.rest = {.affects = {affects, 2}});
	assert_false(ruleset_finish(ruleset, inventory, &report));
	assert_int_equal(report.errors, 2);
	assert_reported(&report, PROBLEM_ERROR, 5,
		"event 'call' shows 'voice calls', which is not a service of the inventory");
	assert_reported(&report, PROBLEM_ERROR, 6,
		"alarm 'a' affects 'voicemial', which is not a service of the inventory; did "
		"you "
		"mean 'voicemail'?");
	report_free(&report);
	inventory_free(inventory);
	ruleset_free(ruleset);
}

static void test_doubts(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = voicemail(&report);

	(void)state;
	EVENT(ruleset, &report, 5, "numbers", PAIRS("message=\\d+ \\d+"));
	EVENT(ruleset, &report, 6, "grave", PAIRS("severity=<= error"), .shows = "voice");
	ALARM(ruleset, &report, 10, "a", .raise = "vm.app.failed vm.app.died numbers",
		.key = "node", .rest = {.class = "application problem"});
	ALARM(ruleset, &report, 11, "b", .raise = "vm.app.died", .clear_all = "node.restarted",
		.key = "node");
	FAULT(ruleset, &report, 12, "application problem",
		.explains = "aplication unclassified:node,port", .rest = {.symptom = true});
	FAULT(ruleset, &report, 13, "unclassified", .downstream = "unclasified",
		.rest = {.symptom = true}); /* which is explained */
	assert_true(ruleset_finish(ruleset, NULL, &report));
	assert_reported(&report, PROBLEM_DOUBT, 3,
		"event 'vm.app.started' is never used: no alarm names it, and it shows no "
		"service");
	assert_reported(&report, PROBLEM_DOUBT, 5,
		"the message pattern of event 'numbers' requires no text of 3 characters or "
		"more, "
		"so it is tried on every line; add `program`, or a fixed word");
	assert_reported(&report, PROBLEM_DOUBT, 6,
		"event 'grave' names neither a program nor a message, so it is tried on every "
		"line");
	assert_reported(&report, PROBLEM_DOUBT, 10,
		"alarm 'a' can never clear: it has neither clear, nor clear_all, nor age");
	assert_reported(&report, PROBLEM_DOUBT, 11,
		"clear_all of alarm 'b' clears it on all objects of the network; clear_all_key "
		"= "
		"[ \"node\" ] would keep to one node");
	assert_reported(&report, PROBLEM_DOUBT, 12,
		"class 'application problem' explains 'aplication', but no alarm has that "
		"class");
	assert_reported(&report, PROBLEM_DOUBT, 13,
		"class 'unclassified' has downstream 'unclasified', but no alarm has that "
		"class; "
		"did you mean 'unclassified'?");
	assert_reported(&report, PROBLEM_DOUBT, 12,
		"class 'application problem' explains 'unclassified' where 'port' is the same, "
		"but "
		"the key of alarm 'b' has no 'port'");
	assert_reported(&report, PROBLEM_DOUBT, 12,
		"class 'application problem' is said to be a symptom, but nothing explains it");
	assert_int_equal(report.count, 10);
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_incident_names(void **state)
{
	const struct naming naming = incident_naming();
	struct error error;
	struct name name;

	(void)state;
	assert_true(naming.resolve(
		naming.context, slice_of(""), slice_of("customers"), NULL, &name, &error));
	assert_int_equal(name.symbol, NAME_CUSTOMERS);
	assert_int_equal(name.type, VALUE_NUMBER);
	assert_false(naming.resolve(
		naming.context, slice_of(""), slice_of("custumers"), NULL, &name, &error));
	assert_string_equal(error.text, "'custumers' is unknown; did you mean 'customers'?");
	assert_false(naming.resolve(naming.context, slice_of("index"), slice_of("node"),
		(const int64_t[]){1, -1}, &name, &error));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_uses),
		cmocka_unit_test(test_classes_have_defaults),
		cmocka_unit_test(test_wrong_events),
		cmocka_unit_test(test_suggests_names),
		cmocka_unit_test(test_wrong_alarms),
		cmocka_unit_test(test_wrong_needs),
		cmocka_unit_test(test_ids_are_unique),
		cmocka_unit_test(test_except_cycles_are_errors),
		cmocka_unit_test(test_wrong_faults),
		cmocka_unit_test(test_services_must_exist),
		cmocka_unit_test(test_doubts),
		cmocka_unit_test(test_incident_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
