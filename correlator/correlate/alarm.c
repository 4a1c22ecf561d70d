/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/alarm.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/xalloc.h"
#include "correlate/incident.h"
#include "correlate/key.h"

struct alarm *alarm_new(const struct alarm_rule *rule, struct slice key, const char *id)
{
	struct alarm *alarm = xcalloc(1, sizeof(*alarm));

	snprintf(alarm->id, sizeof(alarm->id), "%s", id);
	alarm->rule = rule;
	alarm->fault = rule->fault;
	alarm->key = slice_make(xmemdup(key.data, key.length), key.length);
	alarm->raised = true;
	deadline_init(&alarm->age, DEADLINE_AGE, alarm);
	return alarm;
}

static void why_free(struct membership *why)
{
	free(why->relation);
	free(why->cause);
	free(why->written);
}

void alarm_free(struct alarm *alarm)
{
	free((void *)alarm->key.data);
	free(alarm->node);
	free(alarm->platform);
	free(alarm->site);
	free(alarm->link);
	free(alarm->cause);
	free(alarm->text);
	free(alarm->evidence);
	why_free(&alarm->why);
	free(alarm);
}

void alarm_set_why(struct alarm *alarm, const char *relation, const char *cause,
	struct origin written, unsigned hops, int64_t distance)
{
	struct text where = {0};

	if (written.line)
		text_printf(&where, "%s:%u", origin_short(written), written.line);
	why_free(&alarm->why);
	alarm->why = (struct membership){
		.relation = xstrdup(relation),
		.cause = xstrdup(cause),
		.written = xstrdup(text_get(&where)),
		.hops = hops,
		.distance = distance,
	};
	text_free(&where);
}

struct slice alarm_key(const struct alarm *alarm, const char *name)
{
	for (size_t i = 0; i < alarm->rule->key_count; i++)
		if (strcmp(alarm->rule->key[i], name) == 0)
			return key_get(alarm->key, i);
	return (struct slice){0};
}

struct slice alarm_field(const struct alarm *alarm, const char *name)
{
	struct slice value = alarm_key(alarm, name);

	if (value.length)
		return value;
	if (strcmp(name, "node") == 0)
		return slice_of(alarm->node);
	if (strcmp(name, "platform") == 0)
		return slice_of(alarm->platform);
	if (strcmp(name, "site") == 0)
		return slice_of(alarm->site);
	if (strcmp(name, "link") == 0)
		return slice_of(alarm->link);
	return (struct slice){0};
}

const char *alarm_cause(const struct alarm *alarm)
{
	return alarm->cause ? alarm->cause : alarm->rule->probable_cause;
}

const char *alarm_class(const struct alarm *alarm)
{
	return alarm->fault->class;
}

static json_t *time_json(int64_t time, int64_t ahead)
{
	char text[TIME_TEXT];

	return time ? json_string(time_print(time - ahead, text)) : json_null();
}

static json_t *key_json(const struct alarm *alarm)
{
	struct text text = {0};
	json_t *json;

	key_print(alarm->key, &text);
	json = json_clean(text_slice(&text));
	text_free(&text);
	return json;
}

static json_t *where_json(const struct alarm_rule *rule)
{
	return rule->origin.line
		       ? json_sprintf("%s:%u", origin_short(rule->origin), rule->origin.line)
		       : json_null();
}

