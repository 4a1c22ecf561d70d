/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The users of SNMPv3 that are in force together, with their keys.
 */
#ifndef SNMP_USM_USERS_H
#define SNMP_USM_USERS_H

#include "base/slice.h"
#include "snmp/usm_user.h"

/* What becomes of an engine never heard of (usm.h). */
enum usm_enrol { ENROL_AUTOMATIC, ENROL_APPROVE };

/* As they are configured. */
struct usm_settings {
	const struct usm_user_settings *users;
	size_t user_count;
	enum usm_enrol enrol;
};

struct usm_users {
	enum usm_enrol enrol;
	size_t count;
	struct usm_user *items;
	struct table *by_name;
};

/* Reads their pass phrases, in any thread; of the settings nothing is needed afterwards. `seed`
 * is secret. NULL after reporting, at the place of the user, whatever is wrong. */
struct usm_users *usm_users_load(
	const struct usm_settings *settings, uint64_t seed, struct report *report);
/* Forgets the keys. NULL is none. */
void usm_users_free(struct usm_users *users);
/* NULL: there is none of that name. */
const struct usm_user *usm_users_find(const struct usm_users *users, struct slice name);

#endif
