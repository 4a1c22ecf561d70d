/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * How threads hand pointers on: a ring with one producer and one consumer, no locks, and a
 * bell that wakes a consumer which waits on several rings at once. What a pointer points to
 * belongs to the consumer from the moment it was pushed.
 */
#ifndef BASE_RING_H
#define BASE_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bell; /* one per consuming thread; rests on an eventfd */
struct ring;

struct bell *bell_new(void);
void bell_free(struct bell *bell);
/* Wakes the thread that waits on it, now or when it next waits. Any thread may ring. */
void bell_ring(struct bell *bell);
/* Waits until rung or `timeout` nanoseconds passed (<0: for ever). Spurious wake-ups happen:
 * look at the rings again. The owner alone calls it. */
void bell_wait(struct bell *bell, int64_t timeout);
/* The descriptor that becomes readable when rung, for a thread that polls others as well:
 * after waking it calls bell_clear(), then looks at its rings. Such a thread never calls
 * bell_wait(). */
int bell_descriptor(const struct bell *bell);
void bell_clear(struct bell *bell);

/* `capacity` is a power of two; `bell` (may be NULL) is rung after each push. */
struct ring *ring_new(size_t capacity, struct bell *bell);
void ring_free(struct ring *ring);
/* False when full; item must not be NULL. Producer only. */
bool ring_push(struct ring *ring, void *item);
/* NULL when empty. Consumer only. */
void *ring_pop(struct ring *ring);
/* How many wait; exact for the two owners, a good guess for others. */
size_t ring_count(const struct ring *ring);

#endif
