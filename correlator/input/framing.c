/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/framing.h"

#include <string.h>

enum { TLS_HANDSHAKE = 0x16 };

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static size_t count_digits(struct slice bytes)
{
	size_t digits = 0;

	while (digits < bytes.length && digits <= FRAMING_DIGITS &&
		is_digit(bytes.data[digits]))
		digits++;
	return digits;
}

/* What the first bytes say; MORE: they say nothing yet. */
enum beginning { BEGINS_MORE, BEGINS_LINE, BEGINS_COUNT, BEGINS_WRONG };

/* A number with a blank is a count, RFC 6587 3.4.1. Behind a line it must have a PRI too, since
 * then it might as well be the text of another. */
static enum beginning begins(const struct framing *framing, struct slice bytes, bool end)
{
	size_t digits = count_digits(bytes);
	bool sure = framing->counted || !framing->begun;

	if (digits == 0)
		return framing->begun || bytes.data[0] != TLS_HANDSHAKE ? BEGINS_LINE
									: BEGINS_WRONG;
	if (digits == bytes.length || (!sure && digits + 1 == bytes.length))
		return end ? BEGINS_LINE : BEGINS_MORE;
	if (bytes.data[digits] != ' ')
		return digits > FRAMING_DIGITS && sure ? BEGINS_WRONG : BEGINS_LINE;
	if (!sure && bytes.data[digits + 1] != '<')
		return BEGINS_LINE;
	return bytes.data[0] == '0' ? BEGINS_WRONG : BEGINS_COUNT;
}

/* Bytes up to the end of the line, `from` of which are known to be of it. */
static size_t line_length(struct slice bytes, size_t from)
{
	while (from < bytes.length && bytes.data[from] != '\n' && bytes.data[from] != '\0')
		from++;
	return from;
}

/* What of an overlong message is here. False when there is still more of it to come. */
static bool pass_over(struct framing *framing, struct slice *bytes)
{
	size_t length = bytes->length;

	if (framing->skip_line) {
		length = line_length(*bytes, 0);
		framing->skip_line = length == bytes->length;
		*bytes = slice_from(*bytes, length + !framing->skip_line);
		return !framing->skip_line;
	}
	if (framing->skip < length)
		length = (size_t)framing->skip;
	framing->skip -= length;
	*bytes = slice_from(*bytes, length);
	return framing->skip == 0;
}

static enum framing_result take_line(
	struct framing *framing, struct slice *bytes, bool end, struct framed *framed)
{
	size_t seen = bytes->length < FRAMING_MESSAGE_MAXIMUM ? bytes->length
							      : FRAMING_MESSAGE_MAXIMUM;
	size_t length = line_length(slice_part(*bytes, 0, seen), framing->scanned);

	framing->scanned = length;
	if (length == seen && seen < FRAMING_MESSAGE_MAXIMUM && !end)
		return FRAMING_MORE;
	framing->scanned = 0;
	framing->counted = false;
	framing->begun = true;
	framed->message = slice_part(*bytes, 0, length);
	framed->cut = length == FRAMING_MESSAGE_MAXIMUM;
	framing->skip_line = framed->cut;
	if (length > 0 && length < seen && bytes->data[length - 1] == '\r')
		framed->message.length--;
	*bytes = slice_from(*bytes, length < seen ? length + 1 : length);
	return FRAMING_MESSAGE;
}

static enum framing_result take_counted(
	struct framing *framing, struct slice *bytes, bool end, struct framed *framed)
{
	size_t digits = count_digits(*bytes), length = 0, kept, here;

	for (size_t i = 0; i < digits; i++)
		length = length * 10 + (size_t)(bytes->data[i] - '0');
	kept = length < FRAMING_MESSAGE_MAXIMUM ? length : FRAMING_MESSAGE_MAXIMUM;
	here = bytes->length - digits - 1;
	if (here < kept && !end)
		return FRAMING_MORE;
	framing->counted = framing->begun = true;
	framed->incomplete = here < kept;
	framed->cut = kept < length;
	framing->skip = length - kept;
	kept = framed->incomplete ? here : kept;
	framed->message = slice_part(*bytes, digits + 1, kept);
	*bytes = slice_from(*bytes, digits + 1 + kept);
	return FRAMING_MESSAGE;
}

enum framing_result framing_next(
	struct framing *framing, struct slice *bytes, bool end, struct framed *framed)
{
	*framed = (struct framed){{0}, false, false};
	if ((framing->skip_line || framing->skip > 0) && !pass_over(framing, bytes))
		return FRAMING_MORE;
	if (bytes->length == 0)
		return FRAMING_MORE;
	switch (begins(framing, *bytes, end)) {
	case BEGINS_MORE:
		return FRAMING_MORE;
	case BEGINS_WRONG:
		return FRAMING_REFUSED;
	case BEGINS_COUNT:
		return take_counted(framing, bytes, end, framed);
	case BEGINS_LINE:
		break;
	}
	return take_line(framing, bytes, end, framed);
}
