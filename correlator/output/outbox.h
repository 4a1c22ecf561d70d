/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The queue in front of the outputs: one delivery in flight per incident and output, in the
 * order of their numbers; a failed one is tried again after a growing pause with jitter, and
 * holds back only its own incident. What cannot ever be delivered is reported as refused.
 * It runs in its own thread and never touches the store: deliveries come in, results go out.
 */
#ifndef OUTPUT_OUTBOX_H
#define OUTPUT_OUTBOX_H

#include "output/output.h"

struct outbox;

struct outbox_output {
	const struct output_type *type;
	const struct output_settings *settings;
};

/* `settled` is called in the outbox's thread for each final result (delivered or refused) and
 * takes the delivery over; `attempted` (may be NULL) for each attempt that did not settle it. */
struct outbox *outbox_new(const struct outbox_output *outputs, size_t count,
	void (*settled)(void *context, struct delivery *delivery, const struct result *result),
	void (*attempted)(void *context, const struct delivery *delivery,
		const struct result *result),
	void *context, struct error *error);
void outbox_free(struct outbox *outbox);
/* Takes the delivery over. One whose output does not exist is settled as refused. */
void outbox_add(struct outbox *outbox, struct delivery *delivery);
/* Does what can be done now and waits at most `timeout` nanoseconds for transfers, pauses or
 * `wake` (a descriptor; -1: none) to become readable. `now` gives a monotonic clock. */
void outbox_run(struct outbox *outbox, int64_t timeout, int wake);
/* Attempts that were begun and not answered yet. */
size_t outbox_in_flight(const struct outbox *outbox);
/* Deliveries not settled yet. */
size_t outbox_count(const struct outbox *outbox);
/* The HTTP library that is linked, with its version. */
const char *outbox_library(void);

#endif
