/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/clock.h"

#include <inttypes.h>
#include <time.h>

#include "base/duration.h"

static int64_t read_clock(clockid_t id)
{
	struct timespec now;

	clock_gettime(id, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

struct clock clock_make(int64_t last, int64_t start, int64_t rate)
{
	struct clock clock = {
		.boot = read_clock(CLOCK_BOOTTIME),
		.wall = start ? start : read_clock(CLOCK_REALTIME),
		.rate = rate,
	};
	int64_t apart = clock.wall - last;

	clock.doubtful = last && (apart > 24 * HOURS || apart < -24 * HOURS);
	if (clock.doubtful)
		clock.base = last + SECONDS;
	else
		clock.base = clock.wall > last ? clock.wall : last;
	return clock;
}

static int64_t passed(const struct clock *clock)
{
	return (read_clock(CLOCK_BOOTTIME) - clock->boot) * clock->rate;
}

int64_t clock_now(const struct clock *clock)
{
	return clock->base + passed(clock);
}

int64_t clock_wall(const struct clock *clock)
{
	return clock->rate == 1 ? read_clock(CLOCK_REALTIME) : clock->wall + passed(clock);
}

bool clock_stepped(const struct clock *clock, int64_t *apart)
{
	int64_t now = clock_now(clock) - clock_wall(clock), moved = now - *apart;

	if (moved <= SECONDS && moved >= -SECONDS)
		return false;
	*apart = now;
	return true;
}

void clock_print(const struct clock *clock, struct text *payload)
{
	text_printf(payload, "{\"wall\":%" PRId64 "}", clock_wall(clock));
}

int64_t clock_span(const struct clock *clock, int64_t span)
{
	return span / clock->rate;
}
