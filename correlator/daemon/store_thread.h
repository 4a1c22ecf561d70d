/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The store thread: the only one that touches SQLite, reads included. It takes change lists
 * once their records are durable, passes new deliveries to the outbox, writes snapshots, and
 * answers questions of the control socket.
 */
#ifndef DAEMON_STORE_THREAD_H
#define DAEMON_STORE_THREAD_H

#include "config/settings.h"
#include "daemon/backlog.h"
#include "daemon/passed.h"
#include "daemon/path.h"
#include "store/store.h"

struct store_thread {
	struct path *path;
	struct store *store;
	const struct settings *settings;
	const char *epoch;
	bool broken; /* the database did not take the last list; at first: that of the start */
	/* Private: */
	struct backlog backlog;
	struct passed *passed;
	bool behind;      /* it has deliveries that were not passed on yet */
	int64_t purge_at; /* when to look for what is too old, in T */
	int64_t last_row; /* of the deliveries passed on */
	struct engine_counts
		counts;      /* as last heard from the engine; at first those of the start */
	json_t *quarantined; /* likewise; NULL: no rule */
};

/* Runs until the last handover. Deliveries left over from before are passed on first. */
void *store_thread_run(void *thread);

#endif
