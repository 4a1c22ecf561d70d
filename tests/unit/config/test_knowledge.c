/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Rules, names and inventory loaded together; what is wrong is in tests/golden/wrong.
 */
#include "config/knowledge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/duration.h"
#include "folder.h"

static const char names_file[] =
	"1.3.6.1.4.1.99999.1.0.1 VOICEMAIL-MIB::vmApplicationFailed notification\n"
	"1.3.6.1.4.1.99999.1.1.1.2 VOICEMAIL-MIB::vmAppName string\n"
	"1.3.6.1.4.1.99999.1.1.1.3 VOICEMAIL-MIB::vmAppState integer stopped=1 failed=2\n";

static const char platforms_cfg[] =
	"services = ( { id = \"voicemail\"; }, { id = \"voice calls\"; } );\n"
	"platforms = ( { id = \"vms\"; services = ( { service = \"voicemail\"; } ); } );\n";

static const char nodes_csv[] = "node,addresses,platform\nvms-par2-07,10.1.0.7,vms\n";

static const char events_rules[] =
	"events = (\n"
	"  { id = \"vm.app.failed\"; trap = \"VOICEMAIL-MIB::vmApplicationFailed\";\n"
	"    where = \"vmAppState == 'failed'\"; fields = { app = \"${vmAppName}\"; };\n"
	"    examples = (\n"
	"      { trap = \"VOICEMAIL-MIB::vmApplicationFailed vmAppName.3=s:mwi "
	"vmAppState.3=i:2\";\n"
	"        want = { app = \"mwi\"; }; },\n"
	"      { trap = \"VOICEMAIL-MIB::vmApplicationFailed vmAppName.3=s:mwi "
	"vmAppState.3=i:1\";\n"
	"        match = false; } ); },\n"
	"  { id = \"vm.app.died\"; program = \"vmapp\";\n"
	"    message = \"process (?<app>\\\\w+) died on signal (?<signal>\\\\d+)\";\n"
	"    examples = (\n"
	"      { line = \"<131>Aug 29 14:00:03 vms-par2-07 vmapp[311]: process mwi died on "
	"signal "
	"11\";\n"
	"        want = { app = \"mwi\"; signal = \"11\"; }; },\n"
	"      { line = \"<134>Aug 29 14:00:03 vms-par2-07 vmapp[311]: process mwi started\";\n"
	"        match = false; } ); },\n"
	"  { id = \"vm.app.started\"; program = \"vmapp\"; message = \"process (?<app>\\\\w+) "
	"started\"; },\n"
	"  { id = \"call.answered\"; program = \"mscd\"; message = \"call set up\";\n"
	"    shows = \"voice calls\"; } );\n";

static const char alarms_rules[] =
	"alarms = (\n"
	"  { id = \"vm.app\";\n"
	"    raise = ( \"vm.app.failed\",\n"
	"      { event = \"vm.app.died\"; where = \"signal == 11\"; severity = \"critical\"; } "
	");\n"
	"    clear = \"vm.app.started\"; key = [ \"node\", \"app\" ];\n"
	"    class = \"application problem\"; severity = \"major\"; affects = [ \"voicemail\" "
	"];\n"
	"    need = { count = 3; within = \"60s\"; };\n"
	"    text = \"${app} on ${node} is down\"; age = \"12h\"; },\n"
	"  { id = \"slow\"; raise = \"vm.app.failed\"; key = \"node\"; age = \"1h\"; class = "
	"\"service response\"; },\n"
	"  { id = \"bgp\"; raise = \"vm.app.failed\"; key = \"node\"; age = \"1h\"; class = "
	"\"bgp "
	"down\"; },\n"
	"  { id = \"deposit\"; raise = \"vm.app.failed\"; key = \"node\"; age = \"1h\"; class "
	"= "
	"\"deposit failure\"; } );\n"
	"faults = (\n"
	"  { class = \"application problem\"; explains = ( \"service response\",\n"
	"      { class = \"bgp down\"; same = [ \"node\" ]; } );\n"
	"    downstream = [ \"deposit failure\" ]; scope = \"platform\"; window = \"1m\"; },\n"
	"  { class = \"service response\"; }, { class = \"bgp down\"; scope = [ \"node\" ]; "
	"},\n"
	"  { class = \"deposit failure\"; } );\n";

struct fixture {
	struct folder folder;
	struct report report;
	struct knowledge *knowledge;
	char *rules, *names, *platforms, *nodes;
};

