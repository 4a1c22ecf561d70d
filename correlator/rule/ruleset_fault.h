/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Fault classes: those that `faults` lists, and with defaults those that alarms or other
 * classes only name.
 */
#ifndef RULE_RULESET_FAULT_H
#define RULE_RULESET_FAULT_H

#include "rule/ruleset.h"

/* The class; added with defaults when it is not known yet. `class` must live as long as the
 * rule set. */
struct fault_rule *ruleset_fault_of_class(struct ruleset *ruleset, const char *class);
/* The same; an alarm has that class. */
struct fault_rule *ruleset_fault_use(struct ruleset *ruleset, const char *class);
/* Resolves explains and downstream. Alarms must be resolved. */
void ruleset_fault_resolve(struct ruleset *ruleset, struct report *report);

#endif
