/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text.h"
#include "event/positions.h"

static void note(struct positions *positions, uint64_t file, uint64_t offset)
{
	positions_note(positions, &(struct position){file, offset, (uint32_t)offset + 1});
}

/* 0: unknown. */
static uint64_t offset_of(const struct positions *positions, uint64_t file)
{
	struct position position;

	if (!positions_find(positions, file, &position))
		return 0;
	assert_int_equal(position.file, file);
	assert_int_equal(position.check, (uint32_t)position.offset + 1);
	return position.offset;
}

static void the_last_word_counts(void **state)
{
	struct positions *positions = positions_new();

	(void)state;
	note(positions, 1, 10);
	note(positions, 2, 20);
	note(positions, 1, 11);
	assert_int_equal(offset_of(positions, 1), 11);
	assert_int_equal(offset_of(positions, 2), 20);
	assert_int_equal(offset_of(positions, 3), 0);
	note(positions, 1, 5); /* it was truncated, and is written anew */
	assert_int_equal(offset_of(positions, 1), 5);
	assert_int_equal(positions_count(positions), 2);
	positions_free(positions);
}

static void the_oldest_word_goes_when_there_are_too_many(void **state)
{
	struct positions *positions = positions_new();

	(void)state;
	for (uint64_t file = 1; file <= POSITIONS_MAXIMUM; file++)
		note(positions, file, file);
	note(positions, 1, 100);
	note(positions, POSITIONS_MAXIMUM + 1, 1);
	assert_int_equal(positions_count(positions), POSITIONS_MAXIMUM);
	assert_int_equal(offset_of(positions, 1), 100);
	assert_int_equal(offset_of(positions, 2), 0);
	assert_int_equal(offset_of(positions, 3), 3);
	positions_free(positions);
}

/* The order too: what goes first after loading is what would have gone first before. */
static void saved_and_loaded_it_is_the_same(void **state)
{
	struct positions *positions = positions_new(), *loaded = positions_new(), *copy;
	struct text first = {0}, second = {0}, third = {0};
	struct codec codec = codec_saver(&first);

	(void)state;
	note(positions, 3, 30);
	note(positions, 1, 10);
	note(positions, 3, 31);
	positions_codec(positions, &codec);
	codec = codec_loader(text_slice(&first));
	positions_codec(loaded, &codec);
	assert_false(codec.failed);
	codec = codec_saver(&second);
	positions_codec(loaded, &codec);
	copy = positions_copy(loaded);
	codec = codec_saver(&third);
	positions_codec(copy, &codec);
	assert_true(slice_equal(text_slice(&first), text_slice(&second)));
	assert_true(slice_equal(text_slice(&first), text_slice(&third)));
	assert_int_equal(offset_of(copy, 3), 31);
	text_free(&first);
	text_free(&second);
	text_free(&third);
	positions_free(copy);
	positions_free(loaded);
	positions_free(positions);
}

static void a_record_says_what_was_written(void **state)
{
	const struct position at = {0xfedcba9876543210, 1ull << 40, 0xffffffff};
	const char *const wrong[] = {"", "7", "{}", "{\"file\": \"xyz\", \"offset\": 1}",
		"{\"file\": \"00000000000000010\", \"offset\": 1}", "{\"file\": \"01\"}",
		"{\"file\": \"01\", \"offset\": -4}"};
	struct position read;
	struct text text = {0};

	(void)state;
	position_print(&at, &text);
	assert_true(position_parse(text_slice(&text), &read));
	assert_memory_equal(&read, &at, sizeof(at));
	text_free(&text);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_false(position_parse(slice_of(wrong[i]), &read));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_word_counts),
		cmocka_unit_test(the_oldest_word_goes_when_there_are_too_many),
		cmocka_unit_test(saved_and_loaded_it_is_the_same),
		cmocka_unit_test(a_record_says_what_was_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
