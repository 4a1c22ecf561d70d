/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "score/measure.h"

#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/table.h"
#include "base/text.h"
#include "base/xalloc.h"

#define QUIET_GAP (15 * MINUTES)
#define SLOT      (10 * MINUTES)

enum { FLOOD_BEGINS = 10, FLOOD_ENDS = 5, NEAR_PERCENT = 10, NODES_OF_RATE = 439 };

/* Messages that a grouping put together. */
struct group {
	const struct incident *incident; /* ours */
	int64_t last;                    /* naive: when it was last heard of */
	struct fault *owner;             /* the fault with most messages in it */
	struct tally *tallies;           /* by fault */
	size_t tally_count, tally_capacity;
};

struct tally {
	struct fault *fault;
	size_t messages;
};

struct groups {
	struct group **items;
	size_t count, capacity;
	struct table *open; /* by key */
	struct arena *arena;
};

static struct group *new_group(struct groups *groups)
{
	groups->items =
		xgrow(groups->items, groups->count, &groups->capacity, sizeof(struct group *));
	groups->items[groups->count] = xcalloc(1, sizeof(struct group));
	return groups->items[groups->count++];
}

static struct slice key_of(const struct event *event, enum grouping grouping)
{
	switch (grouping) {
	case GROUP_OURS:
		return slice_make(&event->incident, sizeof(event->incident));
	case GROUP_ORACLE:
		return slice_make(&event->fault, sizeof(event->fault));
	case GROUP_NODE:
		return slice_of(event->node);
	case GROUP_PLATFORM:
		return slice_of(event->platform);
	default:
		return slice_of(event->rule);
	}
}

/* The group of a message; NULL: in none. */
static struct group *group_of(
	struct groups *groups, const struct event *event, enum grouping grouping)
{
	bool naive = grouping != GROUP_OURS && grouping != GROUP_ORACLE;
	struct slice key = key_of(event, grouping);
	struct group *group;

	if (grouping != GROUP_ORACLE && !event->rule)
		return NULL;
	if (grouping == GROUP_OURS && !event->incident)
		return NULL;
	group = table_find(groups->open, key);
	if (!group || (naive && event->arrived > group->last + QUIET_GAP)) {
		group = new_group(groups);
		group->incident = grouping == GROUP_OURS ? event->incident : NULL;
		table_set(groups->open, arena_copy(groups->arena, key), group);
	}
	group->last = event->arrived;
	return group;
}

static void count_message(struct group *group, struct fault *fault)
{
	struct tally *tally;

	for (size_t i = 0; i < group->tally_count; i++)
		if (group->tallies[i].fault == fault) {
			group->tallies[i].messages++;
			return;
		}
	group->tallies = xgrow(group->tallies, group->tally_count, &group->tally_capacity,
		sizeof(struct tally));
	tally = &group->tallies[group->tally_count++];
	*tally = (struct tally){fault, 1};
}

static void find_owner(struct group *group)
{
	size_t most = 0;

	for (size_t i = 0; i < group->tally_count; i++)
		if (group->tallies[i].messages > most) {
			most = group->tallies[i].messages;
			group->owner = group->tallies[i].fault;
		}
}

/* What a fault came to: the groups that it owns, the best of them, and messages in any. */
struct result {
	size_t owned, grouped;
	const struct group *best;
	size_t best_messages;
};

static size_t messages_in(const struct group *group, const struct fault *fault)
{
	for (size_t i = 0; i < group->tally_count; i++)
		if (group->tallies[i].fault == fault)
			return group->tallies[i].messages;
	return 0;
}

static struct result *results_of(const struct run *run, const struct groups *groups)
{
	struct result *results = xcalloc(run->fault_count + 1, sizeof(*results));

