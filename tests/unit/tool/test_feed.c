/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/feed.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/duration.h"
#include "config/knowledge.h"
#include "event/batch.h"
#include "journal/journal.h"
#include "journal/reader.h"
#include "tool/unpacked.h"

struct fixture {
	struct report report;
	struct knowledge *knowledge;
	struct routes routes;
	struct engine_settings settings;
};

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	const char *top = getenv("top_srcdir");
	struct text folder = {0};
	const char *path;

	text_printf(&folder, "%s/tests/scenario/rules", top ? top : ".");
	path = text_get(&folder);
	fixture->knowledge = knowledge_load(
		&(struct knowledge_files){.rules = {&path, 1}}, &fixture->report);
	text_free(&folder);
	fixture->settings = (struct engine_settings){.epoch = "lines",
		.rules = fixture->knowledge->rules,
		.inventory = fixture->knowledge->inventory,
		.routes = &fixture->routes};
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	knowledge_free(fixture->knowledge);
	report_free(&fixture->report);
	free(fixture);
	return 0;
}

static void write_lines(const char *path, const char *lines)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(lines, file);
	fclose(file);
}

static void feed_file(struct world *world, const char *path, struct flow *flow)
{
	struct error error;
	struct unpacked *file = unpacked_open(path, &error);

	assert_non_null(file);
	assert_true(feed_lines(
		world, unpacked_file(file), path, unpacked_time(file), NULL, flow, &error));
	assert_true(unpacked_close(file, &error));
}

static const char *time_of(const struct world *world)
{
	static char text[TIME_TEXT];

	return time_print(world->now, text);
}

/* What the time is after the lines, which are read with a file of 2012. */
static void time_is_that_of_the_lines(void **state)
{
	static const struct {
		const char *lines, *want;
		uint64_t events;
	} rows[] = {
		{"<132>1 2012-08-29T12:00:03.5Z a disk - - - disk a full\n",
			"2012-08-29T12:00:03.500Z", 1},
		/* The year is the nearest to that of the file. */
		{"<132>Aug 29 12:00:03 a disk: disk a full\n", "2012-08-29T12:00:03.000Z", 1},
		/* Never back; unstamped lines follow at once; empty ones are none. */
		{"<132>Aug 29 12:00:03 a disk: disk a full\n\n<132>Aug 29 11:00:00 a disk: x\n",
			"2012-08-29T12:00:03.000Z", 2},
		{"<132>Aug 29 12:00:03 a disk: disk a full\nno stamp\r\nno stamp",
			"2012-08-29T12:00:03.002Z", 3},
	};
	struct fixture *fixture = *state;
	const struct timespec times[2] = {{.tv_sec = 1346241600}, {.tv_sec = 1346241600}};
	char path[] = "feed.XXXXXX";

	close(mkstemp(path));
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct world world;
		struct flow flow = {0};

		write_lines(path, rows[i].lines);
		utimensat(AT_FDCWD, path, times, 0);
		world_init(&world, &fixture->settings);
		feed_file(&world, path, &flow);
		assert_string_equal(time_of(&world), rows[i].want);
		assert_int_equal(flow.events, rows[i].events);
		world_free(&world);
	}
	unlink(path);
}

static void the_host_is_the_node(void **state)
{
	struct fixture *fixture = *state;
	struct world world;
	struct flow flow = {0};
	char path[] = "feed.XXXXXX";
	const struct past *alarm;

	close(mkstemp(path));
	write_lines(path, "<132>Aug 29 12:00:03 vms-7 disk: disk a full\n");
	world_init(&world, &fixture->settings);
	feed_file(&world, path, &flow);
	alarm = CONTAINER(world.history.alarms.first, struct past, link);
	assert_non_null(strstr(alarm->document, "\"node\":\"vms-7\""));
	world_free(&world);
	unlink(path);
}

/* Writes what a world has logged into a journal; returns its epoch. */
static void write_journal(const char *folder, const struct world *world, char epoch[16])
{
	struct journal_settings settings = {
		.folder = folder, .segment_size = 1 << 20, .tail_size = 1 << 20};
	struct error error = {0};
	struct journal *journal = journal_open(&settings, &error);
	struct slice log = text_slice(&world->log);
	struct batch *batch = batch_new();

	assert_non_null(journal);
	snprintf(epoch, 16, "%s", journal_epoch(journal));
	while (log.length) {
		const struct record *record = (const struct record *)(const void *)log.data;

		batch_reset(batch);
		batch_add(batch, record->kind, record_payload(record));
		assert_true(journal_append(journal, batch, record->time, &error) &&
			    journal_sync(journal, &error));
		log = slice_from(log, record_size(record));
	}
	batch_free(batch);
	journal_close(journal);
}

/* Incidents of a journal keep the ids that they had. */
static void a_journal_gives_the_same_ids(void **state)
{
	struct fixture *fixture = *state;
	struct world first, second;
	struct flow flow = {0}, again = {0};
	struct report report = {0};
	struct error error;
	char path[] = "feed.XXXXXX", folder[] = "journal.XXXXXX", epoch[16], command[64];
	struct reader *reader;

	assert_non_null(mkdtemp(folder));
	close(mkstemp(path));
	write_lines(path, "<132>Aug 29 12:00:03 vms-7 disk: disk a full\n"
			  "<132>Aug 29 12:01:03 vms-7 disk: disk b full\n");
	world_init(&first, &fixture->settings);
	first.keep = true;
	feed_file(&first, path, &flow);
	write_journal(folder, &first, epoch);
	assert_true(feed_is_journal(folder));
	assert_false(feed_is_journal("."));

	reader = reader_open(folder, 1, &error);
	assert_non_null(reader);
	assert_string_equal(reader_epoch(reader), epoch);
	world_init(&second, &fixture->settings);
	second.keep = true;
	feed_journal(&second, reader, NULL, &again, &report);
	assert_int_equal(report.count, 0);
	assert_int_equal(again.events, 2);
	assert_string_equal(text_get(&second.stream), text_get(&first.stream));
	reader_close(reader);
	world_free(&first);
	world_free(&second);
	unlink(path);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	assert_int_equal(system(command), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(time_is_that_of_the_lines, setup, teardown),
		cmocka_unit_test_setup_teardown(the_host_is_the_node, setup, teardown),
		cmocka_unit_test_setup_teardown(a_journal_gives_the_same_ids, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
