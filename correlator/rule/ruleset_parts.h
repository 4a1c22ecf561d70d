/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the parts of the rule set share while it is built, and what match.c needs of it.
 */
#ifndef RULE_RULESET_PARTS_H
#define RULE_RULESET_PARTS_H

#include "base/table.h"
#include "rule/ruleset.h"

struct match_index;

struct ruleset_index {
	struct table *events;                              /* by id */
	struct table *alarms;                              /* by id */
	struct table *faults;                              /* by class */
	const struct alarm_definition **alarm_definitions; /* as ruleset->alarms */
	const struct fault_definition **fault_definitions; /* NULL: class not in `faults` */
	bool *fault_used; /* by alarms; as ruleset->faults; after ruleset_alarm_resolve() */
	struct event_rule **order; /* all events by rank */
	struct match_index *match; /* NULL before ruleset_finish() */
};

/* Makes room for one more element behind `count` of an array in the arena. */
void *ruleset_grow(struct arena *arena, const void *array, size_t count, size_t size);
/* "; did you mean 'x'?" with a near event id, service or class; else "". */
const char *ruleset_near_event(struct ruleset *ruleset, const char *written);
const char *ruleset_near_service(
	struct ruleset *ruleset, const struct inventory *inventory, const char *written);
const char *ruleset_near_class(struct ruleset *ruleset, const char *written);

#endif
