/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One syslog datagram to one flat event: RFC 5424, RFC 3164 as found in the wild, and anything
 * else too (raw text, EVENT_MALFORMED). Nothing is ever dropped. Year, zone and form are
 * decided here, before the event is journaled, so they are data.
 */
#ifndef INPUT_SYSLOG_PARSE_H
#define INPUT_SYSLOG_PARSE_H

#include "event/position.h"

struct syslog_context {
	int64_t now;  /* wall clock; chooses the year of RFC 3164 stamps (nearest to it) */
	int64_t zone; /* of stamps without one: nanoseconds east of UTC */
	const struct address *peer; /* NULL: none known */
	bool relayed;               /* the peer is a listed relay: HOSTNAME counts */
	uint16_t listener;
	const struct position *position; /* of a line of a file; or NULL */
};

/* The datagram without NULs, LF or CRLF at its end, which are no part of the line. */
struct slice syslog_parse_trim(struct slice datagram);
/* Writes the event into `space` of `capacity` bytes (EVENT_MAXIMUM holds any) and returns its
 * size. EVENT_RAW is what syslog_parse_trim() leaves. A missing PRI or one above 191 is 13
 * (user.notice), flagged. */
size_t syslog_parse(struct slice datagram, const struct syslog_context *context, void *space,
	size_t capacity);

#endif
