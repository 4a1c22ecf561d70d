/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/endpoints.h"

#include "base/text.h"
#include "config/fill.h"

enum { LISTENERS_MAXIMUM = 1000 };

static const char *const common_names[] = {"id", "type", NULL};

/* What an entry has of its own accord, before its type is known. */
struct head {
	const char *id;
	const char *type;
};

static const char *head_string(
	const struct reader *reader, const config_setting_t *group, const char *name)
{
	const config_setting_t *setting = reader_member(group, name);
	if (setting)
		return reader_string(reader, setting);
	report_error(reader->report, reader_origin(reader, group),
		"'%s' is missing: every entry of '%s' needs it", name, reader_name(group));
	return NULL;
}

static bool read_head(const struct reader *reader, const config_setting_t *group,
	struct ids *ids, struct head *head)
{
	if (!reader_is_group(reader, group))
		return false;
	head->id = head_string(reader, group, "id");
	head->type = head_string(reader, group, "type");
	bool claimed = head->id && ids_claim(ids, head->id,
					   reader_origin(reader, reader_member(group, "id")),
					   reader->report);
	return claimed && head->type;
}

static const char *input_name(size_t i)
{
	return inputs[i] ? inputs[i]->name : NULL;
}

static const char *output_name(size_t i)
{
	return outputs[i] ? outputs[i]->name : NULL;
}

/* `name_of`: of the types that there are; NULL behind the last. */
static bool unknown_type(const struct reader *reader, const config_setting_t *group,
	const char *what, const char *written, const char *(*name_of)(size_t))
{
	struct origin origin = reader_origin(reader, reader_member(group, "type"));
	struct text names = {0};
	const char *name, *near = NULL;

	for (size_t i = 0; (name = name_of(i)); i++) {
		text_printf(&names, "%s%s", i ? ", " : "", name);
		if (!near && option_near(written, name))
			near = name;
	}
	if (near)
		report_error(reader->report, origin,
			"unknown %s type '%s': did you mean '%s'? There are: %s", what, written,
			near, text_get(&names));
	else
		report_error(reader->report, origin, "unknown %s type '%s': there are: %s",
			what, written, text_get(&names));
	text_free(&names);
	return false;
}

/* A settings struct of `size` bytes with defaults and what the group says; NULL after
 * reporting. */
static void *fill_endpoint(const struct reader *reader, const config_setting_t *group,
	const struct option *options, size_t size)
{
	const struct fill fill = {.options = options, .others = common_names};
	void *made = arena_calloc(reader->arena, 1, size);
	option_defaults(options, made);
	return fill_group(reader, group, &fill, made) ? made : NULL;
}

static bool read_listener(const struct reader *reader, const config_setting_t *group,
	struct ids *ids, uint16_t place, struct listener_settings *into)
{
	struct head head = {0};
	if (!read_head(reader, group, ids, &head))
		return false;
	into->type = input_find(head.type);
	if (!into->type)
		return unknown_type(reader, group, "listener", head.type, input_name);
	struct input_settings *made =
		fill_endpoint(reader, group, into->type->options, into->type->settings_size);
	if (!made)
		return false;
	made->id = head.id;
	made->type = into->type->name;
	made->place = place;
	into->settings = made;
	into->origin = reader_origin(reader, group);
	struct error error;
	if (!into->type->check || into->type->check(made, &error))
		return true;
	return report_error(
		reader->report, into->origin, "listener '%s': %s", head.id, error.text);
}

bool endpoints_listeners(const struct reader *reader, const config_setting_t *list,
	struct ids *ids, struct settings *settings)
{
	if (!list)
		return true;
	if (!reader_is_list(reader, list))
		return false;
	bool good = true;
	size_t count = reader_length(list);
	if (count > LISTENERS_MAXIMUM)
		return report_error(reader->report, reader_origin(reader, list),
			"there are %zu listeners: at most %d are possible", count,
			LISTENERS_MAXIMUM);
	struct listener_settings *items = arena_calloc(reader->arena, count, sizeof(*items));
	for (size_t i = 0; i < count; i++)
		good = read_listener(
			       reader, reader_entry(list, i), ids, (uint16_t)i, &items[i]) &&
		       good;
	settings->listeners = items;
	settings->listener_count = count;
	return good;
}

static bool read_output(const struct reader *reader, const config_setting_t *group,
	struct ids *ids, struct outbox_output *into)
{
	struct head head = {0};
	if (!read_head(reader, group, ids, &head))
		return false;
	into->type = output_find(head.type);
	if (!into->type)
		return unknown_type(reader, group, "output", head.type, output_name);
	struct output_settings *made =
		fill_endpoint(reader, group, into->type->options, into->type->settings_size);
	if (!made)
		return false;
	made->id = head.id;
	made->type = into->type->name;
	into->settings = made;
	return true;
}

bool endpoints_outputs(const struct reader *reader, const config_setting_t *list,
	struct ids *ids, struct settings *settings)
{
	if (!list)
		return true;
	if (!reader_is_list(reader, list))
		return false;
	bool good = true;
	size_t count = reader_length(list);
	struct outbox_output *items = arena_calloc(reader->arena, count, sizeof(*items));
	for (size_t i = 0; i < count; i++)
		good = read_output(reader, reader_entry(list, i), ids, &items[i]) && good;
	settings->outputs = items;
	settings->output_count = count;
	return good;
}
