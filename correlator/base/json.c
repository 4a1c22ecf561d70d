/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/json.h"

#include <assert.h>

json_t *json_clean(struct slice bytes)
{
	struct text text = {0};

	text_clean(&text, bytes);

	json_t *string = json_stringn(text_get(&text), text.length);

	assert(string);
	text_free(&text);
	return string;
}

json_t *json_text(const char *string)
{
	if (!string)
		return json_null();

	json_t *value = json_string(string);

	return value ? value : json_clean(slice_of(string));
}

static int append(const char *data, size_t length, void *context)
{
	text_append(context, slice_make(data, length));
	return 0;
}

json_t *json_problems(const struct report *report)
{
	json_t *list = json_array();

	for (size_t i = 0; i < report->count; i++) {
		const struct problem *problem = &report->problems[i];

		json_array_append_new(
			list, json_pack("{s:o, s:I, s:s, s:o}", "file",
				      problem->file ? json_clean(slice_of(problem->file))
						    : json_null(),
				      "line", (json_int_t)problem->line, "level",
				      problem->level == PROBLEM_ERROR ? "error" : "doubt",
				      "text", json_clean(slice_of(problem->text))));
	}
	return list;
}

void json_print(const json_t *value, struct text *out)
{
	int result = json_dump_callback(value, append, out, JSON_COMPACT | JSON_ENCODE_ANY);

	assert(result == 0);
}

json_t *json_parse(struct slice text, struct error *error)
{
	json_error_t where;
	json_t *value = json_loadb(text.data ? text.data : "", text.length,
		JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &where);

	if (value)
		return value;

	struct text what = {0}; /* quotes the input */

	text_clean(&what, slice_of(where.text));
	error_set(error, "no valid JSON: %s (line %d, column %d)", text_get(&what), where.line,
		where.column);
	text_free(&what);
	return NULL;
}

const char *json_member_string(const json_t *object, const char *name, const char *otherwise)
{
	const char *string = json_string_value(json_object_get(object, name));

	return string ? string : otherwise;
}

int64_t json_member_integer(const json_t *object, const char *name, int64_t otherwise)
{
	const json_t *member = json_object_get(object, name);

	return json_is_integer(member) ? (int64_t)json_integer_value(member) : otherwise;
}
