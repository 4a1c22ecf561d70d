/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Orders of operators. Each is a record, and each is answered for: applied, or refused and
 * why. What one asks for may be gone by the time it comes here; that is no error of anybody.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/xalloc.h"
#include "correlate/engine_state.h"

struct order {
	const struct record *record;
	const json_t *json;
	const char *name, *id, *by, *note;
	struct incident *incident; /* it is about; found by the order itself */
	const char *alarm;         /* id of the alarm that it names, or NULL */
	const char *remote;        /* id of the SNMP engine that it names, or "" */
};

static bool find_incident(struct engine *engine, struct order *order, struct error *error)
{
	order->incident = table_find(engine->incidents, slice_of(order->id));
	return order->incident ||
	       error_set(error, "there is no incident '%s', or it is over", order->id);
}

static void set_note(const struct order *order)
{
	free(order->incident->note);
	order->incident->note = xstrdup(order->note);
}

static bool apply_ack(struct engine *engine, struct order *order, struct error *error)
{
	if (!find_incident(engine, order, error))
		return false;
	free(order->incident->acknowledged_by);
	order->incident->acknowledged_by = xstrdup(order->by);
	set_note(order);
	if (order->incident->announced.done)
		announce_alert(
			engine, order->incident, TRANSITION_ACKNOWLEDGED, "acknowledged");
	lifecycle_touch(engine, order->incident, NULL);
	return true;
}

static bool apply_note(struct engine *engine, struct order *order, struct error *error)
{
	if (!find_incident(engine, order, error))
		return false;
	set_note(order);
	announce_row(engine, order->incident);
	return true;
}

static void clear_alarm(struct engine *engine, struct alarm *alarm)
{
	contexts_drop(&engine->contexts, alarm->key);
	operate_clear(engine, alarm, "operator");
}

/* Clearing forgets no alarm: the list stays as it is. */
static void clear_members(struct engine *engine, struct incident *incident)
{
	for (struct link *link = incident->members.first; link; link = link->next)
		clear_alarm(engine, CONTAINER(link, struct alarm, member));
}

/* Operators are few: nobody else looks for an alarm by its id. */
static struct alarm *find_alarm(struct engine *engine, const char *id)
{
	for (struct link *link = engine->all.first; link; link = link->next) {
		struct incident *incident = CONTAINER(link, struct incident, link);

		for (struct link *each = incident->members.first; each; each = each->next)
			if (strcmp(CONTAINER(each, struct alarm, member)->id, id) == 0)
				return CONTAINER(each, struct alarm, member);
	}
	return NULL;
}

static bool apply_clear_one(struct engine *engine, struct order *order, struct error *error)
{
	struct alarm *alarm = find_alarm(engine, order->alarm);

	if (!alarm)
		return error_set(
			error, "there is no alarm '%s', or its incident is over", order->alarm);
	order->incident = alarm->incident;
	if (!alarm->raised)
		return error_set(error, "alarm '%s' is cleared already", order->alarm);
	clear_alarm(engine, alarm);
	return true;
}

static bool apply_clear(struct engine *engine, struct order *order, struct error *error)
{
	if (order->alarm)
		return apply_clear_one(engine, order, error);
	if (!find_incident(engine, order, error))
		return false;
	if (order->incident->raised == 0)
		return error_set(error, "no alarm of incident '%s' is raised", order->id);
	clear_members(engine, order->incident);
	return true;
}

/* What is still raised is cleared by hand too: an incident that is over has no raised alarm,
 * and what comes next opens another one. */
static bool apply_close(struct engine *engine, struct order *order, struct error *error)
{
	struct incident *incident;

	if (!find_incident(engine, order, error))
		return false;
	incident = order->incident;
	if (order->note[0])
		set_note(order);
	clear_members(engine, incident);
	order->incident = NULL; /* it is freed */
	lifecycle_end(
		engine, incident, arena_printf(engine->scratch, "closed by %s", order->by));
	return true;
}

static bool find_remote(const struct order *order, struct snmp_engine_id *id, struct error *error)
{
	return snmp_engine_id_parse(slice_of(order->remote), id) ||
	       error_set(error, "'%s' is no SNMP engine id", order->remote);
}

