/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Of a model: what its machines say.
 */
#include <string.h>

#include "base/duration.h"
#include "generator/model_read.h"

#define PLACE(type, member) .offset = offsetof(struct type, member)

struct written_symptom {
	struct symptom_model is;
	const char *program, *tag, *raise, *clear, *trap, *clear_trap;
	int64_t level;
};

struct written_binding {
	struct binding_model is;
	const char *type;
};

struct written_noise {
	struct string_list on;
	const char *program, *tag, *text, *trap, *shows;
	int64_t level, weight;
};

static const struct option symptom_options[] = {
	{.name = "id",
		.type = OPTION_STRING,
		PLACE(written_symptom, is.id),
		.required = true,
		.help = "its name"},
	{.name = "class",
		.type = OPTION_STRING,
		PLACE(written_symptom, is.class),
		.required = true,
		.help = "class of fault"},
	{.name = "severity",
		.type = OPTION_STRING,
		PLACE(written_symptom, is.severity),
		.value = "major",
		.help = "of the alarm"},
	{.name = "key",
		.type = OPTION_STRINGS,
		PLACE(written_symptom, is.key),
		.help = "what tells one object from another; default: node"},
	{.name = "affects",
		.type = OPTION_STRINGS,
		PLACE(written_symptom, is.affects),
		.help = "services that suffer"},
	{.name = "program",
		.type = OPTION_STRING,
		PLACE(written_symptom, program),
		.help = "of the line"},
	{.name = "tag",
		.type = OPTION_STRING,
		PLACE(written_symptom, tag),
		.help = "FACILITY/MNEMONIC of router dialects"},
	{.name = "level",
		.type = OPTION_INTEGER,
		PLACE(written_symptom, level),
		.value = "3",
		.maximum = 7,
		.help = "syslog severity"},
	{.name = "raise",
		.type = OPTION_STRING,
		PLACE(written_symptom, raise),
		.help = "text of the line"},
	{.name = "clear",
		.type = OPTION_STRING,
		PLACE(written_symptom, clear),
		.help = "text of the line that ends it"},
	{.name = "trap",
		.type = OPTION_STRING,
		PLACE(written_symptom, trap),
		.help = "OID, in place of a line"},
	{.name = "clear_trap",
		.type = OPTION_STRING,
		PLACE(written_symptom, clear_trap),
		.help = "OID that ends it; the same when bindings differ"},
	{0},
};

static const struct option binding_options[] = {
	{.name = "oid",
		.type = OPTION_STRING,
		PLACE(written_binding, is.oid),
		.required = true,
		.help = "with its instance"},
	{.name = "type",
		.type = OPTION_STRING,
		PLACE(written_binding, type),
		.value = "s",
		.help = "as in snmptrap"},
	{.name = "value",
		.type = OPTION_STRING,
		PLACE(written_binding, is.text),
		.help = "text with {names}"},
	{.name = "raise",
		.type = OPTION_STRING,
		PLACE(written_binding, is.raise),
		.help = "value that raises"},
	{.name = "clear",
		.type = OPTION_STRING,
		PLACE(written_binding, is.clear),
		.help = "value that clears"},
	{0},
};

#define WORDING_OPTIONS                                                                        \
	{.name = "program",                                                                    \
		.type = OPTION_STRING,                                                         \
		PLACE(written_noise, program),                                                 \
		.help = "of the line"},                                                        \
		{.name = "tag",                                                                \
			.type = OPTION_STRING,                                                 \
			PLACE(written_noise, tag),                                             \
			.help = "FACILITY/MNEMONIC of router dialects"},                       \
		{.name = "text",                                                               \
			.type = OPTION_STRING,                                                 \
			PLACE(written_noise, text),                                            \
			.help = "of the line"},                                                \
		{.name = "trap",                                                               \
			.type = OPTION_STRING,                                                 \
			PLACE(written_noise, trap),                                            \
			.help = "OID, in place of a line"},                                    \
	{                                                                                      \
		.name = "level", .type = OPTION_INTEGER, PLACE(written_noise, level),          \
		.value = "6", .maximum = 7, .help = "syslog severity"                          \
	}

static const struct option wording_options[] = {WORDING_OPTIONS, {0}};

static const struct option noise_options[] = {
	WORDING_OPTIONS,
	{.name = "on",
		.type = OPTION_STRINGS,
		PLACE(written_noise, on),
		.required = true,
		.help = "platforms"},
	{.name = "shows",
		.type = OPTION_STRING,
		PLACE(written_noise, shows),
		.help = "a service that works"},
	{.name = "weight",
		.type = OPTION_INTEGER,
		PLACE(written_noise, weight),
		.value = "1",
		.minimum = 1,
		.maximum = 1000000,
		.help = "how often, against the others"},
	{0},
};

static const char *const symptom_others[] = {"bindings", "values", NULL};
static const char *const noise_others[] = {"bindings", NULL};

static void read_binding(const struct reader *reader, const config_setting_t *group,
	struct model *model, void *element)
{
	const struct fill fill = {.options = binding_options};
	struct written_binding written = {0};
	struct binding_model *binding = element;

