/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#define COUNT(rows)    (sizeof(rows) / sizeof((rows)[0]))
#define BYTES(literal) slice_make(literal, sizeof(literal) - 1)
#define BAD            "\xef\xbf\xbd" /* U+FFFD */

static void appends_and_starts_again(void **state)
{
	struct text text = {0};

	(void)state;
	assert_string_equal(text_get(&text), "");
	assert_int_equal(text_slice(&text).length, 0);
	text_string(&text, "ab");
	text_byte(&text, '\0');
	text_append(&text, slice_of("c"));
	text_append(&text, (struct slice){0});
	assert_true(slice_equal(text_slice(&text), slice_make("ab\0c", 4)));
	text_reset(&text);
	assert_string_equal(text_get(&text), "");
	text_string(&text, "again");
	assert_string_equal(text_get(&text), "again");
	text_free(&text);
	assert_string_equal(text_get(&text), "");
	text_reset(&text);
}

/* Lengths on both sides of every size that the buffer grows through. */
static void printf_grows(void **state)
{
	struct text text = {0};

	(void)state;
	for (int length = 0; length < 600; length++) {
		text_free(&text);
		text_printf(&text, "<");
		text_printf(&text, "%*s>", length, "");
		assert_int_equal(text.length, length + 2);
		assert_int_equal(strlen(text.data), length + 2);
		assert_int_equal(text.data[length + 1], '>');
	}
	text_free(&text);
}

static void assert_cleans(struct slice from, const char *want)
{
	struct text once = {0};
	struct text twice = {0};

	text_clean(&once, from);
	assert_string_equal(text_get(&once), want);
	assert_int_equal(once.length, strlen(want));
	text_clean(&twice, text_slice(&once));
	assert_string_equal(text_get(&twice), want);
	text_free(&once);
	text_free(&twice);
}

static void good_text_stays(void **state)
{
	const char *const rows[] = {
		"", " ~ \\ \" ' plain", "\xc2\xa0", /* first after C1 */
		"\xdf\xbf", "\xe0\xa0\x80", "\xe2\x82\xac 50",
		"\xed\x9f\xbf", /* last before the surrogates */
		"\xee\x80\x80", /* first after them */
		"\xf0\x90\x80\x80", "\xf0\x9f\x93\x9f", "\xf4\x8f\xbf\xbf", /* U+10FFFF */
		"\xe2\x80\xa7\xe2\x80\xaf", /* around the separators and overrides */
		"\xe2\x81\xa5\xe2\x81\xaa", /* around the isolates */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_cleans(slice_of(rows[i]), rows[i]);
}

static void control_characters_become_visible(void **state)
{
	(void)state;
	assert_cleans(BYTES("a\0b"), "a\\x00b");
	assert_cleans(BYTES("\t\r\n"), "\\x09\\x0D\\x0A");
	assert_cleans(BYTES("\x1b[2J\x07"), "\\x1B[2J\\x07");
	assert_cleans(BYTES("\x1f\x7f"), "\\x1F\\x7F");
	assert_cleans(BYTES("\xc2\x80\xc2\x9b\xc2\x9f"), "\\u{0080}\\u{009B}\\u{009F}");
}

static void hidden_direction_becomes_visible(void **state)
{
	const struct {
		const char *text;
		const char *want;
	} rows[] = {
		{"\xd8\x9c", "\\u{061C}"},
		{"\xe2\x80\x8e\xe2\x80\x8f", "\\u{200E}\\u{200F}"},
		{"\xe2\x80\xa8\xe2\x80\xa9", "\\u{2028}\\u{2029}"},
		{"\xe2\x80\xaa\xe2\x80\xae", "\\u{202A}\\u{202E}"},
		{"\xe2\x81\xa6\xe2\x81\xa9", "\\u{2066}\\u{2069}"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_cleans(slice_of(rows[i].text), rows[i].want);
}

/* One U+FFFD for each longest part that could have begun a character: the examples of the
 * Unicode standard, tables 3-8 to 3-11, and what attackers like to send. */
static void broken_sequences_are_replaced(void **state)
{
	const struct {
		struct slice bytes;
		const char *want;
	} rows[] = {
		{BYTES("\x80"), BAD},
		{BYTES("\xff\xfe"), BAD BAD},
		{BYTES("\xc0\xaf"), BAD BAD}, /* overlong slash */
		{BYTES("\xc1\x8a"), BAD BAD}, /* overlong line feed */
		{BYTES("\xe0\x80\x8a"), BAD BAD BAD},
		{BYTES("\xe0\x9f\xbf"), BAD BAD BAD},
		{BYTES("\xf0\x80\x80\x8a"), BAD BAD BAD BAD},
		{BYTES("\xf0\x8f\xbf\xbf"), BAD BAD BAD BAD},
		{BYTES("\xed\xa0\x80\xed\xbf\xbf"), BAD BAD BAD BAD BAD BAD},
		{BYTES("\xf4\x90\x80\x80"), BAD BAD BAD BAD},
		{BYTES("\xf5\x80"), BAD BAD},
		{BYTES("\xf8\x88\x80\x80\x80"), BAD BAD BAD BAD BAD},
		{BYTES("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41"), BAD BAD BAD BAD "A"},
		{BYTES("a\xc3"), "a" BAD},
		{BYTES("a\xe2\x82"), "a" BAD},
		{BYTES("a\xf0\x9f\x93"), "a" BAD},
		{BYTES("\xc3\n"), BAD "\\x0A"}, /* the control is not swallowed */
		{BYTES("\xe2\x80\x1b["), BAD "\\x1B["},
		{BYTES("\xf0\x9f\xe2\x80\xae"), BAD "\\u{202E}"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_cleans(rows[i].bytes, rows[i].want);
}

/* All pairs of bytes: the result never holds a control byte and ends as UTF-8 does. */
static void nothing_dangerous_comes_through(void **state)
{
	struct text text = {0};

	(void)state;
	for (unsigned first = 0; first < 256; first++)
		for (unsigned second = 0; second < 256; second++) {
			const unsigned char pair[] = {
				(unsigned char)first, (unsigned char)second};

			text_reset(&text);
			text_clean(&text, slice_make(pair, 2));
			for (size_t i = 0; i < text.length; i++) {
				unsigned char byte = (unsigned char)text.data[i];

				assert_true(byte >= 0x20 && byte != 0x7f && byte != 0xff);
			}
			assert_null(strstr(text.data, "\xc2\x9b"));
		}
	text_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(appends_and_starts_again),
		cmocka_unit_test(printf_grows),
		cmocka_unit_test(good_text_stays),
		cmocka_unit_test(control_characters_become_visible),
		cmocka_unit_test(hidden_direction_becomes_visible),
		cmocka_unit_test(broken_sequences_are_replaced),
		cmocka_unit_test(nothing_dangerous_comes_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
