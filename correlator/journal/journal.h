/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The journal: every input, in order, in segment files that are only appended to. All state
 * is a function of it. Exactly one thread appends; the numbers never restart inside an epoch.
 *
 * What was appended is kept in memory too until it is durable (the tail). When the disk takes
 * nothing (full, broken, a sync that failed) records are numbered all the same and wait there;
 * once it takes something again a new segment is begun with all of them. A file that failed is
 * never trusted again: the kernel may have dropped what it could not write, and say that all
 * is well when asked a second time.
 */
#ifndef JOURNAL_JOURNAL_H
#define JOURNAL_JOURNAL_H

#include "base/error.h"
#include "base/option.h"
#include "event/batch.h"
#include "event/epochs.h"

struct journal_settings {
	const char *folder;
	int64_t segment_size;   /* bytes; one is closed when the next batch would exceed it */
	int64_t retention_size; /* bytes over all closed segments */
	int64_t retention_age;  /* nanoseconds since one was closed */
	int64_t tail_size;      /* bytes of records that may wait for the disk */
};

extern const struct option journal_options[];

struct journal;

/* Opens the folder, making it and its epoch where absent; finds the last number and time, and
 * cuts off what a crash tore. NULL with a sentence when that cannot be done, or when another
 * process holds the folder's lock. */
struct journal *journal_open(const struct journal_settings *settings, struct error *error);
void journal_close(struct journal *journal);

/* The epoch, NUL-terminated; lives as long as the journal. */
const char *journal_epoch(const struct journal *journal);
/* Every epoch that it had; likewise. */
const struct epochs *journal_epochs(const struct journal *journal);
/* Number and time of the last record, 0 when there is none. */
uint64_t journal_last_number(const struct journal *journal);
int64_t journal_last_time(const struct journal *journal);
/* The last record that is on disk for good. */
uint64_t journal_durable(const struct journal *journal);
/* The first record of the segment being written; 0: none yet. */
uint64_t journal_segment(const struct journal *journal);
/* How many numbers, right before the next record, were given by a run that died while its disk
 * took nothing: their records are lost. */
uint64_t journal_lost(const struct journal *journal);

/* Goes on behind that number and time, when they are known elsewhere although the records are
 * not in the journal (its end was damaged): no number is given twice. Only before the first
 * append. */
void journal_skip(struct journal *journal, uint64_t number, int64_t time);

/* Seals each record of the batch (numbers following the last, all with time `time`, which
 * must not be before the last) and hands it to the kernel, if it takes it. False, with a
 * sentence and nothing sealed, only when the tail has no room. */
bool journal_append(
	struct journal *journal, struct batch *batch, int64_t time, struct error *error);
/* Makes everything appended durable. False with a sentence when the disk does not take it: the
 * tail keeps it, and another call tries again. */
bool journal_sync(struct journal *journal, struct error *error);
/* Whether something waits for a disk that did not take it. */
bool journal_is_degraded(const struct journal *journal);
/* Bytes of records that are not durable yet. */
size_t journal_waiting(const struct journal *journal);

#endif
