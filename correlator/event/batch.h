/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Work moves in batches: up to 256 records one after the other in one buffer, ready to be
 * written to the journal as they stand. A batch is closed when it is full or the sockets have
 * run dry, never later. It belongs to one thread at a time.
 */
#ifndef EVENT_BATCH_H
#define EVENT_BATCH_H

#include "event/event.h"
#include "event/record.h"

enum { BATCH_RECORDS = 256, BATCH_BYTES = 1 << 20 };

struct batch {
	size_t count; /* records */
	size_t used; /* bytes */
	char *bytes; /* BATCH_BYTES, 8-aligned, owned */
};

struct batch *batch_new(void);
void batch_free(struct batch *batch);
void batch_reset(struct batch *batch);

/* Room for one payload of up to RECORD_MAXIMUM bytes, 8-aligned, or NULL when the batch is
 * full. Nothing is added before batch_commit(). */
void *batch_room(struct batch *batch);
/* Adds the `length` bytes written into the room as a record of that kind. */
void batch_commit(struct batch *batch, enum record_kind kind, size_t length);
/* room, copy, commit; false when full or longer than RECORD_MAXIMUM. */
bool batch_add(struct batch *batch, enum record_kind kind, struct slice payload);

/* Walks: the first record, then the next; NULL at the end. */
struct record *batch_first(const struct batch *batch);
struct record *batch_next(const struct batch *batch, const struct record *record);
/* The event of an RECORD_EVENT record. */
static inline const struct event *record_event(const struct record *record)
{
	return (const struct event *)(record + 1);
}

#endif
