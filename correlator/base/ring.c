/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The ring: the producer alone writes `head`, the consumer alone writes `tail`; both only
 * grow, and an index is their rest by the capacity. Each keeps a copy of the other's number
 * and reads the real one only when the copy says full or empty, so in steady work the cache
 * line of the other is seldom touched.
 *
 * The bell: a system call is needed only to wake a thread that sleeps, so a ringer looks
 * first. BELL_SLEEPING says that the next ring must write to the eventfd; BELL_RUNG that
 * somebody rang since, so that nobody else needs to write and the owner must not sleep. The
 * state only changes by atomic exchange, which also orders it after the push: a ringer either
 * sees the sleeper or is seen by it.
 */
#include "base/ring.h"

#include <assert.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/xalloc.h"

enum { CACHE_LINE = 64 };

enum bell_state {
	BELL_AWAKE, /* the owner works and will look at its rings before it sleeps */
	BELL_RUNG,
	BELL_SLEEPING,
};

struct bell {
	atomic_int state;
	int fd;
};

struct ring {
	size_t mask; /* capacity - 1 */
	struct bell *bell;
	void **items;
	char gap_before_producer[CACHE_LINE];
	atomic_size_t head; /* pushed so far */
	size_t tail_seen;
	char gap_before_consumer[CACHE_LINE];
	atomic_size_t tail; /* popped so far */
	size_t head_seen;
	char gap_behind[CACHE_LINE];
};

struct bell *bell_new(void)
{
	struct bell *bell = xcalloc(1, sizeof(*bell));

	/* Sleeping: a thread that only polls the descriptor never says so itself. */
	atomic_init(&bell->state, BELL_SLEEPING);
	bell->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (bell->fd < 0) {
		perror("error ring: no eventfd; the limit of open files is too low");
		abort();
	}
	return bell;
}

void bell_free(struct bell *bell)
{
	if (!bell)
		return;
	close(bell->fd);
	free(bell);
}

void bell_ring(struct bell *bell)
{
	if (atomic_exchange(&bell->state, BELL_RUNG) != BELL_SLEEPING)
		return;

	/* Can fail only when the counter is full, which is rung enough. */
	ssize_t written = write(bell->fd, &(uint64_t){1}, sizeof(uint64_t));

	(void)written;
}

static void drain(struct bell *bell)
{
	uint64_t count;
	ssize_t got = read(bell->fd, &count, sizeof(count));

	(void)got; /* nothing there: a time-out or a signal ended the wait */
}

void bell_wait(struct bell *bell, int64_t timeout)
{
	int state = BELL_AWAKE;

	if (!atomic_compare_exchange_strong(&bell->state, &state, BELL_SLEEPING) &&
		state == BELL_RUNG) {
		atomic_exchange(&bell->state, BELL_AWAKE);
		return;
	}

	struct pollfd descriptor = {.fd = bell->fd, .events = POLLIN};
	struct timespec span = {.tv_sec = timeout / SECONDS, .tv_nsec = timeout % SECONDS};

	ppoll(&descriptor, 1, timeout < 0 ? NULL : &span, NULL);
	drain(bell);
	atomic_exchange(&bell->state, BELL_AWAKE);
}

int bell_descriptor(const struct bell *bell)
{
	return bell->fd;
}

void bell_clear(struct bell *bell)
{
	drain(bell);
	atomic_exchange(&bell->state, BELL_SLEEPING);
}

struct ring *ring_new(size_t capacity, struct bell *bell)
{
	assert(capacity && (capacity & (capacity - 1)) == 0);

	struct ring *ring = xcalloc(1, sizeof(*ring));

	ring->mask = capacity - 1;
	ring->bell = bell;
	ring->items = xcalloc(capacity, sizeof(*ring->items));
	return ring;
}

void ring_free(struct ring *ring)
{
	if (!ring)
		return;
	free(ring->items);
	free(ring);
}

bool ring_push(struct ring *ring, void *item)
{
	size_t head = atomic_load_explicit(&ring->head, memory_order_relaxed);

	assert(item);
	if (head - ring->tail_seen > ring->mask) {
		ring->tail_seen = atomic_load_explicit(&ring->tail, memory_order_acquire);
		if (head - ring->tail_seen > ring->mask)
			return false;
	}
	ring->items[head & ring->mask] = item;
	atomic_store_explicit(&ring->head, head + 1, memory_order_release);
	if (ring->bell)
		bell_ring(ring->bell);
	return true;
}

void *ring_pop(struct ring *ring)
{
	size_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);

	if (tail == ring->head_seen) {
		ring->head_seen = atomic_load_explicit(&ring->head, memory_order_acquire);
		if (tail == ring->head_seen)
			return NULL;
	}

	void *item = ring->items[tail & ring->mask];

	atomic_store_explicit(&ring->tail, tail + 1, memory_order_release);
	return item;
}

size_t ring_count(const struct ring *ring)
{
	/* In this order, so that the difference is never negative. */
	size_t tail = atomic_load_explicit(&ring->tail, memory_order_acquire);

	return atomic_load_explicit(&ring->head, memory_order_acquire) - tail;
}
