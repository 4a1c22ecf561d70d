/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What another set made of the alarms that were there when it came into force.
 */
#include <string.h>

#include "correlate/engine_state.h"

/* The alarm behind this one, incident after incident, in creation order; NULL: the first. */
static struct alarm *next_alarm(const struct engine *engine, const struct alarm *alarm)
{
	struct link *link = alarm ? alarm->member.next : NULL;
	struct link *incident = alarm ? alarm->incident->link.next : engine->all.first;

	while (!link && incident) {
		link = CONTAINER(incident, struct incident, link)->members.first;
		incident = incident->next;
	}
	return link ? CONTAINER(link, struct alarm, member) : NULL;
}

/* Both have the same alarms in the same order: one was loaded from the state of the other. */
void engine_compare(struct engine *engine, const struct engine *before)
{
	const struct ruleset *rules = engine->settings.rules;
	struct alarm *was = next_alarm(before, NULL);

	engine->moved = engine->orphaned = 0;
	for (struct alarm *alarm = next_alarm(engine, NULL); alarm && was;
		alarm = next_alarm(engine, alarm)) {
		engine->moved += strcmp(alarm->platform, was->platform) != 0;
		engine->orphaned += !ruleset_alarm(rules, slice_of(alarm->rule->id));
		was = next_alarm(before, was);
	}
}

bool takeover_print(const struct engine *engine, struct text *out)
{
	if (engine->moved)
		text_printf(out, "%zu alarm%s moved to another platform", engine->moved,
			engine->moved == 1 ? "" : "s");
	if (engine->orphaned)
		text_printf(out, "%s%zu alarm%s no rule any more", out->length ? ", " : "",
			engine->orphaned, engine->orphaned == 1 ? " has" : "s have");
	return out->length > 0;
}
