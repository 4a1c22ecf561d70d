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

static void test_plain_forms(void **state)
{
	static const struct {
		const char *oid, *want;
	} rows[] = {
		{"1.3.6.1.4.1.9.0.5", "1.3.6.1.4.1.9.5"},
		{"1.3.6.1.4.1.9.0.0.5", "1.3.6.1.4.1.9.5"},
		{"1.3.6.1.4.1.9.0.70000", "1.3.6.1.4.1.9.70000"},
		{"1.3.6.1.4.1.70000.0.5", "1.3.6.1.4.1.70000.5"},
		{"1.3.6.1.4.1.9.5", "1.3.6.1.4.1.9.5"},
		{"1.3.6.1.4.1.9.0.5.5", "1.3.6.1.4.1.9.0.5.5"},
		{"1.3.6.1.4.1.9.128.5", "1.3.6.1.4.1.9.128.5"}, /* 0x81 0x00 is no 0 */
		{"1.3.6.1.4.1.9.128.0.5", "1.3.6.1.4.1.9.128.5"},
		{"1.3.6.1.4.1.9.0.0", "1.3.6.1.4.1.9.0"},
		{"1.3.6.1.4.1.9.5.0", "1.3.6.1.4.1.9.5.0"},
		{"0.0.0.5", "0.0.5"}, /* the first two numbers are one byte */
		{"0.0.5", "0.0.5"},
		{"1.3", "1.3"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char one[OID_BER_MAXIMUM], two[OID_BER_MAXIMUM], three[OID_BER_MAXIMUM];
		const struct slice got = trap_key_plain(ber(rows[i].oid, one), two);

		if (!slice_equal(got, ber(rows[i].want, three)))
			fail_msg("%s", rows[i].oid);
	}
}

static void test_damaged_stays(void **state)
{
	static const char *const rows[] = {"", "\x80\x80\x80\x80", "\x80", "\x01"};
	char space[OID_BER_MAXIMUM];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_ptr_equal(trap_key_plain(slice_of(rows[i]), space).data, rows[i]);
	assert_null(trap_key_plain((struct slice){NULL, 0}, space).data);
}

/* A rule with one form, a trap that comes in another. */
static void test_matches(void **state)
{
	static const struct {
		const char *key, *oid;
		bool subtree, want;
	} rows[] = {
		/* enterprise 1.3.6.1.4.1.9.7, number 3: RFC 3584, then as many MIBs have it */
		{"1.3.6.1.4.1.9.7.0.3", "1.3.6.1.4.1.9.7.0.3", false, true},
		{"1.3.6.1.4.1.9.7.3", "1.3.6.1.4.1.9.7.0.3", false, true},
		{"1.3.6.1.4.1.9.7.0.3", "1.3.6.1.4.1.9.7.3", false, true},
		{"1.3.6.1.4.1.9.7.3", "1.3.6.1.4.1.9.7.3", false, true},
		/* enterprise 1.3.6.1.4.1.9.7.0: RFC 3584, then Net-SNMP */
		{"1.3.6.1.4.1.9.7.0.3", "1.3.6.1.4.1.9.7.0.0.3", false, true},
		{"1.3.6.1.4.1.9.7.0.0.3", "1.3.6.1.4.1.9.7.0.3", false, true},
		{"1.3.6.1.4.1.9.7.0.3", "1.3.6.1.4.1.9.7.0.4", false, false},
		{"1.3.6.1.4.1.9.7.0.3", "1.3.6.1.4.1.9.7.0.3.1", false, false},
		{"1.3.6.1.4.1.9.7.3", "1.3.6.1.4.1.9.8.3", false, false},
		{"1.3.6.1.4.1.9", "1.3.6.1.4.1.9.1", false, false},
		{"1.3.6.1.4.1.9", "1.3.6.1.4.1.9.1", true, true},
		{"1.3.6.1.4.1.9.0", "1.3.6.1.4.1.9.0.1", true, true},
		{"1.3.6.1.4.1.9.1", "1.3.6.1.4.1.9.0.1", true, true},
		{"1.3.6.1.4.1.9", "1.3.6.1.4.1.9", true, true},
		{"1.3.6.1.4.1.9", "1.3.6.1.4.1", true, false},
		{"1.3.6.1.4.1.1", "1.3.6.1.4.1.128", true, false},
		{"1.3.6.1.4.1.1", "1.3.6.1.4.1.129.1", true, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char one[OID_BER_MAXIMUM], two[OID_BER_MAXIMUM], three[OID_BER_MAXIMUM],
			four[OID_BER_MAXIMUM];
		struct slice oid = ber(rows[i].oid, two);
		struct trap_key key = {ber(rows[i].key, one), rows[i].subtree};

		if (!key.subtree)
			key.oid = trap_key_plain(key.oid, three);
		if (trap_key_matches(&key, oid, trap_key_plain(oid, four)) != rows[i].want)
			fail_msg("%s and %s", rows[i].key, rows[i].oid);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain_forms),
		cmocka_unit_test(test_damaged_stays),
		cmocka_unit_test(test_matches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
