/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Feeds a world from files: lines of syslog text, or the records of a journal.
 */
#ifndef TOOL_FEED_H
#define TOOL_FEED_H

#include <stdio.h>

#include "base/error.h"
#include "tool/world.h"

/* How many events came when. */
struct flow {
	uint64_t events;
	int64_t first, last;               /* times of events; 0: none yet */
	int64_t second, minute;            /* in work */
	uint64_t in_second, in_minute;     /* events so far */
	uint64_t most_second, most_minute; /* the busiest ones */
	struct progress *progress;         /* is told of them; or NULL */
};

/* Counts `times` events of that time. */
void flow_count(struct flow *flow, int64_t time, uint64_t times);

struct input_settings;
/* One event a line, read as the syslog listener with these settings reads it (NULL: as
 * anybody's), which may put lines together; `name` is for messages. Time is the line's own
 * stamp where it has one, never going back, else the previous time and a millisecond; years
 * that are not written are near the time `near`. HOSTNAME counts, as from a listed relay. */
bool feed_lines(struct world *world, FILE *file, const char *name, int64_t near,
	const struct input_settings *listener, struct flow *flow, struct error *error);

struct previous;
/* The event of that size in world_payload() happens now: or, if it says that the one before it
 * was repeated, that one does, as often. */
void feed_event(struct world *world, struct previous *previous, size_t size, struct flow *flow);

struct reader;
struct reparse;

/* Whether the path is a journal's folder. */
bool feed_is_journal(const char *path);
/* All records, with their numbers and times; parsed anew unless `reparse` is NULL. Gaps in the
 * numbers are reported as doubts. */
void feed_journal(struct world *world, struct reader *reader, struct reparse *reparse,
	struct flow *flow, struct report *report);

#endif
