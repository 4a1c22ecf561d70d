/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/digest.h"
#include "config/rules.h"

enum { NOT_GIVEN = -1 };

#define SPAN(member, text)                                                                     \
	{                                                                                      \
		.name = #member, .type = OPTION_DURATION,                                      \
		.offset = offsetof(struct fault_definition, member), .help = text              \
	}

static const struct option options[] = {
	{.name = "class",
		.type = OPTION_STRING,
		.offset = offsetof(struct fault_definition, class),
		.required = true,
		.help = "the class of fault that this entry is about"},
	{.name = "downstream",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct fault_definition, downstream),
		.help = "classes that it explains on platforms that depend on this one"},
	{.name = "title",
		.type = OPTION_STRING,
		.offset = offsetof(struct fault_definition, title),
		.help = "the title of an incident"},
	{.name = "symptom",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct fault_definition, symptom),
		.help = "it is never a fault of its own"},
	SPAN(window, "how far apart cause and effect may be"),
	SPAN(hold, "how long a new incident waits for a better cause"),
	SPAN(linger, "how long a cleared incident stays before it is closed"),
	SPAN(reopen, "how long after closing it may open again"),
	{0},
};

static const char *const others[] = {"explains", "scope", NULL};

static const struct option explains_options[] = {
	{.name = "class",
		.type = OPTION_STRING,
		.offset = offsetof(struct explains_definition, class),
		.required = true,
		.help = "the class that is explained"},
	{.name = "same",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct explains_definition, same),
		.help = "key fields that must be equal"},
	{0},
};

static bool read_explained(const struct reader *reader, const config_setting_t *setting,
	struct explains_definition *explains)
{
	const struct fill fill = {.options = explains_options};
	explains->origin = reader_origin(reader, setting);
	if (config_setting_is_group(setting))
		return fill_group(reader, setting, &fill, explains);
	explains->class = reader_string(reader, setting);
	return explains->class != NULL;
}

static void read_explains(const struct reader *reader, const config_setting_t *setting,
	struct fault_definition *fault)
{
	if (!setting)
		return;
	bool many = config_setting_is_list(setting) || config_setting_is_array(setting);
	size_t count = many ? reader_length(setting) : 1;
	fault->explains = arena_calloc(reader->arena, count, sizeof(*fault->explains));
	for (size_t i = 0; i < count; i++)
		if (read_explained(reader, many ? reader_entry(setting, i) : setting,
			    &fault->explains[fault->explains_count]))
			fault->explains_count++;
}

/* One word is a scope that we know by name; a list names key fields. */
static void read_scope(const struct reader *reader, const config_setting_t *setting,
	struct fault_definition *fault)
{
	if (!setting)
		return;
	if (config_setting_type(setting) == CONFIG_TYPE_STRING)
		fault->scope = reader_string(reader, setting);
	else
		reader_strings(reader, setting, &fault->scope_fields);
}

static void read_fault(
	const struct reader *reader, const config_setting_t *group, struct ruleset *ruleset)
{
	const struct fill fill = {.options = options, .others = others};
	struct fault_definition *fault = arena_calloc(reader->arena, 1, sizeof(*fault));
	fault->origin = reader_origin(reader, group);
	fault->digest = digest_setting(group);
	fault->window = fault->hold = fault->linger = fault->reopen = NOT_GIVEN;
	fill_group(reader, group, &fill, fault);
	read_explains(reader, reader_member(group, "explains"), fault);
	read_scope(reader, reader_member(group, "scope"), fault);
	if (fault->class)
		ruleset_add_fault(ruleset, fault, reader->report);
}

void rules_faults_read(
	const struct reader *reader, const config_setting_t *list, struct ruleset *ruleset)
{
	for (size_t i = 0; i < reader_length(list); i++) {
		const config_setting_t *group = reader_entry(list, i);
		if (reader_is_group(reader, group))
			read_fault(reader, group, ruleset);
	}
}
