/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/state_copy.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "journal/segment.h"
#include "journal/segment_files.h"
#include "tool/copy.h"

enum { ATTEMPTS = 5 };

enum outcome { COPIED, MOVED, FAILED }; /* MOVED: something went away meanwhile */

static bool copy_as(
	const struct state_copy *copy, const char *from, const char *to, struct error *error)
{
	struct text source = {0}, target = {0};
	bool done;
	int reason;

	text_printf(&source, "%s/%s", copy->from, from);
	text_printf(&target, "%s/%s", copy->to, to);
	done = copy_file(text_get(&source), text_get(&target), error);
	reason = errno;
	text_free(&source);
	text_free(&target);
	errno = reason;
	return done;
}

static enum outcome copy_same(
	const struct state_copy *copy, const char *name, struct error *error)
{
	if (copy_as(copy, name, name, error))
		return COPIED;
	return errno == ENOENT ? MOVED : FAILED;
}

/* One that was killed leaves what belongs to its database beside it. There may be none. */
static enum outcome copy_database(const struct state_copy *copy, struct error *error)
{
	if (!copy_as(copy, copy->database, "correlator.db", error) && errno != ENOENT)
		return FAILED;
	if (strcmp(copy->database, "correlator.db") == 0 &&
		!copy_as(copy, "correlator.db-wal", "correlator.db-wal", error) &&
		errno != ENOENT)
		return FAILED;
	return COPIED;
}

/* Does something with each snapshot in a folder, by its name. */
static enum outcome each_snapshot(const struct state_copy *copy, const char *folder,
	enum outcome (*act)(const struct state_copy *, const char *name, struct error *),
	struct error *error)
{
	DIR *directory = opendir(folder);
	enum outcome outcome = directory ? COPIED : FAILED;
	struct dirent *entry;
	int64_t number;

	if (!directory)
		error_set(error, "cannot read the folder %s: %s", folder, strerror(errno));
	while (outcome == COPIED && (entry = readdir(directory)))
		if (strncmp(entry->d_name, "snapshot-", 9) == 0 &&
			slice_to_integer(slice_of(entry->d_name + 9), &number))
			outcome = act(copy, entry->d_name, error);
	if (directory)
		closedir(directory);
	return outcome;
}

/* As long as it is there, the segments behind it are. */
static enum outcome is_kept(
	const struct state_copy *copy, const char *name, struct error *error)
{
	struct text path = {0};
	bool kept;

	text_printf(&path, "%s/%s", copy->from, name);
	kept = access(text_get(&path), F_OK) == 0 ||
	       error_set(error, "%s went away while it was copied", name);
	text_free(&path);
	return kept ? COPIED : MOVED;
}

/* As it is, or compressed by now. */
static enum outcome copy_segment(
	const struct state_copy *copy, uint64_t first, struct error *error)
{
	char path[4096];
	enum outcome outcome = copy_same(copy, segment_path("journal", first, path), error);

	if (outcome != MOVED)
		return outcome;
	return copy_same(copy, segment_archive_path("journal", first, path), error);
}

/* Without what is no record yet, and the space taken ahead. */
static bool cut_end(const char *folder, uint64_t first, struct error *error)
{
	struct segment segment;
	char path[4096];
	bool done;

	if (access(segment_path(folder, first, path), F_OK) < 0)
		return true; /* compressed: it is whole */
	if (!segment_open(&segment, folder, first, error))
		return false;
	while (segment_next(&segment))
		;
	done = !segment.bytes || truncate(path, (off_t)segment.end) == 0 ||
	       error_set(error, "cannot cut %s: %s", path, strerror(errno));
	segment_close(&segment);
	return done;
}

static enum outcome copy_segments(const struct state_copy *copy, struct error *error)
{
	struct text from = {0}, to = {0};
	enum outcome outcome = COPIED;
	struct segment_list list = {0};

	text_printf(&from, "%s/journal", copy->from);
	text_printf(&to, "%s/journal", copy->to);
	if (!segment_list(text_get(&from), &list, error))
		outcome = FAILED;
	for (size_t i = 0; i < list.count && outcome == COPIED; i++)
		outcome = copy_segment(copy, list.firsts[i], error);
	if (outcome == COPIED && list.count > 0 &&
		!cut_end(text_get(&to), list.firsts[list.count - 1], error))
		outcome = FAILED;
	segment_list_free(&list);
	text_free(&from);
	text_free(&to);
	return outcome;
}

static bool copy_sets(const struct state_copy *copy, struct error *error)
{
	struct text from = {0}, to = {0};
	bool done;

	text_printf(&from, "%s/sets", copy->from);
	text_printf(&to, "%s/sets", copy->to);
	done = access(text_get(&from), F_OK) < 0 ||
	       (copy_make(text_get(&to), error) &&
		       copy_tree(text_get(&from), text_get(&to), error));
	text_free(&from);
	text_free(&to);
	return done;
}

static bool make_folders(const struct state_copy *copy, struct error *error)
{
	struct text journal = {0};
	bool done;

	text_printf(&journal, "%s/journal", copy->to);
	done = copy_make(copy->to, error) && copy_make(text_get(&journal), error);
	text_free(&journal);
	return done;
}

/* What is there must go on from what the snapshots and the database know. */
static enum outcome judge(
	const struct state_copy *copy, const struct survey *survey, struct error *error)
{
	uint64_t last = 0;

	for (size_t i = 0; i < survey->count; i++)
		last = survey->segments[i].last > last ? survey->segments[i].last : last;
	if (last >= copy->applied)
		return COPIED;
	error_set(error, "the copy ends at record %" PRIu64 ", before record %" PRIu64, last,
		copy->applied);
	return MOVED;
}

static enum outcome survey_it(
	const struct state_copy *copy, struct survey *survey, struct error *error)
{
	struct text journal = {0};
	bool made;

	text_printf(&journal, "%s/journal", copy->to);
	made = survey_make(survey, text_get(&journal), NULL, error);
	text_free(&journal);
	return made ? judge(copy, survey, error) : FAILED;
}

static enum outcome attempt(
	const struct state_copy *copy, struct survey *survey, struct error *error)
{
	enum outcome outcome;

	if (!make_folders(copy, error))
		return FAILED;
	outcome = copy_database(copy, error);
	if (outcome == COPIED && !copy_as(copy, "restart", "restart", error) && errno != ENOENT)
		outcome = FAILED;
	if (outcome == COPIED)
		outcome = copy_same(copy, "journal/epoch", error);
	if (outcome == COPIED)
		outcome = each_snapshot(copy, copy->from, copy_same, error);
	if (outcome == COPIED)
		outcome = copy_segments(copy, error);
	if (outcome == COPIED)
		outcome = each_snapshot(copy, copy->to, is_kept, error);
	if (outcome == COPIED && !copy_sets(copy, error))
		outcome = FAILED;
	return outcome == COPIED ? survey_it(copy, survey, error) : outcome;
}

bool state_copy(const struct state_copy *copy, struct survey *survey, struct error *error)
{
	enum outcome outcome = MOVED;

	*survey = (struct survey){0};
	if (access(copy->to, F_OK) == 0)
		return error_set(error, "%s is there already", copy->to);
	for (int i = 0; i < ATTEMPTS && outcome == MOVED; i++) {
		survey_free(survey);
		outcome = attempt(copy, survey, error);
		if (outcome != COPIED)
			copy_remove(copy->to);
	}
	return outcome == COPIED;
}
