/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/heap.h"

#include <assert.h>
#include <stdlib.h>

#include "base/xalloc.h"

static bool before(const struct heap_item *a, const struct heap_item *b)
{
	if (a->first != b->first)
		return a->first < b->first;
	if (a->second != b->second)
		return a->second < b->second;
	return a->third < b->third;
}

/* Places count from 1: the parent of place p is p / 2. */
static struct heap_item *item_at(const struct heap *heap, size_t place)
{
	return heap->items[place - 1];
}

static void set(struct heap *heap, size_t place, struct heap_item *item)
{
	heap->items[place - 1] = item;
	item->place = place;
}

static void move_up(struct heap *heap, struct heap_item *item)
{
	size_t place = item->place;

	while (place > 1 && before(item, item_at(heap, place / 2))) {
		set(heap, place, item_at(heap, place / 2));
		place /= 2;
	}
	set(heap, place, item);
}

static void move_down(struct heap *heap, struct heap_item *item)
{
	size_t place = item->place;

	for (size_t child = 2 * place; child <= heap->count; child = 2 * place) {
		if (child < heap->count &&
			before(item_at(heap, child + 1), item_at(heap, child)))
			child++;
		if (!before(item_at(heap, child), item))
			break;
		set(heap, place, item_at(heap, child));
		place = child;
	}
	set(heap, place, item);
}

void heap_free(struct heap *heap)
{
	free(heap->items);
	*heap = (struct heap){0};
}

void heap_put(struct heap *heap, struct heap_item *item)
{
	if (item->place == 0) {
		heap->items = xgrow(
			heap->items, heap->count, &heap->capacity, sizeof(struct heap_item *));
		heap->count++;
		set(heap, heap->count, item);
	}
	assert(item->place <= heap->count && item_at(heap, item->place) == item);
	move_up(heap, item);
	move_down(heap, item);
}

void heap_remove(struct heap *heap, struct heap_item *item)
{
	size_t place = item->place;

	if (place == 0)
		return;
	assert(place <= heap->count && item_at(heap, place) == item);

	struct heap_item *last = item_at(heap, heap->count);

	heap->count--;
	item->place = 0;
	if (last == item)
		return;
	set(heap, place, last);
	move_up(heap, last);
	move_down(heap, last);
}

struct heap_item *heap_first(const struct heap *heap)
{
	return heap->count ? heap->items[0] : NULL;
}
