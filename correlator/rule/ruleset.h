/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A compiled rule set: one arena, immutable after ruleset_finish(), read by any thread and
 * swapped whole. Ids are stable across edits; indexes are not and never leave the process
 * (state is kept by id).
 */
#ifndef RULE_RULESET_H
#define RULE_RULESET_H

#include "base/duration.h"
#include "event/oid.h"
#include "inventory/inventory.h"
#include "rule/condition.h"
#include "rule/expression.h"
#include "rule/template.h"

/* What a MIB says of an object. */
struct mib_object {
	struct oid oid;
	const struct label *labels; /* of an enumeration or of bits; NULL: none */
	size_t label_count;
	const char *hint; /* DISPLAY-HINT, or NULL */
};

/* Names from MIBs, passed in from above (snmp/names.h implements it). */
struct mib_names {
	/* The object of that name, what must be made in the arena; or false. */
	bool (*find)(void *context, struct arena *arena, struct slice name,
		struct mib_object *object);
	/* The name of an OID, with its instance ("VOICEMAIL-MIB::vmAppState.7"), appended;
	 * false when unknown. */
	bool (*print)(void *context, const struct oid *oid, struct text *out);
	void *context;
};

struct event_rule {
	const char *id;
	size_t index; /* in ruleset->events */
	struct origin origin;
	uint64_t digest; /* of all that was written; another one: it was changed */
	struct rule_condition {
		const struct condition_type *type;
		const void *compiled;
	} * conditions; /* cheapest first */
	size_t condition_count;
	struct rule_field {
		const char *name;
		const struct template *template; /* NULL: a capture, set by its condition */
	} * fields; /* captures first, then `fields` in the order written */
	size_t field_count;
	const struct event_rule **except; /* matched before this one */
	size_t except_count;
	const char *shows; /* service id, or NULL */
	bool about_self;   /* it is about the correlator itself (`self`) */
	const struct event_definition *definition;
	const struct alarm_use *uses; /* what alarms make of it, in order of the alarms */
	size_t use_count;
	struct rule_index *indexed; /* private to ruleset and match */
};

/* `need`: what it takes to raise. The kind is an operation of correlate/ (opaque here). */
struct need {
	const char *kind;  /* "count", "distinct"; NULL: the first event */
	int64_t count;     /* that many events, or different values */
	int64_t within;    /* nanoseconds, sliding; always enforced */
	const char *field; /* distinct: whose values are counted; else NULL */
};

enum alarm_effect { EFFECT_RAISE, EFFECT_CLEAR, EFFECT_CLEAR_ALL };

/* One way in which an event acts on an alarm: a row of raise, clear or clear_all. Everything
 * is resolved against that event's fields. */
struct alarm_use {
	const struct alarm_rule *alarm;
	const struct event_rule *event;
	enum alarm_effect effect;
	struct origin origin;
	const struct expression *where; /* or NULL */
	const struct name *key; /* alarm->key_count names (clear_all: clear_all_count) */
	/* Of a raise: */
	const struct template *text;
	enum severity severity;
	const struct template *severity_text; /* its severity is what this says, and `severity`
						 when that is none; or NULL */
	const struct template *class;         /* its class likewise; NULL: alarm->fault */
	const struct template *cause;  /* its probable cause; NULL: alarm->probable_cause */
	const struct name *need_field; /* of a raise with need->field; else NULL */
};

struct alarm_rule {
	const char *id;
	size_t index; /* in ruleset->alarms */
	struct origin origin;
	uint64_t digest;       /* of all that was written; another one: it was changed */
	const char **key;      /* names as written */
	size_t key_count;      /* 0: global */
	size_t *clear_all_key; /* indexes into key */
	size_t clear_all_count;
	const struct fault_rule *fault; /* its class; never NULL */
	bool class_varies;              /* the event tells; that is the one of the others */
	const char *probable_cause;     /* "" when not given */
	bool latch;
	const char **affects; /* service ids */
	size_t affects_count;
	struct need need;
	int64_t age;     /* 0: never */
	bool about_self; /* an event about the correlator itself raises it */
};

