/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/ruleset_event.h"

#include <string.h>

#include "base/option.h"
#include "rule/index.h"
#include "rule/ruleset_parts.h"
#include "rule/view.h"

bool ruleset_event_add_field(struct ruleset *ruleset, struct event_rule *rule, const char *name,
	const struct template *template)
{
	for (size_t i = 0; i < rule->field_count; i++)
		if (strcmp(rule->fields[i].name, name) == 0)
			return false;
	rule->fields = ruleset_grow(
		ruleset->arena, rule->fields, rule->field_count, sizeof(struct rule_field));
	rule->fields[rule->field_count++] = (struct rule_field){name, template};
	return true;
}

static bool unknown_condition(
	const struct event_rule *rule, const struct setting *setting, struct report *report)
{
	for (size_t i = 0; conditions[i]; i++)
		if (option_near(setting->name, conditions[i]->name))
			return report_error(report, setting->origin,
				"event '%s' has an unknown condition '%s'; did you mean '%s'?",
				rule->id, setting->name, conditions[i]->name);
	return report_error(report, setting->origin,
		"event '%s' has an unknown condition '%s'; known are trap, program, host, "
		"facility, severity, msgid, sd, message, self, where",
		rule->id, setting->name);
}

/* Keeps the conditions sorted by cost. */
static void add_condition(
	struct event_rule *rule, const struct condition_type *type, const void *compiled)
{
	size_t place = rule->condition_count++;

	for (; place > 0 && rule->conditions[place - 1].type->cost > type->cost; place--)
		rule->conditions[place] = rule->conditions[place - 1];
	rule->conditions[place] = (struct rule_condition){type, compiled};
}

static bool compile_condition(struct ruleset *ruleset, struct event_rule *rule,
	const struct setting *setting, struct report *report)
{
	const struct condition_type *type = condition_find(setting->name);
	const void *compiled;

	if (setting->text_count == 0)
		return report_error(report, setting->origin, "%s of event '%s' is empty",
			setting->name, rule->id);
	compiled = type->compile(ruleset, rule, setting, report);
	if (!compiled)
		return false;
	add_condition(rule, type, compiled);
	return true;
}

/* Those that may name fields come after the fields. */
static bool compile_conditions(struct ruleset *ruleset, struct event_rule *rule,
	bool names_fields, struct report *report)
{
	const struct settings_list *list = &rule->definition->conditions;
	bool good = true;

	for (size_t i = 0; i < list->count; i++) {
		const struct condition_type *type = condition_find(list->items[i].name);

		if (type && type->names_fields == names_fields)
			good = compile_condition(ruleset, rule, &list->items[i], report) &&
			       good;
	}
	return good;
}

/* A field is a template, or one operand alone. */
static bool compile_field(struct ruleset *ruleset, struct event_rule *rule,
	const struct setting *setting, struct report *report)
{
	const struct naming naming = view_naming(ruleset, rule);
	const char *text = setting->text_count == 1 ? setting->texts[0] : "";
	const struct template *template;
	struct error error;

	if (strlen(text) == 0)
		return report_error(report, setting->origin,
			"field '%s' of event '%s' must be one text that is not empty",
			setting->name, rule->id);
	if (!strstr(text, "${"))
		text = arena_printf(ruleset->arena, "${%s}", text);
	template = template_parse(ruleset->arena, slice_of(text), &naming, &error);
	if (!template)
		return report_error(report, setting->origin, "field '%s' of event '%s': %s",
			setting->name, rule->id, error.text);
	if (!ruleset_event_add_field(ruleset, rule, setting->name, template))
		return report_error(report, setting->origin, "event '%s' has two fields '%s'",
			rule->id, setting->name);
	return true;
}

static bool compile_fields(
	struct ruleset *ruleset, struct event_rule *rule, struct report *report)
{
	const struct settings_list *list = &rule->definition->fields;
	bool good = true;

	for (size_t i = 0; i < list->count; i++)
		good = compile_field(ruleset, rule, &list->items[i], report) && good;
	return good;
}

static const struct setting *find_setting(const struct settings_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].name, name) == 0)
			return &list->items[i];
	return NULL;
}

/* Conditions of which a trap has nothing. */
static const char *const of_lines[] = {
	"tag", "program", "facility", "severity", "msgid", "sd", "message", "self", NULL};

static bool check_kind(const struct event_rule *rule, struct report *report)
{
	const struct settings_list *list = &rule->definition->conditions;

	for (size_t i = 0; rule->indexed->for_traps && of_lines[i]; i++)
		if (find_setting(list, of_lines[i]))
			return report_error(report, rule->origin,
				"event '%s' has both `trap` and `%s`: only lines have a %s",
				rule->id, of_lines[i], of_lines[i]);
	return true;
}

static bool check_conditions(const struct event_rule *rule, struct report *report)
{
	const struct settings_list *list = &rule->definition->conditions;
	bool good = true, any = false;

	for (size_t i = 0; i < list->count; i++) {
		if (!condition_find(list->items[i].name))
			good = unknown_condition(rule, &list->items[i], report);
		any = any || strcmp(list->items[i].name, "where") != 0;
	}
	if (!any)
		return report_error(report, rule->origin,
			"event '%s' says neither `trap` nor `program`, `message`, `host`, "
			"`facility`, `severity`, `msgid`, `sd` or `self`: it would be tried on "
			"everything",
			rule->id);
	return check_kind(rule, report) && good;
}

