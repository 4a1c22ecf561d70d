/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The journal while its disk takes nothing. A limit on the size of files stands for the disk.
 */
#include "journal/journal.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/fault.h"

#include "unit/journal/sample_journal.h"

static void limit_files(rlim_t size)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* Appends a batch of so many records, each of which says its number. */
static bool append_many(struct journal *journal, int count, struct error *error)
{
	static struct batch *batch; /* for all: with sanitizers one of 1 MiB is dear */
	uint64_t number = journal_last_number(journal);

	if (!batch)
		batch = batch_new();
	batch_reset(batch);
	/* All of a batch have one time, so only the number is looked at later. */
	for (int i = 0; i < count; i++) {
		char text[64];

		snprintf(text, sizeof(text), "record %" PRIu64, ++number);
		batch_add(batch, RECORD_COMMAND, slice_of(text));
	}
	return journal_append(journal, batch, 1000 * (int64_t)number, error);
}

static void want_numbers(const struct place *place, uint64_t from, uint64_t to)
{
	struct reader *reader = must_read(place, from);
	const struct record *record;
	struct reader_gap gap;

	for (uint64_t number = from; number <= to; number++) {
		char text[64];

		record = reader_next(reader);
		assert_non_null(record);
		assert_false(reader_gap(reader, &gap));
		assert_int_equal(record->number, number);
		snprintf(text, sizeof(text), "record %" PRIu64, number);
		assert_true(slice_equals(record_payload(record), text));
	}
	assert_null(reader_next(reader));
	reader_close(reader);
}

/* Three records are durable, then the disk ends in the middle of the next batch. */
static struct journal *begin_outage(const struct place *place)
{
	struct journal *journal = must_open(place);

	assert_true(append_many(journal, 3, NULL));
	assert_true(journal_sync(journal, NULL));
	limit_files(SEGMENT_HEADER + 10 * (sizeof(struct record) + 16));
	assert_true(append_many(journal, 20, NULL));
	return journal;
}

static void what_the_disk_does_not_take_waits_and_is_written_later(void **state)
{
	struct journal *journal = begin_outage(*state);
	struct error error = {""};

	assert_true(journal_is_degraded(journal));
	assert_false(journal_sync(journal, &error));
	assert_non_null(strstr(error.text, "cannot make the journal segment"));
	assert_true(append_many(journal, 100, NULL));
	assert_int_equal(journal_last_number(journal), 123);
	assert_int_equal(journal_durable(journal), 3);
	limit_files(RLIM_INFINITY);
	assert_true(journal_sync(journal, NULL));
	assert_false(journal_is_degraded(journal));
	assert_int_equal(journal_durable(journal), 123);
	assert_true(append_many(journal, 1, NULL));
	assert_true(journal_sync(journal, NULL));
	journal_close(journal);
	want_numbers(*state, 1, 124);
	journal = must_open(*state);
	assert_int_equal(journal_last_number(journal), 124);
	assert_int_equal(journal_lost(journal), 0);
	journal_close(journal);
}

static void a_segment_with_nothing_durable_in_it_is_replaced(void **state)
{
	struct journal *journal;

	limit_files(SEGMENT_HEADER + 100);
	journal = must_open(*state);
	assert_true(append_many(journal, 20, NULL));
	assert_false(journal_sync(journal, NULL));
	limit_files(RLIM_INFINITY);
	assert_true(journal_sync(journal, NULL));
	journal_close(journal);
	want_numbers(*state, 1, 20);
}

static void an_outage_longer_than_a_segment_fills_one_larger(void **state)
{
	struct journal *journal = begin_outage(*state);

	for (int i = 0; i < 10; i++)
		assert_true(append_many(journal, 200, NULL));
	limit_files(RLIM_INFINITY);
	assert_true(journal_sync(journal, NULL));
	assert_true(append_many(journal, 7, NULL));
	assert_true(journal_sync(journal, NULL));
	journal_close(journal);
	want_numbers(*state, 1, 2030);
}

static void only_so_much_waits(void **state)
{
	struct place *place = *state;
	struct journal *journal;
	struct error error = {""};
	uint64_t last;

	place->settings.tail_size = 4096;
	journal = begin_outage(place);
	while (append_many(journal, 10, &error))
		;
	last = journal_last_number(journal);
	assert_non_null(strstr(error.text, "journal.tail_size"));
	assert_in_range(journal_waiting(journal), 3000, 4096);
	limit_files(RLIM_INFINITY);
	assert_true(journal_sync(journal, NULL));
	assert_true(append_many(journal, 10, NULL));
	assert_true(journal_sync(journal, NULL));
	journal_close(journal);
	want_numbers(place, 1, last + 10);
}

