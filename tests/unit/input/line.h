/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A syslog event as text, for tables of tests: "facility.severity host=.. program=.. message=..
 * flags"; what is missing is left out.
 */
#ifndef TESTS_UNIT_INPUT_LINE_H
#define TESTS_UNIT_INPUT_LINE_H

#include "base/duration.h"
#include "base/text.h"
#include "event/event.h"

static inline void line_field(
	const struct event *event, enum event_field field, const char *name, struct text *out)
{
	struct slice value = event_get(event, field);

	if (value.data)
		text_printf(out, " %s=%.*s", name, SLICE_PRINT(value));
}

static inline void line_flags(const struct event *event, struct text *out)
{
	static const struct {
		unsigned flag;
		const char *name;
	} rows[] = {{EVENT_MALFORMED, "malformed"}, {EVENT_NO_PRI, "no-pri"},
		{EVENT_NO_TIME, "no-time"}, {EVENT_GUESSED, "guessed"}, {EVENT_CUT, "cut"},
		{EVENT_RELAYED, "relayed"}, {EVENT_RFC5424, "5424"},
		{EVENT_CHARSET, "charset"}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (event->flags & rows[i].flag)
			text_printf(out, " %s", rows[i].name);
}

static inline const char *line_print(const struct event *event, struct text *out)
{
	char time[TIME_TEXT];

	text_reset(out);
	text_printf(out, "%u.%u", event->facility, event->severity);
	if (event->device_time)
		text_printf(out, " at=%s", time_print(event->device_time, time));
	line_field(event, EVENT_HOST, "host", out);
	line_field(event, EVENT_PROGRAM, "program", out);
	line_field(event, EVENT_PID, "pid", out);
	line_field(event, EVENT_MSGID, "msgid", out);
	line_field(event, EVENT_SD, "sd", out);
	line_field(event, EVENT_TAG, "tag", out);
	line_field(event, EVENT_MESSAGE, "message", out);
	line_flags(event, out);
	return text_get(out);
}

#endif
