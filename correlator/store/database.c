/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "store/database.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/duration.h"
#include "base/fault.h"
#include "base/log.h"

/* How long another program may hold a lock, and how long the check of a large file may take. */
enum { BUSY_MILLISECONDS = 2000, CHECK_SECONDS = 5, CHECK_STEPS = 10000 };

/* One transaction: a file is ours with all tables or not at all. */
static const char tables[] =
	"BEGIN IMMEDIATE;"
	"CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"
	"CREATE TABLE incident (id TEXT PRIMARY KEY, state TEXT NOT NULL, severity TEXT NOT "
	"NULL,"
	" platform TEXT, class TEXT, seq INTEGER NOT NULL, time INTEGER NOT NULL,"
	" document TEXT NOT NULL) STRICT;"
	"CREATE INDEX incident_state ON incident (state);"
	"CREATE TABLE alarm (id TEXT PRIMARY KEY, incident TEXT, state TEXT NOT NULL,"
	" severity TEXT NOT NULL, time INTEGER NOT NULL, document TEXT NOT NULL) STRICT;"
	"CREATE INDEX alarm_incident ON alarm (incident);"
	"CREATE TABLE alert (incident TEXT NOT NULL, seq INTEGER NOT NULL,"
	" transition TEXT NOT NULL, time INTEGER NOT NULL, document TEXT NOT NULL,"
	" PRIMARY KEY (incident, seq)) STRICT;"
	"CREATE TABLE delivery (row INTEGER PRIMARY KEY AUTOINCREMENT, incident TEXT NOT NULL,"
	" seq INTEGER NOT NULL, output TEXT NOT NULL, transition TEXT NOT NULL,"
	" state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, detail TEXT, remote TEXT,"
	" settled INTEGER,"
	" document TEXT, UNIQUE (incident, seq, output)) STRICT;"
	"CREATE INDEX delivery_due ON delivery (row) WHERE state = 'due';"
	"PRAGMA user_version = 1;"
	"COMMIT";

/* What each version of the schema added to the one before: a database of an older correlator
 * keeps its history. */
static const char *const additions[] = {
	/* 2 */ "BEGIN IMMEDIATE;"
		"CREATE TABLE audit (record INTEGER PRIMARY KEY, time INTEGER NOT NULL,"
		" incident TEXT, by TEXT NOT NULL, result TEXT NOT NULL,"
		" document TEXT NOT NULL) STRICT;"
		"CREATE INDEX audit_time ON audit (time);"
		"CREATE INDEX incident_over ON incident (time)"
		" WHERE state IN ('closed', 'merged', 'transient');"
		"PRAGMA user_version = 2;"
		"COMMIT",
	/* 3 */ "BEGIN IMMEDIATE;"
		"CREATE TABLE unknown (id TEXT PRIMARY KEY, count INTEGER NOT NULL,"
		" first INTEGER NOT NULL, last INTEGER NOT NULL, document TEXT NOT NULL)"
		" STRICT;"
		"CREATE INDEX unknown_last ON unknown (last);"
		"CREATE TABLE unknown_source (id TEXT NOT NULL, source TEXT NOT NULL,"
		" PRIMARY KEY (id, source)) STRICT, WITHOUT ROWID;"
		"CREATE TRIGGER unknown_gone AFTER DELETE ON unknown BEGIN"
		" DELETE FROM unknown_source WHERE id = old.id; END;"
		"PRAGMA user_version = 3;"
		"COMMIT",
};

enum { SCHEMA_VERSION = 1 + sizeof(additions) / sizeof(*additions) };

