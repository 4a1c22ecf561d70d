/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/snapshot.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/crc.h"
#include "base/fault.h"
#include "base/log.h"

enum { KEPT = 2, PATH_BYTES = 4096 };

static const char magic[8] = {'C', 'O', 'R', 'R', 'S', 'N', 'P', '1'};

struct header {
	char magic[8];
	char epoch[8];
	uint64_t number;
	uint64_t length;
	uint32_t crc;
	uint32_t padding;
};

static bool write_all(int fd, const void *data, size_t length)
{
	const char *from = data;

	while (length > 0) {
		ssize_t written = write(fd, from, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		from += written;
		length -= (size_t)written;
	}
	return true;
}

static bool sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return done;
}

static bool write_file(const char *path, const struct header *header, struct slice state)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool done;

	if (fd < 0)
		return false;
	done = write_all(fd, header, sizeof(*header)) &&
	       write_all(fd, state.data, state.length) && fsync(fd) == 0;
	close(fd);
	return done;
}

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
	char path[PATH_BYTES], aside[PATH_BYTES];

	memcpy(header.magic, magic, sizeof(magic));
	memcpy(header.epoch, epoch, strnlen(epoch, sizeof(header.epoch)));
	make_path(path, folder, number);
	snprintf(aside, sizeof(aside), "%s/snapshot.new", folder);
	if (!write_file(aside, &header, state))
		return error_set(error, "cannot write %s: %s", aside, strerror(errno));
	FAULT("snapshot-written");
	if (rename(aside, path) < 0 || !sync_folder(folder))
		return error_set(error, "cannot rename %s: %s", aside, strerror(errno));
	remove_old(folder);
	return true;
}

static bool read_whole(FILE *file, const char *epoch, struct text *out)
{
	struct header header;
	char block[65536];
	size_t got;

	if (fread(&header, sizeof(header), 1, file) != 1 ||
		memcmp(header.magic, magic, sizeof(magic)) != 0 ||
		strncmp(header.epoch, epoch, sizeof(header.epoch)) != 0)
		return false;
	text_reset(out);
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		text_append(out, slice_make(block, got));
	return out->length == header.length && crc32c(0, out->data, out->length) == header.crc;
}

uint64_t snapshot_read(const char *folder, const char *epoch, uint64_t before, struct text *out)
{
	uint64_t number = before;

	while ((number = newest(folder, number))) {
		char path[PATH_BYTES];
		FILE *file;
		bool whole;

		make_path(path, folder, number);
		file = fopen(path, "re");
		whole = file && read_whole(file, epoch, out);
		if (file)
			fclose(file);
		if (whole)
			return number;
		log_warning("snapshot", "%s is damaged or of another journal; not used", path);
	}
	return 0;
}
