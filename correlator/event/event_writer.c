/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Writing an event in place. How many fields there will be is not known at first, so the bytes
 * are collected behind room for the longest table and moved down once when it is complete.
 */
#include <assert.h>
#include <string.h>

#include "event/event.h"

enum { TABLE_MAXIMUM = EVENT_ENTRIES_MAXIMUM * sizeof(struct event_entry) };

void event_writer_begin(
	struct event_writer *writer, void *space, size_t capacity, enum event_kind kind)
{
	assert(capacity > sizeof(struct event) + TABLE_MAXIMUM);
	assert(((uintptr_t)space & 7) == 0);
	writer->event = space;
	writer->capacity = capacity;
	writer->entry_count = 0;
	writer->byte_count = 0;
	writer->bytes = (char *)space + sizeof(struct event) + TABLE_MAXIMUM;
	writer->cut = false;
	*writer->event = (struct event){.kind = (uint8_t)kind, .severity = 5, .facility = 1};
}

static size_t room_left(const struct event_writer *writer)
{
	size_t space = writer->capacity - sizeof(struct event) - TABLE_MAXIMUM;

	if (space > EVENT_BYTES_MAXIMUM)
		space = EVENT_BYTES_MAXIMUM;
	return space - writer->byte_count;
}

size_t event_writer_bytes(struct event_writer *writer, struct slice bytes)
{
	size_t offset = writer->byte_count;

	if (bytes.length > room_left(writer)) {
		bytes.length = room_left(writer);
		writer->cut = true;
	}
	if (bytes.length)
		memcpy(writer->bytes + offset, bytes.data, bytes.length);
	writer->byte_count += bytes.length;
	return offset;
}

void event_writer_field(
	struct event_writer *writer, enum event_field field, size_t offset, size_t length)
{
	if (writer->entry_count == EVENT_ENTRIES_MAXIMUM) {
		writer->cut = true;
		return;
	}
	/* What was cut off the bytes is cut off the field. */
	if (offset > writer->byte_count)
		offset = writer->byte_count;
	if (length > writer->byte_count - offset)
		length = writer->byte_count - offset;
	writer->entries[writer->entry_count++] =
		(struct event_entry){(uint16_t)field, (uint16_t)offset, (uint16_t)length};
}

void event_writer_add(struct event_writer *writer, enum event_field field, struct slice bytes)
{
	size_t offset = event_writer_bytes(writer, bytes);

	event_writer_field(writer, field, offset, bytes.length);
}

size_t event_writer_finish(struct event_writer *writer)
{
	struct event *event = writer->event;
	size_t table = writer->entry_count * sizeof(struct event_entry);
	char *end = (char *)(event + 1);

	if (table)
		memcpy(end, writer->entries, table);
	memmove(end + table, writer->bytes, writer->byte_count);
	event->entries = (uint8_t)writer->entry_count;
	if (writer->cut)
		event->flags |= EVENT_CUT;
	event->size = (uint32_t)(sizeof(*event) + table + writer->byte_count);
	return event->size;
}
