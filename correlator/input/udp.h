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
#ifndef INPUT_UDP_H
#define INPUT_UDP_H

#include "input/input.h"

struct udp_datagram {
	struct slice bytes;
	const struct address *peer;
	bool relayed; /* the peer is a listed relay */
	int64_t now;  /* wall clock when it was taken from the kernel */
};

struct udp_verdict {
	size_t size;         /* of the event; 0: refused */
	enum refusal reason; /* when refused */
	bool malformed;      /* the event is EVENT_MALFORMED */
};

/* Makes an event in `room` (EVENT_MAXIMUM bytes). */
typedef struct udp_verdict udp_decode(
	void *context, const struct udp_datagram *datagram, void *room);

struct udp;

/* `settings` and `intake` must live as long as it does. */
struct udp *udp_open(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, udp_decode *decode, void *context, struct error *error);
/* Counts and reports what the kernel dropped until now, then closes. */
void udp_close(struct udp *udp);
const struct input_account *udp_account(const struct udp *udp);
uint16_t udp_port(const struct udp *udp);
void udp_pause(struct udp *udp, bool pause);

#endif
