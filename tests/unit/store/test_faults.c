/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Each statement fails once, each fault point kills once: a list is in the database whole or
 * not at all, and is taken when it is tried again.
 */
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/fault.h"
#include "base/text.h"
#include "unit/config/folder.h"
#include "unit/store/lists.h"

enum { STATEMENTS_TRIED = 14, TRIES = 3 };

static struct store *open_in(const struct folder *folder)
{
	const struct epochs epochs = epochs_of("k3fq9");
	char *file = folder_file(folder, "correlator.db");
	struct store *store = store_open(file, &epochs, NULL);

	free(file);
	return store;
}

static struct change_list *some_list(void)
{
	struct change_list *list = list_at(7);

	list_incident(list, "a", "open", 1);
	list_alarm(list, "1", "a", "raised");
	list_alert(list, "a", 1);
	list_delivery(list, "a", 1, "log");
	list_command(list, 7, 1, "a", "alice");
	return list;
}

/* Whole or not at all, as store_applied() says. */
static bool is_sound(struct store *store)
{
	struct text status = {0};
	const char *want =
		store_applied(store) == 7
			? "{\"incidents\":1,\"alarms\":1,\"alerts\":1,\"undelivered\":1}"
			: "{\"incidents\":0,\"alarms\":0,\"alerts\":0,\"undelivered\":0}";
	bool sound;

	store_status(store, &status);
	sound = strcmp(text_get(&status), want) == 0;
	text_free(&status);
	return sound;
}

/* Returns how many tries the list took; 0 when something was wrong. */
static int tries_under(const struct folder *folder, const char *fault)
{
	struct change_list *list = some_list();
	struct store *store = NULL;
	int tries = 1;

	setenv("CORRELATOR_FAULT", fault, 1);
	for (; !store && tries < TRIES; tries += !store)
		store = open_in(folder);
	for (; store && tries < TRIES && !store_apply(store, list, NULL); tries++)
		if (!is_sound(store) || store_applied(store) != 0)
			return 0;
	return store && store_applied(store) == 7 && is_sound(store) ? tries : 0;
}

/* How a process of its own ended, with what is left behind in the folder. */
static int ending(const struct folder *folder, const char *fault)
{
	int status;
	pid_t child = fork();

	if (child == 0)
		_exit(tries_under(folder, fault));
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void a_statement_that_fails_is_tried_again(void **state)
{
	int failed = 0;

	(void)state;
	for (int n = 1; n <= STATEMENTS_TRIED; n++) {
		struct folder folder;
		char fault[64];
		int status;

		snprintf(
			fault, sizeof(fault), "store-write:%s:%d", n % 2 ? "ENOSPC" : "EIO", n);
		folder_make(&folder);
		status = ending(&folder, fault);
		folder_remove(&folder);
		assert_true(WIFEXITED(status));
		assert_in_range(WEXITSTATUS(status), 1, 2);
		failed += WEXITSTATUS(status) == 2;
	}
	assert_in_range(failed, 8, STATEMENTS_TRIED - 1);
}

static void want_after_death(const char *fault, uint64_t applied)
{
	struct folder folder;
	struct store *store;

	folder_make(&folder);
	assert_true(WIFSIGNALED(ending(&folder, fault)));
	store = open_in(&folder);
	assert_int_equal(store_applied(store), applied);
	assert_true(is_sound(store));
	store_close(store);
	folder_remove(&folder);
}

static void death_leaves_a_list_whole_or_not_at_all(void **state)
{
	(void)state;
	want_after_death("store-commit:kill:1", 0);
	want_after_death("store-applied:kill:1", 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_statement_that_fails_is_tried_again),
		cmocka_unit_test(death_leaves_a_list_whole_or_not_at_all),
	};

	if (!fault_enabled())
		return 77;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
