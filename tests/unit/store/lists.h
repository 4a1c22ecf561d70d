/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Change lists as the engine makes them, with little to say.
 */
#ifndef TESTS_UNIT_STORE_LISTS_H
#define TESTS_UNIT_STORE_LISTS_H

#include <stdio.h>

#include "base/text.h"
#include "store/store.h"

static inline struct change_list *list_at(uint64_t applied)
{
	struct change_list *list = change_list_new();

	list->applied = list->release = applied;
	list->whole = true;
	return list;
}

static inline void list_incident(
	struct change_list *list, const char *id, const char *state, int64_t time)
{
	struct change *change = change_list_add(list, CHANGE_INCIDENT, time);

	change->incident = id;
	change->state = state;
	change->severity = "major";
	change->platform = "voicemail";
	change->document =
		arena_printf(list->arena, "{\"incident\":\"%s\",\"state\":\"%s\"}", id, state);
}

static inline void list_alarm(
	struct change_list *list, const char *id, const char *incident, const char *state)
{
	struct change *change = change_list_add(list, CHANGE_ALARM, 1);

	change->alarm = id;
	change->incident = incident;
	change->state = state;
	change->severity = "major";
	change->document =
		arena_printf(list->arena, "{\"alarm\":\"%s\",\"state\":\"%s\"}", id, state);
}

static inline void list_alert(struct change_list *list, const char *incident, uint64_t seq)
{
	struct change *change = change_list_add(list, CHANGE_ALERT, 1);

	change->incident = incident;
	change->seq = seq;
	change->state = "opened";
	change->document = arena_printf(
		list->arena, "{\"alert\":\"%s:%llu\"}", incident, (unsigned long long)seq);
}

static inline struct change *list_delivery(
	struct change_list *list, const char *incident, uint64_t seq, const char *output)
{
	struct change *change = change_list_add(list, CHANGE_DELIVERY, 1);

	change->incident = incident;
	change->seq = seq;
	change->output = output;
	change->state = "opened";
	change->document = arena_printf(
		list->arena, "{\"alert\":\"%s:%llu\"}", incident, (unsigned long long)seq);
	return change;
}

static inline void list_delivered(struct change_list *list, const char *incident, uint64_t seq,
	const char *output, const char *result)
{
	struct change *change = change_list_add(list, CHANGE_DELIVERED, 1000000000);

	change->incident = incident;
	change->seq = seq;
	change->output = output;
	change->state = result;
	change->remote = "T-1";
}

static inline void list_command(struct change_list *list, uint64_t record, int64_t time,
	const char *incident, const char *by)
{
	struct change *change = change_list_add(list, CHANGE_COMMAND, time);

	change->seq = record;
	change->incident = incident;
	change->by = by;
	change->state = "applied";
	change->document = arena_printf(list->arena,
		"{\"record\":%llu,\"at\":\"2012-08-29T12:00:%02lld.000Z\"}",
		(unsigned long long)record, (long long)time);
}

/* Applies the list and frees it. */
static inline bool list_apply(struct store *store, struct change_list *list)
{
	struct error error;
	bool applied;

	/* Only the first list of a new database holds everything. */
	list->whole = list->whole && store_applied(store) == 0;
	applied = store_apply(store, list, &error);

	if (!applied)
		fprintf(stderr, "store_apply: %s\n", error.text);
	change_list_free(list);
	return applied;
}

/* A list that only delivers, as recovery offers it again. */
static inline bool apply_delivery(struct store *store, uint64_t applied, const char *incident,
	uint64_t seq, const char *output)
{
	struct change_list *list = list_at(applied);

	list_delivery(list, incident, seq, output);
	return list_apply(store, list);
}

static inline void print_delivery(void *context, struct delivery *delivery)
{
	text_printf(context, "%s:%llu>%s ", delivery->incident,
		(unsigned long long)delivery->seq, delivery->output);
	delivery_free(delivery);
}

/* What is due after a row, as "a-1:1>tickets a-1:2>tickets "; *row goes on. */
static inline const char *print_due(
	struct store *store, int64_t *row, size_t limit, struct text *out)
{
	text_reset(out);
	*row = store_deliveries(store, *row, limit, print_delivery, out);
	return text_get(out);
}

#endif
