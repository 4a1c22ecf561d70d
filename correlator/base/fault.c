/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/fault.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/slice.h"

enum action { ACTION_KILL, ACTION_DELAY, ACTION_FAIL, ACTION_SHORT };

enum { WISHES_MAXIMUM = 16 };

struct wish {
	struct slice name;
	enum action action;
	int64_t value; /* errno, or milliseconds */
	int64_t from, to;
	atomic_llong passed;
};

/* What CORRELATOR_FAULT asks for; read once, at the first fault point. */
static struct {
	pthread_once_t once;
	struct wish wishes[WISHES_MAXIMUM];
	size_t count;
} wanted = {.once = PTHREAD_ONCE_INIT};

static bool read_action(struct slice word, struct wish *wish)
{
	static const struct {
		const char *name;
		enum action action;
		int value;
	} actions[] = {
		{"kill", ACTION_KILL, 0},
		{"ENOSPC", ACTION_FAIL, ENOSPC},
		{"EIO", ACTION_FAIL, EIO},
		{"short", ACTION_SHORT, 0},
	};

	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		if (slice_equals(word, actions[i].name)) {
			wish->action = actions[i].action;
			wish->value = actions[i].value;
			return true;
		}
	wish->action = ACTION_DELAY;
	return slice_equals(slice_part(word, 0, 6), "delay=") &&
	       slice_to_integer(slice_from(word, 6), &wish->value) && wish->value >= 0;
}

/* "3", "3+" or "3-5". */
static bool read_when(struct slice word, struct wish *wish)
{
	size_t dash = slice_find(word, 0, '-'), plus = slice_find(word, 0, '+');
	size_t end = dash < plus ? dash : plus;

	if (!slice_to_integer(slice_part(word, 0, end), &wish->from) || wish->from < 1)
		return false;
	if (plus != SIZE_MAX)
		wish->to = INT64_MAX;
	else if (dash == SIZE_MAX)
		wish->to = wish->from;
	else
		return slice_to_integer(slice_from(word, dash + 1), &wish->to) &&
		       wish->to >= wish->from;
	return plus == SIZE_MAX || plus + 1 == word.length;
}

static bool read_wish(struct slice word, struct wish *wish)
{
	size_t first = slice_find(word, 0, ':');
	size_t second = first == SIZE_MAX ? SIZE_MAX : slice_find(word, first + 1, ':');

	if (second == SIZE_MAX || first == 0)
		return false;
	wish->name = slice_part(word, 0, first);
	return read_action(slice_part(word, first + 1, second - first - 1), wish) &&
	       read_when(slice_from(word, second + 1), wish);
}

static void read_environment(void)
{
	struct slice text = slice_of(getenv("CORRELATOR_FAULT"));

	while (text.length > 0) {
		size_t comma = slice_find(text, 0, ',');
		struct slice word = slice_part(text, 0, comma);

		if (wanted.count == WISHES_MAXIMUM ||
			!read_wish(word, &wanted.wishes[wanted.count])) {
			fprintf(stderr,
				"error fault: CORRELATOR_FAULT holds \"%.*s\"; it must be up "
				"to "
				"%d of NAME:ACTION:WHEN with kill, delay=MS, ENOSPC, EIO or "
				"short, and 3, 3+ or 3-5\n",
				SLICE_PRINT(word), WISHES_MAXIMUM);
			abort();
		}
		wanted.count++;
		text = slice_from(text, comma == SIZE_MAX ? text.length : comma + 1);
	}
}

/* The wish that is due at this passage of the point, of those two actions. */
static struct wish *due(const char *name, enum action one, enum action other)
{
	struct wish *found = NULL;

	pthread_once(&wanted.once, read_environment);
	for (size_t i = 0; i < wanted.count; i++) {
		struct wish *wish = &wanted.wishes[i];
		long long passage;

		if ((wish->action != one && wish->action != other) ||
			!slice_equals(wish->name, name))
			continue;
		passage = atomic_fetch_add(&wish->passed, 1) + 1;
		if (passage >= wish->from && passage <= wish->to)
			found = wish;
	}
	return found;
}

bool fault_enabled(void)
{
#ifdef ENABLE_FAULTS
	return true;
#else
	return false;
#endif
}

void fault_reached(const char *name)
{
	struct wish *wish = due(name, ACTION_KILL, ACTION_DELAY);

	if (!wish)
		return;
	if (wish->action == ACTION_KILL)
		raise(SIGKILL);
	nanosleep(&(struct timespec){wish->value / 1000, wish->value % 1000 * 1000000}, NULL);
}

bool fault_fails(const char *name)
{
	struct wish *wish = due(name, ACTION_FAIL, ACTION_FAIL);

	if (wish)
		errno = (int)wish->value;
	return wish != NULL;
}

size_t fault_length(const char *name, size_t length)
{
	return due(name, ACTION_SHORT, ACTION_SHORT) ? length / 2 : length;
}
