/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Any datagram is one event, whatever is known of its source: valid, with every part inside the
 * line or its copy in UTF-8, and the same the second time. What structured data it has can be
 * read.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "event/structured_data.h"
#include "fuzz.h"
#include "input/syslog_parse.h"

static const enum event_field parts[] = {
	EVENT_HOST, EVENT_PROGRAM, EVENT_PID, EVENT_MSGID, EVENT_SD, EVENT_TAG, EVENT_MESSAGE};
enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

static bool is_inside(struct slice part, struct slice whole)
{
	return part.data >= whole.data && part.data + part.length <= whole.data + whole.length;
}

static void check_part(const struct event *event, enum event_field field)
{
	struct slice raw = event_get(event, EVENT_RAW), part = event_get(event, field);

	if (part.length == 0)
		return;
	if (event->flags & EVENT_CHARSET)
		assert(part.data >= raw.data + raw.length);
	else
		assert(is_inside(part, raw));
	assert(charset_is_utf8(part));
}

static void check_event(const struct event *event, size_t size, struct slice line)
{
	assert(event_valid(slice_make(event, size)));
	for (size_t i = 0; i < PARTS; i++)
		check_part(event, parts[i]);
	if (!(event->flags & EVENT_CUT))
		assert(slice_equal(event_get(event, EVENT_RAW), line));
	assert((event->device_time == 0) || !(event->flags & EVENT_NO_TIME));
	assert(event->facility <= 23 && event->severity <= 7);
}

static void check_data(const struct event *event)
{
	static const char *const names[] = {"alarm.resource", "snmp.1.3.6.1"};
	struct slice data = event_get(event, EVENT_SD), rest = data, id, value;
	char *plain = xmalloc(data.length + 1);

	while (structured_data_next(&rest, &id))
		assert(is_inside(id, data));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (structured_data_find(data, slice_of(names[i]), &value)) {
			assert(is_inside(value, data));
			assert(structured_data_plain(value, plain) <= value.length);
		}
	free(plain);
}

/* Every dialect, and what else may be set, by the length of the datagram, so that the bytes
 * stay those of a line. */
static void fill_profile(struct syslog_profile *profile, struct zone_name *name, size_t size)
{
	static const char *const charsets[] = {NULL, "windows-1252", "gbk"};
	static struct zone *summer, *west;
	static struct charset *sets[3];

	if (!west) {
		west = zone_open("-06:00", NULL);
		summer = zone_open("Europe/Paris", NULL);
		for (size_t i = 1; i < 3; i++)
			sets[i] = charset_open(charsets[i], NULL);
	}
	*name = (struct zone_name){slice_of("CST"), west};
	*profile = (struct syslog_profile){
		.dialect = (enum syslog_dialect)(size % SYSLOG_DIALECTS),
		.zone = size % 2 ? summer : NULL,
		.zone_names = name,
		.zone_name_count = 1,
		.charset = sets[size % 3]};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice datagram = slice_make(data, size), line = syslog_parse_trim(datagram);
	struct address peer = {{0x20, 1, 0xd, 0xb8}};
	struct syslog_profile profile;
	struct zone_name name;
	enum syslog_dialect dialect = SYSLOG_DIALECTS;
	const struct syslog_context context = {.now = 1346241600 * SECONDS,
		.profile = size % 5 ? &profile : NULL,
		.peer = size % 2 ? &peer : NULL,
		.relayed = size % 3 == 0,
		.dialect = &dialect};
	void *first = xcalloc(1, EVENT_MAXIMUM), *second = xcalloc(1, EVENT_MAXIMUM);
	size_t length;

	fill_profile(&profile, &name, size);
	length = syslog_parse(datagram, &context, first, EVENT_MAXIMUM);
	check_event(first, length, line);
	check_data(first);
	assert(dialect < SYSLOG_DIALECTS);
	assert(syslog_parse(datagram, &context, second, EVENT_MAXIMUM) == length);
	assert(memcmp(first, second, length) == 0);
	free(first);
	free(second);
	return 0;
}
