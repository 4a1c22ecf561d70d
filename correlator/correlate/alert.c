/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The canonical alert (doc/formats.md, 8): what every output renders from.
 */
#include <inttypes.h>

#include "base/duration.h"
#include "base/json.h"
#include "correlate/engine_state.h"

struct customers alert_customers(
	struct engine *engine, const struct incident *incident, struct text *formula)
{
	return impact_measure(
		&incident->impact, engine->settings.inventory, incident->cause, formula);
}

static json_t *time_or_null(const struct engine *engine, int64_t time)
{
	char text[TIME_TEXT];

	return time ? json_string(time_print(engine_wall(engine, time), text)) : json_null();
}

static json_t *number_or_null(int64_t number)
{
	return number < 0 ? json_null() : json_integer(number);
}

static json_t *percent_json(int64_t customers, int64_t base)
{
	int64_t hundredths;

	if (customers < 0 || base <= 0)
		return json_null();
	hundredths = customers * 10000 / base;
	return json_sprintf("%" PRId64 ".%02" PRId64, hundredths / 100, hundredths % 100);
}

static json_t *customers_json(struct engine *engine, const struct incident *incident)
{
	struct text formula = {0};
	struct customers customers = alert_customers(engine, incident, &formula);
	int64_t base = engine->settings.inventory->base;
	json_t *json = json_object();

	json_object_set_new(json, "low", number_or_null(customers.low));
	json_object_set_new(json, "best", number_or_null(customers.best));
	json_object_set_new(json, "high", number_or_null(customers.high));
	json_object_set_new(json, "base", number_or_null(base));
	json_object_set_new(json, "percent", percent_json(customers.best, base));
	json_object_set_new(json, "formula", json_clean(text_slice(&formula)));
	json_object_set_new(json, "peak", number_or_null(incident->peak));
	text_free(&formula);
	return json;
}

/* Normal is never inferred from silence: it needs a sign, seen lately. */
static json_t *service_json(
	struct engine *engine, const struct incident *incident, const struct service *service)
{
	const struct sighting *sighting = &engine->sightings[service->index];
	bool recent = sighting->at && sighting->at + service->normal_within >= engine->now;
	char at[TIME_TEXT];
	json_t *json = json_object();
	const char *state = "no data";
	json_t *evidence = json_string("no sign of it lately");

	if (impact_affects(&incident->impact, service->id)) {
		state = "affected";
		json_decref(evidence);
		evidence = json_string("alarms of this incident affect it");
	} else if (engine->affecting[service->index]) {
		state = "affected";
		json_decref(evidence);
		evidence = json_string("alarms of another incident affect it");
	} else if (recent) {
		state = "normal";
		json_decref(evidence);
		evidence = json_sprintf("%s at %s", sighting->event,
			time_print(engine_wall(engine, sighting->at), at));
	}
	json_object_set_new(json, "service", json_text(service->id));
	json_object_set_new(json, "state", json_string(state));
	json_object_set_new(json, "evidence", evidence);
	return json;
}

static json_t *services_json(struct engine *engine, const struct incident *incident)
{
	const struct inventory *inventory = engine->settings.inventory;
	json_t *json = json_array();

	for (size_t i = 0; i < inventory->service_count; i++)
		json_array_append_new(
			json, service_json(engine, incident, inventory->services[i]));
	return json;
}

static json_t *gaps_json(const struct engine *engine, const struct incident *incident)
{
	json_t *json = json_array();

	for (size_t i = 0; i < incident->gap_count; i++) {
		const struct evidence_gap *gap = &incident->gaps[i];
		json_t *item = json_object();

		json_object_set_new(item, "from", time_or_null(engine, gap->from));
		json_object_set_new(item, "to", time_or_null(engine, gap->to));
		json_object_set_new(item, "why",
			json_string(gap->loss ? "datagrams were lost" : "we did not run"));
		json_array_append_new(json, item);
	}
	return json;
}

struct value alert_value(void *context, const struct name *name)
{
	const struct asked *asked = context;
	const struct incident *incident = asked->incident;
	const struct alarm *root = incident->cause;
	struct value severity = {.type = VALUE_SEVERITY};
	struct customers customers;

