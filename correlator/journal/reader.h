/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Reads a journal folder from a given record on: for recovery, replay and `correlator
 * journal`. A damaged stretch is skipped up to the next good header and named by the numbers
 * that are missing; it never stops the reader. The writer may go on appending meanwhile.
 */
#ifndef JOURNAL_READER_H
#define JOURNAL_READER_H

#include "base/error.h"
#include "event/epochs.h"
#include "event/record.h"

struct reader;

/* A gap in the numbers, found on the way. */
struct reader_gap {
	uint64_t from, to; /* numbers missing, both inclusive */
};

/* Starts before the first record whose number is at least `from`. NULL with a sentence when
 * the folder is no journal. */
struct reader *reader_open(const char *folder, uint64_t from, struct error *error);
/* Starts with a segment that was begun at or before that engine time, where there is one:
 * records from before it may come first. */
struct reader *reader_open_at(const char *folder, int64_t time, struct error *error);
void reader_close(struct reader *reader);
/* The next good record, or NULL at the end. It is 8-aligned and lives until the next call.
 * Events were checked with event_valid(). */
const struct record *reader_next(struct reader *reader);
/* Whether records are missing right before the one just returned; *gap says which. */
bool reader_gap(const struct reader *reader, struct reader_gap *gap);
/* The first number in the name of the segment that the record just returned stands in. */
uint64_t reader_segment(const struct reader *reader);
/* Bytes read and bytes there are, for progress. */
void reader_progress(const struct reader *reader, uint64_t *done, uint64_t *total);
/* The epoch of the journal; lives as long as the reader. */
const char *reader_epoch(const struct reader *reader);
/* Every epoch that it had; likewise. */
const struct epochs *reader_epochs(const struct reader *reader);

#endif
