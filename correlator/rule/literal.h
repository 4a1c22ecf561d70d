/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Draws literals out of a PCRE2 pattern: a set of which at least one stands in every subject
 * that matches. It reads only as much of the syntax as that takes; a pattern in which anything
 * is not understood gives none, since what is not understood might hold a '|'.
 */
#ifndef RULE_LITERAL_H
#define RULE_LITERAL_H

#include "base/arena.h"

enum {
	LITERAL_MINIMUM = 3,      /* bytes; shorter ones tell nothing */
	LITERAL_MAXIMUM = 128,    /* longer ones are cut */
	LITERAL_SET_MAXIMUM = 64, /* alternatives */
};

/* The pattern has been accepted by PCRE2 (bytes, no options). The literals are in lower case
 * and live in the arena. Returns their number, 0 for none. */
size_t literal_extract(
	struct arena *arena, struct slice pattern, const struct slice **literals);

/* How rare a byte is in what network elements write, by guess: 1 common to 4 rare. */
unsigned literal_rarity(char byte);
/* The byte in lower case, ASCII only. */
char literal_fold(char byte);

#endif
