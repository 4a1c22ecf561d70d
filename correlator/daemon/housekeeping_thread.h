/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The housekeeping thread does for the journal's folder what takes time: space for the next
 * segment, compressing, deleting. It is woken when a segment or a snapshot was finished.
 */
#ifndef DAEMON_HOUSEKEEPING_THREAD_H
#define DAEMON_HOUSEKEEPING_THREAD_H

#include "daemon/path.h"
#include "journal/journal.h"

struct housekeeping_thread {
	struct path *path;
	const struct journal_settings *settings;
};

/* Runs until path->stop_housekeeping. */
void *housekeeping_thread_run(void *thread);

#endif
