/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

struct fixture {
	struct arena *arena;
	struct pattern_scratch *scratch;
};

static int set_up(void **state)
{
	struct fixture *fixture = malloc(sizeof(*fixture));

	fixture->arena = arena_new(0);
	fixture->scratch = pattern_scratch_new();
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	pattern_scratch_free(fixture->scratch);
	arena_free(fixture->arena);
	free(fixture);
	return 0;
}

static struct pattern *compile(struct fixture *fixture, const char *text)
{
	struct error error = {""};
	struct pattern *pattern = pattern_compile(fixture->arena, slice_of(text), &error);

	assert_string_equal(error.text, "");
	assert_non_null(pattern);
	return pattern;
}

static void captures_named_groups_in_order(void **state)
{
	struct fixture *fixture = *state;
	struct slice captures[3];
	struct pattern *pattern = compile(
		fixture, "(un)?named (?<zoo>\\w+)(?: at (?<ape>\\w+))?(?: by (?'mid'\\w+))?");

	assert_int_equal(pattern_group_count(pattern), 3);
	assert_string_equal(pattern_group_name(pattern, 0), "zoo");
	assert_string_equal(pattern_group_name(pattern, 1), "ape");
	assert_string_equal(pattern_group_name(pattern, 2), "mid");
	assert_int_equal(pattern_match(pattern, slice_of("named lion by me"), fixture->scratch,
				 captures),
		PATTERN_YES);
	assert_true(slice_equals(captures[0], "lion"));
	assert_null(captures[1].data);
	assert_true(slice_equals(captures[2], "me"));
	assert_int_equal(
		pattern_match(pattern, slice_of("named lion"), fixture->scratch, captures),
		PATTERN_YES);
	assert_true(slice_equals(captures[0], "lion"));
	assert_null(captures[1].data);
	assert_null(captures[2].data);
	assert_int_equal(
		pattern_match(pattern, slice_of("nothing"), fixture->scratch, captures),
		PATTERN_NO);
}

static void tells_an_empty_capture_from_none(void **state)
{
	struct fixture *fixture = *state;
	struct slice captures[2];
	struct pattern *pattern = compile(fixture, "(?<empty>)(?<none>x)?");
	struct slice subjects[] = {{NULL, 0}, {"", 0}, {"y", 1}};

	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(
			pattern_match(pattern, subjects[i], fixture->scratch, captures),
			PATTERN_YES);
		assert_non_null(captures[0].data);
		assert_int_equal(captures[0].length, 0);
		assert_null(captures[1].data);
	}
}

