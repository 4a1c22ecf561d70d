/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Files of the state folder with a bit flipped or their end cut off, one at a time: recovery
 * runs and names every record that is missing, or refuses with a sentence; it never crashes
 * and never hangs, and what was not damaged is there. SEED in the environment plays another
 * round, FLIPS and CUTS make it longer.
 */
#include <dirent.h>
#include <inttypes.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/crc.h"
#include "base/log.h"
#include "journal/lock.h"
#include "unit/daemon/damaged_state.h"

enum { FILES_MAXIMUM = 16, FLIPS = 10, CUTS = 5, SECONDS_ENOUGH = 10 };
/* A frame of an archive is 64 KiB, a record a little over 1 KiB, one at each end is cut. */
enum { RECORDS_OF_FRAME = 65536 / 1024 + 2 };

struct file {
	char name[300]; /* in the state folder */
	struct text bytes;
};

/* What a start in a damaged folder came to; shared with the process that tried. */
struct outcome {
	bool over, refused, repeatable;
	char sentence[512];
	uint64_t last; /* record found in the journal */
	uint64_t alarms;
	uint32_t state; /* its CRC */
	bool named[STATE_RECORDS + 1];
	uint64_t named_to; /* the last of all that were named */
};

struct fixture {
	struct folder folder;
	struct set *set;
	struct file files[FILES_MAXIMUM];
	size_t count;
	struct outcome *outcome;
	uint32_t state; /* CRC of that of the undamaged folder */
	uint64_t random;
	char damage[512]; /* in words */
	size_t wrong;
};

static uint64_t next_random(struct fixture *fixture, uint64_t limit)
{
	fixture->random = fixture->random * 6364136223846793005 + 1442695040888963407;
	return (fixture->random >> 33) % limit;
}

static void read_files(struct fixture *fixture, const char *folder, const char *prefix)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;

	while ((entry = readdir(directory))) {
		struct file *file = &fixture->files[fixture->count];
		char path[1024], block[65536];
		FILE *stream;

		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (entry->d_type != DT_REG)
			continue;
		assert_true(fixture->count++ < FILES_MAXIMUM);
		snprintf(file->name, sizeof(file->name), "%s%s", prefix, entry->d_name);
		stream = fopen(path, "r");
		for (size_t got; (got = fread(block, 1, sizeof(block), stream)) > 0;)
			text_append(&file->bytes, slice_make(block, got));
		fclose(stream);
	}
	closedir(directory);
}

static int by_name(const void *one, const void *other)
{
	return strcmp(((const struct file *)one)->name, ((const struct file *)other)->name);
}

static char *begin_folder(struct fixture *fixture)
{
	char *state = folder_file(&fixture->folder, "state");
	char *journal = folder_file(&fixture->folder, "state/journal");

	mkdir(state, 0700);
	mkdir(journal, 0700);
	free(journal);
	return state;
}

static void remove_state(const char *state)
{
	struct folder folder;

	snprintf(folder.path, sizeof(folder.path), "%s", state);
	folder_remove(&folder);
}

static void write_file(const char *state, const struct file *file)
{
	char path[1024];
	FILE *stream;

	snprintf(path, sizeof(path), "%s/%s", state, file->name);
	stream = fopen(path, "w");
	assert_non_null(stream);
	fwrite(file->bytes.data, 1, file->bytes.length, stream);
	fclose(stream);
}

/* Remembers the records that a line of the log says are lost. */
static void hear(void *context, enum log_level level, const char *line)
{
	struct outcome *outcome = context;
	const char *found = strstr(line, "records ");
	uint64_t from, to;

	(void)level;
	if (!found || sscanf(found, "records %" SCNu64 " to %" SCNu64 " are", &from, &to) != 2)
		return;
	outcome->named_to = to;
	for (; from <= to && from <= STATE_RECORDS; from++)
		outcome->named[from] = true;
}

static uint32_t crc_of_state(const struct start *start)
{
	struct text state = {0};
	uint32_t crc;

	engine_save(start->pipeline.engine, &state);
	crc = crc32c(0, state.data, state.length);
	text_free(&state);
	return crc;
}

/* Starts, notes what is there, appends a record, and starts again: nothing else may have
 * changed. */
static void try(struct fixture *fixture, const char *state)
{
	struct outcome *outcome = fixture->outcome;
	struct start start;
	struct error error = {""};
	uint32_t before;

	log_set_sink(hear, outcome);
	outcome->refused = !start_run(&start, state, fixture->set, &error);
	if (start.journal)
		outcome->last = start.found;
	if (outcome->refused) {
		snprintf(outcome->sentence, sizeof(outcome->sentence), "%s", error.text);
	} else {
		outcome->alarms = engine_counts(start.pipeline.engine).raised_alarms;
		outcome->state = crc_of_state(&start);
		start_append(&start);
		before = crc_of_state(&start);
		start_end(&start);
		outcome->repeatable = start_run(&start, state, fixture->set, &error) &&
				      crc_of_state(&start) == before;
	}
	start_end(&start);
	outcome->over = true;
}

