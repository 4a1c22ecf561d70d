/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/snmp_engines.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/table.h"
#include "base/xalloc.h"

struct entry {
	struct link link;
	struct snmp_engine engine; /* its id is the key */
};

struct snmp_engines {
	struct list entries;
	struct table *by_id;
};

struct snmp_engines *snmp_engines_new(uint64_t seed)
{
	struct snmp_engines *engines = xcalloc(1, sizeof(*engines));

	engines->by_id = table_new(seed);
	return engines;
}

static void forget(struct snmp_engines *engines, struct entry *entry)
{
	table_remove(engines->by_id, snmp_engine_id_bytes(&entry->engine.id));
	list_remove(&engines->entries, &entry->link);
	free(entry);
}

void snmp_engines_free(struct snmp_engines *engines)
{
	if (!engines)
		return;
	while (engines->entries.first)
		forget(engines, CONTAINER(engines->entries.first, struct entry, link));
	table_free(engines->by_id);
	free(engines);
}

static struct entry *find(const struct snmp_engines *engines, const struct snmp_engine_id *id)
{
	return table_find(engines->by_id, snmp_engine_id_bytes(id));
}

/* NULL when there is no place. */
static struct entry *add(struct snmp_engines *engines, const struct snmp_engine *engine)
{
	struct entry *entry;

	if (snmp_engines_count(engines) >= SNMP_ENGINES_MAXIMUM)
		return NULL;
	entry = xcalloc(1, sizeof(*entry));
	entry->engine = *engine;
	table_set(engines->by_id, snmp_engine_id_bytes(&entry->engine.id), entry);
	list_append(&engines->entries, &entry->link);
	return entry;
}

void snmp_engines_note(struct snmp_engines *engines, const struct snmp_engine *heard)
{
	struct entry *entry = find(engines, &heard->id);
	struct snmp_engine *engine;

	if (!entry) {
		add(engines, heard);
		return;
	}
	engine = &entry->engine;
	if (!engine->heard || snmp_engine_time_compare(heard->time, engine->time) > 0)
		engine->time = heard->time;
	engine->heard = true;
	engine->last = heard->last;
	engine->peer = heard->peer;
	memcpy(engine->user, heard->user, sizeof(engine->user));
}

void snmp_engines_approve(
	struct snmp_engines *engines, const struct snmp_engine_id *id, int64_t now)
{
	if (!find(engines, id))
		add(engines, &(struct snmp_engine){.id = *id, .first = now, .last = now});
}

bool snmp_engines_forget(struct snmp_engines *engines, const struct snmp_engine_id *id)
{
	struct entry *entry = find(engines, id);

	if (entry)
		forget(engines, entry);
	return entry != NULL;
}

const struct snmp_engine *snmp_engines_find(
	const struct snmp_engines *engines, const struct snmp_engine_id *id)
{
	const struct entry *entry = find(engines, id);

	return entry ? &entry->engine : NULL;
}

size_t snmp_engines_count(const struct snmp_engines *engines)
{
	return table_count(engines->by_id);
}

void snmp_engines_each(const struct snmp_engines *engines,
	void (*take)(void *context, const struct snmp_engine *engine), void *context)
{
	for (struct link *link = engines->entries.first; link; link = link->next)
		take(context, &CONTAINER(link, struct entry, link)->engine);
}

static void bytes_codec(struct codec *codec, void *bytes, size_t *length, size_t room)
{
	struct arena *arena = arena_new(0);
	struct slice slice = slice_make(bytes, *length);

	codec_slice(codec, arena, &slice);
	if (codec->loading && slice.length > room)
		codec->failed = true;
	else if (codec->loading && slice.length > 0)
		memcpy(bytes, slice.data, slice.length);
	*length = codec->failed ? 0 : slice.length;
	arena_free(arena);
}

static void engine_codec(struct codec *codec, struct snmp_engine *engine)
{
	size_t id = engine->id.length, user = strlen(engine->user), peer = sizeof(engine->peer);
	uint64_t boots = engine->time.boots, time = engine->time.time;

	bytes_codec(codec, engine->id.bytes, &id, sizeof(engine->id.bytes));
	bytes_codec(codec, engine->user, &user, SNMP_USER_MAXIMUM);
	bytes_codec(codec, engine->peer.bytes, &peer, sizeof(engine->peer.bytes));
	codec_unsigned(codec, &boots);
	codec_unsigned(codec, &time);
	codec_bool(codec, &engine->heard);
	codec_number(codec, &engine->first);
	codec_number(codec, &engine->last);
	if (id < SNMP_ENGINE_ID_MINIMUM || boots > UINT32_MAX || time > UINT32_MAX)
		codec->failed = true;
	engine->id.length = (uint8_t)id;
	engine->time = (struct snmp_engine_time){(uint32_t)boots, (uint32_t)time};
}

void snmp_engines_codec(struct snmp_engines *engines, struct codec *codec)
{
	size_t count = snmp_engines_count(engines);
	struct link *link = engines->entries.first;

	codec_size(codec, &count);
	for (size_t i = 0; i < count && !codec->failed; i++) {
		struct snmp_engine engine = {0};

		if (!codec->loading) {
			engine = CONTAINER(link, struct entry, link)->engine;
			link = link->next;
		}
		engine_codec(codec, &engine);
		if (codec->loading && !codec->failed && !find(engines, &engine.id))
			add(engines, &engine);
	}
}
