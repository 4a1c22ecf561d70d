/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/peers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/duration.h"

#define NOW (1346241600 * SECONDS)

static struct address numbered(uint32_t number)
{
	const uint8_t bytes[] = {
		10, (uint8_t)(number >> 16), (uint8_t)(number >> 8), (uint8_t)number};
	struct address address;

	address_from_bytes(slice_make(bytes, sizeof(bytes)), &address);
	return address;
}

static struct peer *hear(struct peers *peers, uint16_t listener, uint32_t number)
{
	const struct address address = numbered(number);
	struct peer *peer = peers_hear(peers, listener, &address, NOW);

	peer->journaled++;
	return peer;
}

/* The row of that sender; NULL: it is among the others. */
static const struct peer *find(const struct peers *peers, uint16_t listener, uint32_t number)
{
	const struct address address = numbered(number);

	for (size_t i = 0; i < peers_count(peers); i++) {
		const struct peer *peer = peers_row(peers, i);

		if (peer->seconds && peer->listener == listener &&
			address_equal(&peer->address, &address))
			return peer;
	}
	return NULL;
}

static uint64_t read_of(const struct peers *peers, uint16_t listener)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < peers_count(peers); i++)
		if (peers_row(peers, i)->listener == listener)
			sum += peer_read(peers_row(peers, i));
	return sum;
}

static void each_has_its_row(void **state)
{
	struct peers *peers = peers_new(1, 2, 8);
	struct address address = numbered(3);

	(void)state;
	for (uint32_t i = 0; i < 4; i++)
		hear(peers, 0, i);
	hear(peers, 1, 3);
	peers_hear(peers, 0, &address, NOW + SECONDS)->refused[REFUSED_VERSION]++;
	peers_hear(peers, 0, &address, NOW + SECONDS)->shed++;
	assert_int_equal(peers_count(peers), 2 + 5);
	assert_int_equal(peer_read(find(peers, 0, 3)), 3);
	assert_int_equal(find(peers, 0, 3)->first, NOW);
	assert_int_equal(find(peers, 0, 3)->last, NOW + SECONDS);
	assert_int_equal(peer_read(find(peers, 1, 3)), 1);
	assert_null(find(peers, 1, 2));
	peers_free(peers);
}

static void longest_silent_goes(void **state)
{
	struct peers *peers = peers_new(2, 1, 8);

	(void)state;
	for (uint32_t i = 0; i < 8; i++) {
		hear(peers, 0, i);
		peers_second(peers);
	}
	hear(peers, 0, 100);
	assert_null(find(peers, 0, 0));
	assert_non_null(find(peers, 0, 1));
	assert_int_equal(peers_second(peers), 1);
	assert_int_equal(peers_second(peers), 0);
	assert_int_equal(peers_row(peers, 0)->merged, 1);
	assert_int_equal(read_of(peers, 0), 9);
	peers_free(peers);
}

/* Whoever came back before and was understood outlives any number of strangers. */
static void forged_addresses_push_nobody_out(void **state)
{
	enum { REGULARS = 40, MAXIMUM = 64, FORGED = 100000 };
	struct peers *peers = peers_new(3, 1, MAXIMUM);
	struct address address;

	(void)state;
	for (int round = 0; round < 2; round++, peers_second(peers))
		for (uint32_t i = 0; i < REGULARS; i++)
			hear(peers, 0, i);
	for (uint32_t i = 0; i < FORGED; i++) {
		address = numbered(1000 + i);
		peers_hear(peers, 0, &address, NOW)->refused[REFUSED_SOURCE]++;
		if (i % 1000 == 0)
			peers_second(peers);
	}
	for (uint32_t i = 0; i < REGULARS; i++)
		assert_int_equal(peer_read(find(peers, 0, i)), 2);
	assert_int_equal(peers_count(peers), 1 + MAXIMUM);
	assert_int_equal(read_of(peers, 0), 2 * REGULARS + FORGED);
	peers_free(peers);
}

/* Regulars who are gone for good make room at last. */
static void newcomers_become_regulars(void **state)
{
	enum { MAXIMUM = 64 };
	struct peers *peers = peers_new(4, 1, MAXIMUM);

	(void)state;
	for (int generation = 0; generation < 3; generation++)
		for (int round = 0; round < 2; round++, peers_second(peers))
			for (uint32_t i = 0; i < MAXIMUM / 4; i++)
				for (uint32_t k = 0; k < 4; k++)
					hear(peers, 0,
						(uint32_t)generation * MAXIMUM + 4 * i + k);
	assert_null(find(peers, 0, 0));
	assert_int_equal(read_of(peers, 0), 3 * 2 * MAXIMUM);
	peers_free(peers);
}

/* A million senders in a table of the usual size: whatever is evicted, the sums stay exact, and
 * everyone who is in the table is found. */
