/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A capture file in the classic pcap format (doc/formats.md, 15), as tcpdump writes it: frames
 * with their times, in the order of the file. Both byte orders, micro- and nanoseconds.
 */
#ifndef INPUT_CAPTURE_H
#define INPUT_CAPTURE_H

#include "base/error.h"
#include "input/packet.h"

struct capture;

struct frame {
	int64_t time;       /* when it was captured, nanoseconds since 1970 UTC */
	struct slice bytes; /* until the next call */
	size_t original;    /* how long it was on the wire */
};

/* Whether the file begins like a capture, of a kind that can be read or not. It may be a pipe;
 * what was looked at is still to be read. */
bool capture_begins(FILE *file);
/* Reads the header. `file` stays the caller's, `name` is for messages and must live as long.
 * NULL with a sentence when it is no capture that can be read. */
struct capture *capture_open(FILE *file, const char *name, struct error *error);
void capture_close(struct capture *capture);
enum packet_link capture_link(const struct capture *capture);
/* False at the end; error->text is a sentence when that is not where a capture ends, else "".
 */
bool capture_next(struct capture *capture, struct frame *frame, struct error *error);

#endif
