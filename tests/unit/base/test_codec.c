/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/codec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

enum { MARK = 0x616c726d };

/* One of every kind. */
struct thing {
	int64_t number;
	uint64_t plain;
	size_t size;
	bool yes, no;
	int index;
	struct slice bytes, nothing;
	char *string, *empty, *null;
};

static const struct thing original = {
	.number = INT64_MIN,
	.plain = UINT64_MAX,
	.size = SIZE_MAX,
	.yes = true,
	.index = 4,
	.bytes = {"a\0b", 3},
	.string = (char[]){"text"},
	.empty = (char[]){""},
};

static void thing_codec(struct codec *codec, struct arena *arena, struct thing *thing)
{
	codec_number(codec, &thing->number);
	codec_unsigned(codec, &thing->plain);
	codec_size(codec, &thing->size);
	codec_bool(codec, &thing->yes);
	codec_bool(codec, &thing->no);
	codec_index(codec, &thing->index, 5);
	codec_slice(codec, arena, &thing->bytes);
	codec_slice(codec, arena, &thing->nothing);
	codec_string(codec, &thing->string);
	codec_string(codec, &thing->empty);
	codec_string(codec, &thing->null);
	codec_mark(codec, MARK);
}

static void thing_free(struct thing *thing)
{
	free(thing->string);
	free(thing->empty);
	free(thing->null);
}

static void save(struct text *out)
{
	struct codec codec = codec_saver(out);
	struct thing thing = original;

	thing_codec(&codec, NULL, &thing);
	assert_false(codec.failed);
}

static void what_was_saved_is_loaded(void **state)
{
	struct arena *arena = arena_new(0);
	struct text saved = {0};
	struct thing thing;

	(void)state;
	save(&saved);
	memset(&thing, 0xff, sizeof(thing)); /* old values do not matter */

	struct codec codec = codec_loader(text_slice(&saved));

	thing_codec(&codec, arena, &thing);
	assert_false(codec.failed);
	assert_int_equal(codec.in.length, 0);
	assert_true(thing.number == original.number);
	assert_true(thing.plain == original.plain);
	assert_true(thing.size == original.size);
	assert_true(thing.yes && !thing.no);
	assert_int_equal(thing.index, original.index);
	assert_true(slice_equal(thing.bytes, original.bytes));
	assert_true(thing.bytes.data != original.bytes.data);
	assert_int_equal(thing.nothing.length, 0);
	assert_string_equal(thing.string, "text");
	assert_string_equal(thing.empty, "");
	assert_null(thing.null);
	thing_free(&thing);
	text_free(&saved);
	arena_free(arena);
}

/* The input is a block of its exact size, so that the sanitizer sees any step beyond it. */
static void input_that_ends_early_fails(void **state)
{
	struct arena *arena = arena_new(0);
	struct text saved = {0};

	(void)state;
	save(&saved);
	for (size_t length = 0; length < saved.length; length++) {
		char *part = malloc(length ? length : 1);
		struct codec codec = codec_loader(slice_make(part, length));
		struct thing thing = original;

		memcpy(part, saved.data, length);
		thing_codec(&codec, arena, &thing);
		assert_true(codec.failed);
		if (length < 8)
			assert_true(thing.number == 0 && thing.plain == 0 && !thing.yes &&
				    !thing.bytes.length && !thing.string);
		thing_free(&thing);
		free(part);
	}
	text_free(&saved);
	arena_free(arena);
}

/* Any byte may be wrong: it may be noticed or not, but nothing is read beyond the end. */
static void damaged_input_is_harmless(void **state)
{
	struct arena *arena = arena_new(0);
	struct text saved = {0};

	(void)state;
	save(&saved);
	for (size_t at = 0; at < saved.length; at++)
		for (int flip = 1; flip < 256; flip <<= 1) {
			struct codec codec = codec_loader(text_slice(&saved));
			struct thing thing;

			saved.data[at] = (char)(saved.data[at] ^ flip);
			thing_codec(&codec, arena, &thing);
			saved.data[at] = (char)(saved.data[at] ^ flip);
			assert_true(thing.index >= 0 && thing.index < 5);
			thing_free(&thing);
		}
	text_free(&saved);
	arena_free(arena);
}

static struct codec loader_of(struct text *text, uint64_t word, const char *more)
{
	struct codec saver = codec_saver(text);

	text_reset(text);
	codec_unsigned(&saver, &word);
	text_append(text, slice_make(more, 3));
	return codec_loader(text_slice(text));
}

static void values_out_of_range_fail(void **state)
{
	struct text text = {0};
	struct codec codec = loader_of(&text, 2, "abc");
	bool flag = true;
	int index = 7;
	char *string = NULL;

	(void)state;
	codec_bool(&codec, &flag);
	assert_true(codec.failed && !flag);
	codec = loader_of(&text, UINT64_MAX, "abc");
	codec_index(&codec, &index, 3);
	assert_true(codec.failed && index == 0);
	codec = loader_of(&text, MARK + 1, "abc");
	codec_mark(&codec, MARK);
	assert_true(codec.failed);
	codec = loader_of(&text, 4, "a\0c"); /* a NUL inside a string */
	codec_string(&codec, &string);
	assert_true(codec.failed && !string);
	codec = loader_of(&text, UINT64_MAX, "abc");
	codec_string(&codec, &string);
	assert_true(codec.failed && !string);
	text_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_saved_is_loaded),
		cmocka_unit_test(input_that_ends_early_fails),
		cmocka_unit_test(damaged_input_is_harmless),
		cmocka_unit_test(values_out_of_range_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
