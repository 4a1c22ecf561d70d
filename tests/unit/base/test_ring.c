/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/ring.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <pthread.h>

#include "base/duration.h"

enum { ITEMS = 1000000 };

static bool is_readable(const struct bell *bell)
{
	struct pollfd descriptor = {.fd = bell_descriptor(bell), .events = POLLIN};

	return poll(&descriptor, 1, 0) == 1;
}

static void hands_on_in_order_until_full(void **state)
{
	struct ring *ring = ring_new(4, NULL);
	int items[5];

	(void)state;
	for (int round = 0; round < 3; round++) {
		assert_null(ring_pop(ring));
		for (int i = 0; i < 4; i++) {
			assert_int_equal(ring_count(ring), i);
			assert_true(ring_push(ring, &items[i]));
		}
		assert_false(ring_push(ring, &items[4]));
		assert_ptr_equal(ring_pop(ring), &items[0]);
		assert_true(ring_push(ring, &items[4]));
		for (int i = 1; i < 5; i++)
			assert_ptr_equal(ring_pop(ring), &items[i]);
		assert_int_equal(ring_count(ring), 0);
	}
	ring_free(ring);
}

static void a_ring_before_the_wait_is_not_lost(void **state)
{
	struct bell *bell = bell_new();

	(void)state;
	for (int round = 0; round < 3; round++) {
		bell_ring(bell);
		bell_ring(bell);
		bell_wait(bell, -1); /* would hang */
	}
	bell_free(bell);
}

static void a_wait_ends_at_its_time(void **state)
{
	struct bell *bell = bell_new();

	(void)state;
	bell_wait(bell, 1 * MILLISECONDS);
	bell_wait(bell, 0);
	bell_free(bell);
}

/* Only the first ring after a wait begins is a system call. */
static void ringing_an_awake_thread_writes_nothing(void **state)
{
	struct bell *bell = bell_new();

	(void)state;
	bell_wait(bell, 0);
	assert_false(is_readable(bell));
	bell_ring(bell);
	assert_false(is_readable(bell));
	bell_wait(bell, -1);
	bell_free(bell);
}

static void the_descriptor_becomes_readable_until_cleared(void **state)
{
	struct bell *bell = bell_new();

	(void)state;
	for (int round = 0; round < 3; round++) {
		assert_false(is_readable(bell));
		bell_ring(bell);
		bell_ring(bell);
		assert_true(is_readable(bell));
		bell_clear(bell);
	}
	bell_free(bell);
}

/* Two rings to and fro, so that both threads now and then find full, empty and a bell. */
struct pair {
	struct bell *near_bell, *far_bell;
	struct ring *there, *back;
};

static void push(struct ring *ring, void *item, struct bell *own)
{
	while (!ring_push(ring, item))
		bell_wait(own, 1 * MILLISECONDS);
}

static void *wait_for(struct ring *ring, struct bell *own)
{
	for (;;) {
		void *item = ring_pop(ring);

		if (item)
			return item;
		bell_wait(own, -1);
	}
}

static void *send_back(void *argument)
{
	struct pair *pair = argument;

	for (uintptr_t i = 1; i <= ITEMS; i++)
		push(pair->back, wait_for(pair->there, pair->far_bell), pair->far_bell);
	return NULL;
}

static void two_threads_lose_nothing(void **state)
{
	struct pair pair = {.near_bell = bell_new(), .far_bell = bell_new()};
	pthread_t thread;
	uintptr_t sent = 0, seen = 0;

	(void)state;
	pair.there = ring_new(64, pair.far_bell);
	pair.back = ring_new(64, pair.near_bell);
	assert_int_equal(pthread_create(&thread, NULL, send_back, &pair), 0);
	while (seen < ITEMS) {
		while (sent < ITEMS && ring_push(pair.there, (void *)(sent + 1)))
			sent++;
		assert_int_equal((uintptr_t)wait_for(pair.back, pair.near_bell), seen + 1);
		seen++;
	}
	pthread_join(thread, NULL);
	assert_int_equal(ring_count(pair.there), 0);
	assert_int_equal(ring_count(pair.back), 0);
	ring_free(pair.there);
	ring_free(pair.back);
	bell_free(pair.near_bell);
	bell_free(pair.far_bell);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hands_on_in_order_until_full),
		cmocka_unit_test(a_ring_before_the_wait_is_not_lost),
		cmocka_unit_test(a_wait_ends_at_its_time),
		cmocka_unit_test(ringing_an_awake_thread_writes_nothing),
		cmocka_unit_test(the_descriptor_becomes_readable_until_cleared),
		cmocka_unit_test(two_threads_lose_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
