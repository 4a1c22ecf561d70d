/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A million senders: what an account costs where there is no room, the longest that any of them
 * took, the longest that a copy of the table for `correlator sources` took, and its memory.
 * Prints "NANOSECONDS MICROSECONDS MICROSECONDS KIBIBYTES".
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/duration.h"
#include "input/peers.h"

enum { SENDERS = 1000000, COPY_EVERY = 100000 };

/* Of the processor: what others take of it is not ours. */
static int64_t now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

static long memory(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

static int64_t copy(struct peers *peers)
{
	const int64_t begin = now();

	peers_mirror(peers);
	return now() - begin;
}

int main(void)
{
	const long before = memory();
	struct peers *peers = peers_new(1, 1, PEERS_MAXIMUM);
	int64_t longest = 0, longest_copy = 0, sum = 0;
	long table;

	for (uint32_t i = 0; i < SENDERS; i++) {
		struct address address = {{[10] = 0xff, [11] = 0xff}};
		int64_t begin, took;

		memcpy(address.bytes + 12, &i, sizeof(i));
		begin = now();
		peers_hear(peers, 0, &address, begin)->journaled++;
		took = now() - begin;
		sum += took;
		longest = took > longest ? took : longest;
	}
	table = memory() - before;
	for (int i = 0; i < SENDERS / COPY_EVERY; i++) {
		const int64_t took = copy(peers);

		longest_copy = took > longest_copy ? took : longest_copy;
	}
	printf("%" PRId64 " %" PRId64 " %" PRId64 " %ld\n", sum / SENDERS, longest / 1000,
		longest_copy / 1000, table);
	peers_free(peers);
	return 0;
}
