/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Times and spans. All times are int64_t nanoseconds since 1970-01-01 UTC, all spans int64_t
 * nanoseconds. In files spans are strings: "250ms", "15s", "5m", "4h", "2d", "1h30m".
 */
#ifndef BASE_DURATION_H
#define BASE_DURATION_H

#include "base/slice.h"

#define NANOSECONDS  1LL
#define MILLISECONDS 1000000LL
#define SECONDS      1000000000LL
#define MINUTES      (60 * SECONDS)
#define HOURS        (60 * MINUTES)

enum { DURATION_TEXT = 40, TIME_TEXT = 40 };

/* False if it is no span, is negative or does not fit. "0" and "0s" are spans. */
bool duration_parse(struct slice text, int64_t *span);
/* The two largest units that are not 0: "4h2m", "1m5s", "250ms", "0s"; returns out. */
const char *duration_print(int64_t span, char out[DURATION_TEXT]);

/* RFC 3339 in UTC with milliseconds: "2012-08-29T12:00:03.250Z"; returns out. */
const char *time_print(int64_t time, char out[TIME_TEXT]);
/* RFC 3339 with any offset and up to nine decimals; the whole slice. */
bool time_parse(struct slice text, int64_t *time);

/* "64 MiB", "10 GiB", "4096", "1_000_000": bytes (or a plain count); no sign. */
bool size_parse(struct slice text, int64_t *bytes);

#endif
