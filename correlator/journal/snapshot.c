/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/snapshot.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/crc.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/log.h"

enum { KEPT = 2 };

static const char magic[8] = {'C', 'O', 'R', 'R', 'S', 'N', 'P', '1'};

struct header {
	char magic[8];
	char epoch[8];
	uint64_t number;
	uint64_t length;
	uint32_t crc;
	uint32_t padding;
};

/* The number in a snapshot's name, or 0. */
static uint64_t number_of(const char *name)
{
	char *end;
	uint64_t number;

	if (strncmp(name, "snapshot-", 9) != 0 || name[9] < '0' || name[9] > '9')
		return 0;
	number = strtoull(name + 9, &end, 10);
	return *end ? 0 : number;
}

/* The highest number below `before` among the files, or 0. */
static uint64_t newest(const char *folder, uint64_t before)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	uint64_t best = 0;

	while (directory && (entry = readdir(directory))) {
		uint64_t number = number_of(entry->d_name);

		if (number < before && number > best)
			best = number;
	}
	if (directory)
		closedir(directory);
	return best;
}

static void make_path(char path[PATH_BYTES], const char *folder, uint64_t number)
{
	snprintf(path, PATH_BYTES, "%s/snapshot-%" PRIu64, folder, number);
}

static void remove_old(const char *folder)
{
	uint64_t number = UINT64_MAX;
	char path[PATH_BYTES];

	for (size_t kept = 0; (number = newest(folder, number)); kept++)
		if (kept >= KEPT) {
			make_path(path, folder, number);
			unlink(path);
		}
}

bool snapshot_write(const char *folder, const char *epoch, uint64_t number, struct slice state,
	struct error *error)
{
	struct header header = {.number = number,
		.length = state.length,
		.crc = crc32c(0, state.data, state.length)};
	char path[PATH_BYTES];

	memcpy(header.magic, magic, sizeof(magic));
	memcpy(header.epoch, epoch, strnlen(epoch, sizeof(header.epoch)));
	make_path(path, folder, number);
	if (FAULT_FAILS("snapshot-write"))
		return error_set(error, "cannot write %s: %s", path, strerror(errno));
	if (!file_replace(path,
		    (struct slice[]){slice_make((char *)&header, sizeof(header)), state}, 2,
		    error))
		return false;
	FAULT("snapshot-written");
	remove_old(folder);
	return true;
}

uint64_t snapshot_needed(const char *folder)
{
	uint64_t older = newest(folder, newest(folder, UINT64_MAX));

	return older ? older + 1 : 0;
}

static bool is_ours(const struct header *header, const struct epochs *epochs)
{
	char name[sizeof(header->epoch) + 1] = {0};

	memcpy(name, header->epoch, sizeof(header->epoch));
	return memcmp(header->magic, magic, sizeof(magic)) == 0 &&
	       epochs_hold(epochs, name, header->number);
}

static bool read_whole(FILE *file, const struct epochs *epochs, struct text *out)
{
	struct header header;
	char block[65536];
	size_t got;

	if (fread(&header, sizeof(header), 1, file) != 1 || !is_ours(&header, epochs))
		return false;
	text_reset(out);
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		text_append(out, slice_make(block, got));
	return out->length == header.length && crc32c(0, out->data, out->length) == header.crc;
}

uint64_t snapshot_read(
	const char *folder, const struct epochs *epochs, uint64_t before, struct text *out)
{
	uint64_t number = before;

	while ((number = newest(folder, number))) {
		char path[PATH_BYTES];
		FILE *file;
		bool whole;

		make_path(path, folder, number);
		file = fopen(path, "re");
		whole = file && read_whole(file, epochs, out);
		if (file)
			fclose(file);
		if (whole)
			return number;
		log_warning("snapshot", "%s is damaged or of another journal; not used", path);
	}
	return 0;
}
