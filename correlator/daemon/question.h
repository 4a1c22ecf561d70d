/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the control socket asks of the store thread. An order is asked about too: the store
 * thread says whether what it is about is there, so that a slip is told at once; then it
 * becomes a record like any other.
 */
#ifndef DAEMON_QUESTION_H
#define DAEMON_QUESTION_H

#include "base/error.h"
#include "base/json.h"
#include "base/list.h"
#include "input/peers.h"

struct engines_copy;

enum question_kind {
	QUESTION_INCIDENTS,
	QUESTION_SHOW,
	QUESTION_STATUS,
	QUESTION_SOURCES,
	QUESTION_UNKNOWN,
	QUESTION_ENGINES,
	QUESTION_AUDIT,
	QUESTION_BACKUP,      /* makes a copy of the database in the state folder */
	QUESTION_BACKUP_DONE, /* deletes it again */
	QUESTION_ORDER,
	QUESTION_ENGINE_ORDER, /* about an SNMP engine: only the io thread can say */
	QUESTION_RELOAD,
};

/* Answered in place; owned by whoever holds it. */
struct question {
	struct link link; /* of one that waits for what somebody else was lent */
	uint64_t client; /* the asker's own */
	enum question_kind kind;
	json_t *request;    /* as it came */
	const struct peers *peers; /* of `sources`: as they were when that was asked, lent */
	struct engines_copy *engines; /* of `engines`: likewise, but its own; else NULL */
	struct text order;  /* payload of a command: may it be given? */
	struct text answer; /* JSON; of an order: only if it may not */
};

/* NULL with a sentence when nobody can ask that. Takes a reference to the request. */
struct question *question_new(json_t *request, struct error *error);
void question_free(struct question *question);
/* A string of the request; NULL where it has none. */
const char *question_text(const struct question *question, const char *name);

#endif
