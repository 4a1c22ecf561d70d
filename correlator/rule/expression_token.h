/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The words of the expression language. A number, address, prefix, OID or name is one run of
 * letters, digits and "_ . : $ / @ -"; what it is, its form tells (there is no arithmetic, so
 * a hyphen belongs to its word).
 */
#ifndef RULE_EXPRESSION_TOKEN_H
#define RULE_EXPRESSION_TOKEN_H

#include "base/address.h"
#include "base/arena.h"
#include "base/error.h"

enum token_kind {
	TOKEN_END,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_NOT,
	TOKEN_EQUAL, /* the operators, in the order of enum expression_kind */
	TOKEN_UNEQUAL,
	TOKEN_LESS,
	TOKEN_LESS_EQUAL,
	TOKEN_GREATER,
	TOKEN_GREATER_EQUAL,
	TOKEN_IN,
	TOKEN_MATCHES,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_OPEN_LIST,
	TOKEN_CLOSE_LIST,
	TOKEN_COMMA,
	TOKEN_STRING,
	TOKEN_NUMBER,
	TOKEN_DECIMAL, /* 60.5: an OID has two dots at least */
	TOKEN_ADDRESS,
	TOKEN_PREFIX,
	TOKEN_NAME,
};

struct token {
	enum token_kind kind;
	struct slice text; /* as written */
	union {
		struct slice string; /* without its quotes; in the arena if it held quotes */
		int64_t number;
		double decimal;
		struct address address;
		struct prefix prefix;
	};
};

/* Reads the token at *at and moves *at behind it. False with a sentence. */
bool expression_token_read(struct arena *arena, struct slice text, size_t *at,
	struct token *token, struct error *error);

/* "at character 5 ('vmApSt == 1'): " and the sentence; `where` is a part of `text`. False. */
bool expression_token_error(struct slice text, struct slice where, struct error *error,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
