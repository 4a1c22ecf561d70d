/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Records on paper. The newest first means segment by segment from the end: a segment's lines
 * are collected, then printed backwards.
 */
#include "tool/journal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "journal/segment.h"
#include "journal/segment_files.h"
#include "tool/record_view.h"

enum { FLUSH_BYTES = 1 << 16 };

struct printing {
	const struct journal_words *words;
	struct record_filter filter;
	struct page page;
	uint64_t printed;
	struct slice *lines; /* copies, oldest first; newest first only */
	size_t count, capacity;
};

static void put_text(struct page *page, const struct record *record)
{
	struct text text = {0};
	char time[TIME_TEXT];

	page_printf(page, STYLE_DIM, "%10" PRIu64 "  %s", record->number,
		time_print(record->time, time));
	page_printf(page, record->kind == RECORD_EVENT ? STYLE_PLAIN : STYLE_CYAN, "  %-10s  ",
		record_kind_name((enum record_kind)record->kind));
	record_describe(record, &text);
	page_put(page, STYLE_PLAIN, text_get(&text));
	page_line(page);
	text_free(&text);
}

static void put_record(struct printing *printing, const struct record *record)
{
	json_t *json;

	if (!printing->words->json) {
		put_text(&printing->page, record);
		return;
	}
	json = record_json(record);
	page_json(&printing->page, json);
	json_decref(json);
}

static bool is_full(const struct printing *printing)
{
	return printing->words->limit && printing->printed >= (uint64_t)printing->words->limit;
}

/* Numbers and times only grow: behind these nothing is wanted any more. */
static bool is_beyond(const struct printing *printing, const struct record *record)
{
	return record->number > printing->filter.last || record->time > printing->filter.to;
}

static void print_forwards(struct printing *printing, struct reader *reader)
{
	const struct record *record;

	while (!is_full(printing) && (record = reader_next(reader)) &&
		!is_beyond(printing, record)) {
		if (!record_filter_takes(&printing->filter, record))
			continue;
		put_record(printing, record);
		printing->printed++;
		if (printing->page.text.length > FLUSH_BYTES)
			page_flush(&printing->page, stdout);
	}
}

/* Of many, only the last ones are wanted. */
static void forget_oldest(struct printing *printing)
{
	size_t limit = (size_t)printing->words->limit;

	if (limit == 0 || printing->count / 2 < limit)
		return;
	for (size_t i = 0; i < printing->count - limit; i++)
		free((void *)(uintptr_t)printing->lines[i].data);
	memmove(printing->lines, printing->lines + printing->count - limit,
		limit * sizeof(*printing->lines));
	printing->count = limit;
}

/* Keeps the line that was just put on the page. */
static void keep_line(struct printing *printing)
{
	struct text *text = &printing->page.text;
	struct slice line = {xmemdup(text->data, text->length), text->length};

	printing->lines = xgrow(printing->lines, printing->count, &printing->capacity,
		sizeof(*printing->lines));
	printing->lines[printing->count++] = line;
	text_reset(text);
	forget_oldest(printing);
}

static void print_kept(struct printing *printing)
{
	while (printing->count > 0) {
		struct slice line = printing->lines[--printing->count];

		if (!is_full(printing)) {
			text_append(&printing->page.text, line);
			printing->printed++;
		}
		free((void *)(uintptr_t)line.data);
	}
	page_flush(&printing->page, stdout);
}

/* The records of one segment: those below `limit`, the first of the next one. */
static bool print_segment(struct printing *printing, const char *folder, uint64_t first,
	uint64_t limit, struct error *error)
{
	struct reader *reader = reader_open(folder, first, error);
	const struct record *record;

	if (!reader)
		return false;
	while ((record = reader_next(reader)) && record->number < limit &&
		!is_beyond(printing, record))
		if (record_filter_takes(&printing->filter, record)) {
			put_record(printing, record);
			keep_line(printing);
		}
	reader_close(reader);
	print_kept(printing);
	return true;
}

static bool print_backwards(struct printing *printing, const char *folder, struct error *error)
{
	uint64_t limit = UINT64_MAX;
	struct segment_list list;
	bool done;

	done = segment_list(folder, &list, error);
	for (size_t i = list.count; done && i-- > 0 && !is_full(printing);) {
		done = print_segment(printing, folder, list.firsts[i], limit, error);
		limit = list.firsts[i];
		if (limit <= printing->filter.first)
			break;
	}
	segment_list_free(&list);
	free(printing->lines);
	return done;
}

static bool print_all(struct printing *printing, const char *folder, struct error *error)
{
	struct reader *reader =
		reader_open(folder, printing->filter.first ? printing->filter.first : 1, error);

	if (!reader)
		return false;
	if (printing->words->newest) {
		reader_close(reader);
		return print_backwards(printing, folder, error);
	}
	print_forwards(printing, reader);
	reader_close(reader);
	return true;
}

enum status journal_print(const struct journal_place *place, const struct journal_words *words)
{
	struct printing printing = {.words = words, .page = page_for(stdout)};
	struct error error;
	bool done;

	if (!record_filter_init(&printing.filter, &words->filter, &error))
		return command_fail(STATUS_USAGE, "%s", error.text);
	done = print_all(&printing, text_get(&place->journal), &error);
	page_finish(&printing.page, stdout);
	record_filter_free(&printing.filter);
	return done ? STATUS_FINE : command_fail(STATUS_TROUBLE, "%s", error.text);
}
