/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/prefilter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"

static void keeps_a_set(void **state)
{
	struct arena *arena = arena_new(0);
	struct candidates set;

	(void)state;
	candidates_init(&set, arena, 1000);
	for (int round = 0; round < 3; round++) {
		static const uint32_t some[] = {999, 0, 64, 63, 999, 0};
		static const uint32_t sorted[] = {0, 63, 64, 999};

		for (size_t i = 0; i < 6; i++)
			candidates_add(&set, some[i]);
		candidates_sort(&set);
		assert_int_equal(set.count, 4);
		assert_memory_equal(set.list, sorted, sizeof(sorted));
		candidates_clear(&set);
		assert_int_equal(set.count, 0);
	}
	for (uint32_t i = 0; i < 1000; i++)
		candidates_add(&set, (i * 7) % 1000);
	candidates_sort(&set);
	assert_int_equal(set.count, 1000);
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(set.list[i], i);
	candidates_clear(&set);
	for (size_t i = 0; i < 1000 / 64 + 1; i++)
		assert_int_equal(set.bits[i], 0);
	candidates_init(&set, arena, 0);
	candidates_sort(&set);
	assert_int_equal(set.count, 0);
	arena_free(arena);
}

static const char *const literals[] = {
	"link down",
	"LINK down",
	"died on signal",
	"abc",
	"bcd",
	"%LINK-3",
	"aaaa",
	"aaaaa",
	"fan",
	"\x80\xff\xfe",
};

static void finds_all_that_occurs(void **state)
{
	static const struct {
		const char *text;
		const char *want; /* the digits are numbers of literals */
	} rows[] = {
		{"", ""},
		{"ab", ""},
		{"abc", "3"},
		{"ABCD", "34"},
		{"xxabcd", "34"},
		{"ab", ""},
		{"the Link Down trap", "01"},
		{"link dow", ""},
		{"ink down", ""},
		{"%link-3", "5"},
		{"@LINK-3", ""}, /* folds like a letter would, but is none */
		{"process mwi died on signal 11", "2"},
		{"died on signal", "2"},
		{"aaaa", "6"},
		{"xaAaAa", "67"},
		{"fan fan link down", "018"},
		{"\x80\xff\xfe", "9"},
		{"\xa0\xff\xfe", ""},
		{"ab c", ""},
	};
	struct arena *arena = arena_new(0);
	struct prefilter *prefilter = prefilter_new(arena);
	struct candidates found;

	(void)state;
	candidates_init(&found, arena, 10);
	for (uint32_t i = 0; i < 10; i++)
		prefilter_add(prefilter, slice_of(literals[i]), i);
	prefilter_build(prefilter);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char digits[11] = "";

		candidates_clear(&found);
		prefilter_scan(prefilter, slice_of(rows[i].text), &found);
		candidates_sort(&found);
		for (size_t k = 0; k < found.count; k++)
			digits[k] = (char)('0' + found.list[k]);
		assert_string_equal(digits, rows[i].want);
	}
	arena_free(arena);
}

static void may_be_empty(void **state)
{
	struct arena *arena = arena_new(0);
	struct prefilter *prefilter = prefilter_new(arena);
	struct candidates found;

	(void)state;
	candidates_init(&found, arena, 1);
	prefilter_build(prefilter);
	prefilter_scan(prefilter, slice_of("link down"), &found);
	assert_int_equal(found.count, 0);
	arena_free(arena);
}

static void one_number_may_have_many_literals(void **state)
{
	struct arena *arena = arena_new(0);
	struct prefilter *prefilter = prefilter_new(arena);
	struct candidates found;

	(void)state;
	candidates_init(&found, arena, 8);
	prefilter_add(prefilter, slice_of("down"), 7);
	prefilter_add(prefilter, slice_of("lost"), 7);
	prefilter_add(prefilter, slice_of("lost"), 3);
	prefilter_build(prefilter);
	prefilter_scan(prefilter, slice_of("down and lost"), &found);
	candidates_sort(&found);
	assert_int_equal(found.count, 2);
	assert_int_equal(found.list[0], 3);
	assert_int_equal(found.list[1], 7);
	arena_free(arena);
}

/* ---- property: the same as searching each literal in turn ---- */

enum { ROUNDS = 60, TEXTS = 100, NUMBERS = 500 };

static unsigned below(unsigned limit)
{
	return (unsigned)rand() % limit;
}

/* Few different bytes, so that much is found, with pairs that fold alike and do not. */
static struct slice random_bytes(char *buffer, size_t length)
{
	static const char alphabet[] = "aAbB@`[{ \x80\xa0"
				       "1";

	for (size_t i = 0; i < length; i++)
		buffer[i] = alphabet[below(below(2) ? 4 : sizeof(alphabet))];
	return slice_make(buffer, length);
}

static struct prefilter *random_prefilter(struct arena *arena)
{
	struct prefilter *prefilter = prefilter_new(arena);
	unsigned count = below(NUMBERS), shortest = 3 + below(2);
	char buffer[16];

	for (unsigned i = 0; i < count; i++)
		prefilter_add(
			prefilter, random_bytes(buffer, shortest + below(10)), below(NUMBERS));
	prefilter_build(prefilter);
	return prefilter;
}

/* The text ends where its allocation ends, so that a byte too far is seen by a sanitizer. */
static size_t compare_once(
	const struct prefilter *prefilter, struct candidates *found, struct candidates *want)
{
	size_t length = below(80);
	char *buffer = malloc(length ? length : 1);
	struct slice text = random_bytes(buffer, length);

	candidates_clear(found);
	candidates_clear(want);
	prefilter_scan(prefilter, text, found);
	prefilter_scan_linear(prefilter, text, want);
	candidates_sort(found);
	candidates_sort(want);
	free(buffer);
	assert_int_equal(found->count, want->count);
	assert_memory_equal(found->list, want->list, want->count * sizeof(uint32_t));
	return found->count;
}

static void finds_what_the_linear_search_finds(void **state)
{
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	size_t total = 0;

	(void)state;
	print_message("SEED=%u\n", seed);
	srand(seed);
	for (int round = 0; round < ROUNDS; round++) {
		struct arena *arena = arena_new(0);
		struct prefilter *prefilter = random_prefilter(arena);
		struct candidates found, want;

		candidates_init(&found, arena, NUMBERS);
		candidates_init(&want, arena, NUMBERS);
		for (int i = 0; i < TEXTS; i++)
			total += compare_once(prefilter, &found, &want);
		arena_free(arena);
	}
	assert_true(total > ROUNDS * TEXTS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_a_set),
		cmocka_unit_test(finds_all_that_occurs),
		cmocka_unit_test(may_be_empty),
		cmocka_unit_test(one_number_may_have_many_literals),
		cmocka_unit_test(finds_what_the_linear_search_finds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
