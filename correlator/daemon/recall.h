/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The duplicate filter after a start. It is a function of the journal like all other state, but
 * stands in front of it, in the io thread; so it is not in snapshots, but made anew of the last
 * minute's records. That is enough for SNMPv3 too: what was signed before this start is for
 * boots that are over, and refused.
 */
#ifndef DAEMON_RECALL_H
#define DAEMON_RECALL_H

#include "input/copies.h"

/* Knows the informs that the journal has of the minute before `now` (engine time), with ticket
 * 0: they are on disk. What cannot be read counts as never seen. */
struct copies *recall_informs(const char *journal, uint64_t seed, int64_t now);

#endif
