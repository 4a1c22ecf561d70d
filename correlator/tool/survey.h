/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A journal folder looked through from end to end: what each segment holds, and what is
 * missing.
 */
#ifndef TOOL_SURVEY_H
#define TOOL_SURVEY_H

#include "base/error.h"
#include "event/record.h"
#include "journal/reader.h"

enum segment_state { SEGMENT_ACTIVE, SEGMENT_CLOSED, SEGMENT_COMPRESSED, SEGMENT_STATES };

const char *segment_state_name(enum segment_state state);

struct surveyed {
	uint64_t first, last; /* numbers of the first and last record there; 0: none */
	int64_t from, to;     /* their times */
	uint64_t records;
	uint64_t named; /* the number in the file's name */
	uint64_t bytes; /* on disk */
	enum segment_state state;
	char file[64]; /* its name inside the folder */
	bool damaged;  /* numbers are missing that should be in it */
};

struct survey {
	char epoch[16];
	struct surveyed *segments;
	size_t count, capacity;
	struct reader_gap *gaps;
	size_t gap_count, gap_capacity;
	uint64_t kinds[RECORD_KINDS]; /* records of each kind */
	uint64_t records, bytes;
	uint64_t torn; /* bytes behind the last record of the last segment that are no record */
};

/* Reads everything. `progress` (may be NULL) is called now and then with bytes done and to
 * do. False with a sentence when the folder is no journal; survey_free() in any case. */
bool survey_make(struct survey *survey, const char *folder,
	void (*progress)(uint64_t done, uint64_t total), struct error *error);
void survey_free(struct survey *survey);
/* The segments that a gap touches: places [*from, *to] in survey->segments; false when there
 * are no segments. */
bool survey_gap_segments(
	const struct survey *survey, const struct reader_gap *gap, size_t *from, size_t *to);

#endif
