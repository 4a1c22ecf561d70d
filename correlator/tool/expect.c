/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a scenario expects: so many of something, something with certain values, or nothing.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "tool/facts.h"
#include "tool/sums.h"

static bool failed(struct scenario *scenario, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* An expectation that does not hold is no reason to stop. */
static bool failed(struct scenario *scenario, const char *format, ...)
{
	struct text text = {0};
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&text, format, arguments);
	va_end(arguments);
	report_error(&scenario->failures, (struct origin){scenario->file, scenario->line}, "%s",
		text_get(&text));
	text_free(&text);
	return true;
}

/* "3", "== 3", "<= 3", ">= 3" against what there is. */
static bool compare(
	struct scenario *scenario, struct slice rest, uint64_t found, const char *what)
{
	struct slice word = slice_word(&rest), number = word;
	const char *how = "==";
	int64_t expected;
	bool holds;

	if (slice_equals(word, "<=") || slice_equals(word, ">=") || slice_equals(word, "==")) {
		how = word.data[0] == '<' ? "<=" : word.data[0] == '>' ? ">=" : "==";
		number = slice_word(&rest);
	}
	if (!slice_to_integer(number, &expected) || expected < 0 || slice_trim(rest).length)
		return scenario_wrong(
			scenario, "a number is expected here, perhaps behind <=, >= or ==");
	holds = how[0] == '<'   ? found <= (uint64_t)expected
		: how[0] == '>' ? found >= (uint64_t)expected
				: found == (uint64_t)expected;
	return holds || failed(scenario, "%s: expected %s%" PRId64 ", found %" PRIu64, what,
				how[0] == '=' ? "" : how, expected, found);
}

/* Candidates for "something with these values": the nearest miss is what the author sees. */
struct search {
	struct scenario *scenario;
	struct facts facts;
	size_t candidates;
	size_t fewest; /* differences of the nearest one */
	struct text nearest;
};

static void consider(struct search *search, const json_t *document)
{
	struct text differences = {0};
	size_t wrong = facts_differ(search->scenario, &search->facts, document, &differences);

	if (search->candidates++ == 0 || wrong < search->fewest) {
		search->fewest = wrong;
		text_reset(&search->nearest);
		text_append(&search->nearest, text_slice(&differences));
	}
	text_free(&differences);
}

/* Judges a search; `no`: there must be none. */
static bool judge(struct search *search, bool no, struct slice what)
{
	struct scenario *scenario = search->scenario;
	bool found = search->candidates > 0 && search->fewest == 0;

	if (no && found)
		failed(scenario, "expected no such %.*s, but there is one", SLICE_PRINT(what));
	else if (!no && search->candidates == 0)
		failed(scenario, "there is no %.*s", SLICE_PRINT(what));
	else if (!no && !found)
		failed(scenario, "%.*s:%s", SLICE_PRINT(what), text_get(&search->nearest));
	text_free(&search->nearest);
	return true;
}

static void consider_text(struct search *search, const char *document)
{
	json_t *json = json_parse(slice_of(document ? document : "null"), NULL);

	consider(search, json);
	json_decref(json);
}

static bool expect_incident(struct scenario *scenario, struct slice rest, bool no)
{
	const struct history *history = &scenario->world.history;
	struct search search = {.scenario = scenario};
	const struct past *incident;
	const char *what = "incident";
	int64_t number = 0;

	if (!no && (!slice_to_integer(slice_word(&rest), &number) || number < 1))
		return scenario_wrong(scenario, "expect incident takes its number, from 1");
	if (!facts_read(scenario, rest, &search.facts))
		return false;
	for (size_t i = 1; i <= history->announced; i++) {
		incident = history_incident(history, i);
		if (no || i == (size_t)number)
			consider_text(&search, incident->document);
	}
	if (!no)
		what = arena_printf(scenario->arena, "incident %" PRId64, number);
	return judge(&search, no, slice_of(what));
}

