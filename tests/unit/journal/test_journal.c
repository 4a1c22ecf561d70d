/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/journal.h"

#include <sys/stat.h>

#include "base/crc.h"
#include "base/file.h"
#include "journal/epoch.h"
#include "unit/journal/sample_journal.h"

enum { LINES = 200 };

static void a_new_journal_is_empty_and_has_an_epoch(void **state)
{
	struct journal *journal = must_open(*state);

	assert_int_equal(journal_last_number(journal), 0);
	assert_int_equal(journal_last_time(journal), 0);
	assert_int_equal(strspn(journal_epoch(journal), "abcdefghijklmnopqrstuvwxyz234567"),
		EPOCH_LENGTH);
	assert_int_equal(strlen(journal_epoch(journal)), EPOCH_LENGTH);
	journal_close(journal);
	want_read(*state, 1, "");
}

/* It goes on under another name, and remembers which records bear which. */
static void a_restored_journal_has_a_new_epoch(void **state)
{
	const struct place *place = *state;
	struct journal *journal;
	struct epochs before, after;
	struct reader *reader;

	fill(place, 5);
	assert_true(epoch_read(place->journal, &before, NULL));
	assert_true(epoch_renew(place->journal, 5, &after, NULL));
	assert_string_not_equal(epochs_now(&before), epochs_now(&after));
	journal = must_open(place);
	assert_string_equal(journal_epoch(journal), epochs_now(&after));
	append_to(journal, 8);
	journal_close(journal);
	reader = must_read(place, 1);
	assert_string_equal(epochs_at(reader_epochs(reader), 4), epochs_now(&before));
	assert_string_equal(epochs_at(reader_epochs(reader), 5), epochs_now(&after));
	reader_close(reader);
	want_all(place, 1, 8);
}

static void records_of_a_batch_are_numbered_and_timed(void **state)
{
	struct journal *journal = must_open(*state);
	struct batch *batch = batch_new();
	uint64_t number = 0;

	for (int i = 0; i < 3; i++)
		batch_add(batch, RECORD_COMMAND, slice_of("{}"));
	assert_true(journal_append(journal, batch, 77, NULL));
	for (struct record *record = batch_first(batch); record;
		record = batch_next(batch, record)) {
		assert_int_equal(record->number, ++number);
		assert_int_equal(record->time, 77);
		assert_true(record_header_valid(record) && record_payload_valid(record));
	}
	assert_int_equal(number, 3);
	assert_int_equal(journal_last_number(journal), 3);
	assert_int_equal(journal_last_time(journal), 77);
	assert_int_equal(journal_waiting(journal), batch->used);
	assert_int_equal(journal_durable(journal), 0);
	assert_true(journal_sync(journal, NULL));
	assert_int_equal(journal_waiting(journal), 0);
	assert_int_equal(journal_durable(journal), 3);
	batch_free(batch);
	journal_close(journal);
}

static void an_empty_batch_is_nothing(void **state)
{
	struct journal *journal = must_open(*state);
	struct batch *batch = batch_new();

	assert_true(journal_append(journal, batch, 77, NULL));
	assert_int_equal(journal_last_number(journal), 0);
	assert_int_equal(journal_last_time(journal), 0);
	batch_free(batch);
	journal_close(journal);
}

static size_t count_segments(const struct place *place)
{
	struct segment_list list;
	size_t count;

	assert_true(segment_list(place->journal, &list, NULL));
	count = list.count;
	segment_list_free(&list);
	return count;
}

static void what_was_appended_is_read_over_several_segments(void **state)
{
	fill(*state, 500);
	assert_in_range(count_segments(*state), 4, 8);
	want_all(*state, 1, 500);
}

static void opening_again_goes_on_with_the_numbers(void **state)
{
	char epoch[EPOCH_LENGTH + 1] = "";

	for (uint64_t last = 0; last <= 300; last += 50) {
		struct journal *journal = must_open(*state);

		if (last > 0)
			assert_string_equal(journal_epoch(journal), epoch);
		assert_int_equal(journal_last_number(journal), last);
		assert_int_equal(journal_last_time(journal), 1000 * last);
		memcpy(epoch, journal_epoch(journal), sizeof(epoch));
		append_to(journal, last + 50);
		journal_close(journal);
	}
	want_all(*state, 1, 350);
}

/* Died between making a segment and writing into it: numbers come from its name. */
/* A segment in which nothing was written yet. */
static void begin_segment(const struct place *place, uint64_t first)
{
	struct reader *reader = must_read(place, 1);

	close(segment_create(place->journal, reader_epoch(reader), first, 8192, 0, NULL));
	reader_close(reader);
}

