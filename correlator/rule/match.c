/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Candidates are tried by rank, so that a rule comes after those that it excepts; what matched
 * is then put in the order of the rules.
 */
#include "rule/match.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "rule/index.h"
#include "rule/pattern.h"
#include "rule/ruleset_parts.h"

struct matcher {
	const struct ruleset *ruleset;
	const struct inventory *inventory;
	struct pattern_scratch *scratch;
	struct text text;
	struct arena *arena;          /* of the candidates and arrays below */
	struct candidates candidates; /* ranks */
	bool *matched;                /* by index of the rule, for the event at hand */
	struct match *found;          /* what matched, in the order of the ranks */
	size_t found_count;
	struct value *fields;              /* of the rule at hand */
	const struct event_rule **limited; /* that hit their limit on the event at hand */
	size_t limited_count;
	const atomic_bool *skips; /* or NULL */
	bool linear;
};

static size_t most_fields(const struct ruleset *ruleset)
{
	size_t most = 0;

	for (size_t i = 0; i < ruleset->event_count; i++)
		if (ruleset->events[i]->field_count > most)
			most = ruleset->events[i]->field_count;
	return most;
}

struct matcher *matcher_new(const struct ruleset *ruleset, const struct inventory *inventory)
{
	struct matcher *matcher = xcalloc(1, sizeof(*matcher));
	const size_t count = ruleset->event_count;

	assert(ruleset->index->match); /* ruleset_finish() was called */
	matcher->ruleset = ruleset;
	matcher->inventory = inventory;
	matcher->scratch = pattern_scratch_new();
	matcher->arena = arena_new(0);
	candidates_init(&matcher->candidates, matcher->arena, count);
	matcher->matched = arena_calloc(matcher->arena, count, sizeof(bool));
	matcher->found = arena_calloc(matcher->arena, count, sizeof(struct match));
	matcher->limited =
		arena_calloc(matcher->arena, count, sizeof(const struct event_rule *));
	matcher->fields =
		arena_calloc(matcher->arena, most_fields(ruleset), sizeof(struct value));
	return matcher;
}

void matcher_free(struct matcher *matcher)
{
	if (!matcher)
		return;
	pattern_scratch_free(matcher->scratch);
	text_free(&matcher->text);
	arena_free(matcher->arena);
	free(matcher);
}

void matcher_set_linear(struct matcher *matcher, bool linear)
{
	matcher->linear = linear;
}

void matcher_set_skips(struct matcher *matcher, const atomic_bool *skips)
{
	matcher->skips = skips;
}

struct pattern_scratch *matcher_scratch(struct matcher *matcher)
{
	return matcher->scratch;
}

struct text *matcher_text(struct matcher *matcher)
{
	return &matcher->text;
}

struct matches *matches_new(void)
{
	struct matches *matches = xcalloc(1, sizeof(*matches));

	matches->arena = arena_new((size_t)1 << 20); /* a usual batch fits one block */
	return matches;
}

void matches_free(struct matches *matches)
{
	if (!matches)
		return;
	arena_free(matches->arena);
	free(matches->events);
	free(matches);
}

void matches_reset(struct matches *matches)
{
	matches->count = 0;
	arena_reset(matches->arena);
}

/* A place points into itself, so it is told when it has moved. */
static void move_place(struct slice *part, const struct place *old, struct place *moved)
{
	if (part->data == old->address)
		part->data = moved->address;
}

static void grow_events(struct matches *matches, size_t room)
{
	struct event_matches *grown = xcalloc(room, sizeof(*grown));

	for (size_t i = 0; i < matches->count; i++) {
		const struct place *old = &matches->events[i].place;

		grown[i] = matches->events[i];
		move_place(&grown[i].place.node, old, &grown[i].place);
		move_place(&grown[i].place.platform, old, &grown[i].place);
	}
	free(matches->events);
	matches->events = grown;
	matches->capacity = room;
}

static struct event_matches *add_event(struct matches *matches)
{
	struct event_matches *event;

	if (matches->count == matches->capacity)
		grow_events(matches, matches->capacity + BATCH_RECORDS);
	event = &matches->events[matches->count++];
	*event = (struct event_matches){.record = NULL};
	return event;
}

static bool excepted(const struct matcher *matcher, const struct event_rule *rule)
{
	for (size_t i = 0; i < rule->except_count; i++)
		if (matcher->matched[rule->except[i]->index])
			return true;
	return false;
}

