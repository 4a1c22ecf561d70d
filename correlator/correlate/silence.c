/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Silence that nobody could hear proves nothing. What ends when news stay away gets one whole
 * period from the end of a gap: the `age` of an alarm, the `linger` of an incident that may
 * relapse, the window in which it is reopened. What waits for news to come is left alone: a
 * `need` says how many events within how long, and a gap adds none.
 */
#include "base/json.h"
#include "correlate/engine_state.h"

struct gap silence_gap(const struct engine *engine, const struct record *record)
{
	json_t *json = json_parse(record_payload(record), NULL);
	struct gap gap = {json_member_integer(json, "from", engine->now),
		json_member_integer(json, "to", record->time),
		.lost = json_member_integer(json, "lost", 0) > 0};

	json_decref(json);
	return gap;
}

/* Never to an earlier time: there may have been news since the gap. */
static void put_off(struct engine *engine, struct deadline *deadline, int64_t time)
{
	if (deadline_armed(deadline) && time > deadline_time(deadline))
		deadline_shift(&engine->deadlines, deadline, time - deadline_time(deadline));
}

static void spare_ages(struct engine *engine, const struct incident *incident, int64_t to)
{
	for (struct link *link = incident->members.first; link; link = link->next) {
		struct alarm *alarm = CONTAINER(link, struct alarm, member);

		put_off(engine, &alarm->age, to + alarm->rule->age);
	}
}

static void spare_phase(struct engine *engine, struct incident *incident, int64_t to)
{
	const struct fault_rule *fault = incident->cause->fault;

	if (incident->state == INCIDENT_OPEN)
		put_off(engine, &incident->phase, to + fault->linger);
	else if (incident->state == INCIDENT_CLEARED)
		put_off(engine, &incident->phase, to + fault->reopen);
}

void silence_spare(struct engine *engine, int64_t to)
{
	for (struct link *link = engine->all.first; link; link = link->next) {
		struct incident *incident = CONTAINER(link, struct incident, link);

		spare_ages(engine, incident, to);
		spare_phase(engine, incident, to);
	}
}

void silence_skip(struct engine *engine, struct gap gap)
{
	for (struct link *link = engine->all.first; link; link = link->next) {
		struct incident *incident = CONTAINER(link, struct incident, link);

		if (incident->state == INCIDENT_PENDING && gap.to > gap.from)
			put_off(engine, &incident->phase,
				deadline_time(&incident->phase) + (gap.to - gap.from));
	}
}