	for (size_t g = 0; g < groups->count; g++) {
		const struct group *group = groups->items[g];

		for (size_t i = 0; i < group->tally_count; i++)
			results[group->tallies[i].fault - run->faults].grouped +=
				group->tallies[i].messages;
		if (!group->owner)
			continue;
		struct result *result = &results[group->owner - run->faults];

		result->owned++;
		if (messages_in(group, group->owner) > result->best_messages) {
			result->best_messages = messages_in(group, group->owner);
			result->best = group;
		}
	}
	return results;
}

static void note_why(struct measure *measure, const struct fault *fault)
{
	if (fault->misplaced)
		measure->why_misplaced++;
	else if (!fault->first_root)
		measure->why_rootless++;
	else if (fault->flapping)
		measure->why_flapping++;
	else
		measure->why_other++;
}

static void judge_fault(
	struct measure *measure, const struct fault *fault, const struct result *result)
{
	if (fault->alike) {
		measure->alike++;
		measure->alike_exact += result->owned == 1;
		return;
	}
	measure->faults++;
	if (result->owned == 1) {
		measure->exact++;
		return;
	}
	if (result->owned > 1)
		measure->split++;
	else if (result->grouped)
		measure->merged++;
	else
		measure->missed++;
	note_why(measure, fault);
}

static void tell_fault(FILE *to, const struct run *run, size_t place,
	const struct result *result, const struct groups *groups)
{
	const struct fault *fault = &run->faults[place];

	fprintf(to, "%s: fault %zu, %s on %s%s%s: %zu incidents of its own;", run->folder,
		place + 1, fault->class, fault->platforms[0],
		fault->misplaced ? ", misplaced" : "",
		fault->first_root ? "" : ", no word of the root", result->owned);
	for (size_t g = 0; g < groups->count; g++) {
		const struct group *group = groups->items[g];

		if (messages_in(group, fault))
			fprintf(to, " %s (%s on %s) has %zu of it%s", group->incident->id,
				group->incident->class, group->incident->platform,
				messages_in(group, fault),
				group->owner == fault ? "" : " and more of another");
	}
	fprintf(to, "\n");
}

static bool is_near(int64_t found, int64_t truth)
{
	int64_t difference = found > truth ? found - truth : truth - found;

	return difference * 100 <= truth * NEAR_PERCENT;
}

static void judge_incident(
	struct score *score, const struct fault *fault, const struct result *result)
{
	struct measure *measure = &score->by[GROUP_OURS];
	const struct incident *incident = result->best ? result->best->incident : NULL;

	if (!incident || fault->alike)
		return;
	measure->judged++;
	measure->platform += strcmp(incident->platform, fault->platforms[0]) == 0 ||
			     strcmp(incident->platform, fault->platforms[1]) == 0;
	measure->class += strcmp(incident->class, fault->class) == 0;
	measure->services += incident->services == fault->services;
	measure->customers +=
		is_near(incident->customers < 0 ? 0 : incident->customers, fault->customers);
	if (!fault->first_root)
		return;
	score->delays.items = xgrow(score->delays.items, score->delays.count,
		&score->delays.capacity, sizeof(int64_t));
	score->delays.items[score->delays.count++] =
		incident->opened > fault->first_root ? incident->opened - fault->first_root : 0;
}

static void judge_messages(struct measure *measure, const struct run *run, struct group **where)
{
	for (size_t i = 0; i < run->event_count; i++) {
		const struct event *event = &run->events[i];

		if (event->fault->alike)
			continue;
		measure->messages++;
		measure->grouped += where[i] != NULL;
		measure->right += where[i] && where[i]->owner == event->fault;
	}
}

/* Of each fault's messages, how many are in its best group. */
static void count_found(
	struct measure *measure, const struct run *run, const struct result *results)
{
	for (size_t i = 0; i < run->fault_count; i++)
		if (!run->faults[i].alike && run->faults[i].raises)
			measure->found += results[i].best_messages;
}

static void free_groups(struct groups *groups)
{
	for (size_t i = 0; i < groups->count; i++) {
		free(groups->items[i]->tallies);
		free(groups->items[i]);
	}
	free(groups->items);
	table_free(groups->open);
	arena_free(groups->arena);
}

