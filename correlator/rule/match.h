/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * From an event to all event rules that it satisfies, at a cost that does not grow with the
 * number of rules: traps are looked up by OID and its prefixes, lines by program and by the
 * literals that each pattern requires; PCRE2 runs on what remains and has the last word.
 */
#ifndef RULE_MATCH_H
#define RULE_MATCH_H

#include <stdatomic.h>

#include "event/batch.h"
#include "rule/view.h"

struct matcher; /* PCRE2 match data, JIT stack, scratch space: one a thread */

struct match {
	const struct event_rule *rule;
	struct value *fields; /* rule->field_count values */
};

/* What one event matched. */
struct event_matches {
	const struct record *record;
	struct place place;
	struct match *matches; /* in the order of the rules */
	size_t count;
	bool limited; /* a pattern hit its match limit: counted, flagged, not a match */
	const struct event_rule **limited_rules; /* whose, in the order in which they are tried */
	size_t limited_count;
};

/* The matches of one batch; reused, so that steady use allocates nothing. */
struct matches {
	struct arena *arena;
	struct event_matches *events; /* one for each record that has an event, in order */
	size_t count;
	size_t capacity; /* private */
};

struct matcher *matcher_new(const struct ruleset *ruleset, const struct inventory *inventory);
void matcher_free(struct matcher *matcher);
/* Tries every rule instead of the indexed candidates: the oracle of the tests. */
void matcher_set_linear(struct matcher *matcher, bool linear);
/* Rules not to try, by their index; any thread may change them. Advice only: a rule that others
 * except is tried all the same. Must outlive the matcher. */
void matcher_set_skips(struct matcher *matcher, const atomic_bool *skips);
/* What conditions and views work with while they match. */
struct pattern_scratch *matcher_scratch(struct matcher *matcher);
struct text *matcher_text(struct matcher *matcher);

struct matches *matches_new(void);
void matches_free(struct matches *matches);
/* Matches every event of the batch; the records must outlive the result. */
void match_batch(struct matcher *matcher, const struct batch *batch, struct matches *out);
/* The same for one record that has an event; appends to `out`. */
void match_record(struct matcher *matcher, const struct record *record, struct matches *out);
void matches_reset(struct matches *matches);

#endif
