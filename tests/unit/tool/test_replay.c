/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What `correlator replay` says of a handful of lines.
 */
#include <stdio.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/json.h"
#include "unit/tool/run_tool.h"

#define AT(clock, node, text) "<132>1 2012-08-29T" clock "Z " node " disk - - - disk " text "\n"

/* Two disks of one node are one incident, each node has its own: with a hold of 15 seconds and
 * a linger of two minutes. */
static const char lines[] = AT("12:00:00", "web-1", "a full") /* opens 1 */
	AT("12:00:10", "web-1", "a full")                     /* repeated */
	AT("12:00:10", "web-1", "b full")                     /* joins 1 */
	AT("12:00:11", "vms-7", "a full")                     /* opens 2 */
	AT("12:00:12", "vms-8", "a free")                     /* was not full */
	AT("12:01:00", "web-1", "b free")                     /* a stays */
	AT("12:01:00", "vms-7", "a free")                     /* 2 is clear at 12:03 */
	AT("12:02:00", "vms-7", "a full")                     /* and is not, for a minute */
	AT("12:03:00", "vms-7", "a free")                     /* clear at 12:05 */
	AT("13:00:00", "vms-9", "a full")                     /* opens 3; 2 is closed */
	AT("14:00:00", "vms-7", "a full")                     /* opens 4, a known key */
	AT("14:00:01", "vms-7", "a full");

static char *write_file(char *path, const char *text)
{
	int fd = mkstemp(path);

	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	return path;
}

static const char *rules(char folder[4096])
{
	const char *top = getenv("top_srcdir");

	snprintf(folder, 4096, "%s/tests/scenario/rules", top ? top : ".");
	return folder;
}

static void replay(const char *option, struct text *printed)
{
	char path[] = "replay.XXXXXX", folder[4096];

	write_file(path, lines);
	assert_int_equal(run_tool((const char *[]){"replay", option, rules(folder), path, NULL},
				 printed),
		0);
	unlink(path);
}

/* As `listener` of a configuration reads it; the exit status. */
static int replay_as(const char *listener, const char *text, struct text *printed)
{
	static const char configuration[] =
		"state = \"state\"; rules = [ \".\" ]; listeners = (\n"
		"{ id = \"app\"; type = \"syslog-tcp\"; port = 0; zone = \"+02:00\";\n"
		"  continues = \"^[ \\\\t]\"; },\n"
		"{ id = \"traps\"; type = \"snmp-trap\"; port = 0; communities = [ \"c\" ]; } "
		");\n";
	char path[] = "replay.XXXXXX", config[] = "config.XXXXXX", folder[4096];
	int status;

	write_file(path, text);
	write_file(config, configuration);
	status = run_tool((const char *[]){"replay", "--config", config, "--listener", listener,
				  "--json", rules(folder), path, NULL},
		printed);
	unlink(path);
	unlink(config);
	return status;
}

static void the_document_has_the_figures(void **state)
{
	static const struct {
		const char *name;
		int64_t want;
	} rows[] = {
		{"events", 12},
		{"busiest_second", 2},
		{"alarm_keys", 4},
		{"most_open", 3},
		{"left_open", 3},
	};
	struct text printed = {0};
	json_t *json, *sums;

	(void)state;
	replay("--json", &printed);
	json = json_parse(text_slice(&printed), NULL);
	assert_non_null(json);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (json_member_integer(json, rows[i].name, -1) != rows[i].want)
			fail_msg("%s is not %d: %s", rows[i].name, (int)rows[i].want,
				text_get(&printed));
	sums = json_object_get(json, "sums");
	assert_int_equal(json_member_integer(sums, "raised", -1), 6);
	assert_int_equal(json_member_integer(sums, "repeated", -1), 2);
	assert_int_equal(json_member_integer(sums, "clears_of_nothing", -1), 1);
	assert_int_equal(json_array_size(json_object_get(json, "incidents")), 4);
	assert_int_equal(json_array_size(json_object_get(json, "alerts")), 6);
	json_decref(json);
	text_free(&printed);
}

static void the_page_has_them_too(void **state)
{
	static const char *const want[] = {
		"12 events became 6 alarms, 4 incidents, 6 alerts\n",
		"4 alarm keys; 2 events raised what was raised already, 1 cleared what was not",
		"at most 3 incidents open at once, 3 left open at the end\n",
	};
	struct text printed = {0};

	(void)state;
	replay("--alerts", &printed);
	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++)
		if (!strstr(text_get(&printed), want[i]))
			fail_msg("no '%s' in\n%s", want[i], text_get(&printed));
	text_free(&printed);
}

/* Its zone, and the lines that go on with a message. */
static void text_is_read_as_a_listener_reads_it(void **state)
{
	static const char text[] = "2012-08-29T14:00:00 web-1 disk: trouble\n"
				   "\tdisk a full\n\n"
				   "\tcall somebody\n"
				   "2012-08-29T14:00:01 web-1 disk: disk b\n"
				   "  disk b full";
	struct text printed = {0};
	json_t *json;

	(void)state;
	assert_int_equal(replay_as("app", text, &printed), 0);
	json = json_parse(text_slice(&printed), NULL);
	assert_int_equal(json_member_integer(json, "events", -1), 2);
	assert_int_equal(json_member_integer(json, "alarm_keys", -1), 2);
	assert_string_equal(
		json_string_value(json_object_get(json, "first")), "2012-08-29T12:00:00.000Z");
	json_decref(json);
	text_free(&printed);
}

static void such_a_listener_must_be_there(void **state)
{
	static const char *const rows[] = {"other", "traps"};
	struct text printed = {0};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		text_reset(&printed);
		assert_int_not_equal(replay_as(rows[i], "x\n", &printed), 0);
		assert_non_null(strstr(text_get(&printed), "has no syslog listener"));
	}
	text_free(&printed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_document_has_the_figures),
		cmocka_unit_test(the_page_has_them_too),
		cmocka_unit_test(text_is_read_as_a_listener_reads_it),
		cmocka_unit_test(such_a_listener_must_be_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
