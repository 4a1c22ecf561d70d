/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Snapshot files (doc/formats.md, 3): written aside, synced, renamed; two are kept.
 */
#ifndef JOURNAL_SNAPSHOT_H
#define JOURNAL_SNAPSHOT_H

#include "base/error.h"
#include "base/text.h"
#include "event/epochs.h"

/* Writes STATE/snapshot-<number> and removes all but the newest two. */
bool snapshot_write(const char *folder, const char *epoch, uint64_t number, struct slice state,
	struct error *error);
/* The first record that the older of two snapshots needs behind it; 0 when there are not two.
 */
uint64_t snapshot_needed(const char *folder);
/* Finds the newest snapshot of those epochs whose number is below `before`, whose CRC is right,
 * and reads its state into `out`. Returns its number, or 0 when there is none. */
uint64_t snapshot_read(
	const char *folder, const struct epochs *epochs, uint64_t before, struct text *out);

#endif
