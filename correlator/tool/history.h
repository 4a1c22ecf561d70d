/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What has happened so far, as change lists tell it: the last document of each incident and
 * alarm, every alert, who was told, which events matched. Scenarios ask it, a replay prints it.
 */
#ifndef TOOL_HISTORY_H
#define TOOL_HISTORY_H

#include "base/list.h"
#include "base/table.h"
#include "correlate/change.h"
#include "rule/match.h"

/* An incident or an alarm; owned by the history. */
struct past {
	struct link link; /* among its kind, in the order of appearance */
	const char *id;
	const char *state;     /* static */
	char *document;        /* the last one: JSON */
	unsigned ordinal;      /* incidents: 1 for the first one announced; 0: not announced */
	struct past *incident; /* alarms: where it belongs now */
};

struct past_alert {
	struct link link;
	struct past *incident;
	uint64_t seq;
	int64_t time;
	const char *transition; /* static */
	const char *document;   /* in the history's arena, as all that follows */
	const char **outputs;   /* that it is to be delivered to */
	size_t output_count, output_capacity;
};

struct history {
	struct arena *arena;
	struct table *by_id; /* struct past */
	struct list incidents, alarms, alerts;
	struct table *events; /* by rule id: struct past_event */
	size_t alert_count;
	uint64_t applied, refused; /* orders */
	struct past **by_ordinal;  /* incidents that were announced */
	size_t announced, ordinal_capacity;
	size_t open, most_open; /* incidents announced and not cleared: now, and ever at once */
	struct table *keys;     /* every key that alarms had (change.h) */
};

struct past_event {
	uint64_t count;
};

void history_init(struct history *history);
void history_free(struct history *history);
void history_take(struct history *history, const struct change_list *changes);
void history_count(
	struct history *history, const struct event_matches *matches, uint64_t times);

/* The n-th incident announced, from 1; NULL when there were not that many. */
struct past *history_incident(const struct history *history, size_t ordinal);
struct past *history_find(const struct history *history, const char *id);
uint64_t history_events(const struct history *history, const char *rule);

#endif