	(void)model;
	option_defaults(binding_options, &written);
	if (!fill_group(reader, group, &fill, &written))
		return;
	*binding = written.is;
	binding->type = written.type[0];
	if (!strchr("iusoact", binding->type) || written.type[1])
		report_error(reader->report, reader_origin(reader, group),
			"the type '%s' is none of i, u, s, o, a, c, t", written.type);
	if (!binding->text == !binding->raise)
		report_error(reader->report, reader_origin(reader, group),
			"a binding has either 'value', or 'raise' and 'clear'");
}

static void read_bindings(const struct reader *reader, const config_setting_t *group,
	struct model *model, struct wording *wording)
{
	void *bindings = NULL;

	wording->binding_count = model_entries(reader, reader_member(group, "bindings"), model,
		sizeof(struct binding_model), read_binding, &bindings);
	wording->bindings = bindings;
}

static void check_wording(const struct reader *reader, const config_setting_t *group,
	const struct wording *wording)
{
	if (!wording->raise || (!wording->is_trap && !wording->program))
		report_error(reader->report, reader_origin(reader, group),
			"it needs a 'trap', or a 'program' and a text");
}

static void read_choices(const struct reader *reader, const config_setting_t *group,
	struct symptom_model *symptom)
{
	const config_setting_t *values = reader_member(group, "values");
	struct settings_list all = {0};

	if (!values || !reader_settings(reader, values, &all))
		return;
	symptom->choices = arena_calloc(reader->arena, all.count, sizeof(*symptom->choices));
	for (size_t i = 0; i < all.count; i++)
		symptom->choices[symptom->choice_count++] = (struct choice_model){
			all.items[i].name, {all.items[i].texts, all.items[i].text_count}};
}

static void read_symptom(const struct reader *reader, const config_setting_t *group,
	struct model *model, void *element)
{
	static const char *node[] = {"node"};
	const struct fill fill = {.options = symptom_options, .others = symptom_others};
	struct written_symptom written = {0};
	struct symptom_model *symptom = element;

	option_defaults(symptom_options, &written);
	if (!fill_group(reader, group, &fill, &written))
		return;
	*symptom = written.is;
	if (symptom->key.count == 0)
		symptom->key = (struct string_list){node, 1};
	symptom->wording = (struct wording){
		.program = written.program,
		.tag = written.tag,
		.level = written.level,
		.is_trap = written.trap != NULL,
		.raise = written.trap ? written.trap : written.raise,
		.clear = written.trap ? written.clear_trap : written.clear,
	};
	read_bindings(reader, group, model, &symptom->wording);
	read_choices(reader, group, symptom);
	check_wording(reader, group, &symptom->wording);
	for (size_t i = 0; i < symptom->affects.count; i++)
		model_service(reader, group, model, symptom->affects.items[i]);
}

void model_read_symptoms(
	const struct reader *reader, const config_setting_t *root, struct model *model)
{
	void *symptoms = NULL;

	model->symptom_count = model_entries(reader, reader_member(root, "symptoms"), model,
		sizeof(struct symptom_model), read_symptom, &symptoms);
	model->symptoms = symptoms;
	for (size_t i = 0; i < model->symptom_count; i++)
		model->symptoms[i].place = i;
}

static struct wording wording_of(const struct written_noise *written)
{
	return (struct wording){
		.program = written->program,
		.tag = written->tag,
		.level = written->level,
		.is_trap = written->trap != NULL,
		.raise = written->trap ? written->trap : written->text,
	};
}

static void read_noise(const struct reader *reader, const config_setting_t *group,
	struct model *model, void *element)
{
	const struct fill fill = {.options = noise_options, .others = noise_others};
	struct written_noise written = {0};
	struct noise_model *noise = element;

	option_defaults(noise_options, &written);
	if (!fill_group(reader, group, &fill, &written))
		return;
	noise->on = model_platforms(reader, group, model, &written.on);
	noise->on_count = written.on.count;
	noise->weight = written.weight;
	noise->shows =
		written.shows ? model_service(reader, group, model, written.shows) : NULL;
	noise->wording = wording_of(&written);
	read_bindings(reader, group, model, &noise->wording);
	check_wording(reader, group, &noise->wording);
}

static void read_restart(
	const struct reader *reader, const config_setting_t *group, struct model *model)
{
	const struct fill fill = {.options = wording_options, .others = noise_others};
	struct written_noise written = {0};

	option_defaults(wording_options, &written);
	if (!reader_is_group(reader, group) || !fill_group(reader, group, &fill, &written))
		return;
	model->restart = arena_calloc(model->arena, 1, sizeof(*model->restart));
	*model->restart = wording_of(&written);
	read_bindings(reader, group, model, model->restart);
	check_wording(reader, group, model->restart);
}

void model_read_noises(
	const struct reader *reader, const config_setting_t *root, struct model *model)
{
	void *noises = NULL;

	model->noise_count = model_entries(reader, reader_member(root, "noise"), model,
		sizeof(struct noise_model), read_noise, &noises);
	model->noises = noises;
	if (reader_member(root, "restart"))
		read_restart(reader, reader_member(root, "restart"), model);
}
