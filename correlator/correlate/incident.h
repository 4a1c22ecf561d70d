/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An incident is one platform fault: the alarms it explains, one of them the probable root
 * cause. This file keeps the record and its sums true; who joins is decided in grouping.c,
 * what is told in announce.c.
 *
 *     pending --hold--> open --all clear, linger--> cleared --reopen window--> closed
 *        |                ^                            |
 *        |                +-------- raised again ------+
 *        +--> transient (cleared while on hold: counted, not told)
 *        +--> merged    (absorbed by another)
 */
#ifndef CORRELATE_INCIDENT_H
#define CORRELATE_INCIDENT_H

#include "correlate/alarm.h"
#include "correlate/impact.h"
#include "correlate/route.h"

enum incident_state {
	INCIDENT_PENDING,
	INCIDENT_OPEN,
	INCIDENT_CLEARED,
	INCIDENT_CLOSED,
	INCIDENT_TRANSIENT,
	INCIDENT_MERGED,
	INCIDENT_STATES,
};

const char *incident_state_name(enum incident_state state);

enum { GAPS_MAXIMUM = 16 };

/* While this lasted we may not have heard everything. */
struct evidence_gap {
	int64_t from, to;
	bool loss; /* datagrams were lost; else we did not run */
};

/* What was last told, to decide whether something new is worth telling. */
struct announced {
	bool done;  /* `opened` was told */
	int64_t at; /* the last opened, escalated, updated or reopened */
	enum severity severity;
	char cause[ID_TEXT];
	bool leftover;     /* the cause had cleared and others remained */
	uint64_t services; /* impact_fingerprint() of the affected services */
	int64_t customers;
};

/* An output that was told of this incident. */
struct told {
	struct link link;
	char *output;
	char *remote; /* what it calls the incident, or NULL */
};

struct incident {
	struct link link; /* among all incidents, in creation order */
	char id[ID_TEXT]; /* <epoch>-<record>.<ordinal> */
	uint64_t rank;    /* creation order */
	enum incident_state state;
	struct alarm *cause;  /* names the fault: platform, class, title; may have cleared */
	struct alarm *root;   /* the best of the raised ones; the cause while that is raised */
	struct list members;  /* alarms, in the order they joined */
	size_t total, raised; /* members */
	uint64_t events;      /* that raised or repeated members */
	size_t severities[SEVERITIES]; /* of raised members */
	struct heap candidates;        /* raised members, the best root first */
	struct heap untold;            /* members that were repeated, by rank */
	struct impact impact;          /* of raised members */
	int64_t peak;  /* the highest best customer figure so far; -1: none known */
	int64_t since; /* first raise */
	int64_t cleared_at;
	uint64_t seq; /* of the last alert */
	struct announced announced;
	struct list told;             /* struct told */
	char *acknowledged_by, *note; /* or NULL */
	char merged_into[ID_TEXT];
	struct evidence_gap gaps[GAPS_MAXIMUM];
	size_t gap_count;
	int64_t shown_at;          /* when its row was last put on the change list */
	struct list registrations; /* in the relation registry */
	struct deadline phase, update, refresh;
	/* Within one record only: */
	struct link touched;
	bool is_touched;
	const char *reason; /* of the touch, a static string */
};

struct incident *incident_new(const char *id, uint64_t rank, int64_t now);
/* Frees it and its remaining members; everything must be out of registries and deadlines. */
void incident_free(struct incident *incident);

/* Adds an alarm at the end, counting it in if it is raised. */
void incident_add(struct incident *incident, struct alarm *alarm);
/* Takes it out again (absorbed by another incident). */
void incident_remove(struct incident *incident, struct alarm *alarm);
/* The alarm was repeated: it is shown when its incident's row is, at most once a second. */
void incident_note(struct incident *incident, struct alarm *alarm);
/* It is shown now. */
void incident_unnote(struct incident *incident, struct alarm *alarm);
/* The alarm's `raised` or `severity` is about to change: count it out, change, count it in. */
void incident_count_out(struct incident *incident, struct alarm *alarm);
void incident_count_in(struct incident *incident, struct alarm *alarm);

/* The highest severity of raised members; SEVERITY_CLEARED when none. */
enum severity incident_severity(const struct incident *incident);
/* The raised member that is the best root: the class that nothing else explains first, then
 * the earliest. NULL when none is raised. */
struct alarm *incident_best_root(const struct incident *incident);
/* Whether only consequences are left: the raised root is of another class or platform than the
 * cause. */
bool incident_is_leftover(const struct incident *incident);
struct told *incident_told(const struct incident *incident, const char *output);
struct told *incident_tell(struct incident *incident, const char *output);
void incident_add_gap(struct incident *incident, int64_t from, int64_t to, bool loss);
/* Everything but members, registrations and what follows from members. */
void incident_codec(
	struct deadlines *deadlines, struct codec *codec, struct incident *incident);

#endif