static void a_million_senders(void **state)
{
	enum { SENDERS = 1000000 };
	struct peers *peers = peers_new(5, 2, PEERS_MAXIMUM);
	uint64_t evicted = 0;

	(void)state;
	for (uint32_t i = 0; i < SENDERS; i++) {
		hear(peers, (uint16_t)(i % 2), i);
		if (i % 10000 == 0)
			evicted += peers_second(peers);
	}
	evicted += peers_second(peers);
	assert_int_equal(peers_count(peers), 2 + PEERS_MAXIMUM);
	assert_int_equal(evicted, SENDERS - PEERS_MAXIMUM);
	assert_int_equal(read_of(peers, 0), SENDERS / 2);
	assert_int_equal(read_of(peers, 1), SENDERS / 2);
	for (uint32_t i = SENDERS - PEERS_MAXIMUM; i < SENDERS; i++)
		assert_int_equal(peer_read(hear(peers, (uint16_t)(i % 2), i)), 2);
	assert_int_equal(peers_second(peers), 0);
	assert_true(sizeof(struct peer) * PEERS_MAXIMUM < 16 << 20);
	peers_free(peers);
}

static void the_last_minute(void **state)
{
	struct peers *peers = peers_new(6, 1, 8);

	(void)state;
	for (int second = 0; second < 200; second++) {
		for (int i = 0; i < 3; i++)
			hear(peers, 0, 1);
		if (second == 0)
			assert_int_equal(peers_last_minute(peers, find(peers, 0, 1)), 3);
		peers_second(peers);
	}
	assert_in_range(peers_last_minute(peers, find(peers, 0, 1)), 3 * 55, 3 * 60);
	for (int second = 0; second < 30; second++)
		peers_second(peers);
	assert_in_range(peers_last_minute(peers, find(peers, 0, 1)), 3 * 25, 3 * 30);
	for (int second = 0; second < 30; second++)
		peers_second(peers);
	assert_int_equal(peers_last_minute(peers, find(peers, 0, 1)), 0);
	assert_int_equal(peers_silence(peers, find(peers, 0, 1)), 61);
	hear(peers, 0, 1);
	assert_int_equal(peers_last_minute(peers, find(peers, 0, 1)), 1);
	peers_free(peers);
}

static void what_is_usual(void **state)
{
	struct peers *peers = peers_new(7, 1, 8);
	uint64_t pause = 0;

	(void)state;
	for (int i = 0; i < 12; i++) {
		const struct peer *peer = hear(peers, 0, 1);

		hear(peers, 0, 1);
		assert_int_equal(peer_usual_pause(peer, &pause), i >= 9);
		for (int second = 0; second < 20; second++)
			peers_second(peers);
	}
	assert_int_equal(pause, 20);
	peers_free(peers);
}

/* One stamp that is off by a day says nothing about the clock. */
static void skew_is_a_median(void **state)
{
	struct peer peer = {0};
	int64_t skew;

	(void)state;
	assert_false(peer_skew(&peer, &skew));
	peer_note_skew(&peer, -3 * SECONDS);
	assert_true(peer_skew(&peer, &skew));
	assert_int_equal(skew, -3 * SECONDS);
	for (int i = 0; i < 20; i++)
		peer_note_skew(&peer, i % 4 ? 2 * SECONDS : 86400 * SECONDS);
	assert_true(peer_skew(&peer, &skew));
	assert_int_equal(skew, 2 * SECONDS);
	peer_note_skew(&peer, INT64_MIN);
	peer_note_skew(&peer, INT64_MAX);
	assert_true(peer_skew(&peer, &skew));
	assert_int_equal(skew, 2 * SECONDS);
}

static void a_mirror_is_what_was(void **state)
{
	struct peers *peers = peers_new(8, 1, 8);
	const struct peers *copy;

	(void)state;
	hear(peers, 0, 1);
	peers_second(peers);
	copy = peers_mirror(peers);
	hear(peers, 0, 1);
	hear(peers, 0, 2);
	assert_int_equal(peers_count(copy), 2);
	assert_int_equal(peer_read(find(copy, 0, 1)), 1);
	assert_int_equal(peers_silence(copy, find(copy, 0, 1)), 1);
	assert_int_equal(peers_last_minute(copy, find(copy, 0, 1)), 1);
	peers_free(peers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_has_its_row),
		cmocka_unit_test(longest_silent_goes),
		cmocka_unit_test(forged_addresses_push_nobody_out),
		cmocka_unit_test(newcomers_become_regulars),
		cmocka_unit_test(a_million_senders),
		cmocka_unit_test(the_last_minute),
		cmocka_unit_test(what_is_usual),
		cmocka_unit_test(skew_is_a_median),
		cmocka_unit_test(a_mirror_is_what_was),
	};

	return cmocka_run_group_tests_name("peers", tests, NULL, NULL);
}
