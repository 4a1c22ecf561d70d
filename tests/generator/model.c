/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "generator/model.h"

#include <string.h>

#include "base/duration.h"
#include "base/text.h"
#include "generator/model_read.h"

#define PLACE(type, member) .offset = offsetof(struct type, member)

enum { MANY = 1000000, CUSTOMERS_MAXIMUM = 2000000000 };

struct written_platform {
	struct platform_model is;
	const char *dialect;
};

struct written_link {
	const char *from, *to;
	int64_t each;
};

struct written_carriage {
	const char *service;
	int64_t customers;
};

static const struct option model_options[] = {
	{.name = "name",
		.type = OPTION_STRING,
		PLACE(model, name),
		.required = true,
		.help = "of the model"},
	{.name = "base",
		.type = OPTION_INTEGER,
		PLACE(model, base),
		.maximum = CUSTOMERS_MAXIMUM,
		.help = "customers of the operator"},
	{0},
};

static const char *const model_others[] = {
	"services", "platforms", "links", "symptoms", "faults", "noise", "restart", NULL};

static const struct option service_options[] = {
	{.name = "id",
		.type = OPTION_STRING,
		PLACE(service_model, id),
		.required = true,
		.help = "the name of the service"},
	{.name = "users",
		.type = OPTION_INTEGER,
		PLACE(service_model, users),
		.maximum = CUSTOMERS_MAXIMUM,
		.help = "customers that use it"},
	{.name = "population",
		.type = OPTION_STRING,
		PLACE(service_model, population),
		.help = "services of one population have the same customers"},
	{.name = "normal_within",
		.type = OPTION_DURATION,
		PLACE(service_model, normal_within),
		.value = "5m",
		.help = "how long a sign of normal working counts"},
	{0},
};

static const struct option platform_options[] = {
	{.name = "id",
		.type = OPTION_STRING,
		PLACE(written_platform, is.id),
		.required = true,
		.help = "the name of the platform"},
	{.name = "prefix",
		.type = OPTION_STRING,
		PLACE(written_platform, is.prefix),
		.help = "names of its nodes begin with it; default: the id"},
	{.name = "role",
		.type = OPTION_STRING,
		PLACE(written_platform, is.role),
		.help = "of its nodes; default: the id"},
	{.name = "port",
		.type = OPTION_STRING,
		PLACE(written_platform, is.port),
		.value = "eth{n}",
		.help = "name of a port, {n} being its number"},
	{.name = "dialect",
		.type = OPTION_STRING,
		PLACE(written_platform, dialect),
		.value = "rfc3164",
		.help = "of its syslog lines"},
	{.name = "sites",
		.type = OPTION_STRINGS,
		PLACE(written_platform, is.sites),
		.help = "where its nodes stand, in turn"},
	{.name = "depends_on",
		.type = OPTION_STRINGS,
		PLACE(written_platform, is.depends_on),
		.help = "platforms that it needs"},
	{.name = "nodes",
		.type = OPTION_INTEGER,
		PLACE(written_platform, is.nodes),
		.required = true,
		.minimum = 1,
		.maximum = MANY,
		.help = "nodes of one instance"},
	{.name = "instances",
		.type = OPTION_INTEGER,
		PLACE(written_platform, is.instances),
		.value = "1",
		.minimum = 1,
		.maximum = MANY,
		.help = "how many such platforms there are"},
	{.name = "spare",
		.type = OPTION_INTEGER,
		PLACE(written_platform, is.spare),
		.maximum = MANY,
		.help = "nodes of an instance that may fail without harm"},
	{0},
};

static const char *const platform_others[] = {"services", NULL};

static const struct option carriage_options[] = {
	{.name = "service",
		.type = OPTION_STRING,
		PLACE(written_carriage, service),
		.required = true,
		.help = "the id of a service"},
	{.name = "customers",
		.type = OPTION_INTEGER,
		PLACE(written_carriage, customers),
		.maximum = CUSTOMERS_MAXIMUM,
		.help = "customers of this service on it, all instances together"},
	{0},
};

static const struct option link_options[] = {
	{.name = "from",
		.type = OPTION_STRING,
		PLACE(written_link, from),
		.required = true,
		.help = "a platform; each of its nodes has such links"},
	{.name = "to",
		.type = OPTION_STRING,
		PLACE(written_link, to),
		.required = true,
		.help = "a platform, or the same"},
	{.name = "each",
		.type = OPTION_INTEGER,
		PLACE(written_link, each),
		.value = "1",
		.minimum = 1,
		.maximum = 16,
		.help = "links of every node of `from`"},
	{0},
};

static const char *const dialects[] = {"rfc3164", "rfc5424", "ios", "junos", "vrp", NULL};

size_t model_entries(const struct reader *reader, const config_setting_t *list,
	struct model *model, size_t size, entry_reader *read, void **into)
{
	char *elements;

	if (!list || !reader_is_list(reader, list))
		return 0;
	*into = elements = arena_calloc(model->arena, reader_length(list), size);
	for (size_t i = 0; i < reader_length(list); i++)
		read(reader, reader_entry(list, i), model, elements + i * size);
	return reader_length(list);
}

void model_span(const struct reader *reader, const config_setting_t *setting, struct span *span)
{
	struct string_list words = {0};

	if (!setting || !reader_strings(reader, setting, &words))
		return;
	if (words.count < 1 || words.count > 2 ||
		!duration_parse(slice_of(words.items[0]), &span->least) ||
		!duration_parse(slice_of(words.items[words.count - 1]), &span->most) ||
		span->least > span->most)
		report_error(reader->report, reader_origin(reader, setting),
			"'%s' must be a span such as \"5s\", or two: [ \"5s\", \"1m\" ]",
			reader_name(setting));
}