static bool expect_alarm(struct scenario *scenario, struct slice rest, bool no)
{
	struct search search = {.scenario = scenario};
	struct slice rule = slice_word(&rest);
	struct link *link = scenario->world.history.alarms.first;

	if (!ruleset_alarm(scenario->knowledge->rules, rule))
		return scenario_wrong(
			scenario, "the rules have no alarm '%.*s'", SLICE_PRINT(rule));
	if (!facts_read(scenario, rest, &search.facts))
		return false;
	for (; link; link = link->next) {
		const struct past *alarm = CONTAINER(link, struct past, link);
		json_t *json = json_parse(slice_of(alarm->document), NULL);

		json_object_set_new(json, "incident",
			json_text(alarm->incident ? alarm->incident->id : NULL));
		if (slice_equals(rule, json_member_string(json, "rule", "")))
			consider(&search, json);
		json_decref(json);
	}
	return judge(&search, no,
		slice_of(arena_printf(scenario->arena, "alarm %.*s", SLICE_PRINT(rule))));
}

static json_t *outputs_of(const struct past_alert *alert)
{
	struct text text = {0};
	json_t *json;

	for (size_t i = 0; i < alert->output_count; i++)
		text_printf(&text, "%s%s", i ? " " : "", alert->outputs[i]);
	json = json_clean(text_slice(&text));
	text_free(&text);
	return json;
}

static bool is_transition(struct scenario *scenario, struct slice word)
{
	return transition_parse(word) >= 0 ||
	       scenario_wrong(scenario,
		       "'%.*s' is no transition: opened, escalated, updated, acknowledged, "
		       "cleared, reopened, closed, merged",
		       SLICE_PRINT(word));
}

static bool expect_alert(struct scenario *scenario, struct slice rest, bool no)
{
	struct search search = {.scenario = scenario};
	struct slice transition = slice_word(&rest);
	struct link *link = scenario->world.history.alerts.first;

	if (!is_transition(scenario, transition) || !facts_read(scenario, rest, &search.facts))
		return false;
	for (; link; link = link->next) {
		const struct past_alert *alert = CONTAINER(link, struct past_alert, link);
		json_t *json;

		if (!slice_equals(transition, alert->transition))
			continue;
		json = json_parse(slice_of(alert->document), NULL);
		json_object_set_new(json, "outputs", outputs_of(alert));
		consider(&search, json);
		json_decref(json);
	}
	return judge(&search, no,
		slice_of(arena_printf(scenario->arena, "alert %.*s", SLICE_PRINT(transition))));
}

static bool expect_incidents(struct scenario *scenario, struct slice rest, bool no)
{
	(void)no;
	return compare(scenario, rest, scenario->world.history.announced, "incidents");
}

static bool expect_alarms(struct scenario *scenario, struct slice rest, bool no)
{
	(void)no;
	return compare(scenario, rest,
		engine_counts(scenario->world.pipeline.engine).raised_alarms,
		"alarms raised now");
}

/* Alerts of a transition (empty: of any), to an output (empty: to any or none). */
static uint64_t count_alerts(
	const struct scenario *scenario, struct slice transition, struct slice output)
{
	struct link *link = scenario->world.history.alerts.first;
	uint64_t count = 0;

	for (; link; link = link->next) {
		const struct past_alert *alert = CONTAINER(link, struct past_alert, link);
		bool told = output.length == 0;

		for (size_t i = 0; i < alert->output_count; i++)
			told = told || slice_equals(output, alert->outputs[i]);
		count += told &&
			 (!transition.length || slice_equals(transition, alert->transition));
	}
	return count;
}

/* Cuts the transition off, if there is one. */
static bool read_transition(struct scenario *scenario, struct slice *rest, struct slice *word)
{
	struct slice after = *rest;

	*word = slice_word(&after);
	if (word->length == 0 || word->data[0] < 'a' || word->data[0] > 'z') {
		*word = (struct slice){0};
		return true;
	}
	*rest = after;
	return is_transition(scenario, *word);
}

static bool expect_alerts(struct scenario *scenario, struct slice rest, bool no)
{
	struct slice transition;

	(void)no;
	return read_transition(scenario, &rest, &transition) &&
	       compare(scenario, rest, count_alerts(scenario, transition, (struct slice){0}),
		       arena_printf(scenario->arena, "alerts %.*s", SLICE_PRINT(transition)));
}

