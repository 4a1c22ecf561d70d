/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a right correlator.conf gives; the wrong ones are in tests/golden/wrong.
 */
#include "config/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "folder.h"

static const char full[] =
	"state = \"state\";\n"
	"rules = [ \"packs\", \"/\" ];\n"
	"names = \"the.names\";\n"
	"inventory = { platforms = \"platforms.cfg\"; nodes = \"nodes.csv\"; };\n"
	"control = \"/run/x.sock\";\n"
	"workers = 2;\n"
	"history = \"30d\";\n"
	"journal = { segment_size = \"32 MiB\"; retention_size = \"2 GiB\"; };\n"
	"listeners = (\n"
	"  { id = \"syslog\"; type = \"syslog-udp\"; port = 5514; allow = [ \"10.0.0.0/8\" ]; "
	"},\n"
	"  { id = \"traps\"; type = \"snmp-trap\"; port = 5162; communities = [ \"public\" ]; "
	"} );\n"
	"outputs = (\n"
	"  { id = \"log\"; type = \"file\"; path = \"alerts.json\"; retry_most = \"1m\"; } );\n"
	"routes = (\n"
	"  { id = \"noc\"; when = \"severity >= minor\"; transitions = [ \"opened\", "
	"\"closed\" ];\n"
	"    outputs = [ \"log\" ]; },\n"
	"  { id = \"all\"; outputs = \"log\"; } );\n";

static int setup(void **state)
{
	struct folder *folder = calloc(1, sizeof(*folder));
	folder_make(folder);
	folder_write(folder, "packs/a.rules", "");
	folder_write(folder, "the.names", "");
	folder_write(folder, "platforms.cfg", "");
	folder_write(folder, "nodes.csv", "");
	*state = folder;
	return 0;
}

static int teardown(void **state)
{
	folder_remove(*state);
	free(*state);
	return 0;
}

static struct settings *load(const struct folder *folder, const char *content)
{
	struct report report = {0};
	folder_write(folder, "correlator.conf", content);
	char *path = folder_file(folder, "correlator.conf");
	struct settings *settings = settings_load(path, &report);
	char *told = folder_report(folder, &report);
	free(path);
	if (!settings)
		print_error("%s", told);
	free(told);
	return settings;
}

static void assert_below(const struct folder *folder, const char *path, const char *name)
{
	char *want = folder_file(folder, name);
	assert_string_equal(path, want);
	free(want);
}

static void a_full_file(void **state)
{
	const struct folder *folder = *state;
	struct settings *settings = load(folder, full);
	assert_non_null(settings);
	assert_below(folder, settings->file, "correlator.conf");
	assert_below(folder, settings->state, "state");
	assert_int_equal(settings->rules.count, 2);
	assert_below(folder, settings->rules.items[0], "packs");
	assert_string_equal(settings->rules.items[1], "/");
	assert_below(folder, settings->names, "the.names");
	assert_below(folder, settings->platforms, "platforms.cfg");
	assert_below(folder, settings->nodes, "nodes.csv");
	assert_string_equal(settings->control, "/run/x.sock");
	assert_int_equal(settings->workers, 2);
	assert_int_equal(settings->history, 30 * 24 * HOURS);
	assert_below(folder, settings->journal.folder, "state/journal");
	assert_int_equal(settings->journal.segment_size, 32 << 20);
	assert_int_equal(settings->journal.retention_size, 2LL << 30);
	settings_free(settings);
}

static void listeners_and_outputs(void **state)
{
	struct settings *settings = load(*state, full);
	assert_non_null(settings);
	assert_int_equal(settings->listener_count, 2);
	const struct input_settings *syslog = settings->listeners[0].settings;
	assert_string_equal(settings->listeners[0].type->name, "syslog-udp");
	assert_string_equal(syslog->id, "syslog");
	assert_string_equal(syslog->type, "syslog-udp");
	assert_string_equal(syslog->address, "::");
	assert_int_equal(syslog->port, 5514);
	assert_int_equal(syslog->place, 0);
	assert_int_equal(syslog->allow.count, 1);
	assert_int_equal(syslog->receive_buffer, 8 << 20);
	assert_int_equal(settings->listeners[1].settings->place, 1);
	assert_int_equal(settings->output_count, 1);
	assert_string_equal(settings->outputs[0].type->name, "file");
	assert_string_equal(settings->outputs[0].settings->id, "log");
	assert_int_equal(settings->outputs[0].settings->retry_first, 1000000000);
	assert_int_equal(settings->outputs[0].settings->retry_most, 60000000000);
	settings_free(settings);
}

static void routes(void **state)
{
	struct settings *settings = load(*state, full);
	assert_non_null(settings);
	assert_int_equal(settings->routes.count, 2);
	const struct route *noc = &settings->routes.items[0], *all = &settings->routes.items[1];
	assert_string_equal(noc->id, "noc");
	assert_non_null(noc->when);
	assert_null(all->when);
	for (int i = 0; i < TRANSITIONS; i++) {
		assert_true(all->wanted[i]);
		assert_int_equal(
			noc->wanted[i], i == TRANSITION_OPENED || i == TRANSITION_CLOSED);
	}
	assert_int_equal(noc->output_count, 1);
	assert_string_equal(noc->outputs[0], "log");
	settings_free(settings);
}

static void the_least_that_is_needed(void **state)
{
	struct settings *settings = load(*state, "rules = \"packs\";");
	assert_non_null(settings);
	assert_string_equal(settings->state, LOCALSTATEDIR "/lib/correlator");
	assert_string_equal(settings->control, "/run/correlator/control.sock");
	assert_int_equal(settings->workers, 0);
	assert_int_equal(settings->history, 90 * 24 * HOURS);
	assert_int_equal(settings->listener_count, 0);
	assert_int_equal(settings->routes.count, 0);
	assert_true(settings->journal.segment_size > 0);
	settings_free(settings);
}

static void a_file_that_is_not_there(void **state)
{
	struct report report = {0};
	char *path = folder_file(*state, "none.conf");
	assert_null(settings_load(path, &report));
	char *told = folder_report(*state, &report);
	assert_string_equal(
		told, "none.conf: error: cannot read 'none.conf': No such file or directory\n");
	free(told);
	free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_full_file),
		TEST(listeners_and_outputs),
		TEST(routes),
		TEST(the_least_that_is_needed),
		TEST(a_file_that_is_not_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
