/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/charset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define BYTES(text)                                                                            \
	{                                                                                      \
		text, sizeof(text) - 1                                                         \
	}
#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static void what_is_utf8(void **state)
{
	static const struct {
		struct slice text;
		bool is;
	} rows[] = {
		{BYTES(""), true},
		{BYTES("plain text of more than eight bytes"), true},
		{BYTES("a\0b"), true},
		{BYTES("caf\xc3\xa9"), true},
		{BYTES("\xe2\x82\xac \xf0\x9f\x98\x80"), true},
		{BYTES("\xf4\x8f\xbf\xbf"), true},
		{BYTES("\xed\x9f\xbf\xee\x80\x80"), true},
		{BYTES("caf\xe9"), false},
		{BYTES("eight by\x80"), false},
		{BYTES("\xc3"), false},
		{BYTES("\xc0\xaf"), false},         /* overlong */
		{BYTES("\xe0\x9f\xbf"), false},     /* overlong */
		{BYTES("\xed\xa0\x80"), false},     /* a surrogate */
		{BYTES("\xf4\x90\x80\x80"), false}, /* beyond U+10FFFF */
		{BYTES("\xe2\x82"), false},
		{BYTES("\xff"), false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (charset_is_utf8(rows[i].text) != rows[i].is)
			fail_msg("row %zu", i);
}

static void check(const char *name, struct slice text, const char *want)
{
	struct error error = {""};
	struct charset *charset = name ? charset_open(name, &error) : NULL;
	char room[64];
	size_t taken, length;

	if (name && !charset)
		fail_msg("%s", error.text);
	length = charset_convert(charset, text, room, sizeof(room), &taken);
	assert_int_equal(taken, text.length);
	if (!slice_equals(slice_make(room, length), want))
		fail_msg("%s: %.*s", name ? name : "none", (int)length, room);
	charset_close(charset);
}

static void text_becomes_utf8(void **state)
{
	(void)state;
	check(NULL, slice_of("caf\xe9 \x80"), "caf\xc3\xa9 \xc2\x80");
	check("latin1", slice_of("caf\xe9"), "caf\xc3\xa9");
	check("windows-1252", slice_of("5 \x80"), "5 \xe2\x82\xac");
	/* 0x81 is nothing in this one. */
	check("windows-1252", slice_of("\x81\x80"), "\xc2\x81\xe2\x82\xac");
	check("gbk", slice_of("\xb8\xe6\xbe\xaf!"), "\xe5\x91\x8a\xe8\xad\xa6!");
	/* Cut in the middle of a character. */
	check("gbk", slice_of("\xb8\xe6\xbe"), "\xe5\x91\x8a\xc2\xbe");
}

/* Whole characters, as many as there is room for. */
static void what_does_not_fit_is_left(void **state)
{
	char room[5];
	size_t taken;
	struct charset *charset = charset_open("gbk", NULL);

	(void)state;
	assert_int_equal(charset_convert(NULL, slice_of("\xe9\xe9\xe9"), room, 5, &taken), 4);
	assert_int_equal(taken, 2);
	assert_int_equal(
		charset_convert(charset, slice_of("\xb8\xe6\xbe\xaf"), room, 5, &taken), 3);
	assert_int_equal(taken, 2);
	charset_close(charset);
}

static void unknown_ones_are_told(void **state)
{
	struct error error = {""};

	(void)state;
	assert_null(charset_open("latin-17", &error));
	assert_non_null(strstr(error.text, "there is no character set 'latin-17'"));
	assert_null(charset_open("", &error));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_utf8),
		cmocka_unit_test(text_becomes_utf8),
		cmocka_unit_test(what_does_not_fit_is_left),
		cmocka_unit_test(unknown_ones_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
