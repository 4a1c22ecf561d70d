/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the store makes of the file it finds.
 */
#include "store/store.h"

#include <dirent.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "unit/config/folder.h"
#include "unit/store/lists.h"

enum { INCIDENTS = 200, LARGE = 8000, GARBAGE = 6000000 };

struct place {
	struct folder folder;
	char *file;
};

static void no_sink(void *context, enum log_level level, const char *line)
{
	(void)context;
	(void)level;
	(void)line;
}

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	folder_make(&place->folder);
	place->file = folder_file(&place->folder, "correlator.db");
	*state = place;
	log_set_sink(no_sink, NULL);
	return 0;
}

static int remove_place(void **state)
{
	struct place *place = *state;

	log_set_sink(NULL, NULL);
	folder_remove(&place->folder);
	free(place->file);
	free(place);
	return 0;
}

static struct store *must_open(const struct place *place, const char *epoch)
{
	struct error error = {""};
	const struct epochs epochs = epochs_of(epoch);
	struct store *store = store_open(place->file, &epochs, &error);

	if (!store)
		fail_msg("%s", error.text);
	return store;
}

/* A database of epoch k3fq9 with some pages of incidents, closed again. */
static void fill(const struct place *place)
{
	struct store *store = must_open(place, "k3fq9");
	struct change_list *list = list_at(70);

	for (int i = 0; i < INCIDENTS; i++)
		list_incident(list, arena_printf(list->arena, "k3fq9-%d.0", i), "open", i);
	list_delivery(list, "k3fq9-1.0", 1, "log");
	assert_true(list_apply(store, list));
	store_close(store);
}

static size_t count_aside(const struct place *place)
{
	DIR *directory = opendir(place->folder.path);
	struct dirent *entry;
	size_t count = 0;

	while ((entry = readdir(directory)))
		count += strstr(entry->d_name, "correlator.db.damaged-") != NULL;
	closedir(directory);
	return count;
}

