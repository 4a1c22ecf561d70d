/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/segment.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/crc.h"
#include "base/xalloc.h"
#include "event/batch.h"

static const char magic[8] = {'C', 'O', 'R', 'R', 'S', 'E', 'G', '1'};

struct header {
	char magic[8];
	uint32_t version;
	uint32_t semantics; /* of the engine that wrote it */
	char epoch[8];
	uint64_t first;
	int64_t created;
	char reserved[20];
	uint32_t crc; /* of everything before */
};

_Static_assert(sizeof(struct header) == SEGMENT_HEADER, "the segment header is a disk format");

static int compare_numbers(const void *a, const void *b)
{
	uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;

	return (first > second) - (first < second);
}

/* "00000000000000000042.seg" to 42; 0 for any other name. */
static uint64_t number_of(const char *name)
{
	char *end;
	uint64_t number;

	if (name[0] < '0' || name[0] > '9')
		return 0;
	number = strtoull(name, &end, 10);
	return end - name == 20 && strcmp(end, ".seg") == 0 ? number : 0;
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
	if (list->count)
		qsort(list->firsts, list->count, sizeof(*list->firsts), compare_numbers);
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

static bool sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return done;
}

static struct header make_header(const char *epoch, uint64_t first)
{
	struct header header = {
		.version = SEGMENT_VERSION, .semantics = ENGINE_SEMANTICS, .first = first};

	memcpy(header.magic, magic, sizeof(magic));
	memcpy(header.epoch, epoch, strnlen(epoch, sizeof(header.epoch)));
	header.created = (int64_t)time(NULL) * 1000000000LL;
	header.crc = crc32c(0, &header, offsetof(struct header, crc));
	return header;
}

/* Preallocation makes later appends change no metadata; where the file system has none, the
 * file simply grows. A full disk is an error here, before any record needs the space. */
static bool preallocate(int fd, int64_t size)
{
	int result = posix_fallocate(fd, 0, size);

	if (result == 0 || result == EOPNOTSUPP || result == EINVAL)
		return true;
	errno = result;
	return false;
}

int segment_create(const char *folder, const char *epoch, uint64_t first, int64_t size,
	struct error *error)
{
	struct header header = make_header(epoch, first);
	char path[4096];
	int fd = open(segment_path(folder, first, path), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC,
		0640);

	if (fd >= 0 && preallocate(fd, size) &&
		pwrite(fd, &header, sizeof(header), 0) == sizeof(header) && fsync(fd) == 0 &&
		sync_folder(folder))
		return fd;
	error_set(error, "cannot make the journal segment %s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

/* A damaged header hides nothing: records have their own. So only a good one can say that the
 * file is not for us. */
static bool is_newer(const struct header *header)
{
	return memcmp(header->magic, magic, sizeof(magic)) == 0 &&
	       header->crc == crc32c(0, header, offsetof(struct header, crc)) &&
	       header->version > SEGMENT_VERSION;
}

bool segment_open(
	struct segment *segment, const char *folder, uint64_t first, struct error *error)
{
	char path[4096];
	int fd = open(segment_path(folder, first, path), O_RDONLY | O_CLOEXEC);
	struct stat status;
	void *bytes;

	*segment = (struct segment){.at = SEGMENT_HEADER, .end = SEGMENT_HEADER};
	if (fd < 0 || fstat(fd, &status) < 0) {
		error_set(error, "cannot read %s: %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (status.st_size < SEGMENT_HEADER) { /* died while making it */
		close(fd);
		return true;
	}
	bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd, 0);
	close(fd);
	if (bytes == MAP_FAILED)
		return error_set(error, "cannot map %s: %s", path, strerror(errno));
	segment->bytes = bytes;
	segment->length = (size_t)status.st_size;
	if (is_newer(bytes)) {
		segment_close(segment);
		return error_set(error, "%s was written by a newer version", path);
	}
	return true;
}

void segment_close(struct segment *segment)
{
	if (segment->bytes)
		munmap((void *)(uintptr_t)segment->bytes, segment->length);
	segment->bytes = NULL;
}

bool segment_grow(struct segment *segment, const char *folder, uint64_t first)
{
	struct segment longer;
	char path[4096];
	struct stat status;

	if (stat(segment_path(folder, first, path), &status) < 0 ||
		(size_t)status.st_size <= segment->length || status.st_size < SEGMENT_HEADER ||
		!segment_open(&longer, folder, first, NULL))
		return false;
	longer.at = segment->at;
	longer.end = segment->end;
	segment_close(segment);
	*segment = longer;
	return true;
}

static bool is_whole(const struct segment *segment, const struct record *record)
{
	size_t left = segment->length - segment->at;

	return record_header_valid(record) && record_size(record) <= left &&
	       record_payload_valid(record) &&
	       record_event_valid(record);
}

/* A record whose header is good but whose payload is not is skipped as one; anything else in
 * steps of 8 bytes, where a record can begin. */
static size_t step_over(const struct segment *segment, const struct record *record)
{
	size_t left = segment->length - segment->at;

	if (record_header_valid(record) && record_size(record) <= left)
		return record_size(record);
	return 8;
}

const struct record *segment_next(struct segment *segment)
{
	while (segment->bytes && segment->at + sizeof(struct record) <= segment->length) {
		const struct record *record =
			(const struct record *)(segment->bytes + segment->at);

		if (is_whole(segment, record)) {
			segment->at += record_size(record);
			segment->end = segment->at;
			return record;
		}
		segment->at += step_over(segment, record);
	}
	segment->at = segment->end; /* the writer may go on here */
	return NULL;
}
