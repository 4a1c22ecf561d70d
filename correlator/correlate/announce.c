/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Whether there is something to tell, and to whom. `opened`, `escalated`, `cleared`,
 * `reopened` go at once; `updated` only when the root, the severity, the affected services or
 * the customers (by a quarter) changed, at most once a minute, the last wins.
 */
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/json.h"
#include "correlate/engine_state.h"

enum { CUSTOMER_STEP = 4 }; /* a change by one part in so many is worth telling */
#define UPDATE_PAUSE (1 * MINUTES)
#define ROW_PAUSE    (1 * SECONDS)

static bool route_applies(
	struct engine *engine, const struct incident *incident, const struct route *route)
{
	struct asked asked = {engine, incident};
	struct values values = {.get = alert_value, .context = &asked};

	return !route->when || expression_true(route->when, &values);
}

static bool is_ending(enum transition transition)
{
	return transition == TRANSITION_CLEARED || transition == TRANSITION_CLOSED ||
	       transition == TRANSITION_MERGED;
}

/* An output that knows of the incident hears of every transition its route wants. One that does
 * not hears of it first when a route that wants openings applies; endings are no news to it. */
static bool is_told(struct engine *engine, const struct incident *incident,
	const struct route *route, const char *output, enum transition transition)
{
	if (incident_told(incident, output))
		return route->wanted[transition];
	return !is_ending(transition) &&
	       (route->wanted[transition] || route->wanted[TRANSITION_OPENED]) &&
	       route_applies(engine, incident, route);
}

/* An incident of ours that complains about an output is not sent to that very output. */
static bool complains_about(const struct incident *incident, const char *output)
{
	for (struct link *link = incident->members.first; link; link = link->next) {
		const struct alarm *alarm = CONTAINER(link, struct alarm, member);

		if (alarm->rule->about_self &&
			slice_equals(alarm_field(alarm, "output"), output))
			return true;
	}
	return false;
}

static bool is_listed(const char *const *outputs, size_t count, const char *output)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(outputs[i], output) == 0)
			return true;
	return false;
}

/* Every output gets an alert once, however many routes name it. */
static void deliver(struct engine *engine, struct incident *incident,
	enum transition transition, const char *document)
{
	const struct routes *routes = engine->settings.routes;
	const char *taken[64];
	size_t count = 0;

	for (size_t r = 0; r < routes->count; r++)
		for (size_t o = 0; o < routes->items[r].output_count; o++) {
			const struct route *route = &routes->items[r];

			if (count < 64 && !is_listed(taken, count, route->outputs[o]) &&
				!complains_about(incident, route->outputs[o]) &&
				is_told(engine, incident, route, route->outputs[o], transition))
				taken[count++] = route->outputs[o];
		}
	for (size_t i = 0; i < count; i++) {
		incident_tell(incident, taken[i]);
		delivery_add(engine, incident, transition, taken[i], document);
	}
}

static void remember(struct engine *engine, struct incident *incident)
{
	struct announced *announced = &incident->announced;
	struct customers customers = alert_customers(engine, incident, NULL);

	announced->done = true;
	announced->at = engine->now;
	announced->severity = incident_severity(incident);
	announced->services = impact_fingerprint(&incident->impact, engine->settings.inventory);
	announced->customers = customers.best;
	announced->leftover = incident_is_leftover(incident);
	memcpy(announced->cause, incident->cause->id, sizeof(announced->cause));
	if (customers.best > incident->peak)
		incident->peak = customers.best;
	deadline_cancel(&engine->deadlines, &incident->update);
}

void announce_alert(struct engine *engine, struct incident *incident,
	enum transition transition, const char *reason)
{
	const char *document;
	struct change *change;

	incident->seq = ids_next_alert(engine, incident);
	if (transition != TRANSITION_ACKNOWLEDGED && !is_ending(transition))
		remember(engine, incident);
	document = alert_document(engine, incident, transition_name(transition), reason);
	change = change_list_add(engine->out, CHANGE_ALERT, engine->now);
	change->incident = arena_string(engine->out->arena, slice_of(incident->id));
	change->seq = incident->seq;
	change->state = transition_name(transition);
	change->document = arena_string(engine->out->arena, slice_of(document));
	deliver(engine, incident, transition, document);
}

static bool customers_moved(int64_t before, int64_t now)
{
	int64_t difference = now > before ? now - before : before - now;

	if (before < 0 || now < 0)
		return before != now;
	return difference > 0 && difference * CUSTOMER_STEP >= before;
}

/* Why an update is due, or NULL when nothing that matters has changed. */
static const char *what_changed(struct engine *engine, const struct incident *incident)
{
	const struct announced *told = &incident->announced;
	struct customers customers = alert_customers(engine, incident, NULL);

	if (strcmp(told->cause, incident->cause->id) != 0)
		return "another root cause";
	if (told->leftover != incident_is_leftover(incident))
		return told->leftover ? "the root cause is back"
				      : "the root cause has cleared, others remain";
	if (told->severity != incident_severity(incident))
		return "less severe";
	if (told->services != impact_fingerprint(&incident->impact, engine->settings.inventory))
		return "other services affected";
	return customers_moved(told->customers, customers.best) ? "customers changed" : NULL;
}

void announce_changes(struct engine *engine, struct incident *incident)
{
	const char *what;

	if (incident_severity(incident) > incident->announced.severity) {
		announce_alert(engine, incident, TRANSITION_ESCALATED, "more severe");
		return;
	}
	what = what_changed(engine, incident);
	if (!what)
		deadline_cancel(&engine->deadlines, &incident->update);
	else if (engine->now >= incident->announced.at + UPDATE_PAUSE)
		announce_alert(engine, incident, TRANSITION_UPDATED, what);
	else if (!deadline_armed(&incident->update))
		deadline_arm(&engine->deadlines, &incident->update,
			incident->announced.at + UPDATE_PAUSE);
}

/* Members whose counters moved, in the order in which they were made. */
static void announce_counters(struct engine *engine, struct incident *incident)
{
	struct heap_item *item;

	while ((item = heap_first(&incident->untold)))
		announce_alarm(engine, CONTAINER(item, struct alarm, untold));
}

void announce_row(struct engine *engine, struct incident *incident)
{
	deadline_cancel(&engine->deadlines, &incident->refresh);
	incident->shown_at = engine->now;
	announce_counters(engine, incident);
	row_incident(engine, incident);
}

void announce_row_soon(struct engine *engine, struct incident *incident)
{
	if (!incident->shown_at || engine->now >= incident->shown_at + ROW_PAUSE)
		announce_row(engine, incident);
	else if (!deadline_armed(&incident->refresh))
		deadline_arm(
			&engine->deadlines, &incident->refresh, incident->shown_at + ROW_PAUSE);
}

void announce_alarm(struct engine *engine, struct alarm *alarm)
{
	incident_unnote(alarm->incident, alarm);
	row_alarm(engine, alarm);
}
