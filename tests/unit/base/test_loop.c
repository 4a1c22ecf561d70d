/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/loop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/duration.h"

/* A loop, two pipes, and what happened, one letter each. */
struct fixture {
	struct loop *loop;
	struct watch *watch;
	int first[2], second[2];
	char seen[64];
	size_t count;
	size_t stop_at; /* letters */
};

static void note(struct fixture *fixture, char letter)
{
	assert_true(fixture->count < sizeof(fixture->seen) - 1);
	fixture->seen[fixture->count++] = letter;
	if (fixture->count == fixture->stop_at)
		loop_stop(fixture->loop);
}

static int setup(void **state)
{
	static struct fixture fixture;

	memset(&fixture, 0, sizeof(fixture));
	fixture.loop = loop_new();
	*state = &fixture;
	if (pipe2(fixture.first, O_NONBLOCK) != 0 || pipe2(fixture.second, O_NONBLOCK) != 0)
		return -1;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	loop_free(fixture->loop);
	for (int end = 0; end < 2; end++) {
		close(fixture->first[end]);
		close(fixture->second[end]);
	}
	return 0;
}

static void send(const int ends[2])
{
	assert_int_equal(write(ends[1], "x", 1), 1);
}

static void receive(const int ends[2])
{
	char byte;

	assert_int_equal(read(ends[0], &byte, 1), 1);
}

static void first_readable(void *context)
{
	struct fixture *fixture = context;

	receive(fixture->first);
	note(fixture, 'a');
}

static void second_readable(void *context)
{
	struct fixture *fixture = context;

	receive(fixture->second);
	note(fixture, 'b');
}

static void after_turn(void *context)
{
	note(context, '.');
}

static void after_turn_send_again(void *context)
{
	struct fixture *fixture = context;

	note(fixture, '.');
	send(fixture->first);
}

static void a_turn_ends_after_all_that_was_ready(void **state)
{
	struct fixture *fixture = *state;
	struct watch *a, *b;

	a = loop_readable(fixture->loop, fixture->first[0], first_readable, fixture);
	b = loop_readable(fixture->loop, fixture->second[0], second_readable, fixture);
	loop_after_turn(fixture->loop, after_turn, fixture);
	send(fixture->first);
	send(fixture->second);
	fixture->stop_at = 2;
	loop_run(fixture->loop);
	/* The order of the two is not promised. */
	assert_true(strcmp(fixture->seen, "ab.") == 0 || strcmp(fixture->seen, "ba.") == 0);
	watch_free(a);
	watch_free(b);
}

static void each_turn_ends_once(void **state)
{
	struct fixture *fixture = *state;
	struct watch *a =
		loop_readable(fixture->loop, fixture->first[0], first_readable, fixture);

	loop_after_turn(fixture->loop, after_turn_send_again, fixture);
	send(fixture->first);
	fixture->stop_at = 6;
	loop_run(fixture->loop);
	assert_string_equal(fixture->seen, "a.a.a.");
	watch_free(a);
}

static void runs_again_after_a_stop(void **state)
{
	struct fixture *fixture = *state;
	struct watch *a =
		loop_readable(fixture->loop, fixture->first[0], first_readable, fixture);

	for (fixture->stop_at = 1; fixture->stop_at <= 2; fixture->stop_at++) {
		send(fixture->first);
		loop_run(fixture->loop);
	}
	assert_string_equal(fixture->seen, "aa");
	watch_free(a);
}

static void writable(void *context)
{
	struct fixture *fixture = context;

	note(fixture, 'w');
	watch_free(fixture->watch); /* a watch may be freed in its own callback */
}

static void tick(void *context)
{
	note(context, 't');
}

static void count_turn(void *context)
{
	size_t *turns = context;

	++*turns;
}

static void writable_and_timers(void **state)
{
	struct fixture *fixture = *state;
	size_t turns = 0;
	struct watch *timer = loop_every(fixture->loop, 1 * MILLISECONDS, tick, fixture);

	fixture->watch = loop_writable(fixture->loop, fixture->first[1], writable, fixture);
	loop_after_turn(fixture->loop, count_turn, &turns);
	fixture->stop_at = 4;
	loop_run(fixture->loop);
	assert_string_equal(fixture->seen, "wttt");
	assert_in_range(turns, 1, 4); /* a turn waits until something happens */
	watch_free(timer);
}

static void signals(void **state)
{
	struct fixture *fixture = *state;
	struct watch *watch = loop_signal(fixture->loop, SIGUSR1, tick, fixture);

	fixture->stop_at = 1;
	raise(SIGUSR1);
	loop_run(fixture->loop);
	assert_string_equal(fixture->seen, "t");
	watch_free(watch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_turn_ends_after_all_that_was_ready, setup, teardown),
		cmocka_unit_test_setup_teardown(each_turn_ends_once, setup, teardown),
		cmocka_unit_test_setup_teardown(runs_again_after_a_stop, setup, teardown),
		cmocka_unit_test_setup_teardown(writable_and_timers, setup, teardown),
		cmocka_unit_test_setup_teardown(signals, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
