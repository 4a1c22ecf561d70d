/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A journal in a temporary folder, filled with events and orders, read back as numbers.
 */
#ifndef TESTS_UNIT_JOURNAL_SAMPLE_JOURNAL_H
#define TESTS_UNIT_JOURNAL_SAMPLE_JOURNAL_H

#include <fcntl.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/reader.h"
#include "journal/segment.h"
#include "journal/segment_files.h"
#include "unit/config/folder.h"

struct place {
	struct folder folder;
	char *journal;
	struct journal_settings settings;
};

static inline void no_sink(void *context, enum log_level level, const char *line)
{
	(void)context;
	(void)level;
	(void)line;
}

static inline int make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	folder_make(&place->folder);
	place->journal = folder_file(&place->folder, "journal");
	place->settings = (struct journal_settings){.folder = place->journal,
		.segment_size = 8192,
		.retention_size = 1 << 20,
		.retention_age = 1 << 30,
		.tail_size = 1 << 20};
	log_set_sink(no_sink, NULL);
	*state = place;
	return 0;
}

static inline int remove_place(void **state)
{
	struct place *place = *state;

	log_set_sink(NULL, NULL);
	folder_remove(&place->folder);
	free(place->journal);
	free(place);
	return 0;
}

static inline struct journal *must_open(const struct place *place)
{
	struct error error = {""};
	struct journal *journal = journal_open(&place->settings, &error);

	if (!journal)
		fail_msg("%s", error.text);
	return journal;
}

static inline struct reader *must_read(const struct place *place, uint64_t from)
{
	struct error error = {""};
	struct reader *reader = reader_open(place->journal, from, &error);

	if (!reader)
		fail_msg("%s", error.text);
	return reader;
}

static inline void add_line(struct batch *batch, const char *line)
{
	struct event_writer writer;

	event_writer_begin(&writer, batch_room(batch), RECORD_MAXIMUM, EVENT_SYSLOG);
	event_writer_add(&writer, EVENT_RAW, slice_of(line));
	batch_commit(batch, RECORD_EVENT, event_writer_finish(&writer));
}

/* Appends one record as a batch of its own and makes it durable: an event for an odd number, an
 * order for an even one, each of which says its number. */
static inline void append_one(struct journal *journal, struct batch *batch, int64_t time)
{
	uint64_t number = journal_last_number(journal) + 1;
	struct error error = {""};
	char text[64];

	batch_reset(batch);
	snprintf(text, sizeof(text), "record %" PRIu64, number);
	if (number & 1)
		add_line(batch, text);
	else
		batch_add(batch, RECORD_COMMAND, slice_of(text));
	if (!journal_append(journal, batch, time, &error) || !journal_sync(journal, &error))
		fail_msg("%s", error.text);
}

/* Appends until the last number is `last`, at time 1000 * number. */
static inline void append_to(struct journal *journal, uint64_t last)
{
	struct batch *batch = batch_new();

	while (journal_last_number(journal) < last)
		append_one(journal, batch, 1000 * (int64_t)(journal_last_number(journal) + 1));
	batch_free(batch);
}

/* A journal with records 1 to `last`, closed again. */
static inline void fill(const struct place *place, uint64_t last)
{
	struct journal *journal = must_open(place);

	append_to(journal, last);
	journal_close(journal);
}

static inline void want_content(const struct record *record)
{
	char text[64];

	snprintf(text, sizeof(text), "record %" PRIu64, record->number);
	if (record->number & 1) {
		assert_int_equal(record->kind, RECORD_EVENT);
		assert_true(slice_equals(event_get(record_event(record), EVENT_RAW), text));
	} else {
		assert_int_equal(record->kind, RECORD_COMMAND);
		assert_true(slice_equals(record_payload(record), text));
	}
	assert_int_equal(record->time, 1000 * record->number);
}

/* Reads on to the end, as "1 2 (3-4) 5 "; the content is checked too. */
static inline const char *read_on(struct reader *reader, struct text *out)
{
	const struct record *record;
	struct reader_gap gap;

	text_reset(out);
	while ((record = reader_next(reader))) {
		want_content(record);
		if (reader_gap(reader, &gap))
			text_printf(out, "(%" PRIu64 "-%" PRIu64 ") ", gap.from, gap.to);
		text_printf(out, "%" PRIu64 " ", record->number);
	}
	return text_get(out);
}

static inline void want_read(const struct place *place, uint64_t from, const char *want)
{
	struct reader *reader = must_read(place, from);
	struct text out = {0};

	assert_string_equal(read_on(reader, &out), want);
	text_free(&out);
	reader_close(reader);
}

/* Every record from `from` to `to`, no gap. */
static inline void want_all(const struct place *place, uint64_t from, uint64_t to)
{
	struct text want = {0};

	for (uint64_t number = from; number <= to; number++)
		text_printf(&want, "%" PRIu64 " ", number);
	want_read(place, from, text_get(&want));
	text_free(&want);
}

/* Where the records of a segment begin, and behind the last one the end; returns how many. */
static inline size_t find_records(
	const struct place *place, uint64_t first, size_t *starts, size_t limit)
{
	struct segment segment;
	const struct record *record;
	size_t count = 0;

	assert_true(segment_open(&segment, place->journal, first, NULL));
	while ((record = segment_next(&segment)) && count + 1 < limit)
		starts[count++] = (size_t)((const char *)record - segment.bytes);
	starts[count] = segment.end;
	segment_close(&segment);
	return count;
}

static inline int open_segment(const struct place *place, uint64_t first)
{
	char path[4096];
	int fd = open(segment_path(place->journal, first, path), O_RDWR | O_CLOEXEC);

	assert_true(fd >= 0);
	return fd;
}

#endif
