/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/followed.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/crc.h"
#include "base/table.h"
#include "base/xalloc.h"

enum {
	HEAD = 256,             /* bytes of the first line that count */
	TAIL = 64,              /* bytes before the position that count */
	FILE_SEED = 0x666f6c6c, /* what a file is known by is on disk: it never changes */
};

struct followed *followed_open(const char *path, const char *listener)
{
	struct followed *file;
	struct stat status;
	/* Not blocking: a named pipe must not hold us up before we know that it is one. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return NULL;
	if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode)) {
		close(fd);
		errno = 0;
		return NULL;
	}
	file = xcalloc(1, sizeof(*file));
	file->listener = listener;
	file->path = xstrdup(path);
	file->fd = fd;
	file->watch = -1;
	file->key.device = status.st_dev;
	file->key.inode = status.st_ino;
	file->size = (uint64_t)status.st_size;
	return file;
}

void followed_free(struct followed *file)
{
	close(file->fd);
	free(file->path);
	free(file);
}

struct slice followed_key(const struct followed *file)
{
	return slice_make(&file->key, sizeof(file->key));
}

/* Up to `length` bytes; fewer at the end of the file. */
static size_t read_at(struct followed *file, char *into, size_t length, uint64_t offset)
{
	ssize_t count;

	do
		count = pread(file->fd, into, length, (off_t)offset);
	while (count < 0 && errno == EINTR);
	file->trouble = count < 0 ? errno : 0;
	return count < 0 ? 0 : (size_t)count;
}

/* By the first line, when that is there: a device number may be another after a restart. */
static void identify(struct followed *file)
{
	char key[HEAD + 128];
	int before =
		snprintf(key, 128, "%.80s\n%" PRIu64 "\n", file->listener, file->key.inode);
	size_t length = read_at(file, key + before, HEAD, 0);
	const char *end = memchr(key + before, '\n', length);

	if (!end && length < HEAD)
		return;
	length = end ? (size_t)(end - key) : (size_t)before + HEAD;
	file->position.file = table_hash(FILE_SEED, slice_make(key, length));
}

/* The end of the last line, with its LF. */
uint32_t followed_check(struct slice before)
{
	size_t from = before.length > TAIL ? before.length - TAIL : 0;

	for (size_t i = before.length; i > from + 1; i--)
		if (before.data[i - 2] == '\n') {
			from = i - 1;
			break;
		}
	return crc32c(0, before.data + from, before.length - from);
}

static uint32_t check_at(struct followed *file, uint64_t offset)
{
	char before[TAIL];
	size_t length = offset < TAIL ? (size_t)offset : TAIL;

	length = read_at(file, before, length, offset - length);
	return followed_check(slice_make(before, length));
}

bool followed_resume(struct followed *file, const struct positions *positions)
{
	struct position position;

	identify(file);
	if (!file->position.file || !positions_find(positions, file->position.file, &position))
		return false;
	/* One that was truncated meanwhile is found out when it is read. */
	file->position = position;
	return true;
}

/* A line that is being written is of interest. */
void followed_skip(struct followed *file)
{
	char end[FOLLOWED_LINE_MAXIMUM];
	uint64_t from = file->size > sizeof(end) ? file->size - sizeof(end) : 0;
	size_t length = read_at(file, end, sizeof(end), from);
	const char *last = memrchr(end, '\n', length);

	identify(file);
	if (!file->position.file)
		return;
	file->position.offset = last ? from + (uint64_t)(last - end) + 1 : file->size;
	file->position.check = check_at(file, file->position.offset);
	file->note = true;
}

static void begin_again(struct followed *file)
{
	file->position = (struct position){0};
	file->scanned = 0;
}

static void put_line(
	const struct followed *file, struct block *block, size_t start, size_t length)
{
	bool cut = length > FOLLOWED_LINE_MAXIMUM;

	block->lines[block->count++] = (struct block_line){.start = (uint32_t)start,
		.length = cut ? FOLLOWED_LINE_MAXIMUM : (uint32_t)length,
		.position = file->position,
		.cut = cut};
}

/* The bytes from `start` to the LF at `end` are a line; both in the block. */
static void add_line(struct followed *file, struct block *block, size_t start, size_t end)
{
	size_t length = end - start;

	file->position.offset += length + 1;
	file->position.check = followed_check(slice_make(block->bytes + start, length + 1));
	if (length > 0 && block->bytes[end - 1] == '\r')
		length--;
	put_line(file, block, start, length);
}

/* Whole lines of the block's bytes from `start` on. */
static void add_lines(
	struct followed *file, struct block *block, size_t start, size_t length, bool *more)
{
	const char *end;

	while ((end = memchr(block->bytes + start, '\n', length - start)) &&
		block->count < BLOCK_LINES) {
		size_t at = (size_t)(end - block->bytes);

		add_line(file, block, start, at);
		start = at + 1;
	}
	*more = block->count > 0 && (end || length == BLOCK_BYTES);
}

/* The line is longer than what is kept; its beginning is in the block, which has room behind
 * it. Its end is looked for, a piece each time. */
static void pass_over(struct followed *file, struct block *block, size_t start, bool *more)
{
	char *piece = block->bytes + start + FOLLOWED_LINE_MAXIMUM;
	const size_t room = BLOCK_BYTES - start - FOLLOWED_LINE_MAXIMUM;
	const char *end;
	size_t length;

	if (file->scanned < FOLLOWED_LINE_MAXIMUM)
		file->scanned = FOLLOWED_LINE_MAXIMUM;
	length = read_at(file, piece, room, file->position.offset + file->scanned);
	end = memchr(piece, '\n', length);
	file->scanned += end ? (size_t)(end - piece) + 1 : length;
	*more = end || length == room;
	if (!end)
		return;
	file->position.offset += file->scanned;
	file->position.check = check_at(file, file->position.offset);
	put_line(file, block, start, file->scanned);
	file->scanned = 0;
}

/* Whether what stands before the position is what stood there when it was taken. */
static bool is_same(const struct followed *file, struct slice before, size_t wanted)
{
	return before.length == wanted &&
	       (wanted == 0 || followed_check(before) == file->position.check);
}

void followed_read(struct followed *file, struct block *block, bool *more)
{
	const size_t before =
		file->position.offset < TAIL ? (size_t)file->position.offset : TAIL;
	size_t length =
		read_at(file, block->bytes, BLOCK_BYTES, file->position.offset - before);

	block->count = 0;
	*more = false;
	if (file->trouble)
		return;
	if (!is_same(file, slice_part(slice_make(block->bytes, length), 0, before), before)) {
		begin_again(file);
		*more = true;
		return;
	}
	if (file->position.offset == 0)
		identify(file);
	if (!file->position.file)
		return;
	add_lines(file, block, before, length, more);
	if (block->count == 0 && length - before > FOLLOWED_LINE_MAXIMUM)
		pass_over(file, block, before, more);
	else
		file->scanned = 0;
}
