/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/expression.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "rule/pattern.h"

/* The names of a made-up event, and what they are now. */
struct known {
	const char *text;
	struct name name;
	struct value value;
};

static const struct label states[] = {{"running", 1}, {"failed", 2}, {"unknown", 3}};

#define ADDRESS_10_1_0_7                                                                       \
	{                                                                                      \
		{                                                                              \
			0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 1, 0, 7                  \
		}                                                                              \
	}

static const struct known names[] = {
	{"app", {.type = VALUE_STRING}, {.type = VALUE_STRING, .string = {"mwi", 3}}},
	{"long", {.type = VALUE_STRING},
		{.type = VALUE_STRING, .string = {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaab", 30}}},
	{"quote", {.type = VALUE_STRING}, {.type = VALUE_STRING, .string = {"it's", 4}}},
	{"signal", {.type = VALUE_STRING}, {.type = VALUE_STRING, .string = {"11", 2}}},
	{"host", {.type = VALUE_STRING}, {.type = VALUE_STRING, .string = {"10.1.0.7", 8}}},
	{"gravity", {.type = VALUE_STRING}, {.type = VALUE_STRING, .string = {"minor", 5}}},
	{"absent", {.type = VALUE_STRING}, {.type = VALUE_NONE}},
	{"lost", {.type = VALUE_NUMBER}, {.type = VALUE_NONE}},
	{"vmAppSlot", {.type = VALUE_NUMBER}, {.type = VALUE_NUMBER, .number = 5}},
	{"level", {.type = VALUE_NUMBER, .labels = states, .label_count = 3},
		{.type = VALUE_NUMBER, .number = 2}},
	{"vmAppState",
		{.type = VALUE_STRING, .dynamic = true, .labels = states, .label_count = 3},
		{.type = VALUE_NUMBER, .number = 2}},
	{"VM-MIB::vmText", {.type = VALUE_STRING, .dynamic = true},
		{.type = VALUE_STRING, .string = {"7", 1}}},
	{"1.3.6.1.4.1.9.9", {.type = VALUE_STRING, .dynamic = true},
		{.type = VALUE_NUMBER, .number = 7}},
	{"$2", {.type = VALUE_STRING, .dynamic = true},
		{.type = VALUE_ADDRESS, .address = ADDRESS_10_1_0_7}},
	{"peer", {.type = VALUE_ADDRESS}, {.type = VALUE_ADDRESS, .address = ADDRESS_10_1_0_7}},
	{"severity", {.type = VALUE_SEVERITY},
		{.type = VALUE_SEVERITY, .number = SEVERITY_MAJOR}},
	{"busy", {.type = VALUE_BOOLEAN}, {.type = VALUE_BOOLEAN, .boolean = true}},
	{"idle", {.type = VALUE_BOOLEAN}, {.type = VALUE_BOOLEAN, .boolean = false}},
};

enum { NAMES = sizeof(names) / sizeof(names[0]) };

static bool resolve(void *context, struct slice function, struct slice name,
	const int64_t *arguments, struct name *out, struct error *error)
{
	(void)context;
	if (function.length > 0 && !slice_equals(function, "index"))
		return error_set(error, "unknown function '%.*s'", SLICE_PRINT(function));
	for (uint32_t i = 0; i < NAMES; i++) {
		if (!slice_equals(name, names[i].text))
			continue;
		*out = names[i].name;
		out->symbol = i;
		out->argument = arguments[0];
		if (function.length > 0)
			*out = (struct name){.type = VALUE_NUMBER,
				.symbol = NAMES,
				.argument = arguments[0]};
		return true;
	}
	return error_set(error, "unknown name '%.*s'", SLICE_PRINT(name));
}

static struct value get(void *context, const struct name *name)
{
	(void)context;
	if (name->symbol == NAMES)
		return value_number(name->argument * 10);
	return names[name->symbol].value;
}

static const struct naming naming = {.resolve = resolve};
static const struct values values = {.get = get};

static const struct {
	const char *text;
	bool want;
} conditions[] = {
	/* strings */
	{"app == 'mwi'", true},
	{"app != 'mwi'", false},
	{"'mwi' == app", true},
	{"app == 'MWI'", false},
	{"app < 'mwj'", true},
	{"app >= 'mwi'", true},
	{"quote == 'it''s'", true},
	{"app == ''", false},
	/* numbers; a string counts as one if it is one */
	{"vmAppSlot == 5", true},
	{"vmAppSlot > -5", true},
	{"vmAppSlot <= 4", false},
	{"vmAppSlot == '5'", true},
	{"signal == 11", true},
	{"signal < 100", true},
	{"signal > vmAppSlot", true},
	{"app == 5", false},
	{"app != 5", false},
	{"index(vmAppState, 1) == 10", true},
	{"index(vmAppState,-1) == -10", true},
	{"vmAppSlot < 9223372036854775807", true},
	/* labels */
	{"level == 'failed'", true},
	{"level == failed", true},
	{"level != running", true},
	{"level in ['running', 'unknown']", false},
	{"level == '2'", true},
	{"vmAppState == 'failed'", true},
	{"'failed' == vmAppState", true},
	{"vmAppState in [running, failed]", true},
	/* names of which only the event tells the type */
	{"VM-MIB::vmText == 7", true},
	{"VM-MIB::vmText == '7'", true},
	{"1.3.6.1.4.1.9.9 == 7", true},
	{"1.3.6.1.4.1.9.9 == '7'", true},
	{"1.3.6.1.4.1.9.9 == 10.0.0.1", false},
	{"$2 == 10.1.0.7", true},
	{"$2 in 10.0.0.0/8", true},
	{"1.3.6.1.4.1.9.9 in 10.0.0.0/8", false},
	{"VM-MIB::vmText == 1.3.6.1.4.1.9.9", true},
	/* addresses */
	{"peer == 10.1.0.7", true},
	{"peer == '10.1.0.7'", true},
	{"peer != 10.1.0.8", true},
	{"peer in 10.1.0.0/16", true},
	{"peer in '10.1.0.0/16'", true},
	{"peer in 10.2.0.0/16", false},
	{"peer in 10.1.0.7", true},
	{"peer in [10.2.0.0/16, 10.1.0.7]", true},
	{"peer in fe80::/10", false},
	{"peer == fe80::1", false},
	{"host in 10.1.0.0/16", true},
	{"host == 10.1.0.7", true},
	{"host == peer", true},
	{"app in 10.1.0.0/16", false},
	/* severities */
	{"severity == major", true},
	{"severity >= minor", true},
	{"severity > critical", false},
	{"minor < severity", true},
	{"severity == 'major'", true},
	{"severity in [critical, major]", true},
	{"gravity < severity", true},
	{"app < severity", false},
	/* lists and patterns */
	{"app in ['x', 'mwi']", true},
	{"app in [ 'x' ]", false},
	{"vmAppSlot in [1, 5]", true},
	{"app matches '^m.i$'", true},
	{"app matches 'w$'", false},
	{"app matches '\\w{3}'", true},
	{"1.3.6.1.4.1.9.9 matches '^7$'", true},
	{"$2 matches '^10\\.'", true},
	/* what is missing makes a comparison false, its "not" true */
	{"absent == 'x'", false},
	{"absent != 'x'", false},
	{"not absent == 'x'", true},
	{"absent matches '.*'", false},
	{"absent in ['x']", false},
	{"absent in 10.0.0.0/8", false},
	{"absent == lost", false},
	{"lost < 5", false},
	/* and, or, not */
	{"busy", true},
	{"idle", false},
	{"not idle", true},
	{"not not busy", true},
	{"busy == idle", false},
	{"busy != idle", true},
	{"vmAppState", false},
	{"busy and idle", false},
	{"busy or idle", true},
	{"busy or idle and idle", true},
	{"(busy or idle) and idle", false},
	{"not idle and busy", true},
	{"not (idle and busy)", true},
	{"idle or idle or busy", true},
	{"busy and busy and idle", false},
	{"app=='mwi'and(vmAppSlot>4)", true},
	{" \t\n app == 'mwi' \r\n", true},
};

static void tells_what_holds(void **state)
{
	struct arena *arena = arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(conditions) / sizeof(conditions[0]); i++) {
		struct error error = {""};
		struct expression *expression =
			expression_parse(arena, slice_of(conditions[i].text), &naming, &error);

		if (!expression)
			fail_msg("%s: %s", conditions[i].text, error.text);
		if (expression_true(expression, &values) != conditions[i].want)
			fail_msg("%s: should be %s", conditions[i].text,
				conditions[i].want ? "true" : "false");
	}
	arena_free(arena);
}

static const struct {
	const char *text;
	const char *want; /* the whole sentence */
} refused[] = {
	{"", "the expression is empty"},
	{"  ", "the expression is empty"},
	{"vmAppSlot == 'abc'",
		"at character 1 (vmAppSlot == 'abc'): 'vmAppSlot' is a number and cannot be "
		"compared with the string 'abc'"},
	{"'abc' == vmAppSlot",
		"at character 10 (vmAppSlot): 'vmAppSlot' is a number and cannot be "
		"compared with the string 'abc'"},
	{"peer == 'here'",
		"at character 1 (peer == 'here'): 'peer' is an address and cannot be compared "
		"with the string 'here'"},
	{"peer == vmAppSlot",
		"at character 1 (peer == vmAppSlot): 'peer' is an address and cannot be "
		"compared with 'vmAppSlot', which is a number"},
	{"severity == 3",
		"at character 1 (severity == 3): 'severity' is a severity and cannot be "
		"compared with the number 3"},
	{"severity == 'bad'",
		"at character 13 ('bad'): 'severity' is a severity, and 'bad' is none of "
		"cleared, indeterminate, warning, minor, major, critical"},
	{"severity == bad", "at character 13 (bad): unknown name 'bad'"},
	{"app == major", "at character 8 (major): unknown name 'major'"},
	{"vmAppSlot in [1, 'x']",
		"at character 1 (vmAppSlot in [1, 'x']): 'vmAppSlot' is a number and cannot be "
		"compared with the string 'x'"},
	{"vmAppState == 'fialed'", "at character 15 ('fialed'): 'vmAppState' has no label "
				   "'fialed'; its labels are "
				   "'running', 'failed', 'unknown'"},
	{"app == 'mwi' and nmae == 'x'", "at character 18 (nmae == 'x'): unknown name 'nmae'"},
	{"find(app, 1) == 2", "at character 1 (find(app, 1) == 2): unknown function 'find'"},
	{"index() == 2",
		"at character 7 () == 2): a function is written with a name and numbers: "
		"index(ifName, 1)"},
	{"index(app, 1, 2, 3) == 2",
		"at character 16 (, 3) == 2): a function is written with a name and numbers: "
		"index(ifName, 1)"},
	{"index(app, 'x') == 2",
		"at character 12 ('x') == 2): a function is written with a name and numbers: "
		"index(ifName, 1)"},
	{"'app' == 'mwi'", "at character 1 ('app' == 'mwi'): 'app' and 'mwi' are both "
			   "constants; names are "
			   "written without quotes"},
	{"10.0.0.1 in 10.0.0.0/8",
		"at character 1 (10.0.0.1 in 10.0.0.0/8): 10.0.0.1 and 10.0.0.0/8 are both "
		"constants"},
	{"vmAppSlot in 10.0.0.0/8", "at character 1 (vmAppSlot in 10.0.0.0/8): 'vmAppSlot' is "
				    "a number and cannot be "
				    "in the prefix 10.0.0.0/8"},
	{"peer == 10.0.0.0/8",
		"at character 9 (10.0.0.0/8): 10.0.0.0/8 is a prefix; write 'in' before it"},
	{"peer in 10.0.0.1/8",
		"at character 9 (10.0.0.1/8): '10.0.0.1/8' is not a prefix; write 10.1.0.0/16, "
		"bits beyond the length 0"},
	{"app in 'mwi'",
		"at character 8 ('mwi'): 'in' needs a prefix or a list, as in 10.1.0.0/16 or "
		"[ 'a', 'b' ]"},
	{"app == ['mwi']",
		"at character 8 (['mwi']): a list stands only after 'in', and holds no lists"},
	{"app in [['mwi']]",
		"at character 9 (['mwi']]): a list stands only after 'in', and holds no lists"},
	{"app in ['mwi'", "at the end: the list goes on with ',' or ends with ']'"},
	{"app in []",
		"at character 9 (]): a name, a string, a number or an address is wanted here"},
	{"app matches app",
		"at character 13 (app): 'matches' needs a pattern in quotes, as in 'link "
		"(up|down)'"},
	{"vmAppSlot matches '5'",
		"at character 1 (vmAppSlot matches '5'): 'vmAppSlot' is a number; 'matches' "
		"looks at names that are strings"},
	{"app matches '(?C1)a'",
		"at character 13 ('(?C1)a'): the pattern has a callout (?C), which we do not "
		"take"},
	{"busy < idle",
		"at character 1 (busy < idle): 'busy' is a boolean and has no order; use == or "
		"!="},
	{"busy == 'true'",
		"at character 1 (busy == 'true'): 'busy' is a boolean and cannot be compared "
		"with the string 'true'"},
	{"app", "at character 1 (app): 'app' is a string, not a condition; compare it with "
		"something"},
	{"busy and 5", "at character 10 (5): 5 is a number, not a condition; compare it with "
		       "something"},
	{"app = 'mwi'", "at character 5 (= 'mwi'): write '==' to compare"},
	{"app =~ 'mwi'", "at character 5 (=~ 'mwi'): write 'matches'"},
	{"busy && idle", "at character 6 (&& idle): write 'and'"},
	{"busy || idle", "at character 6 (|| idle): write 'or'"},
	{"!busy", "at character 1 (!busy): write 'not'"},
	{"app == \"mwi\"", "at character 8 (\"mwi\"): strings stand in single quotes"},
	{"app == 'mwi", "at character 8 ('mwi): the string has no closing quote"},
	{"app == 99999999999999999999",
		"at character 8 (99999999999999999999): '99999999999999999999' is neither a "
		"number of 64 bits, an address, an OID nor a name"},
	{"app == 5m",
		"at character 8 (5m): '5m' is neither a number of 64 bits, an address, an OID "
		"nor a name"},
	{"app == #", "at character 8 (#): nothing of the language begins with this character"},
	{"app ==", "at the end: a name, a string, a number or an address is wanted here"},
	{"(busy", "at the end: 'and', 'or' or a closing ')' is wanted here"},
	{"busy)", "at character 5 ()): the expression should end here or go on with 'and' or "
		  "'or'"},
	{"busy idle",
		"at character 6 (idle): the expression should end here or go on with 'and' or "
		"'or'"},
	{"and busy",
		"at character 1 (and busy): a name, a string, a number or an address is wanted "
		"here"},
};

static void says_what_is_wrong_and_where(void **state)
{
	struct arena *arena = arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		struct error error = {""};

		if (expression_parse(arena, slice_of(refused[i].text), &naming, &error))
			fail_msg("%s: was accepted", refused[i].text);
		assert_string_equal(error.text, refused[i].want);
	}
	arena_free(arena);
}

/* "((...(busy)...))" with that many parentheses, or "not not ... busy". */
static bool parses(struct arena *arena, const char *open, const char *close, size_t depth)
{
	struct text text = {0};
	struct error error;

	for (size_t i = 0; i < depth; i++)
		text_string(&text, open);
	text_string(&text, "busy");
	for (size_t i = 0; i < depth; i++)
		text_string(&text, close);

	bool good = expression_parse(arena, text_slice(&text), &naming, &error) != NULL;
	if (!good)
		assert_non_null(strstr(error.text, "nest too deeply"));
	text_free(&text);
	return good;
}

static void bounds_the_depth_but_not_the_length(void **state)
{
	struct arena *arena = arena_new(0);
	struct text text = {0};
	struct error error;

	(void)state;
	assert_true(parses(arena, "(", ")", 32));
	assert_false(parses(arena, "(", ")", 33));
	assert_true(parses(arena, "not ", "", 32));
	assert_false(parses(arena, "not ", "", 33));
	assert_false(parses(arena, "not ", "", 100000));
	text_string(&text, "idle");
	for (int i = 0; i < 10000; i++)
		text_string(&text, " or (idle)");
	text_string(&text, " or busy");

	struct expression *expression =
		expression_parse(arena, text_slice(&text), &naming, &error);
	assert_non_null(expression);
	assert_true(expression_true(expression, &values));
	text_free(&text);
	arena_free(arena);
}

static void gives_the_value_of_an_operand(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} operands[] = {
		{"app", "mwi"},
		{"index(vmAppState, 3)", "30"},
		{"'a b'", "a b"},
		{"peer", "10.1.0.7"},
		{"severity", "major"},
		{"busy", "true"},
		{"-7", "-7"},
		{"absent", ""},
	};
	struct arena *arena = arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(operands) / sizeof(operands[0]); i++) {
		struct text out = {0};
		struct error error = {""};
		struct expression *operand = expression_parse_operand(
			arena, slice_of(operands[i].text), &naming, &error);

		assert_string_equal(error.text, "");
		struct value value = expression_value(operand, &values);
		value_print(&value, &out);
		assert_string_equal(text_get(&out), operands[i].want);
		text_free(&out);
	}
	arena_free(arena);
}

