/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Time zones: how clocks are set somewhere, now and in other years. One is read whole when it
 * is opened, so that nothing is read or allocated when a stamp is understood.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/error.h"
#include "base/slice.h"

struct zone;

/* "Z", "+02:00", "-0330", or a name of the IANA database ("Europe/Paris"), whose files (RFC
 * 9636) are found in $TZDIR or /usr/share/zoneinfo. NULL with a sentence that says what could
 * be meant. */
struct zone *zone_open(const char *name, struct error *error);
/* NULL is none. */
void zone_close(struct zone *zone);

/* When, in UTC, a clock of that zone (NULL: UTC) showed `local`, both in nanoseconds since
 * 1970. Of the two moments that an hour is shown at in autumn, the one nearer to `near`; what
 * no clock showed in spring is read as if it had not been set forward yet. */
int64_t zone_utc(const struct zone *zone, int64_t local, int64_t near);

#endif
