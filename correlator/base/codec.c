/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/codec.h"

#include <assert.h>
#include <endian.h>
#include <string.h>

#include "base/xalloc.h"

struct codec codec_saver(struct text *out)
{
	return (struct codec){.out = out};
}

struct codec codec_loader(struct slice in)
{
	return (struct codec){.loading = true, .in = in};
}

/* Nothing can be read any more: whatever follows fails as well. */
static void fail(struct codec *codec)
{
	codec->failed = true;
	codec->in = (struct slice){0};
}

/* The next bytes of the input, or an empty slice and `failed`. */
static struct slice take(struct codec *codec, uint64_t length)
{
	if (codec->failed || length > codec->in.length) {
		fail(codec);
		return (struct slice){0};
	}

	struct slice part = slice_part(codec->in, 0, length);

	codec->in = slice_from(codec->in, length);
	return part;
}

static void save(struct codec *codec, uint64_t value)
{
	uint64_t word = htole64(value);

	text_append(codec->out, slice_make(&word, sizeof(word)));
}

static uint64_t load(struct codec *codec)
{
	uint64_t word = 0;
	struct slice bytes = take(codec, sizeof(word));

	if (bytes.length)
		memcpy(&word, bytes.data, sizeof(word));
	return le64toh(word);
}

/* A loaded number below `limit`. */
static uint64_t load_below(struct codec *codec, uint64_t limit)
{
	uint64_t value = load(codec);

	if (value < limit)
		return value;
	fail(codec);
	return 0;
}

void codec_unsigned(struct codec *codec, uint64_t *value)
{
	if (codec->loading)
		*value = load(codec);
	else
		save(codec, *value);
}

void codec_number(struct codec *codec, int64_t *value)
{
	if (codec->loading)
		*value = (int64_t)load(codec);
	else
		save(codec, (uint64_t)*value);
}

void codec_size(struct codec *codec, size_t *value)
{
	if (!codec->loading) {
		save(codec, *value);
		return;
	}

	uint64_t word = load(codec);

	*value = (size_t)word;
	if (*value == word)
		return;
	*value = 0; /* written where a size has 64 bits, read where it has 32 */
	fail(codec);
}

void codec_bool(struct codec *codec, bool *value)
{
	if (codec->loading)
		*value = load_below(codec, 2) != 0;
	else
		save(codec, *value);
}

void codec_index(struct codec *codec, int *value, int limit)
{
	if (codec->loading) {
		*value = (int)load_below(codec, (uint64_t)limit);
		return;
	}
	assert(*value >= 0 && *value < limit); /* it could not be loaded again */
	save(codec, (uint64_t)*value);
}

void codec_slice(struct codec *codec, struct arena *arena, struct slice *value)
{
	if (!codec->loading) {
		save(codec, value->length);
		text_append(codec->out, *value);
		return;
	}

	struct slice bytes = take(codec, load(codec));

	*value = codec->failed ? (struct slice){0} : arena_copy(arena, bytes);
}

/* Length + 1 and the bytes; 0 alone for NULL. */
static void save_string(struct codec *codec, const char *value)
{
	save(codec, value ? strlen(value) + 1 : 0);
	text_string(codec->out, value);
}

static char *load_string(struct codec *codec)
{
	uint64_t length = load(codec);

	if (length == 0)
		return NULL;

	struct slice bytes = take(codec, length - 1);

	if (codec->failed)
		return NULL;
	if (slice_find(bytes, 0, '\0') != SIZE_MAX) {
		fail(codec);
		return NULL;
	}

	char *string = xmalloc(bytes.length + 1);

	if (bytes.length)
		memcpy(string, bytes.data, bytes.length);
	string[bytes.length] = '\0';
	return string;
}

void codec_string(struct codec *codec, char **value)
{
	if (codec->loading)
		*value = load_string(codec);
	else
		save_string(codec, *value);
}

void codec_mark(struct codec *codec, uint32_t mark)
{
	if (!codec->loading)
		save(codec, mark);
	else if (load(codec) != mark)
		fail(codec);
}
