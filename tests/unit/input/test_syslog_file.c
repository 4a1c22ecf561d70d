/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/text.h"
#include "unit/base/fast_timers.h"
#include "unit/input/listener.h"

/* A folder, and what the journal would know of it. */
struct fixture {
	char folder[PATH_BYTES / 2];
	char pattern[PATH_BYTES];
	const char *patterns[1];
	struct positions *positions;
};

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	assert_non_null(getcwd(fixture->folder, sizeof(fixture->folder) - 16));
	strcat(fixture->folder, "/files.XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	snprintf(fixture->pattern, sizeof(fixture->pattern), "%s/*.log", fixture->folder);
	fixture->patterns[0] = fixture->pattern;
	fixture->positions = positions_new();
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;
	struct text command = {0};

	text_printf(&command, "rm -r '%s'", fixture->folder);
	assert_int_equal(system(text_get(&command)), 0);
	text_free(&command);
	positions_free(fixture->positions);
	free(fixture);
	return 0;
}

static const char *path_of(const struct fixture *fixture, const char *name)
{
	static char path[2][PATH_BYTES];
	static int turn;

	turn = !turn;
	snprintf(path[turn], sizeof(path[turn]), "%s/%s", fixture->folder, name);
	return path[turn];
}

static void append(const struct fixture *fixture, const char *name, const char *content)
{
	FILE *file = fopen(path_of(fixture, name), "a");

	assert_non_null(file);
	fputs(content, file);
	fclose(file);
}

static void *setting(struct listener *listener, const char *name)
{
	return (char *)listener->settings + option_find(listener->type->options, name)->offset;
}

/* The daemon starts; what it knows is what was journaled and noted before. */
static struct listener *begin(struct fixture *fixture)
{
	struct listener *listener = listener_new("syslog-file");
	struct error error = {""};

	*(struct string_list *)setting(listener, "files") =
		(struct string_list){fixture->patterns, 1};
	listener->positions = fixture->positions;
	listener->intake.positions = fixture->positions;
	if (!listener_open(listener, &error))
		fail_msg("%s", error.text);
	return listener;
}

/* Until it is on record that the files are followed. */
static void wait_for_notes(struct listener *listener, uint64_t notes)
{
	listener_wait(listener, &listener->notes, notes);
}

static bool has(const struct listener *listener, const char *message)
{
	for (size_t i = 0; i < listener->count; i++)
		if (slice_equals(event_get(listener->events[i], EVENT_MESSAGE), message))
			return true;
	return false;
}

static void only_what_comes_after_the_first_start(void **state)
{
	struct fixture *fixture = *state;
	struct listener *listener;

	append(fixture, "a.log", "app: old\n");
	listener = begin(fixture);
	wait_for_notes(listener, 2); /* the file's, and the pattern's */
	append(fixture, "a.log", "app: new\n");
	append(fixture, "b.log", "app: made later\n");
	listener_run(listener, 2);
	assert_int_equal(listener->count, 2);
	assert_true(has(listener, "new") && has(listener, "made later"));
	assert_int_equal(listener->type->account(listener->input)->files, 2);
	listener_free(listener);
}

static void later_starts_go_on(void **state)
{
	struct fixture *fixture = *state;
	struct listener *listener = begin(fixture);

	wait_for_notes(listener, 1);
	append(fixture, "a.log", "app: 1\n");
	append(fixture, "b.log", "app: 2\n");
	listener_run(listener, 2);
	listener_free(listener);
	append(fixture, "a.log", "app: 3\n");
	assert_int_equal(rename(path_of(fixture, "a.log"), path_of(fixture, "a.log.1")), 0);
	append(fixture, "a.log", "app: 4\n");
	append(fixture, "c.log", "app: 5\n");
	listener = begin(fixture);
	listener_run(listener, 3);
	assert_int_equal(listener->count, 3);
	assert_true(has(listener, "3") && has(listener, "4") && has(listener, "5"));
	listener_free(listener);
}

/* While it is read the file has another name, and its name is another file's. */
static void renamed_and_made_anew(void **state)
{
	struct fixture *fixture = *state;
	struct listener *listener = begin(fixture);

	wait_for_notes(listener, 1);
	append(fixture, "a.log", "app: 1\n");
	listener_run(listener, 1);
	rename(path_of(fixture, "a.log"), path_of(fixture, "a.log.1"));
	append(fixture, "a.log.1", "app: 2\n"); /* the program does not know yet */
	append(fixture, "a.log", "app: 3\n");
	listener_run(listener, 3);
	append(fixture, "a.log.1", "app: 4\n");
	listener_run(listener, 4);
	assert_int_equal(listener->count, 4);
	assert_true(has(listener, "2") && has(listener, "3") && has(listener, "4"));
	listener_free(listener);
}

static void waits_while_there_is_no_room(void **state)
{
	struct fixture *fixture = *state;
	struct listener *listener = begin(fixture);
	struct text lines = {0};

	wait_for_notes(listener, 1);
	for (int i = 0; i < 3000; i++)
		text_printf(&lines, "app: %d\n", i);
	listener->room = 10;
	append(fixture, "a.log", text_get(&lines));
	listener_run(listener, 10);
	listener->type->pause(listener->input, true); /* as the daemon does it then */
	assert_int_equal(listener->count, 10);
	listener->room = SIZE_MAX;
	listener->type->pause(listener->input, false);
	listener_run(listener, 3000);
	assert_int_equal(listener->count, 3000);
	for (int i = 0; i < 3000; i++) {
		struct slice message = event_get(listener->events[i], EVENT_MESSAGE);
		int64_t number;

		assert_true(slice_to_integer(message, &number));
		assert_int_equal(number, i);
	}
	assert_int_equal(listener->type->account(listener->input)->read, 3000);
	text_free(&lines);
	listener_free(listener);
}

static void a_hostname_counts_from_relays(void **state)
{
	struct fixture *fixture = *state;
	struct listener *listener;
	struct address address;

	for (int relay = 0; relay < 2; relay++) {
		struct prefix here = {0};

		listener = listener_new("syslog-file");
		assert_true(prefix_parse(slice_of("127.0.0.1"), &here));
		listener->settings->relays = (struct prefix_list){&here, (size_t)relay};
		*(struct string_list *)setting(listener, "files") =
			(struct string_list){fixture->patterns, 1};
		*(bool *)setting(listener, "from_beginning") = true;
		if (relay == 0)
			append(fixture, "a.log", "<13>Oct 11 22:14:15 there app: 1\n");
		assert_true(listener_open(listener, NULL));
		listener_run(listener, 1);
		assert_true(event_peer(listener->events[0], &address));
		assert_true(address_is_ipv4(&address));
		assert_int_equal(!!(listener->events[0]->flags & EVENT_RELAYED), relay);
		listener_free(listener);
	}
}

static void only_whole_paths(void **state)
{
	static const char *const relative[] = {"a.log"};
	struct listener *listener = listener_new("syslog-file");
	struct error error;

	(void)state;
	*(struct string_list *)setting(listener, "files") =
		(struct string_list){(const char **)(uintptr_t)relative, 1};
	assert_false(listener->type->check(listener->settings, &error));
	assert_string_equal(
		error.text, "files: 'a.log' must be a whole path, as '/var/log/a.log'");
	listener_free(listener);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			only_what_comes_after_the_first_start, setup, teardown),
		cmocka_unit_test_setup_teardown(later_starts_go_on, setup, teardown),
		cmocka_unit_test_setup_teardown(renamed_and_made_anew, setup, teardown),
		cmocka_unit_test_setup_teardown(waits_while_there_is_no_room, setup, teardown),
		cmocka_unit_test_setup_teardown(a_hostname_counts_from_relays, setup, teardown),
		cmocka_unit_test(only_whole_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
