/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Reloading: the files are read by a thread of their own while everything goes on. Good ones
 * become a `set` record; broken ones change nothing, and every mistake is told.
 */
#ifndef DAEMON_RELOAD_H
#define DAEMON_RELOAD_H

#include "base/json.h"
#include "config/set.h"
#include "daemon/path.h"

struct reload;

/* What there is at the start. The sets are used by the caller as long as it lives. */
struct reload_settings {
	const char *file;
	const char *sets, *journal; /* folders */
	uint64_t seed;
	struct set *files; /* the daemon was started with it: its listeners and outputs run */
	struct set *now;   /* in force */
	const struct usm_own *own;
	const struct usm_users
		*users; /* in force; replaced by reloaded->users if there are any */
};

/* Copies of sets that nobody needs any more are deleted now and then. */
struct reload *reload_new(struct path *path, const struct reload_settings *settings);
/* Waits for a load that is under way. */
void reload_free(struct reload *reload);
/* Begins, by the word of `by`, for a client of the control socket (0: for nobody). False when
 * a load is under way. */
bool reload_begin(struct reload *reload, const char *by, uint64_t client);

/* What came of it. */
struct reloaded {
	uint64_t client;
	struct set *set; /* to go into force; NULL: nothing changes. Used by the receiver */
	json_t *record;  /* payload of the `set` record; NULL: as above */
	json_t *answer;  /* for the client */
	const struct settings *running;
	void **listeners; /* as in running->listeners: what their types load; NULL: nothing */
	struct usm_users *users; /* to go into force, the receiver's; NULL: none */
};

/* Called when the io thread was rung: what came of a load that is over, or NULL. */
struct reloaded *reload_take(struct reload *reload);
/* What the type of running->listeners[place] has loaded, for its renew(); NULL: nothing. */
void *reload_take_listener(struct reloaded *reloaded, size_t place);
void reloaded_free(struct reloaded *reloaded);

#endif
