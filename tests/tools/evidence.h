/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What is known of a run with the numbered sender (sender.c): what was sent, what the journal
 * and the database hold, what a replay of the journal gives, what the receiver saw. Each reader
 * adds its part; judge.c compares them.
 */
#ifndef TESTS_TOOLS_EVIDENCE_H
#define TESTS_TOOLS_EVIDENCE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/list.h"
#include "base/table.h"

/* One number of the sender. Times are nanoseconds; 0: never. */
struct line {
	int64_t sent, journaled;
};

/* One object that went down, as the journal has it. */
struct fault {
	bool down, up;
	uint64_t incidents; /* in the database */
	bool closed;        /* the one in the database */
};

/* One alert of the output that the receiver stands for. */
struct alert {
	struct link link; /* in evidence->alerts */
	struct slice incident;
	uint64_t seq;
	bool replayed;          /* a replay of the journal gives it */
	bool stored;            /* the database knows it */
	uint64_t arrived;       /* at the receiver, so often */
	uint64_t after_outcome; /* of these, after the record of an answer */
	uint64_t after_answer;  /* of these, after an answer of which there was no record yet */
	bool answered;
	bool unrecorded; /* sent while the disk took nothing: it may be forgotten */
	uint64_t outcomes;
	int64_t outcome; /* engine time of the first one's record */
};

struct evidence {
	struct arena *arena;
	struct line *lines;
	size_t line_count;
	struct fault *faults;
	size_t fault_count;
	struct table *keys; /* "incident:seq" -> struct alert */
	struct list alerts;
	struct table *incidents; /* incident -> uint64_t: the last seq that came first */
	uint64_t sent, journaled;
	uint64_t records, holes; /* in the journal; numbers missing in between */
	uint64_t doubled;        /* a number that the journal has twice */
	uint64_t foreign;        /* or that was never sent */
	uint64_t dropped;        /* by the kernel, since `since` */
	uint64_t nameless;       /* incidents that belong to no object */
	uint64_t overtaken;      /* an alert came before an earlier one of its incident */
	uint64_t kills, durable_lost, undurable_lost;
};

void evidence_init(struct evidence *evidence);
void evidence_free(struct evidence *evidence);
/* The sender's log. This first, the journal next, the others in any order. */
bool evidence_read_sent(struct evidence *evidence, const char *file, struct error *error);
/* `since`: losses in the kernel count from then on. */
bool evidence_read_journal(
	struct evidence *evidence, const char *folder, int64_t since, struct error *error);
/* The document of `correlator replay --json`. */
bool evidence_read_replay(struct evidence *evidence, const char *file, struct error *error);
/* The database, of a daemon that has stopped. */
bool evidence_read_database(
	struct evidence *evidence, const char *file, const char *journal, struct error *error);
/* The receiver's ledger; needs the journal's outcomes. */
bool evidence_read_ledger(struct evidence *evidence, const char *file, struct error *error);
/* What `judge --missing` printed after each kill. */
bool evidence_read_kills(struct evidence *evidence, const char *file, struct error *error);

#endif
