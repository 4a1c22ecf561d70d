/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/self_event.h"

#include <string.h>

#include "base/text.h"

#define SELF_OVER " over"

enum { SELF_FACILITY = 3, SELF_SEVERITY_RAISED = 4, SELF_SEVERITY_CLEARED = 5 };

static const char *const names[SELF_KINDS] = {
	[SELF_DEGRADED] = "degraded",
	[SELF_LOSS] = "loss",
	[SELF_CLOCK] = "clock",
	[SELF_RULES] = "rules",
	[SELF_QUARANTINE] = "quarantine",
	[SELF_DEAD_LETTER] = "dead-letter",
	[SELF_OVERFLOW] = "overflow",
	[SELF_DAMAGE] = "damage",
	[SELF_DATABASE] = "database",
	[SELF_MEMORY] = "memory",
	[SELF_LIMITS] = "limits",
	[SELF_REPEATS] = "repeats",
	[SELF_SOURCES] = "sources",
	[SELF_INFORMS] = "informs",
	[SELF_ENGINES] = "engines",
	[SELF_CERTIFICATE] = "certificate",
	[SELF_RESTART_LOOP] = "restart-loop",
};

const char *self_kind_name(enum self_kind kind)
{
	return names[kind];
}

bool self_event_name_parse(struct slice name, enum self_kind *kind, enum self_state *state)
{
	for (int i = 0; i < SELF_KINDS; i++) {
		if (!slice_starts_with(name, names[i]))
			continue;
		*kind = (enum self_kind)i;
		*state = SELF_RAISED;
		if (slice_equals(name, names[i]))
			return true;
		*state = SELF_CLEARED;
		if (slice_equals(slice_from(name, strlen(names[i])), SELF_OVER))
			return true;
	}
	return false;
}

/* "correlatord: loss over: sentence"; the name and the message are parts of it. */
static void write_line(struct event_writer *writer, enum self_kind kind, enum self_state state,
	struct slice sentence)
{
	const size_t before = strlen(SELF_PROGRAM ": ");
	struct text name = {0}, line = {0};

	text_printf(&name, "%s%s", names[kind], state == SELF_CLEARED ? SELF_OVER : "");
	text_printf(&line, SELF_PROGRAM ": %s: ", text_get(&name));
	text_clean(&line, slice_part(sentence, 0, SELF_SENTENCE - 1));
	event_writer_add(writer, EVENT_RAW, text_slice(&line));
	event_writer_field(writer, EVENT_PROGRAM, 0, strlen(SELF_PROGRAM));
	event_writer_field(writer, EVENT_MSGID, before, name.length);
	event_writer_field(writer, EVENT_MESSAGE, before, line.length - before);
	text_free(&name);
	text_free(&line);
}

size_t self_event_write(
	void *space, enum self_kind kind, enum self_state state, struct slice sentence)
{
	struct event_writer writer;

	event_writer_begin(&writer, space, EVENT_MAXIMUM, EVENT_SELF);
	writer.event->flags = EVENT_NO_TIME;
	writer.event->facility = SELF_FACILITY;
	writer.event->severity =
		state == SELF_CLEARED ? SELF_SEVERITY_CLEARED : SELF_SEVERITY_RAISED;
	writer.event->listener = UINT16_MAX; /* none of the configuration */
	write_line(&writer, kind, state, sentence);
	event_writer_add(&writer, EVENT_HOST, slice_of(SELF_HOST));
	return event_writer_finish(&writer);
}

size_t self_event_from_words(void *space, struct slice words)
{
	const size_t colon = slice_find(words, 0, ':');
	enum self_kind kind;
	enum self_state state;

	if (colon == SIZE_MAX ||
		!self_event_name_parse(slice_trim(slice_part(words, 0, colon)), &kind, &state))
		return 0;
	return self_event_write(space, kind, state, slice_trim(slice_from(words, colon + 1)));
}
