/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/calendar.h"

#include <stdbool.h>

/* Years are counted from March, so that a leap day ends one. */
int64_t calendar_days(int64_t year, int64_t month, int64_t day)
{
	int64_t from_march = (month + 9) % 12;

	if (month <= 2)
		year--;
	return 365 * year + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5 +
	       day - 1 - 719468;
}

int64_t calendar_month_days(int64_t year, int64_t month)
{
	static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}
