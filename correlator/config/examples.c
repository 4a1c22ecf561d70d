/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/examples.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "config/knowledge.h"
#include "event/batch.h"
#include "event/self_event.h"
#include "input/syslog_parse.h"
#include "rule/match.h"

/* The clock of the examples: it chooses the year of stamps that have none. */
static const int64_t EXAMPLE_NOW = 1325376000000000000; /* 2012-01-01 */

struct runner {
	const struct names *names;
	struct matcher *matcher;
	struct matches *matches;
	struct batch *batch;
	struct report *report;
	size_t count;
};

/* The example as an event, alone in the batch; NULL after reporting. */
static const struct record *make_record(struct runner *runner, const struct example *example)
{
	struct slice line = slice_of(example->line);
	struct error error;
	size_t size;
	batch_reset(runner->batch);
	void *room = batch_room(runner->batch);
	if (example->kind == EXAMPLE_SELF) {
		size = self_event_from_words(room, line);
		if (size == 0) {
			report_error(runner->report, example->origin,
				"the example is none of our events: \"KIND: sentence\"");
			return NULL;
		}
	} else if (example->kind == EXAMPLE_TRAP) {
		struct trap_words context = {.names = runner->names};
		if (!trap_from_words(line, &context, room, &size, &error)) {
			report_error(runner->report, example->origin, "in the example: %s",
				error.text);
			return NULL;
		}
	} else {
		struct syslog_context context = {.now = EXAMPLE_NOW, .relayed = true};
		size = syslog_parse(line, &context, room, EVENT_MAXIMUM);
	}
	batch_commit(runner->batch, RECORD_EVENT, size);
	return batch_first(runner->batch);
}

static const struct match *find_match(
	const struct event_matches *matches, const struct event_rule *rule)
{
	for (size_t i = 0; i < matches->count; i++)
		if (matches->matches[i].rule == rule)
			return &matches->matches[i];
	return NULL;
}

/* `program = "vmapp"`, as the author wrote it. */
static void print_condition(
	const struct event_definition *definition, const char *name, struct text *out)
{
	const struct settings_list *list = &definition->conditions;
	text_string(out, name);
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i].name, name) != 0)
			continue;
		for (size_t j = 0; j < list->items[i].text_count; j++)
			text_printf(out, "%s \"%s\"", j ? "," : " =", list->items[i].texts[j]);
	}
}

/* The first condition that the event does not satisfy, or one of `except` that it does. */
static void print_reason(struct runner *runner, const struct record *record,
	const struct event_matches *matches, const struct event_rule *rule, struct text *out)
{
	struct value *fields = xcalloc(rule->field_count + 1, sizeof(*fields));
	struct view view = {
		.event = record_event(record),
		.place = &matches->place,
		.rule = rule,
		.fields = fields,
		.arena = runner->matches->arena,
		.matcher = runner->matcher,
	};
	size_t i = 0;
	while (i < rule->condition_count &&
		rule->conditions[i].type->test(rule->conditions[i].compiled, &view))
		i++;
	if (i < rule->condition_count) {
		text_string(out, ": the first condition that does not hold is ");
		print_condition(rule->definition, rule->conditions[i].type->name, out);
	}
	for (size_t j = 0; i == rule->condition_count && j < rule->except_count; j++)
		if (find_match(matches, rule->except[j]))
			text_printf(out, ": it is '%s' too, which 'except' takes out",
				rule->except[j]->id);
	free(fields);
}

static void report_no_match(struct runner *runner, const struct record *record,
	const struct event_matches *matches, const struct event_rule *rule,
	const struct example *example)
{
	struct text reason = {0}, clean = {0};
	print_reason(runner, record, matches, rule, &reason);
	text_clean(&clean, text_slice(&reason));
	report_error(runner->report, example->origin, "example does not match event '%s'%s",
		rule->id, text_get(&clean));
	text_free(&reason);
	text_free(&clean);
}

static const struct value *find_field(const struct match *match, const char *name)
{
	for (size_t i = 0; i < match->rule->field_count; i++)
		if (strcmp(match->rule->fields[i].name, name) == 0)
			return &match->fields[i];
	return NULL;
}

static void check_want(
	struct runner *runner, const struct match *match, const struct setting *want)
{
	const char *id = match->rule->id;
	const struct value *value = find_field(match, want->name);
	struct text text = {0}, clean = {0};
	if (!value) {
		report_error(runner->report, want->origin,
			"the example wants the field '%s', which event '%s' does not have",
			want->name, id);
		return;
	}
	value_print(value, &text);
	text_clean(&clean, text_slice(&text));
	if (value->type == VALUE_NONE)
		report_error(runner->report, want->origin,
			"the example wants %s = \"%s\" from event '%s', but the field is "
			"missing",
			want->name, want->texts[0], id);
	else if (!slice_equals(text_slice(&text), want->texts[0]))
		report_error(runner->report, want->origin,
			"the example wants %s = \"%s\" from event '%s', but gets \"%s\"",
			want->name, want->texts[0], id, text_get(&clean));
	text_free(&text);
	text_free(&clean);
}

static void check_example(
	struct runner *runner, const struct event_rule *rule, const struct example *example)
{
	const struct record *record = make_record(runner, example);
	runner->count++;
	if (!record)
		return;
	matches_reset(runner->matches);
	match_record(runner->matcher, record, runner->matches);
	const struct event_matches *matches = &runner->matches->events[0];
	const struct match *match = find_match(matches, rule);
	if (example->match && !match)
		report_no_match(runner, record, matches, rule, example);
	else if (!example->match && match)
		report_error(runner->report, example->origin,
			"example matches event '%s', but says match = false", rule->id);
	for (size_t i = 0; example->match && match && i < example->want.count; i++)
		check_want(runner, match, &example->want.items[i]);
}

size_t examples_run(const struct ruleset *ruleset, const struct inventory *inventory,
	const struct names *names, struct report *report)
{
	struct runner runner = {
		.names = names,
		.matcher = matcher_new(ruleset, inventory),
		.matches = matches_new(),
		.batch = batch_new(),
		.report = report,
	};
	for (size_t i = 0; i < ruleset->event_count; i++) {
		const struct event_rule *rule = ruleset->events[i];
		for (size_t j = 0; j < rule->definition->example_count; j++)
			check_example(&runner, rule, &rule->definition->examples[j]);
	}
	batch_free(runner.batch);
	matches_free(runner.matches);
	matcher_free(runner.matcher);
	return runner.count;
}
