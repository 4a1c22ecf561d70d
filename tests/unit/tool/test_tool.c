/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Command lines and their exit statuses, as scripts rely on them.
 */
#include <stdio.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tool/command.h"
#include "unit/tool/run_tool.h"

enum { WORDS = 8 };

static void command_lines(void **state)
{
	static const struct {
		const char *words[WORDS];
		int status;
		const char *want;
	} rows[] = {
		{{NULL}, STATUS_USAGE, "Usage: correlator COMMAND"},
		{{"--help"}, STATUS_FINE, "Usage: correlator COMMAND"},
		{{"help"}, STATUS_FINE, "Exit status"},
		{{"help", "check"}, STATUS_FINE, "Usage: correlator check [OPTION...] DIR..."},
		{{"check", "--help"}, STATUS_FINE, "--inventory"},
		{{"help", "chek"}, STATUS_USAGE, "is 'check' meant?"},
		{{"incident"}, STATUS_USAGE, "is 'incidents' meant?"},
		{{"frobnicate"}, STATUS_USAGE, "there is no command 'frobnicate'"},
		{{"--version"}, STATUS_FINE, "correlator " VERSION},
		{{"check"}, STATUS_USAGE, "something is missing"},
		{{"check", "--jsn", "x"}, STATUS_USAGE, "is '--json' meant?"},
		{{"status", "now"}, STATUS_USAGE, "too many words"},
		{{"show"}, STATUS_USAGE, "--file"},
		{{"show", "x", "--file", "y"}, STATUS_USAGE, "--file"},
		{{"show", "--file", "no/such/file"}, STATUS_TROUBLE,
			"cannot read no/such/file"},
		{{"check", "no/such/folder"}, STATUS_TROUBLE, "no/such/folder"},
		{{"test", "no/such/folder"}, STATUS_TROUBLE, "no/such/folder"},
		{{"replay", "no/such/folder", "x"}, STATUS_TROUBLE, "no/such/folder"},
		{{"journal", "no/such/folder"}, STATUS_TROUBLE, "no/such/folder is no journal"},
		{{"journal", "lst", "x"}, STATUS_USAGE, "it is list, print or verify"},
		{{"journal", "print", "x", "--kind", "evnt"}, STATUS_USAGE,
			"there are no records of kind 'evnt'"},
		{{"journal", "print", "x", "--from", "noon"}, STATUS_USAGE,
			"'noon' is no time such as"},
		{{"journal", "print", "x", "--match", "a("}, STATUS_USAGE, "--match: "},
		{{"mibs", "no/such/folder"}, STATUS_TROUBLE, "no/such/folder"},
		{{"incidents", "--control", "no/such/socket"}, STATUS_UNREACHABLE,
			"is correlatord running?"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text printed = {0};
		int status = run_tool(rows[i].words, &printed);

		if (status != rows[i].status || !strstr(text_get(&printed), rows[i].want))
			fail_msg("correlator %s: status %d\n%s",
				rows[i].words[0] ? rows[i].words[0] : "", status,
				text_get(&printed));
		text_free(&printed);
	}
}

static const char *in_source(const char *path, struct text *out)
{
	const char *top = getenv("top_srcdir");

	text_reset(out);
	text_printf(out, "%s/%s", top ? top : ".", path);
	return text_get(out);
}

static void checking_rules(void **state)
{
	struct text folder = {0}, printed = {0};
	const char *words[] = {"check", in_source("tests/scenario/rules", &folder), NULL, NULL};

	(void)state;
	assert_int_equal(run_tool(words, &printed), STATUS_FINE);
	assert_non_null(strstr(text_get(&printed), "all is well"));
	words[2] = "--json";
	text_reset(&printed);
	assert_int_equal(run_tool(words, &printed), STATUS_FINE);
	assert_non_null(strstr(text_get(&printed), "\"errors\":0"));
	text_free(&printed);
	text_free(&folder);
}

static void testing_scenarios(void **state)
{
	struct text file = {0}, printed = {0};
	const char *words[] = {"test", in_source("tests/scenario/transient.scn", &file),
		"--determinism", "--verbose", NULL, NULL};

	(void)state;
	assert_int_equal(run_tool(words, &printed), STATUS_FINE);
	assert_non_null(strstr(text_get(&printed), "ok "));
	words[4] = "--json";
	text_reset(&printed);
	assert_int_equal(run_tool(words, &printed), STATUS_FINE);
	assert_non_null(strstr(text_get(&printed), "\"ok\":true"));
	text_free(&printed);
	text_free(&file);
}

static void every_command_has_help(void **state)
{
	(void)state;
	for (size_t i = 0; commands[i]; i++) {
		assert_true(commands[i]->help && commands[i]->help[0]);
		assert_ptr_equal(command_find(commands[i]->name), commands[i]);
		assert_true(commands[i]->least <= commands[i]->most);
	}
}

static void read_source(const char *path, struct text *out)
{
	struct text name = {0};
	FILE *file = fopen(in_source(path, &name), "r");
	char block[4096];
	size_t got;

	assert_non_null(file);
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		text_append(out, slice_make(block, got));
	fclose(file);
	text_free(&name);
}

/* As it stands in the page: hyphens of options are escaped. */
static void expect_in_page(const struct text *page, const char *before, const char *name)
{
	struct text want = {0};

	text_string(&want, before);
	for (; *name; name++)
		text_printf(&want, *name == '-' ? "\\%c" : "%c", *name);
	if (slice_find_slice(text_slice(page), text_slice(&want)) == SIZE_MAX)
		fail_msg("correlator.1 has no %s", text_get(&want));
	text_free(&want);
}

static void the_manual_has_every_option(void **state)
{
	struct text page = {0};

	(void)state;
	read_source("doc/correlator.1", &page);
	for (size_t i = 0; commands[i]; i++) {
		const struct option *option = commands[i]->options;

		expect_in_page(&page, "", commands[i]->name);
		for (; option->name; option++)
			expect_in_page(&page, "\\-\\-", option->name);
	}
	text_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(command_lines),
		cmocka_unit_test(checking_rules),
		cmocka_unit_test(testing_scenarios),
		cmocka_unit_test(every_command_has_help),
		cmocka_unit_test(the_manual_has_every_option),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
