/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The small language of `where` and `when`:
 *
 *     expression := and { "or" and }          and := not { "and" not }
 *     not        := "not" not | "(" expression ")" | comparison
 *     comparison := operand [ ("==" "!=" "<" "<=" ">" ">=" "in" "matches") operand ]
 *     operand    := 'string' | number | address | prefix | severity name | name
 *                 | function "(" name "," number ")" | "[" operand { "," operand } "]"
 *
 * `in` takes a prefix, or a list; `matches` takes a PCRE2 pattern as a string. Types are
 * checked at load. A missing value makes its comparison false ("not" of it is true). A string
 * compared with a number counts as a number if it is one, else the comparison is false.
 * Severities compare in X.733's order of gravity.
 */
#ifndef RULE_EXPRESSION_H
#define RULE_EXPRESSION_H

#include "rule/value.h"

struct expression;

/* Parses and checks; lives in the arena. NULL with a sentence that shows the place. */
struct expression *expression_parse(struct arena *arena, struct slice text,
	const struct naming *naming, struct error *error);
bool expression_true(const struct expression *expression, const struct values *values);
/* The value of an expression that is one operand (`index(vmAppState, 1)`). */
struct value expression_value(
	const struct expression *expression, const struct values *values);

#endif
