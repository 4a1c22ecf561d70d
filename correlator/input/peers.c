/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Rows lie in one array, of which each is taken once and then for good: who is evicted leaves
 * his to the next. They are found by open addressing with linear probing; a place that becomes
 * free is filled by moving back those behind it.
 */
#include "input/peers.h"

#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/xalloc.h"

enum {
	PLACES_EACH = 2,   /* for each row at least: probing stays short */
	SECONDS_LEAST = 10 /* in which it was heard, to say what is usual */
};

/* Those who have it in common that they go first, or last; the longest silent is the first. */
struct group {
	struct list list;
	size_t count;
};

struct peers {
	uint64_t seed, second, evicted;
	size_t listeners;
	size_t maximum, count; /* rows but for those of "others" */
	uint32_t *places;      /* number of the row, counted from 1; 0: free */
	size_t mask;           /* places - 1 */
	struct group strangers, regulars;
	struct peer *rows;    /* of "others" first */
	struct peers *mirror; /* or NULL: it is one itself */
	struct peer *latest;  /* who sends, sends again */
};

static size_t places_for(size_t maximum)
{
	size_t places = 1;

	while (places < maximum * PLACES_EACH)
		places *= 2;
	return places;
}

static struct peers *rows_new(size_t listeners, size_t maximum)
{
	struct peers *peers = xcalloc(1, sizeof(*peers));

	peers->listeners = listeners;
	peers->rows = xcalloc(listeners + maximum, sizeof(*peers->rows));
	return peers;
}

struct peers *peers_new(uint64_t seed, size_t listeners, size_t maximum)
{
	struct peers *peers = rows_new(listeners, maximum);

	peers->seed = seed;
	peers->second = 1;
	peers->maximum = maximum;
	peers->mask = places_for(maximum) - 1;
	peers->places = xcalloc(peers->mask + 1, sizeof(*peers->places));
	for (size_t i = 0; i < listeners; i++)
		peers->rows[i].listener = (uint16_t)i;
	peers->mirror = rows_new(listeners, maximum);
	return peers;
}

void peers_free(struct peers *peers)
{
	if (!peers)
		return;
	peers_free(peers->mirror);
	free(peers->places);
	free(peers->rows);
	free(peers);
}

static uint64_t hash_of(
	const struct peers *peers, uint16_t listener, const struct address *address)
{
	char key[sizeof(*address) + sizeof(listener)];

	memcpy(key, address, sizeof(*address));
	memcpy(key + sizeof(*address), &listener, sizeof(listener));
	return table_hash(peers->seed, slice_make(key, sizeof(key)));
}

static bool is_of(const struct peer *peer, uint16_t listener, const struct address *address)
{
	return peer->listener == listener && address_equal(&peer->address, address);
}

static struct peer *peer_at(const struct peers *peers, size_t place)
{
	const uint32_t number = peers->places[place & peers->mask];

	return number ? &peers->rows[peers->listeners + number - 1] : NULL;
}

static struct peer *find(const struct peers *peers, uint64_t hash, uint16_t listener,
	const struct address *address)
{
	struct peer *peer;

	for (size_t place = hash; (peer = peer_at(peers, place)); place++)
		if (peer->hash == hash && is_of(peer, listener, address))
			return peer;
	return NULL;
}

static size_t place_of(const struct peers *peers, const struct peer *peer)
{
	size_t place = peer->hash & peers->mask;

	while (peer_at(peers, place) != peer)
		place = (place + 1) & peers->mask;
	return place;
}

/* Whoever is behind the free place moves there, unless that is before where he belongs. */
static void give_up_place(struct peers *peers, const struct peer *leaving)
{
	size_t hole = place_of(peers, leaving), place = hole;
	const struct peer *peer;

	while ((peer = peer_at(peers, ++place))) {
		size_t away = (place - peer->hash) & peers->mask;

		if (away < ((place - hole) & peers->mask))
			continue;
		peers->places[hole] = peers->places[place & peers->mask];
		hole = place & peers->mask;
	}
	peers->places[hole] = 0;
}

static void take_place(struct peers *peers, const struct peer *peer)
{
	size_t place = peer->hash & peers->mask;

	while (peer_at(peers, place))
		place = (place + 1) & peers->mask;
	peers->places[place] = (uint32_t)(peer - peers->rows - (ptrdiff_t)peers->listeners + 1);
}

static struct group *group_of(struct peers *peers, const struct peer *peer)
{
	return peer->regular ? &peers->regulars : &peers->strangers;
}

static void join(struct peers *peers, struct peer *peer)
{
	struct group *group = group_of(peers, peer);

	list_append(&group->list, &peer->link);
	group->count++;
}

static void leave(struct peers *peers, struct peer *peer)
{
	struct group *group = group_of(peers, peer);

	list_remove(&group->list, &peer->link);
	group->count--;
}

static void merge(struct peer *others, const struct peer *peer)
{
	others->merged++;
	if (others->first == 0 || peer->first < others->first)
		others->first = peer->first;
	if (peer->last > others->last)
		others->last = peer->last;
	if (peer->second > others->second)
		others->second = peer->second;
	others->journaled += peer->journaled;
	others->duplicates += peer->duplicates;
	others->joined += peer->joined;
	others->shed += peer->shed;
	others->malformed += peer->malformed;
	for (int i = 0; i < REFUSALS; i++)
		others->refused[i] += peer->refused[i];
}

