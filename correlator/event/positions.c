/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/positions.h"

#include <stdlib.h>

#include "base/list.h"
#include "base/table.h"
#include "base/xalloc.h"

struct entry {
	struct link link; /* in the order in which they were heard of last */
	uint64_t file;    /* the key */
	struct position position;
};

struct positions {
	struct list entries;
	struct table *by_file;
};

/* Files are known by hashes of ours: nobody outside chooses them. */
struct positions *positions_new(void)
{
	struct positions *positions = xcalloc(1, sizeof(*positions));

	positions->by_file = table_new(0);
	return positions;
}

static struct slice key_of(const uint64_t *file)
{
	return slice_make(file, sizeof(*file));
}

static void forget(struct positions *positions, struct entry *entry)
{
	table_remove(positions->by_file, key_of(&entry->file));
	list_remove(&positions->entries, &entry->link);
	free(entry);
}

static struct entry *first_of(const struct positions *positions)
{
	return CONTAINER(positions->entries.first, struct entry, link);
}

void positions_free(struct positions *positions)
{
	if (!positions)
		return;
	while (positions->entries.first)
		forget(positions, first_of(positions));
	table_free(positions->by_file);
	free(positions);
}

static struct entry *add(struct positions *positions, uint64_t file)
{
	struct entry *entry = xcalloc(1, sizeof(*entry));

	if (positions_count(positions) == POSITIONS_MAXIMUM)
		forget(positions, first_of(positions));
	entry->file = file;
	table_set(positions->by_file, key_of(&entry->file), entry);
	return entry;
}

void positions_note(struct positions *positions, const struct position *position)
{
	const uint64_t file = position->file;
	struct entry *entry = table_find(positions->by_file, key_of(&file));

	if (entry)
		list_remove(&positions->entries, &entry->link);
	else
		entry = add(positions, file);
	list_append(&positions->entries, &entry->link);
	entry->position = *position;
}

bool positions_find(const struct positions *positions, uint64_t file, struct position *position)
{
	const struct entry *entry = table_find(positions->by_file, key_of(&file));

	if (entry)
		*position = entry->position;
	return entry != NULL;
}

size_t positions_count(const struct positions *positions)
{
	return table_count(positions->by_file);
}

struct positions *positions_copy(const struct positions *positions)
{
	struct positions *copy = positions_new();

	for (struct link *link = positions->entries.first; link; link = link->next)
		positions_note(copy, &CONTAINER(link, struct entry, link)->position);
	return copy;
}

static void position_codec(struct codec *codec, struct position *position)
{
	uint64_t file = position->file, offset = position->offset, check = position->check;

	codec_unsigned(codec, &file);
	codec_unsigned(codec, &offset);
	codec_unsigned(codec, &check);
	*position = (struct position){file, offset, (uint32_t)check};
}

void positions_codec(struct positions *positions, struct codec *codec)
{
	size_t count = positions_count(positions);
	struct link *link = positions->entries.first;

	codec_size(codec, &count);
	for (size_t i = 0; i < count && !codec->failed; i++) {
		struct position position = {0};

		if (!codec->loading) {
			position = CONTAINER(link, struct entry, link)->position;
			link = link->next;
		}
		position_codec(codec, &position);
		if (codec->loading && !codec->failed)
			positions_note(positions, &position);
	}
}
