/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/assembly.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/duration.h"
#include "base/text.h"
#include "event/event.h"
#include "event/position.h"

struct fixture {
	struct loop *loop;
	struct assembly *assembly;
	struct input_account account;
	struct text got; /* messages that went on, each with '|' behind it, LF as '/' */
	uint64_t offset; /* that the last one had */
	uint16_t flags;
	size_t room;
	size_t count, want;
	struct datagram line; /* peer, stream and position of lines */
};

static bool take_on(void *context, const struct datagram *datagram, uint16_t flags)
{
	struct fixture *fixture = context;

	if (fixture->room == 0)
		return false;
	fixture->room--;
	for (size_t i = 0; i < datagram->bytes.length; i++)
		text_byte(&fixture->got,
			datagram->bytes.data[i] == '\n' ? '/' : datagram->bytes.data[i]);
	text_byte(&fixture->got, '|');
	fixture->offset = datagram->position ? datagram->position->offset : 0;
	fixture->flags = flags;
	if (++fixture->count == fixture->want)
		loop_stop(fixture->loop);
	return true;
}

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	struct error error = {""};

	fixture->loop = loop_new();
	fixture->room = SIZE_MAX;
	fixture->assembly = assembly_new("^[ \\t]|^$", 10 * MILLISECONDS, fixture->loop,
		&fixture->account, take_on, fixture, &error);
	assert_non_null(fixture->assembly);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	assembly_free(fixture->assembly);
	loop_free(fixture->loop);
	text_free(&fixture->got);
	free(fixture);
	return 0;
}

static bool take(struct fixture *fixture, const char *line)
{
	fixture->line.bytes = slice_of(line);
	return assembly_take(fixture->assembly, &fixture->line, 0);
}

static void from(struct fixture *fixture, int peer, uint64_t stream)
{
	fixture->line.peer.bytes[15] = (unsigned char)peer;
	fixture->line.stream = stream;
}

/* Until so many have gone on in all. */
static void run_until(struct fixture *fixture, size_t count)
{
	fixture->want = count;
	if (fixture->count < count)
		loop_run(fixture->loop);
	fixture->want = 0;
	assert_int_equal(fixture->count, count);
}

static void lines_of_one_source(void **state)
{
	static const struct {
		const char *lines[8];
		const char *got;
		size_t messages;
		uint64_t joined;
	} cases[] = {
		{{"a", "b", "c"}, "a|b|c|", 3, 0},
		{{"a", " b", "\tc", "d"}, "a/ b/\tc|d|", 2, 2},
		{{" a", " b"}, " a/ b|", 1, 1}, /* the one before is not known */
		{{"a", "", "b"}, "a/|b|", 2, 1},
		{{"<13>a", "<13> b", "<14> c", "<13>d"}, "<13>a/ b/ c|<13>d|", 2, 2},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fixture *fixture = *state;

		text_reset(&fixture->got);
		fixture->count = 0;
		fixture->account = (struct input_account){0};
		for (size_t j = 0; cases[i].lines[j]; j++)
			assert_true(take(fixture, cases[i].lines[j]));
		run_until(fixture, cases[i].messages);
		assert_string_equal(text_get(&fixture->got), cases[i].got);
		assert_int_equal(fixture->account.joined, cases[i].joined);
		assert_int_equal(fixture->account.waiting, 0);
	}
}

static void sources_are_kept_apart(void **state)
{
	struct fixture *fixture = *state;

	from(fixture, 1, 0);
	take(fixture, "a");
	from(fixture, 2, 0);
	take(fixture, "b");
	from(fixture, 2, 9);
	take(fixture, "c");
	from(fixture, 1, 0);
	take(fixture, " a");
	from(fixture, 2, 9);
	take(fixture, " c");
	assert_int_equal(fixture->account.waiting, 3);
	run_until(fixture, 3);
	assert_string_equal(text_get(&fixture->got), "b|a/ a|c/ c|");
}

/* What comes by another stream of that name is not its continuation. */
static void a_stream_that_ended(void **state)
{
	struct fixture *fixture = *state;

	from(fixture, 1, 9);
	take(fixture, "a");
	assembly_end(fixture->assembly, &fixture->line.peer, 9);
	assembly_end(fixture->assembly, &fixture->line.peer, 10);
	take(fixture, " b");
	take(fixture, " c");
	run_until(fixture, 2);
	assert_string_equal(text_get(&fixture->got), "a| b/ c|");
}

