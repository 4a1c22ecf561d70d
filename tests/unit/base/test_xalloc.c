/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/xalloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void nothing_is_a_valid_size(void **state)
{
	void *blocks[] = {xmalloc(0), xcalloc(0, 8), xcalloc(8, 0), xreallocarray(NULL, 0, 8),
		xmemdup(NULL, 0)};

	(void)state;
	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
		assert_non_null(blocks[i]);
		free(blocks[i]);
	}
}

static void copies(void **state)
{
	char *string = xstrdup("text");
	char *bytes = xmemdup("a\0b", 3);

	(void)state;
	assert_string_equal(string, "text");
	assert_memory_equal(bytes, "a\0b", 3);
	free(string);
	free(bytes);
}

static void an_array_grows_by_doubling(void **state)
{
	int *numbers = NULL;
	size_t capacity = 0, moves = 0;

	(void)state;
	for (size_t count = 0; count < 1000; count++) {
		size_t before = capacity;

		numbers = xgrow(numbers, count, &capacity, sizeof(*numbers));
		moves += capacity != before;
		numbers[count] = (int)count;
	}
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i);
	assert_int_equal(capacity, 1024);
	assert_int_equal(moves, 8);
	free(numbers);
}

/* Asks for more than there is, in a process of its own. */
static void more_than_there_is_ends_the_process(void **state)
{
	int status = 0;
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		close(STDERR_FILENO);
		free(xreallocarray(NULL, SIZE_MAX / 2, 4));
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_not_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_a_valid_size),
		cmocka_unit_test(copies),
		cmocka_unit_test(an_array_grows_by_doubling),
		cmocka_unit_test(more_than_there_is_ends_the_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
