/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A rule whose pattern hits its match limit again and again is worth nothing and costs much.
 * The engine wishes it away; only the record that grants the wish changes anything, so that a
 * replay does the same at the same place. A `set` with another wording of the rule gives it a
 * new chance.
 */
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/xalloc.h"
#include "correlate/engine_state.h"
#include "rule/definition.h"

enum { HITS = 10 };
#define HITS_WITHIN (60 * SECONDS)

/* A rule that hit its limit at least once. */
struct quarantine {
	struct link link; /* in the order of the first hits */
	char *rule;       /* id; rules come and go */
	uint64_t wording; /* what the rule said when it was quarantined */
	uint64_t wish;    /* its number, from 1; 0: none */
	bool in_force;
	int64_t hits[HITS]; /* the last ones, oldest first */
	size_t count;
};

static void quarantine_free(struct engine *engine, struct quarantine *quarantine)
{
	list_remove(&engine->quarantines, &quarantine->link);
	free(quarantine->rule);
	free(quarantine);
}

void quarantine_free_all(struct engine *engine)
{
	while (engine->quarantines.first)
		quarantine_free(
			engine, CONTAINER(engine->quarantines.first, struct quarantine, link));
}

static struct quarantine *quarantine_new(struct engine *engine, char *rule)
{
	struct quarantine *quarantine = xcalloc(1, sizeof(*quarantine));

	quarantine->rule = rule;
	list_append(&engine->quarantines, &quarantine->link);
	return quarantine;
}

static struct quarantine *find(const struct engine *engine, const char *rule)
{
	for (struct link *link = engine->quarantines.first; link; link = link->next) {
		struct quarantine *quarantine = CONTAINER(link, struct quarantine, link);

		if (strcmp(quarantine->rule, rule) == 0)
			return quarantine;
	}
	return NULL;
}

static struct quarantine *find_or_make(struct engine *engine, const char *rule)
{
	struct quarantine *quarantine = find(engine, rule);

	return quarantine ? quarantine : quarantine_new(engine, xstrdup(rule));
}

/* A number that changes when the conditions of the rule do. */
static uint64_t wording_of(const struct event_rule *rule)
{
	const struct settings_list *list = &rule->definition->conditions;
	struct text text = {0};
	uint64_t wording;

	for (size_t i = 0; i < list->count; i++) {
		text_printf(&text, "%s\n", list->items[i].name);
		for (size_t j = 0; j < list->items[i].text_count; j++)
			text_printf(&text, "\t%s\n", list->items[i].texts[j]);
	}
	wording = table_hash(0, text_slice(&text)); /* kept in state: one seed for all */
	text_free(&text);
	return wording;
}

static const struct event_rule *rule_of(
	const struct engine *engine, const struct quarantine *quarantine)
{
	return ruleset_event(engine->settings.rules, slice_of(quarantine->rule));
}

/* Matchers may spare themselves the rule; what they still find is ignored here. */
static void put_in_force(struct engine *engine, const struct quarantine *quarantine, bool on)
{
	const struct event_rule *rule = rule_of(engine, quarantine);

	engine->quarantine_changes++;
	if (!rule)
		return;
	engine->quarantined[rule->index] = on;
	if (engine->settings.skips)
		atomic_store(&engine->settings.skips[rule->index], on);
}

static void add_hit(struct engine *engine, struct quarantine *quarantine)
{
	if (quarantine->count == HITS) {
		memmove(quarantine->hits, quarantine->hits + 1,
			(HITS - 1) * sizeof(*quarantine->hits));
		quarantine->count--;
	}
	quarantine->hits[quarantine->count++] = engine->now;
}

void quarantine_hit(struct engine *engine, const struct event_rule *rule, uint64_t times)
{
	struct quarantine *quarantine = find_or_make(engine, rule->id);

	if (quarantine->in_force || quarantine->wish)
		return;
	for (uint64_t i = 0; i < times && i < HITS; i++)
		add_hit(engine, quarantine);
	if (quarantine->count == HITS && quarantine->hits[0] + HITS_WITHIN >= engine->now)
		quarantine->wish = ++engine->wishes;
}

