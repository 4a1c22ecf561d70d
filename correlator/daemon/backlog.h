/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Handovers that the database does not have yet, because their records are not durable or
 * because it does not take them. While a disk is broken the alerts among them must not wait for
 * it: they are delivered past the database, once.
 */
#ifndef DAEMON_BACKLOG_H
#define DAEMON_BACKLOG_H

#include "base/list.h"
#include "daemon/path.h"
#include "store/store.h"

struct backlog { /* zero-initialise to begin */
	struct list handovers;
	size_t changes; /* in all of them */
};

/* Frees the handovers that are left. */
void backlog_free(struct backlog *backlog);
/* So much waits that the engine must wait too. */
bool backlog_is_full(const struct backlog *backlog);
/* Takes the handover over. */
void backlog_add(struct backlog *backlog, struct handover *handover);
/* The oldest, or NULL; owned by the backlog. */
struct handover *backlog_first(const struct backlog *backlog);
/* Frees the oldest: the database has it. */
void backlog_drop(struct backlog *backlog);
/* Calls back, once, with each delivery of all that waits; the callback takes it over. Those
 * that rest on records after `durable` are marked as not recorded. */
void backlog_bypass(struct backlog *backlog, uint64_t durable,
	void (*take)(void *context, struct delivery *delivery), void *context);

#endif
