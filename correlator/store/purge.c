/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Forgetting what is old, a little at a time: nobody who has something to write waits long. An
 * incident's own row goes last, so that a purge that was cut short finds it again.
 */
#include "base/fault.h"
#include "store/store.h"
#include "store/store_private.h"

/* Deletes at most *left rows by that statement and counts them. */
static bool delete_some(struct store *store, sqlite3_stmt *statement, int limit_at,
	size_t *left, struct error *error)
{
	sqlite3_bind_int64(statement, limit_at, (sqlite3_int64)*left);
	if (!database_run(&store->database, statement, error))
		return false;
	*left -= (size_t)sqlite3_changes(store->database.connection);
	return true;
}

static bool delete_parts(
	struct store *store, const char *incident, size_t *left, struct error *error)
{
	static const enum statement parts[] = {STATEMENT_PURGE_ALARMS, STATEMENT_PURGE_ALERTS,
		STATEMENT_PURGE_DELIVERIES, STATEMENT_PURGE_INCIDENT};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts) && *left > 0; i++) {
		sqlite3_stmt *statement = database_statement(&store->database, parts[i]);

		database_bind(statement, 1, incident);
		if (!delete_some(store, statement, 2, left, error))
			return false;
	}
	return true;
}

/* The oldest incident that may go, its id in `id`; false when there is none. */
static bool find_old(struct store *store, int64_t before, char *id, size_t size)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_PURGE_FIND);
	bool found;

	sqlite3_bind_int64(statement, 1, before);
	found = database_step(&store->database, statement) == SQLITE_ROW;
	if (found)
		snprintf(id, size, "%s", (const char *)sqlite3_column_text(statement, 0));
	sqlite3_reset(statement);
	return found;
}

static bool delete_audit(struct store *store, int64_t before, size_t *left, struct error *error)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_PURGE_AUDIT);

	sqlite3_bind_int64(statement, 1, before);
	return delete_some(store, statement, 2, left, error);
}

static bool delete_batch(struct store *store, int64_t before, size_t *left, struct error *error)
{
	char id[128];

	while (*left > 0 && find_old(store, before, id, sizeof(id)))
		if (!delete_parts(store, id, left, error))
			return false;
	return *left == 0 || delete_audit(store, before, left, error);
}

bool store_purge(
	struct store *store, int64_t before, size_t limit, size_t *deleted, struct error *error)
{
	size_t left = limit;
	bool good;

	*deleted = 0;
	if (!database_begin(&store->database, error))
		return false;
	good = delete_batch(store, before, &left, error);
	FAULT("purge");
	if (!database_end(&store->database, good, error))
		return false;
	*deleted = limit - left;
	return true;
}
