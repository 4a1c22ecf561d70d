/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The catalogue of what matched no rule: added up here, a second's worth at a time.
 */
#include "base/duration.h"
#include "base/json.h"
#include "correlate/unknown.h"
#include "store/store.h"
#include "store/store_private.h"

enum { SHAPES = 5000, SOURCES = 16 };

bool store_put_unknown(struct store *store, const struct change *change, struct error *error)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_UNKNOWN);

	database_bind(statement, 1, change->shape);
	sqlite3_bind_int64(statement, 2, (sqlite3_int64)change->seq);
	sqlite3_bind_int64(statement, 3, change->since);
	sqlite3_bind_int64(statement, 4, change->time);
	database_bind(statement, 5, change->document);
	return database_run(&store->database, statement, error);
}

bool store_put_unknown_source(
	struct store *store, const struct change *change, struct error *error)
{
	sqlite3_stmt *statement =
		database_statement(&store->database, STATEMENT_UNKNOWN_SOURCE);

	database_bind(statement, 1, change->shape);
	database_bind(statement, 2, change->by);
	sqlite3_bind_int(statement, 3, SOURCES);
	return database_run(&store->database, statement, error);
}

static bool run_beyond(struct store *store, enum statement which, struct error *error)
{
	sqlite3_stmt *statement = database_statement(&store->database, which);

	database_bind(statement, 1, UNKNOWN_OTHERS);
	sqlite3_bind_int(statement, 2, SHAPES);
	return database_run(&store->database, statement, error);
}

bool store_trim_unknown(struct store *store, struct error *error)
{
	return run_beyond(store, STATEMENT_UNKNOWN_MERGE, error) &&
	       run_beyond(store, STATEMENT_UNKNOWN_FORGET, error);
}

static const char *text_at(sqlite3_stmt *statement, int column)
{
	return (const char *)sqlite3_column_text(statement, column);
}

static void add_time(json_t *json, const char *name, int64_t time)
{
	char text[TIME_TEXT];

	json_object_set_new(json, name, json_text(time_print(time, text)));
}

static json_t *shape_json(sqlite3_stmt *statement, int64_t offset)
{
	json_t *json = json_parse(slice_of(text_at(statement, 3)), NULL);
	json_t *sources = json_parse(slice_of(text_at(statement, 4)), NULL);

	if (json_object_size(json) == 0)
		json_object_set_new(json, "others", json_true());
	json_object_set_new(json, "count", json_integer(sqlite3_column_int64(statement, 0)));
	add_time(json, "first", sqlite3_column_int64(statement, 1) + offset);
	add_time(json, "last", sqlite3_column_int64(statement, 2) + offset);
	json_object_set_new(json, "sources", sources);
	return json;
}

void store_unknown(struct store *store, int64_t offset, struct text *out)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_UNKNOWN_LIST);
	json_t *list = json_array();

	while (database_step(&store->database, statement) == SQLITE_ROW)
		json_array_append_new(list, shape_json(statement, offset));
	sqlite3_reset(statement);
	json_print(list, out);
	json_decref(list);
}
