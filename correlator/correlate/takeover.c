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

	engine->moved = engine->relinked = engine->orphaned = 0;
	for (struct alarm *alarm = next_alarm(engine, NULL); alarm && was;
		alarm = next_alarm(engine, alarm)) {
		engine->moved += strcmp(alarm->platform, was->platform) != 0;
		if (!ruleset_alarm(rules, slice_of(alarm->rule->id)))
			engine->orphaned++;
		else
			engine->relinked += strcmp(alarm->link, was->link) != 0;
		was = next_alarm(before, was);
	}
}

static void print_count(struct text *out, size_t count, const char *one, const char *many)
{
	if (count)
		text_printf(out, "%s%zu %s", out->length ? ", " : "", count,
			count == 1 ? one : many);
}

bool takeover_print(const struct engine *engine, struct text *out)
{
	print_count(out, engine->moved, "alarm moved to another platform",
		"alarms moved to another platform");
	print_count(out, engine->relinked, "alarm lies on another link",
		"alarms lie on another link");
	print_count(out, engine->orphaned, "alarm has no rule any more",
		"alarms have no rule any more");
	return out->length > 0;
}
