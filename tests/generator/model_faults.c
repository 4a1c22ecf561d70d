/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Of a model: what can fail, and how it shows.
 */
#include <string.h>

#include "base/duration.h"
#include "generator/model_read.h"

#define PLACE(type, member) .offset = offsetof(struct type, member)

struct written_show {
	const char *symptom, *at;
	int64_t probability, most;
};

struct written_fault {
	struct fault_model is;
	struct string_list on, share;
	const char *scope;
};

static const struct option fault_options[] = {
	{.name = "id",
		.type = OPTION_STRING,
		PLACE(written_fault, is.id),
		.required = true,
		.help = "its name"},
	{.name = "on",
		.type = OPTION_STRINGS,
		PLACE(written_fault, on),
		.required = true,
		.help = "platforms"},
	{.name = "scope",
		.type = OPTION_STRING,
		PLACE(written_fault, scope),
		.value = "node",
		.help = "node, site, platform, link"},
	{.name = "share",
		.type = OPTION_STRINGS,
		PLACE(written_fault, share),
		.help = "per cent of the nodes that have it"},
	{.name = "weight",
		.type = OPTION_INTEGER,
		PLACE(written_fault, is.weight),
		.value = "1",
		.minimum = 1,
		.maximum = 1000000,
		.help = "how often, against the others"},
	{.name = "works",
		.type = OPTION_BOOLEAN,
		PLACE(written_fault, is.works),
		.help = "also happens as planned works"},
	{0},
};

static const struct option show_options[] = {
	{.name = "symptom",
		.type = OPTION_STRING,
		PLACE(written_show, symptom),
		.required = true,
		.help = "the id of a symptom"},
	{.name = "at",
		.type = OPTION_STRING,
		PLACE(written_show, at),
		.value = "here",
		.help = "which nodes may show it"},
	{.name = "probability",
		.type = OPTION_INTEGER,
		PLACE(written_show, probability),
		.value = "100",
		.minimum = 1,
		.maximum = 100,
		.help = "per cent, of each node"},
	{.name = "most",
		.type = OPTION_INTEGER,
		PLACE(written_show, most),
		.maximum = 1000000,
		.help = "nodes at most"},
	{0},
};

static const char *const fault_others[] = {"duration", "shows", NULL};
static const char *const show_others[] = {"delay", "repeat", "clear_delay", NULL};
static const char *const places[] = {
	"here", "platform", "site", "neighbours", "dependents", NULL};
static const char *const extents[] = {"node", "site", "platform", "link", NULL};

static const struct symptom_model *find_symptom(const struct reader *reader,
	const config_setting_t *group, const struct model *model, const char *id)
{
	for (size_t i = 0; i < model->symptom_count; i++)
		if (strcmp(model->symptoms[i].id, id) == 0)
			return &model->symptoms[i];
	report_error(
		reader->report, reader_origin(reader, group), "there is no symptom '%s'", id);
	return NULL;
}

static void read_show(const struct reader *reader, const config_setting_t *group,
	struct model *model, void *element)
{
	const struct fill fill = {.options = show_options, .others = show_others};
	struct written_show written = {0};
	struct show_model *show = element;

	option_defaults(show_options, &written);
	if (!fill_group(reader, group, &fill, &written))
		return;
	*show = (struct show_model){
		.symptom = find_symptom(reader, group, model, written.symptom),
		.where = (enum where)model_word(reader, group, places, written.at),
		.probability = written.probability,
		.most = written.most,
		.delay = {0, 10 * SECONDS},
		.clear_delay = {0, 30 * SECONDS},
	};
	model_span(reader, reader_member(group, "delay"), &show->delay);
	model_span(reader, reader_member(group, "repeat"), &show->repeat);
	model_span(reader, reader_member(group, "clear_delay"), &show->clear_delay);
}

static void read_share(const struct reader *reader, const config_setting_t *group,
	const struct string_list *words, struct fault_model *fault)
{
	int64_t least = 100, most = 100;
	bool good = words->count == 0 ||
		    (words->count == 2 && slice_to_integer(slice_of(words->items[0]), &least) &&
			    slice_to_integer(slice_of(words->items[1]), &most) && least > 0 &&
			    least <= most && most <= 100);

	if (!good)
		report_error(reader->report, reader_origin(reader, group),
			"'share' must be two numbers from 1 to 100, such as [ \"20\", \"80\" "
			"]");
	fault->share_least = least;
	fault->share_most = most;
}

static void check_fault(const struct reader *reader, const struct fault_model *fault)
{
	if (fault->show_count == 0)
		report_error(reader->report, fault->origin, "a fault needs 'shows'");
	else if (fault->shows[0].where != WHERE_HERE)
		report_error(reader->report, fault->origin,
			"the first of 'shows' is the root cause: it shows \"here\"");
	else if (fault->extent == EXTENT_LINK && fault->share_least < 100)
		report_error(reader->report, fault->origin, "a link has no 'share'");
}

static void read_fault(const struct reader *reader, const config_setting_t *group,
	struct model *model, void *element)
{
	const struct fill fill = {.options = fault_options, .others = fault_others};
	struct written_fault written = {0};
	struct fault_model *fault = element;
	void *shows = NULL;

	option_defaults(fault_options, &written);
	if (!fill_group(reader, group, &fill, &written))
		return;
	*fault = written.is;
	fault->origin = reader_origin(reader, group);
	fault->on = model_platforms(reader, group, model, &written.on);
	fault->on_count = written.on.count;
	fault->extent = (enum extent)model_word(reader, group, extents, written.scope);
	fault->duration = (struct span){10 * MINUTES, 60 * MINUTES};
	model_span(reader, reader_member(group, "duration"), &fault->duration);
	read_share(reader, group, &written.share, fault);
	fault->show_count = model_entries(reader, reader_member(group, "shows"), model,
		sizeof(struct show_model), read_show, &shows);
	fault->shows = shows;
	check_fault(reader, fault);
}

/* Faults with one root class must reach equally far: rules have one scope for a class. */
static void check_extents(const struct reader *reader, const struct model *model)
{
	for (size_t i = 0; i < model->fault_count; i++)
		for (size_t k = 0; k < i; k++) {
			const struct fault_model *a = &model->faults[k], *b = &model->faults[i];

			if (a->extent != b->extent && strcmp(a->shows[0].symptom->class,
							      b->shows[0].symptom->class) == 0)
				report_error(reader->report, b->origin,
					"'%s' and '%s' have roots of one class, '%s', but not "
					"one scope",
					a->id, b->id, a->shows[0].symptom->class);
		}
}

void model_read_faults(
	const struct reader *reader, const config_setting_t *root, struct model *model)
{
	void *faults = NULL;

	model->fault_count = model_entries(reader, reader_member(root, "faults"), model,
		sizeof(struct fault_model), read_fault, &faults);
	model->faults = faults;
	if (reader->report->errors)
		return;
	if (model->fault_count == 0)
		report_error(
			reader->report, reader_origin(reader, root), "a model needs 'faults'");
	for (size_t i = 0; i < model->fault_count; i++)
		model->faults[i].place = i;
	check_extents(reader, model);
}
