/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * type = "file": alerts as JSON lines, each written at once. A file that was rotated away is
 * noticed before the next line. A crash between writing and recording may repeat a line; its
 * `alert` member tells.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "base/xalloc.h"
#include "output/output.h"

struct settings {
	struct output_settings common;
	const char *path;
	bool fsync;
};

struct output {
	const struct settings *settings;
	int fd;
	bool torn; /* the last write ended in the middle of a line */
	struct text line;
};

static const struct option options[] = {
	OUTPUT_OPTIONS(struct settings),
	{.name = "path",
		.type = OPTION_FILE,
		.offset = offsetof(struct settings, path),
		.required = true,
		.help = "file that lines are appended to"},
	{.name = "fsync",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct settings, fsync),
		.value = "false",
		.help = "make each line durable before it counts"},
	{0},
};

/* Whether the path still leads to the file that is open. */
static bool is_current(const struct output *output)
{
	struct stat open_file, named;

	return output->fd >= 0 && fstat(output->fd, &open_file) == 0 &&
	       stat(output->settings->path, &named) == 0 && open_file.st_ino == named.st_ino &&
	       open_file.st_dev == named.st_dev;
}

static bool reopen(struct output *output)
{
	if (is_current(output))
		return true;
	if (output->fd >= 0)
		close(output->fd);
	output->fd = open(output->settings->path,
		O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0640);
	return output->fd >= 0;
}

static struct output *file_open(const struct output_settings *settings, struct error *error)
{
	struct output *output = xcalloc(1, sizeof(*output));

	output->settings = (const struct settings *)settings;
	output->fd = -1;
	if (reopen(output))
		return output;
	error_set(error, "output '%s': cannot open %s: %s", settings->id,
		output->settings->path, strerror(errno));
	free(output);
	return NULL;
}

static void file_close(struct output *output)
{
	if (output->fd >= 0)
		close(output->fd);
	text_free(&output->line);
	free(output);
}

static bool append(struct output *output, const struct delivery *delivery)
{
	ssize_t written;

	if (!reopen(output))
		return false;
	text_reset(&output->line);
	text_string(&output->line, output->torn ? "\n" : "");
	text_string(&output->line, delivery->document);
	text_byte(&output->line, '\n');
	written = write(output->fd, output->line.data, output->line.length);
	if (written < 0)
		return false;
	output->torn = written < (ssize_t)output->line.length;
	if (output->torn)
		errno = ENOSPC;
	return !output->torn && (!output->settings->fsync || fdatasync(output->fd) == 0);
}

static void file_attempt(
	struct output *output, const struct delivery *delivery, struct result *result)
{
	*result = (struct result){.kind = RESULT_DELIVERED};
	if (append(output, delivery))
		return;
	result->kind = RESULT_RETRY;
	snprintf(result->detail, sizeof(result->detail), "%s: %s", output->settings->path,
		strerror(errno));
}

extern const struct output_type output_file;
const struct output_type output_file = {
	.name = "file",
	.help = "JSON lines appended to a file",
	.options = options,
	.settings_size = sizeof(struct settings),
	.open = file_open,
	.close = file_close,
	.attempt = file_attempt,
};