/* A quarter of the table is left to those who are new: else nobody could become a regular. */
static struct peer *longest_silent(struct peers *peers)
{
	bool crowded = peers->strangers.count * 4 < peers->maximum;
	struct group *group =
		crowded && peers->regulars.count ? &peers->regulars : &peers->strangers;

	return CONTAINER(group->list.first, struct peer, link);
}

static struct peer *evict(struct peers *peers)
{
	struct peer *peer = longest_silent(peers);

	merge(&peers->rows[peer->listener], peer);
	give_up_place(peers, peer);
	leave(peers, peer);
	peers->evicted++;
	return peer;
}

/* Memory is taken from the system when it is touched: that of the mirror's row now, too. */
static struct peer *first_use(struct peers *peers)
{
	const size_t place = peers->listeners + peers->count++;

	peers->mirror->rows[place].second = 1;
	return &peers->rows[place];
}

static struct peer *enter(struct peers *peers, uint64_t hash, uint16_t listener,
	const struct address *address, int64_t now)
{
	struct peer *peer = peers->count < peers->maximum ? first_use(peers) : evict(peers);

	*peer = (struct peer){.address = *address,
		.listener = listener,
		.hash = hash,
		.first = now,
		.begun = peers->second,
		.second = peers->second,
		.seconds = 1};
	take_place(peers, peer);
	join(peers, peer);
	return peer;
}

static uint64_t span_of(uint64_t second)
{
	return second / PEER_SPAN;
}

/* The first message of a second: he is the least silent now. */
static void begin_second(struct peers *peers, struct peer *peer)
{
	const uint64_t span = span_of(peers->second);
	uint64_t empty = span_of(peer->second) + 1;

	if (span >= PEER_SPANS && empty < span - PEER_SPANS + 1)
		empty = span - PEER_SPANS + 1;
	for (; empty <= span; empty++)
		peer->spans[empty % PEER_SPANS] = 0;
	leave(peers, peer);
	peer->regular = peer->regular || peer->journaled > 0;
	peer->second = peers->second;
	peer->seconds++;
	join(peers, peer);
}

struct peer *peers_hear(
	struct peers *peers, uint16_t listener, const struct address *address, int64_t now)
{
	struct peer *peer = peers->latest;

	if (!peer || !is_of(peer, listener, address)) {
		const uint64_t hash = hash_of(peers, listener, address);

		peer = find(peers, hash, listener, address);
		if (!peer)
			peer = enter(peers, hash, listener, address, now);
		peers->latest = peer;
	}
	if (peer->second != peers->second)
		begin_second(peers, peer);
	peer->last = now;
	peer->spans[span_of(peers->second) % PEER_SPANS]++;
	return peer;
}

void peer_note_skew(struct peer *peer, int64_t skew)
{
	peer->skews[peer->skew_count++ % PEER_SKEWS] = skew;
}

uint64_t peers_second(struct peers *peers)
{
	uint64_t evicted = peers->evicted;

	peers->second++;
	peers->evicted = 0;
	return evicted;
}

const struct peers *peers_mirror(struct peers *peers)
{
	struct peers *mirror = peers->mirror;

	mirror->second = peers->second;
	mirror->count = peers->count;
	memcpy(mirror->rows, peers->rows, peers_count(peers) * sizeof(*peers->rows));
	return mirror;
}

size_t peers_count(const struct peers *peers)
{
	return peers->listeners + peers->count;
}

const struct peer *peers_row(const struct peers *peers, size_t place)
{
	return &peers->rows[place];
}

uint64_t peers_silence(const struct peers *peers, const struct peer *peer)
{
	return peers->second - peer->second;
}

bool peer_usual_pause(const struct peer *peer, uint64_t *pause)
{
	if (peer->seconds < SECONDS_LEAST)
		return false;
	*pause = (peer->second - peer->begun) / (peer->seconds - 1);
	return true;
}

uint64_t peers_last_minute(const struct peers *peers, const struct peer *peer)
{
	const uint64_t now = span_of(peers->second), heard = span_of(peer->second);
	uint64_t sum = 0;

	for (uint64_t age = 0; age < PEER_SPANS && age <= now; age++)
		if (now - age <= heard && heard - (now - age) < PEER_SPANS)
			sum += peer->spans[(now - age) % PEER_SPANS];
	return sum;
}

uint64_t peer_read(const struct peer *peer)
{
	uint64_t sum = peer->journaled + peer->duplicates + peer->shed + peer->joined;

	for (int i = 0; i < REFUSALS; i++)
		sum += peer->refused[i];
	return sum;
}

static int compare(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

bool peer_skew(const struct peer *peer, int64_t *median)
{
	size_t count = peer->skew_count < PEER_SKEWS ? peer->skew_count : PEER_SKEWS;
	int64_t sorted[PEER_SKEWS];

	if (count == 0)
		return false;
	memcpy(sorted, peer->skews, sizeof(sorted));
	qsort(sorted, count, sizeof(*sorted), compare);
	*median = sorted[count / 2];
	return true;
}
