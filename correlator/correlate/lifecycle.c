/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The states of an incident and the deadlines that carry it from one to the next. What happens
 * within one record is collected first (touch) and told once (settle).
 */
#include <stdio.h>
#include <stdlib.h>

#include "correlate/engine_state.h"
#include "correlate/relation.h"

struct incident *lifecycle_open(struct engine *engine, struct alarm *root)
{
	char id[ID_TEXT];
	struct incident *incident;

	ids_make(engine, "", id);
	incident = incident_new(id, ++engine->ranks, engine->now);
	list_append(&engine->all, &incident->link);
	table_set(engine->incidents, slice_of(incident->id), incident);
	deadline_arm(
		&engine->deadlines, &incident->phase, engine->now + root->fault->hold);
	return incident;
}

/* What explains a pending incident waits for a better cause no longer than is its own way. */
void lifecycle_explained(
	struct engine *engine, struct incident *incident, const struct alarm *cause)
{
	int64_t over = engine->now + cause->fault->hold;

	if (incident->state == INCIDENT_PENDING && over < incident->phase.item.first)
		deadline_arm(&engine->deadlines, &incident->phase, over);
}

/* Lets an incident go for good: out of every table, then freed. */
static void dissolve(struct engine *engine, struct incident *incident)
{
	for (struct link *link = incident->members.first; link; link = link->next)
		alarms_forget(engine, CONTAINER(link, struct alarm, member));
	relation_remove(engine->relations, incident);
	deadline_cancel(&engine->deadlines, &incident->phase);
	deadline_cancel(&engine->deadlines, &incident->update);
	deadline_cancel(&engine->deadlines, &incident->refresh);
	table_remove(engine->incidents, slice_of(incident->id));
	list_remove(&engine->all, &incident->link);
	if (incident->is_touched)
		list_remove(&engine->touched, &incident->touched);
	incident_free(incident);
}

void lifecycle_touch(struct engine *engine, struct incident *incident, const char *reason)
{
	if (reason)
		incident->reason = reason;
	if (incident->is_touched)
		return;
	incident->is_touched = true;
	list_append(&engine->touched, &incident->touched);
}

static void settle_open(struct engine *engine, struct incident *incident)
{
	if (incident->raised > 0) {
		deadline_cancel(&engine->deadlines, &incident->phase);
		if (incident->reason) /* a mere repetition changes nothing worth telling */
			announce_changes(engine, incident);
	} else if (!deadline_armed(&incident->phase)) {
		incident->cleared_at = engine->now;
		deadline_arm(&engine->deadlines, &incident->phase,
			engine->now + incident->cause->fault->linger);
	}
}

static void settle_cleared(struct engine *engine, struct incident *incident)
{
	if (incident->raised == 0)
		return;
	deadline_cancel(&engine->deadlines, &incident->phase);
	incident->state = INCIDENT_OPEN;
	incident->cleared_at = 0;
	announce_alert(engine, incident, TRANSITION_REOPENED, "raised again");
}

static void settle(struct engine *engine, struct incident *incident)
{
	enum incident_state before = incident->state;

	if (incident->state == INCIDENT_OPEN)
		settle_open(engine, incident);
	else if (incident->state == INCIDENT_CLEARED)
		settle_cleared(engine, incident);
	if (before != incident->state)
		announce_row(engine, incident);
	else
		announce_row_soon(engine, incident);
	incident->reason = NULL;
}

void lifecycle_settle(struct engine *engine)
{
	while (engine->touched.first) {
		struct incident *incident =
			CONTAINER(engine->touched.first, struct incident, touched);

		list_remove(&engine->touched, &incident->touched);
		incident->is_touched = false;
		settle(engine, incident);
	}
}

static void forget_transient(struct engine *engine, struct incident *incident)
{
	incident->state = INCIDENT_TRANSIENT;
	engine->counts.transient++;
	announce_row(engine, incident);
	dissolve(engine, incident);
}

/* The hold is over: join what would explain it were it elsewhere, tell, or forget what has
 * passed by itself. */
static void hold_over(struct engine *engine, struct incident *incident)
{
	if (incident->raised > 0 && grouping_guess(engine, incident))
		return;
	if (incident->raised > 0) {
		incident->state = INCIDENT_OPEN;
		engine->counts.opened++;
		announce_alert(engine, incident, TRANSITION_OPENED,
			"held back for a while, no better cause came");
		announce_row(engine, incident);
		return;
	}
	forget_transient(engine, incident);
}

static void linger_over(struct engine *engine, struct incident *incident)
{
	incident->state = INCIDENT_CLEARED;
	deadline_arm(&engine->deadlines, &incident->phase,
		engine->now + incident->cause->fault->reopen);
	announce_alert(engine, incident, TRANSITION_CLEARED, "every alarm has cleared");
	announce_row(engine, incident);
}

static void finish(struct engine *engine, struct incident *incident, const char *reason)
{
	incident->state = INCIDENT_CLOSED;
	engine->counts.closed++;
	announce_alert(engine, incident, TRANSITION_CLOSED, reason);
	announce_row(engine, incident);
	dissolve(engine, incident);
}

/* Whoever waits for `cleared` must not miss it, so it is told on the way. */
void lifecycle_end(struct engine *engine, struct incident *incident, const char *reason)
{
	if (incident->state == INCIDENT_PENDING) {
		forget_transient(engine, incident);
		return;
	}
	if (!incident->cleared_at)
		incident->cleared_at = engine->now;
	if (incident->state == INCIDENT_OPEN) {
		incident->state = INCIDENT_CLEARED;
		announce_alert(engine, incident, TRANSITION_CLEARED, reason);
	}
	finish(engine, incident, reason);
}

void lifecycle_phase(struct engine *engine, struct incident *incident)
{
	if (incident->state == INCIDENT_PENDING)
		hold_over(engine, incident);
	else if (incident->state == INCIDENT_OPEN)
		linger_over(engine, incident);
	else
		finish(engine, incident, "stayed clear");
}

void lifecycle_merged(
	struct engine *engine, struct incident *incident, const struct incident *into)
{
	snprintf(incident->merged_into, sizeof(incident->merged_into), "%s", into->id);
	incident->state = INCIDENT_MERGED;
	engine->counts.merged++;
	if (incident->announced.done)
		announce_alert(
			engine, incident, TRANSITION_MERGED, "explained by another incident");
	announce_row(engine, incident);
	dissolve(engine, incident);
}
