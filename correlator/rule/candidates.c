/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/prefilter.h"

#include <assert.h>

enum { WORD = 64, FEW = 32 };

static size_t word_count(size_t limit)
{
	return (limit + WORD - 1) / WORD;
}

void candidates_init(struct candidates *candidates, struct arena *arena, size_t limit)
{
	assert(limit <= UINT32_MAX);
	*candidates = (struct candidates){
		.bits = arena_calloc(arena, word_count(limit), sizeof(uint64_t)),
		.list = arena_alloc(arena, limit * sizeof(uint32_t)),
		.limit = limit,
	};
}

void candidates_add(struct candidates *candidates, uint32_t number)
{
	uint64_t bit = (uint64_t)1 << number % WORD;

	assert(number < candidates->limit);
	if (candidates->bits[number / WORD] & bit)
		return;
	candidates->bits[number / WORD] |= bit;
	candidates->list[candidates->count++] = number;
}

void candidates_clear(struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->count; i++)
		candidates->bits[candidates->list[i] / WORD] = 0;
	candidates->count = 0;
}

static void sort_few(struct candidates *candidates)
{
	uint32_t *list = candidates->list;

	for (size_t i = 1; i < candidates->count; i++) {
		uint32_t number = list[i];
		size_t at = i;

		for (; at > 0 && list[at - 1] > number; at--)
			list[at] = list[at - 1];
		list[at] = number;
	}
}

/* The bits are in order already. */
static void list_bits(struct candidates *candidates)
{
	size_t count = 0;

	for (size_t i = 0; i < word_count(candidates->limit); i++)
		for (uint64_t word = candidates->bits[i]; word; word &= word - 1)
			candidates->list[count++] =
				(uint32_t)(i * WORD) + (uint32_t)__builtin_ctzll(word);
}

void candidates_sort(struct candidates *candidates)
{
	if (candidates->count <= FEW)
		sort_few(candidates);
	else
		list_bits(candidates);
}
