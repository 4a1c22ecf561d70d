/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An event as a rule sees it: the event, where it comes from, and the fields that this rule
 * has captured. Names: the rule's own fields, then the built-in ones (host, program, pid,
 * msgid, message, peer, facility, severity, trap, community, agent, enterprise, node, platform,
 * site, role, link), then
 * variable bindings by MIB name, OID or position ("$1" is the first after snmpTrapOID), and
 * parameters of structured data ("sd.alarm.resource").
 */
#ifndef RULE_VIEW_H
#define RULE_VIEW_H

#include "inventory/place.h"
#include "rule/ruleset.h"

struct view {
	const struct event *event;
	const struct place *place;
	const struct event_rule *rule;
	struct value *fields;    /* rule->field_count, VALUE_NONE until set */
	struct arena *arena;     /* for values that must be made; lives with the matches */
	struct matcher *matcher; /* match data; NULL outside matching */
	bool limited;            /* a pattern hit its match limit */
};

/* Resolves names against a rule (NULL: built-in names and varbinds only). The context lives in
 * the rule set's arena. */
struct naming view_naming(struct ruleset *ruleset, const struct event_rule *rule);
struct values view_values(struct view *view);
/* The rule's field of that name; VALUE_NONE when it is missing or there is none. */
struct value view_field(struct view *view, const char *name);
/* Gives every field of the rule its value; what is missing stays VALUE_NONE. */
void view_complete(struct view *view);

/* What `message` patterns see: MSG of a line, all of it when its form is not known. */
struct slice view_message(const struct event *event);

#endif
