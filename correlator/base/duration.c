/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/duration.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/calendar.h"

struct unit {
	const char *name;
	int64_t size;
};

/* Largest first: a span is written in this order, each unit at most once. */
static const struct unit span_units[] = {
	{"d", 24 * HOURS},
	{"h", HOURS},
	{"m", MINUTES},
	{"s", SECONDS},
	{"ms", MILLISECONDS},
	{"us", 1000 * NANOSECONDS},
	{"ns", NANOSECONDS},
	{NULL, 0},
};

static const struct unit size_units[] = {
	{"B", 1},
	{"KiB", 1LL << 10},
	{"MiB", 1LL << 20},
	{"GiB", 1LL << 30},
	{"TiB", 1LL << 40},
	{NULL, 0},
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static const struct unit *unit_find(const struct unit *units, struct slice name)
{
	for (; units->name; units++)
		if (slice_equals(name, units->name))
			return units;
	return NULL;
}

/* Cuts off *rest what lies before the first byte that is (or is not) a digit. */
static struct slice cut(struct slice *rest, bool digits)
{
	size_t end = 0;

	while (end < rest->length && is_digit(rest->data[end]) == digits)
		end++;

	struct slice part = slice_part(*rest, 0, end);

	*rest = slice_from(*rest, end);
	return part;
}

bool duration_parse(struct slice text, int64_t *span)
{
	const struct unit *allowed = span_units;
	int64_t sum = 0;

	if (slice_equals(text, "0")) {
		*span = 0;
		return true;
	}
	do {
		int64_t number;

		if (!slice_to_integer(cut(&text, true), &number))
			return false;

		const struct unit *unit = unit_find(allowed, cut(&text, false));

		if (!unit || __builtin_mul_overflow(number, unit->size, &number) ||
			__builtin_add_overflow(sum, number, &sum))
			return false;
		allowed = unit + 1;
	} while (text.length);
	*span = sum;
	return true;
}

const char *duration_print(int64_t span, char out[DURATION_TEXT])
{
	uint64_t rest = span < 0 ? -(uint64_t)span : (uint64_t)span;
	int length = snprintf(out, DURATION_TEXT, "%s", span < 0 ? "-" : "");
	int printed = 0;

	for (const struct unit *unit = span_units; unit->name && printed < 2; unit++) {
		uint64_t number = rest / (uint64_t)unit->size;

		rest %= (uint64_t)unit->size;
		if (number == 0)
			continue;
		length += snprintf(out + length, DURATION_TEXT - (size_t)length, "%llu%s",
			(unsigned long long)number, unit->name);
		printed++;
	}
	if (printed == 0)
		snprintf(out, DURATION_TEXT, "0s");
	return out;
}

const char *time_print(int64_t time, char out[TIME_TEXT])
{
	int64_t part = time % SECONDS;
	time_t second = time / SECONDS;
	struct tm tm;

	if (part < 0) {
		part += SECONDS;
		second--;
	}
	gmtime_r(&second, &tm);

	size_t length = strftime(out, TIME_TEXT, "%Y-%m-%dT%H:%M:%S", &tm);

	snprintf(out + length, TIME_TEXT - length, ".%03dZ", (int)(part / MILLISECONDS));
	return out;
}

/* Cuts exactly `width` digits and, unless it is 0, the byte `after` off *text. */
static bool digits(struct slice *text, size_t width, char after, int *value)
{
	if (text->length < width + (after != '\0'))
		return false;
	*value = 0;
	for (size_t i = 0; i < width; i++) {
		if (!is_digit(text->data[i]))
			return false;
		*value = *value * 10 + text->data[i] - '0';
	}
	if (after && text->data[width] != after)
		return false;
	*text = slice_from(*text, width + (after != '\0'));
	return true;
}

/* The date at the front of *text as seconds since 1970. */
static bool parse_date(struct slice *text, int64_t *seconds)
{
	int year, month, day;

	if (!digits(text, 4, '-', &year) || !digits(text, 2, '-', &month) ||
		!digits(text, 2, '\0', &day))
		return false;

	if (month < 1 || month > 12 || day < 1 || day > calendar_month_days(year, month))
		return false;
	*seconds = calendar_days(year, month, day) * (24 * 3600);
	return true;
}

/* A leap second (60) counts as the first second after it, as the kernel counts. */
static bool parse_clock(struct slice *text, int64_t *seconds)
{
	int hour, minute, second;

	if (!digits(text, 2, ':', &hour) || !digits(text, 2, ':', &minute) ||
		!digits(text, 2, '\0', &second))
		return false;
	*seconds += hour * 3600 + minute * 60 + second;
	return hour < 24 && minute < 60 && second <= 60;
}

/* ".250" or nothing. */
static bool parse_fraction(struct slice *text, int64_t *nanoseconds)
{
	*nanoseconds = 0;
	if (text->length == 0 || text->data[0] != '.')
		return true;
	*text = slice_from(*text, 1);

	struct slice decimals = cut(text, true);

	if (decimals.length == 0 || decimals.length > 9)
		return false;
	for (size_t i = 0; i < 9; i++)
		*nanoseconds =
			*nanoseconds * 10 + (i < decimals.length ? decimals.data[i] - '0' : 0);
	return true;
}

/* "Z" or "+02:00", which must be the rest of the text. */
static bool parse_offset(struct slice text, int64_t *seconds)
{
	int hour, minute;

	*seconds = 0;
	if (slice_equals_caseless(text, "Z"))
		return true;
	if (text.length != 6 || (text.data[0] != '+' && text.data[0] != '-'))
		return false;

	int sign = text.data[0] == '-' ? -1 : 1;

	text = slice_from(text, 1);
	if (!digits(&text, 2, ':', &hour) || !digits(&text, 2, '\0', &minute))
		return false;
	*seconds = sign * (hour * 3600 + minute * 60);
	return hour < 24 && minute < 60;
}

bool time_parse(struct slice text, int64_t *time)
{
	int64_t seconds, nanoseconds, offset, sum;

	if (!parse_date(&text, &seconds))
		return false;
	if (text.length == 0 || (text.data[0] != 'T' && text.data[0] != 't'))
		return false;
	text = slice_from(text, 1);
	if (!parse_clock(&text, &seconds) || !parse_fraction(&text, &nanoseconds) ||
		!parse_offset(text, &offset))
		return false;
	if (__builtin_mul_overflow(seconds - offset, SECONDS, &sum) ||
		__builtin_add_overflow(sum, nanoseconds, &sum))
		return false;
	*time = sum;
	return true;
}

/* Digits with single underscores between them. */
static bool parse_count(struct slice text, int64_t *count)
{
	char plain[32];
	size_t length = 0;

	if (text.length == 0 || text.length > sizeof(plain))
		return false;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.data[i];

		if (byte == '_' && i > 0 && is_digit(text.data[i - 1]) && i + 1 < text.length)
			continue;
		if (!is_digit(byte))
			return false;
		plain[length++] = byte;
	}
	return slice_to_integer(slice_make(plain, length), count);
}

bool size_parse(struct slice text, int64_t *bytes)
{
	size_t end = 0;
	int64_t count;

	while (end < text.length && (is_digit(text.data[end]) || text.data[end] == '_'))
		end++;
	if (!parse_count(slice_part(text, 0, end), &count))
		return false;

	struct slice name = slice_trim(slice_from(text, end));
	const struct unit *unit = unit_find(size_units, name.length ? name : slice_of("B"));

	if (!unit || __builtin_mul_overflow(count, unit->size, &count))
		return false;
	*bytes = count;
	return true;
}