static bool apply_approve(struct engine *engine, struct order *order, struct error *error)
{
	struct snmp_engine_id id;

	if (!find_remote(order, &id, error))
		return false;
	snmp_engines_approve(engine->remotes, &id, engine->now);
	return snmp_engines_find(engine->remotes, &id) ||
	       error_set(error, "there are %d SNMP engines already; forget one first",
		       SNMP_ENGINES_MAXIMUM);
}

/* One that waits for approval is none of the engine's: that it is not known is no error. */
static bool apply_forget(struct engine *engine, struct order *order, struct error *error)
{
	struct snmp_engine_id id;

	if (!find_remote(order, &id, error))
		return false;
	snmp_engines_forget(engine->remotes, &id);
	return true;
}

static const struct {
	const char *name;
	bool (*apply)(struct engine *engine, struct order *order, struct error *error);
} orders[] = {
	{"ack", apply_ack},
	{"note", apply_note},
	{"clear", apply_clear},
	{"close", apply_close},
	{"approve", apply_approve},
	{"forget", apply_forget},
};

static bool apply(struct engine *engine, struct order *order, struct error *error)
{
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++)
		if (strcmp(orders[i].name, order->name) == 0)
			return orders[i].apply(engine, order, error);
	return error_set(error, "there is no such order");
}

static void put_text(json_t *json, const char *name, const char *text)
{
	json_object_set_new(json, name, text && text[0] ? json_text(text) : json_null());
}

static void put_change(struct engine *engine, const struct record *record, const char *incident,
	const char *by, const char *result, const json_t *json)
{
	struct change *change = change_list_add(engine->out, CHANGE_COMMAND, engine->now);
	struct arena *arena = engine->out->arena;
	struct text text = {0};

	json_print(json, &text);
	change->seq = record->number;
	if (incident && incident[0])
		change->incident = arena_string(arena, slice_of(incident));
	change->by = arena_string(arena, slice_of(by));
	change->state = result;
	change->document = arena_string(arena, text_slice(&text));
	text_free(&text);
}

static json_t *begin_row(struct engine *engine, const struct record *record, const char *name)
{
	char time[TIME_TEXT];
	json_t *json = json_object();

	json_object_set_new(json, "record", json_integer((json_int_t)record->number));
	json_object_set_new(
		json, "at", json_text(time_print(engine->now - engine->ahead, time)));
	json_object_set_new(json, "command", json_text(name));
	return json;
}

static void answer_for(
	struct engine *engine, const struct order *order, bool done, const char *why)
{
	const char *incident = order->incident ? order->incident->id : order->id;
	json_t *json = begin_row(engine, order->record, order->name);

	put_text(json, "incident", incident);
	put_text(json, "alarm", order->alarm);
	if (order->remote[0])
		put_text(json, "engine", order->remote);
	put_text(json, "by", order->by);
	put_text(json, "note", order->note);
	json_object_set_new(json, "result", json_text(done ? "applied" : "refused"));
	put_text(json, "detail", done ? NULL : why);
	put_change(
		engine, order->record, incident, order->by, done ? "applied" : "refused", json);
	json_decref(json);
}

void orders_apply(struct engine *engine, const struct record *record)
{
	json_t *json = json_parse(record_payload(record), NULL);
	struct order order = {.record = record,
		.json = json,
		.name = json_member_string(json, "command", ""),
		.id = json_member_string(json, "incident", ""),
		.by = json_member_string(json, "by", "somebody"),
		.note = json_member_string(json, "note", ""),
		.alarm = json_member_string(json, "alarm", NULL),
		.remote = json_member_string(json, "engine", "")};
	struct error error = {""};
	bool done = apply(engine, &order, &error);

	answer_for(engine, &order, done, error.text);
	json_decref(json);
}

void orders_note_set(struct engine *engine, const struct record *record)
{
	json_t *set = json_parse(record_payload(record), NULL);
	json_t *json = begin_row(engine, record, "set");
	struct text detail = {0};

	put_text(json, "rules", json_member_string(set, "rules", NULL));
	put_text(json, "inventory", json_member_string(set, "inventory", NULL));
	put_text(json, "by", json_member_string(set, "by", NULL));
	json_object_set_new(json, "result", json_text("applied"));
	if (takeover_print(engine, &detail))
		json_object_set_new(json, "detail", json_text(text_get(&detail)));
	text_free(&detail);
	put_change(engine, record, NULL, json_member_string(set, "by", ""), "applied", json);
	json_decref(json);
	json_decref(set);
}
