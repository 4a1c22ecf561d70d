/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The socket of an input that takes datagrams. It reads up to 64 at a time into buffers made
 * beforehand, looks at the sender, has each decoded straight into the intake's room, and keeps
 * the account. When the intake has no room it stops reading; what was read already waits here
 * and is the first to be decoded when reading goes on.
 *
 * Once a second it asks the kernel how many datagrams it has dropped (SO_MEMINFO, which knows
 * at once; SO_RXQ_OVFL tells only with the next datagram) and reports the difference as a loss.
 */
#ifndef INPUT_DATAGRAMS_H
#define INPUT_DATAGRAMS_H

#include "input/input.h"

/* What an input type that takes datagrams puts into its table. `settings` and `intake` must
 * live as long as the input; the socket is taken over, and closed when that fails (-1: it could
 * not be opened, and the error says why). Where the sender has no address of the internet it is
 * this machine. */
struct input *datagrams_open(int fd, const struct decoder *decoder,
	const struct input_settings *settings, struct loop *loop, const struct intake *intake,
	struct error *error);
/* Counts and reports what the kernel dropped until now, then closes. */
void datagrams_close(struct input *input);
const struct input_account *datagrams_account(const struct input *input);
uint16_t datagrams_port(const struct input *input);
void datagrams_pause(struct input *input, bool pause);

#endif
