/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/value.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

static_assert((int)ADDRESS_TEXT <= (int)VALUE_TEXT, "an address fits");

struct value value_string(struct slice string)
{
	return (struct value){.type = VALUE_STRING, .string = string};
}

struct value value_number(int64_t number)
{
	return (struct value){.type = VALUE_NUMBER, .number = number};
}

struct value value_decimal(double number)
{
	return (struct value){.type = VALUE_DECIMAL, .decimal = number};
}

static const char *boolean_name(bool value)
{
	return value ? "true" : "false";
}

struct slice value_slice(const struct value *value, char space[VALUE_TEXT])
{
	switch (value->type) {
	case VALUE_NONE:
		return slice_of("");
	case VALUE_STRING:
		return value->string;
	case VALUE_NUMBER:
		snprintf(space, VALUE_TEXT, "%" PRId64, value->number);
		return slice_of(space);
	case VALUE_DECIMAL:
		snprintf(space, VALUE_TEXT, "%.7g", value->decimal);
		return slice_of(space);
	case VALUE_BOOLEAN:
		return slice_of(boolean_name(value->boolean));
	case VALUE_ADDRESS:
		return slice_of(address_print(&value->address, space));
	case VALUE_SEVERITY:
		return slice_of(severity_name((enum severity)value->number));
	}
	assert(!"a value has a type");
}

void value_print(const struct value *value, struct text *out)
{
	char space[VALUE_TEXT];

	text_append(out, value_slice(value, space));
}

const char *value_type_name(enum value_type type)
{
	static const char *const names[] = {
		[VALUE_NONE] = "missing",
		[VALUE_STRING] = "string",
		[VALUE_NUMBER] = "number",
		[VALUE_DECIMAL] = "number",
		[VALUE_BOOLEAN] = "boolean",
		[VALUE_ADDRESS] = "address",
		[VALUE_SEVERITY] = "severity",
	};

	assert((size_t)type < sizeof(names) / sizeof(names[0]));
	return names[type];
}
