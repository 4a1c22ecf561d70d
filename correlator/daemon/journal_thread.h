/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The journal thread: gives record numbers and engine time, writes batches, makes them durable
 * in groups, and hands ticks on between records when a deadline is due.
 */
#ifndef DAEMON_JOURNAL_THREAD_H
#define DAEMON_JOURNAL_THREAD_H

#include "daemon/path.h"
#include "journal/journal.h"

struct journal_thread {
	struct path *path;
	struct journal *journal;
	struct set *set; /* in force at the end of the journal */
	/* Private: */
	size_t turn;      /* which match worker is next */
	size_t pending;   /* records since the last sync */
	uint64_t parcels; /* of io, that were appended */
	bool lost;        /* one could not be: no later one is said to be durable */
	int64_t since;    /* T of the oldest of them, or of the last attempt that failed */
	int64_t apart;    /* engine time minus wall clock, as last recorded */
	bool clock_stepped;
};

/* Runs until a parcel marked `last` came through; everything is durable then, if the disk took
 * it. */
void *journal_thread_run(void *thread);

#endif
