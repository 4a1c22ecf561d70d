/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One condition of an event rule (`program = "vmapp"`). A condition is one file that ends in
 * a const struct condition_type, and one line in conditions.c.
 */
#ifndef RULE_CONDITION_H
#define RULE_CONDITION_H

#include "event/event.h"
#include "rule/definition.h"
#include "rule/value.h"

struct ruleset;
struct event_rule;
struct matcher;
struct view;

struct condition_type {
	const char *name; /* the setting's name in an `events` entry */
	const char *help; /* one line for --help and the manual page */
	int cost; /* conditions of a rule are tested cheapest first */
	bool names_fields; /* compiled after the rule's fields, since it may name them */
	/* Compiles the setting for that rule; what it returns lives in the rule set's arena.
	 * May add fields (captures) and index keys to the rule. NULL after reporting. */
	void *(*compile)(struct ruleset *ruleset, struct event_rule *rule,
		const struct setting *setting, struct report *report);
	/* Whether the event satisfies it; may set values of the rule's fields in the view. */
	bool (*test)(const void *compiled, struct view *view);
};

/* All of them, NULL at the end. */
extern const struct condition_type *const conditions[];
const struct condition_type *condition_find(const char *name);

#endif
