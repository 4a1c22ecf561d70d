/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Any datagram is a syslog event: whole, the same each time, and its fields are parts of it.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "fuzz.h"
#include "input/syslog_parse.h"

static void check_part(const struct event *event, enum event_field field)
{
	struct slice raw = event_get(event, EVENT_RAW), part = event_get(event, field);

	if (part.length == 0)
		return;
	assert(part.data >= raw.data);
	assert(part.data + part.length <= raw.data + raw.length);
}

static void check_event(const struct event *event, size_t size, struct slice line)
{
	static const enum event_field parts[] = {
		EVENT_HOST, EVENT_PROGRAM, EVENT_PID, EVENT_MSGID, EVENT_SD, EVENT_MESSAGE};

	assert(event_valid(slice_make(event, size)));
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		check_part(event, parts[i]);
	if (!(event->flags & EVENT_CUT))
		assert(slice_equal(event_get(event, EVENT_RAW), line));
	assert((event->device_time == 0) || !(event->flags & EVENT_NO_TIME));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice datagram = slice_make(data, size), line = syslog_parse_trim(datagram);
	struct address peer = {{0x20, 1, 0xd, 0xb8}};
	const struct syslog_context context = {.now = 1346241600 * SECONDS,
		.zone = 2 * HOURS,
		.peer = size % 2 ? &peer : NULL,
		.relayed = size % 3 == 0};
	void *first = xcalloc(1, EVENT_MAXIMUM), *second = xcalloc(1, EVENT_MAXIMUM);
	size_t length = syslog_parse(datagram, &context, first, EVENT_MAXIMUM);

	check_event(first, length, line);
	assert(syslog_parse(datagram, &context, second, EVENT_MAXIMUM) == length);
	assert(memcmp(first, second, length) == 0);
	free(first);
	free(second);
	return 0;
}
