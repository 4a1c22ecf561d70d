/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Writes state into a buffer, or reads it back: the same function does both, so that the two
 * cannot disagree. `codec_number(codec, &alarm->count)` appends the number when saving and
 * sets it when loading.
 *
 *     static void alarm_codec(struct codec *codec, struct alarm *alarm)
 *     {
 *             codec_number(codec, &alarm->raised_at);
 *             codec_slice(codec, arena, &alarm->text);
 *     }
 *
 * Loading damaged input never reads beyond it: codec->failed is set, values become 0 from
 * there on. A loop over a loaded count also ends when it is set.
 */
#ifndef BASE_CODEC_H
#define BASE_CODEC_H

#include "base/arena.h"
#include "base/text.h"

struct codec {
	bool loading;
	bool failed;      /* loading only: the input ended early or a value is out of range */
	unsigned version; /* of what is read or written; the user's own, 0 until it is set */
	struct text *out; /* saving: where to append; owned by the caller */
	struct slice in;  /* loading: what is still to be read */
};

struct codec codec_saver(struct text *out);
struct codec codec_loader(struct slice in);

/* Numbers are little-endian and 8 bytes on disk. */
void codec_number(struct codec *codec, int64_t *value);
void codec_unsigned(struct codec *codec, uint64_t *value);
void codec_size(struct codec *codec, size_t *value);
void codec_bool(struct codec *codec, bool *value);
/* An int that must lie in 0 .. limit-1 when loaded (an enum, an index). */
void codec_index(struct codec *codec, int *value, int limit);
/* Bytes; when loading they are copied into the arena. */
void codec_slice(struct codec *codec, struct arena *arena, struct slice *value);
/* A string on the heap; when loading *value is xmalloc'ed. NULL is kept apart from "". */
void codec_string(struct codec *codec, char **value);
/* A word that must be the same when loaded, to catch a codec that lost its place. */
void codec_mark(struct codec *codec, uint32_t mark);

#endif
