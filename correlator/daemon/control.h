/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The control socket (doc/formats.md, 10): a line of JSON in, a line of JSON out. Questions go
 * to the store thread, orders become command records; nobody waits for anybody.
 */
#ifndef DAEMON_CONTROL_H
#define DAEMON_CONTROL_H

#include "base/error.h"
#include "base/loop.h"
#include "daemon/path.h"

struct control;
struct io;

/* Listens on the path; a socket left by a process that is gone is replaced. */
struct control *control_new(struct io *io, struct path *path, struct loop *loop,
	const char *file, struct error *error);
void control_free(struct control *control);
/* Sends what the store thread has answered. */
void control_answer(struct control *control);

#endif
