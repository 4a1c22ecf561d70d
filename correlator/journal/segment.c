/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/segment.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crc.h"
#include "base/file.h"
#include "event/batch.h"
#include "journal/archive.h"
#include "journal/segment_files.h"

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

struct segment_header segment_header(const char *epoch, uint64_t first, int64_t time)
{
	struct header header = {.version = SEGMENT_VERSION,
		.semantics = ENGINE_SEMANTICS,
		.first = first,
		.created = time};
	struct segment_header out;

	memcpy(header.magic, magic, sizeof(magic));
	memcpy(header.epoch, epoch, strnlen(epoch, sizeof(header.epoch)));
	header.crc = crc32c(0, &header, offsetof(struct header, crc));
	memcpy(out.bytes, &header, sizeof(header));
	return out;
}

static bool is_good(const struct header *header)
{
	return memcmp(header->magic, magic, sizeof(magic)) == 0 &&
	       header->crc == crc32c(0, header, offsetof(struct header, crc));
}

/* A damaged header hides nothing: records have their own. So only a good one can say that the
 * file is not for us. */
static bool is_newer(const struct header *header)
{
	return is_good(header) && header->version > SEGMENT_VERSION;
}

/* Nothing is read ahead where nothing was written yet: it would become pages of zeros, which
 * the file system takes for something that was. */
static void limit_readahead(const struct segment *segment, int fd)
{
	off_t hole = lseek(fd, 0, SEEK_HOLE);

	if (hole > 0 && (size_t)hole < segment->length)
		madvise((char *)(uintptr_t)segment->bytes + hole,
			segment->length - (size_t)hole, MADV_RANDOM);
}

static bool map(struct segment *segment, int fd)
{
	struct stat status;
	void *bytes;

	if (fstat(fd, &status) < 0)
		return false;
	if (status.st_size < SEGMENT_HEADER) /* died while making it */
		return true;
	bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (bytes == MAP_FAILED)
		return false;
	segment->bytes = bytes;
	segment->length = (size_t)status.st_size;
	limit_readahead(segment, fd);
	return true;
}

static bool open_mapped(struct segment *segment, const char *path, struct error *error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool done = fd >= 0 && map(segment, fd);
	int reason = errno;

	if (segment->bytes)
		segment->fd = fd;
	else if (fd >= 0)
		close(fd);
	errno = reason;
	return done || error_set(error, "cannot read %s: %s", path, strerror(reason));
}

static bool open_archived(struct segment *segment, const char *path, struct error *error)
{
	struct text content = {0};

	if (!archive_read(path, &content, error))
		return false;
	segment->archived = true;
	if (content.length < SEGMENT_HEADER) {
		text_free(&content);
		return true;
	}
	segment->bytes = content.data; /* it is ours now */
	segment->length = content.length;
	return true;
}

bool segment_open(
	struct segment *segment, const char *folder, uint64_t first, struct error *error)
{
	char path[4096], archive[4096];

	*segment = (struct segment){.at = SEGMENT_HEADER, .end = SEGMENT_HEADER, .fd = -1};
	segment_path(folder, first, path);
	segment_archive_path(folder, first, archive);
	if (!open_mapped(segment, path, error) &&
		(errno != ENOENT || !open_archived(segment, archive, error)))
		return false;
	if (segment->bytes && is_newer((const struct header *)segment->bytes)) {
		segment_close(segment);
		return error_set(error, "%s was written by a newer version", path);
	}
	return true;
}

void segment_close(struct segment *segment)
{
	void *bytes = (void *)(uintptr_t)segment->bytes;

	if (segment->archived)
		free(bytes);
	else if (bytes)
		munmap(bytes, segment->length);
	if (segment->fd >= 0)
		close(segment->fd);
	segment->bytes = NULL;
	segment->fd = -1;
}

int64_t segment_created(const struct segment *segment)
{
	const struct header *header = (const struct header *)segment->bytes;

	return header && is_good(header) ? header->created : 0;
}

bool segment_epoch(const struct segment *segment, char epoch[6])
{
	const struct header *header = (const struct header *)segment->bytes;

	if (!header || !is_good(header))
		return false;
	memcpy(epoch, header->epoch, 5);
	epoch[5] = 0;
	return true;
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
	       record_payload_valid(record) && record_event_valid(record);
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

/* Over the zeros from `at` on, which are most of what was preallocated, and are not even looked
 * at where they were never written. */
static size_t skip_zeros(const struct segment *segment, size_t at)
{
	enum { BLOCK = 4096 };
	const char *bytes = segment->bytes;

	for (;;) {
		size_t next = at - at % BLOCK + BLOCK;

		if (next > segment->length || bytes[at] != 0 ||
			memcmp(bytes + at, bytes + at + 1, next - at - 1) != 0)
			return at;
		at = (size_t)file_next_written(segment->fd, (int64_t)next);
	}
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
		segment->at = skip_zeros(segment, segment->at + step_over(segment, record));
	}
	segment->at = segment->end; /* the writer may go on here */
	return NULL;
}
