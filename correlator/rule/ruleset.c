/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/ruleset.h"

#include <string.h>

#include "base/option.h"
#include "rule/index.h"
#include "rule/ruleset_alarm.h"
#include "rule/ruleset_check.h"
#include "rule/ruleset_event.h"
#include "rule/ruleset_fault.h"
#include "rule/ruleset_parts.h"

static void release(void *object)
{
	struct ruleset_index *index = object;

	table_free(index->events);
	table_free(index->alarms);
	table_free(index->faults);
}

struct ruleset *ruleset_new(const struct mib_names *names)
{
	struct arena *arena = arena_new(0);
	struct ruleset *ruleset = arena_calloc(arena, 1, sizeof(*ruleset));
	struct ruleset_index *index = arena_calloc(arena, 1, sizeof(*index));

	ruleset->arena = arena;
	ruleset->index = index;
	if (names)
		ruleset->names = *names;
	index->events = table_new(0);
	index->alarms = table_new(0);
	index->faults = table_new(0);
	arena_on_reset(arena, release, index);
	return ruleset;
}

void ruleset_free(struct ruleset *ruleset)
{
	if (ruleset)
		arena_free(ruleset->arena);
}

bool ruleset_finish(
	struct ruleset *ruleset, const struct inventory *inventory, struct report *report)
{
	const size_t errors = report->errors;

	ruleset_event_order(ruleset, report);
	ruleset_alarm_resolve(ruleset, report);
	ruleset_fault_resolve(ruleset, report);
	ruleset_check_inventory(ruleset, inventory, report);
	if (report->errors == 0)
		ruleset_check_doubts(ruleset, report);
	ruleset->index->match = index_build(ruleset, ruleset->index->order);
	return report->errors == errors;
}

bool ruleset_mib_object(
	const struct ruleset *ruleset, struct slice name, struct mib_object *object)
{
	const struct mib_names *names = &ruleset->names;

	return names->find && names->find(names->context, ruleset->arena, name, object);
}

const struct event_rule *ruleset_event(const struct ruleset *ruleset, struct slice id)
{
	return table_find(ruleset->index->events, id);
}

const struct alarm_rule *ruleset_alarm(const struct ruleset *ruleset, struct slice id)
{
	return table_find(ruleset->index->alarms, id);
}

const struct fault_rule *ruleset_fault(const struct ruleset *ruleset, struct slice class)
{
	return table_find(ruleset->index->faults, class);
}

/* Arrays double whenever their count is a power of two. */
void *ruleset_grow(struct arena *arena, const void *array, size_t count, size_t size)
{
	void *grown;

	if (count & (count - 1))
		return (void *)array;
	grown = arena_alloc(arena, (count ? 2 * count : 1) * size);
	if (count)
		memcpy(grown, array, count * size);
	return grown;
}

static const char *did_you_mean(struct ruleset *ruleset, const char *meant)
{
	return arena_printf(ruleset->arena, "; did you mean '%s'?", meant);
}

const char *ruleset_near_event(struct ruleset *ruleset, const char *written)
{
	for (size_t i = 0; i < ruleset->event_count; i++)
		if (option_near(written, ruleset->events[i]->id))
			return did_you_mean(ruleset, ruleset->events[i]->id);
	return "";
}

const char *ruleset_near_service(
	struct ruleset *ruleset, const struct inventory *inventory, const char *written)
{
	for (size_t i = 0; i < inventory->service_count; i++)
		if (option_near(written, inventory->services[i]->id))
			return did_you_mean(ruleset, inventory->services[i]->id);
	return "";
}

const char *ruleset_near_class(struct ruleset *ruleset, const char *written)
{
	for (size_t i = 0; i < ruleset->fault_count; i++) {
		const struct fault_rule *fault = ruleset->faults[i];

		if (ruleset->index->fault_used[i] && option_near(written, fault->class))
			return did_you_mean(ruleset, fault->class);
	}
	return "";
}
