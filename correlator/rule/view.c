/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A name becomes one of five things: a field of the rule, a built-in name, a parameter of
 * structured data, a variable binding by its object's OID, or one by position.
 */
#include "rule/view.h"

#include <string.h>

#include "base/option.h"
#include "event/structured_data.h"
#include "rule/builtin.h"
#include "rule/index.h"
#include "rule/lookup_table.h"
#include "rule/match.h"
#include "rule/varbind_name.h"

enum symbol {
	SYMBOL_FIELD,   /* argument: its place among the rule's fields */
	SYMBOL_BUILTIN, /* reference: struct builtin */
	SYMBOL_DATA,    /* reference: "element.parameter", as a slice */
};

static struct value none(void)
{
	return (struct value){.type = VALUE_NONE};
}

static struct text *begin_text(struct view *view, struct text *own)
{
	return view->matcher ? matcher_text(view->matcher) : own;
}

struct naming_context {
	struct ruleset *ruleset;
	const struct event_rule *rule; /* or NULL */
};

/* SIZE_MAX: it has none of that name. */
static size_t field_index(const struct event_rule *rule, struct slice name)
{
	for (size_t i = 0; rule && i < rule->field_count; i++)
		if (slice_equals(name, rule->fields[i].name))
			return i;
	return SIZE_MAX;
}

static bool find_field(const struct event_rule *rule, struct slice name, struct name *out)
{
	const size_t index = field_index(rule, name);

	if (index == SIZE_MAX)
		return false;
	*out = (struct name){
		.type = VALUE_STRING, .symbol = SYMBOL_FIELD, .argument = (int64_t)index};
	return true;
}

static bool lacks_field(const struct event_rule *rule, const struct builtin *builtin)
{
	return builtin->needs && field_index(rule, slice_of(builtin->needs)) == SIZE_MAX;
}

static bool find_builtin(const struct event_rule *rule, struct slice name, struct name *out)
{
	const struct builtin *builtin = builtin_find(name);

	if (!builtin || lacks_field(rule, builtin))
		return false;
	*out = (struct name){
		.type = builtin->type,
		.symbol = SYMBOL_BUILTIN,
		.reference = builtin,
		.labels = builtin->labels,
		.label_count = builtin->label_count,
	};
	return true;
}

/* "sd.alarm.resource". */
static bool find_data(struct ruleset *ruleset, struct slice name, struct name *out)
{
	struct slice *reference;

	if (!slice_starts_with(name, "sd.") || slice_find(name, 3, '.') == SIZE_MAX)
		return false;
	*out = (struct name){.type = VALUE_STRING, .symbol = SYMBOL_DATA};
	reference = arena_alloc(ruleset->arena, sizeof(*reference));
	*reference = arena_copy(ruleset->arena, slice_from(name, 3));
	out->reference = reference;
	return true;
}

/* A rule without `trap` sees lines only, which have no variable bindings. */
static bool has_varbinds(const struct event_rule *rule)
{
	return !rule || rule->indexed->for_traps;
}

static const char *nearest(const struct event_rule *rule, struct slice name)
{
	char written[64];

	if (name.length >= sizeof(written))
		return NULL;
	memcpy(written, name.data, name.length);
	written[name.length] = '\0';
	for (size_t i = 0; rule && i < rule->field_count; i++)
		if (option_near(written, rule->fields[i].name))
			return rule->fields[i].name;
	return builtin_near(written);
}

static bool unknown_name(
	const struct naming_context *context, struct slice name, struct error *error)
{
	const struct event_rule *rule = context->rule;
	const struct builtin *builtin = builtin_find(name);
	const char *meant = nearest(rule, name);

	if (builtin && lacks_field(rule, builtin))
		return error_set(error, "'%s' needs a field '%s', given before it",
			builtin->name, builtin->needs);
	if (meant)
		return error_set(error, "'%.*s' is unknown; did you mean '%s'?",
			SLICE_PRINT(name), meant);
	if (!has_varbinds(rule))
		return error_set(error,
			"'%.*s' is neither a field of event '%s' nor a built-in name (variable "
			"bindings need a `trap`)",
			SLICE_PRINT(name), rule->id);
	return error_set(error,
		"'%.*s' is neither a field, nor a built-in name, nor an object of a MIB%s",
		SLICE_PRINT(name),
		context->ruleset->names.find ? "" : " (no names file is loaded)");
}

