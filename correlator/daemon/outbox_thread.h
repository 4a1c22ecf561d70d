/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The outbox thread runs the outputs. It never touches the store: deliveries come in by a ring,
 * final results go to the journal as `outcome` records.
 */
#ifndef DAEMON_OUTBOX_THREAD_H
#define DAEMON_OUTBOX_THREAD_H

#include "daemon/path.h"
#include "output/outbox.h"

struct outbox_thread {
	struct path *path;
	struct outbox *outbox;
};

/* Opens the outputs. */
bool outbox_thread_init(struct outbox_thread *thread, struct path *path,
	const struct outbox_output *listed, size_t count, struct error *error);
/* Runs until path->stop_outbox. */
void *outbox_thread_run(void *thread);

#endif
