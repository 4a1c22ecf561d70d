/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The engine's state as bytes: time and counters, signs of normal working, contexts, incidents
 * with their members in order, deliveries. What follows from these (tables, registries, sums,
 * candidate heaps) is built anew when loading, which is also how a changed rule set or
 * inventory takes hold of what is open.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "correlate/engine_state.h"
#include "correlate/relation.h"

enum { STATE_VERSION = 5, STATE_OLDEST = 2, MARK_HEAD = 0x53544154, MARK_TAIL = 0x454e4421 };

static bool is_known(uint64_t version)
{
	return version >= STATE_OLDEST && version <= STATE_VERSION;
}

static void head_codec(struct engine *engine, struct codec *codec)
{
	uint64_t version = STATE_VERSION;

	codec_mark(codec, MARK_HEAD);
	codec_unsigned(codec, &version);
	if (!is_known(version))
		codec->failed = true;
	codec->version = (unsigned)version;
	codec_string(codec, &engine->set);
	codec_number(codec, &engine->now);
	codec_number(codec, &engine->ahead);
	codec_unsigned(codec, &engine->applied);
	codec_unsigned(codec, &engine->ranks);
	codec_unsigned(codec, &engine->deadlines.record);
	codec_unsigned(codec, &engine->deadlines.armed);
}

/* All but the figures of what is alive, which follow from it. */
static void counts_codec(struct engine *engine, struct codec *codec)
{
	struct engine_counts *counts = &engine->counts;
	uint64_t *const sums[] = {&counts->events, &counts->matched, &counts->limited,
		&counts->raised, &counts->repeated, &counts->cleared, &counts->keyless,
		&counts->clears_of_nothing, &counts->overflow, &counts->opened, &counts->closed,
		&counts->transient, &counts->merged, &counts->unlisted};
	const size_t count = sizeof(sums) / sizeof(*sums) - (codec->version < 4);
	uint64_t ordinal = engine->ordinal;

	for (size_t i = 0; i < count; i++)
		codec_unsigned(codec, sums[i]);
	codec_unsigned(codec, &ordinal);
	engine->ordinal = (unsigned)ordinal;
}

static void sighting_load(struct engine *engine, const char *id, int64_t at, char *event)
{
	const struct service *service =
		id ? inventory_service(engine->settings.inventory, slice_of(id)) : NULL;

	if (!service || !event) {
		free(event);
		return;
	}
	free(engine->sightings[service->index].event);
	engine->sightings[service->index] = (struct sighting){at, event};
}

static void sightings_codec(struct engine *engine, struct codec *codec)
{
	const struct inventory *inventory = engine->settings.inventory;
	size_t count = inventory->service_count;

	codec_size(codec, &count);
	for (size_t i = 0; i < count && !codec->failed; i++) {
		bool loading = codec->loading;
		char *id = loading ? NULL : (char *)inventory->services[i]->id;
		int64_t at = loading ? 0 : engine->sightings[i].at;
		char *event = loading ? NULL : engine->sightings[i].event;

		codec_string(codec, &id);
		codec_number(codec, &at);
		codec_string(codec, &event);
		if (!loading)
			continue;
		sighting_load(engine, id, at, event);
		free(id);
	}
}

/* The class of that name; where no alarm has it any more, one with the defaults. */
static const struct fault_rule *class_now(struct engine *engine, struct slice class)
{
	const struct fault_rule *fault = ruleset_fault(engine->settings.rules, class);
	struct fault_rule *unknown;

	if (fault)
		return fault;
	unknown = arena_calloc(engine->orphans, 1, sizeof(*unknown));
	unknown->class = arena_string(engine->orphans, class);
	unknown->window = FAULT_WINDOW;
	unknown->hold = FAULT_HOLD;
	unknown->linger = FAULT_LINGER;
	unknown->reopen = FAULT_REOPEN;
	return unknown;
}

/* A rule that is gone: it raises and clears nothing any more, but names what is open. */
static const struct alarm_rule *orphan_rule(
	struct engine *engine, struct slice id, struct slice class, size_t parts)
{
	struct alarm_rule *rule = arena_calloc(engine->orphans, 1, sizeof(*rule));

	rule->id = arena_string(engine->orphans, id);
	rule->key = arena_calloc(engine->orphans, parts + 1, sizeof(*rule->key));
	for (size_t i = 0; i < parts; i++)
		rule->key[i] = arena_printf(engine->orphans, "key%zu", i + 1);
	rule->key_count = parts;
	rule->probable_cause = "";
	rule->fault = class_now(engine, class);
	return rule;
}

static struct alarm *alarm_load(struct engine *engine, struct codec *codec)
{
	struct arena *arena = arena_new(4096);
	struct slice id = {0}, rule_id = {0}, class = {0}, key = {0};
	const struct alarm_rule *rule;
	struct alarm *alarm;
	size_t parts = 0;

