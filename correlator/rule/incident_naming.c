/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/ruleset.h"

#include "base/option.h"

static const struct incident_row {
	const char *name;
	enum value_type type;
} rows[] = {
	[NAME_PLATFORM] = {"platform", VALUE_STRING},
	[NAME_CLASS] = {"class", VALUE_STRING},
	[NAME_NODE] = {"node", VALUE_STRING},
	[NAME_SITE] = {"site", VALUE_STRING},
	[NAME_LINK] = {"link", VALUE_STRING},
	[NAME_TEXT] = {"text", VALUE_STRING},
	[NAME_SEVERITY] = {"severity", VALUE_SEVERITY},
	[NAME_CUSTOMERS] = {"customers", VALUE_NUMBER},
	[NAME_STATE] = {"state", VALUE_STRING},
	[NAME_ALARMS] = {"alarms", VALUE_NUMBER},
	[NAME_RULE] = {"rule", VALUE_STRING},
};

_Static_assert(sizeof(rows) / sizeof(rows[0]) == INCIDENT_NAMES, "a row for each name");

static bool unknown(struct slice name, struct error *error)
{
	char written[64];

	snprintf(written, sizeof(written), "%.*s", SLICE_PRINT(name));
	for (size_t i = 0; i < INCIDENT_NAMES; i++)
		if (option_near(written, rows[i].name))
			return error_set(error, "'%s' is unknown; did you mean '%s'?", written,
				rows[i].name);
	return error_set(error,
		"'%s' is unknown; an incident has platform, class, node, site, link, text, "
		"severity, "
		"customers, state, alarms, rule",
		written);
}

static bool resolve(void *context, struct slice function, struct slice name,
	const int64_t *arguments, struct name *out, struct error *error)
{
	(void)context;
	(void)arguments;
	if (function.length > 0)
		return error_set(error,
			"there is no function '%.*s' here: an incident has no "
			"variable bindings",
			SLICE_PRINT(function));
	for (size_t i = 0; i < INCIDENT_NAMES; i++) {
		if (!slice_equals(name, rows[i].name))
			continue;
		*out = (struct name){.type = rows[i].type, .symbol = (uint32_t)i};
		return true;
	}
	return unknown(name, error);
}

struct naming incident_naming(void)
{
	return (struct naming){.resolve = resolve};
}