	switch ((enum incident_name)name->symbol) {
	case NAME_PLATFORM:
		return value_string(slice_of(root->platform));
	case NAME_CLASS:
		return value_string(slice_of(alarm_class(root)));
	case NAME_NODE:
		return value_string(slice_of(root->node));
	case NAME_SITE:
		return value_string(slice_of(root->site));
	case NAME_LINK:
		return value_string(slice_of(root->link));
	case NAME_TEXT:
		return value_string(slice_of(root->text));
	case NAME_RULE:
		return value_string(slice_of(root->rule->id));
	case NAME_STATE:
		return value_string(slice_of(incident_state_name(incident->state)));
	case NAME_ALARMS:
		return value_number((int64_t)incident->total);
	case NAME_SEVERITY:
		severity.number = incident_severity(incident);
		return severity;
	case NAME_CUSTOMERS:
		customers = alert_customers(asked->engine, incident, NULL);
		return customers.best < 0 ? (struct value){0} : value_number(customers.best);
	case INCIDENT_NAMES:
		break;
	}
	return (struct value){0};
}

static json_t *title_json(struct engine *engine, const struct incident *incident)
{
	struct asked asked = {engine, incident};
	const struct alarm *root = incident->cause;
	struct values values = {.get = alert_value, .context = &asked};
	struct text title = {0};
	json_t *json;

	if (root->fault->title)
		template_render(root->fault->title, &values, &title);
	else
		text_printf(&title, "%s: %s", root->platform, alarm_class(root));
	json = json_clean(text_slice(&title));
	text_free(&title);
	return json;
}

static json_t *alarms_json(const struct incident *incident)
{
	json_t *json = json_object();

	json_object_set_new(json, "total", json_integer((json_int_t)incident->total));
	json_object_set_new(json, "raised", json_integer((json_int_t)incident->raised));
	return json;
}

static void add_head(const struct engine *engine, const struct incident *incident,
	const char *transition, const char *reason, json_t *json)
{
	if (transition)
		json_object_set_new(json, "alert",
			json_sprintf("%s:%" PRIu64, incident->id, incident->seq));
	json_object_set_new(json, "incident", json_text(incident->id));
	json_object_set_new(json, "seq", json_integer((json_int_t)incident->seq));
	if (transition) {
		json_object_set_new(json, "transition", json_text(transition));
		json_object_set_new(json, "reason", json_text(reason));
	}
	json_object_set_new(json, "at", time_or_null(engine, engine->now));
	json_object_set_new(json, "state", json_text(incident_state_name(incident->state)));
	json_object_set_new(
		json, "severity", json_text(severity_name(incident_severity(incident))));
}

static void add_root(struct engine *engine, const struct incident *incident, json_t *json)
{
	const struct alarm *root = incident->cause;

	json_object_set_new(json, "title", title_json(engine, incident));
	json_object_set_new(json, "platform", json_clean(slice_of(root->platform)));
	json_object_set_new(json, "class", json_text(alarm_class(root)));
	json_object_set_new(json, "since", time_or_null(engine, incident->since));
	json_object_set_new(json, "cleared_at", time_or_null(engine, incident->cleared_at));
	json_object_set_new(json, "root", alarm_json(root, true, engine->ahead));
	json_object_set_new(json, "leftover",
		incident_is_leftover(incident) ? alarm_json(incident->root, true, engine->ahead)
					       : json_null());
}

static void add_rest(const struct engine *engine, const struct incident *incident, json_t *json)
{
	json_object_set_new(json, "evidence_incomplete", gaps_json(engine, incident));
	json_object_set_new(json, "acknowledged_by", json_text(incident->acknowledged_by));
	json_object_set_new(json, "note", json_text(incident->note));
	json_object_set_new(json, "merged_into",
		json_text(incident->merged_into[0] ? incident->merged_into : NULL));
}

const char *alert_document(struct engine *engine, const struct incident *incident,
	const char *transition, const char *reason)
{
	json_t *json = json_object();
	struct text text = {0};
	const char *document;

	add_head(engine, incident, transition, reason, json);
	add_root(engine, incident, json);
	json_object_set_new(json, "alarms", alarms_json(incident));
	json_object_set_new(
		json, "nodes", json_integer((json_int_t)impact_units(&incident->impact)));
	json_object_set_new(json, "events", json_integer((json_int_t)incident->events));
	json_object_set_new(json, "customers", customers_json(engine, incident));
	json_object_set_new(json, "services", services_json(engine, incident));
	add_rest(engine, incident, json);
	json_print(json, &text);
	json_decref(json);
	document = arena_string(engine->scratch, text_slice(&text));
	text_free(&text);
	return document;
}
