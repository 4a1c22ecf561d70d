/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Each kind of entry is put into one shape, an id with a digest, and compared by that.
 */
#include "config/set_changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/xalloc.h"
#include "rule/lookup_table.h"

enum { IDS_MAXIMUM = 50 };

struct entry {
	const char *id;
	uint64_t digest;
};

struct entries {
	struct entry *items;
	size_t count;
};

typedef struct entry entry_at(const struct set *set, size_t index);

static struct entry event_at(const struct set *set, size_t index)
{
	const struct event_rule *rule = set->knowledge->rules->events[index];
	return (struct entry){rule->id, rule->digest};
}

static struct entry alarm_at(const struct set *set, size_t index)
{
	const struct alarm_rule *rule = set->knowledge->rules->alarms[index];
	return (struct entry){rule->id, rule->digest};
}

static struct entry fault_at(const struct set *set, size_t index)
{
	const struct fault_rule *fault = set->knowledge->rules->faults[index];
	return (struct entry){fault->class, fault->digest};
}

static struct entry table_at(const struct set *set, size_t index)
{
	const struct lookup_table *table = set->knowledge->rules->tables[index];
	return (struct entry){table->id, table->digest};
}

static struct entry service_at(const struct set *set, size_t index)
{
	const struct service *service = set->knowledge->inventory->services[index];
	return (struct entry){service->id, service->digest};
}

static struct entry platform_at(const struct set *set, size_t index)
{
	const struct platform *platform = set->knowledge->inventory->platforms[index];
	return (struct entry){platform->id, platform->digest};
}

static struct entry node_at(const struct set *set, size_t index)
{
	const struct node *node = set->knowledge->inventory->nodes[index];
	return (struct entry){node->name, node->digest};
}

static struct entry link_at(const struct set *set, size_t index)
{
	const struct inventory_link *link = set->knowledge->inventory->links[index];
	return (struct entry){link->id, link->digest};
}

static struct entries collect(const struct set *set, size_t count, entry_at *at)
{
	struct entries entries = {xcalloc(count + 1, sizeof(struct entry)), count};
	for (size_t i = 0; i < count; i++)
		entries.items[i] = at(set, i);
	return entries;
}

static struct table *index_of(const struct entries *entries)
{
	struct table *table = table_new(0);
	for (size_t i = 0; i < entries->count; i++)
		table_set(table, slice_of(entries->items[i].id), &entries->items[i]);
	return table;
}

/* Sums and some ids of one kind. */
struct tally {
	int added, removed, changed;
	json_t *ids;
};

static void count(struct tally *tally, int *sum, char sign, const char *id)
{
	char text[128];
	++*sum;
	if (json_array_size(tally->ids) >= IDS_MAXIMUM)
		return;
	snprintf(text, sizeof(text), "%c%s", sign, id);
	json_array_append_new(tally->ids, json_text(text));
}

static void compare(
	struct tally *tally, const struct entries *before, const struct entries *after)
{
	struct table *old = index_of(before), *new = index_of(after);
	for (size_t i = 0; i < after->count; i++) {
		const struct entry *entry = &after->items[i];
		const struct entry *was = table_find(old, slice_of(entry->id));
		if (!was)
			count(tally, &tally->added, '+', entry->id);
		else if (was->digest != entry->digest)
			count(tally, &tally->changed, '~', entry->id);
	}
	for (size_t i = 0; i < before->count; i++)
		if (!table_find(new, slice_of(before->items[i].id)))
			count(tally, &tally->removed, '-', before->items[i].id);
	table_free(old);
	table_free(new);
}

static void put(json_t *json, const char *name, struct entries before, struct entries after)
{
	struct tally tally = {.ids = json_array()};
	compare(&tally, &before, &after);
	if (tally.added || tally.removed || tally.changed)
		json_object_set_new(json, name,
			json_pack("{s:i, s:i, s:i, s:O}", "added", tally.added, "removed",
				tally.removed, "changed", tally.changed, "ids", tally.ids));
	json_decref(tally.ids);
	free(before.items);
	free(after.items);
}

#define PUT(json, name, before, after, number, at)                                             \
	put(json, name, collect(before, (before)->knowledge->number, at),                      \
		collect(after, (after)->knowledge->number, at))

json_t *set_changes(const struct set *before, const struct set *after)
{
	json_t *json = json_object();
	PUT(json, "events", before, after, rules->event_count, event_at);
	PUT(json, "alarms", before, after, rules->alarm_count, alarm_at);
	PUT(json, "faults", before, after, rules->fault_count, fault_at);
	PUT(json, "tables", before, after, rules->table_count, table_at);
	PUT(json, "services", before, after, inventory->service_count, service_at);
	PUT(json, "platforms", before, after, inventory->platform_count, platform_at);
	PUT(json, "nodes", before, after, inventory->node_count, node_at);
	PUT(json, "links", before, after, inventory->link_count, link_at);
	if (before->settings->routes.digest != after->settings->routes.digest)
		json_object_set_new(json, "routes", json_true());
	return json;
}

static const char *name_of(const struct usm_protocol *protocol)
{
	return protocol ? protocol->name : "";
}

static struct entry user_of(const struct usm_user *user)
{
	uint64_t digest = table_hash(user->level, slice_of(name_of(user->auth)));
	digest = table_hash(digest, slice_of(name_of(user->priv)));
	digest = table_hash(digest, slice_make(&user->master, sizeof(user->master)));
	return (struct entry){user->name, digest};
}

static struct entries collect_users(const struct usm_users *users)
{
	struct entries entries = {
		xcalloc(users->count + 1, sizeof(struct entry)), users->count};
	for (size_t i = 0; i < users->count; i++)
		entries.items[i] = user_of(&users->items[i]);
	return entries;
}

void set_changes_of_users(
	json_t *changes, const struct usm_users *before, const struct usm_users *after)
{
	put(changes, "users", collect_users(before), collect_users(after));
}

json_t *set_record(const struct set *set, const struct set *before, const char *by)
{
	json_t *json = json_object();
	json_object_set_new(json, "rules", json_text(set->hash));
	json_object_set_new(json, "before", json_text(before ? before->hash : NULL));
	json_object_set_new(json, "by", json_text(by));
	if (before)
		json_object_set_new(json, "changed", set_changes(before, set));
	return json;
}

bool set_record_hash(const struct record *record, char hash[SET_HASH])
{
	json_t *json = json_parse(record_payload(record), NULL);
	const char *rules = json_member_string(json, "rules", "");
	bool good = strlen(rules) == SET_HASH - 1;
	if (good)
		memcpy(hash, rules, SET_HASH);
	json_decref(json);
	return good;
}
