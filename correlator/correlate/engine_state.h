/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The inside of the engine, for the files of correlate/ alone.
 *
 *     engine.c    records, ticks, deadlines: the order in which things happen
 *     alarms.c    which alarms there are
 *     operate.c   what an event means for alarms: raise, repeat, clear
 *     grouping.c  which incident an alarm belongs to: join, open, take over
 *     lifecycle.c an incident's states: hold, open, linger, cleared, closed
 *     quarantine.c rules that are not tried any more
 *     silence.c   what nobody could hear: gaps and the deadlines that they put off
 *     announce.c  whether there is something to tell, and to whom
 *     row.c       incidents and alarms as the store keeps them
 *     alert.c     what it says
 *     orders.c    what operators order
 *     state.c     everything as bytes, and back
 */
#ifndef CORRELATE_ENGINE_STATE_H
#define CORRELATE_ENGINE_STATE_H

#include "correlate/context.h"
#include "correlate/engine.h"
#include "correlate/incident.h"
#include "correlate/registry.h"
#include "event/positions.h"
#include "event/snmp_engines.h"

/* Alarms of nodes that the inventory does not know, alive at once: spoofed sources must not
 * fill the memory. */
enum { UNKNOWN_MAXIMUM = 1000 };

/* The last sign that a service works. */
struct sighting {
	int64_t at;  /* 0: never */
	char *event; /* id of the event that showed it */
};

/* A delivery without an outcome yet. */
struct pending {
	struct link link;
	struct slice key; /* incident, seq, output; owned */
	char *incident;
	uint64_t seq;
	char *output;
	char *transition;
	char *document;
};

struct engine {
	struct engine_settings settings;
	struct arena *scratch;            /* reset with every record */
	struct pattern_scratch *patterns; /* for expressions that match */
	struct arena *orphans;            /* rules that are gone but have alarms */
	struct change_list *out;          /* of the call in progress */
	bool quiet;                       /* no rows are wanted */
	int64_t now;
	int64_t ahead; /* engine time minus wall clock; 0 when under a second */
	uint64_t applied;
	size_t moved, relinked, orphaned; /* alarms, by the last change of the set */
	char *set;        /* hash of the set in force; NULL: none was ever named */
	unsigned ordinal; /* ids made since `applied` */
	uint64_t ranks;   /* alarms and incidents ever made */
	struct deadlines deadlines;
	struct contexts contexts;
	struct table *alarms;       /* by key */
	struct table *incidents;    /* by id */
	struct list all;            /* incidents, in creation order */
	struct list touched;        /* by this record or deadline, in order */
	struct registry *relations; /* incidents, by their roots */
	struct registry *clear_all; /* alarms, by the part of their key that clear_all names */
	struct sighting *sightings; /* one per service of the inventory */
	size_t *affecting;          /* raised alarms per service */
	struct list quarantines;    /* quarantine.c */
	bool *quarantined;          /* by event rule: matches of it are ignored */
	uint64_t wishes;            /* rules ever wished into quarantine */
	uint64_t quarantine_changes;
	struct positions *positions; /* of the files that are followed */
	struct snmp_engines *remotes; /* SNMPv3 engines that send notifications */
	struct list pending;
	struct table *pending_by_key;
	size_t unknown; /* alarms of unknown nodes */
	struct engine_counts counts;
};

/* What the wall clock shows at that engine time (0 stays 0), for people alone. */
static inline int64_t engine_wall(const struct engine *engine, int64_t time)
{
	return time ? time - engine->ahead : 0;
}

/* alarms.c */
/* Enters or removes an alarm in table, registry and sums. */
void alarms_enter(struct engine *engine, struct alarm *alarm);
void alarms_forget(struct engine *engine, struct alarm *alarm);
/* The alarm's `raised` changed: how many raised alarms affect each service. */
void alarms_affect(struct engine *engine, const struct alarm *alarm, int change);
/* Finds node, platform and site of an alarm by the node's name. */
void alarms_place(struct engine *engine, struct alarm *alarm, struct slice node);

/* ids.c: <epoch>-<prefix><record>.<ordinal>, unique for ever. */
void ids_make(struct engine *engine, const char *prefix, char out[ID_TEXT]);

/* A run has died whose records are lost, and has told alerts that rest on them (`recorded`:
 * false): incidents that were alive go on with numbers that it has not given. */
