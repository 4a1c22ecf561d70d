/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/trap_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct slice ber(const char *text, char *space)
{
	struct oid oid;

	assert_true(oid_parse(slice_of(text), &oid));
	return oid_to_ber(&oid, space);
}

static void test_shortens(void **state)
{
	static const struct {
		const char *oid, *want; /* NULL: none */
	} rows[] = {
		{"1.3.6.1.4.1.9.0.5", "1.3.6.1.4.1.9.5"},
		{"1.3.6.1.4.1.9.0.70000", "1.3.6.1.4.1.9.70000"},
		{"1.3.6.1.4.1.70000.0.5", "1.3.6.1.4.1.70000.5"},
		{"1.3.6.1.4.1.9.5", NULL},
		{"1.3.6.1.4.1.9.0.5.5", NULL},
		{"1.3.6.1.4.1.9.128.5", NULL}, /* 0x81 0x00 is no 0 */
		{"1.3.6.1.4.1.9.5.0", NULL},
		{"0.0.5", NULL},
		{"1.3", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char one[OID_BER_MAXIMUM], two[OID_BER_MAXIMUM], three[OID_BER_MAXIMUM];
		const struct slice got = trap_key_shorten(ber(rows[i].oid, one), two);

		if (rows[i].want)
			assert_true(slice_equal(got, ber(rows[i].want, three)));
		else
			assert_null(got.data);
	}
}

static void test_damaged_has_no_short_form(void **state)
{
	char space[OID_BER_MAXIMUM];

	(void)state;
	assert_null(trap_key_shorten(slice_make("", 0), space).data);
	assert_null(trap_key_shorten(slice_make("\x80\x80\x80\x80", 4), space).data);
	assert_null(trap_key_shorten((struct slice){NULL, 0}, space).data);
}

static void test_matches(void **state)
{
	static const struct {
		const char *key, *oid;
		bool subtree, want;
	} rows[] = {
		{"1.3.6.1.4.1.9", "1.3.6.1.4.1.9", false, true},
		{"1.3.6.1.4.1.9", "1.3.6.1.4.1.9.1", false, false},
		{"1.3.6.1.4.1.9", "1.3.6.1.4.1.9.1", true, true},
		{"1.3.6.1.4.1.9", "1.3.6.1.4.1.9", true, true},
		{"1.3.6.1.4.1.9", "1.3.6.1.4.1", true, false},
		{"1.3.6.1.4.1.1", "1.3.6.1.4.1.128", true, false},
		{"1.3.6.1.4.1.1", "1.3.6.1.4.1.129.1", true, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char one[OID_BER_MAXIMUM], two[OID_BER_MAXIMUM];
		const struct trap_key key = {ber(rows[i].key, one), rows[i].subtree};

		assert_int_equal(trap_key_matches(&key, ber(rows[i].oid, two)), rows[i].want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shortens),
		cmocka_unit_test(test_damaged_has_no_short_form),
		cmocka_unit_test(test_matches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
