/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The event loop of a thread that lives from descriptors: libevent behind six calls. Callbacks
 * run in the thread that runs the loop.
 */
#ifndef BASE_LOOP_H
#define BASE_LOOP_H

#include <stdbool.h>
#include <stdint.h>

struct loop;
struct watch; /* a descriptor, timer or signal being watched; owned by the caller */

typedef void watch_callback(void *context);

struct loop *loop_new(void);
/* All watches must be freed before. */
void loop_free(struct loop *loop);
/* Calls back whenever the descriptor can be read (or written), until freed. */
struct watch *loop_readable(struct loop *loop, int fd, watch_callback *call, void *context);
struct watch *loop_writable(struct loop *loop, int fd, watch_callback *call, void *context);
/* Calls back every `period` nanoseconds. */
struct watch *loop_every(
	struct loop *loop, int64_t period, watch_callback *call, void *context);
struct watch *loop_signal(
	struct loop *loop, int signal_number, watch_callback *call, void *context);
void watch_free(struct watch *watch);
/* Called once per turn of the loop, after all callbacks of that turn: the moment to close a
 * batch, since the sockets have run dry. */
void loop_after_turn(struct loop *loop, watch_callback *call, void *context);
/* Runs until loop_stop(); the turn in which it was called is finished first. At least one
 * watch must exist. */
void loop_run(struct loop *loop);
/* From a callback of this loop only. */
void loop_stop(struct loop *loop);

#endif
