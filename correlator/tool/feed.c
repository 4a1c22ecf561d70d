/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/feed.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/duration.h"
#include "event/batch.h"
#include "input/previous.h"
#include "input/syslog_decoder.h"
#include "input/syslog_parse.h"
#include "journal/reader.h"
#include "tool/progress.h"
#include "tool/reparse.h"

static void count(uint64_t *in_work, int64_t *span, int64_t now, uint64_t times, uint64_t *most)
{
	if (*span != now)
		*in_work = 0;
	*span = now;
	*in_work += times;
	if (*in_work > *most)
		*most = *in_work;
}

void flow_count(struct flow *flow, int64_t time, uint64_t times)
{
	if (flow->events == 0)
		flow->first = time;
	flow->events += times;
	flow->last = time;
	count(&flow->in_second, &flow->second, time / SECONDS, times, &flow->most_second);
	count(&flow->in_minute, &flow->minute, time / MINUTES, times, &flow->most_minute);
	if (flow->progress)
		progress_step(flow->progress, flow->events);
}

void feed_event(struct world *world, struct previous *previous, size_t size, struct flow *flow)
{
	char *room = world_payload(world), *behind = room + REPEAT_HEADER;
	uint64_t claimed, times;

	times = previous_take(previous, world_payload(world), &size, &claimed);
	if (times == 0) {
		world_append(world, RECORD_EVENT, size);
		flow_count(flow, world->now, 1);
		return;
	}
	memmove(behind, room, size);
	world_append(world, RECORD_REPEAT, repeat_write(room, times, slice_make(behind, size)));
	flow_count(flow, world->now, times);
}

/* Lines of one file. */
struct lines {
	struct world *world;
	struct flow *flow;
	int64_t near;
	struct previous *previous;
	void *decoder;             /* that of the listener, or NULL */
	struct assembly *assembly; /* or NULL: each is a message */
	struct input_account account;
};

static bool feed_message(void *context, const struct datagram *datagram, uint16_t flags)
{
	const struct lines *lines = context;
	struct world *world = lines->world;
	struct event *event = world_payload(world);
	struct syslog_context how = {.now = world->now ? world->now : lines->near,
		.profile = lines->decoder ? syslog_decoder_profile(lines->decoder) : NULL,
		.relayed = true};
	size_t size = syslog_parse(datagram->bytes, &how, event, EVENT_MAXIMUM);

	event->flags |= flags;
	if (event->device_time > world->now)
		world->now = event->device_time;
	else if (event->device_time == 0)
		world->now += MILLISECONDS;
	feed_event(world, lines->previous, size, lines->flow);
	return true;
}

static void feed_line(struct lines *lines, struct slice line)
{
	const struct slice trimmed = slice_trim(line);
	/* What goes on with a message is often indented. */
	const struct datagram datagram = {
		.bytes = lines->decoder ? syslog_parse_trim(line) : trimmed};

	if (trimmed.length == 0)
		return;
	if (lines->assembly)
		assembly_take(lines->assembly, &datagram, 0);
	else
		feed_message(lines, &datagram, 0);
}

static bool begin_listener(
	struct lines *lines, const struct input_settings *listener, struct error *error)
{
	lines->decoder = syslog_decoder.begin(listener, NULL, error);
	if (lines->decoder && listener->continues)
		lines->assembly = assembly_new(listener->continues, listener->continues_within,
			NULL, &lines->account, feed_message, lines, error);
	return lines->decoder && (!listener->continues || lines->assembly);
}

static bool read_lines(struct lines *lines, FILE *file, const char *name, struct error *error)
{
	char *line = NULL;
	size_t capacity = 0;
	ssize_t length;

	errno = 0;
	while ((length = getline(&line, &capacity, file)) >= 0)
		feed_line(lines, slice_make(line, (size_t)length));
	free(line);
	return !ferror(file) || error_set(error, "cannot read %s: %s", name, strerror(errno));
}

bool feed_lines(struct world *world, FILE *file, const char *name, int64_t near,
	const struct input_settings *listener, struct flow *flow, struct error *error)
{
	struct lines lines = {
		.world = world, .flow = flow, .near = near, .previous = previous_new(0)};
	bool done;

	world->grant = true;
	done = (!listener || begin_listener(&lines, listener, error)) &&
	       read_lines(&lines, file, name, error);
	assembly_free(lines.assembly);
	syslog_decoder.end(lines.decoder);
	previous_free(lines.previous);
	return done;
}

bool feed_is_journal(const char *path)
{
	struct text epoch = {0};
	bool is;

	text_printf(&epoch, "%s/epoch", path);
	is = access(text_get(&epoch), F_OK) == 0;
	text_free(&epoch);
	return is;
}

void feed_journal(struct world *world, struct reader *reader, struct reparse *reparse,
	struct flow *flow, struct report *report)
{
	const struct record *record;
	struct reader_gap gap;

	while ((record = reader_next(reader))) {
		if (reader_gap(reader, &gap))
			report_doubt(report, (struct origin){"journal", 0},
				"records %" PRIu64 " to %" PRIu64 " are missing", gap.from,
				gap.to);
		if (reparse)
			record = reparse_record(reparse, record);
		if (record_has_event(record))
			flow_count(flow, record->time, record_times(record));
		world_record(world, record);
	}
}
