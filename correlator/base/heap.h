/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A binary heap of items that are embedded in other structs (deadlines, root candidates).
 * Items are ordered by three numbers, compared in turn; the owner makes them unique, so that
 * the order in which items leave never depends on the order in which they came.
 */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct heap_item {
	int64_t first;   /* for a deadline: its time */
	uint64_t second; /* the record that armed it */
	uint64_t third;  /* ordinal */
	size_t place;    /* where it stands, from 1; 0 = not in a heap. Set by the heap only. */
};

struct heap {
	struct heap_item **items;
	size_t count;
	size_t capacity;
};

/* Zero-initialise a heap to begin; frees the array, never the items. */
void heap_free(struct heap *heap);
/* Puts the item in, or moves it after its numbers were changed by the caller. */
void heap_put(struct heap *heap, struct heap_item *item);
/* Takes the item out; nothing happens when it is not in. */
void heap_remove(struct heap *heap, struct heap_item *item);
/* The smallest item, or NULL. It stays in. */
struct heap_item *heap_first(const struct heap *heap);

#endif
