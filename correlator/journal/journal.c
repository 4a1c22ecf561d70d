/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/journal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "journal/ending.h"
#include "journal/epoch.h"
#include "journal/lock.h"
#include "journal/segment.h"
#include "journal/segment_files.h"

/* How many numbers are reserved at a time while the disk takes nothing. */
enum { RESERVE = 1000000 };

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
		.maximum = INT64_MAX,
		.help = "closed segments beyond this are deleted, oldest first"},
	{.name = "retention_age",
		.type = OPTION_DURATION,
		PLACE(retention_age),
		.value = "90d",
		.minimum = 60 * 1000000000LL,
		.maximum = INT64_MAX,
		.help = "closed segments older than this are deleted"},
	{.name = "tail_size",
		.type = OPTION_SIZE,
		PLACE(tail_size),
		.value = "64 MiB",
		.minimum = 2 << 20,
		.maximum = 1LL << 32,
		.help = "records that may wait in memory while the disk takes nothing"},
	{0},
};

struct journal {
	char *folder;
	int64_t segment_size, tail_size;
	struct epochs epochs;
	int lock;
	uint64_t reserved; /* numbers up to this one are noted in the lock; 0: none are */
	int fd;            /* of the segment being written; -1: none */
	uint64_t first;    /* its first record */
	int64_t at;        /* where the next record goes */
	uint64_t number;   /* of the last record */
	int64_t time;      /* of the last record */
	uint64_t durable;
	uint64_t lost;    /* numbers before the next record that no record has */
	struct text tail; /* the records behind `durable` */
	size_t written;   /* bytes of the tail that are in the segment */
	uint64_t last_written;
	bool failed; /* the segment is not trusted any more: the tail begins a new one */
};

/* A folder without a name gets one; one whose name cannot be read, or is another than segments
 * say, does not, since all incidents would be called otherwise. */
static bool load_epoch(struct journal *journal, struct error *error)
{
	if (epoch_read(journal->folder, &journal->epochs, error))
		return epoch_check(journal->folder, &journal->epochs, error);
	return errno == ENOENT && epoch_check(journal->folder, NULL, error) &&
	       epoch_make(journal->folder, &journal->epochs, error);
}

/* Goes on where the last run ended. */
static bool open_end(struct journal *journal, struct error *error)
{
	struct ending ending;

	if (!ending_find(journal->folder, &ending, error))
		return false;
	journal->number = ending.number;
	journal->time = ending.time;
	/* A gap in the numbers lies between segments. */
	if (!ending.writable || journal->reserved > journal->number)
		return true;
	journal->first = ending.first;
	journal->at = ending.at;
	journal->fd = ending_open(journal->folder, &ending, journal->segment_size, error);
	return journal->fd >= 0;
}

/* Numbers of a run that died while nothing could be written may be known outside. */
static void skip_reserved(struct journal *journal)
{
	if (journal->reserved > journal->number) {
		journal->lost = journal->reserved - journal->number;
		log_error("journal",
			"the last run died while it could not write: the records from %" PRIu64
			" on are lost; the next has the number %" PRIu64,
			journal->number + 1, journal->reserved + 1);
		journal->number = journal->reserved;
	}
	journal->durable = journal->last_written = journal->number;
}

struct journal *journal_open(const struct journal_settings *settings, struct error *error)
{
	struct journal *journal = xcalloc(1, sizeof(*journal));

	journal->folder = xstrdup(settings->folder);
	journal->segment_size = settings->segment_size;
	journal->tail_size = settings->tail_size;
	journal->lock = journal->fd = -1;
	if (mkdir(journal->folder, 0750) < 0 && errno != EEXIST)
		error_set(error, "cannot make the journal folder %s: %s", journal->folder,
			strerror(errno));
	else
		journal->lock = lock_take(journal->folder, &journal->reserved, error);
	if (journal->lock >= 0 && load_epoch(journal, error) && open_end(journal, error)) {
		skip_reserved(journal);
		return journal;
	}
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
	text_free(&journal->tail);
	free(journal->folder);
	free(journal);
}

const char *journal_epoch(const struct journal *journal)
{
	return epochs_now(&journal->epochs);
}

const struct epochs *journal_epochs(const struct journal *journal)
{
	return &journal->epochs;
}

uint64_t journal_last_number(const struct journal *journal)
{
	return journal->number;
}

int64_t journal_last_time(const struct journal *journal)
{
	return journal->time;
}

uint64_t journal_durable(const struct journal *journal)
{
	return journal->durable;
}

uint64_t journal_segment(const struct journal *journal)
{
	return journal->first;
}

uint64_t journal_lost(const struct journal *journal)
{
	return journal->lost;
}

void journal_skip(struct journal *journal, uint64_t number, int64_t time)
{
	assert(journal->tail.length == 0);
	if (time > journal->time)
		journal->time = time;
	if (number <= journal->number)
		return;
	journal->number = journal->durable = journal->last_written = number;
	/* A gap in the numbers lies between segments. */
	if (journal->fd >= 0)
		close(journal->fd);
	journal->fd = -1;
}

