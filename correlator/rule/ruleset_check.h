/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What is wrong, or looks wrong, with a rule set as a whole.
 */
#ifndef RULE_RULESET_CHECK_H
#define RULE_RULESET_CHECK_H

#include "rule/ruleset.h"

/* Services that rules name and the inventory (may be NULL, or have none) lacks: errors. Links
 * that they rely on and it has none of: doubts. */
void ruleset_check_inventory(
	struct ruleset *ruleset, const struct inventory *inventory, struct report *report);
/* Unused events, alarms that can never clear, patterns tried on every line. */
void ruleset_check_doubts(const struct ruleset *ruleset, struct report *report);

#endif
