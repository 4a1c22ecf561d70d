/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Who sends what: an account of each sender at each listener, in a table of fixed size. When it
 * is full, whoever was silent longest makes room for the next one, and what was counted of him
 * goes on in the row "others" of his listener: the rows of a listener always add up to its
 * account. So that a flood of forged addresses does not push out those who were there before,
 * senders that were heard in one second only go first.
 *
 * Time is counted in seconds since the table was made, as peers_second() says: a wall clock
 * that is set does not make anybody silent.
 */
#ifndef INPUT_PEERS_H
#define INPUT_PEERS_H

#include "base/list.h"
#include "input/intake.h"

enum {
	PEERS_MAXIMUM = 16384,
	PEER_SKEWS = 7,  /* the newest, of which the median is taken */
	PEER_SPANS = 12, /* of PEER_SPAN seconds: a minute */
	PEER_SPAN = 5,
};

struct peer {
	struct address address;
	uint16_t listener;
	uint64_t merged;     /* of "others": how many senders that was; else 0 */
	int64_t first, last; /* wall clock when it was heard; 0: never */
	uint64_t journaled, duplicates, shed, joined, refused[REFUSALS];
	uint64_t malformed; /* of the journaled */
	uint8_t dialect;    /* of the last line in one: enum syslog_dialect; else 0 */
	uint64_t skew_count;
	int64_t skews[PEER_SKEWS]; /* device time minus time of receipt, in turn */
	/* Private: */
	uint64_t hash;
	struct link link;
	bool regular;           /* heard in more than one second, and understood */
	uint64_t begun, second; /* when it was heard first, and last */
	uint64_t seconds;       /* in which it was heard */
	uint32_t spans[PEER_SPANS];
};

struct peers;

/* For listeners 0 to `listeners` - 1. `seed` is secret, so that nobody can choose addresses
 * that collide. */
struct peers *peers_new(uint64_t seed, size_t listeners, size_t maximum);
void peers_free(struct peers *peers);
/* A message has come from there: whoever reads it counts what becomes of it in the row, which
 * is good until the next call. */
struct peer *peers_hear(
	struct peers *peers, uint16_t listener, const struct address *address, int64_t now);
void peer_note_skew(struct peer *peer, int64_t skew);
/* A second has passed. How many senders have lost their row in it. */
uint64_t peers_second(struct peers *peers);

/* A copy of the rows as they are now, for another thread to read; good until the next call. Its
 * memory grows with the table, not when somebody asks: it is made in a few milliseconds. */
const struct peers *peers_mirror(struct peers *peers);
/* Rows, in no order; those of "others" are the first, one for each listener. */
size_t peers_count(const struct peers *peers);
const struct peer *peers_row(const struct peers *peers, size_t place);
/* Seconds since it was heard last. */
uint64_t peers_silence(const struct peers *peers, const struct peer *peer);
/* Seconds from one second with messages to the next, on average; false when too few came to
 * tell. */
bool peer_usual_pause(const struct peer *peer, uint64_t *pause);
/* Messages of the last minute, to within PEER_SPAN seconds; 0 for "others". */
uint64_t peers_last_minute(const struct peers *peers, const struct peer *peer);
/* What was read of it: the sum of what became of that. */
uint64_t peer_read(const struct peer *peer);
/* How far its clock is usually off; false when it tells no time. */
bool peer_skew(const struct peer *peer, int64_t *median);

#endif
