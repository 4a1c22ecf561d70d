/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a matched event means for alarms.
 */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/xalloc.h"
#include "correlate/engine_state.h"
#include "correlate/key.h"
#include "rule/pattern.h"

enum { SAMPLE_MAXIMUM = 400 }; /* bytes of the event kept as a sample */

/* One use of one event by one alarm rule. */
struct act {
	struct engine *engine;
	const struct record *record;
	const struct place *place;
	const struct alarm_use *use;
	struct view *view;
	struct values values;
	struct slice key;
	enum severity severity; /* of a raise */
	uint64_t times;         /* exact repeats that were shed at intake come as one */
};

/* The first event of an alarm, for those who ask why: which event rule, which captures. */
static char *evidence_of(const struct act *act)
{
	const struct event_rule *rule = act->use->event;
	struct text sample = {0}, out = {0};
	json_t *json = json_object(), *captures = json_object();

	for (size_t i = 0; i < rule->field_count; i++) {
		struct text value = {0};

		value_print(&act->view->fields[i], &value);
		json_object_set_new(
			captures, rule->fields[i].name, json_clean(text_slice(&value)));
		text_free(&value);
	}
	event_describe(act->view->event, &sample);
	json_object_set_new(json, "event", json_text(rule->id));
	json_object_set_new(json, "where",
		json_sprintf("%s:%u", origin_short(rule->origin), rule->origin.line));
	json_object_set_new(json, "record", json_integer((json_int_t)act->record->number));
	json_object_set_new(json, "captures", captures);
	json_object_set_new(
		json, "sample", json_clean(slice_part(text_slice(&sample), 0, SAMPLE_MAXIMUM)));
	json_print(json, &out);
	json_decref(json);
	text_free(&sample);
	return out.data;
}

/* NULL when there is nothing to render, or a part of it is missing. */
static char *rendered(const struct act *act, const struct template *template)
{
	struct text text = {0};
	char *string = NULL;

	if (template && template_render(template, &act->values, &text))
		string = slice_string(text_slice(&text));
	text_free(&text);
	return string;
}

/* What the event says of the alarm beside its severity. */
static void set_text(const struct act *act, struct alarm *alarm)
{
	struct text text = {0};

	if (act->use->text)
		template_render(act->use->text, &act->values, &text);
	free(alarm->text);
	alarm->text = slice_string(text_slice(&text));
	text_free(&text);
	free(alarm->cause);
	alarm->cause = rendered(act, act->use->cause);
}

static void arm_age(struct engine *engine, struct alarm *alarm)
{
	if (alarm->rule->age)
		deadline_arm(&engine->deadlines, &alarm->age, engine->now + alarm->rule->age);
}

static void tell(const struct act *act, int did, const struct alarm *alarm)
{
	const struct engine_settings *settings = &act->engine->settings;
	const struct engine_deed deed = {
		.record = act->record->number,
		.did = did,
		.event = act->use->event,
		.rule = act->use->alarm,
		.alarm = alarm ? alarm->id : NULL,
		.node = act->place->node,
		.platform = act->place->platform,
	};

	if (settings->watch)
		settings->watch(settings->watcher, &deed);
}

static const struct fault_rule *class_of(const struct act *act)
{
	char *class = rendered(act, act->use->class);
	const struct fault_rule *fault =
		class ? ruleset_fault(act->engine->settings.rules, slice_of(class)) : NULL;

	if (act->use->class && !fault)
		act->engine->counts.unlisted += act->times;
	free(class);
	return fault ? fault : act->use->alarm->fault;
}

/* What no table lists, or no severity, is raised all the same. */
static enum severity severity_of(const struct act *act)
{
	char *written = rendered(act, act->use->severity_text);
	const int severity = written ? severity_parse(slice_of(written)) : -1;

	if (act->use->severity_text && severity < 0)
		act->engine->counts.unlisted += act->times;
	free(written);
	return severity < 0 ? act->use->severity : (enum severity)severity;
}

