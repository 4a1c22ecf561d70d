/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/journal.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "tool/grid.h"
#include "tool/survey_view.h"

struct snapshot_row {
	uint64_t number, bytes;
};

struct snapshots {
	struct snapshot_row *rows;
	size_t count, capacity;
};

static int compare_rows(const void *a, const void *b)
{
	const struct snapshot_row *first = a, *second = b;

	return (first->number > second->number) - (first->number < second->number);
}

static void add_snapshot(struct snapshots *snapshots, const char *folder, const char *name)
{
	struct text path = {0};
	struct stat status;
	int64_t number;

	text_printf(&path, "%s/%s", folder, name);
	if (slice_starts_with(slice_of(name), "snapshot-") &&
		slice_to_integer(slice_of(name + 9), &number) &&
		stat(text_get(&path), &status) == 0) {
		snapshots->rows = xgrow(snapshots->rows, snapshots->count, &snapshots->capacity,
			sizeof(*snapshots->rows));
		snapshots->rows[snapshots->count++] =
			(struct snapshot_row){(uint64_t)number, (uint64_t)status.st_size};
	}
	text_free(&path);
}

static struct snapshots find_snapshots(const char *folder)
{
	struct snapshots snapshots = {0};
	DIR *directory = folder[0] ? opendir(folder) : NULL;
	struct dirent *entry;

	while (directory && (entry = readdir(directory)))
		add_snapshot(&snapshots, folder, entry->d_name);
	if (directory)
		closedir(directory);
	if (snapshots.count)
		qsort(snapshots.rows, snapshots.count, sizeof(*snapshots.rows), compare_rows);
	return snapshots;
}

static json_t *snapshots_json(const struct snapshots *snapshots)
{
	json_t *list = json_array();

	for (size_t i = 0; i < snapshots->count; i++)
		json_array_append_new(list,
			json_pack("{s:I, s:I}", "number", (json_int_t)snapshots->rows[i].number,
				"bytes", (json_int_t)snapshots->rows[i].bytes));
	return list;
}

static void put_time(struct grid *grid, const struct surveyed *segment, int64_t time)
{
	struct text text = {0};
	char whole[TIME_TEXT];

	if (segment->records)
		page_time(&text, time_print(time, whole), NULL);
	grid_put(grid, STYLE_PLAIN, text_get(&text));
	text_free(&text);
}

static void put_segment(struct grid *grid, const struct surveyed *segment)
{
	grid_put(grid, STYLE_PLAIN, segment->file);
	grid_number(grid, (int64_t)segment->first);
	grid_number(grid, (int64_t)segment->last);
	grid_number(grid, (int64_t)segment->records);
	put_time(grid, segment, segment->from);
	put_time(grid, segment, segment->to);
	grid_number(grid, (int64_t)segment->bytes);
	grid_put(grid, STYLE_PLAIN, segment_state_name(segment->state));
	grid_put(grid, STYLE_RED, segment->damaged ? "damaged" : "");
}

static void put_segments(const struct survey *survey, struct page *page)
{
	static const char *const titles[] = {"SEGMENT", ">FIRST", ">LAST", ">RECORDS",
		"FROM (UTC)", "TO (UTC)", ">BYTES ON DISK", "STATE", "", NULL};
	struct grid grid = {.titles = titles};

	for (size_t i = 0; i < survey->count; i++)
		put_segment(&grid, &survey->segments[i]);
	if (grid.count)
		grid_print(&grid, page);
}

static void put_snapshots(const struct snapshots *snapshots, struct page *page)
{
	static const char *const titles[] = {"SNAPSHOT AFTER", ">BYTES", NULL};
	struct grid grid = {.titles = titles};
	char number[32];

	for (size_t i = 0; i < snapshots->count; i++) {
		snprintf(number, sizeof(number), "record %" PRIu64, snapshots->rows[i].number);
		grid_put(&grid, STYLE_PLAIN, number);
		grid_number(&grid, (int64_t)snapshots->rows[i].bytes);
	}
	if (grid.count == 0)
		return;
	page_line(page);
	grid_print(&grid, page);
}

static void put_kinds(const struct survey *survey, struct page *page)
{
	static const char *const titles[] = {"KIND", ">RECORDS", NULL};
	struct grid grid = {.titles = titles};

	for (unsigned kind = 1; kind < RECORD_KINDS; kind++) {
		if (!survey->kinds[kind])
			continue;
		grid_put(&grid, STYLE_PLAIN, record_kind_name((enum record_kind)kind));
		grid_number(&grid, (int64_t)survey->kinds[kind]);
	}
	page_line(page);
	if (grid.count == 0)
		return;
	grid_print(&grid, page);
	page_line(page);
}

static void print_text(
	const struct survey *survey, const struct snapshots *snapshots, struct page *page)
{
	put_segments(survey, page);
	put_snapshots(snapshots, page);
	put_kinds(survey, page);
	survey_put_damage(survey, page);
	survey_put_sum(survey, page);
}

static void print_json(
	const struct survey *survey, const struct snapshots *snapshots, struct page *page)
{
	json_t *json = survey_json(survey);

	json_object_set_new(json, "snapshots", snapshots_json(snapshots));
	page_json(page, json);
	json_decref(json);
}

enum status journal_list(const struct journal_place *place, const struct journal_words *words)
{
	struct page page = page_for(stdout);
	struct snapshots snapshots;
	struct survey survey;
	struct error error;
	bool done = survey_make(&survey, text_get(&place->journal), journal_progress(), &error);

	journal_progress_end();
	if (!done) {
		survey_free(&survey);
		return command_fail(STATUS_TROUBLE, "%s", error.text);
	}
	snapshots = find_snapshots(text_get(&place->state));
	if (words->json)
		print_json(&survey, &snapshots, &page);
	else
		print_text(&survey, &snapshots, &page);
	page_finish(&page, stdout);
	free(snapshots.rows);
	survey_free(&survey);
	return STATUS_FINE;
}
