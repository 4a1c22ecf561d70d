/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/previous.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "event/position.h"
#include "input/syslog_parse.h"

/* One line from a peer; what comes of it stands in `room`. */
struct said {
	const char *peer, *line;
	uint64_t times;      /* 0: it is an event of its own */
	const char *message; /* of what stands in the room; NULL: its own */
};

struct fixture {
	struct previous *previous;
	void *room;
	uint64_t claimed;
	struct position position;
};

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	fixture->previous = previous_new(7);
	fixture->room = malloc(EVENT_MAXIMUM);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	previous_free(fixture->previous);
	free(fixture->room);
	free(fixture);
	return 0;
}

static uint64_t take(struct fixture *fixture, const char *peer, struct slice line)
{
	struct address address;
	const struct syslog_context context = {.now = 1346241603000000000,
		.peer = &address,
		.position = fixture->position.file ? &fixture->position : NULL};
	size_t size;

	assert_true(address_parse(slice_of(peer), &address));
	size = syslog_parse(line, &context, fixture->room, EVENT_MAXIMUM);
	return previous_take(fixture->previous, fixture->room, &size, &fixture->claimed);
}

static void assert_message(const struct fixture *fixture, const char *message)
{
	struct slice got = slice_trim(event_get(fixture->room, EVENT_MESSAGE));

	if (!slice_equals(got, message))
		fail_msg("'%.*s', not '%s'", SLICE_PRINT(got), message);
}

static void what_counts_for_what(void **state)
{
	static const struct said said[] = {
		/* nothing was said before */
		{"10.0.0.1", "<13>Oct 11 22:14:15 a last message repeated 5 times", 0, NULL},
		/* sysklogd, BSD, Junos */
		{"10.0.0.1", "<13>Oct 11 22:14:15 a app[1]: fan stopped", 0, "fan stopped"},
		{"10.0.0.1", "<13>Oct 11 22:14:25 a last message repeated 5 times", 5,
			"fan stopped"},
		{"10.0.0.1", "<13>Oct 11 22:14:35 a last message repeated 1 time", 1,
			"fan stopped"},
		/* another host, another peer: another source */
		{"10.0.0.1", "<13>Oct 11 22:14:35 b last message repeated 2 times", 0, NULL},
		{"10.0.0.2", "<13>Oct 11 22:14:35 a last message repeated 2 times", 0, NULL},
		{"10.0.0.1", "<13>Oct 11 22:14:36 a last message repeated 7 times", 7,
			"fan stopped"},
		/* without a host, "last" looks like one */
		{"10.0.0.3", "<13>Oct 11 22:14:15 app[1]: disk full", 0, "disk full"},
		{"10.0.0.3", "<13>Oct 11 22:14:16 last message repeated 3 times", 3,
			"disk full"},
		/* with a program, and with blanks at the end */
		{"10.0.0.4", "<13>Oct 11 22:14:15 a app[1]: link down", 0, "link down"},
		{"10.0.0.4", "<13>Oct 11 22:14:16 a syslogd: last message repeated 12 times ",
			12, "link down"},
		/* rsyslog: only for the message it names */
		{"10.0.0.5", "<13>Oct 11 22:14:15 a app[1]: link up", 0, "link up"},
		{"10.0.0.5",
			"<13>Oct 11 22:14:16 a app[1]: message repeated 4 times: [ link up]", 4,
			"link up"},
		{"10.0.0.5",
			"<13>Oct 11 22:14:16 a app[1]: message repeated 4 times: [ link down]",
			0, NULL},
		/* what only looks like it */
		{"10.0.0.6", "<13>Oct 11 22:14:15 a app[1]: x", 0, "x"},
		{"10.0.0.6", "<13>Oct 11 22:14:15 a app: last message repeated 0 times", 0,
			NULL},
		{"10.0.0.6", "<13>Oct 11 22:14:15 a app: last message repeated many times", 0,
			NULL},
		{"10.0.0.6", "<13>Oct 11 22:14:15 a app: last message repeated 5 times again",
			0, NULL},
		{"10.0.0.6", "<13>Oct 11 22:14:15 a app: blast message repeated 5 times", 0,
			NULL},
		{"10.0.0.6", "<13>Oct 11 22:14:15 a app: message repeated 5 times: none", 0,
			NULL},
		{"10.0.0.6", "<13>Oct 11 22:14:15 a app: last message repeated -5 times", 0,
			NULL},
	};

	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		struct fixture *fixture = *state;
		uint64_t times = take(fixture, said[i].peer, slice_of(said[i].line));

		if (times != said[i].times)
			fail_msg("%s: %llu times", said[i].line, (unsigned long long)times);
		if (said[i].message)
			assert_message(fixture, said[i].message);
		assert_true(event_valid(slice_make(
			fixture->room, ((const struct event *)fixture->room)->size)));
	}
}