static void raise_new(const struct act *act)
{
	struct engine *engine = act->engine;
	char id[ID_TEXT];
	struct alarm *alarm;

	if (!act->place->known && !act->use->alarm->about_self &&
		engine->unknown >= UNKNOWN_MAXIMUM) {
		engine->counts.overflow += act->times;
		tell(act, DID_NOTHING, NULL);
		return;
	}
	ids_make(engine, "a", id);
	alarm = alarm_new(act->use->alarm, act->key, id);
	alarm->rank = ++engine->ranks;
	alarms_place(engine, alarm, act->place->node);
	alarm->severity = act->severity;
	alarm->fault = class_of(act);
	alarm->raised_at = alarm->last_at = engine->now;
	alarm->count = act->times;
	alarm->first_record = alarm->last_record = act->record->number;
	alarm->evidence = evidence_of(act);
	set_text(act, alarm);
	arm_age(engine, alarm);
	alarms_enter(engine, alarm);
	engine->counts.raised++;
	engine->counts.repeated += act->times - 1;
	tell(act, DID_RAISE, alarm);
	grouping_raised(engine, alarm);
}

static enum severity next_severity(const struct alarm *alarm, enum severity severity)
{
	if (alarm->raised && alarm->rule->latch && alarm->severity > severity)
		return alarm->severity;
	return severity;
}

/* The alarm is known: repeated, or raised again. */
static void raise_known(const struct act *act, struct alarm *alarm)
{
	struct engine *engine = act->engine;
	enum severity severity = next_severity(alarm, act->severity);
	bool again = !alarm->raised, changed = again || severity != alarm->severity;

	tell(act, again ? DID_RAISE : DID_REPEAT, alarm);
	alarm->count += act->times;
	alarm->incident->events += act->times;
	alarm->last_at = engine->now;
	alarm->last_record = act->record->number;
	arm_age(engine, alarm);
	engine->counts.repeated += act->times - again;
	if (changed) {
		incident_count_out(alarm->incident, alarm);
		alarm->severity = severity;
		alarm->raised = true;
		if (again) {
			alarm->raised_at = engine->now;
			alarm->cleared_at = 0;
			alarm->ended = NULL;
			alarms_affect(engine, alarm, +1);
			engine->counts.raised++;
		}
		set_text(act, alarm);
		incident_count_in(alarm->incident, alarm);
	}
	if (again) {
		grouping_raised(engine, alarm);
		return;
	}
	lifecycle_touch(engine, alarm->incident, changed ? "severity changed" : NULL);
	if (changed)
		announce_alarm(engine, alarm);
	else
		incident_note(alarm->incident, alarm);
}

static uint64_t need_value(const struct act *act)
{
	struct text text = {0};
	struct value value;
	uint64_t hash;

	if (!act->use->need_field)
		return 0;
	value = act->values.get(act->values.context, act->use->need_field);
	value_print(&value, &text);
	hash = table_hash(0, text_slice(&text)); /* kept in state: one seed for all */
	text_free(&text);
	return hash;
}

/* Feeds the context once for each time, until the need is satisfied: that time and those behind
 * it are left for the alarm. False when it is not. More than fit a context change nothing. */
static bool satisfy(struct act *act)
{
	struct contexts *contexts = &act->engine->contexts;
	const uint64_t value = need_value(act);
	const uint64_t most = act->times < SAMPLES_MAXIMUM ? act->times : SAMPLES_MAXIMUM;

	for (uint64_t fed = 0; fed < most; fed++) {
		if (!contexts_feed(
			    contexts, act->use->alarm, act->key, act->engine->now, value))
			continue;
		act->times -= fed;
		return true;
	}
	return false;
}

static void operate_raise(struct act *act)
{
	struct engine *engine = act->engine;
	const struct alarm_rule *rule = act->use->alarm;
	struct alarm *alarm = table_find(engine->alarms, act->key);

	if (rule->need.kind && !(alarm && alarm->raised) && !satisfy(act))
		tell(act, DID_NOTHING, NULL);
	else if (alarm)
		raise_known(act, alarm);
	else
		raise_new(act);
}

void operate_clear(struct engine *engine, struct alarm *alarm, const char *how)
{
	if (!alarm->raised)
		return;
	incident_count_out(alarm->incident, alarm);
	alarms_affect(engine, alarm, -1);
	alarm->raised = false;
	alarm->cleared_at = engine->now;
	alarm->ended = how;
	deadline_cancel(&engine->deadlines, &alarm->age);
	engine->counts.cleared++;
	grouping_cleared(engine, alarm);
	announce_alarm(engine, alarm);
}

