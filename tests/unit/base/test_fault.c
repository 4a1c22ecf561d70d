/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/fault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

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

/* A test whose fault is misspelt must not pass. */
static void nonsense_ends_the_process(void **state)
{
	const char *const rows[] = {
		"here", "here:kill", "here:kill:", "here:kill:0", "here:stop:1"};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(WTERMSIG(ending(rows[i], 1)), SIGABRT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kills_at_the_chosen_time),
		cmocka_unit_test(nonsense_ends_the_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
