/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The bytes as a block from a damaged journal: what event_valid() lets through, every reader
 * must be able to read.
 */
#include "fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "event/event.h"

static void read_field(const struct event *event, enum event_field field)
{
	size_t count = event_count(event, field);

	for (size_t n = 0; n < count; n++) {
		struct slice bytes = event_get_nth(event, field, n);
		struct text text = {0};

		assert(bytes.data >= (const char *)(event + 1) &&
			bytes.data + bytes.length <= (const char *)event + event->size);
		text_append(&text, bytes);
		text_free(&text);
	}
	assert(!event_get_nth(event, field, count).data);
}

static void describe(const struct event *event)
{
	struct text line = {0};

	event_describe(event, &line);
	for (size_t i = 0; i < line.length; i++)
		assert((unsigned char)line.data[i] >= 0x20);
	text_free(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct event *event = malloc(size ? size : 1); /* aligned, as records are */
	struct address peer;

	memcpy(event, data, size);
	if (event_valid(slice_make(event, size))) {
		for (int field = 0; field <= EVENT_FIELDS; field++)
			read_field(event, (enum event_field)field);
		event_peer(event, &peer);
		describe(event);
	}
	free(event);
	return 0;
}
