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
/* Whether there is an event in it: it happened once, or was shed as a repeat. */
static inline bool record_has_event(const struct record *record)
{
	return record->kind == RECORD_EVENT || record->kind == RECORD_REPEAT;
}

/* A RECORD_REPEAT holds the number of times, 8 bytes, and then the event. */
enum { REPEAT_HEADER = 8 };

/* The event of a record that has one. */
static inline const struct event *record_event(const struct record *record)
{
	const char *payload = (const char *)(record + 1);

	return (const struct event *)(const void *)(payload +
		(record->kind == RECORD_REPEAT ? REPEAT_HEADER : 0));
}

/* How many times it happened. */
uint64_t record_times(const struct record *record);
/* Whether the event is whole, and happened at least once; true for records that have none. What
 * comes from a file passes here. */
bool record_event_valid(const struct record *record);
/* Writes the payload of a RECORD_REPEAT into the room; its length. The event may be there
 * already, behind the header. */
size_t repeat_write(void *room, uint64_t times, struct slice event);

#endif