size_t model_word(const struct reader *reader, const config_setting_t *group,
	const char *const *words, const char *word)
{
	struct text all = {0};

	for (size_t i = 0; words[i]; i++) {
		if (strcmp(words[i], word) == 0) {
			text_free(&all);
			return i;
		}
		text_printf(&all, "%s%s", i ? ", " : "", words[i]);
	}
	report_error(reader->report, reader_origin(reader, group), "'%s' is none of %s", word,
		text_get(&all));
	text_free(&all);
	return 0;
}

const struct platform_model *model_platform(const struct reader *reader,
	const config_setting_t *group, const struct model *model, const char *id)
{
	for (size_t i = 0; i < model->platform_count; i++)
		if (strcmp(model->platforms[i].id, id) == 0)
			return &model->platforms[i];
	report_error(
		reader->report, reader_origin(reader, group), "there is no platform '%s'", id);
	return &model->platforms[0];
}

const struct platform_model **model_platforms(const struct reader *reader,
	const config_setting_t *group, const struct model *model, const struct string_list *ids)
{
	const struct platform_model **list =
		arena_calloc(model->arena, ids->count, sizeof(const struct platform_model *));

	for (size_t i = 0; i < ids->count; i++)
		list[i] = model_platform(reader, group, model, ids->items[i]);
	return list;
}

const struct service_model *model_service(const struct reader *reader,
	const config_setting_t *group, const struct model *model, const char *id)
{
	for (size_t i = 0; i < model->service_count; i++)
		if (strcmp(model->services[i].id, id) == 0)
			return &model->services[i];
	report_error(
		reader->report, reader_origin(reader, group), "there is no service '%s'", id);
	return NULL;
}

static void read_service(const struct reader *reader, const config_setting_t *group,
	struct model *model, void *element)
{
	const struct fill fill = {.options = service_options};
	struct service_model *service = element;

	(void)model;
	option_defaults(service_options, service);
	if (fill_group(reader, group, &fill, service) && !service->population)
		service->population = service->id;
}

static void read_carriage(const struct reader *reader, const config_setting_t *group,
	struct model *model, void *element)
{
	const struct fill fill = {.options = carriage_options};
	struct written_carriage written = {0};
	struct carriage_model *carriage = element;

	if (!fill_group(reader, group, &fill, &written))
		return;
	carriage->service = model_service(reader, group, model, written.service);
	carriage->customers = written.customers;
}

static void read_platform(const struct reader *reader, const config_setting_t *group,
	struct model *model, void *element)
{
	const struct fill fill = {.options = platform_options, .others = platform_others};
	struct written_platform written = {0};
	struct platform_model *platform = element;
	void *carriages = NULL;

	option_defaults(platform_options, &written);
	if (!fill_group(reader, group, &fill, &written))
		return;
	*platform = written.is;
	platform->dialect = (enum dialect)model_word(reader, group, dialects, written.dialect);
	if (!platform->prefix)
		platform->prefix = platform->id;
	if (!platform->role)
		platform->role = platform->id;
	platform->carriage_count = model_entries(reader, reader_member(group, "services"),
		model, sizeof(struct carriage_model), read_carriage, &carriages);
	platform->carriages = carriages;
}

static void read_link(const struct reader *reader, const config_setting_t *group,
	struct model *model, void *element)
{
	const struct fill fill = {.options = link_options};
	struct written_link written = {0};
	struct link_model *link = element;

	option_defaults(link_options, &written);
	if (!fill_group(reader, group, &fill, &written))
		return;
	link->from = model_platform(reader, group, model, written.from);
	link->to = model_platform(reader, group, model, written.to);
	link->each = written.each;
}

static void check_platforms(
	const struct reader *reader, const config_setting_t *root, struct model *model)
{
	if (model->platform_count == 0) {
		report_error(reader->report, reader_origin(reader, root),
			"a model needs 'platforms'");
		return;
	}
	for (size_t i = 0; i < model->platform_count; i++)
		model_platforms(reader, reader_entry(reader_member(root, "platforms"), i),
			model, &model->platforms[i].depends_on);
}

static void read_all(
	const struct reader *reader, const config_setting_t *root, struct model *model)
{
	const struct fill fill = {.options = model_options, .others = model_others};
	void *services = NULL, *platforms = NULL, *links = NULL;

	fill_group(reader, root, &fill, model);
	model->service_count = model_entries(reader, reader_member(root, "services"), model,
		sizeof(struct service_model), read_service, &services);
	model->services = services;
	model->platform_count = model_entries(reader, reader_member(root, "platforms"), model,
		sizeof(struct platform_model), read_platform, &platforms);
	model->platforms = platforms;
	check_platforms(reader, root, model);
	if (reader->report->errors)
		return;
	model->link_count = model_entries(reader, reader_member(root, "links"), model,
		sizeof(struct link_model), read_link, &links);
	model->links = links;
	model_read_symptoms(reader, root, model);
	model_read_noises(reader, root, model);
	if (reader->report->errors == 0)
		model_read_faults(reader, root, model);
}

struct model *model_read(const char *path, struct report *report)
{
	struct arena *arena = arena_new(0);
	struct sources *sources = sources_new(NULL);
	struct model *model = arena_calloc(arena, 1, sizeof(*model));
	struct configfile *file =
		configfile_open(sources, arena, path, (struct origin){0}, report);
	struct reader reader = {file, arena, report};

	model->arena = arena;
	if (file) {
		read_all(&reader, configfile_root(file), model);
		configfile_close(file);
	}
	sources_free(sources);
	if (report->errors == 0)
		return model;
	arena_free(arena);
	return NULL;
}

void model_free(struct model *model)
{
	if (model)
		arena_free(model->arena);
}
