/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * SNMPv3 messages that were taken lately, so that an exact copy inside the time window of
 * RFC 3414 (150 s) is known for one. Bounded: whoever adds to a full memory forgets the oldest
 * first, and then has to refuse all that is as old as that (usm.c).
 */
#ifndef SNMP_SEEN_H
#define SNMP_SEEN_H

#include "event/snmp_engine.h"

enum { SEEN_MAXIMUM = 1 << 16 };

struct seen;

struct seen_message {
	uint64_t key; /* hash of engine, msgID and digest, under a secret seed */
	void *owner;  /* the caller's; NULL: gone */
	struct snmp_engine_time time; /* that the message bears */
	int64_t at;                   /* when it was taken */
};

struct seen *seen_new(void);
void seen_free(struct seen *seen);
bool seen_has(const struct seen *seen, uint64_t key);
/* There must be room: seen_count() below SEEN_MAXIMUM. */
void seen_add(struct seen *seen, const struct seen_message *message);
size_t seen_count(const struct seen *seen);
/* The oldest, or NULL; until the next call. */
const struct seen_message *seen_oldest(const struct seen *seen);
void seen_drop_oldest(struct seen *seen);
/* Messages of that owner have none from now on. Walks through all. */
void seen_disown(struct seen *seen, const void *owner);

#endif
