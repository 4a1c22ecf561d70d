/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/display_hint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define OCTETS(text) text, sizeof(text) - 1

static void hints(void **state)
{
	static const struct {
		const char *hint, *octets;
		size_t length;
		const char *want; /* NULL: malformed */
	} rows[] = {
		{"1x:", OCTETS("\x00\x1f\x2a"), "00:1f:2a"},
		{"1d.1d.1d.1d", OCTETS("\x0a\x01\x00\xff"), "10.1.0.255"},
		{"2x:2x:2x:2x:2x:2x:2x:2x%4d", OCTETS("\x20\x01\x0d\xb8"), "2001:0db8"},
		{"2d-1d-1d,1d:1d:1d.1d,1a1d:1d",
			OCTETS("\x07\xdc\x08\x1d\x0e\x00\x03\x00+\x02\x00"),
			"2012-8-29,14:0:3.0,+2:0"},
		{"255a", OCTETS("text"), "text"}, {"1o ", OCTETS("\x08\x09"), "10 11"},
		{"*1x:/1x:", OCTETS("\x02\xaa\xbb\xcc\xdd"), "aa:bb/cc:dd"},
		{"*1d.", OCTETS("\x00"), ""}, /* none of them */
		{"4d", OCTETS("\x00\x00\x01\x00"), "256"},
		{"9d", OCTETS("\x00\x01\x02\x03\x04\x05\x06\x07\x08"), "000102030405060708"},
		{"0a[1d]", OCTETS("\x07"), "[7"}, {"1x:", OCTETS(""), ""},
		{"", OCTETS("\x01"), NULL}, {"x", OCTETS("\x01"), NULL},
		{"1q", OCTETS("\x01"), NULL}, {"1", OCTETS("\x01"), NULL},
		{"99999999999999999999d", OCTETS("\x01"), NULL},
		{"1x:?", OCTETS("\x01\x02"), NULL},
		{"0d", OCTETS("\x01\x02"), "00"}, /* it takes nothing, and ends all the same */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct text out = {0};
		bool good;

		text_string(&out, "<");
		good = display_hint_print(
			rows[i].hint, slice_make(rows[i].octets, rows[i].length), &out);
		if (good != (rows[i].want != NULL) ||
			!slice_equals(slice_from(text_slice(&out), 1),
				rows[i].want ? rows[i].want : ""))
			fail_msg("%s: %s", rows[i].hint, text_get(&out));
		text_free(&out);
	}
}

static void text_hints(void **state)
{
	(void)state;
	assert_true(display_hint_is_text("255a"));
	assert_true(display_hint_is_text("127t"));
	assert_false(display_hint_is_text("1a1d"));
	assert_false(display_hint_is_text("1x:"));
	assert_false(display_hint_is_text(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hints),
		cmocka_unit_test(text_hints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
