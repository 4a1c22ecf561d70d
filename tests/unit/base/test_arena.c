/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

/* Sizes around those of a block of 256 bytes. */
static const size_t sizes[] = {0, 1, 15, 16, 17, 63, 64, 65, 255, 256, 257, 5000};

enum { SIZES = sizeof(sizes) / sizeof(sizes[0]), ROUNDS = 20 };

/* Fills all objects with their number, then looks whether anybody wrote over another. */
static void fill_and_check(struct arena *arena)
{
	unsigned char *objects[ROUNDS][SIZES];

	for (size_t round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < SIZES; i++) {
			objects[round][i] = arena_alloc(arena, sizes[i]);
			assert_non_null(objects[round][i]);
			assert_int_equal((uintptr_t)objects[round][i] % 16, 0);
			memset(objects[round][i], (int)(round * SIZES + i) & 0xff, sizes[i]);
		}
	for (size_t round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < SIZES; i++)
			for (size_t k = 0; k < sizes[i]; k++)
				assert_int_equal(
					objects[round][i][k], (round * SIZES + i) & 0xff);
}

static void objects_are_apart_and_aligned(void **state)
{
	struct arena *arena = arena_new(256);

	(void)state;
	for (int turn = 0; turn < 3; turn++) {
		fill_and_check(arena);
		assert_true(arena_used(arena) > ROUNDS * 5000);
		arena_reset(arena);
		assert_int_equal(arena_used(arena), 0);
	}
	arena_free(arena);
	arena_free(NULL);
}

static void a_reset_keeps_one_block(void **state)
{
	struct arena *arena = arena_new(0);
	const char *first = arena_alloc(arena, 100);

	(void)state;
	arena_alloc(arena, 1 << 20);
	arena_reset(arena);
	assert_ptr_equal(arena_alloc(arena, 100), first);
	arena_free(arena);
}

static void calloc_zeroes_used_memory(void **state)
{
	struct arena *arena = arena_new(0);
	const unsigned char *bytes;

	(void)state;
	memset(arena_alloc(arena, 1000), 0xff, 1000);
	arena_reset(arena);
	bytes = arena_calloc(arena, 100, 10);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(bytes[i], 0);
	arena_free(arena);
}

static void copies(void **state)
{
	struct arena *arena = arena_new(0);
	struct slice from = slice_make("a\0b", 3);
	struct slice copy = arena_copy(arena, from);

	(void)state;
	assert_true(slice_equal(copy, from));
	assert_ptr_not_equal(copy.data, from.data);
	assert_int_equal(copy.data[3], '\0');
	assert_string_equal(arena_string(arena, slice_of("text")), "text");
	assert_string_equal(arena_string(arena, (struct slice){0}), "");
	assert_int_equal(arena_copy(arena, (struct slice){0}).length, 0);
	assert_string_equal(arena_printf(arena, "%s-%03d", "x", 7), "x-007");
	arena_free(arena);
}

struct releases {
	char order[8];
	size_t count;
};

struct held {
	struct releases *releases;
	char letter;
};

/* Reads the object, which lies in the arena, so it must still be there. */
static void release(void *object)
{
	const struct held *held = object;

	held->releases->order[held->releases->count++] = held->letter;
}

static void hold(struct arena *arena, struct releases *releases, char letter)
{
	struct held *held = arena_alloc(arena, sizeof(*held));

	*held = (struct held){.releases = releases, .letter = letter};
	arena_on_reset(arena, release, held);
}

static void releases_run_once_last_first(void **state)
{
	struct arena *arena = arena_new(64);
	struct releases releases = {0};

	(void)state;
	for (char letter = 'a'; letter <= 'c'; letter++)
		hold(arena, &releases, letter);
	arena_reset(arena);
	assert_string_equal(releases.order, "cba");
	hold(arena, &releases, 'd');
	arena_free(arena);
	assert_string_equal(releases.order, "cbad");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(objects_are_apart_and_aligned),
		cmocka_unit_test(a_reset_keeps_one_block),
		cmocka_unit_test(calloc_zeroes_used_memory),
		cmocka_unit_test(copies),
		cmocka_unit_test(releases_run_once_last_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
