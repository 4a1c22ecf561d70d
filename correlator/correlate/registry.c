/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/registry.h"

#include <assert.h>
#include <stdlib.h>

#include "base/xalloc.h"

struct bucket {
	struct slice key; /* owned */
	struct list entries;
};

struct registry {
	struct table *buckets;
};

struct registry *registry_new(uint64_t seed)
{
	struct registry *registry = xcalloc(1, sizeof(*registry));

	registry->buckets = table_new(seed);
	return registry;
}

void registry_free(struct registry *registry)
{
	if (!registry)
		return;
	assert(table_count(registry->buckets) == 0);
	table_free(registry->buckets);
	free(registry);
}

static struct bucket *bucket_new(struct registry *registry, struct slice key)
{
	struct bucket *bucket = xcalloc(1, sizeof(*bucket));

	bucket->key = slice_make(xmemdup(key.data, key.length), key.length);
	table_set(registry->buckets, bucket->key, bucket);
	return bucket;
}

void registry_add(struct registry *registry, struct slice key, void *owner, const void *detail,
	struct list *mine)
{
	struct bucket *bucket = table_find(registry->buckets, key);
	struct registration *entry = xcalloc(1, sizeof(*entry));

	entry->bucket = bucket ? bucket : bucket_new(registry, key);
	entry->owner = owner;
	entry->detail = detail;
	list_append(&entry->bucket->entries, &entry->link);
	list_append(mine, &entry->mine);
}

static void entry_remove(struct registry *registry, struct registration *entry)
{
	struct bucket *bucket = entry->bucket;

	list_remove(&bucket->entries, &entry->link);
	free(entry);
	if (bucket->entries.first)
		return;
	table_remove(registry->buckets, bucket->key);
	free((void *)bucket->key.data);
	free(bucket);
}

void registry_remove(struct registry *registry, struct list *mine)
{
	while (mine->first) {
		struct registration *entry = CONTAINER(mine->first, struct registration, mine);

		list_remove(mine, &entry->mine);
		entry_remove(registry, entry);
	}
}

const struct list *registry_find(const struct registry *registry, struct slice key)
{
	const struct bucket *bucket = table_find(registry->buckets, key);

	return bucket ? &bucket->entries : NULL;
}
