/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/ending.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "journal/segment.h"
#include "journal/segment_files.h"

/* Walks a segment to its last good record. */
static bool walk(const char *folder, uint64_t first, struct ending *ending, struct error *error)
{
	struct segment segment;
	const struct record *record;

	if (!segment_open(&segment, folder, first, error))
		return false;
	while ((record = segment_next(&segment))) {
		if (record->number > ending->number)
			ending->number = record->number;
		if (record->time > ending->time)
			ending->time = record->time;
	}
	ending->at = (int64_t)segment.end;
	ending->writable = !segment.archived;
	segment_close(&segment);
	return true;
}

/* The newest may be empty: the number then follows from its name, the time from those before.
 */
static bool walk_back(const char *folder, const struct segment_list *list,
	struct ending *ending, struct error *error)
{
	struct ending before = {0};

	ending->first = list->firsts[list->count - 1];
	if (!walk(folder, ending->first, ending, error))
		return false;
	for (size_t i = list->count - 1; ending->number == 0 && before.number == 0 && i-- > 0;)
		if (!walk(folder, list->firsts[i], &before, error))
			return false;
	if (ending->number < ending->first)
		ending->number = ending->first - 1;
	if (ending->time < before.time)
		ending->time = before.time;
	return true;
}

bool ending_find(const char *folder, struct ending *ending, struct error *error)
{
	struct segment_list list;
	bool done;

	*ending = (struct ending){0};
	if (!segment_list(folder, &list, error))
		return false;
	done = list.count == 0 || walk_back(folder, &list, ending, error);
	segment_list_free(&list);
	return done;
}

static size_t without_zeros(const char *block, size_t length)
{
	while (length > 0 && block[length - 1] == 0)
		length--;
	return length;
}

/* Makes zeros of what is not zeros from `at` on, writing no byte that never was written: there
 * may be no space for it. The file keeps its length: a reader may have it mapped. Returns how
 * many bytes that were, or -1 with errno. */
static int64_t erase(int fd, int64_t at)
{
	static const char zeros[65536];
	char block[sizeof(zeros)];
	int64_t erased = 0;
	ssize_t got;

	posix_fadvise(fd, 0, 0, POSIX_FADV_RANDOM); /* as for limit_readahead() in segment.c */
	for (;; at += got) {
		size_t used;

		at = file_next_written(fd, at);
		got = pread(fd, block, sizeof(block) - (size_t)at % sizeof(block), at);
		if (got <= 0)
			return got == 0 ? erased : -1;
		used = without_zeros(block, (size_t)got);
		if (used > 0 && !file_write(fd, slice_make(zeros, used), at))
			return -1;
		erased += (int64_t)used;
	}
}

/* Whether the file has all of its blocks. To ask for them again is not free on every file
 * system. */
static bool has_room(int fd, int64_t size)
{
	struct stat status;

	return fstat(fd, &status) == 0 && (int64_t)status.st_blocks * 512 >= size;
}

int ending_open(
	const char *folder, const struct ending *ending, int64_t size, struct error *error)
{
	char path[PATH_BYTES];
	int fd = open(segment_path(folder, ending->first, path), O_RDWR | O_CLOEXEC);
	int64_t erased = fd >= 0 ? erase(fd, ending->at) : -1;

	if (erased < 0) {
		error_set(error, "cannot write %s: %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return -1;
	}
	if (erased > 0)
		log_info("journal", "cut %" PRId64 " bytes of a torn write off %s", erased,
			path);
	if (!has_room(fd, size) && posix_fallocate(fd, 0, size) == ENOSPC)
		log_warning("journal", "no space to preallocate %s", path);
	return fd;
}
