/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * zlib tells by itself whether a file is gzip, and gives others as they are.
 */
#include "tool/unpacked.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/duration.h"
#include "base/xalloc.h"

enum { BUFFER = 1 << 17 };

struct unpacked {
	const char *name;
	int fd; /* the stream's */
	gzFile stream;
	FILE *file;
	struct stat status;
	char trouble[128]; /* "": none */
};

static void note_trouble(struct unpacked *unpacked)
{
	int number = Z_OK;
	const char *text = gzerror(unpacked->stream, &number);

	if (number == Z_OK || unpacked->trouble[0])
		return;
	if (number == Z_ERRNO)
		text = strerror(errno);
	else if (number == Z_BUF_ERROR)
		text = "it is gzip whose end is missing";
	snprintf(unpacked->trouble, sizeof(unpacked->trouble), "%s", text);
}

/* What could be unpacked before the trouble is given first. */
static ssize_t read_some(void *context, char *into, size_t length)
{
	struct unpacked *unpacked = context;
	int count = gzread(
		unpacked->stream, into, length < BUFFER ? (unsigned)length : (unsigned)BUFFER);

	if (count <= 0)
		note_trouble(unpacked);
	return count;
}

static bool open_streams(struct unpacked *unpacked)
{
	unpacked->stream = gzdopen(unpacked->fd, "rb");
	if (!unpacked->stream) {
		close(unpacked->fd);
		return false;
	}
	gzbuffer(unpacked->stream, BUFFER);
	unpacked->file = fopencookie(unpacked, "r", (cookie_io_functions_t){.read = read_some});
	if (unpacked->file)
		return setvbuf(unpacked->file, NULL, _IOFBF, BUFFER) == 0;
	gzclose(unpacked->stream);
	return false;
}

struct unpacked *unpacked_open(const char *name, struct error *error)
{
	const bool is_stdin = strcmp(name, "-") == 0;
	struct unpacked *unpacked = xcalloc(1, sizeof(*unpacked));

	unpacked->name = name;
	unpacked->fd = is_stdin ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
				: open(name, O_RDONLY | O_CLOEXEC);
	if (unpacked->fd >= 0 && fstat(unpacked->fd, &unpacked->status) == 0 &&
		open_streams(unpacked))
		return unpacked;
	error_set(error, "cannot read %s: %s", name, strerror(errno));
	free(unpacked);
	return NULL;
}

bool unpacked_close(struct unpacked *unpacked, struct error *error)
{
	bool good = unpacked->trouble[0] == '\0' ||
		    error_set(error, "cannot read %s to its end: %s", unpacked->name,
			    unpacked->trouble);

	fclose(unpacked->file);
	gzclose(unpacked->stream);
	free(unpacked);
	return good;
}

FILE *unpacked_file(const struct unpacked *unpacked)
{
	return unpacked->file;
}

int64_t unpacked_time(const struct unpacked *unpacked)
{
	if (S_ISREG(unpacked->status.st_mode))
		return unpacked->status.st_mtim.tv_sec * SECONDS;
	return time(NULL) * SECONDS;
}

void unpacked_progress(const struct unpacked *unpacked, uint64_t *done, uint64_t *total)
{
	const off_t at = lseek(unpacked->fd, 0, SEEK_CUR);

	*done = at > 0 ? (uint64_t)at : 0;
	*total = S_ISREG(unpacked->status.st_mode) ? (uint64_t)unpacked->status.st_size : 0;
}
