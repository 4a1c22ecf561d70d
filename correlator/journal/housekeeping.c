/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/housekeeping.h"

#include <errno.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/log.h"
#include "journal/archive.h"
#include "journal/segment.h"
#include "journal/segment_files.h"

/* The last segment of the list is being written; all before it are closed. */
struct round {
	const struct journal_settings *settings;
	struct segment_list list;
	uint64_t needed;
	int64_t now;
	size_t oldest; /* that is still there */
};

static int64_t size_of(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 ? status.st_size : 0;
}

static int64_t size_on_disk(const struct round *round, size_t place)
{
	const char *folder = round->settings->folder;
	char path[PATH_BYTES];

	return size_of(segment_path(folder, round->list.firsts[place], path)) +
	       size_of(segment_archive_path(folder, round->list.firsts[place], path));
}

/* A damaged segment says nothing of the others. A full disk is told of elsewhere. */
static void compress_closed(const struct round *round)
{
	const char *folder = round->settings->folder;

	for (size_t i = 0; i + 1 < round->list.count; i++) {
		uint64_t first = round->list.firsts[i];
		char path[PATH_BYTES];
		struct error error;

		if (access(segment_path(folder, first, path), F_OK) == 0 &&
			!archive_make(folder, first, &error) && errno != ENOSPC)
			log_warning("journal", "%s is not compressed: %s", path, error.text);
	}
}

/* Deletes the oldest segment, if it is closed and nobody needs it. */
static bool delete_oldest(struct round *round, const char *why)
{
	const char *folder = round->settings->folder;
	const uint64_t *firsts = round->list.firsts + round->oldest;
	char path[PATH_BYTES], archive[PATH_BYTES];

	if (round->oldest + 1 >= round->list.count || firsts[1] > round->needed)
		return false;
	FAULT("segment-delete");
	if (unlink(segment_path(folder, firsts[0], path)) < 0 && errno != ENOENT)
		return false;
	unlink(segment_archive_path(folder, firsts[0], archive));
	log_info("journal", "deleted records %" PRIu64 " to %" PRIu64 ": %s", firsts[0],
		firsts[1] - 1, why);
	round->oldest++;
	return true;
}

static void delete_beyond_size(struct round *round)
{
	int64_t total = 0;

	for (size_t i = round->oldest; i + 1 < round->list.count; i++)
		total += size_on_disk(round, i);
	while (total > round->settings->retention_size) {
		total -= size_on_disk(round, round->oldest);
		if (!delete_oldest(round, "beyond retention_size"))
			return;
	}
}

/* When a segment was closed is when the next one was begun. */
static int64_t closed_at(const struct round *round, size_t place)
{
	struct segment segment;
	struct error error;
	int64_t time;

	if (!segment_open(
		    &segment, round->settings->folder, round->list.firsts[place + 1], &error))
		return 0;
	time = segment_created(&segment);
	segment_close(&segment);
	return time;
}

static void delete_beyond_age(struct round *round)
{
	int64_t limit = round->now - round->settings->retention_age;

	while (round->oldest + 1 < round->list.count) {
		int64_t closed = closed_at(round, round->oldest);

		if (closed == 0 || closed >= limit ||
			!delete_oldest(round, "older than retention_age"))
			return;
	}
}

static bool make_room(struct round *round, struct error *error)
{
	while (!segment_spare(round->settings->folder, round->settings->segment_size, error))
		if (errno != ENOSPC || !delete_oldest(round, "the disk is full"))
			return false;
	return true;
}

bool housekeeping_run(const struct journal_settings *settings, uint64_t needed, int64_t now,
	struct error *error)
{
	struct round round = {.settings = settings, .needed = needed, .now = now};
	bool done;

	if (!segment_list(settings->folder, &round.list, error))
		return false;
	delete_beyond_size(&round);
	delete_beyond_age(&round);
	done = make_room(&round, error);
	compress_closed(&round);
	segment_list_free(&round.list);
	return done;
}
