/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/recall.h"

#include "unit/journal/sample_journal.h"

enum { INFORMS = 300 };

/* Inform number n, half a kilobyte; segments have eight. */
static size_t write_inform(void *space, int n)
{
	struct event_writer writer;
	char id[16], pad[500] = "";

	snprintf(id, sizeof(id), "%d", n);
	event_writer_begin(&writer, space, EVENT_MAXIMUM, EVENT_TRAP);
	writer.event->flags = EVENT_INFORM;
	event_writer_add(&writer, EVENT_MESSAGE_ID, slice_of(id));
	event_writer_add(&writer, EVENT_TRAP_OID, slice_make(pad, sizeof(pad)));
	return event_writer_finish(&writer);
}

/* One a second, from second 1 on. */
static void append_informs(struct place *place)
{
	struct journal *journal = must_open(place);
	struct batch *batch = batch_new();
	struct error error;

	for (int n = 1; n <= INFORMS; n++) {
		batch_reset(batch);
		batch_commit(batch, RECORD_EVENT, write_inform(batch_room(batch), n));
		add_line(batch, "a line");
		if (!journal_append(journal, batch, n * SECONDS, &error) ||
			!journal_sync(journal, &error))
			fail_msg("%s", error.text);
	}
	batch_free(batch);
	journal_close(journal);
}

static bool is_known(struct copies *copies, int n, int64_t now)
{
	static _Alignas(8) char space[EVENT_MAXIMUM];
	uint64_t ticket = 4711;

	write_inform(space, n);
	return copies_find(
		       copies, (const struct event *)(const void *)space, now, 0, &ticket) &&
	       ticket == 0;
}

static void the_last_minute_is_known(void **state)
{
	static const int64_t starts[] = {300, 301, 330, 359};
	struct place *place = *state;
	struct segment_list list;

	append_informs(place);
	assert_true(segment_list(place->journal, &list, NULL));
	assert_true(list.count > 10);
	segment_list_free(&list);
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		const int64_t now = starts[i] * SECONDS;
		struct copies *copies = recall_informs(place->journal, 4711, now);

		for (int n = INFORMS; n >= starts[i] - 60; n--)
			if (!is_known(copies, n, now))
				fail_msg("%d at %" PRId64, n, starts[i]);
		assert_false(is_known(copies, (int)starts[i] - 61, now));
		copies_free(copies);
	}
}

static void nothing_to_remember(void **state)
{
	struct place *place = *state;
	struct copies *copies = recall_informs(place->journal, 4711, 1000 * SECONDS);

	assert_false(is_known(copies, 1, 1000 * SECONDS)); /* there is no journal */
	copies_free(copies);
	append_informs(place);
	copies = recall_informs(place->journal, 4711, 1000 * SECONDS);
	assert_false(is_known(copies, INFORMS, 1000 * SECONDS));
	copies_free(copies);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			the_last_minute_is_known, make_place, remove_place),
		cmocka_unit_test_setup_teardown(nothing_to_remember, make_place, remove_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
