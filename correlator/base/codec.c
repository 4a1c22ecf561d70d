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

void codec_unsigned(struct codec *codec, uint64_t *value)
{
	uint64_t word = htole64(*value);

	if (!codec->loading) {
		text_append(codec->out, slice_make(&word, sizeof(word)));
		return;
	}

	struct slice bytes = take(codec, sizeof(word));

	word = 0;
	if (bytes.length)
		memcpy(&word, bytes.data, sizeof(word));
	*value = le64toh(word);
}

void codec_number(struct codec *codec, int64_t *value)
{
	uint64_t word = (uint64_t)*value;

	codec_unsigned(codec, &word);
	*value = (int64_t)word;
}

/* A number that must be below `limit`. What is saved must be loadable. */
static uint64_t below(struct codec *codec, uint64_t value, uint64_t limit)
{
	assert(codec->loading || value < limit);
	codec_unsigned(codec, &value);
	if (value < limit)
		return value;
	fail(codec);
	return 0;
}

void codec_size(struct codec *codec, size_t *value)
{
	uint64_t word = *value;

	codec_unsigned(codec, &word);
	*value = (size_t)word;
	if (*value != word) {
		fail(codec);
		*value = 0;
	}
}

void codec_bool(struct codec *codec, bool *value)
{
	*value = below(codec, *value, 2) != 0;
}

void codec_index(struct codec *codec, int *value, int limit)
{
	*value = (int)below(codec, (uint64_t)*value, (uint64_t)limit);
}

void codec_slice(struct codec *codec, struct arena *arena, struct slice *value)
{
	uint64_t length = value->length;

	codec_unsigned(codec, &length);
	if (!codec->loading) {
		text_append(codec->out, *value);
		return;
	}

	struct slice bytes = take(codec, length);

	*value = codec->failed ? (struct slice){0} : arena_copy(arena, bytes);
}

/* Length + 1 and the bytes; 0 alone for NULL. */
static void save_string(struct codec *codec, const char *value)
{
	uint64_t length = value ? strlen(value) + 1 : 0;

	codec_unsigned(codec, &length);
	text_string(codec->out, value);
}

static char *load_string(struct codec *codec)
{
	uint64_t length = 0;

	codec_unsigned(codec, &length);
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
	uint64_t word = mark;

	codec_unsigned(codec, &word);
	if (word != mark)
		fail(codec);
}
