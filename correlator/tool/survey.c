/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/survey.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/xalloc.h"
#include "journal/segment.h"
#include "journal/segment_files.h"

enum { PROGRESS_RECORDS = 10000 };

const char *segment_state_name(enum segment_state state)
{
	static const char *const names[SEGMENT_STATES] = {
		[SEGMENT_ACTIVE] = "active",
		[SEGMENT_CLOSED] = "closed",
		[SEGMENT_COMPRESSED] = "compressed",
	};

	return names[state];
}

/* What a file takes on disk; false when there is none. A compressed segment replaces the one
 * it was made of, maybe right now: so whoever looks asks for one, then for the other. */
static bool look_at(struct surveyed *segment, const char *path)
{
	struct stat status;

	if (stat(path, &status) < 0)
		return false;
	segment->bytes = (uint64_t)status.st_blocks * 512;
	snprintf(segment->file, sizeof(segment->file), "%s", strrchr(path, '/') + 1);
	return true;
}

static void add_segment(struct survey *survey, const char *folder, uint64_t first, bool newest)
{
	struct surveyed *segment;
	char path[4096];

	survey->segments = xgrow(
		survey->segments, survey->count, &survey->capacity, sizeof(*survey->segments));
	segment = &survey->segments[survey->count++];
	*segment = (struct surveyed){.named = first};
	segment_path(folder, first, path);
	segment->state = newest ? SEGMENT_ACTIVE : SEGMENT_CLOSED;
	if (!look_at(segment, path)) {
		strncat(path, ".zst", sizeof(path) - strlen(path) - 1);
		segment->state = SEGMENT_COMPRESSED;
		look_at(segment, path);
	}
	survey->bytes += segment->bytes;
}

static bool list_segments(struct survey *survey, const char *folder, struct error *error)
{
	struct segment_list list;

	if (!segment_list(folder, &list, error))
		return false;
	for (size_t i = 0; i < list.count; i++)
		add_segment(survey, folder, list.firsts[i], i + 1 == list.count);
	segment_list_free(&list);
	return true;
}

/* The place of the segment that holds, or should hold, a record. */
static size_t place_of(const struct survey *survey, uint64_t number)
{
	size_t low = 0, high = survey->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (survey->segments[middle].named <= number)
			low = middle;
		else
			high = middle;
	}
	return low;
}

bool survey_gap_segments(
	const struct survey *survey, const struct reader_gap *gap, size_t *from, size_t *to)
{
	if (survey->count == 0)
		return false;
	*from = place_of(survey, gap->from);
	*to = place_of(survey, gap->to);
	return true;
}

static void note_gap(struct survey *survey, const struct reader_gap *gap)
{
	size_t from, to;

	survey->gaps = xgrow(
		survey->gaps, survey->gap_count, &survey->gap_capacity, sizeof(*survey->gaps));
	survey->gaps[survey->gap_count++] = *gap;
	if (!survey_gap_segments(survey, gap, &from, &to))
		return;
	for (size_t i = from; i <= to; i++)
		survey->segments[i].damaged = true;
}

static void note_record(struct survey *survey, const struct record *record)
{
	struct surveyed *segment = &survey->segments[place_of(survey, record->number)];

	if (segment->records++ == 0) {
		segment->first = record->number;
		segment->from = record->time;
	}
	segment->last = record->number;
	segment->to = record->time;
	survey->kinds[record->kind]++;
	survey->records++;
}

/* Bytes other than zero behind the last record. While a daemon writes, they may be a record
 * that was not there a moment ago: whoever minds looks again. */
static uint64_t find_torn(const char *folder, const struct surveyed *last)
{
	struct segment segment;
	uint64_t torn = 0;

	if (last->state != SEGMENT_ACTIVE || !segment_open(&segment, folder, last->named, NULL))
		return 0;
	while (segment_next(&segment))
		;
	for (size_t i = segment.end; segment.bytes && i < segment.length; i++)
		if (segment.bytes[i])
			torn = i + 1 - segment.end;
	segment_close(&segment);
	return torn;
}

/* The writer may have begun segments since they were listed. */
static void meet_segment(struct survey *survey, const char *folder, uint64_t named)
{
	if (survey->count > 0 && survey->segments[survey->count - 1].named >= named)
		return;
	if (survey->count > 0 && survey->segments[survey->count - 1].state == SEGMENT_ACTIVE)
		survey->segments[survey->count - 1].state = SEGMENT_CLOSED;
	add_segment(survey, folder, named, true);
}

static void read_all(struct survey *survey, const char *folder, struct reader *reader,
	void (*progress)(uint64_t done, uint64_t total))
{
	const struct record *record;
	struct reader_gap gap;
	uint64_t done, total;

	while ((record = reader_next(reader))) {
		meet_segment(survey, folder, reader_segment(reader));
		if (reader_gap(reader, &gap))
			note_gap(survey, &gap);
		note_record(survey, record);
		if (progress && survey->records % PROGRESS_RECORDS == 0) {
			reader_progress(reader, &done, &total);
			progress(done, total);
		}
	}
}

bool survey_make(struct survey *survey, const char *folder,
	void (*progress)(uint64_t done, uint64_t total), struct error *error)
{
	struct reader *reader = reader_open(folder, 1, error);

	*survey = (struct survey){0};
	if (!reader)
		return false;
	snprintf(survey->epoch, sizeof(survey->epoch), "%s", reader_epoch(reader));
	if (!list_segments(survey, folder, error)) {
		reader_close(reader);
		return false;
	}
	read_all(survey, folder, reader, progress);
	reader_close(reader);
	if (survey->count > 0)
		survey->torn = find_torn(folder, &survey->segments[survey->count - 1]);
	return true;
}

void survey_free(struct survey *survey)
{
	free(survey->segments);
	free(survey->gaps);
	*survey = (struct survey){0};
}
