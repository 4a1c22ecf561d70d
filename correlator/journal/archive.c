/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/archive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "journal/segment.h"
#include "journal/segment_files.h"

enum { FRAME = 65536, LEVEL = 3, MAGIC_BYTES = 4 };

static void compress(struct slice content, struct text *out)
{
	ZSTD_CCtx *context = ZSTD_createCCtx();
	size_t room = ZSTD_compressBound(FRAME);
	char *frame = xmalloc(room);

	ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, LEVEL);
	ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
	for (size_t at = 0; at < content.length; at += FRAME) {
		struct slice part = slice_part(content, at, FRAME);
		size_t used = ZSTD_compress2(context, frame, room, part.data, part.length);

		text_append(out, slice_make(frame, used));
	}
	free(frame);
	ZSTD_freeCCtx(context);
}

/* Where the next frame begins, behind a byte that begins none. */
static size_t find_frame(struct slice bytes, size_t from)
{
	static const char magic[MAGIC_BYTES] = {0x28, (char)0xb5, 0x2f, (char)0xfd};
	const char *found = from < bytes.length ? memmem(bytes.data + from, bytes.length - from,
							  magic, sizeof(magic))
						: NULL;

	return found ? (size_t)(found - bytes.data) : bytes.length;
}

/* Appends the content of the frame at the beginning of `bytes`; returns its compressed size,
 * or 0 when it is no good frame of ours. */
static size_t expand_frame(struct slice bytes, struct text *out)
{
	char content[FRAME];
	size_t size = ZSTD_findFrameCompressedSize(bytes.data, bytes.length);
	size_t got;

	if (ZSTD_isError(size))
		return 0;
	got = ZSTD_decompress(content, sizeof(content), bytes.data, size);
	if (ZSTD_isError(got) || got == 0)
		return 0;
	text_append(out, slice_make(content, got));
	return size;
}

static void expand(struct slice bytes, struct text *out)
{
	static const char zeros[FRAME];
	size_t at = 0;

	while (at < bytes.length) {
		size_t size = expand_frame(slice_from(bytes, at), out);

		if (size == 0) {
			text_append(out, slice_make(zeros, FRAME));
			size = find_frame(bytes, at + 1) - at;
		}
		at += size;
	}
}

static bool read_file(const char *path, struct text *out)
{
	FILE *file = fopen(path, "re");
	char block[FRAME];
	size_t got;
	bool done;

	if (!file)
		return false;
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		text_append(out, slice_make(block, got));
	done = !ferror(file);
	fclose(file);
	return done;
}

bool archive_read(const char *path, struct text *out, struct error *error)
{
	struct text bytes = {0};
	bool done = read_file(path, &bytes);

	if (done)
		expand(text_slice(&bytes), out);
	else
		error_set(error, "cannot read %s: %s", path, strerror(errno));
	text_free(&bytes);
	return done;
}

/* Only what can be read back may take the place of the original. */
static bool is_same(const char *path, struct slice content, struct error *error)
{
	struct text back = {0};
	bool same = archive_read(path, &back, error);

	if (same && (back.length != content.length ||
			    memcmp(back.data, content.data, content.length) != 0))
		same = error_set(error, "%s does not read back as it was written", path);
	text_free(&back);
	return same;
}

static bool replace(
	const char *folder, uint64_t first, struct slice content, struct error *error)
{
	char path[PATH_BYTES], original[PATH_BYTES];
	struct text frames = {0};
	bool done;

	compress(content, &frames);
	FAULT("archive-begin");
	segment_archive_path(folder, first, path);
	done = file_replace(path, (struct slice[]){text_slice(&frames)}, 1, error);
	text_free(&frames);
	if (!done)
		return false;
	FAULT("archive-written");
	if (!is_same(path, content, error)) {
		unlink(path);
		return false;
	}
	unlink(segment_path(folder, first, original));
	file_sync_folder(folder);
	return true;
}

bool archive_make(const char *folder, uint64_t first, struct error *error)
{
	struct segment segment;
	bool done;

	if (!segment_open(&segment, folder, first, error))
		return false;
	while (segment_next(&segment))
		;
	done = segment.bytes
		       ? replace(folder, first, slice_make(segment.bytes, segment.end), error)
		       : error_set(error, "nothing is in it");
	segment_close(&segment);
	return done;
}
