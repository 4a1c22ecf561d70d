/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Messages are known by a hash until one of them is over the limit; from then on by all of
 * their bytes, so that what is shed is what is recorded.
 */
#include "input/repeats.h"

#include <stdlib.h>

#include "base/list.h"
#include "base/table.h"
#include "base/xalloc.h"

enum {
	SLOTS = 8192,  /* messages remembered in a second */
	PROBES = 4,    /* slots a message may stand in */
	SHED_MOST = 64 /* messages shed at a time: each is kept whole */
};

struct shed {
	struct link link;
	struct repeat repeat;
};

struct slot {
	uint64_t hash;
	uint64_t second; /* which one it counts in; another: free */
	uint64_t count;
	struct shed *shed; /* or NULL */
};

struct repeats {
	uint64_t seed;
	uint64_t second; /* from 1 */
	struct list shed;
	size_t shed_count;
	struct slot slots[SLOTS];
};

struct repeats *repeats_new(uint64_t seed)
{
	struct repeats *repeats = xcalloc(1, sizeof(*repeats));

	repeats->seed = seed;
	repeats->second = 1;
	return repeats;
}

void repeats_free(struct repeats *repeats)
{
	if (!repeats)
		return;
	while (repeats->shed.first)
		repeats_done(repeats);
	free(repeats);
}

/* Its slot, or a free one for it; NULL when there is none: too many messages. */
static struct slot *find_slot(struct repeats *repeats, uint64_t hash)
{
	struct slot *free_slot = NULL;

	for (size_t i = 0; i < PROBES; i++) {
		struct slot *slot = &repeats->slots[(hash + i) % SLOTS];

		if (slot->second != repeats->second)
			free_slot = free_slot ? free_slot : slot;
		else if (slot->hash == hash)
			return slot;
	}
	if (free_slot)
		*free_slot = (struct slot){.hash = hash, .second = repeats->second};
	return free_slot;
}

static struct shed *shed_new(struct repeats *repeats, struct slice event)
{
	struct shed *shed;

	if (repeats->shed_count == SHED_MOST)
		return NULL;
	shed = xcalloc(1, sizeof(*shed));
	shed->repeat.event = slice_make(xmemdup(event.data, event.length), event.length);
	list_append(&repeats->shed, &shed->link);
	repeats->shed_count++;
	return shed;
}

bool repeats_admit(struct repeats *repeats, struct slice event, uint64_t limit)
{
	struct slot *slot;

	if (limit == 0)
		return true;
	slot = find_slot(repeats, table_hash(repeats->seed, event));
	if (!slot || ++slot->count <= limit)
		return true;
	if (!slot->shed)
		slot->shed = shed_new(repeats, event);
	if (!slot->shed || !slice_equal(slot->shed->repeat.event, event))
		return true;
	slot->shed->repeat.times++;
	return false;
}

void repeats_second(struct repeats *repeats)
{
	repeats->second++;
}

const struct repeat *repeats_first(const struct repeats *repeats)
{
	struct link *first = repeats->shed.first;

	return first ? &CONTAINER(first, struct shed, link)->repeat : NULL;
}

/* Whoever counted in it must begin anew. */
void repeats_done(struct repeats *repeats)
{
	struct shed *shed = CONTAINER(repeats->shed.first, struct shed, link);

	repeats->second++;
	list_remove(&repeats->shed, &shed->link);
	repeats->shed_count--;
	free((void *)shed->repeat.event.data);
	free(shed);
}
