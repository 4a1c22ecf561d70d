/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Engine time T: max(last T on disk, wall clock) when the clock was made, plus CLOCK_BOOTTIME
 * since. The wall clock may jump as it likes after that. Immutable: any thread may ask.
 *
 * For demonstrations time may run faster (`rate` > 1) and begin elsewhere.
 */
#ifndef DAEMON_CLOCK_H
#define DAEMON_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct clock {
	int64_t boot;  /* CLOCK_BOOTTIME when it was made */
	int64_t base;  /* T then */
	int64_t wall;  /* the wall clock then, or where the demonstration begins */
	int64_t rate;  /* seconds of T in a second */
	bool doubtful; /* the wall clock is over a day off the last T and was not believed */
};

/* `last` is the last T on disk, 0 when there is none. `start` replaces the wall clock (0: the
 * real one). */
struct clock clock_make(int64_t last, int64_t start, int64_t rate);
/* Engine time now. */
int64_t clock_now(const struct clock *clock);
/* The wall clock now, as far as the daemon is concerned. */
int64_t clock_wall(const struct clock *clock);
/* Whether engine time minus wall clock has moved by over a second since it was `*apart`, which
 * is then set anew: a step of the wall clock, by hand or by NTP. */
bool clock_stepped(const struct clock *clock, int64_t *apart);
/* The payload of a `clock` record of now. */
void clock_print(const struct clock *clock, struct text *payload);
/* How long to wait, in real nanoseconds, for that much of T to pass. */
int64_t clock_span(const struct clock *clock, int64_t span);

#endif
