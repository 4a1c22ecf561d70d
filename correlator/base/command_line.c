/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/command_line.h"

#include <inttypes.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"

static bool out_of_range(const struct option *option, int64_t number)
{
	return (option->minimum || option->maximum) &&
	       (number < option->minimum || number > option->maximum);
}

static bool set_number(
	const struct option *option, const char *value, int64_t *place, struct error *error)
{
	struct slice written = slice_of(value);
	bool good = option->type == OPTION_DURATION ? duration_parse(written, place)
		    : option->type == OPTION_SIZE   ? size_parse(written, place)
						    : slice_to_integer(written, place);

	if (!good)
		return error_set(error, "--%s: '%s' is no %s", option->name, value,
			option->type == OPTION_DURATION ? "span of time such as 15s"
							: "number");
	if (out_of_range(option, *place))
		return error_set(error, "--%s: %s is not between %" PRId64 " and %" PRId64,
			option->name, value, option->minimum, option->maximum);
	return true;
}

static bool set_value(
	const struct option *option, void *settings, const char *value, struct error *error)
{
	void *place = (char *)settings + option->offset;
	struct string_list *list = place;

	switch (option->type) {
	case OPTION_STRING:
	case OPTION_FILE:
		*(const char **)place = value;
		return true;
	case OPTION_BOOLEAN:
		*(bool *)place = true;
		return true;
	case OPTION_INTEGER:
	case OPTION_SIZE:
	case OPTION_DURATION:
		return set_number(option, value, place, error);
	case OPTION_STRINGS:
		list->items = xreallocarray(list->items, list->count + 1, sizeof(*list->items));
		list->items[list->count++] = value;
		return true;
	case OPTION_PREFIXES:
	case OPTION_PAIRS:
	case OPTION_GROUPS:
		break;
	}
	return error_set(error, "--%s cannot be given on a command line", option->name);
}

static bool unknown(const struct option *table, const char *name, struct error *error)
{
	const struct option *near = option_suggest(table, name);

	if (near)
		return error_set(
			error, "unknown option '--%s'; is '--%s' meant?", name, near->name);
	return error_set(error, "unknown option '--%s'", name);
}

/* Reads one option; `next` is the word behind it, used when the value is not in the same. */
static bool read_option(const struct option *table, void *settings, const char *word,
	const char *next, bool *used_next, struct error *error)
{
	const char *equals = strchr(word, '=');
	char name[64];
	const struct option *option;

	snprintf(name, sizeof(name), "%.*s",
		(int)(equals ? (size_t)(equals - word) : strlen(word)), word);
	option = option_find(table, name);
	*used_next = false;
	if (!option)
		return unknown(table, name, error);
	if (option->type == OPTION_BOOLEAN && equals)
		return error_set(error, "--%s takes no value", name);
	if (option->type != OPTION_BOOLEAN && !equals && !next)
		return error_set(error, "--%s needs a value", name);
	*used_next = option->type != OPTION_BOOLEAN && !equals;
	return set_value(option, settings, equals ? equals + 1 : next, error);
}

bool command_line_read(const struct option *table, void *settings, int count, char **words,
	struct operands *operands, struct error *error)
{
	bool options = true, used_next;

	option_defaults(table, settings);
	*operands = (struct operands){words, 0};
	for (int i = 0; i < count; i++) {
		char *word = words[i];

		if (options && strcmp(word, "--") == 0) {
			options = false;
			continue;
		}
		if (!options || strncmp(word, "--", 2) != 0) {
			words[operands->count++] = word;
			continue;
		}
		if (!read_option(table, settings, word + 2, i + 1 < count ? words[i + 1] : NULL,
			    &used_next, error))
			return false;
		i += used_next;
	}
	return true;
}

static const char *value_kind(enum option_type type)
{
	switch (type) {
	case OPTION_FILE:
		return " FILE";
	case OPTION_INTEGER:
		return " N";
	case OPTION_SIZE:
		return " SIZE";
	case OPTION_DURATION:
		return " TIME";
	case OPTION_BOOLEAN:
		return "";
	default:
		return " TEXT";
	}
}

void command_line_help(const struct option *table, FILE *to)
{
	for (const struct option *option = table; option->name; option++) {
		char left[64];

		snprintf(left, sizeof(left), "--%s%s", option->name, value_kind(option->type));
		fprintf(to, "  %-22s %s", left, option->help);
		if (option->value && option->type != OPTION_BOOLEAN)
			fprintf(to, " (default %s)", option->value);
		fputc('\n', to);
	}
}
