/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The bytes as a condition and as a template. A name's first letter says what it is.
 */
#include "fuzz.h"

#include <assert.h>

#include "rule/expression.h"
#include "rule/pattern.h"
#include "rule/template.h"

static const struct label labels[] = {{"up", 1}, {"down", 2}};

static bool resolve(void *context, struct slice function, struct slice name,
	const int64_t *arguments, struct name *out, struct error *error)
{
	(void)context;
	assert(name.length > 0);
	*out = (struct name){.symbol = (uint8_t)name.data[0], .argument = arguments[0]};
	switch (name.data[0]) {
	case 's':
		out->type = VALUE_STRING;
		return true;
	case 'n':
		out->type = VALUE_NUMBER;
		return true;
	case 'b':
		out->type = VALUE_BOOLEAN;
		return true;
	case 'a':
		out->type = VALUE_ADDRESS;
		return true;
	case 'v':
		out->type = VALUE_SEVERITY;
		return true;
	case 'l':
		*out = (struct name){.type = VALUE_NUMBER, .labels = labels, .label_count = 2};
		return true;
	case 'd':
	case '$':
		out->type = VALUE_STRING;
		out->dynamic = true;
		return true;
	}
	return error_set(
		error, "unknown name '%.*s' %.*s", SLICE_PRINT(name), SLICE_PRINT(function));
}

static struct value get(void *context, const struct name *name)
{
	struct address address = {{0xfe, 0x80}};

	(void)context;
	switch (name->symbol) {
	case 's':
		return value_string(slice_of("text"));
	case 'b':
		return (struct value){.type = VALUE_BOOLEAN, .boolean = true};
	case 'a':
	case '$':
		return (struct value){.type = VALUE_ADDRESS, .address = address};
	case 'v':
		return (struct value){.type = VALUE_SEVERITY, .number = SEVERITY_MINOR};
	case 'd':
		return (struct value){.type = VALUE_NONE};
	}
	return value_number(name->argument);
}

static void try_condition(struct arena *arena, struct slice text, const struct naming *naming,
	const struct values *values)
{
	struct error error = {""};
	struct expression *expression = expression_parse(arena, text, naming, &error);

	assert(expression || error.text[0]);
	if (expression)
		expression_true(expression, values);
}

static void try_template(struct arena *arena, struct slice text, const struct naming *naming,
	const struct values *values)
{
	struct error error = {""};
	struct template *template = template_parse(arena, text, naming, &error);
	struct text out = {0};

	assert(template || error.text[0]);
	if (template)
		template_render(template, values, &out);
	text_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(4096);
	struct pattern_scratch *scratch = pattern_scratch_new();
	struct naming naming = {.resolve = resolve};
	struct values values = {.get = get, .scratch = scratch};
	struct slice text = slice_make(data, size);

	try_condition(arena, text, &naming, &values);
	try_template(arena, text, &naming, &values);
	pattern_scratch_free(scratch);
	arena_free(arena);
	return 0;
}
