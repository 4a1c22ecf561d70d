/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/pipeline.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/xalloc.h"

void pipeline_init(struct pipeline *pipeline, const struct engine_settings *settings)
{
	struct engine_settings own = *settings;

	if (!own.skips)
		own.skips = xcalloc(settings->rules->event_count + 1, sizeof(*own.skips));
	*pipeline = (struct pipeline){
		.matcher = matcher_new(settings->rules, settings->inventory),
		.matches = matches_new(),
		.engine = engine_new(&own),
		.skips = settings->skips ? NULL : own.skips,
	};
	matcher_set_skips(pipeline->matcher, own.skips);
}

void pipeline_free(struct pipeline *pipeline)
{
	engine_free(pipeline->engine);
	matches_free(pipeline->matches);
	matcher_free(pipeline->matcher);
	free(pipeline->skips);
	*pipeline = (struct pipeline){0};
}

void pipeline_set(struct pipeline *pipeline, const struct engine_settings *settings,
	const struct record *record, struct change_list *out)
{
	struct text state = {0};
	struct error error = {""};
	struct pipeline next;

	engine_tick(pipeline->engine, record->time, out);
	engine_save(pipeline->engine, &state);
	pipeline_init(&next, settings);
	if (!engine_load(next.engine, text_slice(&state), &error)) {
		log_error("engine", "%s", error.text);
		abort(); /* our own bytes of a moment ago */
	}
	engine_compare(next.engine, pipeline->engine);
	next.unknown = pipeline->unknown;
	pipeline_free(pipeline);
	*pipeline = next;
	text_free(&state);
	pipeline_record(pipeline, record, out);
}

/* `matches` are NULL for a record without an event. */
static void apply(struct pipeline *pipeline, const struct record *record,
	const struct event_matches *matches, struct change_list *out)
{
	engine_record(pipeline->engine, record, matches, out);
	if (pipeline->unknown && matches && matches->count == 0)
		unknown_note(pipeline->unknown, record, matches);
}

void pipeline_batch(struct pipeline *pipeline, const struct batch *batch,
	const struct matches *matches, struct change_list *out)
{
	const struct record *record = batch_first(batch);
	size_t event = 0;

	if (!matches) {
		match_batch(pipeline->matcher, batch, pipeline->matches);
		matches = pipeline->matches;
	}
	for (; record; record = batch_next(batch, record)) {
		bool has_event = record_has_event(record);

		apply(pipeline, record,
			has_event ? &matches->events[event++] : NULL, out);
	}
}

void pipeline_record(
	struct pipeline *pipeline, const struct record *record, struct change_list *out)
{
	bool has_event = record_has_event(record);

	matches_reset(pipeline->matches);
	if (has_event)
		match_record(pipeline->matcher, record, pipeline->matches);
	apply(
		pipeline, record, has_event ? pipeline->matches->events : NULL, out);
}
