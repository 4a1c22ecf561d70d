/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/expression_check.h"

#include <assert.h>

static bool is_word(const struct expression *node)
{
	return node->kind == EXPRESSION_WORD;
}

static bool is_name(const struct expression *node)
{
	return node->kind == EXPRESSION_NAME;
}

static bool is_dynamic(const struct expression *node)
{
	return is_name(node) && node->name.dynamic;
}

static enum value_type type_of(const struct expression *node)
{
	return is_name(node) ? node->name.type : node->constant.type;
}

static const char *article(enum value_type type)
{
	return type == VALUE_ADDRESS ? "an" : "a";
}

/* "'vmAppSlot' is a number": the part of a sentence that says what an operand is. */
static const char *describe(
	const struct expression_source *source, const struct expression *node)
{
	enum value_type type = type_of(node);

	if (is_name(node))
		return arena_printf(source->arena, "'%.*s' is %s %s", SLICE_PRINT(node->text),
			article(type), value_type_name(type));
	return arena_printf(source->arena, "%.*s is %s %s", SLICE_PRINT(node->text),
		article(type), value_type_name(type));
}

static const char *describe_other(
	const struct expression_source *source, const struct expression *node)
{
	enum value_type type = type_of(node);

	if (is_name(node))
		return arena_printf(source->arena, "'%.*s', which is %s %s",
			SLICE_PRINT(node->text), article(type), value_type_name(type));
	return arena_printf(
		source->arena, "the %s %.*s", value_type_name(type), SLICE_PRINT(node->text));
}

static bool incomparable(const struct expression_source *source, const struct expression *a,
	const struct expression *b)
{
	if (!is_name(a)) {
		const struct expression *name = b;
		b = a;
		a = name;
	}
	return expression_token_error(source->text, a->text, source->error,
		"%s and cannot be compared with %s", describe(source, a),
		describe_other(source, b));
}

static void become_number(struct expression *node, int64_t number)
{
	node->kind = EXPRESSION_CONSTANT;
	node->constant = value_number(number);
}

static void become_severity(struct expression *node, int severity)
{
	node->kind = EXPRESSION_CONSTANT;
	node->constant = (struct value){.type = VALUE_SEVERITY, .number = severity};
}

static bool find_label(const struct name *name, struct slice text, int64_t *number)
{
	for (size_t i = 0; i < name->label_count; i++) {
		if (!slice_equals(text, name->labels[i].text))
			continue;
		*number = name->labels[i].number;
		return true;
	}
	return false;
}

static bool has_labels(const struct expression *node)
{
	return is_name(node) && node->name.labels && node->name.label_count > 0;
}

/* Severity names and labels may stand without quotes beside what has them. */
static bool resolve_constant(struct expression *node, const struct expression *other)
{
	int severity = severity_parse(node->word);
	int64_t number;

	if (node->function.length > 0 || node->first || !other || !is_name(other))
		return false;
	if (type_of(other) == VALUE_SEVERITY && severity >= 0) {
		become_severity(node, severity);
		return true;
	}
	if (!has_labels(other) || !find_label(&other->name, node->word, &number))
		return false;
	become_number(node, number);
	return true;
}

static bool resolve_cell(const struct naming *naming, const struct expression *node,
	struct name *name, struct error *error)
{
	size_t count = 0;

	for (const struct expression *key = node->first; key; key = key->next)
		count++;
	if (!naming->lookup)
		return error_set(error, "there are no tables here: only rules have them");
	return naming->lookup(naming->context, node->word, node->first, count, name, error);
}

static bool find_name(const struct naming *naming, const struct expression *node,
	struct name *name, struct error *error)
{
	if (node->first)
		return resolve_cell(naming, node, name, error);
	return naming->resolve(
		naming->context, node->function, node->word, node->arguments, name, error);
}

static bool resolve(const struct expression_source *source, struct expression *node,
	const struct expression *other)
{
	const struct naming *naming = source->naming;
	struct name name = {.type = VALUE_NONE};
	struct error error = {""};

	if (!is_word(node) || resolve_constant(node, other))
		return true;
	if (!find_name(naming, node, &name, &error))
		return expression_token_error(
			source->text, node->text, source->error, "%s", error.text);
	node->kind = EXPRESSION_NAME;
	node->name = name;
	return true;
}

/* The side that cannot be a constant first: it says what the other one may be. */
static bool resolve_both(const struct expression_source *source, struct expression *left,
	struct expression *right)
{
	if (is_word(left) && severity_parse(left->word) >= 0)
		return resolve(source, right, NULL) && resolve(source, left, right);
	return resolve(source, left, NULL) && resolve(source, right, left);
}