	codec_slice(codec, arena, &id);
	codec_slice(codec, arena, &rule_id);
	codec_slice(codec, arena, &class);
	codec_slice(codec, arena, &key);
	codec_size(codec, &parts);
	rule = ruleset_alarm(engine->settings.rules, rule_id);
	if (!rule || rule->key_count != parts)
		rule = orphan_rule(engine, rule_id, class, parts < 64 ? parts : 0);
	alarm = alarm_new(rule, key, id.data ? id.data : "");
	if (rule->class_varies)
		alarm->fault = class_now(engine, class);
	alarm_codec(&engine->deadlines, codec, alarm);
	if (!alarm->node || !alarm->why.relation || !alarm->why.cause || !alarm->why.written)
		codec->failed = true;
	alarms_place(engine, alarm, slice_of(alarm->node));
	arena_free(arena);
	return alarm;
}

static void alarm_save(struct engine *engine, struct codec *codec, struct alarm *alarm)
{
	struct slice id = slice_of(alarm->id), rule = slice_of(alarm->rule->id),
		     class = slice_of(alarm_class(alarm));
	size_t parts = alarm->rule->key_count;

	codec_slice(codec, NULL, &id);
	codec_slice(codec, NULL, &rule);
	codec_slice(codec, NULL, &class);
	codec_slice(codec, NULL, &alarm->key);
	codec_size(codec, &parts);
	alarm_codec(&engine->deadlines, codec, alarm);
}

static void members_save(struct engine *engine, struct codec *codec, struct incident *incident)
{
	size_t cause = 0, root = 0, place = 0;

	codec_size(codec, &incident->total);
	for (struct link *link = incident->members.first; link; link = link->next, place++) {
		struct alarm *alarm = CONTAINER(link, struct alarm, member);

		alarm_save(engine, codec, alarm);
		if (alarm == incident->cause)
			cause = place;
		if (alarm == incident->root)
			root = place;
	}
	codec_size(codec, &cause);
	codec_size(codec, &root);
}

static struct alarm *member_at(const struct incident *incident, size_t place)
{
	struct link *link = incident->members.first;

	while (link && place-- > 0)
		link = link->next;
	return link ? CONTAINER(link, struct alarm, member) : NULL;
}

/* Two alarms of one key cannot be: the second is damage. */
static void member_enter(struct engine *engine, struct codec *codec, struct incident *incident,
	struct alarm *alarm)
{
	if (codec->failed || table_find(engine->alarms, alarm->key)) {
		codec->failed = true;
		deadline_cancel(&engine->deadlines, &alarm->age);
		alarm_free(alarm);
		return;
	}
	alarms_enter(engine, alarm);
	incident_add(incident, alarm);
}

static void members_load(struct engine *engine, struct codec *codec, struct incident *incident)
{
	size_t count = 0, cause = 0, root = 0;
	int64_t since = incident->since;

	codec_size(codec, &count);
	for (size_t i = 0; i < count && !codec->failed; i++)
		member_enter(engine, codec, incident, alarm_load(engine, codec));
	incident->since = since;
	codec_size(codec, &cause);
	codec_size(codec, &root);
	incident->cause = member_at(incident, cause);
	incident->root = member_at(incident, root);
	if (!incident->cause || !incident->root)
		codec->failed = true;
}

static void incident_load(struct engine *engine, struct codec *codec)
{
	struct incident *incident = incident_new("", 0, 0);

	incident_codec(&engine->deadlines, codec, incident);
	list_append(&engine->all, &incident->link);
	members_load(engine, codec, incident);
	if (codec->failed)
		return;
	table_set(engine->incidents, slice_of(incident->id), incident);
	relation_enter(engine->relations, incident);
}

static void incidents_codec(struct engine *engine, struct codec *codec)
{
	size_t count = table_count(engine->incidents);
	struct link *link = engine->all.first;

	codec_size(codec, &count);
	for (size_t i = 0; i < count && !codec->failed; i++) {
		struct incident *incident;

		if (codec->loading) {
			incident_load(engine, codec);
			continue;
		}
		incident = CONTAINER(link, struct incident, link);
		incident_codec(&engine->deadlines, codec, incident);
		members_save(engine, codec, incident);
		link = link->next;
	}
}

bool engine_state_set(struct slice state, char set[ENGINE_SET])
{
	struct codec codec = codec_loader(state);
	uint64_t version = 0;
	char *name = NULL;
	bool good;

	codec_mark(&codec, MARK_HEAD);
	codec_unsigned(&codec, &version);
	codec_string(&codec, &name);
	good = !codec.failed && is_known(version) && name && strlen(name) < ENGINE_SET;
	if (good)
		snprintf(set, ENGINE_SET, "%s", name);
	free(name);
	return good;
}

void state_codec(struct engine *engine, struct codec *codec)
{
	head_codec(engine, codec);
	counts_codec(engine, codec);
	sightings_codec(engine, codec);
	contexts_codec(&engine->contexts, codec, engine->settings.rules);
	incidents_codec(engine, codec);
	delivery_codec(engine, codec);
	quarantine_codec(engine, codec);
	if (codec->version >= 3)
		positions_codec(engine->positions, codec);
	if (codec->version >= 5)
		snmp_engines_codec(engine->remotes, codec);
	codec_mark(codec, MARK_TAIL);
}
