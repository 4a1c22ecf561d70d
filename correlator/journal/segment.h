/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One file of the journal (doc/formats.md, 3): a header of 64 bytes, then records. Reading goes
 * over a mapping and survives damage: from a bad record it goes on at the next good header.
 */
#ifndef JOURNAL_SEGMENT_H
#define JOURNAL_SEGMENT_H

#include "base/error.h"
#include "event/record.h"

enum { SEGMENT_VERSION = 1, ENGINE_SEMANTICS = 1, SEGMENT_HEADER = 64 };

struct segment_list {
	uint64_t *firsts; /* first record numbers, ascending; owned */
	size_t count;
};

/* The segments of a folder; false with a sentence when it cannot be read. */
bool segment_list(const char *folder, struct segment_list *list, struct error *error);
void segment_list_free(struct segment_list *list);
/* FOLDER/<20 digits>.seg; returns `path`. */
const char *segment_path(const char *folder, uint64_t first, char path[4096]);
/* Makes a segment of `size` bytes on disk, durable with its name; returns a descriptor or -1.
 */
int segment_create(const char *folder, const char *epoch, uint64_t first, int64_t size,
	struct error *error);

/* A segment open for reading. */
struct segment {
	const char *bytes; /* the mapping; NULL: the file is too short to hold anything */
	size_t length;
	size_t at;  /* where the next record is looked for */
	size_t end; /* behind the last good record returned */
};

/* False with a sentence when it cannot be opened, or its header is of another kind. */
bool segment_open(
	struct segment *segment, const char *folder, uint64_t first, struct error *error);
void segment_close(struct segment *segment);
/* Whether the file became longer than what is mapped; it is then mapped anew, and what was
 * returned from it is gone. */
bool segment_grow(struct segment *segment, const char *folder, uint64_t first);
/* The next record that is whole and consistent, or NULL. It lives until segment_close(). */
const struct record *segment_next(struct segment *segment);

#endif
