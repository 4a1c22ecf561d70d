/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "store/database.h"

#include <string.h>

static const char tables[] =
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
	"CREATE INDEX delivery_due ON delivery (row) WHERE state = 'due';";

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
	[STATEMENT_ALERT] = "INSERT OR IGNORE INTO alert VALUES (?1, ?2, ?3, ?4, ?5)",
	[STATEMENT_DELIVERY] = "INSERT OR IGNORE INTO delivery"
			       " (incident, seq, output, transition, state, remote, document)"
			       " VALUES (?1, ?2, ?3, ?4, 'due', ?5, ?6)",
	[STATEMENT_DELIVERED] =
		"UPDATE delivery SET state = ?4, remote = ?5, settled = ?6, document = NULL,"
		" attempts = attempts + 1 WHERE incident = ?1 AND seq = ?2"
		" AND output = ?3",
	[STATEMENT_ATTEMPT] = "UPDATE delivery SET attempts = attempts + 1, detail = ?4"
			      " WHERE incident = ?1 AND seq = ?2 AND output = ?3",
	[STATEMENT_DUE] =
		"SELECT row, incident, seq, output, transition, remote, document"
		" FROM delivery WHERE state = 'due' AND row > ?1 ORDER BY row LIMIT ?2",
	[STATEMENT_LIST] = "SELECT document FROM incident WHERE state NOT IN"
			   " ('pending', 'transient', 'merged') AND (?1 OR state <> 'closed')"
			   " ORDER BY time DESC, id LIMIT ?2",
	[STATEMENT_STATE] = "SELECT state FROM incident WHERE id = ?1",
	[STATEMENT_SHOW] = "SELECT document FROM incident WHERE id = ?1",
	[STATEMENT_SHOW_ALARMS] = "SELECT document FROM alarm WHERE incident = ?1"
				  " ORDER BY rowid",
	[STATEMENT_SHOW_ALERTS] = "SELECT document FROM alert WHERE incident = ?1 ORDER BY seq",
	[STATEMENT_SHOW_DELIVERIES] =
		"SELECT seq, output, state, attempts, detail, remote, settled"
		" FROM delivery WHERE incident = ?1 ORDER BY row",
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

/* The first word that a pragma answers. */
static bool pragma_says(
	struct database *database, const char *pragma, const char *want, struct error *error)
{
	sqlite3_stmt *statement;
	bool same = false;

	if (sqlite3_prepare_v2(database->connection, pragma, -1, &statement, NULL) ==
			SQLITE_OK &&
		sqlite3_step(statement) == SQLITE_ROW)
		same = strcmp((const char *)sqlite3_column_text(statement, 0), want) == 0;
	sqlite3_finalize(statement);
	return same || error_set(error, "%s: not '%s' (%s)", pragma, want,
			       sqlite3_errmsg(database->connection));
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
	struct error unused;

	if (pragma_says(database, "PRAGMA user_version", "1", &unused))
		return true;
	if (!pragma_says(database, "PRAGMA user_version", "0", &unused))
		return error_set(error, "made by another version of the correlator");
	return execute(database, tables, error) &&
	       execute(database, "PRAGMA user_version = 1", error);
}

bool database_open(struct database *database, const char *file, struct error *error)
{
	*database = (struct database){0};
	if (sqlite3_open(file, &database->connection) == SQLITE_OK &&
		execute(database,
			"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
			"PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON",
			error) &&
		pragma_says(database, "PRAGMA quick_check(1)", "ok", error) &&
		make_schema(database, error) && prepare(database, error))
		return true;
	if (!database->connection)
		error_set(error, "out of memory");
	database_close(database);
	return false;
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

bool database_run(struct database *database, sqlite3_stmt *statement, struct error *error)
{
	int result = sqlite3_step(statement);

	if (result != SQLITE_DONE)
		error_set(error, "%s", sqlite3_errmsg(database->connection));
	sqlite3_reset(statement);
	return result == SQLITE_DONE;
}

void database_bind(sqlite3_stmt *statement, int place, const char *text)
{
	sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
}
