/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/world.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/xalloc.h"

void world_init(struct world *world, const struct engine_settings *settings)
{
	*world = (struct world){
		.settings = *settings,
		.changes = change_list_new(),
		.room = xcalloc(1, sizeof(struct record) + RECORD_MAXIMUM + EVENT_MAXIMUM),
	};
	pipeline_init(&world->pipeline, &world->settings);
	history_init(&world->history);
}

void world_free(struct world *world)
{
	pipeline_free(&world->pipeline);
	history_free(&world->history);
	change_list_free(world->changes);
	free(world->room);
	text_free(&world->log);
	text_free(&world->stream);
}

static const char *or_none(const char *string)
{
	return string ? string : "-";
}

void world_print_changes(const struct change_list *changes, struct text *out)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->items[i];

		text_printf(out, "%d %" PRId64 " %s:%" PRIu64 " %s %s %s %s %s %s %s %s\n",
			change->kind, change->time, or_none(change->incident), change->seq,
			or_none(change->output), or_none(change->alarm), or_none(change->state),
			or_none(change->severity), or_none(change->platform),
			or_none(change->class), or_none(change->remote),
			or_none(change->document));
	}
}

/* "T-1" for the first incident announced: what a ticket system would answer. */
static json_t *outcome_of(const struct world *world, const struct change *delivery)
{
	const struct past *incident = history_find(&world->history, delivery->incident);
	json_t *json = json_object();

	json_object_set_new(json, "incident", json_text(delivery->incident));
	json_object_set_new(json, "seq", json_integer((json_int_t)delivery->seq));
	json_object_set_new(json, "output", json_text(delivery->output));
	json_object_set_new(json, "result", json_text("delivered"));
	json_object_set_new(
		json, "remote", json_sprintf("T-%u", incident ? incident->ordinal : 0));
	json_object_set_new(json, "detail", json_text(""));
	return json;
}

/* Takes the changes of one step; the outcomes that answer them, or NULL. */
static json_t *take_changes(struct world *world)
{
	json_t *outcomes = NULL;

	history_take(&world->history, world->changes);
	if (world->keep)
		world_print_changes(world->changes, &world->stream);
	for (size_t i = 0; world->answer && i < world->changes->count; i++) {
		if (world->changes->items[i].kind != CHANGE_DELIVERY)
			continue;
		outcomes = outcomes ? outcomes : json_array();
		json_array_append_new(outcomes, outcome_of(world, &world->changes->items[i]));
	}
	change_list_reset(world->changes);
	return outcomes;
}

static void add_outcomes(struct world *world, json_t *outcomes)
{
	const json_t *outcome;
	size_t i;

	json_array_foreach(outcomes, i, outcome)
	{
		struct text payload = {0};

		json_print(outcome, &payload);
		world_add(world, RECORD_OUTCOME, text_slice(&payload));
		text_free(&payload);
	}
	json_decref(outcomes);
}

/* What the engine wishes goes on record, as the daemon does it. */
static void grant_wishes(struct world *world)
{
	const char *rule;

	while (world->grant && (rule = engine_wish(world->pipeline.engine, &world->granted))) {
		struct text payload = {0};

		quarantine_print(rule, &payload);
		world_add(world, RECORD_QUARANTINE, text_slice(&payload));
		text_free(&payload);
	}
}

void world_record(struct world *world, const struct record *record)
{
	world->last = record->number;
	world->now = record->time;
	if (world->keep)
		text_append(&world->log, slice_make(record, record_size(record)));
	pipeline_record(&world->pipeline, record, world->changes);
	if (record_has_event(record))
		history_count(
			&world->history, world->pipeline.matches->events, record_times(record));
	add_outcomes(world, take_changes(world));
	grant_wishes(world);
}

void *world_payload(struct world *world)
{
	return (struct record *)world->room + 1;
}

void world_append(struct world *world, enum record_kind kind, size_t length)
{
	struct record *record = world->room;

	*record = (struct record){.kind = (uint8_t)kind, .length = (uint32_t)length};
	memset((char *)(record + 1) + length, 0,
		record_size(record) - sizeof(*record) - length);
	record_seal(record, world->last + 1, world->now);
	world_record(world, record);
}

void world_add(struct world *world, enum record_kind kind, struct slice payload)
{
	if (payload.length)
		memcpy(world_payload(world), payload.data, payload.length);
	world_append(world, kind, payload.length);
}

/* A tick that changed something is put on record, as the daemon does. */
void world_pass(struct world *world, int64_t until)
{
	int64_t next;

	while ((next = engine_next(world->pipeline.engine)) <= until) {
		bool changed = engine_tick(world->pipeline.engine, next, world->changes);
		json_t *outcomes;

		world->now = next > world->now ? next : world->now;
		outcomes = take_changes(world);
		if (changed)
			world_add(world, RECORD_TIME, (struct slice){0});
		add_outcomes(world, outcomes);
	}
	if (until > world->now)
		world->now = until;
}
