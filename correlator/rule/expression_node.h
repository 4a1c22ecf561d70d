/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The tree of an expression, shared by its parser, its checker and its evaluator. Nodes live
 * in the arena; children are a list. Its depth is bounded by EXPRESSION_DEPTH.
 */
#ifndef RULE_EXPRESSION_NODE_H
#define RULE_EXPRESSION_NODE_H

#include "rule/expression.h"
#include "rule/expression_token.h"
#include "rule/pattern.h"

enum { EXPRESSION_DEPTH = 32 }; /* of parentheses and 'not' */

enum expression_kind {
	EXPRESSION_AND, /* of all children */
	EXPRESSION_OR,
	EXPRESSION_NOT,   /* of the child */
	EXPRESSION_EQUAL, /* of two children, as are those that follow */
	EXPRESSION_UNEQUAL,
	EXPRESSION_LESS,
	EXPRESSION_LESS_EQUAL,
	EXPRESSION_GREATER,
	EXPRESSION_GREATER_EQUAL,
	EXPRESSION_IN,      /* the second is a prefix or a list */
	EXPRESSION_MATCHES, /* the second is a pattern */
	EXPRESSION_CONSTANT,
	EXPRESSION_NAME,
	EXPRESSION_PREFIX,
	EXPRESSION_LIST, /* of its children */
	EXPRESSION_PATTERN,
	EXPRESSION_WORD, /* a name not yet resolved; gone when the tree is checked */
};

struct expression {
	enum expression_kind kind;
	struct slice text; /* as written; a part of the source */
	struct expression *first, *next;
	union {
		struct value constant;
		struct name name;
		struct prefix prefix;
		struct pattern *pattern;
		struct {
			struct slice function, word;
			int64_t arguments[ARGUMENTS_MAXIMUM];
		};
	};
};

/* What is being parsed. */
struct expression_source {
	struct arena *arena;
	struct slice text;
	const struct naming *naming;
	struct error *error;
};

#endif
