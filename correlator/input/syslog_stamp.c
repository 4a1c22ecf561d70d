/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_stamp.h"

#include "base/duration.h"

/* A stamp as written, before a year and a zone are chosen for it. */
struct moment {
	int64_t year, month, day, hour, minute, second;
	int64_t fraction; /* nanoseconds */
	int64_t zone;
	bool has_year, has_zone;
};

/* Years that int64_t nanoseconds hold, with room to spare. */
enum { YEAR_FIRST = 1970, YEAR_LAST = 2200 };

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

/* Cuts all the digits there are; false when they are fewer or more than wanted. */
static bool cut_number(struct slice *rest, size_t least, size_t most, int64_t *number)
{
	size_t count = 0;

	*number = 0;
	while (count < rest->length && is_digit(rest->data[count]) && count <= most)
		*number = *number * 10 + (rest->data[count++] - '0');
	if (count < least || count > most)
		return false;
	*rest = slice_from(*rest, count);
	return true;
}

static bool cut_word(struct slice *rest, const char *word, size_t length)
{
	if (!slice_equals_caseless(slice_part(*rest, 0, length), word))
		return false;
	*rest = slice_from(*rest, length);
	return true;
}

static bool cut_month(struct slice *rest, int64_t *month)
{
	static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec"};

	for (*month = 1; *month <= 12; ++*month)
		if (cut_word(rest, names[*month - 1], 3))
			return true;
	return false;
}

/* Decimals beyond the ninth are cut and forgotten. */
static bool cut_fraction(struct slice *rest, int64_t *fraction)
{
	int64_t unit = SECONDS / 10;

	if (rest->length < 2 || (rest->data[0] != '.' && rest->data[0] != ',') ||
		!is_digit(rest->data[1]))
		return true;
	*rest = slice_from(*rest, 1);
	for (; rest->length > 0 && is_digit(rest->data[0]); unit /= 10) {
		*fraction += unit * (rest->data[0] - '0');
		*rest = slice_from(*rest, 1);
	}
	return true;
}

static bool cut_clock(struct slice *rest, struct moment *moment)
{
	return cut_number(rest, 1, 2, &moment->hour) && cut_byte(rest, ':') &&
	       cut_number(rest, 2, 2, &moment->minute) && cut_byte(rest, ':') &&
	       cut_number(rest, 2, 2, &moment->second) && cut_fraction(rest, &moment->fraction);
}

/* "+02:00" or "+0200"; anything else that begins so is left alone. */
static void cut_offset(struct slice *rest, struct moment *moment)
{
	struct slice at = *rest;
	bool west = cut_byte(&at, '-');
	int64_t hours, minutes;

	if (!west && !cut_byte(&at, '+'))
		return;
	if (!cut_number(&at, 2, 2, &hours)) {
		if (!cut_number(&at, 4, 4, &hours))
			return;
		minutes = hours % 100;
		hours /= 100;
	} else if (!cut_byte(&at, ':') || !cut_number(&at, 2, 2, &minutes)) {
		return;
	}
	if (hours > 23 || minutes > 59)
		return;
	moment->zone = (hours * HOURS + minutes * MINUTES) * (west ? -1 : 1);
	moment->has_zone = true;
	*rest = at;
}

/* A stamp ends where a blank, a colon or nothing follows. */
static bool at_end(struct slice rest)
{
	return rest.length == 0 || rest.data[0] == ' ' || rest.data[0] == ':';
}

/* Names of zones other than these mean different zones to different people. */
static void cut_universal(struct slice *rest, struct moment *moment)
{
	struct slice at = *rest;

	cut_blanks(&at);
	if (!cut_word(&at, "UTC", 3) && !cut_word(&at, "GMT", 3) &&
		!(at.data == rest->data && cut_byte(&at, 'Z')))
		return;
	if (!at_end(at))
		return;
	moment->zone = 0;
	moment->has_zone = true;
	*rest = at;
}

/* Another name, which is passed over where it cannot be anything else: in front of a vendor's
 * tag. The zone is that of the listener. */
