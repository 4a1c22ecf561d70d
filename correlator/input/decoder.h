/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * How a datagram becomes an event, by whatever way it came: from a socket (datagrams.h), or out of a
 * capture. So that a capture gives what the listener would have given, everything that decides
 * it but the socket is here: who may send, whose word is taken, how it is parsed.
 */
#ifndef INPUT_DECODER_H
#define INPUT_DECODER_H

#include "base/error.h"
#include "input/intake.h"

struct input_settings;

struct datagram {
	struct slice bytes;
	struct address peer;
	int64_t now; /* wall clock when it came */
	uint64_t stream; /* which one of that peer it came by; 0: none, a datagram */
	const struct position *position; /* of a line of a file: behind it; or NULL */
	const struct msghdr *header; /* as the kernel gave it; NULL: nobody to be answered */
};

struct verdict {
	size_t size;         /* of the event; 0: refused */
	enum refusal reason; /* when refused */
	bool withheld;       /* a reply was not made: too many in a second */
	bool malformed;      /* the event is EVENT_MALFORMED */
	uint8_t dialect;     /* of a line: enum syslog_dialect, as it was found; else 0 */
	struct slice reply;  /* to the sender: at once when refused, else when the event is
				durable; empty: none. Lives until the next datagram */
};

/* Each type of input has one, and what it keeps between datagrams: its state. */
struct decoder {
	bool replies; /* there may be something to tell the sender */
	/* `settings` are those of its type, `usm` is that of the intake; both must live as long
	 * as the state. NULL with a sentence. */
	void *(*begin)(const struct input_settings *settings, struct usm *usm,
		struct error *error);
	void (*end)(void *state); /* NULL is none */
	/* Makes an event in `room` (EVENT_MAXIMUM bytes) of what decoder_look() has passed. */
	struct verdict (*decode)(void *state, const struct datagram *datagram, void *room);
};

/* What there is against a datagram before it is parsed; REFUSALS: nothing. */
enum refusal decoder_look(
	const struct input_settings *settings, const struct datagram *datagram);
/* Whether the peer is a listed relay. */
bool decoder_is_relay(const struct input_settings *settings, const struct address *peer);

#endif
