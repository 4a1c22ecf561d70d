/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Files, readers and option tables together: what a file says ends in a struct, and what is
 * wrong with it is told, all at once.
 */
#include "config/fill.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/duration.h"
#include "folder.h"

struct thing {
	const char *name;
	const char *path;
	bool on;
	int64_t count;
	int64_t size;
	int64_t span;
	struct string_list words;
	struct prefix_list senders;
};

static const struct option options[] = {
	{.name = "name",
		.type = OPTION_STRING,
		.offset = offsetof(struct thing, name),
		.required = true,
		.help = "what it is called"},
	{.name = "path", .type = OPTION_FILE, .offset = offsetof(struct thing, path)},
	{.name = "on", .type = OPTION_BOOLEAN, .offset = offsetof(struct thing, on)},
	{.name = "count",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct thing, count),
		.minimum = 1,
		.maximum = 9000000000},
	{.name = "size", .type = OPTION_SIZE, .offset = offsetof(struct thing, size)},
	{.name = "span",
		.type = OPTION_DURATION,
		.offset = offsetof(struct thing, span),
		.minimum = 1 * SECONDS,
		.maximum = INT64_MAX},
	{.name = "words", .type = OPTION_STRINGS, .offset = offsetof(struct thing, words)},
	{.name = "senders", .type = OPTION_PREFIXES, .offset = offsetof(struct thing, senders)},
	{0},
};

static const char *const others[] = {"children", NULL};
static const char *const later[] = {"someday", NULL};

struct fixture {
	struct folder folder;
	struct arena *arena;
	struct sources *sources;
	struct report report;
	struct thing thing;
};

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	folder_make(&fixture->folder);
	fixture->arena = arena_new(0);
	fixture->sources = sources_new(NULL);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;
	folder_remove(&fixture->folder);
	report_free(&fixture->report);
	arena_free(fixture->arena);
	sources_free(fixture->sources);
	free(fixture);
	return 0;
}

/* Reads `content` as a file of one group; false if anything was wrong. */
static bool read_thing(struct fixture *fixture, const char *content)
{
	struct fill fill = {options, others, later};
	bool good = false;
	folder_write(&fixture->folder, "thing.cfg", content);
	char *path = folder_file(&fixture->folder, "thing.cfg");
	fixture->thing = (struct thing){0};
	struct configfile *file = configfile_open(
		fixture->sources, fixture->arena, path, (struct origin){0}, &fixture->report);
	struct reader reader = {file, fixture->arena, &fixture->report};
	if (file)
		good = fill_group(&reader, configfile_root(file), &fill, &fixture->thing);
	configfile_close(file);
	free(path);
	return good && fixture->report.errors == 0;
}

static void assert_told(struct fixture *fixture, const char *content, const char *want)
{
	assert_false(read_thing(fixture, content));
	char *text = folder_report(&fixture->folder, &fixture->report);
	assert_string_equal(text, want);
	free(text);
}

static void every_type_is_read(void **state)
{
	struct fixture *fixture = *state;
	assert_true(read_thing(fixture,
		"name = \"x\"\n"
		"path = \"sub/file\"; on = TRUE; count = 4000000000L; size = \"64 MiB\";\n"
		"span = \"1h30m\"; words = ( \"a\", \"b\" \"c\" );\n"
		"senders = [ \"10.0.0.0/8\", \"::1\" ]; children = 7;"));
	const struct thing *thing = &fixture->thing;
	assert_string_equal(thing->name, "x");
	assert_true(thing->on);
	assert_int_equal(thing->count, 4000000000);
	assert_int_equal(thing->size, 64 << 20);
	assert_int_equal(thing->span, 90 * MINUTES);
	assert_int_equal(thing->words.count, 2);
	assert_string_equal(thing->words.items[1], "bc");
	assert_int_equal(thing->senders.count, 2);
	assert_int_equal(thing->senders.items[0].bits, 104);
	char *path = folder_file(&fixture->folder, "sub/file");
	assert_string_equal(thing->path, path);
	free(path);
}

static void one_string_is_a_list_too(void **state)
{
	struct fixture *fixture = *state;
	assert_true(read_thing(fixture, "name = \"x\"; words = \"a\"; size = 5;"));
	assert_int_equal(fixture->thing.words.count, 1);
	assert_int_equal(fixture->thing.size, 5);
}

static void all_mistakes_are_told_at_once(void **state)
{
	assert_told(*state,
		"nme = \"x\";\n"
		"on = \"yes\";\n"
		"count = 0;\n"
		"span = \"soon\";\n"
		"words = [ 1, 2 ];\n"
		"senders = \"10.0.0.1/8\";\n"
		"someday = 1;\n"
		"q = 1;\n"
		"size = 1.5;\n",
		"thing.cfg:1: error: unknown setting 'nme': did you mean 'name'?\n"
		"thing.cfg:2: error: 'on' must be true or false, without quotes, but here is a "
		"string\n"
		"thing.cfg:3: error: 'count' is 0, but must be 1 to 9000000000\n"
		"thing.cfg:4: error: 'span' is \"soon\", which is no span of time: write a "
		"number "
		"and ms, s, m, h or d, such as \"15s\" or \"1h30m\"\n"
		"thing.cfg:5: error: each entry of 'words' must be a string in quotes, but "
		"here is "
		"a number\n"
		"thing.cfg:6: error: 'senders' holds \"10.0.0.1/8\", which is neither an "
		"address "
		"nor a prefix: write \"10.1.2.3\", \"10.0.0.0/8\" or \"2001:db8::/32\" (bits "
		"beyond "
		"the length must be 0)\n"
		"thing.cfg:7: error: 'someday' belongs to the language, but this version does "
		"not "
		"have it yet\n"
		"thing.cfg:8: error: unknown setting 'q': here may stand name, path, on, "
		"count, "
		"size, span, words, senders, children\n"
		"thing.cfg:9: error: 'size' must be a size, such as \"64 MiB\" or 4096, but "
		"here is "
		"a number with a fraction\n");
}

