/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A state folder as a daemon leaves it: a journal with compressed, closed and active segments,
 * two snapshots, a database. Each record is an event that raises an alarm of its own, so that
 * what was recovered can be counted.
 */
#ifndef TESTS_UNIT_DAEMON_DAMAGED_STATE_H
#define TESTS_UNIT_DAEMON_DAMAGED_STATE_H

#include "config/set.h"
#include "daemon/recovery.h"
#include "unit/config/folder.h"

enum { STATE_RECORDS = 330, STATE_SNAPSHOTS = 2 };

/* The numbers of the snapshots, the older first. */
extern const uint64_t state_snapshots[STATE_SNAPSHOTS];

/* A start in that folder: what a daemon opens, and what it recovers. */
struct start {
	struct journal_settings settings;
	struct journal *journal;
	struct store *store;
	struct self *self;
	struct restart *restart;
	struct pipeline pipeline;
	struct recovery recovery;
	char *journal_folder;
	uint64_t found; /* the last record in the journal */
};

/* Rules in that folder. */
struct set *state_set(const struct folder *folder);
void state_make(const char *folder, struct set *set);
/* False with a sentence: it is refused. Must be ended in either case. */
bool start_run(struct start *start, const char *folder, struct set *set, struct error *error);
/* Appends one event and applies it. */
void start_append(struct start *start);
void start_end(struct start *start);

#endif
