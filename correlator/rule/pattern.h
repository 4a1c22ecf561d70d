/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One PCRE2 pattern, compiled with JIT. Limits are counts only (match, depth, heap, subject
 * bytes), never times, so that the same event matches on every machine; a limit that is hit
 * is "no match", and the caller flags it.
 */
#ifndef RULE_PATTERN_H
#define RULE_PATTERN_H

#include "base/arena.h"
#include "base/error.h"

enum { PATTERN_SUBJECT_MAXIMUM = 8192 }; /* bytes of a subject that are looked at */

struct pattern;
/* Match data and JIT stack; one a thread, for any pattern. */
struct pattern_scratch;

enum pattern_result { PATTERN_NO, PATTERN_YES, PATTERN_LIMITED };

/* Compiles for bytes (no UTF mode). Refuses control bytes that libconfig escapes leave behind
 * (0x00 0x07 0x08 0x0B) and shows what to write. Lives in the arena. */
struct pattern *pattern_compile(struct arena *arena, struct slice text, struct error *error);
struct pattern_scratch *pattern_scratch_new(void);
void pattern_scratch_free(struct pattern_scratch *scratch);
/* Whether a limit was hit since the last call of this: by any pattern, also inside an
 * expression. */
bool pattern_scratch_limited(struct pattern_scratch *scratch);

/* Named groups in the order of their numbers. */
size_t pattern_group_count(const struct pattern *pattern);
const char *pattern_group_name(const struct pattern *pattern, size_t index);

/* On PATTERN_YES captures[i] (may be NULL) is the i-th named group, data NULL where it did
 * not take part. */
enum pattern_result pattern_match(const struct pattern *pattern, struct slice subject,
	struct pattern_scratch *scratch, struct slice *captures);

/* Literals of which at least one stands in every subject that matches, compared without regard
 * to ASCII case; 0 when none of 3 bytes or more can be drawn (the rule is then tried on every
 * line that its other conditions let through). They live as long as the pattern. */
size_t pattern_literals(const struct pattern *pattern, const struct slice **literals);

#endif
