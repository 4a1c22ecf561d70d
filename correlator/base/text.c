/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * text_clean() is the border between bytes that anybody may send and places where bytes have
 * power: a terminal, a log file, a browser. It keeps a backslash as it is, so cleaning twice
 * is the same as cleaning once.
 */
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

/* Room for `more` bytes and a NUL. */
static void reserve(struct text *text, size_t more)
{
	size_t want;
	bool overflow = __builtin_add_overflow(text->length + 1, more, &want);

	assert(!overflow);
	if (want <= text->capacity)
		return;
	if (want < text->capacity * 2)
		want = text->capacity * 2;
	text->capacity = want < 64 ? 64 : want;
	text->data = xreallocarray(text->data, text->capacity, 1);
}

void text_append(struct text *text, struct slice bytes)
{
	reserve(text, bytes.length);
	if (bytes.length)
		memcpy(text->data + text->length, bytes.data, bytes.length);
	text->length += bytes.length;
	text->data[text->length] = '\0';
}

void text_string(struct text *text, const char *string)
{
	text_append(text, slice_of(string));
}

void text_byte(struct text *text, char byte)
{
	text_append(text, slice_make(&byte, 1));
}

void text_printf(struct text *text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(text, format, arguments);
	va_end(arguments);
}

void text_vprintf(struct text *text, const char *format, va_list arguments)
{
	va_list again;

	va_copy(again, arguments);
	reserve(text, 0);

	size_t room = text->capacity - text->length;
	int length = vsnprintf(text->data + text->length, room, format, arguments);

	assert(length >= 0);
	if ((size_t)length >= room) {
		reserve(text, (size_t)length);
		vsnprintf(text->data + text->length, (size_t)length + 1, format, again);
	}
	text->length += (size_t)length;
	va_end(again);
}

static bool is_plain(unsigned char byte)
{
	return byte >= 0x20 && byte < 0x7f;
}

/* How many bytes a sequence has that begins with `first`, and the bounds of its second byte:
 * table 3-7 of the Unicode standard, which leaves out overlong forms, surrogates and what
 * lies beyond U+10FFFF. 0: no sequence begins so. */
static size_t sequence_length(
	unsigned char first, unsigned char *second_low, unsigned char *second_high)
{
	*second_low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
	*second_high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* Decodes the character at the start of `bytes`, which are not empty. Returns how many bytes
 * it takes; for a broken one *valid is false and the number is that of the bytes which could
 * have begun a character, so that one U+FFFD stands for them (Unicode standard, 3.9). */
static size_t decode(struct slice bytes, uint32_t *character, bool *valid)
{
	const unsigned char *byte = (const unsigned char *)bytes.data;
	unsigned char low, high;
	size_t length = sequence_length(byte[0], &low, &high);

	*valid = false;
	if (length == 0)
		return 1;
	*character = length == 1 ? byte[0] : byte[0] & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		if (i == bytes.length || byte[i] < low || byte[i] > high)
			return i;
		*character = *character << 6 | (byte[i] & 0x3fu);
		low = 0x80;
		high = 0xbf;
	}
	*valid = true;
	return length;
}

/* Characters beyond ASCII that act on the text around them instead of being seen: C1
 * controls, line and paragraph separators, and the bidirectional marks, embeddings, overrides
 * and isolates. */
static bool is_hidden(uint32_t character)
{
	return (character >= 0x80 && character <= 0x9f) || character == 0x061c ||
	       character == 0x200e || character == 0x200f ||
	       (character >= 0x2028 && character <= 0x202e) ||
	       (character >= 0x2066 && character <= 0x2069);
}

static void clean_character(
	struct text *text, struct slice bytes, uint32_t character, bool valid)
{
	if (!valid)
		text_string(text, "\xef\xbf\xbd");
	else if (character < 0x80 && !is_plain((unsigned char)character))
		text_printf(text, "\\x%02X", (unsigned)character);
	else if (is_hidden(character))
		text_printf(text, "\\u{%04X}", (unsigned)character);
	else
		text_append(text, bytes);
}

void text_clean(struct text *text, struct slice bytes)
{
	reserve(text, bytes.length);
	text->data[text->length] = '\0';
	while (bytes.length) {
		size_t plain = 0;

		while (plain < bytes.length && is_plain((unsigned char)bytes.data[plain]))
			plain++;
		if (plain) {
			text_append(text, slice_part(bytes, 0, plain));
			bytes = slice_from(bytes, plain);
			continue;
		}

		uint32_t character = 0;
		bool valid;
		size_t length = decode(bytes, &character, &valid);

		clean_character(text, slice_part(bytes, 0, length), character, valid);
		bytes = slice_from(bytes, length);
	}
}

struct slice text_slice(const struct text *text)
{
	return slice_make(text->data, text->length);
}

const char *text_get(const struct text *text)
{
	return text->data ? text->data : "";
}

void text_reset(struct text *text)
{
	text->length = 0;
	if (text->data)
		text->data[0] = '\0';
}

void text_free(struct text *text)
{
	free(text->data);
	*text = (struct text){0};
}