static void an_empty_newest_segment_keeps_the_numbers(void **state)
{
	const struct place *place = *state;
	struct journal *journal;

	fill(place, 10);
	begin_segment(place, 11);
	journal = must_open(place);
	assert_int_equal(journal_last_number(journal), 10);
	assert_int_equal(journal_last_time(journal), 10000);
	append_to(journal, 12);
	journal_close(journal);
	want_all(place, 1, 12);
}

static void a_newest_segment_without_a_byte_is_used(void **state)
{
	const struct place *place = *state;
	struct journal *journal;
	int fd;

	fill(place, 10);
	begin_segment(place, 11);
	fd = open_segment(place, 11);
	assert_int_equal(ftruncate(fd, 0), 0);
	close(fd);
	journal = must_open(place);
	append_to(journal, 12);
	journal_close(journal);
	want_all(place, 1, 12);
}

static void want_refusal(const struct place *place, const char *want)
{
	struct error error = {""};

	assert_null(journal_open(&place->settings, &error));
	if (!strstr(error.text, want))
		fail_msg("\"%s\" does not say \"%s\"", error.text, want);
}

static void a_second_opener_is_refused(void **state)
{
	struct journal *journal = must_open(*state);

	want_refusal(*state, "/lock is locked: another correlatord");
	append_to(journal, 3);
	journal_close(journal);
	fill(*state, 5);
	want_all(*state, 1, 5);
}

static void what_cannot_be_opened_is_said(void **state)
{
	struct place *place = *state, nowhere = *place;
	char *epoch = folder_file(&place->folder, "journal/epoch");

	nowhere.settings.folder = "/dev/null/journal";
	want_refusal(&nowhere, "cannot make the journal folder /dev/null/journal");
	fill(place, 1);
	assert_int_equal(truncate(epoch, 4), 0);
	want_refusal(place, "epoch is damaged");
	folder_write(&place->folder, "journal/epoch", "aaaaa");
	want_refusal(
		place, "epoch is damaged or missing: the segment that begins with record 1 ");
	/* There, but not to be read: no reason to give all incidents other names. */
	assert_int_equal(unlink(epoch), 0);
	assert_int_equal(symlink(epoch, epoch), 0);
	want_refusal(place, "cannot read");
	free(epoch);
}

static void a_segment_of_a_newer_version_is_refused(void **state)
{
	const struct place *place = *state;
	struct journal *journal = must_open(place);
	char header[SEGMENT_HEADER];
	int fd;

	append_to(journal, 1);
	journal_close(journal);
	fd = open_segment(place, 1);
	assert_int_equal(pread(fd, header, sizeof(header), 0), sizeof(header));
	header[8] = SEGMENT_VERSION + 1;
	memcpy(header + 60, &(uint32_t){crc32c(0, header, 60)}, 4);
	assert_int_equal(pwrite(fd, header, sizeof(header), 0), sizeof(header));
	close(fd);
	want_refusal(place, "was written by a newer version");
}

/* Whatever a crash left of the last record, it was not acknowledged; all before it stays. */
static void want_cut(const struct place *place, uint64_t last)
{
	struct journal *journal = must_open(place);

	assert_int_equal(journal_last_number(journal), last - 1);
	assert_int_equal(journal_last_time(journal), 1000 * (last - 1));
	append_to(journal, last + 1);
	journal_close(journal);
	want_all(place, 1, last + 1);
}

static void a_tail_torn_at_any_byte_is_cut(void **state)
{
	const struct place *place = *state;
	size_t starts[8], length;

	fill(place, 5);
	assert_int_equal(find_records(place, 1, starts, 8), 5);
	length = starts[5] - starts[4];
	for (size_t kept = 0; kept < length; kept++) {
		int fd = open_segment(place, 1);

		assert_int_equal(ftruncate(fd, (off_t)(starts[4] + kept)), 0);
		close(fd);
		want_cut(place, 5);
	}
}

/* The usual case: the space behind it was preallocated and holds zeros. */
static void a_tail_of_zeros_from_any_byte_is_cut(void **state)
{
	static const char zeros[256];
	const struct place *place = *state;
	size_t starts[8], end;

	fill(place, 5);
	assert_int_equal(find_records(place, 1, starts, 8), 5);
	end = starts[5];
	while (end > starts[4]) {
		int fd = open_segment(place, 1);
		char byte;

		do
			assert_int_equal(pread(fd, &byte, 1, (off_t)--end), 1);
		while (byte == 0 && end > starts[4]);
		assert_int_equal(pwrite(fd, zeros, sizeof(zeros), (off_t)end), sizeof(zeros));
		close(fd);
		want_cut(place, 5);
	}
}

