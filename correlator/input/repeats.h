/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Shedding of exact repeats: the same bytes from the same source, more than `limit` times
 * within a second, are counted instead of journaled one by one. At the end of the second each
 * such message becomes one RECORD_REPEAT with the whole event and the count. Everything is
 * bounded: a message that there is no room to remember is never shed.
 */
#ifndef INPUT_REPEATS_H
#define INPUT_REPEATS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct repeats;

/* What was shed of one message; valid until repeats_done(). */
struct repeat {
	uint64_t times;
	struct slice event; /* a flat event */
};

/* `seed` is secret, so that nobody can make messages that look alike. */
struct repeats *repeats_new(uint64_t seed);
void repeats_free(struct repeats *repeats);
/* An event that intake has in hand: true when it goes on; false when it was shed, and counted
 * here. `limit` 0: never. */
bool repeats_admit(struct repeats *repeats, struct slice event, uint64_t limit);
/* A new second begins; what was shed is still to be recorded. */
void repeats_second(struct repeats *repeats);
/* The oldest that was shed, until repeats_done() says it is recorded; NULL: none. */
const struct repeat *repeats_first(const struct repeats *repeats);
void repeats_done(struct repeats *repeats);

#endif
