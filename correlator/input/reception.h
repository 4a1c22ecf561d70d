/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What becomes of each message that an input has read, by whatever way: looked at, decoded
 * straight into the intake's room, committed, and accounted for.
 */
#ifndef INPUT_RECEPTION_H
#define INPUT_RECEPTION_H

#include "input/input.h"

struct reception {
	const struct input_settings *settings;
	const struct intake *intake;
	const struct decoder *decoder;
	void *state;               /* of the decoder */
	struct assembly *assembly; /* of lines to messages; NULL: each is one */
	int fd;                    /* where replies go out; -1: they do not */
	struct input_account account;
};

/* All must live as long as it. False with a sentence; it is to be closed then too. */
bool reception_open(struct reception *reception, const struct decoder *decoder,
	const struct input_settings *settings, struct loop *loop, const struct intake *intake,
	struct error *error);
void reception_close(struct reception *reception);
/* False when the intake has no room: the message must be offered again. `flags` are added to
 * those of the event. The account's `read` is the caller's business. */
bool reception_take(
	struct reception *reception, const struct datagram *datagram, uint16_t flags);
/* Nothing more comes from that peer by that stream. */
void reception_end(struct reception *reception, const struct address *peer, uint64_t stream);

#endif
