/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A ring in the order of arrival, and chains through it by key.
 */
#include "snmp/seen.h"

#include <assert.h>
#include <stdlib.h>

#include "base/xalloc.h"

/* Places in the ring count from 1; 0 ends a chain. */
struct slot {
	struct seen_message message;
	uint32_t next;
};

struct seen {
	struct slot slots[SEEN_MAXIMUM];
	uint32_t chains[SEEN_MAXIMUM]; /* the newest of each */
	size_t first, count;
};

struct seen *seen_new(void)
{
	return xcalloc(1, sizeof(struct seen));
}

void seen_free(struct seen *seen)
{
	free(seen);
}

bool seen_has(const struct seen *seen, uint64_t key)
{
	uint32_t place = seen->chains[key % SEEN_MAXIMUM];

	while (place && seen->slots[place - 1].message.key != key)
		place = seen->slots[place - 1].next;
	return place != 0;
}

void seen_add(struct seen *seen, const struct seen_message *message)
{
	size_t at = (seen->first + seen->count) % SEEN_MAXIMUM;
	uint32_t *chain = &seen->chains[message->key % SEEN_MAXIMUM];

	assert(seen->count < SEEN_MAXIMUM);
	seen->slots[at] = (struct slot){*message, *chain};
	*chain = (uint32_t)at + 1;
	seen->count++;
}

size_t seen_count(const struct seen *seen)
{
	return seen->count;
}

const struct seen_message *seen_oldest(const struct seen *seen)
{
	return seen->count > 0 ? &seen->slots[seen->first].message : NULL;
}

/* The oldest is the last of its chain. */
void seen_drop_oldest(struct seen *seen)
{
	uint32_t place = (uint32_t)seen->first + 1;
	uint32_t *link = &seen->chains[seen->slots[seen->first].message.key % SEEN_MAXIMUM];

	while (*link != place)
		link = &seen->slots[*link - 1].next;
	*link = 0;
	seen->first = (seen->first + 1) % SEEN_MAXIMUM;
	seen->count--;
}

void seen_disown(struct seen *seen, const void *owner)
{
	for (size_t i = 0; i < seen->count; i++) {
		struct seen_message *message =
			&seen->slots[(seen->first + i) % SEEN_MAXIMUM].message;

		if (message->owner == owner)
			message->owner = NULL;
	}
}
