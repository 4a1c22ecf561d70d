/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What differs between two sets, for whoever ordered the change and for the journal.
 */
#ifndef CONFIG_SET_CHANGES_H
#define CONFIG_SET_CHANGES_H

#include "base/json.h"
#include "config/set.h"
#include "snmp/usm_users.h"

/* {"events": {"added": n, "removed": n, "changed": n, "ids": ["+a", "-b", "~c"]}, "alarms",
 * "faults", "services", "platforms", "nodes", "links": the same, "routes": bool}; without
 * members for what is the same. At most some dozens of ids each. */
json_t *set_changes(const struct set *before, const struct set *after);
/* Adds "users" of SNMPv3, in the same form: their keys, protocols and levels. */
void set_changes_of_users(
	json_t *changes, const struct usm_users *before, const struct usm_users *after);

#endif
