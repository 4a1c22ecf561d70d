/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/framing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "base/xalloc.h"

#define BYTES(text)                                                                            \
	{                                                                                      \
		text, sizeof(text) - 1                                                         \
	}

/* What comes of a stream: messages in brackets, '!' behind one that is incomplete, '~' behind
 * one that was cut, "refused" at the end. */
static const struct row {
	struct slice stream;
	const char *want;
} rows[] = {
	{BYTES("<13>a\n<13>b\n<13>c\n"), "[<13>a][<13>b][<13>c]"},
	{BYTES("<13>a\n<13>b"), "[<13>a][<13>b]"},
	{BYTES("<13>a\r\n<13>b\r\n"), "[<13>a][<13>b]"},
	{BYTES("<13>a\0<13>b\0"), "[<13>a][<13>b]"},
	{BYTES("\n<13>a\n\n"), "[][<13>a][]"},
	{BYTES("16 <1>1 - - - - - -"), "[<1>1 - - - - - -]"},
	{BYTES("16 <1>1 - - - - - -17 <4>11 - - - - - -"),
		"[<1>1 - - - - - -][<4>11 - - - - - -]"},
	{BYTES("8 <13>a\nbc5 <13>d"), "[<13>a\nbc][<13>d]"},
	{BYTES("4 abcd"), "[abcd]"},
	/* rsyslog sends LF behind a counted message when it is told to. */
	{BYTES("5 <13>a\n5 <13>b\n"), "[<13>a][][<13>b][]"},
	/* Mixed. */
	{BYTES("<13>a\n16 <1>1 - - - - - -<13>c\n"), "[<13>a][<1>1 - - - - - -][<13>c]"},
	/* A number at the start of a line is no count, but where one is expected. */
	{BYTES("<13>a\n16 packets\n"), "[<13>a][16 packets]"},
	{BYTES("16<1>1 - - - - - -"), "[16<1>1 - - - - - -]"},
	{BYTES("<13>x\n123456 y\n"), "[<13>x][123456 y]"},
	{BYTES("100 <13>1 - - "), "[<13>1 - - ]!"},
	{BYTES("12"), "[12]"},
	{BYTES("16 "), "[]!"},
	{BYTES("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), "[GET / HTTP/1.1][Host: x][]"},
	{BYTES("0 "), "refused"},
	{BYTES("016 <1>1 - - - - - -"), "refused"},
	{BYTES("99999999999999999999 <13>x"), "refused"},
	{BYTES("2147483648 <13>x"), "refused"},
	{BYTES("5 <13>a0 "), "[<13>a]refused"},
	{BYTES("\x16\x03\x01\x00\xf0\x01"), "refused"},
};

struct stream {
	struct framing framing;
	char *kept; /* what was not taken yet */
	size_t length;
	bool refused;
};

static void take_all(struct stream *stream, bool end, struct text *out)
{
	struct slice rest = slice_make(stream->kept, stream->length);
	enum framing_result result;
	struct framed framed;

	while ((result = framing_next(&stream->framing, &rest, end, &framed)) ==
		FRAMING_MESSAGE) {
		text_byte(out, '[');
		text_append(out, framed.message);
		text_byte(out, ']');
		if (framed.incomplete)
			text_byte(out, '!');
		if (framed.cut)
			text_byte(out, '~');
	}
	if (result == FRAMING_REFUSED) {
		text_string(out, "refused");
		stream->refused = true;
	}
	if (rest.length > 0)
		memmove(stream->kept, rest.data, rest.length);
	stream->length = rest.length;
}

/* `step` bytes come at a time. */
static void run(struct slice bytes, size_t step, struct text *out)
{
	struct stream stream = {.kept = xmalloc(bytes.length + 1)};

	for (size_t at = 0; at < bytes.length && !stream.refused; at += step) {
		struct slice part = slice_part(bytes, at, step);

		memcpy(stream.kept + stream.length, part.data, part.length);
		stream.length += part.length;
		take_all(&stream, false, out);
	}
	if (!stream.refused)
		take_all(&stream, true, out);
	assert_true(stream.refused || stream.length == 0);
	free(stream.kept);
}

/* However the bytes come. */
static void streams(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (size_t step = 1; step <= rows[i].stream.length; step++) {
			struct text got = {0};

			run(rows[i].stream, step, &got);
			if (strcmp(text_get(&got), rows[i].want) != 0)
				fail_msg("row %zu, %zu at a time: %s, not %s", i, step,
					text_get(&got), rows[i].want);
			text_free(&got);
		}
}

/* What is too long is cut, and what follows is found again; nothing more is ever kept. */
static void overlong(void **state)
{
	static const struct {
		const char *begin;
		struct slice end;
		const char *next;
	} forms[] = {
		{"<13>", BYTES("\n<13>b\n"), "[<13>b]"},
		{"<13>", BYTES("\0<13>b\0"), "[<13>b]"},
		{"70004 <13>", BYTES("5 <13>b"), "[<13>b]"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct text bytes = {0}, got = {0};

		text_string(&bytes, forms[i].begin);
		for (int n = 0; n < 70000; n++)
			text_byte(&bytes, 'x');
		text_append(&bytes, forms[i].end);
		run(text_slice(&bytes), 1000, &got);
		assert_int_equal(
			got.length, 1 + FRAMING_MESSAGE_MAXIMUM + 2 + strlen(forms[i].next));
		assert_string_equal(
			text_get(&got) + FRAMING_MESSAGE_MAXIMUM + 3, forms[i].next);
		assert_memory_equal(text_get(&got), "[<13>xx", 7);
		text_free(&bytes);
		text_free(&got);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(streams),
		cmocka_unit_test(overlong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