static void add_details(const struct alarm *alarm, int64_t ahead, json_t *json)
{
	char span[DURATION_TEXT];
	int64_t distance = alarm->why.distance;
	json_t *services = json_array(), *why = json_object();

	json_object_set_new(json, "last_at", time_json(alarm->last_at, ahead));
	json_object_set_new(json, "cleared_at", time_json(alarm->cleared_at, ahead));
	json_object_set_new(json, "ended", json_text(alarm->ended));
	json_object_set_new(json, "count", json_integer((json_int_t)alarm->count));
	json_object_set_new(
		json, "first_record", json_integer((json_int_t)alarm->first_record));
	for (size_t i = 0; i < alarm->rule->affects_count; i++)
		json_array_append_new(services, json_text(alarm->rule->affects[i]));
	json_object_set_new(json, "affects", services);
	json_object_set_new(json, "evidence",
		json_parse(slice_of(alarm->evidence ? alarm->evidence : "null"), NULL));
	json_object_set_new(why, "relation", json_text(alarm->why.relation));
	json_object_set_new(why, "cause", json_text(alarm->why.cause));
	json_object_set_new(why, "written", json_text(alarm->why.written));
	json_object_set_new(why, "hops", json_integer(alarm->why.hops));
	json_object_set_new(why, "distance",
		json_sprintf("%s%s", distance < 0 ? "-" : "",
			duration_print(distance < 0 ? -distance : distance, span)));
	json_object_set_new(json, "why", why);
}

json_t *alarm_json(const struct alarm *alarm, bool brief, int64_t ahead)
{
	json_t *json = json_object();

	json_object_set_new(json, "alarm", json_text(alarm->id));
	json_object_set_new(json, "rule", json_text(alarm->rule->id));
	json_object_set_new(json, "key", key_json(alarm));
	json_object_set_new(json, "node", json_clean(slice_of(alarm->node)));
	json_object_set_new(json, "platform", json_clean(slice_of(alarm->platform)));
	json_object_set_new(json, "class", json_text(alarm_class(alarm)));
	json_object_set_new(json, "severity", json_text(severity_name(alarm->severity)));
	json_object_set_new(json, "text", json_clean(slice_of(alarm->text)));
	json_object_set_new(json, "raised_at", time_json(alarm->raised_at, ahead));
	json_object_set_new(json, "state", json_text(alarm->raised ? "raised" : "cleared"));
	json_object_set_new(json, "probable_cause", json_clean(slice_of(alarm_cause(alarm))));
	json_object_set_new(json, "where", where_json(alarm->rule));
	if (alarm->known_link)
		json_object_set_new(json, "link", json_clean(slice_of(alarm->link)));
	if (!brief)
		add_details(alarm, ahead, json);
	return json;
}

static const char *const endings[] = {NULL, "clear", "clear_all", "age", "operator"};

enum { ENDINGS = sizeof(endings) / sizeof(*endings) };

static void ended_codec(struct codec *codec, struct alarm *alarm)
{
	int ended = 0;

	for (int i = 1; i < ENDINGS; i++)
		if (alarm->ended && strcmp(alarm->ended, endings[i]) == 0)
			ended = i;
	codec_index(codec, &ended, ENDINGS);
	alarm->ended = endings[ended];
}

void alarm_codec(struct deadlines *deadlines, struct codec *codec, struct alarm *alarm)
{
	int severity = alarm->severity;
	uint64_t hops = alarm->why.hops;

	codec_unsigned(codec, &alarm->rank);
	codec_string(codec, &alarm->node);
	codec_string(codec, &alarm->text);
	if (codec->version >= 4)
		codec_string(codec, &alarm->cause);
	codec_string(codec, &alarm->evidence);
	codec_index(codec, &severity, SEVERITIES);
	codec_bool(codec, &alarm->raised);
	codec_number(codec, &alarm->raised_at);
	codec_number(codec, &alarm->last_at);
	codec_number(codec, &alarm->cleared_at);
	codec_unsigned(codec, &alarm->count);
	codec_unsigned(codec, &alarm->first_record);
	codec_unsigned(codec, &alarm->last_record);
	codec_bool(codec, &alarm->is_untold);
	ended_codec(codec, alarm);
	codec_string(codec, &alarm->why.relation);
	codec_string(codec, &alarm->why.cause);
	codec_string(codec, &alarm->why.written);
	codec_unsigned(codec, &hops);
	codec_number(codec, &alarm->why.distance);
	deadline_codec(deadlines, codec, &alarm->age);
	alarm->severity = (enum severity)severity;
	alarm->why.hops = (unsigned)hops;
}
