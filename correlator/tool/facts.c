/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/facts.h"

#include <inttypes.h>
#include <string.h>

#include "base/duration.h"

/* Shorter names; `unknown` is what null is called. */
static const struct alias {
	const char *name, *member;
} aliases[] = {
	{"customers", "customers.best"},
	{"low", "customers.low"},
	{"high", "customers.high"},
	{"peak", "customers.peak"},
	{"alarms", "alarms.total"},
	{"raised", "alarms.raised"},
	{"root", "root.rule"},
	{"relation", "why.relation"},
	{"hops", "why.hops"},
	{"distance", "why.distance"},
	{"cause", "why.cause"},
};

bool facts_read(struct scenario *scenario, struct slice rest, struct facts *facts)
{
	struct slice word;

	*facts = (struct facts){0};
	while ((word = scenario_word(scenario, &rest)).data) {
		size_t equal = slice_find(word, 0, '=');

		if (equal == SIZE_MAX || equal == 0)
			return scenario_wrong(scenario, "'%.*s' is not of the form name=value",
				SLICE_PRINT(word));
		if (facts->count == FACTS_MAXIMUM)
			return scenario_wrong(
				scenario, "at most %d facts in one statement", FACTS_MAXIMUM);
		facts->items[facts->count++] =
			(struct fact){slice_part(word, 0, equal), slice_from(word, equal + 1)};
	}
	return true;
}

static const json_t *member(const json_t *object, struct slice name)
{
	return json_object_getn(object, name.data, name.length);
}

/* "root.severity" */
static const json_t *follow(const json_t *document, struct slice path)
{
	while (document && path.length) {
		size_t dot = slice_find(path, 0, '.');
		size_t length = dot == SIZE_MAX ? path.length : dot;

		document = member(document, slice_part(path, 0, length));
		path = slice_from(path, dot == SIZE_MAX ? length : length + 1);
	}
	return document;
}

static void print_value(const json_t *value, struct text *out)
{
	if (json_is_string(value))
		text_string(out, json_string_value(value));
	else if (json_is_null(value))
		text_string(out, "none");
	else
		json_print(value, out);
}

static bool service_state(const json_t *document, struct slice id, struct text *out)
{
	const json_t *service;
	size_t i;

	json_array_foreach(json_object_get(document, "services"), i, service)
	{
		if (!slice_equals(id, json_member_string(service, "service", "")))
			continue;
		text_string(out, json_member_string(service, "state", ""));
		return true;
	}
	return false;
}

/* Incidents are known by their numbers, since ids are not for people to foresee. */
static void print_ordinal(const struct scenario *scenario, const json_t *id, struct text *out)
{
	const struct past *incident =
		json_is_string(id)
			? history_find(&scenario->world.history, json_string_value(id))
			: NULL;

	if (incident)
		text_printf(out, "%u", incident->ordinal);
	else
		text_string(out, "none");
}

/* Times are written as spans since the start. */
static bool print_time(const struct scenario *scenario, const json_t *value, struct text *out)
{
	char span[DURATION_TEXT];
	int64_t time;

	if (!json_is_string(value) || !time_parse(slice_of(json_string_value(value)), &time))
		return false;
	time -= scenario->start;
	if (time % SECONDS == 0)
		text_printf(out, "%s%llds", time < 0 ? "" : "+", time / SECONDS);
	else
		text_printf(out, "+%s", duration_print(time, span));
	return true;
}

static const char *member_of(struct slice name)
{
	for (size_t i = 0; i < sizeof(aliases) / sizeof(*aliases); i++)
		if (slice_equals(name, aliases[i].name))
			return aliases[i].member;
	return NULL;
}

/* What the document says under that name; false when it has no such thing. */
static bool look_up(const struct scenario *scenario, const json_t *document, struct slice name,
	struct text *out)
{
	const char *other = member_of(name);
	const json_t *value = other ? follow(document, slice_of(other)) : NULL;

	if (slice_starts_with(name, "service."))
		return service_state(document, slice_from(name, strlen("service.")), out);
	if (slice_equals(name, "evidence") &&
		json_object_get(document, "evidence_incomplete")) {
		value = json_object_get(document, "evidence_incomplete");
		text_string(out, json_array_size(value) ? "incomplete" : "complete");
		return true;
	}
	if (!value)
		value = follow(document, name);
	if (!value)
		return false;
	if (slice_equals(name, "incident") || slice_equals(name, "merged_into"))
		print_ordinal(scenario, value, out);
	else if (!print_time(scenario, value, out))
		print_value(value, out);
	return true;
}

/* "+1m" and "+60s" are one time; "unknown" is another word for "none". */
static bool same(struct slice expected, struct slice found)
{
	int64_t a, b;

	if (slice_equal(expected, found) ||
		(slice_equals(expected, "unknown") && slice_equals(found, "none")))
		return true;
	return slice_starts_with(expected, "+") && slice_starts_with(found, "+") &&
	       duration_parse(slice_from(expected, 1), &a) &&
	       duration_parse(slice_from(found, 1), &b) && a == b;
}

static bool differs(const struct scenario *scenario, const struct fact *fact,
	const json_t *document, struct text *out)
{
	struct text found = {0};
	bool known = look_up(scenario, document, fact->name, &found);
	bool wrong = !known || !same(fact->value, text_slice(&found));

	if (wrong && out && known)
		text_printf(out, "\n    %.*s: expected %.*s, found %s", SLICE_PRINT(fact->name),
			SLICE_PRINT(fact->value), text_get(&found));
	else if (wrong && out)
		text_printf(out, "\n    %.*s: expected %.*s, but there is nothing of that name",
			SLICE_PRINT(fact->name), SLICE_PRINT(fact->value));
	text_free(&found);
	return wrong;
}

size_t facts_differ(const struct scenario *scenario, const struct facts *facts,
	const json_t *document, struct text *out)
{
	size_t wrong = 0;

	for (size_t i = 0; i < facts->count; i++)
		wrong += differs(scenario, &facts->items[i], document, out);
	return wrong;
}
