/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/path.h"

#include <stdlib.h>
#include <time.h>

#include "base/xalloc.h"
#include "store/store.h"

enum { RING_PARCELS = 64, RING_MANY = 1024, OWN_PARCELS = 8 };

struct parcel *parcel_new(struct ring *home)
{
	struct parcel *parcel = xcalloc(1, sizeof(*parcel));

	parcel->batch = batch_new();
	parcel->matches = matches_new();
	parcel->home = home;
	return parcel;
}

void parcel_free(struct parcel *parcel)
{
	batch_free(parcel->batch);
	matches_free(parcel->matches);
	free(parcel);
}

void path_pause(void)
{
	const struct timespec pause = {.tv_nsec = 1000000};

	nanosleep(&pause, NULL);
}

void path_push(struct ring *ring, void *item)
{
	while (!ring_push(ring, item))
		path_pause();
}

static void make_rings(struct path *path)
{
	path->empty = ring_new(RING_PARCELS, path->io_bell);
	path->answered = ring_new(RING_MANY, path->io_bell);
	path->read = ring_new(RING_PARCELS, path->journal_bell);
	path->outcomes = ring_new(RING_MANY, path->journal_bell);
	path->own = ring_new(RING_PARCELS, path->journal_bell);
	path->wishes = ring_new(RING_MANY, path->journal_bell);
	path->written = ring_new(2 * RING_PARCELS, path->engine_bell);
	path->changed = ring_new(RING_MANY, path->store_bell);
	path->attempts = ring_new(RING_MANY, path->store_bell);
	path->asked = ring_new(RING_MANY, path->store_bell);
	path->deliveries = ring_new(DELIVERIES, path->outbox_bell);
	for (size_t i = 0; i < path->workers; i++) {
		path->match_bells[i] = bell_new();
		path->to_match[i] = ring_new(RING_PARCELS, path->match_bells[i]);
		path->matched[i] = ring_new(RING_PARCELS, path->engine_bell);
	}
}

void path_init(struct path *path, size_t workers)
{
	*path = (struct path){.workers = workers, .self = self_new()};
	path->io_bell = bell_new();
	path->journal_bell = bell_new();
	path->engine_bell = bell_new();
	path->store_bell = bell_new();
	path->outbox_bell = bell_new();
	path->housekeeping_bell = bell_new();
	make_rings(path);
	atomic_store(&path->next, INT64_MAX);
	for (size_t i = 0; i < PARCELS; i++)
		ring_push(path->empty, parcel_new(path->empty));
	for (size_t i = 0; i < OWN_PARCELS; i++)
		ring_push(path->own, parcel_new(path->own));
}

static void free_parcels(struct ring *ring)
{
	struct parcel *parcel;

	while ((parcel = ring_pop(ring)))
		parcel_free(parcel);
	ring_free(ring);
}

static void free_deliveries(struct ring *ring)
{
	struct delivery *delivery;

	while ((delivery = ring_pop(ring)))
		delivery_free(delivery);
	ring_free(ring);
}

static void free_attempts(struct ring *ring)
{
	struct attempt *attempt;

	while ((attempt = ring_pop(ring))) {
		delivery_free(attempt->delivery);
		free(attempt);
	}
	ring_free(ring);
}

static void free_payloads(struct ring *ring)
{
	struct text *payload;

	while ((payload = ring_pop(ring))) {
		text_free(payload);
		free(payload);
	}
	ring_free(ring);
}

void path_free(struct path *path)
{
	free_parcels(path->empty);
	free_parcels(path->read);
	free_parcels(path->own);
	free_parcels(path->written);
	free_payloads(path->outcomes);
	free_payloads(path->wishes);
	free_deliveries(path->deliveries);
	free_attempts(path->attempts);
	ring_free(path->changed);
	ring_free(path->asked);
	ring_free(path->answered);
	for (size_t i = 0; i < path->workers; i++) {
		free_parcels(path->to_match[i]);
		free_parcels(path->matched[i]);
		bell_free(path->match_bells[i]);
	}
	bell_free(path->io_bell);
	bell_free(path->journal_bell);
	bell_free(path->engine_bell);
	bell_free(path->store_bell);
	bell_free(path->outbox_bell);
	self_free(path->self);
	bell_free(path->housekeeping_bell);
}
