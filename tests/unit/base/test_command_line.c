/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/command_line.h"
#include "base/duration.h"

struct wanted {
	const char *file;
	bool json;
	int64_t count, wait;
	struct string_list names;
};

static const struct option table[] = {
	{.name = "file",
		.type = OPTION_FILE,
		.offset = offsetof(struct wanted, file),
		.help = "a file"},
	{.name = "json",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct wanted, json),
		.help = "JSON"},
	{.name = "count",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct wanted, count),
		.value = "7",
		.minimum = 1,
		.maximum = 9,
		.help = "how many"},
	{.name = "wait",
		.type = OPTION_DURATION,
		.offset = offsetof(struct wanted, wait),
		.help = "how long"},
	{.name = "name",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct wanted, names),
		.help = "a name"},
	{0},
};

static bool read_words(
	const char **words, struct wanted *wanted, struct operands *operands, struct error *error)
{
	int count = 0;

	while (words[count])
		count++;
	return command_line_read(table, wanted, count, (char **)words, operands, error);
}

static void test_good(void **state)
{
	const char *words[] = {"first", "--file=a=b", "--json", "--count", "3", "--wait", "2m",
		"--name", "x", "second", "--name=y", "--", "--json", NULL};
	struct wanted wanted = {0};
	struct operands operands;
	struct error error;

	(void)state;
	assert_true(read_words(words, &wanted, &operands, &error));
	assert_string_equal(wanted.file, "a=b");
	assert_true(wanted.json);
	assert_int_equal(wanted.count, 3);
	assert_int_equal(wanted.wait, 2 * MINUTES);
	assert_int_equal(wanted.names.count, 2);
	assert_string_equal(wanted.names.items[1], "y");
	assert_int_equal(operands.count, 3);
	assert_string_equal(operands.words[0], "first");
	assert_string_equal(operands.words[1], "second");
	assert_string_equal(operands.words[2], "--json");
	free(wanted.names.items);
}

static void test_bad(void **state)
{
	static const struct {
		const char *word, *next, *want;
	} rows[] = {
		{"--flie", "x", "unknown option '--flie'; is '--file' meant?"},
		{"--colour", "x", "unknown option '--colour'"},
		{"--file", NULL, "--file needs a value"},
		{"--json=yes", NULL, "--json takes no value"},
		{"--count", "12", "--count: 12 is not between 1 and 9"},
		{"--count", "many", "--count: 'many' is no number"},
		{"--wait", "soon", "--wait: 'soon' is no span of time such as 15s"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *words[] = {rows[i].word, rows[i].next, NULL};
		struct wanted wanted = {0};
		struct operands operands;
		struct error error;

		assert_false(read_words(words, &wanted, &operands, &error));
		assert_string_equal(error.text, rows[i].want);
	}
}

static void test_defaults(void **state)
{
	const char *words[] = {NULL};
	struct wanted wanted = {0};
	struct operands operands;
	struct error error;

	(void)state;
	assert_true(read_words(words, &wanted, &operands, &error));
	assert_int_equal(wanted.count, 7);
	assert_int_equal(operands.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_defaults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
