/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/reader.h"

#include <inttypes.h>
#include <string.h>

#include "base/duration.h"

struct origin reader_origin(const struct reader *reader, const config_setting_t *setting)
{
	return configfile_origin(reader->file, setting);
}

const char *reader_name(const config_setting_t *setting)
{
	while (setting && !config_setting_name(setting))
		setting = config_setting_parent(setting);
	return setting ? config_setting_name(setting) : "the file";
}

const char *reader_kind(const config_setting_t *setting)
{
	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_GROUP:
		return "a group { }";
	case CONFIG_TYPE_INT:
	case CONFIG_TYPE_INT64:
		return "a number";
	case CONFIG_TYPE_FLOAT:
		return "a number with a fraction";
	case CONFIG_TYPE_STRING:
		return "a string";
	case CONFIG_TYPE_BOOL:
		return "true or false";
	case CONFIG_TYPE_ARRAY:
		return "an array [ ]";
	default:
		return "a list ( )";
	}
}

const config_setting_t *reader_member(const config_setting_t *group, const char *name)
{
	return config_setting_get_member(group, name);
}

size_t reader_length(const config_setting_t *setting)
{
	return (size_t)config_setting_length(setting);
}

const config_setting_t *reader_entry(const config_setting_t *setting, size_t index)
{
	return config_setting_get_elem(setting, (unsigned)index);
}

/* Says what should be there and what is; returns false. */
static bool wrong_kind(
	const struct reader *reader, const config_setting_t *setting, const char *wanted)
{
	bool entry = !config_setting_name(setting);
	return report_error(reader->report, reader_origin(reader, setting),
		"%s'%s' must be %s, but here is %s", entry ? "each entry of " : "",
		reader_name(setting), wanted, reader_kind(setting));
}

bool reader_is_group(const struct reader *reader, const config_setting_t *setting)
{
	return config_setting_is_group(setting) ||
	       wrong_kind(reader, setting, "a group { name = value; ... }");
}

static bool is_list(const config_setting_t *setting)
{
	return config_setting_is_list(setting) || config_setting_is_array(setting);
}

bool reader_is_list(const struct reader *reader, const config_setting_t *setting)
{
	return is_list(setting) || wrong_kind(reader, setting, "a list ( ..., ... )");
}

const char *reader_string(const struct reader *reader, const config_setting_t *setting)
{
	if (config_setting_type(setting) != CONFIG_TYPE_STRING) {
		wrong_kind(reader, setting, "a string in quotes");
		return NULL;
	}
	return arena_string(reader->arena, slice_of(config_setting_get_string(setting)));
}

bool reader_boolean(const struct reader *reader, const config_setting_t *setting, bool *value)
{
	if (config_setting_type(setting) != CONFIG_TYPE_BOOL)
		return wrong_kind(reader, setting, "true or false, without quotes");
	*value = config_setting_get_bool(setting) == CONFIG_TRUE;
	return true;
}

static bool is_integer(const config_setting_t *setting)
{
	int type = config_setting_type(setting);
	return type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64;
}

/* libconfig's own getter gives 0 for the type that was not asked for. */
static int64_t integer_of(const config_setting_t *setting)
{
	return config_setting_type(setting) == CONFIG_TYPE_INT
		       ? config_setting_get_int(setting)
		       : config_setting_get_int64(setting);
}

bool reader_integer(
	const struct reader *reader, const config_setting_t *setting, int64_t *value)
{
	if (!is_integer(setting))
		return wrong_kind(reader, setting, "a whole number, without quotes");
	if (configfile_reported(reader->file, setting))
		return false;
	*value = integer_of(setting);
	return true;
}

bool reader_duration(
	const struct reader *reader, const config_setting_t *setting, int64_t *value)
{
	if (config_setting_type(setting) != CONFIG_TYPE_STRING)
		return wrong_kind(
			reader, setting, "a span of time in quotes, such as \"15s\" or \"5m\"");
	const char *text = config_setting_get_string(setting);
	return duration_parse(slice_of(text), value) ||
	       report_error(reader->report, reader_origin(reader, setting),
		       "'%s' is \"%s\", which is no span of time: write a number and ms, s, m, "
		       "h or d, such as \"15s\" or \"1h30m\"",
		       reader_name(setting), text);
}