bool journal_is_degraded(const struct journal *journal)
{
	return journal->failed && journal->tail.length > 0;
}

size_t journal_waiting(const struct journal *journal)
{
	return journal->tail.length;
}

/* Notes in time which numbers may leave the house without a record. */
static void reserve(struct journal *journal)
{
	if (journal->number + RESERVE / 2 < journal->reserved)
		return;
	journal->reserved = journal->number + RESERVE;
	if (!lock_reserve(journal->lock, journal->reserved))
		log_error("journal", "cannot reserve numbers in %s/lock: %s", journal->folder,
			strerror(errno));
}

static void unreserve(struct journal *journal)
{
	if (journal->reserved > 0 && lock_reserve(journal->lock, 0))
		journal->reserved = 0;
}

static bool give_up(struct journal *journal)
{
	journal->failed = true;
	reserve(journal);
	return false;
}

/* What is in the segment becomes durable and leaves the tail. */
static bool sync_written(struct journal *journal, struct error *error)
{
	struct text *tail = &journal->tail;

	if (journal->written == 0)
		return true;
	if (FAULT_FAILS("journal-sync") || fdatasync(journal->fd) < 0) {
		error_set(error, "cannot make the journal in %s durable: %s", journal->folder,
			strerror(errno));
		return give_up(journal);
	}
	tail->length -= journal->written;
	memmove(tail->data, tail->data + journal->written, tail->length);
	journal->written = 0;
	journal->durable = journal->last_written;
	FAULT("journal-synced");
	return true;
}

/* A new segment for all that is not durable. */
static bool begin_segment(struct journal *journal, struct error *error)
{
	int64_t size = SEGMENT_HEADER + (int64_t)journal->tail.length;
	int fd;

	if (!journal->failed && !sync_written(journal, error))
		return false;
	if (size < journal->segment_size)
		size = journal->segment_size;
	fd = segment_create(journal->folder, journal_epoch(journal), journal->durable + 1, size,
		journal->time, error);
	if (fd < 0)
		return give_up(journal);
	if (journal->fd >= 0)
		close(journal->fd);
	journal->fd = fd;
	journal->first = journal->durable + 1;
	journal->at = SEGMENT_HEADER;
	journal->written = 0;
	journal->failed = false;
	FAULT("segment-begun");
	return true;
}

static bool write_bytes(struct journal *journal, struct slice bytes)
{
	size_t length = FAULT_LENGTH("journal-write", bytes.length);

	if (length < bytes.length) {
		file_write(journal->fd, slice_part(bytes, 0, length), journal->at);
		errno = ENOSPC;
		return false;
	}
	return !FAULT_FAILS("journal-write") && file_write(journal->fd, bytes, journal->at);
}

/* Writes what the segment does not have yet. */
static bool write_tail(struct journal *journal, struct error *error)
{
	int64_t left = (int64_t)(journal->tail.length - journal->written);
	struct slice bytes;

	if ((journal->fd < 0 || journal->failed ||
		    journal->at + left > journal->segment_size) &&
		!begin_segment(journal, error))
		return false;
	bytes = slice_from(text_slice(&journal->tail), journal->written);
	if (!write_bytes(journal, bytes)) {
		error_set(error, "cannot write the journal in %s: %s", journal->folder,
			strerror(errno));
		return give_up(journal);
	}
	journal->at += (int64_t)bytes.length;
	journal->written = journal->tail.length;
	journal->last_written = journal->number;
	return true;
}

static bool has_room(const struct journal *journal, size_t size, struct error *error)
{
	return journal->tail.length == 0 ||
	       journal->tail.length + size <= (size_t)journal->tail_size ||
	       error_set(error,
		       "%zu bytes wait for the disk, the most that may (journal.tail_size)",
		       journal->tail.length);
}

bool journal_append(
	struct journal *journal, struct batch *batch, int64_t time, struct error *error)
{
	assert(time >= journal->time);
	if (batch->count == 0)
		return true;
	if (!has_room(journal, batch->used, error))
		return false;
	for (struct record *record = batch_first(batch); record;
		record = batch_next(batch, record))
		record_seal(record, ++journal->number, time);
	journal->time = time;
	text_append(&journal->tail, slice_make(batch->bytes, batch->used));
	FAULT("journal-append");
	if (journal->failed)
		reserve(journal); /* the next sync tries again */
	else
		write_tail(journal, NULL); /* the next sync says why not */
	FAULT("journal-written");
	return true;
}

bool journal_sync(struct journal *journal, struct error *error)
{
	if (journal->tail.length == 0)
		return true;
	if (journal->failed || journal->written < journal->tail.length)
		if (!write_tail(journal, error))
			return false;
	if (!sync_written(journal, error))
		return false;
	unreserve(journal);
	return true;
}