/* In another process, with its time limited. */
static void run(struct fixture *fixture, const char *state)
{
	pid_t child;
	int status;

	memset(fixture->outcome, 0, sizeof(*fixture->outcome));
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		alarm(SECONDS_ENOUGH);
		try(fixture, state);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
}

static uint64_t count_named(const struct outcome *outcome)
{
	uint64_t count = 0;

	for (uint64_t number = 1; number <= STATE_RECORDS; number++)
		if (outcome->named[number] || number > outcome->last)
			count++;
	return count;
}

static bool begins(const char *name, const char *with)
{
	return strncmp(name, with, strlen(with)) == 0;
}

static bool ends(const char *name, const char *with)
{
	return strlen(name) >= strlen(with) &&
	       strcmp(name + strlen(name) - strlen(with), with) == 0;
}

/* Files without which everything is still there. */
static bool can_be_spared(const struct file *file)
{
	return !ends(file->name, ".seg") && !ends(file->name, ".seg.zst");
}

/* How many records one bit may cost. */
static uint64_t price(const struct file *file)
{
	if (ends(file->name, ".seg.zst"))
		return RECORDS_OF_FRAME;
	return can_be_spared(file) ? 0 : 1;
}

/* Under another name all incidents would be others: that is refused. */
static bool is_name(const struct file *file)
{
	return strcmp(file->name, "journal/epoch") == 0;
}

static void complain(struct fixture *fixture, const char *what)
{
	const struct outcome *outcome = fixture->outcome;

	print_error("%s: %s: %" PRIu64 " alarms, last record %" PRIu64 ", %" PRIu64
		    " named as lost or behind it\n",
		fixture->damage, what, outcome->alarms, outcome->last, count_named(outcome));
	fixture->wrong++;
}

static void judge(struct fixture *fixture, const struct file *damaged, bool cut)
{
	const struct outcome *outcome = fixture->outcome;

	if (!outcome->over) {
		complain(fixture, "died");
	} else if (outcome->refused && *outcome->sentence && is_name(damaged)) {
		return;
	} else if (outcome->refused) {
		complain(fixture, *outcome->sentence ? outcome->sentence : "refused");
	} else {
		if (outcome->alarms + count_named(outcome) < STATE_RECORDS)
			complain(fixture, "records are missing without a word");
		if (!cut && outcome->alarms + price(damaged) < STATE_RECORDS)
			complain(fixture, "more is missing than was damaged");
		if (can_be_spared(damaged) && outcome->state != fixture->state)
			complain(fixture, "another state");
		if (!outcome->repeatable)
			complain(fixture, "the next start comes to another state");
	}
}

/* Takes some of the snapshots away, so that more of the journal is read. */
static bool is_left_out(const struct file *file, uint64_t snapshots)
{
	char name[32];

	for (uint64_t i = snapshots; i < STATE_SNAPSHOTS; i++) {
		snprintf(name, sizeof(name), "snapshot-%" PRIu64, state_snapshots[i]);
		if (strcmp(file->name, name) == 0)
			return true;
	}
	return false;
}

static void damage(struct fixture *fixture, struct file *file, bool cut)
{
	uint64_t at = next_random(fixture, file->bytes.length), snapshots;
	char bit = (char)(1 << next_random(fixture, 8));
	char *state = begin_folder(fixture);
	const size_t length = file->bytes.length;

	snapshots = begins(file->name, "snapshot") ? STATE_SNAPSHOTS : next_random(fixture, 3);
	snprintf(fixture->damage, sizeof(fixture->damage),
		"%s, %s at %" PRIu64 " of %zu, bit %x, %" PRIu64 " snapshots", file->name,
		cut ? "cut" : "flipped", at, length, (unsigned char)bit, snapshots);
	if (cut)
		file->bytes.length = at;
	else
		file->bytes.data[at] ^= bit;
	for (size_t i = 0; i < fixture->count; i++)
		if (!is_left_out(&fixture->files[i], snapshots))
			write_file(state, &fixture->files[i]);
	if (!cut)
		file->bytes.data[at] ^= bit;
	file->bytes.length = length;
	run(fixture, state);
	judge(fixture, file, cut);
	remove_state(state);
	free(state);
}

static size_t rounds(const char *name, size_t otherwise)
{
	const char *set = getenv(name);

	return set ? strtoull(set, NULL, 10) : otherwise;
}

