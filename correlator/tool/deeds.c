/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/deeds.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/xalloc.h"

struct deeds {
	struct arena *arena;
	struct engine_deed *items; /* strings are in the arena */
	size_t count, capacity;
};

struct deeds *deeds_new(void)
{
	struct deeds *deeds = xcalloc(1, sizeof(*deeds));

	deeds->arena = arena_new(0);
	return deeds;
}

void deeds_free(struct deeds *deeds)
{
	if (!deeds)
		return;
	arena_free(deeds->arena);
	free(deeds->items);
	free(deeds);
}

static void take(void *watcher, const struct engine_deed *deed)
{
	struct deeds *deeds = watcher;
	struct engine_deed *copy;

	deeds->items = xgrow(deeds->items, deeds->count, &deeds->capacity, sizeof(*deed));
	copy = &deeds->items[deeds->count++];
	*copy = *deed;
	copy->node = arena_copy(deeds->arena, deed->node);
	copy->platform = arena_copy(deeds->arena, deed->platform);
	if (deed->alarm)
		copy->alarm = arena_string(deeds->arena, slice_of(deed->alarm));
}

void deeds_watch(struct deeds *deeds, struct engine_settings *settings)
{
	settings->watch = take;
	settings->watcher = deeds;
}

static json_t *deed_json(const struct engine_deed *deed, const struct history *history)
{
	static const char *const names[] = {"nothing", "raise", "repeat", "clear"};
	const struct past *alarm = deed->alarm ? history_find(history, deed->alarm) : NULL;
	const struct past *incident = alarm ? alarm->incident : NULL;
	json_t *json = json_object();

	json_object_set_new(json, "record", json_integer((json_int_t)deed->record));
	json_object_set_new(json, "event", json_text(deed->event->id));
	json_object_set_new(json, "rule", json_text(deed->rule->id));
	json_object_set_new(json, "did", json_text(names[deed->did]));
	json_object_set_new(json, "node", json_clean(deed->node));
	json_object_set_new(json, "platform", json_clean(deed->platform));
	json_object_set_new(json, "class", json_text(deed->rule->fault->class));
	json_object_set_new(json, "alarm", json_text(deed->alarm));
	json_object_set_new(json, "incident", json_text(incident ? incident->id : NULL));
	json_object_set_new(json, "announced", json_boolean(incident && incident->ordinal > 0));
	return json;
}

void deeds_print(const struct deeds *deeds, const struct history *history, FILE *to)
{
	struct text line = {0};

	for (size_t i = 0; i < deeds->count; i++) {
		json_t *json = deed_json(&deeds->items[i], history);

		text_reset(&line);
		json_print(json, &line);
		fprintf(to, "%s\n", text_get(&line));
		json_decref(json);
	}
	text_free(&line);
}
