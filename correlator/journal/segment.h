/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One file of the journal (doc/formats.md, 3): a header of 64 bytes, then records.
 *
 * Reading goes over a mapping and survives damage: from a bad record it goes on at the next
 * good header. A record belongs to its segment only if its number is below that of the next
 * segment's first: a disk that failed may have left more, which was written again there.
 */
#ifndef JOURNAL_SEGMENT_H
#define JOURNAL_SEGMENT_H

#include "base/error.h"
#include "event/record.h"

enum { SEGMENT_VERSION = 1, ENGINE_SEMANTICS = 1, SEGMENT_HEADER = 64 };

/* The header of a segment, as it is on disk. `time` is engine time. */
struct segment_header {
	char bytes[SEGMENT_HEADER];
};

struct segment_header segment_header(const char *epoch, uint64_t first, int64_t time);

/* A segment open for reading. */
struct segment {
	const char *bytes; /* NULL: the file is too short to hold anything */
	size_t length;
	size_t at;     /* where the next record is looked for */
	size_t end;    /* behind the last good record returned */
	bool archived; /* decompressed into memory; else a mapping */
	int fd;        /* of the mapping; -1: there is none */
};

/* False with a sentence when it cannot be opened, or was written by a newer version. */
bool segment_open(
	struct segment *segment, const char *folder, uint64_t first, struct error *error);
void segment_close(struct segment *segment);
/* When it was begun, in engine time; 0 when its header is damaged. */
int64_t segment_created(const struct segment *segment);
/* The epoch of the journal it belongs to, NUL-terminated; false when its header is damaged. */
bool segment_epoch(const struct segment *segment, char epoch[6]);
/* Whether the file became longer than what is mapped; it is then mapped anew, and what was
 * returned from it is gone. */
bool segment_grow(struct segment *segment, const char *folder, uint64_t first);
/* The next record that is whole and consistent, or NULL. It lives until segment_close(). */
const struct record *segment_next(struct segment *segment);

#endif
