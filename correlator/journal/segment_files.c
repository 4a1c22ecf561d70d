/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/segment_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "journal/segment.h"

static int compare_numbers(const void *a, const void *b)
{
	uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;

	return (first > second) - (first < second);
}

/* "00000000000000000042.seg" or "....seg.zst" to 42; 0 for any other name. */
static uint64_t number_of(const char *name)
{
	char *end;
	uint64_t number;

	if (name[0] < '0' || name[0] > '9')
		return 0;
	number = strtoull(name, &end, 10);
	if (end - name != 20)
		return 0;
	return strcmp(end, ".seg") == 0 || strcmp(end, ".seg.zst") == 0 ? number : 0;
}

/* A segment may be there twice: we died when it had just been compressed. */
static void sort_once(struct segment_list *list)
{
	size_t kept = 0;

	if (list->count)
		qsort(list->firsts, list->count, sizeof(*list->firsts), compare_numbers);
	for (size_t i = 0; i < list->count; i++)
		if (kept == 0 || list->firsts[kept - 1] != list->firsts[i])
			list->firsts[kept++] = list->firsts[i];
	list->count = kept;
}

bool segment_list(const char *folder, struct segment_list *list, struct error *error)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	size_t capacity = 0;

	*list = (struct segment_list){0};
	if (!directory)
		return error_set(error, "cannot read the journal folder %s: %s", folder,
			strerror(errno));
	while ((entry = readdir(directory))) {
		uint64_t number = number_of(entry->d_name);

		if (!number)
			continue;
		list->firsts =
			xgrow(list->firsts, list->count, &capacity, sizeof(*list->firsts));
		list->firsts[list->count++] = number;
	}
	closedir(directory);
	sort_once(list);
	return true;
}

void segment_list_free(struct segment_list *list)
{
	free(list->firsts);
	*list = (struct segment_list){0};
}

const char *segment_path(const char *folder, uint64_t first, char path[4096])
{
	snprintf(path, 4096, "%s/%020" PRIu64 ".seg", folder, first);
	return path;
}

const char *segment_archive_path(const char *folder, uint64_t first, char path[4096])
{
	snprintf(path, 4096, "%s/%020" PRIu64 ".seg.zst", folder, first);
	return path;
}

/* Preallocation makes later appends change no metadata; where the file system has none, the
 * file simply grows. A full disk is an error here, before any record needs the space. */
static bool preallocate(int fd, int64_t size)
{
	int result = FAULT_FAILS("journal-create") ? errno : posix_fallocate(fd, 0, size);

	errno = result;
	return result == 0 || result == EOPNOTSUPP || result == EINVAL;
}

/* Opens, or makes, a file of at least that size; -1 with errno, and no file. */
static int make_room(const char *path, int64_t size)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	int reason;

	if (fd < 0 || preallocate(fd, size))
		return fd;
	reason = errno;
	close(fd);
	unlink(path);
	errno = reason;
	return -1;
}

bool segment_spare(const char *folder, int64_t size, struct error *error)
{
	char path[4096], aside[4096];
	int fd, reason;

	snprintf(path, sizeof(path), "%s/spare", folder);
	snprintf(aside, sizeof(aside), "%s/spare.new", folder);
	if (access(path, F_OK) == 0)
		return true;
	fd = make_room(aside, size);
	if (fd >= 0)
		close(fd);
	if (fd >= 0 && rename(aside, path) == 0)
		return true;
	reason = errno;
	error_set(error, "cannot take space for the next journal segment in %s: %s", folder,
		strerror(reason));
	errno = reason;
	return false;
}

int segment_create(const char *folder, const char *epoch, uint64_t first, int64_t size,
	int64_t time, struct error *error)
{
	struct segment_header header = segment_header(epoch, first, time);
	char path[4096], aside[4096], spare[4096];
	int fd;

	snprintf(spare, sizeof(spare), "%s/spare", folder);
	snprintf(aside, sizeof(aside), "%s/segment.new", folder);
	segment_path(folder, first, path);
	unlink(aside);
	if (rename(spare, aside) < 0 && errno != ENOENT)
		log_warning("journal", "the spare %s is not used: %s", spare, strerror(errno));
	fd = make_room(aside, size);
	if (fd >= 0 && file_write(fd, slice_make(header.bytes, sizeof(header.bytes)), 0) &&
		fsync(fd) == 0 && rename(aside, path) == 0 && file_sync_folder(folder))
		return fd;
	error_set(error, "cannot make the journal segment %s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	unlink(aside);
	return -1;
}
