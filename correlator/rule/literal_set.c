/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/literal_set.h"

#include <string.h>

#include "rule/literal.h"

enum {
	EASY_LENGTH = 4,
	EASY_SCORE = 100, /* more than any short text has */
	WINDOW = 6,       /* neighbouring bytes */
	LONG_ENOUGH = 20, /* length counts up to here */
	COST_OF_ONE = 2,
};

static const struct literal_set none = {NULL, 0};

struct literal_set literal_set_of(struct arena *arena, struct slice text)
{
	struct slice *texts = arena_alloc(arena, sizeof(*texts));

	texts[0] = arena_copy(arena, text);
	return (struct literal_set){texts, 1};
}

static bool has(struct literal_set set, struct slice text)
{
	for (size_t i = 0; i < set.count; i++)
		if (slice_equal(set.texts[i], text))
			return true;
	return false;
}

struct literal_set literal_set_unite(
	struct arena *arena, struct literal_set a, struct literal_set b, size_t limit)
{
	struct slice *texts = arena_alloc(arena, (a.count + b.count) * sizeof(*texts));
	struct literal_set united = {texts, 0};

	if (a.count == 0 || b.count == 0)
		return none;
	for (size_t i = 0; i < a.count; i++)
		texts[united.count++] = a.texts[i];
	for (size_t i = 0; i < b.count; i++)
		if (!has(united, b.texts[i]))
			texts[united.count++] = b.texts[i];
	return united.count <= limit ? united : none;
}

static size_t longest(struct literal_set set)
{
	size_t length = 0;

	for (size_t i = 0; i < set.count; i++)
		length = set.texts[i].length > length ? set.texts[i].length : length;
	return length;
}

static struct slice concatenate(struct arena *arena, struct slice a, struct slice b)
{
	char *data = arena_alloc(arena, a.length + b.length);

	memcpy(data, a.data, a.length);
	memcpy(data + a.length, b.data, b.length);
	return slice_make(data, a.length + b.length);
}

struct literal_set literal_set_join(struct arena *arena, struct literal_set a,
	struct literal_set b, size_t limit, size_t length)
{
	size_t count = a.count * b.count;

	if (count == 0 || count > limit || longest(a) + longest(b) > length)
		return none;

	struct slice *texts = arena_alloc(arena, count * sizeof(*texts));
	for (size_t i = 0; i < count; i++)
		texts[i] = concatenate(arena, a.texts[i / b.count], b.texts[i % b.count]);
	return (struct literal_set){texts, count};
}

/* The rarest few neighbours: a mnemonic tells more than a long common phrase. */
static unsigned best_window(struct slice text)
{
	unsigned rarity = 0, best = 0;

	for (size_t i = 0; i < text.length; i++) {
		rarity += literal_rarity(text.data[i]);
		if (i >= WINDOW)
			rarity -= literal_rarity(text.data[i - WINDOW]);
		best = rarity > best ? rarity : best;
	}
	return best;
}

/* Short ones take a pass of their own and are found everywhere. */
static unsigned text_score(struct slice text)
{
	size_t length = text.length < LONG_ENOUGH ? text.length : LONG_ENOUGH;

	if (text.length < LITERAL_MINIMUM)
		return 0;
	if (text.length < EASY_LENGTH)
		return best_window(text);
	return EASY_SCORE + WINDOW * best_window(text) + (unsigned)length;
}

/* A set is as good as its worst text, and each further one costs a little. */
unsigned literal_set_score(struct literal_set set)
{
	unsigned worst = set.count > 0 ? text_score(set.texts[0]) : 0;
	unsigned cost = COST_OF_ONE * (unsigned)set.count;

	for (size_t i = 1; i < set.count; i++) {
		unsigned score = text_score(set.texts[i]);

		worst = score < worst ? score : worst;
	}
	if (worst == 0)
		return 0;
	return worst > cost ? worst - cost : 1;
}
