/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/prefix_index.h"

#include <stdlib.h>

#include "base/table.h"
#include "base/xalloc.h"

enum { LENGTHS = 129 };

struct entry {
	struct address address;
	size_t place;
	struct entry *next; /* added before */
};

struct prefix_index {
	struct table *tables[LENGTHS]; /* by how long prefixes are; NULL: none of that length */
	uint8_t lengths[LENGTHS];      /* those that there are */
	size_t length_count;
	struct entry *entries;
};

/* The seed need not be secret: who sends cannot add prefixes. */
struct prefix_index *prefix_index_new(void)
{
	return xcalloc(1, sizeof(struct prefix_index));
}

void prefix_index_free(struct prefix_index *index)
{
	if (!index)
		return;
	for (size_t i = 0; i < index->length_count; i++)
		table_free(index->tables[index->lengths[i]]);
	for (struct entry *entry = index->entries, *next; entry; entry = next) {
		next = entry->next;
		free(entry);
	}
	free(index);
}

static struct slice key_of(const struct address *address)
{
	return slice_make(address->bytes, sizeof(address->bytes));
}

void prefix_index_add(struct prefix_index *index, const struct prefix *prefix, size_t place)
{
	struct table **table = &index->tables[prefix->bits];
	struct entry *known;

	if (!*table) {
		*table = table_new(0);
		index->lengths[index->length_count++] = prefix->bits;
	}
	known = table_find(*table, key_of(&prefix->address));
	if (!known) {
		known = xcalloc(1, sizeof(*known));
		known->address = prefix->address;
		known->place = place;
		known->next = index->entries;
		index->entries = known;
		table_set(*table, key_of(&known->address), known);
	} else if (place < known->place) {
		known->place = place;
	}
}

static struct address masked(const struct address *address, size_t bits)
{
	struct address part = {{0}};

	for (size_t i = 0; i < bits / 8; i++)
		part.bytes[i] = address->bytes[i];
	if (bits % 8)
		part.bytes[bits / 8] =
			(uint8_t)(address->bytes[bits / 8] & 0xff << (8 - bits % 8));
	return part;
}

size_t prefix_index_find(const struct prefix_index *index, const struct address *address)
{
	size_t lowest = SIZE_MAX;

	for (size_t i = 0; i < index->length_count; i++) {
		const size_t bits = index->lengths[i];
		const struct address part = masked(address, bits);
		const struct entry *entry = table_find(index->tables[bits], key_of(&part));

		if (entry && entry->place < lowest)
			lowest = entry->place;
	}
	return lowest;
}