/* Pages of one write reach the disk in any order: what is behind the hole is kept. */
static void a_hole_in_the_last_batch_is_a_gap(void **state)
{
	const struct place *place = *state;
	size_t starts[8];
	int fd;

	fill(place, 5);
	find_records(place, 1, starts, 8);
	fd = open_segment(place, 1);
	assert_int_equal(pwrite(fd, "\0\0", 2, (off_t)starts[3]), 2);
	close(fd);
	fill(place, 6);
	want_read(place, 1, "1 2 3 (4-4) 5 6 ");
}

static void a_batch_larger_than_a_segment_is_taken(void **state)
{
	struct journal *journal = must_open(*state);
	static char line[60000];
	struct batch *batch = batch_new();
	struct reader *reader;

	append_to(journal, 1);
	memset(line, 'x', sizeof(line) - 1);
	add_line(batch, line);
	assert_true(journal_append(journal, batch, 2000, NULL));
	batch_free(batch);
	append_to(journal, 3);
	journal_close(journal);
	reader = must_read(*state, 2);
	assert_int_equal(reader_next(reader)->length, 20 + 6 + 59999);
	assert_int_equal(reader_next(reader)->number, 3);
	assert_null(reader_next(reader));
	reader_close(reader);
}

static size_t add_typical(struct batch *batch, int ordinal)
{
	static const char *const hosts[] = {"vms-par2-07", "pgw1", "edge-router-17.lyon"};
	struct event_writer writer;
	char line[256];
	size_t length, host = strlen(hosts[ordinal % 3]);

	length = (size_t)snprintf(line, sizeof(line),
		"<131>Aug 29 14:00:03 %s vmapp[311]: process %d died%.*s", hosts[ordinal % 3],
		1000 + ordinal, ordinal % 16, " on signal eleven");
	event_writer_begin(&writer, batch_room(batch), RECORD_MAXIMUM, EVENT_SYSLOG);
	event_writer_add(&writer, EVENT_RAW, slice_make(line, length));
	event_writer_field(&writer, EVENT_HOST, 21, host);
	event_writer_field(&writer, EVENT_PROGRAM, 21 + host + 1, 5);
	event_writer_field(&writer, EVENT_PID, 21 + host + 7, 3);
	event_writer_field(&writer, EVENT_MESSAGE, 21 + host + 13, length - 21 - host - 13);
	event_writer_add(&writer, EVENT_PEER, slice_make("\x0a\1\2\3", 4));
	batch_commit(batch, RECORD_EVENT, event_writer_finish(&writer));
	return length;
}

/* It would be 64 MiB of zeros at each start, and for each reader. */
static void what_was_never_written_is_not_read(void **state)
{
	struct place *place = *state;
	const int64_t size = 4 << 20;
	int fd;

	place->settings.segment_size = size;
	fill(place, 10);
	fd = open_segment(place, 1);
	if (file_next_written(fd, size / 2) < size)
		skip(); /* this file system has no holes */
	want_all(place, 1, 10);
	fill(place, 20);
	want_all(place, 1, 20);
	assert_int_equal(file_next_written(fd, size / 2), size);
	close(fd);
}

/* Header 32, event 20, six fields of 6, the peer 4: 92; and what fills it up to 8, 3.5 on
 * average. */
static void a_line_costs_at_most_96_bytes_more_than_it_is_long(void **state)
{
	struct batch *batch = batch_new();
	size_t raw = 0;

	(void)state;
	for (int i = 0; i < LINES; i++)
		raw += add_typical(batch, i);
	assert_in_range(batch->used, raw + LINES * 92, raw + LINES * 96);
	batch_free(batch);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_journal_is_empty_and_has_an_epoch),
		TEST(a_restored_journal_has_a_new_epoch),
		TEST(records_of_a_batch_are_numbered_and_timed),
		TEST(an_empty_batch_is_nothing),
		TEST(what_was_appended_is_read_over_several_segments),
		TEST(opening_again_goes_on_with_the_numbers),
		TEST(an_empty_newest_segment_keeps_the_numbers),
		TEST(a_newest_segment_without_a_byte_is_used),
		TEST(a_second_opener_is_refused),
		TEST(what_cannot_be_opened_is_said),
		TEST(a_segment_of_a_newer_version_is_refused),
		TEST(a_tail_torn_at_any_byte_is_cut),
		TEST(a_tail_of_zeros_from_any_byte_is_cut),
		TEST(a_hole_in_the_last_batch_is_a_gap),
		TEST(a_batch_larger_than_a_segment_is_taken),
		TEST(what_was_never_written_is_not_read),
		TEST(a_line_costs_at_most_96_bytes_more_than_it_is_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
