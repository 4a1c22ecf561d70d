/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

void history_init(struct history *history)
{
	*history = (struct history){
		.arena = arena_new(0),
		.by_id = table_new(0),
		.events = table_new(0),
		.keys = table_new(0),
	};
}

static void past_free(struct list *list)
{
	while (list->first) {
		struct past *past = CONTAINER(list->first, struct past, link);

		list_remove(list, &past->link);
		free(past->document);
		free(past);
	}
}

void history_free(struct history *history)
{
	past_free(&history->incidents);
	past_free(&history->alarms);
	for (struct link *link = history->alerts.first; link; link = link->next)
		free(CONTAINER(link, struct past_alert, link)->outputs);
	table_free(history->by_id);
	table_free(history->events);
	table_free(history->keys);
	free(history->by_ordinal);
	arena_free(history->arena);
	*history = (struct history){0};
}

struct past *history_find(const struct history *history, const char *id)
{
	return table_find(history->by_id, slice_of(id));
}

static struct past *past_of(struct history *history, struct list *list, const char *id)
{
	struct past *past = history_find(history, id);

	if (past)
		return past;
	past = xcalloc(1, sizeof(*past));
	past->id = arena_string(history->arena, slice_of(id));
	past->state = "";
	list_append(list, &past->link);
	table_set(history->by_id, slice_of(past->id), past);
	return past;
}

static void set_document(struct past *past, const struct change *change)
{
	free(past->document);
	past->document = xstrdup(change->document);
	past->state = change->state;
}

static bool is_open(const struct past *incident)
{
	return strcmp(incident->state, "open") == 0;
}

static void take_incident(struct history *history, const struct change *change)
{
	struct past *incident = past_of(history, &history->incidents, change->incident);

	history->open -= is_open(incident);
	set_document(incident, change);
	history->open += is_open(incident);
	if (history->open > history->most_open)
		history->most_open = history->open;
}

static void take_alarm(struct history *history, const struct change *change)
{
	struct past *alarm = past_of(history, &history->alarms, change->alarm);

	alarm->incident = change->incident
				  ? past_of(history, &history->incidents, change->incident)
				  : NULL;
	set_document(alarm, change);
	if (!table_find(history->keys, change->key))
		table_set(history->keys, arena_copy(history->arena, change->key), alarm);
}

static void number_incident(struct history *history, struct past *incident)
{
	history->by_ordinal = xgrow(history->by_ordinal, history->announced,
		&history->ordinal_capacity, sizeof(*history->by_ordinal));
	history->by_ordinal[history->announced++] = incident;
	incident->ordinal = (unsigned)history->announced;
}

static void take_alert(struct history *history, const struct change *change)
{
	struct past_alert *alert = arena_calloc(history->arena, 1, sizeof(*alert));

	alert->incident = past_of(history, &history->incidents, change->incident);
	alert->seq = change->seq;
	alert->time = change->time;
	alert->transition = change->state;
	alert->document = arena_string(history->arena, slice_of(change->document));
	list_append(&history->alerts, &alert->link);
	history->alert_count++;
	if (alert->incident->ordinal == 0)
		number_incident(history, alert->incident);
}

/* A delivery follows its alert closely, if not at once. */
static struct past_alert *alert_of(const struct history *history, const struct change *change)
{
	struct past *incident = history_find(history, change->incident);

	for (struct link *link = history->alerts.last; link; link = link->previous) {
		struct past_alert *alert = CONTAINER(link, struct past_alert, link);

		if (alert->incident == incident && alert->seq == change->seq)
			return alert;
	}
	return NULL;
}

static void take_delivery(struct history *history, const struct change *change)
{
	struct past_alert *alert = alert_of(history, change);

	if (!alert)
		return;
	alert->outputs = xgrow(alert->outputs, alert->output_count, &alert->output_capacity,
		sizeof(*alert->outputs));
	alert->outputs[alert->output_count++] =
		arena_string(history->arena, slice_of(change->output));
}

static void take(struct history *history, const struct change *change)
{
	switch (change->kind) {
	case CHANGE_INCIDENT:
		take_incident(history, change);
		break;
	case CHANGE_ALARM:
		take_alarm(history, change);
		break;
	case CHANGE_ALERT:
		take_alert(history, change);
		break;
	case CHANGE_DELIVERY:
		take_delivery(history, change);
		break;
	case CHANGE_COMMAND:
		if (change->by[0])
			*(strcmp(change->state, "applied") == 0 ? &history->applied
								: &history->refused) += 1;
		break;
	case CHANGE_DELIVERED:
	case CHANGE_UNKNOWN:
	case CHANGE_UNKNOWN_SOURCE:
		break;
	}
}

void history_take(struct history *history, const struct change_list *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		take(history, &changes->items[i]);
}

void history_count(struct history *history, const struct event_matches *matches, uint64_t times)
{
	for (size_t i = 0; i < matches->count; i++) {
		struct slice id = slice_of(matches->matches[i].rule->id);
		struct past_event *event = table_find(history->events, id);

		if (!event) {
			event = arena_calloc(history->arena, 1, sizeof(*event));
			table_set(history->events, id, event);
		}
		event->count += times;
	}
}

struct past *history_incident(const struct history *history, size_t ordinal)
{
	bool there = ordinal > 0 && ordinal <= history->announced;

	return there ? history->by_ordinal[ordinal - 1] : NULL;
}

uint64_t history_events(const struct history *history, const char *rule)
{
	const struct past_event *event = table_find(history->events, slice_of(rule));

	return event ? event->count : 0;
}
