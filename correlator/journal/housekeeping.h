/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the journal's folder needs now and then, beside the one thread that appends and never
 * in its way: space for the next segment, closed segments compressed, old ones deleted.
 */
#ifndef JOURNAL_HOUSEKEEPING_H
#define JOURNAL_HOUSEKEEPING_H

#include "journal/journal.h"

/* One round; takes as long as compressing takes. Deletes no segment that holds a record from
 * `needed` on: 0 keeps all. `now` is engine time. When the disk has no room for the next
 * segment the oldest ones that are not needed go, whatever the retention says; false with a
 * sentence when even that does not help. */
bool housekeeping_run(const struct journal_settings *settings, uint64_t needed, int64_t now,
	struct error *error);

#endif