static const char *list_labels(const struct expression_source *source, const struct name *name)
{
	const char *list = "";

	for (size_t i = 0; i < name->label_count; i++)
		list = arena_printf(
			source->arena, "%s%s'%s'", list, i ? ", " : "", name->labels[i].text);
	return list;
}

static const char *list_severities(const struct expression_source *source)
{
	const char *list = "";

	for (int i = 0; i < SEVERITIES; i++)
		list = arena_printf(source->arena, "%s%s%s", list, i ? ", " : "",
			severity_name((enum severity)i));
	return list;
}

static bool convert_label(const struct expression_source *source, struct expression *constant,
	const struct expression *name)
{
	struct slice text = constant->constant.string;
	int64_t number;

	if (!find_label(&name->name, text, &number) && !slice_to_integer(text, &number))
		return expression_token_error(source->text, constant->text, source->error,
			"'%.*s' has no label '%.*s'; its labels are %s",
			SLICE_PRINT(name->text), SLICE_PRINT(text),
			list_labels(source, &name->name));
	become_number(constant, number);
	return true;
}

static bool convert_severity(const struct expression_source *source,
	struct expression *constant, const struct expression *name)
{
	int severity = severity_parse(constant->constant.string);

	if (severity < 0)
		return expression_token_error(source->text, constant->text, source->error,
			"'%.*s' is a severity, and %.*s is none of %s", SLICE_PRINT(name->text),
			SLICE_PRINT(constant->text), list_severities(source));
	become_severity(constant, severity);
	return true;
}

/* A string constant becomes what it is compared with, so that a slip shows at load. */
static bool convert(const struct expression_source *source, struct expression *constant,
	const struct expression *name)
{
	struct value value = constant->constant;

	if (value.type != VALUE_STRING)
		return true;
	if (has_labels(name))
		return convert_label(source, constant, name);
	if (name->name.dynamic)
		return true;
	switch (type_of(name)) {
	case VALUE_SEVERITY:
		return convert_severity(source, constant, name);
	case VALUE_NUMBER:
		if (!slice_to_integer(value.string, &constant->constant.number))
			return incomparable(source, name, constant);
		constant->constant.type = VALUE_NUMBER;
		return true;
	case VALUE_ADDRESS:
		if (!address_parse(value.string, &constant->constant.address))
			return incomparable(source, name, constant);
		constant->constant.type = VALUE_ADDRESS;
		return true;
	default:
		return true;
	}
}

static bool convert_either(const struct expression_source *source, struct expression *left,
	struct expression *right)
{
	if (is_name(left) && !is_name(right))
		return convert(source, right, left);
	if (is_name(right) && !is_name(left))
		return convert(source, left, right);
	return true;
}

static bool may_be_number(enum value_type type)
{
	return type == VALUE_NUMBER || type == VALUE_DECIMAL || type == VALUE_STRING;
}

/* A string may hold a number, an address or a severity; only the event will tell. */
static bool may_compare(enum value_type a, enum value_type b)
{
	if (a == b)
		return true;
	if (a == VALUE_BOOLEAN || b == VALUE_BOOLEAN)
		return false;
	if (a == VALUE_DECIMAL || b == VALUE_DECIMAL)
		return may_be_number(a) && may_be_number(b);
	return a == VALUE_STRING || b == VALUE_STRING;
}

static bool is_order(enum expression_kind kind)
{
	return kind >= EXPRESSION_LESS && kind <= EXPRESSION_GREATER_EQUAL;
}

static bool check_scalar(
	const struct expression_source *source, const struct expression *operand)
{
	if (operand->kind == EXPRESSION_PREFIX)
		return expression_token_error(source->text, operand->text, source->error,
			"%.*s is a prefix; write 'in' before it", SLICE_PRINT(operand->text));
	if (operand->kind == EXPRESSION_LIST)
		return expression_token_error(source->text, operand->text, source->error,
			"a list stands only after 'in'");
	return true;
}

static bool check_pair(const struct expression_source *source, enum expression_kind kind,
	struct expression *left, struct expression *right)
{
	if (!check_scalar(source, left) || !check_scalar(source, right) ||
		!resolve_both(source, left, right) || !convert_either(source, left, right))
		return false;
	if (!is_name(left) && !is_name(right))
		return expression_token_error(source->text, left->text, source->error,
			"%.*s and %.*s are both constants; names are written without quotes",
			SLICE_PRINT(left->text), SLICE_PRINT(right->text));
	if (is_dynamic(left) || is_dynamic(right))
		return true;
	if (!may_compare(type_of(left), type_of(right)))
		return incomparable(source, left, right);
	if (is_order(kind) && type_of(left) == VALUE_BOOLEAN)
		return expression_token_error(source->text, left->text, source->error,
			"%s and has no order; use == or !=", describe(source, left));
	return true;
}

