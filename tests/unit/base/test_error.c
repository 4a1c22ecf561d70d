/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static void an_error_is_one_sentence(void **state)
{
	struct error error;

	(void)state;
	assert_false(error_set(&error, "port %d is not 1 to %d", 0, 65535));
	assert_string_equal(error.text, "port 0 is not 1 to 65535");
	assert_false(error_set(&error, "%01000d", 0));
	assert_int_equal(strlen(error.text), sizeof(error.text) - 1);
	assert_false(error_set(NULL, "nobody asks"));
}

static void a_report_is_sorted_by_place(void **state)
{
	const struct origin second = {"b.rules", 2};
	struct report report = {0};
	char *printed = NULL;
	size_t length = 0;
	FILE *to = open_memstream(&printed, &length);

	(void)state;
	assert_false(report_error(&report, second, "found %s", "first"));
	report_doubt(&report, (struct origin){"b.rules", 1}, "unused");
	assert_false(report_error(&report, second, "found second"));
	assert_false(report_error(&report, (struct origin){"b.rules", 0}, "whole file"));
	report_doubt(&report, (struct origin){"a.rules", 10}, "other file");
	report_doubt(&report, (struct origin){0}, "no file");
	assert_int_equal(report.count, 6);
	assert_int_equal(report.errors, 3);
	report_print(&report, to);
	fclose(to);
	assert_string_equal(printed, "doubt: no file\n"
				     "a.rules:10: doubt: other file\n"
				     "b.rules: error: whole file\n"
				     "b.rules:1: doubt: unused\n"
				     "b.rules:2: error: found first\n"
				     "b.rules:2: error: found second\n");
	free(printed);
	report_free(&report);
	assert_int_equal(report.count, 0);
}

/* Also after it was printed, which sorts into an array of another size. */
static void a_report_takes_any_number(void **state)
{
	struct report report = {0};
	FILE *nowhere = fopen("/dev/null", "w");

	(void)state;
	assert_non_null(nowhere);
	report_print(&report, nowhere);
	for (unsigned line = 100; line > 0; line--) {
		report_error(&report, (struct origin){"x", line}, "%u", line);
		if (line % 10 == 0)
			report_print(&report, nowhere);
	}
	report_print(&report, nowhere);
	fclose(nowhere);
	for (unsigned i = 0; i < 100; i++)
		assert_int_equal(report.problems[i].line, i + 1);
	report_free(&report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_is_one_sentence),
		cmocka_unit_test(a_report_is_sorted_by_place),
		cmocka_unit_test(a_report_takes_any_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
