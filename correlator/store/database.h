/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The SQLite file behind the store: opened, checked, its schema made, its statements prepared.
 */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include <sqlite3.h>

#include "base/error.h"

enum statement {
	STATEMENT_BEGIN,
	STATEMENT_COMMIT,
	STATEMENT_ROLLBACK,
	STATEMENT_META_SET,  /* name, value */
	STATEMENT_META_GET,  /* name */
	STATEMENT_INCIDENT,  /* id, state, severity, platform, class, seq, time, document */
	STATEMENT_ALARM,     /* id, incident, state, severity, time, document */
	STATEMENT_ALERT,     /* incident, seq, transition, time, document */
	STATEMENT_DELIVERY,  /* incident, seq, output, transition, remote, document */
	STATEMENT_DELIVERED, /* incident, seq, output, state, remote, time, detail */
	STATEMENT_COMMAND,   /* record, time, incident, by, result, document */
	STATEMENT_UNKNOWN, /* id, count, first, last, document */
	STATEMENT_UNKNOWN_SOURCE, /* id, source, most */
	STATEMENT_UNKNOWN_MERGE, /* id of the others, most */
	STATEMENT_UNKNOWN_FORGET, /* likewise */
	STATEMENT_UNKNOWN_LIST,
	STATEMENT_ATTEMPT,   /* incident, seq, output, detail */
	STATEMENT_DUE,       /* row, limit */
	STATEMENT_LIST,      /* all, limit */
	STATEMENT_FORGET_INCIDENTS, /* what is alive, and due: all of it is told again */
	STATEMENT_FORGET_ALARMS,
	STATEMENT_FORGET_DELIVERIES,
	STATEMENT_STATE,       /* incident */
	STATEMENT_ALARM_STATE, /* alarm */
	STATEMENT_SHOW,        /* incident */
	STATEMENT_SHOW_ALARMS,
	STATEMENT_SHOW_ALERTS,
	STATEMENT_SHOW_DELIVERIES,
	STATEMENT_AUDIT,        /* incident, by, from, to, limit; NULL: any */
	STATEMENT_PURGE_FIND,   /* time */
	STATEMENT_PURGE_ALARMS, /* incident, limit; likewise the next three */
	STATEMENT_PURGE_ALERTS,
	STATEMENT_PURGE_DELIVERIES,
	STATEMENT_PURGE_INCIDENT,
	STATEMENT_PURGE_AUDIT, /* time, limit */
	STATEMENT_COUNTS,
	STATEMENTS,
};

struct database {
	sqlite3 *connection;
	sqlite3_stmt *statements[STATEMENTS];
	bool spoilt; /* damage was met while it was in use */
};

enum database_verdict {
	DATABASE_READY,
	DATABASE_SPOILT, /* its content is damaged or not ours: a new file would do */
	DATABASE_BARRED, /* the file cannot be used now: rights, space, a lock, the disk */
};

/* Opens or makes the file. A sentence unless it is ready. */
enum database_verdict database_open(
	struct database *database, const char *file, struct error *error);
void database_close(struct database *database);
/* The statement, ready to be bound: reset and without old values. */
sqlite3_stmt *database_statement(struct database *database, enum statement which);
/* sqlite3_step(), taking note of damage. */
int database_step(struct database *database, sqlite3_stmt *statement);
/* Runs a statement that returns no rows. */
bool database_run(struct database *database, sqlite3_stmt *statement, struct error *error);
/* A transaction: begun, then committed or, if it is not `good`, taken back. False with a
 * sentence when it was not committed. One that could not even be taken back is, when the next
 * begins. */
bool database_begin(struct database *database, struct error *error);
bool database_end(struct database *database, bool good, struct error *error);
/* Binds a string that lives until the statement was run; NULL binds NULL. */
void database_bind(sqlite3_stmt *statement, int place, const char *text);

#endif
