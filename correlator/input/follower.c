/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Blocks go from the thread, filled, to the loop by one ring, and come back, empty, by another.
 */
#include "input/follower.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/duration.h"
#include "base/ring.h"
#include "base/xalloc.h"

#define PASS (1 * SECONDS)

struct follower {
	struct block blocks[FOLLOWER_BLOCKS];
	struct ring *filled, *empty;
	struct bell *bell, *own_bell; /* of the loop; of the thread */
	struct watch *rung;           /* the loop's */
	watch_callback *taken;
	void *context;
	pthread_t thread;
	atomic_bool stop;
	atomic_size_t count; /* of files */
	/* The thread's alone. */
	struct followed_set *set;
	struct loop *loop;
	struct block *spare; /* nothing was put into it */
};

static struct block *empty_block(struct follower *follower)
{
	struct block *block = follower->spare ? follower->spare : ring_pop(follower->empty);

	follower->spare = NULL;
	return block;
}

/* As long as there is a block, and something to put into it. */
static void pump(void *context)
{
	struct follower *follower = context;
	struct block *block;
	bool more = true;

	atomic_store(&follower->count, followed_set_count(follower->set));
	while (more && (block = empty_block(follower))) {
		more = followed_set_read(follower->set, block);
		if (block->count > 0)
			ring_push(follower->filled, block);
		else
			follower->spare = block;
	}
}

static void on_pass(void *context)
{
	followed_set_pass(((struct follower *)context)->set);
}

static void on_grown(void *context)
{
	followed_set_hear(((struct follower *)context)->set);
}

/* Blocks came back, or it is time to end. */
static void on_own_bell(void *context)
{
	struct follower *follower = context;

	bell_clear(follower->own_bell);
	if (atomic_load(&follower->stop))
		loop_stop(follower->loop);
}

static void *run(void *context)
{
	struct follower *follower = context;
	const int grown = followed_set_descriptor(follower->set);
	struct watch *pass, *rung, *heard = NULL;

	follower->loop = loop_new();
	pass = loop_every(follower->loop, PASS, on_pass, follower);
	rung = loop_readable(
		follower->loop, bell_descriptor(follower->own_bell), on_own_bell, follower);
	if (grown >= 0)
		heard = loop_readable(follower->loop, grown, on_grown, follower);
	loop_after_turn(follower->loop, pump, follower);
	on_pass(follower);
	pump(follower);
	loop_run(follower->loop);
	watch_free(pass);
	watch_free(rung);
	watch_free(heard);
	loop_free(follower->loop);
	return NULL;
}

/* Signals are for the thread that makes it. */
static bool start(struct follower *follower)
{
	sigset_t all, before;
	bool started;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	started = pthread_create(&follower->thread, NULL, run, follower) == 0;
	if (started)
		pthread_setname_np(follower->thread, "follower");
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}

static void free_all(struct follower *follower)
{
	watch_free(follower->rung);
	ring_free(follower->filled);
	ring_free(follower->empty);
	bell_free(follower->bell);
	bell_free(follower->own_bell);
	followed_set_free(follower->set);
	free(follower);
}

static void on_filled(void *context)
{
	struct follower *follower = context;

	bell_clear(follower->bell);
	follower->taken(follower->context);
}

struct follower *follower_new(const struct follower_settings *settings,
	const struct positions *positions, struct loop *loop, watch_callback *taken,
	void *context, struct error *error)
{
	struct follower *follower = xcalloc(1, sizeof(*follower));

	follower->set = followed_set_new(settings, positions);
	follower->taken = taken;
	follower->context = context;
	follower->bell = bell_new();
	follower->own_bell = bell_new();
	follower->filled = ring_new(FOLLOWER_BLOCKS, follower->bell);
	follower->empty = ring_new(FOLLOWER_BLOCKS, follower->own_bell);
	for (size_t i = 0; i < FOLLOWER_BLOCKS; i++)
		ring_push(follower->empty, &follower->blocks[i]);
	follower->rung =
		loop_readable(loop, bell_descriptor(follower->bell), on_filled, follower);
	if (start(follower))
		return follower;
	free_all(follower);
	error_set(error, "cannot start a thread");
	return NULL;
}

void follower_free(struct follower *follower)
{
	atomic_store(&follower->stop, true);
	bell_ring(follower->own_bell);
	pthread_join(follower->thread, NULL);
	free_all(follower);
}

struct block *follower_take(struct follower *follower)
{
	return ring_pop(follower->filled);
}

void follower_give_back(struct follower *follower, struct block *block)
{
	ring_push(follower->empty, block);
}

size_t follower_files(const struct follower *follower)
{
	return atomic_load(&follower->count);
}
