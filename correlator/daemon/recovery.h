/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Back to where we were: the newest good snapshot, then every record behind it, through the
 * same pipeline that runs live, each under the set of rules that was in force then. Nothing is
 * sent; the store skips what it already has.
 */
#ifndef DAEMON_RECOVERY_H
#define DAEMON_RECOVERY_H

#include "config/set.h"
#include "correlate/pipeline.h"
#include "daemon/restart.h"
#include "daemon/self.h"
#include "journal/journal.h"
#include "store/store.h"

struct recovery {
	const char *folder;          /* the state folder: snapshots */
	const char *journal;         /* the journal's folder */
	struct journal *end;         /* goes on behind everything that is known */
	const char *sets;            /* the folder with copies of sets */
	struct engine_settings base; /* all but what a set says */
	struct set *files;           /* as the files are now; NULL: they are broken */
	struct store *store;
	struct self *self;       /* hears of damage */
	struct restart *restart; /* or NULL */
	struct unknown *unknown; /* knows nothing after store_noted(); NULL: nobody asks */
	/* What comes of it: */
	struct set *set; /* in force; used by the caller then */
	struct pipeline *pipeline;
	struct change_list
		*changes; /* owned by the caller then: what the database did not take */
	bool refused;     /* the database did not take the last of it */
	bool behind;      /* there was too much of that: it lacks what was replayed */
};

/* What is missing in the journal is told by number: in its middle, at its end (a snapshot or
 * the database knows more) and, without a snapshot, at its beginning. False with a sentence
 * when the journal cannot be read, or no set is to be had. */
bool recovery_run(struct recovery *recovery, struct error *error);
/* Applies records that were appended outside the path (at start), and projects them. A `set`
 * record among them must name `files`. */
void recovery_apply(struct recovery *recovery, const struct batch *batch);

#endif
