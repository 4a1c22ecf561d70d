/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/batch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

struct batch *batch_new(void)
{
	struct batch *batch = xcalloc(1, sizeof(*batch));

	batch->bytes = xmalloc(BATCH_BYTES);
	return batch;
}

void batch_free(struct batch *batch)
{
	if (!batch)
		return;
	free(batch->bytes);
	free(batch);
}

void batch_reset(struct batch *batch)
{
	batch->count = 0;
	batch->used = 0;
}

void *batch_room(struct batch *batch)
{
	if (batch->count == BATCH_RECORDS ||
		batch->used + sizeof(struct record) + RECORD_MAXIMUM > BATCH_BYTES)
		return NULL;
	return batch->bytes + batch->used + sizeof(struct record);
}

void batch_commit(struct batch *batch, enum record_kind kind, size_t length)
{
	struct record *record = (struct record *)(batch->bytes + batch->used);
	size_t size;

	assert(length <= RECORD_MAXIMUM && batch_room(batch));
	*record = (struct record){.kind = (uint8_t)kind, .length = (uint32_t)length};
	size = record_size(record);
	memset((char *)(record + 1) + length, 0, size - sizeof(*record) - length);
	batch->used += size;
	batch->count++;
}

bool batch_add(struct batch *batch, enum record_kind kind, struct slice payload)
{
	void *room = batch_room(batch);

	if (!room || payload.length > RECORD_MAXIMUM)
		return false;
	if (payload.length)
		memcpy(room, payload.data, payload.length);
	batch_commit(batch, kind, payload.length);
	return true;
}

uint64_t record_times(const struct record *record)
{
	uint64_t times = 1;

	if (record->kind == RECORD_REPEAT)
		memcpy(&times, record + 1, sizeof(times));
	return times;
}

bool record_event_valid(const struct record *record)
{
	if (!record_has_event(record))
		return true;
	if (record->kind == RECORD_EVENT)
		return event_valid(record_payload(record));
	return record->length > REPEAT_HEADER && record_times(record) > 0 &&
	       record_times(record) <= UINT32_MAX &&
	       event_valid(slice_from(record_payload(record), REPEAT_HEADER));
}

size_t repeat_write(void *room, uint64_t times, struct slice event)
{
	memcpy(room, &times, sizeof(times));
	memmove((char *)room + REPEAT_HEADER, event.data, event.length);
	return REPEAT_HEADER + event.length;
}

struct record *batch_first(const struct batch *batch)
{
	return batch->count ? (struct record *)batch->bytes : NULL;
}

struct record *batch_next(const struct batch *batch, const struct record *record)
{
	char *next = (char *)(uintptr_t)record + record_size(record);

	return next < batch->bytes + batch->used ? (struct record *)next : NULL;
}
