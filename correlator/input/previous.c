/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * sysklogd, the BSDs and Junos write "last message repeated 5 times" without a program; rsyslog
 * writes "message repeated 5 times: [ the message]" with that of the message.
 */
#include "input/previous.h"

#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/xalloc.h"
#include "event/position.h"

enum {
	PROBES = 4, /* places a source may stand in */
	PIECE = 256 /* memory of a message is a multiple of it, and only grows */
};

struct source {
	uint64_t hash;  /* of what it is known by */
	uint64_t heard; /* when, in events; 0: free */
	struct event *event;
	size_t length; /* 0: its last message was too long */
	size_t capacity;
};

struct previous {
	uint64_t seed;
	uint64_t events;
	struct source sources[PREVIOUS_SOURCES];
};

struct previous *previous_new(uint64_t seed)
{
	struct previous *previous = xcalloc(1, sizeof(*previous));

	previous->seed = seed;
	return previous;
}

void previous_free(struct previous *previous)
{
	if (!previous)
		return;
	for (size_t i = 0; i < PREVIOUS_SOURCES; i++)
		free(previous->sources[i].event);
	free(previous);
}

/* Cuts a word off the front. */
static bool cut(struct slice *text, const char *word)
{
	if (!slice_starts_with(*text, word))
		return false;
	*text = slice_from(*text, strlen(word));
	return true;
}

static bool ends_with(struct slice text, const char *word)
{
	const size_t length = strlen(word);

	return text.length >= length &&
	       slice_equals(slice_from(text, text.length - length), word);
}

/* "5 times", or "1 time"; 0 when it is something else. What does not fit is as much as fits. */
static uint64_t cut_times(struct slice *text)
{
	size_t digits = 0;
	int64_t number = 0;

	while (digits < text->length && text->data[digits] >= '0' && text->data[digits] <= '9')
		digits++;
	if (digits == 0)
		return 0;
	if (!slice_to_integer(slice_part(*text, 0, digits), &number))
		number = INT64_MAX;
	*text = slice_from(*text, digits);
	return cut(text, " times") || cut(text, " time") ? (uint64_t)number : 0;
}

/* What follows the last occurrence of the words; false when there is none, or it is the end of
 * another word. */
static bool cut_before(struct slice *text, const char *words)
{
	const size_t length = strlen(words);

	for (size_t at = text->length; at-- > 0;) {
		if (!slice_starts_with(slice_from(*text, at), words))
			continue;
		if (at > 0 && !strchr(" :>", text->data[at - 1]))
			return false;
		*text = slice_from(*text, at + length);
		return true;
	}
	return false;
}

static uint64_t claim_of_syslogd(const struct event *event)
{
	struct slice raw = slice_trim(event_get(event, EVENT_RAW));
	/* The claim is the end of the line, and short. */
	struct slice end = slice_from(raw, raw.length > 64 ? raw.length - 64 : 0);
	uint64_t times;

	if (!ends_with(end, "times") && !ends_with(end, "time"))
		return 0; /* as nearly all do */
	if (!cut_before(&end, "last message repeated "))
		return 0;
	times = cut_times(&end);
	return end.length == 0 ? times : 0;
}

static uint64_t claim_of_rsyslog(const struct event *event, struct slice *message)
{
	struct slice text = slice_trim(event_get(event, EVENT_MESSAGE));
	uint64_t times;

	if (!cut(&text, "message repeated "))
		return 0;
	times = cut_times(&text);
	if (!cut(&text, ": [") || text.length < 1 || text.data[text.length - 1] != ']')
		return 0;
	*message = slice_trim(slice_part(text, 0, text.length - 1));
	return times;
}

uint64_t previous_claim(const struct event *event, struct slice *message)
{
	uint64_t times;

	*message = (struct slice){0};
	if (event->kind != EVENT_SYSLOG)
		return 0;
	times = claim_of_rsyslog(event, message);
	return times ? times : claim_of_syslogd(event);
}

/* Where a sender names no host, "last" looks like one. */
static struct slice host_of(const struct event *event)
{
	struct slice host = event_get(event, EVENT_HOST);

	return slice_equals(host, "last") ? (struct slice){0} : host;
}

static uint64_t hash_of(const struct previous *previous, const struct event *event)
{
	const uint64_t seed = table_hash(previous->seed + event->listener, host_of(event));

	return table_hash(seed, event_get(event, EVENT_PEER));
}

/* Its place; when it has none, the one of those it may have that was silent longest. */
static struct source *place_of(struct previous *previous, uint64_t hash)
{
	struct source *oldest = &previous->sources[hash % PREVIOUS_SOURCES];

	for (size_t i = 0; i < PROBES; i++) {
		struct source *source = &previous->sources[(hash + i) % PREVIOUS_SOURCES];

		if (source->heard > 0 && source->hash == hash)
			return source;
		if (source->heard < oldest->heard)
			oldest = source;
	}
	oldest->hash = hash;
	oldest->length = 0;
	return oldest;
}

static void remember(struct source *source, const struct event *event, size_t length)
{
	if (length > PREVIOUS_MAXIMUM) {
		source->length = 0;
		return;
	}
	if (length > source->capacity) {
		free(source->event);
		source->capacity = (length + PIECE - 1) / PIECE * PIECE;
		source->event = xmalloc(source->capacity);
	}
	memcpy(source->event, event, length);
	source->length = length;
}

/* How far a line takes its file is the only thing that the two do not share. */
static void move_position(struct event *event, const struct position *position)
{
	struct slice bytes = event_get(event, EVENT_POSITION);

	if (bytes.length == sizeof(*position))
		memcpy((char *)(uintptr_t)bytes.data, position, sizeof(*position));
}

static bool is_meant(const struct source *source, struct slice message)
{
	return source->length > 0 &&
	       (message.length == 0 || slice_equal(message, slice_trim(event_get(source->event,
								    EVENT_MESSAGE))));
}

uint64_t previous_take(
	struct previous *previous, struct event *event, size_t *length, uint64_t *claimed)
{
	struct position position;
	struct source *source;
	struct slice message;
	uint64_t times;
	bool in_file;

	if (event->kind != EVENT_SYSLOG)
		return 0;
	times = *claimed = previous_claim(event, &message);
	source = place_of(previous, hash_of(previous, event));
	source->heard = ++previous->events;
	if (times == 0)
		remember(source, event, *length);
	if (times == 0 || !is_meant(source, message))
		return 0;
	in_file = position_of_event(event, &position);
	memcpy(event, source->event, source->length);
	*length = source->length;
	if (in_file)
		move_position(event, &position);
	return times < PREVIOUS_TIMES_MAXIMUM ? times : PREVIOUS_TIMES_MAXIMUM;
}
