/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/digest.h"
#include "config/rules.h"

/* The parts of an event that are no conditions. */
struct written {
	const char *id;
	const char *shows;
	struct string_list except;
};

static const struct option options[] = {
	{.name = "id",
		.type = OPTION_STRING,
		.offset = offsetof(struct written, id),
		.required = true,
		.help = "the name of the event, unique and stable"},
	{.name = "shows",
		.type = OPTION_STRING,
		.offset = offsetof(struct written, shows),
		.help = "the service that this event shows to work"},
	{.name = "except",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct written, except),
		.help = "events that it must not be"},
	{0},
};

static const char *const others[] = {"fields", "examples", NULL};
static const char *const later[] = {
	"peer", "listener", "emit", "quarantine", NULL};

struct written_example {
	const char *line;
	const char *trap;
	const char *self;
	bool match;
};

static const struct option example_options[] = {
	{.name = "line",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_example, line),
		.help = "a syslog line"},
	{.name = "trap",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_example, trap),
		.help = "a trap: NAME VARBIND=type:value ..."},
	{.name = "self",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_example, self),
		.help = "an event about the correlator itself: KIND: sentence"},
	{.name = "match",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct written_example, match),
		.value = "true",
		.help = "whether the event must match it"},
	{0},
};

static const char *const example_others[] = {"want", NULL};

/* The names that may stand beside the options: `fields`, `examples`, and every condition. */
static const char *const *member_names(struct arena *arena)
{
	size_t count = 0;
	while (conditions[count])
		count++;
	const char **names = arena_calloc(arena, count + 3, sizeof(*names));
	for (size_t i = 0; i < count; i++)
		names[i] = conditions[i]->name;
	names[count] = others[0];
	names[count + 1] = others[1];
	return names;
}

/* One of the three. */
static bool set_message(struct example *example, const struct written_example *written)
{
	if (!!written->line + !!written->trap + !!written->self != 1)
		return false;
	example->kind = written->line   ? EXAMPLE_LINE
			: written->trap ? EXAMPLE_TRAP
					: EXAMPLE_SELF;
	example->line = written->line   ? written->line
			: written->trap ? written->trap
					: written->self;
	return true;
}

static bool read_example(
	const struct reader *reader, const config_setting_t *group, struct example *example)
{
	const struct fill fill = {.options = example_options, .others = example_others};
	struct written_example written = {0};
	example->origin = reader_origin(reader, group);
	option_defaults(example_options, &written);
	if (!fill_group(reader, group, &fill, &written))
		return false;
	if (!set_message(example, &written))
		return report_error(reader->report, example->origin,
			"an example is either a line = \"...\" or a trap = \"...\" (or a self "
			"= \"...\")");
	example->match = written.match;
	const config_setting_t *want = reader_member(group, "want");
	if (want && !written.match)
		return report_error(reader->report, reader_origin(reader, want),
			"an example that must not match (match = false) has no fields to "
			"'want'");
	return !want || reader_settings(reader, want, &example->want);
}

static void read_examples(const struct reader *reader, const config_setting_t *list,
	struct event_definition *event)
{
	if (!list || !reader_is_list(reader, list))
		return;
	event->examples =
		arena_calloc(reader->arena, reader_length(list), sizeof(*event->examples));
	for (size_t i = 0; i < reader_length(list); i++)
		if (read_example(reader, reader_entry(list, i),
			    &event->examples[event->example_count]))
			event->example_count++;
}

static void read_conditions(const struct reader *reader, const config_setting_t *group,
	struct event_definition *event)
{
	struct settings_list *list = &event->conditions;
	list->items = arena_calloc(reader->arena, reader_length(group), sizeof(*list->items));
	for (size_t i = 0; i < reader_length(group); i++) {
		const config_setting_t *member = reader_entry(group, i);
		if (!condition_find(reader_name(member)))
			continue;
		if (reader_texts(reader, member, &list->items[list->count]))
			list->count++;
	}
}

static void read_event(const struct reader *reader, const config_setting_t *group,
	const char *const *names, struct ruleset *ruleset)
{
	const struct fill fill = {.options = options, .others = names, .later = later};
	struct written written = {0};
	size_t errors = reader->report->errors;
	struct event_definition *event = arena_calloc(reader->arena, 1, sizeof(*event));
	event->origin = reader_origin(reader, group);
	event->digest = digest_setting(group);
	fill_group(reader, group, &fill, &written);
	if (!written.id)
		return;
	event->id = written.id;
	event->shows = written.shows;
	event->except = written.except.items;
	event->except_count = written.except.count;
	read_conditions(reader, group, event);
	const config_setting_t *fields = reader_member(group, "fields");
	if (fields)
		reader_settings(reader, fields, &event->fields);
	read_examples(reader, reader_member(group, "examples"), event);
	/* A misspelt condition that is left out would only cause talk of missing conditions. */
	if (event->conditions.count || reader->report->errors == errors)
		ruleset_add_event(ruleset, event, reader->report);
}

void rules_events_read(
	const struct reader *reader, const config_setting_t *list, struct ruleset *ruleset)
{
	const char *const *names = member_names(reader->arena);
	for (size_t i = 0; i < reader_length(list); i++) {
		const config_setting_t *group = reader_entry(list, i);
		if (reader_is_group(reader, group))
			read_event(reader, group, names, ruleset);
	}
}
