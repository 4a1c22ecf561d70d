/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/routes.h"

#include "base/text.h"
#include "config/digest.h"
#include "config/fill.h"
#include "rule/ruleset.h"

/* A route as it is written. */
struct written {
	const char *id;
	const char *when;
	struct string_list transitions;
	struct string_list outputs;
};

static const struct option options[] = {
	{.name = "id",
		.type = OPTION_STRING,
		.offset = offsetof(struct written, id),
		.required = true,
		.help = "the name of the route, unique and stable"},
	{.name = "when",
		.type = OPTION_STRING,
		.offset = offsetof(struct written, when),
		.help = "condition over incidents; default: every incident"},
	{.name = "transitions",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct written, transitions),
		.help = "which transitions are told; default: all"},
	{.name = "outputs",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct written, outputs),
		.required = true,
		.help = "the outputs that are told"},
	{0},
};

static const char *const later[] = {
	"group_wait", "repeat", "throttle", "intervals", "time", "zone", "tz", NULL};

/* The place of a member, or of the group where it is missing. */
static struct origin member_origin(
	const struct reader *reader, const config_setting_t *group, const char *name)
{
	const config_setting_t *member = reader_member(group, name);
	return reader_origin(reader, member ? member : group);
}

static bool read_when(const struct reader *reader, const config_setting_t *group,
	const char *when, struct route *route)
{
	if (!when)
		return true;
	struct naming naming = incident_naming();
	struct error error;
	route->when = expression_parse(reader->arena, slice_of(when), &naming, &error);
	return route->when || report_error(reader->report, member_origin(reader, group, "when"),
				      "in 'when': %s", error.text);
}

static bool unknown_transition(
	const struct reader *reader, const config_setting_t *group, const char *written)
{
	struct text names = {0};
	for (int i = 0; i < TRANSITIONS; i++)
		text_printf(&names, "%s%s", i ? ", " : "", transition_name((enum transition)i));
	report_error(reader->report, member_origin(reader, group, "transitions"),
		"unknown transition '%s': there are: %s", written, text_get(&names));
	text_free(&names);
	return false;
}

static bool read_transitions(const struct reader *reader, const config_setting_t *group,
	const struct string_list *names, struct route *route)
{
	bool good = true;
	for (int i = 0; i < TRANSITIONS; i++)
		route->wanted[i] = names->count == 0;
	for (size_t i = 0; i < names->count; i++) {
		int transition = transition_parse(slice_of(names->items[i]));
		if (transition < 0)
			good = unknown_transition(reader, group, names->items[i]);
		else
			route->wanted[transition] = true;
	}
	return good;
}

static bool read_outputs(const struct reader *reader, const config_setting_t *group,
	const struct string_list *names, const struct ids *outputs, struct route *route)
{
	bool good = true;
	struct origin origin = member_origin(reader, group, "outputs");
	if (names->count == 0)
		return report_error(reader->report, origin,
			"'outputs' is empty: this route would tell nobody");
	for (size_t i = 0; i < names->count; i++) {
		if (ids_has(outputs, names->items[i]))
			continue;
		const char *near = ids_near(outputs, names->items[i]);
		good = near ? report_error(reader->report, origin,
				      "unknown output '%s': did you mean '%s'?",
				      names->items[i], near)
			    : report_error(reader->report, origin,
				      "unknown output '%s': no entry of 'outputs' has this id",
				      names->items[i]);
	}
	route->outputs = names->items;
	route->output_count = names->count;
	return good;
}

static bool read_route(const struct reader *reader, const config_setting_t *group,
	const struct ids *outputs, struct ids *ids, struct route *route)
{
	const struct fill fill = {.options = options, .later = later};
	struct written written = {0};
	if (!fill_group(reader, group, &fill, &written))
		return false;
	route->id = written.id;
	bool good =
		ids_claim(ids, written.id, member_origin(reader, group, "id"), reader->report);
	good = read_when(reader, group, written.when, route) && good;
	good = read_transitions(reader, group, &written.transitions, route) && good;
	return read_outputs(reader, group, &written.outputs, outputs, route) && good;
}

bool routes_read(const struct reader *reader, const config_setting_t *list,
	const struct ids *outputs, struct routes *routes)
{
	if (!list)
		return true;
	if (!reader_is_list(reader, list))
		return false;
	bool good = true;
	struct ids ids = {.what = "route"};
	size_t count = reader_length(list);
	struct route *items = arena_calloc(reader->arena, count, sizeof(*items));
	for (size_t i = 0; i < count; i++)
		good = read_route(reader, reader_entry(list, i), outputs, &ids, &items[i]) &&
		       good;
	routes->items = items;
	routes->count = count;
	routes->digest = digest_setting(list);
	ids_free(&ids);
	return good;
}
