/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/index.h"

#include "rule/view.h"

/* Ranks of the rules that stand under one key. */
struct bucket {
	uint32_t *ranks;
	size_t count;
	size_t room;
};

struct match_index {
	struct arena *arena;
	struct table *traps; /* BER of an OID to bucket */
	struct table *subtrees;
	bool lengths[OID_BER_MAXIMUM + 1]; /* of the keys in `subtrees` */
	struct table *tags, *programs;
	struct prefilter *literals;
	bool any_literal;
	struct bucket residue;
};

static void release(void *object)
{
	struct match_index *index = object;

	table_free(index->traps);
	table_free(index->subtrees);
	table_free(index->tags);
	table_free(index->programs);
}

static struct match_index *begin(struct arena *arena)
{
	struct match_index *index = arena_calloc(arena, 1, sizeof(*index));

	index->arena = arena;
	index->traps = table_new(0);
	index->subtrees = table_new(0);
	index->tags = table_new(0);
	index->programs = table_new(0);
	index->literals = prefilter_new(arena);
	arena_on_reset(arena, release, index);
	return index;
}

static struct bucket *bucket_of(
	const struct match_index *index, struct table *table, struct slice key)
{
	struct bucket *bucket = table_find(table, key);

	if (!bucket) {
		bucket = arena_calloc(index->arena, 1, sizeof(*bucket));
		table_set(table, key, bucket);
	}
	return bucket;
}

static void bucket_add(struct match_index *index, struct bucket *bucket, uint32_t rank)
{
	if (!bucket->ranks)
		bucket->ranks = arena_alloc(index->arena, bucket->room * sizeof(uint32_t));
	bucket->ranks[bucket->count++] = rank;
}

static void add_bucket(const struct bucket *bucket, struct candidates *candidates)
{
	for (size_t i = 0; bucket && i < bucket->count; i++)
		candidates_add(candidates, bucket->ranks[i]);
}

bool index_is_residue(const struct event_rule *rule)
{
	const struct rule_index *indexed = rule->indexed;

	return !indexed->for_traps && indexed->tags.count == 0 &&
	       indexed->programs.count == 0 && indexed->literal_count == 0;
}

static void count_names(
	struct match_index *index, struct table *table, const struct index_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		bucket_of(index, table, slice_of(names->texts[i]))->room++;
}

/* First walk: how many rules each key has, so that buckets get their size at once. */
static void count_rule(struct match_index *index, const struct event_rule *rule)
{
	const struct rule_index *indexed = rule->indexed;

	for (size_t i = 0; i < indexed->trap_count; i++) {
		const struct trap_key *key = &indexed->traps[i];

		bucket_of(index, key->subtree ? index->subtrees : index->traps, key->oid)
			->room++;
		if (key->subtree)
			index->lengths[key->oid.length] = true;
	}
	count_names(index, index->tags, &indexed->tags);
	count_names(index, index->programs, &indexed->programs);
	if (index_is_residue(rule))
		index->residue.room++;
}

static void enter_traps(struct match_index *index, const struct rule_index *indexed)
{
	for (size_t i = 0; i < indexed->trap_count; i++) {
		const struct trap_key *key = &indexed->traps[i];
		struct table *table = key->subtree ? index->subtrees : index->traps;

		bucket_add(index, table_find(table, key->oid), indexed->rank);
	}
}

static bool few_share(const struct table *table, const struct index_names *names)
{
	for (size_t i = 0; i < names->count; i++) {
		const struct bucket *bucket = table_find(table, slice_of(names->texts[i]));

		if (bucket->room > FEW_RULES)
			return false;
	}
	return names->count > 0;
}

static void enter_names(struct match_index *index, struct table *table,
	const struct index_names *names, uint32_t rank)
{
	for (size_t i = 0; i < names->count; i++)
		bucket_add(index, table_find(table, slice_of(names->texts[i])), rank);
}

static void enter_literals(struct match_index *index, const struct rule_index *indexed)
{
	for (size_t i = 0; i < indexed->literal_count; i++)
		prefilter_add(index->literals, indexed->literals[i], indexed->rank);
	index->any_literal = true;
}

static void enter_rule(struct match_index *index, const struct event_rule *rule)
{
	const struct rule_index *indexed = rule->indexed;

	if (indexed->for_traps)
		enter_traps(index, indexed);
	else if (few_share(index->tags, &indexed->tags))
		enter_names(index, index->tags, &indexed->tags, indexed->rank);
	else if (few_share(index->programs, &indexed->programs))
		enter_names(index, index->programs, &indexed->programs, indexed->rank);
	else if (indexed->literal_count > 0)
		enter_literals(index, indexed);
	else if (indexed->tags.count > 0)
		enter_names(index, index->tags, &indexed->tags, indexed->rank);
	else if (indexed->programs.count > 0)
		enter_names(index, index->programs, &indexed->programs, indexed->rank);
	else
		bucket_add(index, &index->residue, indexed->rank);
}

struct match_index *index_build(struct ruleset *ruleset, struct event_rule *const *order)
{
	struct match_index *index = begin(ruleset->arena);

	for (size_t i = 0; i < ruleset->event_count; i++)
		count_rule(index, order[i]);
	for (size_t i = 0; i < ruleset->event_count; i++)
		enter_rule(index, order[i]);
	prefilter_build(index->literals);
	return index;
}

/* Every subtree that the OID lies in. A length that ends inside a number finds nothing, since
 * no key ends so. */
static void look_up_subtrees(
	const struct match_index *index, struct slice oid, struct candidates *candidates)
{
	for (size_t length = 1; length <= oid.length && length <= OID_BER_MAXIMUM; length++)
		if (index->lengths[length])
			add_bucket(table_find(index->subtrees, slice_part(oid, 0, length)),
				candidates);
}

static void look_up_trap(const struct match_index *index, const struct event *event,
	struct candidates *candidates)
{
	const struct slice oid = event_get(event, EVENT_TRAP_OID);
	char space[OID_BER_MAXIMUM];
	const struct slice plain = trap_key_plain(oid, space);

	add_bucket(table_find(index->traps, plain), candidates);
	look_up_subtrees(index, oid, candidates);
	if (plain.length != oid.length)
		look_up_subtrees(index, plain, candidates);
}

static void look_up_line(const struct match_index *index, const struct event *event,
	struct candidates *candidates)
{
	add_bucket(table_find(index->tags, event_get(event, EVENT_TAG)), candidates);
	add_bucket(table_find(index->programs, event_get(event, EVENT_PROGRAM)), candidates);
	if (index->any_literal)
		prefilter_scan(index->literals, view_message(event), candidates);
	add_bucket(&index->residue, candidates);
}

void index_look_up(const struct match_index *index, const struct event *event,
	struct candidates *candidates)
{
	if (event->kind == EVENT_TRAP)
		look_up_trap(index, event, candidates);
	else
		look_up_line(index, event, candidates);
}
