/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Alarm rules, and what each event does to them.
 */
#ifndef RULE_RULESET_ALARM_H
#define RULE_RULESET_ALARM_H

#include "rule/ruleset.h"

/* Resolves events and classes, and compiles one use for each row of raise, clear and
 * clear_all. Events must be complete. */
void ruleset_alarm_resolve(struct ruleset *ruleset, struct report *report);

#endif
