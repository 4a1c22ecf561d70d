/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What an event does to an alarm: one use for each row of raise, clear and clear_all, resolved
 * against the fields of its event.
 */
#ifndef RULE_RULESET_USE_H
#define RULE_RULESET_USE_H

#include "rule/ruleset.h"

struct ruleset_uses {
	struct ruleset *ruleset;
	struct report *report;
	struct alarm_use *items; /* in the order of the alarms */
	size_t count;
};

void ruleset_use_compile(struct ruleset_uses *uses, const struct alarm_rule *alarm,
	const struct alarm_definition *definition);
/* Gives each event its own; after the last alarm. */
void ruleset_use_finish(struct ruleset_uses *uses);

#endif
