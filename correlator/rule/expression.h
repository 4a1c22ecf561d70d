/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The small language of `where` and `when`:
 *
 *     expression := and { "or" and }          and := not { "and" not }
 *     not        := "not" not | "(" expression ")" | comparison
 *     comparison := operand [ ("==" "!=" "<" "<=" ">" ">=" "in" "matches") operand ]
 *     operand    := 'string' | number | decimal | address | prefix | severity name | label |
 * name | function "(" name { "," number } ")" | "[" operand { "," operand } "]" | table.column
 * "[" operand { "," operand } "]"
 *
 * A quote inside a string is written twice. `in` takes a prefix, or a list; `matches` takes a
 * PCRE2 pattern as a string. Types are checked at load. A missing value makes its comparison
 * false ("not" of it is true). A string compared with a number, an address or a severity
 * counts as one if it reads as one, else the comparison is false. Severities compare in
 * X.733's order of gravity. Severity names and labels of an enumeration are constants beside
 * what has them. A comparison needs a name on one side at least.
 */
#ifndef RULE_EXPRESSION_H
#define RULE_EXPRESSION_H

#include "rule/value.h"

struct expression;

/* Parses and checks a condition; lives in the arena. NULL with a sentence that shows the
 * place. An operand alone is a condition only if it is a boolean or may come as one. */
struct expression *expression_parse(struct arena *arena, struct slice text,
	const struct naming *naming, struct error *error);
/* The same for one operand that has a value: a name, a function or a constant. */
struct expression *expression_parse_operand(struct arena *arena, struct slice text,
	const struct naming *naming, struct error *error);
bool expression_true(const struct expression *expression, const struct values *values);
/* The value of what expression_parse_operand() gave (`index(vmAppState, 1)`). */
struct value expression_value(const struct expression *expression, const struct values *values);

#endif
