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
#include "input/copies.h"

struct io;

/* What the journal says of inputs before this start. */
struct io_past {
	const struct positions *positions; /* how far files were taken; needed only at once */
	struct copies *copies;             /* informs; taken over */
	struct usm *usm;                   /* users and engines of SNMPv3; taken over */
};

/* Opens the inputs and the control socket; reports every one that cannot be opened. `seed` is
 * secret (input/repeats.h); `reload` must outlive it. */
struct io *io_new(struct path *path, const struct settings *settings, uint64_t seed,
	struct reload *reload, const struct io_past *past, struct report *report);
/* Runs until SIGTERM or SIGINT. */
void io_run(struct io *io);
/* Closes the inputs and sends what is left, marked as the last parcel. */
void io_finish(struct io *io);
/* Once the journal has taken that: the informs that are on disk are answered. */
void io_answer(struct io *io);
void io_free(struct io *io);

#endif