static bool resolve_name(
	const struct naming_context *context, struct slice name, struct name *out)
{
	if (find_field(context->rule, name, out) || find_builtin(context->rule, name, out) ||
		find_data(context->ruleset, name, out))
		return true;
	return has_varbinds(context->rule) && varbind_name_resolve(context->ruleset, name, out);
}

static bool resolve_function(const struct naming_context *context, struct slice function,
	struct slice name, const int64_t *arguments, struct name *out, struct error *error)
{
	if (!varbind_function_check(function, name, arguments, error))
		return false;
	return (has_varbinds(context->rule) && varbind_function_resolve(context->ruleset,
						       function, name, arguments, out)) ||
	       unknown_name(context, name, error);
}

static bool resolve(void *opaque, struct slice function, struct slice name,
	const int64_t *arguments, struct name *out, struct error *error)
{
	const struct naming_context *context = opaque;

	if (function.length > 0)
		return resolve_function(context, function, name, arguments, out, error);
	return resolve_name(context, name, out) || unknown_name(context, name, error);
}

static bool resolve_lookup(void *opaque, struct slice word, const struct expression *keys,
	size_t count, struct name *out, struct error *error)
{
	const struct naming_context *context = opaque;

	return lookup_resolve(context->ruleset, word, keys, count, out, error);
}

struct naming view_naming(struct ruleset *ruleset, const struct event_rule *rule)
{
	struct naming_context *context = arena_alloc(ruleset->arena, sizeof(*context));

	*context = (struct naming_context){ruleset, rule};
	return (struct naming){
		.resolve = resolve, .lookup = resolve_lookup, .context = context};
}

/* A field that was written as a template is rendered when it is first asked for. One that
 * lacks a part is missing: half an identity is none. */
static struct value get_field(struct view *view, size_t index)
{
	const struct template *template = view->rule->fields[index].template;
	struct value *field = &view->fields[index];
	struct text own = {0}, *out;
	struct values values;
	size_t mark;

	if (field->type != VALUE_NONE || !template || !view->arena)
		return *field;
	values = view_values(view);
	out = begin_text(view, &own);
	mark = out->length;
	if (template_render(template, &values, out))
		*field = value_string(
			arena_copy(view->arena, slice_from(text_slice(out), mark)));
	out->length = mark;
	text_free(&own);
	return *field;
}

static struct value get_varbind(struct view *view, const struct name *name)
{
	struct text own = {0};
	struct value value;

	if (!view->arena)
		return none();
	value = varbind_name_value(name, view->event, view->arena, begin_text(view, &own));
	text_free(&own);
	return value;
}

/* As its sender meant it: without escapes. */
static struct value get_data(struct view *view, const struct name *name)
{
	const struct slice *parameter = name->reference;
	struct slice value;
	char *plain;

	if (!structured_data_find(event_get(view->event, EVENT_SD), *parameter, &value))
		return none();
	if (slice_find(value, 0, '\\') == SIZE_MAX)
		return value.length > 0 ? value_string(value) : none();
	if (!view->arena)
		return none();
	plain = arena_alloc(view->arena, value.length);
	return value_string(slice_make(plain, structured_data_plain(value, plain)));
}

static struct value get(void *context, const struct name *name)
{
	struct view *view = context;
	const struct values values = view_values(view);

	if (name->lookup)
		return lookup_value(name, &values);
	if (name->varbind)
		return get_varbind(view, name);
	if (name->symbol == SYMBOL_FIELD)
		return get_field(view, (size_t)name->argument);
	if (name->symbol == SYMBOL_DATA)
		return get_data(view, name);
	return ((const struct builtin *)name->reference)->get(view);
}

struct values view_values(struct view *view)
{
	return (struct values){
		.get = get,
		.context = view,
		.scratch = view->matcher ? matcher_scratch(view->matcher) : NULL,
	};
}

struct value view_field(struct view *view, const char *name)
{
	const size_t index = field_index(view->rule, slice_of(name));

	return index == SIZE_MAX ? none() : get_field(view, index);
}

void view_complete(struct view *view)
{
	for (size_t i = 0; i < view->rule->field_count; i++)
		get_field(view, i);
}

struct slice view_message(const struct event *event)
{
	bool whole = (event->flags & (EVENT_MALFORMED | EVENT_CHARSET)) == EVENT_MALFORMED;

	return event_get(event, whole ? EVENT_RAW : EVENT_MESSAGE);
}