void quarantine_apply(struct engine *engine, struct slice payload)
{
	json_t *json = json_parse(payload, NULL);
	const char *id = json_member_string(json, "rule", "");
	const struct event_rule *rule = ruleset_event(engine->settings.rules, slice_of(id));
	struct quarantine *quarantine = rule ? find_or_make(engine, id) : NULL;

	json_decref(json);
	if (!quarantine || quarantine->in_force)
		return;
	quarantine->in_force = true;
	quarantine->wording = wording_of(rule);
	put_in_force(engine, quarantine, true);
}

void quarantine_review(struct engine *engine)
{
	struct link *next;

	for (struct link *link = engine->quarantines.first; link; link = next) {
		struct quarantine *quarantine = CONTAINER(link, struct quarantine, link);
		const struct event_rule *rule = rule_of(engine, quarantine);

		next = link->next;
		if (!quarantine->in_force || (rule && wording_of(rule) == quarantine->wording))
			continue;
		put_in_force(engine, quarantine, false);
		quarantine_free(engine, quarantine);
	}
}

const char *engine_wish(const struct engine *engine, uint64_t *after)
{
	const struct quarantine *first = NULL;

	if (*after >= engine->wishes)
		return NULL;
	for (struct link *link = engine->quarantines.first; link; link = link->next) {
		const struct quarantine *quarantine = CONTAINER(link, struct quarantine, link);

		if (!quarantine->in_force && quarantine->wish > *after &&
			(!first || quarantine->wish < first->wish))
			first = quarantine;
	}
	*after = first ? first->wish : engine->wishes;
	return first ? first->rule : NULL;
}

void quarantine_print(const char *rule, struct text *payload)
{
	json_t *json = json_object();

	json_object_set_new(json, "rule", json_text(rule));
	json_print(json, payload);
	json_decref(json);
}

uint64_t engine_quarantine_changes(const struct engine *engine)
{
	return engine->quarantine_changes;
}

void engine_quarantined(const struct engine *engine,
	void (*take)(void *context, const char *rule), void *context)
{
	for (struct link *link = engine->quarantines.first; link; link = link->next) {
		const struct quarantine *quarantine = CONTAINER(link, struct quarantine, link);

		if (quarantine->in_force)
			take(context, quarantine->rule);
	}
}

static void one_codec(struct codec *codec, struct quarantine *quarantine)
{
	codec_unsigned(codec, &quarantine->wording);
	codec_unsigned(codec, &quarantine->wish);
	codec_bool(codec, &quarantine->in_force);
	codec_size(codec, &quarantine->count);
	if (quarantine->count > HITS)
		codec->failed = true;
	for (size_t i = 0; i < quarantine->count && !codec->failed; i++)
		codec_number(codec, &quarantine->hits[i]);
}

static void one_load(struct engine *engine, struct codec *codec)
{
	char *rule = NULL;
	struct quarantine *quarantine;

	codec_string(codec, &rule);
	quarantine = quarantine_new(engine, rule ? rule : xstrdup(""));
	one_codec(codec, quarantine);
	if (!codec->failed && quarantine->in_force)
		put_in_force(engine, quarantine, true);
}

void quarantine_codec(struct engine *engine, struct codec *codec)
{
	size_t count = 0;
	struct link *link;

	for (link = engine->quarantines.first; link; link = link->next)
		count++;
	codec_unsigned(codec, &engine->wishes);
	codec_size(codec, &count);
	link = engine->quarantines.first;
	for (size_t i = 0; i < count && !codec->failed; i++) {
		struct quarantine *quarantine;

		if (codec->loading) {
			one_load(engine, codec);
			continue;
		}
		quarantine = CONTAINER(link, struct quarantine, link);
		codec_string(codec, &quarantine->rule);
		one_codec(codec, quarantine);
		link = link->next;
	}
}