static void matches_bytes(void **state)
{
	static const struct {
		const char *pattern;
		struct slice subject;
		enum pattern_result want;
	} rows[] = {
		{"", {NULL, 0}, PATTERN_YES},
		{"^$", {NULL, 0}, PATTERN_YES},
		{".", {NULL, 0}, PATTERN_NO},
		{"^a.b$",
			{"a\xff"
			 "b",
				3},
			PATTERN_YES},
		{"^a.b$", {"a\0b", 3}, PATTERN_YES},
		{"^a..b$",
			{"a\xc3\xa9"
			 "b",
				4},
			PATTERN_YES},
		{"(?i)down", {"link DOWN", 9}, PATTERN_YES},
		{"\\bdown\\b", {"link down now", 13}, PATTERN_YES},
		{"(?<a>x)\\k<a>", {"xx", 2}, PATTERN_YES},
		{"(?|(?<n>a)|(?<n>b))", {"b", 1}, PATTERN_YES},
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(pattern_match(compile(fixture, rows[i].pattern),
					 rows[i].subject, fixture->scratch, NULL),
			rows[i].want);
}

static void looks_at_8192_bytes(void **state)
{
	struct fixture *fixture = *state;
	char *subject = malloc(PATTERN_SUBJECT_MAXIMUM + 3);

	memset(subject, '.', PATTERN_SUBJECT_MAXIMUM + 3);
	memcpy(subject + PATTERN_SUBJECT_MAXIMUM - 3, "endend", 6);
	assert_int_equal(pattern_match(compile(fixture, "end$"),
				 slice_make(subject, PATTERN_SUBJECT_MAXIMUM + 3),
				 fixture->scratch, NULL),
		PATTERN_YES);
	assert_int_equal(pattern_match(compile(fixture, "endend"),
				 slice_make(subject, PATTERN_SUBJECT_MAXIMUM + 3),
				 fixture->scratch, NULL),
		PATTERN_NO);
	free(subject);
}

/* PCRE2's part of a sentence differs by its version. */
static bool says(const char *sentence, const char *beginning, const char *end)
{
	size_t length = strlen(sentence);

	return strncmp(sentence, beginning, strlen(beginning)) == 0 && length >= strlen(end) &&
	       strcmp(sentence + length - strlen(end), end) == 0;
}

static void refuses_what_does_not_compile(void **state)
{
	static const struct {
		const char *pattern, *behind;
	} rows[] = {
		{"a(b", ", behind 'a(b'"},
		{"[a-z", ", behind '[a-z'"},
		{"(?<n>a)(?<n>b)", "'"},
		{"a\\Cb", ", behind 'a\\C'"},
		{"(*UTF)a", ", behind '(*UTF)'"},
		{"(*UCP)a", ", behind '(*UCP)'"},
		{"link down on interface, for the second time (since",
			", behind 'on interface, for the second time (since'"},
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct error error = {""};

		assert_null(pattern_compile(fixture->arena, slice_of(rows[i].pattern), &error));
		if (!says(error.text, "the pattern does not compile: ", rows[i].behind))
			fail_msg("%s: %s", rows[i].pattern, error.text);
	}
}

static void refuses_what_we_do_not_take(void **state)
{
	static const struct {
		struct slice pattern;
		const char *want;
	} rows[] = {
		{{"\b\"down\\.\b", 9},
			"the pattern holds the control byte 0x08 at character 1: escapes are "
			"read "
			"twice, so backslashes are doubled; write \"\\\\b\\\"down\\\\.\\\\b\""},
		{{"a\0b", 3}, "the pattern holds the control byte 0x00 at character 2: escapes "
			      "are read "
			      "twice, so backslashes are doubled; write \"a\\\\x00b\""},
		{{"bell\a", 5}, "the pattern holds the control byte 0x07 at character 5: "
				"escapes are read "
				"twice, so backslashes are doubled; write \"bell\\\\a\""},
		{{"\v", 1}, "the pattern holds the control byte 0x0b at character 1: escapes "
			    "are read "
			    "twice, so backslashes are doubled; write \"\\\\v\""},
		{{"(?J)(?<n>a)(?<n>b)", 18},
			"the pattern has two groups named 'n'; a name is given once"},
		{{"a(?C1)b", 7}, "the pattern has a callout (?C), which we do not take"},
		{{"(*NO_JIT)a", 10}, "the pattern holds (*NO_JIT); leave it out"},
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct error error = {""};

		assert_null(pattern_compile(fixture->arena, rows[i].pattern, &error));
		assert_string_equal(error.text, rows[i].want);
	}
}

static void refuses_what_is_too_large(void **state)
{
	struct fixture *fixture = *state;
	struct text text = {0};
	struct error error;

	for (int i = 0; i < 101; i++)
		text_string(&text, "(a)");
	assert_null(pattern_compile(fixture->arena, text_slice(&text), &error));
	assert_string_equal(error.text, "the pattern has 101 groups; at most 100 are allowed");
	for (int i = 0; i < 20000; i++)
		text_byte(&text, 'a');
	assert_null(pattern_compile(fixture->arena, text_slice(&text), &error));
	assert_string_equal(
		error.text, "the pattern has 20303 bytes; at most 16384 are allowed");
	text_free(&text);
	assert_null(pattern_compile(
		fixture->arena, slice_of("((((a{1,100}){1,100}){1,100}){1,100})"), &error));
}

static struct slice repeated(struct arena *arena, const char *unit, size_t count)
{
	struct text text = {0};

	for (size_t i = 0; i < count; i++)
		text_string(&text, unit);

	struct slice copy = arena_copy(arena, text_slice(&text));
	text_free(&text);
	return copy;
}

/* Patterns that would run for ages end at a count, the same on every machine. */
static void ends_at_its_limits(void **state)
{
	static const struct {
		const char *pattern, *unit;
		size_t count;
		enum pattern_result want;
	} rows[] = {
		{"(a+)+$", "aaaaaaaaaaaaaaaaaaaab", 1, PATTERN_LIMITED},
		{"(x+x+)+y", "xxxxxxxxxx", 300, PATTERN_NO}, /* PCRE2 misses the y first */
		{"(\\w+\\s?)+\\.$", "word ", 1500, PATTERN_NO},
		{"(.*)(.*)(.*)(.*)[xz]$", "y", 2000, PATTERN_LIMITED},
		{"^((a|b)*c|.)*$", "ab", 4000, PATTERN_LIMITED}, /* JIT stack */
		{"(*LIMIT_MATCH=4000000000)(a+)+$", "aaaaaaaaaaaaaaaaaaaab", 1,
			PATTERN_LIMITED},
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct slice subject = repeated(fixture->arena, rows[i].unit, rows[i].count);
		enum pattern_result result = pattern_match(
			compile(fixture, rows[i].pattern), subject, fixture->scratch, NULL);

		if (result != rows[i].want)
			fail_msg("%s: %d", rows[i].pattern, result);
		assert_int_equal(pattern_scratch_limited(fixture->scratch),
			rows[i].want == PATTERN_LIMITED);
		assert_false(pattern_scratch_limited(fixture->scratch));
	}
}

static void knows_its_literals(void **state)
{
	struct fixture *fixture = *state;
	const struct slice *literals;
	struct pattern *pattern = compile(fixture, "^process (?<app>\\w+) DIED on it");

	assert_int_equal(pattern_literals(pattern, &literals), 1);
	assert_true(slice_equals(literals[0], " died on it"));
	assert_int_equal(pattern_literals(compile(fixture, "up|down"), &literals), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			captures_named_groups_in_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			tells_an_empty_capture_from_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(matches_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(looks_at_8192_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			refuses_what_does_not_compile, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refuses_what_we_do_not_take, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refuses_what_is_too_large, set_up, tear_down),
		cmocka_unit_test_setup_teardown(ends_at_its_limits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(knows_its_literals, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
