/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/copies.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "unit/event/sample_event.h"

enum { MOST = 8 };

/* A notification; `id` NULL: none that asks for an answer. */
static struct event *notification(const char *peer, const char *id, const char *content)
{
	struct scratch scratch;

	scratch_begin(&scratch, EVENT_TRAP);
	event_writer_add(&scratch.writer, EVENT_PEER, slice_of(peer));
	if (id)
		event_writer_add(&scratch.writer, EVENT_MESSAGE_ID, slice_of(id));
	event_writer_add(&scratch.writer, EVENT_TRAP_OID, slice_of(content));
	return scratch_finish(&scratch);
}

/* Its ticket, when it is a copy; else 0 and it is remembered with `ticket`. */
static uint64_t find(struct copies *copies, const char *id, int64_t second, uint64_t ticket)
{
	struct event *event = notification("peer", id, "content");
	const bool found = copies_find(copies, event, second * SECONDS, UINT64_MAX, &ticket);

	free(event);
	return found ? ticket : 0;
}

static void only_what_is_the_same_in_all_is_a_copy(void **state)
{
	static const struct {
		const char *peer, *id, *content;
		bool copy;
	} rows[] = {
		{"10.0", "\x07", "down", false},
		{"10.0", "\x07", "down", true},
		{"10.1", "\x07", "down", false},
		{"10.0", "\x08", "down", false},
		{"10.0", "\x07", "up", false},
		{"10.0", "\x07", "down", true},
		{"10.0", NULL, "down", false},
		{"10.0", NULL, "down", false},
	};
	struct copies *copies = copies_new(4711, MOST);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct event *event = notification(rows[i].peer, rows[i].id, rows[i].content);
		uint64_t ticket = i;

		if (copies_find(copies, event, 0, 0, &ticket) != rows[i].copy)
			fail_msg("row %zu", i);
		assert_int_equal(ticket, rows[i].copy ? 0 : i);
		free(event);
	}
	copies_free(copies);
}

static void after_a_minute_it_is_another(void **state)
{
	struct copies *copies = copies_new(4711, MOST);
	struct event *event = notification("peer", "1", "content");
	uint64_t ticket = 3;

	(void)state;
	assert_false(copies_find(copies, event, 0, 2, &ticket));
	assert_true(copies_find(copies, event, 60 * SECONDS, 3, &ticket));
	/* It is not on disk yet, so nobody was answered. */
	assert_true(copies_find(copies, event, 61 * SECONDS, 2, &ticket));
	assert_int_equal(ticket, 3);
	ticket = 9;
	assert_false(copies_find(copies, event, 61 * SECONDS, 3, &ticket));
	assert_true(copies_find(copies, event, 62 * SECONDS, 3, &ticket));
	assert_int_equal(ticket, 9);
	assert_int_equal(copies_forgotten(copies), 0);
	free(event);
	copies_free(copies);
}

/* Whoever heard it can send it again as long as its time is good, however many come of the
 * other versions. */
static void one_of_snmpv3_is_known_for_twice_the_time_window(void **state)
{
	struct copies *copies = copies_new(4711, MOST);
	struct scratch scratch;
	struct event *signed_one;
	uint64_t ticket = 3;

	(void)state;
	scratch_begin(&scratch, EVENT_TRAP);
	event_writer_add(&scratch.writer, EVENT_MESSAGE_ID, slice_of("1"));
	event_writer_add(&scratch.writer, EVENT_USER, slice_of("operator"));
	signed_one = scratch_finish(&scratch);
	assert_false(copies_find(copies, signed_one, 0, 3, &ticket));
	for (char id[2] = "a"; id[0] < 'a' + 2 * MOST; id[0]++)
		assert_int_equal(find(copies, id, 200, 9), 0);
	assert_true(copies_find(copies, signed_one, 300 * SECONDS, 3, &ticket));
	assert_int_equal(ticket, 3);
	assert_false(copies_find(copies, signed_one, 301 * SECONDS, 3, &ticket));
	free(signed_one);
	copies_free(copies);
}

static void when_there_are_too_many_the_oldest_are_forgotten(void **state)
{
	struct copies *copies = copies_new(4711, MOST);
	char id[2] = "a";

	(void)state;
	for (; id[0] < 'a' + 3 * MOST; id[0]++)
		assert_int_equal(find(copies, id, 0, (uint64_t)id[0]), 0);
	assert_int_equal(copies_forgotten(copies), 2 * MOST);
	for (id[0] = 'a' + 2 * MOST; id[0] < 'a' + 3 * MOST; id[0]++)
		assert_int_equal(find(copies, id, 1, 1), id[0]);
	assert_int_equal(find(copies, "a", 1, 99), 0);
	assert_int_equal(find(copies, "a", 1, 1), 99);
	/* Old ones are no loss. */
	assert_int_equal(copies_forgotten(copies), 2 * MOST + 1);
	copies_free(copies);
}

/* Against a list that is searched from end to end. */
static void like_a_list(void **state)
{
	struct copies *copies = copies_new(4711, 64);
	int64_t seen[26] = {0};
	uint64_t random = 1;

	(void)state;
	for (int64_t second = 100; second < 5000; second++) {
		char id[2] = {0};
		int64_t *last;

		random = random * 6364136223846793005 + 1442695040888963407;
		id[0] = (char)('a' + (random >> 33) % 26);
		last = &seen[id[0] - 'a'];
		if (*last < second - 60)
			*last = 0;
		assert_int_equal(find(copies, id, second, (uint64_t)second), *last);
		*last = *last ? *last : second;
	}
	copies_free(copies);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_is_the_same_in_all_is_a_copy),
		cmocka_unit_test(after_a_minute_it_is_another),
		cmocka_unit_test(one_of_snmpv3_is_known_for_twice_the_time_window),
		cmocka_unit_test(when_there_are_too_many_the_oldest_are_forgotten),
		cmocka_unit_test(like_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
