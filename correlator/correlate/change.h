/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What happened: the engine's only output. A change list belongs to whoever holds it; it is
 * handed from the engine to the store, which writes it in one transaction. Nothing in it may
 * leave the house before record `release` is durable.
 */
#ifndef CORRELATE_CHANGE_H
#define CORRELATE_CHANGE_H

#include <stdbool.h>

#include "base/arena.h"

enum change_kind {
	CHANGE_INCIDENT,  /* its row is new or different: `document` is its state as an alert */
	CHANGE_ALARM,     /* an alarm is new, or raised, cleared, escalated, or moved */
	CHANGE_ALERT,     /* an alert was decided; `document` is its canonical JSON */
	CHANGE_DELIVERY,  /* that alert is to be delivered to `output` */
	CHANGE_DELIVERED, /* the outcome of a delivery is recorded: no further attempt */
	CHANGE_UNKNOWN, /* events of that shape matched no rule: `seq` of them (unknown.h) */
	CHANGE_UNKNOWN_SOURCE, /* `by` sent some of them */
	CHANGE_COMMAND, /* an order was applied or refused, or rules took hold: for the audit */
};

struct change {
	enum change_kind kind;
	int64_t time;         /* engine time */
	const char *incident; /* id; NULL for an alarm without one */
	uint64_t seq;         /* alert, delivery, delivered; command: its record's number */
	const char *output;   /* delivery, delivered */
	const char *alarm;    /* alarm: its id, unique for ever */
	const char *shape;    /* unknown: its id, clean */
	int64_t since;        /* unknown: when the first of them came; `time`: the last */
	struct slice key;     /* alarm: of what it is the state, the rule included (key.h) */
	const char *state;    /* incident, alarm: name of the state; alert: transition;
				 delivered, command: result */
	const char *by;       /* command: who gave it; "" when nobody did */
	const char *severity; /* incident, alarm */
	const char *platform; /* incident, alarm */
	const char *class;    /* incident, alarm: fault class */
	const char *remote;   /* delivery, delivered: remote id, or NULL */
	const char *document; /* incident, alarm, alert, delivery, command: JSON, one line;
			      delivered: the detail, for people */
};

struct change_list {
	struct arena *arena; /* holds everything below */
	struct change *items;
	size_t count;
	size_t capacity;
	bool whole;       /* everything that is alive is in it */
	uint64_t applied; /* the last record that the engine had applied */
	uint64_t noted;   /* what matched no rule, up to that record, is on this or an earlier list;
			     0: nothing of it is on this one */
	uint64_t release; /* the record that must be durable first */
};

struct change_list *change_list_new(void);
void change_list_free(struct change_list *list);
void change_list_reset(struct change_list *list);
/* A zeroed change of that kind at the end of the list; strings go into list->arena. */
struct change *change_list_add(struct change_list *list, enum change_kind kind, int64_t time);

#endif
