/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "daemon/restart.h"

static char folder[] = "correlator-restart-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	char path[64];

	(void)state;
	snprintf(path, sizeof(path), "%s/restart", folder);
	unlink(path);
	return rmdir(folder);
}

static int remove_file(void **state)
{
	char path[64];

	(void)state;
	snprintf(path, sizeof(path), "%s/restart", folder);
	unlink(path);
	return 0;
}

/* A start that gets as far as that record; 0: it lives. Gives the culprit it was told of. */
static uint64_t start(uint64_t dies_at)
{
	struct restart *restart = restart_open(folder, "abcde");
	uint64_t culprit;

	assert_non_null(restart);
	culprit = restart_culprit(restart);
	for (uint64_t number = 1; number <= 20; number++) {
		restart_note(restart, number);
		if (number == dies_at && !restart_skips(restart, number)) {
			restart_close(restart);
			return culprit;
		}
	}
	restart_over(restart);
	restart_close(restart);
	return culprit;
}

static bool skips(const char *epoch, uint64_t number)
{
	struct restart *restart = restart_open(folder, epoch);
	bool answer = restart_skips(restart, number);

	restart_close(restart);
	return answer;
}

static void two_deaths_at_one_record_are_enough(void **state)
{
	(void)state;
	assert_int_equal(start(7), 0);
	assert_int_equal(start(7), 0);
	assert_false(skips("other", 7));
	remove_file(NULL);
	assert_int_equal(start(7), 0);
	assert_int_equal(start(7), 0);
	assert_int_equal(start(7), 7); /* skips it, and lives */
	assert_int_equal(start(7), 0); /* for good, but it is told once */
	assert_true(skips("abcde", 7));
	assert_false(skips("abcde", 8));
}

static void different_records_are_chance(void **state)
{
	(void)state;
	assert_int_equal(start(7), 0);
	assert_int_equal(start(9), 0);
	assert_int_equal(start(7), 0);
	assert_int_equal(start(0), 0);
	assert_false(skips("abcde", 7));
	assert_false(skips("abcde", 9));
}

static void another_journal_begins_anew(void **state)
{
	(void)state;
	start(7);
	start(7);
	start(0);
	assert_true(skips("abcde", 7));
	assert_false(skips("fghij", 7));
}

static void without_a_file_nothing_is_noted(void **state)
{
	struct restart *restart = restart_open("/nowhere/at/all", "abcde");

	(void)state;
	assert_null(restart);
	restart_note(restart, 1);
	assert_false(restart_skips(restart, 1));
	assert_int_equal(restart_culprit(restart), 0);
	restart_over(restart);
	restart_close(restart);
}

static void a_torn_file_is_made_anew(void **state)
{
	char path[64];
	FILE *file;

	(void)state;
	snprintf(path, sizeof(path), "%s/restart", folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("CORRRST1abcde", file);
	fclose(file);
	assert_int_equal(start(7), 0);
	assert_int_equal(start(7), 0);
	assert_int_equal(start(7), 7);
}

static void swallow(void *context, enum log_level level, const char *line)
{
	(void)context;
	(void)level;
	(void)line;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(two_deaths_at_one_record_are_enough, remove_file),
		cmocka_unit_test_teardown(different_records_are_chance, remove_file),
		cmocka_unit_test_teardown(another_journal_begins_anew, remove_file),
		cmocka_unit_test(without_a_file_nothing_is_noted),
		cmocka_unit_test_teardown(a_torn_file_is_made_anew, remove_file),
	};

	log_set_sink(swallow, NULL);
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
