/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/context.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

void contexts_init(struct contexts *contexts, uint64_t seed, struct deadlines *deadlines)
{
	*contexts = (struct contexts){.by_key = table_new(seed), .deadlines = deadlines};
}

static void context_free(struct contexts *contexts, struct context *context)
{
	table_remove(contexts->by_key, context->key);
	list_remove(&contexts->all, &context->link);
	deadline_cancel(contexts->deadlines, &context->forget);
	free(context->samples);
	free((void *)context->key.data);
	free(context);
}

void contexts_free(struct contexts *contexts)
{
	while (contexts->all.first)
		context_free(contexts, CONTAINER(contexts->all.first, struct context, link));
	table_free(contexts->by_key);
}

/* Takes the key over. */
static struct context *context_new(
	struct contexts *contexts, const struct alarm_rule *rule, struct slice key)
{
	struct context *context = xcalloc(1, sizeof(*context));

	context->rule = rule;
	context->key = key;
	deadline_init(&context->forget, DEADLINE_CONTEXT, context);
	list_append(&contexts->all, &context->link);
	table_set(contexts->by_key, context->key, context);
	return context;
}

/* Drops samples that have left the window, and the oldest one when the ring is full. */
static void context_trim(struct context *context, int64_t now)
{
	size_t gone = 0;

	while (gone < context->count &&
		context->samples[gone].time + context->rule->need.within <= now)
		gone++;
	if (gone == 0 && context->count == SAMPLES_MAXIMUM)
		gone = 1;
	if (gone == 0)
		return;
	context->count -= gone;
	memmove(context->samples, context->samples + gone,
		context->count * sizeof(*context->samples));
}

bool contexts_feed(struct contexts *contexts, const struct alarm_rule *rule, struct slice key,
	int64_t now, uint64_t value)
{
	struct context *context = table_find(contexts->by_key, key);
	const struct operation *operation = operation_find(rule->need.kind);

	if (!context)
		context = context_new(
			contexts, rule, slice_make(xmemdup(key.data, key.length), key.length));
	context_trim(context, now);
	context->samples = xgrow(context->samples, context->count, &context->capacity,
		sizeof(*context->samples));
	context->samples[context->count++] = (struct sample){now, value};
	deadline_arm(contexts->deadlines, &context->forget, now + rule->need.within);
	if (!operation || !operation->satisfied(&rule->need, context->samples, context->count))
		return false;
	context_free(contexts, context);
	return true;
}

void contexts_drop(struct contexts *contexts, struct slice key)
{
	struct context *context = table_find(contexts->by_key, key);

	if (context)
		context_free(contexts, context);
}

void contexts_forget(struct contexts *contexts, struct context *context)
{
	context_free(contexts, context);
}

static void context_codec(
	struct contexts *contexts, struct codec *codec, struct context *context)
{
	codec_size(codec, &context->count);
	if (codec->loading) {
		if (context->count > SAMPLES_MAXIMUM)
			codec->failed = true;
		if (codec->failed)
			context->count = 0;
		context->capacity = context->count;
		context->samples =
			xreallocarray(NULL, context->count + 1, sizeof(*context->samples));
	}
	for (size_t i = 0; i < context->count; i++) {
		codec_number(codec, &context->samples[i].time);
		codec_unsigned(codec, &context->samples[i].value);
	}
	deadline_codec(contexts->deadlines, codec, &context->forget);
}

static void context_load(
	struct contexts *contexts, struct codec *codec, const struct ruleset *rules)
{
	struct arena *arena = arena_new(4096);
	struct slice id = {0}, key = {0};
	const struct alarm_rule *rule;
	struct context *context;

	codec_slice(codec, arena, &id);
	codec_slice(codec, arena, &key);
	rule = ruleset_alarm(rules, id);
	context = context_new(
		contexts, rule, slice_make(xmemdup(key.data, key.length), key.length));
	context_codec(contexts, codec, context);
	if (!rule || !rule->need.kind || codec->failed)
		context_free(contexts, context);
	arena_free(arena);
}

void contexts_codec(struct contexts *contexts, struct codec *codec, const struct ruleset *rules)
{
	size_t count = table_count(contexts->by_key);
	struct link *link = contexts->all.first;

	codec_size(codec, &count);
	for (size_t i = 0; i < count && !codec->failed; i++) {
		struct context *context;
		struct slice id;

		if (codec->loading) {
			context_load(contexts, codec, rules);
			continue;
		}
		context = CONTAINER(link, struct context, link);
		id = slice_of(context->rule->id);
		codec_slice(codec, NULL, &id);
		codec_slice(codec, NULL, &context->key);
		context_codec(contexts, codec, context);
		link = link->next;
	}
}
