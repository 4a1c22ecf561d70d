/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A gram is four (or three) neighbouring bytes with bit 0x20 set in each, which folds letters.
 * Its hash has 18 bits: one bit of a bitmap of 32 KiB each. The entries of a table are sorted
 * by hash; a directory over the upper bits of the hash, about as long as there are entries,
 * says where to look.
 */
#include "rule/prefilter.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "rule/literal.h"

enum {
	HASH_BITS = 18,
	HASHES = 1 << HASH_BITS,
	DIRECTORY_BITS_MINIMUM = 4,
};

struct added {
	struct slice literal; /* folded */
	uint32_t number;
	struct added *next;
};

struct entry {
	uint32_t hash; /* of its gram */
	uint32_t gram;
	uint32_t number;
	uint32_t at; /* where the gram stands in the literal */
	struct slice literal;
};

struct gram_table {
	size_t width;          /* bytes of a gram: 4 or 3 */
	struct entry *entries; /* by hash */
	size_t count;
	uint32_t *directory; /* first entry of each block of hashes, and the end */
	unsigned shift;      /* from hash to block */
	uint64_t bitmap[HASHES / 64];
};

struct prefilter {
	struct arena *arena;
	struct added *added; /* last first */
	size_t count;
	bool built;
	struct gram_table wide;
	struct gram_table *narrow; /* NULL: no literal of three bytes */
};

struct prefilter *prefilter_new(struct arena *arena)
{
	struct prefilter *prefilter = arena_calloc(arena, 1, sizeof(*prefilter));

	prefilter->arena = arena;
	return prefilter;
}

void prefilter_add(struct prefilter *prefilter, struct slice literal, uint32_t number)
{
	struct added *added = arena_alloc(prefilter->arena, sizeof(*added));
	char *folded = arena_alloc(prefilter->arena, literal.length);

	assert(literal.length >= LITERAL_MINIMUM && !prefilter->built);
	for (size_t i = 0; i < literal.length; i++)
		folded[i] = literal_fold(literal.data[i]);
	*added = (struct added){slice_make(folded, literal.length), number, prefilter->added};
	prefilter->added = added;
	prefilter->count++;
}

/* ---- grams ---- */

static uint32_t wide_gram(const char *bytes)
{
	uint32_t gram;

	memcpy(&gram, bytes, sizeof(gram));
	return gram | 0x20202020;
}

static uint32_t narrow_gram(const char *bytes)
{
	const unsigned char *byte = (const unsigned char *)bytes;

	return (byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16) | 0x202020;
}

static uint32_t gram_hash(uint32_t gram)
{
	return gram * 0x9e3779b1u >> (32 - HASH_BITS);
}

static bool bitmap_has(const uint64_t *bitmap, uint32_t hash)
{
	return bitmap[hash / 64] >> hash % 64 & 1;
}

static uint32_t gram_at(size_t width, const char *bytes)
{
	return width == 4 ? wide_gram(bytes) : narrow_gram(bytes);
}

/* ---- building ---- */

static unsigned gram_rarity(const char *bytes)
{
	unsigned rarity = 0;

	for (size_t i = 0; i < 4; i++)
		rarity += literal_rarity(bytes[i]);
	return rarity;
}

/* Where the gram stands that the fewest literals have; of equals, the rarest bytes. */
static uint32_t rarest_gram(struct slice literal, const uint32_t *uses)
{
	size_t best = 0;

	for (size_t i = 1; i + 4 <= literal.length; i++) {
		uint32_t here = uses[gram_hash(wide_gram(literal.data + i))];
		uint32_t there = uses[gram_hash(wide_gram(literal.data + best))];

		if (here > there)
			continue;
		if (here < there ||
			gram_rarity(literal.data + i) > gram_rarity(literal.data + best))
			best = i;
	}
	return (uint32_t)best;
}

static uint32_t *count_uses(const struct prefilter *prefilter)
{
	uint32_t *uses = xcalloc(HASHES, sizeof(*uses));

	for (const struct added *added = prefilter->added; added; added = added->next)
		for (size_t i = 0; i + 4 <= added->literal.length; i++)
			uses[gram_hash(wide_gram(added->literal.data + i))]++;
	return uses;
}

static int by_hash(const void *a, const void *b)
{
	const struct entry *first = a, *second = b;

	if (first->hash != second->hash)
		return first->hash < second->hash ? -1 : 1;
	return (first->number > second->number) - (first->number < second->number);
}

