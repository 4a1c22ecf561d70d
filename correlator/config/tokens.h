/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The words of a libconfig file. libconfig itself reads the files; this is for what it does
 * not tell: which word of the line it stumbled over, and numbers and escapes that it changes
 * without a word.
 */
#ifndef CONFIG_TOKENS_H
#define CONFIG_TOKENS_H

#include "base/slice.h"

enum token_kind {
	TOKEN_END,
	TOKEN_NAME,   /* a setting's name, or a word that should be in quotes */
	TOKEN_STRING, /* with its quotes */
	TOKEN_NUMBER, /* begins as a number; "60s" too */
	TOKEN_BOOLEAN,
	TOKEN_MARK,    /* one of = : ; , ( ) [ ] { } */
	TOKEN_INCLUDE, /* @include "file": the name without quotes */
	TOKEN_OTHER,   /* a byte that has no place outside quotes */
};

struct token {
	enum token_kind kind;
	struct slice text;  /* points into what is read */
	unsigned line;      /* where it begins, from 1 */
	unsigned last_line; /* where it ends; of a string perhaps another one */
	bool closed;        /* of a string: its second quote is there */
};

struct tokens {
	struct slice rest;
	unsigned line;
};

struct tokens tokens_of(struct slice content);
struct token tokens_next(struct tokens *tokens);
/* Whether it is that mark. */
bool token_is(const struct token *token, char mark);

#endif