static void waits_for_room(void **state)
{
	struct fixture *fixture = *state;

	fixture->room = 0;
	assert_true(take(fixture, "a"));
	assert_true(take(fixture, " b"));
	assert_false(take(fixture, "c"));
	assert_false(take(fixture, "c"));
	fixture->room = 1;
	assert_true(take(fixture, "c"));
	assert_string_equal(text_get(&fixture->got), "a/ b|");
	fixture->room = 1;
	run_until(fixture, 2);
	assert_string_equal(text_get(&fixture->got), "a/ b|c|");
}

static void the_position_is_that_of_the_last_line(void **state)
{
	struct fixture *fixture = *state;
	struct position position = {3, 100, 0};

	fixture->line.position = &position;
	take(fixture, "a");
	position.offset = 200;
	assembly_take(fixture->assembly,
		&(struct datagram){.bytes = slice_of(" b"), .position = &position}, EVENT_CUT);
	position.offset = 300;
	run_until(fixture, 1);
	assert_int_equal(fixture->offset, 200);
	assert_int_equal(fixture->flags, EVENT_CUT);
}

static void a_message_has_its_limits(void **state)
{
	struct fixture *fixture = *state;
	char *line = calloc(1, 40001);

	take(fixture, "a");
	for (int i = 1; i <= ASSEMBLY_LINES; i++)
		take(fixture, " b");
	assert_int_equal(fixture->count, 1);
	assert_int_equal(fixture->account.joined, ASSEMBLY_LINES - 1);
	run_until(fixture, 2);
	memset(line, ' ', 40000);
	text_reset(&fixture->got);
	take(fixture, line);
	take(fixture, line);
	assert_int_equal(fixture->count, 3);
	run_until(fixture, 4);
	free(line);
}

static void under_pressure_lines_go_on_as_they_are(void **state)
{
	struct fixture *fixture = *state;

	for (uint64_t stream = 1; stream <= ASSEMBLY_WAITING; stream++) {
		from(fixture, 1, stream);
		assert_true(take(fixture, "a"));
	}
	from(fixture, 1, ASSEMBLY_WAITING + 1);
	assert_true(take(fixture, "one too many"));
	assert_true(take(fixture, " more of it"));
	assert_int_equal(fixture->account.unassembled, 2);
	assert_int_equal(fixture->count, 2);
	assert_string_equal(text_get(&fixture->got), "one too many| more of it|");
	run_until(fixture, 2 + ASSEMBLY_WAITING);
	assert_true(take(fixture, "there is room again"));
	assert_true(take(fixture, " for more"));
	run_until(fixture, 3 + ASSEMBLY_WAITING);
	assert_int_equal(fixture->account.unassembled, 2);
}

/* Long messages of many: memory has an end, and comes back. */
static void memory_has_an_end(void **state)
{
	struct fixture *fixture = *state;
	char *line = calloc(1, 60001);
	size_t sent = 0;

	memset(line, 'x', 60000);
	for (int round = 1; round <= 2; round++) {
		for (uint64_t stream = 1; stream <= 200; stream++, sent++) {
			from(fixture, 1, stream);
			assert_true(take(fixture, line));
		}
		assert_true(fixture->account.unassembled > 0);
		assert_true(fixture->account.waiting * 60000 < ASSEMBLY_MEMORY);
		assert_true(fixture->account.waiting > 50);
		run_until(fixture, sent);
	}
	free(line);
}

static void what_waits_goes_on_at_the_end(void **state)
{
	struct fixture *fixture = *state;

	take(fixture, "a");
	assembly_free(fixture->assembly);
	fixture->assembly = NULL;
	assert_string_equal(text_get(&fixture->got), "a|");
}

static void a_bad_pattern_says_why(void **state)
{
	struct fixture *fixture = *state;
	struct error error = {""};

	assert_null(assembly_new(
		"^[ ", SECONDS, fixture->loop, &fixture->account, take_on, fixture, &error));
	assert_non_null(strstr(error.text, "]"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lines_of_one_source, setup, teardown),
		cmocka_unit_test_setup_teardown(sources_are_kept_apart, setup, teardown),
		cmocka_unit_test_setup_teardown(a_stream_that_ended, setup, teardown),
		cmocka_unit_test_setup_teardown(waits_for_room, setup, teardown),
		cmocka_unit_test_setup_teardown(
			the_position_is_that_of_the_last_line, setup, teardown),
		cmocka_unit_test_setup_teardown(a_message_has_its_limits, setup, teardown),
		cmocka_unit_test_setup_teardown(
			under_pressure_lines_go_on_as_they_are, setup, teardown),
		cmocka_unit_test_setup_teardown(memory_has_an_end, setup, teardown),
		cmocka_unit_test_setup_teardown(what_waits_goes_on_at_the_end, setup, teardown),
		cmocka_unit_test_setup_teardown(a_bad_pattern_says_why, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
