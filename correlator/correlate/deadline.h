/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What is due when, in engine time. Deadlines fire in the order of (time, record that armed
 * them, ordinal), each seeing its own time as now, so that no order depends on how a heap or
 * a hash table happens to lie.
 */
#ifndef CORRELATE_DEADLINE_H
#define CORRELATE_DEADLINE_H

#include "base/codec.h"
#include "base/heap.h"

enum deadline_kind {
	DEADLINE_CONTEXT, /* a context forgets */
	DEADLINE_AGE,     /* an alarm had no news for its `age` */
	DEADLINE_PHASE,   /* an incident's hold, linger or reopen window is over */
	DEADLINE_UPDATE,  /* an update that was held back may go */
	DEADLINE_REFRESH, /* counters of an incident may be shown again */
};

struct deadline {
	struct heap_item item;
	enum deadline_kind kind;
	void *owner;
};

struct deadlines {
	struct heap heap;
	uint64_t record; /* the record being applied; arms are ordered by it */
	uint64_t armed;  /* how many were ever armed */
};

static inline bool deadline_armed(const struct deadline *deadline)
{
	return deadline->item.place != 0;
}

static inline int64_t deadline_time(const struct deadline *deadline)
{
	return deadline->item.first;
}

/* Sets who it belongs to; not armed. */
void deadline_init(struct deadline *deadline, enum deadline_kind kind, void *owner);
/* Arms it, or moves it. */
void deadline_arm(struct deadlines *deadlines, struct deadline *deadline, int64_t time);
/* Moves an armed deadline later without changing its rank among equals. */
void deadline_shift(struct deadlines *deadlines, struct deadline *deadline, int64_t span);
void deadline_cancel(struct deadlines *deadlines, struct deadline *deadline);
/* Takes out the first one that is due at `now`, or NULL. */
struct deadline *deadline_due(struct deadlines *deadlines, int64_t now);
/* Saves whether and how it is armed; loading arms it again just so. */
void deadline_codec(
	struct deadlines *deadlines, struct codec *codec, struct deadline *deadline);

#endif
