/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/glob.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void test_matches(void **state)
{
	static const struct {
		const char *glob, *text;
		bool caseless, want;
	} rows[] = {
		{"", "", false, true},
		{"", "a", false, false},
		{"*", "", false, true},
		{"*", "anything", false, true},
		{"vm*", "vmapp", false, true},
		{"vm*", "VMapp", false, false},
		{"vm*", "VMapp", true, true},
		{"*app", "vmapp", false, true},
		{"*app", "vmapps", false, false},
		{"v?app", "vmapp", false, true},
		{"v?app", "vapp", false, false},
		{"*a*b*", "xxaxxbxx", false, true},
		{"*a*b*", "xxbxxaxx", false, false},
		{"a*a*a", "aaa", false, true},
		{"a*a*a", "aa", false, false},
		{"**?", "", false, false},
		{"vms-*-0?", "vms-par2-07", false, true},
		{"abc", "ABC", true, true},
		{"a[b]", "a[b]", false, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(glob_matches(slice_of(rows[i].glob), slice_of(rows[i].text),
					 rows[i].caseless),
			rows[i].want);
}

static void test_many_stars_end_soon(void **state)
{
	char text[4096];

	(void)state;
	memset(text, 'a', sizeof(text));
	assert_false(glob_matches(
		slice_of("*a*a*a*a*a*a*a*a*a*b"), slice_make(text, sizeof(text)), false));
}

static void test_knows_globs(void **state)
{
	(void)state;
	assert_true(glob_is(slice_of("vm*")));
	assert_true(glob_is(slice_of("vm?")));
	assert_false(glob_is(slice_of("vm.app")));
	assert_false(glob_is(slice_of("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_matches),
		cmocka_unit_test(test_many_stars_end_soon),
		cmocka_unit_test(test_knows_globs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
