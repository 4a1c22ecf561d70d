/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Finds, in one walk over a text, all literals of a set that occur in it, whatever their
 * number: each literal is entered under the hash of its rarest four bytes (case folded), a
 * bitmap that fits the first-level cache says "perhaps", a bucket compares. Literals of three
 * bytes have a table of their own. What it reports is exact for literals, and only candidates
 * for the patterns they were drawn from.
 */
#ifndef RULE_PREFILTER_H
#define RULE_PREFILTER_H

#include "base/arena.h"

struct prefilter;

/* A set of numbers below a limit, cleared in the time of its members. */
struct candidates {
	uint64_t *bits; /* one bit a number */
	uint32_t *list; /* the members, unordered until candidates_sort() */
	size_t count;
	size_t limit;
};

void candidates_init(struct candidates *candidates, struct arena *arena, size_t limit);
void candidates_add(struct candidates *candidates, uint32_t number);
void candidates_clear(struct candidates *candidates);
void candidates_sort(struct candidates *candidates);

/* Lives in the arena. */
struct prefilter *prefilter_new(struct arena *arena);
/* Literal of 3 bytes or more (ASCII case ignored); `number` is reported when it occurs. */
void prefilter_add(struct prefilter *prefilter, struct slice literal, uint32_t number);
/* After the last add; sorts out rare four-byte windows and lays the tables. */
void prefilter_build(struct prefilter *prefilter);
/* Adds to `out` the number of every literal that occurs in the text. */
void prefilter_scan(
	const struct prefilter *prefilter, struct slice text, struct candidates *out);
/* The same by searching each literal in turn: the oracle. */
void prefilter_scan_linear(
	const struct prefilter *prefilter, struct slice text, struct candidates *out);

#endif
