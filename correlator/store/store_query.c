/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What is read back: the delivery queue, and answers for the control socket.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/xalloc.h"
#include "store/store.h"
#include "store/store_private.h"

static const char *text_at(sqlite3_stmt *statement, int column)
{
	return (const char *)sqlite3_column_text(statement, column);
}

static char *copy_at(sqlite3_stmt *statement, int column)
{
	const char *text = text_at(statement, column);

	return text ? xstrdup(text) : NULL;
}

int64_t store_deliveries(struct store *store, int64_t after, size_t limit,
	void (*take)(void *context, struct delivery *delivery), void *context)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_DUE);

	sqlite3_bind_int64(statement, 1, after);
	sqlite3_bind_int64(statement, 2, (sqlite3_int64)limit);
	while (database_step(&store->database, statement) == SQLITE_ROW) {
		struct delivery *delivery = xcalloc(1, sizeof(*delivery));

		after = sqlite3_column_int64(statement, 0);
		delivery->incident = copy_at(statement, 1);
		delivery->seq = (uint64_t)sqlite3_column_int64(statement, 2);
		delivery->output = copy_at(statement, 3);
		delivery->transition = copy_at(statement, 4);
		delivery->remote = copy_at(statement, 5);
		delivery->document = copy_at(statement, 6);
		take(context, delivery);
	}
	sqlite3_reset(statement);
	return after;
}

/* Appends the documents of a statement as a JSON array. */
static size_t append_documents(struct store *store, sqlite3_stmt *statement, struct text *out)
{
	size_t count = 0;

	text_byte(out, '[');
	while (database_step(&store->database, statement) == SQLITE_ROW) {
		text_string(out, count++ ? "," : "");
		text_string(out, text_at(statement, 0));
	}
	text_byte(out, ']');
	sqlite3_reset(statement);
	return count;
}

void store_incidents(struct store *store, bool all, size_t limit, struct text *out)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_LIST);

	sqlite3_bind_int(statement, 1, all);
	sqlite3_bind_int64(statement, 2, (sqlite3_int64)limit);
	append_documents(store, statement, out);
}

void store_audit(
	struct store *store, const struct audit_filter *filter, size_t limit, struct text *out)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_AUDIT);

	database_bind(statement, 1, filter->incident);
	database_bind(statement, 2, filter->by);
	database_bind(statement, 3, filter->from);
	database_bind(statement, 4, filter->to);
	sqlite3_bind_int64(statement, 5, (sqlite3_int64)limit);
	append_documents(store, statement, out);
}

static sqlite3_stmt *about(struct store *store, enum statement which, const char *incident)
{
	sqlite3_stmt *statement = database_statement(&store->database, which);

	database_bind(statement, 1, incident);
	return statement;
}

static json_t *time_at(sqlite3_stmt *statement, int column)
{
	char text[TIME_TEXT];

	if (sqlite3_column_type(statement, column) == SQLITE_NULL)
		return json_null();
	return json_string(time_print(sqlite3_column_int64(statement, column), text));
}

static void append_deliveries(struct store *store, sqlite3_stmt *statement, struct text *out)
{
	json_t *list = json_array();

	while (database_step(&store->database, statement) == SQLITE_ROW) {
		json_t *item = json_object();

		json_object_set_new(
			item, "seq", json_integer(sqlite3_column_int64(statement, 0)));
		json_object_set_new(item, "output", json_text(text_at(statement, 1)));
		json_object_set_new(item, "state", json_text(text_at(statement, 2)));
		json_object_set_new(
			item, "attempts", json_integer(sqlite3_column_int64(statement, 3)));
		json_object_set_new(item, "detail", json_text(text_at(statement, 4)));
		json_object_set_new(item, "remote", json_text(text_at(statement, 5)));
		json_object_set_new(item, "settled_at", time_at(statement, 6));
		json_array_append_new(list, item);
	}
	sqlite3_reset(statement);
	json_print(list, out);
	json_decref(list);
}

bool store_show(
	struct store *store, const char *incident, struct text *out, struct error *error)
{
	sqlite3_stmt *statement = about(store, STATEMENT_SHOW, incident);

	if (database_step(&store->database, statement) != SQLITE_ROW) {
		sqlite3_reset(statement);
		return error_set(error, "there is no incident '%s'", incident);
	}
	text_printf(out, "{\"incident\":%s,\"alarms\":", text_at(statement, 0));
	sqlite3_reset(statement);
	append_documents(store, about(store, STATEMENT_SHOW_ALARMS, incident), out);
	text_string(out, ",\"alerts\":");
	append_documents(store, about(store, STATEMENT_SHOW_ALERTS, incident), out);
	text_string(out, ",\"deliveries\":");
	append_deliveries(store, about(store, STATEMENT_SHOW_DELIVERIES, incident), out);
	text_byte(out, '}');
	return true;
}

/* NULL when there is none of that id; to be freed. */
static char *state_of(struct store *store, enum statement which, const char *id)
{
	sqlite3_stmt *statement = about(store, which, id);
	char *state = database_step(&store->database, statement) == SQLITE_ROW
			      ? copy_at(statement, 0)
			      : NULL;

	sqlite3_reset(statement);
	return state;
}

bool store_is_raised(struct store *store, const char *alarm, struct error *error)
{
	char *state = state_of(store, STATEMENT_ALARM_STATE, alarm);
	bool raised = state && strcmp(state, "raised") == 0;

	if (!state)
		error_set(error, "there is no alarm '%s'", alarm);
	else if (!raised)
		error_set(error, "alarm '%s' is %s already", alarm, state);
	free(state);
	return raised;
}

bool store_is_alive(struct store *store, const char *incident, struct error *error)
{
	char *state = state_of(store, STATEMENT_STATE, incident);
	bool alive = state && (strcmp(state, "open") == 0 || strcmp(state, "pending") == 0 ||
				      strcmp(state, "cleared") == 0);

	if (!state)
		error_set(error, "there is no incident '%s'", incident);
	else if (!alive)
		error_set(error, "incident '%s' is %s already", incident, state);
	free(state);
	return alive;
}

void store_status(struct store *store, struct text *out)
{
	static const char *const names[] = {"incidents", "alarms", "alerts", "undelivered"};
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_COUNTS);
	json_t *json = json_object();

	if (database_step(&store->database, statement) == SQLITE_ROW)
		for (int i = 0; i < 4; i++)
			json_object_set_new(json, names[i],
				json_integer(sqlite3_column_int64(statement, i)));
	sqlite3_reset(statement);
	json_print(json, out);
	json_decref(json);
}
