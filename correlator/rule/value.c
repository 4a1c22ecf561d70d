/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/value.h"

#include <assert.h>
#include <inttypes.h>

struct value value_string(struct slice string)
{
	return (struct value){.type = VALUE_STRING, .string = string};
}

struct value value_number(int64_t number)
{
	return (struct value){.type = VALUE_NUMBER, .number = number};
}

static const char *boolean_name(bool value)
{
	return value ? "true" : "false";
}

void value_print(const struct value *value, struct text *out)
{
	char address[ADDRESS_TEXT];

	switch (value->type) {
	case VALUE_NONE:
		return;
	case VALUE_STRING:
		text_append(out, value->string);
		return;
	case VALUE_NUMBER:
		text_printf(out, "%" PRId64, value->number);
		return;
	case VALUE_BOOLEAN:
		text_string(out, boolean_name(value->boolean));
		return;
	case VALUE_ADDRESS:
		text_string(out, address_print(&value->address, address));
		return;
	case VALUE_SEVERITY:
		text_string(out, severity_name((enum severity)value->number));
		return;
	}
	assert(!"a value has a type");
}

const char *value_type_name(enum value_type type)
{
	static const char *const names[] = {
		[VALUE_NONE] = "missing",
		[VALUE_STRING] = "string",
		[VALUE_NUMBER] = "number",
		[VALUE_BOOLEAN] = "boolean",
		[VALUE_ADDRESS] = "address",
		[VALUE_SEVERITY] = "severity",
	};

	assert((size_t)type < sizeof(names) / sizeof(names[0]));
	return names[type];
}
