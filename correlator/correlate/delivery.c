/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Deliveries that have no outcome yet. They are state like any other: a database that was lost
 * is filled again from here, with the same keys, so that no ticket is opened twice.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/xalloc.h"
#include "correlate/engine_state.h"
#include "correlate/key.h"

static void make_key(struct text *out, const char *incident, uint64_t seq, const char *output)
{
	key_begin(out, slice_of(incident));
	text_printf(out, "%" PRIu64 " %s", seq, output);
}

static void pending_free(struct engine *engine, struct pending *pending)
{
	table_remove(engine->pending_by_key, pending->key);
	list_remove(&engine->pending, &pending->link);
	free((void *)pending->key.data);
	free(pending->incident);
	free(pending->output);
	free(pending->transition);
	free(pending->document);
	free(pending);
}

void delivery_free_all(struct engine *engine)
{
	while (engine->pending.first)
		pending_free(engine, CONTAINER(engine->pending.first, struct pending, link));
}

/* Enters a pending delivery whose strings are set. */
static void pending_enter(struct engine *engine, struct pending *pending)
{
	struct text key = {0};

	make_key(&key, pending->incident, pending->seq, pending->output);
	pending->key = text_slice(&key);
	list_append(&engine->pending, &pending->link);
	table_set(engine->pending_by_key, pending->key, pending);
}

static void announce(struct engine *engine, const struct pending *pending)
{
	struct incident *incident = table_find(engine->incidents, slice_of(pending->incident));
	struct told *told = incident ? incident_told(incident, pending->output) : NULL;
	struct change *change = change_list_add(engine->out, CHANGE_DELIVERY, engine->now);
	struct arena *arena = engine->out->arena;

	change->incident = arena_string(arena, slice_of(pending->incident));
	change->seq = pending->seq;
	change->output = arena_string(arena, slice_of(pending->output));
	change->state = arena_string(arena, slice_of(pending->transition));
	if (told && told->remote)
		change->remote = arena_string(arena, slice_of(told->remote));
	change->document = arena_string(arena, slice_of(pending->document));
}

void delivery_add(struct engine *engine, const struct incident *incident,
	enum transition transition, const char *output, const char *document)
{
	struct pending *pending = xcalloc(1, sizeof(*pending));

	pending->incident = xstrdup(incident->id);
	pending->seq = incident->seq;
	pending->output = xstrdup(output);
	pending->transition = xstrdup(transition_name(transition));
	pending->document = xstrdup(document);
	pending_enter(engine, pending);
	announce(engine, pending);
}

void delivery_project(struct engine *engine)
{
	for (struct link *link = engine->pending.first; link; link = link->next)
		announce(engine, CONTAINER(link, struct pending, link));
}

static void remember_remote(
	struct engine *engine, const char *id, const char *output, const char *remote)
{
	struct incident *incident = table_find(engine->incidents, slice_of(id));
	struct told *told;

	if (!incident || !remote[0])
		return;
	told = incident_tell(incident, output);
	free(told->remote);
	told->remote = xstrdup(remote);
}

void delivery_outcome(struct engine *engine, struct slice payload)
{
	json_t *json = json_parse(payload, NULL);
	const char *incident = json_member_string(json, "incident", "");
	const char *output = json_member_string(json, "output", "");
	const char *remote = json_member_string(json, "remote", "");
	uint64_t seq = (uint64_t)json_member_integer(json, "seq", 0);
	struct text key = {0};
	struct pending *pending;
	struct change *change;

	make_key(&key, incident, seq, output);
	pending = table_find(engine->pending_by_key, text_slice(&key));
	text_free(&key);
	if (pending) {
		remember_remote(engine, incident, output, remote);
		change = change_list_add(engine->out, CHANGE_DELIVERED, engine->now);
		change->incident = arena_string(engine->out->arena, slice_of(incident));
		change->seq = seq;
		change->output = arena_string(engine->out->arena, slice_of(output));
		change->remote = arena_string(engine->out->arena, slice_of(remote));
		change->state = arena_string(
			engine->out->arena, slice_of(json_member_string(json, "result", "")));
		change->document = arena_string(
			engine->out->arena, slice_of(json_member_string(json, "detail", "")));
		pending_free(engine, pending);
	}
	json_decref(json);
}

static void pending_codec(struct codec *codec, struct pending *pending)
{
	codec_string(codec, &pending->incident);
	codec_unsigned(codec, &pending->seq);
	codec_string(codec, &pending->output);
	codec_string(codec, &pending->transition);
	codec_string(codec, &pending->document);
}

static void pending_load(struct engine *engine, struct codec *codec)
{
	struct pending *pending = xcalloc(1, sizeof(*pending));

	pending_codec(codec, pending);
	if (!pending->incident || !pending->output || !pending->transition ||
		!pending->document)
		codec->failed = true;
	if (codec->failed) {
		free(pending->incident);
		free(pending->output);
		free(pending->transition);
		free(pending->document);
		free(pending);
		return;
	}
	pending_enter(engine, pending);
}

void delivery_codec(struct engine *engine, struct codec *codec)
{
	size_t count = table_count(engine->pending_by_key);
	struct link *link = engine->pending.first;

	codec_size(codec, &count);
	for (size_t i = 0; i < count && !codec->failed; i++) {
		if (codec->loading) {
			pending_load(engine, codec);
			continue;
		}
		pending_codec(codec, CONTAINER(link, struct pending, link));
		link = link->next;
	}
}
