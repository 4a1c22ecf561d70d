/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/ruleset_alarm.h"

#include <string.h>

#include "rule/ruleset_fault.h"
#include "rule/ruleset_need.h"
#include "rule/ruleset_parts.h"
#include "rule/ruleset_raise.h"
#include "rule/ruleset_use.h"

static bool check_key(const struct alarm_definition *definition, struct report *report)
{
	const size_t parts = definition->key.count;

	if (parts == 0 && !definition->global)
		return report_error(report, definition->origin,
			"alarm '%s' has no key: name the fields that tell one object from "
			"another "
			"(key = [ \"node\" ]), or write global = true",
			definition->id);
	if (parts > 0 && definition->global)
		return report_error(report, definition->origin,
			"alarm '%s' is global and has a key; one of the two is too much",
			definition->id);
	for (size_t i = 0; i < parts; i++)
		for (size_t n = 0; n < i; n++)
			if (strcmp(definition->key.items[i], definition->key.items[n]) == 0)
				return report_error(report, definition->origin,
					"the key of alarm '%s' has '%s' twice", definition->id,
					definition->key.items[i]);
	return true;
}

static size_t key_part(const struct alarm_rule *alarm, const char *name)
{
	for (size_t i = 0; i < alarm->key_count; i++)
		if (strcmp(alarm->key[i], name) == 0)
			return i;
	return SIZE_MAX;
}

static bool set_clear_all_key(struct ruleset *ruleset, struct alarm_rule *alarm,
	const struct alarm_definition *definition, struct report *report)
{
	const struct string_list *names = &definition->clear_all_key;

	alarm->clear_all_key = arena_alloc(ruleset->arena, names->count * sizeof(size_t));
	for (size_t i = 0; i < names->count; i++) {
		const size_t part = key_part(alarm, names->items[i]);

		if (part == SIZE_MAX)
			return report_error(report, definition->origin,
				"clear_all_key of alarm '%s' names '%s', which is no part of "
				"its "
				"key",
				definition->id, names->items[i]);
		alarm->clear_all_key[alarm->clear_all_count++] = part;
	}
	return true;
}

static bool check_severity(const char *severity, const struct alarm_definition *definition,
	struct origin origin, struct report *report)
{
	if (!severity || ruleset_varies(severity) ||
		severity_parse(slice_of(severity)) > SEVERITY_CLEARED)
		return true;
	return report_error(report, origin,
		"severity '%s' of alarm '%s' is none: write critical, major, minor, warning or "
		"indeterminate",
		severity, definition->id);
}

static bool check_severities(const struct alarm_definition *definition, struct report *report)
{
	bool good =
		check_severity(definition->severity, definition, definition->origin, report);

	for (size_t i = 0; i < definition->raise.count; i++)
		good = check_severity(definition->raise.items[i].severity, definition,
			       definition->raise.items[i].origin, report) &&
		       good;
	return good;
}

static bool check_raise(const struct alarm_definition *definition, struct report *report)
{
	if (definition->raise.count > 0)
		return true;
	return report_error(report, definition->origin,
		"alarm '%s' has no raise: name the events that raise it", definition->id);
}

static struct alarm_rule *add_alarm(
	struct ruleset *ruleset, const struct alarm_definition *definition)
{
	struct arena *arena = ruleset->arena;
	struct ruleset_index *index = ruleset->index;
	const size_t count = ruleset->alarm_count;
	struct alarm_rule *alarm = arena_calloc(arena, 1, sizeof(*alarm));

	*alarm = (struct alarm_rule){
		.id = definition->id,
		.index = count,
		.origin = definition->origin,
		.digest = definition->digest,
		.key = definition->key.items,
		.key_count = definition->key.count,
		.class_varies = ruleset_varies(definition->class),
		.probable_cause = ruleset_varies(definition->probable_cause) ||
						  !definition->probable_cause
					  ? ""
					  : definition->probable_cause,
		.latch = definition->latch,
		.affects = definition->affects.items,
		.affects_count = definition->affects.count,
		.age = definition->age,
	};
	ruleset->alarms =
		ruleset_grow(arena, ruleset->alarms, count, sizeof(struct alarm_rule *));
	index->alarm_definitions = ruleset_grow(arena, index->alarm_definitions, count,
		sizeof(const struct alarm_definition *));
	ruleset->alarms[count] = alarm;
	index->alarm_definitions[count] = definition;
	ruleset->alarm_count++;
	table_set(index->alarms, slice_of(alarm->id), alarm);
	return alarm;
}

bool ruleset_add_alarm(struct ruleset *ruleset, const struct alarm_definition *definition,
	struct report *report)
{
	const struct alarm_rule *first =
		table_find(ruleset->index->alarms, slice_of(definition->id));
	struct alarm_rule *alarm;
	bool good;

	if (first)
		return report_error(report, definition->origin,
			"alarm '%s' exists already (%s:%u)", definition->id, first->origin.file,
			first->origin.line);
	alarm = add_alarm(ruleset, definition);
	good = check_key(definition, report);
	good = set_clear_all_key(ruleset, alarm, definition, report) && good;
	good = check_severities(definition, report) && good;
	good = check_raise(definition, report) && good;
	return ruleset_need_parse(definition, &alarm->need, report) && good;
}

#define UNCLASSIFIED "unclassified"

void ruleset_alarm_resolve(struct ruleset *ruleset, struct report *report)
{
	struct ruleset_uses uses = {.ruleset = ruleset, .report = report};

	for (size_t i = 0; i < ruleset->alarm_count; i++) {
		struct alarm_rule *alarm = ruleset->alarms[i];
		const struct alarm_definition *definition =
			ruleset->index->alarm_definitions[i];

		alarm->fault = ruleset_fault_use(
			ruleset, definition->class && !alarm->class_varies ? definition->class
									   : UNCLASSIFIED);
		ruleset_use_compile(&uses, alarm, definition);
	}
	ruleset_use_finish(&uses);
}
