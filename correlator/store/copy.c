/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The database as it is now, for a backup.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"
#include "store/store_private.h"

static bool vacuum_into(struct store *store, const char *path, struct error *error)
{
	char *text = sqlite3_mprintf("VACUUM INTO %Q", path);
	bool done =
		sqlite3_exec(store->database.connection, text, NULL, NULL, NULL) == SQLITE_OK;

	if (!done)
		error_set(error, "%s", sqlite3_errmsg(store->database.connection));
	sqlite3_free(text);
	return done;
}

bool store_copy(struct store *store, const char *path, struct error *error)
{
	char aside[4096];

	if (!store->database.connection)
		return error_set(error, "the database is not open");
	snprintf(aside, sizeof(aside), "%s.new", path);
	unlink(aside);
	if (!vacuum_into(store, aside, error))
		return false;
	return rename(aside, path) == 0 ||
	       error_set(error, "cannot rename %s: %s", aside, strerror(errno));
}