/* What followed from those records may have left the house under their numbers. */
static void numbers_given_in_an_outage_are_never_given_again(void **state)
{
	struct journal *journal = begin_outage(*state);
	struct reader_gap gap;
	struct reader *reader;
	uint64_t lost, next;

	journal_close(journal); /* as if killed */
	limit_files(RLIM_INFINITY);
	journal = must_open(*state);
	lost = journal_lost(journal);
	next = journal_last_number(journal) + 1;
	assert_true(lost > 0 && next > 23);
	assert_true(append_many(journal, 1, NULL));
	assert_true(journal_sync(journal, NULL));
	journal_close(journal);
	reader = must_read(*state, 3);
	for (uint64_t number = 3; number < next - lost; number++)
		assert_int_equal(reader_next(reader)->number, number);
	assert_int_equal(reader_next(reader)->number, next);
	assert_true(reader_gap(reader, &gap));
	assert_int_equal(gap.from, next - lost);
	assert_int_equal(gap.to, next - 1);
	reader_close(reader);
	journal = must_open(*state);
	assert_int_equal(journal_last_number(journal), next);
	assert_int_equal(journal_lost(journal), 0);
	journal_close(journal);
}

enum { STEPS = 60, PASSAGES = 40 };

/* Appends and syncs, over several segments, until it dies at some step; *durable is what was
 * said to be. A process of its own, since faults are read once. */
static void append_with_faults(
	const struct place *place, const char *fault, int steps, volatile uint64_t *durable)
{
	struct journal *journal;

	setenv("CORRELATOR_FAULT", fault, 1);
	journal = must_open(place);
	for (int i = 0; i < steps; i++) {
		append_many(journal, 7, NULL);
		journal_sync(journal, NULL);
		*durable = journal_durable(journal);
	}
	_exit(0);
}

/* All that was said to be durable is there; returns the last number. */
static uint64_t want_durable(const struct place *place, uint64_t durable)
{
	struct reader *reader = must_read(place, 1);
	const struct record *record;
	struct reader_gap gap;
	uint64_t last = 0;

	while ((record = reader_next(reader))) {
		if (record->number <= durable)
			assert_false(reader_gap(reader, &gap));
		last = record->number;
	}
	reader_close(reader);
	assert_true(last >= durable);
	return last;
}

static void want_survival(const char *fault, int steps, volatile uint64_t *durable)
{
	void *place;
	pid_t child;
	int status;

	make_place(&place);
	*durable = 0;
	child = fork();
	if (child == 0)
		append_with_faults(place, fault, steps, durable);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (status != 0)
		fail_msg("%s ended with %d", fault, status);
	want_durable(place, *durable);
	remove_place(&place);
}

/* Each write, sync and new segment fails once, three times, or from then on; the process dies
 * soon after, or goes on to the end. */
static void every_failure_leaves_what_was_durable(void **state)
{
	static const char *const faults[] = {"journal-write:ENOSPC:%d",
		"journal-write:short:%d", "journal-sync:EIO:%d", "journal-create:ENOSPC:%d-%d",
		"journal-write:EIO:%d-%d", "journal-sync:EIO:%d+"};
	volatile uint64_t *durable = mmap(NULL, sizeof(*durable), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	(void)state;
	if (!fault_enabled())
		skip();
	for (int n = 1; n <= PASSAGES; n++)
		for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
			char fault[64];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			snprintf(fault, sizeof(fault), faults[i], n, n + 2);
#pragma GCC diagnostic pop
			want_survival(fault, n % 2 ? STEPS : n + 1, durable);
			if (n % 2 && i + 1 < sizeof(faults) / sizeof(*faults))
				assert_int_equal(*durable, 7 * STEPS);
		}
	munmap((void *)(uintptr_t)durable, sizeof(*durable));
}

static int lift_limit(void **state)
{
	limit_files(RLIM_INFINITY);
	return remove_place(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, lift_limit)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_the_disk_does_not_take_waits_and_is_written_later),
		TEST(a_segment_with_nothing_durable_in_it_is_replaced),
		TEST(an_outage_longer_than_a_segment_fills_one_larger),
		TEST(only_so_much_waits),
		TEST(numbers_given_in_an_outage_are_never_given_again),
		TEST(every_failure_leaves_what_was_durable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
