/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Messages out of a stream of syslog (RFC 6587): octet counting ("16 <13>1 ..."), or lines that
 * end in LF, CRLF or NUL. Which one is told by how a message begins, so that a sender that
 * mixes them is understood. Nothing is allocated by what a sender announces.
 */
#ifndef INPUT_FRAMING_H
#define INPUT_FRAMING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum {
	FRAMING_MESSAGE_MAXIMUM = 65519, /* bytes kept of one; the rest is passed over */
	FRAMING_DIGITS = 5,
};

enum framing_result {
	FRAMING_MORE, /* no whole message is there */
	FRAMING_MESSAGE,
	FRAMING_REFUSED, /* no syslog: close the connection */
};

/* All zero: the beginning of a stream. However bytes come in, each is looked at once. */
struct framing {
	bool counted;   /* the last message was */
	bool begun;     /* there was one */
	uint64_t skip;  /* bytes of a counted message that are passed over */
	bool skip_line; /* until the end of the line */
	size_t scanned; /* bytes in which a line does not end */
};

struct framed {
	struct slice message; /* in the bytes; may be empty */
	bool cut;             /* longer than what is kept */
	bool incomplete;      /* the stream ended inside of it */
};

/* Takes the next message off the front of *bytes, with what belongs to its framing. What is
 * left when it answers FRAMING_MORE must be given again with more behind it; that is never more
 * than FRAMING_MESSAGE_MAXIMUM and a few bytes. `end`: nothing comes any more, so that what is
 * there is the last message. */
enum framing_result framing_next(
	struct framing *framing, struct slice *bytes, bool end, struct framed *framed);

#endif
