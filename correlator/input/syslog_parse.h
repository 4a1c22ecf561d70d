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
#include "input/syslog_profile.h"

struct syslog_context {
	int64_t now; /* wall clock; chooses the year of RFC 3164 stamps (nearest to it) */
	const struct syslog_profile *profile; /* of the source; NULL: nothing is known of it */
	const struct address *peer;           /* NULL: none known */
	bool relayed;                         /* the peer is a listed relay: HOSTNAME counts */
	uint16_t listener;
	const struct position *position; /* of a line of a file; or NULL */
	enum syslog_dialect *dialect; /* set to what was found, or NULL */
};

/* The datagram without NULs, LF or CRLF at its end, which are no part of the line. */
struct slice syslog_parse_trim(struct slice datagram);
/* Writes the event into `space` of `capacity` bytes (EVENT_MAXIMUM holds any) and returns its
 * size. EVENT_RAW is what syslog_parse_trim() leaves. A missing PRI or one above 191 is 13
 * (user.notice), flagged. The other fields are parts of EVENT_RAW; or, when that is not UTF-8
 * (EVENT_CHARSET), of a copy that was made UTF-8 by the source's character set, so that whoever
 * compares or shows them need not know. */
size_t syslog_parse(struct slice datagram, const struct syslog_context *context, void *space,
	size_t capacity);

#endif
