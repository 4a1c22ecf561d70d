/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/option.h"

#include <assert.h>
#include <string.h>

#include "base/duration.h"

enum { NEAR = 2, NAME_LIMIT = 63 };

bool prefix_list_contains(const struct prefix_list *list, const struct address *address)
{
	for (size_t i = 0; i < list->count; i++)
		if (prefix_contains(&list->items[i], address))
			return true;
	return false;
}

static void default_number(const struct option *option, struct slice written, int64_t *number)
{
	bool good = option->type == OPTION_DURATION ? duration_parse(written, number)
		    : option->type == OPTION_SIZE   ? size_parse(written, number)
						    : slice_to_integer(written, number);

	assert(good);
	if (option->minimum || option->maximum)
		assert(*number >= option->minimum && *number <= option->maximum);
}

static void default_value(const struct option *option, void *place)
{
	struct slice written = slice_of(option->value);

	switch (option->type) {
	case OPTION_STRING:
	case OPTION_FILE:
		*(const char **)place = option->value;
		break;
	case OPTION_BOOLEAN:
		assert(slice_equals(written, "true") || slice_equals(written, "false"));
		*(bool *)place = slice_equals(written, "true");
		break;
	case OPTION_INTEGER:
	case OPTION_SIZE:
	case OPTION_DURATION:
		default_number(option, written, place);
		break;
	case OPTION_STRINGS:
	case OPTION_PREFIXES:
	case OPTION_PAIRS:
	case OPTION_GROUPS:
		assert(!"a list has no default");
	}
}

void option_defaults(const struct option *table, void *settings)
{
	for (const struct option *option = table; option->name; option++)
		if (option->value)
			default_value(option, (char *)settings + option->offset);
}

const struct option *option_find(const struct option *table, const char *name)
{
	for (const struct option *option = table; option->name; option++)
		if (strcmp(option->name, name) == 0)
			return option;
	return NULL;
}

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* How many letters must be inserted, removed or replaced to make one of the other
 * (Levenshtein), both at most NAME_LIMIT long. */
static size_t distance(struct slice a, struct slice b)
{
	size_t row[NAME_LIMIT + 1]; /* from the start of a to each start of b */

	for (size_t j = 0; j <= b.length; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.length; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b.length; j++) {
			size_t replaced = diagonal + (a.data[i - 1] != b.data[j - 1]);

			diagonal = row[j];
			row[j] = smallest(replaced, row[j] + 1, row[j - 1] + 1);
		}
	}
	return row[b.length];
}

/* The distance, or SIZE_MAX when it is not near. */
static size_t near_distance(const char *written, const char *meant)
{
	struct slice a = slice_of(written);
	struct slice b = slice_of(meant);

	if (a.length > NAME_LIMIT || b.length > NAME_LIMIT)
		return SIZE_MAX;

	size_t longer = a.length > b.length ? a.length : b.length;
	size_t steps = distance(a, b);

	return steps <= NEAR && steps * 2 <= longer ? steps : SIZE_MAX;
}

bool option_near(const char *written, const char *meant)
{
	return near_distance(written, meant) != SIZE_MAX;
}

const struct option *option_suggest(const struct option *table, const char *name)
{
	const struct option *nearest = NULL;
	size_t least = SIZE_MAX;

	for (const struct option *option = table; option->name; option++) {
		size_t steps = near_distance(name, option->name);

		if (steps < least) {
			least = steps;
			nearest = option;
		}
	}
	return nearest;
}
