/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The duplicate filter for messages that are sent again until they are answered. Such a message
 * bears a number of its sender's (EVENT_MESSAGE_ID, the request-id of an inform), so its
 * copies, and they alone, give the same event: same sender, same number, same content. Messages
 * without a number are never copies: a trap that comes twice happened twice.
 *
 * Each is known for its span, and longer while it waits for the disk: a minute, in which a
 * sender has asked again. A message of SNMPv3 may be sent again by anybody who recorded it for
 * as long as it is inside the time window: 150 s to either side of our clock (RFC 3414, 3.2).
 * Everything is bounded: when there are too many of a span the oldest are forgotten, and their
 * copies count as new messages.
 */
#ifndef INPUT_COPIES_H
#define INPUT_COPIES_H

#include "base/duration.h"
#include "event/event.h"

#define COPIES_SPAN    (60 * SECONDS)
#define COPIES_SPAN_V3 (300 * SECONDS)

struct copies;

/* Knows up to `most` of each span. `seed` is secret, so that nobody can make messages that look
 * alike. */
struct copies *copies_new(uint64_t seed, size_t most);
void copies_free(struct copies *copies);
/* Whether an event like this one, with a number, came within its span; *ticket is what was
 * said then. Else it is remembered from now on, with that ticket. `now` is engine time and
 * never goes back; tickets of later events are not below those of earlier ones, and one up to
 * `durable` says that the event is on disk. */
bool copies_find(struct copies *copies, const struct event *event, int64_t now,
	uint64_t durable, uint64_t *ticket);
/* How many were forgotten before their time. */
uint64_t copies_forgotten(const struct copies *copies);

#endif
