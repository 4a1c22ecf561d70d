/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "store/store.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "store/database.h"
#include "store/store_private.h"

void delivery_free(struct delivery *delivery)
{
	if (!delivery)
		return;
	free(delivery->incident);
	free(delivery->output);
	free(delivery->transition);
	free(delivery->remote);
	free(delivery->document);
	free(delivery);
}

/* Out of the way, but kept for whoever wants to look at it. */
static void move_aside(const char *file, const char *why)
{
	static const char *const parts[] = {"", "-wal", "-shm"};
	long now = (long)time(NULL);

	log_warning("store", "%s is moved aside and built anew: %s", file, why);
	for (size_t i = 0; i < 3; i++) {
		char from[4096], to[4096 + 32];

		snprintf(from, sizeof(from), "%s%s", file, parts[i]);
		snprintf(to, sizeof(to), "%s.damaged-%ld%s", file, now, parts[i]);
		if (rename(from, to) < 0 && errno != ENOENT)
			log_warning("store", "cannot rename %s: %s", from, strerror(errno));
	}
}

static char *meta_get(struct store *store, const char *name)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_META_GET);
	char *value = NULL;

	database_bind(statement, 1, name);
	if (database_step(&store->database, statement) == SQLITE_ROW)
		value = xstrdup((const char *)sqlite3_column_text(statement, 0));
	sqlite3_reset(statement);
	return value;
}

static bool meta_set(
	struct store *store, const char *name, const char *value, struct error *error)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_META_SET);

	database_bind(statement, 1, name);
	database_bind(statement, 2, value);
	return database_run(&store->database, statement, error);
}

/* A database that came with a backup bears an older name of the journal, and knows nothing that
 * was recorded after it. */
static bool is_ours(const struct store *store, const char *owner)
{
	return strcmp(owner, epochs_now(&store->epochs)) == 0 ||
	       epochs_hold(&store->epochs, owner, store->applied);
}

/* Whether the database belongs to this journal; a new one is given to it. */
static enum database_verdict claim(struct store *store, struct error *error)
{
	const char *name = epochs_now(&store->epochs);
	enum database_verdict verdict = DATABASE_READY;
	char *owner = meta_get(store, "epoch"), *applied = meta_get(store, "applied");
	char *noted = meta_get(store, "noted");

	store->applied = applied ? strtoull(applied, NULL, 10) : 0;
	store->noted = noted ? strtoull(noted, NULL, 10) : 0;
	store->filled = applied != NULL;
	if (owner && !is_ours(store, owner)) {
		error_set(error, "it belongs to another journal (%s)", owner);
		verdict = DATABASE_SPOILT;
	} else if ((!owner || strcmp(owner, name) != 0) &&
		   !meta_set(store, "epoch", name, error)) {
		verdict = DATABASE_BARRED;
	}
	free(owner);
	free(noted);
	free(applied);
	return verdict;
}

/* To know the file again. */
static void remember_file(struct store *store)
{
	struct stat status;

	store->inode = 0;
	if (stat(store->file, &status) < 0)
		return;
	store->device = status.st_dev;
	store->inode = status.st_ino;
	store->size = status.st_size;
}

static enum database_verdict open_claimed(struct store *store, struct error *error)
{
	enum database_verdict verdict = database_open(&store->database, store->file, error);

	if (verdict == DATABASE_READY)
		verdict = claim(store, error);
	if (verdict == DATABASE_READY)
		remember_file(store);
	else
		database_close(&store->database);
	return verdict;
}

struct store *store_open(const char *file, const struct epochs *epochs, struct error *error)
{
	struct store *store = xcalloc(1, sizeof(*store));
	enum database_verdict verdict;
	struct error why;

	store->file = xstrdup(file);
	store->epochs = *epochs;
	verdict = open_claimed(store, &why);
	if (verdict == DATABASE_SPOILT) {
		move_aside(file, why.text);
		verdict = open_claimed(store, &why);
	}
	if (verdict == DATABASE_READY)
		return store;
	error_set(error, "cannot use the database %s: %s", file, why.text);
	store_close(store);
	return NULL;
}

