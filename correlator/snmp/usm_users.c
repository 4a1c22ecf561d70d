/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/usm_users.h"

#include <stdlib.h>

#include "base/table.h"
#include "base/xalloc.h"

struct usm_users *usm_users_load(
	const struct usm_settings *settings, uint64_t seed, struct report *report)
{
	struct usm_users *users = xcalloc(1, sizeof(*users));
	bool good = true;

	users->enrol = settings->enrol;
	users->count = settings->user_count;
	users->items = xcalloc(users->count + 1, sizeof(*users->items));
	users->by_name = table_new(seed);
	for (size_t i = 0; i < users->count; i++) {
		struct usm_user *user = &users->items[i];
		struct error error;

		if (!usm_user_load(user, &settings->users[i], &error))
			good = report_error(report, settings->users[i].origin, "user '%s': %s",
				user->name, error.text);
		table_set(users->by_name, slice_of(user->name), user);
	}
	if (good)
		return users;
	usm_users_free(users);
	return NULL;
}

void usm_users_free(struct usm_users *users)
{
	if (!users)
		return;
	for (size_t i = 0; i < users->count; i++)
		usm_user_wipe(&users->items[i]);
	free(users->items);
	table_free(users->by_name);
	free(users);
}

const struct usm_user *usm_users_find(const struct usm_users *users, struct slice name)
{
	return table_find(users->by_name, name);
}
