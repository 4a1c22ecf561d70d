/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An alarm is the state of one condition on one object (ITU-T X.733): raised, repeated,
 * cleared. It lives as long as the incident it belongs to, so that a repetition finds it again.
 */
#ifndef CORRELATE_ALARM_H
#define CORRELATE_ALARM_H

#include "base/codec.h"
#include "base/json.h"
#include "base/list.h"
#include "correlate/deadline.h"
#include "rule/ruleset.h"

enum { ID_TEXT = 48 };

struct incident;

/* Why an alarm belongs to its incident. */
struct membership {
	char *relation;   /* "root", "same class", "explains", "downstream" */
	char *cause;      /* class of the root that explained it, or "" */
	char *written;    /* file:line of the relation, or "" */
	unsigned hops;    /* dependencies between the platforms */
	int64_t distance; /* raised that long after the root, nanoseconds; may be negative */
};

struct alarm {
	char id[ID_TEXT]; /* <epoch>-a<record>.<ordinal> */
	uint64_t rank;    /* creation order, unique */
	const struct alarm_rule *rule;
	const struct fault_rule *fault; /* its class; the rule's, unless the event told it */
	char *cause;                  /* probable cause that the event told; NULL: the rule's */
	struct slice key;             /* correlate/key.h; owned */
	char *node, *platform, *site; /* names; site may be "" */
	char *link; /* as `link` of rules; "" when its key has neither port nor link */
	const struct platform *known_platform; /* NULL: not in the inventory */
	const struct inventory_link *known_link;
	enum severity severity;
	bool raised;
	int64_t raised_at, last_at, cleared_at;
	uint64_t count; /* events that raised or repeated it */
	uint64_t first_record, last_record;
	char *text;
	char *evidence;            /* JSON of the first event: event id, where, captures */
	const char *ended;         /* how it was cleared: a static word, or NULL */
	struct incident *incident; /* never NULL once it was placed */
	struct membership why;
	struct link member;         /* among incident->members, in the order they joined */
	struct list registrations;  /* for clear_all */
	struct heap_item candidate; /* in incident->candidates while raised */
	struct heap_item untold;    /* in incident->untold while is_untold */
	bool is_untold;             /* repeated since it was last put on the change list */
	struct deadline age;
};

/* A new raised alarm; the key is copied. */
struct alarm *alarm_new(const struct alarm_rule *rule, struct slice key, const char *id);
/* Its deadlines, registrations and list links must be out of everything. */
void alarm_free(struct alarm *alarm);
void alarm_set_why(struct alarm *alarm, const char *relation, const char *cause,
	struct origin written, unsigned hops, int64_t distance);
/* The value of a key field; empty when the key has none of that name. */
struct slice alarm_key(const struct alarm *alarm, const char *name);
/* The same, or the value of node, platform, site, link. */
struct slice alarm_field(const struct alarm *alarm, const char *name);
const char *alarm_class(const struct alarm *alarm);
/* "" when nothing tells it. */
const char *alarm_cause(const struct alarm *alarm);
/* Its JSON: `brief` as in an alert's `root`, else with everything known (formats.md, 8).
 * Times are told as the wall clock shows them, which engine time is `ahead` of. */
json_t *alarm_json(const struct alarm *alarm, bool brief, int64_t ahead);
/* Saves or loads everything but the lists it stands in and the pointers to knowledge, which
 * the caller sets. */
void alarm_codec(struct deadlines *deadlines, struct codec *codec, struct alarm *alarm);

#endif
