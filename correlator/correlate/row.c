/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Incidents and alarms as rows of a change list. Nothing here changes any state.
 */
#include "base/json.h"
#include "correlate/engine_state.h"

static void put_incident(struct engine *engine, const struct incident *incident)
{
	struct change *change = change_list_add(engine->out, CHANGE_INCIDENT, engine->now);
	struct arena *arena = engine->out->arena;

	change->incident = arena_string(arena, slice_of(incident->id));
	change->seq = incident->seq;
	change->state = incident_state_name(incident->state);
	change->severity = severity_name(incident_severity(incident));
	change->platform = arena_string(arena, slice_of(incident->cause->platform));
	change->class = arena_string(arena, slice_of(alarm_class(incident->cause)));
	change->document =
		arena_string(arena, slice_of(alert_document(engine, incident, NULL, NULL)));
}

void row_incident(struct engine *engine, const struct incident *incident)
{
	if (!engine->quiet)
		put_incident(engine, incident);
}

static void put_alarm(struct engine *engine, const struct alarm *alarm)
{
	struct change *change = change_list_add(engine->out, CHANGE_ALARM, engine->now);
	struct arena *arena = engine->out->arena;
	json_t *json = alarm_json(alarm, false, engine->ahead);
	struct text text = {0};

	json_print(json, &text);
	change->alarm = arena_string(arena, slice_of(alarm->id));
	change->key = arena_copy(arena, alarm->key);
	change->incident = arena_string(arena, slice_of(alarm->incident->id));
	change->state = alarm->raised ? "raised" : "cleared";
	change->severity = severity_name(alarm->severity);
	change->platform = arena_string(arena, slice_of(alarm->platform));
	change->class = arena_string(arena, slice_of(alarm_class(alarm)));
	change->document = arena_string(arena, text_slice(&text));
	json_decref(json);
	text_free(&text);
}

void row_alarm(struct engine *engine, const struct alarm *alarm)
{
	if (!engine->quiet)
		put_alarm(engine, alarm);
}

void engine_quiet(struct engine *engine, bool quiet)
{
	engine->quiet = quiet;
}

void engine_project(struct engine *engine, struct change_list *out)
{
	engine->out = out;
	out->applied = out->release = engine->applied;
	out->whole = true;
	for (struct link *link = engine->all.first; link; link = link->next) {
		const struct incident *incident = CONTAINER(link, struct incident, link);

		put_incident(engine, incident);
		for (struct link *each = incident->members.first; each; each = each->next)
			put_alarm(engine, CONTAINER(each, struct alarm, member));
	}
	delivery_project(engine);
	arena_reset(engine->scratch);
}