static void clear_one(const struct act *act)
{
	struct alarm *alarm = table_find(act->engine->alarms, act->key);

	contexts_drop(&act->engine->contexts, act->key);
	act->engine->counts.clears_of_nothing += act->times;
	if (!alarm || !alarm->raised) {
		tell(act, DID_NOTHING, NULL);
		return;
	}
	act->engine->counts.clears_of_nothing--;
	tell(act, DID_CLEAR, alarm);
	operate_clear(act->engine, alarm, "clear");
}

static void clear_many(const struct act *act)
{
	const struct list *found = registry_find(act->engine->clear_all, act->key);

	/* Clearing does not forget an alarm, so the list stays as it is. */
	for (struct link *link = found ? found->first : NULL; link; link = link->next) {
		struct alarm *alarm = CONTAINER(link, struct registration, link)->owner;

		if (alarm->raised)
			tell(act, DID_CLEAR, alarm);
		operate_clear(act->engine, alarm, "clear_all");
	}
}

/* A pattern in it that hits its limits counts as no match, and is counted. */
static bool where_holds(const struct act *act)
{
	struct engine *engine = act->engine;
	bool holds = expression_true(act->use->where, &act->values);

	if (pattern_scratch_limited(engine->patterns))
		engine->counts.limited += act->times;
	return holds;
}

static void operate_use(struct act *act)
{
	const struct alarm_use *use = act->use;
	bool all = use->effect == EFFECT_CLEAR_ALL;
	size_t parts = all ? use->alarm->clear_all_count : use->alarm->key_count;
	struct text key = {0};

	if (use->where && !where_holds(act))
		return;
	if (!key_build(use, parts, &act->values, &key)) {
		act->engine->counts.keyless += act->times;
		tell(act, DID_NOTHING, NULL);
	} else {
		act->key = text_slice(&key);
		if (use->effect == EFFECT_RAISE)
			act->severity = severity_of(act);
		if (use->effect == EFFECT_RAISE && act->severity != SEVERITY_CLEARED)
			operate_raise(act);
		else if (all)
			clear_many(act);
		else
			clear_one(act);
	}
	text_free(&key);
}

static void note_sighting(struct engine *engine, const struct event_rule *rule)
{
	const struct service *service =
		inventory_service(engine->settings.inventory, slice_of(rule->shows));
	struct sighting *sighting;

	if (!service)
		return;
	sighting = &engine->sightings[service->index];
	sighting->at = engine->now;
	if (sighting->event && strcmp(sighting->event, rule->id) == 0)
		return;
	free(sighting->event);
	sighting->event = xstrdup(rule->id);
}

/* Rules in quarantine count for nothing here, whether a matcher still tried them or not. */
static void note_limits(
	struct engine *engine, const struct event_matches *matches, uint64_t times)
{
	bool limited = false;

	for (size_t i = 0; i < matches->limited_count; i++) {
		const struct event_rule *rule = matches->limited_rules[i];

		if (engine->quarantined[rule->index])
			continue;
		limited = true;
		quarantine_hit(engine, rule, times);
	}
	engine->counts.limited += limited ? times : 0;
}

static void operate_match(struct engine *engine, const struct record *record,
	const struct event_matches *matches, const struct match *match)
{
	struct view view = {.event = record_event(record),
		.place = &matches->place,
		.rule = match->rule,
		.fields = match->fields,
		.arena = engine->scratch};
	struct act act = {.engine = engine,
		.record = record,
		.place = &matches->place,
		.view = &view,
		.values = view_values(&view)};

	act.values.scratch = engine->patterns;
	if (match->rule->shows)
		note_sighting(engine, match->rule);
	for (size_t u = 0; u < match->rule->use_count; u++) {
		act.use = &match->rule->uses[u];
		act.times = record_times(record);
		operate_use(&act);
	}
}

void operate_event(
	struct engine *engine, const struct record *record, const struct event_matches *matches)
{
	const uint64_t times = record_times(record);
	bool matched = false;

	engine->counts.events += times;
	note_limits(engine, matches, times);
	for (size_t i = 0; i < matches->count; i++) {
		if (engine->quarantined[matches->matches[i].rule->index])
			continue;
		matched = true;
		operate_match(engine, record, matches, &matches->matches[i]);
	}
	engine->counts.matched += matched ? times : 0;
}
