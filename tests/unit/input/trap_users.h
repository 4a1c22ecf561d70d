/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The users of SNMPv3 that samples name: JSON objects with user, auth, priv, auth_pass,
 * priv_pass and level. Of a user that is named several times the first with the most counts.
 */
#ifndef TESTS_UNIT_INPUT_TRAP_USERS_H
#define TESTS_UNIT_INPUT_TRAP_USERS_H

#include <assert.h>
#include <string.h>
#include <unistd.h>

#include "snmp/usm.h"
#include "snmp/usm_user.h"
#include "unit/input/samples.h"

enum { TRAP_USERS_MAXIMUM = 64 };

struct trap_users {
	struct usm_user_settings items[TRAP_USERS_MAXIMUM];
	struct usm_settings settings;
	struct usm *usm;
};

/* A file that holds it, or NULL for none. */
static inline const char *trap_users_secret(const char *secret)
{
	char path[] = "secret.XXXXXX";
	int fd = secret ? mkstemp(path) : -1; /* 0600 */

	if (!secret)
		return NULL;
	assert(fd >= 0 && write(fd, secret, strlen(secret)) == (ssize_t)strlen(secret));
	close(fd);
	return xstrdup(path);
}

static inline void trap_users_forget(const char *path)
{
	if (path)
		unlink(path);
	free((void *)(uintptr_t)path);
}

static inline void trap_users_add(struct trap_users *users, const json_t *want)
{
	const char *name = samples_string(want, "user"), *auth = samples_string(want, "auth"),
		   *priv = samples_string(want, "priv");
	struct usm_user_settings *user = users->items;
	size_t count = users->settings.user_count;

	while (user < users->items + count && name && strcmp(user->name, name) != 0)
		user++;
	if (!name || user < users->items + count || count == TRAP_USERS_MAXIMUM)
		return;
	*user = (struct usm_user_settings){.name = name,
		.auth = auth ? usm_auth_find(auth) : NULL,
		.priv = priv ? usm_priv_find(priv) : NULL,
		.auth_file = trap_users_secret(auth ? samples_string(want, "auth_pass") : NULL),
		.priv_file =
			trap_users_secret(priv ? samples_string(want, "priv_pass") : NULL)};
	usm_level_parse(samples_string(want, "level"), &user->level);
	users->settings.user_count++;
}

/* Reads their pass phrases; NULL: there are none. */
static inline struct usm *trap_users_open(struct trap_users *users)
{
	struct usm_own own = {.boots = 3};
	struct report report = {0};
	struct usm_users *loaded;

	users->settings.users = users->items;
	snmp_engine_id_parse(slice_of("80001f88050102030405"), &own.id);
	if (users->settings.user_count == 0)
		return NULL;
	loaded = usm_users_load(&users->settings, 1, &report);
	report_print(&report, stdout);
	report_free(&report);
	users->usm = loaded ? usm_new(loaded, &own, 1) : NULL;
	return users->usm;
}

static inline void trap_users_close(struct trap_users *users)
{
	usm_free(users->usm);
	for (size_t i = 0; i < users->settings.user_count; i++) {
		trap_users_forget(users->items[i].auth_file);
		trap_users_forget(users->items[i].priv_file);
	}
}

#endif
