/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/slip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct row {
	const char *content;
	unsigned line;    /* 0: nothing is wrong */
	const char *want; /* a part of the sentence */
} rows[] = {
	{"", 0, NULL},
	{"a = 1; b = \"x\" c : true, d = { e = [ 1, 2 ]; };", 0, NULL},
	{"a = ( \"x\" \"y\", ( 1 ), { b = -.5e3; } ); # comment\n/* b = ; */ // c\n", 0, NULL},
	{"@include \"other.cfg\"\na = ();", 0, NULL},
	{"\xef\xbb\xbf"
	 "a = 1;",
		0, NULL},
	{"a = ( { b = 1; }\n { b = 2; } );", 1, "a comma or ')' is missing after '}'"},
	{"a = ( 1,\n 2,\n );", 2, "there is a comma after the last entry"},
	{"a = [ \"x\", ];", 1, "there is a comma after the last entry"},
	{"a = (\n 1", 1, "the '(' opened here is never closed"},
	{"a = {\n b = 1;\n", 1, "the '{' opened here is never closed"},
	{"a = 1;\n}\n", 2, "'}' closes nothing"},
	{"a = 1;;\n", 1, "one ';' too many"},
	{"a = \"x;\nb = \"y\";\n", 1, "begins here ends only in line 2"},
	{"a = \"x\";\nb = \"y;\n", 2, "begins here never ends"},
	{"a \"x\";\n", 1, "'=' is missing after 'a'"},
	{"a =\nb = 1;\n", 1, "the value of 'a' is missing"},
	{"a = ;\n", 1, "the value of 'a' is missing: there is ';' instead"},
	{"a = major;\n", 1, "text needs quotes: write \"major\""},
	{"a = 60s;\n", 1, "'60s' is not a number: put it in quotes, \"60s\""},
	{"a = 'x';\n", 1, "double quotes"},
	{"a = \"x\", \"y\";\n", 1, "needs brackets"},
	{"a = 1;\n= 2;\n", 2, "a setting (name = value) should begin here"},
	{"a = ", 1, "the file ends where the value of 'a' should be"},
};

static void names_the_first_word_that_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct text sentence = {0};
		unsigned line = 0;
		bool found = slip_find(slice_of(rows[i].content), &line, &sentence);
		if (found != (rows[i].line > 0) || line != rows[i].line ||
			(found && !strstr(text_get(&sentence), rows[i].want)))
			fail_msg("%s: line %u: %s", rows[i].content, line, text_get(&sentence));
		text_free(&sentence);
	}
}

static void deep_nesting_ends(void **state)
{
	struct text content = {0}, sentence = {0};
	unsigned line = 0;
	(void)state;
	text_string(&content, "a = ");
	for (int i = 0; i < 100000; i++)
		text_byte(&content, '(');
	assert_true(slip_find(text_slice(&content), &line, &sentence));
	assert_non_null(strstr(text_get(&sentence), "more than 200 brackets"));
	text_free(&content);
	text_free(&sentence);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_the_first_word_that_is_wrong),
		cmocka_unit_test(deep_nesting_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
