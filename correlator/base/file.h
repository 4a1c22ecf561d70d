/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Files that must be whole after a crash.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/error.h"
#include "base/text.h"

enum { PATH_BYTES = 4096 };

/* Appends all that the file holds; false with a sentence. */
bool file_read(const char *path, struct text *out, struct error *error);
/* Writes all of it at that place; false with errno. */
bool file_write(int fd, struct slice bytes, int64_t at);
/* Where the file system keeps something that was written, from `at` on; the file's end when
 * that is nowhere. What lies before is zeros. Where it does not know, and without a file, `at`.
 */
int64_t file_next_written(int fd, int64_t at);
/* Makes names that were made, changed or deleted in the folder durable; false with errno. */
bool file_sync_folder(const char *folder);
/* Makes the file hold the parts, one behind the other: written aside as PATH.new, synced,
 * renamed, and the folder synced. The file is there as it was or as it shall be, never in
 * between. Mode 0600. */
bool file_replace(
	const char *path, const struct slice *parts, size_t count, struct error *error);

#endif
