/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a listener costs beside receiving at all: a socket's buffer is filled, then the thread's
 * CPU time is measured until it is empty again; in turns with a bare socket whose buffer is as
 * large, so that both see the same machine. Whatever goes wrong ends the program with a
 * sentence.
 */
#ifndef TESTS_BENCH_DRAIN_H
#define TESTS_BENCH_DRAIN_H

#include "input/input.h"

enum { DRAIN_ROUNDS_MAXIMUM = 101 };

struct drain {
	/* Set by the caller: `intake` without peers and clock, and what is to be done after
	 * each turn of the loop, or NULL. */
	const struct input_type *type;
	struct intake intake;
	void (*turn)(void *context);

	struct loop *loop;
	struct input_settings *settings;
	struct input *listener;
	uint64_t want; /* messages that are settled when the loop stops */
	int sender, bare;
};

void drain_open(struct drain *drain);
void drain_close(struct drain *drain);

/* One datagram to the bare socket, or to the listener. */
void drain_send(const struct drain *drain, bool bare, struct slice bytes);

/* Messages that the listener has taken or refused. */
uint64_t drain_settled(const struct drain *drain);

/* Nanoseconds of CPU for one of `count` datagrams that were sent: with recvmmsg() alone as the
 * listener calls it, and `look` at each unless that is NULL; and through the listener. */
double drain_bare(const struct drain *drain, size_t count,
	void (*look)(void *context, struct slice bytes), void *context);
double drain_listener(struct drain *drain, size_t count);

/* Nanoseconds of CPU that this thread has used. */
int64_t drain_cpu_time(void);

/* Datagrams in hex, one a line of the file. */
struct slice *drain_read(const char *path, size_t *count);
void drain_free(struct slice *datagrams, size_t count);

/* The values are sorted. */
double drain_median(double *values, size_t count);

#endif
