/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/journal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "journal/segment.h"

#define PLACE(member) .offset = offsetof(struct journal_settings, member)

const struct option journal_options[] = {
	{.name = "segment_size",
		.type = OPTION_SIZE,
		PLACE(segment_size),
		.value = "64 MiB",
		.minimum = 2 << 20,
		.maximum = 1 << 30,
		.help = "a segment is closed when the next batch would exceed it"},
	{.name = "retention_size",
		.type = OPTION_SIZE,
		PLACE(retention_size),
		.value = "10 GiB",
		.minimum = 1 << 20,
		.maximum = INT64_MAX,
		.help = "closed segments beyond this are deleted, oldest first"},
	{0},
};

struct journal {
	char *folder;
	int64_t segment_size, retention_size;
	char epoch[EPOCH_LENGTH + 1];
	int lock;
	int fd;          /* of the segment being written; -1: none */
	uint64_t first;  /* its first record */
	int64_t at;      /* where the next record goes */
	uint64_t number; /* of the last record */
	int64_t time;    /* of the last record */
	size_t unsynced;
	bool failed; /* a sync failed: nothing written here can be trusted any more */
};

static bool take_lock(struct journal *journal, struct error *error)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/lock", journal->folder);
	journal->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (journal->lock < 0)
		return error_set(error, "cannot open %s: %s", path, strerror(errno));
	if (flock(journal->lock, LOCK_EX | LOCK_NB) < 0)
		return error_set(
			error, "%s is locked: another correlatord is using this journal", path);
	return true;
}

static bool make_epoch(char epoch[EPOCH_LENGTH + 1], struct error *error)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char random[EPOCH_LENGTH];

	if (getrandom(random, sizeof(random), 0) != sizeof(random))
		return error_set(error, "no random numbers: %s", strerror(errno));
	for (size_t i = 0; i < EPOCH_LENGTH; i++)
		epoch[i] = letters[random[i] & 31];
	epoch[EPOCH_LENGTH] = 0;
	return true;
}

/* Written aside and renamed, so that it is there whole or not at all. */
static bool write_epoch(const char *folder, const char *path, const char *epoch)
{
	char aside[4096 + 8];
	int fd, directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done;

	snprintf(aside, sizeof(aside), "%s.new", path);
	fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	done = fd >= 0 && write(fd, epoch, EPOCH_LENGTH) == EPOCH_LENGTH && fsync(fd) == 0 &&
	       rename(aside, path) == 0 && directory >= 0 && fsync(directory) == 0;
	if (fd >= 0)
		close(fd);
	if (directory >= 0)
		close(directory);
	return done;
}

static bool load_epoch(struct journal *journal, struct error *error)
{
	char path[4096];
	FILE *file;
	bool read;

	snprintf(path, sizeof(path), "%s/epoch", journal->folder);
	file = fopen(path, "re");
	if (!file && errno != ENOENT)
		return error_set(error, "cannot read %s: %s", path, strerror(errno));
	if (!file) {
		return make_epoch(journal->epoch, error) &&
		       (write_epoch(journal->folder, path, journal->epoch) ||
			       error_set(error, "cannot write %s: %s", path, strerror(errno)));
	}
	read = fread(journal->epoch, EPOCH_LENGTH, 1, file) == 1;
	fclose(file);
	return read || error_set(error, "%s is damaged: it must hold five characters", path);
}

/* Walks a segment to its last good record. */
static bool find_last(struct journal *journal, uint64_t first, size_t *end, struct error *error)
{
	struct segment segment;
	const struct record *record;
	bool found = false;

	if (!segment_open(&segment, journal->folder, first, error))
		return false;
	while ((record = segment_next(&segment))) {
		if (record->number > journal->number)
			journal->number = record->number;
		if (record->time > journal->time)
			journal->time = record->time;
		found = true;
	}
	*end = found ? segment.end : SEGMENT_HEADER;
	segment_close(&segment);
	return true;
}

static size_t without_zeros(const char *block, size_t length)
{
	while (length > 0 && block[length - 1] == 0)
		length--;
	return length;
}

/* Makes zeros of what is not zeros from `at` on, writing no byte that never was written: there
 * may be no space for it. The file keeps its length: a reader may have it mapped. */
static bool erase(int fd, int64_t at)
{
	static const char zeros[65536];
	char block[sizeof(zeros)];
	ssize_t got;

	while ((got = pread(fd, block, sizeof(block), at)) > 0) {
		size_t used = without_zeros(block, (size_t)got);

		if (used > 0 && pwrite(fd, zeros, used, at) != (ssize_t)used)
			return false;
		at += got;
	}
	return got == 0;
}

/* Erases what is behind the last good record, a write that a crash tore: nothing of it was
 * ever acknowledged. */
static bool reopen(struct journal *journal, uint64_t first, size_t end, struct error *error)
{
	char path[4096];

	journal->fd = open(segment_path(journal->folder, first, path), O_RDWR | O_CLOEXEC);
	if (journal->fd < 0)
		return error_set(error, "cannot open %s: %s", path, strerror(errno));
	if (!erase(journal->fd, (int64_t)end))
		return error_set(error, "cannot write %s: %s", path, strerror(errno));
	if (posix_fallocate(journal->fd, 0, journal->segment_size) == ENOSPC)
		log_warning("journal", "no space to preallocate %s", path);
	journal->first = first;
	journal->at = (int64_t)end;
	return true;
}

