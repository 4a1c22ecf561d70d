/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/ruleset_need.h"

#include <string.h>

#include "base/duration.h"
#include "base/option.h"

enum { COUNT_MAXIMUM = 10000 }; /* what a context keeps is bounded */

/* The settings as written; NULL: not given. */
struct written {
	const struct setting *count, *within, *distinct, *at_least;
};

static const struct known {
	const char *name;
	size_t offset;
} knowns[] = {
	{"count", offsetof(struct written, count)},
	{"within", offsetof(struct written, within)},
	{"distinct", offsetof(struct written, distinct)},
	{"at_least", offsetof(struct written, at_least)},
};

enum { KNOWNS = sizeof(knowns) / sizeof(knowns[0]) };

static bool report_unknown(const struct setting *setting, struct report *report)
{
	for (size_t i = 0; i < KNOWNS; i++)
		if (option_near(setting->name, knowns[i].name))
			return report_error(report, setting->origin,
				"need has no setting '%s'; did you mean '%s'?", setting->name,
				knowns[i].name);
	return report_error(report, setting->origin,
		"need has no setting '%s'; it knows count, within, distinct, at_least",
		setting->name);
}

static bool place_setting(
	const struct setting *setting, struct written *written, struct report *report)
{
	for (size_t i = 0; i < KNOWNS; i++) {
		if (strcmp(setting->name, knowns[i].name) != 0)
			continue;
		if (setting->text_count != 1)
			return report_error(report, setting->origin,
				"%s of need must be one value", setting->name);
		*(const struct setting **)((char *)written + knowns[i].offset) = setting;
		return true;
	}
	return report_unknown(setting, report);
}

static bool parse_number(const struct setting *setting, int64_t *number, struct report *report)
{
	if (slice_to_integer(slice_of(setting->texts[0]), number) && *number >= 1 &&
		*number <= COUNT_MAXIMUM)
		return true;
	return report_error(report, setting->origin,
		"%s of need is '%s'; it must be a number from 1 to %d", setting->name,
		setting->texts[0], COUNT_MAXIMUM);
}

static bool parse_within(const struct setting *setting, struct need *need,
	const struct origin origin, struct report *report)
{
	if (!setting)
		return report_error(report, origin,
			"need counts without saying how long: add within = \"60s\", for "
			"example");
	if (duration_parse(slice_of(setting->texts[0]), &need->within) && need->within > 0)
		return true;
	return report_error(report, setting->origin,
		"within of need is '%s'; it must be a time such as \"60s\"", setting->texts[0]);
}

static bool parse_distinct(const struct written *written, struct need *need,
	const struct origin origin, struct report *report)
{
	if (written->count)
		return report_error(report, written->count->origin,
			"need has both count and distinct; distinct takes at_least");
	if (!written->at_least)
		return report_error(report, origin,
			"need counts different values of '%s'; add at_least = 2, for example",
			written->distinct->texts[0]);
	need->kind = "distinct";
	need->field = written->distinct->texts[0];
	return parse_number(written->at_least, &need->count, report) &&
	       parse_within(written->within, need, origin, report);
}

static bool parse_count(const struct written *written, struct need *need,
	const struct origin origin, struct report *report)
{
	if (written->at_least)
		return report_error(report, written->at_least->origin,
			"at_least of need goes with distinct; write count to count events");
	if (!written->count)
		return report_error(report, origin,
			"need says within, but not what to count: add count or distinct");
	need->kind = "count";
	return parse_number(written->count, &need->count, report) &&
	       parse_within(written->within, need, origin, report);
}

bool ruleset_need_parse(
	const struct alarm_definition *definition, struct need *need, struct report *report)
{
	const struct settings_list *list = &definition->need;
	struct written written = {0};
	bool good = true;

	for (size_t i = 0; i < list->count; i++)
		good = place_setting(&list->items[i], &written, report) && good;
	if (!good || list->count == 0)
		return good;
	if (written.distinct)
		return parse_distinct(&written, need, definition->need_origin, report);
	return parse_count(&written, need, definition->need_origin, report);
}
