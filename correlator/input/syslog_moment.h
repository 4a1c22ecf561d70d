/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A time as a stamp has it, before a year and a zone are chosen for it.
 */
#ifndef INPUT_SYSLOG_MOMENT_H
#define INPUT_SYSLOG_MOMENT_H

#include "base/zone.h"

struct moment {
	int64_t year, month, day, hour, minute, second;
	int64_t fraction; /* nanoseconds */
	int64_t offset;   /* nanoseconds east of UTC */
	bool has_year, has_offset;
	const struct zone *zone; /* without an offset; NULL: UTC */
};

/* Whether there is such a time; it has its year. */
bool moment_exists(const struct moment *moment);
/* The year is the one that brings it nearest to `now`, unless it has one. False: there is no
 * such time. */
bool moment_time(struct moment *moment, int64_t now, int64_t *time);

#endif