static const char *const texts[STATEMENTS] = {
	[STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
	[STATEMENT_COMMIT] = "COMMIT",
	[STATEMENT_ROLLBACK] = "ROLLBACK",
	[STATEMENT_META_SET] = "INSERT INTO meta VALUES (?1, ?2)"
			       " ON CONFLICT DO UPDATE SET value = ?2",
	[STATEMENT_META_GET] = "SELECT value FROM meta WHERE name = ?1",
	[STATEMENT_INCIDENT] = "INSERT INTO incident VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
			       " ON CONFLICT DO UPDATE SET state = ?2, severity = ?3,"
			       " platform = ?4, class = ?5, seq = ?6, time = ?7, document = ?8",
	[STATEMENT_ALARM] =
		"INSERT INTO alarm VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
		" ON CONFLICT DO UPDATE SET incident = ?2, state = ?3, severity = ?4,"
		" time = ?5, document = ?6",
	[STATEMENT_ALERT] = "INSERT INTO alert VALUES (?1, ?2, ?3, ?4, ?5)"
			    " ON CONFLICT DO NOTHING",
	[STATEMENT_DELIVERY] = "INSERT INTO delivery"
			       " (incident, seq, output, transition, state, remote, document)"
			       " VALUES (?1, ?2, ?3, ?4, 'due', ?5, ?6)"
			       " ON CONFLICT DO NOTHING",
	[STATEMENT_DELIVERED] = "UPDATE delivery SET state = ?4, remote = ?5, settled = ?6, "
				"detail = ?7, document = NULL,"
				" attempts = attempts + 1 WHERE incident = ?1 AND seq = ?2"
				" AND output = ?3",
	[STATEMENT_COMMAND] = "INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
			      " ON CONFLICT DO NOTHING",
	[STATEMENT_UNKNOWN] =
		"INSERT INTO unknown VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET"
		" count = count + excluded.count, last = excluded.last",
	[STATEMENT_UNKNOWN_SOURCE] =
		"INSERT INTO unknown_source SELECT ?1, ?2 WHERE (SELECT count(*) FROM"
		" unknown_source WHERE id = ?1) < ?3 ON CONFLICT DO NOTHING",
	[STATEMENT_UNKNOWN_MERGE] =
		"INSERT INTO unknown SELECT ?1, sum(count), min(first), max(last), '{}' FROM"
		" (SELECT count, first, last FROM unknown WHERE id <> ?1"
		" ORDER BY last DESC LIMIT -1 OFFSET ?2) WHERE true HAVING count(*) > 0"
		" ON CONFLICT DO UPDATE SET count = count + excluded.count,"
		" first = min(first, excluded.first), last = max(last, excluded.last)",
	[STATEMENT_UNKNOWN_FORGET] =
		"DELETE FROM unknown WHERE id IN (SELECT id FROM unknown WHERE id <> ?1"
		" ORDER BY last DESC LIMIT -1 OFFSET ?2)",
	[STATEMENT_UNKNOWN_LIST] =
		"SELECT count, first, last, document, (SELECT json_group_array(source) FROM"
		" unknown_source WHERE unknown_source.id = unknown.id) FROM unknown"
		" ORDER BY document = '{}', count DESC, last DESC, id",
	[STATEMENT_ATTEMPT] = "UPDATE delivery SET attempts = attempts + 1, detail = ?4"
			      " WHERE incident = ?1 AND seq = ?2 AND output = ?3",
	[STATEMENT_DUE] =
		"SELECT row, incident, seq, output, transition, remote, document"
		" FROM delivery WHERE state = 'due' AND row > ?1 ORDER BY row LIMIT ?2",
	[STATEMENT_LIST] = "SELECT document FROM incident WHERE state NOT IN"
			   " ('pending', 'transient', 'merged') AND (?1 OR state <> 'closed')"
			   " ORDER BY time DESC, id LIMIT ?2",
	[STATEMENT_FORGET_INCIDENTS] = "DELETE FROM incident WHERE state NOT IN"
				       " ('closed', 'merged', 'transient')",
	[STATEMENT_FORGET_ALARMS] = "DELETE FROM alarm WHERE state = 'raised'",
	[STATEMENT_FORGET_DELIVERIES] = "DELETE FROM delivery WHERE state = 'due'",
	[STATEMENT_STATE] = "SELECT state FROM incident WHERE id = ?1",
	[STATEMENT_ALARM_STATE] = "SELECT state FROM alarm WHERE id = ?1",
	[STATEMENT_SHOW] = "SELECT document FROM incident WHERE id = ?1",
	[STATEMENT_SHOW_ALARMS] = "SELECT document FROM alarm WHERE incident = ?1"
				  " ORDER BY rowid",
	[STATEMENT_SHOW_ALERTS] = "SELECT document FROM alert WHERE incident = ?1 ORDER BY seq",
	[STATEMENT_SHOW_DELIVERIES] =
		"SELECT seq, output, state, attempts, detail, remote, settled"
		" FROM delivery WHERE incident = ?1 ORDER BY row",
	/* Times are those that people were shown: RFC 3339, which sorts like time. */
	[STATEMENT_AUDIT] = "SELECT document FROM audit WHERE (?1 IS NULL OR incident = ?1)"
			    " AND (?2 IS NULL OR by = ?2)"
			    " AND (?3 IS NULL OR json_extract(document, '$.at') >= ?3)"
			    " AND (?4 IS NULL OR json_extract(document, '$.at') <= ?4)"
			    " ORDER BY record DESC LIMIT ?5",
	/* What is still to be delivered stays, and its incident with it. Left to itself SQLite
	 * would sort all that are over, for each one that goes. */
	[STATEMENT_PURGE_FIND] =
		"SELECT id FROM incident INDEXED BY incident_over"
		" WHERE state IN ('closed', 'merged', 'transient')"
		" AND time < ?1 AND NOT EXISTS (SELECT 1 FROM delivery"
		" WHERE delivery.incident = incident.id AND delivery.state = 'due')"
		" ORDER BY time LIMIT 1",
	[STATEMENT_PURGE_ALARMS] = "DELETE FROM alarm WHERE rowid IN"
				   " (SELECT rowid FROM alarm WHERE incident = ?1 LIMIT ?2)",
	[STATEMENT_PURGE_ALERTS] = "DELETE FROM alert WHERE rowid IN"
				   " (SELECT rowid FROM alert WHERE incident = ?1 LIMIT ?2)",
	[STATEMENT_PURGE_DELIVERIES] =
		"DELETE FROM delivery WHERE rowid IN"
		" (SELECT rowid FROM delivery WHERE incident = ?1 LIMIT ?2)",
	[STATEMENT_PURGE_INCIDENT] = "DELETE FROM incident WHERE id = ?1 AND ?2 > 0",
	[STATEMENT_PURGE_AUDIT] = "DELETE FROM audit WHERE record IN"
				  " (SELECT record FROM audit WHERE time < ?1 LIMIT ?2)",
	[STATEMENT_COUNTS] = "SELECT (SELECT count(*) FROM incident), (SELECT count(*) FROM"
			     " alarm), (SELECT count(*) FROM alert), (SELECT count(*) FROM"
			     " delivery WHERE state = 'due')",
};

static bool execute(struct database *database, const char *text, struct error *error)
{
	if (sqlite3_exec(database->connection, text, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	return error_set(error, "%s", sqlite3_errmsg(database->connection));
}

/* The first word that a pragma answers, as far as `answer` has room. */
static bool ask(
	struct database *database, const char *pragma, char answer[128], struct error *error)
{
	sqlite3_stmt *statement;
	bool answered;

	sqlite3_prepare_v2(database->connection, pragma, -1, &statement, NULL);
	answered = statement && sqlite3_step(statement) == SQLITE_ROW;
	if (answered)
		snprintf(answer, 128, "%s", (const char *)sqlite3_column_text(statement, 0));
	else
		error_set(error, "%s: %s", pragma, sqlite3_errmsg(database->connection));
	sqlite3_finalize(statement);
	return answered;
}

static int64_t monotonic(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

static int is_late(void *deadline)
{
	return monotonic() > *(const int64_t *)deadline;
}

/* A file too large to be read through in time is taken as it is: damage shows when it is met.
 */
static bool check(struct database *database, struct error *error)
{
	int64_t deadline = monotonic() + CHECK_SECONDS * SECONDS;
	char answer[128];
	bool answered;

	sqlite3_progress_handler(database->connection, CHECK_STEPS, is_late, &deadline);
	answered = ask(database, "PRAGMA quick_check(1)", answer, error);
	sqlite3_progress_handler(database->connection, 0, NULL, NULL);
	if (answered)
		return strcmp(answer, "ok") == 0 || error_set(error, "%s", answer);
	if (sqlite3_errcode(database->connection) != SQLITE_INTERRUPT)
		return false;
	log_info("store", "the database is too large to be checked in %d seconds",
		CHECK_SECONDS);
	return true;
}

static bool prepare(struct database *database, struct error *error)
{
	for (int i = 0; i < STATEMENTS; i++)
		if (sqlite3_prepare_v3(database->connection, texts[i], -1,
			    SQLITE_PREPARE_PERSISTENT, &database->statements[i],
			    NULL) != SQLITE_OK)
			return error_set(error, "%s", sqlite3_errmsg(database->connection));
	return true;
}

static bool make_schema(struct database *database, struct error *error)
{
	char answer[128];
	int64_t version;

	if (!ask(database, "PRAGMA user_version", answer, error))
		return false;
	if (!slice_to_integer(slice_of(answer), &version) || version < 0 ||
		version > SCHEMA_VERSION)
		return error_set(
			error, "another version of the correlator made it (schema %s)", answer);
	if (version == 0 && !execute(database, tables, error))
		return false;
	for (int64_t next = version > 1 ? version : 1; next < SCHEMA_VERSION; next++)
		if (!execute(database, additions[next - 1], error))
			return false;
	return true;
}

/* Whether the last error is the world's and not the file's content. */
static bool is_barred(const struct database *database)
{
	switch (sqlite3_extended_errcode(database->connection)) {
	case SQLITE_IOERR_READ:
	case SQLITE_IOERR_SHORT_READ:
		return false;
	}
	switch (sqlite3_errcode(database->connection)) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_CANTOPEN:
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_NOMEM:
	case SQLITE_PERM:
	case SQLITE_PROTOCOL:
	case SQLITE_READONLY:
		return true;
	}
	return false;
}

static bool open_file(struct database *database, const char *file, struct error *error)
{
	if (sqlite3_open(file, &database->connection) != SQLITE_OK)
		return error_set(error, "%s", sqlite3_errmsg(database->connection));
	sqlite3_busy_timeout(database->connection, BUSY_MILLISECONDS);
	return execute(database,
		"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
		"PRAGMA mmap_size = 0; PRAGMA journal_size_limit = 67108864",
		error);
}

enum database_verdict database_open(
	struct database *database, const char *file, struct error *error)
{
	enum database_verdict verdict = DATABASE_READY;

	*database = (struct database){0};
	if (!open_file(database, file, error) || !check(database, error) ||
		!make_schema(database, error) || !prepare(database, error))
		verdict = is_barred(database) ? DATABASE_BARRED : DATABASE_SPOILT;
	if (verdict != DATABASE_READY)
		database_close(database);
	return verdict;
}

void database_close(struct database *database)
{
	for (int i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(database->statements[i]);
	sqlite3_close(database->connection);
	*database = (struct database){0};
}

sqlite3_stmt *database_statement(struct database *database, enum statement which)
{
	sqlite3_stmt *statement = database->statements[which];

	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return statement;
}

int database_step(struct database *database, sqlite3_stmt *statement)
{
	int result = statement ? sqlite3_step(statement) : SQLITE_ERROR;
	bool fine = result == SQLITE_ROW || result == SQLITE_DONE;

	if (!fine && database->connection) {
		int code = sqlite3_errcode(database->connection);

		database->spoilt = database->spoilt || code == SQLITE_CORRUPT ||
				   code == SQLITE_NOTADB ||
				   sqlite3_extended_errcode(database->connection) ==
					   SQLITE_IOERR_SHORT_READ;
	}
	return result;
}

bool database_run(struct database *database, sqlite3_stmt *statement, struct error *error)
{
	int result;

	if (!statement)
		return error_set(error, "it is not open");
	if (FAULT_FAILS("store-write"))
		return error_set(error, "%s", strerror(errno));
	result = database_step(database, statement);
	if (result != SQLITE_DONE)
		error_set(error, "%s", sqlite3_errmsg(database->connection));
	sqlite3_reset(statement);
	return result == SQLITE_DONE;
}

static bool run(struct database *database, enum statement which, struct error *error)
{
	return database_run(database, database_statement(database, which), error);
}

bool database_begin(struct database *database, struct error *error)
{
	if (database->connection && !sqlite3_get_autocommit(database->connection) &&
		!run(database, STATEMENT_ROLLBACK, error))
		return false;
	return run(database, STATEMENT_BEGIN, error);
}

bool database_end(struct database *database, bool good, struct error *error)
{
	struct error unused;

	if (good && run(database, STATEMENT_COMMIT, error))
		return true;
	run(database, STATEMENT_ROLLBACK, &unused);
	return false;
}

void database_bind(sqlite3_stmt *statement, int place, const char *text)
{
	sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
}
