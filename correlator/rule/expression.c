/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/expression.h"

#include <assert.h>
#include <string.h>

#include "rule/expression_node.h"

static struct value operand_value(const struct expression *operand, const struct values *values)
{
	if (operand->kind == EXPRESSION_NAME)
		return values->get(values->context, &operand->name);
	if (operand->kind == EXPRESSION_CONSTANT)
		return operand->constant;
	return (struct value){.type = VALUE_NONE};
}

/* The string read as a value of that type; false if it does not read as one. */
static bool read_as(struct slice string, enum value_type type, struct value *value)
{
	int64_t whole;

	value->type = type;
	switch (type) {
	case VALUE_NUMBER:
		return slice_to_integer(string, &value->number);
	case VALUE_DECIMAL:
		if (slice_to_decimal(string, &value->decimal))
			return true;
		if (!slice_to_integer(string, &whole))
			return false;
		value->decimal = (double)whole;
		return true;
	case VALUE_ADDRESS:
		return address_parse(string, &value->address);
	case VALUE_SEVERITY:
		value->number = severity_parse(string);
		return value->number >= 0;
	default:
		return false;
	}
}

static bool is_numeric(const struct value *value)
{
	return value->type == VALUE_NUMBER || value->type == VALUE_DECIMAL;
}

/* Numbers, and strings that read as numbers, one of which has decimals. */
static bool become_decimal(struct value *value)
{
	if (value->type == VALUE_NUMBER)
		*value = value_decimal((double)value->number);
	else if (value->type == VALUE_STRING)
		return read_as(value->string, VALUE_DECIMAL, value);
	return value->type == VALUE_DECIMAL;
}

/* Brings both to one type; false if that cannot be. */
static bool align(struct value *a, struct value *b)
{
	const struct value left = *a, right = *b;

	if (a->type == VALUE_NONE || b->type == VALUE_NONE)
		return false;
	if (a->type == b->type)
		return true;
	if (a->type == VALUE_STRING && read_as(a->string, b->type, a))
		return true;
	if (b->type == VALUE_STRING && read_as(b->string, a->type, b))
		return true;
	*a = left;
	*b = right;
	return (is_numeric(a) || is_numeric(b)) && become_decimal(a) && become_decimal(b);
}

static int sign(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int order(const struct value *a, const struct value *b)
{
	switch (a->type) {
	case VALUE_STRING:
		return slice_compare(a->string, b->string);
	case VALUE_NUMBER:
	case VALUE_SEVERITY:
		return sign(a->number, b->number);
	case VALUE_DECIMAL:
		return (a->decimal > b->decimal) - (a->decimal < b->decimal);
	case VALUE_BOOLEAN:
		return sign(a->boolean, b->boolean);
	case VALUE_ADDRESS:
		return memcmp(a->address.bytes, b->address.bytes, sizeof(a->address.bytes));
	case VALUE_NONE:
		break;
	}
	assert(!"only values that are there are compared");
}

static bool compare(enum expression_kind kind, struct value a, struct value b)
{
	if (!align(&a, &b))
		return false;

	int found = order(&a, &b);
	switch (kind) {
	case EXPRESSION_EQUAL:
		return found == 0;
	case EXPRESSION_UNEQUAL:
		return found != 0;
	case EXPRESSION_LESS:
		return found < 0;
	case EXPRESSION_LESS_EQUAL:
		return found <= 0;
	case EXPRESSION_GREATER:
		return found > 0;
	case EXPRESSION_GREATER_EQUAL:
		return found >= 0;
	default:
		assert(!"comparisons only");
	}
}

static bool in_prefix(const struct prefix *prefix, struct value value)
{
	if (value.type == VALUE_STRING && !read_as(value.string, VALUE_ADDRESS, &value))
		return false;
	return value.type == VALUE_ADDRESS && prefix_contains(prefix, &value.address);
}

static bool in_list(
	const struct expression *list, struct value value, const struct values *values)
{
	for (const struct expression *item = list->first; item; item = item->next) {
		bool found =
			item->kind == EXPRESSION_PREFIX
				? in_prefix(&item->prefix, value)
				: compare(EXPRESSION_EQUAL, value, operand_value(item, values));

		if (found)
			return true;
	}
	return false;
}

static bool is_in(const struct expression *expression, const struct values *values)
{
	struct value value = operand_value(expression->first, values);
	const struct expression *right = expression->first->next;

	if (right->kind == EXPRESSION_PREFIX)
		return in_prefix(&right->prefix, value);
	return in_list(right, value, values);
}

static bool match_with(
	const struct pattern *pattern, struct slice subject, struct pattern_scratch *scratch)
{
	struct pattern_scratch *own = scratch ? NULL : pattern_scratch_new();
	enum pattern_result result =
		pattern_match(pattern, subject, scratch ? scratch : own, NULL);

	if (own)
		pattern_scratch_free(own);
	return result == PATTERN_YES;
}

/* A variable binding may come as a number or an address: then its usual text is looked at. */
static bool is_match(const struct expression *expression, const struct values *values)
{
	const struct pattern *pattern = expression->first->next->pattern;
	struct value value = operand_value(expression->first, values);
	char space[VALUE_TEXT];

	return value.type != VALUE_NONE &&
	       match_with(pattern, value_slice(&value, space), values->scratch);
}

static bool is_true(const struct expression *operand, const struct values *values)
{
	struct value value = operand_value(operand, values);

	return value.type == VALUE_BOOLEAN && value.boolean;
}

/* Whether a child of an `and` is false or one of an `or` is true: it decides. */
static bool one_is(
	const struct expression *expression, bool wanted, const struct values *values)
{
	for (const struct expression *child = expression->first; child; child = child->next)
		if (expression_true(child, values) == wanted)
			return true;
	return false;
}

bool expression_true(const struct expression *expression, const struct values *values)
{
	const struct expression *first = expression->first;

	switch (expression->kind) {
	case EXPRESSION_AND:
		return !one_is(expression, false, values);
	case EXPRESSION_OR:
		return one_is(expression, true, values);
	case EXPRESSION_NOT:
		return !expression_true(first, values);
	case EXPRESSION_IN:
		return is_in(expression, values);
	case EXPRESSION_MATCHES:
		return is_match(expression, values);
	case EXPRESSION_NAME:
	case EXPRESSION_CONSTANT:
		return is_true(expression, values);
	default:
		return compare(expression->kind, operand_value(first, values),
			operand_value(first->next, values));
	}
}

struct value expression_value(const struct expression *expression, const struct values *values)
{
	return operand_value(expression, values);
}
