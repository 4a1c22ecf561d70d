/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Open addressing with linear probing. An entry that leaves is filled by moving back those
 * behind it, so there are no tombstones and a table that is busy for years stays as fast as a
 * new one. The hash is SipHash-1-3 (Aumasson and Bernstein).
 */
#include "base/table.h"

#include <assert.h>
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

enum { CAPACITY_FIRST = 16 }; /* a power of two, as every capacity is */

struct entry {
	uint64_t hash;
	struct slice key;
	void *value; /* NULL: the place is free */
};

struct table {
	struct entry *entries;
	size_t capacity;
	size_t count; /* at most three quarters of the capacity */
	uint64_t seed;
};

static uint64_t rotate(uint64_t word, unsigned bits)
{
	return word << bits | word >> (64 - bits);
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] = rotate(v[0], 32);
	v[2] += v[1];
	v[0] += v[3];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] = rotate(v[2], 32);
}

static void sip_word(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
}

uint64_t table_hash(uint64_t seed, struct slice key)
{
	uint64_t second = (seed ^ 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9;
	uint64_t v[4] = {seed ^ 0x736f6d6570736575, second ^ 0x646f72616e646f6d,
		seed ^ 0x6c7967656e657261, second ^ 0x7465646279746573};
	size_t whole = key.length & ~(size_t)7;
	uint64_t word;

	for (size_t i = 0; i < whole; i += 8) {
		memcpy(&word, key.data + i, 8);
		sip_word(v, le64toh(word));
	}
	word = 0;
	if (key.length > whole)
		memcpy(&word, key.data + whole, key.length - whole);
	sip_word(v, le64toh(word) | (uint64_t)key.length << 56);
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

struct table *table_new(uint64_t seed)
{
	struct table *table = xcalloc(1, sizeof(*table));

	table->seed = seed;
	table->capacity = CAPACITY_FIRST;
	table->entries = xcalloc(table->capacity, sizeof(*table->entries));
	return table;
}

void table_free(struct table *table)
{
	if (!table)
		return;
	free(table->entries);
	free(table);
}

/* The entry of that key, or the free place where it would go. */
static struct entry *probe(const struct table *table, uint64_t hash, struct slice key)
{
	size_t mask = table->capacity - 1;
	size_t place = hash & mask;

	for (;; place = (place + 1) & mask) {
		struct entry *entry = &table->entries[place];

		if (!entry->value || (entry->hash == hash && slice_equal(entry->key, key)))
			return entry;
	}
}

void *table_find(const struct table *table, struct slice key)
{
	return probe(table, table_hash(table->seed, key), key)->value;
}

static void grow(struct table *table)
{
	struct entry *old = table->entries;
	size_t old_capacity = table->capacity;

	table->capacity *= 2;
	table->entries = xcalloc(table->capacity, sizeof(*table->entries));
	for (size_t i = 0; i < old_capacity; i++)
		if (old[i].value)
			*probe(table, old[i].hash, old[i].key) = old[i];
	free(old);
}

void *table_set(struct table *table, struct slice key, void *value)
{
	assert(value);

	uint64_t hash = table_hash(table->seed, key);
	struct entry *entry = probe(table, hash, key);
	void *replaced = entry->value;

	if (!replaced) {
		if ((table->count + 1) * 4 > table->capacity * 3) {
			grow(table);
			entry = probe(table, hash, key);
		}
		table->count++;
	}
	*entry = (struct entry){.hash = hash, .key = key, .value = value};
	return replaced;
}

/* Moves back whatever stands behind the hole and would not be found across it. */
static void fill_hole(struct table *table, size_t hole)
{
	size_t mask = table->capacity - 1;

	for (size_t at = (hole + 1) & mask; table->entries[at].value; at = (at + 1) & mask) {
		size_t wanted = table->entries[at].hash & mask;

		if (((at - wanted) & mask) < ((at - hole) & mask))
			continue;
		table->entries[hole] = table->entries[at];
		hole = at;
	}
	table->entries[hole] = (struct entry){0};
}

void *table_remove(struct table *table, struct slice key)
{
	struct entry *entry = probe(table, table_hash(table->seed, key), key);
	void *value = entry->value;

	if (!value)
		return NULL;
	fill_hole(table, (size_t)(entry - table->entries));
	table->count--;
	return value;
}

size_t table_count(const struct table *table)
{
	return table->count;
}