static void add_grouping(struct score *score, const struct run *run, enum grouping grouping)
{
	struct measure *measure = &score->by[grouping];
	struct groups groups = {.open = table_new(0), .arena = arena_new(0)};
	struct group **where = xcalloc(run->event_count + 1, sizeof(struct group *));
	struct result *results;

	for (size_t i = 0; i < run->event_count; i++) {
		where[i] = group_of(&groups, &run->events[i], grouping);
		if (where[i])
			count_message(where[i], run->events[i].fault);
	}
	for (size_t i = 0; i < groups.count; i++)
		find_owner(groups.items[i]);
	results = results_of(run, &groups);
	for (size_t i = 0; i < run->fault_count; i++) {
		if (!run->faults[i].raises)
			continue;
		judge_fault(measure, &run->faults[i], &results[i]);
		if (grouping != GROUP_OURS)
			continue;
		judge_incident(score, &run->faults[i], &results[i]);
		if (score->list && results[i].owned != 1 && !run->faults[i].alike)
			tell_fault(score->list, run, i, &results[i], &groups);
	}
	judge_messages(measure, run, where);
	count_found(measure, run, results);
	measure->runs++;
	measure->groups += groups.count;
	free(where);
	free(results);
	free_groups(&groups);
}

/* How many of the times lie in each ten minutes, on as many nodes as the published figures. */
static void add_slots(
	struct samples *samples, const struct run *run, const int64_t *times, size_t count)
{
	size_t slots = (size_t)((run->end - run->begin) / SLOT);
	int64_t *counts = xcalloc(slots + 1, sizeof(int64_t));

	for (size_t i = 0; i < count; i++)
		if (times[i] >= run->begin && times[i] < run->begin + (int64_t)slots * SLOT)
			counts[(times[i] - run->begin) / SLOT]++;
	for (size_t i = 0; i < slots; i++) {
		samples->items = xgrow(
			samples->items, samples->count, &samples->capacity, sizeof(int64_t));
		samples->items[samples->count++] = counts[i] * NODES_OF_RATE / run->nodes;
	}
	free(counts);
}

static void add_rates(struct score *score, const struct run *run)
{
	int64_t *times = xcalloc(run->event_count + 1, sizeof(int64_t));
	size_t count = 0;

	for (size_t i = 0; i < run->event_count; i++)
		if (run->events[i].said != SAID_CLEAR)
			times[count++] = run->events[i].arrived;
	add_slots(&score->before, run, times, count);
	add_slots(&score->after, run, run->alerts, run->alert_count);
	free(times);
}

void score_add(struct score *score, const struct run *run)
{
	for (int grouping = 0; grouping < GROUPINGS; grouping++)
		add_grouping(score, run, (enum grouping)grouping);
	add_rates(score, run);
	score->by[GROUP_OURS].alerts += run->alert_count;
	for (size_t i = 0; i < run->incident_count; i++)
		score->by[GROUP_OURS].tickets += run->incidents[i].alerts > 0;
	score->datagrams += run->datagrams;
	score->strangers += run->strangers;
	score->unlisted += run->unlisted;
}

void score_free(struct score *score)
{
	free(score->delays.items);
	free(score->before.items);
	free(score->after.items);
}

static int by_value(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

int64_t samples_flood(const struct samples *samples)
{
	size_t flooded = 0;
	bool flood = false;

	for (size_t i = 0; i < samples->count; i++) {
		if (samples->items[i] > FLOOD_BEGINS)
			flood = true;
		else if (samples->items[i] < FLOOD_ENDS)
			flood = false;
		flooded += flood;
	}
	return samples->count ? (int64_t)(flooded * 1000 / samples->count) : 0;
}

int64_t samples_rank(struct samples *samples, unsigned percent)
{
	size_t place = samples->count * percent / 100;

	if (samples->count == 0)
		return 0;
	qsort(samples->items, samples->count, sizeof(int64_t), by_value);
	return samples->items[place < samples->count ? place : samples->count - 1];
}
