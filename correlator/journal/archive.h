/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A closed segment, compressed: zstd frames (RFC 8878) of at most 64 KiB of content each, with
 * checksums, so that `zstd -d` gives the segment back and damage costs one frame.
 */
#ifndef JOURNAL_ARCHIVE_H
#define JOURNAL_ARCHIVE_H

#include "base/error.h"
#include "base/text.h"

/* Puts the archive in place of the segment, of which it keeps everything up to the last good
 * record. It is read back and compared before the segment is deleted. False with a sentence;
 * the segment is then as it was. */
bool archive_make(const char *folder, uint64_t first, struct error *error);
/* The content; zeros stand for frames that are damaged. False with a sentence when it cannot
 * be read at all. */
bool archive_read(const char *path, struct text *out, struct error *error);

#endif
