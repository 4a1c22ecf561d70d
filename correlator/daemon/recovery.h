/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Back to where we were: the newest good snapshot, then every record behind it, through the
 * same pipeline that runs live. Nothing is sent; the store skips what it already has.
 */
#ifndef DAEMON_RECOVERY_H
#define DAEMON_RECOVERY_H

#include "correlate/pipeline.h"
#include "daemon/restart.h"
#include "daemon/self.h"
#include "journal/journal.h"
#include "store/store.h"

struct recovery {
	const char *folder;  /* the state folder: snapshots */
	const char *journal; /* the journal's folder */
	const struct epochs *epochs;
	const struct engine_settings *settings;
	struct pipeline *pipeline; /* made anew when a snapshot does not load */
	struct store *store;
	struct self *self;       /* hears of damage */
	struct restart *restart; /* or NULL */
};

/* False with a sentence when the journal cannot be read or the database not written. */
bool recovery_run(struct recovery *recovery, struct error *error);
/* Applies records that were appended outside the path (at start), and projects them. */
bool recovery_apply(struct recovery *recovery, const struct batch *batch, struct error *error);

#endif
