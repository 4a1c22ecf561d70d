/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `facility = "local0"` (several are alternatives) and `severity = "error"`, or
 * `severity = "<= warning"`: that one or a graver one. Syslog's numbers fall as gravity rises.
 */
#include "rule/conditions.h"

#include "event/severity.h"
#include "rule/ruleset.h"
#include "rule/view.h"

struct facilities {
	uint32_t bits;
};

struct severities {
	int number;
	bool graver; /* that one or a graver one */
};

static void *compile_facility(struct ruleset *ruleset, struct event_rule *rule,
	const struct setting *setting, struct report *report)
{
	struct facilities *facilities = arena_calloc(ruleset->arena, 1, sizeof(*facilities));

	for (size_t i = 0; i < setting->text_count; i++) {
		const int number = syslog_facility_parse(slice_of(setting->texts[i]));

		if (number < 0) {
			report_error(report, setting->origin,
				"facility '%s' of event '%s' is none: kern, user, mail, "
				"daemon, "
				"auth, syslog ... local0 to local7",
				setting->texts[i], rule->id);
			return NULL;
		}
		facilities->bits |= UINT32_C(1) << number;
	}
	return facilities;
}

static bool test_facility(const void *compiled, struct view *view)
{
	const struct facilities *facilities = compiled;

	return view->event->facility < 32 &&
	       (facilities->bits >> view->event->facility & 1) != 0;
}

static void *compile_severity(struct ruleset *ruleset, struct event_rule *rule,
	const struct setting *setting, struct report *report)
{
	struct severities *severities = arena_calloc(ruleset->arena, 1, sizeof(*severities));
	struct slice text = slice_trim(slice_of(setting->texts[0]));

	severities->graver = slice_starts_with(text, "<=");
	if (severities->graver)
		text = slice_trim(slice_from(text, 2));
	severities->number = syslog_severity_parse(text);
	if (severities->number >= 0 && setting->text_count == 1)
		return severities;
	report_error(report, setting->origin,
		"severity '%s' of event '%s' is none: write one of emergency, alert, critical, "
		"error, warning, notice, info, debug, with \"<=\" in front for that or graver",
		setting->texts[0], rule->id);
	return NULL;
}

static bool test_severity(const void *compiled, struct view *view)
{
	const struct severities *severities = compiled;
	const int number = view->event->severity;

	return number == severities->number ||
	       (severities->graver && number < severities->number);
}

const struct condition_type condition_facility = {
	.name = "facility",
	.help = "syslog facility by name",
	.cost = 2,
	.compile = compile_facility,
	.test = test_facility,
};

const struct condition_type condition_severity = {
	.name = "severity",
	.help = "syslog severity by name; \"<= warning\" is warning or graver",
	.cost = 2,
	.compile = compile_severity,
	.test = test_severity,
};
