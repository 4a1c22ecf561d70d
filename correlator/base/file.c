/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"

bool file_read(const char *path, struct text *out, struct error *error)
{
	FILE *file = fopen(path, "re");
	char block[16384];
	size_t got;
	bool good;

	if (!file)
		return error_set(error, "cannot read %s: %s", path, strerror(errno));
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		text_append(out, slice_make(block, got));
	good = !ferror(file) || error_set(error, "cannot read %s: %s", path, strerror(errno));
	fclose(file);
	return good;
}

bool file_write(int fd, struct slice bytes, int64_t at)
{
	while (bytes.length > 0) {
		ssize_t written = pwrite(fd, bytes.data, bytes.length, at);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		bytes = slice_from(bytes, (size_t)written);
		at += written;
	}
	return true;
}

int64_t file_next_written(int fd, int64_t at)
{
	int64_t found = lseek(fd, at, SEEK_DATA);

	if (found < 0 && errno == ENXIO)
		found = lseek(fd, 0, SEEK_END);
	return found > at ? found : at;
}

bool file_sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;
	int reason = errno;

	if (fd >= 0)
		close(fd);
	errno = reason;
	return done;
}

static bool write_aside(const char *aside, const struct slice *parts, size_t count)
{
	int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool done = fd >= 0;
	int64_t at = 0;
	int reason;

	for (size_t i = 0; done && i < count; i++) {
		done = file_write(fd, parts[i], at);
		at += (int64_t)parts[i].length;
	}
	done = done && fsync(fd) == 0;
	reason = errno;
	if (fd >= 0)
		close(fd);
	errno = reason;
	return done;
}

/* The folder that the path lies in, made durable. */
static bool sync_parent(const char *path)
{
	char folder[PATH_BYTES];
	const char *slash = strrchr(path, '/');
	int length = slash ? (int)(slash - path) : 1;

	snprintf(folder, sizeof(folder), "%.*s", length ? length : 1, slash ? path : ".");
	return file_sync_folder(folder);
}

static bool put_in_place(const char *aside, const char *path)
{
	FAULT("file-written");
	if (rename(aside, path) < 0)
		return false;
	FAULT("file-renamed");
	return sync_parent(path);
}

bool file_replace(
	const char *path, const struct slice *parts, size_t count, struct error *error)
{
	char aside[PATH_BYTES];
	int reason;

	snprintf(aside, sizeof(aside), "%s.new", path);
	if (write_aside(aside, parts, count) && put_in_place(aside, path))
		return true;
	reason = errno;
	unlink(aside);
	errno = reason;
	return error_set(error, "cannot write %s: %s", path, strerror(reason));
}