void ids_skip_alerts(struct engine *engine);

/* The number of the incident's next alert: one more than the last, or a million more for each
 * restore from a backup. */
uint64_t ids_next_alert(const struct engine *engine, const struct incident *incident);

/* operate.c */
void operate_event(struct engine *engine, const struct record *record,
	const struct event_matches *matches);
void operate_clear(struct engine *engine, struct alarm *alarm, const char *how);
/* grouping.c */
void grouping_raised(struct engine *engine, struct alarm *alarm);
void grouping_cleared(struct engine *engine, struct alarm *alarm);
/* Takes a pending incident of a node that the inventory does not know into the only one in the
 * network that would explain it. False when there is none such. */
bool grouping_guess(struct engine *engine, struct incident *incident);

/* lifecycle.c */
struct incident *lifecycle_open(struct engine *engine, struct alarm *root);
void lifecycle_explained(
	struct engine *engine, struct incident *incident, const struct alarm *cause);
/* `reason` (static) says what changed; NULL when nothing did but counters. */
void lifecycle_touch(struct engine *engine, struct incident *incident, const char *reason);
/* Settles everything that was touched: states, alerts, rows. */
void lifecycle_settle(struct engine *engine);
void lifecycle_phase(struct engine *engine, struct incident *incident);
void lifecycle_merged(
	struct engine *engine, struct incident *incident, const struct incident *into);

/* silence.c */
struct gap {
	int64_t from, to;
	bool lost; /* records of a run before it are lost */
};
struct gap silence_gap(const struct engine *engine, const struct record *record);
/* What ends for lack of news gets a whole period from `to`, when nobody could hear. */
void silence_spare(struct engine *engine, int64_t to);
/* We did not live through that gap: what is on hold goes on where it stopped. */
void silence_skip(struct engine *engine, struct gap gap);

/* An operator says that it is over: told as cleared and closed, then freed. No member may be
 * raised. */
void lifecycle_end(struct engine *engine, struct incident *incident, const char *reason);

/* quarantine.c */
/* The rule's pattern hit its match limit so many times. */
void quarantine_hit(struct engine *engine, const struct event_rule *rule, uint64_t times);
/* A `quarantine` record. */
void quarantine_apply(struct engine *engine, struct slice payload);
/* A `set` record: rules that are worded otherwise now, or gone, are free again. */
void quarantine_review(struct engine *engine);
void quarantine_codec(struct engine *engine, struct codec *codec);
void quarantine_free_all(struct engine *engine);

/* announce.c */
void announce_alert(struct engine *engine, struct incident *incident,
	enum transition transition, const char *reason);
/* Escalated or updated, if there is something new. */
void announce_changes(struct engine *engine, struct incident *incident);
/* Puts the incident on the change list: now, or at most once a second. */
void announce_row(struct engine *engine, struct incident *incident);
void announce_row_soon(struct engine *engine, struct incident *incident);
void announce_alarm(struct engine *engine, struct alarm *alarm);

/* row.c */
void row_incident(struct engine *engine, const struct incident *incident);
void row_alarm(struct engine *engine, const struct alarm *alarm);

/* delivery.c */
void delivery_add(struct engine *engine, const struct incident *incident,
	enum transition transition, const char *output, const char *document);
void delivery_project(struct engine *engine);
void delivery_outcome(struct engine *engine, struct slice payload);
void delivery_codec(struct engine *engine, struct codec *codec);
void delivery_free_all(struct engine *engine);

/* orders.c: a command record, and the word for the audit that a `set` record took hold. */
void orders_apply(struct engine *engine, const struct record *record);
void orders_note_set(struct engine *engine, const struct record *record);

/* alert.c: the canonical alert as one line of JSON, in the scratch arena. */
const char *alert_document(struct engine *engine, const struct incident *incident,
	const char *transition, const char *reason);
/* What titles and routes may ask of an incident (enum incident_name): a values function whose
 * context is a struct asked. */
struct asked {
	struct engine *engine;
	const struct incident *incident;
};
struct value alert_value(void *context, const struct name *name);
struct customers alert_customers(
	struct engine *engine, const struct incident *incident, struct text *formula);

/* takeover.c: false when nothing happened to alarms */
bool takeover_print(const struct engine *engine, struct text *out);

/* state.c */
void state_codec(struct engine *engine, struct codec *codec);

#endif
