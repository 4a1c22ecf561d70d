/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/xalloc.h"
#include "correlate/engine_state.h"
#include "correlate/relation.h"
#include "rule/pattern.h"

struct engine *engine_new(const struct engine_settings *settings)
{
	struct engine *engine = xcalloc(1, sizeof(*engine));
	size_t services = settings->inventory->service_count;

	engine->settings = *settings;
	engine->scratch = arena_new(0);
	engine->orphans = arena_new(0);
	engine->patterns = pattern_scratch_new();
	contexts_init(&engine->contexts, settings->seed, &engine->deadlines);
	engine->alarms = table_new(settings->seed);
	engine->incidents = table_new(settings->seed);
	engine->relations = registry_new(settings->seed);
	engine->clear_all = registry_new(settings->seed);
	engine->pending_by_key = table_new(settings->seed);
	engine->positions = positions_new();
	engine->remotes = snmp_engines_new(settings->seed);
	engine->sightings = xcalloc(services + 1, sizeof(*engine->sightings));
	engine->affecting = xcalloc(services + 1, sizeof(*engine->affecting));
	engine->quarantined = xcalloc(settings->rules->event_count + 1, sizeof(bool));
	return engine;
}

static void incidents_free(struct engine *engine)
{
	while (engine->all.first) {
		struct incident *incident = CONTAINER(engine->all.first, struct incident, link);

		for (struct link *link = incident->members.first; link; link = link->next)
			registry_remove(engine->clear_all,
				&CONTAINER(link, struct alarm, member)->registrations);
		relation_remove(engine->relations, incident);
		list_remove(&engine->all, &incident->link);
		incident_free(incident);
	}
}

void engine_free(struct engine *engine)
{
	if (!engine)
		return;
	/* Contexts first: taking their deadlines out moves those of alarms and incidents. */
	contexts_free(&engine->contexts);
	incidents_free(engine);
	delivery_free_all(engine);
	for (size_t i = 0; i < engine->settings.inventory->service_count; i++)
		free(engine->sightings[i].event);
	free(engine->sightings);
	free(engine->affecting);
	quarantine_free_all(engine);
	positions_free(engine->positions);
	snmp_engines_free(engine->remotes);
	free(engine->quarantined);
	table_free(engine->alarms);
	table_free(engine->incidents);
	table_free(engine->pending_by_key);
	registry_free(engine->relations);
	registry_free(engine->clear_all);
	heap_free(&engine->deadlines.heap);
	arena_free(engine->orphans);
	pattern_scratch_free(engine->patterns);
	free(engine->set);
	arena_free(engine->scratch);
	free(engine);
}

static void fire(struct engine *engine, struct deadline *deadline)
{
	struct incident *incident = deadline->owner;

	switch (deadline->kind) {
	case DEADLINE_CONTEXT:
		contexts_forget(&engine->contexts, deadline->owner);
		break;
	case DEADLINE_AGE:
		operate_clear(engine, deadline->owner, "age");
		break;
	case DEADLINE_PHASE:
		lifecycle_phase(engine, incident);
		break;
	case DEADLINE_UPDATE:
		lifecycle_touch(engine, incident, "changed in the meantime");
		break;
	case DEADLINE_REFRESH:
		announce_row(engine, incident);
		break;
	}
	lifecycle_settle(engine);
}

/* Fires everything due up to `now`, in order, each with its own time as now. */
static bool advance(struct engine *engine, int64_t now)
{
	struct deadline *deadline;
	bool fired = false;

	while ((deadline = deadline_due(&engine->deadlines, now))) {
		engine->now = deadline_time(deadline);
		fire(engine, deadline);
		fired = true;
	}
	if (now > engine->now)
		engine->now = now;
	arena_reset(engine->scratch);
	return fired;
}

/* Incidents say that their evidence has a hole. A loss is told while we run: what was due
 * before the record may have happened at a tick already, and must happen in a replay too, so
 * only what is still to come is put off. */
static void apply_gap(struct engine *engine, const struct record *record)
{
	struct gap gap = silence_gap(engine, record);

	silence_spare(engine, gap.to);
	for (struct link *link = engine->all.first; link; link = link->next) {
		struct incident *incident = CONTAINER(link, struct incident, link);

		incident_add_gap(incident, gap.from, gap.to, record->kind == RECORD_LOSS);
		lifecycle_touch(engine, incident, "evidence incomplete");
	}
}

/* Before time moves on to the end of a downtime: what was due when it began happens, what would
 * end for lack of news inside it does not. No tick can have come in between, since nobody ran.
 */
static void foresee_downtime(struct engine *engine, const struct record *record)
{
	struct gap gap = silence_gap(engine, record);

	advance(engine, gap.from < record->time ? gap.from : record->time);
	if (gap.lost)
		ids_skip_alerts(engine);
	silence_spare(engine, gap.to);
	silence_skip(engine, gap);
}

