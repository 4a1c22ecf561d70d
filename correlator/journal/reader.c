/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "journal/epoch.h"
#include "journal/segment.h"
#include "journal/segment_files.h"

struct reader {
	char *folder;
	struct epochs epochs;
	struct segment_list list;
	size_t next; /* segment to open next */
	struct segment segment;
	bool open;
	uint64_t first; /* of the segment opened last */
	uint64_t last;  /* records up to this one were returned, or are not asked for */
	struct reader_gap gap;
	uint64_t done, total; /* bytes, of the segments closed and of all */
};

/* The segment that holds record `from`, or the first one. */
static size_t find_segment(const struct segment_list *list, uint64_t from)
{
	size_t place = 0;

	while (place + 1 < list->count && list->firsts[place + 1] <= from)
		place++;
	return place;
}

static bool is_journal(struct reader *reader, struct error *error)
{
	if (epoch_read(reader->folder, &reader->epochs, error))
		return true;
	if (errno == ENOENT)
		error_set(error, "%s is no journal folder: it has no file 'epoch'",
			reader->folder);
	return false;
}

struct reader *reader_open(const char *folder, uint64_t from, struct error *error)
{
	struct reader *reader = xcalloc(1, sizeof(*reader));

	reader->folder = xstrdup(folder);
	if (!is_journal(reader, error) || !segment_list(folder, &reader->list, error)) {
		reader_close(reader);
		return NULL;
	}
	reader->next = find_segment(&reader->list, from);
	/* What was deleted for its age is not missing, unless it was asked for. */
	if (from > 1)
		reader->last = from - 1;
	else if (reader->list.count > 0)
		reader->last = reader->list.firsts[0] - 1;
	return reader;
}

/* When a segment was begun; INT64_MAX when it does not say. */
static int64_t segment_begun(const char *folder, uint64_t first)
{
	struct segment segment;
	int64_t time;

	if (!segment_open(&segment, folder, first, NULL))
		return INT64_MAX;
	time = segment_created(&segment);
	segment_close(&segment);
	return time > 0 ? time : INT64_MAX;
}

struct reader *reader_open_at(const char *folder, int64_t time, struct error *error)
{
	struct reader *reader = reader_open(folder, 1, error);
	size_t place;

	if (!reader || reader->list.count == 0)
		return reader;
	place = reader->list.count - 1;
	while (place > 0 && segment_begun(folder, reader->list.firsts[place]) > time)
		place--;
	reader->next = place;
	reader->last = reader->list.firsts[place] - 1;
	return reader;
}

void reader_close(struct reader *reader)
{
	if (!reader)
		return;
	if (reader->open)
		segment_close(&reader->segment);
	segment_list_free(&reader->list);
	free(reader->folder);
	free(reader);
}

static void close_current(struct reader *reader)
{
	if (!reader->open)
		return;
	reader->done += reader->segment.length;
	segment_close(&reader->segment);
	reader->open = false;
}

/* One that cannot be opened is passed over: the numbers will tell. */
static void open_next(struct reader *reader)
{
	struct error error;

	reader->first = reader->list.firsts[reader->next++];
	reader->open = segment_open(&reader->segment, reader->folder, reader->first, &error);
}

/* Whether the writer has gone on, in this segment or in another. */
static bool find_more(struct reader *reader)
{
	struct segment_list list;

	if (reader->open && segment_grow(&reader->segment, reader->folder, reader->first))
		return true;
	if (!segment_list(reader->folder, &list, NULL))
		return false;
	segment_list_free(&reader->list);
	reader->list = list;
	for (reader->next = 0; reader->next < list.count; reader->next++)
		if (list.firsts[reader->next] > reader->first)
			return true;
	return false;
}

/* The first number that is not of the open segment. */
static uint64_t limit_of(const struct reader *reader)
{
	return reader->next < reader->list.count ? reader->list.firsts[reader->next]
						 : UINT64_MAX;
}

static const struct record *next_of_any(struct reader *reader)
{
	for (;;) {
		const struct record *record =
			reader->open ? segment_next(&reader->segment) : NULL;

		if (record && record->number < limit_of(reader))
			return record;
		if (reader->next < reader->list.count) {
			close_current(reader);
			open_next(reader);
		} else if (!find_more(reader)) {
			return NULL; /* stays open: the writer may go on */
		}
	}
}

const struct record *reader_next(struct reader *reader)
{
	const struct record *record;

	do {
		record = next_of_any(reader);
	} while (record && record->number <= reader->last);
	reader->gap = (struct reader_gap){0};
	if (!record)
		return NULL;
	if (record->number > reader->last + 1)
		reader->gap = (struct reader_gap){reader->last + 1, record->number - 1};
	reader->last = record->number;
	return record;
}

bool reader_gap(const struct reader *reader, struct reader_gap *gap)
{
	*gap = reader->gap;
	return gap->from != 0;
}

uint64_t reader_segment(const struct reader *reader)
{
	return reader->first;
}

void reader_progress(const struct reader *reader, uint64_t *done, uint64_t *total)
{
	size_t length = reader->open ? reader->segment.length : 1;

	*done = reader->done + (reader->open ? reader->segment.end : 0);
	/* The segments are alike; those not opened yet count as much as the current one. */
	*total = reader->done + length * (1 + reader->list.count - reader->next);
}

const char *reader_epoch(const struct reader *reader)
{
	return epochs_now(&reader->epochs);
}

const struct epochs *reader_epochs(const struct reader *reader)
{
	return &reader->epochs;
}
