/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Checks the types of an expression while it is parsed: resolves names, turns constants into
 * what they are compared with (a label into its number), and refuses what could never hold.
 */
#ifndef RULE_EXPRESSION_CHECK_H
#define RULE_EXPRESSION_CHECK_H

#include "rule/expression_node.h"

/* A node of two operands. */
bool expression_check_comparison(
	const struct expression_source *source, struct expression *comparison);
/* An operand that stands where a condition is wanted: it must be a boolean. */
bool expression_check_condition(
	const struct expression_source *source, struct expression *operand);
/* An operand alone, which must have a value. */
bool expression_check_operand(
	const struct expression_source *source, struct expression *operand);

#endif