static void enter(struct gram_table *table, const struct added *added, uint32_t at)
{
	uint32_t gram = gram_at(table->width, added->literal.data + at);
	uint32_t hash = gram_hash(gram);

	table->bitmap[hash / 64] |= (uint64_t)1 << hash % 64;
	table->entries[table->count++] =
		(struct entry){hash, gram, added->number, at, added->literal};
}

static void lay_directory(struct gram_table *table, struct arena *arena)
{
	unsigned bits = DIRECTORY_BITS_MINIMUM;

	while (bits < HASH_BITS && (size_t)1 << bits < table->count)
		bits++;
	size_t blocks = (size_t)1 << bits, entry = 0;
	table->shift = HASH_BITS - bits;
	table->directory = arena_alloc(arena, (blocks + 1) * sizeof(*table->directory));
	for (size_t block = 0; block <= blocks; block++) {
		while (entry < table->count &&
			table->entries[entry].hash >> table->shift < block)
			entry++;
		table->directory[block] = (uint32_t)entry;
	}
}

static void build_table(struct gram_table *table, const struct prefilter *prefilter,
	size_t width, const uint32_t *uses)
{
	table->width = width;
	table->entries =
		arena_alloc(prefilter->arena, prefilter->count * sizeof(*table->entries));
	for (const struct added *added = prefilter->added; added; added = added->next) {
		bool wide = added->literal.length >= 4;

		if (wide == (width == 4))
			enter(table, added, wide ? rarest_gram(added->literal, uses) : 0);
	}
	qsort(table->entries, table->count, sizeof(*table->entries), by_hash);
	lay_directory(table, prefilter->arena);
}

static bool has_narrow(const struct prefilter *prefilter)
{
	for (const struct added *added = prefilter->added; added; added = added->next)
		if (added->literal.length < 4)
			return true;
	return false;
}

void prefilter_build(struct prefilter *prefilter)
{
	uint32_t *uses = count_uses(prefilter);

	assert(!prefilter->built);
	build_table(&prefilter->wide, prefilter, 4, uses);
	if (has_narrow(prefilter)) {
		prefilter->narrow =
			arena_calloc(prefilter->arena, 1, sizeof(*prefilter->narrow));
		build_table(prefilter->narrow, prefilter, 3, uses);
	}
	prefilter->built = true;
	free(uses);
}

/* ---- scanning ---- */

static bool folded_equal(const char *text, struct slice literal)
{
	for (size_t i = 0; i < literal.length; i++)
		if (literal_fold(text[i]) != literal.data[i])
			return false;
	return true;
}

/* The bitmap says "perhaps" for the gram at `at`. */
static void look_up(const struct gram_table *table, struct slice text, size_t at, uint32_t gram,
	struct candidates *out)
{
	uint32_t block = gram_hash(gram) >> table->shift;
	const struct entry *entry = table->entries + table->directory[block];
	const struct entry *end = table->entries + table->directory[block + 1];

	for (; entry < end; entry++) {
		if (entry->gram != gram || entry->at > at ||
			entry->literal.length > text.length - (at - entry->at))
			continue;
		if (folded_equal(text.data + at - entry->at, entry->literal))
			candidates_add(out, entry->number);
	}
}

static void scan_wide(const struct gram_table *table, struct slice text, struct candidates *out)
{
	for (size_t i = 0; i + 4 <= text.length; i++) {
		uint32_t gram = wide_gram(text.data + i);

		if (bitmap_has(table->bitmap, gram_hash(gram)))
			look_up(table, text, i, gram, out);
	}
}

static void scan_narrow(
	const struct gram_table *table, struct slice text, struct candidates *out)
{
	for (size_t i = 0; i + 3 <= text.length; i++) {
		uint32_t gram = narrow_gram(text.data + i);

		if (bitmap_has(table->bitmap, gram_hash(gram)))
			look_up(table, text, i, gram, out);
	}
}

void prefilter_scan(
	const struct prefilter *prefilter, struct slice text, struct candidates *out)
{
	assert(prefilter->built);
	if (prefilter->wide.count > 0)
		scan_wide(&prefilter->wide, text, out);
	if (prefilter->narrow)
		scan_narrow(prefilter->narrow, text, out);
}

static bool occurs(struct slice text, struct slice literal)
{
	for (size_t i = 0; i + literal.length <= text.length; i++)
		if (folded_equal(text.data + i, literal))
			return true;
	return false;
}

void prefilter_scan_linear(
	const struct prefilter *prefilter, struct slice text, struct candidates *out)
{
	for (const struct added *added = prefilter->added; added; added = added->next)
		if (occurs(text, added->literal))
			candidates_add(out, added->number);
}