static void required_settings(void **state)
{
	assert_told(*state, "on = true;",
		"thing.cfg: error: 'name' is missing: what it is called\n");
}

static void spans_have_bounds(void **state)
{
	assert_told(*state, "name = \"x\"; span = \"10ms\";",
		"thing.cfg:1: error: 'span' is 10ms, but must be at least 1s\n");
}

/* libconfig would make 4000000000 a negative number, and \b a control byte, and say nothing. */
static void silent_changes_are_errors(void **state)
{
	assert_told(*state,
		"name = \"a\\\\b \\b\"\n"
		"  \"\\x08\";\n"
		"count = 4000000000;\n"
		"size = 0xffffffff;\n"
		"children = 99999999999999999999L; # 4000000000 \\b\n",
		"thing.cfg:1: error: an escape such as \\b is a control byte here: a pattern "
		"needs "
		"two backslashes; write: name = \"a\\\\b \\\\b\"\n"
		"thing.cfg:2: error: an escape such as \\b is a control byte here: a pattern "
		"needs "
		"two backslashes; write: \"\\\\x08\";\n"
		"thing.cfg:3: error: the number 4000000000 does not fit: write it with an L at "
		"its "
		"end, 4000000000L\n"
		"thing.cfg:4: error: the number 0xffffffff does not fit: write it with an L at "
		"its "
		"end, 0xffffffffL\n"
		"thing.cfg:5: error: the number 99999999999999999999L is too large: at most "
		"9223372036854775807 fits\n");
}

static void syntax_errors_show_the_line(void **state)
{
	assert_told(*state, "name = \"x\";\nwords = [ \"a\"\n  \"b\", ];\n",
		"thing.cfg:3: error: there is a comma after the last entry: remove it; the "
		"line "
		"reads: \"b\", ];\n");
	assert_told(*state, "name = \"x\";\nname = \"y\";\n",
		"thing.cfg:2: error: a setting of this name stands in the same group already; "
		"the "
		"line reads: name = \"y\";\n");
	assert_told(*state, "name = \"x\";\nwords = \"never;\n",
		"thing.cfg:2: error: a quote (\") is missing: the string that begins here "
		"never "
		"ends; the line reads: words = \"never;\n");
	assert_told(*state, "words = [ 1, \"y\" ];\n",
		"thing.cfg:1: error: the values in [ ] must all be of one type: put texts in "
		"quotes; the line reads: words = [ 1, \"y\" ];\n");
}

/* libconfig would take the first setting and drop the rest. */
static void a_stray_quote_does_not_hide_the_rest(void **state)
{
	assert_told(*state, "name = \"x\";\n\"\ncount = 2;\n",
		"thing.cfg:2: error: a quote (\") is missing: the string that begins here "
		"never "
		"ends; the line reads: \"\n");
}

static void included_files_have_their_own_lines(void **state)
{
	struct fixture *fixture = *state;
	folder_write(&fixture->folder, "more.cfg", "\nname = 7;\n");
	assert_told(fixture, "@include \"more.cfg\"\ncount = \"x\";\n",
		"more.cfg:2: error: 'name' must be a string in quotes, but here is a number\n"
		"thing.cfg:2: error: 'count' must be a whole number, without quotes, but here "
		"is a "
		"string\n");
	folder_write(&fixture->folder, "more.cfg", "name = ;");
	assert_told(fixture, "@include \"more.cfg\"\n",
		"more.cfg:1: error: the value of 'name' is missing: there is ';' instead; the "
		"line "
		"reads: name = ;\n");
}

static void includes_that_cannot_be_read(void **state)
{
	assert_told(*state, "@include \"none.cfg\"\n",
		"thing.cfg:1: error: cannot read 'none.cfg': No such file or directory\n");
	assert_told(*state, "@include \".\"\n",
		"thing.cfg:1: error: cannot read '.': it is not a regular file\n");
	assert_told(*state, "@include \"thing.cfg\"\n",
		"thing.cfg:1: error: 'thing.cfg' is included too deep (at most 10 files inside "
		"one "
		"another, 100 in all)\n");
}

static void hash_depends_on_names_and_contents(void **state)
{
	struct fixture *fixture = *state;
	char hashes[3][65];
	static const char *const contents[] = {
		"name = \"x\";", "name = \"y\";", "name = \"x\";"};
	for (size_t i = 0; i < 3; i++) {
		sources_free(fixture->sources);
		fixture->sources = sources_new(NULL);
		assert_true(read_thing(fixture, contents[i]));
		sources_hash(fixture->sources, hashes[i]);
	}
	assert_int_equal(strlen(hashes[0]), 64);
	assert_string_not_equal(hashes[0], hashes[1]);
	assert_string_equal(hashes[0], hashes[2]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_type_is_read),
		TEST(one_string_is_a_list_too),
		TEST(all_mistakes_are_told_at_once),
		TEST(required_settings),
		TEST(spans_have_bounds),
		TEST(silent_changes_are_errors),
		TEST(syntax_errors_show_the_line),
		TEST(a_stray_quote_does_not_hide_the_rest),
		TEST(included_files_have_their_own_lines),
		TEST(includes_that_cannot_be_read),
		TEST(hash_depends_on_names_and_contents),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