static void takes_one_operand_only(void **state)
{
	static const char *const texts[] = {"", "app == 'x'", "app app", "['x']", "10.0.0.0/8",
		"nmae", "not busy", "(app)"};
	struct arena *arena = arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct error error = {""};

		if (expression_parse_operand(arena, slice_of(texts[i]), &naming, &error))
			fail_msg("%s: was accepted", texts[i]);
		assert_string_not_equal(error.text, "");
	}
	arena_free(arena);
}

/* The text may go when it is parsed. */
static void keeps_nothing_of_the_text(void **state)
{
	struct arena *arena = arena_new(0);
	struct error error;
	char *text = strdup("app == 'mwi' and app matches 'mwi'");
	struct expression *expression =
		expression_parse(arena, slice_of(text), &naming, &error);

	(void)state;
	free(text);
	assert_true(expression_true(expression, &values));
	arena_free(arena);
}

static void flags_a_limit_as_no_match(void **state)
{
	struct arena *arena = arena_new(0);
	struct error error;
	struct pattern_scratch *scratch = pattern_scratch_new();
	struct values with = {.get = get, .scratch = scratch};
	struct expression *expression =
		expression_parse(arena, slice_of("long matches '(a+)+$'"), &naming, &error);

	(void)state;
	assert_non_null(expression);
	assert_false(expression_true(expression, &with));
	assert_true(pattern_scratch_limited(scratch));
	pattern_scratch_free(scratch);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_what_holds),
		cmocka_unit_test(says_what_is_wrong_and_where),
		cmocka_unit_test(bounds_the_depth_but_not_the_length),
		cmocka_unit_test(gives_the_value_of_an_operand),
		cmocka_unit_test(takes_one_operand_only),
		cmocka_unit_test(keeps_nothing_of_the_text),
		cmocka_unit_test(flags_a_limit_as_no_match),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