bool store_is_lost(struct store *store, struct error *why)
{
	struct stat status;

	if (!store->database.connection || store->database.spoilt)
		return !error_set(why, "it is damaged");
	if (!store->inode)
		return false;
	if (stat(store->file, &status) < 0)
		return !error_set(why, "%s", strerror(errno));
	if (status.st_ino != store->inode || status.st_dev != store->device)
		return !error_set(why, "somebody replaced it");
	if (status.st_size < store->size)
		return !error_set(why, "somebody truncated it");
	store->size = status.st_size;
	return false;
}

/* SQLite deletes its other files by name when it closes: only then may they have new ones. */
bool store_renew(struct store *store, const char *why, struct error *error)
{
	database_close(&store->database);
	move_aside(store->file, why);
	return open_claimed(store, error) == DATABASE_READY;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	database_close(&store->database);
	free(store->file);
	free(store);
}

uint64_t store_noted(const struct store *store)
{
	return store->noted;
}

uint64_t store_applied(const struct store *store)
{
	return store->applied;
}

static bool put_incident(struct store *store, const struct change *change, struct error *error)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_INCIDENT);

	database_bind(statement, 1, change->incident);
	database_bind(statement, 2, change->state);
	database_bind(statement, 3, change->severity);
	database_bind(statement, 4, change->platform);
	database_bind(statement, 5, change->class);
	sqlite3_bind_int64(statement, 6, (sqlite3_int64)change->seq);
	sqlite3_bind_int64(statement, 7, change->time);
	database_bind(statement, 8, change->document);
	return database_run(&store->database, statement, error);
}

static bool put_alarm(struct store *store, const struct change *change, struct error *error)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_ALARM);

	database_bind(statement, 1, change->alarm);
	database_bind(statement, 2, change->incident);
	database_bind(statement, 3, change->state);
	database_bind(statement, 4, change->severity);
	sqlite3_bind_int64(statement, 5, change->time);
	database_bind(statement, 6, change->document);
	return database_run(&store->database, statement, error);
}

static bool put_alert(struct store *store, const struct change *change, struct error *error)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_ALERT);

	database_bind(statement, 1, change->incident);
	sqlite3_bind_int64(statement, 2, (sqlite3_int64)change->seq);
	database_bind(statement, 3, change->state);
	sqlite3_bind_int64(statement, 4, change->time);
	database_bind(statement, 5, change->document);
	return database_run(&store->database, statement, error);
}

static sqlite3_stmt *keyed(struct store *store, enum statement which, const char *incident,
	uint64_t seq, const char *output)
{
	sqlite3_stmt *statement = database_statement(&store->database, which);

	database_bind(statement, 1, incident);
	sqlite3_bind_int64(statement, 2, (sqlite3_int64)seq);
	database_bind(statement, 3, output);
	return statement;
}

static bool put_delivery(struct store *store, const struct change *change, struct error *error)
{
	sqlite3_stmt *statement =
		keyed(store, STATEMENT_DELIVERY, change->incident, change->seq, change->output);

	database_bind(statement, 4, change->state);
	database_bind(statement, 5, change->remote);
	database_bind(statement, 6, change->document);
	return database_run(&store->database, statement, error);
}

static bool put_delivered(struct store *store, const struct change *change, struct error *error)
{
	sqlite3_stmt *statement = keyed(
		store, STATEMENT_DELIVERED, change->incident, change->seq, change->output);

	database_bind(statement, 4, change->state);
	database_bind(statement, 5, change->remote);
	sqlite3_bind_int64(statement, 6, change->time);
	database_bind(statement, 7, change->document);
	return database_run(&store->database, statement, error);
}

