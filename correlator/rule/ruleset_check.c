/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/ruleset_check.h"

#include <string.h>

#include "rule/index.h"
#include "rule/ruleset_parts.h"
#include "rule/ruleset_raise.h"

static bool known_service(const struct inventory *inventory, const char *service)
{
	return inventory_service(inventory, slice_of(service)) != NULL;
}

static void check_affects(struct ruleset *ruleset, const struct inventory *inventory,
	const struct alarm_rule *alarm, struct report *report)
{
	for (size_t i = 0; i < alarm->affects_count; i++)
		if (!known_service(inventory, alarm->affects[i]))
			report_error(report, alarm->origin,
				"alarm '%s' affects '%s', which is not a service of the "
				"inventory%s",
				alarm->id, alarm->affects[i],
				ruleset_near_service(ruleset, inventory, alarm->affects[i]));
}

static void check_services(
	struct ruleset *ruleset, const struct inventory *inventory, struct report *report)
{
	if (inventory->service_count == 0)
		return;
	for (size_t i = 0; i < ruleset->alarm_count; i++)
		check_affects(ruleset, inventory, ruleset->alarms[i], report);
	for (size_t i = 0; i < ruleset->event_count; i++) {
		const struct event_rule *event = ruleset->events[i];

		if (event->shows && !known_service(inventory, event->shows))
			report_error(report, event->origin,
				"event '%s' shows '%s', which is not a service of the "
				"inventory%s",
				event->id, event->shows,
				ruleset_near_service(ruleset, inventory, event->shows));
	}
}

static void check_links(
	const struct ruleset *ruleset, const struct inventory *inventory, struct report *report)
{
	if (inventory->node_count == 0 || inventory->link_count > 0)
		return;
	for (size_t i = 0; i < ruleset->fault_count; i++)
		if (ruleset->faults[i]->scope == SCOPE_LINK)
			report_doubt(report, ruleset->faults[i]->origin,
				"class '%s' has the scope \"link\", but the inventory has no "
				"links: each port is alone without links.csv",
				ruleset->faults[i]->class);
}

void ruleset_check_inventory(
	struct ruleset *ruleset, const struct inventory *inventory, struct report *report)
{
	if (!inventory)
		return;
	check_services(ruleset, inventory, report);
	check_links(ruleset, inventory, report);
}

static void mark_excepted(const struct ruleset *ruleset, bool *excepted)
{
	for (size_t i = 0; i < ruleset->event_count; i++)
		for (size_t n = 0; n < ruleset->events[i]->except_count; n++)
			excepted[ruleset->events[i]->except[n]->index] = true;
}

static void check_used(const struct ruleset *ruleset, struct report *report)
{
	bool *excepted = arena_calloc(ruleset->arena, ruleset->event_count, sizeof(bool));

	mark_excepted(ruleset, excepted);
	for (size_t i = 0; i < ruleset->event_count; i++) {
		const struct event_rule *event = ruleset->events[i];

		if (event->use_count == 0 && !event->shows && !excepted[i])
			report_doubt(report, event->origin,
				"event '%s' is never used: no alarm names it, and it shows no "
				"service",
				event->id);
	}
}

/* Few lines have structured data, and the others are soon done with. */
static bool names_data(const struct event_rule *event)
{
	const struct settings_list *list = &event->definition->conditions;

	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].name, "sd") == 0)
			return true;
	return false;
}

static void check_indexable(const struct event_rule *event, struct report *report)
{
	if (!index_is_residue(event) || names_data(event))
		return;
	if (event->indexed->has_pattern)
		report_doubt(report, event->origin,
			"the message pattern of event '%s' requires no text of 3 characters or "
			"more, so it is tried on every line; add `program`, or a fixed word",
			event->id);
	else
		report_doubt(report, event->origin,
			"event '%s' names neither a program nor a message, so it is tried on "
			"every line",
			event->id);
}

/* Whether a raise may come with the severity `cleared`. */
static bool says_cleared(const struct alarm_definition *definition)
{
	bool varies = ruleset_varies(definition->severity);

	for (size_t i = 0; i < definition->raise.count; i++)
		varies = varies || ruleset_varies(definition->raise.items[i].severity);
	return varies;
}

static void check_clears(const struct ruleset_index *index, const struct alarm_rule *alarm,
	struct report *report)
{
	const struct alarm_definition *definition = index->alarm_definitions[alarm->index];

	if (definition->clear.count == 0 && definition->clear_all.count == 0 && !alarm->age &&
		!says_cleared(definition))
		report_doubt(report, alarm->origin,
			"alarm '%s' can never clear: it has neither clear, nor clear_all, nor "
			"age",
			alarm->id);
	if (definition->clear_all.count > 0 && alarm->clear_all_count == 0 &&
		!definition->global)
		report_doubt(report, alarm->origin,
			"clear_all of alarm '%s' clears it on all objects of the network; "
			"clear_all_key = [ \"node\" ] would keep to one node",
			alarm->id);
}

void ruleset_check_doubts(const struct ruleset *ruleset, struct report *report)
{
	check_used(ruleset, report);
	for (size_t i = 0; i < ruleset->event_count; i++)
		check_indexable(ruleset->events[i], report);
	for (size_t i = 0; i < ruleset->alarm_count; i++)
		check_clears(ruleset->index, ruleset->alarms[i], report);
}