/* Whether the left side of 'in' can lie in a prefix. */
static bool check_in_prefix(const struct expression_source *source, struct expression *left,
	const struct expression *prefix)
{
	if (!check_scalar(source, left) || !resolve(source, left, NULL))
		return false;
	if (!is_name(left))
		return expression_token_error(source->text, left->text, source->error,
			"%.*s and %.*s are both constants", SLICE_PRINT(left->text),
			SLICE_PRINT(prefix->text));
	if (is_dynamic(left) || may_compare(type_of(left), VALUE_ADDRESS))
		return true;
	return expression_token_error(source->text, left->text, source->error,
		"%s and cannot be in the prefix %.*s", describe(source, left),
		SLICE_PRINT(prefix->text));
}

/* An address is a prefix of all its bits; so is a string that reads as one. */
static void become_prefix(struct expression *node)
{
	struct prefix prefix;

	if (node->kind != EXPRESSION_CONSTANT)
		return;
	if (node->constant.type == VALUE_ADDRESS)
		prefix = (struct prefix){node->constant.address, 128};
	else if (node->constant.type != VALUE_STRING ||
		 !prefix_parse(node->constant.string, &prefix))
		return;
	node->kind = EXPRESSION_PREFIX;
	node->prefix = prefix;
}

static bool check_in_list(const struct expression_source *source, struct expression *left,
	struct expression *list)
{
	for (struct expression *item = list->first; item; item = item->next) {
		bool good = item->kind == EXPRESSION_PREFIX
				    ? check_in_prefix(source, left, item)
				    : check_pair(source, EXPRESSION_EQUAL, left, item);

		if (!good)
			return false;
	}
	return true;
}

static bool check_in(const struct expression_source *source, struct expression *left,
	struct expression *right)
{
	if (right->kind == EXPRESSION_LIST)
		return check_in_list(source, left, right);
	become_prefix(right);
	if (right->kind == EXPRESSION_PREFIX)
		return check_in_prefix(source, left, right);
	return expression_token_error(source->text, right->text, source->error,
		"'in' needs a prefix or a list, as in 10.1.0.0/16 or [ 'a', 'b' ]");
}

static bool check_matches(const struct expression_source *source, struct expression *left,
	struct expression *right)
{
	struct error error;

	if (right->kind != EXPRESSION_CONSTANT || right->constant.type != VALUE_STRING)
		return expression_token_error(source->text, right->text, source->error,
			"'matches' needs a pattern in quotes, as in 'link (up|down)'");
	if (!check_scalar(source, left) || !resolve(source, left, NULL))
		return false;
	if (!is_name(left) || (type_of(left) != VALUE_STRING && !is_dynamic(left)))
		return expression_token_error(source->text, left->text, source->error,
			"%s; 'matches' looks at names that are strings",
			describe(source, left));

	struct pattern *pattern =
		pattern_compile(source->arena, right->constant.string, &error);
	if (!pattern)
		return expression_token_error(
			source->text, right->text, source->error, "%s", error.text);
	right->kind = EXPRESSION_PATTERN;
	right->pattern = pattern;
	return true;
}

bool expression_check_comparison(
	const struct expression_source *source, struct expression *comparison)
{
	struct expression *left = comparison->first;
	struct expression *right = left->next;

	switch (comparison->kind) {
	case EXPRESSION_IN:
		return check_in(source, left, right);
	case EXPRESSION_MATCHES:
		return check_matches(source, left, right);
	default:
		assert(comparison->kind >= EXPRESSION_EQUAL);
		return check_pair(source, comparison->kind, left, right);
	}
}

bool expression_check_operand(
	const struct expression_source *source, struct expression *operand)
{
	return check_scalar(source, operand) && resolve(source, operand, NULL);
}

bool expression_check_condition(
	const struct expression_source *source, struct expression *operand)
{
	if (!expression_check_operand(source, operand))
		return false;
	if (is_name(operand) && (is_dynamic(operand) || type_of(operand) == VALUE_BOOLEAN))
		return true;
	return expression_token_error(source->text, operand->text, source->error,
		"%s, not a condition; compare it with something", describe(source, operand));
}