static void absurd_counts_are_cut(void **state)
{
	static const char *const lines[] = {
		"<13>Oct 11 22:14:16 a last message repeated 1000001 times",
		"<13>Oct 11 22:14:16 a last message repeated 99999999999999999999999 times",
	};
	struct fixture *fixture = *state;

	take(fixture, "10.0.0.1", slice_of("<13>Oct 11 22:14:15 a app[1]: x"));
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		assert_int_equal(
			take(fixture, "10.0.0.1", slice_of(lines[i])), PREVIOUS_TIMES_MAXIMUM);
		assert_true(fixture->claimed > PREVIOUS_TIMES_MAXIMUM);
	}
}

/* The line of a file that says so takes the file on, not the one that it is about. */
static void the_position_is_that_of_the_line(void **state)
{
	struct fixture *fixture = *state;
	struct position position;

	fixture->position = (struct position){3, 100, 1};
	take(fixture, "127.0.0.1", slice_of("Oct 11 22:14:15 a app[1]: x"));
	fixture->position = (struct position){3, 200, 2};
	assert_int_equal(take(fixture, "127.0.0.1",
				 slice_of("Oct 11 22:14:16 a last message repeated 3 times")),
		3);
	assert_true(position_of_event(fixture->room, &position));
	assert_memory_equal(&position, &fixture->position, sizeof(position));
	assert_message(fixture, "x");
}

static void long_messages_are_not_remembered(void **state)
{
	struct fixture *fixture = *state;
	char *line = calloc(1, PREVIOUS_MAXIMUM + 1);

	memset(line, 'x', PREVIOUS_MAXIMUM);
	memcpy(line, "<13>Oct 11 22:14:15 a app[1]: ", 30);
	take(fixture, "10.0.0.1", slice_of("<13>Oct 11 22:14:15 a app[1]: short"));
	take(fixture, "10.0.0.1", slice_of(line));
	assert_int_equal(
		take(fixture, "10.0.0.1",
			slice_of("<13>Oct 11 22:14:16 a last message repeated 3 times")),
		0);
	free(line);
}

/* Spoofed sources take the places of those that are silent, not of one that speaks. */
static void too_many_sources(void **state)
{
	struct fixture *fixture = *state;
	char peer[32];

	for (int i = 0; i < 4 * PREVIOUS_SOURCES; i++) {
		snprintf(peer, sizeof(peer), "10.%d.%d.1", i / 256, i % 256);
		take(fixture, peer, slice_of("<13>Oct 11 22:14:15 a app[1]: x"));
		if (i % 16 == 0)
			take(fixture, "192.0.2.1",
				slice_of("<13>Oct 11 22:14:15 a app[1]: honest"));
	}
	assert_int_equal(
		take(fixture, "192.0.2.1",
			slice_of("<13>Oct 11 22:14:16 a last message repeated 3 times")),
		3);
	assert_message(fixture, "honest");
	assert_int_equal(
		take(fixture, "10.0.0.1",
			slice_of("<13>Oct 11 22:14:16 a last message repeated 3 times")),
		0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_counts_for_what, setup, teardown),
		cmocka_unit_test_setup_teardown(absurd_counts_are_cut, setup, teardown),
		cmocka_unit_test_setup_teardown(
			the_position_is_that_of_the_line, setup, teardown),
		cmocka_unit_test_setup_teardown(
			long_messages_are_not_remembered, setup, teardown),
		cmocka_unit_test_setup_teardown(too_many_sources, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
