/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the readers of the two RFCs find in a line: slices of it, its time, and what is wrong
 * with it.
 */
#ifndef INPUT_SYSLOG_LINE_H
#define INPUT_SYSLOG_LINE_H

#include "base/slice.h"
#include "input/syslog_dialect.h"

struct syslog_line {
	struct slice host, program, pid, msgid, sd, tag, message; /* empty: not sent */
	int64_t time;                                             /* UTC; 0: unknown */
	uint16_t flags;                                           /* enum event_flag */
	enum syslog_dialect dialect;                              /* as the line itself tells */
};

/* Without the byte order mark that RFC 5424, 6.4 puts in front of UTF-8 text. */
static inline struct slice syslog_line_text(struct slice text)
{
	return slice_starts_with(text, "\xef\xbb\xbf") ? slice_from(text, 3) : text;
}

#endif
