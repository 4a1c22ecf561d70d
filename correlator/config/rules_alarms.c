/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/digest.h"
#include "config/rules.h"

#define ROW(member, kind, text)                                                                \
	{                                                                                      \
		.name = #member, .type = kind,                                                 \
		.offset = offsetof(struct alarm_definition, member), .help = text              \
	}

static const struct option options[] = {
	{.name = "id",
		.type = OPTION_STRING,
		.offset = offsetof(struct alarm_definition, id),
		.required = true,
		.help = "the name of the alarm, unique and stable"},
	ROW(key, OPTION_STRINGS, "the fields that name the object"),
	ROW(clear_all_key, OPTION_STRINGS, "the part of the key that clear_all compares"),
	ROW(global, OPTION_BOOLEAN, "one alarm for all, without a key"),
	ROW(class, OPTION_STRING, "the class of fault"),
	ROW(probable_cause, OPTION_STRING, "the X.733 probable cause"),
	ROW(severity, OPTION_STRING, "the severity while raised"),
	ROW(latch, OPTION_BOOLEAN, "keeps the highest severity"),
	ROW(affects, OPTION_STRINGS, "services that suffer"),
	ROW(text, OPTION_STRING, "a sentence about the alarm"),
	{.name = "age",
		.type = OPTION_DURATION,
		.offset = offsetof(struct alarm_definition, age),
		.minimum = 1,
		.maximum = INT64_MAX,
		.help = "no news for that long clears it"},
	{0},
};

static const char *const others[] = {"raise", "clear", "clear_all", "need", NULL};
static const char *const later[] = {"for", "silent", "at", "tz", "when", "lasting",
	"clear_after", "flap", "emit", "fact", "clear_need", "late", NULL};

static const struct option trigger_options[] = {
	{.name = "event",
		.type = OPTION_STRING,
		.offset = offsetof(struct trigger_definition, event),
		.required = true,
		.help = "the id of an event"},
	{.name = "where",
		.type = OPTION_STRING,
		.offset = offsetof(struct trigger_definition, where),
		.help = "condition over the event"},
	{.name = "severity",
		.type = OPTION_STRING,
		.offset = offsetof(struct trigger_definition, severity),
		.help = "the severity of this raise"},
	{0},
};

/* An event's id, or a group that says more about it. */
static bool read_trigger(const struct reader *reader, const config_setting_t *setting,
	struct trigger_definition *trigger)
{
	const struct fill fill = {.options = trigger_options};
	trigger->origin = reader_origin(reader, setting);
	if (config_setting_is_group(setting))
		return fill_group(reader, setting, &fill, trigger);
	trigger->event = reader_string(reader, setting);
	return trigger->event != NULL;
}

static bool read_triggers(
	const struct reader *reader, const config_setting_t *setting, struct trigger_list *list)
{
	if (!setting)
		return true;
	bool many = config_setting_is_list(setting) || config_setting_is_array(setting);
	bool good = true;
	size_t count = many ? reader_length(setting) : 1;
	list->items = arena_calloc(reader->arena, count, sizeof(*list->items));
	for (size_t i = 0; i < count; i++) {
		const config_setting_t *entry = many ? reader_entry(setting, i) : setting;
		if (read_trigger(reader, entry, &list->items[list->count]))
			list->count++;
		else
			good = false;
	}
	return good;
}

static bool read_need(const struct reader *reader, const config_setting_t *setting,
	struct alarm_definition *alarm)
{
	alarm->need_origin = alarm->origin;
	if (!setting)
		return true;
	alarm->need_origin = reader_origin(reader, setting);
	if (!reader_settings(reader, setting, &alarm->need))
		return false;
	return alarm->need.count > 0 ||
	       report_error(reader->report, alarm->need_origin,
		       "'need' is empty: say what it takes, such as { count = 3; within = "
		       "\"60s\"; }, or leave it out");
}

static void read_alarm(
	const struct reader *reader, const config_setting_t *group, struct ruleset *ruleset)
{
	const struct fill fill = {options, others, later};
	struct alarm_definition *alarm = arena_calloc(reader->arena, 1, sizeof(*alarm));
	alarm->origin = reader_origin(reader, group);
	alarm->digest = digest_setting(group);
	bool good = fill_group(reader, group, &fill, alarm);
	good = read_triggers(reader, reader_member(group, "raise"), &alarm->raise) && good;
	good = read_triggers(reader, reader_member(group, "clear"), &alarm->clear) && good;
	good = read_triggers(reader, reader_member(group, "clear_all"), &alarm->clear_all) &&
	       good;
	good = read_need(reader, reader_member(group, "need"), alarm) && good;
	/* Nothing refers to alarms: one that was read in part would only add false talk. */
	if (good)
		ruleset_add_alarm(ruleset, alarm, reader->report);
}

void rules_alarms_read(
	const struct reader *reader, const config_setting_t *list, struct ruleset *ruleset)
{
	for (size_t i = 0; i < reader_length(list); i++) {
		const config_setting_t *group = reader_entry(list, i);
		if (reader_is_group(reader, group))
			read_alarm(reader, group, ruleset);
	}
}
