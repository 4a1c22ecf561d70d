/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/housekeeping.h"

#include <sys/stat.h>

#include "journal/archive.h"
#include "unit/base/random.h"
#include "unit/journal/sample_journal.h"

enum { FLIPS = 60 };

static void keep_house(const struct place *place, uint64_t needed, int64_t now)
{
	struct error error = {""};

	if (!housekeeping_run(&place->settings, needed, now, &error))
		fail_msg("%s", error.text);
}

static struct segment_list list_of(const struct place *place)
{
	struct segment_list list;

	assert_true(segment_list(place->journal, &list, NULL));
	return list;
}

static int64_t size_of(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 ? status.st_size : -1;
}

static void closed_segments_are_compressed_and_read_the_same(void **state)
{
	const struct place *place = *state;
	struct segment_list list;
	char path[4096];

	fill(place, 500);
	keep_house(place, 0, 0);
	list = list_of(place);
	assert_true(list.count > 3);
	for (size_t i = 0; i < list.count; i++) {
		bool last = i + 1 == list.count;
		int64_t plain = size_of(segment_path(place->journal, list.firsts[i], path));
		int64_t small =
			size_of(segment_archive_path(place->journal, list.firsts[i], path));

		assert_int_equal(plain, last ? place->settings.segment_size : -1);
		assert_true(last ? small == -1 : small > 0 && small < 4096);
	}
	segment_list_free(&list);
	want_all(place, 1, 500);
	fill(place, 600);
	want_all(place, 250, 600);
}

/* We died when the archive was there and the segment was not deleted yet. */
static void a_segment_that_is_there_twice_is_read_once(void **state)
{
	const struct place *place = *state;
	char path[4096], copy[4096 + 8];

	fill(place, 200);
	segment_path(place->journal, 1, path);
	snprintf(copy, sizeof(copy), "%s.copy", path);
	assert_int_equal(link(path, copy), 0);
	keep_house(place, 0, 0);
	assert_int_equal(rename(copy, path), 0);
	want_all(place, 1, 200);
	keep_house(place, 0, 0);
	assert_int_equal(size_of(path), -1);
	want_all(place, 1, 200);
}

static void the_next_segment_is_made_of_the_spare(void **state)
{
	const struct place *place = *state;
	char *spare = folder_file(&((struct place *)*state)->folder, "journal/spare");
	struct segment_list list;

	fill(place, 1);
	keep_house(place, 0, 0);
	assert_int_equal(size_of(spare), place->settings.segment_size);
	fill(place, 200);
	list = list_of(place);
	assert_true(list.count > 1);
	assert_int_equal(size_of(spare), -1);
	segment_list_free(&list);
	free(spare);
}

static void beyond_the_size_the_oldest_go(void **state)
{
	struct place *place = *state;
	struct segment_list list;

	fill(place, 1000);
	place->settings.retention_size = 3 * place->settings.segment_size;
	keep_house(place, UINT64_MAX, 0);
	list = list_of(place);
	assert_int_equal(list.count, 3 + 1);
	assert_true(list.firsts[0] > 1);
	want_all(place, list.firsts[0], 1000);
	segment_list_free(&list);
}

static void beyond_the_age_they_go_too(void **state)
{
	struct place *place = *state;
	struct segment_list before, after;

	fill(place, 1000); /* record n at 1000 n nanoseconds */
	before = list_of(place);
	place->settings.retention_age = 400000;
	keep_house(place, UINT64_MAX, 1000000);
	after = list_of(place);
	/* The oldest one left was closed, by the first record of the next, after 600000. */
	assert_in_range(after.count, 2, before.count - 1);
	assert_true(after.firsts[1] * 1000 >= 600000);
	assert_true(after.firsts[0] * 1000 < 600000);
	segment_list_free(&before);
	segment_list_free(&after);
}

static void what_a_snapshot_needs_stays(void **state)
{
	struct place *place = *state;
	struct segment_list list;

	fill(place, 1000);
	place->settings.retention_size = 1;
	keep_house(place, 500, 0);
	list = list_of(place);
	assert_true(list.firsts[0] <= 500 && list.firsts[1] > 500);
	segment_list_free(&list);
	want_all(place, 500, 1000);
}

/* Reads to the end; whatever is missing must have been named. Returns how many are missing. */
static uint64_t count_lost(const struct place *place, uint64_t last)
{
	struct reader *reader = must_read(place, 1);
	const struct record *record;
	uint64_t number = 0, lost = 0;
	struct reader_gap gap;

	while ((record = reader_next(reader))) {
		want_content(record);
		if (reader_gap(reader, &gap)) {
			assert_int_equal(gap.from, number + 1);
			assert_int_equal(gap.to, record->number - 1);
			lost += gap.to - gap.from + 1;
		} else {
			assert_int_equal(record->number, number + 1);
		}
		number = record->number;
	}
	assert_int_equal(number, last);
	reader_close(reader);
	return lost;
}

/* A flipped bit costs the record it is in, or the frame, and the loss is named. */
static void damage_costs_one_frame(void **state)
{
	struct place *place = *state;
	uint64_t random = random_seed();
	char path[4096];
	int64_t size;
	int fd;

	place->settings.segment_size = 1 << 20;
	fill(place, 9000);
	fill(place, 20000);
	keep_house(place, 0, 0);
	size = size_of(segment_archive_path(place->journal, 1, path));
	assert_true(size > 0);
	fd = open(path, O_RDWR | O_CLOEXEC);
	for (int i = 0; i < FLIPS; i++) {
		off_t at = (off_t)random_below(&random, (size_t)size);
		unsigned char byte, flipped;

		assert_int_equal(pread(fd, &byte, 1, at), 1);
		flipped = byte ^ (unsigned char)(1u << random_below(&random, 8));
		assert_int_equal(pwrite(fd, &flipped, 1, at), 1);
		/* 64 KiB hold about 1,000 of these records; two are cut at its ends. */
		assert_in_range(count_lost(place, 20000), 0, 1200);
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	}
	close(fd);
	assert_int_equal(count_lost(place, 20000), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(closed_segments_are_compressed_and_read_the_same),
		TEST(a_segment_that_is_there_twice_is_read_once),
		TEST(the_next_segment_is_made_of_the_spare),
		TEST(beyond_the_size_the_oldest_go),
		TEST(beyond_the_age_they_go_too),
		TEST(what_a_snapshot_needs_stays),
		TEST(damage_costs_one_frame),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