static void cut_unknown(struct slice *rest)
{
	struct slice at = *rest;
	size_t length = 0;

	if (!cut_blanks(&at))
		return;
	while (length < at.length && at.data[length] >= 'A' && at.data[length] <= 'Z')
		length++;
	if (length >= 2 && length <= 5 && slice_starts_with(slice_from(at, length), ": %"))
		*rest = slice_from(at, length);
}

static void cut_zone(struct slice *rest, struct moment *moment)
{
	cut_offset(rest, moment);
	if (!moment->has_zone)
		cut_universal(rest, moment);
	if (!moment->has_zone)
		cut_unknown(rest);
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
		year < YEAR_FIRST || year > YEAR_LAST)
		return;
	if (!at_end(at) || (at.length > 1 && at.data[0] == ':' && at.data[1] != ' '))
		return;
	moment->year = year;
	moment->has_year = true;
	*rest = at;
}

static bool cut_bsd(struct slice *rest, struct moment *moment)
{
	cut_year(rest, moment);
	if (!cut_month(rest, &moment->month) || !cut_blanks(rest) ||
		!cut_number(rest, 1, 2, &moment->day) || !cut_blanks(rest))
		return false;
	if (!moment->has_year)
		cut_year(rest, moment);
	if (!cut_clock(rest, moment))
		return false;
	cut_zone(rest, moment);
	cut_late_year(rest, moment);
	return at_end(*rest);
}

static bool cut_iso(struct slice *rest, struct moment *moment)
{
	if (!cut_number(rest, 4, 4, &moment->year) || !cut_byte(rest, '-') ||
		!cut_number(rest, 2, 2, &moment->month) || !cut_byte(rest, '-') ||
		!cut_number(rest, 2, 2, &moment->day))
		return false;
	moment->has_year = true;
	if (!cut_byte(rest, 'T') && !cut_byte(rest, ' '))
		return false;
	if (!cut_clock(rest, moment))
		return false;
	cut_zone(rest, moment);
	return at_end(*rest);
}

static bool is_leap(int64_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool exists(const struct moment *moment)
{
	static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return moment->year >= YEAR_FIRST && moment->year <= YEAR_LAST && moment->month >= 1 &&
	       moment->month <= 12 && moment->day >= 1 &&
	       moment->day <= days[moment->month - 1] +
				      (moment->month == 2 && is_leap(moment->year)) &&
	       moment->hour <= 23 && moment->minute <= 59 && moment->second <= 60;
}

/* Days since 1970-01-01; years are counted from March, so that a leap day ends one. */
static int64_t days_to(int64_t year, int64_t month, int64_t day)
{
	int64_t from_march = (month + 9) % 12;

	if (month <= 2)
		year--;
	return 365 * year + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5 +
	       day - 1 - 719468;
}

static int64_t time_of(const struct moment *moment)
{
	int64_t hours = days_to(moment->year, moment->month, moment->day) * 24 + moment->hour;

	return hours * HOURS + moment->minute * MINUTES + moment->second * SECONDS +
	       moment->fraction - moment->zone;
}

/* Four years each way meet a 29 February, except around 2100. */
static bool choose_year(struct moment *moment, int64_t now)
{
	int64_t about = YEAR_FIRST + now / (365 * 24 * HOURS);
	int64_t best = 0, least = INT64_MAX;

	for (moment->year = about - 5; moment->year <= about + 4; moment->year++) {
		int64_t distance;

		if (!exists(moment))
			continue;
		distance = time_of(moment) - now;
		if (distance < 0)
			distance = -distance;
		if (distance < least) {
			least = distance;
			best = moment->year;
		}
	}
	moment->year = best;
	return best != 0;
}

bool syslog_stamp_cut(struct slice *rest, int64_t now, int64_t zone, struct syslog_stamp *stamp)
{
	struct moment moment = {.zone = zone};
	struct slice at = *rest;

	if (!cut_bsd(&at, &moment)) {
		at = *rest;
		moment = (struct moment){.zone = zone};
		if (!cut_iso(&at, &moment))
			return false;
	}
	cut_byte(&at, ':');
	stamp->usable = moment.has_year ? exists(&moment) : choose_year(&moment, now);
	stamp->guessed = !moment.has_year || !moment.has_zone;
	stamp->time = stamp->usable ? time_of(&moment) : 0;
	*rest = at;
	return true;
}
