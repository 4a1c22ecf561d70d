/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/ruleset_fault.h"

#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "rule/reach.h"
#include "rule/ruleset_parts.h"

static const char default_title[] = "${platform}: ${class}";

static const struct template *parse_title(struct ruleset *ruleset, const char *title,
	const char *class, struct origin origin, struct report *report)
{
	const struct naming naming = incident_naming();
	const struct template *template;
	struct error error;

	template = template_parse(ruleset->arena, slice_of(title), &naming, &error);
	if (!template)
		report_error(report, origin, "title of class '%s': %s", class, error.text);
	return template;
}

static bool parse_scope(const struct fault_definition *definition, struct fault_rule *fault,
	struct report *report)
{
	static const char *const names[] = {[SCOPE_PLATFORM] = "platform",
		[SCOPE_SITE] = "site",
		[SCOPE_NODE] = "node",
		[SCOPE_LINK] = "link"};

	if (definition->scope && definition->scope_fields.count > 0)
		return report_error(report, definition->origin,
			"class '%s' has two scopes; write \"%s\" or a list of key fields",
			definition->class, definition->scope);
	if (definition->scope_fields.count > 0) {
		fault->scope = SCOPE_FIELDS;
		fault->scope_fields = definition->scope_fields.items;
		fault->scope_field_count = definition->scope_fields.count;
		return true;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (definition->scope && strcmp(definition->scope, names[i]) != 0)
			continue;
		fault->scope = (enum fault_scope)i;
		return true;
	}
	return report_error(report, definition->origin,
		"scope '%s' of class '%s' is none: write \"platform\", \"site\", "
		"\"node\", \"link\", or a list of key fields",
		definition->scope, definition->class);
}

static int64_t given(int64_t span, int64_t otherwise)
{
	return span < 0 ? otherwise : span;
}

static struct fault_rule *add_fault(
	struct ruleset *ruleset, const char *class, const struct fault_definition *definition)
{
	struct arena *arena = ruleset->arena;
	struct ruleset_index *index = ruleset->index;
	const size_t count = ruleset->fault_count;
	struct fault_rule *fault = arena_calloc(arena, 1, sizeof(*fault));

	fault->class = class;
	fault->index = count;
	fault->window = given(definition ? definition->window : -1, 5 * MINUTES);
	fault->hold = given(definition ? definition->hold : -1, 15 * SECONDS);
	fault->linger = given(definition ? definition->linger : -1, 2 * MINUTES);
	fault->reopen = given(definition ? definition->reopen : -1, 30 * MINUTES);
	ruleset->faults =
		ruleset_grow(arena, ruleset->faults, count, sizeof(struct fault_rule *));
	index->fault_definitions = ruleset_grow(arena, index->fault_definitions, count,
		sizeof(const struct fault_definition *));
	index->fault_used = ruleset_grow(arena, index->fault_used, count, sizeof(bool));
	ruleset->faults[count] = fault;
	index->fault_definitions[count] = definition;
	index->fault_used[count] = false;
	ruleset->fault_count++;
	table_set(index->faults, slice_of(class), fault);
	return fault;
}

bool ruleset_add_fault(struct ruleset *ruleset, const struct fault_definition *definition,
	struct report *report)
{
	const char *class = definition->class;
	const struct fault_rule *first = table_find(ruleset->index->faults, slice_of(class));
	struct fault_rule *fault;
	bool good;

	if (first)
		return report_error(report, definition->origin,
			"class '%s' is listed already (%s:%u)", class, first->origin.file,
			first->origin.line);
	fault = add_fault(ruleset, class, definition);
	fault->origin = definition->origin;
	fault->digest = definition->digest;
	fault->symptom = definition->symptom;
	good = parse_scope(definition, fault, report);
	fault->title =
		parse_title(ruleset, definition->title ? definition->title : default_title,
			class, definition->origin, report);
	return fault->title && good;
}

struct fault_rule *ruleset_fault_of_class(struct ruleset *ruleset, const char *class)
{
	struct fault_rule *fault = table_find(ruleset->index->faults, slice_of(class));
	struct report report = {0};

	if (fault)
		return fault;
	fault = add_fault(ruleset, class, NULL);
	fault->title = parse_title(ruleset, default_title, class, fault->origin, &report);
	report_free(&report);
	return fault;
}

struct fault_rule *ruleset_fault_use(struct ruleset *ruleset, const char *class)
{
	struct fault_rule *fault = ruleset_fault_of_class(ruleset, class);

	ruleset->index->fault_used[fault->index] = true;
	return fault;
}

struct edges {
	struct reach_edge *items;
	size_t count;
	size_t capacity;
};

static void add_edge(struct edges *edges, const struct reach_edge *edge)
{
	edges->items =
		xgrow(edges->items, edges->count, &edges->capacity, sizeof(*edges->items));
	edges->items[edges->count++] = *edge;
}

static struct fault_rule *effect_class(struct ruleset *ruleset, const char *class,
	const char *verb, const struct fault_rule *cause, struct origin origin,
	struct report *report)
{
	struct fault_rule *effect = ruleset_fault_of_class(ruleset, class);

	if (!ruleset->index->fault_used[effect->index])
		report_doubt(report, origin,
			"class '%s' %s '%s', but no alarm has that class%s", cause->class, verb,
			class, ruleset_near_class(ruleset, class));
	return effect;
}

