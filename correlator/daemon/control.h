/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The control socket (doc/formats.md, 10): a line of JSON in, a line of JSON out. Questions go
 * to the store thread, orders become command records; nobody waits for anybody.
 */
#ifndef DAEMON_CONTROL_H
#define DAEMON_CONTROL_H

#include "base/error.h"
#include "base/json.h"
#include "base/loop.h"
#include "daemon/path.h"

struct control;

/* What the socket needs of the thread it lives in. */
struct control_hooks {
	/* Appends a command record; false with a sentence when that cannot be. */
	bool (*command)(void *context, struct slice payload, struct error *error);
	/* Adds what only that thread knows to a status document. */
	void (*status)(void *context, json_t *status);
	/* A copy of the table of senders, for the store thread to read; not asked for again before
	 * the question that it is for has come back. */
	const struct peers *(*lend_peers)(void *context);
	/* A copy of the SNMP engines; the caller's then. */
	struct engines_copy *(*engines)(void *context);
	/* Begins to load the files for that client; false when a load is under way. */
	bool (*reload)(void *context, const char *by, uint64_t client);
	void *context;
};

/* Listens on the path; a socket left by a process that is gone is replaced. The hooks must
 * live as long as it. */
struct control *control_new(const struct control_hooks *hooks, struct path *path,
	struct loop *loop, const char *file, struct error *error);
void control_free(struct control *control);
/* Sends what the store thread has answered. */
void control_answer(struct control *control);
/* Sends an answer that took its time, if that client is still there. */
void control_send(struct control *control, uint64_t client, const json_t *answer);

#endif