static bool expect_deliveries(struct scenario *scenario, struct slice rest, bool no)
{
	struct slice output = scenario_word(scenario, &rest), transition;

	(void)no;
	rest = slice_trim(rest);
	return read_transition(scenario, &rest, &transition) &&
	       compare(scenario, rest, count_alerts(scenario, transition, output),
		       arena_printf(scenario->arena, "deliveries to %.*s %.*s",
			       SLICE_PRINT(output), SLICE_PRINT(transition)));
}

static bool expect_event(struct scenario *scenario, struct slice rest, bool no)
{
	struct slice id = slice_word(&rest);

	(void)no;
	if (!ruleset_event(scenario->knowledge->rules, id))
		return scenario_wrong(
			scenario, "the rules have no event '%.*s'", SLICE_PRINT(id));
	return compare(scenario, rest,
		history_events(&scenario->world.history, arena_string(scenario->arena, id)),
		arena_printf(scenario->arena, "events %.*s", SLICE_PRINT(id)));
}

static bool expect_sum(struct scenario *scenario, struct slice rest, bool no)
{
	struct engine_counts counts = engine_counts(scenario->world.pipeline.engine);
	struct slice name = slice_word(&rest);
	uint64_t value;

	(void)no;
	if (!sums_find(&counts, name, &value))
		return scenario_wrong(scenario, "there is no sum '%.*s'; there are%s",
			SLICE_PRINT(name), SUMS_NAMES);
	return compare(scenario, rest, value,
		arena_printf(scenario->arena, "sum %.*s", SLICE_PRINT(name)));
}

/* applied 2 */
static bool expect_orders(struct scenario *scenario, struct slice rest, bool no)
{
	struct slice result = slice_word(&rest);
	bool applied = slice_equals(result, "applied");

	(void)no;
	if (!applied && !slice_equals(result, "refused"))
		return scenario_wrong(scenario, "orders are applied or refused");
	return compare(scenario, rest,
		applied ? scenario->world.history.applied : scenario->world.history.refused,
		arena_printf(scenario->arena, "orders %.*s", SLICE_PRINT(result)));
}

/* No alert since the last time this was said. */
static bool expect_nothing(struct scenario *scenario, struct slice rest, bool no)
{
	struct link *last = scenario->world.history.alerts.last;
	struct link *first =
		scenario->quiet ? scenario->quiet->next : scenario->world.history.alerts.first;
	const struct past_alert *alert;

	(void)no;
	scenario->quiet = last;
	if (slice_trim(rest).length)
		return scenario_wrong(scenario, "nothing stands behind 'expect nothing'");
	if (!first)
		return true;
	alert = CONTAINER(first, struct past_alert, link);
	return failed(scenario, "expected no alert, found '%s' of incident %u at +%lld s",
		alert->transition, alert->incident->ordinal,
		(alert->time - scenario->start) / SECONDS);
}

static const struct expectation {
	const char *name;
	bool may_be_no; /* "expect no ..." */
	bool (*expect)(struct scenario *scenario, struct slice rest, bool no);
} expectations[] = {
	{"incidents", false, expect_incidents},
	{"incident", true, expect_incident},
	{"alarms", false, expect_alarms},
	{"alarm", true, expect_alarm},
	{"alerts", false, expect_alerts},
	{"alert", true, expect_alert},
	{"deliveries", false, expect_deliveries},
	{"event", false, expect_event},
	{"sum", false, expect_sum},
	{"orders", false, expect_orders},
	{"nothing", false, expect_nothing},
};

bool scenario_expect(struct scenario *scenario, struct slice what)
{
	struct slice rest = what, name = slice_word(&rest);
	bool no = slice_equals(name, "no");

	if (no)
		name = slice_word(&rest);
	scenario->expectations++;
	for (size_t i = 0; i < sizeof(expectations) / sizeof(*expectations); i++)
		if (slice_equals(name, expectations[i].name) &&
			(!no || expectations[i].may_be_no))
			return expectations[i].expect(scenario, rest, no);
	return scenario_wrong(scenario,
		"nobody can expect '%.*s'; there are incidents, incident, alarms, alarm, "
		"alerts, "
		"alert, deliveries, event, sum, orders, nothing ('no' before alarm, alert, "
		"incident)",
		SLICE_PRINT(what));
}
