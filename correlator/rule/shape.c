/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/shape.h"

#include <string.h>

enum {
	QUOTED_MAXIMUM = 200, /* between two quotes: longer is no quotation */
	ADDRESS_DOTS = 3,
	MAC_LENGTH = 17,
	HEX_LEAST = 8,  /* letters and digits that are one hexadecimal number */
	ID_LEAST = 20,  /* a word that long with digits in it is an identifier */
	ID_CHANGES = 3, /* runs of digits in a word that make it one */
};

static const char *const placeholders[] = {"number", "address", "hex", "id", "text"};

enum { PLACEHOLDERS = sizeof(placeholders) / sizeof(*placeholders) };

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_hex(char byte)
{
	return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

/* What a word may hold; signs between words are none of it. */
static bool is_inner(char byte)
{
	return is_digit(byte) || is_letter(byte) || byte == '.' || byte == ':' || byte == '_' ||
	       byte == '-';
}

/* What there is in a word, counted once. */
struct tally {
	size_t digits, runs, letters, others; /* runs of digits; others: neither hex nor sign */
	size_t colons, dots;
};

static struct tally tally_of(struct slice word)
{
	struct tally tally = {0};

	for (size_t i = 0; i < word.length; i++) {
		const char byte = word.data[i];

		tally.digits += is_digit(byte);
		tally.runs += is_digit(byte) && (i == 0 || !is_digit(word.data[i - 1]));
		tally.letters += is_letter(byte);
		tally.others += is_letter(byte) && !is_hex(byte);
		tally.colons += byte == ':';
		tally.dots += byte == '.';
	}
	return tally;
}

static bool is_ipv4(struct slice word, const struct tally *tally)
{
	return tally->letters == 0 && tally->dots == ADDRESS_DOTS && tally->runs >= 4 &&
	       tally->runs <= 5 && is_digit(word.data[0]);
}

static bool is_mac_or_ipv6(struct slice word, const struct tally *tally)
{
	if (tally->others > 0 || tally->colons < 2)
		return false;
	return (tally->colons == 5 && word.length == MAC_LENGTH) || tally->colons == 7 ||
	       slice_find_slice(word, slice_of("::")) != SIZE_MAX;
}

/* The placeholder for the word as a whole, or NULL. */
static const char *judge(struct slice word)
{
	const struct tally tally = tally_of(word);

	if (is_ipv4(word, &tally) || is_mac_or_ipv6(word, &tally))
		return "address";
	if (word.length > 2 && slice_starts_with(word, "0x"))
		return "hex";
	if (tally.digits == 0)
		return NULL;
	if (tally.others == 0 && tally.letters > 0 &&
		tally.letters + tally.digits >= HEX_LEAST &&
		tally.letters + tally.digits == word.length)
		return "hex";
	if (tally.letters > 0 && word.length >= ID_LEAST)
		return "id";
	if (tally.letters > 0 && tally.runs >= ID_CHANGES &&
		tally.letters + tally.digits == word.length)
		return "id";
	return NULL;
}

static void put(struct text *out, const char *placeholder)
{
	text_byte(out, '<');
	text_string(out, placeholder);
	text_byte(out, '>');
}

/* 12, 1.5 and 12:00:03 are one number each. */
static size_t number_length(struct slice rest)
{
	size_t length = 0;

	while (length < rest.length &&
		(is_digit(rest.data[length]) ||
			((rest.data[length] == '.' || rest.data[length] == ':') &&
				length + 1 < rest.length && is_digit(rest.data[length + 1]))))
		length++;
	return length;
}

static void put_numbers(struct text *out, struct slice word)
{
	while (word.length > 0) {
		size_t length = number_length(word);

		if (length > 0 && is_digit(word.data[0])) {
			put(out, "number");
		} else {
			length = 1;
			text_byte(out, word.data[0]);
		}
		word = slice_from(word, length);
	}
}

/* Signs at the end belong to the sentence. */
static size_t word_length(struct slice rest)
{
	size_t length = 0;

	while (length < rest.length && is_inner(rest.data[length]))
		length++;
	while (length > 1 && (rest.data[length - 1] == ':' || rest.data[length - 1] == '.' ||
				     rest.data[length - 1] == '-'))
		length--;
	return length;
}

/* Bytes between the quote that begins here and its other; 0: it is none. */
static size_t quoted_length(struct slice rest, bool begins)
{
	const char quote = rest.data[0];
	size_t end;

	if (!begins || (quote != '"' && quote != '\''))
		return 0;
	end = slice_find(slice_part(rest, 0, QUOTED_MAXIMUM + 2), 1, quote);
	if (end == SIZE_MAX)
		return 0;
	return end + 1 < rest.length && is_letter(rest.data[end + 1]) ? 0 : end + 1;
}

/* One step: how many bytes were taken. */
static size_t put_part(struct slice rest, bool begins, struct text *out)
{
	size_t length = quoted_length(rest, begins);
	const char *placeholder;

	if (length > 0) {
		text_byte(out, rest.data[0]);
		put(out, "text");
		text_byte(out, rest.data[0]);
		return length;
	}
	length = word_length(rest);
	if (length == 0) {
		text_byte(out, rest.data[0]);
		return 1;
	}
	placeholder = judge(slice_part(rest, 0, length));
	if (placeholder)
		put(out, placeholder);
	else
		put_numbers(out, slice_part(rest, 0, length));
	return length;
}

/* Half a placeholder would be text like any other. */
static void cut(struct text *out, size_t length)
{
	const size_t longest = strlen("<address>");

	out->length = length;
	for (size_t i = 1; i < longest && i <= length; i++) {
		if (out->data[length - i] == '>')
			return;
		if (out->data[length - i] == '<') {
			out->length = length - i;
			return;
		}
	}
}

void shape_of(struct slice message, struct text *out)
{
	const size_t most = out->length + SHAPE_MAXIMUM;
	bool begins = true; /* nothing of a word stands before */

	while (message.length > 0 && out->length < most) {
		size_t length = put_part(message, begins, out);

		begins = !is_letter(message.data[length - 1]) &&
			 !is_digit(message.data[length - 1]);
		message = slice_from(message, length);
	}
	if (out->length > most)
		cut(out, most);
}

static const char *placeholder_at(struct slice rest, size_t *length)
{
	for (size_t i = 0; i < PLACEHOLDERS; i++) {
		const size_t size = strlen(placeholders[i]);

		if (rest.length < size + 2 || rest.data[0] != '<' ||
			rest.data[size + 1] != '>' ||
			memcmp(rest.data + 1, placeholders[i], size) != 0)
			continue;
		*length = size + 2;
		return placeholders[i];
	}
	return NULL;
}

bool shape_next(struct slice *rest, struct slice *literal, const char **placeholder)
{
	size_t length = 0, skipped;

	if (rest->length == 0)
		return false;
	*placeholder = placeholder_at(*rest, &length);
	while (!*placeholder && length < rest->length &&
		!placeholder_at(slice_from(*rest, length), &skipped))
		length++;
	*literal = slice_part(*rest, 0, length);
	*rest = slice_from(*rest, length);
	return true;
}
