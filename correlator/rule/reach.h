/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which fault classes a class can cause, directly or through others: the closure of `explains`
 * and `downstream`. A path with one downstream step at least leads to dependent platforms; the
 * `same` fields of a path add up. Every class reaches itself in 0 steps: the same class on the
 * same platform is one incident.
 */
#ifndef RULE_REACH_H
#define RULE_REACH_H

#include "rule/ruleset.h"

/* One line of `faults` as written: cause explains effect, or has it downstream. */
struct reach_edge {
	struct fault_rule *cause, *effect;
	bool downstream;
	struct string_list same;
	struct origin origin;
};

/* Sets depth, causes and effects of every class. A cycle over two classes or more is an error
 * that shows its path; then each class reaches only itself. */
void reach_compute(struct ruleset *ruleset, const struct reach_edge *edges, size_t count,
	struct report *report);

#endif