bool reader_size(const struct reader *reader, const config_setting_t *setting, int64_t *value)
{
	if (is_integer(setting))
		return reader_integer(reader, setting, value);
	if (config_setting_type(setting) != CONFIG_TYPE_STRING)
		return wrong_kind(reader, setting, "a size, such as \"64 MiB\" or 4096");
	const char *text = config_setting_get_string(setting);
	return size_parse(slice_of(text), value) ||
	       report_error(reader->report, reader_origin(reader, setting),
		       "'%s' is \"%s\", which is no size: write bytes or KiB, MiB, GiB, such "
		       "as "
		       "\"64 MiB\"",
		       reader_name(setting), text);
}

/* A setting as a list: itself when it is a scalar. */
static size_t texts_length(const config_setting_t *setting)
{
	return is_list(setting) ? reader_length(setting) : 1;
}

static const config_setting_t *texts_entry(const config_setting_t *setting, size_t index)
{
	return is_list(setting) ? reader_entry(setting, index) : setting;
}

bool reader_strings(
	const struct reader *reader, const config_setting_t *setting, struct string_list *value)
{
	size_t count = texts_length(setting);
	value->items = arena_calloc(reader->arena, count, sizeof(*value->items));
	value->count = 0;
	for (size_t i = 0; i < count; i++) {
		const char *text = reader_string(reader, texts_entry(setting, i));
		if (!text)
			return false;
		value->items[value->count++] = text;
	}
	return true;
}

static bool read_prefix(
	const struct reader *reader, const config_setting_t *setting, struct prefix *prefix)
{
	const char *text = reader_string(reader, setting);
	if (!text)
		return false;
	return prefix_parse(slice_of(text), prefix) ||
	       report_error(reader->report, reader_origin(reader, setting),
		       "'%s' holds \"%s\", which is neither an address nor a prefix: write "
		       "\"10.1.2.3\", \"10.0.0.0/8\" or \"2001:db8::/32\" (bits beyond the "
		       "length must be 0)",
		       reader_name(setting), text);
}

bool reader_prefixes(
	const struct reader *reader, const config_setting_t *setting, struct prefix_list *value)
{
	bool good = true;
	size_t count = texts_length(setting);
	value->items = arena_calloc(reader->arena, count, sizeof(*value->items));
	value->count = 0;
	for (size_t i = 0; i < count; i++) {
		struct prefix *prefix = &value->items[value->count];
		if (read_prefix(reader, texts_entry(setting, i), prefix))
			value->count++;
		else
			good = false;
	}
	return good;
}

static const char *scalar_text(const struct reader *reader, const config_setting_t *setting)
{
	int64_t number;
	if (is_integer(setting))
		return reader_integer(reader, setting, &number)
			       ? arena_printf(reader->arena, "%" PRId64, number)
			       : NULL;
	if (config_setting_type(setting) == CONFIG_TYPE_BOOL)
		return config_setting_get_bool(setting) == CONFIG_TRUE ? "true" : "false";
	return reader_string(reader, setting);
}

bool reader_texts(
	const struct reader *reader, const config_setting_t *setting, struct setting *value)
{
	bool good = true;
	size_t count = texts_length(setting);
	if (count == 0)
		return report_error(reader->report, reader_origin(reader, setting),
			"'%s' is an empty list: give it a value or leave it out",
			reader_name(setting));
	value->origin = reader_origin(reader, setting);
	value->name = arena_string(reader->arena, slice_of(reader_name(setting)));
	value->texts = arena_calloc(reader->arena, count, sizeof(*value->texts));
	value->text_count = 0;
	for (size_t i = 0; i < count; i++) {
		const char *text = scalar_text(reader, texts_entry(setting, i));
		if (text)
			value->texts[value->text_count++] = text;
		good = good && text;
	}
	return good;
}

bool reader_settings(
	const struct reader *reader, const config_setting_t *group, struct settings_list *value)
{
	*value = (struct settings_list){0};
	if (!reader_is_group(reader, group))
		return false;
	bool good = true;
	value->items = arena_calloc(reader->arena, reader_length(group), sizeof(*value->items));
	for (size_t i = 0; i < reader_length(group); i++) {
		if (reader_texts(reader, reader_entry(group, i), &value->items[value->count]))
			value->count++;
		else
			good = false;
	}
	return good;
}