/* What people read is told by the wall clock; less than a second is not worth it. */
static void apply_clock(struct engine *engine, const struct record *record)
{
	json_t *json = json_parse(record_payload(record), NULL);
	int64_t ahead = record->time - json_member_integer(json, "wall", record->time);

	engine->ahead = ahead >= SECONDS || ahead <= -SECONDS ? ahead : 0;
	json_decref(json);
}

/* Everything that is alive may now be called otherwise, weigh more or be somewhere else. */
static void apply_set(struct engine *engine, const struct record *record)
{
	json_t *json = json_parse(record_payload(record), NULL);
	const char *set = json_member_string(json, "rules", "");
	bool other = engine->set && strcmp(engine->set, set) != 0;

	free(engine->set);
	engine->set = xstrdup(set);
	json_decref(json);
	for (struct link *link = engine->all.first; other && link; link = link->next)
		lifecycle_touch(engine, CONTAINER(link, struct incident, link),
			"rules or inventory changed");
}

/* A line of a file takes that on. */
static void note_position(struct engine *engine, const struct record *record)
{
	struct position position;

	if (record->kind == RECORD_POSITION
			? position_parse(record_payload(record), &position)
			: position_of_event(record_event(record), &position))
		positions_note(engine->positions, &position);
}

/* So that its older messages are refused after a restart too. */
static void note_remote(struct engine *engine, const struct record *record)
{
	struct snmp_engine heard;

	if (!snmp_engine_of_event(record_event(record), &heard))
		return;
	heard.first = heard.last = engine->now;
	snmp_engines_note(engine->remotes, &heard);
}

static void apply(
	struct engine *engine, const struct record *record, const struct event_matches *matches)
{
	switch ((enum record_kind)record->kind) {
	case RECORD_EVENT:
	case RECORD_REPEAT:
		operate_event(engine, record, matches);
		note_position(engine, record);
		note_remote(engine, record);
		break;
	case RECORD_POSITION:
		note_position(engine, record);
		break;
	case RECORD_DOWN:
	case RECORD_LOSS:
		apply_gap(engine, record);
		break;
	case RECORD_COMMAND:
		orders_apply(engine, record);
		break;
	case RECORD_OUTCOME:
		delivery_outcome(engine, record_payload(record));
		break;
	case RECORD_CLOCK:
		apply_clock(engine, record);
		break;
	case RECORD_QUARANTINE:
		quarantine_apply(engine, record_payload(record));
		break;
	case RECORD_SET:
		orders_note_set(engine, record);
		quarantine_review(engine);
		apply_set(engine, record);
		break;
	case RECORD_TIME:
	case RECORD_KINDS:
		break;
	}
}

void engine_record(struct engine *engine, const struct record *record,
	const struct event_matches *matches, struct change_list *out)
{
	engine->out = out;
	engine->deadlines.record = engine->applied;
	if (record->kind == RECORD_DOWN)
		foresee_downtime(engine, record);
	advance(engine, record->time);
	apply(engine, record, matches);
	lifecycle_settle(engine);
	engine->applied = record->number;
	engine->ordinal = 0;
	out->applied = out->release = record->number;
}

bool engine_tick(struct engine *engine, int64_t now, struct change_list *out)
{
	engine->out = out;
	engine->deadlines.record = engine->applied;
	return advance(engine, now);
}

int64_t engine_next(const struct engine *engine)
{
	const struct heap_item *item = heap_first(&engine->deadlines.heap);

	return item ? item->first : INT64_MAX;
}

const char *engine_set(const struct engine *engine)
{
	return engine->set;
}

uint64_t engine_applied(const struct engine *engine)
{
	return engine->applied;
}

int64_t engine_now(const struct engine *engine)
{
	return engine->now;
}

const struct positions *engine_positions(const struct engine *engine)
{
	return engine->positions;
}

const struct snmp_engines *engine_remotes(const struct engine *engine)
{
	return engine->remotes;
}

struct engine_counts engine_counts(const struct engine *engine)
{
	struct engine_counts counts = engine->counts;

	counts.alive_alarms = table_count(engine->alarms);
	counts.alive_incidents = table_count(engine->incidents);
	return counts;
}

void engine_save(struct engine *engine, struct text *out)
{
	struct codec codec = codec_saver(out);

	state_codec(engine, &codec);
}

bool engine_load(struct engine *engine, struct slice state, struct error *error)
{
	struct codec codec = codec_loader(state);

	state_codec(engine, &codec);
	if (codec.failed || codec.in.length)
		return error_set(error, "the saved state is damaged or of another version");
	return true;
}
