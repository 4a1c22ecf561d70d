/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Replies that wait for the disk, in the order in which they came. Their bytes lie one behind
 * the other in a fixed space; when that is full the oldest go: their senders have asked again
 * by now, or do not wait any more.
 */
#ifndef DAEMON_REPLIES_H
#define DAEMON_REPLIES_H

#include "input/intake.h"

struct replies;

/* One that waits. */
struct waiting {
	size_t size;     /* in the space, with its bytes */
	uint64_t parcel; /* it may go when this one is on disk */
	int64_t since;   /* engine time */
	struct way_back way;
	size_t length; /* of the bytes, which follow */
};

struct replies *replies_new(size_t space);
void replies_free(struct replies *replies);
/* Copies it; returns how many were given up for it (itself, where it is longer than the space).
 */
size_t replies_add(
	struct replies *replies, const struct reply *reply, uint64_t parcel, int64_t now);
/* The oldest, until the next call of replies_add() or replies_drop(); NULL: none. */
const struct waiting *replies_first(const struct replies *replies);
struct slice replies_bytes(const struct waiting *waiting);
/* Takes away the oldest. */
void replies_drop(struct replies *replies);
size_t replies_count(const struct replies *replies);

#endif
