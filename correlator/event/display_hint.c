/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/display_hint.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

enum { WIDTH_MAXIMUM = 65535 }; /* octets of one value in a hint; no string is longer */

/* One octet-format specification: "*1x:-". */
struct spec {
	bool repeats;   /* the first octet says how often */
	size_t width;   /* octets of one value */
	char format;    /* one of "xdoat" */
	char separator; /* 0: none */
	char terminator;
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool begins_spec(char byte)
{
	return byte == '\0' || byte == '*' || is_digit(byte);
}

/* Cuts a specification off *hint; false when it is none. */
static bool read_spec(const char **hint, struct spec *spec)
{
	const char *at = *hint;

	*spec = (struct spec){.repeats = *at == '*'};
	at += spec->repeats;
	if (!is_digit(*at))
		return false;
	while (is_digit(*at) && spec->width <= WIDTH_MAXIMUM)
		spec->width = spec->width * 10 + (size_t)(*at++ - '0');
	if (spec->width > WIDTH_MAXIMUM || *at == '\0' || !strchr("xdoat", *at))
		return false;
	spec->format = *at++;
	if (!begins_spec(*at))
		spec->separator = *at++;
	if (spec->repeats && !begins_spec(*at))
		spec->terminator = *at++;
	*hint = at;
	return true;
}

bool display_hint_is_text(const char *hint)
{
	struct spec spec;

	return read_spec(&hint, &spec) && *hint == '\0' && !spec.repeats && !spec.separator &&
	       (spec.format == 'a' || spec.format == 't');
}

/* Numbers of more than 8 octets have no agreed form: hex. */
static void print_value(char format, struct slice octets, struct text *out)
{
	uint64_t number = 0;

	if (format == 'a' || format == 't') {
		text_append(out, octets);
		return;
	}
	for (size_t i = 0; i < octets.length && octets.length <= 8; i++)
		number = number << 8 | (unsigned char)octets.data[i];
	if (format == 'x' || octets.length > 8)
		for (size_t i = 0; i < octets.length; i++)
			text_printf(out, "%02x", (unsigned char)octets.data[i]);
	else if (format == 'd')
		text_printf(out, "%" PRIu64, number);
	else
		text_printf(out, "%" PRIo64, number);
}

/* Applies a specification once; the separator stands between values, never at the end. */
static void apply(const struct spec *spec, struct slice *rest, struct text *out)
{
	size_t times = 1;

	if (spec->repeats) {
		times = (unsigned char)rest->data[0];
		*rest = slice_from(*rest, 1);
	}
	for (size_t i = 0; i < times && (rest->length > 0 || spec->width == 0); i++) {
		print_value(spec->format, slice_part(*rest, 0, spec->width), out);
		*rest = slice_from(*rest, spec->width);
		if (spec->separator && rest->length > 0 &&
			!(spec->terminator && i + 1 == times))
			text_byte(out, spec->separator);
		if (spec->width == 0)
			break;
	}
	if (spec->terminator && rest->length > 0)
		text_byte(out, spec->terminator);
}

/* The last specification goes on for what is left; one that takes nothing would go on for ever.
 */
bool display_hint_print(const char *hint, struct slice octets, struct text *out)
{
	const size_t mark = out->length;
	struct spec spec;

	while (octets.length > 0) {
		const size_t before = octets.length;
		const bool more = *hint != '\0';

		if (more && !read_spec(&hint, &spec)) {
			out->length = mark;
			return false;
		}
		if (out->length == mark && !more)
			return false;
		apply(&spec, &octets, out);
		if (!more && octets.length == before)
			break;
	}
	return true;
}

static unsigned octet(struct slice octets, size_t index)
{
	return (unsigned char)octets.data[index];
}

static bool is_date(struct slice octets)
{
	static const struct {
		unsigned least, most;
	} ranges[] = {[2] = {1, 12},
		[3] = {1, 31},
		[4] = {0, 23},
		[5] = {0, 59},
		[6] = {0, 60},
		[7] = {0, 9}};

	for (size_t i = 2; i < sizeof(ranges) / sizeof(*ranges); i++)
		if (octet(octets, i) < ranges[i].least || octet(octets, i) > ranges[i].most)
			return false;
	return true;
}

static bool is_zone(struct slice octets)
{
	return (octets.data[8] == '+' || octets.data[8] == '-') && octet(octets, 9) <= 14 &&
	       octet(octets, 10) <= 59;
}

bool display_date_and_time(struct slice octets, struct text *out)
{
	if ((octets.length != 8 && octets.length != 11) || !is_date(octets) ||
		(octets.length == 11 && !is_zone(octets)))
		return false;
	text_printf(out, "%04u-%02u-%02uT%02u:%02u:%02u.%u",
		octet(octets, 0) << 8 | octet(octets, 1), octet(octets, 2), octet(octets, 3),
		octet(octets, 4), octet(octets, 5), octet(octets, 6), octet(octets, 7));
	if (octets.length == 11)
		text_printf(out, "%c%02u:%02u", octets.data[8], octet(octets, 9),
			octet(octets, 10));
	return true;
}

void display_hex(struct slice octets, struct text *out)
{
	for (size_t i = 0; i < octets.length; i++)
		text_printf(out, "%s%02x", i ? ":" : "", octet(octets, i));
}
