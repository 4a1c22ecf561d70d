/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `where = "vmAppState == 'failed'"`: an expression over the event, its fields and its place.
 */
#include "rule/conditions.h"

#include "rule/expression.h"
#include "rule/view.h"

static void *compile(struct ruleset *ruleset, struct event_rule *rule,
	const struct setting *setting, struct report *report)
{
	const struct naming naming = view_naming(ruleset, rule);
	struct expression *expression;
	struct error error;

	if (setting->text_count != 1) {
		report_error(report, setting->origin,
			"event '%s' has several `where`; write one with \"and\" between them",
			rule->id);
		return NULL;
	}
	expression =
		expression_parse(ruleset->arena, slice_of(setting->texts[0]), &naming, &error);
	if (!expression)
		report_error(report, setting->origin, "where of event '%s': %s", rule->id,
			error.text);
	return expression;
}

static bool test(const void *compiled, struct view *view)
{
	const struct values values = view_values(view);

	return expression_true(compiled, &values);
}

const struct condition_type condition_where = {
	.name = "where",
	.help = "expression over fields, variable bindings and the place in the network",
	.cost = 20,
	.names_fields = true,
	.compile = compile,
	.test = test,
};