static void overwrite(const struct place *place, long offset, const char *bytes, size_t length)
{
	FILE *file = fopen(place->file, "r+");

	assert_non_null(file);
	assert_int_equal(fseek(file, offset, offset < 0 ? SEEK_END : SEEK_SET), 0);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static void want_new(const struct place *place, const char *epoch)
{
	struct store *store = must_open(place, epoch);

	assert_int_equal(store_applied(store), 0);
	assert_int_equal(count_aside(place), 1);
	assert_true(apply_delivery(store, 1, "a", 1, "log"));
	store_close(store);
	store = must_open(place, epoch);
	assert_int_equal(store_applied(store), 1);
	assert_int_equal(count_aside(place), 1);
	store_close(store);
}

static void what_was_applied_is_there_after_opening_again(void **state)
{
	struct text out = {0};
	struct store *store;
	int64_t row = 0;

	fill(*state);
	store = must_open(*state, "k3fq9");
	assert_int_equal(store_applied(store), 70);
	assert_string_equal(print_due(store, &row, 9, &out), "k3fq9-1.0:1>log ");
	assert_int_equal(count_aside(*state), 0);
	text_free(&out);
	store_close(store);
}

static void another_epoch_is_moved_aside(void **state)
{
	fill(*state);
	want_new(*state, "zzzzz");
}

static void opened_after_a_restore(const struct place *place, uint64_t from, uint64_t applied)
{
	struct epochs epochs = epochs_of("k3fq9");
	struct error error = {""};
	struct store *store;

	assert_true(epochs_add(&epochs, "zzzzz", from));
	store = store_open(place->file, &epochs, &error);
	assert_non_null(store);
	assert_int_equal(store_applied(store), applied);
	store_close(store);
}

/* The journal was restored after record 70, which the database knows; and once again. */
static void a_database_of_the_backup_is_kept(void **state)
{
	fill(*state);
	opened_after_a_restore(*state, 70, 70);
	opened_after_a_restore(*state, 70, 70);
	assert_int_equal(count_aside(*state), 0);
}

/* It knows of records that the backup has not: it is of the time after it. */
static void a_database_newer_than_the_backup_is_moved_aside(void **state)
{
	fill(*state);
	opened_after_a_restore(*state, 69, 0);
	assert_int_equal(count_aside(*state), 1);
}

static void a_file_that_is_no_database_is_moved_aside(void **state)
{
	const struct place *place = *state;

	folder_write(&place->folder, "correlator.db",
		"This was a database until somebody redirected a log into it.\n");
	want_new(place, "k3fq9");
}

static void a_damaged_page_is_moved_aside(void **state)
{
	char garbage[2048];

	memset(garbage, 0xa5, sizeof(garbage));
	fill(*state);
	overwrite(*state, 3 * 4096, garbage, sizeof(garbage));
	want_new(*state, "k3fq9");
}

static void a_truncated_file_is_moved_aside(void **state)
{
	const struct place *place = *state;

	fill(place);
	assert_int_equal(truncate(place->file, 4 * 4096 + 100), 0);
	want_new(place, "k3fq9");
}

static sqlite3 *by_hand(const struct place *place, const char *statements)
{
	sqlite3 *connection;

	assert_int_equal(sqlite3_open(place->file, &connection), SQLITE_OK);
	assert_int_equal(sqlite3_exec(connection, statements, NULL, NULL, NULL), SQLITE_OK);
	return connection;
}

static void a_schema_of_another_version_is_moved_aside(void **state)
{
	fill(*state);
	sqlite3_close(by_hand(*state, "PRAGMA user_version = 9"));
	want_new(*state, "k3fq9");
}

/* What version 1 had: everything but the audit and the catalogue of the unknown. */
static void a_schema_of_an_older_version_is_completed(void **state)
{
	struct audit_filter filter = {0};
	struct text out = {0};
	struct store *store;

	fill(*state);
	sqlite3_close(by_hand(*state,
		"DROP TABLE audit; DROP INDEX incident_over; DROP TABLE unknown; "
		"DROP TABLE unknown_source; PRAGMA user_version = 1"));
	store = must_open(*state, "k3fq9");
	assert_int_equal(store_applied(store), 70);
	store_audit(store, &filter, 9, &out);
	assert_string_equal(text_get(&out), "[]");
	store_close(store);
	assert_int_equal(count_aside(*state), 0);
	text_free(&out);
}

static void a_missing_table_is_moved_aside(void **state)
{
	fill(*state);
	sqlite3_close(by_hand(*state, "DROP TABLE delivery"));
	want_new(*state, "k3fq9");
}

/* Somebody looks at the database with the sqlite3 shell: no reason to throw it away. */
static void a_reader_does_not_disturb(void **state)
{
	sqlite3 *reader;
	struct store *store;

	fill(*state);
	reader = by_hand(*state, "BEGIN; SELECT count(*) FROM incident");
	store = must_open(*state, "k3fq9");
	assert_int_equal(store_applied(store), 70);
	assert_true(apply_delivery(store, 71, "a", 1, "log"));
	sqlite3_close(reader);
	store_close(store);
	assert_int_equal(count_aside(*state), 0);
}

static void want_refusal(const char *file, const char *want)
{
	const struct epochs epochs = epochs_of("k3fq9");
	struct error error = {""};

	assert_null(store_open(file, &epochs, &error));
	if (!strstr(error.text, want))
		fail_msg("\"%s\" does not say \"%s\"", error.text, want);
}

static void what_cannot_be_opened_is_said(void **state)
{
	const struct place *place = *state;
	char *missing = folder_file(&place->folder, "nowhere/correlator.db");

	want_refusal(missing, "nowhere/correlator.db: unable to open");
	want_refusal(place->folder.path, "unable to open");
	free(missing);
	assert_int_equal(count_aside(place), 0);
}

/* Rights are the world's trouble, not the content's: the file stays where it is. */
static void a_file_without_rights_stays(void **state)
{
	const struct place *place = *state;

	if (geteuid() == 0)
		skip();
	fill(place);
	assert_int_equal(chmod(place->file, 0), 0);
	want_refusal(place->file, "unable to open");
	assert_int_equal(count_aside(place), 0);
}

int __real_sqlite3_busy_timeout(sqlite3 *connection, int milliseconds);
int __wrap_sqlite3_busy_timeout(sqlite3 *connection, int milliseconds);

/* We wait a shorter time than in the product. */
int __wrap_sqlite3_busy_timeout(sqlite3 *connection, int milliseconds)
{
	return __real_sqlite3_busy_timeout(connection, milliseconds / 20);
}

/* Another program holds the file for longer than we wait. */
static void a_locked_file_stays(void **state)
{
	const struct place *place = *state;
	sqlite3 *owner;

	fill(place);
	owner = by_hand(
		place, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM alarm");
	want_refusal(place->file, "locked");
	sqlite3_close(owner);
	assert_int_equal(count_aside(place), 0);
}

/* A database larger than what SQLite keeps in memory. */
static struct store *fill_large(const struct place *place)
{
	struct store *store = must_open(place, "k3fq9");
	struct change_list *list = list_at(70);

	for (int i = 0; i < LARGE; i++)
		list_incident(list, arena_printf(list->arena, "k3fq9-%0400d.0", i), "open", i);
	assert_true(list_apply(store, list));
	store_close(store);
	return must_open(place, "k3fq9");
}

/* Lost for that reason; a new one is begun, which knows nothing until it is given everything.
 */
static void want_renewed(const struct place *place, struct store *store, const char *want)
{
	struct change_list *list;
	struct error error = {""};
	struct text out = {0};
	int64_t row = 0;

	assert_true(store_is_lost(store, &error));
	assert_non_null(strstr(error.text, want));
	assert_true(store_renew(store, error.text, &error));
	assert_false(store_is_lost(store, &error));
	assert_int_equal(store_applied(store), 0);
	list = list_at(71);
	list->whole = false;
	list_incident(list, "k3fq9-71.0", "open", 1);
	assert_true(list_apply(store, list));
	assert_int_equal(store_applied(store), 0);
	assert_true(apply_delivery(store, 72, "a", 1, "log"));
	assert_int_equal(store_applied(store), 72);
	assert_string_equal(print_due(store, &row, 9, &out), "a:1>log ");
	store_close(store);
	store = must_open(place, "k3fq9");
	assert_int_equal(store_applied(store), 72);
	store_close(store);
	text_free(&out);
}

static void damage_met_in_use_is_noticed(void **state)
{
	struct store *store = fill_large(*state);
	char *garbage = malloc(GARBAGE);
	struct error error = {""};
	struct text out = {0};

	assert_false(store_is_lost(store, &error));
	memset(garbage, 0xa5, GARBAGE);
	overwrite(*state, 8192, garbage, GARBAGE);
	store_incidents(store, true, LARGE, &out);
	want_renewed(*state, store, "it is damaged");
	assert_true(count_aside(*state) >= 1); /* with its -wal and -shm */
	text_free(&out);
	free(garbage);
}

static void a_file_deleted_in_use_is_noticed(void **state)
{
	const struct place *place = *state;
	struct store *store;

	fill(place);
	store = must_open(place, "k3fq9");
	assert_int_equal(unlink(place->file), 0);
	want_renewed(place, store, "No such file");
}

static void a_file_replaced_in_use_is_noticed(void **state)
{
	const struct place *place = *state;
	char *other = folder_file(&place->folder, "other");
	struct store *store;

	fill(place);
	store = must_open(place, "k3fq9");
	folder_write(&place->folder, "other", "something else");
	assert_int_equal(rename(other, place->file), 0);
	free(other);
	want_renewed(place, store, "replaced");
	assert_true(count_aside(place) >= 1);
}

static void a_file_truncated_in_use_is_noticed(void **state)
{
	const struct place *place = *state;
	struct store *store;

	fill(place);
	store = must_open(place, "k3fq9");
	assert_int_equal(truncate(place->file, 5000), 0);
	want_renewed(place, store, "truncated");
}

/* We died between making it and filling it: it is still empty for a restart. */
static void a_new_file_that_was_not_filled_is_filled_at_the_next_start(void **state)
{
	struct store *store = must_open(*state, "k3fq9");
	struct change_list *list = list_at(71);

	list->whole = false;
	list_incident(list, "k3fq9-71.0", "open", 1);
	assert_true(list_apply(store, list));
	store_close(store);
	store = must_open(*state, "k3fq9");
	assert_int_equal(store_applied(store), 0);
	assert_true(apply_delivery(store, 5, "a", 1, "log"));
	assert_int_equal(store_applied(store), 5);
	store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_was_applied_is_there_after_opening_again),
		TEST(another_epoch_is_moved_aside),
		TEST(a_database_of_the_backup_is_kept),
		TEST(a_database_newer_than_the_backup_is_moved_aside),
		TEST(a_file_that_is_no_database_is_moved_aside),
		TEST(a_damaged_page_is_moved_aside),
		TEST(a_truncated_file_is_moved_aside),
		TEST(a_schema_of_another_version_is_moved_aside),
		TEST(a_schema_of_an_older_version_is_completed),
		TEST(a_missing_table_is_moved_aside),
		TEST(a_reader_does_not_disturb),
		TEST(what_cannot_be_opened_is_said),
		TEST(a_file_without_rights_stays),
		TEST(a_locked_file_stays),
		TEST(damage_met_in_use_is_noticed),
		TEST(a_file_deleted_in_use_is_noticed),
		TEST(a_file_replaced_in_use_is_noticed),
		TEST(a_file_truncated_in_use_is_noticed),
		TEST(a_new_file_that_was_not_filled_is_filled_at_the_next_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
