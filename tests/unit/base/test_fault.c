/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/fault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Passes the point "here" `times` times in a process of its own; returns how that ended. */
static int ending(const char *fault, int times)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		setenv("CORRELATOR_FAULT", fault, 1);
		fault_reached("elsewhere");
		while (times--)
			fault_reached("here");
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void kills_at_the_chosen_time(void **state)
{
	(void)state;
	assert_int_equal(ending("here:kill:3", 2), 0);
	assert_int_equal(WTERMSIG(ending("here:kill:3", 3)), SIGKILL);
	assert_int_equal(WTERMSIG(ending("here:kill:1", 1)), SIGKILL);
	assert_int_equal(ending("there:kill:1", 3), 0);
	assert_int_equal(ending("", 3), 0);
}

/* What ten passages of "here" come to in a process of its own: a letter each. */
static void want_passages(const char *fault, const char *want)
{
	char got[11] = "";
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		setenv("CORRELATOR_FAULT", fault, 1);
		for (int i = 0; i < 10; i++) {
			char letter = '.';

			if (fault_fails("here"))
				letter = errno == ENOSPC ? 'n' : errno == EIO ? 'i' : '?';
			if (fault_length("here", 100) == 50)
				letter = 's';
			if (write(ends[1], &letter, 1) != 1)
				_exit(1);
		}
		_exit(0);
	}
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_int_equal(read(ends[0], got, 10), 10);
	close(ends[0]);
	close(ends[1]);
	assert_string_equal(got, want);
}

static void fails_at_the_chosen_times(void **state)
{
	(void)state;
	want_passages("here:ENOSPC:3", "..n.......");
	want_passages("here:EIO:8+", ".......iii");
	want_passages("here:ENOSPC:2-4,here:EIO:6-7", ".nnn.ii...");
	want_passages("there:EIO:1+,here:short:1-2", "ss........");
	want_passages("here:kill:1,here:delay=0:1+", "..........");
}

/* A test whose fault is misspelt must not pass. */
static void nonsense_ends_the_process(void **state)
{
	const char *const rows[] = {"here", "here:kill", "here:kill:", "here:kill:0",
		"here:stop:1", "here:kill:1x", "here:kill:3-2", "here:delay=x:1",
		"here:EIO:1,,"};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(WTERMSIG(ending(rows[i], 1)), SIGABRT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kills_at_the_chosen_time),
		cmocka_unit_test(fails_at_the_chosen_times),
		cmocka_unit_test(nonsense_ends_the_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