static bool satisfies(const struct event_rule *rule, struct view *view)
{
	for (size_t i = 0; i < rule->condition_count; i++)
		if (!rule->conditions[i].type->test(rule->conditions[i].compiled, view))
			return false;
	return true;
}

static void keep_match(struct matcher *matcher, struct view *view)
{
	const struct event_rule *rule = view->rule;
	const size_t size = rule->field_count * sizeof(struct value);
	struct match *match = &matcher->found[matcher->found_count++];

	view_complete(view);
	match->rule = rule;
	match->fields = arena_alloc(view->arena, size);
	memcpy(match->fields, view->fields, size);
	matcher->matched[rule->index] = true;
}

/* Leaving a rule out must not let another one match that excepts it. */
static bool is_skipped(const struct matcher *matcher, const struct event_rule *rule)
{
	return matcher->skips && !rule->indexed->excepted &&
	       atomic_load_explicit(&matcher->skips[rule->index], memory_order_relaxed);
}

static void try_rule(struct matcher *matcher, const struct event_rule *rule, struct view *view)
{
	if (rule->indexed->for_traps != (view->event->kind == EVENT_TRAP))
		return;
	if (excepted(matcher, rule) || is_skipped(matcher, rule))
		return;
	view->rule = rule;
	for (size_t i = 0; i < rule->field_count; i++)
		view->fields[i].type = VALUE_NONE;
	if (satisfies(rule, view))
		keep_match(matcher, view);
	if (pattern_scratch_limited(matcher->scratch))
		matcher->limited[matcher->limited_count++] = rule;
}

static void try_candidates(struct matcher *matcher, struct view *view)
{
	struct event_rule *const *order = matcher->ruleset->index->order;
	struct candidates *candidates = &matcher->candidates;

	if (matcher->linear) {
		for (size_t i = 0; i < matcher->ruleset->event_count; i++)
			try_rule(matcher, order[i], view);
		return;
	}
	index_look_up(matcher->ruleset->index->match, view->event, candidates);
	candidates_sort(candidates);
	for (size_t i = 0; i < candidates->count; i++)
		try_rule(matcher, order[candidates->list[i]], view);
	candidates_clear(candidates);
}

/* Ranks follow the order of the rules but for exceptions: few elements move, none far. */
static void sort_by_rule(struct match *found, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const struct match moving = found[i];
		size_t place = i;

		for (; place > 0 && found[place - 1].rule->index > moving.rule->index; place--)
			found[place] = found[place - 1];
		found[place] = moving;
	}
}

static void take_found(
	struct matcher *matcher, struct event_matches *event, struct arena *arena)
{
	const size_t size = matcher->found_count * sizeof(struct match);

	sort_by_rule(matcher->found, matcher->found_count);
	for (size_t i = 0; i < matcher->found_count; i++)
		matcher->matched[matcher->found[i].rule->index] = false;
	event->count = matcher->found_count;
	event->matches = arena_alloc(arena, size);
	if (size)
		memcpy(event->matches, matcher->found, size);
	matcher->found_count = 0;
}

static void take_limited(
	struct matcher *matcher, struct event_matches *event, struct arena *arena)
{
	const size_t size = matcher->limited_count * sizeof(const struct event_rule *);

	event->limited = matcher->limited_count > 0;
	event->limited_count = matcher->limited_count;
	if (size) {
		event->limited_rules = arena_alloc(arena, size);
		memcpy(event->limited_rules, matcher->limited, size);
	}
	matcher->limited_count = 0;
}

void match_record(struct matcher *matcher, const struct record *record, struct matches *out)
{
	struct event_matches *event = add_event(out);
	struct view view = {
		.event = record_event(record),
		.place = &event->place,
		.fields = matcher->fields,
		.arena = out->arena,
		.matcher = matcher,
	};

	event->record = record;
	place_event(matcher->inventory, view.event, &event->place);
	try_candidates(matcher, &view);
	take_limited(matcher, event, out->arena);
	take_found(matcher, event, out->arena);
}

void match_batch(struct matcher *matcher, const struct batch *batch, struct matches *out)
{
	matches_reset(out);
	for (const struct record *record = batch_first(batch); record;
		record = batch_next(batch, record))
		if (record_has_event(record))
			match_record(matcher, record, out);
}
