/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Event rules: from their definition to conditions and fields, and the order in which they are
 * tried.
 */
#ifndef RULE_RULESET_EVENT_H
#define RULE_RULESET_EVENT_H

#include "rule/ruleset.h"

/* Adds a field; false if the rule has one of that name. `template` NULL: a capture. */
bool ruleset_event_add_field(struct ruleset *ruleset, struct event_rule *rule, const char *name,
	const struct template *template);
/* Resolves `except` and gives every event its rank: after those that it excepts. Cycles are
 * errors that show the path. */
void ruleset_event_order(struct ruleset *ruleset, struct report *report);

#endif
