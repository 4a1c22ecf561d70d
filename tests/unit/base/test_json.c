/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

/* Prints and releases the value. */
static void assert_prints(json_t *value, const char *want)
{
	struct text out = {0};

	json_print(value, &out);
	assert_string_equal(text_get(&out), want);
	text_free(&out);
	json_decref(value);
}

static void prints_members_in_the_order_they_were_set(void **state)
{
	json_t *object = json_object();

	(void)state;
	json_object_set_new(object, "zulu", json_integer(1));
	json_object_set_new(object, "alpha", json_text("a \"b\""));
	json_object_set_new(object, "mike", json_text(NULL));
	assert_prints(object, "{\"zulu\":1,\"alpha\":\"a \\\"b\\\"\",\"mike\":null}");
	assert_prints(json_text("alone"), "\"alone\"");
}

static void strings_from_outside_become_clean(void **state)
{
	const char bytes[] = "a\0b\xff\x1b[m";

	(void)state;
	assert_prints(json_clean(slice_make(bytes, sizeof(bytes) - 1)),
		"\"a\\\\x00b\xef\xbf\xbd\\\\x1B[m\"");
	assert_prints(json_clean((struct slice){0}), "\"\"");
	assert_prints(json_text("\xc3"), "\"\xef\xbf\xbd\"");
}

static void parses_one_whole_value(void **state)
{
	const struct {
		const char *text;
		const char *want; /* NULL: refused */
	} rows[] = {
		{" {\"b\": [1, true], \"a\": \"\\u20ac\"} ",
			"{\"b\":[1,true],\"a\":\"\xe2\x82\xac\"}"},
		{"12", "12"},
		{"", NULL},
		{"{\"a\":1} x", NULL},
		{"{\"a\":1,\"a\":2}", NULL},
		{"\"\xff\"", NULL},
		{"{\"a\":", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct error error = {0};
		json_t *value = json_parse(slice_of(rows[i].text), &error);

		if (rows[i].want) {
			assert_prints(value, rows[i].want);
			continue;
		}
		assert_null(value);
		assert_ptr_equal(strstr(error.text, "no valid JSON: "), error.text);
		assert_non_null(strstr(error.text, "(line 1, column "));
	}
	assert_null(json_parse((struct slice){0}, NULL));
}

static void members_have_defaults(void **state)
{
	json_t *object = json_parse(slice_of("{\"s\":\"text\",\"n\":7}"), NULL);

	(void)state;
	assert_string_equal(json_member_string(object, "s", "-"), "text");
	assert_string_equal(json_member_string(object, "n", "-"), "-");
	assert_null(json_member_string(object, "absent", NULL));
	assert_int_equal(json_member_integer(object, "n", -1), 7);
	assert_int_equal(json_member_integer(object, "s", -1), -1);
	assert_int_equal(json_member_integer(object, "absent", -1), -1);
	assert_int_equal(json_member_integer(NULL, "n", -1), -1);
	json_decref(object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prints_members_in_the_order_they_were_set),
		cmocka_unit_test(strings_from_outside_become_clean),
		cmocka_unit_test(parses_one_whole_value),
		cmocka_unit_test(members_have_defaults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