static void add_edges(
	struct ruleset *ruleset, struct edges *edges, size_t cause, struct report *report)
{
	const struct fault_definition *definition = ruleset->index->fault_definitions[cause];
	struct fault_rule *fault = ruleset->faults[cause];

	for (size_t i = 0; i < definition->explains_count; i++) {
		const struct explains_definition *explains = &definition->explains[i];

		add_edge(edges, &(struct reach_edge){
					.cause = fault,
					.effect = effect_class(ruleset, explains->class,
						"explains", fault, explains->origin, report),
					.same = explains->same,
					.origin = explains->origin,
				});
	}
	for (size_t i = 0; i < definition->downstream.count; i++)
		add_edge(edges,
			&(struct reach_edge){
				.cause = fault,
				.effect = effect_class(ruleset, definition->downstream.items[i],
					"has downstream", fault, definition->origin, report),
				.downstream = true,
				.origin = definition->origin,
			});
}

static bool has_key(const struct alarm_rule *alarm, const char *field)
{
	for (size_t i = 0; i < alarm->key_count; i++)
		if (strcmp(alarm->key[i], field) == 0)
			return true;
	return false;
}

/* A link is known by the port at its end, or by its own name. */
static bool has_link(const struct alarm_rule *alarm)
{
	return has_key(alarm, LINK_PORT) || has_key(alarm, "link");
}

/* An alarm knows its place, whatever its key. */
static bool has_field(const struct alarm_rule *alarm, const char *field)
{
	static const char *const place[] = {"node", "platform", "site"};

	if (strcmp(field, "link") == 0)
		return has_link(alarm);
	for (size_t i = 0; i < sizeof(place) / sizeof(place[0]); i++)
		if (strcmp(place[i], field) == 0)
			return true;
	return has_key(alarm, field);
}

static void check_link(
	const struct alarm_rule *alarm, const struct fault_rule *fault, struct report *report)
{
	if (fault->scope == SCOPE_LINK && !has_link(alarm))
		report_error(report, alarm->origin,
			"the key of alarm '%s' has neither 'port' nor 'link': its class '%s' "
			"has the scope \"link\"",
			alarm->id, fault->class);
}

static void check_scopes(const struct ruleset *ruleset, struct report *report)
{
	for (size_t i = 0; i < ruleset->alarm_count; i++) {
		const struct alarm_rule *alarm = ruleset->alarms[i];
		const struct fault_rule *fault = alarm->fault;

		check_link(alarm, fault, report);
		for (size_t n = 0; n < fault->scope_field_count; n++)
			if (!has_field(alarm, fault->scope_fields[n]))
				report_error(report, alarm->origin,
					"the key of alarm '%s' lacks '%s', which the scope of "
					"its "
					"class '%s' needs",
					alarm->id, fault->scope_fields[n], fault->class);
	}
}

static void check_same(const struct ruleset *ruleset, const struct reach_edge *edge,
	const char *field, struct report *report)
{
	for (size_t i = 0; i < ruleset->alarm_count; i++) {
		const struct alarm_rule *alarm = ruleset->alarms[i];

		if (alarm->fault != edge->cause && alarm->fault != edge->effect)
			continue;
		if (!has_field(alarm, field))
			report_doubt(report, edge->origin,
				"class '%s' explains '%s' where '%s' is the same, but the key "
				"of "
				"alarm '%s' has no '%s'",
				edge->cause->class, edge->effect->class, field, alarm->id,
				field);
	}
}

/* What lies on no link is never explained by what happens on one. */
static void check_effects_of_link(
	const struct ruleset *ruleset, const struct reach_edge *edge, struct report *report)
{
	if (edge->cause->scope != SCOPE_LINK || edge->downstream)
		return;
	for (size_t i = 0; i < ruleset->alarm_count; i++) {
		const struct alarm_rule *alarm = ruleset->alarms[i];

		if (alarm->fault == edge->effect && !has_link(alarm))
			report_doubt(report, edge->origin,
				"class '%s' explains '%s' on the same link, but the key of "
				"alarm '%s' has neither 'port' nor 'link'",
				edge->cause->class, edge->effect->class, alarm->id);
	}
}

static void check_edges(
	const struct ruleset *ruleset, const struct edges *edges, struct report *report)
{
	for (size_t i = 0; i < edges->count; i++) {
		check_effects_of_link(ruleset, &edges->items[i], report);
		for (size_t n = 0; n < edges->items[i].same.count; n++)
			check_same(ruleset, &edges->items[i], edges->items[i].same.items[n],
				report);
	}
}

static void check_symptoms(const struct ruleset *ruleset, struct report *report)
{
	for (size_t i = 0; i < ruleset->fault_count; i++)
		if (ruleset->faults[i]->symptom && ruleset->faults[i]->depth == 0)
			report_doubt(report, ruleset->faults[i]->origin,
				"class '%s' is said to be a symptom, but nothing explains it",
				ruleset->faults[i]->class);
}

void ruleset_fault_resolve(struct ruleset *ruleset, struct report *report)
{
	const size_t known = ruleset->fault_count; /* classes only named come behind */
	struct edges edges = {NULL, 0, 0};

	for (size_t i = 0; i < known; i++)
		if (ruleset->index->fault_definitions[i])
			add_edges(ruleset, &edges, i, report);
	check_scopes(ruleset, report);
	check_edges(ruleset, &edges, report);
	reach_compute(ruleset, edges.items, edges.count, report);
	check_symptoms(ruleset, report);
	free(edges.items);
}
