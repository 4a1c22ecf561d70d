/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/fill.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/duration.h"
#include "base/text.h"

static bool listed(const char *const *names, const char *name)
{
	for (; names && *names; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

static const char *near(const char *const *names, const char *written)
{
	for (; names && *names; names++)
		if (option_near(written, *names))
			return *names;
	return NULL;
}

/* All names that would be right, for where none is near. */
static void print_names(const struct fill *fill, struct text *out)
{
	const char *separator = "";
	for (const struct option *option = fill->options; option && option->name; option++) {
		text_printf(out, "%s%s", separator, option->name);
		separator = ", ";
	}
	for (const char *const *name = fill->others; name && *name; name++) {
		text_printf(out, "%s%s", separator, *name);
		separator = ", ";
	}
}

bool fill_unknown(
	const struct reader *reader, const config_setting_t *setting, const struct fill *fill)
{
	const char *name = reader_name(setting);
	struct origin origin = reader_origin(reader, setting);
	if (listed(fill->later, name))
		return report_error(reader->report, origin,
			"'%s' belongs to the language, but this version does not have it yet",
			name);
	const struct option *option =
		fill->options ? option_suggest(fill->options, name) : NULL;
	const char *meant = option ? option->name : near(fill->others, name);
	if (meant)
		return report_error(reader->report, origin,
			"unknown setting '%s': did you mean '%s'?", name, meant);
	struct text names = {0};
	print_names(fill, &names);
	report_error(reader->report, origin, "unknown setting '%s': here may stand %s", name,
		text_get(&names));
	text_free(&names);
	return false;
}

static const char *print_bound(enum option_type type, int64_t bound, char out[DURATION_TEXT])
{
	if (type == OPTION_DURATION)
		return duration_print(bound, out);
	snprintf(out, DURATION_TEXT, "%" PRId64, bound);
	return out;
}

static bool in_range(const struct reader *reader, const config_setting_t *setting,
	const struct option *option, int64_t value)
{
	if (option->minimum == 0 && option->maximum == 0)
		return true;
	if (value >= option->minimum && value <= option->maximum)
		return true;
	bool open = option->maximum == INT64_MAX;
	char is[DURATION_TEXT], least[DURATION_TEXT], most[DURATION_TEXT];
	print_bound(option->type, value, is);
	print_bound(option->type, option->minimum, least);
	print_bound(option->type, option->maximum, most);
	return report_error(reader->report, reader_origin(reader, setting),
		"'%s' is %s, but must be %s%s%s%s", option->name, is, open ? "at least " : "",
		least, open ? "" : " to ", open ? "" : most);
}

static bool fill_number(const struct reader *reader, const config_setting_t *setting,
	const struct option *option, int64_t *field)
{
	int64_t value = 0;
	bool good = option->type == OPTION_DURATION ? reader_duration(reader, setting, &value)
		    : option->type == OPTION_SIZE   ? reader_size(reader, setting, &value)
						    : reader_integer(reader, setting, &value);
	if (!good || !in_range(reader, setting, option, value))
		return false;
	*field = value;
	return true;
}

static bool passes(const struct reader *reader, const config_setting_t *setting,
	const struct option *option, const char *value)
{
	struct error error;
	return !option->check || option->check(value, &error) ||
	       report_error(reader->report, reader_origin(reader, setting), "'%s': %s",
		       reader_name(setting), error.text);
}

static bool fill_string(const struct reader *reader, const config_setting_t *setting,
	const struct option *option, const char **field)
{
	const char *text = reader_string(reader, setting);
	if (!text || !passes(reader, setting, option, text))
		return false;
	*field = option->type == OPTION_FILE
			 ? source_relative(
				   reader->arena, reader_origin(reader, setting).file, text)
			 : text;
	return true;
}

static bool fill_pairs(const struct reader *reader, const config_setting_t *group,
	const struct option *option, struct pair_list *field)
{
	if (!reader_is_group(reader, group))
		return false;
	bool good = true;
	size_t count = reader_length(group);
	field->items = arena_calloc(reader->arena, count, sizeof(*field->items));
	field->count = count;
	for (size_t i = 0; i < count; i++) {
		const config_setting_t *setting = reader_entry(group, i);
		struct option_pair *pair = &field->items[i];
		pair->name = arena_string(reader->arena, slice_of(reader_name(setting)));
		pair->value = reader_string(reader, setting);
		good = pair->value && passes(reader, setting, option, pair->value) && good;
	}
	return good;
}

static bool fill_groups(const struct reader *reader, const config_setting_t *list,
	const struct option *option, struct group_list *field)
{
	if (!reader_is_list(reader, list))
		return false;
	const struct fill fill = {.options = option->rows};
	bool good = true;
	size_t count = reader_length(list);
	if (option->maximum && count > (size_t)option->maximum)
		return report_error(reader->report, reader_origin(reader, list),
			"'%s' has %zu entries: at most %" PRId64 " are possible", option->name,
			count, option->maximum);
	field->items = arena_calloc(reader->arena, count, option->rows_size);
	field->count = count;
	for (size_t i = 0; i < count; i++) {
		void *into = (char *)field->items + i * option->rows_size;
		option_defaults(option->rows, into);
		good = fill_group(reader, reader_entry(list, i), &fill, into) && good;
	}
	return good;
}

static bool fill_option(const struct reader *reader, const config_setting_t *setting,
	const struct option *option, void *field)
{
	switch (option->type) {
	case OPTION_STRING:
	case OPTION_FILE:
		return fill_string(reader, setting, option, field);
	case OPTION_BOOLEAN:
		return reader_boolean(reader, setting, field);
	case OPTION_INTEGER:
	case OPTION_SIZE:
	case OPTION_DURATION:
		return fill_number(reader, setting, option, field);
	case OPTION_STRINGS:
		return reader_strings(reader, setting, field);
	case OPTION_PREFIXES:
		return reader_prefixes(reader, setting, field);
	case OPTION_PAIRS:
		return fill_pairs(reader, setting, option, field);
	case OPTION_GROUPS:
		return fill_groups(reader, setting, option, field);
	}
	assert(!"an option of a type that exists");
}

static bool fill_member(const struct reader *reader, const config_setting_t *setting,
	const struct fill *fill, void *into)
{
	const char *name = reader_name(setting);
	const struct option *option = fill->options ? option_find(fill->options, name) : NULL;
	if (option)
		return fill_option(reader, setting, option, (char *)into + option->offset);
	return listed(fill->others, name) || fill_unknown(reader, setting, fill);
}

/* Whether an unknown setting is probably this option, misspelt: then that was told. */
static bool misspelt(
	const config_setting_t *group, const struct fill *fill, const struct option *option)
{
	for (size_t i = 0; i < reader_length(group); i++) {
		const char *name = reader_name(reader_entry(group, i));
		if (!option_find(fill->options, name) && !listed(fill->others, name) &&
			option_suggest(fill->options, name) == option)
			return true;
	}
	return false;
}

static bool check_required(
	const struct reader *reader, const config_setting_t *group, const struct fill *fill)
{
	bool good = true;
	for (const struct option *option = fill->options; option && option->name; option++) {
		if (!option->required || reader_member(group, option->name))
			continue;
		good = false;
		if (!misspelt(group, fill, option))
			report_error(reader->report, reader_origin(reader, group),
				"'%s' is missing: %s", option->name, option->help);
	}
	return good;
}

bool fill_group(const struct reader *reader, const config_setting_t *group,
	const struct fill *fill, void *into)
{
	if (!reader_is_group(reader, group))
		return false;
	bool good = true;
	for (size_t i = 0; i < reader_length(group); i++)
		good = fill_member(reader, reader_entry(group, i), fill, into) && good;
	return check_required(reader, group, fill) && good;
}