static bool put_command(struct store *store, const struct change *change, struct error *error)
{
	sqlite3_stmt *statement = database_statement(&store->database, STATEMENT_COMMAND);

	sqlite3_bind_int64(statement, 1, (sqlite3_int64)change->seq);
	sqlite3_bind_int64(statement, 2, change->time);
	database_bind(statement, 3, change->incident);
	database_bind(statement, 4, change->by);
	database_bind(statement, 5, change->state);
	database_bind(statement, 6, change->document);
	return database_run(&store->database, statement, error);
}

static bool put_change(struct store *store, const struct change *change, struct error *error)
{
	switch (change->kind) {
	case CHANGE_INCIDENT:
		return put_incident(store, change, error);
	case CHANGE_ALARM:
		return put_alarm(store, change, error);
	case CHANGE_ALERT:
		return put_alert(store, change, error);
	case CHANGE_DELIVERY:
		return put_delivery(store, change, error);
	case CHANGE_DELIVERED:
		return put_delivered(store, change, error);
	case CHANGE_COMMAND:
		return put_command(store, change, error);
	case CHANGE_UNKNOWN:
		return store_put_unknown(store, change, error);
	case CHANGE_UNKNOWN_SOURCE:
		return store_put_unknown_source(store, change, error);
	}
	return true;
}

static bool put_number(
	struct store *store, const char *name, uint64_t number, struct error *error)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRIu64, number);
	return meta_set(store, name, text, error);
}

static bool put_numbers(
	struct store *store, const struct change_list *list, struct error *error)
{
	if (list->noted > store->noted && !(store_trim_unknown(store, error) &&
						  put_number(store, "noted", list->noted, error)))
		return false;
	return list->applied <= store->applied || !(store->filled || list->whole) ||
	       put_number(store, "applied", list->applied, error);
}

/* What matched nothing comes with the list of some later record, and has a number of its own. */
static bool is_news(
	const struct store *store, const struct change_list *list, const struct change *change)
{
	if (change->kind == CHANGE_UNKNOWN || change->kind == CHANGE_UNKNOWN_SOURCE)
		return list->noted > store->noted;
	return list->applied > store->applied;
}

static bool forget(struct store *store, enum statement which, struct error *error)
{
	return database_run(
		&store->database, database_statement(&store->database, which), error);
}

/* A list with everything alive comes when others before it were missed: what they ended is not
 * known, but that it is not alive any more. */
static bool forget_alive(struct store *store, struct error *error)
{
	return forget(store, STATEMENT_FORGET_INCIDENTS, error) &&
	       forget(store, STATEMENT_FORGET_ALARMS, error) &&
	       forget(store, STATEMENT_FORGET_DELIVERIES, error);
}

static bool put_list(struct store *store, const struct change_list *list, struct error *error)
{
	bool newer = list->applied > store->applied;

	if (newer && list->whole && !forget_alive(store, error))
		return false;
	for (size_t i = 0; i < list->count; i++)
		if (is_news(store, list, &list->items[i]) &&
			!put_change(store, &list->items[i], error))
			return false;
	return put_numbers(store, list, error);
}

bool store_apply(struct store *store, const struct change_list *list, struct error *error)
{
	bool good;

	if (!database_begin(&store->database, error))
		return false;
	good = put_list(store, list, error);
	FAULT("store-commit");
	if (!database_end(&store->database, good, error))
		return false;
	FAULT("store-applied");
	store->filled = store->filled || list->whole;
	if (list->noted > store->noted)
		store->noted = list->noted;
	if (store->filled && list->applied > store->applied)
		store->applied = list->applied;
	return true;
}

void store_attempt(struct store *store, const struct delivery *delivery, const char *detail)
{
	sqlite3_stmt *statement = keyed(
		store, STATEMENT_ATTEMPT, delivery->incident, delivery->seq, delivery->output);
	struct error error;

	database_bind(statement, 4, detail);
	if (!database_run(&store->database, statement, &error))
		log_warning("store", "an attempt could not be noted: %s", error.text);
}
