/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The syntax of PCRE2 patterns as far as literals need it: what stands at a place, and where
 * it ends. Patterns have been compiled before, so that errors in them need no care.
 */
#ifndef RULE_LITERAL_TOKEN_H
#define RULE_LITERAL_TOKEN_H

#include "base/slice.h"

enum { LITERAL_BYTES = 4 }; /* members of a class that is taken apart, as [-:] */

enum literal_token_kind {
	LITERAL_END,
	LITERAL_UNKNOWN, /* not understood: nothing behind it can be trusted */
	LITERAL_BYTE,    /* exactly this byte, or its other case */
	LITERAL_OTHER,   /* takes something, or perhaps nothing */
	LITERAL_EMPTY,   /* takes nothing: ^ \b (?i) */
	LITERAL_BAR,
	LITERAL_OPEN,      /* of a group */
	LITERAL_OPEN_LOOK, /* of a look-ahead or look-behind */
	LITERAL_CLOSE,
};

struct literal_token {
	enum literal_token_kind kind;
	char bytes[LITERAL_BYTES]; /* in lower case, each once */
	size_t count;
};

struct literal_reader {
	struct slice pattern;
	size_t at;
	bool quoted;   /* between \Q and \E */
	bool extended; /* (?x) is on; whoever opens a group restores it at its end */
};

struct literal_token literal_token_read(struct literal_reader *reader);
/* Reads the quantifier behind a token: false, and *minimum as it was, if there is none. *doubt
 * is set when it may or may not be one, which depends on the version of PCRE2. */
bool literal_token_quantifier(struct literal_reader *reader, unsigned *minimum, bool *doubt);

#endif
