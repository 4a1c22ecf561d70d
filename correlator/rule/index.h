/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which rules an event might satisfy, without trying all. A rule for traps stands under its
 * OIDs, or under the subtrees that it names. A rule for lines stands
 *
 *   - under its tags, else its programs, when few rules share each of them or it requires no
 *     literal;
 *   - else under the literals that its pattern requires;
 *   - else in the residue, which is tried on every line.
 *
 * What it gives is a superset of the rules that match.
 */
#ifndef RULE_INDEX_H
#define RULE_INDEX_H

#include "base/table.h"
#include "rule/prefilter.h"
#include "rule/ruleset.h"
#include "rule/trap_key.h"

enum { FEW_RULES = 8 }; /* that many of one tag or program are tried without more ado */

/* Exact texts of which a line has one; none: any. */
struct index_names {
	const char **texts;
	size_t count;
};

/* What conditions say about a rule for the index. */
struct rule_index {
	bool for_traps; /* traps only; else lines and events about ourselves only */
	bool broken;    /* reported already: others need not trip over it */
	bool has_pattern;
	bool excepted; /* another rule excepts it */
	uint32_t rank; /* its turn: after the rules that it excepts */
	const struct trap_key *traps;
	size_t trap_count;
	struct index_names tags, programs;
	const struct slice *literals; /* one of them stands in every message that matches */
	size_t literal_count;
};

struct match_index;

/* Lives in the rule set's arena. Rules must have their ranks, and stand in `order` by them. */
struct match_index *index_build(struct ruleset *ruleset, struct event_rule *const *order);
/* Adds the ranks of all rules that the event might satisfy. */
void index_look_up(const struct match_index *index, const struct event *event,
	struct candidates *candidates);
/* Whether the rule is tried on every line. */
bool index_is_residue(const struct event_rule *rule);

#endif
