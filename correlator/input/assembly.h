/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Messages of several lines, of senders that send each line as a message: one that matches the
 * pattern of a listener (`continues`) belongs to the one before it of the same source, and is
 * appended with an LF. So every message waits until the next one of its source comes, or for
 * `within`. A source is a connection, a file, or else a peer.
 *
 * Bounded in messages that wait and in bytes; what does not fit goes on as it came, counted.
 */
#ifndef INPUT_ASSEMBLY_H
#define INPUT_ASSEMBLY_H

#include "base/error.h"
#include "base/loop.h"
#include "input/decoder.h"

enum {
	ASSEMBLY_WAITING = 1024,         /* messages that wait */
	ASSEMBLY_MEMORY = 4 << 20,       /* bytes of them */
	ASSEMBLY_LINES = 1000,           /* of one message */
	ASSEMBLY_MESSAGE_MAXIMUM = 65499 /* bytes of one: an event holds no more */
};

struct assembly;

/* False with a sentence when it is no pattern. */
bool assembly_check(const char *pattern, struct error *error);
/* Where messages go on; false when there is no room: it is offered again. */
typedef bool assembly_take_on(void *context, const struct datagram *datagram, uint16_t flags);

/* `pattern` is a PCRE2 pattern, tried on the line behind its PRI. Without a `loop` there is no
 * `within`: what comes was all there at once. What becomes of messages is
 * counted in `account`: joined, waiting, unassembled. NULL with a sentence. */
struct assembly *assembly_new(const char *pattern, int64_t within, struct loop *loop,
	struct input_account *account, assembly_take_on *take_on, void *context,
	struct error *error);
/* What waits goes on; the intake makes room when we stop. */
void assembly_free(struct assembly *assembly);
/* False when there was no room for what must go on first: it is to be offered again. */
bool assembly_take(struct assembly *assembly, const struct datagram *datagram, uint16_t flags);
/* Nothing more comes from there: what waits is due as it was. */
void assembly_end(struct assembly *assembly, const struct address *peer, uint64_t stream);

#endif
