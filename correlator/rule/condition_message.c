/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `message = "process (?<app>\\w+) died"`: a pattern over the text of a line. Its named groups
 * become the first fields of the rule.
 */
#include "rule/conditions.h"

#include "rule/index.h"
#include "rule/match.h"
#include "rule/pattern.h"
#include "rule/ruleset_event.h"
#include "rule/view.h"

enum { GROUPS_MAXIMUM = 64 };

struct message {
	const struct pattern *pattern;
	size_t first_field; /* the first group's place in the rule's fields */
	size_t group_count;
};

static bool add_groups(struct ruleset *ruleset, struct event_rule *rule,
	struct message *message, const struct setting *setting, struct report *report)
{
	message->first_field = rule->field_count;
	message->group_count = pattern_group_count(message->pattern);
	if (message->group_count > GROUPS_MAXIMUM)
		return report_error(report, setting->origin,
			"the message pattern of event '%s' has %zu named groups; %d is the "
			"limit",
			rule->id, message->group_count, GROUPS_MAXIMUM);
	for (size_t i = 0; i < message->group_count; i++) {
		const char *name = pattern_group_name(message->pattern, i);

		if (!ruleset_event_add_field(ruleset, rule, name, NULL))
			return report_error(report, setting->origin,
				"the message pattern of event '%s' names two groups '%s'",
				rule->id, name);
	}
	return true;
}

static void *compile(struct ruleset *ruleset, struct event_rule *rule,
	const struct setting *setting, struct report *report)
{
	struct message *message = arena_calloc(ruleset->arena, 1, sizeof(*message));
	struct rule_index *indexed = rule->indexed;
	struct error error;

	if (setting->text_count != 1) {
		report_error(report, setting->origin,
			"event '%s' has several message patterns; write one with | between "
			"them",
			rule->id);
		return NULL;
	}
	message->pattern = pattern_compile(ruleset->arena, slice_of(setting->texts[0]), &error);
	if (!message->pattern) {
		report_error(report, setting->origin, "message of event '%s': %s", rule->id,
			error.text);
		return NULL;
	}
	indexed->has_pattern = true;
	indexed->literal_count = pattern_literals(message->pattern, &indexed->literals);
	return add_groups(ruleset, rule, message, setting, report) ? message : NULL;
}

static enum pattern_result run(
	const struct message *message, struct view *view, struct slice *captures)
{
	const struct slice subject = view_message(view->event);
	struct pattern_scratch *scratch;
	enum pattern_result result;

	if (view->matcher)
		return pattern_match(
			message->pattern, subject, matcher_scratch(view->matcher), captures);
	scratch = pattern_scratch_new();
	result = pattern_match(message->pattern, subject, scratch, captures);
	pattern_scratch_free(scratch);
	return result;
}

static bool test(const void *compiled, struct view *view)
{
	const struct message *message = compiled;
	struct slice captures[GROUPS_MAXIMUM];
	const enum pattern_result result = run(message, view, captures);

	if (result == PATTERN_LIMITED)
		view->limited = true;
	if (result != PATTERN_YES)
		return false;
	for (size_t i = 0; i < message->group_count; i++)
		if (captures[i].data)
			view->fields[message->first_field + i] = value_string(captures[i]);
	return true;
}

const struct condition_type condition_message = {
	.name = "message",
	.help = "pattern (PCRE2) over the text of a line; named groups become fields",
	.cost = 10,
	.compile = compile,
	.test = test,
};