static bool open_last(struct journal *journal, struct error *error)
{
	struct segment_list list;
	size_t end = 0, last_end = 0;
	bool done = true;

	if (!segment_list(journal->folder, &list, error))
		return false;
	/* The newest may be empty: numbers and time then come from the one before. */
	for (size_t i = list.count; done && i-- > 0 && journal->number == 0;) {
		done = find_last(journal, list.firsts[i], &end, error);
		if (i + 1 == list.count)
			last_end = end;
	}
	if (list.count && journal->number + 1 < list.firsts[list.count - 1])
		journal->number = list.firsts[list.count - 1] - 1;
	if (done && list.count)
		done = reopen(journal, list.firsts[list.count - 1], last_end, error);
	segment_list_free(&list);
	return done;
}

struct journal *journal_open(const struct journal_settings *settings, struct error *error)
{
	struct journal *journal = xcalloc(1, sizeof(*journal));

	journal->folder = xstrdup(settings->folder);
	journal->segment_size = settings->segment_size;
	journal->retention_size = settings->retention_size;
	journal->lock = journal->fd = -1;
	if (mkdir(journal->folder, 0750) < 0 && errno != EEXIST)
		error_set(error, "cannot make the journal folder %s: %s", journal->folder,
			strerror(errno));
	else if (take_lock(journal, error) && load_epoch(journal, error) &&
		 open_last(journal, error))
		return journal;
	journal_close(journal);
	return NULL;
}

void journal_close(struct journal *journal)
{
	if (!journal)
		return;
	if (journal->fd >= 0)
		close(journal->fd);
	if (journal->lock >= 0)
		close(journal->lock);
	free(journal->folder);
	free(journal);
}

const char *journal_epoch(const struct journal *journal)
{
	return journal->epoch;
}

uint64_t journal_last_number(const struct journal *journal)
{
	return journal->number;
}

int64_t journal_last_time(const struct journal *journal)
{
	return journal->time;
}

size_t journal_unsynced(const struct journal *journal)
{
	return journal->unsynced;
}

/* Deletes the oldest closed segments beyond the retention. */
static void retain(struct journal *journal)
{
	struct segment_list list;
	struct error error;
	char path[4096];
	size_t kept = (size_t)(journal->retention_size / journal->segment_size) + 1;

	if (!segment_list(journal->folder, &list, &error))
		return;
	for (size_t i = 0; i + kept < list.count; i++)
		if (unlink(segment_path(journal->folder, list.firsts[i], path)) == 0)
			log_info("journal", "deleted %s, beyond the retention", path);
	segment_list_free(&list);
}

static bool begin_segment(struct journal *journal, struct error *error)
{
	uint64_t first = journal->number + 1;
	int fd;

	if (journal->fd >= 0 && !journal_sync(journal, error))
		return false;
	fd = segment_create(
		journal->folder, journal->epoch, first, journal->segment_size, error);
	if (fd < 0)
		return false;
	if (journal->fd >= 0)
		close(journal->fd);
	journal->fd = fd;
	journal->first = first;
	journal->at = SEGMENT_HEADER;
	retain(journal);
	return true;
}

static bool write_all(struct journal *journal, struct slice bytes, struct error *error)
{
	while (bytes.length > 0) {
		ssize_t written = pwrite(journal->fd, bytes.data, bytes.length, journal->at);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return error_set(error, "cannot write the journal in %s: %s",
				journal->folder, strerror(errno));
		bytes = slice_from(bytes, (size_t)written);
		journal->at += written;
		journal->unsynced += (size_t)written;
	}
	return true;
}

bool journal_append(
	struct journal *journal, struct batch *batch, int64_t time, struct error *error)
{
	uint64_t number = journal->number;
	int64_t at;

	assert(time >= journal->time);
	if (journal->failed)
		return error_set(error, "the journal failed before and takes nothing more");
	if (batch->count == 0)
		return true;
	if ((journal->fd < 0 || journal->at + (int64_t)batch->used > journal->segment_size) &&
		!begin_segment(journal, error))
		return false;
	for (struct record *record = batch_first(batch); record;
		record = batch_next(batch, record))
		record_seal(record, ++number, time);
	FAULT("journal-append");
	at = journal->at;
	if (!write_all(journal, slice_make(batch->bytes, batch->used), error)) {
		/* Records of it may be whole already; their numbers will be given again. */
		journal->failed = !erase(journal->fd, at);
		journal->at = at;
		return false;
	}
	FAULT("journal-written");
	journal->number = number;
	journal->time = time;
	return true;
}

bool journal_sync(struct journal *journal, struct error *error)
{
	if (journal->fd < 0 || journal->unsynced == 0)
		return true;
	if (fdatasync(journal->fd) < 0) {
		/* What the kernel could not write it may have dropped: asking again would
		 * only be told that all is well. */
		journal->failed = true;
		return error_set(error, "cannot make the journal in %s durable: %s",
			journal->folder, strerror(errno));
	}
	journal->unsynced = 0;
	FAULT("journal-synced");
	return true;
}
