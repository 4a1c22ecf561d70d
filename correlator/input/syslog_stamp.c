/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_stamp.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/duration.h"
#include "input/syslog_moment.h"
#include "input/syslog_zone.h"

enum {
	BRACKETED_MAXIMUM = 48,
	FAR_DAYS = 5 * 366, /* mere digits that are farther from now are none */
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool cut_byte(struct slice *rest, char byte)
{
	if (rest->length == 0 || rest->data[0] != byte)
		return false;
	*rest = slice_from(*rest, 1);
	return true;
}

static bool cut_blanks(struct slice *rest)
{
	size_t count = 0;

	while (count < rest->length && rest->data[count] == ' ')
		count++;
	*rest = slice_from(*rest, count);
	return count > 0;
}

static size_t count_digits(struct slice text, size_t most)
{
	size_t count = 0;

	while (count < text.length && count <= most && is_digit(text.data[count]))
		count++;
	return count;
}

/* Cuts all the digits there are; false when they are fewer or more than wanted. */
static bool cut_number(struct slice *rest, size_t least, size_t most, int64_t *number)
{
	size_t count = count_digits(*rest, most);

	*number = 0;
	if (count < least || count > most)
		return false;
	for (size_t i = 0; i < count; i++)
		*number = *number * 10 + (rest->data[i] - '0');
	*rest = slice_from(*rest, count);
	return true;
}

/* Both cases of a letter differ in this bit, and no other byte from a letter in it alone. */
static bool is_either_case(char byte, char letter)
{
	return ((byte ^ letter) & ~('a' - 'A')) == 0;
}

/* One of the names, of three letters each: its place from 0, or SIZE_MAX. Every word of a line
 * may be asked: most are out by their first byte. */
static size_t cut_name(struct slice *rest, const char *names)
{
	if (rest->length < 3)
		return SIZE_MAX;
	for (size_t i = 0; names[i]; i += 3)
		if (is_either_case(rest->data[0], names[i]) &&
			is_either_case(rest->data[1], names[i + 1]) &&
			is_either_case(rest->data[2], names[i + 2])) {
			*rest = slice_from(*rest, 3);
			return i / 3;
		}
	return SIZE_MAX;
}

static bool cut_month(struct slice *rest, int64_t *month)
{
	size_t place = cut_name(rest, "JanFebMarAprMayJunJulAugSepOctNovDec");

	*month = (int64_t)place + 1;
	return place != SIZE_MAX;
}

/* A weekday tells nothing that the date does not. */
static void cut_weekday(struct slice *rest)
{
	struct slice at = *rest;

	if (cut_name(&at, "MonTueWedThuFriSatSun") == SIZE_MAX)
		return;
	cut_byte(&at, ',');
	if (cut_blanks(&at))
		*rest = at;
}

/* Decimals beyond the ninth are cut and forgotten. */
static void cut_fraction(struct slice *rest, int64_t *fraction)
{
	int64_t unit = SECONDS / 10;

	if (rest->length < 2 || (rest->data[0] != '.' && rest->data[0] != ',') ||
		!is_digit(rest->data[1]))
		return;
	*rest = slice_from(*rest, 1);
	for (; rest->length > 0 && is_digit(rest->data[0]); unit /= 10) {
		*fraction += unit * (rest->data[0] - '0');
		*rest = slice_from(*rest, 1);
	}
}

/* " PM" makes twelve hours more of all but 12. */
static void cut_half(struct slice *rest, struct moment *moment)
{
	struct slice at = *rest;
	bool afternoon = slice_starts_with(at, " PM");

	if (!afternoon && !slice_starts_with(at, " AM"))
		return;
	at = slice_from(at, 3);
	if (!syslog_zone_at_end(at) || moment->hour < 1 || moment->hour > 12)
		return;
	moment->hour = moment->hour % 12 + (afternoon ? 12 : 0);
	*rest = at;
}

static bool cut_clock(struct slice *rest, struct moment *moment)
{
	if (!cut_number(rest, 1, 2, &moment->hour) || !cut_byte(rest, ':') ||
		!cut_number(rest, 2, 2, &moment->minute) || !cut_byte(rest, ':') ||
		!cut_number(rest, 2, 2, &moment->second))
		return false;
	cut_fraction(rest, &moment->fraction);
	cut_half(rest, moment);
	return true;
}

/* A year and the blank behind it. */
static void cut_year(struct slice *rest, struct moment *moment)
{
	struct slice at = *rest;
	int64_t year;

	if (!cut_number(&at, 4, 4, &year) || !cut_blanks(&at))
		return;
	moment->year = year;
	moment->has_year = true;
	*rest = at;
}

/* " 2012" behind the time; " 2001:db8::1" is a host. */
static void cut_late_year(struct slice *rest, struct moment *moment)
{
	struct slice at = *rest;
	int64_t year;

	if (moment->has_year || !cut_blanks(&at) || !cut_number(&at, 4, 4, &year) ||
		year < 1970 || year > 2200 || !syslog_zone_at_end(at))
		return;
	if (at.length > 1 && at.data[0] == ':' && at.data[1] != ' ')
		return;
	moment->year = year;
	moment->has_year = true;
	*rest = at;
}

/* The month by its name, in front of the day. */
static bool cut_named(struct slice *rest, struct moment *moment)
{
	if (!cut_month(rest, &moment->month) || !cut_blanks(rest) ||
		!cut_number(rest, 1, 2, &moment->day))
		return false;
	cut_byte(rest, ',');
	if (!cut_blanks(rest))
		return false;
	if (!moment->has_year)
		cut_year(rest, moment);
	return cut_clock(rest, moment);
}

/* What stands between a date and a time. */
static bool cut_gap(struct slice *rest)
{
	return cut_byte(rest, 'T') || cut_byte(rest, ':') || cut_blanks(rest);
}

/* "2012-10-11" or "2012/10/11". */
static bool cut_iso(struct slice *rest, char between, struct moment *moment)
{
	moment->has_year = true;
	return cut_number(rest, 4, 4, &moment->year) && cut_byte(rest, between) &&
	       cut_number(rest, 2, 2, &moment->month) && cut_byte(rest, between) &&
	       cut_number(rest, 2, 2, &moment->day) && cut_gap(rest) && cut_clock(rest, moment);
}

/* The day first, and the month by its name. */
static bool cut_day_first(struct slice *rest, char between, struct moment *moment)
{
	moment->has_year = true;
	return cut_number(rest, 1, 2, &moment->day) && cut_byte(rest, between) &&
	       cut_month(rest, &moment->month) && cut_byte(rest, between) &&
	       cut_number(rest, 4, 4, &moment->year) && cut_gap(rest) &&
	       cut_clock(rest, moment);
}

static int64_t days_from(const struct moment *moment, int64_t now)
{
	return llabs(
		calendar_days(moment->year, moment->month, moment->day) - now / (24 * HOURS));
}

/* Day and month, or month and day: nobody can tell but by what is nearer to now. */
static bool cut_ambiguous(struct slice *rest, int64_t now, struct moment *moment)
{
	struct moment other;

	moment->has_year = true;
	if (!cut_number(rest, 1, 2, &moment->day) || !cut_byte(rest, '/') ||
		!cut_number(rest, 1, 2, &moment->month) || !cut_byte(rest, '/') ||
		!cut_number(rest, 4, 4, &moment->year) || !cut_gap(rest) ||
		!cut_clock(rest, moment))
		return false;
	other = *moment;
	other.day = moment->month;
	other.month = moment->day;
	if (other.month >= 1 && other.month <= 12 && other.day >= 1 &&
		(moment->month > 12 || days_from(&other, now) < days_from(moment, now)))
		*moment = other;
	return true;
}

static int64_t take_digits(struct slice *rest, size_t count)
{
	int64_t number = 0;

	for (size_t i = 0; i < count; i++)
		number = number * 10 + (rest->data[i] - '0');
	*rest = slice_from(*rest, count);
	return number;
}

/* "20121011T221415": numbers of a message may look so too, but hardly those of a day that is
 * not years away. */
static bool cut_compact(struct slice *rest, int64_t now, struct moment *moment)
{
	moment->has_year = true;
	moment->year = take_digits(rest, 4);
	moment->month = take_digits(rest, 2);
	moment->day = take_digits(rest, 2);
	*rest = slice_from(*rest, 1);
	if (count_digits(*rest, 6) != 6 || moment->month < 1 || moment->month > 12 ||
		days_from(moment, now) > FAR_DAYS)
		return false;
	moment->hour = take_digits(rest, 2);
	moment->minute = take_digits(rest, 2);
	moment->second = take_digits(rest, 2);
	cut_fraction(rest, &moment->fraction);
	return moment_exists(moment);
}

/* By what the first digits are followed by. */
static bool cut_digits(struct slice *rest, int64_t now, struct moment *moment, bool *year_first)
{
	size_t count = count_digits(*rest, 8);
	char behind = count < rest->length ? rest->data[count] : '\0';

	if (count == 4 && behind == ' ') {
		cut_year(rest, moment);
		*year_first = true;
		return cut_named(rest, moment);
	}
	if (count == 4)
		return (behind == '-' || behind == '/') && cut_iso(rest, behind, moment);
	if (count == 8)
		return (behind == 'T' || behind == ' ') && cut_compact(rest, now, moment);
	if (count < 1 || count > 2 || (behind != ' ' && behind != '-' && behind != '/') ||
		count + 1 >= rest->length)
		return false;
	return is_digit(rest->data[count + 1])
		       ? behind == '/' && cut_ambiguous(rest, now, moment)
		       : cut_day_first(rest, behind, moment);
}

static bool cut_dated(struct slice *rest, int64_t now, struct moment *moment, bool *year_first)
{
	struct slice at = *rest;
	bool found;

	cut_weekday(&at);
	if (at.length == 0)
		return false;
	found = is_digit(at.data[0]) ? cut_digits(&at, now, moment, year_first)
				     : cut_named(&at, moment);
	*rest = at;
	return found;
}

/* Seconds, milliseconds, microseconds or nanoseconds since 1970: ten digits and 0, 3, 6 or 9
 * more. Without decimals it is one only when it is not years from now: a number of a
 * message may be as long. */
static bool cut_epoch(struct slice *rest, int64_t now, struct syslog_stamp *stamp)
{
	struct slice at = *rest;
	size_t digits = count_digits(at, 19);
	int64_t time, unit = SECONDS, fraction = 0;
	bool whole;

	if (digits < 10 || digits > 19 || (digits - 10) % 3 != 0)
		return false;
	for (size_t i = 10; i < digits; i++)
		unit /= 10;
	if (!slice_to_integer(slice_part(at, 0, digits), &time) || time > INT64_MAX / unit)
		return false;
	at = slice_from(at, digits);
	whole = at.length == 0 || at.data[0] != '.' || digits > 10;
	if (!whole)
		cut_fraction(&at, &fraction);
	time = time * unit + fraction;
	if ((at.length > 0 && at.data[0] != ' ') ||
		(whole && llabs(time - now) > FAR_DAYS * 24 * HOURS))
		return false;
	*stamp = (struct syslog_stamp){.time = time, .usable = true};
	*rest = at;
	return true;
}

/* Length of "1d02h:" or "00:01:13:": numbers, each with what it counts, and the colon; else 0.
 */
static size_t uptime_length(struct slice text)
{
	size_t length = 0, letters = 0, colons = 0;

	for (; length < text.length && length < 20; length++) {
		char byte = text.data[length];

		if (is_digit(byte))
			continue;
		if (length == 0 || !byte || !strchr("ywdhms:", byte) ||
			(!is_digit(text.data[length - 1]) && byte != ':'))
			break;
		letters += byte != ':';
		colons += byte == ':';
	}
	if ((letters >= 2 && colons == 1) || (letters == 0 && colons == 3))
		return text.data[length - 1] == ':' ? length : 0;
	return 0;
}

static bool cut_uptime(struct slice *rest, struct syslog_stamp *stamp)
{
	size_t length = uptime_length(*rest);

	if (length == 0 || length == rest->length || rest->data[length] != ' ')
		return false;
	*stamp = (struct syslog_stamp){.colon = true};
	*rest = slice_from(*rest, length);
	return true;
}

/* The colon at its end, which some write with a blank in front. */
static bool cut_colon(struct slice *rest)
{
	if (slice_starts_with(*rest, " : "))
		*rest = slice_from(*rest, 1);
	return cut_byte(rest, ':');
}

/* One with a date. */
static bool cut_plain(struct slice *rest, int64_t now, const struct syslog_profile *profile,
	struct syslog_stamp *stamp)
{
	struct moment moment = {.zone = profile->zone};
	struct slice at = *rest;
	bool year_first = false, zoned;