static void load(struct fixture *fixture)
{
	struct knowledge_files files = {
		.rules = {(const char *[]){fixture->rules}, 1},
		.names = fixture->names,
		.platforms = fixture->platforms,
		.nodes = fixture->nodes,
	};
	knowledge_free(fixture->knowledge);
	fixture->knowledge = knowledge_load(&files, &fixture->report);
}

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	folder_make(&fixture->folder);
	folder_write(&fixture->folder, "names", names_file);
	folder_write(&fixture->folder, "platforms.cfg", platforms_cfg);
	folder_write(&fixture->folder, "nodes.csv", nodes_csv);
	folder_write(&fixture->folder, "rules/events.rules", events_rules);
	folder_write(&fixture->folder, "rules/alarms.rules", alarms_rules);
	folder_write(&fixture->folder, "rules/.hidden.rules", "events = ;");
	folder_write(&fixture->folder, "rules/readme.txt", "events = ;");
	fixture->rules = folder_file(&fixture->folder, "rules");
	fixture->names = folder_file(&fixture->folder, "names");
	fixture->platforms = folder_file(&fixture->folder, "platforms.cfg");
	fixture->nodes = folder_file(&fixture->folder, "nodes.csv");
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;
	folder_remove(&fixture->folder);
	knowledge_free(fixture->knowledge);
	report_free(&fixture->report);
	free(fixture->rules);
	free(fixture->names);
	free(fixture->platforms);
	free(fixture->nodes);
	free(fixture);
	return 0;
}

static void assert_told(struct fixture *fixture, const char *want)
{
	char *text = folder_report(&fixture->folder, &fixture->report);
	assert_string_equal(text, want);
	free(text);
}

static void everything_is_loaded(void **state)
{
	struct fixture *fixture = *state;
	load(fixture);
	assert_told(fixture, "");
	const struct ruleset *rules = fixture->knowledge->rules;
	assert_int_equal(rules->event_count, 4);
	assert_int_equal(rules->alarm_count, 4);
	assert_int_equal(rules->fault_count, 4);
	assert_int_equal(fixture->knowledge->inventory->node_count, 1);
	assert_int_equal(fixture->knowledge->examples, 4);
	assert_int_equal(strlen(fixture->knowledge->hash), 64);
}

static void definitions_are_as_written(void **state)
{
	struct fixture *fixture = *state;
	load(fixture);
	const struct ruleset *rules = fixture->knowledge->rules;
	const struct event_rule *event = ruleset_event(rules, slice_of("vm.app.died"));
	assert_non_null(event);
	assert_int_equal(event->origin.line, 9);
	assert_string_equal(strrchr(event->origin.file, '/'), "/events.rules");
	const struct alarm_rule *alarm = ruleset_alarm(rules, slice_of("vm.app"));
	assert_non_null(alarm);
	assert_int_equal(alarm->key_count, 2);
	assert_int_equal(alarm->age, 12 * HOURS);
	assert_int_equal(alarm->need.count, 3);
	assert_int_equal(alarm->need.within, 60 * SECONDS);
	assert_string_equal(alarm->affects[0], "voicemail");
	const struct fault_rule *fault = ruleset_fault(rules, slice_of("application problem"));
	assert_non_null(fault);
	assert_int_equal(fault->window, 1 * MINUTES);
	assert_int_equal(fault->hold, 15 * SECONDS);
	assert_int_equal(fault->effect_count, 4); /* itself among them */
	fault = ruleset_fault(rules, slice_of("bgp down"));
	assert_int_equal(fault->scope, SCOPE_FIELDS);
	assert_string_equal(fault->scope_fields[0], "node");
}

static void the_hash_covers_every_file(void **state)
{
	struct fixture *fixture = *state;
	static const char *const files[] = {"names", "platforms.cfg", "nodes.csv",
		"rules/events.rules", "rules/alarms.rules"};
	char before[65];
	load(fixture);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		memcpy(before, fixture->knowledge->hash, sizeof(before));
		char *path = folder_file(&fixture->folder, files[i]);
		FILE *file = fopen(path, "a");
		assert_true(fputs("\n", file) >= 0 && fclose(file) == 0);
		free(path);
		load(fixture);
		assert_string_not_equal(before, fixture->knowledge->hash);
	}
	memcpy(before, fixture->knowledge->hash, sizeof(before));
	load(fixture);
	assert_string_equal(before, fixture->knowledge->hash);
}

static void without_anything(void **state)
{
	struct fixture *fixture = *state;
	struct knowledge_files files = {0};
	fixture->knowledge = knowledge_load(&files, &fixture->report);
	assert_told(fixture, "");
	assert_int_equal(fixture->knowledge->rules->event_count, 0);
}

static void folders_that_hold_no_rules(void **state)
{
	struct fixture *fixture = *state;
	struct knowledge_files files = {.rules = {(const char *[]){"/nowhere"}, 1}};
	fixture->knowledge = knowledge_load(&files, &fixture->report);
	assert_told(fixture, "/nowhere: error: cannot read it: No such file or directory\n");
	folder_write(&fixture->folder, "empty/readme.txt", "");
	free(fixture->rules);
	fixture->rules = folder_file(&fixture->folder, "empty/");
	load(fixture);
	assert_told(
		fixture, "empty: doubt: there is no *.rules file in this folder or below\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(everything_is_loaded),
		TEST(definitions_are_as_written),
		TEST(the_hash_covers_every_file),
		TEST(without_anything),
		TEST(folders_that_hold_no_rules),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
