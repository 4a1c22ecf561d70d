/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * SNMPv3 in the daemon: our own engine is started, what was known of others is told it, and
 * operators see and order. All of it in the io thread, but for engines_print().
 */
#ifndef DAEMON_ENGINES_H
#define DAEMON_ENGINES_H

#include "config/settings.h"
#include "daemon/self.h"
#include "snmp/usm.h"

/* What there was at one moment. */
struct engines_copy {
	struct usm_own own;
	enum usm_enrol enrol;
	size_t count;
	struct usm_engine *items;
};

/* One start more is on disk when it returns, before any socket is open; without users it may be
 * that the disk did not take it (usm_own()->recorded). `known`: the engines that the journal knows; `fresh`: it is a new one. NULL after
 * reporting. */
struct usm *engines_start(const struct settings *settings, const struct snmp_engines *known,
	uint64_t seed, bool fresh, struct self *self, struct report *report);

/* Whether that command may become a record; those that are not about engines may. */
bool engines_may(const struct usm *usm, struct slice command, struct error *error);
/* It is one. */
void engines_order(struct usm *usm, struct slice command, int64_t now);

struct engines_copy *engines_copy(const struct usm *usm);
void engines_copy_free(struct engines_copy *copy); /* NULL is none */
/* The answer to `engines` (doc/formats.md, 10). */
void engines_print(const struct engines_copy *copy, struct text *out);

#endif