/* The field of an event, and of a key, that says which port of its node it is about. */
#define LINK_PORT "port"

enum fault_scope { SCOPE_PLATFORM, SCOPE_SITE, SCOPE_NODE, SCOPE_LINK, SCOPE_FIELDS };

/* That class `cause` reaches class `effect`: directly or through others. */
struct reach {
	const struct fault_rule *cause, *effect;
	bool downstream;   /* on dependent platforms; else in one scope instance */
	unsigned steps;    /* classes on the way: 1 = written so; 0 = the class itself */
	const char **same; /* key fields that must be equal too */
	size_t same_count;
	struct origin origin; /* the line that says so (the first on the way) */
};

/* Defaults of a fault class. */
#define FAULT_WINDOW (5 * MINUTES)
#define FAULT_HOLD   (15 * SECONDS)
#define FAULT_LINGER (2 * MINUTES)
#define FAULT_REOPEN (30 * MINUTES)

/* A fault class. Classes that alarms name but `faults` does not list get the defaults and scope
 * platform. */
struct fault_rule {
	const char *class;
	size_t index;         /* in ruleset->faults */
	struct origin origin; /* line 0: not listed */
	uint64_t digest;      /* of all that was written; another one: it was changed */
	enum fault_scope scope;
	const char **scope_fields;
	size_t scope_field_count;
	bool symptom; /* never a fault of its own */
	int64_t window, hold, linger, reopen;
	const struct template *title; /* names: platform, class, node, site, link, text ... */
	unsigned depth; /* 0: nothing explains it; else longest way from such a class */
	const struct reach *causes; /* all that can reach this class, fewest steps first */
	size_t cause_count;
	const struct reach *effects; /* all that this class can reach */
	size_t effect_count;
};

struct ruleset {
	struct arena *arena;
	struct mib_names names;
	struct lookup_table **tables;
	size_t table_count;
	struct event_rule **events;
	size_t event_count;
	struct alarm_rule **alarms;
	size_t alarm_count;
	struct fault_rule **faults;
	size_t fault_count;
	struct ruleset_index *index; /* private: builder tables, then the match index */
};

/* Begins. `names` may be NULL: numeric OIDs only. */
struct ruleset *ruleset_new(const struct mib_names *names);
void ruleset_free(struct ruleset *ruleset);
/* Definitions are in the rule set's arena (ruleset->arena) and are kept. Each reports what is
 * wrong with it alone; false if anything was. */
bool ruleset_add_event(struct ruleset *ruleset, const struct event_definition *definition,
	struct report *report);
bool ruleset_add_alarm(struct ruleset *ruleset, const struct alarm_definition *definition,
	struct report *report);
bool ruleset_add_fault(struct ruleset *ruleset, const struct fault_definition *definition,
	struct report *report);
/* Resolves all references, reports errors (unknown ids, cycles with their path, services the
 * inventory lacks) and doubts (unused events, alarms that can never clear), builds the match
 * index. `inventory` may be NULL. */
bool ruleset_finish(
	struct ruleset *ruleset, const struct inventory *inventory, struct report *report);

/* What the names file says of a name; false when it says nothing, or there is none. */
bool ruleset_mib_object(
	const struct ruleset *ruleset, struct slice name, struct mib_object *object);

const struct event_rule *ruleset_event(const struct ruleset *ruleset, struct slice id);
const struct alarm_rule *ruleset_alarm(const struct ruleset *ruleset, struct slice id);
const struct fault_rule *ruleset_fault(const struct ruleset *ruleset, struct slice class);

/* The names that titles and routes may use, for expressions over incidents. `symbol` is
 * enum incident_name. */
enum incident_name {
	NAME_PLATFORM,
	NAME_CLASS,
	NAME_NODE,
	NAME_SITE,
	NAME_LINK,
	NAME_TEXT,
	NAME_SEVERITY,
	NAME_CUSTOMERS,
	NAME_STATE,
	NAME_ALARMS,
	NAME_RULE,
	INCIDENT_NAMES,
};
struct naming incident_naming(void);

#endif
