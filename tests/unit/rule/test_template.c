/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* A name is known if it is of lower case: its value is itself in brackets; "none" is missing.
 */
static bool resolve(void *context, struct slice function, struct slice name,
	const int64_t *arguments, struct name *out, struct error *error)
{
	struct arena *arena = context;
	struct slice *copy = arena_alloc(arena, sizeof(*copy));

	if (name.data[0] < 'a' || name.data[0] > 'z')
		return error_set(error, "unknown name '%.*s'", SLICE_PRINT(name));
	*copy = slice_of(arena_printf(arena, "[%.*s%.*s%.0d]", SLICE_PRINT(function),
		SLICE_PRINT(name), (int)arguments[0]));
	*out = (struct name){.type = VALUE_STRING, .reference = copy};
	return true;
}

static struct value get(void *context, const struct name *name)
{
	const struct slice *text = name->reference;

	(void)context;
	if (slice_equals(*text, "[none]"))
		return (struct value){.type = VALUE_NONE};
	return value_string(*text);
}

static void renders(void **state)
{
	static const struct {
		const char *text;
		const char *want;
		bool complete;
	} rows[] = {
		{"", "", true},
		{"plain", "plain", true},
		{"${app}", "[app]", true},
		{"${app} on ${node} is down", "[app] on [node] is down", true},
		{"${app}${node}", "[app][node]", true},
		{"${ app }", "[app]", true},
		{"slot ${index(app, 2)}.", "slot [indexapp2].", true},
		{"${'}'} ${7}", "} 7", true},
		{"a $$ sign, $${app}", "a $ sign, ${app}", true},
		{"{}} ${app}}", "{}} [app]}", true},
		{"<${none}>", "<>", false},
		{"${none}${app}", "[app]", false},
	};
	struct arena *arena = arena_new(0);
	struct naming naming = {.resolve = resolve, .context = arena};
	struct values values = {.get = get};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct error error = {""};
		struct text out = {0};
		struct template *template =
			template_parse(arena, slice_of(rows[i].text), &naming, &error);

		assert_string_equal(error.text, "");
		assert_int_equal(template_render(template, &values, &out), rows[i].complete);
		assert_string_equal(text_get(&out), rows[i].want);
		text_free(&out);
	}
	arena_free(arena);
}

static void says_what_is_wrong(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} rows[] = {
		{"ab ${app", "'${' at character 4 has no '}'"},
		{"ab ${'}", "'${' at character 4 has no '}'"},
		{"5 $ off",
			"'$' at character 3 begins no ${name}; write '$$' for the character "
			"itself"},
		{"$app", "'$' at character 1 begins no ${name}; write '$$' for the character "
			 "itself"},
		{"x$", "'$' at character 2 begins no ${name}; write '$$' for the character "
		       "itself"},
		{"${}", "in ${}, the expression is empty"},
		{"${app} ${Nmae}", "in ${Nmae}, at character 1 (Nmae): unknown name 'Nmae'"},
		{"${app == 'x'}",
			"in ${app == 'x'}, at character 5 (== 'x'): one name, function or "
			"constant is wanted, and no more"},
	};
	struct arena *arena = arena_new(0);
	struct naming naming = {.resolve = resolve, .context = arena};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct error error = {""};

		assert_null(template_parse(arena, slice_of(rows[i].text), &naming, &error));
		assert_string_equal(error.text, rows[i].want);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(renders),
		cmocka_unit_test(says_what_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
