/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * "last message repeated 5 times": senders that say so mean that the message before it, of the
 * same source, happened so many times more. A source is a listener, a peer and a HOSTNAME; the
 * last message of each is remembered. Bounded: of too many sources those are forgotten that
 * were silent longest, and messages longer than PREVIOUS_MAXIMUM are not remembered; what says
 * that something unknown was repeated is then an event like any other.
 */
#ifndef INPUT_PREVIOUS_H
#define INPUT_PREVIOUS_H

#include "event/event.h"

enum {
	PREVIOUS_SOURCES = 4096,
	PREVIOUS_MAXIMUM = 2048,         /* bytes of an event that is remembered */
	PREVIOUS_TIMES_MAXIMUM = 1000000 /* more nobody is believed */
};

struct previous;

/* `seed` is secret, so that nobody can make sources that look alike. */
struct previous *previous_new(uint64_t seed);
void previous_free(struct previous *previous);
/* How often an event says that the one before it was repeated; 0: it says no such thing. For
 * the form of rsyslog *message is that message; for the other it is empty. */
uint64_t previous_claim(const struct event *event, struct slice *message);
/* Takes an event of *length bytes that intake has in hand, in room for EVENT_MAXIMUM. 0: it is
 * one of its own. Else the event before it stands in its place, and happened so many more
 * times: as many as the sender claims (*claimed), but at most PREVIOUS_TIMES_MAXIMUM. */
uint64_t previous_take(
	struct previous *previous, struct event *event, size_t *length, uint64_t *claimed);

#endif
