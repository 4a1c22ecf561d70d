/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What no rule matched, by shape: a bounded catalogue beside the engine, no part of its state.
 * It counts for a while (a second, in the daemon), then tells what came as changes and begins
 * anew; the store adds that up. Nothing is counted twice: a recovery leaves out the records up
 * to the one that the store has been told of.
 */
#ifndef CORRELATE_UNKNOWN_H
#define CORRELATE_UNKNOWN_H

#include "correlate/change.h"
#include "rule/match.h"

struct unknown;

/* The id of what found no place among `shapes` others. */
#define UNKNOWN_OTHERS "others"

/* Up to so many shapes are told apart at a time. It wants to tell `span` of engine time after
 * it told last. Records up to number `known` are left out. */
struct unknown *unknown_new(uint64_t seed, size_t shapes, int64_t span, uint64_t known);
void unknown_free(struct unknown *unknown);
/* An event that matched nothing. Allocates nothing in steady use. */
void unknown_note(struct unknown *unknown, const struct record *record,
	const struct event_matches *event);
/* When it wants to tell, in engine time; INT64_MAX: there is nothing. */
int64_t unknown_next(const struct unknown *unknown);
/* Puts all that came since the last time on the list, and sets list->noted. */
void unknown_tell(struct unknown *unknown, int64_t now, struct change_list *list);

#endif
