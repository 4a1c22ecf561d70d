/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/passed.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/list.h"
#include "base/table.h"
#include "base/text.h"
#include "base/xalloc.h"

struct entry {
	struct link link;
	struct text key; /* incident:seq output */
};

struct passed {
	struct table *by_key;
	struct list all;
};

struct passed *passed_new(void)
{
	struct passed *passed = xcalloc(1, sizeof(*passed));

	passed->by_key = table_new(0);
	return passed;
}

static void forget(struct passed *passed, struct entry *entry)
{
	table_remove(passed->by_key, text_slice(&entry->key));
	list_remove(&passed->all, &entry->link);
	text_free(&entry->key);
	free(entry);
}

void passed_free(struct passed *passed)
{
	while (passed->all.first)
		forget(passed, CONTAINER(passed->all.first, struct entry, link));
	table_free(passed->by_key);
	free(passed);
}

static void make_key(struct text *key, const char *incident, uint64_t seq, const char *output)
{
	text_printf(key, "%s:%" PRIu64 " %s", incident, seq, output);
}

bool passed_add(struct passed *passed, const struct delivery *delivery)
{
	struct entry *entry = xcalloc(1, sizeof(*entry));

	make_key(&entry->key, delivery->incident, delivery->seq, delivery->output);
	if (table_find(passed->by_key, text_slice(&entry->key))) {
		text_free(&entry->key);
		free(entry);
		return false;
	}
	table_set(passed->by_key, text_slice(&entry->key), entry);
	list_append(&passed->all, &entry->link);
	return true;
}

void passed_settle(struct passed *passed, const struct change_list *changes)
{
	struct text key = {0};

	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->items[i];
		struct entry *entry;

		if (change->kind != CHANGE_DELIVERED)
			continue;
		text_reset(&key);
		make_key(&key, change->incident, change->seq, change->output);
		entry = table_find(passed->by_key, text_slice(&key));
		if (entry)
			forget(passed, entry);
	}
	text_free(&key);
}
