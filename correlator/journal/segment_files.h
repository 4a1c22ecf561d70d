/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The files of the journal's folder:
 *
 *     FOLDER/<20 digits>.seg      the newest is written; the number is that of its first record
 *     FOLDER/<20 digits>.seg.zst  a closed one, compressed (journal/archive.h)
 *     FOLDER/spare                space for the next one, taken ahead
 */
#ifndef JOURNAL_SEGMENT_FILES_H
#define JOURNAL_SEGMENT_FILES_H

#include <stdint.h>

#include "base/error.h"

struct segment_list {
	uint64_t *firsts; /* first record numbers, ascending; owned */
	size_t count;
};

/* The segments of a folder; false with a sentence when it cannot be read. */
bool segment_list(const char *folder, struct segment_list *list, struct error *error);
void segment_list_free(struct segment_list *list);
/* FOLDER/<20 digits>.seg, or FOLDER/<20 digits>.seg.zst; they return `path`. */
const char *segment_path(const char *folder, uint64_t first, char path[4096]);
const char *segment_archive_path(const char *folder, uint64_t first, char path[4096]);
/* Makes sure that there is a spare of `size` bytes; false with a sentence and errno. */
bool segment_spare(const char *folder, int64_t size, struct error *error);
/* Makes a segment of at least `size` bytes on disk from the spare, or anew where there is
 * none, durable with its name; one of the same name is replaced. `time` is engine time.
 * Returns a descriptor, or -1 with a sentence. */
int segment_create(const char *folder, const char *epoch, uint64_t first, int64_t size,
	int64_t time, struct error *error);

#endif
