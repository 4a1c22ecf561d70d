/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The journal: every input, in order, in segment files that are only appended to. All state
 * is a function of it.
 *
 *     STATE/journal/epoch                    5 characters, made once
 *     STATE/journal/00000000000000000001.seg first record number in the name
 *
 * A segment is a 64-byte header and records (event/record.h). Exactly one thread appends. The
 * numbers never restart inside an epoch. A record torn by a crash at the end of the last
 * segment was never acknowledged and is cut off when the journal is opened.
 */
#ifndef JOURNAL_JOURNAL_H
#define JOURNAL_JOURNAL_H

#include "base/error.h"
#include "base/option.h"
#include "event/batch.h"

enum { EPOCH_LENGTH = 5 };

struct journal_settings {
	const char *folder;
	int64_t segment_size; /* bytes; a segment is closed when the next batch would exceed it
			       */
	int64_t retention_size; /* bytes over all closed segments */
};

extern const struct option journal_options[];

struct journal;

/* Opens the folder, making it and its epoch where absent; finds the last number and time,
 * cuts a torn tail. NULL with a sentence when that cannot be done, or when another process
 * holds the folder's lock. */
struct journal *journal_open(const struct journal_settings *settings, struct error *error);
void journal_close(struct journal *journal);

/* The epoch, NUL-terminated; lives as long as the journal. */
const char *journal_epoch(const struct journal *journal);
/* Number and time of the last record, 0 when there is none. */
uint64_t journal_last_number(const struct journal *journal);
int64_t journal_last_time(const struct journal *journal);

/* Seals each record of the batch (numbers following the last, all with time `time`, which
 * must not be before the last) and writes the batch. Not yet durable. */
bool journal_append(
	struct journal *journal, struct batch *batch, int64_t time, struct error *error);
/* Makes everything appended durable (fdatasync). */
bool journal_sync(struct journal *journal, struct error *error);
/* Bytes appended since the last sync. */
size_t journal_unsynced(const struct journal *journal);

#endif
