/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A ring of what came, oldest first, and chains through it by hash. An event is known by its
 * hash alone: 64 bits under a secret seed take a new one for one of 2^18 others once in 2^46.
 */
#include "input/copies.h"

#include <stdlib.h>

#include "base/table.h"
#include "base/xalloc.h"

/* One that came. `next` is a place in the ring + 1; 0: none. */
struct copy {
	uint64_t hash;
	int64_t time;
	uint64_t ticket;
	size_t next;
};

struct copies {
	uint64_t seed;
	size_t most, first, count;
	struct copy *ring;
	size_t *chains; /* `most` of them: places + 1, the newest */
	uint64_t forgotten;
};

struct copies *copies_new(uint64_t seed, size_t most)
{
	struct copies *copies = xcalloc(1, sizeof(*copies));

	copies->seed = seed;
	copies->most = most;
	copies->ring = xcalloc(most, sizeof(*copies->ring));
	copies->chains = xcalloc(most, sizeof(*copies->chains));
	return copies;
}

void copies_free(struct copies *copies)
{
	if (!copies)
		return;
	free(copies->ring);
	free(copies->chains);
	free(copies);
}

/* The oldest is the last in its chain. */
static void forget_oldest(struct copies *copies)
{
	size_t *place = &copies->chains[copies->ring[copies->first].hash % copies->most];

	while (*place != copies->first + 1)
		place = &copies->ring[*place - 1].next;
	*place = 0;
	copies->first = (copies->first + 1) % copies->most;
	copies->count--;
}

static void forget_old(struct copies *copies, int64_t now, uint64_t durable)
{
	while (copies->count > 0 && copies->ring[copies->first].time < now - COPIES_SPAN &&
		copies->ring[copies->first].ticket <= durable)
		forget_oldest(copies);
}

static void remember(struct copies *copies, uint64_t hash, int64_t now, uint64_t ticket)
{
	size_t *chain = &copies->chains[hash % copies->most];
	size_t place;

	if (copies->count == copies->most) {
		forget_oldest(copies);
		copies->forgotten++;
	}
	place = (copies->first + copies->count++) % copies->most;
	copies->ring[place] =
		(struct copy){.hash = hash, .time = now, .ticket = ticket, .next = *chain};
	*chain = place + 1;
}

bool copies_find(struct copies *copies, const struct event *event, int64_t now,
	uint64_t durable, uint64_t *ticket)
{
	uint64_t hash;
	size_t place;

	if (!event_get(event, EVENT_MESSAGE_ID).data)
		return false;
	hash = table_hash(copies->seed, slice_make(event, event->size));
	forget_old(copies, now, durable);
	for (place = copies->chains[hash % copies->most]; place > 0;
		place = copies->ring[place - 1].next)
		if (copies->ring[place - 1].hash == hash)
			break;
	if (place == 0) {
		remember(copies, hash, now, *ticket);
		return false;
	}
	*ticket = copies->ring[place - 1].ticket;
	return true;
}

uint64_t copies_forgotten(const struct copies *copies)
{
	return copies->forgotten;
}