	if (!cut_dated(&at, now, &moment, &year_first))
		return false;
	zoned = syslog_zone_cut(&at, profile, &moment);
	cut_late_year(&at, &moment);
	if (!syslog_zone_at_end(at))
		return false;
	stamp->colon = cut_colon(&at);
	stamp->year_first = year_first;
	stamp->bracketed = false;
	stamp->guessed = !moment.has_year || !zoned;
	stamp->time = 0;
	stamp->usable = moment_time(&moment, now, &stamp->time);
	*rest = at;
	return true;
}

static bool cut_bracketed(struct slice *rest, int64_t now, const struct syslog_profile *profile,
	struct syslog_stamp *stamp)
{
	size_t end = slice_find(slice_part(*rest, 0, BRACKETED_MAXIMUM), 1, ']');
	struct slice within = slice_part(*rest, 1, end - 1),
		     behind = slice_from(*rest, end + 1);
	struct syslog_stamp found;

	if (end == SIZE_MAX || !cut_plain(&within, now, profile, &found) || within.length > 0 ||
		!found.usable || found.colon)
		return false;
	if (!syslog_zone_at_end(behind) && behind.data[0] != '[')
		return false;
	found.colon = cut_colon(&behind);
	found.bracketed = true;
	*stamp = found;
	*rest = behind;
	return true;
}

bool syslog_stamp_cut(struct slice *rest, int64_t now, const struct syslog_profile *profile,
	struct syslog_stamp *stamp)
{
	if (slice_starts_with(*rest, "["))
		return cut_bracketed(rest, now, profile, stamp);
	return cut_plain(rest, now, profile, stamp) || cut_epoch(rest, now, stamp) ||
	       cut_uptime(rest, stamp);
}
