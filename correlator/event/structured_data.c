/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/structured_data.h"

#include <string.h>

/* Cuts bytes up to one of `ends`. */
static struct slice cut_until(struct slice *rest, const char *ends)
{
	struct slice part = *rest;

	part.length = 0;
	while (part.length < rest->length && !strchr(ends, part.data[part.length]))
		part.length++;
	*rest = slice_from(*rest, part.length);
	return part;
}

static bool cut_byte(struct slice *rest, char byte)
{
	if (rest->length == 0 || rest->data[0] != byte)
		return false;
	*rest = slice_from(*rest, 1);
	return true;
}

static void cut_blanks(struct slice *rest)
{
	while (cut_byte(rest, ' '))
		;
}

/* From behind the opening quote to the one that ends it, which is cut too. */
static bool cut_value(struct slice *rest, struct slice *value)
{
	for (size_t i = 0; i < rest->length; i++) {
		if (rest->data[i] == '\\') {
			i++;
		} else if (rest->data[i] == '"') {
			*value = slice_part(*rest, 0, i);
			*rest = slice_from(*rest, i + 1);
			return true;
		}
	}
	return false;
}

/* The next ` name="value"`; false at the end of the element. Some write blanks around the '='.
 */
static bool cut_parameter(struct slice *rest, struct slice *name, struct slice *value)
{
	cut_blanks(rest);
	*name = cut_until(rest, "= ]\"");
	cut_blanks(rest);
	if (name->length == 0 || !cut_byte(rest, '='))
		return false;
	cut_blanks(rest);
	return cut_byte(rest, '"') && cut_value(rest, value);
}

/* What of "element.parameter" is left for the parameter, if the element is this one. */
static struct slice behind_element(struct slice name, struct slice id)
{
	size_t number = slice_find(id, 0, '@');

	for (int i = 0; i < 2; i++) {
		if (id.length < name.length && name.data[id.length] == '.' &&
			slice_equal(slice_part(name, 0, id.length), id))
			return slice_from(name, id.length + 1);
		id = slice_part(id, 0, number);
	}
	return (struct slice){0};
}

/* The bracket and the name of an element. */
static bool cut_start(struct slice *data, struct slice *id)
{
	if (!cut_byte(data, '['))
		return false;
	*id = cut_until(data, " ]=\"");
	return true;
}

static void cut_end(struct slice *data)
{
	cut_until(data, "]");
	cut_byte(data, ']');
}

bool structured_data_next(struct slice *data, struct slice *id)
{
	struct slice name, value;

	if (!cut_start(data, id))
		return false;
	while (cut_parameter(data, &name, &value))
		;
	cut_end(data);
	return true;
}

/* What is looked for in an element. */
struct search {
	struct slice wanted;
	struct slice number; /* N, once vN was found to be the OID that is wanted */
	struct slice value;  /* of xN, unless there is something better */
	bool found;
};

static bool is_below(struct slice oid, struct slice prefix)
{
	return slice_equal(slice_part(oid, 0, prefix.length), prefix) &&
	       (oid.length == prefix.length || oid.data[prefix.length] == '.');
}

/* Whether nothing better can come. */
static bool look(struct search *search, struct slice parameter, struct slice value)
{
	const struct slice number = slice_from(parameter, 1);
	const char kind = parameter.data[0];

	if (slice_equal(parameter, search->wanted)) {
		search->number = (struct slice){0};
	} else if (kind == 'v' && search->number.length == 0 &&
		   is_below(value, search->wanted)) {
		search->number = number;
		return false;
	} else if (search->number.length == 0 || !slice_equal(number, search->number) ||
		   kind == 'l') {
		return false;
	}
	search->value = value;
	search->found = true;
	return search->number.length == 0 || kind != 'x';
}

bool structured_data_find(struct slice data, struct slice name, struct slice *value)
{
	struct slice id;

	while (cut_start(&data, &id)) {
		struct search search = {.wanted = behind_element(name, id)};
		struct slice parameter, sent;

		while (cut_parameter(&data, &parameter, &sent))
			if (search.wanted.length > 0 && look(&search, parameter, sent))
				break;
		*value = search.value;
		if (search.found)
			return true;
		cut_end(&data);
	}
	return false;
}

size_t structured_data_plain(struct slice value, char *out)
{
	size_t length = 0;

	for (size_t i = 0; i < value.length; i++) {
		if (value.data[i] == '\\' && i + 1 < value.length &&
			memchr("\"\\]", value.data[i + 1], 3))
			i++;
		out[length++] = value.data[i];
	}
	return length;
}
