/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What octets mean to people, where their type says it: DISPLAY-HINT (RFC 2579, 3.1) of a MIB,
 * and DateAndTime, which is worth knowing without one.
 */
#ifndef EVENT_DISPLAY_HINT_H
#define EVENT_DISPLAY_HINT_H

#include "base/text.h"

/* Whether the hint says no more than that the octets are text ("255a", "255t"). */
bool display_hint_is_text(const char *hint);
/* Appends octets as "1x:" or "2d-1d-1d,1d:1d:1d.1d,1a1d:1d" say. False, with nothing appended,
 * when the hint is malformed. Octets that end early leave out the rest. */
bool display_hint_print(const char *hint, struct slice octets, struct text *out);
/* Appends a DateAndTime (RFC 2579, 2) of 8 or 11 octets as "2012-08-29T14:00:03.0+02:00", the
 * zone only when it is there. False, with nothing appended, when it is none. */
bool display_date_and_time(struct slice octets, struct text *out);
/* Appends octets in hex, "00:1f:2a". */
void display_hex(struct slice octets, struct text *out);

#endif
