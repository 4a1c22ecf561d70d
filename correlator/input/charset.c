/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

struct charset {
	iconv_t conversion;
};

struct charset *charset_open(const char *name, struct error *error)
{
	iconv_t conversion = iconv_open("UTF-8", name);
	struct charset *charset;

	/* An empty name is whatever the daemon's own locale happens to be. */
	if (!*name || conversion == (iconv_t)-1) {
		error_set(error,
			"there is no character set '%s': write for example \"latin1\", "
			"\"windows-1252\" or \"gbk\" ('iconv -l' lists them)",
			name);
		if (conversion != (iconv_t)-1)
			iconv_close(conversion);
		return NULL;
	}
	charset = xcalloc(1, sizeof(*charset));
	charset->conversion = conversion;
	return charset;
}

void charset_close(struct charset *charset)
{
	if (!charset)
		return;
	iconv_close(charset->conversion);
	free(charset);
}

static size_t ascii_length(const unsigned char *at, size_t length)
{
	size_t count = 0;
	uint64_t eight;

	while (count + 8 <= length) {
		memcpy(&eight, at + count, 8);
		if (eight & 0x8080808080808080)
			break;
		count += 8;
	}
	while (count < length && at[count] < 0x80)
		count++;
	return count;
}

/* Length of the character that begins there; 0: none does. What is overlong, a surrogate, or
 * beyond U+10FFFF is none. */
static size_t character_length(const unsigned char *at, size_t length)
{
	static const struct {
		unsigned char first, last, low, high, length; /* bounds of the second byte */
	} rows[] = {{0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
		{0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3},
		{0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
		{0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (at[0] < rows[i].first || at[0] > rows[i].last)
			continue;
		if (length < rows[i].length || at[1] < rows[i].low || at[1] > rows[i].high)
			return 0;
		for (size_t j = 2; j < rows[i].length; j++)
			if ((at[j] & 0xc0) != 0x80)
				return 0;
		return rows[i].length;
	}
	return 0;
}

bool charset_is_utf8(struct slice text)
{
	const unsigned char *bytes = (const unsigned char *)text.data;
	size_t at = 0;

	for (;;) {
		size_t length;

		at += ascii_length(bytes + at, text.length - at);
		if (at == text.length)
			return true;
		length = character_length(bytes + at, text.length - at);
		if (length == 0)
			return false;
		at += length;
	}
}

/* One byte of Latin-1; false when there is no room. */
static bool convert_byte(char **in, size_t *left, char **out, size_t *room)
{
	unsigned char byte = (unsigned char)**in;
	size_t length = byte < 0x80 ? 1 : 2;

	if (*room < length)
		return false;
	if (length == 2)
		*(*out)++ = (char)(0xc0 | byte >> 6);
	*(*out)++ = (char)(length == 2 ? 0x80 | (byte & 0x3f) : byte);
	++*in;
	--*left;
	*room -= length;
	return true;
}

size_t charset_convert(
	struct charset *charset, struct slice text, char *room, size_t capacity, size_t *taken)
{
	char *in = (char *)text.data, *out = room;
	size_t left = text.length, space = capacity;

	if (charset)
		iconv(charset->conversion, NULL, NULL, NULL, NULL);
	while (left > 0) {
		if (charset &&
			iconv(charset->conversion, &in, &left, &out, &space) != (size_t)-1)
			break;
		if ((charset && errno == E2BIG) || !convert_byte(&in, &left, &out, &space))
			break;
	}
	*taken = text.length - left;
	return capacity - space;
}
