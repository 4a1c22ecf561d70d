/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/fault.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/slice.h"

/* What CORRELATOR_FAULT asks for; read once, at the first fault point. */
static struct {
	pthread_once_t once;
	struct slice name; /* empty: nothing is asked for */
	atomic_llong left; /* how often the point is still passed */
} wanted = {.once = PTHREAD_ONCE_INIT};

static void read_environment(void)
{
	struct slice text = slice_of(getenv("CORRELATOR_FAULT"));

	if (text.length == 0)
		return;

	size_t first = slice_find(text, 0, ':');
	size_t second = slice_find(text, first == SIZE_MAX ? first : first + 1, ':');
	int64_t count = 0;

	if (second == SIZE_MAX ||
		!slice_equals(slice_part(text, first, second - first), ":kill") ||
		!slice_to_integer(slice_from(text, second + 1), &count) || count < 1) {
		fprintf(stderr,
			"error fault: CORRELATOR_FAULT is \"%.*s\"; it must be "
			"NAME:kill:COUNT\n",
			SLICE_PRINT(text));
		abort();
	}
	wanted.name = slice_part(text, 0, first);
	atomic_store(&wanted.left, count);
}

int fault_enabled(void)
{
#ifdef ENABLE_FAULTS
	return 1;
#else
	return 0;
#endif
}

void fault_reached(const char *name)
{
	pthread_once(&wanted.once, read_environment);
	if (!wanted.name.length || !slice_equals(wanted.name, name))
		return;
	if (atomic_fetch_sub(&wanted.left, 1) == 1)
		raise(SIGKILL);
}