static struct event_rule *add_rule(
	struct ruleset *ruleset, const struct event_definition *definition)
{
	struct arena *arena = ruleset->arena;
	struct event_rule *rule = arena_calloc(arena, 1, sizeof(*rule));
	const size_t count = ruleset->event_count;

	rule->id = definition->id;
	rule->index = count;
	rule->origin = definition->origin;
	rule->digest = definition->digest;
	rule->definition = definition;
	rule->shows = definition->shows;
	rule->conditions =
		arena_calloc(arena, definition->conditions.count, sizeof(*rule->conditions));
	rule->indexed = arena_calloc(arena, 1, sizeof(*rule->indexed));
	rule->indexed->for_traps = find_setting(&definition->conditions, "trap") != NULL;
	ruleset->events =
		ruleset_grow(arena, ruleset->events, count, sizeof(struct event_rule *));
	ruleset->events[count] = rule;
	ruleset->event_count++;
	table_set(ruleset->index->events, slice_of(rule->id), rule);
	return rule;
}

bool ruleset_add_event(struct ruleset *ruleset, const struct event_definition *definition,
	struct report *report)
{
	const struct event_rule *first =
		table_find(ruleset->index->events, slice_of(definition->id));
	struct event_rule *rule;
	bool good;

	if (first)
		return report_error(report, definition->origin,
			"event '%s' exists already (%s:%u)", definition->id, first->origin.file,
			first->origin.line);
	rule = add_rule(ruleset, definition);
	good = check_conditions(rule, report);
	good = compile_conditions(ruleset, rule, false, report) && good;
	good = compile_fields(ruleset, rule, report) && good;
	good = good && compile_conditions(ruleset, rule, true, report);
	rule->indexed->broken = !good;
	return good;
}

static void resolve_except(
	struct ruleset *ruleset, struct event_rule *rule, struct report *report)
{
	const struct event_definition *definition = rule->definition;

	rule->except = arena_alloc(
		ruleset->arena, definition->except_count * sizeof(const struct event_rule *));
	for (size_t i = 0; i < definition->except_count; i++) {
		const char *id = definition->except[i];
		const struct event_rule *found =
			table_find(ruleset->index->events, slice_of(id));

		if (found) {
			rule->except[rule->except_count++] = found;
			found->indexed->excepted = true;
		} else {
			report_error(report, rule->origin,
				"event '%s' excepts '%s', which is not an event%s", rule->id,
				id, ruleset_near_event(ruleset, id));
		}
	}
}

#define NO_RANK UINT32_MAX

/* One of the events that must be tried before this one and has no rank yet. */
static const struct event_rule *waits_for(const struct event_rule *rule)
{
	for (size_t i = 0; i < rule->except_count; i++)
		if (rule->except[i]->indexed->rank == NO_RANK)
			return rule->except[i];
	return NULL;
}

/* Whoever waits for somebody that has no rank comes to a cycle in the end. */
static void report_cycle(
	const struct ruleset *ruleset, const struct event_rule *rule, struct report *report)
{
	const struct event_rule *first;
	struct text path = {0};

	for (size_t i = 0; i < ruleset->event_count; i++)
		rule = waits_for(rule);
	first = rule;
	text_printf(&path, "'%s'", first->id);
	do {
		rule = waits_for(rule);
		text_printf(&path, " excepts '%s'", rule->id);
	} while (rule != first);
	report_error(report, first->origin,
		"events that except one another: %s; take one of these out", text_get(&path));
	text_free(&path);
}

static bool give_ranks(struct ruleset *ruleset, uint32_t *next)
{
	const uint32_t before = *next;

	for (size_t i = 0; i < ruleset->event_count; i++) {
		struct event_rule *rule = ruleset->events[i];

		if (rule->indexed->rank != NO_RANK || waits_for(rule))
			continue;
		ruleset->index->order[*next] = rule;
		rule->indexed->rank = (*next)++;
	}
	return *next > before;
}

static void rank_rest(struct ruleset *ruleset, uint32_t next)
{
	for (size_t i = 0; i < ruleset->event_count; i++) {
		struct event_rule *rule = ruleset->events[i];

		if (rule->indexed->rank != NO_RANK)
			continue;
		ruleset->index->order[next] = rule;
		rule->indexed->rank = next++;
	}
}

void ruleset_event_order(struct ruleset *ruleset, struct report *report)
{
	uint32_t next = 0;

	ruleset->index->order =
		arena_alloc(ruleset->arena, ruleset->event_count * sizeof(struct event_rule *));
	for (size_t i = 0; i < ruleset->event_count; i++) {
		resolve_except(ruleset, ruleset->events[i], report);
		ruleset->events[i]->indexed->rank = NO_RANK;
	}
	while (next < ruleset->event_count && give_ranks(ruleset, &next))
		;
	for (size_t i = 0; i < ruleset->event_count; i++)
		if (ruleset->events[i]->indexed->rank == NO_RANK) {
			report_cycle(ruleset, ruleset->events[i], report);
			break;
		}
	rank_rest(ruleset, next);
}
