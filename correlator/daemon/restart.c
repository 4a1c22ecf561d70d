/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/restart.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "base/xalloc.h"

enum { SKIPS_MAXIMUM = 32, DEATHS_ENOUGH = 2 };

#define MAGIC "CORRRST1"

/* The file, as it lies on disk (doc/formats.md, 3). */
struct notes {
	char magic[8];
	char epoch[8];
	_Atomic uint64_t record; /* being replayed; 0: none */
	uint64_t suspect;        /* where the last start died */
	uint64_t deaths;         /* there, one after the other */
	uint64_t skip_count;
	uint64_t skips[SKIPS_MAXIMUM];
};

struct restart {
	struct notes *notes;
	uint64_t culprit;
};

static bool is_ours(const struct notes *notes, const struct notes *fresh)
{
	return memcmp(notes->magic, fresh->magic, sizeof(notes->magic)) == 0 &&
	       memcmp(notes->epoch, fresh->epoch, sizeof(notes->epoch)) == 0 &&
	       notes->skip_count <= SKIPS_MAXIMUM;
}

/* Every byte is written before it is mapped, so that a full disk is an error here and no signal
 * later. */
static bool prepare(int fd, const char *epoch)
{
	struct notes notes = {0}, fresh = {0};
	const ssize_t size = (ssize_t)sizeof(notes);

	memcpy(fresh.magic, MAGIC, sizeof(fresh.magic));
	memcpy(fresh.epoch, epoch, strnlen(epoch, sizeof(fresh.epoch)));
	if (pread(fd, &notes, sizeof(notes), 0) != size || !is_ours(&notes, &fresh))
		notes = fresh;
	return pwrite(fd, &notes, sizeof(notes), 0) == size;
}

static struct notes *map(const char *path, const char *epoch)
{
	const int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	void *notes = MAP_FAILED;

	if (fd >= 0 && prepare(fd, epoch))
		notes = mmap(
			NULL, sizeof(struct notes), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (notes == MAP_FAILED)
		log_warning("restart", "cannot use %s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return notes == MAP_FAILED ? NULL : notes;
}

/* Whoever left a record behind died of it. */
static void judge(struct restart *restart)
{
	struct notes *notes = restart->notes;
	const uint64_t record = atomic_load(&notes->record);

	if (!record)
		return;
	notes->deaths = record == notes->suspect ? notes->deaths + 1 : 1;
	notes->suspect = record;
	atomic_store(&notes->record, 0);
	if (notes->deaths < DEATHS_ENOUGH || notes->skip_count == SKIPS_MAXIMUM)
		return;
	notes->skips[notes->skip_count++] = record;
	notes->suspect = notes->deaths = 0;
	restart->culprit = record;
}

struct restart *restart_open(const char *folder, const char *epoch)
{
	struct restart *restart = NULL;
	struct text path = {0};
	struct notes *notes;

	text_printf(&path, "%s/restart", folder);
	notes = map(text_get(&path), epoch);
	text_free(&path);
	if (!notes)
		return NULL;
	restart = xcalloc(1, sizeof(*restart));
	restart->notes = notes;
	judge(restart);
	return restart;
}

void restart_close(struct restart *restart)
{
	if (!restart)
		return;
	munmap(restart->notes, sizeof(*restart->notes));
	free(restart);
}

uint64_t restart_culprit(const struct restart *restart)
{
	return restart ? restart->culprit : 0;
}

bool restart_skips(const struct restart *restart, uint64_t number)
{
	for (uint64_t i = 0; restart && i < restart->notes->skip_count; i++)
		if (restart->notes->skips[i] == number)
			return true;
	return false;
}

void restart_note(struct restart *restart, uint64_t number)
{
	if (restart)
		atomic_store_explicit(&restart->notes->record, number, memory_order_relaxed);
}

void restart_over(struct restart *restart)
{
	if (restart)
		atomic_store(&restart->notes->record, 0);
}
