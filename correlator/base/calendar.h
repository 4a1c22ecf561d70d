/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Days of the Gregorian calendar.
 */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdint.h>

/* Days since 1970-01-01; months and days count from 1. */
int64_t calendar_days(int64_t year, int64_t month, int64_t day);
/* How many days that month has. */
int64_t calendar_month_days(int64_t year, int64_t month);

#endif
