/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "correlate/key.h"

static void make(struct text *out, const char *id, const char *a, const char *b)
{
	key_begin(out, slice_of(id));
	key_part(out, slice_of(a));
	key_part(out, slice_of(b));
}

/* Whatever a sender puts into a value, two objects never share a key. */
static void test_parts_cannot_be_confused(void **state)
{
	static const struct {
		const char *a[2], *b[2];
	} rows[] = {
		{{"ab", "c"}, {"a", "bc"}},
		{{"", "x"}, {"x", ""}},
		{{"a b", ""}, {"a", "b"}},
		{{"a\x1f", "b"}, {"a", "\x1f"
				       "b"}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text one = {0}, two = {0};

		make(&one, "rule", rows[i].a[0], rows[i].a[1]);
		make(&two, "rule", rows[i].b[0], rows[i].b[1]);
		assert_false(slice_equal(text_slice(&one), text_slice(&two)));
		text_free(&one);
		text_free(&two);
	}
}

static void test_parts_come_back(void **state)
{
	struct text key = {0}, shown = {0};

	(void)state;
	make(&key, "vm.app", "vms-07", "mwi");
	assert_true(slice_equals(key_get(text_slice(&key), 0), "vms-07"));
	assert_true(slice_equals(key_get(text_slice(&key), 1), "mwi"));
	assert_int_equal(key_get(text_slice(&key), 2).length, 0);
	key_print(text_slice(&key), &shown);
	assert_string_equal(text_get(&shown), "vms-07 mwi");
	text_free(&key);
	text_free(&shown);
}

static void test_long_values_are_cut(void **state)
{
	struct text value = {0}, key = {0};

	(void)state;
	for (int i = 0; i < 5000; i++)
		text_byte(&value, 'x');
	key_begin(&key, slice_of("r"));
	key_part(&key, text_slice(&value));
	assert_int_equal(key_get(text_slice(&key), 0).length, KEY_PART_MAXIMUM);
	text_free(&value);
	text_free(&key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts_cannot_be_confused),
		cmocka_unit_test(test_parts_come_back),
		cmocka_unit_test(test_long_values_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
