/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What travels on the straight path of the running daemon, and the rings between its threads.
 *
 *     io --parcel--> journal --parcel--> match 0..N --parcel--> engine --handover--> store
 *      ^---------------- empty parcels ----------------------------'                   |
 *     journal <------------- outcomes ------------- outbox <------ deliveries ---------'
 *
 * A parcel goes on to match right after it was written; what must wait for the disk (alerts)
 * waits in front of the store, until `durable` has passed the record that released it.
 */
#ifndef DAEMON_PATH_H
#define DAEMON_PATH_H

#include <stdatomic.h>

#include "base/json.h"
#include "base/list.h"
#include "base/ring.h"
#include "config/set.h"
#include "correlate/pipeline.h"
#include "daemon/clock.h"
#include "daemon/self.h"
#include "event/batch.h"

enum { PARCELS = 32, WORKERS_MAXIMUM = 16, DELIVERIES = 1024 };

/* A batch on its way. */
struct parcel {
	struct batch *batch;     /* may be empty: a tick */
	struct matches *matches; /* filled by a match thread; unused without any */
	bool matched;
	struct set *set;   /* in force; other than that of the parcel before: this one holds the
			      `set` record that says so, and nothing else */
	int64_t tick;      /* of an empty batch: engine time when it passed the journal */
	bool last;         /* the daemon stops: nothing comes after this one */
	struct ring *home; /* where it goes when it is empty again */
};

/* An attempt to deliver that settled nothing. */
struct attempt {
	struct delivery *delivery; /* its key alone */
	char detail[256];
};

/* What the engine hands to the store. */
struct handover {
	struct link link; /* in the store's backlog */
	bool bypassed;    /* its deliveries went out before the database had them */
	struct change_list *changes;
	struct engine_counts counts;
	struct text *snapshot; /* state after changes->applied, or NULL */
	json_t *quarantined;   /* rules, or NULL: the same as before */
	bool last;
};

struct path {
	struct clock clock;
	struct self *self; /* alarms about ourselves: self_say(path->self, ...) */
	size_t workers;
	/* The bell of each thread, and the rings it reads. */
	struct bell *io_bell, *journal_bell, *engine_bell, *store_bell, *outbox_bell;
	struct bell *housekeeping_bell;
	struct bell *match_bells[WORKERS_MAXIMUM];
	struct ring *empty;    /* journal, engine -> io: parcels */
	struct ring *read;     /* io -> journal: parcels */
	struct ring *outcomes; /* outbox -> journal: struct text, a JSON payload */
	struct ring *own;      /* engine -> journal: the journal's own parcels */
	struct ring
		*wishes; /* engine -> journal: struct text, payload of a quarantine record */
	struct ring *written; /* journal -> engine: parcels, without workers */
	struct ring *to_match[WORKERS_MAXIMUM]; /* journal -> match n, in turn */
	struct ring *matched[WORKERS_MAXIMUM];  /* match n -> engine, taken in the same turn */
	struct ring *changed;                   /* engine -> store: handovers */
	struct ring *attempts;   /* outbox -> store: struct attempt, for `show` */
	struct ring *asked;      /* io -> store: questions (daemon/question.h) */
	struct ring *answered;   /* store -> io */
	struct ring *deliveries; /* store -> outbox: struct delivery */
	/* What one thread tells all. */
	_Atomic uint64_t durable;  /* records up to this one are on disk */
	_Atomic uint64_t parcels;  /* of io, from 1: those up to this one are on disk */
	_Atomic bool replies_wait; /* for that to move on: io is rung then */
	_Atomic int64_t next;      /* when the engine's next deadline is due, in T */
	_Atomic bool want_time;    /* a tick changed something: append a `time` record */
	_Atomic bool want_all; /* the database was lost: the engine tells all that is alive */
	_Atomic uint64_t segment; /* the first record of the segment being written */
	_Atomic uint64_t needed;  /* records from this one on must stay in the journal */
	_Atomic bool degraded;    /* the disk takes no records: they wait in memory */
	_Atomic bool full;        /* the disk has no space for the next segment */
	_Atomic bool stopping;    /* nothing waits for a broken disk any more */
	_Atomic bool stop_outbox, stop_match, stop_housekeeping;
};

void path_init(struct path *path, size_t workers);
void path_free(struct path *path);
struct parcel *parcel_new(struct ring *home);
void parcel_free(struct parcel *parcel);
/* Pushes, waiting when the ring is full: behind the journal there is lag, never loss. */
void path_push(struct ring *ring, void *item);
/* A millisecond's rest while another thread makes room. */
void path_pause(void);

#endif
