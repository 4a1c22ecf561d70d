/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void text_is_cleaned_and_coloured(void **state)
{
	struct page plain = {0}, coloured = {.colours = true};

	(void)state;
	page_put(&plain, STYLE_RED, "a\033[2Jb");
	assert_string_equal(text_get(&plain.text), "a\\x1B[2Jb");
	page_put(&coloured, STYLE_RED, "a");
	page_put(&coloured, STYLE_PLAIN, "b");
	assert_string_equal(text_get(&coloured.text), "\033[1;31ma\033[0mb");
	assert_int_equal(coloured.column, 2);
	page_free(&plain);
	page_free(&coloured);
}

static void columns_count_visible_characters(void **state)
{
	struct page page = {.colours = true};

	(void)state;
	page_put(&page, STYLE_GREEN, "\xc3\xa9t\xc3\xa9");
	assert_int_equal(page.column, 3);
	page_to(&page, 5);
	assert_int_equal(page.column, 5);
	/* Too far already: one blank keeps words apart. */
	page_to(&page, 2);
	assert_int_equal(page.column, 6);
	page_line(&page);
	assert_int_equal(page.column, 0);
	page_to(&page, 0);
	assert_int_equal(page.column, 0);
	page_free(&page);
}

static void lines_end_without_blanks(void **state)
{
	struct page page = {0};

	(void)state;
	page_put(&page, STYLE_PLAIN, "a");
	page_to(&page, 9);
	page_line(&page);
	assert_string_equal(text_get(&page.text), "a\n");
	page_free(&page);
}

static void numbers_are_grouped(void **state)
{
	static const struct {
		int64_t number;
		const char *want;
	} rows[] = {{0, "0"}, {999, "999"}, {1000, "1,000"}, {26000000, "26,000,000"},
		{-999, "-999"}, {-1234, "-1,234"}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text text = {0};

		page_number(&text, rows[i].number);
		assert_string_equal(text_get(&text), rows[i].want);
		text_free(&text);
	}
}

static void times_leave_out_the_same_day(void **state)
{
	static const struct {
		const char *time, *day, *want;
	} rows[] = {
		{"2012-08-29T12:00:03.250Z", NULL, "2012-08-29 12:00:03"},
		{"2012-08-29T12:00:03.250Z", "2012-08-29T01:00:00.000Z", "12:00:03"},
		{"2012-08-30T12:00:03.250Z", "2012-08-29T01:00:00.000Z", "2012-08-30 12:00:03"},
		{"", NULL, ""},
		{"soon", NULL, "soon"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text text = {0};

		page_time(&text, rows[i].time, rows[i].day);
		assert_string_equal(text_get(&text), rows[i].want);
		text_free(&text);
	}
}

static void grids_line_up(void **state)
{
	static const char *const titles[] = {"NAME", ">COUNT", "WHAT", NULL};
	struct grid grid = {.titles = titles, .indent = 2};
	struct page page = {0};

	(void)state;
	grid_put(&grid, STYLE_BOLD, "a");
	grid_number(&grid, 1234567);
	grid_put(&grid, STYLE_PLAIN, "x");
	grid_put(&grid, STYLE_BOLD, "longer");
	grid_number(&grid, 2);
	grid_put(&grid, STYLE_PLAIN, "");
	grid_print(&grid, &page);
	assert_string_equal(text_get(&page.text), "  NAME        COUNT  WHAT\n"
						  "  a       1,234,567  x\n"
						  "  longer          2\n");
	page_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_cleaned_and_coloured),
		cmocka_unit_test(columns_count_visible_characters),
		cmocka_unit_test(lines_end_without_blanks),
		cmocka_unit_test(numbers_are_grouped),
		cmocka_unit_test(times_leave_out_the_same_day),
		cmocka_unit_test(grids_line_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
