/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/pipeline.h"

#include <stdlib.h>

#include "base/xalloc.h"

void pipeline_init(struct pipeline *pipeline, const struct engine_settings *settings)
{
	struct engine_settings own = *settings;

	own.skips = xcalloc(settings->rules->event_count + 1, sizeof(*own.skips));
	*pipeline = (struct pipeline){
		.matcher = matcher_new(settings->rules, settings->inventory),
		.matches = matches_new(),
		.engine = engine_new(&own),
		.skips = own.skips,
	};
	matcher_set_skips(pipeline->matcher, pipeline->skips);
}

void pipeline_free(struct pipeline *pipeline)
{
	engine_free(pipeline->engine);
	matches_free(pipeline->matches);
	matcher_free(pipeline->matcher);
	free(pipeline->skips);
	*pipeline = (struct pipeline){0};
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

		engine_record(pipeline->engine, record,
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
	engine_record(
		pipeline->engine, record, has_event ? pipeline->matches->events : NULL, out);
}
