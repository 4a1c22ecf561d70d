/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/zone_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/xalloc.h"

enum { HEADER = 44, TYPE_BYTES = 6, YEAR_LAST = 2100, CHANGES_MAXIMUM = 2000 };

/* The counts of a header, in their order. */
struct counts {
	size_t universal, standard, leaps, changes, types, letters;
};

static int64_t big_endian(const char *at, size_t bytes)
{
	uint64_t value = 0;

	for (size_t i = 0; i < bytes; i++)
		value = value << 8 | (unsigned char)at[i];
	return bytes == 4 ? (int32_t)value : (int64_t)value;
}

static bool read_header(struct slice file, struct counts *counts)
{
	size_t *const places[] = {&counts->universal, &counts->standard, &counts->leaps,
		&counts->changes, &counts->types, &counts->letters};

	if (file.length < HEADER || !slice_starts_with(file, "TZif"))
		return false;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		int64_t count = big_endian(file.data + 20 + 4 * i, 4);

		if (count < 0 || count > CHANGES_MAXIMUM)
			return false;
		*places[i] = (size_t)count;
	}
	return counts->types > 0;
}

/* Of what follows the header, with times of `width` bytes. */
static size_t body_length(const struct counts *counts, size_t width)
{
	return counts->changes * (width + 1) + counts->types * TYPE_BYTES + counts->letters +
	       counts->leaps * (width + 4) + counts->standard + counts->universal;
}

static void add_change(struct zone *zone, int64_t at, int64_t offset)
{
	zone->changes[zone->count].at = at;
	zone->changes[zone->count++].offset = (int32_t)offset;
}

static bool read_body(struct zone *zone, const struct counts *counts, const char *body)
{
	const char *kinds = body + 8 * counts->changes, *types = kinds + counts->changes;

	zone->first = (int32_t)big_endian(types, 4);
	for (size_t i = 0; i < counts->changes; i++) {
		size_t type = (unsigned char)kinds[i];

		if (type >= counts->types)
			return false;
		add_change(zone, big_endian(body + 8 * i, 8),
			big_endian(types + TYPE_BYTES * type, 4));
	}
	return true;
}

/* The rule at the end, "CET-1CEST,M3.5.0,M10.5.0/3": names, offsets west of UTC, and of the two
 * days the month, which such weekday of it (5: the last), and the time. */
struct rule {
	int64_t standard, summer; /* seconds east */
	struct day {
		int64_t month, week, weekday, time;
	} begin, end;
};

static bool cut_byte(struct slice *rest, char byte)
{
	if (rest->length == 0 || rest->data[0] != byte)
		return false;
	*rest = slice_from(*rest, 1);
	return true;
}

static bool cut_number(struct slice *rest, int64_t *number)
{
	size_t digits = 0;

	*number = 0;
	for (; digits < rest->length && digits < 4 && rest->data[digits] >= '0' &&
		rest->data[digits] <= '9';
		digits++)
		*number = *number * 10 + (rest->data[digits] - '0');
	*rest = slice_from(*rest, digits);
	return digits > 0;
}

/* "3", "-3:30" or "+1:00:00", in seconds. */
static bool cut_time(struct slice *rest, int64_t *seconds)
{
	int64_t sign = cut_byte(rest, '-') ? -1 : 1, part, unit = 3600;

	cut_byte(rest, '+');
	*seconds = 0;
	do {
		if (unit == 0 || !cut_number(rest, &part))
			return false;
		*seconds += sign * unit * part;
		unit /= 60;
	} while (cut_byte(rest, ':'));
	return true;
}

/* Letters, or anything in <>. */
static bool cut_name(struct slice *rest)
{
	size_t length = 0;

	if (cut_byte(rest, '<')) {
		length = slice_find(*rest, 0, '>');
		*rest = slice_from(*rest, length == SIZE_MAX ? rest->length : length + 1);
		return length != SIZE_MAX;
	}
	while (length < rest->length && ((rest->data[length] | 0x20) >= 'a') &&
		((rest->data[length] | 0x20) <= 'z'))
		length++;
	*rest = slice_from(*rest, length);
	return length > 0;
}

static bool cut_day(struct slice *rest, struct day *day)
{
	day->time = 2 * 3600;
	return cut_byte(rest, ',') && cut_byte(rest, 'M') && cut_number(rest, &day->month) &&
	       cut_byte(rest, '.') && cut_number(rest, &day->week) && cut_byte(rest, '.') &&
	       cut_number(rest, &day->weekday) && day->month >= 1 && day->month <= 12 &&
	       (!cut_byte(rest, '/') || cut_time(rest, &day->time));
}

/* False: clocks are set no more, or by a day of the year, which no country does now. */
static bool read_rule(struct slice text, struct rule *rule)
{
	if (!cut_name(&text) || !cut_time(&text, &rule->standard) || !cut_name(&text))
		return false;
	rule->standard = -rule->standard;
	rule->summer = rule->standard + 3600;
	if (text.length > 0 && text.data[0] != ',') {
		if (!cut_time(&text, &rule->summer))
			return false;
		rule->summer = -rule->summer;
	}
	return cut_day(&text, &rule->begin) && cut_day(&text, &rule->end);
}

/* Seconds since 1970 by the clock that is about to be set. */
static int64_t time_of_day(const struct day *day, int64_t year)
{
	int64_t first = calendar_days(year, day->month, 1);
	int64_t date = first + ((day->weekday - (first + 4)) % 7 + 7) % 7;
	int64_t past = first + calendar_month_days(year, day->month);

	for (int64_t week = 1; week < day->week && date + 7 < past; week++)
		date += 7;
	return date * 24 * 3600 + day->time;
}

/* South of the equator the year begins in summer. */
static void add_years(struct zone *zone, const struct rule *rule)
{
	int64_t last = zone->count ? zone->changes[zone->count - 1].at : 0;

	for (int64_t year = 1970; year <= YEAR_LAST; year++) {
		int64_t begin = time_of_day(&rule->begin, year) - rule->standard;
		int64_t end = time_of_day(&rule->end, year) - rule->summer;

		if (begin > last && begin < end)
			add_change(zone, begin, rule->summer);
		if (end > last)
			add_change(zone, end, rule->standard);
		if (begin > last && begin > end)
			add_change(zone, begin, rule->summer);
	}
}

bool zone_file_read(struct zone *zone, struct slice file)
{
	struct counts counts;
	struct rule rule;
	size_t length;

	/* The second body has times of 64 bits; the first is for programs that know no better.
	 */
	if (!read_header(file, &counts) || file.data[4] < '2')
		return false;
	file = slice_from(file, HEADER + body_length(&counts, 4));
	if (!read_header(file, &counts))
		return false;
	file = slice_from(file, HEADER);
	length = body_length(&counts, 8);
	if (file.length < length)
		return false;
	zone->changes =
		xcalloc(counts.changes + 2 * (YEAR_LAST - 1970 + 1), sizeof(*zone->changes));
	if (!read_body(zone, &counts, file.data)) {
		free(zone->changes);
		*zone = (struct zone){0};
		return false;
	}
	if (read_rule(slice_trim(slice_from(file, length)), &rule))
		add_years(zone, &rule);
	return true;
}
