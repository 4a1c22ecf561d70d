/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/library_holes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

static void by_version(void **state)
{
	static const struct {
		const char *version, *holes;
	} rows[] = {
		{"5.9.3", ""},   /* Debian 12 */
		{"5.9.4", ""},   /* Debian 13 */
		{"5.9.5.2", ""}, /* upstream's latest */
		{"5.9", ""},
		{"5.10", ""},
		{"6.0.pre1", ""},
		{"5.8", "CVE-2019-20892"},
		{"5.8.1.pre1", "CVE-2019-20892"},
		{"5.7.3", "CVE-2015-5621, CVE-2018-1000116, CVE-2018-18066, CVE-2019-20892"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct text names = {0};

		assert_int_equal(
			library_holes(rows[i].version, &names), rows[i].holes[0] != '\0');
		assert_string_equal(text_get(&names), rows[i].holes);
		text_free(&names);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
