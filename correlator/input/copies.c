/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * For each span a ring of what came, oldest first, and chains through it by hash. An event is
 * known by its hash alone: 64 bits under a secret seed take a new one for one of 2^18 others
 * once in 2^46.
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

/* Those of one span. */
struct memory {
	int64_t span;
	size_t most, first, count;
	struct copy *ring;
	size_t *chains; /* `most` of them: places + 1, the newest */
	uint64_t forgotten;
};

struct copies {
	uint64_t seed;
	struct memory community, v3;
};

static struct memory memory_make(int64_t span, size_t most)
{
	return (struct memory){.span = span,
		.most = most,
		.ring = xcalloc(most, sizeof(struct copy)),
		.chains = xcalloc(most, sizeof(size_t))};
}

struct copies *copies_new(uint64_t seed, size_t most)
{
	struct copies *copies = xcalloc(1, sizeof(*copies));

	copies->seed = seed;
	copies->community = memory_make(COPIES_SPAN, most);
	copies->v3 = memory_make(COPIES_SPAN_V3, most);
	return copies;
}

void copies_free(struct copies *copies)
{
	if (!copies)
		return;
	free(copies->community.ring);
	free(copies->community.chains);
	free(copies->v3.ring);
	free(copies->v3.chains);
	free(copies);
}

/* The oldest is the last in its chain. */
static void forget_oldest(struct memory *memory)
{
	size_t *place = &memory->chains[memory->ring[memory->first].hash % memory->most];

	while (*place != memory->first + 1)
		place = &memory->ring[*place - 1].next;
	*place = 0;
	memory->first = (memory->first + 1) % memory->most;
	memory->count--;
}

static void forget_old(struct memory *memory, int64_t now, uint64_t durable)
{
	while (memory->count > 0 && memory->ring[memory->first].time < now - memory->span &&
		memory->ring[memory->first].ticket <= durable)
		forget_oldest(memory);
}

static void remember(struct memory *memory, uint64_t hash, int64_t now, uint64_t ticket)
{
	size_t *chain = &memory->chains[hash % memory->most];
	size_t place;

	if (memory->count == memory->most) {
		forget_oldest(memory);
		memory->forgotten++;
	}
	place = (memory->first + memory->count++) % memory->most;
	memory->ring[place] =
		(struct copy){.hash = hash, .time = now, .ticket = ticket, .next = *chain};
	*chain = place + 1;
}

bool copies_find(struct copies *copies, const struct event *event, int64_t now,
	uint64_t durable, uint64_t *ticket)
{
	struct memory *memory =
		event_get(event, EVENT_USER).data ? &copies->v3 : &copies->community;
	uint64_t hash;
	size_t place;

	if (!event_get(event, EVENT_MESSAGE_ID).data)
		return false;
	hash = table_hash(copies->seed, slice_make(event, event->size));
	forget_old(memory, now, durable);
	for (place = memory->chains[hash % memory->most]; place > 0;
		place = memory->ring[place - 1].next)
		if (memory->ring[place - 1].hash == hash)
			break;
	if (place == 0) {
		remember(memory, hash, now, *ticket);
		return false;
	}
	*ticket = memory->ring[place - 1].ticket;
	return true;
}

uint64_t copies_forgotten(const struct copies *copies)
{
	return copies->community.forgotten + copies->v3.forgotten;
}