/* Every file has its turn, whatever its size. */
static void test_flips(void **state)
{
	struct fixture *fixture = *state;
	const size_t flips = rounds("FLIPS", FLIPS);

	fixture->wrong = 0;
	for (size_t i = 0; i < flips; i++)
		damage(fixture, &fixture->files[i % fixture->count], false);
	assert_int_equal(fixture->wrong, 0);
}

static void test_cuts(void **state)
{
	struct fixture *fixture = *state;
	const size_t cuts = rounds("CUTS", CUTS);

	fixture->wrong = 0;
	for (size_t i = 0; i < cuts; i++)
		damage(fixture, &fixture->files[i % fixture->count], true);
	assert_int_equal(fixture->wrong, 0);
}

static void write_all(struct fixture *fixture, const char *state)
{
	for (size_t i = 0; i < fixture->count; i++)
		write_file(state, &fixture->files[i]);
}

static void spoil_snapshots(const char *state)
{
	char path[1024];

	for (size_t i = 0; i < STATE_SNAPSHOTS; i++) {
		snprintf(path, sizeof(path), "%s/snapshot-%" PRIu64, state, state_snapshots[i]);
		assert_int_equal(truncate(path, 100), 0);
	}
}

static void test_no_snapshot_is_good(void **state)
{
	struct fixture *fixture = *state;
	char *path = begin_folder(fixture);

	write_all(fixture, path);
	spoil_snapshots(path);
	run(fixture, path);
	assert_true(fixture->outcome->over && !fixture->outcome->refused);
	assert_int_equal(fixture->outcome->state, fixture->state);
	remove_state(path);
	free(path);
}

/* The records of the first segment are lost then, and said to be. */
static void test_nor_is_the_beginning_there(void **state)
{
	struct fixture *fixture = *state;
	char *path = begin_folder(fixture);
	char *first =
		folder_file(&fixture->folder, "state/journal/00000000000000000001.seg.zst");

	write_all(fixture, path);
	spoil_snapshots(path);
	assert_int_equal(unlink(first), 0);
	run(fixture, path);
	assert_true(fixture->outcome->over && !fixture->outcome->refused);
	assert_in_range(count_named(fixture->outcome), 1, STATE_RECORDS - 1);
	assert_int_equal(
		fixture->outcome->alarms + count_named(fixture->outcome), STATE_RECORDS);
	free(first);
	remove_state(path);
	free(path);
}

/* A run that died while the disk took nothing: it may have given numbers up to that one. */
static void test_numbers_without_records(void **state)
{
	struct fixture *fixture = *state;
	char *path = begin_folder(fixture);
	char *journal = folder_file(&fixture->folder, "state/journal");
	uint64_t reserved;
	int lock;

	write_all(fixture, path);
	lock = lock_take(journal, &reserved, NULL);
	assert_true(lock >= 0 && lock_reserve(lock, STATE_RECORDS + 10));
	close(lock);
	run(fixture, path);
	assert_true(fixture->outcome->over && !fixture->outcome->refused);
	assert_int_equal(fixture->outcome->state, fixture->state);
	assert_int_equal(fixture->outcome->named_to, STATE_RECORDS + 10);
	remove_state(path);
	free(journal);
	free(path);
}

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	const char *seed = getenv("SEED");
	char *path, *journal;

	fixture->random = seed ? strtoull(seed, NULL, 10) : 1;
	print_message("SEED=%" PRIu64 "\n", fixture->random);
	fixture->outcome = mmap(NULL, sizeof(*fixture->outcome), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	folder_make(&fixture->folder);
	fixture->set = state_set(&fixture->folder);
	path = begin_folder(fixture);
	journal = folder_file(&fixture->folder, "state/journal");
	state_make(path, fixture->set);
	read_files(fixture, path, "");
	read_files(fixture, journal, "journal/");
	qsort(fixture->files, fixture->count, sizeof(*fixture->files), by_name);
	run(fixture, path);
	fixture->state = fixture->outcome->state;
	assert_int_equal(fixture->outcome->alarms, STATE_RECORDS);
	assert_true(fixture->outcome->repeatable);
	remove_state(path);
	free(path);
	free(journal);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	folder_remove(&fixture->folder);
	set_release(fixture->set);
	for (size_t i = 0; i < fixture->count; i++)
		text_free(&fixture->files[i].bytes);
	munmap(fixture->outcome, sizeof(*fixture->outcome));
	free(fixture);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_flips),
		cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_no_snapshot_is_good),
		cmocka_unit_test(test_nor_is_the_beginning_there),
		cmocka_unit_test(test_numbers_without_records),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
