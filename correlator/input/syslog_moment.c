/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_moment.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/duration.h"

/* Years that int64_t nanoseconds hold, with room to spare. */
enum { YEAR_FIRST = 1970, YEAR_LAST = 2200 };

bool moment_exists(const struct moment *moment)
{
	return moment->year >= YEAR_FIRST && moment->year <= YEAR_LAST && moment->month >= 1 &&
	       moment->month <= 12 && moment->day >= 1 &&
	       moment->day <= calendar_month_days(moment->year, moment->month) &&
	       moment->hour <= 23 && moment->minute <= 59 && moment->second <= 60;
}

static int64_t local_time(const struct moment *moment)
{
	int64_t days = calendar_days(moment->year, moment->month, moment->day);

	return (days * 24 + moment->hour) * HOURS + moment->minute * MINUTES +
	       moment->second * SECONDS + moment->fraction;
}

static int64_t time_of(const struct moment *moment, int64_t now)
{
	int64_t local = local_time(moment);

	return moment->has_offset ? local - moment->offset : zone_utc(moment->zone, local, now);
}

/* `about` is early by the leap days since 1970, never by a year. Four years each way meet a
 * 29 February, except around 2100. A time less than half a year away has no nearer one. */
static bool choose_year(struct moment *moment, int64_t now)
{
	const int64_t about = YEAR_FIRST + now / (365 * 24 * HOURS);
	const int64_t reach = moment->month == 2 && moment->day == 29 ? 5 : 2;
	int64_t best = 0, least = INT64_MAX;

	for (int64_t i = 0; i < 2 * reach && least > 182 * 24 * HOURS; i++) {
		int64_t distance;

		/* about, about - 1, about + 1, ... about - reach */
		moment->year = i % 2 ? about - (i + 1) / 2 : about + i / 2;
		if (!moment_exists(moment))
			continue;
		distance = llabs(time_of(moment, now) - now);
		if (distance < least) {
			least = distance;
			best = moment->year;
		}
	}
	moment->year = best;
	return best != 0;
}

bool moment_time(struct moment *moment, int64_t now, int64_t *time)
{
	if (!(moment->has_year ? moment_exists(moment) : choose_year(moment, now)))
		return false;
	*time = time_of(moment, now);
	return true;
}
