/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The io thread: sockets, parsers, the control socket. What it reads goes into the batch in
 * hand; the batch is closed when it is full or when the sockets have run dry. When every parcel
 * is on its way, inputs pause and datagrams wait in the kernel.
 */
#ifndef DAEMON_IO_H
#define DAEMON_IO_H

#include "config/settings.h"
#include "daemon/path.h"
#include "daemon/reload.h"

struct io;

/* Opens the inputs and the control socket; reports every one that cannot be opened. `seed` is
 * secret (input/repeats.h); `reload` must outlive it; `positions`, how far files were taken
 * before this start, are needed only here. */
struct io *io_new(struct path *path, const struct settings *settings, uint64_t seed,
	struct reload *reload, const struct positions *positions, struct report *report);
/* Runs until SIGTERM or SIGINT. */
void io_run(struct io *io);
/* Closes the inputs and sends what is left, marked as the last parcel. */
void io_finish(struct io *io);
void io_free(struct io *io);

#endif
