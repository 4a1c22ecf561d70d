/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The engine thread owns all correlation state. With workers the parcels arrive matched;
 * without, it matches them itself.
 */
#ifndef DAEMON_ENGINE_THREAD_H
#define DAEMON_ENGINE_THREAD_H

#include "daemon/path.h"

struct engine_thread {
	struct path *path;
	struct pipeline *pipeline;
	struct set *set; /* in force; the thread is one of its users, until the end */
	struct engine_settings base; /* all but what a set says */
	uint64_t snapshot_every;     /* records between snapshots */
	/* Private: */
	struct change_list *changes; /* being filled */
	uint64_t snapshot_at;        /* last record of the last snapshot */
	size_t turn;                 /* which worker's parcel is next */
	uint64_t wished;             /* wishes passed on */
	uint64_t quarantine_changes; /* told */
};

struct match_worker {
	struct path *path;
	size_t number;
	struct set *set; /* of the matcher; used by it */
	struct matcher *matcher;
};

/* Runs until a parcel marked `last` came through. */
void *engine_thread_run(void *thread);
/* Runs until path->stop_match, and nothing is left to match. */
void *match_worker_run(void *worker);

#endif
