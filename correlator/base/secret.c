/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int secret_open(const char *path, struct error *error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat status;

	if (fd < 0 || fstat(fd, &status) < 0)
		error_set(error, "cannot read '%s': %s", path, strerror(errno));
	else if (!S_ISREG(status.st_mode))
		error_set(error, "'%s' is no file", path);
	else if (status.st_mode & (S_IRWXG | S_IRWXO))
		error_set(error,
			"'%s' is open to others than its owner (mode %04o); run: chmod 600 "
			"'%s'",
			path, (unsigned)status.st_mode & 07777, path);
	else
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

FILE *secret_stream(const char *path, struct error *error)
{
	int fd = secret_open(path, error);
	FILE *stream = fd < 0 ? NULL : fdopen(fd, "r");

	if (fd >= 0 && !stream) {
		error_set(error, "cannot read '%s': %s", path, strerror(errno));
		close(fd);
	}
	return stream;
}

size_t secret_line(const char *path, char *line, size_t room, struct error *error)
{
	int fd = secret_open(path, error);
	ssize_t got;
	size_t length;

	if (fd < 0)
		return 0;
	got = read(fd, line, room - 1);
	close(fd);
	line[got > 0 ? got : 0] = '\0';
	length = strcspn(line, "\r\n");
	if (length == 0)
		error_set(error, "the first line of '%s' is empty", path);
	if (length < room - 1) {
		line[length] = '\0';
		return length;
	}
	error_set(error, "the first line of '%s' is longer than %zu bytes", path, room - 2);
	return 0;
}
